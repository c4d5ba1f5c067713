"""What the contact gate says of a contact with a customer, made or meant to be made."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import NamedTuple

from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import ContactQuestion, Verdict
from overdue_cli.domain.contact.time_zones import known_zone
from overdue_cli.domain.ladder.case import Case
from overdue_cli.domain.moments import moment_of
from overdue_cli.policies.pack import Policy
from overdue_cli.store.derived import STORED_POSITIONS
from overdue_cli.store.ladder.case_facts import CaseScope, one_case
from overdue_cli.store.ledger.ledger import Ledger


def verdict_on(
    ledger: Ledger,
    policy: Policy,
    customer_id: str,
    question: ContactQuestion,
    *,
    known: int | None = None,
) -> Verdict:
    """The verdict on a contact, by everything recorded of the customer up to its moment.

    Ask before the contact itself is written. ``position`` is read as it stands.
    """
    case = case_at(ledger, policy, customer_id, question.at, known=known)
    rules = policy.contact_rules(role_of(ledger))
    return verdict(rules, case, question, fallback=zone_of(ledger))


def case_at(
    ledger: Ledger, policy: Policy, customer_id: str, at: datetime, *, known: int | None = None
) -> Case:
    """Everything recorded of a customer up to a moment."""
    scope = CaseScope(moment_of(at.date(), at), STORED_POSITIONS, known)
    return one_case(ledger.conn, policy.case_terms, scope, customer_id)


class StoredVerdict(NamedTuple):
    """A verdict as it is stored with a contact, and what is said of a contact against it."""

    cells: dict[str, str]
    """verdict, verdict_rule and verdict_policy of the contact's row."""
    objection: str
    """'' where nothing objects."""
    point: str = ""
    """The number or address that was named, else the one to use."""
    place: str = ""
    """Where it reached the person, as far as is known."""


def stored_verdict(
    ledger: Ledger, policy: Policy, customer_id: str, question: ContactQuestion, *, override: str
) -> StoredVerdict:
    """The verdict on a contact that was made, to be stored with it; it refuses nothing."""
    answer = verdict_on(ledger, policy, customer_id, question)
    cells = {
        "verdict": answer.decision,
        "verdict_rule": answer.rule,
        "verdict_policy": f"{policy.name} {policy.version}",
    }
    if answer.decision == "allow" or (answer.decision == "warn" and override):
        return StoredVerdict(cells, "", answer.point, answer.place)
    next_at = answer.next_at.astimezone(question.at.tzinfo) if answer.next_at else None
    later = f"; permitted from {next_at.isoformat(timespec='minutes')}" if next_at else ""
    does = "forbids it" if answer.decision == "block" else "advises against it"
    said = f"{answer.text} ({answer.rule}, {answer.source}){later}"
    return StoredVerdict(cells, f"a contact rule {does}: {said}", answer.point, answer.place)


def role_of(ledger: Ledger) -> str:
    """Who collects by this ledger: creditor, agency or buyer."""
    return ledger.settings.get("role") or "creditor"


def zone_of(ledger: Ledger) -> tzinfo | None:
    """The zone of customers that name none; None where the ledger has none."""
    return known_zone(ledger.settings.get("time_zone", "")) if _has_zone(ledger) else None


def _has_zone(ledger: Ledger) -> bool:
    return bool(ledger.settings.get("time_zone"))
