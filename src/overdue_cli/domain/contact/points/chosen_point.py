"""The number or address of a contact, named or chosen, and where it reaches the person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from zoneinfo import ZoneInfo

from overdue_cli.domain.contact.rules import ContactQuestion, ContactRules
from overdue_cli.domain.contact.time_zones import (
    POINT_OF,
    ProposedContact,
    candidate_zones,
    is_in_use,
    is_wrong,
    same_line,
)
from overdue_cli.domain.ladder.case import Case, Point

#: Who is reached where they work, or in the customer's place: no customer is at work then.
AT_THEIR_DESK = frozenset(
    "employer colleague lawyer trustee creditor creditor_lawyer collector_lawyer credit_bureau "
    "financial_counsellor authority".split()
)
#: Whose number, where the customer is called on it, is one at work.
_AT_WORK_WITH = frozenset({"employer", "colleague"})

#: Whether a rule about places is against a contact at its number or address.
Closed = Callable[[ProposedContact], bool]


def proposed_contact(
    rules: ContactRules,
    case: Case,
    question: ContactQuestion,
    fallback: tzinfo | None,
    is_closed: Closed,
) -> ProposedContact:
    """The contact with its number or address, its place, and the zones the customer may be in.

    ``fallback`` is the zone of those of whom nothing is known, else that of the moment.
    """
    chosen = question if question.point else _with_point(rules, case, question, is_closed)
    chosen = chosen._replace(place=place_of(case, chosen))
    return _proposed(rules, case, chosen, fallback)


def _proposed(
    rules: ContactRules, case: Case, question: ContactQuestion, fallback: tzinfo | None
) -> ProposedContact:
    zones = candidate_zones(rules, case, question)
    return ProposedContact(
        rules, case, question, zones or (fallback or question.at.tzinfo or ZoneInfo("UTC"),)
    )


def place_of(case: Case, question: ContactQuestion) -> str:
    """Where a contact reaches the person: at work by every number or address on file as work.

    What is on file as work wins over what is said of the place, and over home: of a number that
    is both, the rules about work hold, and some of them ask whether the person lives there.
    """
    if question.person in AT_THEIR_DESK:
        return question.place
    filed = _places_on_file(case, question)
    if "work" in filed:
        return "work"
    return question.place or ("home" if "home" in filed else "")


def _places_on_file(case: Case, question: ContactQuestion) -> set[str]:
    if not question.point:
        return set()
    day, of_debtor = question.at.date(), question.person == "self"
    here = [
        point
        for point in case.points
        if (point.place or point.person in _AT_WORK_WITH)
        and is_in_use(point, day)
        and same_line(point.value, question.point)
    ]
    filed = {point.place for point in here if point.person == question.person}
    if of_debtor and any(point.person in _AT_WORK_WITH for point in here):
        filed.add("work")
    return filed


def _with_point(
    rules: ContactRules, case: Case, question: ContactQuestion, is_closed: Closed
) -> ContactQuestion:
    """The contact with the first number or address that nothing speaks against, work coming last.

    Where there is none: the first that is not somebody else's, else the first. A place that is
    named leaves out what is on file as being elsewhere.
    """
    asked = (question._replace(point=point.value) for point in _of_kind(case, question))
    filed = [(place_of(case, one._replace(place="")), one) for one in asked]
    if question.place:
        there = [row for row in filed if row[0] == question.place]
        filed = there or [row for row in filed if not row[0]]
    filed.sort(key=lambda row: row[0] == "work")
    placed = [one._replace(place=place or question.place) for place, one in filed]
    right = [one for one in placed if not is_wrong(case, one.point, one.at)] or placed
    if len(right) < 2:
        return right[0] if right else question
    return next((one for one in right if _is_open(rules, case, one, is_closed)), right[0])


def _of_kind(case: Case, question: ContactQuestion) -> list[Point]:
    """Numbers or addresses in use, of the person, that the channel takes."""
    kind, day = POINT_OF.get(question.channel), question.at.date()
    return [
        point
        for point in case.points
        if point.kind == kind and point.person == question.person and is_in_use(point, day)
    ]


def _is_open(
    rules: ContactRules, case: Case, question: ContactQuestion, is_closed: Closed
) -> bool:
    """Whether a number is not opted out of, and not at a place that is barred."""
    if is_wrong(case, question.point, question.at):
        return False
    proposed = _proposed(rules, case, question, None)
    if any(proposed.is_meant(preference) for preference in proposed.standing("opt_out")):
        return False
    return not question.place or not is_closed(proposed)
