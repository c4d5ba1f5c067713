"""Where a contact arrives: at work, or at a number that is somebody else's."""

from __future__ import annotations

from datetime import datetime

from overdue_cli.domain.contact.consents.agreement import consents_now
from overdue_cli.domain.contact.consents.named_times import is_now
from overdue_cli.domain.contact.persons import is_unreachable
from overdue_cli.domain.contact.points.chosen_point import AT_THEIR_DESK, place_of
from overdue_cli.domain.contact.reached import spoke
from overdue_cli.domain.contact.rules import ContactQuestion, Objection, Workplace, WrongNumber
from overdue_cli.domain.contact.time_zones import ProposedContact, is_in_use, is_wrong, same_line
from overdue_cli.domain.ladder.case import Contact, Preference


def at_work(spec: Workplace, proposed: ProposedContact) -> Objection | None:
    """The objection to a contact at work, by what is known or by the law.

    Who wrote from there is answered there, by the same medium.
    """
    question = proposed.question
    if question.place != "work" or question.person in AT_THEIR_DESK:
        return None
    unwelcome = _unwelcome_since(proposed)
    if proposed.answers_here(unwelcome) or _is_agreed(spec, proposed, unwelcome):
        return None
    if unwelcome is not None:
        return Objection(f"contact at work is not welcome since {proposed.day_of(unwelcome)}")
    if spec.bars == "always":
        return Objection(f"no {question.channel} at work without a consent to it")
    if spec.bars == "last_resort":
        return _not_last(spec, proposed)
    return None


def _unwelcome_since(proposed: ProposedContact) -> datetime | None:
    """When it was learnt last that contact at work is not welcome; None where it is not known.

    It holds for every number and address at work, not only for the one it was learnt of.
    """
    question = proposed.question
    moments = [
        preference.at
        for preference in proposed.standing("workplace_barred")
        if proposed.is_meant(preference._replace(point=question.point, loan_id=None, place=""))
    ]
    return max(moments, default=None)


def _is_agreed(spec: Workplace, proposed: ProposedContact, since: datetime | None) -> bool:
    """Whether the person agreed to this number, or to work, later than it was unwelcome."""
    moments: list[datetime] = []
    if spec.unless_consent or "consent" in spec.accepts:
        consents = consents_now(proposed, spec.unless_consent or "any")
        moments += [one.at for one in consents if _names_work(one)]
    if "prior_collector" in spec.accepts:
        moments += [
            one.at
            for one in proposed.standing("consent")
            if one.basis == "prior_collector" and proposed.is_meant(one) and _names_work(one)
        ]
    if "used" in spec.accepts:
        moments += [message.at for message in proposed.written_here() if message.inbound]
    return any(since is None or at >= since for at in moments)


def _names_work(consent: Preference) -> bool:
    """Whether a consent is to this number or address, or to work; one to a medium is not."""
    return bool(consent.point) or consent.place == "work"


def is_inconvenient_place(proposed: ProposedContact) -> bool:
    """Whether the person called this very place inconvenient, at this time or at any."""
    return any(
        preference.place and proposed.is_meant(preference) and is_now(preference, proposed)
        for preference in proposed.standing("inconvenient")
    )


def _not_last(spec: Workplace, proposed: ProposedContact) -> Objection | None:
    """The objection to work as a last resort: the person lives elsewhere, or is reached there."""
    if spec.resides and not _lives_at_work(proposed):
        return Objection("at work only where the debtor lives at the place of work")
    elsewhere = tuple(c for c in proposed.case.contacts if not _is_try_at_work(c, proposed))
    other = proposed._replace(case=proposed.case._replace(contacts=elsewhere))
    if is_unreachable(other, spec.attempts):
        return None
    return Objection("at work only as a last resort, while the debtor cannot be reached elsewhere")


def _lives_at_work(proposed: ProposedContact) -> bool:
    """Whether a number or address of the person is on file both as home and as work."""
    own = [
        point
        for point in proposed.case.points
        if point.person == proposed.question.person and is_in_use(point, proposed.day)
    ]
    homes = [point for point in own if point.place == "home"]
    return any(
        same_line(point.value, home.value)
        for point in own
        if point.place == "work"
        for home in homes
    )


def _is_try_at_work(contact: Contact, proposed: ProposedContact) -> bool:
    """Whether a contact was a try at work: it says nothing about efforts elsewhere."""
    if contact.inbound or spoke(contact):
        return False
    made = ContactQuestion(
        contact.channel, contact.at, contact.person, contact.point, place=contact.place
    )
    return place_of(proposed.case, made) == "work"


def wrong_number(_spec: WrongNumber, proposed: ProposedContact) -> Objection | None:
    """The objection to a number that was found to be somebody else's."""
    if proposed.question.point and is_wrong(proposed.case, proposed.question.point, proposed.at):
        return Objection(f"{proposed.question.point} was a wrong number")
    return None
