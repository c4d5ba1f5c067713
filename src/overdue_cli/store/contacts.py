"""Writes contacts, promises and assignments."""

from __future__ import annotations

import sqlite3
from datetime import date

from overdue_cli.domain.money import Money
from overdue_cli.store.ledger import Writing


def insert(work: Writing, **cells: str | None) -> int:
    """The number of a new contact with these cells."""
    return _insert(work, "contact", {**cells, "journal_id": work.journal_id})


def insert_promise(
    work: Writing,
    contact_id: int,
    customer_id: str,
    loan_id: str | None,
    made_on: date,
    due_on: date,
    money: Money,
) -> int:
    """The number of a new promise."""
    cells = {
        "customer_id": customer_id,
        "loan_id": loan_id,
        "contact_id": contact_id,
        "made_on": made_on.isoformat(),
        "due_on": due_on.isoformat(),
        "amount": money.minor,
        "currency": money.currency,
        "journal_id": work.journal_id,
    }
    return _insert(work, "promise", cells)


def insert_assignment(work: Writing, customer_id: str, officer: str, from_on: date) -> int:
    """The number of a new assignment."""
    cells = {
        "customer_id": customer_id,
        "officer": officer,
        "from_on": from_on.isoformat(),
        "journal_id": work.journal_id,
    }
    return _insert(work, "assignment", cells)


def promise_currency(conn: sqlite3.Connection, customer_id: str, loan_id: str | None) -> str:
    """The one currency of the loan, or of all loans of the customer; '' when there are several."""
    rows = conn.execute(
        "SELECT DISTINCT currency FROM loan WHERE customer_id = ? AND voided_by IS NULL "
        "AND (? IS NULL OR loan_id = ?)",
        (customer_id, loan_id, loan_id),
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else ""


def _insert(
    work: Writing, table: str, cells: dict[str, str | int | None] | dict[str, object]
) -> int:
    names = ", ".join(cells)
    marks = ", ".join("?" for _ in cells)
    done = work.conn.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(cells.values())
    )
    assert done.lastrowid is not None
    return done.lastrowid
