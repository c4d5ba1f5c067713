"""Whether a contact may be made: the verdict, and what each rule says."""

from __future__ import annotations

from typing import Any

from overdue_cli.actions.contact.may import GateAnswer, verified
from overdue_cli.domain.contact.rules import Check
from overdue_cli.domain.duties.notices_due import NoticeDue
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.views.columns import Fact, Tones

CHECKS = (
    Column("rule", "rule"),
    Column("title", "what it says", rank=1),
    Column("says", "says"),
    Column("text", "why"),
    Column("until", "until", rank=2),
    Column("strength", "strength", rank=3),
    Column("source", "source", rank=4),
    Column("verified", "verified", rank=5),
)
#: Colours of what the contact gate says.
GATE_TONES: Tones = {"says": {"block": "bad", "warn": "warn", "allow": "good"}}


def may_document(answer: GateAnswer, *, why: bool) -> Document:
    """The verdict; with ``why`` what each rule says."""
    rows = [_check(answer, check) for check in answer.verdict.checks]
    sections = (Section("checks", CHECKS, rows, "Rules", GATE_TONES),)
    return Document(
        title=f"May I contact {answer.customer_id}?",
        facts=_facts(answer),
        sections=sections if why else (),
    )


def _facts(answer: GateAnswer) -> list[Fact]:
    """The verdict as fields; json and csv have all of them, a screen those that say something."""
    verdict, question = answer.verdict, answer.question
    rows = (
        ("customer_id", "Customer", answer.customer_id),
        ("loan_id", "Loan", question.loan_id or ""),
        ("channel", "Channel", question.channel),
        ("at", "At", question.at.isoformat(timespec="minutes")),
        ("local", "Where the customer may be", answer.zones_text),
        ("person", "Person", question.person),
        ("purpose", "" if question.purpose == "collect" else "Purpose", question.purpose),
        ("point", "Number or address", verdict.point),
        ("place", "Place", verdict.place),
        ("decision", "Verdict", verdict.decision),
        ("rule", "Rule", verdict.rule),
        ("text", "Why", verdict.text),
        ("source", "Source", verdict.source),
        ("strength", "Strength", verdict.strength),
        ("verified", "Verified", answer.verified),
        ("next_at", "Permitted from", answer.next_text),
        ("not_about", "Not about", "; ".join(verdict.not_about)),
        ("say", "Say", "; ".join(f"{one.text} ({one.source})" for one in answer.say)),
        ("send", "To be sent", "; ".join(_due(answer, one) for one in answer.send)),
        ("policy", "Policy", answer.policy),
        ("role", "Role", answer.role),
    )
    return [(name, label if value not in ("", None) else "", value) for name, label, value in rows]


def _due(answer: GateAnswer, due: NoticeDue) -> str:
    """A notice with its last day, and whether that is over."""
    late = ", overdue" if due.last_on < answer.question.at.date() else ""
    return f"{due.notice.title} by {due.last_on}{late} ({due.notice.source})"


def _check(answer: GateAnswer, check: Check) -> dict[str, Any]:
    return {
        "rule": check.rule.rule_id,
        "title": check.rule.title,
        "says": check.decision,
        "text": check.text,
        "until": answer.local_text(check.until),
        "strength": check.rule.strength,
        "source": check.rule.source,
        "verified": verified(check),
    }
