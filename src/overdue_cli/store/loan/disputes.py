"""Days on which debts are in dispute, so that money that names none passes them over."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date

from overdue_cli.domain.ladder.holds import disputed_holds, held_days
from overdue_cli.domain.loan.account import DisputedDays
from overdue_cli.domain.moments import stored_day
from overdue_cli.store.loan.in_force import in_force

_HOLDS = """
SELECT l.loan_id, h.seq, h.from_on, h.until_on,
       (SELECT min(r.released_on) FROM hold_release r
         WHERE r.hold_id = h.hold_id AND {released}) AS released_on
  FROM hold h JOIN loan l ON l.customer_id = h.customer_id
 WHERE {held} AND h.kind = 'dispute' AND (h.loan_id IS NULL OR h.loan_id = l.loan_id)
   AND l.loan_id IN ({loans})
"""
_MARKED = """
SELECT l.loan_id, l.disputed, l.disbursed_on FROM loan l
 WHERE l.loan_id IN ({loans}) AND (l.disputed = 1 OR EXISTS (
       SELECT 1 FROM change c
        WHERE c.of_table = 'loan' AND c.field = 'disputed' AND c.of_id = l.loan_id))
"""
_CHANGES = """
SELECT substr(j.at, 1, 10), c.old, c.new, c.journal_id
  FROM change c JOIN journal j ON j.journal_id = c.journal_id
 WHERE c.of_table = 'loan' AND c.field = 'disputed' AND c.of_id = ? ORDER BY c.change_id
"""


def disputes(
    conn: sqlite3.Connection, loans: str, bound: Mapping[str, str], known: int | None
) -> dict[str, tuple[DisputedDays, ...]]:
    """By loan id the days of its disputes; ``loans`` is an SQL select of loan ids."""
    found: dict[str, list[DisputedDays]] = {}
    query = _HOLDS.format(held=in_force("h", known), released=in_force("r", known), loans=loans)
    for loan_id, seq, from_on, until_on, released_on in conn.execute(query, bound):
        start, end = held_days(
            date.fromisoformat(from_on), stored_day(until_on), stored_day(released_on)
        )
        found.setdefault(loan_id, []).append(DisputedDays(start, end, seq))
    for loan_id, marked, first_on in conn.execute(_MARKED.format(loans=loans), bound).fetchall():
        changes = conn.execute(_CHANGES, (loan_id,)).fetchall()
        seen = [
            (date.fromisoformat(at), new == "1") for at, _, new, by in changes if _seen(by, known)
        ]
        for hold in disputed_holds(
            loan_id,
            stored_day(first_on) or date.min,
            seen,
            frozenset(),
            marked=changes[0][1] == "1" if changes else bool(marked),
        ):
            days = DisputedDays(*held_days(hold.from_on, None, hold.released_on))
            found.setdefault(loan_id, []).append(days)
    return {loan_id: tuple(days) for loan_id, days in found.items()}


def _seen(journal_id: int, known: int | None) -> bool:
    return known is None or journal_id <= known
