"""Why a customer stands where it stands: loans, days, steps, evidence, holds, gate, action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import ContactQuestion, Verdict
from overdue_cli.domain.contact.time_zones import is_in_use, is_wrong, same_point
from overdue_cli.domain.counted import counted
from overdue_cli.domain.ladder.assessment import Assessment, Standing, assess, standing
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, Case, Point, Preference
from overdue_cli.domain.ladder.evidence import is_attempt
from overdue_cli.domain.ladder.ladder import Ladder, Step
from overdue_cli.domain.ladder.priority import PriorityPart, priority, score
from overdue_cli.domain.ladder.steps_held_back import StepProgress
from overdue_cli.domain.moments import zone_of
from overdue_cli.policies.pack import Policy
from overdue_cli.reports.ladder.queue import QueueFilter, QueueRow, queue
from overdue_cli.store.contact import customers
from overdue_cli.store.ladder.case_facts import CaseScope, one_case


class StepState(NamedTuple):
    """One step of the ladder: how far the customer has come on it, and why."""

    step: str
    days: str
    state: str
    """passed, here, held back, not yet, does not fit, over, on hold, or by decision."""
    why: str
    opened_on: date | None


class CountedContact(NamedTuple):
    """One contact, and what it counts for."""

    at: datetime
    channel: str
    outcome: str
    person: str
    counts: str


class ChannelVerdict(NamedTuple):
    """What the gate says of one channel now."""

    channel: str
    point: str
    verdict: str
    rule: str
    text: str
    next_at: datetime | None
    source: str


class PointState(NamedTuple):
    """One number or address of the customer or somebody near, and whether it is used."""

    kind: str
    value: str
    person: str
    state: str


@dataclass(frozen=True, slots=True)
class CaseExplanation:
    """One customer explained; ``row`` is its line of the queue, None where it is in none.

    The queue knows all that is recorded: what was known on an earlier day has no line either.
    """

    customer: Row
    case: Case
    stands: Standing
    steps: tuple[StepState, ...]
    evidence: tuple[CountedContact, ...]
    gate: tuple[ChannelVerdict, ...]
    checks: tuple[tuple[str, str, str, str, str], ...]
    """Every objection: channel, rule, what it says, why, source."""
    row: QueueRow | None
    parts: tuple[PriorityPart, ...]
    numbers: tuple[PointState, ...]
    not_about: tuple[str, ...]
    """Loans of which nobody speaks for now, with the hold."""


def explain_customer(book: Book, customer_id: str) -> CaseExplanation:
    """Why a customer stands on a step at the close of the day."""
    conn, policy, day = book.conn, book.policy, book.day
    ladder = policy.ladder
    scope = CaseScope(book.moment, book.derived, book.known, items=ladder.unit == "item")
    case = one_case(conn, policy.case_terms, scope, customer_id)
    stands = standing(ladder, case, day)
    assessed = assess(ladder, case, day)
    line = None if book.known_on else _line(book, customer_id)
    verdicts = list(_verdicts(book, case))
    return CaseExplanation(
        customer=customers.customer(conn, customer_id, day),
        case=case,
        stands=stands,
        steps=tuple(_steps(ladder, stands, assessed)),
        evidence=tuple(_evidence(case, assessed, day)),
        gate=tuple(_gate(channel, one) for channel, one in verdicts),
        checks=tuple(_objections(verdicts)),
        row=line,
        parts=line.parts if line else _parts(policy, case, stands),
        numbers=tuple(_numbers(case, book.now)),
        not_about=verdicts[0][1].not_about,
    )


def _parts(policy: Policy, case: Case, stands: Standing) -> tuple[PriorityPart, ...]:
    """What the points are made of where no line of the queue says it; () on no step."""
    if stands.step is None:
        return ()
    weights = policy.weights
    return score(weights, priority(weights, case, stands, stands.counted_from), stands.as_of)[1]


def _line(book: Book, customer_id: str) -> QueueRow | None:
    """The customer's line of the queue; None where it is in none."""
    rows = queue(book, QueueFilter(customer=customer_id))
    return rows[0] if rows else None


def _verdicts(book: Book, case: Case) -> Iterator[tuple[str, Verdict]]:
    settings = book.ledger.settings
    rules = book.policy.contact_rules(settings.get("role", ""))
    zone = zone_of(settings.get("time_zone", ""), book.now)
    for channel in CHANNEL_GROUPS["any"]:
        yield channel, verdict(rules, case, ContactQuestion(channel, book.now), fallback=zone)


def _gate(channel: str, answer: Verdict) -> ChannelVerdict:
    opens = None if answer.decision == "allow" else answer.next_at
    return ChannelVerdict(
        channel, answer.point, answer.decision, answer.rule, answer.text, opens, answer.source
    )


def _objections(
    verdicts: Sequence[tuple[str, Verdict]],
) -> Iterator[tuple[str, str, str, str, str]]:
    for channel, one in verdicts:
        for check in one.objections:
            rule = check.rule
            yield channel, rule.rule_id, check.decision, check.text, rule.source


def _numbers(case: Case, now: datetime) -> Iterator[PointState]:
    """Every number and address in use, with what the customer or a call said of it."""
    for point in case.points:
        if not is_in_use(point, now.date()):
            continue
        notes = [
            f"{preference.kind.replace('_', ' ')} {preference.channel}".strip()
            for preference in case.preferences
            if _names(preference, point)
            if preference.at <= now and not (preference.ended_at and preference.ended_at <= now)
        ]
        wrong = ["wrong number: not used"] if is_wrong(case, point.value, now) else []
        state = ", ".join([*wrong, *notes]) or "in use"
        yield PointState(point.kind, point.value, point.person, state)


def _names(preference: Preference, point: Point) -> bool:
    """Whether a preference names this number or address, or the place where it is."""
    if preference.point and same_point(preference.point, point.value):
        return True
    place = "work" if preference.kind == "workplace_barred" else preference.place
    return bool(place) and (place, preference.person) == (point.place, point.person)


# --- the steps ------------------------------------------------------------------------------


def _steps(ladder: Ladder, stands: Standing, assessed: Assessment | None) -> Iterator[StepState]:
    rows = {row.step.name: row for row in assessed.rows} if assessed else {}
    names = [step.name for step in ladder.steps]
    here = names.index(stands.step.name) if stands.step else -1
    for place, step in enumerate(ladder.steps):
        row = rows.get(step.name)
        state, why = _state(step, row, stands, assessed, place - here if here >= 0 else 1)
        yield StepState(
            step.name, step.range_text, state, why, row.opens_on if row and place <= here else None
        )


def _state(
    step: Step, row: StepProgress | None, stands: Standing, assessed: Assessment | None, after: int
) -> tuple[str, str]:
    """How far a step has come in words; ``after`` counts steps from the one reached."""
    if after == 0:
        return "here", _here(stands)
    if step.decision:
        return "by decision", "a person decides, and a note says so"
    if row is None or assessed is None:
        return "not yet", "nothing is late or falls due soon"
    if stands.held:
        return "on hold", f"a hold ({stands.held}) stops the ladder"
    missed = any(one.step == step.name for one in stands.skipped)
    if after < 0:
        return "passed", _passed(row, missed=missed)
    if not row.fits:
        return "does not fit", "the sum or the number of items is not what it asks for"
    if step.is_ahead and assessed.arrears.is_late:
        return "over", "the due date has passed"
    if row.fired(assessed.arrears.day):
        texts = [one.text for one in (*row.missing, *stands.missing) if one.step == step.name]
        return "held back", "; ".join(dict.fromkeys(texts)) or "an earlier step is not open yet"
    return "not yet", _opens(step, row, assessed)


def _passed(row: StepProgress, *, missed: bool) -> str:
    if missed:
        return "missed: it was due, and nothing carried it out"
    return f"open since {row.since}" if row.since else "over with the due date"


def _here(stands: Standing) -> str:
    """Why the customer stands just there."""
    parts = [counted(stands.days, "day")]
    if stands.sooner:
        parts.append(f"brought forward: {stands.sooner}")
    if stands.furthest and stands.step and stands.furthest.name != stands.step.name:
        parts.append(f"days point to {stands.furthest.name}, which is held back")
    if stands.held:
        parts.append(f"kept there by a hold ({stands.held})")
    return "; ".join(parts)


def _opens(step: Step, row: StepProgress, assessed: Assessment) -> str:
    if row.opens_on is None:
        return f"waits for {step.anchor.replace('_', ' ')}"
    left = (row.opens_on - assessed.arrears.day).days
    return f"opens on {row.opens_on}, in {left} day{'s' if left != 1 else ''}"


# --- the evidence ---------------------------------------------------------------------------


def _evidence(case: Case, assessed: Assessment | None, day: date) -> Iterator[CountedContact]:
    """Every contact, the latest first, with what it counts for."""
    counted = (
        {contact.contact_id for _, contact in assessed.evidence.contacts} if assessed else set()
    )
    for contact in reversed(case.contacts):
        words: list[str] = []
        if contact.contact_id not in counted:
            words = ["before this episode"]
        else:
            words += ["attempt"] * is_attempt(contact, day)
            words += ["conversation"] * ("conversation" in contact.flags)
            words += [f"carries out {contact.step}"] * bool(contact.step)
            state = contact.states[-1].state if contact.states else ""
            words += [state] * bool(state)
        yield CountedContact(
            contact.at, contact.channel, contact.outcome, contact.person, ", ".join(words)
        )
