"""Schedules: figures of each method, dates, and what holds for any terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overdue_cli.domain.loan.loan import Terms
from overdue_cli.domain.loan.schedule import due_dates, schedule

D = date


def terms(**changes) -> Terms:
    base = {
        "principal": 12_000_00,
        "disbursed_on": D(2024, 1, 31),
        "annual_rate": Fraction(12, 100),
        "instalments": 12,
    }
    return Terms(**(base | changes))


def figures(plan):
    return [(i.principal, i.interest) for i in plan]


def test_annuity_pays_the_same_each_month_and_the_last_takes_the_rest():
    plan = schedule(terms())
    assert {i.principal + i.interest for i in plan[:-1]} == {106619}
    assert plan[-1].principal + plan[-1].interest == 106614


def test_equal_principal_pays_interest_on_the_balance():
    assert figures(schedule(terms(method="equal_principal")))[:2] == [
        (100000, 12000),
        (100000, 11000),
    ]


def test_flat_pays_equal_principal_and_equal_interest_on_the_whole_loan():
    assert set(figures(schedule(terms(method="flat")))) == {(100000, 12000)}


def test_interest_only_pays_principal_at_the_end():
    plan = figures(schedule(terms(method="interest_only")))
    assert plan[0] == (0, 12000)
    assert plan[-1] == (1200000, 12000)


def test_bullet_pays_all_at_maturity():
    (only,) = schedule(terms(method="bullet"))
    assert (only.due_on, only.principal, only.interest) == (D(2025, 1, 31), 1200000, 144000)


def test_an_invoice_is_one_item_without_interest():
    only = schedule(terms(method="invoice", annual_rate=Fraction(0), instalments=1))
    assert figures(only) == [(1200000, 0)]


def test_month_ends_are_clamped_from_the_first_date_not_chained():
    dates = due_dates(terms(instalments=3))
    assert dates == [D(2024, 2, 29), D(2024, 3, 31), D(2024, 4, 30)]


def test_maturity_fixes_the_last_due_date():
    dates = due_dates(terms(instalments=3, maturity_on=D(2024, 5, 15)))
    assert dates[-2:] == [D(2024, 3, 31), D(2024, 5, 15)]


def test_maturity_gives_the_number_of_instalments_when_unknown():
    dates = due_dates(terms(instalments=0, first_due_on=D(2024, 3, 5), maturity_on=D(2024, 6, 1)))
    assert dates == [D(2024, 3, 5), D(2024, 4, 5), D(2024, 5, 5), D(2024, 6, 1)]


def test_interest_by_day_counts_actual_days():
    plan = schedule(terms(interest_period="daily", day_count="actual/360", method="interest_only"))
    assert plan[0].interest == 116_00  # 29 days
    assert plan[1].interest == 124_00  # 31 days


def test_principal_grace_leaves_interest_payable():
    plan = figures(schedule(terms(method="equal_principal", principal_grace=2)))
    assert plan[:3] == [(0, 12000), (0, 12000), (120000, 12000)]


def test_interest_grace_adds_what_accrued_to_the_first_later_instalment():
    plan = figures(schedule(terms(method="equal_principal", interest_grace=2)))
    assert plan[:3] == [(100000, 0), (100000, 0), (100000, 33000)]


def test_a_level_payment_can_be_rounded_to_a_multiple():
    plan = schedule(terms(instalment_multiple=100_00))
    assert {i.principal + i.interest for i in plan[:-1]} == {110000}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"principal": 0}, "principal"),
        ({"annual_rate": Fraction(-1)}, "annual_rate"),
        ({"every": 0}, "every"),
        ({"instalments": 0}, "instalments"),
        ({"instalments": 10**7}, "instalments"),
        ({"instalments": 10**4, "every": 100}, "instalments"),
        ({"instalments": 0, "maturity_on": D(9999, 1, 1), "unit": "days"}, "instalments"),
        ({"instalment_multiple": -1}, "instalment_multiple"),
        ({"first_due_on": D(2024, 1, 30)}, "first_due_on"),
        ({"maturity_on": D(2024, 1, 30)}, "maturity_on"),
        ({"maturity_on": D(2024, 3, 1)}, "maturity_on"),
        ({"principal_grace": 12}, "principal_grace"),
        ({"interest_grace": 12}, "interest_grace"),
        ({"method": "invoice"}, "annual_rate"),
    ],
)
def test_bad_terms_are_named(changes, named):
    with pytest.raises(ValueError, match=rf"^{named}: "):
        schedule(terms(**changes))


@st.composite
def any_terms(draw):
    count = draw(st.integers(1, 40))
    return terms(
        principal=draw(st.integers(1, 10**9)),
        disbursed_on=draw(st.dates(D(2000, 1, 1), D(2030, 1, 1))),
        annual_rate=Fraction(draw(st.integers(0, 30000)), 10000),
        method=draw(
            st.sampled_from(["annuity", "equal_principal", "flat", "interest_only", "bullet"])
        ),
        instalments=count,
        every=draw(st.integers(1, 4)),
        unit=draw(st.sampled_from(["days", "weeks", "months"])),
        day_count=draw(st.sampled_from(["30/360", "actual/365", "actual/360", "actual/actual"])),
        interest_period=draw(st.sampled_from(["period", "daily"])),
        principal_grace=draw(st.integers(0, count - 1)),
        interest_grace=draw(st.integers(0, count - 1)),
        instalment_multiple=draw(st.sampled_from([0, 0, 100, 1000])),
        rounding=draw(st.sampled_from(["half_up", "half_even"])),
    )


@given(any_terms())
def test_principals_sum_to_the_loan_for_any_terms(some):
    plan = schedule(some)
    assert sum(i.principal for i in plan) == some.principal
    assert all(i.principal >= 0 and i.interest >= 0 for i in plan)
    assert [i.due_on for i in plan] == sorted({i.due_on for i in plan})
    assert [i.seq for i in plan] == list(range(1, len(plan) + 1))


def test_each_disbursement_has_its_own_down_payment_and_the_rest_is_planned_anew():
    plan = schedule(
        terms(
            principal=1000_00,
            annual_rate=Fraction(0),
            instalments=3,
            disbursed_on=D(2022, 1, 1),
            down_payment=Fraction(1, 4),
            later_disbursements=((D(2022, 1, 15), 1000_00),),
        )
    )
    assert [(i.due_on, i.principal) for i in plan] == [
        (D(2022, 1, 1), 250_00),
        (D(2022, 1, 15), 250_00),
        (D(2022, 2, 1), 500_00),
        (D(2022, 3, 1), 500_00),
        (D(2022, 4, 1), 500_00),
    ]
    assert [i.down_payment for i in plan] == [True, True, False, False, False]


def test_a_later_disbursement_bears_interest_from_its_own_day():
    later = ((D(2024, 2, 15), 6_000_00),)
    plan = schedule(terms(method="interest_only", instalments=2, later_disbursements=later))
    # A month of 31 days from 29 February; the first period of 29 days holds 14 of the second sum.
    assert [i.interest for i in plan] == [120_00 + 28_97, 180_00]
    assert sum(i.principal for i in plan) == 18_000_00


@pytest.mark.parametrize(
    "method", ["annuity", "equal_principal", "flat", "interest_only", "bullet"]
)
def test_principals_sum_to_all_disbursements(method):
    later = ((D(2024, 2, 15), 6_000_07), (D(2024, 6, 30), 1))
    plan = schedule(terms(method=method, later_disbursements=later, down_payment=Fraction(1, 10)))
    assert sum(i.principal for i in plan) == 18_000_08


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"down_payment": Fraction(1)}, "down_payment"),
        ({"later_disbursements": ((D(2024, 3, 1), 0),)}, "later_disbursements"),
        ({"later_disbursements": ((D(2024, 1, 1), 1),)}, "later_disbursements"),
        ({"later_disbursements": ((D(2025, 1, 31), 1),)}, "later_disbursements"),
    ],
)
def test_bad_disbursements_are_named(changes, named):
    with pytest.raises(ValueError, match=rf"^{named}: "):
        schedule(terms(**changes))


@pytest.mark.parametrize(
    ("roll", "second"),
    [
        ("none", D(2024, 8, 31)),
        ("following", D(2024, 9, 2)),
        ("modified_following", D(2024, 8, 30)),
        ("preceding", D(2024, 8, 30)),
    ],
)
def test_due_dates_roll_to_business_days_and_do_not_drag_later_ones(roll, second):
    some = terms(
        disbursed_on=D(2024, 6, 30), first_due_on=D(2024, 7, 31), instalments=3, roll=roll
    )
    dates = [i.due_on for i in schedule(some, lambda day: day.weekday() >= 5)]
    assert dates == [D(2024, 7, 31), second, D(2024, 9, 30)]


@pytest.mark.parametrize("method", ["bullet", "annuity"])
@pytest.mark.parametrize("roll", ["following", "modified_following", "preceding"])
def test_principals_sum_and_dates_rise_on_a_daily_plan_that_rolls(method, roll):
    some = terms(
        disbursed_on=D(2024, 8, 27),
        instalments=40,
        unit="days",
        method=method,
        roll=roll,
        interest_period="daily",
        later_disbursements=((D(2024, 8, 31), 50_000),),
    )
    plan = schedule(some, lambda day: day.weekday() >= 5)
    dates = [i.due_on for i in plan]
    assert dates == sorted(dates)
    assert not any(day.weekday() >= 5 for day in dates)
    assert sum(i.principal for i in plan) == some.principal + 50_000
    assert min(i.interest for i in plan) >= 0


@pytest.mark.parametrize(
    ("changes", "is_closed"),
    [
        ({"roll": "preceding", "first_due_on": D(2024, 6, 30)}, lambda day: day.weekday() >= 5),
        ({"roll": "following"}, lambda day: True),
    ],
)
def test_a_roll_that_finds_no_day_is_named(changes, is_closed):
    with pytest.raises(ValueError, match=r"^roll: "):
        schedule(terms(disbursed_on=D(2024, 6, 30), **changes), is_closed)


def test_equal_principal_has_no_level_instalment_to_round():
    """5,000.00 in 18: 277.78 each, the last 5,000.00 - 17 * 277.78 = 277.74."""
    plan = schedule(
        Terms(
            500_000,
            D(2022, 11, 1),
            method="equal_principal",
            instalments=18,
            instalment_multiple=100,
        )
    )
    assert [i.principal for i in plan] == [277_78] * 17 + [277_74]


def rounded_down_payment(**changes):
    return terms(
        principal=1250_00,
        annual_rate=Fraction(0),
        instalments=3,
        instalment_multiple=100,
        rounding="half_even",
        down_payment=Fraction(1, 4),
        **changes,
    )


def test_a_down_payment_is_rounded_to_the_multiple_where_the_product_says_so():
    plan = schedule(rounded_down_payment(down_payment_rounding="multiple"))
    assert [i.principal for i in plan] == [312_00, 313_00, 312_00, 313_00]
    by_flat = schedule(rounded_down_payment(down_payment_rounding="multiple", method="flat"))
    assert [i.principal for i in by_flat] == [312_00, 313_00, 312_00, 313_00]


def test_else_it_is_a_part_to_the_cent_and_the_last_instalment_takes_the_rest():
    plan = schedule(rounded_down_payment())
    assert [i.principal for i in plan] == [312_50, 312_00, 312_00, 313_50]


def test_with_interest_the_level_payment_stays_level_beside_a_rounded_down_payment():
    """937 (1,250 less 313) in 3 at 1 % a month: level 319 (318.60 rounded), the last the rest."""
    some = rounded_down_payment(down_payment_rounding="multiple")
    plan = schedule(replace(some, annual_rate=Fraction(12, 100), rounding="half_up"))
    assert [i.principal + i.interest for i in plan] == [313_00, 319_00, 319_00, 317_79]
