"""What was paid of an invoice by the day of a file that says only how much of it is still open.

Money that was recorded explains what is no longer open: first what names the invoice, then what
the customer's account applied. Only the rest is inferred, for the day of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.loan.discount import DiscountTerms, discounted, is_discount
from overdue_cli.domain.loan.loan import CREDITS, Entry, Loan
from overdue_cli.domain.loan.replay import counted_entries

#: Kinds that lower what is open of an invoice, and those that raise it again.
LOWERING = CREDITS | {"waiver", "write_off", "sale"}
RAISING = frozenset({"chargeback", "credit_refund"})
ONE_DAY = timedelta(days=1)


class StatedBalance(NamedTuple):
    """At the close of ``as_of`` so much of an invoice was no longer open, minor units."""

    as_of: date
    fall: int
    unused: frozenset[str] = frozenset()
    """Credit notes that the file shows as not used, by loan id: they explain no fall."""


class InferredSum(NamedTuple):
    """What is inferred to have been paid up to the close of a day, minor units."""

    as_of: date
    amount: int


def inferred_sum(fall: int, named: int, applied: int = 0, before: int = 0) -> int:
    """What of a fall nobody recorded, minor units.

    ``named`` is recorded money that names the invoice, ``applied`` what the account applied to it
    and ``before`` what was inferred before. Where a file still shows what the account settled, the
    application stands.

    >>> inferred_sum(600_00, 250_00)
    35000
    >>> inferred_sum(0, 0, applied=300_00), inferred_sum(600_00, 0, applied=300_00)
    (0, 30000)
    >>> inferred_sum(300_00, 0, before=600_00), inferred_sum(100_00, 250_00, before=50_00)
    (30000, 0)
    """
    return max(0, fall - named - applied, min(before, fall - named))


def inferred_sums(
    loan: Loan, amount: int, stated: Sequence[StatedBalance], terms: DiscountTerms | None = None
) -> list[InferredSum]:
    """What is inferred up to each day that a file tells of; ``stated`` by day, oldest first.

    ``amount`` is that of the invoice: what was paid above it explains nothing. A discount that was
    taken explains a fall as money of the account does, whether the file shows it or not.
    """
    sums: list[InferredSum] = []
    recorded = [e for e in loan.entries if not e.inferred and not is_discount(e)]
    granted = _discounts(
        discounted(replace(loan, entries=tuple(recorded)), terms) if terms else loan
    )
    of_all = _discounts(loan)
    for one in stated:
        named, applied = _explaining(recorded, one)
        day_before = max(one.as_of, date.min + ONE_DAY) - ONE_DAY
        applied += max(_taken(granted, one.as_of), _taken(of_all, day_before)) if terms else 0
        before = sums[-1].amount if sums else 0
        total = inferred_sum(one.fall, min(named, amount), applied, before)
        sums.append(InferredSum(one.as_of, total))
    return sums


def _discounts(loan: Loan) -> list[Entry]:
    return [entry for entry in loan.entries if is_discount(entry)]


def _taken(discounts: Sequence[Entry], day: date) -> int:
    return sum(entry.amount for entry in counted_entries(discounts, day))


def _explaining(recorded: Sequence[Entry], one: StatedBalance) -> tuple[int, int]:
    """What names the invoice, and what the account applied to it, up to the close of a day."""
    named = applied = 0
    for entry in counted_entries(recorded, one.as_of):
        if entry.kind in LOWERING:
            named += entry.amount
        elif entry.kind in RAISING:
            named -= entry.amount
        elif entry.kind == "applied" and entry.other not in one.unused:
            applied += entry.amount
    return named, applied


def inferred_payments(sums: Iterable[InferredSum]) -> list[Entry]:
    """Payments, and what takes them back, that lead from one sum to the next; numbered from 1.

    >>> day = date(2026, 6, 10)
    >>> rise = InferredSum(date(2026, 6, 20), 300_00)
    >>> [(one.kind, one.amount) for one in inferred_payments([InferredSum(day, 600_00), rise])]
    [('repayment', 60000), ('reversal', 30000)]
    """
    entries: list[Entry] = []
    standing: list[tuple[int, int]] = []
    total = 0
    for as_of, amount in sums:
        if amount > total:
            number = len(entries) + 1
            entries.append(Entry(number, "repayment", as_of, amount - total, inferred=True))
            standing.append((number, amount - total))
        back = total - amount
        while back > 0:
            number, left = standing.pop()
            part = min(left, back)
            entries.append(_taken_back(len(entries) + 1, as_of, part, number))
            if left > part:
                standing.append((number, left - part))
            back -= part
        total = amount
    return entries


def _taken_back(number: int, day: date, amount: int, reverses: int) -> Entry:
    return Entry(number, "reversal", day, amount, reverses=reverses, inferred=True)
