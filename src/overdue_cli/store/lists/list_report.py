"""What a list of another system changed: loans and amounts, against the list before it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from overdue_cli.domain.loan.loan import Loan
from overdue_cli.store.loan.facts import RulesOf, loans

_OVERDUE = "{0}.overdue_penalty + {0}.overdue_fee + {0}.overdue_interest + {0}.overdue_principal"
_NOT_DUE = " + ".join(
    f"coalesce({{0}}.not_due_{name}, 0)" for name in ("penalty", "fee", "interest", "principal")
)
_LAST_COMPLETE = """
SELECT max(as_of) FROM listing WHERE scope = 'complete' AND as_of < ? AND voided_by IS NULL
"""
_DAY_BEFORE = "SELECT max(as_of) FROM listing WHERE as_of < ? AND voided_by IS NULL"
_SCOPE = """
SELECT min(scope) FROM listing WHERE as_of = ? AND voided_by IS NULL
"""
_LISTED = f"""
SELECT l.currency, s.loan_id, s.days_past_due, {_OVERDUE.format("s")},
       p.days_past_due, {_OVERDUE.format("p")}, p.as_of < :complete
  FROM snapshot s JOIN loan l ON l.loan_id = s.loan_id
  LEFT JOIN snapshot p ON p.loan_id = s.loan_id AND p.voided_by IS NULL
        AND p.as_of = (SELECT max(q.as_of) FROM snapshot q
             WHERE q.loan_id = s.loan_id AND q.voided_by IS NULL AND q.as_of < :day)
 WHERE s.as_of = :day AND s.voided_by IS NULL
"""
_GONE = f"""
SELECT l.currency, p.loan_id, {_OVERDUE.format("p")}
  FROM snapshot p JOIN loan l ON l.loan_id = p.loan_id
 WHERE p.voided_by IS NULL AND p.as_of < :day AND p.as_of >= :complete
   AND {_OVERDUE.format("p")} + {_NOT_DUE.format("p")} > 0
   AND NOT EXISTS (SELECT 1 FROM snapshot q WHERE q.loan_id = p.loan_id
          AND q.voided_by IS NULL AND q.as_of > p.as_of AND q.as_of <= :day)
"""
_PAID = """
SELECT l.currency, e.loan_id, sum(e.amount) FROM entry e JOIN loan l ON l.loan_id = e.loan_id
 WHERE e.loan_id IN (SELECT loan_id FROM temp.listed UNION SELECT loan_id FROM temp.gone)
   AND e.value_on = :day AND e.kind = 'repayment' AND e.inferred = 1 AND e.voided_by IS NULL
 GROUP BY l.currency, e.loan_id
"""
_CORRECTED = """
SELECT l.currency, s.loan_id FROM snapshot s JOIN loan l ON l.loan_id = s.loan_id
 WHERE s.as_of = :day AND s.journal_id = :journal AND s.voided_by IS NULL
   AND EXISTS (SELECT 1 FROM snapshot o WHERE o.loan_id = s.loan_id AND o.as_of = s.as_of
          AND o.voided_by = :journal)
"""
_PLANNED = """
SELECT DISTINCT loan_id FROM temp.listed n
 WHERE EXISTS (SELECT 1 FROM plan p WHERE p.loan_id = n.loan_id AND p.voided_by IS NULL)
"""


class ListChange(NamedTuple):
    """One loan in one respect: new, newly_late, cured, gone, paid, corrected, listed or late."""

    currency: str
    what: str
    loan_id: str
    amount: int
    """What is overdue of it; for one that was cured or left, what was; what was paid."""


def scope_of(conn: sqlite3.Connection, day: str) -> str:
    """Whether the list of a day is complete or partial."""
    return str(conn.execute(_SCOPE, (day,)).fetchone()[0] or "")


def day_before(conn: sqlite3.Connection, day: str) -> str | None:
    """The day of the list before the one of a day."""
    before: str | None = conn.execute(_DAY_BEFORE, (day,)).fetchone()[0]
    return before


def planned_loans(conn: sqlite3.Connection, rules: RulesOf) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """Each loan of the lists of this import that has a schedule of its own."""
    return loans(conn, rules, ids_query=_PLANNED)


def changes(conn: sqlite3.Connection, day: str, journal_id: int) -> Iterator[ListChange]:
    """What the list of a day says and what is different from the one before."""
    complete = conn.execute(_LAST_COMPLETE, (day,)).fetchone()[0] or ""
    values = {"day": day, "complete": complete, "journal": journal_id}
    for row in conn.execute(_LISTED, values):
        yield from _listed(row)
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS gone (loan_id TEXT PRIMARY KEY)")
    conn.execute("DELETE FROM temp.gone")
    if scope_of(conn, day) == "complete":
        left = [ListChange(row[0], "gone", row[1], row[2]) for row in conn.execute(_GONE, values)]
        conn.executemany("INSERT INTO temp.gone VALUES (?)", [(one.loan_id,) for one in left])
        yield from left
    for currency, loan_id, amount in conn.execute(_PAID, values):
        yield ListChange(currency, "paid", loan_id, amount)
    for currency, loan_id in conn.execute(_CORRECTED, values):
        yield ListChange(currency, "corrected", loan_id, 0)


def _listed(row: sqlite3.Row) -> Iterator[ListChange]:
    currency, loan_id, days, overdue, days_before, overdue_before, had_left = row
    yield ListChange(currency, "listed", loan_id, overdue)
    if days:
        yield ListChange(currency, "late", loan_id, overdue)
    if days_before is None:
        yield ListChange(currency, "new", loan_id, overdue)
    elif days and (had_left or not days_before):
        yield ListChange(currency, "newly_late", loan_id, overdue)
    elif not days and days_before and not had_left:
        yield ListChange(currency, "cured", loan_id, overdue_before)
