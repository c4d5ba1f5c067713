"""The clock: the one place where the time of day is read, and where a test pins it."""

from __future__ import annotations

import os
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.moments import require_countable


def now(pinned_day: str = "", zone: str = "") -> datetime:
    """The moment of this command, aware of its zone.

    ``OVERDUE_NOW`` (a date or a date and time) wins; a demo ledger's fixed day comes next, with
    the real time of day in its zone; else the real clock.
    """
    text = os.environ.get("OVERDUE_NOW", "")
    if text:
        return _parsed(text)
    real = datetime.now().astimezone()
    if pinned_day:
        there = real.astimezone(ZoneInfo(zone)) if zone else real
        return datetime.combine(date.fromisoformat(pinned_day), there.timetz())
    return real


def _parsed(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"OVERDUE_NOW is '{text}', which is not a date and time",
            hint="Write it as 2026-06-30 or 2026-06-30T09:15:00+08:00.",
        ) from None
    require_countable(moment.date(), "OVERDUE_NOW")
    if moment.time() == time.min and len(text) <= 10:
        moment = moment.replace(hour=9)
    return moment if moment.tzinfo else moment.astimezone()
