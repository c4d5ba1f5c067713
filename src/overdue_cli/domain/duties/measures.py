"""Measures other than a contact, such as a report to a credit bureau: when they may be taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from overdue_cli.domain.contact.gate import collected
from overdue_cli.domain.contact.rules import ALL, Binds, Decision, Objection, Strength
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.duties.communications import communications, spoke, wrote
from overdue_cli.domain.ladder.case import Contact


class Measure(NamedTuple):
    """A step outside the contact itself, and what must have come before it for each debt."""

    name: str
    title: str
    after_talk: bool = False
    """Once the debtor was spoken to about the debt, by telephone or face to face."""
    after_message_days: int | None = None
    """Or after so many whole days since a letter or message about it that was not returned."""
    not_during: frozenset[str] = frozenset()
    """Kinds of hold during which it is not taken."""
    persons: frozenset[str] = frozenset({"self"})
    """Whom the talk or the message must have reached."""
    binds: Binds = ALL
    source: str = ""
    strength: Strength = "product_default"


class MeasureVerdict(NamedTuple):
    """Whether a measure may be taken now, why not, and from when on (None: not by itself)."""

    decision: Decision
    text: str
    next_at: datetime | None


def measure_verdict(measure: Measure, proposed: ProposedContact) -> MeasureVerdict:
    """Whether a measure may be taken at the moment and for the debts of a question.

    Asked about no debt in particular, it must be open for each that is not closed.
    """
    if not measure.binds.holds_for(*collected(proposed)):
        return MeasureVerdict("allow", "nothing objects", proposed.at)
    against = [*_held(measure, proposed), *_too_early(measure, proposed)]
    if not against:
        return MeasureVerdict("allow", "nothing objects", proposed.at)
    worst = max(against, key=lambda one: (one.until is None, one.until or proposed.at))
    decision: Decision = "block" if measure.strength == "prohibition" else "warn"
    return MeasureVerdict(decision, worst.text, worst.until)


def _held(measure: Measure, proposed: ProposedContact) -> Iterator[Objection]:
    asked = proposed.question.loan_id
    for hold in proposed.case.holds:
        about = None in (asked, hold.loan_id) or hold.loan_id == asked
        if hold.kind in measure.not_during and about and hold.holds_on(proposed.day):
            debt = f" of {hold.loan_id}" if hold.loan_id else ""
            last = hold.until_on
            until = None if last is None else proposed.start_of(last + timedelta(days=1))
            yield Objection(f"hold for {hold.kind}{debt} since {hold.from_on}", until)


def _too_early(measure: Measure, proposed: ProposedContact) -> Iterator[Objection]:
    if not measure.after_talk and measure.after_message_days is None:
        return
    asked = proposed.question.loan_id
    open_debts = [loan.loan_id for loan in proposed.case.loans if loan.status != "closed"]
    for loan_id in [asked] if asked is not None else open_debts:
        openings = list(_openings(measure, proposed, loan_id))
        about = f"about {loan_id}" if loan_id else ""
        if not openings:
            yield Objection(f"nobody was told {about} yet: {_wanted(measure)}")
        elif min(openings) > proposed.at:
            on = proposed.day_of(min(openings))
            yield Objection(f"the message {about} may still come back until {on}", min(openings))


def _openings(
    measure: Measure, proposed: ProposedContact, loan_id: str | None
) -> Iterator[datetime]:
    """The moments from which each communication about the debt opens the measure."""
    for contact in communications(proposed, measure.persons, loan_id):
        if measure.after_talk and spoke(contact):
            yield contact.at
        elif measure.after_message_days is not None and not contact.inbound:
            opens = _waited(measure.after_message_days, proposed, contact)
            if wrote(contact, min(opens, proposed.at)):
                yield opens


def _waited(days: int, proposed: ProposedContact, contact: Contact) -> datetime:
    """The first moment after so many whole days that follow the day of a message."""
    return proposed.start_of(proposed.day_of(contact.at) + timedelta(days=days + 1))


def _wanted(measure: Measure) -> str:
    ways = []
    if measure.after_talk:
        ways.append("speak to the customer")
    if measure.after_message_days is not None:
        ways.append(f"write and wait {measure.after_message_days} days")
    return ", or ".join(ways)
