"""The discount of an invoice that is paid early: when it is taken, and when it is lost again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from overdue_cli.domain.loan.loan import CREDITS, Entry, Loan
from overdue_cli.domain.money import round_minor

#: Money that pays an invoice early: what came in for it, and what the account applied.
_PAYS = CREDITS | {"applied"}
#: Above every number of a recorded entry: a discount follows the money of its day.
_DERIVED = 2**62
#: What stands for the id of a transaction that nobody recorded.
DISCOUNT = "discount"


class DiscountTerms(NamedTuple):
    """A part of the invoice that need not be paid if the rest comes up to a day."""

    part: Fraction
    until: date


def discount_terms(loan: Loan, percent: str | None, until: str | None) -> DiscountTerms | None:
    """The terms of an invoice: its own percent and last day, else those of its product.

    The days of a product count from the day of issue; None where nothing is to be gained.
    """
    rules = loan.rules
    part = Fraction(percent) / 100 if percent else rules.discount_part
    last = date.fromisoformat(until) if until else None
    if last is None and rules.discount_days and loan.exists_on:
        last = loan.exists_on + timedelta(days=rules.discount_days)
    return DiscountTerms(part, last) if part and last else None


def discounted(loan: Loan, terms: DiscountTerms) -> Loan:
    """The invoice with a waiver of the discount, from the day on which the rest had come in.

    A payment that is reversed takes the discount back on the day of its reversal. These entries
    follow from the others; nobody recorded them.
    """
    return replace(loan, entries=(*loan.entries, *_entries(loan, terms)))


def is_discount(entry: Entry) -> bool:
    """Whether an entry is a discount taken, or lost again."""
    return entry.entry_id > _DERIVED and entry.kind in ("waiver", "reversal")


def _entries(loan: Loan, terms: DiscountTerms) -> Iterator[Entry]:
    """Waivers and what takes them back, in turn."""
    total = sum(item.principal for item in loan.plan)
    discount = round_minor(total * terms.part, loan.rules.rounding)
    number, taken = _DERIVED, 0
    for day, paid in _paid_early(loan, terms.until):
        left = min(discount, total - paid)
        reached = left > 0 and paid >= total - discount
        if taken and not reached:
            number += 1
            yield Entry(number, "reversal", day, taken, reverses=number - 1)
            taken = 0
        elif reached and not taken and day <= terms.until:
            number, taken = number + 1, left
            yield Entry(number, "waiver", day, taken, components=("principal",))


def _paid_early(loan: Loan, until: date) -> Iterator[tuple[date, int]]:
    """By day: what had come in up to the last day of the discount and was not reversed by then."""
    early = {e.entry_id for e in loan.entries if e.kind in _PAYS and e.value_on <= until}
    moves: dict[date, int] = {}
    for entry in loan.entries:
        day = max(entry.value_on, loan.exists_on) if loan.exists_on else entry.value_on
        if entry.entry_id in early:
            moves[day] = moves.get(day, 0) + entry.amount
        elif entry.kind == "reversal" and entry.reverses in early:
            moves[day] = moves.get(day, 0) - entry.amount
    paid = 0
    for day in sorted(moves):
        paid += moves[day]
        yield day, paid
