"""``overdue enter``: record one entry of any kind on a loan."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.loan.enter import EntryTexts
from overdue_cli.actions.loan.enter import enter as record
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import writes
from overdue_cli.cli.options import Remark, ValueDate, argument, option
from overdue_cli.domain.moments import typed_day

Whose = Annotated[
    str,
    argument(
        "LOAN",
        "A loan or invoice id, or a customer (id, name, phone): money in and refunds are on "
        "account, all else is on the one loan that there is.",
        complete.customers_and_loans,
    ),
]
Kind = Annotated[
    str,
    argument(
        "KIND",
        "fee, penalty, repayment, recovery, proceeds, goodwill, merchant_refund, "
        "payout_refund, waiver, reversal, chargeback, credit_refund, write_off, charge_off "
        "or sale.",
        complete.entry_kinds,
    ),
]
Amount = Annotated[
    str,
    argument(
        "AMOUNT",
        "In the loan's currency; 'all' for all that can be reversed, waived, written "
        "off, charged off, sold or refunded.",
    ),
]
Due = Annotated[str | None, option("--due", "YYYY-MM-DD", "A charge: its due date (else --on).")]
Components = Annotated[
    str,
    option(
        "--components",
        "NAMES",
        "A waiver or write-off: of penalty, fee, interest, principal (else all, in the "
        "loan's order).",
    ),
]
Reverses = Annotated[
    str, option("--reverses", "ID", "A reversal or chargeback: the transaction's id.")
]


@writes
def enter(
    writing: Writing,
    loan: Whose,
    kind: Kind,
    amount: Amount,
    on: ValueDate = None,
    due: Due = None,
    components: Components = "",
    reverses: Reverses = "",
    channel: Annotated[str, option("--channel", "TEXT", "How it came about.")] = "",
    note: Remark = "",
    price: Annotated[str, option("--price", "AMOUNT", "A sale: what the buyer pays.")] = "",
    buyer: Annotated[str, option("--to", "NAME", "A sale: who buys the debt.")] = "",
) -> Written:
    """Record one entry on a loan: a charge, a waiver, a credit, a refund, a reversal, a write-off.

    A reversal of more than there was, a waiver of more than is owed and a refund of more than the
    credit are refused.

    Examples:

    \b
      overdue enter L-2041 fee 25 --due 2026-07-15 --note "returned debit"
      overdue enter L-2041 waiver all --components "penalty fee"
      overdue enter L-2041 reversal all --reverses T-1007
      overdue enter L-2041 charge_off all
      overdue enter L-2041 sale all --price 180 --to "Sample Capital"
    """
    entry = EntryTexts(
        loan,
        kind.lower().replace("-", "_"),
        amount,
        typed_day(on, "--on", writing.today) if on else writing.today,
        typed_day(due, "--due", writing.today, ahead=True) if due else None,
        components,
        reverses,
        channel,
        note,
        price,
        buyer,
    )
    return record(writing, entry)
