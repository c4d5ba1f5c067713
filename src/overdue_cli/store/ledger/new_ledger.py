"""A new ledger file: written beside its place under another name, and moved there when whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from overdue_cli.domain.errors import MachineFailure, WrongUse
from overdue_cli.store.ledger.connection import connect
from overdue_cli.store.ledger.journal import journal_entry
from overdue_cli.store.ledger.ledger import Ledger, open_ledger


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
    with journal_entry(ledger, actor=actor, command="init", at=at) as journal:
        journal.summary = f"new ledger, currency {settings.get('currency') or 'none'}"
        journal.details = dict(settings)
    return ledger


def _fill(draft: Path, settings: Mapping[str, str]) -> None:
    from overdue_cli.store.ledger.migrate import migrate

    migrate(draft)
    with closing(connect(draft)) as conn:
        conn.executemany("INSERT INTO setting (name, value) VALUES (?, ?)", settings.items())
