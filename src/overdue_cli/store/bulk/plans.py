"""Plans of loans: computed from terms into ``scheduled``, or taken from an instalments file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from overdue_cli.domain.loan.loan import Instalment

_SCHEDULED = """
CREATE TEMP TABLE IF NOT EXISTS scheduled (
    loan_id TEXT NOT NULL, seq INTEGER NOT NULL, due_on TEXT NOT NULL,
    principal INTEGER NOT NULL, interest INTEGER NOT NULL, fee INTEGER NOT NULL,
    PRIMARY KEY (loan_id, seq)) WITHOUT ROWID
"""
_INTO_SCHEDULED = "INSERT INTO temp.scheduled VALUES (?, ?, ?, ?, ?, ?)"
_PLANS = """
INSERT INTO plan (loan_id, source, journal_id)
SELECT DISTINCT loan_id, 'terms', ? FROM temp.scheduled ORDER BY loan_id
"""
_INSTALMENTS = """
INSERT INTO instalment (loan_id, plan_id, seq, due_on, principal, interest, fee)
SELECT s.loan_id, p.plan_id, s.seq, s.due_on, s.principal, s.interest, s.fee
  FROM temp.scheduled s CROSS JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL
 ORDER BY s.loan_id, p.plan_id, s.seq
"""
_VOID = """
UPDATE plan SET voided_by = ?
 WHERE voided_by IS NULL AND loan_id IN (SELECT loan_id FROM temp.scheduled)
"""


def keep_scheduled(
    conn: sqlite3.Connection, plans: Iterable[tuple[str, Iterable[Instalment]]]
) -> None:
    """Puts computed plans into ``scheduled``, to be written when all rows are found good."""
    conn.execute(_SCHEDULED)
    conn.executemany(
        _INTO_SCHEDULED,
        (
            (loan_id, item.seq, item.due_on.isoformat(), item.principal, item.interest, item.fee)
            for loan_id, plan in plans
            for item in plan
        ),
    )


def void_replaced(conn: sqlite3.Connection, journal_id: int) -> None:
    """Voids the plans in force of loans that get a computed one."""
    conn.execute(_VOID, (journal_id,))


def write_scheduled(conn: sqlite3.Connection, journal_id: int) -> None:
    """Writes the computed plans and empties ``scheduled``."""
    conn.execute(_PLANS, (journal_id,))
    conn.execute(_INSTALMENTS)
    conn.execute("DELETE FROM temp.scheduled")
