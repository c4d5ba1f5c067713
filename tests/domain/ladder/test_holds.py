"""What holds stop, on which days, for whom, and what is left of a loan without held items."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overdue_cli.domain.ladder.case import STOPS, CaseLoan, Hold, OpenItem
from overdue_cli.domain.ladder.holds import (
    disputed_holds,
    held_days,
    is_held,
    stops_from,
    stops_text,
    without_held_items,
)

START = date(2026, 6, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def hold(from_on=0, until=None, released=None, stops=("ladder",), **more) -> Hold:
    until_on = None if until is None else day(until)
    released_on = None if released is None else day(released)
    return Hold(
        1, "dispute", day(from_on), until_on, frozenset(stops), released_on=released_on, **more
    )


spans = st.none() | st.integers(-3, 12)


@given(st.integers(0, 6), spans, spans, st.integers(-5, 15))
def test_a_hold_holds_on_the_days_of_its_range(from_on, until, released, on) -> None:
    one = hold(from_on, until, released)
    start, end = held_days(one.from_on, one.until_on, one.released_on)
    assert one.holds_on(day(on)) == (start <= day(on) < end)


@pytest.mark.parametrize(
    ("scope", "loan_id", "seq", "found"),
    [
        ({}, None, None, True),
        ({}, "L1", None, True),
        ({}, "L1", 2, True),
        ({"loan_id": "L1"}, None, None, False),
        ({"loan_id": "L1"}, "L1", None, True),
        ({"loan_id": "L1"}, "L1", 2, True),
        ({"loan_id": "L1"}, "L2", None, False),
        ({"loan_id": "L1", "seq": 2}, "L1", None, False),
        ({"loan_id": "L1", "seq": 2}, "L1", 2, True),
        ({"loan_id": "L1", "seq": 2}, "L1", 3, False),
    ],
)
def test_a_hold_covers_what_it_is_about(scope, loan_id, seq, found) -> None:
    assert is_held([hold(**scope)], "ladder", day(1), loan_id, seq) is found
    assert not is_held([hold(**scope)], "dpd", day(1), loan_id, seq)


@given(st.sets(st.sampled_from(STOPS)))
def test_stops_come_back_as_they_were_stored(stops) -> None:
    assert stops_from(stops_text(stops)) == stops


ITEMS = tuple(OpenItem(seq, day(10 * (seq - 1)), 100 * seq) for seq in (1, 2, 3))
LOAN = CaseLoan("L1", "CNY", "active", 600, 900, day(0), day(5), None, 0)


def test_without_a_hold_a_loan_is_as_its_position_says() -> None:
    assert without_held_items(LOAN, ITEMS, [hold()], day(30)) == LOAN._replace(items=ITEMS)


def test_days_count_from_the_oldest_item_left_with_the_same_grace() -> None:
    found = without_held_items(LOAN, ITEMS, [hold(loan_id="L1", seq=1)], day(30))
    assert (found.oldest_due_on, found.delinquent_on, found.overdue) == (day(10), day(15), 500)


def test_a_pause_between_the_items_is_not_taken_off_twice() -> None:
    pause = hold(2, 6, stops=("dpd",))
    paused = LOAN._replace(delinquent_on=day(10))  # five days of grace, five paused
    found = without_held_items(paused, ITEMS, [pause, hold(loan_id="L1", seq=1)], day(30))
    assert found.delinquent_on == day(15)


def test_with_every_item_on_hold_nothing_is_late() -> None:
    holds = [hold(loan_id="L1", seq=seq) for seq in (1, 2, 3)]
    found = without_held_items(LOAN, ITEMS, holds, day(30))
    assert (found.oldest_due_on, found.delinquent_on, found.overdue) == (None, None, 0)
    inside_grace = without_held_items(LOAN, ITEMS, holds[:2], day(24))
    assert (inside_grace.oldest_due_on, inside_grace.delinquent_on) == (day(20), None)


@given(st.booleans(), st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=6))
def test_a_mark_holds_on_the_days_on_which_it_stood(marked, changes) -> None:
    changes = sorted(changes, key=lambda change: change[0])
    found = disputed_holds(
        "L1", START, [(day(on), now) for on, now in changes], frozenset(), marked=marked
    )
    for on in range(21):
        state = marked
        for changed_on, now in changes:
            if changed_on <= on:
                state = now
        assert any(one.holds_on(day(on)) for one in found) == state
