"""Why a customer stands where it does: from the loans to the next action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from overdue_cli.domain.counted import counted
from overdue_cli.domain.ladder.case import CaseLoan
from overdue_cli.domain.ladder.ladder import Ladder
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ladder.explain_case import CaseExplanation
from overdue_cli.reports.ladder.queue import days_late
from overdue_cli.views.columns import Fact, Tones, as_rows, by_name, chosen, with_value
from overdue_cli.views.contact.contacts import COLUMNS as CONTACTS
from overdue_cli.views.ladder.holds import case_holds
from overdue_cli.views.ladder.promises import case_promises

LOANS = (
    Column("loan_id", "loan"),
    Column("status", "status", rank=3),
    Column("days", "days", "right"),
    Column("overdue", "overdue", "right", sums=True),
    Column("outstanding", "outstanding", "right", rank=2, sums=True),
    Column("unpaid_since", "unpaid since"),
    Column("next_due_on", "next due", rank=4),
    Column("decides", "decides"),
)
STEPS = (
    Column("step", "step"),
    Column("days", "days"),
    Column("state", "state"),
    Column("opened_on", "opened", rank=2),
    Column("why", "why"),
)
EVIDENCE = (
    *chosen(CONTACTS, "at channel outcome person", channel=0, person=2),
    Column("counts", "counts as"),
)
GATE = (
    Column("channel", "channel"),
    Column("point", "to", rank=2),
    Column("verdict", "verdict"),
    Column("rule", "rule", rank=1),
    Column("text", "why"),
    Column("next_at", "from"),
    Column("source", "source", rank=3),
)
OBJECTIONS = (
    Column("channel", "channel"),
    Column("rule", "rule"),
    Column("verdict", "says"),
    Column("text", "why"),
    Column("source", "source", rank=1),
)
NUMBERS = (
    Column("kind", "kind"),
    Column("value", "number or address"),
    Column("person", "of"),
    Column("state", "state"),
)
PRIORITY = (
    Column("name", "for"),
    Column("points", "points", "right"),
    Column("why", "why"),
)
SKIPPED = (Column("step", "step"), Column("due_on", "due on"))
TONES: Tones = {
    "verdict": {"block": "bad", "warn": "warn", "allow": "good", "broken": "bad", "kept": "good"},
    "state": {"here": "good", "held back": "warn"},
}


def case_document(
    case: CaseExplanation,
    *,
    as_of: date,
    known_on: date | None,
    settings: Mapping[str, Any],
    ladder: Ladder,
) -> Document:
    """The customer explained; the settings are those that decide where a customer stands."""
    facts = list(_facts(case, as_of))
    sections = _sections(case, as_of)
    settings = {
        **settings,
        "unit": ladder.unit,
        "catch_up": ladder.catch_up,
        "effect_percent": ladder.effect_percent,
    }
    return Document(
        title=f"Why {case.case.customer_id} stands where it does",
        as_of=as_of,
        settings=settings,
        facts=with_value(facts),
        sections=sections,
        main="steps",
        data={
            "as_of": as_of,
            "settings": {**settings, "known_on": known_on},
            **by_name(facts),
            **{section.name: section.rows for section in sections},
        },
    )


def _facts(case: CaseExplanation, day: date) -> Iterator[Fact]:
    stands, row = case.stands, case.row
    yield "customer_id", "Customer", case.case.customer_id
    yield "name", "Name", case.customer["name"]
    yield "officer", "Officer", case.customer["officer"]
    yield "stage", "Stage", stands.step.name if stands.step else ""
    yield "since", "Since", stands.since
    yield "delinquent_days", "Delinquent days", days_late(case.case, day)
    yield "reason", "Why", row.reason if row else _without_line(case)
    yield "missing", "Missing", "; ".join(one.text for one in stands.missing)
    yield "evidence_since", "Evidence since", stands.evidence.from_on if stands.evidence else None
    yield "rest", "Rests", stands.waiting.text if stands.waiting else ""
    yield "next_action", "Next", row.next_action if row else ""
    yield "text", "How", stands.step.text if stands.step else ""
    yield "not_about", "Not about", "; ".join(case.not_about)
    yield "channel", "Channel", row.channel if row else ""
    yield "may_contact", "May contact", row.may_contact if row else None
    yield "gate", "Gate", row.gate if row else ""
    yield "contact_from", "Contact from", row.contact_from if row else None
    yield "due_by", "Due by", stands.due_by
    yield "breach", "Service level", stands.breach
    yield "priority", "Points", sum(part.points for part in case.parts) if case.parts else None


def _without_line(case: CaseExplanation) -> str:
    """Why the customer stands there, where no line of the queue says it."""
    stands = case.stands
    if stands.step is None:
        return _no_stage(case)
    since = f" since {stands.counted_from}" if stands.counted_from else ""
    return f"{counted(stands.days, 'day')}{since}; {stands.step.name}"


def _no_stage(case: CaseExplanation) -> str:
    """Why the customer is in no queue."""
    stands = case.stands
    if stands.held:
        return f"on no step: a hold ({stands.held}) stops the ladder"
    if stands.waiting and stands.waiting.kind in ("hold", "look"):
        return f"on no step: what is late is on hold ({stands.waiting.text})"
    if not stands.loan_id:
        return "on no step: nothing is late and nothing falls due soon"
    return f"on no step: no step of the ladder has {counted(stands.days, 'day')}"


def _sections(case: CaseExplanation, day: date) -> tuple[Section, ...]:
    loans = [_loan(case, loan, day) for loan in case.case.loans]
    missed = [one for one in case.stands.skipped if one.due_on is None or one.due_on <= day]
    names = [column.name for column in OBJECTIONS]
    objections = [dict(zip(names, check, strict=True)) for check in case.checks]
    return (
        Section("loans", LOANS, loans, "Loans"),
        Section("steps", STEPS, as_rows(case.steps), "Steps", TONES),
        Section("evidence", EVIDENCE, as_rows(case.evidence), "Evidence"),
        case_promises(case.case.promises),
        case_holds(case.case.holds, day),
        Section("numbers", NUMBERS, as_rows(case.numbers), "Numbers and addresses"),
        Section("channels", GATE, as_rows(case.gate), "May contact now", TONES),
        Section("objections", OBJECTIONS, objections, "What stands against it"),
        Section("points", PRIORITY, as_rows(case.parts), "Points"),
        Section("skipped", SKIPPED, as_rows(missed), "Missed: due, and nothing carried it out"),
    )


def _loan(case: CaseExplanation, loan: CaseLoan, day: date) -> dict[str, Any]:
    return {
        "loan_id": loan.loan_id,
        "status": loan.status,
        "days": (day - loan.delinquent_on).days if loan.delinquent_on else 0,
        "overdue": Money(loan.overdue, loan.currency),
        "outstanding": Money(loan.outstanding, loan.currency),
        "unpaid_since": loan.oldest_due_on,
        "next_due_on": loan.next_due_on,
        "decides": loan.loan_id == case.stands.loan_id,
    }
