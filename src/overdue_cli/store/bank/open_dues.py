"""What single loans asked for on a day, as bank credits are held against it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.loan.dues import Dues, dues
from overdue_cli.domain.loan.loan import Loan
from overdue_cli.store.bank.statements import is_linked
from overdue_cli.store.loan.facts import RulesOf, loan_of

#: Loans whose movements are kept in memory at a time.
_KEPT = 5_000
#: Days by which the same payment, recorded in two ways, may differ.
SAME_DAYS = 1
_PAYMENTS = """
SELECT entry_id, value_on, amount, transaction_id, inferred FROM entry
 WHERE loan_id = ? AND voided_by IS NULL AND kind IN ('repayment', 'recovery')
 ORDER BY value_on, entry_id
"""


class Twin(NamedTuple):
    """An entry that may be the same payment, recorded in another way."""

    entry_id: int
    value_on: str
    transaction_id: str | None
    inferred: bool
    """Nobody recorded it: the daily lists of another system show that much as paid."""


class _Account(NamedTuple):
    """One loan, and its payments: entry, day, amount, transaction id, whether it is inferred."""

    loan: Loan
    payments: list[tuple[int, str, int, str | None, int]]


class LoanDues:
    """Loans as a bank credit meets them; what moved on a loan is read when first asked for."""

    def __init__(self, conn: sqlite3.Connection, rules: RulesOf) -> None:
        self._conn, self._rules = conn, rules
        self._read: dict[str, _Account] = {}

    def dues(self, loan_id: str, amount: int, on: date) -> Dues:
        """What a loan asks for on the day of a credit, the same payment elsewhere left out."""
        loan = self._account(loan_id).loan
        twins = {twin.entry_id for twin in self.twins(loan_id, amount, on)}
        if twins:
            kept = (e for e in loan.entries if twins.isdisjoint((e.entry_id, e.reverses)))
            loan = replace(loan, entries=tuple(kept))
        return dues(loan, on)

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
        self._read.pop(loan_id, None)

    def _account(self, loan_id: str) -> _Account:
        account = self._read.get(loan_id)
        if account is None:
            if len(self._read) >= _KEPT:
                self._read.clear()
            row_and_loan = loan_of(self._conn, self._rules, loan_id)
            assert row_and_loan is not None
            cursor = self._conn.cursor()
            cursor.row_factory = None
            payments = cursor.execute(_PAYMENTS, (loan_id,)).fetchall()
            account = self._read[loan_id] = _Account(row_and_loan[1], payments)
        return account
