"""Whether a measure other than a contact may be taken."""

from __future__ import annotations

from overdue_cli.actions.contact.measure import MeasureAnswer
from overdue_cli.render.document import Document


def measure_document(answer: MeasureAnswer) -> Document:
    """The verdict as fields; json and csv have all of them, a screen those that say something."""
    measure, verdict = answer.measure, answer.verdict
    rows = (
        ("customer_id", "Customer", answer.customer_id),
        ("loan_id", "Loan", answer.loan_id or ""),
        ("measure", "Measure", f"{measure.name}: {measure.title}"),
        ("at", "At", answer.at.isoformat(timespec="minutes")),
        ("decision", "Verdict", verdict.decision),
        ("text", "Why", verdict.text),
        ("source", "Source", measure.source),
        ("strength", "Strength", measure.strength),
        ("next_at", "Permitted from", answer.next_text),
        ("policy", "Policy", answer.policy),
        ("role", "Role", answer.role),
    )
    return Document(
        title=f"May I take this step against {answer.customer_id}?",
        facts=[(name, label if value else "", value) for name, label, value in rows],
    )
