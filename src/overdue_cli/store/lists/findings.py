"""Recorded money that the lists of another system still do not show when they should."""

from __future__ import annotations

import sqlite3
from datetime import date

from overdue_cli.domain.lists.list_lag import ListFinding, ListLag
from overdue_cli.domain.loan.loan import FIRST_NUMBER
from overdue_cli.store.loan.facts import RulesOf

# The last list of a loan is the last that holds it, or the last complete one. What waits on an
# earlier list than that is history.
_LAST_LIST = """
   AND t.as_of <= :day
   AND t.as_of >= coalesce((SELECT max(d.as_of) FROM listing d WHERE d.scope = 'complete'
                               AND d.voided_by IS NULL AND d.as_of <= :day), '')
   AND (:loan_id = '' OR t.loan_id = :loan_id)
   AND NOT EXISTS (SELECT 1 FROM snapshot s WHERE s.loan_id = t.loan_id AND s.voided_by IS NULL
                      AND s.as_of > t.as_of AND s.as_of <= :day)
"""
_WAITING = f"""
SELECT t.loan_id, l.customer_id, c.name, l.currency, t.entry_id, e.value_on, t.amount, t.as_of
  FROM in_transit t
  JOIN entry e ON e.entry_id = t.entry_id AND e.voided_by IS NULL
  JOIN loan l ON l.loan_id = t.loan_id AND l.voided_by IS NULL
  JOIN customer c ON c.customer_id = l.customer_id
 WHERE julianday(t.as_of) - julianday(e.value_on) > :lag {_LAST_LIST}
   AND NOT EXISTS (SELECT 1 FROM list_decision d WHERE d.entry_id = t.entry_id
                      AND d.loan_id = t.loan_id AND d.voided_by IS NULL)
 ORDER BY e.value_on, t.loan_id, t.entry_id
"""
# What an account applied has no entry of its own; its numbers are above all others.
_WAITING_OF_ACCOUNTS = f"""
SELECT t.loan_id, l.customer_id, c.name, l.currency, t.entry_id, t.amount, t.as_of
  FROM in_transit t
  JOIN loan l ON l.loan_id = t.loan_id AND l.voided_by IS NULL
  JOIN customer c ON c.customer_id = l.customer_id
 WHERE t.entry_id >= {FIRST_NUMBER} {_LAST_LIST}
 ORDER BY t.loan_id, t.entry_id
"""


def open_findings(
    conn: sqlite3.Connection, rules: RulesOf, lag: ListLag, day: date, loan_id: str = ""
) -> list[ListFinding]:
    """What the lists up to a day contradict and nobody decided, the oldest first.

    ``loan_id``: of this loan alone.
    """
    values = {"day": day.isoformat(), "lag": lag.days, "loan_id": loan_id}
    waiting = list(map(_finding, conn.execute(_WAITING, values)))
    if of_accounts := conn.execute(_WAITING_OF_ACCOUNTS, values).fetchall():
        from overdue_cli.store.lists.account_findings import of_account  # few are of an account

        waiting += of_account(conn, rules, of_accounts, day)
        waiting.sort(key=lambda one: (one.recorded_on, one.loan_id, one.entry_id))
    return [one for one in waiting if lag.is_over(one.recorded_on, one.listed_on)]


def _finding(row: sqlite3.Row) -> ListFinding:
    loan_id, customer_id, name, currency, entry_id, recorded_on, amount, listed_on = row
    return ListFinding(
        loan_id,
        customer_id,
        name,
        currency,
        entry_id,
        date.fromisoformat(recorded_on),
        amount,
        date.fromisoformat(listed_on),
        loan_id,
    )
