"""Reads CAMT.052, .053 and .054: the bank's XML of ISO 20022, with or without namespace.

A booking that lists its single payments, with amounts that come to its own, gives one line for
each; else it is one line. What is only announced (``PDNG``) has not happened and is left out.
"""

from __future__ import annotations

from typing import Any, BinaryIO, NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.dates import DateColumn
from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.spool import Kept, Spool
from overdue_cli.ingest.statements.details import reason_in, said_to_return
from overdue_cli.ingest.statements.markup import Element, read_xml
from overdue_cli.ingest.statements.mt940 import Result
from overdue_cli.ingest.statements.values import (
    Balance,
    Choices,
    Line,
    LineKind,
    Statement,
    kept_lines,
    minor,
)

_STATEMENTS = {
    "BkToCstmrStmt": "Stmt",
    "BkToCstmrAcctRpt": "Rpt",
    "BkToCstmrDbtCdtNtfctn": "Ntfctn",
}
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


class Part(NamedTuple):
    """One payment of a booking, as text."""

    amount: str
    currency: str
    payer: str = ""
    account: str = ""
    reference: str = ""
    mandate: str = ""
    text: str = ""
    reason: str = ""
    original: str = ""


class Booking(NamedTuple):
    """One booking (``Ntry``) as text."""

    row: int
    amount: str
    currency: str
    out: bool
    taken_back: bool
    pending: bool
    booked: str
    value: str
    bank_reference: str
    code: str
    text: str
    parts: tuple[Part, ...]


def read_camt(file: BinaryIO, choices: Choices) -> Result:
    """The statements of a document; BadFile where it is some other XML."""
    spool = Spool()
    root = read_xml(file, "Ntry", _booking, lambda: Kept(spool, _unpacked, _packed))
    found = Result([], [], [], [])
    group = next((child for child in root.children if child.name in _STATEMENTS), None)
    if group is None:
        inside = root.children[0].name if root.children else "nothing"
        raise BadFile(
            f"this XML holds {inside}, no statement of an account",
            "A bank statement is camt.052, camt.053 or camt.054; export that.",
            row=root.line,
        )
    for element in group.children:
        if element.name == _STATEMENTS[group.name]:
            found.statements.append(_statement(element, choices, found, spool))
    if not found.statements:
        raise BadFile("the document has no statement in it", "Export it again.", row=group.line)
    return found


def _statement(element: Element, choices: Choices, found: Result, spool: Spool) -> Statement:
    own = element.of("Acct", "Id", "IBAN") or element.of("Acct", "Id", "Othr", "Id")
    account = choices.account or own
    balances = [_balance(child) for child in element.children if child.name == "Bal"]
    currency = (
        element.of("Acct", "Ccy") or next((b[1] for b in balances if b[1]), "") or choices.currency
    )
    lines = kept_lines(spool)
    of = ""
    for booking in element.read or ():
        for line in _lines(booking, account, currency, found):
            of = of or line.currency
            lines.append(line)
    lines.put_away()
    number = element.of("ElctrncSeqNb") or element.of("LglSeqNb") or element.of("Id")
    return Statement(
        element.line,
        account,
        currency or of,
        number,
        _first(balances, _OPENING, currency),
        _first(balances, _CLOSING, currency),
        lines,
    )


def _packed(booking: Booking) -> tuple[Any, ...]:
    return (*booking[:-1], tuple(map(tuple, booking.parts)))


def _unpacked(row: tuple[Any, ...]) -> Booking:
    return Booking._make((*row[:-1], tuple(map(Part._make, row[-1]))))


def _balance(element: Element) -> tuple[str, str, str, str, bool]:
    """Type, currency, amount, day of a balance, and whether it is below zero."""
    amount = element.first("Amt")
    day = element.of("Dt", "Dt") or element.of("Dt", "DtTm")
    code = element.of("Tp", "CdOrPrtry", "Cd")
    text = amount.text.strip() if amount else ""
    currency = amount.attributes.get("Ccy", "") if amount else ""
    return code, currency, text, day[:10], element.of("CdtDbtInd") == "DBIT"


def _first(
    balances: list[tuple[str, str, str, str, bool]], codes: tuple[str, ...], currency: str
) -> Balance | None:
    for code, of, text, day, below in balances:
        if code in codes and of in (currency, ""):
            try:
                amount = minor(text, currency or of)
            except BadCell:
                return None
            return Balance(day, -amount if below else amount)
    return None


def _booking(entry: Element) -> Booking:
    """What an element ``Ntry`` says, as text."""
    amount = entry.first("Amt")
    parts = tuple(_part(one) for one in entry.all("TxDtls"))
    return Booking(
        entry.line,
        amount.text.strip() if amount else "",
        amount.attributes.get("Ccy", "") if amount else "",
        entry.of("CdtDbtInd") == "DBIT",
        entry.of("RvslInd").lower() in ("true", "1"),
        (entry.of("Sts", "Cd") or entry.of("Sts")) in ("PDNG", "INFO"),
        _day_of(entry, "BookgDt"),
        _day_of(entry, "ValDt"),
        entry.of("AcctSvcrRef"),
        _code(entry),
        entry.of("AddtlNtryInf"),
        parts,
    )


def _day_of(entry: Element, name: str) -> str:
    return (entry.of(name, "Dt") or entry.of(name, "DtTm"))[:10]


def _code(entry: Element) -> str:
    domain = entry.first("BkTxCd", "Domn")
    if domain is None:
        return entry.of("BkTxCd", "Prtry", "Cd")
    names = (domain.of("Cd"), domain.of("Fmly", "Cd"), domain.of("Fmly", "SubFmlyCd"))
    return " ".join(filter(None, names))


def _part(one: Element) -> Part:
    amount = one.first("Amt") or one.first("AmtDtls", "TxAmt", "Amt")
    back = one.first("RtrInf")
    original = one.first("AmtDtls", "InstdAmt", "Amt") if back else None
    side = "Dbtr"
    if one.of("CdtDbtInd") == "DBIT" or (not one.first("RltdPties", "Dbtr")):
        side = "Cdtr" if one.first("RltdPties", "Cdtr") else "Dbtr"
    parties = one.first("RltdPties") or Element("", 0)
    owner, account = parties.first(side), parties.first(f"{side}Acct")
    texts = [child.text.strip() for child in (one.first("RmtInf") or one).all("Ustrd")]
    structured = [ref.below("Ref") for ref in one.all("CdtrRefInf")]
    reasons = back.of("Rsn", "Cd") or back.of("Rsn", "Prtry") if back else ""
    return Part(
        amount.text.strip() if amount else "",
        amount.attributes.get("Ccy", "") if amount else "",
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


def _lines(one: Booking, account: str, currency: str, found: Result) -> list[Line]:
    """The lines of a booking; a fault is written down and gives none."""
    if one.pending:
        found.notes.append(f"line {one.row}: only announced by the bank, left out")
        return []
    try:
        return list(_read(one, account, one.currency or currency))
    except BadCell as fault:
        found.problems.append(Problem(one.row, "Amt", one.amount, fault.rule, fault.hint))
        return []


def _read(one: Booking, account: str, currency: str) -> list[Line]:
    if currency not in CURRENCIES:
        raise BadCell("nothing says in which currency this is", "Name it: --currency EUR.")
    amount = abs(minor(one.amount, currency))
    parts = one.parts if _comes_to(one, amount, currency) else one.parts[:1]
    if not parts:
        return [_line(one, Part(one.amount, currency), amount, account, currency)]
    if len(parts) == 1:
        return [_line(one, parts[0], amount, account, currency)]
    return [
        _line(one, part, abs(minor(part.amount, currency)), account, currency) for part in parts
    ]


def _comes_to(one: Booking, amount: int, currency: str) -> bool:
    """Whether the single payments of a booking name their amounts, and these sum to its own."""
    if any(part.amount == "" or part.currency not in ("", currency) for part in one.parts):
        return False
    try:
        return sum(abs(minor(part.amount, currency)) for part in one.parts) == amount
    except BadCell:
        return False


def _line(one: Booking, part: Part, amount: int, account: str, currency: str) -> Line:
    text = part.text or one.text
    booked = _iso(one.booked or one.value)
    kind, reason = _kind(one, part, text)
    return Line(
        row=one.row,
        account=account,
        currency=currency,
        booked_on=booked,
        value_on=_iso(one.value) if one.value else booked,
        amount=-amount if one.out else amount,
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
    )


def _original(part: Part, currency: str) -> int:
    try:
        return abs(minor(part.original, currency)) if part.original else 0
    except BadCell:
        return 0


def _kind(one: Booking, part: Part, text: str) -> tuple[LineKind, str]:
    if not one.out:
        return ("refund" if one.taken_back or part.reason else "credit"), ""
    back = one.taken_back or part.reason or one.code.startswith("PMNT RDDT") or "RRTN" in one.code
    if not (back or said_to_return(text)):
        return "debit", ""
    reason = part.reason if part.reason != "return" else ""
    return "return", reason or reason_in(text)


def _iso(text: str) -> str:
    return DateColumn("", "", lambda: ()).read(text)
