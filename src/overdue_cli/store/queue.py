"""The SQL that fills the queue: customers on a stage, ranked, and what is told about each.

The stage of a customer follows the worst loan: the earliest ``delinquent_on``. Customers with
nothing delinquent are judged by the next due date, counting down to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from overdue_cli.domain.ladder import Step
from overdue_cli.domain.moments import Moment

T = TypeVar("T")

#: The officer of a customer on a day: the last assignment, else the first loan that names one.
OFFICER_OF_CUSTOMER = (
    "coalesce((SELECT a.officer FROM assignment a WHERE a.customer_id = {customer} "
    "AND a.voided_by IS NULL AND a.from_on <= '{day}' "
    "ORDER BY a.from_on DESC, a.assignment_id DESC LIMIT 1), "
    "(SELECT l0.officer FROM loan l0 WHERE l0.customer_id = {customer} AND l0.officer <> '' "
    "AND l0.voided_by IS NULL AND coalesce(l0.disbursed_on, '') <= '{day}' "
    "ORDER BY l0.loan_id LIMIT 1))"
)

# The last contact of a customer up to a moment (UTC).
_LAST_CONTACT = (
    "(SELECT k.contact_id FROM contact k WHERE k.customer_id = {customer} "
    "AND k.at_utc <= :until AND k.voided_by IS NULL "
    "ORDER BY k.at_utc DESC, k.contact_id DESC LIMIT 1)"
)

_LATE = """
SELECT {unit} AS unit, customer_id, min(delinquent_on) AS since, NULL AS next_due_on,
       sum(CASE WHEN currency = :currency THEN overdue ELSE 0 END) AS weight
  FROM position WHERE delinquent_on IS NOT NULL
 GROUP BY {unit} HAVING since BETWEEN :since_from AND :since_to
"""

# A loan inside its grace counts as due today.
_COMING = """
SELECT {unit} AS unit, customer_id, NULL AS since,
       min(CASE WHEN oldest_due_on IS NULL THEN next_due_on ELSE :due_from END) AS next_due_on,
       sum(CASE WHEN currency = :currency THEN next_due_amount ELSE 0 END) AS weight
  FROM position
 WHERE (next_due_on BETWEEN :due_from AND :due_to
        OR (oldest_due_on IS NOT NULL AND delinquent_on IS NULL))
   AND {unit} NOT IN (SELECT {unit} FROM position WHERE delinquent_on IS NOT NULL)
 GROUP BY {unit}
"""

_RANKED = """
WITH w AS MATERIALIZED (SELECT u.*, {last_contact} AS contact_id FROM ({candidates}) u)
SELECT w.unit, w.customer_id, w.since, w.next_due_on, w.contact_id,
       CASE WHEN k.callback_utc IS NOT NULL AND k.callback_utc <= :now THEN 1
            WHEN k.callback_utc IS NOT NULL THEN 3
            WHEN k.at_utc >= :day_start THEN 3
            WHEN EXISTS (SELECT 1 FROM promise p WHERE p.contact_id = w.contact_id
                          AND p.due_on >= :day AND p.voided_by IS NULL) THEN 3
            ELSE 2 END AS priority
  FROM w
  LEFT JOIN contact k ON k.contact_id = w.contact_id
 {where}
 ORDER BY priority, w.since IS NULL, coalesce(w.since, w.next_due_on), w.weight DESC, w.unit
 LIMIT :limit
"""


def ranked(
    conn: sqlite3.Connection,
    steps: Sequence[Step],
    moment: Moment,
    *,
    currency: str,
    officer: str = "",
    by: str = "customer",
    limit: int | None = None,
) -> list[sqlite3.Row]:
    """Units (customers or loans) on the given steps, the most urgent first.

    Order: call-backs that are due; the rest; those at rest (contacted today, a call-back or a
    promise still ahead). Inside: the longest late, then the larger sum in the ledger's currency,
    then the id, so that the order never depends on chance.
    """
    unit = "customer_id" if by == "customer" else "loan_id"
    queries = [q.format(unit=unit) for q in _candidate_queries(steps)]
    if not queries:
        return []
    where = ""
    if officer:
        found = OFFICER_OF_CUSTOMER.format(customer="w.customer_id", day=moment.day)
        where = f"WHERE {found} = :officer"
    query = _RANKED.format(
        last_contact=_LAST_CONTACT.format(customer="u.customer_id"),
        candidates=" UNION ALL ".join(queries),
        where=where,
    )
    values = {
        "currency": currency,
        "now": moment.now,
        "day": moment.day.isoformat(),
        "day_start": moment.day_start,
        "until": moment.until,
        "officer": officer,
        "limit": -1 if limit is None else limit,
        **_bounds(steps, moment.day),
    }
    return conn.execute(query, values).fetchall()


def _candidate_queries(steps: Sequence[Step]) -> list[str]:
    late = any(step.to_days is None or step.to_days >= 0 for step in steps)
    coming = any(step.from_days is not None and step.from_days <= 0 for step in steps)
    return ([_LATE] if late else []) + ([_COMING] if coming else [])


def _bounds(steps: Sequence[Step], day: date) -> dict[str, str]:
    """First and last dates between which the steps hold a customer; the steps are adjacent."""
    low = min((s.from_days for s in steps if s.from_days is not None), default=0)
    high = None if any(s.to_days is None for s in steps) else max(s.to_days or 0 for s in steps)
    return {
        "since_from": "" if high is None else (day - timedelta(days=high)).isoformat(),
        "since_to": "9999-12-31" if low <= 0 else (day - timedelta(days=low)).isoformat(),
        "due_from": day.isoformat(),
        "due_to": (day - timedelta(days=low)).isoformat() if low <= 0 else "",
    }


def customers(conn: sqlite3.Connection, ids: Iterable[str], day: date) -> dict[str, sqlite3.Row]:
    """Master data of these customers, with the officer of the day."""
    officer = OFFICER_OF_CUSTOMER.format(customer="c.customer_id", day=day)
    return _by_id(
        conn,
        "SELECT c.customer_id, c.name, c.phone, c.language, c.time_zone, "
        f"coalesce({officer}, '') AS officer FROM customer c WHERE c.customer_id IN ({{ids}})",
        ids,
    )


def contacts(conn: sqlite3.Connection, ids: Iterable[int]) -> dict[int, sqlite3.Row]:
    """These contacts by their number."""
    rows: dict[int, sqlite3.Row] = {}
    for chunk in _chunks(list(ids)):
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT * FROM contact WHERE contact_id IN ({marks})"
        rows.update((row["contact_id"], row) for row in conn.execute(query, chunk))
    return rows


def arrears(conn: sqlite3.Connection, ids: Iterable[str], by: str) -> dict[str, list[sqlite3.Row]]:
    """Overdue and coming sums per currency of each customer (or loan)."""
    unit = "customer_id" if by == "customer" else "loan_id"
    found: dict[str, list[sqlite3.Row]] = {}
    for chunk in _chunks(list(ids)):
        marks = ", ".join("?" * len(chunk))
        query = (
            f"SELECT {unit} AS unit, currency, sum(overdue) AS overdue, "
            "count(oldest_due_on) AS late, count(*) AS loans, "
            "sum(CASE WHEN next_due_on IS NOT NULL THEN next_due_amount ELSE 0 END) AS coming "
            f"FROM position WHERE {unit} IN ({marks}) AND status IN ('active', 'written_off') "
            f"GROUP BY {unit}, currency ORDER BY {unit}, currency"
        )
        for row in conn.execute(query, chunk):
            found.setdefault(row["unit"], []).append(row)
    return found


def promises(
    conn: sqlite3.Connection, ids: Iterable[str], moment: Moment
) -> dict[str, sqlite3.Row]:
    """The next promise of each customer that is due on the day or later, else the last one."""
    found: dict[str, sqlite3.Row] = {}
    for chunk in _chunks(list(ids)):
        marks = ", ".join("?" * len(chunk))
        query = (
            "SELECT customer_id, due_on, amount, currency FROM promise "
            f"WHERE customer_id IN ({marks}) AND voided_by IS NULL AND made_on <= ? "
            "ORDER BY due_on >= ?, CASE WHEN due_on >= ? THEN due_on END DESC, due_on, promise_id"
        )
        day = moment.day.isoformat()
        for row in conn.execute(query, [*chunk, day, day, day]):
            found[row["customer_id"]] = row
    return found


def make_stage_table(
    conn: sqlite3.Connection, day: date, ladder: Sequence[tuple[str, int | None, int | None]]
) -> None:
    """A temporary table ``customer_stage`` with the stage of every customer on ``day``."""
    conn.execute("DROP TABLE IF EXISTS temp.customer_stage")
    conn.execute(
        "CREATE TEMP TABLE customer_stage AS "
        "SELECT customer_id, CAST(NULL AS TEXT) AS stage, "
        f"CAST(julianday('{day}') - julianday(coalesce(min(delinquent_on), min(next_due_on))) "
        "AS INTEGER) AS days FROM position GROUP BY customer_id"
    )
    conn.execute("CREATE UNIQUE INDEX temp.ix_customer_stage ON customer_stage (customer_id)")
    for name, low, high in ladder:
        conn.execute(
            "UPDATE temp.customer_stage SET stage = ? WHERE days BETWEEN ? AND ?",
            (name, -(10**9) if low is None else low, 10**9 if high is None else high),
        )


def count_by_stage(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Customers, late loans and overdue sums per stage and currency; after make_stage_table."""
    return conn.execute(
        "SELECT s.stage, p.currency, count(DISTINCT p.customer_id) AS customers, "
        "count(p.oldest_due_on) AS loans, sum(p.overdue) AS overdue "
        "FROM temp.customer_stage s JOIN position p ON p.customer_id = s.customer_id "
        "WHERE s.stage IS NOT NULL GROUP BY s.stage, p.currency"
    ).fetchall()


def stage_sizes(conn: sqlite3.Connection) -> dict[str, int]:
    """Customers per stage; after make_stage_table."""
    rows = conn.execute(
        "SELECT stage, count(*) FROM temp.customer_stage WHERE stage IS NOT NULL GROUP BY stage"
    )
    return {row[0]: row[1] for row in rows}


def day_counts(conn: sqlite3.Connection, moment: Moment) -> dict[str, int]:
    """Customers late, call-backs and promises due, and contacts logged on a day."""
    queries = {
        "late": "SELECT count(DISTINCT customer_id) FROM position WHERE delinquent_on IS NOT NULL",
        "callbacks": "SELECT count(*) FROM contact k WHERE k.callback_utc BETWEEN '' AND :until "
        "AND k.at_utc <= :until AND k.voided_by IS NULL AND NOT EXISTS (SELECT 1 FROM contact n "
        "WHERE n.customer_id = k.customer_id AND n.voided_by IS NULL AND n.at_utc > k.at_utc "
        "AND n.at_utc <= :until)",
        "promises": "SELECT count(*) FROM promise WHERE due_on = :day AND made_on <= :day "
        "AND voided_by IS NULL",
        "contacts": "SELECT count(*) FROM contact WHERE at_utc BETWEEN :day_start AND :until "
        "AND voided_by IS NULL",
    }
    values = {"day": moment.day.isoformat(), "day_start": moment.day_start, "until": moment.until}
    return {name: conn.execute(query, values).fetchone()[0] for name, query in queries.items()}


def _by_id(conn: sqlite3.Connection, query: str, ids: Iterable[str]) -> dict[str, sqlite3.Row]:
    rows: dict[str, sqlite3.Row] = {}
    for chunk in _chunks(list(ids)):
        found = conn.execute(query.format(ids=", ".join("?" * len(chunk))), chunk)
        rows.update((row["customer_id"], row) for row in found)
    return rows


def _chunks(items: list[T], size: int = 500) -> Iterable[list[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
