"""The day's queue: whom to contact today, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import ContactQuestion, ContactRules, Verdict
from overdue_cli.domain.contact.time_zones import is_in_use, is_wrong
from overdue_cli.domain.counted import counted
from overdue_cli.domain.ladder.assessment import Standing, standings
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, Case, Promise
from overdue_cli.domain.ladder.ladder import Step
from overdue_cli.domain.ladder.priority import PriorityPart, Weights, priority, score
from overdue_cli.domain.ladder.waiting import Waiting
from overdue_cli.domain.moments import moment_of, zone_of
from overdue_cli.domain.money import Money
from overdue_cli.policies.layers import unknown
from overdue_cli.policies.pack import Policy
from overdue_cli.store.ladder import queue as sql
from overdue_cli.store.ladder.case_facts import CaseScope, cases
from overdue_cli.store.ladder.case_rows import unit_of
from overdue_cli.store.loan.control_total import payments_until


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. ``priority`` is in points, made of ``parts``."""

    rank: int
    customer_id: str
    name: str
    phone: str
    language: str
    local_time: str
    stage: str
    since: date | None
    delinquent_days: int
    overdue: tuple[Money, ...]
    loans: int
    officer: str
    priority: int
    reason: str
    last_contact_at: str | None
    last_outcome: str | None
    promise: str | None
    next_action: str
    due_by: str
    may_contact: str
    """yes, warn or no: what the gate says to the step's best channel now."""
    contact_from: str | None
    loan_id: str | None
    channel: str
    """The first channel of the step that the gate lets through, else the step's first."""
    gate: str
    """What the contact gate says against it, with the rule; '' when it allows it."""
    missing: tuple[str, ...]
    """What holds the customer back from the step that days point to."""
    held_back: str
    """The same in one line; '' where days point no further."""
    credit: tuple[Money, ...]
    """Money of the customer that nothing took yet."""
    responsible: str
    """Who works the step; '' where the policy leaves it open."""
    address: str
    breach: str
    """The service level that was missed; '' for none."""
    mark: str
    """The most urgent remark: a missed service level, the gate, or what holds it back."""
    resting: bool
    """Nothing to do for now: on hold, contacted today, a call-back or promise ahead."""
    parts: tuple[PriorityPart, ...]


class QueueFilter(NamedTuple):
    """What a queue is asked for: a stage, an officer, missed service levels, one customer."""

    stage: str = ""
    officer: str = ""
    due: bool = False
    by: str = "customer"
    limit: int | None = None
    customer: str = ""


def queue(book: Book, scope: QueueFilter) -> list[QueueRow]:
    """Customers (or loans) to contact on the day, the most urgent first.

    Errors: WrongUse for a stage that the policy does not have, and for an officer of nobody.
    """
    policy = book.policy
    wanted_step = policy.step_named(scope.stage) if scope.stage else None
    steps = [wanted_step] if wanted_step else policy.ladder.steps
    several = policy.ladder.unit not in ("customer", scope.by)
    units = sql.ranked(
        book.conn,
        book.derived,
        sql.Filter(
            [step.name for step in steps],
            scope.officer,
            scope.due,
            scope.by,
            None if several else scope.limit,
            scope.customer,
        ),
        book.moment,
        policy.weights,
    )
    if scope.officer and not units:
        _require_officer(book, scope.officer)
    if several:
        units = _first_of_each(units, scope.by)[: scope.limit]
    facts = _facts(book, units, scope.by)
    return [facts.row(rank, unit) for rank, unit in enumerate(units, 1)]


def _require_officer(book: Book, officer: str) -> None:
    """Raises WrongUse where nobody of that name looks after anybody."""
    known = sql.officers(book.conn)
    if officer not in known:
        raise unknown("officer", officer, known)


def _first_of_each(units: Iterable[Row], by: str) -> list[Row]:
    """The most urgent row of each customer (or loan), in the order given."""
    first: dict[str, Row] = {}
    for unit in units:
        first.setdefault(unit["asked_loan_id" if by == "loan" else "customer_id"], unit)
    return list(first.values())


def freshness(book: Book) -> str | None:
    """Day of the last repayment on the book up to the day: who paid later is not known yet."""
    return payments_until(book.conn, book.day)


def _facts(book: Book, units: Sequence[Row], by: str) -> _UnitFacts:
    conn, policy, moment = book.conn, book.policy, book.moment
    settings, items = book.ledger.settings, policy.ladder.unit == "item"
    ids = list(dict.fromkeys(unit["customer_id"] for unit in units))
    numbers = [unit["last_contact_id"] for unit in units if unit["last_contact_id"]]
    of_queue = cases(conn, policy.case_terms, CaseScope(moment, book.derived, items=items), ids)
    loans = [unit["asked_loan_id"] for unit in units]
    return _UnitFacts(
        policy,
        policy.contact_rules(settings.get("role", "")),
        policy.weights,
        moment.day,
        book.now,
        zone_of(settings.get("time_zone", ""), book.now),
        by,
        sql.customers(conn, ids, moment.day),
        {case.customer_id: case for case in of_queue},
        sql.contacts(conn, numbers),
        sql.arrears(conn, book.derived, loans if by == "loan" else ids, by),
        sql.credits(conn, book.derived, ids),
    )


@dataclass(frozen=True, slots=True)
class _UnitFacts:
    """Everything that is told about the units of one queue."""

    policy: Policy
    rules: ContactRules
    weights: Weights
    day: date
    now: datetime
    zone: tzinfo | None
    by: str
    customers: dict[str, Row]
    cases: dict[str, Case]
    contacts: dict[int, Row]
    arrears: dict[str, list[Row]]
    credits: dict[str, list[tuple[str, int]]]

    def row(self, rank: int, unit: Row) -> QueueRow:
        case = self.cases[unit["customer_id"]]
        customer = self.customers[unit["customer_id"]]
        stands = self._standing(case, unit["unit"])
        step = self.policy.step_named(unit["stage"])
        contact = self.contacts.get(unit["last_contact_id"])
        by_loan = self.by == "loan"
        sums = self.arrears.get(unit["asked_loan_id"] if by_loan else unit["customer_id"], [])
        channel, says, of_action = self._gate(case, step)
        parts = self._parts(case, stands, unit)
        callback = contact["callback_at"] if contact else None
        credit = self.credits.get(unit["customer_id"], [])
        return QueueRow(
            rank=rank,
            customer_id=unit["customer_id"],
            name=customer["name"],
            phone=phone_of(case, says, self.now),
            language=customer["language"],
            local_time=self._local_time(customer),
            stage=step.name,
            since=stands.since,
            delinquent_days=days_late(case, self.day),
            overdue=tuple(Money(s["overdue"], s["currency"]) for s in sums if s["overdue"]),
            loans=sum(s["late"] for s in sums),
            officer=customer["officer"],
            priority=unit["points"],
            reason=_joined(reason(stands, step, sums, self.policy), stands, parts),
            last_contact_at=contact["at"] if contact else None,
            last_outcome=contact["outcome"] if contact else None,
            promise=next_promise(case),
            next_action=self._next_action(unit, step, stands, contact, says),
            due_by=callback or _iso(stands.due_by) or self.day.isoformat(),
            may_contact=MAY[of_action.decision],
            contact_from=_contact_from(of_action, self.now),
            loan_id=unit["asked_loan_id"],
            channel=channel,
            gate=f"{says.rule}: {says.text}" if says.decision != "allow" else "",
            missing=tuple(one.text for one in stands.missing),
            held_back="; ".join(one.text for one in stands.missing),
            credit=tuple(Money(sum_, currency) for currency, sum_ in credit),
            responsible=step.responsible or "",
            address=customer["address"],
            breach=stands.breach,
            mark=mark_of(stands, says),
            resting=bool(unit["resting"]),
            parts=parts,
        )

    def _standing(self, case: Case, unit: str) -> Standing:
        """The standing of the unit of one row."""
        ladder = self.policy.ladder
        stands = standings(ladder, case, self.day)
        return next(one for one in stands if unit_of(one, ladder) == unit)

    def _gate(self, case: Case, step: Step) -> tuple[str, Verdict, Verdict]:
        """The first channel of the step that may be used now, else the one that opens first.

        Beside its verdict that on what the step asks to do: the best of its first channels, so
        that a letter, which may be written at any hour, does not allow a visit at night.
        """
        verdicts = [
            (
                channel,
                verdict(self.rules, case, ContactQuestion(channel, self.now), fallback=self.zone),
            )
            for channel in channels_of(step, case)
        ]
        of_action = [one for one in verdicts if one[0] in channels_of_action(step)]
        return *_best(verdicts), _best(of_action or verdicts)[1]

    def _parts(self, case: Case, stands: Standing, unit: Row) -> tuple[PriorityPart, ...]:
        """The points of the row; a call-back counts from its hour, not from its day."""
        basis = priority(self.weights, case, stands, stands.counted_from)
        due = unit["callback_utc"] and unit["callback_utc"] <= moment_of(self.day, self.now).now
        if not due:
            basis = basis._replace(callback_on=None)
        return score(self.weights, basis, self.day)[1]

    def _local_time(self, customer: Row) -> str:
        zone = zone_of(customer["time_zone"], self.now) if customer["time_zone"] else self.zone
        return self.now.astimezone(zone).strftime("%H:%M")

    def _next_action(
        self, unit: Row, step: Step, stands: Standing, contact: Row | None, says: Verdict
    ) -> str:
        when = contact["callback_at"] if contact else None
        if when and not unit["resting"]:
            return f"call back, asked for {_minute(when)}"
        if stands.waiting and stands.waiting.kind == "look" and not unit["resting"]:
            return self._look_at(stands.waiting)
        if stands.waiting and stands.waiting.kind == "hold":
            return self._of_hold(contact, stands.waiting.hold) or f"wait: {stands.waiting.text}"
        if unit["resting"]:
            wait = self._of_outcome(contact) or (stands.waiting.text if stands.waiting else "wait")
            return f"{wait} {_minute(when)}" if when else wait
        if stands.waiting and stands.waiting.kind == "promise":
            return f"see whether the money came: {stands.waiting.text}"
        if says.decision == "block":
            return f"not now: {says.text}"
        return step.action

    def _look_at(self, waiting: Waiting) -> str:
        """That a hold is to be looked at, and what its kind asks to do."""
        asked = self.policy.next_of_hold(waiting.hold)
        return f"look at the hold: {waiting.text}" + (f"; {asked}" if asked else "")

    def _of_hold(self, contact: Row | None, kind: str) -> str:
        """What a hold asks to do, in the words of the last outcome where that set it."""
        if contact:
            outcome = self.policy.outcomes.get(contact["outcome"])
            if outcome and outcome.hold and outcome.hold.kind == kind:
                return self._of_outcome(contact)
        return self.policy.next_of_hold(kind)

    def _of_outcome(self, contact: Row | None) -> str:
        """What the outcome of the last contact asks to do next."""
        outcome = self.policy.outcomes.get(contact["outcome"]) if contact else None
        return outcome.next_action if outcome else ""


def phone_of(case: Case, says: Verdict, now: datetime) -> str:
    """The number to use: the gate's, else the first that is not somebody else's; '' for none."""
    own = [
        point.value
        for point in case.points
        if point.kind == "phone" and point.person == "self" and is_in_use(point, now.date())
    ]
    right = [number for number in own if not is_wrong(case, number, now)]
    return says.point if says.point in right else next(iter(right), "")


#: What the gate's word is in the queue.
MAY = {"allow": "yes", "warn": "warn", "block": "no"}


def mark_of(stands: Standing, says: Verdict) -> str:
    """The most urgent remark about a row; '' for none."""
    if stands.breach:
        return "service level missed"
    if says.decision == "warn":
        return says.rule
    return f"held back: {stands.missing[0].step}" if stands.missing else ""


#: What a channel needs to be known of a customer.
_NEEDS = {
    "call": "phone",
    "sms": "phone",
    "email": "email",
    "letter": "address",
    "visit": "address",
}


def channels_of(step: Step, case: Case) -> list[str]:
    """The channels of a step that reach the customer at something known, else all of them.

    Groups are taken apart; a step that reaches nobody stands for a call.
    """
    named: list[str] = [one for name in step.channels for one in CHANNEL_GROUPS.get(name, (name,))]
    reaching: list[str] = [name for name in named if name in CHANNEL_GROUPS["any"]] or ["call"]
    known = {point.kind for point in case.points}
    return [name for name in reaching if _NEEDS.get(name) in known] or reaching


def channels_of_action(step: Step) -> Sequence[str]:
    """The channels of what a step asks to do: the first one that it names, its group in parts."""
    return CHANNEL_GROUPS.get(step.channels[0], step.channels[:1]) if step.channels else ()


def _best(verdicts: Sequence[tuple[str, Verdict]]) -> tuple[str, Verdict]:
    """The first channel that may be used now, else the one that opens first."""
    allowed = next((one for one in verdicts if one[1].decision == "allow"), None)
    return allowed or min(verdicts, key=_how_soon)


def _how_soon(answer: tuple[str, Verdict]) -> tuple[bool, float]:
    """Warned before blocked, then what opens first."""
    at = answer[1].next_at
    return answer[1].decision == "block", at.timestamp() if at else float("inf")


def _contact_from(says: Verdict, now: datetime) -> str | None:
    """The first moment at which nothing stands against it, where that is not now."""
    if says.decision == "allow" or says.next_at is None or says.next_at <= now:
        return None
    return says.next_at.isoformat(timespec="minutes")


def days_late(case: Case, day: date) -> int:
    """Delinquent days of the longest late loan, held or not; 0 where nothing is late."""
    since = [loan.delinquent_on for loan in case.loans if loan.delinquent_on]
    return (day - min(since)).days if since else 0


def reason(stands: Standing, step: Step, sums: Sequence[Row], policy: Policy) -> str:
    """Why a customer stands on a step: days, sums, what brought it forward, the rule."""
    rule = f"{step.name} ({policy.name} {policy.version})"
    if stands.sooner:
        rule = f"{step.name} by {stands.sooner} ({policy.name} {policy.version})"
    since = stands.counted_from
    if stands.held:
        return f"kept where it was by a hold ({stands.held}); {rule}"
    if stands.days <= 0:
        coming = "; ".join(str(Money(s["coming"], s["currency"])) for s in sums if s["coming"])
        return f"{coming} due on {since}, in {counted(-stands.days, 'day')}; {rule}"
    amount = "; ".join(str(Money(s["overdue"], s["currency"])) for s in sums if s["overdue"])
    late = sum(s["late"] for s in sums)
    on = counted(late, "loan")
    return f"{counted(stands.days, 'day')} late since {since}, {amount} overdue on {on}; {rule}"


def _joined(why: str, stands: Standing, parts: Sequence[PriorityPart]) -> str:
    """The reason with what is missing for the next step, and what the points are made of."""
    missing = "".join(f"; held back: {one.text}" for one in stands.missing)
    points = " ".join(f"{part.points:+} {part.name.replace('_', ' ')}" for part in parts)
    return f"{why}{missing}; {sum(part.points for part in parts)} points: {points}"


def next_promise(case: Case) -> str | None:
    """The next pending promise as ``CNY 500.00@2026-07-05``, else the last with its verdict."""
    pending = [one for one in case.promises if one.verdict == "pending"]
    if pending:
        return _text_of(min(pending, key=lambda one: one.promise.due_on).promise)
    if not case.promises:
        return None
    last = max(case.promises, key=lambda one: (one.promise.due_on, one.promise.promise_id))
    return f"{_text_of(last.promise)} {last.verdict.replace('_', ' ')}"


def _text_of(promise: Promise) -> str:
    return f"{Money(promise.amount, promise.currency)}@{promise.due_on}"


def _minute(moment: str) -> str:
    """A stored moment to the minute, in its own zone."""
    return moment[:16].replace("T", " ")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
