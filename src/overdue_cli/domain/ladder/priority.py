"""The priority of a customer in points, with its parts, so that the order can be argued about.

Score = static + ``per_day`` × days + the bonuses of the day. Static parts follow from facts alone;
days are the day asked about minus the day that delinquent days count from. So an order by score
can be computed from a stored sum and a stored date. Weights are whole points of the policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import log10
from typing import NamedTuple

from overdue_cli.domain.counted import counted
from overdue_cli.domain.ladder.assessment import Standing
from overdue_cli.domain.ladder.case import Case
from overdue_cli.domain.ladder.evidence import is_attempt
from overdue_cli.domain.ladder.holds import is_vulnerable
from overdue_cli.domain.ladder.waiting import callback_day
from overdue_cli.domain.money import decimal_text, digits


class Weights(NamedTuple):
    """Points for each reason; product defaults."""

    per_day: int = 1
    """For each delinquent day."""
    amount: int = 10
    """For each power of ten of what is overdue, in major units."""
    outstanding: int = 3
    """For each power of ten of all that is still owed: the value at risk."""
    broken_promise: int = 15
    """For each broken promise of this episode."""
    broken_unanswered: int = 300
    """A promise broke, and nobody has tried to reach the customer since."""
    never_contacted: int = 20
    """Nobody has tried to reach the customer in this episode."""
    refusal: int = 15
    unreachable: int = 10
    vulnerable: int = -30
    sooner: int = 10
    """Something brought the step forward."""
    breach: int = 25
    """The service level of the step is missed."""
    promise_today: int = 500
    """A promise is due on the day."""
    callback_today: int = 1000
    """The customer asked to be called by then."""


WEIGHTS: tuple[str, ...] = Weights._fields


class PriorityPart(NamedTuple):
    """Points for one reason, and the reason in words."""

    name: str
    points: int
    why: str


class Priority(NamedTuple):
    """What a score is made of, without the day asked about."""

    parts: tuple[PriorityPart, ...]
    """The static parts."""
    per_day: int
    counted_from: date | None
    """The day that days count from: delinquent day 0, or the next due date."""
    promise_due_on: date | None
    callback_on: date | None
    due_by: date | None

    @property
    def static(self) -> int:
        """The sum of the static parts in points."""
        return sum(part.points for part in self.parts)


def priority(
    weights: Weights, case: Case, standing: Standing, counted_from: date | None
) -> Priority:
    """The parts of a customer's priority at the close of the standing's day."""
    day = standing.as_of
    pending = [
        one.promise.due_on
        for one in case.promises
        if one.verdict == "pending" and one.promise.due_on >= day
    ]
    return Priority(
        parts=tuple(part for part in _parts(weights, case, standing) if part.points),
        per_day=weights.per_day,
        counted_from=counted_from,
        promise_due_on=min(pending, default=None),
        callback_on=callback_day(case, day),
        due_by=standing.due_by,
    )


def score(weights: Weights, basis: Priority, as_of: date) -> tuple[int, tuple[PriorityPart, ...]]:
    """Points on a day, and all parts of them, the largest first.

    >>> parts = (PriorityPart("amount", 30, "CNY 1000.00 overdue"),)
    >>> basis = Priority(parts, 1, date(2026, 6, 1), date(2026, 6, 11), None, None)
    >>> [score(Weights(), basis, date(2026, 6, day))[0] for day in (10, 11)]
    [39, 540]
    """
    parts = [*basis.parts, *(part for part in _of_the_day(weights, basis, as_of) if part.points)]
    parts.sort(key=lambda part: -abs(part.points))
    return sum(part.points for part in parts), tuple(parts)


def _of_the_day(weights: Weights, basis: Priority, as_of: date) -> Iterator[PriorityPart]:
    if basis.counted_from is not None:
        days = (as_of - basis.counted_from).days
        yield PriorityPart(
            "days", basis.per_day * days, f"{counted(days, 'day')} at {basis.per_day}"
        )
    if basis.callback_on is not None and basis.callback_on <= as_of:
        yield PriorityPart(
            "callback_today", weights.callback_today, f"asked for {basis.callback_on}"
        )
    if basis.promise_due_on == as_of:
        yield PriorityPart("promise_today", weights.promise_today, "a promise is due today")
    if basis.due_by is not None and basis.due_by < as_of:
        yield PriorityPart("breach", weights.breach, f"action was due by {basis.due_by}")


def _parts(weights: Weights, case: Case, standing: Standing) -> Iterator[PriorityPart]:
    """The parts that follow from facts alone."""
    yield from _money_parts(weights, case, standing)
    evidence = standing.evidence
    if evidence is None:
        return
    broken = evidence.broken
    if broken:
        yield PriorityPart("broken_promise", weights.broken_promise * broken, f"{broken} broken")
        broke_on = _unanswered(case, standing.as_of)
        if broke_on is not None:
            why = f"broken on {broke_on}, nobody tried since"
            yield PriorityPart("broken_unanswered", weights.broken_unanswered, why)
    if not evidence.attempts:
        yield PriorityPart("never_contacted", weights.never_contacted, "nobody tried yet")
    if evidence.refused:
        yield PriorityPart("refusal", weights.refusal, evidence.refused)
    if evidence.unreachable:
        yield PriorityPart("unreachable", weights.unreachable, evidence.unreachable)
    if standing.sooner:
        yield PriorityPart("sooner", weights.sooner, standing.sooner)
    if _is_vulnerable(case, standing.as_of):
        yield PriorityPart("vulnerable", weights.vulnerable, "vulnerable")


def _unanswered(case: Case, day: date) -> date | None:
    """The day on which the last promise broke, while nobody tried since; None otherwise."""
    days = [one.decided_on for one in case.promises if one.verdict == "broken" and one.decided_on]
    broke_on = max(days, default=None)
    if broke_on is None or any(
        contact.at.date() >= broke_on and is_attempt(contact, day) for contact in case.contacts
    ):
        return None
    return broke_on


def _money_parts(weights: Weights, case: Case, standing: Standing) -> Iterator[PriorityPart]:
    """Points for the sums in the currency of the worst loan, by powers of ten."""
    worst = next((loan for loan in case.loans if loan.loan_id == standing.loan_id), None)
    if worst is None:
        return
    same = [loan for loan in case.loans if loan.currency == worst.currency]
    overdue = sum(loan.overdue for loan in same)
    owed = sum(loan.outstanding for loan in same)
    for name, sum_, weight, word in (
        ("amount", overdue, weights.amount, "overdue"),
        ("outstanding", owed, weights.outstanding, "outstanding"),
    ):
        why = f"{worst.currency} {decimal_text(sum_, worst.currency)} {word}"
        yield PriorityPart(name, round(weight * _powers(sum_, worst.currency)), why)


def _powers(minor: int, currency: str) -> float:
    """The power of ten of an amount in major units, 0 for nothing.

    >>> round(_powers(100_000_00, "CNY"), 2)
    5.0
    """
    return log10(1 + minor / 10 ** digits(currency)) if minor > 0 else 0.0


def _is_vulnerable(case: Case, day: date) -> bool:
    told = (one.at.date() for one in case.contacts if "vulnerable" in one.flags)
    return is_vulnerable(case.holds, told, day)
