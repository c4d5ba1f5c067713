"""Amounts and their currency: one of another than the loan's, or finer than it, is rejected."""

from __future__ import annotations

from collections.abc import Sequence

from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.money import digits
from overdue_cli.store.bulk.stage import RowFault


def said_in_row(named: str | None, said: CurrencyReading) -> CurrencyReading:
    """What is said of the currency of a row: by itself, else by the header or the user."""
    return CurrencyReading(named, "", (named,)) if named else said


def other_currency(
    row: int, field: str, said: CurrencyReading, what: str, theirs: Sequence[str]
) -> RowFault:
    """The fault of an amount in another currency than what it is for.

    >>> said = CurrencyReading("USD", "the header", ("USD",))
    >>> other_currency(2, "amount", said, "loan L-1 is", ["EUR"]).rule
    'this is USD, as the header says, and loan L-1 is in EUR'
    """
    by = f", as {said.by} says" if said.by else ""
    return RowFault(
        row,
        field if said.by else "currency",
        f"this is {said.text}{by}, and {what} in {' and '.join(theirs)}",
        "Correct the currency or the id; money of one currency never counts as that of another.",
    )


def too_many_digits(row: int, field: str, currency: str, amount: int) -> RowFault:
    """The fault of an amount (in ten-thousandths) that is finer than its currency."""
    has = len(f"{abs(amount) % 10_000:04d}".rstrip("0"))
    return RowFault(
        row,
        field,
        f"{currency} has {digits(currency)} digits after the decimal mark, this has {has}",
        "Round it to the currency's own digits, or check the currency.",
    )
