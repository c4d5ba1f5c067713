"""``overdue undo``: take back what a command wrote."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ledger.undo import undo as take_back
from overdue_cli.cli.options import Actor, Db
from overdue_cli.cli.session import actor_name, session


def undo(
    ctx: typer.Context,
    entry: Annotated[
        int | None,
        typer.Argument(metavar="ENTRY", help="A journal number (else the last entry)."),
    ] = None,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Take back what a command wrote, a whole import too.

    Refuses when later work rests on it. Nothing is deleted: the facts are marked as taken back
    and stay in the journal.

    Examples:

    \b
      overdue undo
      overdue undo 12
    """
    with session(ctx, db) as here:
        done = take_back(here.ledger, here.policy, entry, actor=actor_name(actor), now=here.now)
    typer.echo(f"{done.said} [journal {done.journal_id}]")
