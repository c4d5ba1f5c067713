"""Connections to a ledger file, its version, and the lock of a writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from overdue_cli.domain.errors import LedgerMismatch, MachineFailure

#: PRAGMA user_version of a ledger that this program reads and writes.
SCHEMA_VERSION = 7

BUSY_SECONDS = 10.0


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
def snapshot(conn: sqlite3.Connection) -> Iterator[None]:
    """One read transaction: all that is read inside is the file at the moment of its first read.

    Temporary tables that are made inside go with it.
    """
    conn.execute("BEGIN")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


def stored(conn: sqlite3.Connection, write: Callable[[], None]) -> bool:
    """True when ``write`` was done in a short transaction of its own; False when the file is busy.

    For what is derived: no journal row speaks of it.
    """
    try:
        conn.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    try:
        write()
        conn.execute("COMMIT")
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    return True


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
        hint="Install the newer version of overdue that made it.",
    )
