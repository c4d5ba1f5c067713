"""What is done with the daily lists of another system: check, mark, write, and tell what changed.

A list says how each loan stood at the close of a day. The rows are kept as facts; what happened
between two lists follows from them and is written as inferred entries
(``store/lists/daily_lists.py``).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from overdue_cli.actions.imports.kinds.staged_rows import (
    OF_CUSTOMERS,
    StagedRows,
    reject_rows,
    settle_persons,
)
from overdue_cli.actions.imports.options import SCOPES
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.kinds import SNAPSHOT
from overdue_cli.ingest.listed import FIGURES, Figures, Unfit, amounts_listed
from overdue_cli.ingest.table import Table
from overdue_cli.store.bulk import customers, daily_lists
from overdue_cli.store.bulk.stage import RowFault

_DAY_NAMED = re.compile(r"(20\d\d)[-./年_]?(\d{1,2})[-./月_]?(\d{1,2})(?!\d)")
_NOT_USED = " To leave the figures out, write in a map: '{}' = \"\"."
_COLUMNS = tuple(field.name for field in SNAPSHOT.fields)


def apply_list(rows: StagedRows) -> None:
    """Writes the good rows of a list."""
    conn, file = rows.conn, rows.file
    settle_persons(rows)
    reject_rows(rows, daily_lists.settle_currency(conn, file, rows.currency, rows.ledger_currency))
    reject_rows(rows, daily_lists.identity_faults(conn, file))
    reject_figures(rows)
    daily_lists.mark(conn, "snapshot", file)
    daily_lists.gather_newest(conn, file)
    customers.collect(conn, "newest", file, OF_CUSTOMERS)
    customers.mark_riding(conn, "newest", file, OF_CUSTOMERS)
    customers.write(conn, rows.journal_id)
    daily_lists.write_loans(conn, file, rows.journal_id)
    daily_lists.write(conn, file, rows.journal_id)


def require_day(table: Table, columns: Columns, as_of: str, *, asks: bool) -> None:
    """Nothing, or Undecided for a list of which nothing says the day it tells of.

    A loan book that says how late its loans are is asked about where somebody can answer; else
    it is taken without those figures, with a warning. A day in a title that does not say what it
    is, or in a name, is offered, never taken: it may be the day of printing.
    """
    late = columns.columns.get("days_past_due")
    if not late or "as_of" in columns.columns or as_of:
        return
    book = columns.kind.name != "snapshot"
    if book and not asks:
        return
    days = _days_named(table)
    say = f"--as-of {days[0]}" if days else "--as-of 2026-06-30"
    told = ", as the file's title or name says" if days else ""
    raise Undecided(
        table.name,
        Problem(
            table.header_row,
            "",
            "",
            f"nothing says of which day the figures of '{late.header}' are"
            if book
            else "nothing says at the close of which day the list holds",
            f"Name the day: {say}{told}, or a column as_of."
            + (_NOT_USED.format(late.header) if book else ""),
        ),
        option="--as-of",
        choices=days,
    )


def _days_named(table: Table) -> list[str]:
    """Days written in the rows above the header or in the name of the file."""
    above = [cell for _, cells in table.above for cell in cells]
    found = [_DAY_NAMED.search(text) for text in (*above, table.name)]
    days = [f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}" for m in found if m]
    return list(dict.fromkeys(day for day in days if _is_day(day)))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def reject_figures(rows: StagedRows) -> None:
    """Rejects rows whose figures cannot be; what the good ones say is kept."""
    conn, file, kind = rows.conn, rows.file, rows.kind.name
    today = rows.today.isoformat()
    reject_rows(rows, daily_lists.settle_day(conn, kind, file, rows.as_of, today))
    if rows.kind is SNAPSHOT:
        reject_rows(rows, daily_lists.repeated(conn, file, _COLUMNS, rows.unused))
    money = ("principal", *FIGURES) if rows.kind is SNAPSHOT else FIGURES
    reject_rows(rows, daily_lists.digit_faults(conn, kind, file, money))
    unfit: list[RowFault] = []
    daily_lists.keep(conn, _read(rows, unfit))
    reject_rows(rows, unfit)
    reject_rows(rows, daily_lists.contradictions(conn, file))


def _read(rows: StagedRows, unfit: list[RowFault]) -> Iterator[tuple[Any, ...]]:
    staged = list(daily_lists.rows(rows.conn, rows.kind.name, rows.file, FIGURES))
    for row, loan_id, as_of, days, currency, amounts in staged:
        try:
            parts = amounts_listed(days, Figures(*amounts), currency)
        except Unfit as fault:
            unfit.append(RowFault(row, fault.field, fault.rule, fault.hint))
            continue
        yield rows.file, row, loan_id, as_of, days, *parts.overdue, *parts.not_due


def conclude_lists(conn: sqlite3.Connection, journal_id: int, scope: str, name: str) -> bool:
    """Notes the lists of an import; whether they say more than their rows.

    Errors: Undecided where loans of the list before are missing and nothing says why.
    """
    news = False
    for day in daily_lists.days(conn):
        if not scope:
            _require_scope(daily_lists.missing(conn, day), day, name)
        news |= daily_lists.conclude(conn, day, scope or "partial", journal_id)
    return news


def _require_scope(missing: list[str], day: str, name: str) -> None:
    if not missing:
        return
    some = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
    one = len(missing) == 1
    count = "1 loan" if one else f"{len(missing)} loans"
    raise Undecided(
        name,
        Problem(
            0,
            "",
            "",
            f"{count} that owed on the list before {day} {'is' if one else 'are'} "
            f"not on this one ({some})",
            "Say --list complete if what is missing has left it and is settled, "
            "--list partial if it shows only some loans.",
        ),
        option="--list",
        choices=SCOPES,
    )
