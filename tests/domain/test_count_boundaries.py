"""Classes, history, materiality, ladder and exit statuses at their boundaries."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from overdue_cli.domain import errors
from overdue_cli.domain.ladder.ladder import Step, step_for
from overdue_cli.domain.loan.classes import (
    Classification,
    Cure,
    Level,
    Stretch,
    aged_class,
    contagion,
    missed_months,
    portfolio_at_risk,
    with_cure,
)
from overdue_cli.domain.loan.lateness_history import (
    EBA_RETAIL,
    history,
    is_material,
    material_days,
)
from overdue_cli.domain.loan.loan import Entry, Instalment, Loan

D = date
LEVELS = (Level("standard", 0), Level("SMA", 1), Level("NPA", 91))
BAD = Stretch(D(2024, 1, 1), 2)


def cured(cure: Cure, as_of: date, *stretches: Stretch, dues: tuple[date, ...] = ()) -> int:
    return with_cure(Classification(LEVELS, cure=cure), [BAD, *stretches], as_of, dues)


def test_a_time_of_probation_must_be_over_before_the_loan_is_late_again():
    ten_days, clean = Cure("paid", days=10), Stretch(D(2024, 2, 1), 0)
    assert [cured(ten_days, D(2024, 2, day), clean) for day in (10, 11)] == [2, 0]
    again = [Stretch(D(2024, 2, day), 1) for day in (11, 12)]
    assert [cured(ten_days, D(2024, 3, 1), clean, late) for late in again] == [2, 1]


def test_months_of_probation_end_on_the_day_of_the_month():
    two_months, clean = Cure("paid", months=2), Stretch(D(2024, 2, 1), 0)
    assert cured(two_months, D(2024, 3, 31), clean) == 2
    assert cured(two_months, D(2024, 4, 1), clean) == 0


def test_instalments_on_time_count_from_the_clean_day_to_the_day_before():
    one, clean = Cure("paid", periods=1), Stretch(D(2024, 2, 1), 0)
    dues = [D(2024, 1, 31), D(2024, 2, 1), D(2024, 2, 4), D(2024, 2, 5)]
    found = [cured(one, D(2024, 2, 5), clean, dues=(due_on,)) for due_on in dues]
    assert found == [2, 0, 0, 2]


def test_without_a_past_there_is_the_best_class():
    assert with_cure(Classification(LEVELS), [], D(2024, 1, 1)) == 0
    assert with_cure(Classification(LEVELS), [BAD], D(2023, 12, 31)) == 0
    assert contagion([]) == 0


def test_the_worst_class_has_no_sub_class_before_the_first_age():
    npa = Classification(LEVELS, ages=(Level("D1", 12), Level("D2", 24)))
    days = (D(2024, 12, 31), D(2025, 1, 1), D(2026, 1, 1))
    assert [aged_class(npa, D(2024, 1, 1), day) for day in days] == ["NPA", "D1", "D2"]


def test_nothing_is_missed_before_the_due_date_or_without_one():
    assert missed_months(None, D(2024, 5, 1), "missed_ots") == 0
    assert missed_months(D(2024, 4, 1), D(2024, 2, 1), "missed_ots") == 0
    assert missed_months(D(2024, 4, 1), D(2024, 6, 30), "missed_mba") == 3


def test_months_missed_are_counted_by_the_day_of_the_plan():
    # A plan due on the 31st: February and April end before it.
    ends = [D(2024, 2, 28), D(2024, 2, 29), D(2024, 3, 30), D(2024, 3, 31), D(2024, 4, 30)]
    assert [missed_months(D(2024, 1, 31), day, "missed_ots", 31) for day in ends] == [
        0,
        1,
        1,
        2,
        3,
    ]
    assert [missed_months(D(2024, 2, 29), day, "missed_ots", 31) for day in ends] == [
        0,
        0,
        0,
        1,
        2,
    ]
    assert missed_months(D(2024, 12, 31), D(2025, 2, 28), "missed_ots", 31) == 2
    # One due on the 29th, and one whose last day of February is its own.
    assert missed_months(D(2023, 2, 28), D(2023, 3, 28), "missed_ots", 29) == 0
    assert missed_months(D(2023, 2, 28), D(2023, 3, 28), "missed_ots") == 1
    # A later day in the plan moves nothing that is not due at the end of a month.
    assert missed_months(D(2024, 2, 15), D(2024, 3, 15), "missed_ots", 17) == 1


def test_at_risk_begins_beyond_so_many_days():
    assert portfolio_at_risk([(100, 30), (50, 31), (7, 0)], 30) == (50, 157)


def test_arrears_must_be_above_a_threshold_not_at_it():
    assert (100_00, Fraction(1, 100)) == EBA_RETAIL
    assert [is_material(arrears, 1, EBA_RETAIL) for arrears in (100_00, 100_01)] == [False, True]
    exposure = 20_000_00
    found = [is_material(arrears, exposure, EBA_RETAIL) for arrears in (200_00, 200_01)]
    assert found == [False, True]


def a_loan(*dues: tuple[date, int], entries: tuple[Entry, ...] = ()) -> Loan:
    plan = tuple(Instalment(n, due_on, amount) for n, (due_on, amount) in enumerate(dues, 1))
    return Loan("L", "EUR", None, plan, entries)


def test_material_days_run_through_further_instalments_and_over_all_loans():
    first, second = (D(2024, 1, 1), 90_00), (D(2024, 2, 1), 90_00)
    both = a_loan((D(2024, 1, 1), 160_00), second)
    assert material_days([both], D(2024, 2, 10), EBA_RETAIL) == 40
    # Each of the two alone is below the amount; together from the second due date on.
    apart = [a_loan(first), a_loan(second)]
    assert material_days(apart, D(2024, 2, 10), EBA_RETAIL) == 9
    assert material_days(apart[:1], D(2024, 2, 10), EBA_RETAIL) == 0
    assert material_days([], D(2024, 2, 10), EBA_RETAIL) == 0


def test_history_steps_through_every_bucket_and_up_to_the_day_itself():
    loan = a_loan((D(2024, 1, 1), 100))
    days = [D(2024, 1, 2), D(2024, 1, 12), D(2024, 2, 1), D(2024, 3, 2)]
    found = history(loan, days[-1], (10, 30, 60))
    assert [(c.day, c.delinquent_days) for c in found] == list(
        zip(days, (1, 11, 31, 61), strict=True)
    )
    assert [c.after for c in found] == ["1-10", "11-30", "31-60", "61+"]
    assert len(history(loan, days[-1] - timedelta(1), (10, 30, 60))) == 3


def test_the_last_entry_of_a_day_is_the_cause():
    entries = (
        Entry(1, "fee", D(2024, 1, 5), 5, due_on=D(2024, 1, 1)),
        Entry(2, "repayment", D(2024, 1, 5), 105),
    )
    found = history(a_loan((D(2024, 1, 1), 100), entries=entries), D(2024, 2, 1), (30,))
    assert [c.cause for c in found] == ["due", "repayment"]


def test_a_step_holds_its_first_and_its_last_day():
    early, phone = Step("early", "", None, 0), Step("phone", "", 1, 15)
    legal = Step("legal", "", 91, None)
    agency = Step("agency", "", None, None, decision=True)
    ladder = [agency, early, phone, legal]
    names = {day: step_for(ladder, day) for day in (-99, 0, 1, 15, 16, 90, 91, 999)}
    assert [step.name if step else "" for step in names.values()] == [
        "early",
        "early",
        "phone",
        "phone",
        "",
        "",
        "legal",
        "legal",
    ]
    assert [step.range_text for step in (phone, legal, agency)] == ["1…15", "91…", "by decision"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.OverdueError, 1),
        (errors.MachineFailure, 1),
        (errors.WrongUse, 2),
        (errors.RowsRejected, 3),
        (errors.LedgerMismatch, 4),
        (errors.CheckFailed, 5),
        (errors.Refused, 6),
    ],
)
def test_the_exit_statuses_are_part_of_the_interface(error, status):
    assert (error.exit_status, error("x", hint="y").hint) == (status, "y")
