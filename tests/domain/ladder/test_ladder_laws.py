"""Laws of the ladder over random histories and ladders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casework import FLAGS
from overdue_cli.domain.ladder.assessment import Standing, standing
from overdue_cli.domain.ladder.case import Contact
from overdue_cli.domain.ladder.ladder import CATCH_UPS, CatchUp, Ladder, Tried, step_for
from overdue_cli.policies.pack import load
from random_cases import SPAN, START, History, day, histories, ladders

pytestmark = pytest.mark.law
STANDARD = load("standard").ladder
DAYS = st.integers(-15, SPAN + 40)
ANY_LADDER = st.just(STANDARD) | ladders()
some = settings(deadline=None, max_examples=150)


def answer(found: Standing) -> dict[str, Any]:
    """Everything that a standing says but for the day asked about and its number of days."""
    cells = {name: getattr(found, name) for name in Standing._fields}
    return {k: v for k, v in cells.items() if k not in ("as_of", "days", "next_change_on")}


class Desk:
    """Looks at a customer now and then, and keeps an answer as long as it may be kept."""

    def __init__(self, ladder: Ladder, history: History) -> None:
        self.ladder, self.history = ladder, history
        self.kept: Standing | None = None

    def look(self, today: date) -> Standing:
        kept = self.kept
        if kept is not None and kept.as_of <= today:
            changed = any(kept.as_of < on <= today for on in self.history.fact_days())
            expired = kept.next_change_on is not None and kept.next_change_on <= today
            if not changed and not expired:
                return kept
        self.kept = standing(self.ladder, self.history.case(today), today)
        return self.kept


@pytest.mark.parametrize("rule", CATCH_UPS)
@given(ladder=ANY_LADDER, history=histories(), start=st.integers(0, SPAN))
@settings(deadline=None, max_examples=60)
def test_forty_days_without_a_look_change_nothing(
    rule: CatchUp, ladder: Ladder, history: History, start: int
) -> None:
    ladder = replace(ladder, catch_up=rule)
    daily, rarely = Desk(ladder, history), Desk(ladder, history)
    rarely.look(day(start))
    for number in range(start, start + 41):
        daily.look(day(number))
    assert answer(daily.look(day(start + 40))) == answer(rarely.look(day(start + 40)))


@given(ladder=ANY_LADDER, history=histories(), number=DAYS)
@some
def test_nothing_changes_by_itself_before_the_day_that_is_said(
    ladder: Ladder, history: History, number: int
) -> None:
    known = history.until(day(number))
    first = standing(ladder, known.case(day(number)), day(number))
    last = first.next_change_on or day(number + 45)
    later = day(number + 1)
    while later < min(last, day(number + 45)):
        assert answer(standing(ladder, known.case(later), later)) == answer(first), later
        later += timedelta(days=1)


@given(ladder=ANY_LADDER, history=histories(), number=DAYS)
@some
def test_the_order_of_recording_does_not_matter(
    ladder: Ladder, history: History, number: int
) -> None:
    whole = history.case(day(number))
    turned = whole._replace(
        loans=whole.loans[::-1],
        contacts=whole.contacts[::-1],
        promises=whole.promises[::-1],
        holds=whole.holds[::-1],
        payments=whole.payments[::-1],
    )
    assert standing(ladder, turned, day(number)) == standing(ladder, whole, day(number))


@given(
    ladder=ANY_LADDER,
    history=histories(),
    number=DAYS,
    on=st.integers(0, SPAN),
    channel=st.sampled_from(("call", "sms", "letter", "visit")),
)
@some
def test_one_more_attempt_never_lowers_the_step(
    ladder: Ladder, history: History, number: int, on: int, channel: str
) -> None:
    names = [step.name for step in ladder.steps]
    moment = history.case(day(number))
    tried = Contact(99, datetime.combine(day(on), time(12), UTC), channel, "NA", FLAGS["NA"])
    more = moment._replace(contacts=(*moment.contacts, tried))
    before, after = (standing(ladder, one, day(number)).step for one in (moment, more))
    if before is not None:
        assert after is not None
        assert names.index(after.name) >= names.index(before.name)


@given(ladder=ANY_LADDER, history=histories(), number=DAYS)
@some
def test_the_end_of_a_hold_brings_the_case_back_as_if_it_had_never_been(
    ladder: Ladder, history: History, number: int
) -> None:
    ended = [hold._replace(released_on=day(number)) for hold in history.holds]
    over = replace(history, holds=tuple(h for h in ended if h.from_on <= day(number)))
    free = replace(history, holds=())
    with_holds = standing(ladder, over.case(day(number)), day(number))
    assert answer(with_holds) == answer(standing(ladder, free.case(day(number)), day(number)))


@given(ladder=ANY_LADDER, history=histories(), number=DAYS)
@some
def test_a_step_is_open_and_nothing_legal_before_it_is_missing(
    ladder: Ladder, history: History, number: int
) -> None:
    found = standing(ladder, history.case(day(number)), day(number))
    if found.step is None:
        return
    assert found.since is None or found.since <= day(number)
    assert found.furthest is not None
    names = [step.name for step in ladder.steps]
    assert names.index(found.step.name) <= names.index(found.furthest.name)
    assert found.step.name not in {one.step for one in found.missing}
    if found.acted_on is not None and found.since is not None:
        assert found.since <= found.acted_on <= day(number)


@given(history=histories(), number=DAYS)
@some
def test_without_needs_the_step_is_that_of_the_days(history: History, number: int) -> None:
    plain = replace(
        STANDARD,
        steps=tuple(replace(step, needs=(), sooner=()) for step in STANDARD.steps),
    )
    found = standing(plain, replace(history, holds=()).case(day(number)), day(number))
    assume(found.loan_id)
    assert found.step == step_for(plain.steps, found.days)


@given(ladder=ANY_LADDER, history=histories(), number=DAYS)
@some
def test_tries_that_are_not_asked_for_never_make_a_step_harder_to_reach(
    ladder: Ladder, history: History, number: int
) -> None:
    assume(ladder.catch_up != "next")
    eased = replace(
        ladder,
        steps=tuple(
            replace(s, needs=tuple(n for n in s.needs if not isinstance(n, Tried)))
            for s in ladder.steps
        ),
    )
    names = [step.name for step in ladder.steps]
    moment = history.case(day(number))
    hard, easy = (standing(one, moment, day(number)).step for one in (ladder, eased))
    if hard is not None:
        assert easy is not None
        assert names.index(easy.name) >= names.index(hard.name)


def test_the_histories_are_not_all_alike() -> None:
    """The laws would say little if every history ended on the same step."""
    seen: set[str] = set()

    @given(history=histories(), number=st.integers(0, SPAN))
    @settings(deadline=None, max_examples=300, database=None, derandomize=True)
    def look(history: History, number: int) -> None:
        step = standing(STANDARD, history.case(day(number)), START + timedelta(number)).step
        seen.add(step.name if step else "")

    look()
    assert {"", "phone", "message", "visit"} <= seen
