"""Reads a user's own table of days off and make-up working days: date, working, name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.faults import BadCell, BadFile, problem_text
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.values.cells import read_yes_no
from overdue_cli.ingest.values.dates import DateColumn

_HEADERS = {"date": ("date", "日期"), "working": ("working", "上班", "工作日")}
_MOST_TOLD = 20


class Day(NamedTuple):
    """One row: a day, and whether it is worked."""

    row: int
    text: str
    on: date
    working: bool


def read_days(path: Path) -> dict[date, bool]:
    """Whether each day of a CSV file is a working day; WrongUse lists every bad row.

    The columns are ``date``, ``working`` (yes or no) and, for people, ``name``.
    """
    try:
        table = open_tables(path, score=_named, meaning=lambda header: {})[0]
        places = {field: _place(table, field) for field in _HEADERS}
        read = list(_days(table, places))
    except BadFile as fault:
        raise _refused(path, [fault.problem]) from None
    good = [one for one in read if isinstance(one, Day)]
    days = {day.on: day for day in reversed(good)}
    problems = [one for one in read if isinstance(one, Problem)]
    problems += [_twice(day, days[day.on]) for day in good if days[day.on].working != day.working]
    if problems:
        raise _refused(path, sorted(problems, key=lambda problem: problem.row))
    return {day.on: day.working for day in good}


def _named(cells: Sequence[str]) -> int:
    return sum(normal(cell) in headers for headers in _HEADERS.values() for cell in cells)


def _place(table: Table, field: str) -> int:
    for place, header in enumerate(table.header):
        if normal(header) in _HEADERS[field]:
            return place
    raise BadFile(
        f"the column '{field}' is missing",
        "The columns are date, working (yes or no) and, if you like, name.",
        row=table.header_row,
    )


def _days(table: Table, places: dict[str, int]) -> Iterator[Day | Problem]:
    at, header = places["date"], table.header[places["date"]]
    dates = DateColumn(
        table.name, header, lambda: ((n, row[at]) for n, row in table.rows() if at < len(row))
    )
    for row, cells in table.rows():
        texts = {field: _cell(cells, place) for field, place in places.items()}
        field = "date"
        try:
            on = date.fromisoformat(dates.read(texts[field]))
            field = "working"
            yield Day(row, texts["date"], on, bool(read_yes_no(texts[field])))
        except BadCell as fault:
            yield Problem(row, table.header[places[field]], texts[field], fault.rule, fault.hint)


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _twice(day: Day, first: Day) -> Problem:
    rule = f"row {first.row} says otherwise of this day"
    return Problem(day.row, "date", day.text, rule, "Keep one of the two rows.")


def _refused(path: Path, problems: list[Problem]) -> WrongUse:
    texts = [f"{problem_text(path.name, problem)}. {problem.hint}" for problem in problems]
    more = [f"{len(texts) - _MOST_TOLD} more"] if len(texts) > _MOST_TOLD else []
    return WrongUse(
        f"--holidays {path} cannot be used:\n" + "\n".join(texts[:_MOST_TOLD] + more),
        hint="Mend the table; its columns are date, working (yes or no) and, if you like, name.",
    )
