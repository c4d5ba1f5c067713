"""A column of amounts beside the amounts of a list, which carries their sign or their side.

A bank may give the size in one column and the same amount with its sign in another, or fill a
column of money out only where money went out. Nothing is taken from a column that differs in size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from overdue_cli.ingest.statements.exports.direction_words import Way

#: How far the sizes of two columns may be from one rate, as fees and rounding take them.
_ONE_RATE = 1.25


class Second(NamedTuple):
    """A column that tells the sign of the amounts: by its own, or by being filled."""

    place: int
    filled: Way | None = None
    """What a filled cell means; None where its own sign counts."""

    def is_out(self, value: int | None) -> bool:
        """Whether what stands in its cell says money out."""
        if self.filled is None:
            return value is not None and value < 0
        return bool(value) == (self.filled == "out")


class _Compared:
    """One column, held against the amounts row by row."""

    def __init__(self, place: int, way: Way | None) -> None:
        self.place, self.way = place, way
        self.signs: set[bool] = set()
        self.equal = True
        self.rates: list[float] = []
        self.filled = 0

    def add(self, amount: int, value: int | None) -> bool:
        """Whether the column may still tell the sign."""
        if self.way:
            self.filled += bool(value)
            return not value or abs(value) == amount
        if not value:
            return False
        self.signs.add(value < 0)
        self.equal = self.equal and abs(value) == amount
        rate = abs(value) / amount
        self.rates = [min([rate, *self.rates]), max([rate, *self.rates])]
        return self.equal or self.rates[1] <= _ONE_RATE * self.rates[0]

    @property
    def second(self) -> Second | None:
        if self.way:
            return Second(self.place, self.way) if self.filled else None
        telling = True in self.signs and (self.equal or len(self.signs) == 2)
        return Second(self.place) if telling else None


def second_amount(
    rows: Iterable[tuple[int, Sequence[int | None]]], columns: Sequence[tuple[int, Way | None]]
) -> Second | None:
    """The column that tells the sign of amounts without one; None where none does.

    ``rows`` are amounts, each with what stands in the columns; a column has its place, and the
    one way that its header names.

    >>> second_amount([(5, [-5]), (7, [7])], [(3, None)])
    Second(place=3, filled=None)
    >>> second_amount([(5, [5]), (7, [None])], [(3, "out")])
    Second(place=3, filled='out')
    >>> second_amount([(5, [-1]), (7, [7])], [(3, None)])
    """
    open_ = [(at, _Compared(*column)) for at, column in enumerate(columns)]
    for amount, values in rows:
        if amount < 0:
            return None
        open_ = [(at, one) for at, one in open_ if one.add(amount, values[at])]
        if not open_:
            return None
    return next(filter(None, (one.second for _, one in open_)), None)
