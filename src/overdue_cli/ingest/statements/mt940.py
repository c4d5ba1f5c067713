"""Reads MT940 and MT942: SWIFT's statements as banks send them, with what they get wrong.

Fields stand as ``:61:`` at the beginning of a line (blanks before it, and the envelope's ``{4:``,
do no harm) and go on until the next field that is known;
anything before the first field, and SWIFT's envelope, is passed over. Sign of a movement: C and
RD (a debit taken back) are money in, D and RC (a credit taken back) money out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import CURRENCIES, digits
from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.kept_rows import Kept, Spool
from overdue_cli.ingest.statements.payment_details import Details, details_in
from overdue_cli.ingest.statements.values import (
    Balance,
    BankMovement,
    BankStatement,
    LineKind,
    StatementChoices,
    StatementResult,
    kept_lines,
    minor,
)

_FIELD = re.compile(
    r"[ \t\ufeff]*(?:(?:-\})?\{.*\{4:[ \t]*|\{4:[ \t]*)?"
    r":(20|21|25P?|28C?|34F|13D?|60[FM]|61|62[FM]|64|65|86|90[CD]|NS|940|942):(.*)"
)
_ENVELOPE = re.compile(r"\{\d:.*|-|-\}.*|-?[\x01\x03]\s*")
_MOVEMENT = re.compile(
    r"(?P<value>\d{6})(?P<entry>\d{4}|\s{4})?(?P<mark>R?[DC])(?P<funds>[A-Z])?\s*"
    r"(?P<amount>\d[\d.,']*)(?P<type>[NSF][A-Z0-9 ]{3})"
    r"(?P<reference>(?:(?!//)[^\n])*)(?://(?P<bank>[^\n]*))?(?:\n(?P<more>.*))?$",
    re.S,
)
_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})?(\d+(?:,\d*)?)\s*$")
#: An amount as the standard has it, and two that banks write: of one reading, with a point.
_AMOUNTS = (
    (re.compile(r"\d+(?:,\d*)?"), ","),
    (re.compile(r"\d{1,3}(?:\.\d{3})+,\d*"), ","),
    (re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)\.\d\d?"), "."),
)
#: What may be thousands, where a currency has fewer decimals.
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
#: Signs of a text that are split into lines at a time.
_PIECE = 1 << 18
_MONEY_OUT = {"D", "RC"}
#: Kinds of business (GVC of the German banks) of money that goes back: direct debits 108 and 109,
#: credit transfers 159.
_RETURNS = {"108", "109", "159", "009", "059"}


class Mt940Field(NamedTuple):
    """One field of a message and the line it begins on."""

    row: int
    tag: str
    text: str


@dataclass(slots=True)
class _Message:
    """One statement while it is read."""

    row: int
    lines: Kept[BankMovement]
    number: str = ""
    account: str = ""
    currency: str = ""
    opening: Balance | None = None
    closing: Balance | None = None
    pending: Mt940Field | None = None
    texts: list[str] = field(default_factory=list)
    texts_by: str = ""


def looks_like_mt940(head: str) -> bool:
    """Whether a text begins like a message of SWIFT."""
    return bool(
        re.search(r"(?m)^[ \t]*(?:\{.*\{4:[ \t]*)?:(20|25P?|28C?|60[FM]|61|62[FM]|64):", head)
    )


def read_mt940(text: str, choices: StatementChoices) -> StatementResult:
    """The statements of a file; BadFile where it has no movement and no statement."""
    result = StatementResult([], [], [], [])
    spool = Spool()
    messages = list(_messages(_fields(text), spool))
    currencies = {m.currency for m in messages if m.currency}
    moved = 0
    for message, own in _with_fields(_fields(text), messages):
        message.currency = message.currency or _only(currencies) or choices.currency
        for one in own:
            moved += one.tag == "61"
            _take(message, one, choices, result)
        _finish(message, choices, result)
        message.lines.put_away()
        result.statements.append(_statement(message))
    if not moved and not any(statement.account for statement in result.statements):
        raise BadFile(
            "there is no movement (:61:) and no account (:25:) in this MT940 file",
            "Export the statement again; it has a line ':61:' for every movement.",
        )
    return result._replace(movements=moved)


def _only(names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""


def _fields(text: str) -> Iterator[Mt940Field]:
    row, tag, lines = 0, "", [""]
    for number, line in enumerate(_rows(text), 1):
        match = _FIELD.match(line)
        if match:
            if tag:
                yield Mt940Field(row, tag, "\n".join(lines))
            row, tag, lines = number, match[1], [match[2]]
        elif tag and _ENVELOPE.fullmatch(line):
            yield Mt940Field(row, tag, "\n".join(lines))
            tag = ""
        elif tag:
            lines.append(line)
    if tag:
        yield Mt940Field(row, tag, "\n".join(lines))


def _rows(text: str) -> Iterator[str]:
    """The lines of a text, split a piece at a time."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE) + 1 or len(text)
        yield from text[start:end].splitlines()
        start = end


def _messages(fields: Iterable[Mt940Field], spool: Spool) -> Iterator[_Message]:
    """A statement for each ``:20:`` (and one where a file begins without), with its currency."""
    message = None
    for one in fields:
        if one.tag in ("940", "942"):
            continue
        if message is None or one.tag == "20":
            if message is not None:
                yield message
            message = _Message(one.row, kept_lines(spool))
        message.currency = message.currency or _currency_of(one)
    if message is not None:
        yield message


def _with_fields(
    fields: Iterable[Mt940Field], messages: Sequence[_Message]
) -> Iterator[tuple[_Message, Iterable[Mt940Field]]]:
    """Each statement with the fields that belong to it, to be gone through before the next."""
    starts = [message.row for message in messages[1:]]
    for number, own in groupby(fields, lambda one: bisect_right(starts, one.row)):
        if messages:
            yield messages[number], own


def _currency_of(one: Mt940Field) -> str:
    """The currency that a field names, '' where it names none."""
    first = one.text.split("\n")[0].strip()
    code = ""
    if one.tag[:2] in ("60", "62", "64"):
        match = _BALANCE.match(first)
        code = (match[3] or "") if match else ""
    elif one.tag == "34F":
        code = first[:3]
    elif one.tag[:2] == "90":
        named = re.match(r"\d+([A-Z]{3})", first)
        code = named[1] if named else ""
    elif one.tag == "25":
        code = first[-3:] if re.search(r"(?:[\d/. ])([A-Z]{3})$", first) else ""
    return code if code in CURRENCIES or code == "DEM" else ""


def _take(
    message: _Message, one: Mt940Field, choices: StatementChoices, result: StatementResult
) -> None:
    """What one field says."""
    first = one.text.split("\n")[0].strip()
    if one.tag == "25":
        message.account = message.account or _account(first, message.currency)
    elif one.tag in ("28", "28C"):
        message.number = message.number or first
    elif one.tag[:2] in ("60", "62"):
        _take_balance(message, one, first, result)
    elif one.tag == "61":
        _finish(message, choices, result)
        message.pending = one
    elif one.tag in ("86", "NS") and message.pending is not None:
        message.texts.append(one.text)
        message.texts_by = one.tag


def _account(text: str, currency: str) -> str:
    bare = text.removesuffix(currency) if currency else text
    return bare.strip().strip("/")


def _take_balance(message: _Message, one: Mt940Field, first: str, result: StatementResult) -> None:
    read = _BALANCE.match(first)
    currency = message.currency
    if not read or not currency:
        if not read:
            rule = "a balance is written as C100318EUR380115,12"
            result.notes.append(f"line {one.row}: {rule}; '{first}' was passed over")
        return
    try:
        day = _day(read[2])
        amount = minor(read[4], currency, ",") * (1 if read[1] == "C" else -1)
    except (BadCell, ValueError):
        result.notes.append(f"line {one.row}: the balance '{first}' cannot be read")
        return
    if one.tag.startswith("60"):
        message.opening = message.opening or Balance(day.isoformat(), amount)
    else:
        message.closing = Balance(day.isoformat(), amount)


def _finish(message: _Message, choices: StatementChoices, result: StatementResult) -> None:
    """The movement that was begun, with everything that was told about it."""
    one, texts, by = message.pending, message.texts, message.texts_by
    message.pending, message.texts, message.texts_by = None, [], ""
    if one is None:
        return
    read = _MOVEMENT.match(one.text.strip("\n"))
    if not read:
        rule = "a movement is written as :61:2001050105C1000,00NTRFREFERENCE"
        result.problems.append(
            Problem(one.row, ":61:", one.text[:40], rule, "Export the statement again.")
        )
        return
    account = choices.account or message.account
    problem = _no_currency(one.row, message.currency)
    if problem:
        result.problems.append(problem)
        return
    try:
        message.lines.append(_line(message, one.row, read, details_in(texts, by), account, result))
    except BadCell as fault:
        value = one.text.split("\n")[0][:40]
        result.problems.append(Problem(one.row, ":61:", value, fault.rule, fault.hint))


def _no_currency(row: int, currency: str) -> Problem | None:
    if not currency:
        rule = "nothing says in which currency the amounts are (:60F: is missing)"
        return Problem(row, ":60F:", "", rule, "Name it: --currency EUR.")
    if currency not in CURRENCIES:
        rule = f"{currency} is no currency any more"
        hint = "Ask the bank for the statement in a currency of today."
        return Problem(row, ":60F:", currency, rule, hint)
    return None


def _line(
    message: _Message,
    row: int,
    read: re.Match[str],
    details: Details,
    account: str,
    result: StatementResult,
) -> BankMovement:
    """The movement as a line; the value date decides, the entry date is the day of booking."""
    value = _value_day(read, row, result)
    amount = _minor(read["amount"], message.currency)
    _refuse_funds(read, message.currency)
    out = read["mark"] in _MONEY_OUT
    reference = (read["reference"] or "").strip()
    more = (read["more"] or "").strip()
    return BankMovement(
        row=row,
        account=account,
        currency=message.currency,
        booked_on=_entry_day(read["entry"], value).isoformat(),
        value_on=value.isoformat(),
        amount=-amount if out else amount,
        kind=_kind(read, details, out=out),
        payer=details.payer,
        payer_account=details.account,
        reference=details.reference or _own_reference(reference, details),
        mandate=details.mandate,
        bank_reference=(read["bank"] or "").strip(),
        text=" ".join(filter(None, (details.text, more))),
        code=" ".join(filter(None, ((read["type"] or "").strip(), details.code))),
        reason=details.reason,
        original=_original(details, message.currency),
        payments=details.payments,
    )


def _minor(text: str, currency: str) -> int:
    """Minor units of an amount; BadCell where it is not that of the standard and has two readings.

    >>> _minor("1200,5", "EUR"), _minor("1.200,00", "EUR"), _minor("123.45", "EUR")
    (120050, 120000, 12345)
    """
    thousands = _THOUSANDS.fullmatch(text) and digits(currency) < 3
    for pattern, mark in _AMOUNTS:
        if pattern.fullmatch(text) and not thousands:
            return minor(text, currency, mark)
    raise BadCell(
        f"an amount is digits with a comma before its decimals, this is '{text}'",
        "Write it as 1234,50, or export the statement again.",
    )


def _refuse_funds(read: re.Match[str], currency: str) -> None:
    """Nothing, or BadCell for a C or D after the mark that is not of the currency: two marks."""
    funds = read["funds"] or ""
    if funds in ("C", "D") and currency[2:] != funds:
        raise BadCell(
            f"it is marked {read['mark']} and {funds}, so it may be money in or money out",
            "One mark stands before the amount: C is money in, D money out.",
        )


_NO_REFERENCE = {"NONREF", "EREF", "KREF", "KREF+", "EREF+", ""}


def _own_reference(text: str, details: Details) -> str:
    """The reference of the movement itself, unless it is that of one of several payments."""
    return "" if details.payments > 1 or text.upper() in _NO_REFERENCE else text


def _original(details: Details, currency: str) -> int:
    try:
        return abs(minor(details.original, currency, ",")) if details.original else 0
    except BadCell:
        return 0


def _kind(read: re.Match[str], details: Details, *, out: bool) -> LineKind:
    back = (read["type"] or "")[1:] == "RTI" or details.returned or details.code in _RETURNS
    if not out:
        return "refund" if read["mark"] == "RD" or back else "credit"
    return "return" if read["mark"] == "RC" or back else "debit"


def _day(text: str) -> date:
    """The day of YYMMDD; ValueError when the calendar has no such day."""
    year = int(text[:2])
    return date(year + (2000 if year <= 68 else 1900), int(text[2:4]), int(text[4:6]))


def _value_day(read: re.Match[str], row: int, result: StatementResult) -> date:
    """The value date; 30 February, which banks that count 30 days a month write, is its end."""
    text = read["value"]
    try:
        return _day(text)
    except ValueError:
        year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
        if month != 2 or not 29 <= day <= 30:
            raise BadCell(
                "the calendar has no such value date", "Export the statement again."
            ) from None
        end = date(year + (2000 if year <= 68 else 1900), 3, 1).toordinal() - 1
        last = date.fromordinal(end)
        result.notes.append(f"line {row}: the value date {text} was read as {last}")
        return last


def _entry_day(text: str | None, value: date) -> date:
    """The entry date has no year: the one that lies nearest to the value date."""
    if not text or not text.strip():
        return value
    near = []
    for year in (value.year - 1, value.year, value.year + 1):
        try:
            near.append(date(year, int(text[:2]), int(text[2:])))
        except ValueError:
            continue
    return min(near, key=lambda day: abs((day - value).days), default=value)


def _statement(message: _Message) -> BankStatement:
    return BankStatement(
        message.row,
        next((line.account for line in message.lines), message.account),
        message.currency,
        message.number,
        message.opening,
        message.closing,
        message.lines,
    )
