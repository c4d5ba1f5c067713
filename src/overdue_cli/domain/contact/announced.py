"""Contacts that must be announced by another channel first."""

from __future__ import annotations

from datetime import timedelta

from overdue_cli.domain.contact.rules import Announced, Objection
from overdue_cli.domain.contact.time_zones import ProposedContact


def unannounced(spec: Announced, proposed: ProposedContact) -> Objection | None:
    """The objection to coming without an announcement in time by another channel."""
    earliest = proposed.at - timedelta(days=spec.days)
    latest = proposed.at - timedelta(hours=spec.hours)
    announced = [
        contact.at
        for contact in proposed.before()
        if contact.channel not in (proposed.question.channel, "note")
        and not contact.inbound
        and contact.state_on(proposed.at) not in ("draft", "failed")
        and ("conversation" in contact.flags or contact.channel != "call")
        and contact.at >= earliest
    ]
    if any(at <= latest for at in announced):
        return None
    until = min(announced) + timedelta(hours=spec.hours) if announced else None
    return Objection(f"was not announced {spec.hours} hours ahead", until)
