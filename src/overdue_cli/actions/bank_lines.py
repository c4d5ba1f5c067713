"""Books what is certain of the bank lines in suspense, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from overdue_cli.domain.matching import Verdict
from overdue_cli.store import statements
from overdue_cli.store.bank_evidence import (
    SAME_DAYS,
    TakenBack,
    credit_of,
    taken_back_by,
    verdict_on,
)
from overdue_cli.store.payers import Payers
from overdue_cli.store.statements import Booking


class Booked(NamedTuple):
    """What became of some bank lines: how many were booked, tied to an entry, taken back, left."""

    booked: int = 0
    linked: int = 0
    reversed: int = 0
    likely: int = 0
    open: int = 0


def book_certain(
    conn: sqlite3.Connection, journal_id: int, lines: Sequence[sqlite3.Row]
) -> Booked:
    """Books the lines of which it is certain what they pay, and takes back what was returned."""
    credits = [line for line in lines if line["amount"] > 0]
    counts = dict.fromkeys(Booked._fields, 0)
    if credits:
        payers = Payers(conn)
        payers.expect((line["currency"], line["open"]) for line in credits)
        for line in credits:
            counts[_book(conn, journal_id, payers, line)] += 1
    for line in lines:
        if line["kind"] == "return":
            counts[_take_back(conn, journal_id, line)] += 1
    return Booked(**counts)


def _book(conn: sqlite3.Connection, journal_id: int, payers: Payers, line: sqlite3.Row) -> str:
    """Which of the counts of ``Booked`` a credit line adds to."""
    found = verdict_on(payers, line)
    if found.certain is None:
        return "likely" if found.proposals else "open"
    credit = credit_of(line)
    if len(found.certain.parts) == 1:
        # What only follows from daily lists is no record: the line takes its place.
        twins = [
            twin
            for twin in payers.twins(found.certain.parts[0].loan_id, credit, SAME_DAYS)
            if not twin.inferred
        ]
        if twins:
            said = f"recorded before; {found.certain.evidence}"
            statements.tie(
                conn,
                journal_id,
                line["statement_line_id"],
                "linked",
                line["open"],
                said,
                entry=twins[0].entry_id,
            )
            payers.forget(found.certain.parts[0].loan_id)
            return "linked"
    _book_parts(conn, journal_id, payers, line, found)
    return "booked"


def _book_parts(
    conn: sqlite3.Connection, journal_id: int, payers: Payers, line: sqlite3.Row, found: Verdict
) -> None:
    proposal = found.certain
    assert proposal is not None
    learnt = None
    if found.by_account:
        learnt = payers.account_id(proposal.customer_id, line["payer_account"])
    for part in proposal.parts:
        written_off = payers.loans[part.loan_id].status == "written_off"
        booking = Booking(
            line["statement_line_id"],
            part.loan_id,
            "recovery" if written_off else "repayment",
            line["value_on"],
            part.amount,
            proposal.evidence,
            payer_account_id=learnt,
        )
        statements.book(conn, journal_id, booking)
        payers.forget(part.loan_id)


def _take_back(conn: sqlite3.Connection, journal_id: int, line: sqlite3.Row) -> str:
    """Reverses the payment that a return takes back, where only one can be meant."""
    ways = taken_back_by(conn, line)
    if len(ways) != 1:
        return "likely" if ways else "open"
    reverse(conn, journal_id, line, ways[0])
    return "reversed"


def reverse(conn: sqlite3.Connection, journal_id: int, line: sqlite3.Row, way: TakenBack) -> None:
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
