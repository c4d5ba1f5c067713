"""Imported files: known again by their content."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from overdue_cli.store.bulk.stage import Counts

# The last import of a kind that still counts; an older one may have been overtaken since, and
# rows that it found unchanged may have gone with what was taken back since.
_KNOWN = """
SELECT rows_read FROM imported_file
 WHERE kind = :kind AND sha256 = :sha256 AND options = :options AND voided_by IS NULL
   AND rows_rejected = 0
   AND journal_id = (SELECT max(journal_id) FROM imported_file
                      WHERE kind = :kind AND voided_by IS NULL)
   AND NOT EXISTS (SELECT 1 FROM journal u
                    WHERE u.undoes < imported_file.journal_id
                      AND u.journal_id > imported_file.journal_id)
"""
_INSERT = """
INSERT INTO imported_file (journal_id, kind, name, sha256, options, rows_read, rows_new,
       rows_changed, rows_unchanged, rows_rejected, archived)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class FileIdentity(NamedTuple):
    """What makes two files the same import: content, kind, and how it was read."""

    kind: str
    sha256: str
    options: str


def rows_known(conn: sqlite3.Connection, identity: FileIdentity) -> int | None:
    """Rows of a file that was the last of its kind to be imported; None for any other."""
    row = conn.execute(_KNOWN, identity._asdict()).fetchone()
    return int(row[0]) if row else None


def note_file(
    conn: sqlite3.Connection,
    journal_id: int,
    name: str,
    identity: FileIdentity,
    counts: Counts,
    archived: str | None,
) -> None:
    """Writes down that a file was imported, what became of its rows, where its original is."""
    row = (journal_id, identity.kind, name, identity.sha256, identity.options, counts.read)
    conn.execute(_INSERT, (*row, *counts, archived))


def maps_used(conn: sqlite3.Connection) -> list[str]:
    """The options of imports that read a file by a map of columns, the last one last."""
    query = (
        "SELECT options FROM imported_file WHERE voided_by IS NULL "
        "AND options LIKE '%\"header\":%' ORDER BY file_id"
    )
    return [str(row[0]) for row in conn.execute(query)]


def holds_facts(conn: sqlite3.Connection) -> bool:
    """Whether the ledger holds anything that an import could spoil."""
    return any(
        conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in ("customer", "loan")
    )
