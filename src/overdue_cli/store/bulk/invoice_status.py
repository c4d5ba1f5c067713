"""What a list says of the status of an invoice: paid, void, a draft, or still open.

A draft and a void invoice are no debts and are left out. One that the ledger still counts as a
debt is never dropped in silence: its row is rejected until a person takes the debt off.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import NamedTuple

from overdue_cli.store.bulk.stage import RowFault

#: Words for an invoice of which a part is paid.
PARTLY_PAID = frozenset({"partial", "partially paid", "part paid", "部分付款", "部分收款"})

_WITHOUT_BALANCE = """
SELECT status, min(row), count(*) FROM temp.stage_invoices
 WHERE file = ? AND status IS NOT NULL AND outstanding IS NULL AND settled_on IS NULL
 GROUP BY status ORDER BY 2
"""
_STATUSES = """
SELECT status, min(row), count(*) FROM temp.stage_invoices
 WHERE file = ? AND status IS NOT NULL GROUP BY status ORDER BY 2
"""
_SETTLE = "UPDATE temp.stage_invoices SET status = ? WHERE file = ? AND status = ?"
_PAID = """
UPDATE temp.stage_invoices SET outstanding = 0
 WHERE file = ? AND status = 'paid' AND outstanding IS NULL AND settled_on IS NULL
"""
_PAID_AND_OPEN = """
SELECT row FROM temp.stage_invoices WHERE file = ? AND status = 'paid' AND outstanding <> 0
"""
_STILL_OWED = """
SELECT s.row, s.invoice_id, s.status FROM temp.stage_invoices s
  JOIN loan l ON l.loan_id = s.invoice_id AND l.voided_by IS NULL
  LEFT JOIN position p ON p.loan_id = l.loan_id
 WHERE s.file = ? AND s.status IN ('draft', 'void') AND p.status IS NOT 'closed'
"""
_LEFT_OUT = """
SELECT status, min(row), count(*) FROM temp.stage_invoices s
 WHERE file = ? AND state = 'new' AND status IN ('draft', 'void') GROUP BY status ORDER BY 2
"""
_LEAVE_OUT = """
DELETE FROM temp.stage_invoices
 WHERE file = ? AND state = 'new' AND status IN ('draft', 'void')
"""


class StatusOfRows(NamedTuple):
    """A status, the first row that has it, and how many have."""

    status: str
    row: int
    rows: int


def settle(
    conn: sqlite3.Connection, file: int, meaning: Callable[[str], str]
) -> list[StatusOfRows]:
    """Gives each row the status that its word means, and a paid one nothing outstanding.

    What comes back are the words of which the meaning is not known ('').
    """
    statuses = [StatusOfRows(*row) for row in conn.execute(_STATUSES, (file,))]
    conn.executemany(
        _SETTLE, [(meaning(one.status) or "open", file, one.status) for one in statuses]
    )
    conn.execute(_PAID, (file,))
    return [one for one in statuses if not meaning(one.status)]


def without_balance(conn: sqlite3.Connection, file: int) -> list[StatusOfRows]:
    """The words for the status of invoices of which no row says what is outstanding."""
    return [StatusOfRows(*row) for row in conn.execute(_WITHOUT_BALANCE, (file,))]


def faults(conn: sqlite3.Connection, file: int) -> Iterator[RowFault]:
    """Rows whose status contradicts what they say is open, or what the ledger holds."""
    for (row,) in conn.execute(_PAID_AND_OPEN, (file,)):
        rule = "this invoice is paid, and something of it is outstanding"
        yield RowFault(row, "outstanding", rule, "Correct the status or the amount.")
    for row, invoice_id, status in conn.execute(_STILL_OWED, (file,)):
        what = "a draft" if status == "draft" else "void"
        yield RowFault(
            row,
            "status",
            f"this invoice is {what}, and the ledger has it as a debt",
            f"Take it off: overdue enter {invoice_id} waiver all --note '{what}'; then import "
            "again.",
        )


def leave_out(conn: sqlite3.Connection, file: int) -> list[StatusOfRows]:
    """Takes out drafts and void invoices, and says how many."""
    left_out = [StatusOfRows(*row) for row in conn.execute(_LEFT_OUT, (file,))]
    conn.execute(_LEAVE_OUT, (file,))
    return left_out
