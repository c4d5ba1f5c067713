"""Writes master data and settings, and keeps every old value as a change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from overdue_cli.store.ledger.journal import JournalEntry

_CHANGE = (
    "INSERT INTO change (journal_id, of_table, of_id, field, old, new) VALUES (?, ?, ?, ?, ?, ?)"
)


def row_of(conn: sqlite3.Connection, table: str, of_id: str) -> sqlite3.Row:
    """The row of a customer or a loan that exists."""
    row: sqlite3.Row = conn.execute(
        f"SELECT * FROM {table} WHERE {table}_id = ?", (of_id,)
    ).fetchone()
    return row


def store_changes(
    journal: JournalEntry, table: str, of_id: str, row: sqlite3.Row, changes: Mapping[str, Any]
) -> None:
    """Updates a row of master data and keeps every old value."""
    journal.conn.executemany(
        _CHANGE,
        [
            (journal.journal_id, table, of_id, field, _text(row[field]), _text(value))
            for field, value in changes.items()
        ],
    )
    sets = ", ".join(f"{field} = ?" for field in changes)
    journal.conn.execute(
        f"UPDATE {table} SET {sets} WHERE {table}_id = ?", (*changes.values(), of_id)
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def put_setting(journal: JournalEntry, name: str, old: str, new: str) -> None:
    """Sets a property of the ledger, and keeps the old value."""
    journal.conn.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, new),
    )
    journal.conn.execute(_CHANGE, (journal.journal_id, "setting", name, "value", old, new))
