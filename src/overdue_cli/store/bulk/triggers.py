"""Bulk inserts without triggers: totals and touched loans are added once, at the end.

``day_total`` and ``touched`` are kept by triggers, row by row. For many new rows they are taken
off and put back inside the same transaction, and what the new plans and entries add is computed
in one statement each, through the same views that the triggers use.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_TABLES = ("loan", "plan", "instalment", "entry")
_TOTALS = """
INSERT INTO day_total (currency, day, kind, amount)
SELECT currency, day, kind, sum(amount) FROM {view}
 WHERE voided_by IS NULL AND {key} > ? GROUP BY currency, day, kind
    ON CONFLICT (currency, day, kind) DO UPDATE SET amount = amount + excluded.amount
"""
_TOUCHED = """
INSERT OR IGNORE INTO touched (loan_id)
SELECT loan_id FROM loan WHERE journal_id = :journal
 UNION SELECT loan_id FROM plan WHERE plan_id > :plan
 UNION SELECT loan_id FROM entry WHERE entry_id > :entry
"""


@contextmanager
def inserting(conn: sqlite3.Connection, journal_id: int) -> Iterator[None]:
    """Inserts of loans, plans, instalments and entries inside are added to the totals after.

    New plans and entries must take ids above all there are. Nothing may be updated or voided
    inside: that is what the triggers are for.
    """
    plan = _highest(conn, "plan")
    entry = _highest(conn, "entry")
    taken = _taken_off(conn)
    yield
    conn.execute(_TOTALS.format(view="instalment_total", key="plan_id"), (plan,))
    conn.execute(_TOTALS.format(view="entry_total", key="entry_id"), (entry,))
    conn.execute(_TOUCHED, {"journal": journal_id, "plan": plan, "entry": entry})
    for statement in taken:
        conn.execute(statement)


def _highest(conn: sqlite3.Connection, table: str) -> int:
    key = f"{table}_id"
    row = conn.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchone()
    return int(row[0])


def _taken_off(conn: sqlite3.Connection) -> list[str]:
    """The statements that make the triggers again, after they were dropped."""
    marks = ", ".join("?" for _ in _TABLES)
    found = conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
        f"AND tbl_name IN ({marks}) ORDER BY rowid",
        _TABLES,
    ).fetchall()
    for row in found:
        conn.execute(f"DROP TRIGGER {row[0]}")
    return [str(row[1]) for row in found]
