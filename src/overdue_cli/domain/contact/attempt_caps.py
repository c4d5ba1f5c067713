"""How often a customer may be contacted: caps per period, days of rest after a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from overdue_cli.domain.contact.asked_again import begun_anew, next_beginning
from overdue_cli.domain.contact.consents.agreement import agreed_to_more
from overdue_cli.domain.contact.consents.named_times import (
    is_at,
    is_now,
    names_times,
    next_named,
)
from overdue_cli.domain.contact.debts import (
    Counting,
    by_debt,
    debt_named,
    debts_asked,
    debts_to_call_about,
)
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
    consent: Preference
    """With the days, the hours and the place that it names."""


def over_cap(spec: AttemptCap, rule: ContactRule, proposed: ProposedContact) -> Objection | None:
    """The objection when a period holds as many contacts as it may.

    By debt it is the worst of the debts asked about; where a contact that names none counts for
    one, there is none as long as one of the debts that are due has room.
    """
    if _is_agreed(spec, proposed):
        return None
    if "debt" not in spec.key:
        return _full(spec, proposed, _counted(spec, rule, proposed))
    return _of_debts(_counting(spec, rule), proposed, _full_debts(spec, rule, proposed))


def _is_agreed(spec: AttemptCap | Cooldown, proposed: ProposedContact) -> bool:
    """Whether the customer asked for this contact, or agreed to as many as it takes."""
    if spec.consent_days and is_permitted(proposed, spec.consent_days):
        return True
    unless = spec.unless_consent if isinstance(spec, AttemptCap) else ""
    return unless != "" and agreed_to_more(proposed, unless)


def _of_debts(
    counting: Counting, proposed: ProposedContact, objections: Mapping[str, Objection]
) -> Objection | None:
    """The objection to a contact about the debts asked about, by those to each of them."""
    if proposed.question.loan_id is None and counting.basis.unnamed == "one":
        choice = debts_to_call_about(counting, proposed)
        if choice:
            if any(debt not in objections for debt in choice):
                return None
            return min((objections[debt] for debt in choice), key=_lasts)
    return max(objections.values(), key=_lasts) if objections else None


def debts_at_rest(rule: ContactRule, proposed: ProposedContact) -> Iterator[str]:
    """Debts that a contact which names none must not be about by this rule, with the reason."""
    spec = rule.spec
    if not isinstance(spec, AttemptCap | Cooldown) or "debt" not in spec.key:
        return
    if spec.by_debt.unnamed == "every" or proposed.question.loan_id is not None:
        return
    if len(proposed.case.loans) < 2:
        return
    if _is_agreed(spec, proposed):
        return
    if isinstance(spec, AttemptCap):
        objections = _full_debts(spec, rule, proposed)
    else:
        objections = _resting_debts(spec, proposed)
    for debt in debts_to_call_about(_counting(spec, rule), proposed):
        if debt in objections:
            yield f"{debt}: {objections[debt].text.removesuffix(f' about {debt}')}"


def _full_debts(
    spec: AttemptCap, rule: ContactRule, proposed: ProposedContact
) -> dict[str, Objection]:
    """The debts asked about of which the period is full."""
    counted = list(_counted(spec, rule, proposed))
    by_name = by_debt(_counting(spec, rule), proposed, counted)
    full = {}
    for debt in debts_asked(spec.by_debt, proposed):
        objection = _full(spec, proposed, by_name[debt], f" about {debt}")
        if objection is not None:
            full[debt] = objection
    if not by_name:
        objection = _full(spec, proposed, counted)
        return {"": objection} if objection else {}
    return full


def _counting(spec: AttemptCap | Cooldown, rule: ContactRule) -> Counting:
    """How a rule counts by debt; a cap of so many days lets debts talked about in them rest."""
    if isinstance(spec, Cooldown):
        return Counting(spec.by_debt, rule, partial(_period_start, AttemptCap(1)))
    rest = spec.days if spec.per == "rolling" else 0
    return Counting(spec.by_debt, rule, partial(_period_start, spec), rest)


def _full(
    spec: AttemptCap, proposed: ProposedContact, counted: Iterable[Contact], about: str = ""
) -> Objection | None:
    """The objection when these contacts fill the period."""
    kept = begun_anew(spec.again_if, proposed, counted)
    days = sorted(proposed.day_of(contact.at) for contact in kept)
    until = _full_until(spec, days, proposed)
    if until is None and not (spec.per == "ever" and len(days) >= spec.most):
        return None
    until = _or_permitted(proposed, spec.consent_days, until)
    text = f"{_count_text(spec, days, proposed)}{about}"
    return Objection(text, until or next_beginning(spec.again_if, proposed))


def _lasts(objection: Objection) -> tuple[bool, float]:
    return objection.until is None, objection.until.timestamp() if objection.until else 0.0


def _counted(spec: AttemptCap, rule: ContactRule, proposed: ProposedContact) -> Iterator[Contact]:
    """Contacts that count, whatever debt they name: made by us, by a channel of the rule.

    What was made to a number that turned out to be somebody else's does not count for the person.
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
        if not _is_same(spec.key, proposed, contact):
            continue
        if any(_is_in(p, contact, proposed) for p in permitted):
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


def _is_same(key: tuple[Key, ...], proposed: ProposedContact, contact: Contact) -> bool:
    """Whether a contact is of the same person and number, as far as the key asks."""
    if "person" in key and not is_same_person(proposed, contact):
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


def cooling_down(spec: Cooldown, rule: ContactRule, proposed: ProposedContact) -> Objection | None:
    """The objection within some days of a conversation with the person about the debt."""
    if spec.consent_days and is_permitted(proposed, spec.consent_days):
        return None
    if "debt" not in spec.key:
        return _rest_after(spec, proposed, _talks(spec, proposed))
    return _of_debts(_counting(spec, rule), proposed, _resting_debts(spec, proposed))


def _resting_debts(spec: Cooldown, proposed: ProposedContact) -> dict[str, Objection]:
    """The debts asked about that were talked about; a talk that names no debt was about each."""
    talks = list(_talks(spec, proposed))
    resting = {}
    for debt in debts_asked(spec.by_debt, proposed) or [""]:
        about = (one for one in talks if not debt or _is_about(spec, proposed, one, debt))
        objection = _rest_after(spec, proposed, about)
        if objection is not None:
            resting[debt] = objection
    return resting


def _is_about(spec: Cooldown, proposed: ProposedContact, talk: Contact, debt: str) -> bool:
    return talk.loan_id is None or debt_named(spec.by_debt, proposed, talk.loan_id) == debt


def _talks(spec: Cooldown, proposed: ProposedContact) -> Iterator[Contact]:
    """Conversations with the person up to now, whoever began them, the last one first."""
    for contact in reversed(list(proposed.before())):
        if contact.channel not in spec.after or reached(contact) not in spec.after_reached:
            continue
        if _is_same(spec.key, proposed, contact):
            yield contact


def _rest_after(
    spec: Cooldown, proposed: ProposedContact, talks: Iterable[Contact]
) -> Objection | None:
    """The objection within some days of the last of these talks."""
    last = next(iter(talks), None)
    if last is None:
        return None
    spoke_on = proposed.day_of(last.at)
    until = spoke_on + timedelta(days=spec.days)
    if proposed.day >= until:
        return None
    text = f"spoke on {spoke_on}, no contact again before {until}"
    return Objection(text, _or_permitted(proposed, spec.consent_days, proposed.start_of(until)))


def _or_permitted(proposed: ProposedContact, days: int, until: datetime | None) -> datetime | None:
    """The end of an objection: its own, or the moment at which a consent begins before that."""
    if not days or until is None:
        return until
    begins = [
        _beginning(permit, proposed)
        for permit in permits(proposed, days)
        if _is_for(permit, proposed)
    ]
    return min((until, *(moment for moment in begins if moment is not None)))


def _beginning(permit: Permitted, proposed: ProposedContact) -> datetime | None:
    """When a consent begins that does not hold now: its day, or the next time that it names."""
    if proposed.at < permit.from_at:
        return permit.from_at
    begins = next_named(permit.consent, proposed) if names_times(permit.consent) else None
    return begins if begins is not None and begins < permit.until else None


def is_permitted(proposed: ProposedContact, days: int) -> bool:
    """Whether the customer asked or agreed, not longer ago than ``days``, to be contacted now."""
    return any(
        permit.from_at <= proposed.at < permit.until
        and _is_for(permit, proposed)
        and is_now(permit.consent, proposed)
        for permit in permits(proposed, days)
    )


def _is_for(permit: Permitted, proposed: ProposedContact) -> bool:
    """Whether a consent is for the channel, the person, the debt and the place asked about."""
    question = proposed.question
    return (
        covers(permit.channel, question.channel)
        and permit.person == question.person
        and (permit.loan_id is None or question.loan_id in (None, permit.loan_id))
        and permit.consent.place in ("", question.place)
    )


def _is_in(permit: Permitted, contact: Contact, proposed: ProposedContact) -> bool:
    return (
        permit.from_at <= contact.at < permit.until
        and covers(permit.channel, contact.channel)
        and permit.person == contact.person
        and (permit.loan_id is None or contact.loan_id in (None, permit.loan_id))
        and permit.consent.place in ("", contact.place)
        and is_at(permit.consent, proposed, contact.at)
    )


def permits(proposed: ProposedContact, days: int) -> list[Permitted]:
    """Consents given up to the moment asked about, each with its end.

    A consent lasts ``days`` days, its own day being the first, and ends earlier with the next
    conversation, when it is revoked, or at its own term. Who asks to be called back consents
    from the day of the call-back on. Who agrees to a place says nothing about how often.
    """
    consents = [
        preference
        for preference in proposed.case.preferences
        if preference.kind == "consent" and preference.at <= proposed.at
        if not preference.basis and not preference.place
    ]
    recorded = {preference.at for preference in consents}
    permitted = [_permit(proposed, preference, days) for preference in consents]
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
        preference,
    )


def _talk_or(proposed: ProposedContact, preference: Preference, until: datetime) -> datetime:
    """The end of a consent: the next conversation with the person, when it comes before."""
    for contact in proposed.before():
        talked = contact.channel == "call" and spoke(contact)
        if talked and contact.person == preference.person and preference.at < contact.at < until:
            return contact.at
    return until
