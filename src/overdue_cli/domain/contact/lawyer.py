"""A customer who has a lawyer: the lawyer is spoken to."""

from __future__ import annotations

from datetime import datetime

from overdue_cli.domain.contact.holds import until_released
from overdue_cli.domain.contact.persons import is_on_file
from overdue_cli.domain.contact.rules import Lawyer, Objection
from overdue_cli.domain.contact.time_zones import ProposedContact


def represented(_spec: Lawyer, proposed: ProposedContact) -> Objection | None:
    """The objection to anybody but the lawyer of a customer who has one and did not consent."""
    if proposed.question.person == "lawyer":
        return None
    since = [
        proposed.start_of(hold.from_on)
        for hold in proposed.case.holds
        if hold.kind == "lawyer" and hold.holds_on(proposed.day)
    ]
    known = is_on_file(proposed, "lawyer")
    if not since and not known:
        return None
    agreed = (
        preference.at
        for preference in proposed.standing("consent")
        if proposed.is_meant(preference)
    )
    if any(at >= max(since, default=at) for at in agreed):
        return None
    return Objection(
        "has a lawyer: contact the lawyer only", _hold_end(proposed, "lawyer", known=known)
    )


def _hold_end(proposed: ProposedContact, kind: str, *, known: bool) -> datetime | None:
    ends = [
        until_released(proposed, h)
        for h in proposed.case.holds
        if h.kind == kind and h.holds_on(proposed.day)
    ]
    kept = [end for end in ends if end is not None]
    return max(kept) if kept and len(kept) == len(ends) and not known else None
