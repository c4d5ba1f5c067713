"""A customer who has a lawyer or another representative: they are spoken to."""

from __future__ import annotations

from datetime import datetime

from overdue_cli.domain.contact.holds import until_released
from overdue_cli.domain.contact.persons import is_on_file
from overdue_cli.domain.contact.rules import Lawyer, Objection
from overdue_cli.domain.contact.time_zones import ProposedContact


def represented(spec: Lawyer, proposed: ProposedContact) -> Objection | None:
    """The objection to anybody but the representative of a customer who did not consent."""
    if proposed.question.person in spec.representatives:
        return None
    since = [
        proposed.start_of(hold.from_on)
        for hold in proposed.case.holds
        if hold.kind == "lawyer" and hold.holds_on(proposed.day)
    ]
    known = sorted(who for who in spec.representatives if is_on_file(proposed, who))
    if not since and not known:
        return None
    agreed = (
        preference.at
        for preference in proposed.standing("consent")
        if proposed.is_meant(preference)
    )
    if any(at >= max(since, default=at) for at in agreed):
        return None
    who = (known[0] if known else "lawyer").replace("_", " ")
    return Objection(
        f"has a {who}: contact the {who} only", _hold_end(proposed, "lawyer", known=bool(known))
    )


def _hold_end(proposed: ProposedContact, kind: str, *, known: bool) -> datetime | None:
    ends = [
        until_released(proposed, h)
        for h in proposed.case.holds
        if h.kind == kind and h.holds_on(proposed.day)
    ]
    kept = [end for end in ends if end is not None]
    return max(kept) if kept and len(kept) == len(ends) and not known else None
