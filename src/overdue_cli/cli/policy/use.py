"""``overdue policy use``: put a policy in force from a day on."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ledger.policy_use import use_policy
from overdue_cli.cli import clock, complete
from overdue_cli.cli.options import Actor, Db
from overdue_cli.cli.session import tell, writing


def use(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE",
            help="A pack that ships, or a TOML file.",
            autocompletion=complete.policies,
            show_default=False,
        ),
    ],
    from_on: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="YYYY-MM-DD", help="The first day it decides (else today)."
        ),
    ] = None,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Put a policy in force from a day on; days before keep theirs.

    The ledger keeps all of its content: a file may change or go afterwards.

    Examples:

    \b
      overdue policy use us_regf
      overdue policy use ours.toml --from 2026-07-01
    """
    with writing(ctx, db, actor) as here:
        day = clock.parse_day(from_on, "--from") if from_on else here.today
        done = use_policy(here, name, from_on=day)
    tell(ctx, db, done)
