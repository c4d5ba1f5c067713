"""Consent, opt-out and the request to stop all contact: what the person has said about it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from overdue_cli.domain.contact.consents.agreement import agreed_since
from overdue_cli.domain.contact.consents.grounds import checks, grounds, notice_text
from overdue_cli.domain.contact.rules import Cease, Consent, Objection, OptOut
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import WRITTEN_CHANNELS

_ONE_DAY = timedelta(days=1)


def without_consent(spec: Consent, proposed: ProposedContact) -> Objection | None:
    """The objection to a medium that nothing lets us use, or nothing of late."""
    channel = proposed.question.channel
    moments = grounds(spec.accepts, proposed, notice_days=spec.notice_days)
    if not moments:
        more, until = notice_text(spec, proposed)
        text = f"no consent to {channel}, and no message from the customer by it{more}"
        return Objection(text, until)
    last = max(moments)
    if "reassigned_check" in spec.accepts:
        last = max([last, *checks(proposed, last)])
    if spec.days and proposed.day - proposed.day_of(last) >= timedelta(days=spec.days):
        day = proposed.day_of(last)
        return Objection(f"the last consent to {channel}, or message by it, is of {day}")
    return None


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
        c.at >= since
        and c.channel == proposed.question.channel
        and not c.inbound
        and c.state_on(proposed.at) not in ("draft", "failed")
        for c in proposed.before()
    )


def ceased(spec: Cease, proposed: ProposedContact) -> Objection | None:
    """The objection to any contact after a written request to stop, but for some purposes.

    A refusal to pay in writing is such a request where the rule says so. Who agrees to be
    contacted later on has taken it back.
    """
    question = proposed.question
    if question.purpose in spec.purposes or question.person == "lawyer":
        return None
    for preference in proposed.standing("cease"):
        if proposed.is_meant(
            preference._replace(person="" if preference.person == "self" else preference.person)
        ) and not agreed_since(proposed, preference.at):
            day = proposed.day_of(preference.at)
            return Objection(
                f"asked on {day} to stop all contact", _end(proposed, preference.until_on)
            )
    return _refused_in_writing(proposed) if spec.refusal_in_writing else None


def _refused_in_writing(proposed: ProposedContact) -> Objection | None:
    """The objection since a letter or message refused to pay; a later consent lifts it."""
    question = proposed.question
    for contact in proposed.before():
        if not contact.inbound or contact.channel not in WRITTEN_CHANNELS:
            continue
        if "refusal" not in contact.flags or contact.person not in ("self", question.person):
            continue
        if None not in (contact.loan_id, question.loan_id) and contact.loan_id != question.loan_id:
            continue
        if not agreed_since(proposed, contact.at):
            day = proposed.day_of(contact.at)
            return Objection(f"refused on {day} in writing to pay, which asks to stop all contact")
    return None


def _end(proposed: ProposedContact, until_on: object) -> datetime | None:
    return proposed.start_of(until_on + _ONE_DAY) if isinstance(until_on, date) else None
