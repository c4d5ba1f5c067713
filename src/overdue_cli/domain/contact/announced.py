"""Contacts that must be announced by another channel first."""

from __future__ import annotations

from datetime import timedelta

from overdue_cli.domain.contact.consents.agreement import agreed
from overdue_cli.domain.contact.reached import spoke
from overdue_cli.domain.contact.rules import Announced, Objection
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS


def unannounced(spec: Announced, proposed: ProposedContact) -> Objection | None:
    """The objection to coming without an announcement in time by another channel."""
    if spec.unless_consent and agreed(proposed, spec.unless_consent):
        return None
    earliest = proposed.at - timedelta(days=spec.days)
    latest = proposed.at - timedelta(hours=spec.hours)
    announced = [
        contact.at
        for contact in proposed.before()
        if contact.channel not in (proposed.question.channel, "note")
        and not (spec.in_writing and contact.channel not in CHANNEL_GROUPS["message"])
        and not contact.inbound
        and contact.state_on(proposed.at) not in ("draft", "failed")
        and (contact.channel != "call" or spoke(contact))
        and contact.at >= earliest
    ]
    if any(at <= latest for at in announced):
        return None
    until = min(announced) + timedelta(hours=spec.hours) if announced else None
    how = " in writing" if spec.in_writing else ""
    return Objection(f"was not announced{how} {spec.hours} hours ahead", until)
