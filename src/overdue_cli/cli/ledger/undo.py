"""``overdue undo``: take back what a command wrote."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ledger.undo import undo as take_back
from overdue_cli.cli.options import Actor, Db
from overdue_cli.cli.session import opened_writing


def undo(
    ctx: typer.Context,
    entry: Annotated[
        int | None,
        typer.Argument(metavar="ENTRY", help="A journal number (else the last entry)."),
    ] = None,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Take back what a command wrote, even a whole import.

    It is refused when later work depends on it. Nothing is deleted: the facts are marked as taken
    back and stay in the journal.

    Examples:

    \b
      overdue undo
      overdue undo 12
    """
    with opened_writing(ctx, db, actor) as writing:
        done = take_back(writing, entry)
    typer.echo(f"{done.summary} [journal {done.journal_id}]")
