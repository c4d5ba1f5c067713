"""Cases that were late before the ledger first heard of them: the step they start from.

Whoever was already late when the debt was first recorded has had work done that nobody logged.
Such a case starts at the step that its days pointed to on that day, short of any step with a legal
prerequisite; a day without arrears ends that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.domain.ladder.arrears import Arrears
from overdue_cli.domain.ladder.case import Case, LateRun
from overdue_cli.domain.ladder.evidence import Evidence
from overdue_cli.domain.ladder.ladder import Ladder, Step
from overdue_cli.domain.ladder.steps_held_back import trigger_day
from overdue_cli.domain.loan.lateness import ONE_DAY
from overdue_cli.domain.loan.loan import Loan, Rules


class Opening(NamedTuple):
    """The day on which a case opened with debts that were late already, and how late."""

    on: date
    days: int
    """Delinquent days of the worst of them on that day."""


class Inheritance(NamedTuple):
    """Whose case can start further on: what is read about how late a debt was at first."""

    from_days: int
    """Nobody with fewer delinquent days stands on a step that this can open."""
    by_customer: bool
    """Whether the ladder judges the customer, so that debts that join later change nothing."""
    rules: Callable[[], Callable[[Mapping[str, Any]], Rules]]
    """Gives the rules of loans, for those that are to be replayed."""


def inheritance_of(
    ladder: Ladder, rules: Callable[[], Callable[[Mapping[str, Any]], Rules]]
) -> Inheritance | None:
    """What is read for a ladder; None where no case of it can start further on."""
    if ladder.inherited != "days":
        return None
    starts = [day for step in _within_reach(ladder) for day in _first_days(ladder, step)]
    if not starts:
        return None
    return Inheritance(max(1, min(starts)), ladder.unit == "customer", rules)


def _within_reach(ladder: Ladder) -> Iterator[Step]:
    """The steps before the first one that has a legal prerequisite."""
    for step in ladder.steps:
        if any(need.legal for need in step.needs):
            return
        if not step.decision:
            yield step


def _first_days(ladder: Ladder, step: Step) -> list[int]:
    """The delinquent days from which it matters for a step where a case started."""
    if not step.needs and ladder.catch_up != "next":
        return []
    if step.anchor in ("issued_on", "previous_notice"):
        return [1]
    return [step.from_days or 1, *(rule.from_days for rule in step.sooner)]


def opening_of(runs: Iterable[LateRun]) -> Opening | None:
    """How the case opened that is still late; None where it was not late before it was known.

    >>> first = LateRun(date(2026, 6, 1), date(2026, 6, 20), 95)
    >>> joined = LateRun(date(2026, 6, 10), None, 200)
    >>> opening_of([first, joined]).days
    95
    >>> opening_of([first._replace(until_on=date(2026, 6, 9)), joined]).days
    200
    """
    known = list(runs)
    start = min((run.from_on for run in known if run.until_on is None), default=None)
    if start is None:
        return None
    while True:
        ends = [run.from_on for run in known if run.until_on is None or run.until_on >= start]
        earliest = min(ends)
        if earliest >= start:
            break
        start = earliest
    days = max((run.days for run in known if run.from_on == start), default=0)
    return Opening(start, days) if days > 0 else None


def late_runs(position_on: Callable[[date], Any], first: date, last: date) -> Iterator[LateRun]:
    """The runs of days from ``first`` to ``last`` on which a loan is late.

    ``position_on`` gives the loan's position on a day, asked for in order.
    """
    started: LateRun | None = None
    day = first
    while day <= last:
        standing = position_on(day)
        is_late = standing.status == "active" and standing.oldest_due_on is not None
        if is_late and started is None:
            started = LateRun(day, None, standing.delinquent_days if day == first else 0)
        elif not is_late and started is not None:
            yield started._replace(until_on=day)
            started = None
        day = max(standing.valid_until, day + ONE_DAY) if standing.valid_until < date.max else last
        if standing.valid_until == date.max:
            break
    if started is not None:
        yield started


def runs_of(loan: Loan, first: date, last: date) -> tuple[LateRun, ...]:
    """The runs of days from ``first`` to ``last`` on which a loan is late, by its replay."""
    from overdue_cli.domain.loan.position import position  # few customers are replayed
    from overdue_cli.domain.loan.replay import Walk

    walk = Walk(loan)
    return tuple(late_runs(lambda day: position(loan, day, detail=False, walk=walk), first, last))


def starting_place(
    ladder: Ladder, steps: Sequence[Step], case: Case, arrears: Arrears, evidence: Evidence
) -> int | None:
    """The place of the step that a case started from; None where it inherits nothing."""
    if ladder.inherited != "days":
        return None
    opening = opening_of(run for loan in case.loans for run in loan.late_runs)
    if opening is None:
        return None
    then = arrears._replace(
        day=opening.on,
        anchor=date.fromordinal(opening.on.toordinal() - opening.days),
        days=opening.days,
        is_late=True,
        in_grace=False,
    )
    reached = None
    for place, step in enumerate(steps):
        if any(need.legal for need in step.needs):
            break
        on = None if step.is_ahead else trigger_day(step, steps[:place], then, evidence)
        if on is not None and on <= opening.on:
            reached = place
    return reached
