"""The SQL that fills the queue: customers on a stage, ranked, and what is told about each.

Where each customer stands is read from ``case_state``; what moves with the day or the hour (days,
call-backs that came due, contacts made today) is added here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from overdue_cli.domain.ladder.priority import Weights
from overdue_cli.domain.moments import Moment
from overdue_cli.store.derived import Derived
from overdue_cli.store.ladder import hold_facts

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

# Points as the domain computes them (priority.score), from the stored part and the day.
_POINTS = """
s.score + :per_day * CAST(coalesce(julianday(:day) - julianday(s.anchor), 0) AS INTEGER)
 + CASE WHEN s.callback_utc <= :now THEN :callback_today ELSE 0 END
 + CASE WHEN s.promise_on = :day THEN :promise_today ELSE 0 END
 + CASE WHEN s.due_by < :day THEN :breach ELSE 0 END
"""

# Nothing to do for now: on hold, contacted today, a call-back or a promise still ahead.
_RESTING = """
CASE WHEN s.rest = 'hold' THEN 1
     WHEN s.callback_utc <= :now THEN 0
     WHEN s.callback_utc > :now OR s.last_at_utc >= :day_start THEN 1
     WHEN s.promise_on = :day THEN 0
     ELSE s.rest NOT IN ('', 'look') END
"""
_RANKED = f"""
SELECT s.*, {{loan}} AS asked_loan_id, {_POINTS} AS points, {_RESTING} AS resting
  FROM {{states}} s {{join}}
 WHERE s.stage IN ({{stages}}) {{only}}
 ORDER BY resting, points DESC, s.anchor, s.weight DESC, s.customer_id, s.unit, asked_loan_id
 LIMIT :limit
"""
_LOANS = """
JOIN {position} p ON p.customer_id = s.customer_id
 AND (p.oldest_due_on IS NOT NULL OR (s.late = 0 AND p.next_due_on = s.anchor))
 AND (s.unit = '' OR s.loan_id = p.loan_id)
"""


class Filter(NamedTuple):
    """Which rows are asked for: on these stages, of an officer, past their service level."""

    stages: Sequence[str]
    officer: str = ""
    due: bool = False
    by: str = "customer"
    limit: int | None = None
    customer: str = ""


def ranked(
    conn: sqlite3.Connection, derived: Derived, filter_: Filter, moment: Moment, weights: Weights
) -> list[sqlite3.Row]:
    """Rows of ``case_state`` on the stages asked for, the most urgent first.

    What rests comes last. Inside: more points first, then the longest late, then the larger sum in
    the ledger's currency, then the id, so that the order never depends on chance.
    """
    values = {
        "day": moment.day.isoformat(),
        "now": moment.now,
        "day_start": moment.day_start,
        "officer": filter_.officer,
        "customer": filter_.customer,
        "limit": -1 if filter_.limit is None else filter_.limit,
        **{f"stage{number}": name for number, name in enumerate(filter_.stages)},
        **weights._asdict(),
    }
    return conn.execute(_ranked_query(derived, filter_, moment.day), values).fetchall()


def _ranked_query(derived: Derived, filter_: Filter, day: date) -> str:
    officer = OFFICER_OF_CUSTOMER.format(customer="s.customer_id", day=day)
    only = f"AND {officer} = :officer " if filter_.officer else ""
    if filter_.customer:
        only += "AND s.customer_id = :customer "
    if filter_.due:
        only += "AND s.due_by < :day"
    return _RANKED.format(
        states=derived.case_state,
        loan="p.loan_id" if filter_.by == "loan" else "s.loan_id",
        join=_LOANS.format(position=derived.position) if filter_.by == "loan" else "",
        stages=", ".join(f":stage{number}" for number in range(len(filter_.stages))),
        only=only,
    )


def customers(conn: sqlite3.Connection, ids: Iterable[str], day: date) -> dict[str, sqlite3.Row]:
    """Master data of these customers, with the officer of the day."""
    officer = OFFICER_OF_CUSTOMER.format(customer="c.customer_id", day=day)
    return _by_id(
        conn,
        "SELECT c.customer_id, c.name, c.phone, c.address, c.language, c.time_zone, "
        f"coalesce({officer}, '') AS officer FROM customer c WHERE c.customer_id IN ({{ids}})",
        ids,
    )


def contacts(conn: sqlite3.Connection, ids: Iterable[int]) -> dict[int, sqlite3.Row]:
    """These contacts by their number."""
    rows: dict[int, sqlite3.Row] = {}
    for chunk in _chunks(list(ids)):
        placeholders = ", ".join("?" * len(chunk))
        query = f"SELECT * FROM contact WHERE contact_id IN ({placeholders})"
        rows.update((row["contact_id"], row) for row in conn.execute(query, chunk))
    return rows


def arrears(
    conn: sqlite3.Connection, derived: Derived, ids: Iterable[str], by: str
) -> dict[str, list[sqlite3.Row]]:
    """Overdue and coming sums per currency of each customer (or loan)."""
    unit = "customer_id" if by == "customer" else "loan_id"
    by_unit: dict[str, list[sqlite3.Row]] = {}
    for chunk in _chunks(list(ids)):
        placeholders = ", ".join("?" * len(chunk))
        query = (
            f"SELECT {unit} AS unit, currency, sum(overdue) AS overdue, "
            "count(oldest_due_on) AS late, count(*) AS loans, "
            "sum(CASE WHEN next_due_on IS NOT NULL THEN next_due_amount ELSE 0 END) AS coming "
            f"FROM {derived.position} "
            f"WHERE {unit} IN ({placeholders}) AND status IN ('active', 'written_off') "
            f"GROUP BY {unit}, currency ORDER BY {unit}, currency"
        )
        for row in conn.execute(query, chunk):
            by_unit.setdefault(row["unit"], []).append(row)
    return by_unit


def with_customer_stages(
    conn: sqlite3.Connection, derived: Derived, steps: Sequence[str], unit: str
) -> Derived:
    """The names with that of ``customer_stage``: where each customer stands.

    Where a ladder judges loans or items, that is the furthest step of any of them.
    """
    if unit == "customer":
        return derived._replace(customer_stage=derived.case_state)
    conn.execute("DROP TABLE IF EXISTS temp.furthest_stage")
    conn.execute("CREATE TEMP TABLE furthest_stage (customer_id TEXT PRIMARY KEY, stage TEXT)")
    for name in steps:
        conn.execute(
            "INSERT INTO temp.furthest_stage "
            f"SELECT DISTINCT customer_id, stage FROM {derived.case_state} WHERE stage = ? "
            "ON CONFLICT (customer_id) DO UPDATE SET stage = excluded.stage",
            (name,),
        )
    return derived._replace(customer_stage="temp.furthest_stage")


def stage_totals(conn: sqlite3.Connection, derived: Derived) -> list[sqlite3.Row]:
    """Late loans and overdue sums per stage ('' for none) and currency."""
    return conn.execute(
        "SELECT coalesce(s.stage, '') AS stage, p.currency, count(*) AS loans, "
        "count(DISTINCT p.customer_id) AS customers, sum(p.overdue) AS overdue "
        f"FROM {derived.position} p "
        f"LEFT JOIN {derived.customer_stage} s ON s.customer_id = p.customer_id "
        "WHERE p.oldest_due_on IS NOT NULL GROUP BY 1, 2"
    ).fetchall()


def stage_sizes(conn: sqlite3.Connection, derived: Derived) -> dict[str, int]:
    """Customers per stage."""
    rows = conn.execute(
        f"SELECT stage, count(*) FROM {derived.customer_stage} WHERE stage <> '' GROUP BY 1"
    )
    return {row[0]: row[1] for row in rows}


def held_back(
    conn: sqlite3.Connection, derived: Derived, customers: Collection[str] | None = None
) -> list[tuple[str, int]]:
    """Customers held back from a step, by the step and what is missing, as ``visit: tries``.

    ``customers`` are those who count; None: all.
    """
    of_some = "AND customer_id IN (SELECT value FROM json_each(?)) " * (customers is not None)
    rows = conn.execute(
        f"SELECT held_back, count(DISTINCT customer_id) FROM {derived.case_state} "
        f"WHERE held_back <> '' {of_some}GROUP BY 1",
        () if customers is None else (json.dumps(list(customers)),),
    )
    return [(row[0], row[1]) for row in rows]


def officers(conn: sqlite3.Connection) -> list[str]:
    """Everybody whom a loan or an assignment names."""
    rows = conn.execute(
        "SELECT officer FROM loan WHERE officer <> '' AND voided_by IS NULL "
        "UNION SELECT officer FROM assignment WHERE officer <> '' AND voided_by IS NULL"
    )
    return [row[0] for row in rows]


def credits(
    conn: sqlite3.Connection, derived: Derived, ids: Iterable[str]
) -> dict[str, list[tuple[str, int]]]:
    """Money of each customer that nothing took yet, by currency."""
    by_customer: dict[str, list[tuple[str, int]]] = {}
    for chunk in _chunks(list(ids)):
        query = (
            f"SELECT customer_id, currency, sum(credit) FROM {derived.position} "
            f"WHERE customer_id IN ({', '.join('?' * len(chunk))}) AND credit > 0 "
            "GROUP BY customer_id, currency ORDER BY customer_id, currency"
        )
        for customer_id, currency, amount in conn.execute(query, chunk):
            by_customer.setdefault(customer_id, []).append((currency, amount))
    return by_customer


def day_counts(conn: sqlite3.Connection, derived: Derived, moment: Moment) -> dict[str, int]:
    """Customers late; call-backs, promises and looks at holds due; contacts logged on a day."""
    queries = {
        "late": f"SELECT count(*) FROM (SELECT 1 FROM {derived.position} "
        "WHERE delinquent_on IS NOT NULL GROUP BY customer_id)",
        "callbacks": f"SELECT count(DISTINCT customer_id) FROM {derived.case_state} "
        "WHERE callback_utc <= :until",
        "promises": f"SELECT count(DISTINCT customer_id) FROM {derived.case_state} "
        "WHERE promise_on = :day",
        "holds": hold_facts.COUNT_DUE,
        "contacts": "SELECT count(*) FROM contact WHERE at_utc BETWEEN :day_start AND :until "
        "AND voided_by IS NULL",
    }
    values = {"day": moment.day.isoformat(), "day_start": moment.day_start, "until": moment.until}
    return {name: conn.execute(query, values).fetchone()[0] for name, query in queries.items()}


def _by_id(conn: sqlite3.Connection, query: str, ids: Iterable[str]) -> dict[str, sqlite3.Row]:
    rows: dict[str, sqlite3.Row] = {}
    for chunk in _chunks(list(ids)):
        chunk_rows = conn.execute(query.format(ids=", ".join("?" * len(chunk))), chunk)
        rows.update((row["customer_id"], row) for row in chunk_rows)
    return rows


def _chunks(items: list[T], size: int = 500) -> Iterable[list[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
