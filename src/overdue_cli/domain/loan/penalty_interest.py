"""What lateness costs: penalty interest (罚息), compound interest (复利), ceilings.

Exact until posted. Penalty accrues from the day after the due date: days = value date − due date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from overdue_cli.domain.loan.allocation import INDEX, DebtLine
from overdue_cli.domain.loan.day_count import year_fraction
from overdue_cli.domain.loan.lateness import merged_pauses
from overdue_cli.domain.loan.loan import (
    DayCount,
    PenaltyTerms,
    RateTable,
)
from overdue_cli.domain.loan.rates import pieces
from overdue_cli.domain.money import Rounding, round_minor


def simple_interest(
    base: int, table: RateTable, start: date, end: date, day_count: DayCount
) -> Fraction:
    """Exact minor units of simple interest on ``base`` from ``start`` to ``end``.

    >>> from overdue_cli.domain.loan.rates import fixed
    >>> due, paid = date(2024, 1, 1), date(2024, 1, 31)
    >>> simple_interest(1000000, fixed(Fraction(18, 100)), due, paid, "actual/360")
    Fraction(15000, 1)
    """
    return base * _years_at(table, start, end, day_count)


def _years_at(table: RateTable, start: date, end: date, day_count: DayCount) -> Fraction:
    """Simple interest on one minor unit, exact: the parts of a year times their rates."""
    return sum(
        (rate * year_fraction(here, there, day_count))
        for here, there, rate in pieces(table, start, end)
    ) or Fraction(0)


def unpaused(
    pauses: Iterable[tuple[date, date]], start: date, end: date
) -> list[tuple[date, date]]:
    """The half-open ranges of [start, end) outside every pause.

    >>> d = date
    >>> unpaused([(d(2024, 1, 5), d(2024, 1, 8))], d(2024, 1, 1), d(2024, 1, 6))
    [(datetime.date(2024, 1, 1), datetime.date(2024, 1, 5))]
    """
    spans: list[tuple[date, date]] = []
    here = start
    for pause_start, pause_end in merged_pauses(pauses):
        if pause_start >= end:
            break
        if pause_end > here:
            if here < pause_start:
                spans.append((here, pause_start))
            here = pause_end
    return [*spans, (here, end)] if here < end else spans


class Growth(NamedTuple):
    """Penalty on one minor unit over days without a pause: as agreed, and at the ceiling."""

    agreed: Fraction
    ceiling: Fraction | None


def growth(terms: PenaltyTerms, start: date, end: date) -> list[Growth]:
    """What one minor unit grows by from ``start`` to ``end``, range by range between pauses."""
    return [
        Growth(
            _years_at(terms.rates, here, there, terms.day_count),
            _years_at(terms.cap.rates, here, there, terms.day_count) if terms.cap else None,
        )
        for here, there in unpaused(terms.pauses, start, end)
    ]


class Accrued(NamedTuple):
    """Penalty of one line over a time: exact minor units, and the ceiling that cut it."""

    amount: Fraction
    cap: str


def accrued(line: DebtLine, terms: PenaltyTerms, grown: Sequence[Growth]) -> Accrued:
    """Exact penalty on what a line owes while it grew so, held under the ceiling."""
    base = sum(line.due[INDEX[name]] - line.paid[INDEX[name]] for name in terms.on)
    principal = line.due[3] - line.paid[3]
    total, cut = Fraction(0), ""
    for agreed, ceiling in grown:
        amount = base * agreed
        if terms.cap is not None and ceiling is not None and amount > principal * ceiling:
            amount, cut = principal * ceiling, terms.cap.name
        total += amount
    return Accrued(total, cut)


def accrue(
    line: DebtLine, terms: PenaltyTerms, day: date, known: dict[date, list[Growth]] | None = None
) -> str:
    """Brings the exact penalty of a late line up to a day; names the ceiling that cut it.

    ``known`` keeps by first day what one unit grows by until that day: lines share it.
    """
    start = line.accrued or line.due_on
    if day <= start:
        return ""
    known = {} if known is None else known
    if start not in known:
        known[start] = growth(terms, start, day)
    amount, cut = accrued(line, terms, known[start])
    line.exact += amount
    line.accrued = day
    return cut


def is_kept(line: DebtLine, terms: PenaltyTerms, day: date) -> bool:
    """Whether a line may still be, or was, settled within the grace the terms give."""
    return (day - line.due_on).days <= terms.grace_days


def unposted(line: DebtLine, terms: PenaltyTerms, rounding: Rounding, day: date) -> int:
    """Minor units of penalty accrued on a line since the last money; nil while grace lasts."""
    if not line.open or line.due_on >= day or is_kept(line, terms, day):
        return 0
    return round_minor(line.exact, rounding) - line.posted


def post(line: DebtLine, rounding: Rounding) -> int:
    """Minor units of penalty newly due on a line: what accrued, rounded, less the posted."""
    amount = round_minor(line.exact, rounding) - line.posted
    if amount:
        line.posted += amount
        line.due[0] += amount
        line.open += amount
        line.charges.append((date.min, 0, amount))
    return amount
