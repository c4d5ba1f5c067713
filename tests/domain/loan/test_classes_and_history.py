"""Classes by days, months and flags; cure; changes of bucket; late fees."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.buckets import bucket_name, buckets
from overdue_cli.domain.loan.classes import (
    Classification,
    Cure,
    Level,
    Stretch,
    aged_class,
    class_name,
    contagion,
    portfolio_at_risk,
    with_cure,
)
from overdue_cli.domain.loan.lateness_history import history
from overdue_cli.domain.loan.loan import Entry, Instalment, Loan, Rules

D = date
CN_FIVE = Classification(
    (
        Level("正常", 0),
        Level("关注", 1),
        Level("次级", 91),
        Level("可疑", 271),
        Level("损失", 361),
    ),
    at_least=(("restructured", "关注"), ("restructured_twice", "次级")),
)
IFRS_9 = Classification((Level("1", 0), Level("2", 31), Level("3", 91)))
RBI = Classification(
    (Level("standard", 0), Level("SMA", 1), Level("NPA", 91)),
    cure=Cure("paid"),
    ages=(Level("substandard", 0), Level("D1", 12), Level("D2", 24), Level("D3", 48)),
)
PLAN = (Instalment(1, D(2024, 1, 31), 100_00), Instalment(2, D(2024, 2, 29), 100_00))


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "正常"),
        (1, "关注"),
        (90, "关注"),
        (91, "次级"),
        (270, "次级"),
        (271, "可疑"),
        (361, "损失"),
    ],
)
def test_five_categories_by_days(days, name):
    assert class_name(CN_FIVE, days) == name


def test_a_flag_sets_the_best_class_a_loan_can_have():
    assert class_name(CN_FIVE, 0, {"restructured_twice"}) == "次级"
    assert class_name(CN_FIVE, 300, {"restructured"}) == "可疑"


def test_stages_begin_above_thirty_and_ninety_days():
    assert [class_name(IFRS_9, n) for n in (30, 31, 90, 91)] == ["1", "2", "2", "3"]


def test_npa_is_left_only_when_the_entire_arrears_are_paid():
    past = [Stretch(D(2024, 4, 1), 1), Stretch(D(2024, 7, 1), 2), Stretch(D(2024, 8, 1), 1)]
    assert with_cure(RBI, past, D(2024, 8, 5)) == 2
    assert with_cure(RBI, [*past, Stretch(D(2024, 9, 1), 0)], D(2024, 9, 1)) == 0


def test_cure_can_ask_for_a_time_and_instalments_on_time():
    scheme = Classification(RBI.levels, cure=Cure("paid", months=3, periods=2))
    past = [Stretch(D(2024, 1, 1), 2), Stretch(D(2024, 2, 1), 0)]
    dues = (D(2024, 2, 15), D(2024, 3, 15), D(2024, 4, 15))
    assert with_cure(scheme, past, D(2024, 4, 30), dues) == 2
    assert with_cure(scheme, past, D(2024, 5, 1), dues) == 0
    assert with_cure(scheme, past, D(2024, 5, 1), dues[:1]) == 2


def test_doubtful_classes_go_by_months_in_the_class():
    assert [
        aged_class(RBI, D(2024, 1, 1), d) for d in (D(2024, 12, 31), D(2025, 1, 1), D(2028, 1, 1))
    ] == ["substandard", "D1", "D3"]


def test_one_bad_loan_pulls_the_others_of_a_customer():
    assert contagion([0, 2, 1]) == 2


def test_portfolio_at_risk_takes_the_whole_principal_of_a_late_loan():
    assert portfolio_at_risk([(700, 31), (300, 0)], 30).ratio == Fraction(7, 10)
    assert portfolio_at_risk([], 30).ratio == 0


def test_buckets_cover_every_day_once():
    labels = [bucket_name(day, buckets((7, 30))) for day in range(0, 40)]
    assert labels == [""] + ["1-7"] * 7 + ["8-30"] * 23 + ["31+"] * 9
    assert buckets((1,)) == (
        ("1", 1, 1),
        ("2+", 2, None),
    )
    with pytest.raises(WrongUse, match=r"^bucket edges "):
        buckets((30, 30))


def test_history_names_what_moved_the_loan():
    entries = (
        Entry(1, "repayment", D(2024, 2, 10), 100_00),
        Entry(2, "reversal", D(2024, 2, 20), 100_00, reverses=1),
    )
    loan = Loan("L", "CNY", D(2024, 1, 1), PLAN, entries, Rules(grace_days=2))
    found = [(c.day, c.after, c.cause) for c in history(loan, D(2024, 3, 31), (10, 30))]
    assert found == [
        (D(2024, 2, 3), "1-10", "due"),
        (D(2024, 2, 10), "", "repayment"),
        (D(2024, 2, 20), "11-30", "reversal"),
        (D(2024, 3, 4), "31+", "time"),
    ]
