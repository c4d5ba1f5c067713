"""How wide each column is on a terminal, and which columns are left out where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from overdue_cli.render.document import Column
from overdue_cli.render.width import cell_width
from overdue_cli.render.words import Cells, neutral

_GAP = 2
_READABLE = 24
"""Cells that a long text gets before an optional column has to go."""
_WHOLE_WORD = 20
"""Words up to this length (ids among them) are not broken while there is any other way."""
_BROKEN_WORD = 12
"""Words up to this length (dates among them) are not broken for the sake of a whole figure."""


class Layout(NamedTuple):
    """Positions of the columns that are shown, their widths, and how many are left out.

    There are no widths where even the narrowest table would break figures.
    """

    shown: list[int]
    widths: list[int]
    hidden: int


class _ColumnWidths(NamedTuple):
    """What one column needs: to be complete, to be read in comfort, and to keep words whole."""

    full: int
    comfortable: int
    whole: int
    broken: int


def layout(table: Cells, width: int) -> Layout:
    """Widths that fit; optional columns of the highest rank go first, then texts fold."""
    columns = [_column_widths(table, index) for index in range(len(table.columns))]
    shown = list(range(len(columns)))
    while _total([columns[i].comfortable for i in shown]) > width:
        optional = [i for i in shown if _is_optional(table.columns[i])]
        if not optional or len(shown) == 1:
            break
        shown.remove(max(optional, key=lambda i: (table.columns[i].rank, i)))
    widths = _shares([columns[i] for i in shown], width - _GAP * (len(shown) - 1))
    return Layout(shown, widths, len(columns) - len(shown))


def _is_optional(column: Column) -> bool:
    """Whether a column may be left out; the currency of bare amounts never is."""
    return column.rank > 0 and column.name != "currency"


def _total(widths: Sequence[int]) -> int:
    """The width of a table with gaps between its columns."""
    return sum(widths) + _GAP * (len(widths) - 1)


def _column_widths(table: Cells, index: int) -> _ColumnWidths:
    """What the column at ``index`` needs; figures are never folded by choice."""
    title = neutral(table.columns[index].title)
    header = max(map(cell_width, title.split()), default=1)
    texts = {part for line in table.lines for part in line[index].split("\n")}
    widest = max(map(cell_width, texts), default=0)
    full, figure = max(widest, cell_width(title)), max(widest, header)
    word = max((cell_width(word) for text in texts for word in text.split()), default=0)
    if table.right[index]:
        return _ColumnWidths(full, figure, figure, max(word, header))
    whole = max(min(word, _WHOLE_WORD), header)
    comfortable = max(min(widest, _READABLE), whole)
    return _ColumnWidths(full, comfortable, whole, min(whole, _BROKEN_WORD))


def _shares(columns: Sequence[_ColumnWidths], space: int) -> list[int]:
    """Widths within ``space``: texts fold first, then long words; none if figures broke."""
    full, _, whole, broken = (list(widths) for widths in zip(*columns, strict=True))
    for lower, upper in ((whole, full), (broken, whole)):
        if sum(lower) <= space:
            return fair_widths(lower, upper, space)
    return []


def fair_widths(lower: Sequence[int], upper: Sequence[int], space: int) -> list[int]:
    """Widths between lower and upper that use the space; the widest columns give way first.

    >>> fair_widths([4, 4, 4], [4, 10, 40], 30)
    [4, 10, 16]
    """
    cap = 0
    while cap < max(upper) and sum(_capped(lower, upper, cap + 1)) <= space:
        cap += 1
    return _capped(lower, upper, cap)


def _capped(lower: Sequence[int], upper: Sequence[int], cap: int) -> list[int]:
    """Every column at its upper width or the cap, but never below its lower width."""
    return [max(low, min(high, cap)) for low, high in zip(lower, upper, strict=True)]
