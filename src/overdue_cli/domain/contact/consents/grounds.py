"""What lets a medium be used: the customer's use of it, a consent, or a procedure of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from overdue_cli.domain.contact.consents.agreement import own_consents
from overdue_cli.domain.contact.rules import Consent, Ground
from overdue_cli.domain.contact.time_zones import ProposedContact, same_point
from overdue_cli.domain.ladder.case import Preference


def grounds(
    accepts: frozenset[Ground], proposed: ProposedContact, *, notice_days: int = 0
) -> list[datetime]:
    """The moments from which the medium may be used, each by one of the accepted grounds.

    What lies before an opt-out counts no more, but to confirm it; an opt-out that was taken back
    is a new consent.
    """
    moments: list[datetime] = []
    if "used" in accepts:
        moments += _used(proposed)
    if "consent" in accepts:
        moments += [one.at for one in own_consents(proposed) if one.channel]
    if "prior_collector" in accepts:
        moments += [one.at for one in _resting_on("prior_collector", proposed)]
    if "creditor_notice" in accepts:
        notices = _resting_on("creditor_notice", proposed)
        moments += [
            end for one in notices if (end := _notice_end(one, proposed, notice_days)) is not None
        ]
    return _after_opt_outs([one for one in moments if one <= proposed.at], proposed)


def _used(proposed: ProposedContact) -> Iterator[datetime]:
    """When the person wrote by this medium, from this number or address."""
    question = proposed.question
    for contact in proposed.before():
        if not contact.inbound or contact.channel != question.channel:
            continue
        if contact.person != question.person:
            continue
        if not contact.point or not question.point or same_point(contact.point, question.point):
            yield contact.at


def _resting_on(basis: str, proposed: ProposedContact) -> Iterator[Preference]:
    for preference in proposed.standing("consent"):
        if preference.basis == basis and preference.channel and proposed.is_meant(preference):
            yield preference


def _notice_end(notice: Preference, proposed: ProposedContact, days: int) -> datetime | None:
    """The moment at which the time to opt out of a notice is over; None for too short a time.

    An address at work is none that a creditor's notice opens.
    """
    if notice.opt_out_by is None or proposed.question.place == "work":
        return None
    if (notice.opt_out_by - proposed.day_of(notice.at)).days < days:
        return None
    return proposed.start_of(notice.opt_out_by + timedelta(days=1))


def _after_opt_outs(moments: list[datetime], proposed: ProposedContact) -> list[datetime]:
    out = [
        preference
        for preference in proposed.case.preferences
        if preference.kind == "opt_out" and preference.at <= proposed.at
        if proposed.is_meant(preference)
    ]
    if not out or proposed.question.purpose == "confirm":
        return moments
    last = max(preference.at for preference in out)
    back = [one.ended_at for one in out if one.ended_at is not None and one.ended_at > last]
    return [one for one in moments if one > last] + [one for one in back if one <= proposed.at]


def checks(proposed: ProposedContact, since: datetime) -> list[datetime]:
    """When the number was checked to be the customer's still, after it was last used."""
    found = _resting_on("reassigned_check", proposed)
    return [one.at for one in found if one.at >= since]


def notice_text(spec: Consent, proposed: ProposedContact) -> tuple[str, datetime | None]:
    """Why a creditor's notice does not open the medium yet, and from when it does; '' for none."""
    if "creditor_notice" not in spec.accepts:
        return "", None
    for notice in _resting_on("creditor_notice", proposed):
        if notice.opt_out_by is None:
            continue
        end = _notice_end(notice, proposed, spec.notice_days)
        if end is not None:
            return f"; the creditor's notice lets the customer opt out by {notice.opt_out_by}", end
        given = (notice.opt_out_by - proposed.day_of(notice.at)).days
        if given < spec.notice_days:
            return (
                f"; the creditor's notice gave {given} days to opt out, not {spec.notice_days}",
                None,
            )
    return "", None
