"""``overdue enter``: record one entry of any kind on a loan."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.loan.enter import Given
from overdue_cli.actions.loan.enter import enter as record
from overdue_cli.cli import complete
from overdue_cli.cli.clock import parse_day
from overdue_cli.cli.options import Actor, Db, LoanId
from overdue_cli.cli.session import tell, writing


def enter(
    ctx: typer.Context,
    loan: LoanId,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="fee, penalty, repayment, recovery, proceeds, goodwill, merchant_refund, "
            "payout_refund, waiver, reversal, chargeback, credit_refund or write_off.",
            autocompletion=complete.entry_kinds,
            show_default=False,
        ),
    ],
    amount: Annotated[
        str,
        typer.Argument(
            metavar="AMOUNT",
            help="In the loan's currency; 'all' for all that can be reversed, waived, written "
            "off or refunded.",
            show_default=False,
        ),
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="Value date (else today).")
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="YYYY-MM-DD", help="A charge: its due date (else --on)."),
    ] = None,
    components: Annotated[
        str,
        typer.Option(
            "--components",
            metavar="NAMES",
            help="A waiver or write-off: of penalty, fee, interest, principal (else all, in the "
            "loan's order).",
        ),
    ] = "",
    reverses: Annotated[
        str,
        typer.Option(
            "--reverses", metavar="ID", help="A reversal or chargeback: the transaction's id."
        ),
    ] = "",
    channel: Annotated[
        str, typer.Option("--channel", metavar="TEXT", help="How it came about.")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A remark.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Record one entry on a loan: a charge, a waiver, a credit, a refund, a reversal, a write-off.

    A reversal of more than there is, a waiver above the debt and a refund above the credit are
    refused.

    Examples:

    \b
      overdue enter L-2041 fee 25 --due 2026-07-15 --note "returned debit"
      overdue enter L-2041 waiver all --components "penalty fee"
      overdue enter L-2041 reversal all --reverses T-1007
    """
    with writing(ctx, db, actor) as here:
        given = Given(
            loan,
            kind.lower().replace("-", "_"),
            amount,
            parse_day(on, "--on") if on else here.today,
            parse_day(due, "--due") if due else None,
            components,
            reverses,
            channel,
            note,
        )
        done = record(here, given)
    tell(ctx, db, done)
