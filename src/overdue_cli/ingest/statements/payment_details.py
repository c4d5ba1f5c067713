"""What the field ``:86:`` of a movement says: who paid, from which account, for what.

Banks fill it each in their own way. Known here: numbered sub-fields (``?20…?32`` of the German
and Luxembourg banks, ``>20``), SEPA's keywords in them (EREF+ MREF+ SVWZ+), words between slashes
(``/EREF/…/NAME/…`` of the Dutch banks), the labelled text of Polish banks, and the numbered lines
of ``:NS:``. Anything else is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NUMBERED = re.compile(r"^(\d{3})\s*(?=([?>@+~])\d\d)")
_SEPA = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|COAM|OAMT|RREF|PURP)\+\s?")
_SLASHED = re.compile(
    r"/(EREF|PREF|MARF|CSID|NAME|IBAN|BIC|REMI|TRTP|RTRN|RTRF|BENM|ORDP|CNTP|ISDT|ULTC|ULTD|PURP"
    r"|TRCD|PMIN|ID|CHGS)/"
)
_POLISH = re.compile(r"(Z RACH\.|NA RACH\.|OD|DLA|TYT\.|TNR|ID IPH)\s?:\s?")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
#: Reasons of ISO 20022 for money that goes back, as pain.002, camt and the texts of banks say it.
REASONS = frozenset(
    """AC01 AC03 AC04 AC06 AC13 AG01 AG02 AM01 AM02 AM03 AM04 AM05 AM09 BE01 BE04 BE05 BE06 CNOR
    CUST DNOR DT01 DUPL ED05 FF01 FF05 FOCR FRAD MD01 MD02 MD06 MD07 MS02 MS03 NARR RC01 RR01 RR02
    RR03 RR04 SL01 SL11 SL12 SL13 SL14 TECH UPAY""".split()
)
_REASON = re.compile(rf"\b({'|'.join(sorted(REASONS))})\b")
#: Words by which banks say, in text, that money goes back.
_RETURN_WORDS = re.compile(
    r"r[uü]e?cklastschrift|retoure|r[uü]ckbuchung|returned? (?:direct debit|payment|item|dd)"
    r"|dd return|unpaid direct debit|bounced|dishonou?red|payment reversal|terugboeking|storno"
    r"|rejet|impay[eé]|devoluci[oó]n|chargeback|退票|退汇|冲正|扣款失败|代扣退回",
    re.IGNORECASE,
)
#: Words by which banks say, in text, that a booking is the sum of several payments.
_SEVERAL_WORDS = re.compile(
    r"(?<![a-z])(?:sammel(?:buchung|gutschrift|[üu]e?berw|ueb\b|auftrag|lastschrift|einzug"
    r"|einreichung|zahlung|posten|r[üu]e?ck)|sammler\b"
    r"|(?:batch|bulk|collective|consolidated|multiple|several)"
    r" (?:booking|credit|payment|posting|deposit|receipt|collection|transfer|direct debit)"
    r"|incasso[\w ]{0,30}batch\b|verzamel(?:betaling|boeking|incasso|opdracht)"
    r"|remise (?:de )?(?:\d+ )?(?:pr[eé]l[eè]vements?|virements?|ch[eè]ques?|op[eé]rations?)"
    r"|przelew zbiorczy|(?:and|&|\+) (?:\d+ )?(?:others|more payers)\b"
    r"|und (?:\d+ )?(?:andere|weitere)\b|et (?:\d+ )?autres\b|y (?:\d+ )?otros\b"
    r"|e (?:\d+ )?(?:altri|outros)\b|en (?:\d+ )?anderen\b)"
    r"|\b(?:[2-9]|[1-9]\d{1,5}) (?:items|posten)\b|[共计等]\s?\d+\s?[笔人户]|批量|汇总入账",
    re.IGNORECASE,
)
#: Pieces of such words, which hardly any text has.
_PIECES = (
    *("sammel", "sammler", "batch", "bulk", "collective", "verzamel", "remise", "zbiorcz"),
    *("consolidated", "multiple", "several", "others", "more payers", "andere", "weitere"),
    *("items", "posten", "autres", "otros", "altri", "outros", "笔", "人", "户", "批量", "汇总"),
)
#: How many they are, where such words stand.
_COUNT = re.compile(
    r"(?<![a-z])(?:anz(?:ahl)?|posten|stck|nboftxs|items|payments)\W{0,3}(\d{1,6})\b"
    r"|\b(\d{1,6}) (?:posten|stck|items|payments|transactions|zahlungen|buchungen|op[eé]rations"
    r"|ch[eè]ques|virements|pr[eé]l[eè]vements|betalingen|pagos|bonifici)\b"
    r"|ch[eè]ques \((\d{1,6})\)|[共计等]\s?(\d{1,6})\s?[笔人户]",
    re.IGNORECASE,
)
#: Kinds of business (GVC of the German banks) of collective bookings.
COLLECTIVE = frozenset(f"19{digit}" for digit in range(10))


class Details(NamedTuple):
    """What is told about a movement; '' where it is not."""

    payer: str = ""
    account: str = ""
    reference: str = ""
    mandate: str = ""
    text: str = ""
    code: str = ""
    reason: str = ""
    original: str = ""
    returned: bool = False
    payments: int = 1
    """How many payments the movement is the sum of, at least."""


def details_in(texts: Sequence[str], by: str = "86") -> Details:
    """What the texts that follow a movement say about it.

    Of several payments it has all the payers or none, and no account, reference or mandate.
    """
    if not texts:
        return Details()
    details = _details(texts, by)
    each = [_details([one], by) for one in texts] if len(texts) > 1 else []
    if len(each) > 1 and max(map(_distinct, zip(*map(_who, each), strict=True))) > 1:
        payers, text = (one.payer for one in each), "; ".join(one.text for one in each if one.text)
        details = details._replace(payer=_joined(payers), text=text, payments=len(each))
    collective = payments_in("".join(texts).replace("\n", ""))
    if details.code in COLLECTIVE:
        collective = max(collective, 2)
    return details if max(details.payments, collective) < 2 else _nobodys(details, collective)


def _who(details: Details) -> tuple[str, str, str]:
    return details.payer, details.account, details.reference


def _distinct(values: Iterable[str]) -> int:
    """How many different things are told."""
    return len(set(values) - {""})


def _joined(values: Iterable[str]) -> str:
    """All of them, each once; '' where one is missing."""
    every = list(dict.fromkeys(values))
    return "; ".join(every) if all(every) else ""


def _nobodys(details: Details, collective: int) -> Details:
    """What is told of several payments: all the payers where each is told, else none."""
    return details._replace(
        payer=details.payer if details.payments > 1 else "",
        account="",
        reference="",
        mandate="",
        text=" ".join(
            filter(None, (details.text, "" if details.payments > 1 else details.reference))
        ),
        payments=max(details.payments, collective),
    )


def payments_in(text: str) -> int:
    """How many payments a text says a movement is the sum of; 2 where it gives no number.

    One that calls itself a sum is never taken for a single payment.

    >>> payments_in("SAMMELGUTSCHRIFT Anzahl 12"), payments_in("batch booking"), payments_in("")
    (12, 2, 1)
    >>> payments_in("SEPA BULK CREDIT 14 PAYMENTS"), payments_in("REMISE DE CHEQUES (3)")
    (14, 3)
    """
    small = text.lower()
    if not (any(piece in small for piece in _PIECES) and _SEVERAL_WORDS.search(text)):
        return 1
    count = _COUNT.search(text)
    return max(2, *(int(many) for many in count.groups() if many)) if count else 2


def _details(texts: Sequence[str], by: str) -> Details:
    if by == "NS":
        return _completed(_from_lines("\n".join(texts)), "\n".join(texts))
    numbered = _NUMBERED.match(texts[0])
    if numbered:
        whole = "".join(texts).replace("\n", "").replace("\r", "")
        return _completed(_from_numbers(whole, numbered[1], numbered[2]), whole)
    whole = "\n".join(texts)
    flat = whole.replace("\n", "")
    if len(_SLASHED.findall(flat)) >= 2:
        return _completed(_from_slashes(flat), flat)
    if len(_POLISH.findall(whole)) >= 2:
        return _completed(_from_labels(whole.replace("\n", "")), whole)
    return _completed(_from_text(whole), whole)


def said_to_return(text: str) -> bool:
    """Whether a text says that money goes back.

    >>> said_to_return("SEPA Rücklastschrift AM04"), said_to_return("rent June")
    (True, False)
    """
    return bool(_RETURN_WORDS.search(text))


def reason_in(text: str) -> str:
    """The reason for a return that a text names, '' for none.

    >>> reason_in("RETURN AM04 insufficient funds")
    'AM04'
    """
    match = _REASON.search(text)
    return match[1] if match else ""


def _completed(details: Details, whole: str) -> Details:
    returned = details.returned or said_to_return(whole)
    reason = details.reason or (reason_in(whole) if returned else "")
    return details._replace(returned=returned, reason=reason, text=" ".join(details.text.split()))


def _from_numbers(whole: str, code: str, mark: str) -> Details:
    """Sub-fields: 00 kind of booking, 20-29 and 60-63 purpose, 31 account, 32-33 name."""
    pieces = re.split(rf"{re.escape(mark)}(\d\d)", whole)
    parts: dict[str, str] = {}
    for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
        parts[number] = parts.get(number, "") + text
    purpose = "".join(
        parts[number] for number in sorted(parts) if "20" <= number <= "29" or number >= "60"
    )
    keyed = _keywords(purpose)
    payments = max(_repeated(purpose, "EREF"), _distinct(_of_number(pieces, "32")))
    if payments > 1:
        names = _of_number(pieces, "32")
        return Details(
            payer=_joined(names) if len(names) >= payments else "",
            text=" ".join(_bare(purpose).split()),
            code=code,
            payments=payments,
        )
    name = (parts.get("32", "") + parts.get("33", "")).strip()
    return Details(
        payer=" ".join((keyed.get("ABWA") or name).split()),
        account=(parts.get("31") or parts.get("38") or keyed.get("IBAN", "")).strip(),
        reference=own_reference(keyed.get("EREF", "")),
        mandate=own_reference(keyed.get("MREF", "")),
        text=" ".join(filter(None, (keyed.get("SVWZ"), keyed.get("")))) or parts.get("00", ""),
        code=code,
        original=_amount(keyed.get("OAMT", "")),
    )


def _bare(text: str) -> str:
    """A text without its SEPA keywords."""
    return " ".join(_SEPA.split(text)[::2])


def _of_number(pieces: Sequence[str], number: str) -> list[str]:
    """What stands in each sub-field of a number."""
    pairs = zip(pieces[1::2], pieces[2::2], strict=True)
    return [text.strip() for of, text in pairs if of == number]


def _repeated(text: str, keyword: str) -> int:
    """How many different things a SEPA keyword is given in a text.

    >>> _repeated("EREF+A-1 SVWZ+rent EREF+A-2 SVWZ+rent", "EREF")
    2
    """
    if text.count(f"{keyword}+") < 2:
        return 1
    pieces = _SEPA.split(text)
    pairs = zip(pieces[1::2], pieces[2::2], strict=True)
    return _distinct(own_reference(value.strip()) for word, value in pairs if word == keyword)


def _keywords(text: str) -> dict[str, str]:
    """Text by SEPA keyword; what stands before the first one is under ''."""
    pieces = _SEPA.split(text)
    values = {"": pieces[0].strip()}
    for word, value in zip(pieces[1::2], pieces[2::2], strict=True):
        values[word] = " ".join(filter(None, (values.get(word, ""), value.strip())))
    return values


def own_reference(text: str) -> str:
    """A reference; '' for the words that say that there is none."""
    return "" if text.upper() in ("NOTPROVIDED", "NONREF") else text


def _amount(text: str) -> str:
    match = re.search(r"\d+(?:,\d*)?", text)
    return match[0] if match else ""


def _from_slashes(flat: str) -> Details:
    pieces = _SLASHED.split(flat)
    pairs = [
        (word, value.strip("/ ")) for word, value in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    words: dict[str, str] = {}
    for word, value in pairs:
        words.setdefault(word, value)
    payments = _distinct(own_reference(value) for word, value in pairs if word == "EREF")
    if payments > 1:
        names = [value for word, value in pairs if word == "NAME"]
        return Details(
            payer=_joined(names) if len(names) == payments else "",
            text=" ".join(value for word, value in pairs if word in ("NAME", "EREF", "REMI")),
            code=words.get("TRCD", ""),
            payments=payments,
        )
    party = words.get("CNTP", "").split("/")
    text = re.sub(r"^(?:USTD//|STRD/[A-Z]*/)", "", words.get("REMI", ""))
    return Details(
        payer=words.get("NAME") or (party[2] if len(party) > 2 else ""),
        account=words.get("IBAN") or party[0],
        reference=own_reference(words.get("EREF", "")),
        mandate=words.get("MARF", ""),
        text=text or pieces[0],
        code=words.get("TRCD", ""),
        reason=words.get("RTRN", "")[:4],
        returned="RTRN" in words,
    )


def _from_labels(flat: str) -> Details:
    pieces = _POLISH.split(flat)
    words = {
        label: value.strip(" ;") for label, value in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    name = re.split(r"\s{2,}|;|\bUL\.", words.get("OD", ""))[0]
    return Details(
        payer=name.strip(),
        account=words.get("Z RACH.", "").replace(" ", ""),
        text=words.get("TYT.", ""),
        reference=words.get("ID IPH", ""),
        code=pieces[0].split(" ")[0],
    )


def _from_lines(text: str) -> Details:
    """Lines of ``:NS:``: 01-14 purpose, 15 and 16 name, 17 kind of booking, 34 account."""
    lines = [(line[:2], line[2:].strip()) for line in text.split("\n") if line[:2].isdigit()]
    purpose = [value for number, value in lines if "01" <= number <= "14"]
    return Details(
        payer="".join(value for number, value in lines if number in ("15", "16")),
        account="".join(value for number, value in lines if number == "34"),
        text=" ".join(filter(None, purpose)) or " ".join(v for n, v in lines if n == "17"),
    )


def _from_text(whole: str) -> Details:
    """Free text; one that begins with an account goes on with the name of its owner."""
    first, _, rest = whole.strip().partition("\n")
    iban = IBAN.match(first)
    if iban and " " not in first[: iban.end()].strip():
        name = first[iban.end() :].strip()
        return Details(payer=name, account=iban[0], text=rest.strip() or name)
    owner = re.search(r"NAAM: (.+)", whole)
    account = re.search(r"REK: ([A-Z0-9]+)", whole)
    return Details(
        payer=owner[1].strip() if owner else "",
        account=account[1] if account else "",
        text=whole,
    )
