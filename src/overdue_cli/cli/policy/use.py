"""``overdue policy use``: put a policy in force from a day on."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.ledger.policy_use import use_policy
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import writes
from overdue_cli.cli.options import argument, option
from overdue_cli.domain.moments import typed_day


@writes
def use(
    writing: Writing,
    name: Annotated[
        str, argument("NAME|FILE", "A pack that ships, or a TOML file.", complete.policies)
    ],
    from_on: Annotated[
        str | None, option("--from", "YYYY-MM-DD", "The first day it decides (else today).")
    ] = None,
) -> Written:
    """Put a policy in force from a day on; earlier days keep theirs.

    The ledger keeps a full copy: the file may change or go afterwards.

    Examples:

    \b
      overdue policy use us_regf
      overdue policy use ours.toml --from 2026-07-01
    """
    day = typed_day(from_on, "--from", writing.today, ahead=True) if from_on else writing.today
    return use_policy(writing, name, from_on=day)
