"""The queue adds in SQL what the domain adds: points and rest are the same on every later day."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from overdue_cli.domain.ladder.assessment import Standing, standing
from overdue_cli.domain.ladder.case import Case
from overdue_cli.domain.ladder.ladder import Ladder
from overdue_cli.domain.ladder.priority import Weights, priority, score
from overdue_cli.domain.ladder.waiting import callback_day
from overdue_cli.domain.moments import Moment, moment_of
from overdue_cli.store.derived import Derived
from overdue_cli.store.ladder import queue
from overdue_cli.store.ladder.case_rows import StoredCase, last_contact, states_of
from random_cases import SPAN, History, histories, ladders
from random_cases import day as day_of

pytestmark = pytest.mark.law

#: No two reasons of the day have the same points, so that none can stand for another.
WEIGHTS = Weights(per_day=3, promise_today=500, callback_today=1000, breach=25)


def close_of(day: date) -> Moment:
    return moment_of(day, datetime(2000, 1, 1, tzinfo=UTC))


def ranked(row: StoredCase, day: date) -> tuple[int, bool]:
    """Points and rest of a stored row as the queue reads it at the close of a day."""
    with sqlite3.connect(":memory:") as conn:
        conn.row_factory = sqlite3.Row
        conn.execute(f"CREATE TABLE case_state ({', '.join(StoredCase._fields)})")
        conn.execute(f"INSERT INTO case_state VALUES ({', '.join('?' * len(row))})", row)
        stored, wanted = Derived(case_state="case_state"), queue.Filter([row.stage])
        (found,) = queue.ranked(conn, stored, wanted, close_of(day), WEIGHTS)
        return found["points"], bool(found["resting"])


def rests(case: Case, stands: Standing, promised_for: date | None, day: date) -> bool:
    """Whether nobody acts for now: a hold, a call-back ahead, a contact today, a promise ahead."""
    waiting, call_back, last = stands.waiting, callback_day(case, day), last_contact(case)
    if waiting is not None and waiting.kind == "hold":
        return True
    if call_back is not None:
        return call_back > day
    if last is not None and last.at.date() == day:
        return True
    if waiting is not None and waiting.kind == "look":
        return False
    return waiting is not None and promised_for != day


def agree(history: History, ladder: Ladder, number: int, later: int | str) -> bool:
    """Whether the row stored on one day gives the points and the rest of a later one.

    ``later`` is so many days, or the column of the row that holds the later day.
    """
    stored_on = day_of(number)
    known = history.until(stored_on)
    (row, *_) = states_of(ladder, WEIGHTS, "CNY")(known.case(stored_on), stored_on)
    day = max(stored_on, min(later_day(row, stored_on, later), last_day(row)))
    case = known.case(day)
    stands = standing(ladder, case, day)
    basis = priority(WEIGHTS, case, stands, stands.counted_from)
    expected = score(WEIGHTS, basis, day)[0], rests(case, stands, basis.promise_due_on, day)
    return ranked(row, day) == expected


def later_day(row: StoredCase, stored_on: date, later: int | str) -> date:
    if isinstance(later, int):
        return stored_on + timedelta(days=later)
    named = getattr(row, later)
    return date.fromisoformat(named[:10]) if named else stored_on


def last_day(row: StoredCase) -> date:
    """The last day on which a stored row holds."""
    return date.fromisoformat(row.valid_until) - timedelta(days=1)


#: Days on which something falls are tried as often as any day.
LATER = st.integers(0, 30) | st.sampled_from(("callback_utc", "promise_on", "due_by"))
CASES = given(histories(), ladders(), st.integers(0, SPAN), LATER)


@settings(deadline=None)
@CASES
def test_points_and_rest_in_sql_are_those_of_the_domain(
    history: History, ladder: Ladder, number: int, later: int | str
) -> None:
    assert agree(history, ladder, number, later)


FAULTS = [
    ("callback_utc <= :now THEN :callback_today", "callback_utc < :day THEN :callback_today"),
    ("s.promise_on = :day THEN :promise_today", "s.promise_on >= :day THEN :promise_today"),
    ("s.due_by < :day THEN :breach", "s.due_by <= :day THEN :breach"),
    ("julianday(:day) - julianday(s.anchor)", "julianday(:day) - julianday(s.since)"),
    ("s.rest = 'hold' THEN 1", "s.rest = 'hold' THEN 0"),
    ("s.promise_on = :day THEN 0", "s.promise_on = :day THEN 1"),
]


@pytest.mark.parametrize(("right", "wrong"), FAULTS)
def test_a_fault_in_the_sql_is_seen(
    right: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert right in queue._RANKED
    monkeypatch.setattr(queue, "_RANKED", queue._RANKED.replace(right, wrong))

    @settings(
        deadline=None,
        max_examples=3_000,
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.generate],
    )
    @CASES
    def law(history: History, ladder: Ladder, number: int, later: int | str) -> None:
        assert agree(history, ladder, number, later)

    with pytest.raises(AssertionError):
        law()
