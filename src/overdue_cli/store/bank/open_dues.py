"""What single loans asked for on a day, as bank credits are held against it."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.bank.matching import Dues
from overdue_cli.domain.loan.loan import CREDITS
from overdue_cli.store.bank.statements import is_linked

#: Loans whose movements are kept in memory at a time.
_KEPT = 5_000
#: Days by which the same payment, recorded in two ways, may differ.
SAME_DAYS = 1
_ITEMS = """
SELECT i.due_on, i.principal + i.interest + i.fee
  FROM plan p JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
 WHERE p.loan_id = ? AND p.voided_by IS NULL
"""
_ENTRIES = """
SELECT e.entry_id, e.kind, e.value_on, e.amount, e.due_on, e.transaction_id, e.inferred, t.kind
  FROM entry e LEFT JOIN entry t ON t.entry_id = e.reverses
 WHERE e.loan_id = ? AND e.voided_by IS NULL ORDER BY e.value_on, e.entry_id
"""
_CHARGES = ("fee", "penalty", "opening", "chargeback", "credit_refund")
_PAYS = CREDITS | {"waiver"}


class Twin(NamedTuple):
    """An entry that may be the same payment, recorded in another way."""

    entry_id: int
    value_on: str
    transaction_id: str | None
    inferred: bool
    """Nobody recorded it: the daily lists of another system show that much as paid."""


class _Account(NamedTuple):
    """Everything that moved on one loan."""

    items: list[tuple[str, int]]
    paid: list[tuple[str, int]]
    payments: list[tuple[int, str, int, str | None, int]]
    """Entry, day, amount, transaction id of each repayment, and whether it is inferred."""


class LoanDues:
    """Loans as a bank credit meets them; what moved on a loan is read when first asked for."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._cursor = conn.cursor()
        self._cursor.row_factory = None
        self._conn = conn
        self._moved: dict[str, _Account] = {}

    def dues(self, loan_id: str, amount: int, on: date) -> Dues:
        """What a loan asks for on the day of a credit, the same payment elsewhere left out."""
        account = self._account(loan_id)
        day = on.isoformat()
        left = sum([paid for paid_on, paid in account.paid if paid_on <= day])
        left -= sum(amount for twin in self.twins(loan_id, amount, on) if twin.value_on <= day)
        items, regular, overdue = [], 0, 0
        for due_on, asked in account.items:
            taken = min(left, asked) if left > 0 else 0
            left -= taken
            if taken < asked:
                regular = regular or asked
                items.append((due_on, asked - taken))
                overdue += asked - taken if due_on < day else 0
        return Dues(tuple(items), regular, overdue)

    def twins(self, loan_id: str, amount: int, on: date, days: int = SAME_DAYS) -> list[Twin]:
        """Payments of the same amount about the same day that no bank line stands behind."""
        return [
            Twin(entry_id, value_on, name, bool(inferred))
            for entry_id, value_on, paid, name, inferred in self._account(loan_id).payments
            if paid == amount
            and abs((date.fromisoformat(value_on) - on).days) <= days
            and not is_linked(self._conn, entry_id)
        ]

    def forget(self, loan_id: str) -> None:
        """Reads a loan anew when it is next asked for, as after a payment was booked on it."""
        self._moved.pop(loan_id, None)

    def _account(self, loan_id: str) -> _Account:
        found = self._moved.get(loan_id)
        if found is None:
            if len(self._moved) >= _KEPT:
                self._moved.clear()
            found = self._moved[loan_id] = self._read(loan_id)
        return found

    def _read(self, loan_id: str) -> _Account:
        items: list[tuple[str, int]] = self._cursor.execute(_ITEMS, (loan_id,)).fetchall()
        paid, payments = [], []
        for entry_id, kind, on, amount, due_on, name, inferred, of in self._cursor.execute(
            _ENTRIES, (loan_id,)
        ):
            if kind in _CHARGES:
                items.append((due_on or on, amount))
            elif kind in _PAYS:
                paid.append((on, amount))
                if kind in ("repayment", "recovery"):
                    payments.append((entry_id, on, amount, name, inferred))
            elif kind == "reversal":
                paid.append((on, amount if of in _CHARGES else -amount))
        items.sort()
        return _Account(items, paid, payments)
