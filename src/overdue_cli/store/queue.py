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

# Contacts of a customer up to a moment (UTC), the last one first.
_LAST_CONTACT = (
    "contact k WHERE k.customer_id = {customer} AND k.at_utc <= :until AND k.voided_by IS NULL "
    "ORDER BY k.at_utc DESC, k.contact_id DESC LIMIT 1"
)

_LATE = """
SELECT {unit} AS unit, customer_id, min(delinquent_on) AS since, NULL AS next_due_on,
       sum(CASE WHEN currency = :currency THEN overdue ELSE 0 END) AS weight
  FROM position WHERE delinquent_on IS NOT NULL
 GROUP BY {unit} HAVING since BETWEEN :since_from AND :since_to
"""

# A loan inside its grace counts as due today.
_COMING = """
SELECT {unit} AS unit, customer_id, NULL AS since, min(next_due_on) AS next_due_on,
       sum(CASE WHEN currency = :currency THEN next_due_amount ELSE 0 END) AS weight
  FROM (SELECT loan_id, customer_id, next_due_on, currency, next_due_amount
          FROM position
         WHERE next_due_on BETWEEN :due_from AND :due_to AND oldest_due_on IS NULL
         UNION ALL
        SELECT loan_id, customer_id, :due_from, currency, next_due_amount
          FROM position WHERE oldest_due_on IS NOT NULL AND delinquent_on IS NULL) p
 WHERE NOT EXISTS (SELECT 1 FROM position d
                    WHERE d.{unit} = p.{unit} AND d.delinquent_on IS NOT NULL) {only}
 GROUP BY {unit}
"""

_CALLED_BACK = """
AND customer_id IN (SELECT customer_id FROM contact WHERE callback_utc <= :now)
"""

# The priority is read from an index; the last contact itself only for the rows that are kept.
_RANKED = """
SELECT r.*, (SELECT k.contact_id FROM {last_of_ranked}) AS contact_id
  FROM (SELECT u.*, coalesce((
               SELECT CASE WHEN k.callback_utc <= :now THEN 1
                           WHEN k.callback_utc IS NOT NULL THEN 3
                           WHEN k.at_utc >= :day_start THEN 3
                           WHEN EXISTS (SELECT 1 FROM promise p
                                         WHERE p.contact_id = k.contact_id
                                           AND p.due_on >= :day AND p.voided_by IS NULL) THEN 3
                           ELSE 2 END
                 FROM {last_of_unit}), 2) AS priority
          FROM ({candidates}) u {where}
         ORDER BY {order} LIMIT :limit) r
 ORDER BY {order}
"""
_ORDER = "priority, coalesce(since, next_due_on), weight DESC, unit"


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
    promise still ahead). Inside: who is late, the longest first, before who is not yet; then the
    larger sum in the ledger's currency, then the id, so that the order never depends on chance.
    """
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
    unit = "customer_id" if by == "customer" else "loan_id"
    late, coming = _asked_for(steps)
    rows: list[sqlite3.Row] = []
    if late:
        query = _ranked_query(_LATE.format(unit=unit), officer, moment.day)
        rows = conn.execute(query, values).fetchall()
    worst = rows[-1]["priority"] if limit is not None and len(rows) >= limit > 0 else 3
    if coming and worst > 1:
        candidates = _COMING.format(unit=unit, only="" if worst > 2 else _CALLED_BACK)
        query = _ranked_query(candidates, officer, moment.day)
        rows += conn.execute(query, values).fetchall()
        rows.sort(key=lambda row: int(row["priority"]))
    return rows[:limit]


def _ranked_query(candidates: str, officer: str, day: date) -> str:
    """The query that ranks candidates, of one officer where one is named."""
    found = OFFICER_OF_CUSTOMER.format(customer="u.customer_id", day=day)
    return _RANKED.format(
        candidates=candidates,
        where=f"WHERE {found} = :officer" if officer else "",
        order=_ORDER,
        last_of_unit=_LAST_CONTACT.format(customer="u.customer_id"),
        last_of_ranked=_LAST_CONTACT.format(customer="r.customer_id"),
    )


def _asked_for(steps: Sequence[Step]) -> tuple[bool, bool]:
    """Whether the steps hold customers who are late, and customers who are not yet."""
    late = any(step.to_days is None or step.to_days >= 0 for step in steps)
    coming = any(step.from_days is not None and step.from_days <= 0 for step in steps)
    return late, coming


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


Ladder = Sequence[tuple[str, int | None, int | None]]


def make_customer_stages(conn: sqlite3.Connection, day: date, ladder: Ladder) -> None:
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


def make_stage_table(conn: sqlite3.Connection, day: date, ladder: Ladder) -> None:
    """A temporary table ``stage_total``: customers, late loans, overdue per stage and currency.

    A customer counts once, under the currency that leads: of the longest late loan, else of the
    one due next.
    """
    conn.execute("DROP TABLE IF EXISTS temp.stage_total")
    conn.execute("CREATE TEMP TABLE stage_total (stage, currency, customers, loans, overdue)")
    totals: dict[tuple[str, str], list[int]] = {}
    for (anchor, currency), found in _by_anchor(conn, _last_due_on(day, ladder)).items():
        stage = _stage((day - date.fromisoformat(anchor)).days, ladder)
        if stage:
            sums = totals.setdefault((stage, currency), [0, 0, 0])
            sums[:] = [a + b for a, b in zip(sums, found, strict=True)]
    conn.executemany(
        "INSERT INTO temp.stage_total VALUES (?, ?, ?, ?, ?)",
        [(*key, *sums) for key, sums in totals.items()],
    )


def _by_anchor(conn: sqlite3.Connection, until: str) -> dict[tuple[str, str], list[int]]:
    """Customers, late loans and overdue sum by the day a customer's stage counts from.

    That is the day from which the longest late loan counts, else the next due date. Each query
    runs over an index of its own; sums of so many customers are quicker here than sorted in SQL.
    """
    cursor = conn.cursor()
    cursor.row_factory = None
    anchors: dict[str, str] = {}
    found: dict[tuple[str, str], list[int]] = {}
    for customer, since, currency, overdue in cursor.execute(
        "SELECT customer_id, delinquent_on, currency, overdue FROM position "
        "WHERE delinquent_on IS NOT NULL ORDER BY customer_id, delinquent_on"
    ):
        known = customer in anchors
        sums = found.setdefault((anchors.setdefault(customer, since), currency), [0, 0, 0])
        sums[0] += not known
        sums[1] += 1
        sums[2] += overdue
    for customer, due_on, currency in cursor.execute(
        "SELECT customer_id, next_due_on, currency FROM position "
        "WHERE next_due_on <= ? ORDER BY next_due_on",
        (until,),
    ):
        if customer not in anchors:
            anchors[customer] = due_on
            found.setdefault((due_on, currency), [0, 0, 0])[0] += 1
    for customer, currency, overdue in cursor.execute(
        "SELECT customer_id, currency, overdue FROM position "
        "WHERE oldest_due_on IS NOT NULL AND delinquent_on IS NULL"
    ):
        if customer in anchors:
            sums = found.setdefault((anchors[customer], currency), [0, 0, 0])
            sums[1] += 1
            sums[2] += overdue
    return found


def _last_due_on(day: date, ladder: Ladder) -> str:
    """The last due date that a step still looks ahead to, as ISO text."""
    ahead = [low for _, low, _ in ladder if low is not None]
    if len(ahead) < len(ladder):
        return "9999-12-31"
    return (day - timedelta(days=min(ahead, default=0))).isoformat()


def _stage(days: int, ladder: Ladder) -> str | None:
    """The stage of so many days; None between and outside the steps."""
    for name, low, high in ladder:
        if (low is None or low <= days) and (high is None or days <= high):
            return name
    return None


def count_by_stage(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Late loans and overdue sums per stage and currency; after make_stage_table."""
    return conn.execute("SELECT stage, currency, loans, overdue FROM temp.stage_total").fetchall()


def stage_sizes(conn: sqlite3.Connection) -> dict[str, int]:
    """Customers per stage; after make_stage_table."""
    rows = conn.execute("SELECT stage, sum(customers) FROM temp.stage_total GROUP BY stage")
    return {row[0]: row[1] for row in rows}


def day_counts(conn: sqlite3.Connection, moment: Moment) -> dict[str, int]:
    """Customers late, call-backs and promises due, and contacts logged on a day."""
    queries = {
        "late": "SELECT count(*) FROM (SELECT 1 FROM position WHERE delinquent_on IS NOT NULL "
        "GROUP BY customer_id)",
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
