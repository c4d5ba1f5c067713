"""What an outcome sets besides being written down: a hold, or a preference."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from overdue_cli.actions.contact.preferences import PreferenceTexts, kind_text, write_preference
from overdue_cli.actions.ladder.hold_ends import end_by_contact
from overdue_cli.actions.ladder.holds import hold_span, range_text, until_not_kept, write_hold
from overdue_cli.actions.typed_input import Subject
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import WRITTEN_CHANNELS
from overdue_cli.domain.ladder.holds import HoldKind, HoldSpan
from overdue_cli.policies.pack import Policy
from overdue_cli.store.ladder import hold_facts
from overdue_cli.store.ledger.journal import JournalEntry


class OutcomeFacts(NamedTuple):
    """The hold and the preference that an outcome sets, and the outcome itself."""

    outcome: str
    hold: HoldKind | None
    span: HoldSpan
    until: str
    """The last day that was named for the hold, as typed."""
    preference: PreferenceTexts | None


def outcome_facts(
    policy: Policy,
    code: str,
    *,
    channel: str,
    point: str,
    person: str,
    day: date,
    until: str,
    inbound: bool = False,
) -> OutcomeFacts:
    """What an outcome sets on a day by the policy; WrongUse for a day that ends no hold."""
    outcome = policy.outcomes[code]
    hold, preference = outcome.hold, outcome.preference
    if until and hold is None:
        setting = [one.code for one in policy.outcomes.values() if one.hold]
        raise WrongUse(
            f"--until {until}: the outcome {code} sets no hold",
            hint=f"These do: {', '.join(setting)}. Or use 'overdue hold add'.",
        )
    texts = None
    if preference is not None:
        texts = PreferenceTexts(
            kind=preference.kind,
            channel="" if preference.of == "all" else channel,
            point=point if preference.of == "point" else "",
            person=person,
            written=preference.kind == "consent" and inbound and channel in WRITTEN_CHANNELS,
        )
    span = hold_span(hold, day, until) if hold else HoldSpan(None, None)
    return OutcomeFacts(code, hold, span, until, texts)


def write_outcome_facts(
    journal: JournalEntry,
    policy: Policy,
    whom: Subject,
    facts: OutcomeFacts,
    *,
    contact_id: int,
    at: datetime,
    note: str,
    step: str = "",
) -> list[str]:
    """What was set and ended, in words, inside the transaction of the contact.

    ``step`` is the step or notice that a message carried out, once it went out.
    """
    changes = end_by_contact(
        journal,
        policy,
        whom.customer_id,
        whom.loan_id,
        step=step,
        outcome=facts.outcome,
        on=at.date(),
    )
    if facts.hold is not None:
        day = at.date()
        changes.append(_hold(journal, whom, facts.hold, facts, contact_id, day, note))
    if facts.preference is not None:
        number = write_preference(
            journal,
            whom.customer_id,
            facts.preference._replace(note=note),
            at,
            loan_id=whom.loan_id,
            contact_id=contact_id,
        )
        changes.append(f"{kind_text(facts.preference)} (preference {number})")
    return changes


def _hold(
    journal: JournalEntry,
    whom: Subject,
    hold: HoldKind,
    facts: OutcomeFacts,
    contact_id: int,
    day: date,
    note: str,
) -> str:
    there = hold_facts.same_hold(journal.conn, whom.customer_id, whom.loan_id, hold.kind, day)
    until_on = facts.span.until_on
    until = until_on.isoformat() if until_on else "9999-12-31"
    if there is not None and (there["until_on"] or "9999-12-31") >= until:
        return f"on hold already as {hold.kind} (hold {there['hold_id']})"
    number = write_hold(
        journal,
        whom.customer_id,
        hold,
        from_on=day,
        span=facts.span,
        loan_id=whom.loan_id,
        contact_id=contact_id,
        note=note,
    )
    text = f"on hold as {hold.kind} {range_text(day, facts.span)} (hold {number})"
    return text + until_not_kept(hold, facts.until, facts.span)
