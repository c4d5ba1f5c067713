"""Writes facts around a customer: contacts, promises, holds, preferences, points, assignments."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from typing import Any

from overdue_cli.domain.moments import utc_text
from overdue_cli.domain.money import Money
from overdue_cli.store.ledger.journal import JournalEntry


def insert(journal: JournalEntry, **cells: str | None) -> int:
    """The number of a new contact with these cells."""
    return insert_fact(journal, "contact", **cells)


def insert_fact(journal: JournalEntry, table: str, **cells: Any) -> int:
    """The number of a new row of facts, written by this journal entry."""
    row = {**cells, "journal_id": journal.journal_id}
    placeholders = ", ".join("?" for _ in row)
    done = journal.conn.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({placeholders})", tuple(row.values())
    )
    assert done.lastrowid is not None
    return done.lastrowid


def insert_promise(
    journal: JournalEntry,
    contact_id: int | None,
    customer_id: str,
    loan_id: str | None,
    made_on: date,
    due_on: date,
    money: Money,
) -> int:
    """The number of a new promise."""
    return insert_fact(
        journal,
        "promise",
        customer_id=customer_id,
        loan_id=loan_id,
        contact_id=contact_id,
        made_on=made_on.isoformat(),
        due_on=due_on.isoformat(),
        amount=money.minor,
        currency=money.currency,
    )


def insert_state(
    journal: JournalEntry, contact_id: int, state: str, at: datetime, note: str = ""
) -> int:
    """The number of a new state of a message."""
    return insert_fact(
        journal,
        "contact_state",
        contact_id=contact_id,
        state=state,
        at=at.isoformat(timespec="seconds"),
        at_utc=utc_text(at),
        note=note,
    )


def insert_assignment(journal: JournalEntry, customer_id: str, officer: str, from_on: date) -> int:
    """The number of a new assignment."""
    return insert_fact(
        journal,
        "assignment",
        customer_id=customer_id,
        officer=officer,
        from_on=from_on.isoformat(),
    )


def void(journal: JournalEntry, table: str, number: int) -> None:
    """Takes one row of facts out of force by this journal entry; undoing it puts it back."""
    journal.conn.execute(
        f"UPDATE {table} SET voided_by = ? WHERE {table}_id = ?", (journal.journal_id, number)
    )


def promise_currency(conn: sqlite3.Connection, customer_id: str, loan_id: str | None) -> str:
    """The one currency of the loan, or of all loans of the customer; '' when there are several."""
    rows = conn.execute(
        "SELECT DISTINCT currency FROM loan WHERE customer_id = ? AND voided_by IS NULL "
        "AND (? IS NULL OR loan_id = ?)",
        (customer_id, loan_id, loan_id),
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else ""


def contact(conn: sqlite3.Connection, contact_id: int) -> sqlite3.Row | None:
    """One contact in force by its number; None where there is none."""
    row: sqlite3.Row | None = conn.execute(
        "SELECT * FROM contact WHERE contact_id = ? AND voided_by IS NULL", (contact_id,)
    ).fetchone()
    return row


def states_of(conn: sqlite3.Connection, contact_id: int) -> list[str]:
    """The states that a message came into so far, in the order of their time."""
    rows = conn.execute(
        "SELECT state FROM contact_state WHERE contact_id = ? AND voided_by IS NULL "
        "ORDER BY at_utc, contact_state_id",
        (contact_id,),
    )
    return [row[0] for row in rows]
