"""Reads OFX and QFX, as SGML (1.x) or XML (2.x): bank and card statements, cash of a broker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.statements.details import payments_in, reason_in, said_to_return
from overdue_cli.ingest.statements.markup import Element, read_sgml
from overdue_cli.ingest.statements.mt940 import Result
from overdue_cli.ingest.statements.values import Balance, Choices, Line, Statement, minor

_STATEMENTS = ("STMTRS", "CCSTMTRS", "INVSTMTRS")
_ACCOUNTS = ("BANKACCTFROM", "CCACCTFROM", "INVACCTFROM")
_OUT = {"DEBIT", "FEE", "SRVCHG", "ATM", "POS", "CHECK", "PAYMENT", "CASH", "DIRECTDEBIT"}


def looks_like_ofx(head: str) -> bool:
    """Whether a text begins like OFX."""
    return bool(re.search(r"OFXHEADER|<(?:[\w.-]+:)?OFX[\s>]", head, re.IGNORECASE))


def read_ofx(text: str, choices: Choices) -> Result:
    """The statements of a document; BadFile where the bank sent an error instead."""
    root = read_sgml(text)
    found = Result([], [], [], [])
    elements = [element for name in _STATEMENTS for element in root.all(name)]
    if not elements and root.all("STMTTRN"):
        elements = [root]  # movements that stand in no statement
    if not elements:
        raise _no_statement(root)
    found.statements.extend(_statement(element, choices, found) for element in elements)
    found.notes.extend(_left_out(root))
    return found._replace(movements=sum(len(one.all("STMTTRN")) for one in elements))


def _left_out(root: Element) -> Iterator[str]:
    """What a statement holds beside its movements."""
    for name, what in (("INVTRAN", "trades of securities"), ("STMTTRNP", "pending movements")):
        if many := len(root.all(name)):
            yield f"left out: {what}, {many} in all"


def _no_statement(root: Element) -> BadFile:
    for status in root.all("STATUS"):
        code, message = status.below("CODE"), status.below("MESSAGE")
        if status.below("SEVERITY").upper() == "ERROR" or code not in ("", "0"):
            return BadFile(
                f"the bank sent an error instead of a statement: {message or code}",
                "Export it again; mind what the bank says.",
                row=status.line,
                value=code,
            )
    return BadFile("there is no statement in this OFX file", "Export it again.")


def _statement(element: Element, choices: Choices, found: Result) -> Statement:
    holder = next((e for name in _ACCOUNTS for e in element.all(name)), None)
    account = choices.account or (holder.below("ACCTID") if holder else "")
    named = element.of("CURDEF") or element.below("CURDEF")
    currency = named if named in CURRENCIES else choices.currency
    lines = [
        line
        for one in element.all("STMTTRN")
        if (line := _line(one, account, currency, found)) is not None
    ]
    return Statement(
        element.line, account, currency, "", None, _closing(element, currency), tuple(lines)
    )


def _closing(element: Element, currency: str) -> Balance | None:
    ledger = next(iter(element.all("LEDGERBAL")), None)
    if ledger is None or not currency:
        return None
    try:
        return Balance(_day(ledger.below("DTASOF")), minor(ledger.below("BALAMT"), currency))
    except BadCell:
        return None


def _line(one: Element, account: str, currency: str, found: Result) -> Line | None:
    """The movement, or None with its fault written down."""
    amount = one.below("TRNAMT")
    own = one.below("CURSYM")
    try:
        if not currency:
            raise BadCell("nothing says in which currency this is", "Name it: --currency USD.")
        value = _minor(amount, own if own in CURRENCIES else currency)
        day = _day(one.below("DTPOSTED") or one.below("DTUSER"))
    except BadCell as fault:
        found.problems.append(Problem(one.line, "TRNAMT", amount, fault.rule, fault.hint))
        return None
    text = " ".join(dict.fromkeys(filter(None, (one.below("NAME"), one.below("MEMO")))))
    back = value < 0 and said_to_return(text)
    payments = payments_in(text)
    return Line(
        row=one.line,
        account=account,
        currency=own if own in CURRENCIES else currency,
        booked_on=day,
        value_on=day,
        amount=value,
        kind="return" if back else ("debit" if value < 0 else "credit"),
        payer=one.below("NAME") if payments < 2 else "",
        payer_account=_payer_account(one) if payments < 2 else "",
        reference=one.below("REFNUM") or one.below("CHECKNUM"),
        bank_reference=one.below("FITID"),
        text=text,
        code=one.below("TRNTYPE"),
        reason=reason_in(text) if back else "",
        payments=payments,
    )


def _payer_account(one: Element) -> str:
    other = next((e for name in ("BANKACCTTO", "CCACCTTO") for e in one.all(name)), None)
    return other.below("ACCTID") if other else ""


def _minor(text: str, currency: str) -> int:
    """OFX has a point, some banks a comma; only the last mark can stand before decimals."""
    mark = "," if "," in text and "." not in text else "."
    if not text:
        raise BadCell("a movement has an amount", "Export the statement again.")
    return minor(text, currency, mark)


def _day(text: str) -> str:
    """The day of YYYYMMDD…, the time and its zone left out."""
    try:
        if not text[:8].isdecimal() or len(text) < 8:
            raise ValueError
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    except ValueError:
        raise BadCell(
            f"a date is written as 20260630, this is '{text}'", "Export the statement again."
        ) from None
