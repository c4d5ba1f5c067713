"""Dated reference rates of the ledger."""

from __future__ import annotations

import sqlite3
from datetime import date
from fractions import Fraction

from overdue_cli.domain.loan.loan import RateTable
from overdue_cli.store.ledger.journal import JournalEntry


def rate_tables(conn: sqlite3.Connection) -> dict[str, RateTable]:
    """Every reference rate by name, as (first day, fraction of one a year), oldest first."""
    tables: dict[str, list[tuple[date, Fraction]]] = {}
    for row in rows(conn):
        rate = Fraction(row["percent"]) / 100
        tables.setdefault(row["name"], []).append((date.fromisoformat(row["from_on"]), rate))
    return {name: tuple(table) for name, table in tables.items()}


def rows(conn: sqlite3.Connection, name: str = "") -> list[sqlite3.Row]:
    """The rates in force, by name and first day."""
    return conn.execute(
        "SELECT name, from_on, percent, source FROM rate WHERE voided_by IS NULL "
        "AND (:name = '' OR name = :name) ORDER BY name, from_on",
        {"name": name},
    ).fetchall()


def put_rate(journal: JournalEntry, name: str, from_on: date, percent: str, source: str) -> str:
    """``new``, ``changed`` or ``unchanged``: a rate of the same day is voided and written anew."""
    known = journal.conn.execute(
        "SELECT rate_id, percent, source FROM rate WHERE name = ? AND from_on = ? "
        "AND voided_by IS NULL",
        (name, from_on.isoformat()),
    ).fetchone()
    if known and (known["percent"], known["source"]) == (percent, source):
        return "unchanged"
    if known:
        journal.conn.execute(
            "UPDATE rate SET voided_by = ? WHERE rate_id = ?",
            (journal.journal_id, known["rate_id"]),
        )
    journal.conn.execute(
        "INSERT INTO rate (name, from_on, percent, source, journal_id) VALUES (?, ?, ?, ?, ?)",
        (name, from_on.isoformat(), percent, source, journal.journal_id),
    )
    return "changed" if known else "new"
