"""Which loans ask for the amounts of some bank credits, found in one pass over the ledger.

Kept in temporary tables of the database, so that it needs no more memory for more credits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from overdue_cli.store.derived import Derived

#: How many instalments at once an amount may be.
_TIMES = range(1, 7)
_GUESSED_TIMES = range(1, 4)
_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS credit_amount "
    "(amount INTEGER, currency TEXT, PRIMARY KEY (amount, currency)) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS due_amount (currency TEXT, amount INTEGER, loan_id TEXT, "
    "PRIMARY KEY (currency, amount, loan_id)) WITHOUT ROWID",
    "DELETE FROM temp.credit_amount",
    "DELETE FROM temp.due_amount",
)
# The joins are CROSS so that the many equal instalments of a plan are made one before they are
# looked at further.
_DUE_AMOUNTS = (
    """
INSERT OR IGNORE INTO temp.due_amount
SELECT l.currency, i.amount, i.loan_id
  FROM (SELECT DISTINCT plan_id, loan_id, principal + interest + fee AS amount FROM instalment) i
 CROSS JOIN plan p ON p.plan_id = i.plan_id AND p.voided_by IS NULL
 CROSS JOIN loan l ON l.loan_id = i.loan_id AND l.voided_by IS NULL
 CROSS JOIN temp.credit_amount c ON c.amount = i.amount AND c.currency = l.currency
""",
    """
INSERT OR IGNORE INTO temp.due_amount
SELECT s.currency, s.overdue, s.loan_id FROM {position} s
 CROSS JOIN temp.credit_amount c ON c.amount = s.overdue AND c.currency = s.currency
""",
    """
INSERT OR IGNORE INTO temp.due_amount
SELECT s.currency, s.outstanding, s.loan_id FROM {position} s
 CROSS JOIN temp.credit_amount c ON c.amount = s.outstanding AND c.currency = s.currency
""",
)


class DueAmounts:
    """The loans of the whole ledger by what they ask for: an instalment, the overdue, the rest."""

    def __init__(
        self, conn: sqlite3.Connection, derived: Derived, amounts: Iterable[tuple[str, int]]
    ) -> None:
        """Reads who asks for these amounts (currency, minor units), or for a part of them."""
        self._conn = conn
        for statement in _TABLES:
            conn.execute(statement)
        conn.executemany(
            "INSERT OR IGNORE INTO temp.credit_amount (currency, amount) VALUES (?, ?)",
            (
                (currency, amount // times)
                for currency, amount in amounts
                for times in _TIMES
                if not amount % times
            ),
        )
        for statement in _DUE_AMOUNTS:
            conn.execute(statement.format(position=derived.position))
        self._counts: dict[tuple[str, int], int] = {
            (currency, amount): count
            for currency, amount, count in conn.execute(
                "SELECT currency, amount, count(*) FROM temp.due_amount GROUP BY currency, amount"
            )
        }

    def at_most(self, currency: str, amount: int, few: int) -> bool:
        """Whether no more than so many loans ask for the amount, or for a part of it."""
        counts = self._counts
        return all(
            counts.get((currency, amount // times), 0) <= few
            for times in _TIMES
            if not amount % times
        )

    def count(self, currency: str, amount: int) -> int:
        """How many loans ask for this amount."""
        return self._counts.get((currency, amount), 0)

    def by(self, currency: str, amount: int) -> list[str]:
        """The loans that ask for this amount."""
        if not self.count(currency, amount):
            return []
        rows = self._conn.execute(
            "SELECT loan_id FROM temp.due_amount WHERE currency = ? AND amount = ?",
            (currency, amount),
        )
        return [row[0] for row in rows]

    def is_due(self, loan_id: str, currency: str, amount: int) -> bool:
        """Whether a loan asks for this amount."""
        if not self.count(currency, amount):
            return False
        rows = self._conn.execute(
            "SELECT 1 FROM temp.due_amount WHERE currency = ? AND amount = ? AND loan_id = ?",
            (currency, amount, loan_id),
        )
        return rows.fetchone() is not None

    def may_be_due(self, loan_id: str, currency: str, amount: int) -> bool:
        """Whether a loan asks for an amount as one instalment, or as two or three."""
        return any(self.is_due(loan_id, currency, part) for part in _parts(amount))

    def loans_due(self, currency: str, amount: int, at_most: int) -> list[str]:
        """Loans that ask for an amount as one instalment, or as two or three; none of too many."""
        parts = list(_parts(amount))
        if sum(self.count(currency, part) for part in parts) > at_most:
            return []
        return [loan_id for part in parts for loan_id in self.by(currency, part)]


def _parts(amount: int) -> Iterator[int]:
    """An amount, its half and its third, where they are whole."""
    return (amount // times for times in _GUESSED_TIMES if not amount % times)
