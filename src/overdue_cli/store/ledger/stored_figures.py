"""What the derived tables of a ledger say on the last day for which they were brought up to date.

An older ledger has these tables too, with the figures of the release that wrote them, so they are
read before it is upgraded and once more afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

_DAY = """
SELECT max(day) FROM (
    SELECT max(valid_from) AS day FROM position UNION ALL
    SELECT max(valid_from) FROM case_state UNION ALL
    SELECT substr(max(at), 1, 10) FROM journal)
"""
_LOANS = """
SELECT p.loan_id, p.customer_id, p.currency, l.product, p.status, p.oldest_due_on, p.outstanding,
       p.overdue, p.credit
  FROM position p JOIN loan l ON l.loan_id = p.loan_id
 WHERE p.valid_from <= :day AND :day < p.valid_until
"""
_STAGES = """
SELECT customer_id, stage FROM case_state WHERE valid_from <= :day AND :day < valid_until
"""
_OUT_OF_DATE = """
SELECT customer_id FROM position WHERE valid_from > :day OR valid_until <= :day UNION
SELECT customer_id FROM case_state WHERE valid_from > :day OR valid_until <= :day UNION
SELECT customer_id FROM touched_case
"""
#: Without these a ledger is of a release whose figures cannot be compared.
_NEEDED = {
    "position": "loan_id customer_id currency status oldest_due_on outstanding overdue credit "
    "valid_from valid_until",
    "case_state": "customer_id stage valid_from valid_until",
    "touched_case": "customer_id",
}


class LoanFigures(NamedTuple):
    """A loan at the close of a day; money in minor units."""

    customer_id: str
    currency: str
    product: str
    status: str
    oldest_due_on: str | None
    outstanding: int
    overdue: int
    credit: int


class StoredFigures(NamedTuple):
    """The loans and the stages of customers that the derived tables hold for a day."""

    day: date
    loans: Mapping[str, LoanFigures]
    stages: Mapping[str, frozenset[str]]
    """Of each customer; several where a ladder judges loans or items."""
    out_of_date: frozenset[str]
    """Customers of whom something was last worked out for a day before, or changed since."""


def last_figures(conn: sqlite3.Connection) -> StoredFigures | None:
    """What is stored for the last day on which something was derived or written.

    None where the ledger is of a release that kept other figures.
    """
    for table, names in _NEEDED.items():
        columns = {row[1] for row in conn.execute(f"PRAGMA main.table_info('{table}')")}
        if not columns.issuperset(names.split()):
            return None
    day = conn.execute(_DAY).fetchone()[0]
    return stored_figures(conn, date.fromisoformat(day)) if day else None


def stored_figures(conn: sqlite3.Connection, day: date) -> StoredFigures:
    """What is stored and holds on ``day``."""
    bound = {"day": day.isoformat()}
    stages: dict[str, set[str]] = {}
    for customer_id, stage in conn.execute(_STAGES, bound):
        stages.setdefault(customer_id, set()).add(stage)
    return StoredFigures(
        day,
        {row[0]: LoanFigures(*row[1:]) for row in map(tuple, conn.execute(_LOANS, bound))},
        {customer_id: frozenset(of_one) for customer_id, of_one in stages.items()},
        frozenset(row[0] for row in conn.execute(_OUT_OF_DATE, bound)),
    )
