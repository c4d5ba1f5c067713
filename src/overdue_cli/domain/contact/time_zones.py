"""The time zones in which a customer may be, and the number or address that is used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overdue_cli.domain.contact.birth_dates import born_on
from overdue_cli.domain.contact.person_words import CONSUMER, is_minor
from overdue_cli.domain.contact.phone_zones import phone_zones
from overdue_cli.domain.contact.rules import ContactQuestion, ContactRules, covers
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, Case, Contact, Point, Preference

#: What kind of number or address a channel uses.
POINT_OF: dict[str, str] = {
    "call": "phone",
    "sms": "phone",
    "chat": "phone",
    "email": "email",
    "letter": "address",
    "visit": "address",
}


#: Channels in which something is written, so that it can be answered by the same one.
WRITTEN = frozenset(CHANNEL_GROUPS["message"])


class ProposedContact(NamedTuple):
    """One contact that is asked about, with everything the rules look at."""

    rules: ContactRules
    case: Case
    question: ContactQuestion
    zones: tuple[tzinfo, ...]
    """Every zone the customer may be in; days are counted in the first."""

    @property
    def at(self) -> datetime:
        """The moment asked about."""
        return self.question.at

    @property
    def day(self) -> date:
        """The day asked about, where the customer is."""
        return self.day_of(self.question.at)

    def day_of(self, at: datetime) -> date:
        """The customer's day of a moment."""
        return at.astimezone(self.zones[0]).date()

    def words(self, person: str) -> frozenset[str]:
        """The words under which a rule may name a person: its own, and that for consumers."""
        consumers = self.rules.consumers
        if person in consumers.persons:
            return frozenset({person, CONSUMER})
        if person in consumers.of_minors and self.is_minor:
            return frozenset({person, CONSUMER})
        return frozenset({person})

    @property
    def is_minor(self) -> bool:
        """Whether the customer is a minor on the day asked about, as far as is known."""
        born = born_on(self.case.born_on, self.case.id_no)
        return is_minor(born, self.day, self.rules.consumers.majority)

    def start_of(self, day: date) -> datetime:
        """The moment at which a day begins for the customer."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zones[0])

    def before(self) -> Iterable[Contact]:
        """Contacts up to the moment asked about, in the order of their time."""
        return (contact for contact in self.case.contacts if contact.at <= self.question.at)

    def standing(self, kind: str) -> Iterable[Preference]:
        """Preferences of a kind that hold at the moment asked about."""
        for preference in self.case.preferences:
            if preference.kind == kind and self.holds(preference):
                yield preference

    def holds(self, preference: Preference) -> bool:
        """Whether a preference holds at the moment asked about."""
        if preference.at > self.at or (
            preference.ended_at is not None and preference.ended_at <= self.at
        ):
            return False
        return preference.until_on is None or self.day <= preference.until_on

    def is_meant(self, preference: Preference) -> bool:
        """Whether a preference is about this channel, number, place, debt and person."""
        question = self.question
        return (
            covers(preference.channel, question.channel)
            and (not preference.point or same_point(preference.point, question.point))
            and (
                preference.loan_id is None
                or question.loan_id is None
                or preference.loan_id == question.loan_id
            )
            and preference.person in ("", question.person)
            and preference.place in ("", question.place)
        )

    def written_here(self) -> list[Contact]:
        """Messages of this medium with the person, to or from this number, address or place."""
        asked = self.question
        return [
            contact
            for contact in self.before()
            if contact.channel == asked.channel
            and contact.channel in WRITTEN
            and contact.person == asked.person
            and _is_here(contact, asked)
        ]

    def answers_here(self, since: datetime | None) -> bool:
        """Whether the last message here came from the person, not before ``since``."""
        last = self.written_here()[-1:]
        return any(one.inbound and (since is None or one.at >= since) for one in last)

    def answers(self, since: datetime) -> bool:
        """Whether this would be the first answer to the person's message by the same channel.

        A draft, or an answer that failed, is none.
        """
        question, last = self.question, None
        for contact in self.before():
            if contact.channel != question.channel or contact.person != question.person:
                continue
            if contact.at >= since and contact.state_on(self.at) not in ("draft", "failed"):
                last = contact
        return last is not None and last.inbound


def _is_here(contact: Contact, asked: ContactQuestion) -> bool:
    if contact.point and asked.point:
        return same_line(contact.point, asked.point)
    return bool(asked.place) and contact.place == asked.place


def candidate_zones(
    rules: ContactRules, case: Case, question: ContactQuestion
) -> tuple[tzinfo, ...]:
    """Zones of the customer's own data, the loans, and the numbers and addresses in use.

    A number that may be in several zones adds none where one of them is known already.
    """
    day = question.at.date()
    own = question.person == "self"
    names = dict.fromkeys(case.time_zones) if own else {}
    if own:
        names |= dict.fromkeys(loan.time_zone for loan in case.loans if loan.time_zone)
    points = [
        point for point in case.points if point.person == question.person and is_in_use(point, day)
    ]
    used = (
        Point("phone", question.point, question.person)
        if POINT_OF.get(question.channel) == "phone"
        else None
    )
    if used and used.value and not any(same_point(used.value, p.value) for p in points):
        points.append(used)
    for several in sorted((zones_of(point, rules.country) for point in points), key=len):
        if len(several) == 1 or not names.keys() & set(several):
            names |= dict.fromkeys(several)
    if not names:
        names = dict.fromkeys(case.time_zones)
    return tuple(zone for name in names if (zone := known_zone(name)) is not None)


def zones_of(point: Point, country: str) -> tuple[str, ...]:
    """Zones of a number or an address: those recorded, else those its prefix may be in."""
    if point.time_zones or point.kind != "phone":
        return point.time_zones
    return phone_zones(point.value, country)


@lru_cache(maxsize=512)
def known_zone(name: str) -> tzinfo | None:
    """The zone of an IANA name; None for a name that is not in the database."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def is_in_use(point: Point, day: date) -> bool:
    """Whether a number or address is used on a day; its last day is inside."""
    return point.from_on <= day and (point.until_on is None or day <= point.until_on)


def same_point(one: str, other: str) -> bool:
    """Whether two spellings are one number or address, with or without the code of the country.

    >>> same_point("+86 138-0013 8000", "+8613800138000"), same_point("a@b.org", "A@b.org")
    (True, True)
    >>> same_point("00353 1 234 5678", "(01) 234 5678"), same_point("+353 1 234 5678", "2345678")
    (True, False)
    """
    first, second = plain_point(one), plain_point(other)
    return first == second or _is_national(first, second) or _is_national(second, first)


def same_line(one: str, other: str) -> bool:
    """Whether two spellings are one number or address, whatever the extension.

    >>> same_line("+1 202 555 0143 ext. 12", "(202) 555-0143"), same_line("1 Road #5", "1 Road")
    (True, False)
    """
    return same_point(_without_extension(one), _without_extension(other))


def _is_national(number: str, whole: str) -> bool:
    """Whether a number is the other without the code of its country, which has 1 to 3 digits."""
    if not whole.startswith("+") or not number.isdigit():
        return False
    return any(
        len(own) >= _SHORTEST and whole.endswith(own) and len(whole) - len(own) <= _CODE
        for own in (number, number.lstrip("0"))
    )


#: Digits of the shortest number that says which line it is without its country.
_SHORTEST = 7
#: The longest code of a country, with its plus sign.
_CODE = 4
_EXTENSION = re.compile(r"\s*(?:extension|ext\.?|x|#|转|分机)\s*\d{1,6}$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _without_extension(value: str) -> str:
    bare = _EXTENSION.sub("", value.strip())
    return bare if plain_point(bare).lstrip("+").isdigit() else value


@lru_cache(maxsize=4096)
def plain_point(value: str) -> str:
    """A number without blanks and marks, an address in small letters, to compare by."""
    text = value.strip().casefold()
    bare = "".join(mark for mark in text.replace("(0)", "") if mark not in " -()./")
    if not bare.lstrip("+").isdigit():
        return text
    return f"+{bare[2:]}" if bare.startswith("00") else bare


def is_wrong(case: Case, point: str, until: datetime) -> bool:
    """Whether a number was found to be somebody else's, and was not confirmed since."""
    wrong = False
    for contact in case.contacts:
        if contact.at <= until and contact.point and same_point(contact.point, point):
            if "wrong_number" in contact.flags:
                wrong = True
            elif "verified" in contact.flags:
                wrong = False
    return wrong
