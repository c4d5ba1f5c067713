"""Days and years between two dates, by the conventions that loans name in their terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from overdue_cli.domain.loan.loan import DayCount, Roll, Unit

#: Days in a year where a convention fixes them.
YEAR_DAYS: dict[str, int] = {"30/360": 360, "actual/360": 360, "actual/365": 365}


@lru_cache(maxsize=65536)
def _months_after(day: date, months: int) -> date:
    return day + relativedelta(months=months)


def step(day: date, count: int, unit: Unit) -> date:
    """The date ``count`` units after a day; a month without that day ends on its last one.

    >>> step(date(2023, 1, 31), 1, "months"), step(date(2023, 1, 31), 2, "weeks")
    (datetime.date(2023, 2, 28), datetime.date(2023, 2, 14))
    """
    if unit == "months":
        return _months_after(day, count)
    return day + timedelta(days=count * (7 if unit == "weeks" else 1))


def rolled(day: date, roll: Roll, is_closed: Callable[[date], bool]) -> date:
    """The business day a date moves to (ISDA 2006 section 4.12).

    >>> def weekend(day): return day.weekday() >= 5
    >>> saturday = date(2024, 8, 31)
    >>> [rolled(saturday, roll, weekend).day for roll in ("following", "modified_following")]
    [2, 30]
    """
    if roll == "none" or not is_closed(day):
        return day
    if roll == "preceding":
        return _next_open(day, -1, is_closed)
    following = _next_open(day, 1, is_closed)
    if roll == "modified_following" and following.month != day.month:
        return _next_open(day, -1, is_closed)
    return following


def _next_open(day: date, direction: int, is_closed: Callable[[date], bool]) -> date:
    while is_closed(day):
        day += timedelta(days=direction)
    return day


def _days_30e(day: date) -> int:
    return day.year * 360 + day.month * 30 + min(day.day, 30)


def days_30_360(start: date, end: date) -> int:
    """Days between two dates with months of 30 days (30E/360, ISDA 2006 section 4.16(g)).

    >>> days_30_360(date(2023, 1, 31), date(2023, 3, 31))
    60
    """
    return _days_30e(end) - _days_30e(start)


def counted_days(start: date, end: date, day_count: DayCount) -> int:
    """Days between two dates as the convention counts them, the first one left out.

    >>> counted_days(date(2023, 2, 1), date(2023, 3, 1), "30/360")
    30
    """
    return days_30_360(start, end) if day_count == "30/360" else (end - start).days


def _year_length(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday


def _actual_actual(start: date, end: date) -> Fraction:
    if start.year == end.year:
        return Fraction((end - start).days, _year_length(start.year))
    head = Fraction((date(start.year + 1, 1, 1) - start).days, _year_length(start.year))
    tail = Fraction((end - date(end.year, 1, 1)).days, _year_length(end.year))
    return head + (end.year - start.year - 1) + tail


def year_fraction(start: date, end: date, day_count: DayCount) -> Fraction:
    """The exact part of a year from ``start`` to ``end`` (ISDA 2006 section 4.16).

    ``actual/actual`` counts the days of each calendar year over that year's length.

    >>> year_fraction(date(2023, 12, 12), date(2024, 1, 12), "actual/actual")  # 20/365 + 11/366
    Fraction(2267, 26718)
    >>> year_fraction(date(2023, 1, 1), date(2023, 1, 31), "actual/360")
    Fraction(1, 12)
    """
    if day_count == "actual/actual":
        return _actual_actual(start, end)
    return Fraction(counted_days(start, end, day_count), YEAR_DAYS[day_count])
