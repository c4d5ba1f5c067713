"""What a customer's account holds and gives: the loans of one customer, read as they stand now.

Everything here may be asked in the middle of a journal entry, after entries were written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.domain.loan.loan import Entry, Loan
from overdue_cli.domain.loan.position import position
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
    for entry in loan.entries:
        ended = entry.counts_until is not None and entry.counts_until <= day
        if entry.kind == kind and entry.value_on <= day and entry.counts_from <= day and not ended:
            yield entry


def paid_out_too_much(account: Loan, refunds: Collection[int]) -> tuple[Entry, int] | None:
    """The first of some refunds that the account does not hold on its day, and what it holds."""
    chosen = [entry for entry in account.entries if entry.entry_id in refunds]
    for refund in sorted(chosen, key=lambda entry: (entry.value_on, -entry.entry_id)):
        owed = position(account, refund.value_on, detail=False).outstanding.total
        if owed:
            return refund, max(0, refund.amount - owed)
    return None
