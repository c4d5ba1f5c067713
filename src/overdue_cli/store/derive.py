"""Keeps ``position`` and ``open_item`` equal to what the facts say on a day.

Each stored position is true for every day in [valid_from, valid_until), so a new day costs only
the loans whose range has ended. Today's answer is stored; a question about any other day is
answered through temporary views that put freshly computed rows in place of stale ones, so that
every query reads ``position`` and ``open_item`` whatever the day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from overdue_cli.domain.loan import Loan, Position
from overdue_cli.store.facts import RulesOf, known_at, loans
from overdue_cli.store.ledger import Ledger

POSITION_COLUMNS = (
    "loan_id, customer_id, currency, status, oldest_due_on, delinquent_on, overdue, "
    "overdue_principal, outstanding_principal, outstanding, receivable_not_due, "
    "receivable_not_due_items, prepaid, credit, penalty_posted, recovered, next_due_on, "
    "next_due_amount, last_paid_on, unscheduled, valid_from, valid_until"
)
OPEN_ITEM_COLUMNS = (
    "loan_id, seq, due_on, customer_id, currency, amount, principal, interest, fee, penalty"
)
_STALE = "SELECT loan_id FROM main.position WHERE valid_until <= '{day}' OR valid_from > '{day}'"
_ALL = "SELECT loan_id FROM main.position"
_TOUCHED = "SELECT loan_id FROM main.touched"
_CHUNK = 2_000


def at_day(
    ledger: Ledger,
    rules: RulesOf,
    day: date,
    *,
    today: date,
    known_on: date | None = None,
    derived_by: str = "",
) -> None:
    """Makes ``position`` and ``open_item`` answer for the close of ``day`` on this connection.

    Rows for ``today`` are stored in a short transaction of their own where the file allows it;
    for any other day nothing is written. ``known_on`` hides what was recorded later.
    ``derived_by`` names the rules: when they are not the ones by which the stored rows were
    computed, every row is out of date.
    """
    conn = ledger.conn
    if known_on is not None:
        _overlay(conn, rules, day, wanted="", known=known_at(conn, known_on))
        return
    stored_by = ledger.settings.get("derived_by", derived_by)
    stale = _STALE.format(day=day.isoformat())
    if stored_by == derived_by and conn.execute(f"{stale} LIMIT 1").fetchone() is None:
        return
    if stored_by != derived_by:
        stale = _ALL
    if day == today and ledger.writable and _store_stale(conn, rules, day, stale, derived_by):
        return
    _overlay(conn, rules, day, wanted="" if stale == _ALL else stale, known=None)


def refresh_touched(conn: sqlite3.Connection, rules: RulesOf, today: date) -> None:
    """Recomputes every loan in ``touched`` and empties it; inside the caller's transaction."""
    conn.execute(f"DELETE FROM open_item WHERE loan_id IN ({_TOUCHED})")
    conn.execute(f"DELETE FROM position WHERE loan_id IN ({_TOUCHED})")
    _insert(conn, "main.position", "main.open_item", computed(conn, rules, today, _TOUCHED))
    conn.execute("DELETE FROM touched")


def rebuild(conn: sqlite3.Connection, rules: RulesOf, today: date) -> None:
    """Drops and recomputes everything derived, control totals included."""
    conn.execute("DELETE FROM open_item")
    conn.execute("DELETE FROM position")
    _insert(conn, "main.position", "main.open_item", computed(conn, rules, today))
    conn.execute("DELETE FROM touched")
    conn.execute("DELETE FROM day_total")
    for view in ("entry_total", "instalment_total", "bank_total"):
        conn.execute(
            "INSERT INTO day_total (currency, day, kind, amount) "
            f"SELECT currency, day, kind, sum(amount) FROM {view} WHERE voided_by IS NULL "
            "GROUP BY currency, day, kind"
        )


def computed(
    conn: sqlite3.Connection, rules: RulesOf, day: date, wanted: str = "", known: int | None = None
) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Freshly computed rows of ``position`` and ``open_item``, loan by loan."""
    from overdue_cli.domain.position import position  # only when something is out of date

    for row, loan in loans(conn, rules, wanted=wanted, known=known):
        standing = position(loan, day)
        yield (
            position_row(row, loan, standing),
            open_item_rows(row, standing) if standing.oldest_due_on else [],
        )


def position_row(row: sqlite3.Row, loan: Loan, standing: Position) -> tuple[Any, ...]:
    """The stored form of one position, in the order of ``POSITION_COLUMNS``."""
    scheduled = loan.plan or row["kind"] == "credit_note" or not standing.exists
    return (
        loan.loan_id,
        row["customer_id"],
        loan.currency,
        standing.status,
        _iso(standing.oldest_due_on),
        _iso(standing.delinquent_on),
        standing.overdue.total,
        standing.overdue.principal,
        standing.outstanding.principal,
        standing.outstanding.total,
        standing.receivable_not_due,
        standing.receivable_not_due_items,
        standing.prepaid,
        standing.credit,
        standing.penalty_posted,
        standing.recovered,
        _iso(standing.next_due_on),
        standing.next_due_amount,
        _last_paid_on(loan, standing.as_of) if standing.exists else None,
        0 if scheduled else row["principal"],
        standing.valid_from.isoformat(),
        standing.valid_until.isoformat(),
    )


def open_item_rows(row: sqlite3.Row, standing: Position) -> list[tuple[Any, ...]]:
    """One row per overdue instalment, in the order of ``OPEN_ITEM_COLUMNS``."""
    rows = []
    for item in standing.items:
        if item.overdue:
            left = item.unpaid
            rows.append(
                (
                    row["loan_id"],
                    item.seq,
                    item.due_on.isoformat(),
                    row["customer_id"],
                    row["currency"],
                    left.total,
                    left.principal,
                    left.interest,
                    left.fee,
                    left.penalty,
                )
            )
    return rows


def _last_paid_on(loan: Loan, as_of: date) -> str | None:
    """Day of the last repayment that still counts; a reversed one does not."""
    taken_back = {e.reverses for e in loan.entries if e.kind == "reversal" and e.value_on <= as_of}
    days = [
        e.value_on
        for e in loan.entries
        if e.kind == "repayment" and e.value_on <= as_of and e.entry_id not in taken_back
    ]
    return days[-1].isoformat() if days else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _store_stale(
    conn: sqlite3.Connection, rules: RulesOf, day: date, stale: str, derived_by: str
) -> bool:
    """True when the stale rows were brought up to date; False when the file is busy."""
    try:
        conn.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    try:
        conn.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (loan_id TEXT PRIMARY KEY)")
        conn.execute("DELETE FROM temp.wanted")
        conn.execute(f"INSERT INTO temp.wanted {stale}")
        wanted = "SELECT loan_id FROM temp.wanted"
        conn.execute(f"DELETE FROM main.open_item WHERE loan_id IN ({wanted})")
        conn.execute(f"DELETE FROM main.position WHERE loan_id IN ({wanted})")
        _insert(conn, "main.position", "main.open_item", computed(conn, rules, day, wanted))
        conn.execute(
            "INSERT INTO setting (name, value) VALUES ('derived_by', ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (derived_by,),
        )
        conn.execute("COMMIT")
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    return True


def _overlay(
    conn: sqlite3.Connection, rules: RulesOf, day: date, *, wanted: str, known: int | None
) -> None:
    """Puts temporary views named ``position`` and ``open_item`` before the stored tables."""
    for view in ("position", "open_item"):
        conn.execute(f"DROP VIEW IF EXISTS temp.{view}")
        conn.execute(f"DROP TABLE IF EXISTS temp.fresh_{view}")
        conn.execute(f"CREATE TEMP TABLE fresh_{view} AS SELECT * FROM main.{view} WHERE 0")
    rows = computed(conn, rules, day, wanted, known)
    conn.execute("BEGIN")
    _insert(conn, "temp.fresh_position", "temp.fresh_open_item", rows)
    conn.execute("CREATE INDEX temp.ix_fresh_customer ON fresh_position (customer_id)")
    conn.execute("CREATE INDEX temp.ix_fresh_loan ON fresh_position (loan_id)")
    conn.execute("CREATE INDEX temp.ix_fresh_item ON fresh_open_item (loan_id)")
    conn.execute("COMMIT")
    for view in ("position", "open_item"):
        kept = (
            f"UNION ALL SELECT * FROM main.{view} "
            "WHERE loan_id NOT IN (SELECT loan_id FROM temp.fresh_position)"
            if wanted
            else ""
        )
        conn.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM temp.fresh_{view} {kept}")


def _insert(
    conn: sqlite3.Connection,
    positions: str,
    items: str,
    rows: Iterable[tuple[tuple[Any, ...], list[tuple[Any, ...]]]],
) -> None:
    """Writes computed rows in chunks, so that memory does not grow with the book."""
    into_position = _into(positions, POSITION_COLUMNS)
    into_item = _into(items, OPEN_ITEM_COLUMNS)
    stream = iter(rows)
    while chunk := list(islice(stream, _CHUNK)):
        conn.executemany(into_position, [row for row, _ in chunk])
        conn.executemany(into_item, [item for _, found in chunk for item in found])


def _into(table: str, columns: str) -> str:
    marks = ", ".join("?" for _ in columns.split(", "))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"
