"""Reads OFX and QFX, as SGML (1.x) or XML (2.x): bank and card statements, cash of a broker.

The sign of an amount says which way the money went. Of a statement in which no amount has one, the
types of the movements (``TRNTYPE``) say it; a type that contradicts the sign is rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.statements.exports.direction_words import Way, ways_of
from overdue_cli.ingest.statements.markup import Element, read_sgml
from overdue_cli.ingest.statements.payment_details import payments_in, reason_in, said_to_return
from overdue_cli.ingest.statements.values import (
    Balance,
    BankMovement,
    BankStatement,
    StatementChoices,
    StatementResult,
    minor,
)
from overdue_cli.ingest.values.decimal_marks import MARKS, NO_MARK
from overdue_cli.ingest.values.per_column import chosen

_STATEMENTS = ("STMTRS", "CCSTMTRS", "INVSTMTRS")
_ACCOUNTS = ("BANKACCTFROM", "CCACCTFROM", "INVACCTFROM")
#: Types of money out, of money in, and those that go by the sign; by the last, money goes out
#: where no amount has a sign.
_OUT = set("DEBIT FEE SRVCHG CHECK PAYMENT CASH DIRECTDEBIT REPEATPMT".split())
_IN = {"CREDIT", "DEP", "DIRECTDEP"}
_BY_SIGN = {"ATM", "POS"}
_OTHERS = {"INT", "DIV", "XFER", "OTHER", ""}
_HOLD = "HOLD"
_SIGN = re.compile(r"[-+(\u2212]|.*[-\u2212]$")


class _Signs(NamedTuple):
    """What the amounts of a statement tell by their signs."""

    signed: bool
    """Whether any amount has a sign."""
    typed: bool
    """Whether none has, and types of money out stand beside them: only the types tell it."""
    card: bool
    """Whether it is of a card, where a payment (PAYMENT) is money in."""
    mark: str = ""
    """The decimal mark that the user named; '' leaves it to each amount."""


def looks_like_ofx(head: str) -> bool:
    """Whether a text begins like OFX."""
    return bool(re.search(r"OFXHEADER|<(?:[\w.-]+:)?OFX[\s>]", head, re.IGNORECASE))


def read_ofx(text: str, choices: StatementChoices) -> StatementResult:
    """The statements of a document; BadFile where the bank sent an error instead."""
    root = read_sgml(text)
    result = StatementResult([], [], [], [])
    elements = [element for name in _STATEMENTS for element in root.all(name)]
    if not elements and root.all("STMTTRN"):
        elements = [root]  # movements that stand in no statement
    if not elements:
        raise _no_statement(root)
    movements = [one for element in elements for one in element.all("STMTTRN")]
    result.statements.extend(_statement(element, choices, result) for element in elements)
    result.notes.extend(_left_out(root))
    if choices.decimal and not any(re.search("[.,]", one.below("TRNAMT")) for one in movements):
        result.notes.append(NO_MARK)
    return result._replace(movements=len(movements))


def _left_out(root: Element) -> Iterator[str]:
    """What a statement holds beside its movements."""
    for name, what in (("INVTRAN", "trades of securities"), ("STMTTRNP", "pending movements")):
        if many := len(root.all(name)):
            yield f"left out: {what}, {many} in all"
    if many := sum(_type(one) == _HOLD for one in root.all("STMTTRN")):
        yield f"left out: movements on hold (TRNTYPE HOLD), {many} in all"


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


def _statement(
    element: Element, choices: StatementChoices, result: StatementResult
) -> BankStatement:
    holder = next((e for name in _ACCOUNTS for e in element.all(name)), None)
    account = choices.account or (holder.below("ACCTID") if holder else "")
    named = element.of("CURDEF") or element.below("CURDEF")
    currency = named if named in CURRENCIES else choices.currency
    movements = [one for one in element.all("STMTTRN") if _type(one) != _HOLD]
    mark = chosen(choices.decimal, MARKS, "TRNAMT")
    signs = _signs(movements, card=element.name == "CCSTMTRS")._replace(mark=mark)
    if signs.typed:
        result.notes.append("no amount has a sign: TRNTYPE says which ones are money out")
    lines = [
        line
        for one in movements
        if (line := _line(one, account, currency, signs, result)) is not None
    ]
    return BankStatement(
        element.line, account, currency, "", None, _closing(element, currency, mark), tuple(lines)
    )


def _type(one: Element) -> str:
    return one.below("TRNTYPE").upper()


def _signs(movements: list[Element], *, card: bool) -> _Signs:
    signed = any(_SIGN.match(one.below("TRNAMT")) for one in movements)
    out = any(_way(_type(one), card=card, signed=False) == "out" for one in movements)
    return _Signs(signed, out and not signed, card)


def _way(kind: str, *, card: bool, signed: bool) -> Way | None:
    """Which way money of a type goes; None where the type does not say it.

    >>> _way("FEE", card=False, signed=True), _way("D", card=False, signed=True)
    ('out', 'out')
    >>> _way("ATM", card=False, signed=True), _way("PAYMENT", card=True, signed=True)
    (None, None)
    """
    if kind in _BY_SIGN:
        return None if signed else "out"
    if kind in _IN or kind in _OTHERS:
        return "in" if kind in _IN else None
    if kind in _OUT:
        return None if card and kind == "PAYMENT" else "out"
    return ways_of([kind], "TRNTYPE", named=True).get(kind)


def _directed(kind: str, value: int, signs: _Signs) -> int:
    """The amount with the sign of its direction; BadCell where it is not known."""
    way = _way(kind, card=signs.card, signed=signs.signed)
    if signs.signed:
        if value and way and way != ("out" if value < 0 else "in"):
            raise BadCell(
                f"its type {kind} is money {way}, its sign says the opposite",
                "Ask the bank which of the two holds, and correct the amount or its TRNTYPE.",
            )
        return value
    known = kind in _OTHERS or (signs.card and kind == "PAYMENT")
    if way is None and (signs.typed or not known):
        raise BadCell(
            f"neither a sign nor its type '{kind}' says whether this is money in or money out",
            "Put a minus before the amount if it is money out, or a plus if it is money in.",
        )
    return -value if way == "out" else value


def _closing(element: Element, currency: str, decimal: str) -> Balance | None:
    ledger = next(iter(element.all("LEDGERBAL")), None)
    if ledger is None or not currency:
        return None
    try:
        return Balance(
            _day(ledger.below("DTASOF")), _minor(ledger.below("BALAMT"), currency, decimal)
        )
    except BadCell:
        return None


def _line(
    one: Element, account: str, currency: str, signs: _Signs, result: StatementResult
) -> BankMovement | None:
    """The movement, or None with its fault written down."""
    amount = one.below("TRNAMT")
    own = one.below("CURSYM")
    try:
        if not currency:
            raise BadCell("nothing says in which currency this is", "Name it: --currency USD.")
        _refuse_correction(one)
        value = _minor(amount, own if own in CURRENCIES else currency, signs.mark)
        value = _directed(_type(one), value, signs)
        day = _day(one.below("DTPOSTED") or one.below("DTUSER"))
    except BadCell as fault:
        result.problems.append(Problem(one.line, "TRNAMT", amount, fault.rule, fault.hint))
        return None
    text = " ".join(dict.fromkeys(filter(None, (one.below("NAME"), one.below("MEMO")))))
    back = value < 0 and said_to_return(text)
    payments = payments_in(text)
    return BankMovement(
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


def _refuse_correction(one: Element) -> None:
    """Nothing, or BadCell for what is no new money: it takes back or replaces a movement."""
    action = one.below("CORRECTACTION")
    if action:
        before = one.below("CORRECTFITID")
        raise BadCell(
            f"this is no new money: it corrects the movement {before} (CORRECTACTION {action})",
            "Put that one right ('overdue match --all' lists it), and take this one out.",
        )


def _payer_account(one: Element) -> str:
    other = next((e for name in ("BANKACCTTO", "CCACCTTO") for e in one.all(name)), None)
    return other.below("ACCTID") if other else ""


def _minor(text: str, currency: str, decimal: str) -> int:
    """OFX has a point, some banks a comma; only the last mark can stand before decimals.

    >>> _minor("31,16", "BRL", ""), _minor("1.250,00", "BRL", ",")
    (3116, 125000)
    """
    mark = "," if "," in text and "." not in text else "."
    if not text:
        raise BadCell("a movement has an amount", "Export the statement again.")
    return minor(text, currency, decimal or mark)


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
