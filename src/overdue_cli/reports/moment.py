"""The moments that bound a day, for questions about contacts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from overdue_cli.store.queue import Moment


def utc_text(moment: datetime) -> str:
    """A moment as UTC text that sorts, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(day: date, now: datetime) -> Moment:
    """The bounds of ``day`` in the zone of ``now``.

    A past day is asked about at its close; today at this moment.
    """
    start = datetime.combine(day, time.min, now.tzinfo)
    close = start + timedelta(days=1) - timedelta(seconds=1)
    at = now if day == now.date() else close
    return Moment(day, utc_text(at), utc_text(start), utc_text(close))
