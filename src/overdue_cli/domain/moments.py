"""The moments that bound a day, for questions about contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overdue_cli.domain.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Moment:
    """The day asked about and the moments that bound it, as UTC text that sorts."""

    day: date
    now: str
    day_start: str
    until: str


def utc_text(moment: datetime) -> str:
    """A moment as UTC text that sorts, to the second.

    >>> from datetime import timezone
    >>> utc_text(datetime(2026, 7, 1, 8, 0, tzinfo=timezone(timedelta(hours=8))))
    '2026-07-01T00:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(day: date, now: datetime) -> Moment:
    """The bounds of ``day`` in the zone of ``now``.

    A past or a future day is asked about at its close; today at this moment.
    """
    start = datetime.combine(day, time.min, now.tzinfo)
    close = start + timedelta(days=1) - timedelta(seconds=1)
    at = now if day == now.date() else close
    return Moment(day, utc_text(at), utc_text(start), utc_text(close))


def typed_day(text: str, what: str) -> date:
    """The day that somebody typed, in ISO form; ``what`` is the option or parameter.

    Errors: WrongUse for what is no date, and for the first and the last year of the calendar,
    beyond which no day can be counted.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"{what} is '{text}', which is not a date", hint="Write it as YYYY-MM-DD."
        ) from None
    require_countable(day, what)
    return day


def require_countable(day: date, what: str) -> None:
    """Nothing, or WrongUse for a day in the first or the last year of the calendar."""
    if day.year in (date.min.year, date.max.year):
        raise WrongUse(
            f"{what} is {day}, at an end of the calendar",
            hint="Name a day from 0002-01-01 to 9998-12-31, or none where it may be left out.",
        )


def stored_day(text: str | None) -> date | None:
    """The day of ISO text as the ledger holds it; None for none."""
    return date.fromisoformat(text) if text else None


def zone_of(name: str, now: datetime) -> tzinfo | None:
    """The zone of an IANA name, or the zone of ``now`` where the name is '' or not known."""
    try:
        return ZoneInfo(name) if name else now.tzinfo
    except (ZoneInfoNotFoundError, ValueError):
        return now.tzinfo
