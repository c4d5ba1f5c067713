"""What every command that reads does: open, bring to the day, answer, render."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from overdue_cli.cli.session import Session, session
from overdue_cli.render.document import Document
from overdue_cli.store.derive import at_day


@contextmanager
def reading(
    ctx: typer.Context, db: str | None, as_of: str | None = None, known_on: str | None = None
) -> Iterator[Session]:
    """A session whose derived tables answer for the day that is asked about."""
    with session(ctx, db, as_of=as_of, known_on=known_on) as at:
        at_day(at.ledger, at.policy.rules, at.as_of, today=at.today, known_on=at.known_on)
        yield at


def put(
    document: Document,
    fmt: str | None,
    output: Path | None,
    *,
    excel: bool = False,
    section: str | None = None,
) -> None:
    """Writes the document to the screen or a file, in the format asked for."""
    from overdue_cli.render.output import write

    write(document, fmt, output, excel=excel, section=section)
