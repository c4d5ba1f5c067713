"""How often a customer may be contacted: caps per period, days of rest after a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from overdue_cli.domain.contact.asked_again import begun_anew, next_beginning
from overdue_cli.domain.contact.persons import is_same_person
from overdue_cli.domain.contact.reached import CONVERSATIONS, reached, spoke
from overdue_cli.domain.contact.rules import (
    AttemptCap,
    ContactRule,
    Cooldown,
    Key,
    Objection,
    covers,
)
from overdue_cli.domain.contact.time_zones import ProposedContact, same_point
from overdue_cli.domain.ladder.case import Contact, Preference

#: Of what a person has heard or read something.
_GOT_THROUGH = frozenset({"debtor", "message", "wrong_number"})


class Permitted(NamedTuple):
    """A stretch of time in which the customer asked or agreed to be contacted."""

    channel: str
    person: str
    loan_id: str | None
    from_at: datetime
    until: datetime


def over_cap(spec: AttemptCap, rule: ContactRule, proposed: ProposedContact) -> Objection | None:
    """The objection when a period holds as many contacts as it may; the worst of the debts."""
    objections: list[Objection] = []
    if spec.consent_days and is_permitted(proposed, spec.consent_days):
        return None
    for loan_id in _debts(spec.key, proposed):
        counted = begun_anew(spec.again_if, proposed, _counted(spec, rule, proposed, loan_id))
        days = sorted(proposed.day_of(c.at) for c in counted)
        until = _full_until(spec, days, proposed)
        if until is not None or (spec.per == "ever" and len(days) >= spec.most):
            on_debt = f" about {loan_id}" if loan_id else ""
            text = f"{_count_text(spec, days, proposed)}{on_debt}"
            until = _or_permitted(proposed, spec.consent_days, until)
            objections.append(Objection(text, until or next_beginning(spec.again_if, proposed)))
    return max(objections, key=_lasts) if objections else None


def _lasts(objection: Objection) -> tuple[bool, float]:
    return objection.until is None, objection.until.timestamp() if objection.until else 0.0


def _debts(key: tuple[Key, ...], proposed: ProposedContact) -> list[str | None]:
    """The debts to count for: the one asked about, or each of them, or none in particular."""
    if "debt" not in key:
        return [None]
    if proposed.question.loan_id is not None:
        return [proposed.question.loan_id]
    return [loan.loan_id for loan in proposed.case.loans if loan.status != "closed"] or [None]


def _counted(
    spec: AttemptCap, rule: ContactRule, proposed: ProposedContact, loan_id: str | None
) -> Iterator[Contact]:
    """Contacts that count: made by us, by a channel of the rule, not taken out by their outcome.

    A contact about no loan counts for every debt. What was made to a number that turned out to be
    somebody else's does not count for the person.
    """
    permitted = permits(proposed, spec.consent_days) if spec.consent_days else []
    wrong = _wrong_numbers(spec, proposed)
    for contact in proposed.before():
        words = proposed.words(contact.person)
        if contact.inbound or not rule.is_about(contact.channel, words, contact.purpose):
            continue
        if reached(contact) not in spec.counts or _is_uncounted(contact, wrong):
            continue
        if "uncounted" in contact.flags and not contact.reached:
            continue
        if contact.state_on(proposed.at) in ("draft", "failed"):
            continue
        if not _is_same(spec.key, proposed, contact, loan_id):
            continue
        if any(_is_in(p, contact) for p in permitted):
            continue
        yield contact


def _is_uncounted(contact: Contact, wrong: list[Contact]) -> bool:
    """Whether a contact went to a number that was learnt, by now, to be a wrong one."""
    for learnt in wrong:
        if contact is learnt or contact.contact_id == learnt.contact_id:
            return True
        if learnt.point and same_point(contact.point, learnt.point) and contact.at <= learnt.at:
            return True
    return False


def _wrong_numbers(spec: AttemptCap, proposed: ProposedContact) -> list[Contact]:
    """Contacts that showed a number to be somebody else's, where the rule lets such calls go."""
    if "wrong_number" in spec.counts:
        return []
    return [contact for contact in proposed.before() if reached(contact) == "wrong_number"]


def _is_same(
    key: tuple[Key, ...], proposed: ProposedContact, contact: Contact, loan_id: str | None
) -> bool:
    """Whether a contact is of the same person, debt and number, as far as the key asks."""
    if "person" in key and not is_same_person(proposed, contact):
        return False
    if "debt" in key and None not in (loan_id, contact.loan_id) and contact.loan_id != loan_id:
        return False
    here = "point" in key and contact.point and proposed.question.point
    return not here or same_point(contact.point, proposed.question.point)


def _full_until(spec: AttemptCap, days: list[date], proposed: ProposedContact) -> datetime | None:
    """The moment from which the period is no longer full; None when it is not full now."""
    first = _period_start(spec, proposed.day)
    inside = [day for day in days if day >= first]
    if len(inside) < spec.most or spec.per == "ever":
        return None
    if spec.per == "rolling":
        if spec.most == 0:
            return None
        leaving = inside[len(inside) - spec.most]
        return proposed.start_of(leaving + timedelta(days=spec.days))
    return proposed.start_of(_next_period(spec, proposed.day))


def _period_start(spec: AttemptCap, day: date) -> date:
    """The first day of the period that ends with a day.

    >>> _period_start(AttemptCap(7, "rolling", 7), date(2026, 4, 8))
    datetime.date(2026, 4, 2)
    >>> _period_start(AttemptCap(3, "week"), date(2026, 4, 8))
    datetime.date(2026, 4, 6)
    """
    if spec.per == "rolling":
        return day - timedelta(days=spec.days - 1)
    if spec.per == "week":
        return day - timedelta(days=day.weekday())
    if spec.per == "month":
        return day.replace(day=1)
    return date.min if spec.per == "ever" else day


def _next_period(spec: AttemptCap, day: date) -> date:
    start = _period_start(spec, day)
    if spec.per == "month":
        return (start + timedelta(days=32)).replace(day=1)
    return start + timedelta(days=7 if spec.per == "week" else 1)


def _count_text(spec: AttemptCap, days: list[date], proposed: ProposedContact) -> str:
    first = _period_start(spec, proposed.day)
    held = sum(day >= first for day in days)
    return f"{held} {counted_word(spec, held)} {period_text(spec)} already, at most {spec.most}"


def counted_word(spec: AttemptCap, number: int) -> str:
    """What a cap counts, in words.

    >>> counted_word(AttemptCap(1), 1)
    'contact'
    >>> counted_word(AttemptCap(6, counts=frozenset({"engaged"})), 2)
    'unanswered tries'
    """
    if spec.counts == CONVERSATIONS:
        return "conversation" if number == 1 else "conversations"
    if spec.counts.isdisjoint(_GOT_THROUGH):
        return "unanswered try" if number == 1 else "unanswered tries"
    return "contact" if number == 1 else "contacts"


def period_text(spec: AttemptCap) -> str:
    """The period of a cap in words."""
    if spec.per == "rolling":
        return f"in {spec.days} days"
    return "so far" if spec.per == "ever" else f"this {spec.per}"


def cooling_down(spec: Cooldown, proposed: ProposedContact) -> Objection | None:
    """The objection within some days of a conversation with the person about the debt."""
    if spec.consent_days and is_permitted(proposed, spec.consent_days):
        return None
    for contact in reversed(list(proposed.before())):
        if contact.channel not in spec.after or reached(contact) not in spec.after_reached:
            continue
        if not _is_on_debt(spec.key, proposed, contact):
            continue
        spoke_on = proposed.day_of(contact.at)
        until = spoke_on + timedelta(days=spec.days)
        if proposed.day < until:
            text = f"spoke on {spoke_on}, no contact again before {until}"
            return Objection(
                text, _or_permitted(proposed, spec.consent_days, proposed.start_of(until))
            )
        return None
    return None


def _is_on_debt(key: tuple[Key, ...], proposed: ProposedContact, contact: Contact) -> bool:
    return any(_is_same(key, proposed, contact, loan_id) for loan_id in _debts(key, proposed))


def _or_permitted(proposed: ProposedContact, days: int, until: datetime | None) -> datetime | None:
    """The end of an objection: its own, or the moment at which a consent begins before that."""
    if not days or until is None:
        return until
    begins = (
        p.from_at
        for p in permits(proposed, days)
        if proposed.at < p.from_at and _is_for(p, proposed)
    )
    return min((until, *begins))


def is_permitted(proposed: ProposedContact, days: int) -> bool:
    """Whether the customer asked or agreed, not longer ago than ``days``, to be contacted now."""
    consents = permits(proposed, days)
    return any(
        permit.from_at <= proposed.at < permit.until and _is_for(permit, proposed)
        for permit in consents
    )


def _is_for(permit: Permitted, proposed: ProposedContact) -> bool:
    """Whether a consent is for the channel, the person and the debt asked about."""
    question = proposed.question
    return (
        covers(permit.channel, question.channel)
        and permit.person == question.person
        and (permit.loan_id is None or question.loan_id in (None, permit.loan_id))
    )


def _is_in(permit: Permitted, contact: Contact) -> bool:
    return (
        permit.from_at <= contact.at < permit.until
        and covers(permit.channel, contact.channel)
        and permit.person == contact.person
        and (permit.loan_id is None or contact.loan_id in (None, permit.loan_id))
    )


def permits(proposed: ProposedContact, days: int) -> list[Permitted]:
    """Consents given up to the moment asked about, each with its end.

    A consent lasts ``days`` days, its own day being the first, and ends earlier with the next
    conversation, when it is revoked, or at its own term. Who asks to be called back consents
    from the day of the call-back on.
    """
    consents = [
        preference
        for preference in proposed.case.preferences
        if preference.kind == "consent" and preference.at <= proposed.at
    ]
    recorded = {preference.at for preference in consents}
    permitted = [
        _permit(proposed, preference, days)
        for preference in consents
        if preference.channel or not preference.from_time
    ]
    for contact in proposed.before():
        if "consent" in contact.flags and contact.at not in recorded:
            preference = Preference("consent", contact.at, contact.channel, person=contact.person)
            permit = _permit(proposed, preference, days)
            if contact.callback_at is not None:
                day = proposed.start_of(proposed.day_of(contact.callback_at))
                term = _talk_or(proposed, preference, day + timedelta(days=days))
                permit = permit._replace(from_at=max(day, contact.at), until=term)
            permitted.append(permit)
    return permitted


def _permit(proposed: ProposedContact, preference: Preference, days: int) -> Permitted:
    until = proposed.start_of(proposed.day_of(preference.at) + timedelta(days=days))
    if preference.until_on is not None:
        until = min(until, proposed.start_of(preference.until_on + timedelta(days=1)))
    if preference.ended_at is not None:
        until = min(until, preference.ended_at)
    return Permitted(
        preference.channel,
        preference.person,
        preference.loan_id,
        preference.at,
        _talk_or(proposed, preference, until),
    )


def _talk_or(proposed: ProposedContact, preference: Preference, until: datetime) -> datetime:
    """The end of a consent: the next conversation with the person, when it comes before."""
    for contact in proposed.before():
        talked = contact.channel == "call" and spoke(contact)
        if talked and contact.person == preference.person and preference.at < contact.at < until:
            return contact.at
    return until
