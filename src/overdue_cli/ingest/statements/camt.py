"""Reads CAMT.052, .053 and .054: the bank's XML of ISO 20022, with or without namespace.

A booking that lists its single payments, with amounts that come to its own, gives one line for
each. Else it is one line: of its one payer, or of none where it holds several payments. What is
only announced (``PDNG``) or was rejected (``RJCT``) has not happened and is left out.

``CdtDbtInd`` says which way the money went. Where it says neither CRDT nor DBIT, the payments of
the booking decide, else the balances of the statement; money of which nothing says it is rejected.

Whether a booking that takes another back (``RvslInd``) says the way of its own money or that of
the other, banks do not agree on; ISO says its own. The balances of the statement decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.kept_rows import Kept, Spool
from overdue_cli.ingest.statements.details import (
    COLLECTIVE,
    payments_in,
    reason_in,
    said_to_return,
)
from overdue_cli.ingest.statements.markup import Element, read_xml
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
from overdue_cli.ingest.values.dates import DateColumn

_STATEMENTS = {
    "BkToCstmrStmt": "Stmt",
    "BkToCstmrAcctRpt": "Rpt",
    "BkToCstmrDbtCdtNtfctn": "Ntfctn",
}
#: Where a payment may tell its amount: its own, that of the transaction, as it was ordered, and
#: what that is worth in the currency of the account.
_AMOUNTS = (
    ("Amt",),
    ("AmtDtls", "TxAmt", "Amt"),
    ("AmtDtls", "InstdAmt", "Amt"),
    ("AmtDtls", "CntrValAmt", "Amt"),
)
#: Payments of one booking that are told in its line; of more none is.
_MOST_TOLD = 100
_MOST_PAYMENTS = 10**9
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)
#: What the element that says the direction may say: whether money went out.
_OUT = {"CRDT": False, "DBIT": True}
_ANNOUNCED = {"PDNG", "INFO", "FUTR"}


class CamtPayment(NamedTuple):
    """One payment of a booking, as text."""

    amounts: tuple[tuple[str, str], ...] = ()
    """What it may be in, as (currency, amount): of the payment, the transaction, as it was
    ordered, and its counter value; ('', '') for one that is not told."""
    out: bool | None = None
    """Whether money went out; None where only the booking says it."""
    payer: str = ""
    account: str = ""
    reference: str = ""
    mandate: str = ""
    text: str = ""
    reason: str = ""
    original: str = ""


class CamtBooking(NamedTuple):
    """One booking (``Ntry``) as text."""

    row: int
    amount: str
    currency: str
    side: str
    """Its ``CdtDbtInd``, as it stands."""
    out: bool | None
    """Whether money went out; None where nothing in the booking says it."""
    taken_back: bool
    not_booked: str
    """Its status, where that is not one of money that moved; else ''."""
    booked: str
    value: str
    bank_reference: str
    code: str
    text: str
    payments: int
    """How many payments it says it holds; 0 where it does not say it."""
    parts: tuple[CamtPayment, ...]


class _Share(NamedTuple):
    """A payment of a booking with its money in signed minor units, and how many it stands for."""

    part: CamtPayment
    amount: int
    payments: int = 1


def read_camt(file: BinaryIO, choices: StatementChoices, encoding: str = "") -> StatementResult:
    """The statements of a document; BadFile where it is some other XML."""
    spool = Spool()
    root = read_xml(file, "Ntry", _booking, lambda: Kept(spool, _unpacked, _packed), encoding)
    top = Element("", 0, children=[root])
    groups = [group for name in _STATEMENTS for group in top.all(name)]
    if not groups:
        inside = root.children[0].name if root.children else "nothing"
        raise BadFile(
            f"this XML holds {inside}, no statement of an account",
            "A bank statement is camt.052, camt.053 or camt.054; export that.",
            row=root.line,
        )
    elements = [one for group in groups for one in group.all(_STATEMENTS[group.name])]
    if not elements:
        raise BadFile(
            "the document has no statement in it", "Export it again.", row=groups[0].line
        )
    found = StatementResult([], [], [], [])
    found.statements.extend(_statement(one, choices, found, spool) for one in elements)
    return found._replace(movements=sum(len(kept) for one in elements for kept in one.kept()))


def _statement(
    element: Element, choices: StatementChoices, found: StatementResult, spool: Spool
) -> BankStatement:
    """A statement with its lines, by the reading that its balances confirm."""
    head, faults = _head(element, choices), len(found.problems)
    if any(one.out is None for one in _bookings(element)):
        return _sided(head, element, found, spool)
    statement = _filled(head, _bookings(element), found, spool)
    if not statement.difference or len(found.problems) > faults:
        return statement
    if not any(one.taken_back for one in _bookings(element)):
        return statement
    scratch = StatementResult([], [], [], [])
    other = _filled(head, map(_turned, _bookings(element)), scratch, spool)
    if other.difference != 0:
        return statement
    found.notes.append(
        f"statement {head.number or head.row}: its reversals (RvslInd) name the direction of the "
        "booking that they take back; read so, the balances agree"
    )
    return other


def _sided(
    head: BankStatement, element: Element, found: StatementResult, spool: Spool
) -> BankStatement:
    """A statement with bookings of no direction: read as its balances prove, else without them."""
    proven = [
        out
        for out in (False, True)
        for read in [_filled(head, _as(element, out=out), StatementResult([], [], [], []), spool)]
        if read.difference == 0
    ]
    if len(proven) != 1:
        return _filled(head, _bookings(element), found, spool)
    way = "out" if proven[0] else "in"
    found.notes.append(
        f"statement {head.number or head.row}: where CdtDbtInd says neither CRDT nor DBIT, the "
        f"balances show that it is money {way}"
    )
    return _filled(head, _as(element, out=proven[0]), found, spool)


def _as(element: Element, *, out: bool) -> Iterator[CamtBooking]:
    """The bookings, those of no direction with this one."""
    return (one._replace(out=out) if one.out is None else one for one in _bookings(element))


def _head(element: Element, choices: StatementChoices) -> BankStatement:
    """A statement without its lines."""
    own = element.of("Acct", "Id", "IBAN") or element.of("Acct", "Id", "Othr", "Id")
    balances = [_balance(child) for child in element.children if child.name == "Bal"]
    currency = (
        element.of("Acct", "Ccy") or next((b[1] for b in balances if b[1]), "") or choices.currency
    )
    return BankStatement(
        element.line,
        choices.account or own,
        currency,
        element.of("ElctrncSeqNb") or element.of("LglSeqNb") or element.of("Id"),
        _first(balances, _OPENING, currency),
        _first(balances, _CLOSING, currency),
        (),
    )


def _bookings(element: Element) -> Iterator[CamtBooking]:
    return chain.from_iterable(element.kept())


def _filled(
    head: BankStatement, bookings: Iterable[CamtBooking], found: StatementResult, spool: Spool
) -> BankStatement:
    lines = kept_lines(spool)
    of = ""
    for booking in bookings:
        for line in _lines(booking, head.account, head.currency, found):
            of = of or line.currency
            lines.append(line)
    lines.put_away()
    return head._replace(lines=lines, currency=head.currency or of)


def _turned(one: CamtBooking) -> CamtBooking:
    """A booking that takes another back, read the other way round; any other as it is."""
    if not one.taken_back:
        return one
    parts = (part._replace(out=None if part.out is None else not part.out) for part in one.parts)
    return one._replace(out=None if one.out is None else not one.out, parts=tuple(parts))


def _packed(booking: CamtBooking) -> tuple[Any, ...]:
    return (*booking[:-1], tuple(map(tuple, booking.parts)))


def _unpacked(row: tuple[Any, ...]) -> CamtBooking:
    return CamtBooking._make((*row[:-1], tuple(map(CamtPayment._make, row[-1]))))


def _balance(element: Element) -> tuple[str, str, str, str, bool | None]:
    """Type, currency, amount, day of a balance, and whether it is below zero, if that is said."""
    amount = element.first("Amt")
    day = element.of("Dt", "Dt") or element.of("Dt", "DtTm")
    code = element.of("Tp", "CdOrPrtry", "Cd") or element.of("Tp", "Cd")
    text = amount.text.strip() if amount else ""
    currency = amount.attributes.get("Ccy", "") if amount else ""
    return code, currency, text, day[:10], _out(element)


def _first(
    balances: list[tuple[str, str, str, str, bool | None]], codes: tuple[str, ...], currency: str
) -> Balance | None:
    for code, of, text, day, below in balances:
        if code in codes and of in (currency, "") and below is not None:
            try:
                amount = minor(text, currency or of)
            except BadCell:
                return None
            return Balance(day, -amount if below else amount)
    return None


def _booking(entry: Element) -> CamtBooking:
    """What an element ``Ntry`` says, as text."""
    currency, amount = _money(entry.first("Amt"))
    parts = tuple(_part(one) for one in entry.all("TxDtls"))
    return CamtBooking(
        entry.line,
        amount,
        currency,
        entry.of("CdtDbtInd"),
        _booked_out(entry, parts),
        entry.of("RvslInd").lower() in ("true", "1"),
        _not_booked(entry),
        _day_of(entry, "BookgDt"),
        _day_of(entry, "ValDt"),
        entry.of("AcctSvcrRef"),
        _code(entry),
        entry.of("AddtlNtryInf"),
        sum(_payments(one, parts) for one in entry.all("Btch")) or _said_payments(entry),
        parts,
    )


def _out(element: Element) -> bool | None:
    """Whether an element says that money went out; None where it says neither in nor out."""
    return _OUT.get(element.of("CdtDbtInd").strip().upper())


def _booked_out(entry: Element, parts: tuple[CamtPayment, ...]) -> bool | None:
    """Whether the money of a booking went out: as it says itself, else as all its payments do."""
    own = _out(entry)
    told = {part.out for part in parts}
    return told.pop() if own is None and len(told) == 1 else own


def _not_booked(entry: Element) -> str:
    """The status of what is not booked; '' for one that is, or has none."""
    status = entry.of("Sts", "Cd") or entry.of("Sts", "Prtry") or entry.of("Sts")
    return "" if status.strip().upper().startswith("BOOK") else status.strip()


def _said_payments(entry: Element) -> int:
    """How many payments the code or the text of a booking says it holds; 0 for one."""
    codes = set(entry.of("BkTxCd", "Prtry", "Cd").split("+"))
    told = payments_in(entry.of("AddtlNtryInf"))
    return told if told > 1 else 2 if codes & COLLECTIVE else 0


def _payments(batch: Element, parts: tuple[CamtPayment, ...]) -> int:
    """How many payments a batch says it holds; two where it neither says it nor lists them."""
    told = batch.of("NbOfTxs")
    if told.isascii() and told.isdecimal():
        return min(int(told[:10]), _MOST_PAYMENTS)
    return 0 if parts else 2


def _money(amount: Element | None) -> tuple[str, str]:
    """Currency and amount as text."""
    return (amount.attributes.get("Ccy", ""), amount.text.strip()) if amount else ("", "")


def _day_of(entry: Element, name: str) -> str:
    return (entry.of(name, "Dt") or entry.of(name, "DtTm"))[:10]


def _code(entry: Element) -> str:
    domain = entry.first("BkTxCd", "Domn")
    if domain is None:
        return entry.of("BkTxCd", "Prtry", "Cd")
    names = (domain.of("Cd"), domain.of("Fmly", "Cd"), domain.of("Fmly", "SubFmlyCd"))
    return " ".join(filter(None, names))


def _part(one: Element) -> CamtPayment:
    back = one.first("RtrInf")
    original = one.first("AmtDtls", "InstdAmt", "Amt") if back else None
    side = "Dbtr"
    if _out(one) or (not one.first("RltdPties", "Dbtr")):
        side = "Cdtr" if one.first("RltdPties", "Cdtr") else "Dbtr"
    parties = one.first("RltdPties") or Element("", 0)
    owner, account = parties.first(side), parties.first(f"{side}Acct")
    texts = [child.text.strip() for child in (one.first("RmtInf") or one).all("Ustrd")]
    structured = [ref.below("Ref") for ref in one.all("CdtrRefInf")]
    reasons = back.of("Rsn", "Cd") or back.of("Rsn", "Prtry") if back else ""
    return CamtPayment(
        tuple(_money(one.first(*path)) for path in _AMOUNTS),
        _out(one),
        (owner.below("Nm") if owner else "") or parties.of("Ultmt" + side, "Nm"),
        (account.of("Id", "IBAN") or account.of("Id", "Othr", "Id")) if account else "",
        _given(one.of("Refs", "EndToEndId")),
        one.of("Refs", "MndtId"),
        " ".join(filter(None, (*structured, *texts))) or one.of("AddtlTxInf"),
        (reasons or "return") if back else "",
        original.text.strip() if original is not None else "",
    )


def _given(text: str) -> str:
    return "" if text.upper() in ("NOTPROVIDED", "NONREF") else text


def _lines(
    one: CamtBooking, account: str, currency: str, found: StatementResult
) -> list[BankMovement]:
    """The lines of a booking; a fault is written down and gives none."""
    if one.not_booked:
        announced = one.not_booked.upper() in _ANNOUNCED
        why = "only announced" if announced else f"not booked (status {one.not_booked})"
        found.notes.append(f"line {one.row}: {why} by the bank, left out")
        return []
    if one.out is None:
        found.problems.append(_no_side(one))
        return []
    try:
        return _read(one, account, one.currency or currency)
    except BadCell as fault:
        found.problems.append(Problem(one.row, "Amt", one.amount, fault.rule, fault.hint))
        return []


def _no_side(one: CamtBooking) -> Problem:
    """What is wrong with a booking of which nothing says the direction."""
    return Problem(
        one.row,
        "CdtDbtInd",
        one.side,
        "nothing says whether this is money in or money out: it must be CRDT or DBIT",
        "Export the statement again, or write CRDT (money in) or DBIT (money out) there.",
    )


def _read(one: CamtBooking, account: str, currency: str) -> list[BankMovement]:
    if currency not in CURRENCIES:
        raise BadCell("nothing says in which currency this is", "Name it: --currency EUR.")
    amount = minor(one.amount, currency) * (-1 if one.out else 1)
    if amount and (amount < 0) is not one.out:
        raise BadCell(
            f"an amount has no sign here, CdtDbtInd says the direction; it says {one.side}",
            "Ask the bank which of the two holds; take the sign out, or correct CdtDbtInd.",
        )
    _refuse_contrary(one)
    shares = _split(one, amount, currency) or [_whole(one, amount, currency)]
    return [_line(one, share, account, currency) for share in shares]


def _refuse_contrary(one: CamtBooking) -> None:
    """Nothing, or BadCell where all payments of a booking go the other way than it does."""
    if one.taken_back or any(part.reason for part in one.parts):
        return
    if one.parts and all(part.out is not None and part.out != one.out for part in one.parts):
        raise BadCell(
            f"the booking is {one.side}, its payments say the opposite",
            "Ask the bank which of the two holds, and correct CdtDbtInd.",
        )


def _split(one: CamtBooking, amount: int, currency: str) -> list[_Share]:
    """The single payments of a booking, where their amounts come to its own; else none."""
    if len(one.parts) < 2 or one.payments > len(one.parts):
        return []
    for kind in range(len(_AMOUNTS)):
        told = [_amount(part, kind, currency) for part in one.parts]
        amounts = [value for value in told if value is not None]
        if len(amounts) < len(told):
            return []
        for signs in _signs(one):
            signed = [sign * value for sign, value in zip(signs, amounts, strict=True)]
            if sum(signed) == amount:
                return list(map(_Share, one.parts, signed))
    return []


def _signs(one: CamtBooking) -> Iterator[list[int]]:
    """The signs that its payments may have: each its own, or that of the booking if all agree.

    A booking that takes another back may hold payments that say the direction of that one.
    """
    own = [one.out if part.out is None else part.out for part in one.parts]
    yield [-1 if out else 1 for out in own]
    if one.taken_back or any(part.reason for part in one.parts):
        yield [-1 if one.out else 1 for _ in one.parts]


def _amount(part: CamtPayment, kind: int, currency: str) -> int | None:
    """The amount of that kind, else any that is told in the currency; None for none."""
    told = (part.amounts[kind], *part.amounts)
    return next(
        (_unsigned(text, currency) for of, text in told if text and of in ("", currency)), None
    )


def _unsigned(text: str, currency: str) -> int | None:
    """Minor units without a sign; None for what is no amount."""
    try:
        return abs(minor(text, currency))
    except BadCell:
        return None


def _whole(one: CamtBooking, amount: int, currency: str) -> _Share:
    """A booking as one line: of its one payer, or of nobody where it holds several payments."""
    if not one.parts:
        return _Share(CamtPayment(), amount, max(one.payments, 1))
    single = len(one.parts) == 1 and one.payments < 2
    if single and not _holds_more(one.parts[0], amount, currency):
        return _Share(one.parts[0], amount)
    return _Share(_together(one), amount, max(one.payments, len(one.parts), 2))


def _holds_more(part: CamtPayment, amount: int, currency: str) -> bool:
    """Whether more money came in than the one payment that is told; less is a fee taken off."""
    told = {text for of, text in part.amounts if text and of in ("", currency)}
    return bool(told) and all((_unsigned(text, currency) or 0) < amount for text in told)


def _together(one: CamtBooking) -> CamtPayment:
    """What is told of several payments: all the payers, or none of them."""
    parts = one.parts
    if one.payments > len(parts) or len(parts) > _MOST_TOLD:
        parts = ()
    payers = dict.fromkeys(part.payer for part in parts)
    reasons = {part.reason for part in one.parts}
    return CamtPayment(
        payer="; ".join(payers) if all(payers) and len(one.parts) > 1 else "",
        text="; ".join(map(_told, parts)),
        reason=reasons.pop() if len(reasons) == 1 else "return" if one.out else "",
    )


def _told(part: CamtPayment) -> str:
    """What is told of one of several payments, in a line.

    >>> _told(CamtPayment((("CHF", "20.00"),), payer="A. Muster", reference="E-1", text="Rate 7"))
    'A. Muster CHF 20.00 E-1 Rate 7'
    """
    money = next((f"{of} {text}".strip() for of, text in part.amounts if text), "")
    reference = "" if part.reference in part.text else part.reference
    return " ".join(filter(None, (part.payer, money, reference, part.text)))


def _line(one: CamtBooking, share: _Share, account: str, currency: str) -> BankMovement:
    part = share.part
    text = part.text or one.text
    booked = _iso(one.booked or one.value)
    kind, reason = _kind(one, part, text, out=share.amount < 0)
    return BankMovement(
        row=one.row,
        account=account,
        currency=currency,
        booked_on=booked,
        value_on=_iso(one.value) if one.value else booked,
        amount=share.amount,
        kind=kind,
        payer=part.payer,
        payer_account=part.account,
        reference=part.reference,
        mandate=part.mandate,
        bank_reference=one.bank_reference,
        text=" ".join(text.split()),
        code=one.code,
        reason=reason,
        original=_original(part, currency),
        payments=share.payments,
    )


def _original(part: CamtPayment, currency: str) -> int:
    return (_unsigned(part.original, currency) or 0) if part.original else 0


def _kind(one: CamtBooking, part: CamtPayment, text: str, *, out: bool) -> tuple[LineKind, str]:
    if not out:
        return ("refund" if one.taken_back or part.reason else "credit"), ""
    back = one.taken_back or part.reason or one.code.startswith("PMNT RDDT") or "RRTN" in one.code
    if not (back or said_to_return(text)):
        return "debit", ""
    reason = part.reason if part.reason != "return" else ""
    return "return", reason or reason_in(text)


def _iso(text: str) -> str:
    return DateColumn("", "", lambda: ()).read(text)
