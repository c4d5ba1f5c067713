"""What consents open: the next permitted time, the words of an objection, and talks in between."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import (
    AttemptCap,
    Consent,
    ContactQuestion,
    ContactRule,
    ContactRules,
    Cooldown,
    Hours,
    InconvenientTimes,
    OptOut,
    Verdict,
    WeekHours,
)
from overdue_cli.domain.ladder.case import Case, CaseLoan, Contact, Preference, Stated

EVERY = frozenset({"call", "sms", "email", "letter", "chat", "visit"})
LOAN = CaseLoan("L", "USD", "active", 1, 1, None, None, None, 0)
WEEKDAYS = Hours((WeekHours(frozenset(range(5)), time(9), time(18)),), unless_consent="any")
MARCH_1 = datetime(2026, 3, 1, tzinfo=UTC)
SUNDAY = frozenset({6})


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment in March 2026, whose first day is a Sunday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def said(
    spec: object, when: datetime, *facts: Contact | Preference, channel: str = "call"
) -> Verdict:
    rules = ContactRules((ContactRule("r", "r", EVERY, spec, blocks=True),))  # type: ignore[arg-type]
    case = Case(
        "C",
        loans=(LOAN,),
        contacts=tuple(one for one in facts if isinstance(one, Contact)),
        preferences=tuple(one for one in facts if isinstance(one, Preference)),
        time_zones=("UTC",),
    )
    return verdict(rules, case, ContactQuestion(channel, when))


def consent(**names: object) -> Preference:
    return Preference("consent", MARCH_1, **{"channel": "call", **names})  # type: ignore[arg-type]


def talk(when: datetime, *flags: str, **more: object) -> Contact:
    known = frozenset({"attempt", "conversation", *flags})
    return Contact(1, when, "call", "X", known, **more)  # type: ignore[arg-type]


NEXT = [
    # asked on Saturday 7 March at 20:00; hours are 9 to 18 on weekdays
    ((), at(9, 9)),
    ((consent(weekdays=SUNDAY),), at(8, 9)),
    ((consent(weekdays=SUNDAY, from_time=time(11), to_time=time(12)),), at(8, 11)),
    ((consent(from_time=time(20, 30), to_time=time(21)),), at(7, 20, 30)),
    ((consent(from_time=time(20, 30), to_time=time(21), until_on=date(2026, 3, 6)),), at(9, 9)),
    ((consent(to_time=time(19)),), at(8, 9)),
    ((consent(),), at(9, 9)),
    ((talk(at(6), callback_at=at(8, 15)),), at(8, 15)),
]


@pytest.mark.parametrize(("facts", "next_at"), NEXT)
def test_the_next_time_is_the_first_that_hours_or_a_consent_open(
    facts: tuple[Contact | Preference, ...], next_at: datetime
) -> None:
    found = said(WEEKDAYS, at(7, 20), *facts)
    assert (found.decision, found.next_at) == ("block", next_at)


def test_an_inconvenient_time_ends_early_where_it_was_asked_for_later() -> None:
    wish = Preference(
        "inconvenient", MARCH_1, weekdays=SUNDAY, from_time=time(8), to_time=time(20)
    )
    assert said(InconvenientTimes(), at(8, 9), wish).next_at == at(8, 20)
    back = talk(at(6), callback_at=at(8, 15))
    found = said(InconvenientTimes(), at(8, 9), wish, back)
    assert (found.decision, found.next_at) == ("block", at(8, 15))
    assert said(InconvenientTimes(), at(8, 15, 30), wish, back).decision == "allow"


def test_a_consent_to_hours_lifts_a_days_rest_in_these_hours_only() -> None:
    rest = Cooldown(7, consent_days=7)
    spoke = talk(at(2, 9))
    agreed = Preference("consent", at(2, 10), "call", from_time=time(19), to_time=time(21))
    assert said(rest, at(3, 20), spoke, agreed).decision == "allow"
    found = said(rest, at(3, 12), spoke, agreed)
    assert (found.decision, found.next_at) == ("block", at(3, 19))
    assert said(rest, at(3, 12), spoke).next_at == at(9, 0)


def test_calls_in_the_hours_agreed_to_are_not_counted_and_others_are() -> None:
    cap = AttemptCap(1, "rolling", 7, consent_days=7)
    agreed = Preference("consent", at(2, 9), "call", from_time=time(19), to_time=time(21))
    inside = Contact(1, at(2, 20), "call", "NA", frozenset({"attempt"}))
    outside = Contact(1, at(2, 12), "call", "NA", frozenset({"attempt"}))
    assert said(cap, at(3, 12), agreed, inside).decision == "allow"
    assert said(cap, at(3, 12), agreed, outside).decision == "block"


def test_a_consent_to_contact_at_work_lifts_no_rest_elsewhere() -> None:
    rest = Cooldown(7, consent_days=7)
    agreed = Preference("consent", at(2, 10), "call", place="work")
    assert said(rest, at(3, 12), talk(at(2, 9)), agreed).decision == "block"


def test_an_objection_tells_of_a_creditors_notice_that_still_runs() -> None:
    spec = Consent(accepts=frozenset({"used", "consent", "creditor_notice"}), notice_days=35)

    def notice(opt_out_by: date) -> Preference:
        return Preference(
            "consent", MARCH_1, "email", basis="creditor_notice", opt_out_by=opt_out_by
        )

    running = said(spec, at(20), notice(date(2026, 4, 5)), channel="email")
    assert running.text == (
        "no consent to email, and no message from the customer by it;"
        " the creditor's notice lets the customer opt out by 2026-04-05"
    )
    assert running.next_at == datetime(2026, 4, 6, tzinfo=UTC)
    short = said(spec, at(20), notice(date(2026, 4, 4)), channel="email")
    assert short.text.endswith("the creditor's notice gave 34 days to opt out, not 35")
    assert short.next_at is None


@pytest.mark.parametrize(
    ("state", "decision"),
    [("draft", "allow"), ("failed", "allow"), ("sent", "block"), ("delivered", "block")],
)
def test_a_message_is_answered_when_the_answer_went(state: str, decision: str) -> None:
    out = Preference("opt_out", MARCH_1, "sms")
    came = Contact(1, at(5, 10), "sms", "RPC", frozenset(), inbound=True)
    states = (Stated(state, at(5, 11)),)  # type: ignore[arg-type]
    answer = Contact(2, at(5, 11), "sms", "SENT", frozenset({"attempt"}), states=states)
    assert said(OptOut(), at(5, 12), out, came, answer, channel="sms").decision == decision
