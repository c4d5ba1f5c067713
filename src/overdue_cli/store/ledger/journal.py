"""The journal: one command, one transaction, one row, each hash over the row before it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from overdue_cli.domain.errors import MachineFailure
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.loan.largest_sums import Sums, keep_whole, sums, within_integers


@dataclass(slots=True)
class JournalEntry:
    """One transaction that writes: the id of its journal row, and what the row will say."""

    conn: sqlite3.Connection
    journal_id: int
    at: datetime
    summary: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    keep: bool = True
    """False: roll everything back at the end, as a dry run or a rejected import does."""
    before: Sums = field(default_factory=dict)
    """What the money of each currency came to before."""

    def keep_whole(self) -> None:
        """Nothing, or Refused where what was written brings a sum out of the integers."""
        keep_whole(self.conn, self.before)

    @property
    def today(self) -> date:
        """The day of writing, by the clock of the person who writes."""
        return self.at.date()


@contextmanager
def journal_entry(
    ledger: Ledger, *, actor: str, command: str, at: datetime
) -> Iterator[JournalEntry]:
    """One command, one transaction, one journal row; all or nothing.

    ``at`` is aware of its time zone. Raises MachineFailure when the file is read-only, Refused
    where the money of a currency would come to more than the file can add up.
    """
    if not ledger.writable:
        raise MachineFailure(
            f"the ledger {ledger.path} is read-only", hint="Check who owns the file and its mode."
        )
    conn = ledger.conn
    conn.execute("BEGIN IMMEDIATE")
    try:
        with journal_row_of(conn, actor=actor, command=command, at=at) as journal:
            yield journal
        conn.execute("COMMIT" if journal.keep else "ROLLBACK")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def last_number(conn: sqlite3.Connection) -> int:
    """The number of the last entry of the journal; 0 for none."""
    return int(conn.execute("SELECT coalesce(max(journal_id), 0) FROM journal").fetchone()[0])


@contextmanager
def journal_row_of(
    conn: sqlite3.Connection, *, actor: str, command: str, at: datetime
) -> Iterator[JournalEntry]:
    """One journal row inside a transaction of the caller, who commits it or takes it back."""
    journal_id = conn.execute(
        "INSERT INTO journal (at, actor, command, summary, details, previous_hash, hash) "
        "VALUES (?, ?, ?, '', '{}', '', '')",
        (at.isoformat(timespec="seconds"), actor, command),
    ).lastrowid
    assert journal_id is not None
    journal = JournalEntry(conn, journal_id, at, before=sums(conn))
    with within_integers():
        yield journal
        if journal.keep:
            journal.keep_whole()
    if journal.keep:
        _seal(journal, actor=actor, command=command)


def journal_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over a journal row and the hash of the row before it, as hexadecimal text."""
    names = ("journal_id", "at", "actor", "command", "summary", "details", "undoes")
    content = [row[name] for name in names] + [row["previous_hash"]]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _seal(journal: JournalEntry, *, actor: str, command: str) -> None:
    before = journal.conn.execute(
        "SELECT hash FROM journal WHERE journal_id < ? ORDER BY journal_id DESC LIMIT 1",
        (journal.journal_id,),
    ).fetchone()
    row: dict[str, Any] = {
        "journal_id": journal.journal_id,
        "at": journal.at.isoformat(timespec="seconds"),
        "actor": actor,
        "command": command,
        "summary": journal.summary,
        "details": json.dumps(journal.details, ensure_ascii=False, sort_keys=True),
        "undoes": journal.undoes,
        "previous_hash": before["hash"] if before else "",
    }
    row["hash"] = journal_hash(row)
    journal.conn.execute(
        "UPDATE journal SET summary = :summary, details = :details, undoes = :undoes, "
        "previous_hash = :previous_hash, hash = :hash WHERE journal_id = :journal_id",
        row,
    )


class BrokenLink(NamedTuple):
    """A journal row whose hash, or hash of the row before, is not what it should be."""

    journal_id: int
    field: str
    stored: str
    expected: str


def broken_links(conn: sqlite3.Connection) -> Iterator[BrokenLink]:
    """Where the chain of the journal does not hold: a row was changed, added or taken out."""
    before = ""
    for row in conn.execute("SELECT * FROM journal ORDER BY journal_id"):
        expected = (("previous_hash", before), ("hash", journal_hash(row)))
        for name, right in expected:
            if row[name] != right:
                yield BrokenLink(row["journal_id"], name, row[name], right)
        before = row["hash"]
