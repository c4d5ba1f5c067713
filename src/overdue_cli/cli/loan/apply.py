"""``overdue apply``: move money of a customer to one debt by hand."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.loan.on_account import apply as move
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import writes
from overdue_cli.cli.options import Remark, ValueDate, Who, argument, option
from overdue_cli.domain.moments import typed_day


@writes
def apply(
    writing: Writing,
    who: Who,
    amount: Annotated[
        str, argument("AMOUNT", "In the debt's currency; 'all' for all that is held and owed.")
    ],
    to: Annotated[str, option("--to", "ID", "The loan or invoice that gets it.", complete.loans)],
    on: ValueDate = None,
    note: Remark = "",
) -> Written:
    """Move money of a customer's account, or the credit of a loan or credit note, to one debt.

    Money on account pays what is due by itself: this is for what it should pay instead. More than
    is held on the day is refused.

    Examples:

    \b
      overdue apply C-0117 200.00 --to INV-77
      overdue apply CN-12 all --to INV-80 --on 2026-06-28
    """
    day = typed_day(on, "--on", writing.today) if on else writing.today
    return move(writing, who, amount, to=to, on=day, note=note)
