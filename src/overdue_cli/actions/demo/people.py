"""Invented customers of the demo: names in many scripts, numbers that belong to nobody.

Telephone numbers come from the range that a country keeps for fiction, where it has one, else
from a block of zeros. E-mail addresses are of the domains kept for examples (RFC 2606).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple, TypeVar

from overdue_cli.ingest.word_lists import list_rows

T = TypeVar("T")

SEED = 20_260_630


class Chance:
    """Draws that are the same on every machine and every version of Python."""

    def __init__(self, number: int) -> None:
        self._next = Random(SEED + number * 7919).random

    def whole(self, low: int, high: int) -> int:
        """A whole number in [low, high]."""
        return low + int(self._next() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._next() * len(items))]

    def word(self, words: str) -> str:
        """One of the words of a list that ``|`` divides."""
        return self.pick(words.split("|"))

    def hit(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self._next() * 100 < percent


class Land(NamedTuple):
    """How people and companies of one country are called, and where they are reached.

    ``share`` is how often it comes up, in a hundred. ``#`` in a phone number or a street stands
    for a digit. ``|`` divides the words of a list; each region has its time zone after ``=``.
    ``firm`` has a place for the trade.
    """

    code: str
    share: str
    language: str
    currency: str
    officer: str
    phone: str
    street: str
    regions: str
    person: str
    family: str
    given: str
    firm: str
    trades: str


#: Officers and the branch each one belongs to.
BRANCHES = {"chen": "Shanghai", "lin": "Chengdu", "novak": "Prague", "haddad": "Singapore"}

PACKAGE = "overdue_cli.actions.demo"
LANDS = {row["code"]: Land(**row) for row in list_rows(PACKAGE, "lands.csv")}
_DRAWN = tuple(land for land in LANDS.values() for _ in range(int(land.share)))
#: The first customers of every demo: each shows something.
CAST = list_rows(PACKAGE, "cast.csv")

_EMPLOYERS = "City hospital|Primary school 12|Metro operator|Self-employed|Textile works||"


class Fate(NamedTuple):
    """What becomes of a customer by the demo day.

    ``late`` is the age in days of the oldest unpaid due date; below zero it is still to come.
    ``twist`` names what is special, '' for nothing.
    """

    stage: str
    late: int
    twist: str = ""


class Customer(NamedTuple):
    """One invented customer and their fate; the first eleven cells are the import's columns."""

    customer_id: str
    name: str
    kind: str
    phone: str
    email: str
    address: str
    region: str
    time_zone: str
    language: str
    employer: str
    income: str
    land: Land
    fate: Fate


# Stage, how many of a hundred customers, and the days late they are drawn from.
_FATES = (
    ("current", 42, (-28, -16)),
    ("reminder", 18, (-14, -1)),
    ("phone", 15, (2, 15)),
    ("message", 7, (16, 29)),
    ("visit", 4, (33, 60)),
    ("visit", 3, (63, 88)),
    ("legal", 4, (95, 200)),
    ("closed", 7, (0, 0)),
)
_HUNDRED = tuple(fate for fate in _FATES for _ in range(fate[1]))
_TWISTS_LATE = "part|part|bounced|fee|promise broken|promise pending" + "|" * 9


def customer(number: int, chance: Chance) -> Customer:
    """The customer of that number, counted from 1; the same in a demo of any size."""
    if number <= len(CAST):
        role = CAST[number - 1]
        fate = Fate(role["stage"], int(role["late"]), role["twist"])
        land = LANDS[role["land"]]
        return _reached(chance, land, role["customer_id"], role["name"], role["kind"], fate)
    land = chance.pick(_DRAWN)
    kind = "company" if chance.hit(18) else "person"
    firm = kind == "company"
    name = land.firm.format(chance.word(land.trades)) if firm else _person(chance, land)
    prefix = "00" if chance.hit(12) else "C-"
    return _reached(chance, land, f"{prefix}{number:04d}", name, kind, _fate(number, chance))


def _person(chance: Chance, land: Land) -> str:
    family, given = chance.word(land.family), chance.word(land.given)
    return land.person.format(family=family, given=given)


def _fate(number: int, chance: Chance) -> Fate:
    """The next of every hundred fates, dealt in steps that have no divisor with a hundred."""
    stage, _, (low, high) = _HUNDRED[number * 37 % 100]
    twists = _TWISTS_LATE if low > 0 else "overpaid||" if stage == "closed" else ""
    return Fate(stage, chance.whole(low, high), chance.word(twists))


def _reached(
    chance: Chance, land: Land, customer_id: str, name: str, kind: str, fate: Fate
) -> Customer:
    """A customer with everything that is known about how to reach them."""
    region, zone = chance.word(land.regions).split("=")
    domain = "example.com" if chance.hit(60) else "example.org"
    is_person = kind == "person"
    return Customer(
        customer_id,
        name,
        kind,
        _digits(chance, land.phone),
        f"{customer_id.lower()}@{domain}" if chance.hit(80) else "",
        _digits(chance, land.street),
        region,
        zone,
        land.language,
        chance.word(_EMPLOYERS) if is_person else "",
        f"{chance.whole(30, 240) * 100}.00" if is_person and chance.hit(70) else "",
        land,
        fate,
    )


def _digits(chance: Chance, pattern: str) -> str:
    """The pattern with a digit for every ``#``; the first one of a run may not be 0."""
    digits = [
        str(chance.whole(0 if before == "#" else 1, 9)) if mark == "#" else mark
        for before, mark in zip(" " + pattern, pattern, strict=False)
    ]
    return "".join(digits)
