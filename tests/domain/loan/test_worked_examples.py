"""The worked examples of the rules for lateness, legal interest and allocation by law."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from orders import allocate
from overdue_cli.domain.loan.allocation import Debt, spread_over_debts
from overdue_cli.domain.loan.classes import Classification, Level, class_name, missed_months
from overdue_cli.domain.loan.lateness_history import EBA_RETAIL, is_material, material_days
from overdue_cli.domain.loan.loan import (
    Amounts,
    Entry,
    Instalment,
    Loan,
    PenaltyCeiling,
    PenaltyTerms,
    RateTable,
    Rules,
)
from overdue_cli.domain.loan.penalty_interest import (
    simple_interest,
)
from overdue_cli.domain.loan.position import penalty_preview, position
from overdue_cli.domain.loan.rates import fixed, plus, times
from overdue_cli.domain.money import round_minor

D = date
SMA = Classification(
    (
        Level("standard", 0),
        Level("SMA-0", 1),
        Level("SMA-1", 31),
        Level("SMA-2", 61),
        Level("NPA", 91),
    )
)


def percent(text: str) -> Fraction:
    return Fraction(text) / 100


def legal_interest(principal: int, table: RateTable, days: int, start: date) -> int:
    end = start + timedelta(days=days)
    return round_minor(simple_interest(principal, table, start, end, "actual/365"))


def due(on: date, amount: int = 1, **rules) -> Loan:
    return Loan("L", "EUR", None, (Instalment(1, on, amount),), (), Rules(**rules))


def sma(loan: Loan, as_of: date) -> str:
    return class_name(SMA, position(loan, as_of).delinquent_days)


def test_1_days_past_due_of_a_loan_due_31_january_2023():
    loan = due(D(2023, 1, 31))
    assert [position(loan, d).days_past_due for d in (D(2023, 2, 2), D(2023, 4, 5))] == [2, 64]
    assert [sma(loan, d) for d in (D(2023, 2, 2), D(2023, 4, 5))] == ["SMA-0", "SMA-2"]


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (D(2024, 3, 31), [D(2024, 3, 31), D(2024, 4, 30), D(2024, 5, 30), D(2024, 6, 29)]),
        (D(2021, 12, 1), [D(2021, 12, 1), D(2021, 12, 31), D(2022, 1, 30), D(2022, 3, 1)]),
    ],
)
def test_2_and_3_rbi_classes_begin_on_the_days_of_its_examples(on, days):
    loan = due(on, count_due_day=True)
    assert [sma(loan, day) for day in days] == ["SMA-0", "SMA-1", "SMA-2", "NPA"]
    before = [date.fromordinal(day.toordinal() - 1) for day in days]
    assert [sma(loan, day) for day in before] == ["standard", "SMA-0", "SMA-1", "SMA-2"]


def test_4_mba_counts_a_month_earlier_than_ots():
    days = (D(2024, 4, 30), D(2024, 5, 31))
    assert [missed_months(D(2024, 4, 1), day, "missed_mba") for day in days] == [1, 2]
    assert [missed_months(D(2024, 4, 1), day, "missed_ots") for day in days] == [0, 1]


def test_5_ots_is_thirty_days_late_when_unpaid_on_the_next_due_date():
    assert missed_months(D(2024, 7, 1), D(2024, 8, 1), "missed_ots") == 1
    assert missed_months(D(2024, 7, 1), D(2024, 7, 31), "missed_ots") == 0


def test_18_uk_interest_a_day():
    assert legal_interest(10_000_00, fixed(percent("11.75")), 1, D(2026, 1, 1)) == 3_22


def test_19_uk_interest_is_rounded_once_not_by_day():
    rate = fixed(percent("12.25"))
    assert legal_interest(5_000_00, rate, 101, D(2023, 1, 1)) == 169_49
    assert 101 * legal_interest(5_000_00, rate, 1, D(2023, 1, 1)) == 169_68


def test_20_uk_interest_of_2000_for_45_days():
    assert legal_interest(2_000_00, fixed(percent("13.25")), 45, D(2024, 1, 1)) == 32_67


@pytest.mark.parametrize(("factor", "penalty"), [("1.5", 150_00), ("1.3", 130_00)])
def test_21_cn_penalty_is_the_contract_rate_and_a_half_or_three_tenths(factor, penalty):
    rates = times(fixed(percent("12")), Fraction(factor))
    loan = due(D(2024, 1, 1), 10_000_00, penalty=PenaltyTerms(rates))
    assert position(loan, D(2024, 1, 31)).penalty_accrued == penalty


def test_21_cn_unpaid_interest_bears_compound_interest_at_the_penalty_rate():
    terms = PenaltyTerms(fixed(percent("18")), on=("interest",))
    plan = (Instalment(1, D(2024, 1, 1), 0, 100_00),)
    loan = Loan("L", "CNY", None, plan, (), Rules(penalty=terms))
    assert position(loan, D(2024, 1, 31)).penalty_accrued == 1_50


@pytest.mark.parametrize(("basis", "interest"), [("actual/365", 2958_90), ("actual/360", 3000_00)])
def test_22_cn_private_lending_at_four_times_the_lpr(basis, interest):
    # That the ceiling holds is shown by the command: tests/acceptance/loan/test_penalty.py.
    allowed = fixed(percent("12"))
    exact = simple_interest(100_000_00, allowed, D(2026, 1, 20), D(2026, 4, 20), basis)
    assert round_minor(exact) == interest


def test_24_cn_561_costs_interest_principal():
    owed = Amounts(fee=300_00, interest=450_00, principal=5000_00)
    assert allocate(owed, 1000_00, "cn_561") == (Amounts(0, 300_00, 450_00, 250_00), 0)


def test_25_bgb_497_costs_principal_interest():
    owed = Amounts(fee=300_00, interest=450_00, principal=5000_00)
    assert allocate(owed, 1000_00, "bgb_497") == (Amounts(0, 300_00, 0, 700_00), 0)


def test_26_cn_560_the_unsecured_debt_before_the_older_secured_one():
    a = Debt("A", D(2024, 1, 31), 1000_00, secured=True)
    b = Debt("B", D(2024, 2, 28), 800_00)
    assert spread_over_debts([a, b], 900_00, D(2024, 3, 15)) == {"B": 800_00, "A": 100_00}


@pytest.mark.parametrize(("points", "interest"), [("9", 8_44), ("5", 5_15)])
def test_27_de_base_rate_plus_nine_or_five_points(points, interest):
    rate = plus(fixed(percent("1.27")), percent(points))
    assert legal_interest(1_000_00, rate, 30, D(2025, 7, 1)) == interest


def test_30_eba_arrears_must_exceed_both_thresholds():
    assert not is_material(120_00, 15_000_00, EBA_RETAIL)
    assert is_material(160_00, 15_000_00, EBA_RETAIL)
    plan = (Instalment(1, D(2024, 1, 1), 160_00), Instalment(2, D(2025, 1, 1), 14_840_00))
    loan = Loan("L", "EUR", None, plan, ())
    days = (D(2024, 1, 1), D(2024, 1, 2), D(2024, 4, 1))
    assert [material_days([loan], day, EBA_RETAIL) for day in days] == [0, 1, 91]


def test_material_days_start_anew_after_a_day_below_a_threshold():
    plan = (Instalment(1, D(2024, 1, 1), 160_00), Instalment(2, D(2024, 2, 1), 160_00))
    paid = Entry(1, "repayment", D(2024, 1, 20), 100_00)
    loan = Loan("L", "EUR", None, (*plan, Instalment(3, D(2025, 1, 1), 14_680_00)), (paid,))
    assert material_days([loan], D(2024, 1, 19), EBA_RETAIL) == 18
    assert material_days([loan], D(2024, 1, 31), EBA_RETAIL) == 0
    assert material_days([loan], D(2024, 2, 10), EBA_RETAIL) == 9


def test_penalty_is_posted_at_each_payment_and_shown_apart_since_then():
    terms = PenaltyTerms(fixed(percent("18")))
    paid = Entry(1, "repayment", D(2024, 1, 31), 1_150_00)
    plan = (Instalment(1, D(2024, 1, 1), 10_000_00),)
    loan = Loan("L", "CNY", None, plan, (paid,), Rules(penalty=terms))
    p = position(loan, D(2024, 2, 10))
    assert p.allocated[0].parts == Amounts(penalty=150_00, principal=1_000_00)
    assert (p.penalty_posted, p.penalty_accrued, p.outstanding.total) == (150_00, 45_00, 9_000_00)
    assert penalty_preview(loan, D(2024, 2, 10))[0].accrued == 45_00


def test_a_kept_grace_makes_penalty_nil_a_missed_one_counts_from_the_due_date():
    terms = PenaltyTerms(fixed(percent("18")), grace_days=5)
    kept = due(D(2024, 1, 1), 10_000_00, penalty=terms)
    assert position(kept, D(2024, 1, 6)).penalty_accrued == 0
    assert position(kept, D(2024, 1, 7)).penalty_accrued == 30_00


def test_penalty_alone_never_makes_an_instalment_overdue():
    terms = PenaltyTerms(fixed(percent("18")))
    paid = Entry(1, "repayment", D(2024, 1, 31), 10_000_00)
    plan = (Instalment(1, D(2024, 1, 1), 10_000_00),)
    loan = Loan("L", "CNY", None, plan, (paid,), Rules("principal_first", penalty=terms))
    p = position(loan, D(2024, 2, 10))
    assert (p.days_past_due, p.outstanding) == (0, Amounts(penalty=150_00))


def test_a_ceiling_holds_penalty_down_and_is_named():
    cap = PenaltyCeiling("24 %", fixed(percent("24")))
    terms = PenaltyTerms(fixed(percent("36")), cap=cap)
    p = position(due(D(2024, 1, 1), 10_000_00, penalty=terms), D(2024, 1, 31))
    assert (p.penalty_accrued, p.penalty_cap) == (200_00, "24 %")
