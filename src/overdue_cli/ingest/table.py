"""What every reader of a file gives: rows that can be gone through again, and a header.

A ``Grid`` is the cells of one file or sheet as they stand; a ``Table`` is a grid of which is
known where its header is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

Line = tuple[int, list[str]]
#: The place of what is known of a sheet, and not of which of its columns.
ANY_PLACE = -1


@dataclass(slots=True)
class Seen:
    """How far the reading of a file has come, in bytes of it."""

    size: int = 0
    done: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.done / self.size if self.size else 1.0


class Merged(NamedTuple):
    """Cells joined into one: the lines and the places they cover, ends included."""

    first_line: int
    last_line: int
    first_place: int
    last_place: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one file or sheet; a row is (line as an editor or spreadsheet shows it, cells).

    Rows without any text are left out. Cells are text: a number has its digits and no more.
    """

    name: str
    sha256: str
    rows: Callable[[int], Iterator[Line]]
    """The rows below a line (0: all), from the start at every call."""
    sheet: str = ""
    """The sheet of a workbook or the list of a document; '' where the file has one alone."""
    encoding: str = "utf-8"
    delimiter: str = ","
    seen: Seen = field(default_factory=Seen)
    merged: tuple[Merged, ...] = ()
    day_zero: date | None = None
    """The day that a number in a date column counts from; None where it can be no day."""
    notes: tuple[str, ...] = ()
    """What a person should know of it as a whole."""
    header: tuple[str, ...] = ()
    """The names of the columns where the format itself tells them."""
    currencies: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """By place, the signs of currencies that numbers of a workbook are shown with."""


class Groups(NamedTuple):
    """The groups in which the rows of a report stand."""

    between: tuple[Line, ...]
    """Rows that hold no data: the names over the groups and their sums."""
    line: int
    name: str
    """The first name, and its line."""
    named: bool
    """Whether they are customers, in a column of their own; else ages of debts and the like."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file or sheet; a row is (line as an editor shows it, cells)."""

    name: str
    sha256: str
    header: tuple[str, ...]
    header_row: int
    rows: Callable[[], Iterator[Line]]
    """The rows below the header, from the start at every call."""
    encoding: str = "utf-8"
    delimiter: str = ","
    seen: Seen = field(default_factory=Seen)
    sheet: str = ""
    above: tuple[Line, ...] = ()
    """Rows above the header: titles, dates, units."""
    merged: tuple[Merged, ...] = ()
    day_zero: date | None = None
    notes: tuple[str, ...] = ()
    currencies: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    groups: Groups | None = None


def cells_of(table: Table, line_numbers: Iterable[int]) -> Iterator[Line]:
    """The rows at the given lines, as they stand in the file."""
    lines = frozenset(line_numbers)
    if not lines:
        return
    last = max(lines)
    for line, cells in table.rows():
        if line in lines:
            yield line, cells
        if line >= last:
            return
