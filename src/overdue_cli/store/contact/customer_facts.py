"""Single facts around a customer by their number, and the condition for those of one customer."""

from __future__ import annotations

import sqlite3


def fact(conn: sqlite3.Connection, table: str, number: int) -> sqlite3.Row | None:
    """One row of facts in force by its number; None where there is none."""
    row: sqlite3.Row | None = conn.execute(
        f"SELECT * FROM {table} WHERE {table}_id = ? AND voided_by IS NULL", (number,)
    ).fetchone()
    return row


def end_of(conn: sqlite3.Connection, ends: str, of: str, number: int) -> sqlite3.Row | None:
    """The row of ``hold_release``, ``promise_end`` or ``preference_end`` that ended a fact."""
    row: sqlite3.Row | None = conn.execute(
        f"SELECT * FROM {ends} WHERE {of}_id = ? AND voided_by IS NULL", (number,)
    ).fetchone()
    return row


def of_customer(alias: str, customer_id: str | None) -> str:
    """The SQL condition for rows of one customer; none for None."""
    return "" if customer_id is None else f"AND {alias}.customer_id = ?"


def bound_to(customer_id: str | None) -> tuple[str, ...]:
    """The parameter of ``of_customer``."""
    return () if customer_id is None else (customer_id,)
