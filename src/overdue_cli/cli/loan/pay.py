"""``overdue pay``: record a payment."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.loan.enter import pay as record_payment
from overdue_cli.cli.clock import parse_day
from overdue_cli.cli.options import Actor, Db, LoanId
from overdue_cli.cli.session import tell, writing


def pay(
    ctx: typer.Context,
    loan: LoanId,
    amount: Annotated[
        str, typer.Argument(metavar="AMOUNT", help="In the loan's currency.", show_default=False)
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="Value date (else today).")
    ] = None,
    channel: Annotated[
        str, typer.Option("--channel", metavar="TEXT", help="How it was paid.")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A remark.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Record a payment on a loan.

    Examples:

    \b
      overdue pay L-2041 500.00
      overdue pay L-2041 500.00 --on 2026-06-28 --channel cash
    """
    with writing(ctx, db, actor) as here:
        day = parse_day(on, "--on") if on else here.today
        done = record_payment(here, loan, amount, on=day, channel=channel, note=note)
    tell(ctx, db, done)
