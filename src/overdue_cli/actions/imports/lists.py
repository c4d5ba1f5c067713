"""What is done with the daily lists of another system: check, mark, write, and tell what changed.

A list says how each loan stood at the close of a day. The rows are kept as facts; what happened
between two lists follows from them and is written as inferred entries
(``store/lists/daily_lists.py``).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.headers import Columns
from overdue_cli.ingest.headers.kinds import RIDING, SNAPSHOT
from overdue_cli.ingest.listed import FIGURES, Figures, Unfit, amounts_listed
from overdue_cli.ingest.table import Table
from overdue_cli.store.bulk import customers, daily_lists
from overdue_cli.store.bulk.stage import Fault, reject

if TYPE_CHECKING:
    from overdue_cli.actions.imports.kinds import Task

SCOPES = ("complete", "partial")
_DAY_NAMED = re.compile(r"(20\d\d)[-./年_]?(\d{1,2})[-./月_]?(\d{1,2})(?!\d)")
_NOT_USED = " To leave the figures out, write in a map: '{}' = \"\"."
_RIDING = (*(field.name for field in RIDING), "id_no")
_COLUMNS = tuple(field.name for field in SNAPSHOT.fields)


def apply_snapshot(task: Task) -> tuple[list[Fault], bool]:
    """What is wrong with the rows of a list; the good ones are written."""
    conn, file = task.conn, task.file
    found = _rejected(task, daily_lists.settle_currency(conn, file, task.named, task.ledger))
    found += _rejected(task, daily_lists.identity_faults(conn, file))
    found += list_faults(task, "snapshot")
    daily_lists.mark(conn, "snapshot", file)
    daily_lists.gather_newest(conn, file)
    customers.collect(conn, "newest", file, _RIDING)
    customers.mark_riding(conn, "newest", file, _RIDING)
    customers.write(conn, task.journal_id)
    daily_lists.write_loans(conn, file, task.journal_id)
    daily_lists.write(conn, file, task.journal_id)
    return found, False


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


def list_faults(task: Task, kind: str) -> list[Fault]:
    """What is wrong with the figures of a file's rows; what the good ones say is kept."""
    conn, file = task.conn, task.file
    today = task.today.isoformat()
    found = _rejected(task, daily_lists.settle_day(conn, kind, file, task.as_of, today), kind)
    if kind == "snapshot":
        found += _rejected(task, daily_lists.repeated(conn, file, _COLUMNS, task.unused))
    money = ("principal", *FIGURES) if kind == "snapshot" else FIGURES
    found += _rejected(task, daily_lists.digit_faults(conn, kind, file, money), kind)
    unfit: list[Fault] = []
    daily_lists.keep(conn, _read(task, kind, unfit))
    found += _rejected(task, unfit, kind)
    return found + _rejected(task, daily_lists.contradictions(conn, file), kind)


def _rejected(task: Task, faults: Iterable[Fault], kind: str = "snapshot") -> list[Fault]:
    return reject(task.conn, kind, "loan_id", task.file, faults)


def _read(task: Task, kind: str, unfit: list[Fault]) -> Iterator[tuple[Any, ...]]:
    for row, loan_id, as_of, days, currency, amounts in list(
        daily_lists.rows(task.conn, kind, task.file, FIGURES)
    ):
        try:
            parts = amounts_listed(days, Figures(*amounts), currency)
        except Unfit as fault:
            unfit.append(Fault(row, fault.field, fault.rule, fault.hint))
            continue
        yield task.file, row, loan_id, as_of, days, *parts.overdue, *parts.not_due


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
