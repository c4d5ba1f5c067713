"""What a customer's account holds and gives: the loans of one customer, read as they stand now.

Everything here may be asked in the middle of a journal entry, after entries were written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.domain.loan.loan import Entry, Loan
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.replay import counted_entries
from overdue_cli.store.loan.account_sources import find_sources_of
from overdue_cli.store.loan.facts import RulesOf, debts_and_money


class OfCustomer(NamedTuple):
    """A loan, an invoice, a credit note or the account of a customer, with its row."""

    row: Row
    loan: Loan

    def credit(self, day: date) -> int:
        """What it holds for the customer's debts at the close of a day, minor units.

        What a loan that still runs was paid too much stays on it, unless its product says so.
        """
        standing = position(self.loan, day, detail=False)
        runs = self.row["kind"] == "loan" and standing.outstanding.total
        return 0 if runs and self.loan.rules.surplus != "account" else standing.credit

    def free(self, day: date) -> int:
        """What a person may move to a debt: held at the close of a day, or applied on it."""
        today = sum(e.amount for e in moved(self.loan, "passed_on", day) if e.value_on == day)
        return self.credit(day) + today - sum(self.by_hand(day).values())

    def by_hand(self, day: date) -> dict[str, int]:
        """What a person moved to each debt on a day, minor units."""
        parts: dict[str, int] = {}
        for entry in moved(self.loan, "application", day):
            if entry.value_on == day:
                parts[entry.other] = parts.get(entry.other, 0) + entry.amount
        return parts

    def owed(self, day: date) -> int:
        """What a debt asks for on a day before anything was applied to it, minor units."""
        standing = position(self.loan, day, detail=False)
        taken = sum(e.amount for e in moved(self.loan, "applied", day) if e.value_on == day)
        return standing.outstanding.total + standing.penalty_accrued + taken


def of_customer(
    conn: sqlite3.Connection, rules: RulesOf, customer_id: str, currency: str
) -> dict[str, OfCustomer]:
    """The loans of a customer in a currency by id, with what the account adds to each."""
    find_sources_of(conn, customer_id)
    both = (OfCustomer(*one) for one in debts_and_money(conn, rules, customer_id))
    return {one.loan.loan_id: one for one in both if one.loan.currency == currency}


def given(source: Loan, day: date) -> dict[str, int]:
    """What a source has given to each debt by the close of a day, minor units by loan id."""
    parts: dict[str, int] = {}
    for entry in moved(source, "passed_on", day):
        parts[entry.other] = parts.get(entry.other, 0) + entry.amount
    return parts


def moved(loan: Loan, kind: str, day: date) -> Iterator[Entry]:
    """What was moved to a debt, or from a source, as it counts at the close of a day."""
    return (entry for entry in counted_entries(loan.entries, day) if entry.kind == kind)


def overdrawn(stands: Mapping[str, OfCustomer], day: date) -> int:
    """What was paid out of accounts and credit notes beyond what they held, minor units."""
    money = (one.loan for one in stands.values() if not one.loan.debt)
    return sum(position(loan, day, detail=False).outstanding.total for loan in money)


def paid_out_too_much(account: Loan, refunds: Collection[int]) -> tuple[Entry, int] | None:
    """The first of some refunds that the account does not hold on its day, and what it holds."""
    chosen = [entry for entry in account.entries if entry.entry_id in refunds]
    for refund in sorted(chosen, key=lambda entry: (entry.value_on, -entry.entry_id)):
        owed = position(account, refund.value_on, detail=False).outstanding.total
        if owed:
            return refund, max(0, refund.amount - owed)
    return None
