"""``overdue upgrade``: bring an older ledger up to date."""

from __future__ import annotations

import typer

from overdue_cli.actions.ledger.upgrade import upgrade as bring_up_to_date
from overdue_cli.cli import clock
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Actor, Db, Excel, Format, Output
from overdue_cli.cli.session import actor_name, ledger_path, named_ledger, put, require_output
from overdue_cli.views.ledger.upgrade import changes_document, summary_document, upgrade_lines


def upgrade(
    ctx: typer.Context,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Bring an older ledger up to date, with a backup first, and say what that changes.

    What the rules of this release make of the figures is printed: loans, stages and money of the
    last day for which the old release worked them out. The table counts and groups it, every
    other format has each figure in a row of its own.

    Examples:

    \b
      overdue upgrade
      overdue --db 2025.db upgrade
      overdue upgrade -o changes.csv
    """
    require_output(ctx)
    path, named = ledger_path(ctx, db), named_ledger(ctx, db)
    done = bring_up_to_date(path, actor=actor_name(actor), now=clock.now())
    in_rows = output is not None or fmt not in (None, "table")
    for line in upgrade_lines(path, done, named):
        if in_rows:
            say(line)
        else:
            typer.echo(line)
    if in_rows:
        put(changes_document(done, named), fmt, output, excel=excel)
    elif done.changed:
        put(summary_document(done.changed), fmt, output, excel=excel)
