"""Customers: from a file of their own, or riding in a file of loans or invoices."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from overdue_cli.store.bulk.changes import Telling, differs, keep_news, note_changes, take_over
from overdue_cli.store.bulk.currency import too_many_digits
from overdue_cli.store.bulk.stage import RowFault

#: What can be said of a customer, in the order of the ledger's columns.
FIELDS = tuple(
    "name kind id_no phone email address region time_zone language employer income "
    "income_currency segment note born_on".split()
)

_NEWS = "CREATE TEMP TABLE customer_news (customer_id TEXT PRIMARY KEY, {fields}) WITHOUT ROWID"
# The last row of the file that says something about a field wins: row numbers of equal length
# stand before the value, so that the largest text is the last one said.
_FILL = """
INSERT INTO temp.customer_news ({fields})
SELECT {last} FROM temp.stage_{kind}
 WHERE file = :file AND state <> 'rejected' GROUP BY customer_id
"""
_LAST = "substr(max(printf('%012d', row) || {field}), 13)"
_ANY_KNOWN = """
SELECT 1 FROM temp.customer_news s JOIN customer c ON c.customer_id = s.customer_id
 WHERE c.voided_by IS NULL LIMIT 1
"""
_INSERT = """
INSERT INTO customer (customer_id, {fields}, journal_id, voided_by)
SELECT s.customer_id, {values}, :journal, NULL
  FROM temp.customer_news s LEFT JOIN customer c ON c.customer_id = s.customer_id
   AND c.voided_by IS NULL
 WHERE c.customer_id IS NULL
    ON CONFLICT (customer_id) DO UPDATE SET {revived}, journal_id = excluded.journal_id,
       voided_by = NULL
"""
_MARK = """
UPDATE temp.stage_customers AS s
   SET state = CASE WHEN {differs} THEN 'changed' ELSE 'unchanged' END
  FROM customer c
 WHERE c.customer_id = s.customer_id AND c.voided_by IS NULL
   AND s.file = :file AND s.state = 'new'
"""
_MARK_RIDING = """
UPDATE temp.stage_{kind} AS r SET state = 'changed'
  FROM temp.customer_news s JOIN customer c ON c.customer_id = s.customer_id
 WHERE r.file = :file AND r.state = 'unchanged' AND s.customer_id = r.customer_id
   AND c.voided_by IS NULL AND ({differs})
"""
_INCOME = """
UPDATE temp.stage_customers AS s SET income_currency = m.currency, income = s.income / m.factor
  FROM temp.minor m
 WHERE m.currency = coalesce(s.currency, :currency)
   AND s.file = :file AND s.income IS NOT NULL AND s.state <> 'rejected'
"""
_KEEP_ZONE = """
UPDATE temp.customer_news SET time_zone = NULL
 WHERE customer_id IN (
       SELECT customer_id FROM customer WHERE voided_by IS NULL AND time_zone <> '')
   AND (customer_id IN (
        SELECT customer_id FROM temp.stage_loans
         WHERE file = :file AND state <> 'rejected' AND time_zone IS NOT NULL
         GROUP BY customer_id HAVING min(time_zone) <> max(time_zone))
     OR customer_id IN (
        SELECT l.customer_id FROM loan l JOIN temp.customer_news s ON s.customer_id = l.customer_id
         WHERE l.voided_by IS NULL AND l.time_zone <> '' AND l.time_zone <> s.time_zone
           AND l.loan_id NOT IN (SELECT loan_id FROM temp.stage_loans
                                  WHERE file = :file AND time_zone IS NOT NULL)))
"""
_UNBORN = """
SELECT row, born_on FROM temp.stage_customers WHERE file = :file AND born_on > :today
"""
_BAD_INCOME = """
SELECT s.row, s.income, m.currency FROM temp.stage_customers s
  LEFT JOIN temp.minor m ON m.currency = coalesce(s.currency, :currency)
 WHERE s.file = :file AND s.income IS NOT NULL
   AND (m.currency IS NULL OR s.income % m.factor <> 0)
"""


def faults(conn: sqlite3.Connection, file: int, currency: str, today: date) -> Iterator[RowFault]:
    """Births still to come; incomes that have more digits than the currency, or none to be in."""
    for row, born_on in conn.execute(_UNBORN, {"file": file, "today": today.isoformat()}):
        rule = "this is still to come"
        yield RowFault(row, "born_on", rule, f"Write the day of birth, not {born_on}.")
    for row, income, own in conn.execute(_BAD_INCOME, {"file": file, "currency": currency}):
        if own:
            yield too_many_digits(row, "income", own, income)
        else:
            yield RowFault(row, "income", "an income needs a currency", "Name it with --currency.")


def mark(conn: sqlite3.Connection, file: int, currency: str) -> None:
    """Sets the state of the rows of a customers file: new, changed or unchanged."""
    conn.execute(_INCOME, {"file": file, "currency": currency})
    conn.execute(_MARK.format(differs=differs(FIELDS)), {"file": file})


def keep_staged_news(conn: sqlite3.Connection, telling: Telling) -> None:
    """Leaves in the rows of a customers file only what such a file did not say before."""
    keep_news(conn, "customer", "temp.stage_customers", FIELDS, telling)


def collect(conn: sqlite3.Connection, kind: str, file: int, fields: Sequence[str]) -> None:
    """Gathers into ``customer_news`` what the rows of one file say about each customer."""
    conn.execute("DROP TABLE IF EXISTS temp.customer_news")
    conn.execute(_NEWS.format(fields=", ".join(FIELDS)))
    last = [f"max({f})" if f == "income" else _LAST.format(field=f) for f in fields]
    names, values = ", ".join(("customer_id", *fields)), ", ".join(("customer_id", *last))
    conn.execute(_FILL.format(fields=names, last=values, kind=kind), {"file": file})


def keep_own_news(conn: sqlite3.Connection, telling: Telling) -> None:
    """Leaves of what was gathered only what its source did not say before."""
    if conn.execute(_ANY_KNOWN).fetchone():
        keep_news(conn, "customer", "temp.customer_news", FIELDS, telling)


def keep_own_zone(conn: sqlite3.Connection, file: int) -> None:
    """A customer whose loans name different time zones keeps its own, if it has one."""
    conn.execute(_KEEP_ZONE, {"file": file})


def mark_riding(conn: sqlite3.Connection, kind: str, file: int, fields: Sequence[str]) -> None:
    """Marks loans and invoices as changed whose row says something new of the customer."""
    if not fields:
        return
    filled = " OR ".join(
        f"(r.{f} IS NOT NULL AND r.{f} IS s.{f} AND s.{f} IS NOT c.{f})" for f in fields
    )
    conn.execute(_MARK_RIDING.format(kind=kind, differs=filled), {"file": file})


def write(conn: sqlite3.Connection, telling: Telling) -> None:
    """Writes what was said: changes of known customers with their history, and new ones."""
    values, news = {"journal": telling.journal_id}, "temp.customer_news"
    if conn.execute(_ANY_KNOWN).fetchone():
        note_changes(conn, "customer", news, FIELDS, values, source=telling.source)
        take_over(conn, "customer", news, FIELDS, values)
    conn.execute(
        _INSERT.format(
            fields=", ".join(FIELDS),
            values=", ".join(
                "s.income" if f == "income" else f"coalesce(s.{f}, '')" for f in FIELDS
            ),
            revived=", ".join(f"{f} = excluded.{f}" for f in FIELDS),
        ),
        values,
    )
