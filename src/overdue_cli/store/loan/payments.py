"""Money in from customers, each part with the day on which it was taken back.

Money on an account counts on the day it came, whatever day it was applied to a debt.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from overdue_cli.domain.ladder.case import Payment
from overdue_cli.store.loan.in_force import in_force

_MONEY = """
SELECT e.value_on, e.amount, l.currency, CASE l.kind WHEN 'account' THEN '' ELSE e.loan_id END,
       e.entry_id, e.kind, e.reverses
  FROM entry e JOIN loan l ON l.loan_id = e.loan_id
 WHERE e.loan_id = ? AND e.value_on BETWEEN ? AND ? AND {alive}
   AND e.kind IN ('repayment', 'recovery', 'reversal')
 ORDER BY e.value_on, e.entry_id
"""


def payments(
    conn: sqlite3.Connection, loan_ids: Iterable[str], since: date, day: date, known: int | None
) -> list[Payment]:
    """Payments on these loans with a value date in [since, day], the first first."""
    query = _MONEY.format(alive=in_force("e", known))
    bounds = since.isoformat(), day.isoformat()
    payments: list[Payment] = []
    for loan_id in loan_ids:
        payments += _parts(conn.execute(query, (loan_id, *bounds)).fetchall())
    payments.sort(key=lambda payment: payment.value_on)
    return payments


def _parts(rows: Sequence[Any]) -> Iterator[Payment]:
    """Each payment of a loan in parts: what each reversal took back, and what still stands."""
    back: dict[int, list[tuple[str, int]]] = {}
    for value_on, amount, _, _, _, kind, reverses in rows:
        if kind == "reversal":
            back.setdefault(reverses, []).append((value_on, amount))
    for value_on, amount, currency, loan_id, entry_id, kind, _ in rows:
        if kind == "reversal":
            continue
        on, left = date.fromisoformat(value_on), amount
        for back_on, taken in back.get(entry_id, ()):
            part = min(left, taken)
            left -= part
            if part:
                yield Payment(on, part, currency, loan_id, date.fromisoformat(back_on))
        if left:
            yield Payment(on, left, currency, loan_id)
