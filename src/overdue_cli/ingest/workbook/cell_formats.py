"""How a workbook shows its cells, beyond the values that its reader gives.

A cell may show zeros that its number does not have, per cent, or an error; rows may be hidden.
``formats_xlsx``, ``formats_xlsb``, ``formats_xls`` and ``formats_ods`` find that out, and look
closely only where a workbook has any of it; this module holds what they find and puts it over
the values.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from overdue_cli.ingest.workbook.cell_text import ERRORS, NOT_CALCULATED
from overdue_cli.ingest.workbook.number_format import shown

#: The text of a cell by its value and by its text without a format.
Mark = Callable[[Any, str], str]
_REMEMBERED = 50_000


class BadFormats(Exception):
    """The parts of a workbook that say how cells look cannot be read."""


#: A place of a row whose cell looks other than its value, and what it looks like.
Marked = tuple[int, Mark]
MarkedRow = tuple[int, list[Marked]]


class Doubtful(NamedTuple):
    """Which values a sheet has that a formula without a value gives, too."""

    blanks: bool
    """A cell without a value in a row with others; a cell with an error reads so."""
    zeros: bool


@dataclass(slots=True)
class CellFormats:
    """What one sheet shows that its values do not say; rows and columns are counted from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of columns that are hidden together."""
    joined: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First and last row, first and last column of joined cells, where only this tells them."""
    currencies: dict[int, set[str]] = field(default_factory=dict)
    """By column, the signs of currencies that its numbers are shown with; 0 is any column."""
    _rows: array[int] = field(default_factory=lambda: array("L"))
    _columns: array[int] = field(default_factory=lambda: array("L"))
    _marks: array[int] = field(default_factory=lambda: array("L"))
    _known: dict[str, int] = field(default_factory=dict)
    _kinds: list[Mark] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._rows)

    @property
    def tells(self) -> bool:
        """Whether there is anything to say of the sheet."""
        return bool(self._rows or self.hidden_rows or self.hidden_columns)

    def columns_hidden(self, first: int, last: int) -> int:
        """How many of these columns are hidden."""
        return sum(
            max(0, min(last, end) - max(first, begin) + 1) for begin, end in self.hidden_columns
        )

    def formatted(self, row: int, column: int, code: str) -> None:
        """Notes a cell with a number format that may show more than its number."""
        self._note(row, column, f"format {code}", lambda: Formatted(code))

    def in_currency(self, column: int, sign: str) -> None:
        """Notes the sign of a currency that a number of a column is shown with."""
        self.currencies.setdefault(column, set()).add(sign)

    def failed(self, row: int, column: int, error: str) -> None:
        """Notes a cell that shows an error; '' for a formula that was not worked out."""
        error_text = (error if error in ERRORS else "#VALUE!") if error else NOT_CALCULATED
        self._note(row, column, error_text, lambda: partial(_instead, error_text))

    def _note(self, row: int, column: int, name: str, made: Callable[[], Mark]) -> None:
        if name not in self._known:
            self._known[name] = len(self._kinds)
            self._kinds.append(made())
        self._rows.append(row)
        self._columns.append(column)
        self._marks.append(self._known[name])

    def by_row(self, first_column: int) -> Iterator[MarkedRow]:
        """For each row that has some, its marked places, counted from a column of the sheet."""
        row, changed = 0, list[Marked]()
        for at, column, mark in zip(self._rows, self._columns, self._marks, strict=True):
            if at != row and changed:
                yield row, changed
                changed = []
            row = at
            changed.append((column - first_column, self._kinds[mark]))
        if changed:
            yield row, changed


@dataclass(slots=True)
class BookFormats:
    """What is known of a whole workbook, and of each of its sheets by name."""

    day_zero: str = "1899-12-30"
    """The day that a number counts from, where a date column holds plain numbers."""
    sheets: Callable[[str, Doubtful], CellFormats] = field(
        default=lambda name, doubtful: CellFormats()
    )
    """The formats of a sheet, which has such values."""
    by_values: bool = False
    """Whether it saves time to know first which values a sheet has."""


class Formatted(dict[float, str | None]):
    """A number format: the text of each number that it shows otherwise."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def __missing__(self, value: float) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[value] = text = shown(self._code, value)
        return text

    def __call__(self, value: Any, text: str) -> str:
        """The text shown for a number; that of another value stays."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return text
        kept = self[value]
        return text if kept is None else kept


def _instead(error_text: str, value: Any, text: str) -> str:
    """The text that a cell shows, whatever its value."""
    return error_text
