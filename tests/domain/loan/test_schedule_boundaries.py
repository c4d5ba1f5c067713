"""Schedules and day counts at their boundaries: dates, graces, rests, several disbursements."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from overdue_cli.domain.loan.day_count import (
    counted_days,
    days_30_360,
    rolled,
    step,
    year_fraction,
)
from overdue_cli.domain.loan.loan import Instalment, Terms
from overdue_cli.domain.loan.schedule import (
    MOST_INSTALMENTS,
    due_dates,
    level_payment,
    period_rates,
    schedule,
)
from overdue_cli.domain.money import round_to_multiple

D = date
OUT = D(2024, 1, 31)


def terms(**changes) -> Terms:
    base = {
        "principal": 1200_00,
        "disbursed_on": OUT,
        "instalments": 4,
        "annual_rate": Fraction(0),
    }
    return Terms(**(base | changes))


def principals(**changes) -> list[int]:
    return [line.principal for line in schedule(terms(**changes))]


def interests(**changes) -> list[int]:
    changes = {"annual_rate": Fraction(12, 100)} | changes
    return [line.interest for line in schedule(terms(**changes))]


@pytest.mark.parametrize(
    "changes",
    [
        {"principal": 1},
        {"every": 1},
        {"instalments": 1},
        {"first_due_on": OUT},
        {"maturity_on": OUT, "instalments": 1},
        {"first_due_on": D(2024, 2, 5), "maturity_on": D(2024, 2, 5), "instalments": 0},
        {"principal_grace": 3},
        {"interest_grace": 3},
        {"down_payment": Fraction(99, 100)},
        {"method": "invoice", "instalments": 1},
        {"later_disbursements": ((OUT, 1),)},
        {"instalments": 12_000, "unit": "days"},
    ],
)
def test_terms_at_their_limits_are_good(changes):
    assert sum(principals(**changes)) == terms(**changes).principal + sum(
        amount for _, amount in terms(**changes).later_disbursements
    )


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"principal": -1}, "principal"),
        ({"every": -1}, "every"),
        ({"instalments": -1, "maturity_on": D(2024, 6, 1)}, "instalments"),
        ({"instalments": 12_001, "unit": "days"}, "instalments"),
        ({"down_payment": Fraction(-1, 100)}, "down_payment"),
        ({"principal_grace": -1}, "principal_grace"),
        ({"interest_grace": -1}, "interest_grace"),
        ({"first_due_on": D(2024, 2, 5), "maturity_on": D(2024, 2, 4)}, "maturity_on"),
        ({"maturity_on": D(2024, 4, 30)}, "maturity_on"),
        (
            {"instalments": 1, "first_due_on": D(2024, 2, 5), "maturity_on": D(2024, 2, 6)},
            "maturity_on",
        ),
        ({"method": "invoice", "instalments": 2}, "instalments"),
        ({"instalments": 2, "maturity_on": D(2024, 2, 20)}, "maturity_on"),
        ({"later_disbursements": ((OUT, 5), (OUT - timedelta(1), 5))}, "later_disbursements"),
        ({"later_disbursements": ((D(2024, 5, 31), 5),)}, "later_disbursements"),
        ({"later_disbursements": ((OUT - timedelta(1), 5),)}, "later_disbursements"),
        ({"later_disbursements": ((OUT, 5), (OUT, -1))}, "later_disbursements"),
    ],
)
def test_terms_just_beyond_their_limits_are_named(changes, named):
    with pytest.raises(ValueError, match=rf"^{named}: "):
        schedule(terms(**changes))


def test_without_a_calendar_every_day_is_a_business_day():
    assert schedule(terms(roll="following")) == schedule(terms())


def test_dates_until_maturity_are_at_most_so_many():
    last = OUT + timedelta(days=MOST_INSTALMENTS)
    dates = due_dates(terms(instalments=0, unit="days", maturity_on=last))
    assert (len(dates), dates[-1]) == (MOST_INSTALMENTS, last)
    with pytest.raises(ValueError, match=r"^instalments: "):
        due_dates(terms(instalments=0, unit="days", maturity_on=last + timedelta(1)))


def test_due_dates_count_from_the_first_or_from_the_disbursement():
    assert due_dates(terms(instalments=2, every=2)) == [D(2024, 3, 31), D(2024, 5, 31)]
    first = due_dates(terms(instalments=3, first_due_on=D(2024, 2, 10), every=2, unit="weeks"))
    assert first == [D(2024, 2, 10), D(2024, 2, 24), D(2024, 3, 9)]
    assert due_dates(terms(instalments=2, every=10, unit="days"))[-1] == D(2024, 2, 20)


def test_maturity_on_a_due_date_is_that_due_date():
    until = due_dates(terms(instalments=0, maturity_on=D(2024, 3, 31)))
    assert until == [D(2024, 2, 29), D(2024, 3, 31)]
    counted = due_dates(terms(instalments=2, maturity_on=D(2024, 3, 1)))
    assert counted == [D(2024, 2, 29), D(2024, 3, 1)]
    one = terms(instalments=1, first_due_on=D(2024, 2, 5), maturity_on=D(2024, 2, 5))
    assert due_dates(one) == [D(2024, 2, 5)]


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"unit": "months", "every": 2}, Fraction(2, 12)),
        ({"unit": "weeks", "every": 2}, Fraction(2, 52)),
        ({"unit": "days", "every": 10}, Fraction(10, 360)),
        ({"unit": "days", "every": 10, "day_count": "actual/365"}, Fraction(10, 365)),
        ({"unit": "days", "every": 10, "day_count": "actual/actual"}, Fraction(10, 365)),
    ],
)
def test_the_rate_of_a_period_is_its_part_of_the_year(changes, parts):
    some = terms(annual_rate=Fraction(12, 100), **changes)
    assert period_rates(some, due_dates(some)) == [Fraction(12, 100) * parts] * 4


def test_rates_by_day_count_from_one_due_date_to_the_next():
    some = terms(annual_rate=Fraction(36, 100), interest_period="daily", day_count="actual/360")
    assert period_rates(some, due_dates(some)) == [Fraction(n, 1000) for n in (29, 31, 30, 31)]


def test_equal_principal_leaves_the_rest_to_the_last_and_nothing_to_the_grace():
    assert principals(principal=1000, instalments=3) == [333, 333, 334]
    assert principals(principal=1000, principal_grace=1) == [0, 333, 333, 334]
    assert principals(principal=1000, principal_grace=3) == [0, 0, 0, 1000]
    assert principals(principal=2, instalments=4) == [1, 1, 0, 0]


def test_an_annuity_without_interest_and_one_with_grace():
    assert principals(principal=1000, method="annuity", instalments=3) == [333, 333, 334]
    plan = schedule(terms(annual_rate=Fraction(12, 100), principal_grace=2))
    assert [(line.principal, line.interest) for line in plan] == [
        (0, 1200),
        (0, 1200),
        (59701, 1200),
        (60299, 603),
    ]


def test_an_annuity_whose_interest_eats_the_level_payment_never_goes_below_zero():
    # By day, a long first period costs more than the level payment.
    some = {"annual_rate": Fraction(3), "interest_period": "daily", "day_count": "actual/365"}
    plan = schedule(terms(first_due_on=D(2025, 1, 31), **some))
    assert plan[0].principal == 0
    assert sum(line.principal for line in plan) == 1200_00
    assert all(line.principal >= 0 for line in plan)


def test_an_annuity_whose_first_period_has_no_days_is_level_all_the_same():
    by_day = {"interest_period": "daily", "day_count": "actual/365", "first_due_on": OUT}
    plan = schedule(terms(annual_rate=Fraction(12, 100), **by_day))
    paid = [line.principal + line.interest for line in plan]
    assert (plan[0].interest, set(paid[:-1])) == (0, {paid[0]})
    assert abs(paid[-1] - paid[0]) < 4


def test_a_multiple_above_the_balance_takes_the_balance():
    assert principals(principal=1000, instalment_multiple=600, instalments=3) == [600, 400, 0]
    assert principals(principal=1000, instalment_multiple=900, method="annuity") == [0, 0, 0, 1000]


def test_flat_spreads_principal_and_interest_and_the_last_takes_both_rests():
    plan = schedule(terms(principal=1000, method="flat", annual_rate=Fraction(10, 100)))
    assert [(line.principal, line.interest) for line in plan] == [
        (250, 8),
        (250, 8),
        (250, 8),
        (250, 9),
    ]
    assert principals(principal=1001, method="flat", instalments=3) == [334, 334, 333]


def test_flat_with_grace_and_a_multiple():
    grace = {"method": "flat", "annual_rate": Fraction(12, 100), "principal_grace": 1}
    assert principals(principal=1000, **grace) == [0, 333, 333, 334]
    # 250 + 10 a month are rounded to 300: 290 of principal, 10 of interest.
    multiple = {"method": "flat", "annual_rate": Fraction(12, 100), "instalment_multiple": 100}
    plan = schedule(terms(principal=1000, **multiple))
    assert [(line.principal, line.interest) for line in plan] == [
        (290, 10),
        (290, 10),
        (290, 10),
        (130, 10),
    ]


def test_flat_interest_above_the_rounded_payment_takes_no_principal_back():
    small = {"method": "flat", "annual_rate": Fraction(12, 10), "instalment_multiple": 100}
    assert principals(principal=40, **small) == [0, 0, 0, 40]


def test_flat_grace_counts_from_the_disbursement_of_the_loan():
    later = {"later_disbursements": ((D(2024, 3, 15), 600),), "principal_grace": 2}
    assert principals(principal=1200, method="flat", annual_rate=Fraction(1, 10), **later) == [
        0,
        0,
        600 + 300,
        600 + 300,
    ]


def test_flat_without_interest_is_equal_principal():
    assert principals(principal=1000, method="flat", instalments=3) == [333, 333, 334]


def test_flat_bears_interest_on_a_later_disbursement_from_its_own_instalment_on():
    later = ((D(2024, 3, 15), 600),)
    plan = schedule(
        terms(
            principal=1200,
            method="flat",
            annual_rate=Fraction(12, 100),
            later_disbursements=later,
            principal_grace=3,
        )
    )
    # 16 of the 31 days up to 31 March, then two months: 600 × 1 % × (16/31 + 2) = 15.1, 5 each.
    assert [(line.principal, line.interest) for line in plan] == [
        (0, 12),
        (0, 12 + 5),
        (0, 12 + 5),
        (1200 + 600, 12 + 5),
    ]


def test_a_bullet_adds_up_the_interest_of_each_disbursement():
    later = ((D(2024, 3, 15), 60_000),)
    (only,) = schedule(
        terms(method="bullet", annual_rate=Fraction(12, 100), later_disbursements=later)
    )
    # 120000 × 4 % + 60000 × 1 % × (16/31 + 2), and all the principal on the last date.
    assert (only.principal, only.interest, only.due_on, only.seq) == (
        180_000,
        4800 + 1510,
        D(2024, 5, 31),
        1,
    )


def test_one_payment_rolls_and_the_dates_inside_stay():
    later = ((D(2024, 3, 15), 60_000),)
    some = terms(
        method="bullet",
        instalments=3,
        annual_rate=Fraction(12, 100),
        later_disbursements=later,
        roll="following",
    )
    # 31 March 2024 is a Sunday: 16 of the 31 days up to it, 120000 × 3 % + 60000 × 1 % × 47/31.
    (only,) = schedule(some, lambda day: day.weekday() >= 5)
    assert only.interest == 3600 + 910


def test_a_disbursement_on_a_due_date_belongs_to_the_next_instalment():
    later = ((D(2024, 2, 29), 60_000),)
    assert interests(method="interest_only", later_disbursements=later) == [
        1200,
        1800,
        1800,
        1800,
    ]
    same_day = ((OUT, 60_000),)
    assert interests(method="interest_only", later_disbursements=same_day) == [1800] * 4


def test_a_further_disbursement_is_planned_over_the_instalments_after_it():
    later = ((D(2024, 3, 15), 500),)
    assert principals(principal=1000, later_disbursements=later) == [250, 417, 417, 416]
    grace = {"principal": 1000, "later_disbursements": later, "principal_grace": 2}
    assert principals(**grace) == [0, 0, 750, 750]


def test_a_first_due_date_on_the_day_of_disbursement_bears_no_part_of_a_period():
    plan = schedule(terms(method="interest_only", first_due_on=OUT, annual_rate=Fraction(12, 100)))
    assert plan[0] == Instalment(1, OUT, 0, 1200)
    later = ((OUT, 100_00),)
    assert principals(first_due_on=OUT, later_disbursements=later) == [325_00] * 4


def test_down_payments_are_rounded_and_come_first_on_their_day():
    plan = schedule(terms(principal=1001, down_payment=Fraction(1, 2), first_due_on=OUT))
    assert [(line.seq, line.principal, line.down_payment) for line in plan] == [
        (1, 501, True),
        (2, 125, False),
        (3, 125, False),
        (4, 125, False),
        (5, 125, False),
    ]
    assert principals(principal=1001, down_payment=Fraction(1, 2), rounding="half_even")[0] == 500
    no_down = schedule(terms(principal=1, down_payment=Fraction(1, 10)))
    assert (len(no_down), no_down[0].down_payment) == (4, False)


def test_interest_put_off_is_paid_with_the_first_later_one():
    assert interests(method="interest_only", interest_grace=1) == [0, 2400, 1200, 1200]
    assert interests(method="interest_only", interest_grace=3) == [0, 0, 0, 4800]


def test_interest_is_rounded_as_the_terms_say():
    half = {"principal": 50, "method": "interest_only"}
    assert interests(**half) == [1] * 4
    assert interests(rounding="half_even", **half) == [0] * 4


def test_the_level_payment_of_unequal_periods():
    rates = [Fraction(1, 10), Fraction(2, 10)]
    # 132 = 1.1 × 1.2 × 100; the tails are 1.2 and 1.
    assert level_payment(100, rates) == Fraction(132, 1) / Fraction(22, 10)
    assert level_payment(90, [Fraction(0)] * 3) == 30


def test_units_of_time():
    assert step(OUT, 1, "months") == D(2024, 2, 29)
    assert step(OUT, 3, "weeks") == D(2024, 2, 21)
    assert step(OUT, 3, "days") == D(2024, 2, 3)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (D(2024, 1, 31), D(2024, 2, 29), 29),
        (D(2024, 1, 30), D(2024, 1, 31), 0),
        (D(2024, 1, 15), D(2025, 1, 15), 360),
        (D(2024, 1, 29), D(2024, 3, 1), 32),
    ],
)
def test_months_of_thirty_days(start, end, days):
    assert days_30_360(start, end) == days
    assert counted_days(start, end, "30/360") == days
    assert counted_days(start, end, "actual/360") == (end - start).days


def test_parts_of_a_year():
    assert year_fraction(D(2024, 1, 1), D(2024, 12, 31), "actual/actual") == Fraction(365, 366)
    assert year_fraction(D(2023, 12, 31), D(2025, 1, 2), "actual/actual") == (
        Fraction(1, 365) + 1 + Fraction(1, 365)
    )
    assert year_fraction(D(2023, 1, 1), D(2024, 1, 1), "actual/365") == 1
    assert year_fraction(D(2023, 1, 1), D(2023, 12, 27), "actual/360") == 1
    assert year_fraction(D(2023, 1, 1), D(2024, 1, 1), "30/360") == 1


def test_a_date_rolls_to_a_business_day():
    def weekend(day: date) -> bool:
        return day.weekday() >= 5

    sunday = D(2024, 9, 1)
    assert rolled(sunday, "following", weekend) == D(2024, 9, 2)
    assert rolled(sunday, "preceding", weekend) == D(2024, 8, 30)
    assert rolled(sunday, "modified_following", weekend) == D(2024, 9, 2)
    assert rolled(D(2024, 8, 31), "modified_following", weekend) == D(2024, 8, 30)
    assert rolled(sunday, "none", weekend) == sunday
    assert rolled(D(2024, 9, 3), "following", weekend) == D(2024, 9, 3)


def test_multiples_are_rounded_like_everything_else():
    assert [round_to_multiple(n, 100) for n in (49, 50, 149, 150)] == [0, 100, 100, 200]
    assert [round_to_multiple(n, 100, "half_even") for n in (50, 150)] == [0, 200]
