"""Turns the rows of a table into typed rows and problems, a chunk at a time.

A chunk is turned column by column, which is quick; only a chunk with a fault in it is gone
through again cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.content_ids import ContentIds
from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.header_language import orders_under
from overdue_cli.ingest.headers.column_meanings import looks_like_header
from overdue_cli.ingest.headers.columns import ColumnRead, Columns
from overdue_cli.ingest.headers.glossary import id_names, normal
from overdue_cli.ingest.headers.kinds import Field
from overdue_cli.ingest.headers.rate_header import PER_PERIOD
from overdue_cli.ingest.headers.required_columns import another_table, begins_table
from overdue_cli.ingest.headers.titles_and_totals import left_out
from overdue_cli.ingest.persons import PersonIds
from overdue_cli.ingest.table import Line, Merged, Table
from overdue_cli.ingest.values import cells as read
from overdue_cli.ingest.values.counts import count_units, read_count
from overdue_cli.ingest.values.dates import ORDERS, DateColumn, read_moment
from overdue_cli.ingest.values.decimal_marks import MARKS, DecimalMark
from overdue_cli.ingest.values.numbers import MoneyColumn
from overdue_cli.ingest.values.per_column import chosen
from overdue_cli.ingest.values.rates import UNITS, RateColumn

_CHUNK = 250
#: Kinds whose amounts are what is owed to us: Dr is that, Cr what we owe.
_OWED = frozenset({"loans", "snapshot", "invoices"})


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What the user decided where a file does not say it itself; '' is not decided."""

    date_order: str = ""
    decimal: str = ""
    rate: str = ""
    currency: str = ""
    """What amounts are in of which the file does not say it; '' where nobody knows."""


class BadRow(NamedTuple):
    """A row that cannot be used, with its identifier where that could be read."""

    row: int
    key: str | None


class Chunk(NamedTuple):
    """Some rows of a file in order: the good ones, the bad ones named, and why they are bad.

    A good row is its line and then its values, in the order of ``TypedRows.fields``.
    """

    good: list[tuple[Any, ...]]
    bad: list[BadRow]
    problems: list[Problem]
    left_out: list[Line]
    """Rows that hold no data: sums, notes, the header said again."""


class Place(NamedTuple):
    """One field of a row: where its cells stand and how they are read."""

    field: Field
    at: int
    header: str
    reader: read.Reader
    others: tuple[Place, ...] = ()
    """Further cells of the same field: parts of a sum, or where it stands else."""
    adds_up: bool = False

    @property
    def all(self) -> tuple[Place, ...]:
        """This place and the further ones."""
        return (self, *self.others)

    def values(self, columns: Sequence[Sequence[str]]) -> Iterable[Any]:
        """What the cells of these columns say, row by row."""
        if not self.others:
            return map(self.reader, columns[self.at])
        cells = [columns[place.at] for place in self.all]
        if not self.adds_up:
            return map(self.reader, map(_first_said, *cells))
        parts = [map(p.reader, texts) for p, texts in zip(self.all, cells, strict=True)]
        return map(self.together, *parts)

    def together(self, *parts: Any) -> Any:
        """The value of a field that stands in parts."""
        return _joined(*parts) if self.field.type == "id" else _sum(*parts)

    def taken(self, row: Sequence[str]) -> list[tuple[Place, str]]:
        """The cells of a row that are read: the first that says something, or all the parts."""
        cells = [(one, row[one.at] if one.at < len(row) else "") for one in self.all]
        if self.adds_up:
            return cells
        return [next((cell for cell in cells if cell[1].strip()), cells[0])]


class CellStep(NamedTuple):
    """How one cell is read: header, text, field, in what way, and the value or what is wrong."""

    header: str
    cell: str
    field: str
    how: str
    value: Any


class TypedRows:
    """Reads a table as typed rows of one kind; iterate once, then ``settle``."""

    def __init__(self, table: Table, columns: Columns, choices: ReadingChoices) -> None:
        self._table = table
        self._columns = columns
        self._rates: dict[str, RateColumn] = {}
        self._dates: dict[str, DateColumn] = {}
        self._money: list[tuple[str, MoneyColumn]] = []
        self._width = len(table.header)
        self._lone = sum(field.required for field in columns.kind.fields) == 1
        self._places: list[Place] = []
        self._places = [
            self._place(_spared(field, columns), columns.columns[field.name], choices)
            for field in columns.kind.fields
            if field.name in columns.columns
        ]
        self.fields = tuple(place.field.name for place in self._places)
        self._named = columns.kind.key in self.fields
        self._persons: PersonIds | None = None
        if columns.persons:
            self._persons = PersonIds(self.fields, columns.kind.key, columns.evidence)
        if columns.account:
            account = Field("account", "digits")
            self._places.append(self._place(account, columns.account, choices))
        self._contents = ContentIds(self.fields) if columns.nameless else None
        if self._persons:
            self.fields += ("customer_id",)
        if self._contents:
            self.fields += (columns.kind.key,)
        if columns.loan:
            self.fields += ("loan_id",)

    def __iter__(self) -> Iterator[Chunk]:
        adders = [one.added for one in (self._persons, self._contents) if one]
        for chunk in self._chunks():
            good = chunk.good
            for added in adders:
                good = list(map(added, good))
            if loan := self._columns.loan:
                good = [(*row, loan) for row in good]
            yield chunk._replace(good=good)

    @property
    def alike(self) -> list[int]:
        """The lines of rows without an id that say what a row before them says."""
        return self._contents.again if self._contents else []

    def _chunks(self) -> Iterator[Chunk]:
        rows = self._rows()
        first = list(islice(rows, 1))
        if first and looks_like_header(first[0][1], self._columns):
            yield self._second_header(first[0])
            first = []
        while chunk := first + list(islice(rows, _CHUNK)):
            first = []
            yield self._chunk(chunk)

    def explained(self, line_number: int) -> list[CellStep]:
        """The steps from the cells of one row to their values; none where there is no such row."""
        for line, row in self._rows():
            if line == line_number:
                return [self._step(place, header, row) for place, header in self._headers()]
        return []

    def _headers(self) -> list[tuple[int, str]]:
        return [(place, text) for place, text in enumerate(self._table.header) if text]

    def _step(self, at: int, header: str, row: list[str]) -> CellStep:
        cell = row[at].strip() if at < len(row) else ""
        places = (one for field in self._places for one in field.all)
        place = next((one for one in places if one.at == at), None)
        if place is None:
            return CellStep(header, cell, "", "not used", None)
        try:
            value = place.reader(row[at] if at < len(row) else "")
        except BadCell as fault:
            return CellStep(header, cell, place.field.name, f"{fault.rule}. {fault.hint}", None)
        return CellStep(header, cell, place.field.name, self._how(place.field, cell), value)

    def _how(self, field: Field, cell: str) -> str:
        if field.type == "money" and cell:
            column = self._columns.columns[field.name]
            mark = dict(self._money)[field.name].mark.of(cell)
            unit = f", in units of {column.scale:,}" if column.scale > 1 else ""
            return f"amount, decimal mark '{mark}'{unit}; ten-thousandths"
        if field.type == "date" and cell and field.name in self._dates:
            order = self._dates[field.name].order
            return f"date, order {order}" if order else "date"
        if field.type == "rate" and cell:
            rate = self._rates[field.name]
            return f"rate, {rate.unit_of(cell)} a {rate.period or 'year'}"
        return {"id": "id, as it stands", "digits": "digits, as text"}.get(field.type, field.type)

    def settle(self) -> None:
        """Nothing, or Undecided for a column that only the user can tell how to read."""
        for rate in self._rates.values():
            rate.settle()

    @property
    def decisive(self) -> list[Problem]:
        """The cells by which the reading of a column was decided, where others left it open."""
        cells = [
            *(dates.decisive for dates in self._dates.values()),
            *(money.mark.decisive for _, money in self._money),
            *(rates.decisive for rates in self._rates.values()),
        ]
        return sorted(one for one in cells if one)

    @property
    def idle(self) -> list[str]:
        """The options that name how columns are read, and that no cell of them needed."""
        dates = [one.idle for one in self._dates.values()]
        marks = [one.mark.idle for _, one in self._money]
        columns_of = {"--date-order": dates, "--decimal": marks}
        return [option for option, columns in columns_of.items() if columns and all(columns)]

    def _chosen(self, text: str, allowed: Sequence[str], header: str) -> str:
        return chosen(text, allowed, header, self._table.sheet)

    @property
    def thousands_by_guess(self) -> list[tuple[MoneyColumn, str]]:
        """Columns of amounts with a text such as '1,234', taken to have a thousands mark."""
        guessed = [(money, money.mark.thousands_by_guess) for _, money in self._money]
        return [(money, text) for money, text in guessed if text]

    def _place(self, field: Field, column: ColumnRead, choices: ReadingChoices) -> Place:
        own = self._reader(field, column, choices)
        others = tuple(
            Place(field, one.place, one.header, self._reader(field, one, choices))
            if column.adds_up
            else Place(field, one.place, one.header, own)
            for one in column.others
        )
        return Place(field, column.place, column.header, own, others, column.adds_up)

    def _reader(self, field: Field, column: ColumnRead, choices: ReadingChoices) -> read.Reader:
        if field.type == "id":
            repeated = read.header_texts(field.name, column.header)
            if not field.required:
                return read.read_optional_id
            if self._lone:
                return partial(read.read_lone_id, repeated | id_names())
            return partial(read.read_id, repeated)
        if field.type == "digits":
            return read.read_digits
        if field.type == "text":
            return read.read_required_text if field.required else read.read_text
        return read.remembered(self._cell_reader(field, column, choices), required=field.required)

    def _cell_reader(
        self, field: Field, column: ColumnRead, choices: ReadingChoices
    ) -> Callable[[str], Any]:
        if field.type == "date":
            return self._date_column(field, column, choices).read
        if field.type == "moment":
            return partial(read_moment, self._date_column(field, column, choices).read)
        if field.type == "money":
            return self._money_column(field, column, choices).read
        if field.type in ("rate", "percent"):
            return self._rate_column(field, column, choices).read
        if field.type == "count":
            units = count_units(field.name, self._columns.columns)
            return partial(read_count, least=field.least or 0, field=field.name, units=units)
        if field.type == "word":
            return read.word_reader(field.name)
        return read.simple_reader(field.type)

    def _date_column(
        self, field: Field, column: ColumnRead, choices: ReadingChoices
    ) -> DateColumn:
        order = self._chosen(choices.date_order, ORDERS, column.header)
        cells = partial(self._cells_of, column)
        dates = self._dates[field.name] = DateColumn(
            self._table.name,
            column.header,
            cells,
            order,
            day_zero=self._table.day_zero,
            by_header=partial(orders_under, self._table.header, column.header),
        )
        return dates

    def _money_column(
        self, field: Field, column: ColumnRead, choices: ReadingChoices
    ) -> MoneyColumn:
        option = self._chosen(choices.decimal, MARKS, column.header)
        cells = partial(self._cells_of, column)
        mark = DecimalMark(self._table.name, column.header, cells, option)
        money = MoneyColumn(
            mark,
            scale=column.scale,
            least=field.least,
            codes=(choices.currency,) if choices.currency else self._columns.currency.codes,
            by_row="currency" in self._columns.columns,
            sided=self._columns.kind.name in _OWED,
        )
        self._money.append((field.name, money))
        return money

    def _rate_column(
        self, field: Field, column: ColumnRead, choices: ReadingChoices
    ) -> RateColumn:
        rate = self._rates[field.name] = RateColumn(
            self._table.name,
            column.header,
            partial(self._cells_of, column),
            mark=self._chosen(choices.decimal, MARKS, column.header),
            option=self._chosen(choices.rate, UNITS, column.header),
            unit=column.rate,
            period=column.period,
            share=field.name not in PER_PERIOD,
        )
        return rate

    def _cells_of(self, column: ColumnRead) -> Iterator[tuple[int, str]]:
        """The cells that are read alike, with their lines."""
        places = [one.place for one in ((column,) if column.adds_up else column.all)]
        for line, row in self._rows():
            for place in places:
                if place < len(row):
                    yield line, row[place]

    def _rows(self) -> Iterator[Line]:
        """The rows of the table; cells joined into one all say the same, but for money."""
        rows = self._table.rows()
        if not self._table.merged:
            return rows
        money = {one.at for p in self._places if p.field.type == "money" for one in p.all}
        return _spread(rows, [one for one in self._table.merged if one.first_place not in money])

    def _second_header(self, line: Line) -> Chunk:
        problem = Problem(
            line[0],
            "",
            ", ".join(line[1])[:80],
            "a file has one header row, this is a second one",
            "Take one of the two rows out.",
        )
        return Chunk([], [BadRow(line[0], None)], [problem], [])

    def _chunk(self, lines: Sequence[Line]) -> Chunk:
        numbers, cells = zip(*lines, strict=True)
        try:
            columns = list(zip(*cells, strict=True))
            if len(columns) != self._width:
                return self._cell_by_cell(lines)
            values = [place.values(columns) for place in self._places]
            good = list(zip(numbers, *values, strict=True))
            if any(money.shown for _, money in self._money):
                return self._cell_by_cell(lines)
            return Chunk(good, [], [], [])
        except (BadCell, ValueError):
            return self._cell_by_cell(lines)

    def _cell_by_cell(self, lines: Sequence[Line]) -> Chunk:
        chunk = Chunk([], [], [], [])
        for line, row in lines:
            values, problems = self._row(line, row)
            if problems and (left_out(row, self._table.header) or self._nobody_owes(row)):
                chunk.left_out.append((line, row))
            elif problems and begins_table(row):
                raise another_table(line, row)
            elif problems:
                chunk.bad.append(BadRow(line, values[0] if values and self._named else None))
                chunk.problems.extend(problems)
            else:
                chunk.good.append((line, *values))
        return chunk

    def _nobody_owes(self, row: list[str]) -> bool:
        """Whether a row is a draft or a void invoice, which may well lack a number or a date."""
        column = self._columns.columns.get("status")
        cell = row[column.place] if column and column.place < len(row) else ""
        return read.words_of("status").get(normal(cell)) in ("draft", "void")

    def _row(self, line: int, row: list[str]) -> tuple[list[Any], list[Problem]]:
        extra = row[self._width :]
        if any(cell.strip() for cell in extra):
            return [], [self._too_long(line, row)]
        values: list[Any] = []
        problems: list[Problem] = []
        for place in self._places:
            parts: list[Any] = []
            for one, text in place.taken(row):
                try:
                    parts.append(one.reader(text))
                except BadCell as fault:
                    parts.append(None)
                    wrong = Problem(line, one.header, text.strip(), fault.rule, fault.hint)
                    problems.append(wrong)
            values.append(place.together(*parts) if place.adds_up else parts[0])
        return values, problems or self._other_signs(line, row, values)

    def _other_signs(self, line: int, row: list[str], values: Sequence[Any]) -> list[Problem]:
        """Amounts shown with a sign of another currency than their row names."""
        problems: list[Problem] = []
        for name, money in self._money:
            place = self._places[self.fields.index(name)]
            for one, cell in place.taken(row):
                text = cell.strip()
                if text in money.shown:
                    own = values[self.fields.index("currency")]
                    try:
                        money.require_currency(money.shown[text], own)
                    except BadCell as fault:
                        wrong = Problem(line, one.header, text, fault.rule, fault.hint)
                        problems.append(wrong)
        return problems

    def _too_long(self, line: int, row: list[str]) -> Problem:
        return Problem(
            line,
            "",
            self._table.delimiter.join(row[self._width :]),
            f"a row has {self._width} cells like the header, this has {len(row)}",
            f'Put a cell that holds "{self._table.delimiter}" in quotation marks.',
        )


def _spared(field: Field, columns: Columns) -> Field:
    """The field as it is read: a cell of it may be empty beside certain other columns."""
    spares = columns.kind.spared.get(field.name, ())
    return field._replace(required=False) if columns.columns.keys() & {*spares} else field


def _first_said(*texts: str) -> str:
    return next(filter(str.strip, texts), "")


def _joined(*parts: str | None) -> str | None:
    """An id that several columns make, from left to right; None where one says nothing.

    >>> _joined("0012345", "L01")
    '0012345-L01'
    """
    return "-".join(map(str, parts)) if all(parts) else None


def _sum(*parts: int | None) -> int | None:
    """The sum of the parts that are there; None where none is.

    >>> _sum(5, None, 2), _sum(None, None)
    (7, None)
    """
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def _spread(rows: Iterator[Line], merged: Sequence[Merged]) -> Iterator[Line]:
    """Rows in which the cells below the first of a merged column say what the first says."""
    areas = sorted(m for m in merged if m.last_line > m.first_line)
    under: dict[int, tuple[int, str]] = {}
    for line, row in rows:
        while areas and areas[0].first_line <= line:
            area = areas.pop(0)
            text = row[area.first_place] if area.first_place < len(row) else ""
            under[area.first_place] = (area.last_line, text)
        for place, (last, text) in under.items():
            if line <= last and place < len(row) and not row[place].strip():
                row[place] = text
        yield line, row
