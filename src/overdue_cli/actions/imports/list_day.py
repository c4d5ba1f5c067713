"""The day of a list by its own rows, and what its rows say where it has no column for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from overdue_cli.actions.imports.source import SHOWN, Source
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.day_of_rows import DayOfRows, day_of_balances, day_of_rows, matured
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.column_map import fingerprint
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.kinds import SNAPSHOT
from overdue_cli.ingest.table import Table

#: The answer that all that is outstanding of a late loan is overdue.
ALL_OVERDUE = "all of it is overdue"


def with_day_of_rows(source: Source, today: date) -> Source:
    """With the day that the rows of a list make, where no column, title or option says it.

    A title that names another day is told. Undecided for a list that has only what is
    outstanding, of loans that did not mature on the day they are late since.
    """
    table, columns = source.table, source.columns
    if table is not None and columns is not None and source.tells_balances:
        return _dated_balances(source, table, columns, today)
    if table is None or columns is None or not source.tells_lateness:
        return source
    if "as_of" not in columns.columns:
        source = _dated(source, table, columns, today)
    if columns.kind is SNAPSHOT and _has_outstanding_only(columns):
        _require_matured(source, table, columns)
    return source


def _dated_balances(source: Source, table: Table, columns: Columns, today: date) -> Source:
    """A file of invoices with the day that due dates and days late make, if nothing else is it."""
    options = source.options
    if options.as_of or "as_of" in columns.columns:
        return source
    made = day_of_balances(table, columns, today, options.date_order)
    if made is None:
        return source
    due = columns.columns["due_on"].header
    rule = f"what is open is that of {made.day}: '{due}' and '{made.header}' make that day"
    decided = Problem(made.row, due, made.text[:SHOWN], rule, "Else say --as-of.")
    source.findings.decided.append(decided)
    return replace(source, options=replace(options, as_of=made.day.isoformat()))


def _dated(source: Source, table: Table, columns: Columns, today: date) -> Source:
    options = source.options
    if options.as_of and options.as_of == source.file.options.as_of:
        return source  # the user said it
    made = day_of_rows(table, columns, today, options.date_order)
    if made is None or made.day.isoformat() == options.as_of:
        return source
    if options.as_of:
        source.findings.warnings.append(_other_day(made, columns, options.as_of))
        return source
    rule = f"the figures of days past due are those of {made.day}: {_by(made, columns)}"
    decided = Problem(made.row, made.header, made.text[:SHOWN], rule, "Else say --as-of.")
    source.findings.decided.append(decided)
    return replace(source, options=replace(options, as_of=made.day.isoformat()))


def _by(made: DayOfRows, columns: Columns) -> str:
    late = columns.columns["days_past_due"].header
    return f"'{made.header}' and '{late}' make that day in every late row"


def _other_day(made: DayOfRows, columns: Columns, title: str) -> Problem:
    rule = f"by the rows the list is of {made.day} ({_by(made, columns)}), by its title of {title}"
    hint = f"The title counts; else say --as-of {made.day}."
    return Problem(made.row, made.header, made.text[:SHOWN], rule, hint)


def _has_outstanding_only(columns: Columns) -> bool:
    return "outstanding" in columns.columns and not {
        "overdue_amount",
        "overdue_principal",
    } & set(columns.columns)


def _require_matured(source: Source, table: Table, columns: Columns) -> None:
    """Nothing where all that a late loan owes is overdue, which is told; else Undecided."""
    day, header = source.options.as_of, columns.columns["outstanding"].header
    order = source.options.date_order
    if day and matured(table, columns, date.fromisoformat(day), order):
        rule = "all that a late loan owes is overdue: it matured on the day it is late since"
        source.findings.decided.append(Problem(0, header, "", rule, ""))
        return
    rule = f"nothing says how much of '{header}' is overdue"
    hint = (
        "Add a column of what is overdue; if all of it is, say so in a map: "
        f"'{header}' = \"overdue_amount\" (--guess writes one)."
    )
    doubt = Undecided(
        table.name,
        Problem(table.header_row, header, "", rule, hint),
        option="--map",
        choices=(ALL_OVERDUE,),
        kind=columns.kind.name,
        maps={ALL_OVERDUE: {header: "overdue_amount"}},
    )
    doubt.header = fingerprint(table.header)
    raise doubt
