"""Rates of interest by date: looking one up, and cutting a time into pieces of one rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from overdue_cli.domain.loan.loan import RateTable


def rate_on(table: RateTable, day: date) -> Fraction:
    """The rate a year that holds on a day; before the first one of the table there is none.

    >>> table = ((date(2024, 1, 1), Fraction(12, 100)), (date(2024, 7, 1), Fraction(9, 100)))
    >>> rate_on(table, date(2024, 6, 30)), rate_on(table, date(2023, 12, 31))
    (Fraction(3, 25), Fraction(0, 1))
    """
    latest = Fraction(0)
    for start, rate in table:
        if start > day:
            break
        latest = rate
    return latest


def pieces(table: RateTable, start: date, end: date) -> Iterator[tuple[date, date, Fraction]]:
    """Half-open ranges of [start, end) with the one rate that holds in each.

    >>> table = ((date(2024, 1, 1), Fraction(12, 100)), (date(2024, 7, 1), Fraction(9, 100)))
    >>> [(a.isoformat(), b.isoformat()) for a, b, _ in
    ...  pieces(table, date(2024, 6, 1), date(2024, 7, 3))]
    [('2024-06-01', '2024-07-01'), ('2024-07-01', '2024-07-03')]
    """
    edges = [start, *sorted(day for day, _ in table if start < day < end), end]
    for here, there in pairwise(edges):
        if here < there:
            yield here, there, rate_on(table, here)


def fixed(rate: Fraction) -> RateTable:
    """A table of one rate that always holds."""
    return ((date.min, rate),)


def times(table: RateTable, factor: Fraction) -> RateTable:
    """A table of rates times a factor: contract rate × 1.5, four times the LPR.

    >>> times(fixed(Fraction(12, 100)), Fraction(3, 2))[0][1]
    Fraction(9, 50)
    """
    return tuple((start, rate * factor) for start, rate in table)


def plus(table: RateTable, points: Fraction) -> RateTable:
    """A table of rates plus percentage points: base rate + 8 (2011/7/EU, UK 1998 Act)."""
    return tuple((start, rate + points) for start, rate in table)
