"""The day that the rows of a list are of: since when a loan is late, and for how many days.

A list that says neither in a title nor in a column of which day it is says it all the same, where
its rows have the day on which the oldest unpaid part fell due: that day and the days late make one
and the same day in every late row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from overdue_cli.ingest.faults import BadCell, Undecided
from overdue_cli.ingest.header_language import orders_under
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import glossary_fields
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.counts import read_count
from overdue_cli.ingest.values.dates import ORDERS, DateColumn

#: Fields of the glossary by which a loan is late since their day; one such row is enough.
_LATE_SINCE = frozenset({"due_on", "next_due_on", "overdue_start_date"})
#: A loan may be late long before it matures: only rows that bear each other out tell the day.
MATURITY = "maturity_on"


class DayOfRows(NamedTuple):
    """The day that the late rows of a list make, and the first row that says so."""

    day: date
    row: int
    header: str
    text: str


class _LateRow(NamedTuple):
    row: int
    text: str
    days: int


def day_of_rows(table: Table, columns: Columns, today: date, order: str = "") -> DayOfRows | None:
    """The day of a list by its rows, up to today; None where they do not make one.

    ``order`` is that of the dates, where the user named it.
    """
    late = columns.columns["days_past_due"].place
    made: dict[date, DayOfRows] = {}
    for place, header in enumerate(table.header):
        if fields := _says_since_when(header, columns.kind.name):
            one = _day_by(table, late, place, order, alone=bool(fields & _LATE_SINCE))
            if one is not None and one.day <= today:
                made.setdefault(one.day, one)
    return next(iter(made.values())) if len(made) == 1 else None


def day_of_balances(
    table: Table, columns: Columns, today: date, order: str = ""
) -> DayOfRows | None:
    """The day of a file of invoices by a column of days late that counts from the due date."""
    due = columns.columns.get("due_on")
    places = [
        place
        for place, header in enumerate(table.header)
        if header in columns.ignored and "days_past_due" in glossary_fields(header)
    ]
    if due is None or len(places) != 1:
        return None
    made = _day_by(table, places[0], due.place, order, alone=True)
    if made is None or made.day > today:
        return None
    return made._replace(header=table.header[places[0]])


def repeats_days_late(table: Table, kind: str, late: int, place: int) -> bool:
    """Whether a column only says, as a day, what the days ``late`` say; one row is no proof."""
    named = _says_since_when(table.header[place], kind)
    return bool(named) and _day_by(table, late, place, "", alone=False) is not None


def matured(table: Table, columns: Columns, day: date, order: str = "") -> bool:
    """Whether every late row of a list of that day is late since its loan matured."""
    column, late = columns.columns.get(MATURITY), columns.columns["days_past_due"].place
    made = column and _day_by(table, late, column.place, order, alone=True)
    return bool(made and made.day == day)


def _says_since_when(header: str, kind: str) -> frozenset[str]:
    """The fields of a header by whose day a loan is late; none of one that may be of a payment."""
    fields = glossary_fields(header, kind) or glossary_fields(header) if header else frozenset()
    return fields & (_LATE_SINCE | {MATURITY}) if "date" not in fields else frozenset()


def _day_by(table: Table, late: int, place: int, order: str, *, alone: bool) -> DayOfRows | None:
    """The day that a column of days and the days ``late`` make in every late row.

    Where one row is not enough (``alone``), the days of two must differ, or one that is not late
    must fall due later.
    """
    days_made = {}
    for one in (order,) if order else ("", *ORDERS):
        with suppress(Undecided):
            made = _made(table, late, place, one, alone=alone)
            if made is not None:
                days_made[made.day] = made
            if not one:  # the cells have one order only
                break
    return next(iter(days_made.values())) if len(days_made) == 1 else None


def _made(table: Table, late: int, place: int, order: str, *, alone: bool) -> DayOfRows | None:
    dates = _dates(table, place, order)
    made: DayOfRows | None = None
    since: set[date] = set()
    later: date | None = None
    for one in _rows(table, late, place):
        try:
            day = date.fromisoformat(dates.read(one.text))
        except (BadCell, ValueError):
            continue
        if not one.days:
            later = max(later or day, day)
            continue
        this = DayOfRows(day + timedelta(one.days), one.row, table.header[place], one.text)
        if made is not None and made.day != this.day:
            return None
        made = made or this
        since.add(day)
    if made is None:
        return None
    sure = alone or len(since) > 1 or (later is not None and later >= made.day)
    return made if sure else None


def _dates(table: Table, place: int, order: str) -> DateColumn:
    def cells() -> Iterator[tuple[int, str]]:
        return ((line, row[place].strip()) for line, row in table.rows() if place < len(row))

    header = table.header[place]
    by_header = partial(orders_under, table.header, header)
    return DateColumn(
        table.name, header, cells, order, day_zero=table.day_zero, by_header=by_header
    )


def _rows(table: Table, late: int, place: int) -> Iterator[_LateRow]:
    """The rows that say a day and how late they are."""
    for line, cells in table.rows():
        if max(late, place) < len(cells) and cells[place].strip():
            with suppress(BadCell):
                days = read_count(cells[late].strip() or "0", least=0)
                yield _LateRow(line, cells[place].strip(), days)
