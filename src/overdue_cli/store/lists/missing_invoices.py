"""Invoices that a complete list of open invoices no longer holds: nothing of them is open."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from overdue_cli.store.lists.stated_balances import note_balances

_DAYS = "SELECT DISTINCT coalesce(as_of, ?) FROM temp.stage_invoices WHERE state <> 'rejected'"
# An invoice is missing that was open before and existed on the day; one that is listed, or whose
# balance of the day is known, is not.
_MISSING = """
CREATE TEMP TABLE missing_invoice AS
SELECT l.loan_id, l.currency, l.principal, p.outstanding
  FROM main.position p CROSS JOIN loan l ON l.loan_id = p.loan_id
 WHERE p.status = 'active' AND p.outstanding > 0
   AND l.kind = 'invoice' AND l.voided_by IS NULL AND coalesce(l.disbursed_on, '') <= :day
   AND l.loan_id NOT IN (SELECT invoice_id FROM temp.stage_invoices WHERE invoice_id IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM snapshot s WHERE s.loan_id = l.loan_id AND s.voided_by IS NULL)
   AND NOT EXISTS (SELECT 1 FROM stated_balance b WHERE b.loan_id = l.loan_id
                      AND b.voided_by IS NULL AND b.as_of >= :day)
"""
_SETTLED = """
INSERT INTO stated_balance (loan_id, as_of, amount, outstanding, journal_id)
SELECT loan_id, :day, principal, 0, :journal FROM temp.missing_invoice ORDER BY loan_id
"""
_SUMS = """
SELECT currency, count(*), sum(outstanding) FROM temp.missing_invoice GROUP BY currency ORDER BY 1
"""


class MissingInvoices(NamedTuple):
    """How many invoices of a currency are missing, and what was open of them; minor units."""

    currency: str
    invoices: int
    outstanding: int


def days_of(conn: sqlite3.Connection, as_of: str) -> list[str]:
    """The days of the lists of open invoices of this import; '' where nothing says one."""
    return sorted(row[0] for row in conn.execute(_DAYS, (as_of,)))


def settle_missing(conn: sqlite3.Connection, day: str, journal_id: int) -> list[MissingInvoices]:
    """Notes that nothing is open any more, on a day, of invoices that are not on its list."""
    values = {"day": day, "journal": journal_id}
    conn.execute("DROP TABLE IF EXISTS temp.missing_invoice")
    conn.execute(_MISSING, values)
    conn.execute(_SETTLED, values)
    note_balances(conn, "SELECT loan_id FROM temp.missing_invoice")
    return [MissingInvoices(*row) for row in conn.execute(_SUMS)]
