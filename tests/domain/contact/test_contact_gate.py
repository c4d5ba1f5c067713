"""The contact gate: the next permitted time is right, and what counts is what a rule says."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.phone_zones import phone_zones
from overdue_cli.domain.contact.rules import (
    AttemptCap,
    Binds,
    ContactQuestion,
    ContactRule,
    ContactRules,
    Cooldown,
    HoldStops,
    Hours,
    InconvenientTimes,
    OptOut,
    WeekHours,
)
from overdue_cli.domain.ladder.case import Case, CaseLoan, Contact, Hold, Point, Preference

NEW_YORK, PARIS = ZoneInfo("America/New_York"), ZoneInfo("Europe/Paris")
QUARTER = timedelta(minutes=15)
ALL = frozenset({"call", "sms", "email", "letter", "chat", "visit"})
LOAN = CaseLoan("L", "USD", "active", 1, 1, None, None, None, 0)


def rule(spec, rule_id="r", **more):
    return ContactRule(rule_id, rule_id, ALL, spec, blocks=True, **more)


def hours(opens="08:00", closes="21:00", days=range(7)):
    span = WeekHours(frozenset(days), time.fromisoformat(opens), time.fromisoformat(closes))
    return Hours((span,))


RULES = ContactRules(
    (
        rule(hours(days=range(6))._replace(unless_consent="any"), "hours"),
        rule(AttemptCap(2, "rolling", 3, ("person",)), "cap"),
        rule(AttemptCap(1, "day"), "daily"),
        rule(Cooldown(3, ("person",)), "rest"),
        rule(InconvenientTimes(), "wishes"),
        rule(HoldStops(), "hold"),
    )
)
MOMENTS = st.integers(0, 14 * 96).map(
    lambda quarters: datetime(2026, 3, 2, tzinfo=NEW_YORK) + quarters * QUARTER
)
FLAGS = st.sampled_from([{"attempt"}, {"attempt", "conversation"}, {"uncounted"}, {"consent"}])


@st.composite
def customers(draw):
    contacts = [
        Contact(
            number,
            at.astimezone(UTC),
            "call",
            "X",
            frozenset(draw(FLAGS)),
            callback_at=draw(st.none() | MOMENTS),
        )
        for number, at in enumerate(sorted(draw(st.lists(MOMENTS, max_size=8))))
    ]
    wishes = [
        Preference(
            "inconvenient",
            datetime(2026, 1, 1, tzinfo=UTC),
            weekdays=frozenset(draw(st.sets(st.integers(0, 6), min_size=1, max_size=3))),
            from_time=time(draw(st.integers(0, 12))),
            to_time=time(draw(st.integers(13, 23))),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    wishes += [
        Preference(
            "consent",
            datetime(2026, draw(st.sampled_from([1, 2])), 1, 12, tzinfo=UTC),
            "call",
            weekdays=frozenset(draw(st.sets(st.integers(0, 6), min_size=1))),
            from_time=draw(st.none() | st.builds(time, st.integers(0, 14))),
            to_time=draw(st.none() | st.builds(time, st.integers(15, 23))),
            until_on=draw(st.none() | st.dates(date(2026, 3, 1), date(2026, 3, 20))),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    holds = [
        Hold(
            1,
            "dispute",
            day,
            day + timedelta(days=draw(st.integers(0, 5))),
            frozenset({"contact"}),
        )
        for day in draw(st.lists(st.dates(date(2026, 3, 1), date(2026, 3, 20)), max_size=2))
    ]
    zones = draw(st.sampled_from([("America/New_York",), ("America/New_York", "Europe/Paris")]))
    return Case(
        "C",
        loans=(LOAN,),
        contacts=tuple(contacts),
        holds=tuple(holds),
        preferences=tuple(wishes),
        time_zones=zones,
    )


@settings(max_examples=60, deadline=None)
@given(customers(), MOMENTS)
def test_the_next_permitted_time_is_the_first_quarter_of_an_hour_that_is_allowed(case, at):
    found = verdict(RULES, case, ContactQuestion("call", at))
    moment = at
    # No contact is recorded after the question: what is known stays the same.
    known = case._replace(contacts=tuple(c for c in case.contacts if c.at <= at))
    for _ in range(60 * 96):
        if verdict(RULES, known, ContactQuestion("call", moment)).decision == "allow":
            break
        moment += QUARTER
    else:
        assert found.next_at is None
        return
    again = verdict(RULES, known, ContactQuestion("call", at))
    # As instants: a time that the clocks skip equals none of another zone.
    assert again.next_at is not None
    assert again.next_at.astimezone(UTC) == moment.astimezone(UTC)


@given(customers(), MOMENTS)
def test_an_allowed_contact_is_allowed_now(case, at):
    found = verdict(RULES, case, ContactQuestion("call", at))
    assert (found.decision == "allow") == (found.next_at == at)


def case(*contacts, **more):
    return Case("C", loans=(LOAN,), contacts=contacts, **({"time_zones": ("UTC",)} | more))


def said(spec, known, at, **ask):
    more = {key: ask.pop(key) for key in ("binds",) if key in ask}
    rules = ContactRules((rule(spec, **more),), role=ask.pop("role", "creditor"))
    return verdict(rules, known, ContactQuestion(ask.pop("channel", "call"), at, **ask))


def at(day, hour=10, minute=0, zone=UTC):
    return datetime(2026, 3, day, hour, minute, tzinfo=zone)


def called(number, moment, *flags, **more):
    return Contact(number, moment, "call", "X", frozenset(flags or ("attempt",)), **more)


@pytest.mark.parametrize(
    ("hour", "minute", "second", "decision"),
    [(7, 59, 59, "block"), (8, 0, 0, "allow"), (21, 0, 0, "allow"), (21, 0, 1, "block")],
)
def test_both_ends_of_the_hours_are_inside(hour, minute, second, decision):
    moment = datetime(2026, 3, 2, hour, minute, second, tzinfo=UTC)
    assert said(hours(), case(), moment).decision == decision


@pytest.mark.parametrize(
    ("hour", "minute", "second", "decision"),
    [(7, 59, 0, "block"), (8, 0, 0, "allow"), (21, 59, 59, "allow"), (22, 0, 0, "block")],
)
def test_the_end_of_hours_before_a_time_is_outside(hour, minute, second, decision):
    span = WeekHours(frozenset(range(7)), time(8), time(22), end_inside=False)
    found = said(Hours((span,)), case(), at(10, hour, minute).replace(second=second))
    assert found.decision == decision
    if hour == 22:
        assert found.next_at == at(11, 8)
        assert found.text == "22:00 on tue 2026-03-10 in UTC is outside 08:00 to before 22:00"


def test_a_contact_must_be_inside_the_hours_in_every_zone():
    both = case(time_zones=("America/New_York", "Europe/Paris"))
    assert said(hours(), both, at(3, 9, zone=PARIS)).next_at == at(3, 8, zone=NEW_YORK)
    loans = (LOAN._replace(time_zone="America/New_York"),)
    assert said(
        hours(), Case("C", loans=loans, time_zones=("Europe/Paris",)), at(3, 9, zone=PARIS)
    )


def test_hours_that_never_meet_have_no_next_time():
    apart = case(time_zones=("Pacific/Auckland", "Europe/London"))
    found = said(hours("09:00", "12:00"), apart, at(3))
    assert (found.decision, found.next_at) == ("block", None)


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)])
def test_the_morning_after_clocks_change_begins_at_eight_by_the_wall(day):
    night = datetime.combine(day, time(0, 30), NEW_YORK)
    found = said(hours(), case(time_zones=("America/New_York",)), night)
    assert found.next_at.astimezone(NEW_YORK).time() == time(8)


def test_the_zone_of_the_number_counts_beside_that_of_the_address():
    known = case(points=(Point("phone", "+1 212 555 0143"),), time_zones=("America/Los_Angeles",))
    assert said(hours(), known, at(3, 10, 59, NEW_YORK)).next_at == at(3, 11, zone=NEW_YORK)
    assert said(hours(), known, at(3, 21, zone=NEW_YORK)).decision == "allow"


def test_a_number_that_may_be_anywhere_in_a_country_adds_nothing_to_a_known_zone():
    assert len(phone_zones("+7 495 123 45 67")) >= 1
    known = case(points=(Point("phone", "+1 800 555 0143"),), time_zones=("America/New_York",))
    assert said(hours(), known, at(3, 8, zone=NEW_YORK)).decision == "allow"


def test_without_any_zone_the_ledgers_own_counts():
    rules = ContactRules((rule(hours()),))
    ask = ContactQuestion("call", at(3, 7))
    unknown = Case("C", loans=(LOAN,))
    assert verdict(rules, unknown, ask).decision == "block"
    assert verdict(rules, unknown, ask, fallback=PARIS).decision == "allow"


def test_a_cap_counts_days_not_hours():
    late = called(1, at(1, 23))
    found = said(AttemptCap(1, "rolling", 2), case(late), at(2, 1))
    assert found.next_at == at(3, 0)


@pytest.mark.parametrize(
    ("per", "next_day"), [("day", date(2026, 3, 5)), ("week", date(2026, 3, 9))]
)
def test_a_cap_of_a_day_or_a_week_opens_with_the_next(per, next_day):
    found = said(AttemptCap(1, per), case(called(1, at(4, 9))), at(4, 12))
    assert found.next_at.date() == next_day


def test_a_cap_of_a_month_opens_on_the_first():
    found = said(AttemptCap(1, "month"), case(called(1, at(4))), at(30))
    assert found.next_at == datetime(2026, 4, 1, tzinfo=UTC)


def test_calls_that_came_in_are_not_counted_and_conversations_in_either_direction_rest():
    inbound = called(1, at(4), "attempt", "conversation", inbound=True)
    assert said(AttemptCap(1, "rolling", 7), case(inbound), at(5)).decision == "allow"
    assert said(Cooldown(7), case(inbound), at(5)).next_at == at(11, 0)


def test_what_was_recorded_after_the_moment_does_not_count():
    later = called(1, at(6), "attempt", "conversation")
    assert said(Cooldown(7), case(later), at(5)).decision == "allow"


def test_a_rule_binds_whom_it_names():
    binds = Binds(frozenset({"agency"}), frozenset({"consumer"}), frozenset())
    dark = at(3, 3)
    assert said(hours(), case(), dark, binds=binds).decision == "allow"
    assert said(hours(), case(), dark, binds=binds, role="agency").decision == "block"
    company = case(kind="company")
    assert said(hours(), company, dark, binds=binds, role="agency").decision == "allow"


def test_an_opt_out_closes_its_number_and_another_is_chosen():
    points = (Point("phone", "+8613800138000"), Point("phone", "+8613900139000"))
    wish = Preference("opt_out", at(1), "sms", "+86 138 0013 8000")
    found = said(OptOut(), case(points=points, preferences=(wish,)), at(3), channel="sms")
    assert (found.decision, found.point) == ("allow", "+8613900139000")
    ended = wish._replace(point="", ended_at=at(2))
    assert said(OptOut(), case(preferences=(ended,)), at(3), channel="sms").decision == "allow"
    assert said(OptOut(), case(preferences=(ended,)), at(1, 12), channel="sms").decision == "block"


def test_a_hold_ends_with_its_last_day_or_its_release():
    hold = Hold(1, "dispute", date(2026, 3, 1), date(2026, 3, 10), frozenset({"contact"}))
    assert said(HoldStops(), case(holds=(hold,)), at(3)).next_at == at(11, 0)
    short = hold._replace(released_on=date(2026, 3, 5))
    assert said(HoldStops(), case(holds=(short,)), at(3)).next_at == at(5, 0)
    quiet = hold._replace(stops=frozenset({"ladder"}))
    assert said(HoldStops(), case(holds=(quiet,)), at(3)).decision == "allow"


def test_the_verdict_names_the_block_that_lasts_longest():
    hold = Hold(1, "dispute", date(2026, 3, 1), None, frozenset({"contact"}))
    found = verdict(RULES, case(holds=(hold,)), ContactQuestion("call", at(3, 3)))
    assert (found.rule, found.next_at) == ("hold", None)
    assert [check.rule.rule_id for check in found.objections] == ["hold", "hours"]
