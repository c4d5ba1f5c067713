"""The day's queue: whom to contact, in which order, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Row
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overdue_cli.domain.ladder import Step, step_for
from overdue_cli.domain.moments import moment_of
from overdue_cli.domain.money import Money
from overdue_cli.policies.pack import Policy
from overdue_cli.store import queue as sql
from overdue_cli.store.control import payments_until
from overdue_cli.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. ``priority`` 1: call-back due, 2: to do, 3: at rest."""

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
    may_contact: bool
    contact_from: str | None
    loan_id: str | None = None


def queue(
    ledger: Ledger,
    policy: Policy,
    *,
    day: date,
    now: datetime,
    stage: str = "",
    officer: str = "",
    by: str = "customer",
    limit: int | None = None,
) -> list[QueueRow]:
    """Customers (or loans) to contact on ``day``; ``position`` must answer for that day.

    Errors: WrongUse for a stage that the policy does not have.
    """
    steps = [policy.step_named(stage)] if stage else list(policy.ladder)
    steps = [step for step in steps if not step.decision]
    moment = moment_of(day, now)
    units = sql.ranked(
        ledger.conn,
        steps,
        moment,
        currency=ledger.currency,
        officer=officer,
        by=by,
        limit=limit,
    )
    ids = [row["customer_id"] for row in units]
    told = _Told(
        policy,
        day,
        now,
        ledger.settings.get("time_zone", ""),
        sql.customers(ledger.conn, ids, day),
        sql.contacts(ledger.conn, [row["contact_id"] for row in units if row["contact_id"]]),
        sql.arrears(ledger.conn, [row["unit"] for row in units], by),
        sql.promises(ledger.conn, ids, moment),
    )
    rows = (told.row(rank, unit, by) for rank, unit in enumerate(units, 1))
    return [row for row in rows if row is not None]


def freshness(ledger: Ledger, day: date) -> str | None:
    """Day of the last repayment on the book up to ``day``: who paid later is not known yet."""
    return payments_until(ledger.conn, day)


@dataclass(frozen=True, slots=True)
class _Told:
    """Everything that is told about the units of one queue."""

    policy: Policy
    day: date
    now: datetime
    zone: str
    customers: dict[str, Row]
    contacts: dict[int, Row]
    arrears: dict[str, list[Row]]
    promises: dict[str, Row]

    def row(self, rank: int, unit: Row, by: str) -> QueueRow | None:
        customer = self.customers[unit["customer_id"]]
        contact = self.contacts.get(unit["contact_id"]) if unit["contact_id"] else None
        days, step = self._stage(unit)
        if step is None:
            return None
        sums = self.arrears.get(unit["unit"], [])
        overdue = tuple(Money(s["overdue"], s["currency"]) for s in sums if s["overdue"])
        loans = sum(s["late"] for s in sums)
        promise = self.promises.get(unit["customer_id"])
        outcome = self.policy.outcomes.get(contact["outcome"]) if contact else None
        held = outcome is not None and "hold" in outcome.flags
        callback = contact["callback_at"] if contact else None
        return QueueRow(
            rank=rank,
            customer_id=unit["customer_id"],
            name=customer["name"],
            phone=customer["phone"],
            language=customer["language"],
            local_time=self._local_time(customer),
            stage=step.name,
            since=stage_since(self.day, days, step),
            delinquent_days=max(days, 0),
            overdue=overdue,
            loans=loans,
            officer=customer["officer"],
            priority=unit["priority"],
            reason=self._reason(unit, days, step, sums, loans),
            last_contact_at=contact["at"] if contact else None,
            last_outcome=contact["outcome"] if contact else None,
            promise=promise_text(promise) if promise else None,
            next_action=self._next_action(unit["priority"], step, contact, held),
            due_by=callback or self.day.isoformat(),
            may_contact=not held,
            contact_from=callback if unit["priority"] == 3 else None,
            loan_id=unit["unit"] if by == "loan" else None,
        )

    def _stage(self, unit: Row) -> tuple[int, Step | None]:
        anchor = date.fromisoformat(unit["since"] or unit["next_due_on"])
        days = (self.day - anchor).days
        return days, step_for(self.policy.ladder, days)

    def _local_time(self, customer: Row) -> str:
        try:
            zone = (
                ZoneInfo(customer["time_zone"] or self.zone)
                if (customer["time_zone"] or self.zone)
                else self.now.tzinfo
            )
        except (ZoneInfoNotFoundError, ValueError):
            zone = self.now.tzinfo
        return self.now.astimezone(zone).strftime("%H:%M")

    def _reason(self, unit: Row, days: int, step: Step, sums: Sequence[Row], loans: int) -> str:
        rule = f"{step.name} is {step.range_text} days ({self.policy.name} {self.policy.version})"
        if unit["since"] is None:
            coming = "; ".join(str(Money(s["coming"], s["currency"])) for s in sums if s["coming"])
            return f"{coming} due on {unit['next_due_on']}, in {-days} days; {rule}"
        amount = "; ".join(str(Money(s["overdue"], s["currency"])) for s in sums if s["overdue"])
        on = f"{loans} loan{'s' if loans != 1 else ''}"
        return f"{days} days late since {unit['since']}, {amount} overdue on {on}; {rule}"

    def _next_action(self, priority: int, step: Step, contact: Row | None, held: bool) -> str:
        if contact is None:
            return step.action
        outcome = self.policy.outcomes.get(contact["outcome"])
        if priority == 1:
            return f"call back, asked for {contact['callback_at'][:16].replace('T', ' ')}"
        if held and outcome:
            return outcome.next_action
        if priority == 3:
            when = contact["callback_at"]
            after = f" {when[:16].replace('T', ' ')}" if when else ""
            return f"{outcome.next_action if outcome else 'wait'}{after}"
        return step.action


def stage_since(day: date, days: int, step: Step) -> date | None:
    """The day on which the customer entered the step, by days alone."""
    if step.from_days is None:
        return None
    return date.fromordinal(day.toordinal() - days + step.from_days)


def promise_text(row: Row) -> str:
    """A promise as ``AMOUNT@DATE`` with its currency, as ``log-call --promise`` takes it."""
    return f"{Money(row['amount'], row['currency'])}@{row['due_on']}"
