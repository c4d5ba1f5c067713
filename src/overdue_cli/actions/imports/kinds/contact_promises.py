"""The promise in a row of a contacts file, and what is told of rows of which not all is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.money import digits
from overdue_cli.ingest.values.numbers import PLACES
from overdue_cli.store.bulk.contacts import StagedContact
from overdue_cli.store.bulk.currency import other_currency, reading_of_row
from overdue_cli.store.bulk.stage import Remark, RowFault

_SPOKE = frozenset({"promise", "conversation"})
_ADD = "Fill both columns, or note it with 'overdue promise add'."


class Promised(NamedTuple):
    """The day, the amount in minor units, the currency; None for no promise."""

    on: str | None = None
    amount: int | None = None
    currency: str | None = None


NOTHING = Promised()


@dataclass(slots=True)
class PartlyUsed:
    """Rows of a contacts file that are taken, but not with everything a call by hand would set."""

    bare: list[int] = field(default_factory=list)
    """A promise without an amount or a day."""
    not_said: list[int] = field(default_factory=list)
    """A promise beside an outcome in which nobody spoke."""
    callbacks: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """A bad number that the row does not name."""

    def remarks(self) -> Iterator[Remark]:
        """One remark for each of them, with its first row and how many there are."""
        remarks: Sequence[tuple[list[int], str, str, str]] = (
            (
                self.bare,
                "outcome",
                "this is a promise of which not both the amount and the day are said: "
                "nothing is watched",
                _ADD,
            ),
            (
                self.not_said,
                "promise_on",
                "nobody spoke by this outcome, so the promise beside it was not taken",
                "Correct the outcome, or note it with 'overdue promise add'.",
            ),
            (
                self.callbacks,
                "callback_at",
                "this is no time after the contact, so nobody is called back",
                "Correct it, or leave it empty.",
            ),
            (
                self.numbers,
                "outcome",
                "no column says which number was bad: the customer's own is taken to be",
                "Fill a column phone; 'overdue undo' takes the import back.",
            ),
        )
        for rows, name, rule, hint in remarks:
            if rows:
                more = f" (and {len(rows) - 1} more rows)" if len(rows) > 1 else ""
                yield Remark(min(rows), name, "", rule + more, hint)


def promised(
    row: StagedContact,
    flags: frozenset[str],
    at: datetime,
    currency_of_file: CurrencyReading,
    currencies: Mapping[str, str],
    partly: PartlyUsed,
) -> Promised | RowFault:
    """What a row promises, as ``log-call --promise`` would take it; a fault for what cannot be.

    ``flags`` are those of the outcome, ``currencies`` those of the customer's loans.
    """
    if not (row.promise_amount and row.promise_on):
        if "promise" in flags:
            partly.bare.append(row.row)
        return NOTHING
    if not flags & _SPOKE:
        partly.not_said.append(row.row)
        return NOTHING
    if row.promise_on < at.date().isoformat():
        rule = "a promise is kept on the day of the contact or later"
        return RowFault(
            row.row, "promise_on", rule, "Correct the day, or leave the promise empty."
        )
    own = reading_of_row(row.currency, currency_of_file)
    of_loans = {currencies[row.loan_id]} if row.loan_id else set(currencies.values())
    allowed = set(filter(own.allows, of_loans))
    if of_loans and not allowed:
        what = f"loan {row.loan_id} is" if row.loan_id else "the customer's loans are"
        return other_currency(row.row, "promise_amount", own, what, sorted(of_loans))
    if len(allowed) != 1:
        rule = "the customer's loans are in several currencies" if allowed else "there is no loan"
        return RowFault(
            row.row,
            "promise_amount",
            rule,
            "Name the loan in a column loan_id, or the currency in one.",
        )
    (currency,) = allowed
    amount, remainder = divmod(row.promise_amount, 10 ** (PLACES - digits(currency)))
    if remainder:
        rule = f"{currency} has {digits(currency)} digits after the decimal mark"
        return RowFault(row.row, "promise_amount", rule, "Round it to the currency's own digits.")
    return Promised(row.promise_on, amount, currency)
