"""Bulk inserts without triggers: totals and touched loans are added once, at the end.

``day_total`` and ``touched`` are kept by triggers, row by row. For many new rows they are taken
off and put back inside the same transaction, and what the new plans and entries add is summed at
the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from overdue_cli.store.loan.day_totals import add_days

_TABLES = ("loan", "plan", "instalment", "entry")
_MANY = 20_000
_TOUCHED = """
INSERT OR IGNORE INTO touched (loan_id)
SELECT loan_id FROM loan WHERE journal_id = :journal
 UNION SELECT loan_id FROM plan WHERE plan_id > :plan
"""
# Few new entries are found by their ids; where most are new, the index has the loans in order.
_PAID = "INSERT OR IGNORE INTO touched SELECT DISTINCT loan_id FROM entry WHERE entry_id > ?"
_MOSTLY_PAID = _PAID.replace("entry_id >", "+entry_id >")


@contextmanager
def inserting(conn: sqlite3.Connection, journal_id: int) -> Iterator[None]:
    """Inserts of loans, plans, instalments and entries inside are added to the totals after.

    New plans and entries must take ids above all there are. Nothing may be updated or voided
    inside: that is what the triggers are for.
    """
    before = {"plan": _highest(conn, "plan"), "entry": _highest(conn, "entry")}
    with taken_off(conn, "trigger", _TABLES):
        yield
        add_days(conn, plan=before["plan"], entry=before["entry"])
        conn.execute(_TOUCHED, {"journal": journal_id, "plan": before["plan"]})
        most = _highest(conn, "entry") > 2 * before["entry"]
        conn.execute(_MOSTLY_PAID if most else _PAID, (before["entry"],))


def _highest(conn: sqlite3.Connection, table: str) -> int:
    key = f"{table}_id"
    row = conn.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchone()
    return int(row[0])


@contextmanager
def taken_off(conn: sqlite3.Connection, what: str, tables: Sequence[str]) -> Iterator[None]:
    """Triggers or indexes of some tables are not there inside, and are as before after it."""
    placeholders = ", ".join("?" for _ in tables)
    triggers = conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL "
        f"AND tbl_name IN ({placeholders}) ORDER BY rowid",
        (what, *tables),
    ).fetchall()
    for row in triggers:
        conn.execute(f"DROP {what} {row[0]}")
    yield
    for row in triggers:
        conn.execute(row[1])


@contextmanager
def many_entries(conn: sqlite3.Connection, count: int) -> Iterator[None]:
    """Indexes of ``entry`` are built anew after it when that costs less than to keep them."""
    held = _highest(conn, "entry")
    if count < _MANY or count < held:
        yield
        return
    with taken_off(conn, "index", ("entry",)):
        yield
