"""Versions of the policy that a ledger put in force, each with all its content."""

from __future__ import annotations

import sqlite3
from datetime import date

from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.loan.in_force import in_force


def content_on(conn: sqlite3.Connection, day: date, known: int | None = None) -> str | None:
    """The content of the policy in force on a day; None before the first version.

    Of two versions from the same day the one recorded later is in force.
    """
    row = conn.execute(
        f"SELECT content FROM policy_version WHERE from_on <= ? AND {in_force(known=known)} "
        "ORDER BY from_on DESC, policy_version_id DESC LIMIT 1",
        (day.isoformat(),),
    ).fetchone()
    return None if row is None else str(row[0])


def versions(conn: sqlite3.Connection, known: int | None = None) -> list[sqlite3.Row]:
    """Every version put in force, the earliest first."""
    return conn.execute(
        "SELECT v.name, v.version, v.from_on, v.sha256, v.journal_id, j.at, j.actor "
        "FROM policy_version v JOIN journal j ON j.journal_id = v.journal_id "
        f"WHERE {in_force('v', known)} ORDER BY v.from_on, v.policy_version_id"
    ).fetchall()


def insert_version(
    journal: JournalEntry, *, name: str, version: str, from_on: date, content: str, sha256: str
) -> None:
    """Puts a policy in force from a day on."""
    journal.conn.execute(
        "INSERT INTO policy_version (name, version, from_on, content, sha256, journal_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (name, version, from_on.isoformat(), content, sha256, journal.journal_id),
    )
