"""The moments that bound a day, for questions about contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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


def stored_day(text: str | None) -> date | None:
    """The day of ISO text as the ledger holds it; None for none."""
    return date.fromisoformat(text) if text else None


def zone_of(name: str, now: datetime) -> tzinfo | None:
    """The zone of an IANA name, or the zone of ``now`` where the name is '' or not known."""
    try:
        return ZoneInfo(name) if name else now.tzinfo
    except (ZoneInfoNotFoundError, ValueError):
        return now.tzinfo
