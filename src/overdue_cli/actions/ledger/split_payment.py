"""Divides a payment that names a customer and no loan among the customer's debts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from overdue_cli.domain.loan.allocation import Debt, spread_over_debts
from overdue_cli.domain.loan.loan import Loan
from overdue_cli.domain.loan.position import penalty_preview, position
from overdue_cli.domain.loan.rates import rate_on
from overdue_cli.domain.loan.security import is_secured
from overdue_cli.store.contact import customers
from overdue_cli.store.loan.facts import RulesOf, loans_of_customer


class Owing(NamedTuple):
    """One loan of the payer: whether anything secures it, and its contract rate."""

    loan: Loan
    secured: bool
    rate: Fraction


def owing(conn: sqlite3.Connection, rules: RulesOf, customer_id: str) -> list[Owing]:
    """All loans of a customer as they stand in the ledger."""
    securities = customers.securities(conn, customer_id)
    return [
        Owing(loan, is_secured(securities[loan.loan_id]), Fraction(row["annual_rate"] or 0) / 100)
        for row, loan in loans_of_customer(conn, rules, customer_id)
    ]


def split(amount: int, owed: Sequence[Owing], day: date, order: Sequence[str]) -> dict[str, int]:
    """Minor units by loan of a customer's payment; they sum to the amount.

    The debts are what is unpaid of each due date of each loan, in the order of the policy; what no
    loan takes stays as credit on the oldest loan.
    """
    debts = [
        (loan_id, debt._replace(name=str(n)))
        for n, (loan_id, debt) in enumerate(_debts(owed, day))
    ]
    loan_of = {debt.name: loan_id for loan_id, debt in debts}
    parts: dict[str, int] = {}
    for name, part in spread_over_debts([debt for _, debt in debts], amount, day, order).items():
        if part:
            parts[loan_of[name]] = parts.get(loan_of[name], 0) + part
    left = amount - sum(parts.values())
    if left:
        oldest = min(
            (one.loan for one in owed), key=lambda x: (x.exists_on or date.min, x.loan_id)
        )
        parts[oldest.loan_id] = parts.get(oldest.loan_id, 0) + left
    return parts


def _debts(owed: Iterable[Owing], day: date) -> Iterator[tuple[str, Debt]]:
    for loan, secured, rate in owed:
        accrued = {late.seq: late.accrued for late in penalty_preview(loan, day)}
        for item in position(loan, day).items:
            unpaid = item.unpaid.total + accrued.get(item.seq, 0)
            if unpaid > 0:
                burden = _burden(loan, rate, day) if item.overdue else rate
                yield loan.loan_id, Debt("", item.due_on, unpaid, secured, burden)


def _burden(loan: Loan, rate: Fraction, day: date) -> Fraction:
    """What an overdue debt costs a year: penalty interest where the terms have any."""
    penalty = loan.rules.penalty
    return max(rate, rate_on(penalty.rates, day)) if penalty else rate
