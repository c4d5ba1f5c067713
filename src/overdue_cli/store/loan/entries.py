"""Single entries: written by hand, found again by the id that ``show`` prints."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.errors import Refused
from overdue_cli.domain.money import TOO_LARGE, Money, largest
from overdue_cli.store.ledger.journal import JournalEntry


class NewEntry(NamedTuple):
    """One movement of money to be written; ``amount`` is positive minor units."""

    loan_id: str
    kind: str
    value_on: date
    amount: int
    due_on: date | None = None
    reverses: int | None = None
    components: tuple[str, ...] = ()
    transaction_id: str | None = None
    channel: str = ""
    note: str = ""
    price: int | None = None
    """What the buyer of a debt pays for it, minor units."""
    buyer: str = ""
    applies_to: str = ""
    """The debt that money is moved to."""


class ReversibleEntry(NamedTuple):
    """An entry that another takes back, and how much of it was taken back already."""

    entry_id: int
    loan_id: str
    kind: str
    value_on: date
    amount: int
    taken_back: int
    inferred: bool
    """Nobody recorded it, it follows from daily lists."""


_CHARGED_OFF = """
SELECT 1 FROM entry e WHERE e.loan_id = :loan_id AND e.kind = 'charge_off'
   AND e.value_on <= :day AND e.voided_by IS NULL AND NOT EXISTS (
       SELECT 1 FROM entry r WHERE r.reverses = e.entry_id AND r.value_on <= :day
          AND r.voided_by IS NULL)
"""


def insert_entry(journal: JournalEntry, entry: NewEntry) -> int:
    """The number of the entry, once it is written by an open journal entry.

    Errors: Refused for an amount above the largest, such as all of a debt that is above it.
    """
    currency = currency_of(journal.conn, entry.loan_id)
    if entry.amount > largest(currency):
        kind, amount = entry.kind.replace("_", " "), Money(entry.amount, currency)
        raise Refused(
            f"{kind} of {amount} on loan {entry.loan_id}: {TOO_LARGE}",
            hint="Enter it in several amounts, or lower what it is worked out from.",
        )
    done = journal.conn.execute(
        "INSERT INTO entry (loan_id, kind, value_on, amount, due_on, reverses, components, "
        "transaction_id, channel, note, price, buyer, applies_to, journal_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.loan_id,
            entry.kind,
            entry.value_on.isoformat(),
            entry.amount,
            entry.due_on.isoformat() if entry.due_on else None,
            entry.reverses,
            " ".join(entry.components),
            entry.transaction_id,
            entry.channel,
            entry.note,
            entry.price,
            entry.buyer,
            entry.applies_to,
            journal.journal_id,
        ),
    )
    assert done.lastrowid is not None
    return done.lastrowid


def currency_of(conn: sqlite3.Connection, loan_id: str) -> str:
    """The currency of a loan."""
    query = "SELECT currency FROM loan WHERE loan_id = ?"
    return str(conn.execute(query, (loan_id,)).fetchone()[0])


def entries_recorded_on(conn: sqlite3.Connection, loan_id: str) -> dict[int, date]:
    """The day on which each entry of a loan was written down, by its number."""
    rows = conn.execute(
        "SELECT e.entry_id, substr(j.at, 1, 10) FROM entry e JOIN journal j USING (journal_id) "
        "WHERE e.loan_id = ?",
        (loan_id,),
    )
    return {entry_id: date.fromisoformat(day) for entry_id, day in rows}


def loan_recorded_on(conn: sqlite3.Connection, loan_id: str) -> date:
    """The day on which a loan was first written down."""
    row = conn.execute(
        "SELECT substr(j.at, 1, 10) FROM loan l JOIN journal j USING (journal_id) "
        "WHERE l.loan_id = ?",
        (loan_id,),
    ).fetchone()
    return date.fromisoformat(row[0])


def is_written_off(conn: sqlite3.Connection, loan_id: str) -> bool:
    """Whether nothing is owed on a loan but what was written off."""
    row = conn.execute("SELECT status FROM position WHERE loan_id = ?", (loan_id,)).fetchone()
    return row is not None and row[0] == "written_off"


def money_kind(conn: sqlite3.Connection, loan_id: str, day: str) -> str:
    """What money of a day (ISO) is on a loan: a recovery where it is charged off by then."""
    row = conn.execute(_CHARGED_OFF, {"loan_id": loan_id, "day": day}).fetchone()
    return "recovery" if row else "repayment"


def targets(conn: sqlite3.Connection, name: str) -> list[ReversibleEntry]:
    """The entries in force of a transaction id, or the one that ``show`` calls ``#12``."""
    number = name[1:] if name.startswith("#") and name[1:].isdigit() else ""
    rows = conn.execute(
        "SELECT entry_id, loan_id, kind, value_on, amount, (SELECT coalesce(sum(r.amount), 0) "
        "FROM entry r WHERE r.reverses = e.entry_id AND r.voided_by IS NULL) AS taken_back, "
        "inferred FROM entry e WHERE voided_by IS NULL AND (transaction_id = ? OR entry_id = ?) "
        "ORDER BY entry_id",
        (name, int(number) if number else None),
    )
    return [
        ReversibleEntry(
            row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5], bool(row[6])
        )
        for row in rows
    ]
