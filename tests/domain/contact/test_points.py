"""Which number a contact uses and where it reaches the person; no word opens what is at work."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.points.chosen_point import place_of
from overdue_cli.domain.contact.rules import ContactQuestion
from overdue_cli.domain.contact.time_zones import same_line, same_point
from overdue_cli.domain.ladder.case import PLACES, Case, CaseLoan, Point, Preference
from overdue_cli.policies.layers import shipped_names
from overdue_cli.policies.pack import load

AT = datetime(2026, 6, 30, 10, tzinfo=UTC)
NUMBER = "+353 1 234 5678"
WORK = Point("phone", NUMBER, place="work")
BARRED = Preference("workplace_barred", datetime(2026, 6, 1, tzinfo=UTC))


def case(*points: Point, preferences: tuple[Preference, ...] = ()) -> Case:
    loan = CaseLoan("L", "USD", "active", 1, 1, None, None, None, 0)
    return Case("C", loans=(loan,), points=points, preferences=preferences)


def asked(point: str = NUMBER, **more: str) -> ContactQuestion:
    return ContactQuestion(more.pop("channel", "call"), AT, point=point, **more)


SAME = [
    ("+353 1 234 5678", "+35312345678", True),
    ("+353 1 234 5678", "00353 1 234 5678", True),
    ("+353 1 234 5678", "01 234 5678", True),
    ("+353 1 234 5678", "(0)1 234-5678", True),
    ("+353 1 234 5678", "353 1 234 5678", True),
    ("+39 06 1234 5678", "06 1234 5678", True),
    ("+1 202 555 0143", "202.555.0143", True),
    ("+1 202 555 0143", "1 202 555 0143", True),
    ("+353 1 234 5678", "234 5678", False),
    ("+353 1 234 5678", "+44 1 234 5678", False),
    ("+353 1 234 5678", "+353 1 234 5679", False),
    ("010 234 5678", "0234 5678", False),
    ("12 Main St", "12 main st", True),
    ("12 Main St", "112 Main St", False),
    ("", "", True),
    ("", NUMBER, False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_spellings_of_one_number(one: str, other: str, *, same: bool) -> None:
    assert same_point(one, other) is same
    assert same_point(other, one) is same


def test_an_extension_is_another_point_on_the_same_line() -> None:
    for text in ("+353 1 234 5678 ext. 12", "01 2345678 x12", "+353 1 234 5678转12"):
        assert not same_point(NUMBER, text)
        assert same_line(NUMBER, text)
    assert not same_line("12 Main St #5", "12 Main St")


HOME = Point("phone", NUMBER, place="home")
EMPLOYER = Point("phone", NUMBER, "employer")
ENDED = WORK._replace(until_on=date(2026, 6, 29))
TO_COME = WORK._replace(from_on=date(2026, 7, 1))
SPOUSE = WORK._replace(person="spouse")

#: What is on file, who is contacted, what is said of the place, and the place.
PLACED = [
    ((WORK,), "self", "", "work"),
    ((WORK,), "self", "home", "work"),
    ((HOME,), "self", "", "home"),
    ((HOME,), "self", "work", "work"),
    ((HOME, WORK), "self", "home", "work"),
    ((), "self", "public", "public"),
    ((ENDED,), "self", "", ""),
    ((TO_COME,), "self", "", ""),
    ((EMPLOYER,), "self", "", "work"),
    ((EMPLOYER,), "employer", "", ""),
    ((WORK,), "employer", "", ""),
    ((WORK,), "lawyer", "", ""),
    ((SPOUSE,), "spouse", "", "work"),
    ((SPOUSE,), "self", "", ""),
]


@pytest.mark.parametrize(("points", "person", "said", "place"), PLACED)
def test_the_place_of_a_contact(
    points: tuple[Point, ...], person: str, said: str, place: str
) -> None:
    assert place_of(case(*points), asked(person=person, place=said)) == place


OWN = Point("phone", "+353 87 1")
MOBILE = Point("phone", "+353 87 2", place="home")
OUT = Preference("opt_out", datetime(2026, 6, 1, tzinfo=UTC), point="+353 87 1")

#: What is on file, what the customer said, the place that is named, and the number to use.
CHOSEN = [
    ((OWN, WORK), (), "", OWN.value),
    ((WORK, OWN), (), "", OWN.value),
    ((WORK, MOBILE), (), "", MOBILE.value),
    ((WORK, OWN), (), "work", WORK.value),
    ((OWN, MOBILE, WORK), (), "home", MOBILE.value),
    ((OWN, WORK), (), "home", OWN.value),
    ((MOBILE, WORK), (), "public", ""),
    ((OWN, WORK), (OUT,), "", WORK.value),
    ((OWN, WORK), (OUT, BARRED), "", OWN.value),
    ((OWN, WORK, MOBILE), (OUT, BARRED), "", MOBILE.value),
    ((WORK,), (BARRED,), "", WORK.value),
]


@pytest.mark.parametrize(("points", "preferences", "place", "chosen"), CHOSEN)
def test_the_number_that_the_gate_tells_to_use(
    points: tuple[Point, ...], preferences: tuple[Preference, ...], place: str, chosen: str
) -> None:
    rules = load("standard").contact_rules("")
    found = verdict(rules, case(*points, preferences=preferences), asked("", place=place))
    assert found.point == chosen


@pytest.mark.parametrize("pack", shipped_names())
def test_no_word_of_place_opens_work_that_is_barred(pack: str) -> None:
    rules = load(pack).contact_rules("agency")
    known = case(WORK, preferences=(BARRED,))
    for channel in ("call", "sms", "chat"):
        for place in ("", *PLACES):
            for spelling in (NUMBER, "01 234 5678", "0035312345678"):
                found = verdict(rules, known, asked(spelling, channel=channel, place=place))
                assert (found.decision, found.place) == ("block", "work"), (channel, place)
