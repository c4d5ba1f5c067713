"""The rows of a list below its header, and what stands in the columns of a field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from overdue_cli.ingest.statements.exports.columns.balance_rows import names_balance
from overdue_cli.ingest.statements.exports.columns.cell_kinds import is_day
from overdue_cli.ingest.statements.exports.list_header import ListHeader, two_sided
from overdue_cli.ingest.table import Grid

_NOTHING = re.compile(r"[-/\\.\s*—]*$")
_DIGIT = re.compile(r"\d")
#: So many words at least make a row of headers.
_HEADERS = 3
_AMOUNTS = ("amount", "credit", "debit")


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or has but the dashes that stand for nothing.

    >>> says_nothing(" -- "), says_nothing("/"), says_nothing("-3")
    (True, True, False)
    """
    return bool(_NOTHING.match(text))


def cell_at(cells: Sequence[str], place: int) -> str:
    """The text of a cell without blanks around it; '' where a row ends before it."""
    return cells[place].strip() if place < len(cells) else ""


def row_text(cells: Sequence[str]) -> str:
    """Everything that stands in a row, as one text."""
    return " ".join(filter(None, map(str.strip, cells)))


def _is_names(cells: Sequence[str]) -> bool:
    """Whether a row has several words and no digit."""
    if _DIGIT.search(cells[0]) or sum(map(bool, cells)) < _HEADERS:
        return False
    return not any(map(_DIGIT.search, cells))


@dataclass(frozen=True)
class ListRows:
    """A list with its header: its rows can be gone through as often as is needed."""

    grid: Grid
    header: ListHeader
    repeated: frozenset[int] = frozenset()
    """The places of columns that say again what another one says."""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return self.grid.rows(self.header.row)

    @cached_property
    def used(self) -> list[int]:
        """The places of all fields."""
        return sorted({place for places in self.header.places.values() for place in places})

    @cached_property
    def unnamed(self) -> list[int]:
        """The places of columns that name no field."""
        used = {*self.used, *self.repeated}
        return [place for place in range(len(self.header.names)) if place not in used]

    @cached_property
    def text_places(self) -> tuple[int, ...]:
        """Where it stands what a movement was for: the bank's texts, then notes of any kind."""
        return (*self.header.places.get("text", ()), *self.header.places.get("note", ()))

    @cached_property
    def two_sided(self) -> bool:
        """Whether money in and money out have a column each."""
        return two_sided(self.header.places)

    @property
    def amount_header(self) -> str:
        """The header of the amounts; of money in where there are two columns."""
        places = self.header.places.get("amount") or self.header.places.get("credit") or (0,)
        return self.header.names[places[0]]

    @property
    def amount_places(self) -> list[int]:
        """Where the amounts stand, in the order of amount, credit and debit."""
        return [place for field in _AMOUNTS for place in self.header.places.get(field, ())]

    def text(self, cells: Sequence[str], field: str) -> str:
        """The first column of a field that holds something; '' for none."""
        for place in self.header.places.get(field, ()):
            text = cells[place].strip() if place < len(cells) else ""
            if text and not _NOTHING.match(text):
                return text
        return ""

    def money(self, cells: Sequence[str]) -> Iterator[str]:
        """What stands in the columns of amounts of a row."""
        return (cells[at].strip() for at in self.amount_places if at < len(cells))

    def with_day(self) -> Iterator[tuple[int, list[str]]]:
        """The rows with a digit where the first column of the day stands."""
        day = self.header.places["booked_on"][0]
        for row, cells in self:
            if day < len(cells) and _DIGIT.search(cells[day]):
                yield row, cells

    def movements(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that have a day, with an amount or without, but for balances."""
        day = self.header.places["booked_on"][0]
        for row, cells in self:
            text = cells[day] if day < len(cells) else ""
            has_day = _DIGIT.search(text.strip() or self.text(cells, "booked_on"))
            if has_day and row not in self.no_movements:
                yield row, cells

    @cached_property
    def no_movements(self) -> frozenset[int]:
        """Rows that have a digit where the day stands, and tell a balance or a sum."""
        return frozenset(self._no_movements())

    def _no_movements(self) -> Iterator[int]:
        """Balances, and what stands below a second row of headers and begins with no day."""
        day = self.header.places["booked_on"][0]
        below_names = False
        for row, cells in self:
            if self._is_balance(cells) or (below_names and not is_day(cell_at(cells, day))):
                yield row
            below_names = _is_names(cells)

    def _is_balance(self, cells: Sequence[str]) -> bool:
        """Whether a row has a balance and no amount, or words of a balance beside that amount."""
        named = False
        for at in self.text_places:
            named = named or (at < len(cells) and names_balance(cells[at]))
        if not named and self.text(cells, self._first_amount):
            return False
        amounts = [text for field in _AMOUNTS if (text := self.text(cells, field))]
        if not amounts:
            return bool(self.text(cells, "balance"))
        return named and len(amounts) == 1 and self.text(cells, "balance") in ("", *amounts)

    @cached_property
    def _first_amount(self) -> str:
        return next(field for field in _AMOUNTS if field in self.header.places)

    def remarks(self) -> Iterator[tuple[int, str]]:
        """The rows with words where the day would stand: sections and totals, as one text each."""
        day = self.header.places["booked_on"][0]
        for row, cells in self:
            text = cell_at(cells, day)
            if text and not _DIGIT.search(text):
                yield row, row_text(cells)
