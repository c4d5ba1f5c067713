"""A list of late debts that is a loan book too, and does not say its day: loans are read from it.

It says of every loan what was lent and when, and how far its plan is paid. Where nobody can answer
of which day its figures are, it is taken as a file of loans, whose lateness is not used.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from overdue_cli.actions.imports.source import Source
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.column_map import recognised
from overdue_cli.ingest.headers.columns import ColumnRead, Columns
from overdue_cli.ingest.headers.glossary import glossary_fields
from overdue_cli.ingest.headers.kinds import LOANS, SNAPSHOT
from overdue_cli.ingest.headers.titles_and_totals import left_out
from overdue_cli.ingest.table import Table

#: What a column tells of a plan and how far it is paid, which no list of one day has.
_OF_A_PLAN = frozenset({"plan_total", "paid_periods"})


def as_loan_book(source: Source) -> Source:
    """The loans of a list without its day, where it is a book and nobody can be asked the day."""
    table, columns, options = source.table, source.columns, source.options
    if table is None or columns is None or columns.kind is not SNAPSHOT:
        return source
    dated = options.as_of or "as_of" in columns.columns
    named = options.kind or source.mapped.kind
    if dated or named or options.asks or not _tells_of_plans(table):
        return source
    with suppress(BadFile, Undecided):  # what it is then asked about is its day
        loans = recognised(table, LOANS.name, source.mapped, options.leave_out, options.terms)
        if _says_what_was_lent(table, loans):
            return replace(source, kind=LOANS.name, columns=loans)
    return source


def _tells_of_plans(table: Table) -> bool:
    return any(glossary_fields(text, LOANS.name) & _OF_A_PLAN for text in table.header if text)


def _says_what_was_lent(table: Table, loans: Columns) -> bool:
    """Whether every row says how much was lent, and when."""
    needed = [loans.columns["principal"], loans.columns["disbursed_on"]]
    rows = (cells for _, cells in table.rows() if not left_out(cells, table.header))
    return all(any(_says(cells, one) for one in column.all) for cells in rows for column in needed)


def _says(cells: list[str], column: ColumnRead) -> bool:
    return column.place < len(cells) and bool(cells[column.place].strip())
