"""A walk over the days of a loan says of each what a replay of that day alone says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from overdue_cli.domain.loan.buckets import bucket_name, buckets
from overdue_cli.domain.loan.lateness_history import history
from overdue_cli.domain.loan.loan import (
    Entry,
    Instalment,
    Loan,
    PenaltyCeiling,
    PenaltyTerms,
    Rules,
)
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.rates import fixed
from overdue_cli.domain.loan.replay import Walk, counted_entries, opened, passing, replay, steps

D = date
DAY = timedelta(days=1)
FIRST, LAST = D(2024, 1, 1), D(2024, 6, 30)
PLAN = tuple(Instalment(n, D(2024, n, 28), 1_000_00, 50_00) for n in range(1, 5))
#: The ceiling bites in February only: cut at another day it comes to another amount.
RATES = ((date.min, Fraction(36, 100)), (D(2024, 2, 10), Fraction(90, 100)))
CAP = PenaltyCeiling("half", ((date.min, Fraction(50, 100)), (D(2024, 3, 1), Fraction(80, 100))))
PENALTY = PenaltyTerms(rates=RATES, on=("principal", "interest"), cap=CAP)
ENTRIES = (
    Entry(1, "repayment", D(2024, 1, 20), 1_300_00),
    Entry(2, "fee", D(2024, 2, 5), 30_00, D(2024, 2, 20)),
    Entry(3, "repayment", D(2024, 3, 15), 400_00),
    Entry(4, "repayment", D(2024, 4, 2), 2_000_00),
    Entry(5, "reversal", D(2024, 4, 20), 2_000_00, reverses=4),
    Entry(6, "fee", D(2024, 4, 25), 10_00, D(2024, 1, 15)),
    Entry(7, "repayment", D(2024, 5, 5), 5_000_00),
)
LOANS = {
    "plain": Rules(),
    "penalty": Rules(penalty=PENALTY),
    "waiting": Rules(early=(("", "credit"),)),
    "both": Rules(penalty=PENALTY, early=(("", "credit"),)),
}


def days() -> list[date]:
    return [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize("name", LOANS)
def test_each_day_in_a_walk_is_that_day_alone(name: str) -> None:
    loan = Loan("L", "CNY", FIRST, PLAN, ENTRIES, LOANS[name])
    walk = Walk(loan)
    for day in days():
        assert position(loan, day, walk=walk) == position(loan, day), day


@pytest.mark.parametrize("name", LOANS)
def test_a_day_asked_for_again_or_after_a_later_one_is_the_same(name: str) -> None:
    loan = Loan("L", "CNY", FIRST, PLAN, ENTRIES, LOANS[name])
    walk = Walk(loan)
    for day in (D(2024, 3, 20), D(2024, 3, 20), D(2024, 4, 30), D(2024, 4, 10), D(2024, 2, 1)):
        assert position(loan, day, walk=walk) == position(loan, day), day


def test_a_walk_takes_each_entry_once_until_one_is_taken_back() -> None:
    loan = Loan("L", "CNY", FIRST, PLAN, ENTRIES, Rules())
    walk = Walk(loan)
    states = [walk.at(day) for day in (D(2024, 1, 25), D(2024, 4, 2), D(2024, 4, 20))]
    assert states[0] is states[1]
    assert states[1] is not states[2]
    assert [len(state.taken) for state in states] == [3, 3, 2]


@pytest.mark.parametrize("name", LOANS)
@pytest.mark.parametrize("edges", [(30, 60), (1, 2, 3)])
def test_the_history_is_every_day_on_which_the_bucket_is_another(
    name: str, edges: tuple[int, ...]
) -> None:
    loan = Loan("L", "CNY", FIRST, PLAN, ENTRIES, replace(LOANS[name], grace_days=2))
    found, before = [], ""
    for day in days():
        late = position(loan, day).delinquent_days
        after = bucket_name(late, buckets(edges))
        if after != before:
            found.append((day, before, after, late))
        before = after
    assert [change[:4] for change in history(loan, LAST, edges)] == found


def test_steps_stop_before_and_after_penalty_and_after_each_entry() -> None:
    loan = Loan("L", "CNY", FIRST, PLAN, ENTRIES[:3], LOANS["both"])
    state = opened(loan)
    found = [
        (step.moment, step.entry.entry_id if step.entry else None, step.day)
        for step in steps(state, counted_entries(loan.entries, LAST))
    ]
    assert found == [
        ("accruing", 1, D(2024, 1, 20)),
        ("posted", 1, D(2024, 1, 20)),
        ("taken", 1, D(2024, 1, 20)),
        ("released", None, D(2024, 1, 28)),
        ("accruing", 2, D(2024, 2, 5)),
        ("posted", 2, D(2024, 2, 5)),
        ("taken", 2, D(2024, 2, 5)),
        ("released", None, D(2024, 2, 20)),
        ("released", None, D(2024, 2, 28)),
        ("accruing", 3, D(2024, 3, 15)),
        ("posted", 3, D(2024, 3, 15)),
        ("taken", 3, D(2024, 3, 15)),
    ]
    closing = [step.moment for step in passing(state, None, LAST)]
    assert closing == ["accruing", "posted"]
    whole = replay(loan, LAST)
    assert [line.paid for line in state.lines] == [line.paid for line in whole.lines]
    assert [line.exact for line in state.lines] == [line.exact for line in whole.lines]


def test_a_settled_line_owes_no_rest_of_penalty_when_it_opens_again() -> None:
    terms = PenaltyTerms(fixed(Fraction(1, 100)))
    entries = (
        Entry(1, "repayment", D(2024, 1, 31), 1_000_10),
        Entry(2, "fee", D(2024, 3, 1), 500, D(2024, 1, 10)),
    )
    plan = (Instalment(1, D(2024, 1, 28), 1_000_00),)
    loan = Loan("L", "CNY", None, plan, entries, Rules(penalty=terms))
    state = replay(loan, D(2024, 3, 1))
    assert state.lines[0].exact == state.lines[0].posted == 8
    assert state.lines[0].accrued == D(2024, 3, 1)
