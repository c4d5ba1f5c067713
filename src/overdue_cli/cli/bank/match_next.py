"""What to type next after bank lines were looked at."""

from __future__ import annotations

import shlex

from overdue_cli.domain.money import decimal_text
from overdue_cli.reports.bank.suspense import BankLine, Likely


def next_step(one: BankLine | None, ledger: str = "") -> str:
    """The commands that settle a line; without one, the command that shows a line.

    >>> next_step(None, "a.db")
    'Next: overdue --db a.db match LINE shows a line with its proposals.'
    """
    start = f"overdue{f' --db {shlex.quote(ledger)}' if ledger else ''} match"
    if one is None:
        return f"Next: {start} LINE shows a line with its proposals."
    if not one.open.minor:
        return "Nothing of this line is open."
    if one.kind == "return":
        way = "--reverses LINE (the payment it takes back)"
    elif one.payments > 1:
        way = f"--loan LOAN --amount AMOUNT … (each of its {one.payments} payments)"
    elif one.likely:
        way = f"{_on(one.likely[0])} (the first proposal)"
    else:
        way = "--loan LOAN (whose payment it is)"
    return (
        f"Next: {start} {one.line} {way}\n"
        f"or    {start} {one.line} --not-ours (no payment of a customer)"
    )


def _on(one: Likely) -> str:
    """The loans of a proposal as options, each with its amount where there are several."""
    return " ".join(
        f"--loan {shlex.quote(loan_id)}"
        + (f" --amount {decimal_text(*amount)}" if len(one.parts) > 1 else "")
        for loan_id, amount in one.parts
    )
