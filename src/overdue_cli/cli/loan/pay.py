"""``overdue pay``: record a payment."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.loan.pay import pay as record_payment
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli.command import writes
from overdue_cli.cli.options import Remark, ValueDate, Who, argument, option
from overdue_cli.domain.moments import typed_day


@writes
def pay(
    writing: Writing,
    who: Who,
    amount: Annotated[
        str,
        argument(
            "AMOUNT", "In the debt's currency; with a currency (EUR 500) where there are several."
        ),
    ],
    on: ValueDate = None,
    channel: Annotated[str, option("--channel", "TEXT", "How it was paid.")] = "",
    note: Remark = "",
) -> Written:
    """Record a payment: of a customer on account, of a loan on the loan.

    Money on account pays what is due by the order of the policy, then invoices not due yet, and
    waits for the next debt.

    Examples:

    \b
      overdue pay C-0117 500.00
      overdue pay L-2041 500.00
      overdue pay L-2041 500.00 --on 2026-06-28 --channel cash
    """
    day = typed_day(on, "--on", writing.today) if on else writing.today
    return record_payment(writing, who, amount, on=day, channel=channel, note=note)
