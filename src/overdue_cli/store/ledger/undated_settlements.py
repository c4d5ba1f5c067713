"""What files showed as paid and did not date, kept as releases up to 0.3 did, made a balance.

They wrote a payment of the day of issue, else of the due date or the day of the import. Whether
such an entry was dated by the file nobody wrote down: a part of the amount never was, all of it
was where the same import has settlements of other days.
"""

from __future__ import annotations

import sqlite3

_UNDATED = """
CREATE TEMP TABLE undated AS
SELECT s.*, s.value_on <> s.issue_on AS dated FROM (
    SELECT e.entry_id, e.loan_id, e.journal_id, e.amount, e.value_on, l.principal,
           max(substr(j.at, 1, 10), e.value_on) AS as_of,
           coalesce(l.disbursed_on, min(substr(j.at, 1, 10), coalesce((
               SELECT min(i.due_on) FROM plan p
                 JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
                WHERE p.loan_id = l.loan_id AND p.voided_by IS NULL), '9999'))) AS issue_on
      FROM entry e JOIN loan l ON l.loan_id = e.loan_id
      JOIN journal j ON j.journal_id = e.journal_id
     WHERE e.transaction_id >= 'settlement:' AND e.transaction_id < 'settlement;'
       AND e.transaction_id = 'settlement:' || e.loan_id AND e.voided_by IS NULL
       AND e.kind = 'repayment' AND l.kind = 'invoice' AND l.voided_by IS NULL) s
"""
# A reversal that somebody wrote rests on the entry as it is.
_DATED = """
DELETE FROM temp.undated
 WHERE dated
    OR amount >= principal AND journal_id IN (
       SELECT journal_id FROM temp.undated WHERE dated)
    OR EXISTS (SELECT 1 FROM entry r
                WHERE r.reverses = undated.entry_id AND r.voided_by IS NULL)
"""
_BALANCES = """
INSERT INTO stated_balance (loan_id, as_of, amount, outstanding, journal_id)
SELECT loan_id, as_of, principal, principal - amount, :journal FROM temp.undated ORDER BY entry_id
"""
_VOID = """
UPDATE entry SET voided_by = :journal WHERE entry_id IN (SELECT entry_id FROM temp.undated)
"""


def balances_of_settlements(conn: sqlite3.Connection, journal_id: int) -> int:
    """How many payments without a date became balances of the day of their import."""
    conn.execute(_UNDATED)
    conn.execute(_DATED)
    conn.execute(_BALANCES, {"journal": journal_id})
    count = conn.execute(_VOID, {"journal": journal_id}).rowcount
    conn.execute("DROP TABLE temp.undated")
    return count
