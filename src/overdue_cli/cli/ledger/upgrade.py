"""``overdue upgrade``: bring an older ledger up to date."""

from __future__ import annotations

import typer

from overdue_cli.actions.ledger.upgrade import upgrade as bring_up_to_date
from overdue_cli.cli import clock
from overdue_cli.cli.options import Db
from overdue_cli.cli.session import ledger_path
from overdue_cli.views.ledger.upgrade import upgrade_lines


def upgrade(ctx: typer.Context, db: Db = None) -> None:
    """Bring an older ledger up to date, with a backup first.

    Examples:

    \b
      overdue upgrade
      overdue --db 2025.db upgrade
    """
    path = ledger_path(ctx, db)
    done = bring_up_to_date(path, now=clock.now())
    for line in upgrade_lines(path, done):
        typer.echo(line)
