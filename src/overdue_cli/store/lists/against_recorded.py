"""Entries that an import inferred although payments of the loan are recorded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from overdue_cli.domain.lists.against_recorded import (
    SHOWN_PAYMENT,
    InferredAgainst,
    Recorded,
    money_against,
)
from overdue_cli.domain.loan.loan import CREDITS
from overdue_cli.store.loan.facts import has_lists

_CREDITS = ", ".join(f"'{kind}'" for kind in sorted(CREDITS))
# What only got another due date is reversed and opened again: it cancels out by component. What a
# first list opens stands against nothing.
_RAISED = f"""
SELECT i.loan_id, l.currency, i.value_on,
       CASE WHEN i.kind = 'opening' THEN i.components
            WHEN i.kind <> 'reversal' THEN i.kind
            WHEN t.kind = 'repayment' THEN '{SHOWN_PAYMENT}'
            WHEN t.kind = 'opening' THEN t.components ELSE t.kind END AS component,
       sum(CASE WHEN i.kind = 'reversal' AND t.kind <> 'repayment'
                THEN -i.amount ELSE i.amount END) AS raised
  FROM entry i JOIN loan l ON l.loan_id = i.loan_id AND l.voided_by IS NULL
  LEFT JOIN entry t ON t.entry_id = i.reverses
 WHERE i.journal_id = :journal AND i.inferred = 1 AND i.voided_by IS NULL
   AND i.kind <> 'repayment'
   AND i.value_on > (SELECT min(s.as_of) FROM snapshot s
                      WHERE s.loan_id = i.loan_id AND s.voided_by IS NULL)
   AND EXISTS (SELECT 1 FROM entry e WHERE e.loan_id = i.loan_id AND e.inferred = 0
                  AND e.voided_by IS NULL AND e.kind IN ({_CREDITS}))
 GROUP BY i.loan_id, i.value_on, component HAVING raised > 0
 ORDER BY i.value_on, i.loan_id, component
"""
_LIST_BEFORE = """
SELECT max(coalesce((SELECT max(s.as_of) FROM snapshot s WHERE s.loan_id = :loan_id
                        AND s.voided_by IS NULL AND s.as_of < :day), ''),
           coalesce((SELECT max(d.as_of) FROM listing d WHERE d.scope = 'complete'
                        AND d.voided_by IS NULL AND d.as_of < :day), ''))
"""
_RECORDED = f"""
SELECT e.value_on, e.amount,
       CASE WHEN e.value_on > :before THEN e.amount ELSE coalesce(b.amount, 0) END
       - coalesce(n.amount, 0)
  FROM entry e
  LEFT JOIN in_transit b ON b.loan_id = e.loan_id AND b.entry_id = e.entry_id
                        AND b.as_of = :before
  LEFT JOIN in_transit n ON n.loan_id = e.loan_id AND n.entry_id = e.entry_id AND n.as_of = :day
 WHERE e.loan_id = :loan_id AND e.inferred = 0 AND e.voided_by IS NULL AND e.value_on <= :day
   AND e.kind IN ({_CREDITS})
 ORDER BY e.value_on, e.entry_id
"""
_TOLD_WHOLE = """
SELECT count(*) FROM snapshot WHERE loan_id = :loan_id AND as_of IN (:before, :day)
   AND voided_by IS NULL AND not_due_principal IS NOT NULL
"""


def inferred_against(conn: sqlite3.Connection, journal_id: int) -> Iterator[InferredAgainst]:
    """What a journal entry inferred against recorded money, by day, loan and component."""
    if not has_lists(conn):
        return
    rows = conn.execute(_RAISED, {"journal": journal_id}).fetchall()
    for (day, loan_id), of_loan in groupby(rows, lambda row: (row["value_on"], row["loan_id"])):
        same = list(of_loan)
        raised = {row["component"]: row["raised"] for row in same}
        paid = _money(conn, loan_id, day, raised)
        for row in same if paid else ():
            assert paid is not None
            yield InferredAgainst(
                loan_id,
                row["currency"],
                date.fromisoformat(day),
                row["component"],
                row["raised"],
                paid.paid_on,
                paid.amount,
            )


def _money(
    conn: sqlite3.Connection, loan_id: str, day: str, raised: dict[str, int]
) -> Recorded | None:
    """The recorded money that what was raised on a day stands against."""
    values = {"loan_id": loan_id, "day": day}
    values["before"] = conn.execute(_LIST_BEFORE, values).fetchone()[0]
    recorded = [
        Recorded(date.fromisoformat(paid_on), amount, max(0, shown))
        for paid_on, amount, shown in conn.execute(_RECORDED, values)
    ]
    told_whole = conn.execute(_TOLD_WHOLE, values).fetchone()[0] == 2
    return money_against(raised, recorded, told_whole=told_whole)
