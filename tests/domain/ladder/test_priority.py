"""The priority of a customer is a sum of parts, and an order over stored sums and dates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import at, case, coming, contact, day, held, loan, promised
from overdue_cli.domain.ladder.assessment import standing
from overdue_cli.domain.ladder.case import Case
from overdue_cli.domain.ladder.priority import Priority, Weights, priority, score
from overdue_cli.policies.pack import load
from random_cases import SPAN, History, histories
from random_cases import day as day_of

STANDARD = load("standard").ladder
USUAL = Weights()
PLAIN = Weights(**dict.fromkeys(Weights._fields, 0))


def basis(facts: Case, number: int, weights: Weights = USUAL) -> Priority:
    found = standing(STANDARD, facts, day(number))
    return priority(weights, facts, found, found.counted_from)


def parts(facts: Case, number: int) -> dict[str, int]:
    """The points of a day by the name of their part."""
    _, found = score(Weights(), basis(facts, number), day(number))
    return {part.name: part.points for part in found}


REASONS: list[tuple[str, list[Any], int]] = [
    ("days", [], 20),
    ("amount", [], 30),
    ("outstanding", [], 11),
    ("never_contacted", [], 20),
    ("refusal", [contact(18, outcome="RTP")], 15),
    ("unreachable", [contact(18, "note", "SKIP")], 10),
    ("vulnerable", [contact(18, outcome="VUL")], -30),
    ("vulnerable", [held(3, 30, kind="vulnerable")], -30),
    ("broken_promise", [promised(2, 5, "broken", 8), promised(9, 12, "broken", 15)], 30),
    ("sooner", [contact(18, outcome="RTP")], 10),
    ("breach", [], 25),
    ("promise_today", [promised(10, 20)], 500),
    ("callback_today", [contact(15, outcome="CB", callback_at=at(20))], 1000),
]


@pytest.mark.parametrize(("name", "facts", "points"), REASONS)
def test_each_reason_has_its_points(name: str, facts: list[Any], points: int) -> None:
    assert parts(case(*facts), 20)[name] == points


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("never_contacted", [contact(2)]),
        ("refusal", [contact(18, outcome="RTP"), promised(19, 25)]),
        ("breach", [contact(18)]),
        ("promise_today", [promised(10, 21)]),
        ("promise_today", [promised(10, 20, "kept", 19)]),
        ("callback_today", [contact(15, outcome="CB", callback_at=at(21))]),
        ("callback_today", [contact(15, outcome="CB", callback_at=at(18)), contact(19)]),
        ("vulnerable", [held(3, 19, kind="vulnerable")]),
    ],
)
def test_a_reason_that_is_gone_has_none(name: str, facts: list[Any]) -> None:
    assert name not in parts(case(*facts), 20)


def test_a_call_back_that_is_due_comes_before_a_promise_and_both_before_all_others() -> None:
    asked = case(contact(15, outcome="CB", callback_at=at(20)), contact(14))
    due = case(promised(10, 20))
    large = case(loan(overdue=10_000_000_00, due=day(-300)))
    order = [score(Weights(), basis(one, 20), day(20))[0] for one in (asked, due, large)]
    assert order == sorted(order, reverse=True)


def test_days_before_the_due_date_count_down() -> None:
    assert parts(case(coming()), -10)["days"] == -10


def test_the_largest_part_is_told_first() -> None:
    _, found = score(Weights(), basis(case(contact(18, outcome="VUL")), 20), day(20))
    sizes = [abs(part.points) for part in found]
    assert sizes == sorted(sizes, reverse=True)


def test_a_customer_of_whom_nothing_is_due_has_no_points() -> None:
    assert score(Weights(), basis(Case("C1"), 20), day(20)) == (0, ())


def test_weights_of_nought_leave_nothing() -> None:
    assert score(PLAIN, basis(case(contact(2)), 20, PLAIN), day(20)) == (0, ())


@given(history=histories(), number=st.integers(0, SPAN), ahead=st.integers(0, 30))
@settings(deadline=None, max_examples=100)
def test_a_stored_basis_gives_the_score_of_every_day_it_is_good_for(
    history: History, number: int, ahead: int
) -> None:
    known = history.until(day_of(number))
    first = standing(STANDARD, known.case(day_of(number)), day_of(number))
    later = day_of(number + ahead)
    if first.next_change_on is not None and later >= first.next_change_on:
        return
    stored = priority(
        Weights(),
        known.case(day_of(number)),
        first,
        first.counted_from,
    )
    facts = known.case(later)
    fresh = standing(STANDARD, facts, later)
    now = priority(Weights(), facts, fresh, fresh.counted_from)
    assert score(Weights(), stored, later) == score(Weights(), now, later)
