"""A debt charged off stays owed and marked; a debt sold leaves the book."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from overdue_cli.domain.loan.loan import (
    Amounts,
    ChargedOff,
    Entry,
    Instalment,
    Loan,
    PenaltyTerms,
    Rules,
)
from overdue_cli.domain.loan.position import position

D = date
PLAN = (
    Instalment(1, D(2024, 2, 1), 100_00, 10_00),
    Instalment(2, D(2024, 3, 1), 100_00, 10_00),
    Instalment(3, D(2024, 4, 1), 100_00, 10_00),
)
BOUNCED = (
    Entry(1, "repayment", D(2024, 2, 1), 110_00),
    Entry(2, "charge_off", D(2024, 5, 1), 220_00),
    Entry(3, "recovery", D(2024, 5, 20), 50_00),
    Entry(4, "reversal", D(2024, 6, 1), 110_00, reverses=1),
)


def a_loan(*entries: Entry, plan=PLAN, **rules) -> Loan:
    return Loan("L1", "CNY", D(2024, 1, 1), plan, entries, Rules(**rules))


def test_what_is_charged_off_is_owed_and_late_as_before():
    p = position(a_loan(Entry(1, "charge_off", D(2024, 5, 1), 330_00)), D(2024, 5, 2))
    assert (p.status, p.outstanding.total, p.overdue.total) == ("active", 330_00, 330_00)
    assert (p.days_past_due, p.charged_off.on) == (91, D(2024, 5, 1))


def test_the_day_before_it_is_not_charged_off():
    loan = a_loan(Entry(1, "charge_off", D(2024, 5, 1), 330_00))
    assert position(loan, D(2024, 4, 30)).charged_off is None
    assert position(loan, D(2024, 4, 30)).valid_until == D(2024, 5, 1)


def test_the_amount_is_fixed_and_a_payment_that_bounces_later_stands_beside_it():
    on_its_day = position(a_loan(*BOUNCED), D(2024, 5, 31)).charged_off
    assert on_its_day == ChargedOff(D(2024, 5, 1), 220_00, Amounts(0, 0, 20_00, 200_00), 50_00)
    later = position(a_loan(*BOUNCED), D(2024, 6, 1))
    assert later.charged_off == ChargedOff(
        D(2024, 5, 1), 220_00, Amounts(0, 0, 30_00, 300_00), 50_00
    )
    assert later.outstanding.total == 280_00


def test_credits_that_are_no_cash_are_not_recovered():
    entries = (BOUNCED[1], Entry(5, "goodwill", D(2024, 5, 2), 20_00))
    assert position(a_loan(*entries), D(2024, 6, 1)).charged_off.recovered == 0


def test_money_above_the_debt_is_credit_not_recovered():
    entries = (BOUNCED[1], Entry(5, "repayment", D(2024, 5, 2), 400_00))
    p = position(a_loan(*entries), D(2024, 6, 1))
    assert (p.status, p.credit, p.charged_off.recovered) == ("overpaid", 70_00, 330_00)


def test_a_charge_off_that_is_reversed_is_none_from_that_day_on():
    entries = (BOUNCED[1], Entry(5, "reversal", D(2024, 6, 1), 220_00, reverses=2))
    assert position(a_loan(*entries), D(2024, 5, 31)).charged_off is not None
    assert position(a_loan(*entries), D(2024, 6, 1)).charged_off is None


def test_penalty_interest_goes_on_or_stops_as_the_product_says():
    """36 % a year on 100 of principal, actual/360, is 0.10 a day; from 1 February to 1 May 90."""
    terms = PenaltyTerms(rates=((date.min, Fraction(36, 100)),))
    plan = (Instalment(1, D(2024, 2, 1), 100_00),)
    marker = Entry(1, "charge_off", D(2024, 5, 1), 100_00)
    for accrual, penalty in (("goes_on", 10_00), ("stops", 9_00)):
        loan = a_loan(marker, plan=plan, penalty=terms, charge_off_accrual=accrual)
        assert position(loan, D(2024, 5, 1)).penalty_accrued == 9_00
        assert position(loan, D(2024, 5, 11)).penalty_accrued == penalty
        money = Entry(2, "recovery", D(2024, 5, 11), 1_00)
        paid = position(
            a_loan(marker, money, plan=plan, penalty=terms, charge_off_accrual=accrual),
            D(2024, 5, 11),
        )
        assert paid.outstanding == Amounts(penalty - 1_00, 0, 0, 100_00)


def test_a_debt_that_is_sold_is_no_longer_owed():
    p = position(a_loan(Entry(1, "sale", D(2024, 5, 1), 330_00)), D(2024, 5, 1))
    assert (p.status, p.outstanding.total, p.credit, p.recovered) == ("closed", 0, 0, 0)


def test_debt_that_was_written_off_before_is_sold_with_the_rest():
    entries = (
        Entry(1, "write_off", D(2024, 4, 1), 30_00, components=("interest",)),
        Entry(2, "sale", D(2024, 5, 1), 330_00),
    )
    p = position(a_loan(*entries), D(2024, 5, 1))
    assert (p.status, p.outstanding.total, p.written_off.total) == ("closed", 0, 0)
    assert (p.recovered, p.sold_off_book, p.credit) == (0, 30_00, 0)


def test_money_that_comes_after_the_sale_is_credit():
    entries = (
        Entry(1, "sale", D(2024, 5, 1), 330_00),
        Entry(2, "repayment", D(2024, 5, 9), 10_00),
    )
    p = position(a_loan(*entries), D(2024, 5, 9))
    assert (p.status, p.credit) == ("overpaid", 10_00)
