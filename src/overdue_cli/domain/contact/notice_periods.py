"""Periods that a notice starts: when it is taken to have arrived, and when its period ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.holidays import is_public_holiday


class NoticePeriod(NamedTuple):
    """Days until a notice is taken to have arrived, and the days of its period after that."""

    receipt_days: int
    period_days: int
    business_days: bool = True
    """Whether the days until receipt leave out Saturdays, Sundays and public holidays."""
    calendar: str = ""


def assumed_receipt(notice: NoticePeriod, sent_on: date) -> date:
    """The day on which a notice may be assumed to have arrived.

    Regulation F, 12 CFR 1006.34(b)(5): five days after sending, not counting Saturdays, Sundays
    and federal holidays. Sent on Thursday 15 January 2026, with Martin Luther King day on Monday:

    >>> assumed_receipt(NoticePeriod(5, 30, True, "US"), date(2026, 1, 15))
    datetime.date(2026, 1, 23)
    """
    closed: Callable[[date], bool] = lambda day: (  # noqa: E731
        notice.business_days
        and (
            day.weekday() > 4 or bool(notice.calendar and is_public_holiday(notice.calendar, day))
        )
    )
    day, left = sent_on, notice.receipt_days
    while left:
        day += timedelta(days=1)
        left -= not closed(day)
    return day


def period_end(notice: NoticePeriod, sent_on: date) -> date:
    """The last day of the period that begins with the assumed receipt.

    >>> period_end(NoticePeriod(5, 30, True, "US"), date(2026, 1, 15))
    datetime.date(2026, 2, 22)
    """
    return assumed_receipt(notice, sent_on) + timedelta(days=notice.period_days)
