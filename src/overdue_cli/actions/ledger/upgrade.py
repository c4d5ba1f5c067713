"""Brings an older ledger to the version of this program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from overdue_cli.domain.errors import LedgerMismatch, WrongUse
from overdue_cli.store.ledger.connection import SCHEMA_VERSION, connect, version_of
from overdue_cli.store.ledger.ledger import backup_file
from overdue_cli.store.loan.largest_sums import sums


class Upgraded(NamedTuple):
    """From which version to which, where the copy of the old file is, what is to be mended."""

    before: int
    after: int
    backup: Path | None
    damaged: tuple[str, ...] = ()
    """Currencies whose daily sums are no whole numbers, as release 0.3 could leave them."""


def upgrade(path: Path, *, now: datetime) -> Upgraded:
    """The ledger at ``path`` in the version of this program, after a backup beside it.

    Errors: WrongUse when there is no ledger, LedgerMismatch when it is newer than the program.
    """
    if not path.is_file():
        raise WrongUse(f"there is no ledger at {path}", hint="Name it with --db.")
    version = _version(path)
    if version > SCHEMA_VERSION:
        raise LedgerMismatch(
            f"the ledger {path} is of version {version}, newer than this program "
            f"({SCHEMA_VERSION})",
            hint="Install the newer overdue that made it.",
        )
    if version == SCHEMA_VERSION:
        return Upgraded(version, version, None, _damaged(path))
    if version == 0:
        raise WrongUse(f"{path} is not a ledger", hint="Make one with 'overdue init'.")
    copy = path.with_name(f"{path.name}.{now:%Y%m%d-%H%M%S}.v{version}.backup")
    backup_file(path, copy)
    from overdue_cli.store.ledger.migrate import migrate

    migrate(path)
    return Upgraded(version, SCHEMA_VERSION, copy, _damaged(path))


def _damaged(path: Path) -> tuple[str, ...]:
    with closing(connect(path)) as conn:
        return tuple(sorted({currency for (currency, _), one in sums(conn).items() if one.broken}))


def _version(path: Path) -> int:
    try:
        with closing(connect(path)) as conn:
            return version_of(conn)
    except sqlite3.DatabaseError as error:
        raise WrongUse(f"{path} is not a ledger: {error}", hint="Name it with --db.") from None
