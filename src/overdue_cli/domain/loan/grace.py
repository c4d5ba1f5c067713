"""Tolerance and grace: a rest too small to be late, and first days in which no loan is delinquent.

Pauses do not count.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from overdue_cli.domain.loan.allocation import DebtLine
from overdue_cli.domain.loan.lateness import paused_days
from overdue_cli.domain.loan.loan import Rules


class Days(NamedTuple):
    """Lateness of a loan in days, and the day they count from."""

    past_due: int
    delinquent: int
    delinquent_on: date | None
    grace_left: int


def days_late(oldest: date | None, cut: date, as_of: date, rules: Rules) -> Days:
    """Days past due since the oldest unpaid due date, and those beyond grace and pauses.

    What is due before ``cut`` has fallen due by the close of ``as_of``.
    """
    if oldest is None:
        return Days(0, 0, None, 0)
    past_due = (cut - oldest).days
    delinquent = past_due - rules.grace_days
    if rules.pauses:
        delinquent -= paused_days(rules.pauses, oldest, cut)
    if delinquent <= 0:
        return Days(past_due, 0, None, -delinquent)
    return Days(past_due, delinquent, _days_later(as_of, -delinquent), 0)


def grace_edge(as_of: date, days: Days) -> tuple[date, date]:
    """The first delinquent day: inside grace none is stored."""
    if days.delinquent:
        return _days_later(as_of, 1 - days.delinquent), date.max
    return date.min, _days_later(as_of, 1 + days.grace_left)


def _days_later(day: date, count: int) -> date:
    return date.fromordinal(min(day.toordinal() + count, date.max.toordinal()))


def is_late(line: DebtLine, rules: Rules) -> bool:
    """Whether more than the tolerance of a line is unpaid; posted penalty alone never is late."""
    left = line.open - min(line.due[0] - line.paid[0], line.posted)
    tolerance = rules.tolerance
    if rules.tolerance_part:
        part = int(rules.tolerance_part * sum(line.due))
        tolerance = (max if rules.tolerance_of == "larger" else min)(tolerance, part)
    return left > tolerance
