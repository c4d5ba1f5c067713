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
from typing import Any, BinaryIO

from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.kept_rows import Kept, Spool
from overdue_cli.ingest.statements.camt_bookings import (
    CamtBooking,
    CamtPayment,
    booking_in,
    is_out,
)
from overdue_cli.ingest.statements.camt_movements import movements_in
from overdue_cli.ingest.statements.markup import Element, read_xml
from overdue_cli.ingest.statements.values import (
    Balance,
    BankStatement,
    StatementChoices,
    StatementResult,
    kept_lines,
    minor,
)

_STATEMENTS = {
    "BkToCstmrStmt": "Stmt",
    "BkToCstmrAcctRpt": "Rpt",
    "BkToCstmrDbtCdtNtfctn": "Ntfctn",
}
# The first version of the standard wrote its number behind the name.
_STATEMENTS |= {f"{name}V01": one for name, one in _STATEMENTS.items()}
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


def read_camt(file: BinaryIO, choices: StatementChoices, encoding: str = "") -> StatementResult:
    """The statements of a document; BadFile where it is some other XML."""
    spool = Spool()
    root = read_xml(file, "Ntry", booking_in, lambda: Kept(spool, _unpacked, _packed), encoding)
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
    result = StatementResult([], [], [], [])
    result.statements.extend(_statement(one, choices, result, spool) for one in elements)
    return result._replace(movements=sum(len(kept) for one in elements for kept in one.kept()))


def _statement(
    element: Element, choices: StatementChoices, result: StatementResult, spool: Spool
) -> BankStatement:
    """A statement with its lines, by the reading that its balances confirm."""
    head, faults = _head(element, choices), len(result.problems)
    if any(one.out is None for one in _bookings(element)):
        return _sided(head, element, result, spool)
    statement = _filled(head, _bookings(element), result, spool)
    if not statement.difference or len(result.problems) > faults:
        return statement
    if not any(one.taken_back for one in _bookings(element)):
        return statement
    scratch = StatementResult([], [], [], [])
    other = _filled(head, map(_turned, _bookings(element)), scratch, spool)
    if other.difference != 0:
        return statement
    result.notes.append(
        f"statement {head.number or head.row}: its reversals (RvslInd) name the direction of the "
        "booking that they take back; read so, the balances agree"
    )
    return other


def _sided(
    head: BankStatement, element: Element, result: StatementResult, spool: Spool
) -> BankStatement:
    """A statement with bookings of no direction: read as its balances prove, else without them."""
    proven = [
        out
        for out in (False, True)
        for read in [_filled(head, _as(element, out=out), StatementResult([], [], [], []), spool)]
        if read.difference == 0
    ]
    if len(proven) != 1:
        return _filled(head, _bookings(element), result, spool)
    way = "out" if proven[0] else "in"
    result.notes.append(
        f"statement {head.number or head.row}: where CdtDbtInd says neither CRDT nor DBIT, the "
        f"balances show that it is money {way}"
    )
    return _filled(head, _as(element, out=proven[0]), result, spool)


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
    head: BankStatement, bookings: Iterable[CamtBooking], result: StatementResult, spool: Spool
) -> BankStatement:
    lines = kept_lines(spool)
    of = ""
    for booking in bookings:
        for line in movements_in(booking, head.account, head.currency, result):
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
    return code, currency, text, day[:10], is_out(element)


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
