"""Opens, creates and writes the ledger file: connections, transactions, journal.

Plain ``sqlite3`` for everything people type all day; Alembic and SQLModel are imported only
where a ledger is created, upgraded, or asked for a typed session.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overdue_cli.domain.errors import LedgerMismatch, MachineFailure, WrongUse
from overdue_cli.store.loan.largest_sums import Sums, keep_whole, sums, within_integers

if TYPE_CHECKING:
    from sqlmodel import Session

#: PRAGMA user_version of a ledger that this program reads and writes.
SCHEMA_VERSION = 4

BUSY_SECONDS = 10.0


@dataclass(slots=True)
class Ledger:
    """An open ledger file. Use as a context manager; ``writable`` is false on a read-only file."""

    path: Path
    conn: sqlite3.Connection
    writable: bool
    settings: Mapping[str, str]

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.conn.close()

    @property
    def currency(self) -> str:
        """The ledger's own currency, or '' when it has none."""
        return self.settings.get("currency", "")

    def session(self) -> Session:
        """A SQLModel session on the same file, for notebooks and scripts."""
        from sqlmodel import Session as SqlModelSession

        from overdue_cli.store.ledger.migrate import engine

        return SqlModelSession(engine(self.path))


def open_ledger(path: Path) -> Ledger:
    """The ledger at ``path``, ready to read and, where the file allows it, to write.

    Errors: WrongUse when there is no ledger, LedgerMismatch (exit 4) when it is older or newer
    than the program, MachineFailure when the file cannot be read.
    """
    if not path.exists():
        raise WrongUse(
            f"there is no ledger at {path}",
            hint="Try 'overdue demo', or make your own with 'overdue init' and 'overdue import'.",
        )
    if path.is_dir():
        raise WrongUse(f"{path} is a folder, not a ledger file", hint="Name a file with --db.")
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    conn = connect(path, writable=writable)
    try:
        check_version(conn, path)
        rows = conn.execute("SELECT name, value FROM setting")
        return Ledger(path, conn, writable, {row["name"]: row["value"] for row in rows})
    except BaseException:
        conn.close()
        raise


def connect(path: Path, *, writable: bool = True) -> sqlite3.Connection:
    """A connection with foreign keys on, rows by name, and transactions left to us."""
    if writable:
        target = path.absolute().as_uri()
    else:
        shared = path.with_name(path.name + "-wal").exists()
        target = path.absolute().as_uri() + ("?mode=ro" if shared else "?immutable=1")
    try:
        conn = sqlite3.connect(target, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise MachineFailure(
            f"cannot open the ledger {path}: {error}", hint="Check who owns the file and its mode."
        ) from None
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA foreign_keys = ON")
    return conn


@contextmanager
def locked(conn: sqlite3.Connection) -> Iterator[None]:
    """The lock of a writer, and nothing written: no other process can write inside."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


def version_of(conn: sqlite3.Connection) -> int:
    """The version of a ledger file; 0 for a file that is none."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def check_version(conn: sqlite3.Connection, path: Path) -> None:
    """Nothing, or the error for a file that this program must not touch."""
    try:
        version = version_of(conn)
        tables = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise MachineFailure(
            f"{path} is not a ledger: {error}", hint="Name the ledger file with --db."
        ) from None
    if version == SCHEMA_VERSION:
        return
    if version == 0:
        what = "another program's database" if tables else "an empty file"
        raise MachineFailure(
            f"{path} is not a ledger but {what}", hint="Name the ledger file with --db."
        )
    if version < SCHEMA_VERSION:
        raise LedgerMismatch(
            f"the ledger {path} is of version {version}, this program needs {SCHEMA_VERSION}",
            hint="Run 'overdue upgrade'; it makes a backup first.",
        )
    raise LedgerMismatch(
        f"the ledger {path} is of version {version}, newer than this program ({SCHEMA_VERSION})",
        hint="Install the newer overdue that made it.",
    )


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
        journal_id = conn.execute(
            "INSERT INTO journal (at, actor, command, summary, details, previous_hash, hash) "
            "VALUES (?, ?, ?, '', '{}', '', '')",
            (at.isoformat(timespec="seconds"), actor, command),
        ).lastrowid
        assert journal_id is not None
        work = JournalEntry(conn, journal_id, at, before=sums(conn))
        with within_integers():
            yield work
            if work.keep:
                work.keep_whole()
        if work.keep:
            _seal(work, actor=actor, command=command)
        conn.execute("COMMIT" if work.keep else "ROLLBACK")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def journal_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over a journal row and the hash of the row before it, as hexadecimal text."""
    names = ("journal_id", "at", "actor", "command", "summary", "details", "undoes")
    content = [row[name] for name in names] + [row["previous_hash"]]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _seal(work: JournalEntry, *, actor: str, command: str) -> None:
    before = work.conn.execute(
        "SELECT hash FROM journal WHERE journal_id < ? ORDER BY journal_id DESC LIMIT 1",
        (work.journal_id,),
    ).fetchone()
    row: dict[str, Any] = {
        "journal_id": work.journal_id,
        "at": work.at.isoformat(timespec="seconds"),
        "actor": actor,
        "command": command,
        "summary": work.summary,
        "details": json.dumps(work.details, ensure_ascii=False, sort_keys=True),
        "undoes": work.undoes,
        "previous_hash": before["hash"] if before else "",
    }
    row["hash"] = journal_hash(row)
    work.conn.execute(
        "UPDATE journal SET summary = :summary, details = :details, undoes = :undoes, "
        "previous_hash = :previous_hash, hash = :hash WHERE journal_id = :journal_id",
        row,
    )


def create_ledger(path: Path, settings: Mapping[str, str], *, actor: str, at: datetime) -> Ledger:
    """A new, empty ledger file of mode 0600; WrongUse if something stands there already."""
    if path.exists():
        raise WrongUse(f"{path} exists already", hint="Name another file with --db.")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise MachineFailure(
            f"cannot create {path}: {error.strerror}",
            hint="Check the folder, its owner and its mode.",
        ) from None
    try:
        _fill(draft, settings)
        draft.rename(path)
    finally:
        for left in path.parent.glob(f"{draft.name}*"):
            left.unlink()
    ledger = open_ledger(path)
    with journal_entry(ledger, actor=actor, command="init", at=at) as work:
        work.summary = f"new ledger, currency {settings.get('currency') or 'none'}"
        work.details = dict(settings)
    return ledger


def _fill(draft: Path, settings: Mapping[str, str]) -> None:
    from overdue_cli.store.ledger.migrate import migrate

    migrate(draft)
    with closing(connect(draft)) as conn:
        conn.executemany("INSERT INTO setting (name, value) VALUES (?, ?)", settings.items())


def backup(ledger: Ledger, target: Path) -> None:
    """A complete copy of an open ledger by SQLite's backup interface, of mode 0600."""
    os.close(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(target)) as copy:
        ledger.conn.backup(copy)


def backup_file(path: Path, target: Path) -> None:
    """A complete copy of a ledger of any version."""
    with closing(connect(path)) as conn:
        backup(Ledger(path, conn, True, {}), target)
