"""``overdue assign``: give a customer to an officer."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.ledger.master_data import assign as assign_customer
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import writes
from overdue_cli.cli.options import Who, option
from overdue_cli.domain.moments import typed_day


@writes
def assign(
    writing: Writing,
    who: Who,
    officer: Annotated[
        str, option("--officer", "NAME", "Who looks after the customer.", complete.officers)
    ],
    from_on: Annotated[
        str | None, option("--from", "YYYY-MM-DD", "From this day (else today).")
    ] = None,
) -> Written:
    """Give a customer to an officer, from a day on.

    Examples:

    \b
      overdue assign C-17 --officer lin
      overdue assign C-17 --officer lin --from 2026-07-01
    """
    day = typed_day(from_on, "--from", writing.today, ahead=True) if from_on else writing.today
    return assign_customer(writing, who, officer, from_on=day)
