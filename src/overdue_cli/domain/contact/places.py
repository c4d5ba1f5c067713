"""Where a contact arrives: at work, or at a number that is somebody else's."""

from __future__ import annotations

from overdue_cli.domain.contact.persons import is_unreachable
from overdue_cli.domain.contact.rules import Objection, Workplace, WrongNumber
from overdue_cli.domain.contact.time_zones import ProposedContact, is_wrong


def at_work(spec: Workplace, proposed: ProposedContact) -> Objection | None:
    """The objection to a contact at work, by what is known or by the law."""
    if proposed.question.place != "work":
        return None
    barred = [
        preference
        for preference in proposed.standing("workplace_barred")
        if proposed.is_meant(preference)
    ]
    if barred:
        return Objection(f"contact at work is not welcome since {proposed.day_of(barred[0].at)}")
    if spec.unless_consent and _agreed_at_work(proposed):
        return None
    if spec.bars == "always":
        return Objection(f"no {proposed.question.channel} at work without a consent to it")
    if spec.bars == "last_resort" and not is_unreachable(proposed, spec.attempts):
        return Objection("at work only as a last resort, while the debtor cannot be reached")
    return None


def _agreed_at_work(proposed: ProposedContact) -> bool:
    return any(
        not preference.basis
        and preference.channel
        and preference.point
        and proposed.is_meant(preference)
        for preference in proposed.standing("consent")
    )


def wrong_number(_spec: WrongNumber, proposed: ProposedContact) -> Objection | None:
    """The objection to a number that was found to be somebody else's."""
    if proposed.question.point and is_wrong(proposed.case, proposed.question.point, proposed.at):
        return Objection(f"{proposed.question.point} was a wrong number")
    return None
