"""Says what a bank line in suspense is: whose payment, which payment it takes back, or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from overdue_cli.actions.bank.book_lines import book_certain, reverse
from overdue_cli.actions.result import Written, named, named_of_loan, written
from overdue_cli.book import Writing
from overdue_cli.domain.bank.written_ids import account_key
from overdue_cli.domain.counted import counted
from overdue_cli.domain.errors import Refused, WrongUse
from overdue_cli.domain.money import Money
from overdue_cli.domain.typed_amount import parse_typed
from overdue_cli.store.bank import statements
from overdue_cli.store.bank.returned_debits import ReturnedDebit, payments_called, taken_back_by
from overdue_cli.store.bank.statements import Booking
from overdue_cli.store.contact import customers
from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.loan.account import (
    account_id,
    account_of,
    debt_currencies,
    debts_of,
    is_account,
)
from overdue_cli.store.loan.entries import is_written_off, money_kind

_LIST = "'overdue match' lists the lines that are open."


class LineDecision(NamedTuple):
    """What the user says a line is; exactly one of the ways is given."""

    loans: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    customer: str = ""
    entry: str = ""
    reverses: str = ""
    not_ours: bool = False
    note: str = ""


class _Share(NamedTuple):
    """Money of a line that goes to one loan, or to the account of a customer."""

    loan_id: str
    customer_id: str
    amount: int


def match(writing: Writing, line_id: int, decision: LineDecision) -> Written:
    """What was written for a line, in one line; a confirmed payer's account is remembered.

    Errors: WrongUse for a line, loan, amount or entry that does not fit; Refused where the line
    has nothing left to be matched.
    """
    line = _open_line(writing.conn, line_id)
    write = _way(writing.ledger, line, decision)
    with writing.journal_entry("match") as journal:
        what = write(journal)
        writing.refresh_touched()
        summary = f"Bank line {line_id}: {what}"
        return written(
            journal, summary, line=line_id, currency=line["currency"], open=line["open"]
        )


def match_certain(writing: Writing) -> Written | None:
    """Books every line in suspense of which it is certain what it pays; None when none is."""
    with writing.journal_entry("match") as journal:
        lines = partial(statements.lines_open, journal.conn)
        done = book_certain(journal.conn, writing.policy.rules, journal.journal_id, lines)
        writing.refresh_touched()
        moved = done.booked + done.linked + done.reversed
        journal.summary = (
            f"Bank lines: {done.booked} booked, {done.linked} recorded before, "
            f"{done.reversed} taken back; {done.likely + done.open} stay in suspense"
        )
        journal.details = done._asdict()
        journal.keep = bool(moved)
    return Written(journal.summary, journal.journal_id) if moved else None


def _open_line(conn: sqlite3.Connection, line_id: int) -> sqlite3.Row:
    line = statements.line(conn, line_id)
    if line is None:
        raise WrongUse(f"there is no bank line {line_id}", hint=_LIST)
    if line["kind"] not in statements.IN_SUSPENSE:
        raise WrongUse(
            f"bank line {line_id} is a {line['kind']}, not a customer's money", hint=_LIST
        )
    if not line["open"]:
        raise Refused(
            f"bank line {line_id} is matched already",
            hint="Take the match back with 'overdue undo' and its journal number first.",
        )
    return line


Write = Callable[[JournalEntry], str]


def _way(ledger: Ledger, line: sqlite3.Row, decision: LineDecision) -> Write:
    """The one way that is asked for, checked before anything is written."""
    ways = [
        name
        for name, option_value in (
            ("--loan", decision.loans),
            ("--customer", decision.customer),
            ("--entry", decision.entry),
            ("--reverses", decision.reverses),
            ("--not-ours", decision.not_ours),
        )
        if option_value
    ]
    if len(ways) != 1:
        options = " and ".join(ways) if ways else "nothing"
        raise WrongUse(
            f"say one thing about the line, not {options}",
            hint="Use --loan, --customer, --entry, --reverses or --not-ours.",
        )
    if decision.amounts and not decision.loans:
        raise WrongUse("--amount belongs to --loan", hint="Name the loan that gets the amount.")
    if decision.not_ours:
        return lambda journal: _put_aside(journal, line, decision.note)
    if decision.reverses:
        way = _taken_back(ledger.conn, line, decision.reverses)
        return lambda journal: _reversed(journal, line, way)
    if line["amount"] < 0:
        raise WrongUse(
            f"bank line {line['statement_line_id']} is money that went back",
            hint="Name the payment it takes back with --reverses, or use --not-ours.",
        )
    if decision.entry:
        entry = _entry(ledger.conn, line, decision.entry)
        return lambda journal: _linked(journal, line, entry, decision.entry)
    shares = _shares(ledger, line, decision)
    return lambda journal: _booked(journal, line, shares, decision.note)


def _money(line: sqlite3.Row, amount: int) -> str:
    return str(Money(amount, line["currency"]))


def _put_aside(journal: JournalEntry, line: sqlite3.Row, note: str) -> str:
    statements.tie(
        journal.conn,
        journal.journal_id,
        line["statement_line_id"],
        "not_ours",
        line["open"],
        note or "no payment of a customer",
    )
    return f"{_money(line, line['open'])} put aside as no payment of a customer"


def _taken_back(conn: sqlite3.Connection, line: sqlite3.Row, name: str) -> ReturnedDebit:
    """The payment that a returned line takes back, by its bank line or transaction id."""
    if line["amount"] > 0:
        raise WrongUse(
            f"bank line {line['statement_line_id']} is money in, it takes nothing back",
            hint="Say whose payment it is with --loan or --customer.",
        )
    way = payments_called(conn, name, line["currency"])
    if way is None:
        near = "; ".join(way.evidence for way in taken_back_by(conn, line)[:3])
        raise WrongUse(
            f"there is no payment '{name}' that could be taken back",
            hint=f"Likely: {near}." if near else "Name a booked bank line or a transaction id.",
        )
    total = sum(entry["amount"] for entry in way.entries)
    if total > line["open"]:
        raise WrongUse(
            f"the payment is {_money(line, total)}, the line is {_money(line, line['open'])}",
            hint="Name a payment that is not larger than what went back.",
        )
    return way


def _reversed(journal: JournalEntry, line: sqlite3.Row, way: ReturnedDebit) -> str:
    reverse(journal.conn, journal.journal_id, line, way)
    loans = ", ".join(
        entry["loan_id"] + named_of_loan(journal.conn, entry["loan_id"]) for entry in way.entries
    )
    total = sum(entry["amount"] for entry in way.entries)
    return f"{_money(line, total)} taken back on {loans}"


def _entry(conn: sqlite3.Connection, line: sqlite3.Row, name: str) -> sqlite3.Row:
    """The payment recorded before that the line is."""
    matching = [
        one
        for one in statements.entries_called(conn, name)
        if one["currency"] == line["currency"] and not statements.is_linked(conn, one["entry_id"])
    ]
    if len(matching) != 1:
        raise WrongUse(
            f"there is no one payment '{name}' in {line['currency']} without a bank line",
            hint="Name a transaction id that 'overdue show LOAN --section transactions' lists.",
        )
    if matching[0]["amount"] > line["open"]:
        raise WrongUse(
            f"the payment is {_money(line, matching[0]['amount'])}, "
            f"the line is {_money(line, line['open'])}",
            hint="Name a payment that is not larger than the line.",
        )
    return matching[0]


def _linked(journal: JournalEntry, line: sqlite3.Row, entry: sqlite3.Row, name: str) -> str:
    statements.tie(
        journal.conn,
        journal.journal_id,
        line["statement_line_id"],
        "linked",
        entry["amount"],
        "said by hand",
        entry=entry["entry_id"],
    )
    loan = entry["loan_id"] + named_of_loan(journal.conn, entry["loan_id"])
    return f"{_money(line, entry['amount'])} is {name} on {loan}, recorded before"


def _shares(ledger: Ledger, line: sqlite3.Row, decision: LineDecision) -> tuple[_Share, ...]:
    """Which loans get how much of a line."""
    if decision.customer:
        return (_of_customer(ledger, line, decision.customer),)
    amounts = _amounts(line, decision)
    shares = []
    for name, amount in zip(decision.loans, amounts, strict=True):
        loan_id = customers.resolve_loan(ledger.conn, name)
        loan = customers.loan(ledger.conn, loan_id)
        if loan["currency"] != line["currency"]:
            raise WrongUse(
                f"loan {loan_id} is in {loan['currency']}, the line in {line['currency']}",
                hint="Name a loan in the currency of the line.",
            )
        shares.append(_Share(loan_id, loan["customer_id"], amount))
    return tuple(shares)


def _amounts(line: sqlite3.Row, decision: LineDecision) -> list[int]:
    """An amount for each loan; where one is missing, the last loan gets what is left."""
    named = []
    for text in decision.amounts:
        try:
            amount = parse_typed(text, line["currency"])
        except ValueError as error:
            raise WrongUse(
                f"the amount is '{text}': {error}", hint="Write it as 500.00."
            ) from None
        if amount <= 0:
            raise WrongUse(
                f"the amount is '{text}', a payment must be above zero", hint="Write it as 500.00."
            )
        named.append(amount)
    missing = len(decision.loans) - len(named)
    left = line["open"] - sum(named)
    if missing not in (0, 1) or left < 0 or (missing and not left):
        raise WrongUse(
            f"{counted(len(decision.loans), 'loan')} and "
            f"{counted(len(named), 'amount')} do not fit "
            f"the {_money(line, line['open'])} of the line",
            hint="Give each loan its --amount; the last one may be left out.",
        )
    return [*named, *([left] if missing else [])]


def _of_customer(ledger: Ledger, line: sqlite3.Row, name: str) -> _Share:
    """Where money of a customer goes: to the one debt that there is, else on account."""
    kind, which = customers.resolve(ledger.conn, name)
    customer_id = customers.customer_of(ledger.conn, kind, which)
    currency = line["currency"]
    debts = debts_of(ledger.conn, customer_id, currency)
    if not debts and debt_currencies(ledger.conn, customer_id):
        raise WrongUse(
            f"customer {customer_id} has no loan in {currency}",
            hint="Name the customer whose payment it is.",
        )
    place = debts[0] if len(debts) == 1 else account_id(customer_id, currency)
    return _Share(place, customer_id, line["open"])


def _place(share: _Share) -> str:
    return f"account of {share.customer_id}" if is_account(share.loan_id) else share.loan_id


def _booked(journal: JournalEntry, line: sqlite3.Row, shares: Sequence[_Share], note: str) -> str:
    conn = journal.conn
    for share in shares:
        if is_account(share.loan_id):
            account_of(conn, share.customer_id, line["currency"], journal.journal_id)
        booking = Booking(
            line["statement_line_id"],
            share.loan_id,
            "recovery"
            if is_written_off(conn, share.loan_id)
            else money_kind(conn, share.loan_id, line["value_on"]),
            line["value_on"],
            share.amount,
            note or "said by hand",
        )
        statements.book(conn, journal.journal_id, booking)
    owners = {share.customer_id for share in shares}
    account = account_key(line["payer_account"])
    if account and len(owners) == 1 and not statements.is_several(line):
        number = line["statement_line_id"]
        statements.learn_account(conn, journal.journal_id, account, min(owners), number)
    parts = ", ".join(
        f"{_money(line, one.amount)} on {_place(one)}{named(conn, one.customer_id)}"
        for one in shares
    )
    return f"booked {parts}, value date {line['value_on']}"
