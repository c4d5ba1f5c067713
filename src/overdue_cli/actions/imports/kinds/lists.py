"""What is done with the daily lists of another system: check, mark, write, and tell what changed.

A list says how each loan stood at the close of a day. The rows are kept as facts; what happened
between two lists follows from them and is written as inferred entries
(``store/lists/daily_lists.py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from overdue_cli.actions.imports.kinds.staged_rows import (
    OF_CUSTOMERS,
    StagedRows,
    reject_rows,
    remark,
    settle_persons,
)
from overdue_cli.actions.imports.options import SCOPES
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.daily_list_figures import FIGURES, Figures, Unfit, amounts_listed
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.kinds import SNAPSHOT
from overdue_cli.store.bulk import customers, daily_lists
from overdue_cli.store.bulk.currency import digit_faults, settle_currency
from overdue_cli.store.bulk.stage import RowFault

_COLUMNS = tuple(field.name for field in SNAPSHOT.fields)


def apply_list(rows: StagedRows) -> None:
    """Writes the good rows of a list."""
    conn, file = rows.conn, rows.file
    settle_persons(rows)
    own = rows.ledger_currency
    reject_rows(rows, settle_currency(conn, "snapshot", "loan_id", file, rows.currency, own))
    reject_rows(rows, daily_lists.identity_faults(conn, file))
    if not rows.columns & {"overdue_amount", "overdue_principal"}:
        daily_lists.take_all_overdue(conn, file)
    reject_figures(rows)
    daily_lists.mark(conn, "snapshot", file)
    daily_lists.gather_newest(conn, file, rows.telling)
    customers.collect(conn, "newest", file, OF_CUSTOMERS)
    customers.keep_own_news(conn, rows.telling)
    customers.mark_riding(conn, "newest", file, OF_CUSTOMERS)
    customers.write(conn, rows.telling)
    daily_lists.write_loans(conn, file, rows.journal_id)
    daily_lists.write(conn, file, rows.journal_id)


def reject_figures(rows: StagedRows) -> None:
    """Rejects rows whose figures cannot be; what the good ones say is kept."""
    conn, file, kind = rows.conn, rows.file, rows.kind.name
    today = rows.today.isoformat()
    faults, remarks = daily_lists.settle_blank_days(conn, kind, file)
    reject_rows(rows, faults)
    remark(rows, remarks)
    reject_rows(rows, daily_lists.settle_day(conn, kind, file, rows.as_of, today))
    if rows.kind is SNAPSHOT:
        reject_rows(rows, daily_lists.repeated(conn, file, _COLUMNS, rows.unused))
    money = ("principal", *FIGURES) if rows.kind is SNAPSHOT else FIGURES
    reject_rows(rows, digit_faults(conn, kind, file, money, "AND s.state = 'new'"))
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
