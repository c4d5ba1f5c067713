"""A policy as a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from overdue_cli.domain.contact.reached import reached_by_flags
from overdue_cli.domain.ladder.condition_words import conditions
from overdue_cli.domain.ladder.ladder import Ladder
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ledger.policy import PolicyShown

STEPS = (
    Column("name", "stage"),
    Column("title", "title", rank=1),
    Column("days", "days"),
    Column("channels", "channels", rank=2),
    Column("action", "action"),
    Column("text", "text", machine=True),
)
OUTCOMES = (
    Column("code", "code"),
    Column("title", "what happened"),
    Column("title_zh", "in Chinese", machine=True),
    Column("reached", "reached", rank=2),
    Column("flags", "flags", rank=1),
    Column("next", "next"),
)
RULES = (
    Column("id", "rule"),
    Column("title", "what it says"),
    Column("title_zh", "in Chinese", machine=True),
    Column("kind", "kind", machine=True),
    Column("channels", "channels", rank=2),
    Column("strength", "strength"),
    Column("binds", "binds", rank=3),
    Column("verified", "verified", rank=1),
    Column("source", "source", machine=True),
    Column("evidence", "evidence", machine=True),
    Column("confidence", "confidence", machine=True),
    Column("verified_on", "last read", machine=True),
    Column("effective_from", "from", machine=True),
    Column("effective_to", "to", machine=True),
)
REASONS = (
    Column("code", "code"),
    Column("title", "why the customer is late"),
    Column("title_zh", "in Chinese"),
)
WORDING = (
    Column("name", "wording"),
    Column("title", "where it is said"),
    Column("text", "words"),
    Column("when", "when", machine=True),
    Column("channels", "channels", machine=True),
    Column("persons", "persons", machine=True),
    Column("source", "source", rank=1),
)
MEASURES = (
    Column("name", "step"),
    Column("title", "what it is"),
    Column("after_talk", "after a talk", machine=True),
    Column("after_message_days", "days after a message", "right", machine=True),
    Column("not_during", "not during"),
    Column("strength", "strength"),
    Column("source", "source", rank=1),
)
CONDITIONS = (
    Column("step", "stage"),
    Column("kind", "kind"),
    Column("text", "what it waits for, what brings it forward, by when to act"),
)
NOTICES = (
    Column("notice", "notice"),
    Column("title", "title", rank=1),
    Column("item", "no", "right"),
    Column("says", "what it must say"),
    Column("source", "source", rank=2),
)
PRODUCTS = (
    Column("product", "product"),
    Column("allocation", "allocation"),
    Column("grace_days", "grace days", "right"),
    Column("tolerance", "tolerance", "right"),
    Column("rounding", "rounding"),
    Column("count_due_day", "due day counts"),
)


def _steps(ladder: Ladder) -> list[dict[str, Any]]:
    return [
        {
            "name": step.name,
            "title": step.title,
            "days": step.range_text,
            "channels": ", ".join(step.channels),
            "action": step.action,
            "text": step.text,
        }
        for step in ladder.steps
    ]


def policy_document(shown: PolicyShown) -> Document:
    """A policy: ladder, products, outcomes, rules of contact, notices, reasons, conditions."""
    policy = shown.policy
    products: list[dict[str, Any]] = [
        {"product": name, **{c.name: getattr(one, c.name) for c in PRODUCTS[1:]}}
        for name, one in policy.products.items()
    ]
    rules = [rule._asdict() for rule in policy.written_rules]
    notices = [line._asdict() for line in policy.notice_lines]
    reasons = [{"code": code, **one._asdict()} for code, one in policy.reasons.items()]
    return Document(
        title=policy.title,
        facts=[
            ("name", "Policy", policy.name),
            ("version", "Version", policy.version),
            ("source", "Source", policy.source),
            ("buckets", "Buckets (days)", ", ".join(map(str, policy.buckets))),
            ("debts", "Debts are paid", ", ".join(policy.payment_order) or "pro rata"),
            ("list_lag", "List lag", f"{policy.list_lag.days} business days"),
            ("shipped", "Packs", ", ".join(shown.shipped)),
        ],
        sections=(
            Section("steps", STEPS, _steps(policy.ladder), title="Ladder"),
            Section("products", PRODUCTS, products, title="Products"),
            Section("outcomes", OUTCOMES, _outcomes(shown), title="Outcomes"),
            Section("rules", RULES, rules, title="Contact"),
            Section("notices", NOTICES, notices, title="Notices"),
            *_words(shown),
            Section("reasons", REASONS, reasons, title="Reasons for being late"),
            Section(
                "conditions",
                CONDITIONS,
                [one._asdict() for one in conditions(policy.ladder)],
                title="What the stages wait for",
            ),
        ),
        main="steps",
    )


def _outcomes(shown: PolicyShown) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "title": one.title,
            "title_zh": one.title_zh,
            "reached": one.reached or reached_by_flags(one.flags),
            "flags": ", ".join(sorted(one.flags)),
            "next": one.next_action,
        }
        for one in shown.policy.outcomes.values()
    ]


def _words(shown: PolicyShown) -> tuple[Section, ...]:
    """What contacts must say, and steps that are no contact."""
    wording = [
        one._asdict() | {"channels": _listed(one.channels), "persons": _listed(one.persons)}
        for one in shown.policy.wordings
    ]
    measures = [
        one._asdict() | {"not_during": _listed(one.not_during)}
        for one in shown.policy.measures.values()
    ]
    return (
        Section("wording", WORDING, wording, title="What is said"),
        Section("measures", MEASURES, measures, title="Steps that are no contact"),
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
