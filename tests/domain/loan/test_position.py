"""Lateness, amounts and status of one loan at the close of a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from overdue_cli.domain.loan.loan import Amounts, Entry, Instalment, Loan, Rules
from overdue_cli.domain.loan.position import position

D = date
OPENED = D(2024, 1, 1)
PLAN = (
    Instalment(1, D(2024, 2, 1), 100_00, 10_00),
    Instalment(2, D(2024, 3, 1), 100_00, 10_00),
    Instalment(3, D(2024, 4, 1), 100_00, 10_00),
)


def a_loan(*entries: Entry, plan=PLAN, exists_on=OPENED, **rules) -> Loan:
    return Loan("L1", "CNY", exists_on, plan, entries, Rules(**rules))


def paid(day: date, amount: int, number: int = 1) -> Entry:
    return Entry(number, "repayment", day, amount)


def test_a_loan_before_its_first_day_is_in_no_figure():
    p = position(a_loan(), D(2023, 12, 31))
    assert (p.exists, p.status, p.outstanding.total, p.valid_until) == (
        False,
        "future",
        0,
        D(2024, 1, 1),
    )


@pytest.mark.parametrize(
    ("as_of", "days"),
    [(D(2024, 1, 31), 0), (D(2024, 2, 1), 0), (D(2024, 2, 2), 1), (D(2024, 3, 31), 59)],
)
def test_the_day_after_the_due_date_is_day_one(as_of, days):
    assert position(a_loan(), as_of).days_past_due == days


def test_with_count_due_day_the_due_date_is_day_one():
    assert position(a_loan(count_due_day=True), D(2024, 2, 1)).days_past_due == 1


def test_rbi_example_due_31_march():  # rules 3.1 no. 2
    loan = a_loan(plan=(Instalment(1, D(2024, 3, 31), 1),), count_due_day=True)
    days = [
        position(loan, day).days_past_due
        for day in (D(2024, 3, 31), D(2024, 4, 30), D(2024, 5, 30), D(2024, 6, 29))
    ]
    assert days == [1, 31, 61, 91]


def test_frappe_example_due_31_january():  # rules 3.1 no. 1
    loan = a_loan(plan=(Instalment(1, D(2023, 1, 31), 1),), exists_on=None)
    assert position(loan, D(2023, 2, 2)).days_past_due == 2
    assert position(loan, D(2023, 4, 5)).days_past_due == 64


def test_a_rest_within_tolerance_is_not_overdue_but_still_owed():
    p = position(a_loan(paid(D(2024, 2, 1), 109_00), tolerance=100), D(2024, 2, 15))
    assert (p.days_past_due, p.overdue.total, p.outstanding.total) == (0, 0, 221_00)
    assert (p.receivable_not_due, p.receivable_not_due_items) == (201_00, 3)


def test_grace_delays_delinquency_but_not_days_past_due():
    p = position(a_loan(grace_days=5), D(2024, 2, 4))
    assert (p.days_past_due, p.delinquent_days, p.delinquent_on) == (3, 0, None)
    assert p.valid_until == D(2024, 2, 7)
    p = position(a_loan(grace_days=5), D(2024, 2, 7))
    assert (p.days_past_due, p.delinquent_days, p.delinquent_on) == (6, 1, D(2024, 2, 6))


def test_only_paused_days_inside_lateness_are_subtracted():
    pauses = ((D(2024, 1, 20), D(2024, 2, 11)),)
    p = position(a_loan(pauses=pauses), D(2024, 2, 15))
    assert (p.days_past_due, p.delinquent_days) == (14, 4)


def test_money_goes_penalty_fee_interest_principal_oldest_first():
    entries = (
        Entry(1, "fee", D(2024, 1, 10), 5_00, due_on=D(2024, 1, 20)),
        paid(D(2024, 2, 1), 120_00, 2),
    )
    p = position(a_loan(*entries), D(2024, 2, 1))
    assert p.allocated[0].parts == Amounts(0, 5_00, 15_00, 100_00)
    assert p.items[1].paid == Amounts(interest=5_00)
    assert p.items[0].paid_on == D(2024, 2, 1)


def test_early_interest_is_prepaid_until_it_falls_due():
    loan = a_loan(paid(D(2024, 1, 10), 330_00))
    p = position(loan, D(2024, 1, 10))
    assert (p.status, p.prepaid, p.credit, p.receivable_not_due) == ("closed", 30_00, 0, 0)
    assert position(loan, D(2024, 2, 2)).prepaid == 20_00


def test_a_charge_belongs_to_the_instalment_whose_period_holds_its_date():
    fee = Entry(1, "fee", D(2024, 1, 10), 5_00, due_on=D(2024, 2, 2))
    assert position(a_loan(fee), D(2024, 1, 10)).items[1].due.fee == 5_00


def test_charges_after_the_plan_make_extra_instalments_of_their_own_age():
    fees = (
        Entry(1, "fee", D(2024, 4, 10), 5_00, due_on=D(2024, 4, 15)),
        Entry(2, "penalty", D(2024, 5, 10), 7_00, due_on=D(2024, 5, 15)),
        Entry(3, "fee", D(2024, 5, 10), 2_00, due_on=D(2024, 5, 1)),
    )
    p = position(a_loan(*fees), D(2024, 5, 10))
    assert [(i.due_on, i.due, i.overdue) for i in p.items[3:]] == [
        (D(2024, 4, 15), Amounts(0, 5_00), True),
        (D(2024, 5, 15), Amounts(7_00, 2_00), False),
    ]
    # The fee that is due is receivable, the penalty that is not due yet is neither.
    assert (p.overdue.fee, p.overdue.penalty, p.receivable_not_due) == (5_00, 0, 2_00)


def test_charges_after_the_plan_can_share_one_instalment_that_moves():
    fees = (
        Entry(1, "fee", D(2024, 4, 10), 5_00, due_on=D(2024, 4, 15)),
        Entry(2, "penalty", D(2024, 5, 10), 7_00, due_on=D(2024, 5, 15)),
        Entry(3, "fee", D(2024, 5, 10), 2_00, due_on=D(2024, 5, 1)),
    )
    p = position(a_loan(*fees, extra_due="latest"), D(2024, 5, 10))
    assert [(i.due_on, i.due) for i in p.items[3:]] == [(D(2024, 5, 15), Amounts(7_00, 7_00))]


def test_money_over_is_credit_and_pays_what_arises_later():
    entries = (paid(D(2024, 1, 10), 340_00), Entry(2, "fee", D(2024, 1, 12), 4_00))
    assert position(a_loan(*entries), D(2024, 1, 10)).credit == 10_00
    p = position(a_loan(*entries), D(2024, 1, 12))
    assert (p.status, p.credit) == ("overpaid", 6_00)
    assert p.allocated[0].parts.fee == 4_00


def test_a_reversed_payment_counts_until_the_day_of_the_reversal():
    entries = (paid(D(2024, 2, 1), 110_00), Entry(2, "reversal", D(2024, 2, 10), 110_00, None, 1))
    assert position(a_loan(*entries), D(2024, 2, 9)).days_past_due == 0
    p = position(a_loan(*entries), D(2024, 2, 10))
    assert (p.days_past_due, p.allocated) == (9, ())


def test_part_of_a_payment_can_be_reversed():
    entries = (paid(D(2024, 2, 1), 110_00), Entry(2, "reversal", D(2024, 2, 10), 30_00, None, 1))
    assert position(a_loan(*entries), D(2024, 2, 10)).overdue.total == 30_00


def test_without_a_plan_all_money_is_credit():
    p = position(a_loan(paid(D(2024, 2, 1), 110_00), plan=()), D(2024, 2, 1))
    assert (p.status, p.credit) == ("overpaid", 110_00)


def test_a_waiver_forgives_what_it_names():
    entries = (
        Entry(1, "penalty", D(2024, 2, 1), 9_00, due_on=D(2024, 2, 1)),
        Entry(2, "waiver", D(2024, 2, 2), 9_00, components=("penalty",)),
    )
    assert position(a_loan(*entries), D(2024, 2, 2)).outstanding.penalty == 0


def test_written_off_debt_stays_known_and_recoveries_lower_it():
    entries = (
        Entry(1, "write_off", D(2024, 5, 1), 330_00),
        Entry(2, "recovery", D(2024, 6, 1), 50_00),
    )
    p = position(a_loan(*entries), D(2024, 6, 1))
    assert (p.status, p.outstanding.total, p.written_off.total) == ("written_off", 0, 280_00)
    assert (p.recovered, p.credit) == (50_00, 0)


def test_next_due_is_the_first_date_not_past_with_something_unpaid():
    p = position(a_loan(paid(D(2024, 1, 10), 110_00)), D(2024, 1, 10))
    assert (p.next_due_on, p.next_due_amount) == (D(2024, 3, 1), 110_00)


def test_a_charge_becomes_receivable_on_its_own_date():
    loan = a_loan(Entry(1, "fee", D(2024, 1, 5), 7_00, due_on=D(2024, 1, 20)))
    p = position(loan, D(2024, 1, 10))
    assert (p.receivable_not_due, p.valid_until) == (300_00, D(2024, 1, 21))
    assert position(loan, D(2024, 1, 21)).receivable_not_due == 307_00


def test_an_opening_balance_has_the_age_it_was_taken_over_with():
    opening = Entry(1, "opening", D(2024, 1, 1), 40_00, due_on=D(2023, 11, 1))
    p = position(a_loan(opening), D(2024, 1, 10))
    assert (p.oldest_due_on, p.overdue.principal) == (D(2023, 11, 1), 40_00)


def test_a_credit_is_paid_out_and_more_than_it_is_new_debt():
    entries = (paid(D(2024, 1, 10), 350_00), Entry(2, "credit_refund", D(2024, 1, 12), 25_00))
    p = position(a_loan(*entries), D(2024, 1, 13))
    assert (p.credit, p.overdue.principal) == (0, 5_00)


def test_a_tolerance_can_be_a_part_of_the_instalment():
    money = paid(D(2024, 2, 1), 99_00)
    part = {"tolerance": 5_00, "tolerance_part": Fraction(1, 10)}
    for of, days in (("larger", 0), ("smaller", 14)):
        p = position(a_loan(money, tolerance_of=of, **part), D(2024, 2, 15))
        assert p.days_past_due == days


def test_a_plan_out_of_order_is_read_in_order():
    assert position(a_loan(plan=PLAN[::-1]), D(2024, 2, 5)).oldest_due_on == D(2024, 2, 1)


def test_a_loan_without_plan_and_money_is_active_not_closed():
    assert position(a_loan(plan=()), D(2024, 2, 5)).status == "active"


def test_the_last_day_of_the_calendar_has_an_answer():
    loan = a_loan(plan=(Instalment(1, date.max, 1),), count_due_day=True)
    assert position(loan, date.max).next_due_on == date.max


def test_a_loan_is_written_off_when_nothing_else_is_left_of_it():
    part = Entry(1, "write_off", D(2024, 5, 1), 30_00, components=("interest",))
    assert position(a_loan(part), D(2024, 5, 1)).status == "active"
    whole = (part, Entry(2, "write_off", D(2024, 5, 2), 300_00))
    assert position(a_loan(*whole), D(2024, 5, 2)).status == "written_off"
    recovered = (*whole, Entry(3, "recovery", D(2024, 6, 1), 330_00))
    assert position(a_loan(*recovered), D(2024, 6, 1)).status == "closed"
