"""Consent, opt-out and the request to stop all contact: what the person has said about it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from overdue_cli.domain.contact.rules import Cease, Consent, Objection, OptOut
from overdue_cli.domain.contact.time_zones import ProposedContact, same_point

_ONE_DAY = timedelta(days=1)


def without_consent(spec: Consent, proposed: ProposedContact) -> Objection | None:
    """The objection to a medium that the person neither agreed to nor used, or not of late."""
    question = proposed.question
    moments = [
        preference.at
        for preference in proposed.standing("consent")
        if preference.channel and proposed.is_meant(preference)
    ]
    moments += [
        contact.at
        for contact in proposed.before()
        if contact.inbound
        and contact.channel == question.channel
        and contact.person == question.person
        and (not contact.point or not question.point or same_point(contact.point, question.point))
    ]
    if not moments:
        return Objection(
            f"no consent to {question.channel}, and no message from the customer by it"
        )
    last = proposed.day_of(max(moments))
    if spec.days and proposed.day - last >= timedelta(days=spec.days):
        return Objection(f"the last consent to {question.channel}, or message by it, is of {last}")
    return None


def agreed(proposed: ProposedContact) -> bool:
    """Whether the person agreed to this very medium, and to this number or place where named."""
    return any(
        preference.channel and proposed.is_meant(preference)
        for preference in proposed.standing("consent")
    )


def opted_out(_spec: OptOut, proposed: ProposedContact) -> Objection | None:
    """The objection to a medium or number that the person opted out of.

    One answer to a message by that medium is allowed, and one confirmation of the opt-out.
    """
    for preference in proposed.standing("opt_out"):
        if not proposed.is_meant(preference) or proposed.answers(preference.at):
            continue
        if proposed.question.purpose == "confirm" and not _was_written(proposed, preference.at):
            continue
        what = preference.point or preference.channel or "any contact"
        return Objection(
            f"opted out of {what} on {proposed.day_of(preference.at)}",
            _end(proposed, preference.until_on),
        )
    return None


def _was_written(proposed: ProposedContact, since: datetime) -> bool:
    return any(
        c.at >= since and c.channel == proposed.question.channel and not c.inbound
        for c in proposed.before()
    )


def ceased(spec: Cease, proposed: ProposedContact) -> Objection | None:
    """The objection to any contact after a written request to stop, but for some purposes."""
    question = proposed.question
    if question.purpose in spec.purposes or question.person == "lawyer":
        return None
    for preference in proposed.standing("cease"):
        if proposed.is_meant(
            preference._replace(person="" if preference.person == "self" else preference.person)
        ):
            day = proposed.day_of(preference.at)
            return Objection(
                f"asked on {day} to stop all contact", _end(proposed, preference.until_on)
            )
    return None


def _end(proposed: ProposedContact, until_on: object) -> datetime | None:
    return proposed.start_of(until_on + _ONE_DAY) if isinstance(until_on, date) else None
