"""What a loan asks for is what its position leaves open, also where an order or a loss decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from overdue_cli.domain.loan.dues import Dues, dues
from overdue_cli.domain.loan.loan import Entry, Instalment, Loan, Rules
from overdue_cli.domain.loan.position import position

D = date
PLAN = (Instalment(1, D(2026, 1, 31), 90_00, 10_00), Instalment(2, D(2026, 2, 28), 90_00, 10_00))
LOAN = Loan("L1", "INR", D(2026, 1, 1), PLAN, ())


def test_a_fee_that_joins_its_instalment_is_asked_for_with_it():
    fee = Entry(1, "fee", D(2026, 2, 2), 5_00, D(2026, 1, 31))
    paid = Entry(2, "repayment", D(2026, 2, 3), 100_00)
    loan = replace(LOAN, entries=(fee, paid), rules=Rules(allocation="rbi"))
    on = D(2026, 2, 4)
    asked = dues(loan, on)
    items = [item for item in position(loan, on).items if item.unpaid.total]
    assert asked.items == tuple((i.due_on.isoformat(), i.unpaid.total) for i in items)
    assert asked.overdue == position(loan, on).overdue.total == 5_00
    assert asked.regular == items[0].due.total


def test_a_written_off_loan_asks_for_what_is_not_recovered():
    off = Entry(1, "write_off", D(2026, 3, 10), 200_00)
    back = Entry(2, "recovery", D(2026, 3, 20), 30_00)
    assert dues(replace(LOAN, entries=(off,)), D(2026, 3, 15)).outstanding == 200_00
    loan = replace(LOAN, entries=(off, back))
    assert dues(loan, D(2026, 3, 31)) == Dues((("2026-01-31", 170_00),), 170_00, 170_00)
    assert position(loan, D(2026, 3, 31)).written_off.total == 170_00


def test_before_its_first_day_a_loan_asks_for_its_plan():
    assert dues(LOAN, D(2025, 12, 1)).items == (("2026-01-31", 100_00), ("2026-02-28", 100_00))


def test_a_paid_loan_asks_for_nothing():
    loan = replace(LOAN, entries=(Entry(1, "repayment", D(2026, 1, 2), 250_00),))
    assert dues(loan, D(2026, 1, 3)) == Dues((), 0, 0)
