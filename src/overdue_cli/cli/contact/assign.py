"""``overdue assign``: give a customer to an officer."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ledger.master_data import assign as assign_customer
from overdue_cli.cli import complete
from overdue_cli.cli.clock import parse_day
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import tell, writing


def assign(
    ctx: typer.Context,
    who: Who,
    officer: Annotated[
        str,
        typer.Option(
            "--officer",
            metavar="NAME",
            help="Who looks after the customer.",
            autocompletion=complete.officers,
            show_default=False,
        ),
    ],
    from_on: Annotated[
        str | None,
        typer.Option("--from", metavar="YYYY-MM-DD", help="From this day (else today)."),
    ] = None,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Give a customer to an officer, from a day on.

    Examples:

    \b
      overdue assign C-17 --officer lin
      overdue assign C-17 --officer lin --from 2026-07-01
    """
    with writing(ctx, db, actor) as here:
        day = parse_day(from_on, "--from") if from_on else here.today
        done = assign_customer(here, who, officer, from_on=day)
    tell(ctx, db, done)
