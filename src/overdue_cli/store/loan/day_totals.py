"""``day_total`` summed anew from the facts, by the database alone.

The views ``entry_total`` and ``instalment_total`` say fact by fact what counts on which day. To
sum a whole ledger through them means working out a date for each of millions of rows and sorting
them all. Here each row is added to the few rows of its day as it comes, and dates are worked out
for the days; whatever is not that simple goes through the view. ``overdue check`` holds the
result against the views.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_ADD = "ON CONFLICT DO UPDATE SET amount = amount + excluded.amount"
# Stands before the ledger's own table where the sums are made beside it.
_DAY_TOTAL = """
CREATE TEMP TABLE day_total (currency TEXT, day TEXT, kind TEXT, amount INTEGER,
                             PRIMARY KEY (currency, day, kind)) WITHOUT ROWID
"""
_PLANNED = """
  FROM plan p CROSS JOIN loan l ON l.loan_id = p.loan_id
       CROSS JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
 WHERE p.plan_id > :plan AND p.voided_by IS NULL
"""
# Principal counts from the day the loan exists: one sum for each plan, then for each day.
_PRINCIPAL = f"""
INSERT INTO day_total (currency, day, kind, amount)
SELECT currency, coalesce(disbursed_on, '0001-01-01'), 'scheduled_principal', sum(amount)
  FROM (SELECT l.currency, l.disbursed_on, sum(i.principal) AS amount {_PLANNED}
         GROUP BY p.plan_id)
 WHERE true GROUP BY 1, 2 {_ADD}
"""
# Interest and fees count from the day after they fall due, not before the loan exists.
_FALLING_DUE = """
CREATE TEMP TABLE falling_due (
    due_on TEXT, starts_on TEXT, currency TEXT, interest INTEGER, fee INTEGER,
    PRIMARY KEY (due_on, currency, starts_on)) WITHOUT ROWID
"""
_FALL_DUE = f"""
INSERT INTO temp.falling_due (due_on, starts_on, currency, interest, fee)
SELECT i.due_on, CASE WHEN l.disbursed_on > i.due_on THEN l.disbursed_on ELSE '' END, l.currency,
       i.interest, i.fee {_PLANNED}
    ON CONFLICT DO UPDATE SET interest = interest + excluded.interest, fee = fee + excluded.fee
"""
_COSTS = """
INSERT INTO day_total (currency, day, kind, amount)
SELECT currency, max(date(due_on, '+1 day'), starts_on), 'scheduled_{cost}', sum({cost})
  FROM temp.falling_due WHERE {cost} <> 0 GROUP BY 1, 2 {add}
"""
# Entries come in the order of their days, so their loans are looked up here and there: in a table
# of their own, which stays in memory whatever was written before.
_BEGINNING = """
CREATE TEMP TABLE beginning (loan_id TEXT PRIMARY KEY, currency TEXT, day TEXT) WITHOUT ROWID
"""
_BEGIN = """
INSERT INTO temp.beginning
SELECT loan_id, currency, coalesce(disbursed_on, '') FROM loan {some} ORDER BY loan_id
"""
_SOME = "WHERE loan_id IN (SELECT loan_id FROM entry WHERE entry_id > :entry)"
# Money counts from its value date. What has a due date or takes something back asks the view.
_MONEY = f"""
INSERT INTO day_total (currency, day, kind, amount)
SELECT l.currency, max(e.value_on, l.day), e.kind, e.amount
  FROM entry e CROSS JOIN temp.beginning l ON l.loan_id = e.loan_id
 WHERE e.entry_id > :entry AND e.voided_by IS NULL AND e.reverses IS NULL
   AND e.kind NOT IN ('fee', 'penalty') {_ADD}
"""
_OTHER_ENTRIES = f"""
INSERT INTO day_total (currency, day, kind, amount)
SELECT currency, day, kind, amount FROM entry_total
 WHERE voided_by IS NULL AND entry_id IN (
       SELECT entry_id FROM entry
        WHERE entry_id > :entry AND (reverses IS NOT NULL OR kind IN ('fee', 'penalty'))) {_ADD}
"""
# Lines of bank statements, and what was matched of them: few beside the loans.
_BANK = """
INSERT INTO day_total (currency, day, kind, amount)
SELECT currency, day, kind, sum(amount) FROM bank_total WHERE voided_by IS NULL GROUP BY 1, 2, 3
"""


# Whole ledgers of fewer entries are summed in the time that a second connection takes to open.
_MANY = 100_000


_ROW = "INSERT INTO day_total (currency, day, kind, amount) VALUES (?, ?, ?, ?)"


@contextmanager
def days_summed(conn: sqlite3.Connection, path: Path | None) -> Iterator[None]:
    """``day_total`` is summed anew: beside the work inside on a second core, or before it.

    ``path`` is the file, where the transaction has changed no fact yet: another connection then
    reads the same facts. What it sums is written here, after the work inside.
    """
    if path is None or not _is_worth_it(conn):
        sum_days(conn)
        yield
        return
    from concurrent.futures import ThreadPoolExecutor  # only for a large ledger

    with ThreadPoolExecutor(1) as second:
        summed = second.submit(_summed, path)
        yield
        conn.execute("DELETE FROM day_total")
        conn.executemany(_ROW, summed.result())


def _is_worth_it(conn: sqlite3.Connection) -> bool:
    """Whether there are many entries, a second core, and a file that is read while written."""
    many = conn.execute("SELECT coalesce(max(entry_id), 0) > ? FROM entry", (_MANY,)).fetchone()[0]
    mode = conn.execute("PRAGMA journal_mode").fetchone()[0]
    return bool(many) and mode == "wal" and _cores() > 1


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _summed(path: Path) -> list[tuple[str, str, str, int]]:
    """The rows of ``day_total``, summed on a connection of its own that writes nothing."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
        conn.execute(_DAY_TOTAL)
        sum_days(conn)
        return conn.execute("SELECT currency, day, kind, amount FROM temp.day_total").fetchall()


def sum_days(conn: sqlite3.Connection) -> None:
    """Empties ``day_total`` and fills it from the facts; inside the caller's transaction."""
    conn.execute("DELETE FROM day_total")
    add_days(conn)
    conn.execute(_BANK)


def add_days(conn: sqlite3.Connection, *, plan: int = 0, entry: int = 0) -> None:
    """Adds to ``day_total`` what plans and entries in force with ids above these come to."""
    after = {"plan": plan, "entry": entry}
    conn.execute(_PRINCIPAL, after)
    conn.execute(_FALLING_DUE)
    conn.execute(_FALL_DUE, after)
    for cost in ("interest", "fee"):
        conn.execute(_COSTS.format(cost=cost, add=_ADD))
    conn.execute("DROP TABLE temp.falling_due")
    conn.execute(_BEGINNING)
    conn.execute(_BEGIN.format(some=_SOME if entry else ""), after)
    conn.execute(_MONEY, after)
    conn.execute("DROP TABLE temp.beginning")
    conn.execute(_OTHER_ENTRIES, after)
