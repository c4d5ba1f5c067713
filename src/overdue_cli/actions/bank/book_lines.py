"""Books what is certain of the bank lines in suspense, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from itertools import chain
from typing import NamedTuple

from overdue_cli.domain.bank.matching import Certain
from overdue_cli.store.bank import statements
from overdue_cli.store.bank.evidence import Matching, credit_of
from overdue_cli.store.bank.returned_debits import ReturnedDebit, taken_back_by
from overdue_cli.store.bank.statements import Booking
from overdue_cli.store.derived import STORED_POSITIONS
from overdue_cli.store.loan.entries import money_kind
from overdue_cli.store.loan.facts import RulesOf


class Booked(NamedTuple):
    """What became of some bank lines: how many were booked, tied to an entry, taken back, left."""

    booked: int = 0
    linked: int = 0
    reversed: int = 0
    likely: int = 0
    open: int = 0


def book_certain(
    conn: sqlite3.Connection,
    rules: RulesOf,
    journal_id: int,
    lines: Callable[[], Iterable[sqlite3.Row]],
) -> Booked:
    """Books the lines of which it is certain what they pay, and takes back what was returned.

    ``lines`` is gone through three times: for the amounts, for the credits, for the returns.
    """
    counts = dict.fromkeys(Booked._fields, 0)
    amounts = ((line["currency"], line["open"]) for line in lines() if line["amount"] > 0)
    first = next(amounts, None)
    if first is not None:
        matching = Matching(conn, STORED_POSITIONS, rules, chain((first,), amounts))
        for line in lines():
            if line["amount"] > 0:
                counts[_book(conn, journal_id, matching, line)] += 1
    for line in lines():
        if line["kind"] == "return":
            counts[_take_back(conn, journal_id, line)] += 1
    return Booked(**counts)


def _book(conn: sqlite3.Connection, journal_id: int, matching: Matching, line: sqlite3.Row) -> str:
    """Which of the counts of ``Booked`` a credit line adds to."""
    recorded = matching.recorded_on_account(line)
    if recorded is not None:
        statements.tie(
            conn,
            journal_id,
            line["statement_line_id"],
            "linked",
            line["open"],
            "recorded before on the customer's account; amount and day",
            entry=recorded,
        )
        return "linked"
    decision = matching.decided(line)
    if decision.certain is None:
        return "likely" if decision.likely else "open"
    proposal = decision.certain.proposal
    if len(proposal.parts) == 1:
        loan_id, credit = proposal.parts[0].loan_id, credit_of(line)
        # What only follows from daily lists is no record: the line takes its place.
        twins = [
            twin
            for twin in matching.loans.twins(loan_id, credit.amount, credit.on)
            if not twin.inferred
        ]
        if twins:
            statements.tie(
                conn,
                journal_id,
                line["statement_line_id"],
                "linked",
                line["open"],
                f"recorded before; {proposal.evidence}",
                entry=twins[0].entry_id,
            )
            return "linked"
    _book_parts(conn, journal_id, matching, line, decision.certain)
    return "booked"


def _book_parts(
    conn: sqlite3.Connection, journal_id: int, matching: Matching, line: sqlite3.Row, sure: Certain
) -> None:
    payers, proposal = matching.payers, sure.proposal
    learnt = None
    if sure.by_account:
        learnt = payers.account_id(proposal.customer_id, line["payer_account"])
    for part in proposal.parts:
        written_off = payers.loans[part.loan_id].status == "written_off"
        booking = Booking(
            line["statement_line_id"],
            part.loan_id,
            "recovery" if written_off else money_kind(conn, part.loan_id, line["value_on"]),
            line["value_on"],
            part.amount,
            proposal.evidence,
            payer_account_id=learnt,
        )
        statements.book(conn, journal_id, booking)
        matching.loans.forget(part.loan_id)


def _take_back(conn: sqlite3.Connection, journal_id: int, line: sqlite3.Row) -> str:
    """Reverses the payment that a return takes back, where only one can be meant."""
    ways = taken_back_by(conn, line)
    if len(ways) != 1 or statements.is_several(line):
        return "likely" if ways else "open"
    reverse(conn, journal_id, line, ways[0])
    return "reversed"


def reverse(
    conn: sqlite3.Connection, journal_id: int, line: sqlite3.Row, way: ReturnedDebit
) -> None:
    """Writes the reversals of entries on the day of a returned line."""
    reason = f"{line['reason']}; " if line["reason"] else ""
    for entry in way.entries:
        booking = Booking(
            line["statement_line_id"],
            entry["loan_id"],
            "reversal",
            max(line["value_on"], entry["value_on"]),
            entry["amount"],
            f"returned: {reason}{way.evidence}",
            reverses=entry["entry_id"],
        )
        statements.book(conn, journal_id, booking)
