"""The time zones in which a customer may be, and the number or address that is used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overdue_cli.domain.contact.birth_dates import born_on
from overdue_cli.domain.contact.person_words import CONSUMER, is_minor
from overdue_cli.domain.contact.phone_zones import phone_zones
from overdue_cli.domain.contact.rules import ContactQuestion, ContactRules, covers
from overdue_cli.domain.ladder.case import Case, Contact, Point, Preference

#: What kind of number or address a channel uses.
POINT_OF: dict[str, str] = {
    "call": "phone",
    "sms": "phone",
    "chat": "phone",
    "email": "email",
    "letter": "address",
    "visit": "address",
}


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

    def answers(self, since: datetime) -> bool:
        """Whether this would be the first answer to the person's message by the same channel."""
        question, last = self.question, None
        for contact in self.before():
            if contact.channel != question.channel or contact.person != question.person:
                continue
            if contact.at >= since:
                last = contact
        return last is not None and last.inbound


def proposed_contact(
    rules: ContactRules, case: Case, question: ContactQuestion, fallback: tzinfo | None = None
) -> ProposedContact:
    """The contact with its number or address chosen, and the zones the customer may be in.

    ``fallback`` is the zone of those of whom nothing is known, else that of the moment.
    """
    chosen = question if question.point else _with_point(rules, case, question)
    zones = candidate_zones(rules, case, chosen)
    return ProposedContact(
        rules, case, chosen, zones or (fallback or question.at.tzinfo or ZoneInfo("UTC"),)
    )


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
    """Whether two spellings are one number or address.

    >>> same_point("+86 138-0013 8000", "+8613800138000"), same_point("a@b.org", "A@b.org")
    (True, True)
    """
    return plain_point(one) == plain_point(other)


@lru_cache(maxsize=4096)
def plain_point(value: str) -> str:
    """A number without blanks and marks, an address in small letters, to compare by."""
    text = value.strip().casefold()
    bare = "".join(mark for mark in text if mark not in " -()./")
    return bare if bare.lstrip("+").isdigit() else text


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


def _with_point(rules: ContactRules, case: Case, question: ContactQuestion) -> ContactQuestion:
    """The contact with the first number or address that nothing speaks against.

    Where there is none: the first that is not somebody else's, else the first.
    """
    kind, day = POINT_OF.get(question.channel), question.at.date()
    of_kind = [
        point
        for point in case.points
        if point.kind == kind and point.person == question.person and is_in_use(point, day)
    ]
    if question.place:
        of_kind = [point for point in of_kind if point.place == question.place] or of_kind
    if not of_kind:
        return question
    right = [point for point in of_kind if not is_wrong(case, point.value, question.at)] or of_kind
    best = next((point for point in right if _is_open(rules, case, question, point)), right[0])
    return question._replace(point=best.value, place=question.place or best.place)


def _is_open(rules: ContactRules, case: Case, question: ContactQuestion, point: Point) -> bool:
    """Whether a number is the right one, not opted out of, and not at a barred workplace."""
    if is_wrong(case, point.value, question.at):
        return False
    proposed = ProposedContact(
        rules, case, question._replace(point=point.value), (question.at.tzinfo or ZoneInfo("UTC"),)
    )
    if any(proposed.is_meant(preference) for preference in proposed.standing("opt_out")):
        return False
    return point.place != "work" or not any(proposed.standing("workplace_barred"))
