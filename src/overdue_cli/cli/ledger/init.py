"""``overdue init``: a new, empty ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ledger.init import init_ledger
from overdue_cli.cli import clock
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Actor, Db, option
from overdue_cli.cli.session import actor_name, ledger_path


def init(
    ctx: typer.Context,
    currency: Annotated[
        str,
        option("--currency", "CODE", "Currency of rows that name none."),
    ] = "",
    policy: Annotated[
        str, option("--policy", "NAME", "Policy pack, or a TOML file.")
    ] = "standard",
    time_zone: Annotated[
        str,
        option("--time-zone", "ZONE", "Zone of customers that name none."),
    ] = "",
    role: Annotated[
        str,
        option(
            "--role",
            "ROLE",
            "Who collects: creditor, agency or buyer; some rules bind only one of them.",
        ),
    ] = "creditor",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Make a new, empty ledger.

    Examples:

    \b
      overdue init --currency CNY
      overdue --db 2026.db init --currency EUR --time-zone Europe/Berlin
      overdue --db agency.db init --currency USD --policy us_regf --role agency
    """
    path = ledger_path(ctx, db)
    init_ledger(
        path,
        currency=currency,
        policy=policy,
        time_zone=time_zone,
        role=role,
        actor=actor_name(actor),
        at=clock.now(),
    )
    say(f"Made {path}. Next: 'overdue import FILE…' reads your customers, loans and payments.")
