"""``overdue explain CUSTOMER``: from the loans to the next action, and why not another one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from overdue_cli.book import Book
from overdue_cli.cli.session import bring_cases
from overdue_cli.domain.ladder.case import CaseLoan, Hold, PromiseStanding
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section, Tone
from overdue_cli.reports.ladder.explain_case import CaseTold, explain_customer
from overdue_cli.reports.ladder.queue import days_late

LOANS = (
    Column("loan_id", "loan"),
    Column("status", "status", rank=3),
    Column("days", "days", "right"),
    Column("overdue", "overdue", "right"),
    Column("outstanding", "outstanding", "right", rank=2),
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
    Column("at", "at"),
    Column("channel", "channel"),
    Column("outcome", "outcome"),
    Column("person", "person", rank=2),
    Column("counts", "counts as"),
)
PROMISES = (
    Column("promise", "promise"),
    Column("made_on", "made on", rank=2),
    Column("verdict", "verdict"),
    Column("paid", "paid", "right"),
    Column("decided_on", "since", rank=1),
)
HOLDS = (
    Column("hold", "hold", rank=3),
    Column("kind", "kind"),
    Column("about", "about"),
    Column("from_on", "from"),
    Column("until_on", "until"),
    Column("released_on", "released", rank=2),
    Column("stops", "stops"),
    Column("in_force", "in force"),
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
POINTS = (
    Column("name", "for"),
    Column("points", "points", "right"),
    Column("why", "why"),
)
TONES: dict[str, dict[Any, Tone]] = {
    "verdict": {"block": "bad", "warn": "warn", "allow": "good", "broken": "bad", "kept": "good"},
    "state": {"here": "good", "held back": "warn"},
}


def customer_document(at: Book, customer_id: str) -> Document:
    """The customer explained; positions and case states are brought to the day first."""
    bring_cases(at)
    told = explain_customer(at, customer_id)
    facts = list(_facts(at, told))
    sections = _sections(at, told)
    settings = {**at.policy.settings(), **_ladder(at)}
    return Document(
        title=f"Why {customer_id} stands where it does",
        as_of=at.day,
        settings=settings,
        facts=[fact for fact in facts if fact[2] not in (None, "")],
        sections=sections,
        main="steps",
        data={
            "as_of": at.day,
            "settings": {**settings, "known_on": at.known_on},
            **{name: value for name, _, value in facts},
            **{section.name: list(section.rows) for section in sections},
        },
    )


def _ladder(at: Book) -> dict[str, Any]:
    """The settings that decide where a customer stands."""
    ladder = at.policy.ladder_rules
    return {
        "unit": ladder.unit,
        "catch_up": ladder.catch_up,
        "effect_percent": ladder.effect_percent,
    }


def _facts(at: Book, told: CaseTold) -> Iterator[tuple[str, str, Any]]:
    stands, row = told.stands, told.row
    yield "customer_id", "Customer", told.case.customer_id
    yield "name", "Name", told.customer["name"]
    yield "officer", "Officer", told.customer["officer"]
    yield "stage", "Stage", stands.step.name if stands.step else ""
    yield "since", "Since", stands.since
    yield "delinquent_days", "Delinquent days", days_late(told.case, at.day)
    yield "reason", "Why", row.reason if row else _without_line(told)
    yield "missing", "Missing", "; ".join(one.text for one in stands.missing)
    yield "evidence_since", "Evidence since", stands.evidence.from_on if stands.evidence else None
    yield "rest", "Rests", stands.waiting.text if stands.waiting else ""
    yield "next_action", "Next", row.next_action if row else ""
    yield "text", "How", stands.step.text if stands.step else ""
    yield "not_about", "Not about", "; ".join(told.not_about)
    yield "channel", "Channel", row.channel if row else ""
    yield "may_contact", "May contact", row.may_contact if row else None
    yield "gate", "Gate", row.gate if row else ""
    yield "contact_from", "Contact from", row.contact_from if row else None
    yield "due_by", "Due by", stands.due_by
    yield "breach", "Service level", stands.breach
    yield "priority", "Points", sum(part.points for part in told.parts) if told.parts else None


def _without_line(told: CaseTold) -> str:
    """Why the customer stands there, where no line of the queue says it."""
    stands = told.stands
    if stands.step is None:
        return _no_stage(told)
    since = f" since {stands.counted_from}" if stands.counted_from else ""
    return f"{stands.days} days{since}; {stands.step.name} is {stands.step.range_text} days"


def _no_stage(told: CaseTold) -> str:
    """Why the customer is in no queue."""
    stands = told.stands
    if stands.held:
        return f"on no step: a hold ({stands.held}) stops the ladder"
    if stands.waiting and stands.waiting.kind == "hold":
        return f"on no step: what is late is on hold ({stands.waiting.text})"
    if not stands.loan_id:
        return "on no step: nothing is late and nothing falls due soon"
    return f"on no step: {stands.days} days are on none of the ladder"


def _sections(at: Book, told: CaseTold) -> tuple[Section, ...]:
    day, stands = at.day, told.stands
    return (
        Section("loans", LOANS, [_loan(at, told, loan) for loan in told.case.loans], "Loans"),
        Section("steps", STEPS, [one._asdict() for one in told.steps], "Steps", TONES),
        Section("evidence", EVIDENCE, [one._asdict() for one in told.evidence], "Evidence"),
        Section("promises", PROMISES, [_promise(one) for one in told.case.promises], "Promises"),
        Section("holds", HOLDS, [_hold(one, at) for one in told.case.holds], "Holds"),
        Section(
            "numbers", NUMBERS, [one._asdict() for one in told.numbers], "Numbers and addresses"
        ),
        Section("channels", GATE, [one._asdict() for one in told.gate], "May contact now", TONES),
        Section(
            "objections",
            OBJECTIONS,
            [dict(zip((c.name for c in OBJECTIONS), one, strict=True)) for one in told.checks],
            "What stands against it",
        ),
        Section("points", POINTS, [one._asdict() for one in told.parts], "Points"),
        Section(
            "skipped",
            (Column("step", "step"), Column("due_on", "due on")),
            [one._asdict() for one in stands.skipped if one.due_on is None or one.due_on <= day],
            "Missed: due, and nothing carried it out",
        ),
    )


def _loan(at: Book, told: CaseTold, loan: CaseLoan) -> dict[str, Any]:
    return {
        "loan_id": loan.loan_id,
        "status": loan.status,
        "days": (at.day - loan.delinquent_on).days if loan.delinquent_on else 0,
        "overdue": Money(loan.overdue, loan.currency),
        "outstanding": Money(loan.outstanding, loan.currency),
        "unpaid_since": loan.oldest_due_on,
        "next_due_on": loan.next_due_on,
        "decides": loan.loan_id == told.stands.loan_id,
    }


def _promise(one: PromiseStanding) -> dict[str, Any]:
    promise = one.promise
    return {
        "promise": f"{Money(promise.amount, promise.currency)}@{promise.due_on}",
        "made_on": promise.made_on,
        "verdict": one.verdict.replace("_", " "),
        "paid": Money(one.paid, promise.currency),
        "decided_on": one.decided_on,
    }


def _hold(hold: Hold, at: Book) -> dict[str, Any]:
    about = hold.loan_id or "customer"
    return {
        "hold": hold.hold_id,
        "kind": hold.kind,
        "about": about if hold.seq is None else f"{about}, instalment {hold.seq}",
        "from_on": hold.from_on,
        "until_on": hold.until_on,
        "released_on": hold.released_on,
        "stops": " ".join(sorted(hold.stops)),
        "in_force": hold.holds_on(at.day),
    }
