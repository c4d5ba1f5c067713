"""An open ledger file, and copies of it.

Plain ``sqlite3`` for everything people type all day; Alembic and SQLModel are imported only
where a ledger is created, upgraded, or asked for a typed session.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from overdue_cli.domain.errors import WrongUse
from overdue_cli.store.ledger.connection import check_version, connect

if TYPE_CHECKING:
    from sqlmodel import Session as Session


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
        """A SQLModel session that reads the same file, for notebooks and scripts."""
        from sqlmodel import Session as SqlModelSession

        from overdue_cli.store.ledger.migrate import engine

        return SqlModelSession(engine(self.path, read_only=True))


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
        return Ledger(path, conn, writable, settings_of(conn))
    except BaseException:
        conn.close()
        raise


def settings_of(conn: sqlite3.Connection) -> dict[str, str]:
    """The properties of a ledger by name."""
    return {row["name"]: row["value"] for row in conn.execute("SELECT name, value FROM setting")}


def backup(ledger: Ledger, target: Path) -> None:
    """A complete copy of an open ledger by SQLite's backup interface, of mode 0600."""
    os.close(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(target)) as copy:
        ledger.conn.backup(copy)


def backup_file(path: Path, target: Path) -> None:
    """A complete copy of a ledger of any version."""
    with closing(connect(path)) as conn:
        backup(Ledger(path, conn, True, {}), target)
