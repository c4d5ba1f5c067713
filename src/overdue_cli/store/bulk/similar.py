"""Rows that look like another under another id: said, never merged.

Two payments of one amount on one day for one loan, two loans of one amount on one day to one
customer, two invoices alike: each may be true, or the same thing twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from overdue_cli.store.bulk.stage import Remark, count_rows

_MOST = 200
# From the index alone: days on which a loan has more than one entry.
_DAYS = """
CREATE TEMP TABLE same_day AS
SELECT loan_id, value_on FROM entry {some} GROUP BY loan_id, value_on HAVING count(*) > 1
"""
_SOME = """
WHERE loan_id IN (SELECT loan_id FROM temp.stage_transactions WHERE file = :file AND state = 'new')
"""
# In this order: by its journal row SQLite would go through all entries of the import.
_ENTRIES = """
SELECT e.transaction_id, o.transaction_id
  FROM temp.same_day d CROSS JOIN entry e ON e.loan_id = d.loan_id AND e.value_on = d.value_on
 CROSS JOIN entry o ON o.loan_id = d.loan_id AND o.value_on = d.value_on
   AND o.entry_id < e.entry_id
 WHERE +e.journal_id = :journal AND e.voided_by IS NULL AND o.voided_by IS NULL
   AND o.amount = e.amount AND o.kind = e.kind AND o.transaction_id <> e.transaction_id
 GROUP BY e.entry_id ORDER BY e.entry_id LIMIT :most
"""
_ROWS = """
SELECT transaction_id, row FROM temp.stage_transactions WHERE file = :file AND transaction_id IN (
    SELECT value FROM json_each(:names)) ORDER BY row DESC
"""
_LOANS = """
SELECT s.row, s.{key}, min(o.loan_id), (SELECT min(t.row) FROM temp.stage_{kind} t
        WHERE t.file = s.file AND t.{key} = min(o.loan_id))
  FROM temp.stage_{kind} s JOIN loan l ON l.loan_id = s.{key}
  JOIN loan o ON o.customer_id = l.customer_id AND o.principal = l.principal
   AND o.currency = l.currency AND o.disbursed_on IS l.disbursed_on AND o.kind = l.kind
 WHERE s.file = :file AND s.state = 'new' AND o.loan_id <> l.loan_id AND o.voided_by IS NULL
   AND (o.journal_id < l.journal_id OR o.loan_id < l.loan_id)
 GROUP BY s.row ORDER BY s.row LIMIT :most
"""


def similar_entries(conn: sqlite3.Connection, file: int, journal_id: int) -> Iterator[Remark]:
    """Payments of a file that look like another, in the file or in the ledger."""
    values = {"file": file, "journal": journal_id, "most": _MOST}
    few = count_rows(conn, "temp.stage_transactions") * 10 < count_rows(conn, "entry")
    conn.execute("DROP TABLE IF EXISTS temp.same_day")
    conn.execute(_DAYS.format(some=_SOME if few else ""), values)
    pairs = conn.execute(_ENTRIES, values).fetchall()
    names = json.dumps([name for pair in pairs for name in pair])
    rows = dict(conn.execute(_ROWS, {"file": file, "names": names}).fetchall()) if pairs else {}
    for name, other in pairs:
        yield _remark(rows.get(name, 0), "transaction_id", name, other, rows.get(other))


def similar_loans(conn: sqlite3.Connection, kind: str, key: str, file: int) -> Iterator[Remark]:
    """Loans or invoices of a file that look like another of the same customer."""
    values = {"file": file, "most": _MOST}
    for row, name, other, line in conn.execute(_LOANS.format(kind=kind, key=key), values):
        yield _remark(row, key, name, other, line)


def _remark(row: int, field: str, name: str, other: str, line: int | None) -> Remark:
    place = f"row {line} ({other})" if line else f"{other} in the ledger"
    rule = f"looks like {place}: same amount and date, another id"
    return Remark(row, field, name, rule, "Take one of the two out if they are the same.")
