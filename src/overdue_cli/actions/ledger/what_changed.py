"""What an upgrade changes in the figures of a ledger: loan by loan, customer by customer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.money import Money
from overdue_cli.store.ledger.stored_figures import LoanFigures, StoredFigures

#: Figures of a loan that are amounts of its currency.
AMOUNTS = ("outstanding", "overdue", "credit")
_FIELDS = ("status", "days_past_due", *AMOUNTS)
Figure = Money | int | str


class Change(NamedTuple):
    """One figure of a loan, or the stage of a customer, before and after."""

    customer_id: str
    loan_id: str
    """'' for the stage of the customer."""
    field: str
    before: Figure
    after: Figure


class WhatChanged(NamedTuple):
    """All changes on a day, and of how many customers the old figures were not of that day."""

    as_of: date
    changes: tuple[Change, ...]
    not_compared: int = 0


def what_changed(
    before: StoredFigures, after: StoredFigures, counts_due_day: Callable[[str], bool]
) -> WhatChanged:
    """Every figure that is another one now; of what was up to date before the upgrade alone.

    ``counts_due_day`` says of a product whether the due day is the first day past due.
    """
    changes = (*_of_loans(before, after, counts_due_day), *_of_stages(before, after))
    kept = tuple(one for one in changes if one.customer_id not in before.out_of_date)
    return WhatChanged(before.day, kept, len(before.out_of_date))


def _of_loans(
    before: StoredFigures, after: StoredFigures, counts_due_day: Callable[[str], bool]
) -> Iterator[Change]:
    for loan_id, new in sorted(after.loans.items()):
        # The account of a customer is no loan that was there before.
        old = before.loans.get(loan_id) or new._replace(credit=0)
        for name in _FIELDS:
            left, right = (_figure(one, name, before.day, counts_due_day) for one in (old, new))
            if left != right:
                yield Change(new.customer_id, loan_id, name, left, right)


def _figure(
    loan: LoanFigures, name: str, day: date, counts_due_day: Callable[[str], bool]
) -> Figure:
    if name == "days_past_due":
        oldest = loan.oldest_due_on
        due_day = counts_due_day(loan.product)
        return (day - date.fromisoformat(oldest)).days + due_day if oldest else 0
    value: int | str = getattr(loan, name)
    return Money(int(value), loan.currency) if name in AMOUNTS else value


def _of_stages(before: StoredFigures, after: StoredFigures) -> Iterator[Change]:
    for customer_id in sorted(before.stages.keys() | after.stages.keys()):
        old, new = (_stage(one.stages.get(customer_id, ())) for one in (before, after))
        if old != new:
            yield Change(customer_id, "", "stage", old, new)


def _stage(stages: Iterable[str]) -> str:
    """The stage of a customer, '' for none; several where a ladder judges loans or items."""
    return " ".join(sorted(filter(None, stages)))
