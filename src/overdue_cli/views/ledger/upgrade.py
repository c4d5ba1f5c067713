"""What became of an older ledger, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from overdue_cli.actions.ledger.upgrade import Upgraded


def upgrade_lines(path: Path, done: Upgraded) -> Iterator[str]:
    """The versions before and after, where the old file is, and what is damaged."""
    if done.backup is None:
        yield f"{path} is up to date (version {done.after})."
    else:
        yield f"{path}: version {done.before} -> {done.after}; the old file is {done.backup}."
    if done.damaged:
        yield (
            f"The daily sums in {', '.join(done.damaged)} are damaged: they are no whole numbers. "
            "Run 'overdue check --rebuild', which adds them up anew."
        )
