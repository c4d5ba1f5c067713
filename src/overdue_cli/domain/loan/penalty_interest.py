"""What lateness costs: penalty interest (罚息), compound interest (复利), ceilings.

Exact until posted. Penalty accrues from the day after the due date: days = value date − due date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
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
from overdue_cli.domain.loan.rates import pieces, rate_on
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
    found: list[tuple[date, date]] = []
    here = start
    for pause_start, pause_end in merged_pauses(pauses):
        if pause_start >= end:
            break
        if pause_end > here:
            if here < pause_start:
                found.append((here, pause_start))
            here = pause_end
    return [*found, (here, end)] if here < end else found


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


def post(line: DebtLine, rounding: Rounding) -> int:
    """Minor units of penalty newly due on a line: what accrued, rounded, less the posted."""
    amount = round_minor(line.exact, rounding) - line.posted
    if amount:
        line.posted += amount
        line.due[0] += amount
        line.open += amount
        line.charges.append((date.min, 0, amount))
    return amount


def legal_interest(
    principal: int,
    table: RateTable,
    days: int,
    start: date,
    day_count: DayCount = "actual/365",
    rounding: Rounding = "half_up",
) -> int:
    """Minor units of late-payment interest by law for so many days, rounded once at the end.

    >>> from overdue_cli.domain.loan.rates import fixed
    >>> uk = fixed(Fraction(1225, 10000))
    >>> legal_interest(500000, uk, 101, date(2023, 1, 1))
    16949
    """
    end = start + timedelta(days=days)
    return round_minor(simple_interest(principal, table, start, end, day_count), rounding)


def judgment_interest(principal: int, days: int, rounding: Rounding = "half_up") -> int:
    """The doubled part of interest after a judgment: 0.0175 % a day (SPC 2014 interpretation).

    >>> judgment_interest(10000000, 60)
    105000
    """
    return round_minor(principal * days * Fraction(175, 1_000_000), rounding)


def fixed_sum(principal: int, steps: Sequence[tuple[int, int]]) -> int:
    """The fixed recovery sum of a debt: the amount of the last step it reaches (minor units).

    >>> uk_1998 = ((0, 4000), (100000, 7000), (1000000, 10000))
    >>> [fixed_sum(debt, uk_1998) for debt in (99999, 100000, 1000000)]
    [4000, 7000, 10000]
    """
    return max((amount for least, amount in steps if principal >= least), default=0)


def capped_rate(
    agreed: Fraction, ceiling: RateTable, agreed_on: date, factor: int = 4
) -> Fraction:
    """The rate that may be asked: agreed, at most so many times the rate of that day.

    Private lending in the PRC: four times the one-year LPR on the day of the contract (SPC
    2020 rules, art. 25).

    >>> from overdue_cli.domain.loan.rates import fixed
    >>> capped_rate(Fraction(24, 100), fixed(Fraction(3, 100)), date(2026, 1, 20))
    Fraction(3, 25)
    """
    return min(agreed, rate_on(ceiling, agreed_on) * factor)
