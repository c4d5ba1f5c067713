"""Ways of contact that come last: a visit after calls and letters had no effect."""

from __future__ import annotations

from overdue_cli.domain.contact.consents.agreement import agreed
from overdue_cli.domain.contact.persons import is_unreachable
from overdue_cli.domain.contact.reached import spoke
from overdue_cli.domain.contact.rules import LastResort, Objection
from overdue_cli.domain.contact.time_zones import ProposedContact


def not_last(spec: LastResort, proposed: ProposedContact) -> Objection | None:
    """The objection to a way of contact before others were tried in vain, or refused."""
    if is_unreachable(proposed, spec.attempts) or _refused_last(proposed):
        return None
    if spec.unless_consent and agreed(proposed, spec.unless_consent):
        return None
    tries = f"{spec.attempts} tries on two days or more without an answer"
    return Objection(
        f"a {proposed.question.channel} comes last: after {tries}, or a refusal to pay"
    )


def _refused_last(proposed: ProposedContact) -> bool:
    """Whether the debtor refused to pay when spoken to last."""
    spoken = [
        contact
        for contact in proposed.before()
        if contact.person == "self"
        and (contact.inbound or spoke(contact) or "refusal" in contact.flags)
    ]
    return bool(spoken) and "refusal" in spoken[-1].flags
