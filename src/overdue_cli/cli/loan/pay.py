"""``overdue pay``: record a payment."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.loan.enter import pay as record_payment
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli.command import writes
from overdue_cli.cli.options import LoanId, Remark, ValueDate, argument, option
from overdue_cli.domain.moments import typed_day


@writes
def pay(
    writing: Writing,
    loan: LoanId,
    amount: Annotated[str, argument("AMOUNT", "In the loan's currency.")],
    on: ValueDate = None,
    channel: Annotated[str, option("--channel", "TEXT", "How it was paid.")] = "",
    note: Remark = "",
) -> Written:
    """Record a payment on a loan.

    Examples:

    \b
      overdue pay L-2041 500.00
      overdue pay L-2041 500.00 --on 2026-06-28 --channel cash
    """
    day = typed_day(on, "--on", writing.today) if on else writing.today
    return record_payment(writing, loan, amount, on=day, channel=channel, note=note)
