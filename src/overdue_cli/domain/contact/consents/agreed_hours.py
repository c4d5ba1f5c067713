"""Hours that the customer agreed to, or asked to be called back in, beside those of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from overdue_cli.domain.contact.consents.agreement import own_consents
from overdue_cli.domain.contact.consents.named_times import is_now, names_times, next_named
from overdue_cli.domain.contact.reached import spoke
from overdue_cli.domain.contact.rules import Hours, Unless
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import WRITTEN_CHANNELS, Contact, Preference

#: How long from its time on a call-back that was asked for may be made.
CALL_BACK = timedelta(hours=1)


def is_agreed_hour(spec: Hours, proposed: ProposedContact) -> bool:
    """Whether the customer agreed to be contacted at this time, or asked for it."""
    if any(is_now(opened, proposed) for opened in _opened(spec, proposed)):
        return True
    back = asked_back(proposed, spec.unless_consent)
    return back is not None and _is_in_call_back(back, proposed.at)


def next_agreed_hour(spec: Hours, proposed: ProposedContact) -> datetime | None:
    """The next moment at which such a time begins; None where none is known."""
    back = asked_back(proposed, spec.unless_consent)
    return _first_beginning(_opened(spec, proposed), back, proposed)


def asked_for_since(proposed: ProposedContact, since: datetime) -> bool:
    """Whether the person asked, later than ``since``, to be contacted at this time or place."""
    if any(is_now(consent, proposed) for consent in _named_since(proposed, since)):
        return True
    back = asked_back(proposed)
    return back is not None and back.at > since and _is_in_call_back(back, proposed.at)


def next_asked_for(proposed: ProposedContact, since: datetime) -> datetime | None:
    """The next moment at which a time begins that was asked for later than ``since``."""
    back = asked_back(proposed)
    later = back if back is not None and back.at > since else None
    return _first_beginning(_named_since(proposed, since), later, proposed)


def _named_since(proposed: ProposedContact, since: datetime) -> Iterator[Preference]:
    """Consents that name a time or a place, given later than a moment."""
    for consent in own_consents(proposed):
        if consent.at > since and (names_times(consent) or consent.place):
            yield consent


def _first_beginning(
    consents: Iterable[Preference], back: Contact | None, proposed: ProposedContact
) -> datetime | None:
    begins = [next_named(consent, proposed) for consent in consents]
    if back is not None and back.callback_at is not None and back.callback_at >= proposed.at:
        begins.append(back.callback_at)
    return min((moment for moment in begins if moment is not None), default=None)


def _opened(spec: Hours, proposed: ProposedContact) -> Iterator[Preference]:
    """The consents that name a time, with what they leave open taken from the rule's own hours.

    From 7 o'clock on: up to the end of the hours. Up to 22 o'clock: from their beginning. Sundays
    without hours: the hours of other days, where the rule has none on Sundays.
    """
    opens = min(span.opens for span in spec.spans)
    closes = max(span.closes for span in spec.spans)
    closed_days = frozenset(range(7)).difference(*(span.days for span in spec.spans))
    for consent in own_consents(proposed, spec.unless_consent):
        if not names_times(consent):
            continue
        days = consent.weekdays
        if consent.from_time is None and consent.to_time is None:
            days &= closed_days
        yield consent._replace(
            weekdays=days,
            from_time=opens if consent.from_time is None else consent.from_time,
            to_time=closes if consent.to_time is None else consent.to_time,
        )


def asked_back(proposed: ProposedContact, unless: Unless = "any") -> Contact | None:
    """The contact in which this person last asked to be contacted again at a time.

    A time that we chose ourselves after nobody was reached was not asked for. Who asks by a
    message for a call is called.
    """
    last = None
    for contact in proposed.before():
        if contact.callback_at is None or contact.person != proposed.question.person:
            continue
        if _is_for(contact, proposed.question.channel) and _was_asked(contact, unless):
            last = contact
    return last


def _is_for(contact: Contact, channel: str) -> bool:
    by_message = contact.inbound and contact.channel in WRITTEN_CHANNELS
    return contact.channel == channel or (by_message and channel == "call")


def _was_asked(contact: Contact, unless: Unless) -> bool:
    if unless == "written":
        return contact.inbound and contact.channel in WRITTEN_CHANNELS
    return contact.inbound or "consent" in contact.flags or spoke(contact)


def _is_in_call_back(contact: Contact, at: datetime) -> bool:
    back = contact.callback_at
    return back is not None and back <= at <= back + CALL_BACK
