"""Why a case rests on a day, and the next day on which its standing can change by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from overdue_cli.domain.ladder.arrears import Arrears, ends_on
from overdue_cli.domain.ladder.case import Case, Hold
from overdue_cli.domain.ladder.ladder import Ladder
from overdue_cli.domain.ladder.steps_held_back import StepProgress
from overdue_cli.domain.loan.lateness import ONE_DAY


class Waiting(NamedTuple):
    """Why nobody acts for now, and the last day of that; None while it is open."""

    kind: Literal["promise", "callback", "hold", "look"]
    """look: a hold that goes on and is to be looked at."""
    until: date | None
    text: str
    hold: str = ""
    """The kind of the hold; '' for another rest."""


def waiting_of(case: Case, ladder: Ladder, arrears: Arrears, as_of: date) -> Waiting | None:
    """Why the case rests at the close of ``as_of``: what lasts longest."""
    waits = [*_held(case, arrears, as_of), *_promised(case, ladder, as_of)]
    callback = _callback(case, as_of)
    if callback is not None:
        waits.append(Waiting("callback", callback - ONE_DAY, f"asked to be called on {callback}"))
    return max(waits, key=lambda one: (one.until or date.max, one.kind == "look"), default=None)


def _held(case: Case, arrears: Arrears, as_of: date) -> Iterator[Waiting]:
    for hold in case.holds:
        ours = hold.seq is None and hold.loan_id in (None, arrears.loan.loan_id)
        if ours and hold.stops & {"contact", "ladder"} and hold.holds_on(as_of):
            yield _of_hold(hold, as_of)


def _of_hold(hold: Hold, as_of: date) -> Waiting:
    """The rest that a hold brings: until somebody looks at it, where a day is named for that."""
    ends = ends_on(hold)
    until = ends - ONE_DAY if ends else None
    text = f"{hold.kind}, until {until or 'it is released'}"
    if hold.is_due(as_of):
        return Waiting("look", None, f"{hold.kind} since {hold.from_on}", hold.kind)
    if hold.remind_on is not None:
        until = min(hold.remind_on - ONE_DAY, until or date.max)
    return Waiting("hold", until, text, hold.kind)


def _promised(case: Case, ladder: Ladder, as_of: date) -> Iterator[Waiting]:
    for standing_ in case.promises:
        if standing_.verdict == "pending" and standing_.promise.made_on <= as_of:
            due_on = standing_.promise.due_on
            until = due_on + timedelta(days=ladder.promise_grace_days)
            yield Waiting("promise", until, f"promised for {due_on}")


def _callback(case: Case, as_of: date) -> date | None:
    """The day for which the last contact asked to be called, when it is ahead."""
    day = callback_day(case, as_of)
    return day if day is not None and day > as_of else None


def callback_day(case: Case, as_of: date) -> date | None:
    """The day for which the last contact asked to be called; None where it did not."""
    last = None
    for contact in case.contacts:
        if (
            (last is None or contact.at > last.at)
            and contact.channel != "note"
            and contact.at.date() <= as_of
        ):
            last = contact
    return last.callback_at.date() if last is not None and last.callback_at else None


def next_change(
    case: Case, ladder: Ladder, arrears: Arrears, rows: Sequence[StepProgress], as_of: date
) -> date | None:
    """The first later day on which something that decides can be otherwise by itself."""
    days = list(fact_days(case))
    callback = _callback(case, as_of)
    days += [callback] if callback else []
    days += [
        one.promise.due_on + timedelta(days=ladder.promise_grace_days + 1)
        for one in case.promises
        if one.verdict == "pending"
    ]
    if not arrears.frozen:
        days += _ladder_days(rows, arrears)
    return first_after(as_of, days)


def _ladder_days(rows: Sequence[StepProgress], arrears: Arrears) -> Iterator[date]:
    """Days on which a step opens, ends, or what it waits for is over."""
    for row in rows:
        step = row.step
        if row.opens_on is not None:
            yield row.opens_on
        if step.to_days is not None and step.anchor == "due_on":
            yield arrears.anchor + timedelta(days=step.to_days + 1)
        for rule in step.sooner:
            yield arrears.anchor + timedelta(days=rule.from_days)
        for one in row.missing:
            if one.on is not None:
                yield one.on


def fact_days(case: Case) -> Iterator[date]:
    """Days on which loans, holds and facts dated ahead begin to count or cease to."""
    for loan in case.loans:
        if loan.valid_until is not None:
            yield loan.valid_until
        if loan.next_due_on is not None:
            yield loan.next_due_on
            yield loan.next_due_on + ONE_DAY
    for hold in case.holds:
        yield hold.from_on
        ends = ends_on(hold)
        if ends is not None:
            yield ends
        if hold.remind_on is not None:
            yield hold.remind_on
    for standing in case.promises:
        if standing.promise.cancelled_on is not None:
            yield standing.promise.cancelled_on
    for contact in case.contacts:
        yield contact.at.date()
        yield from (stated.at.date() for stated in contact.states)
    for payment in case.payments:
        yield payment.value_on
        if payment.reversed_on is not None:
            yield payment.reversed_on


def first_after(as_of: date, days: Iterable[date]) -> date | None:
    """The first of these days that is later than ``as_of``; None where none is."""
    return min((day for day in days if day > as_of), default=None)
