"""The days and hours that a preference names, by the clock of the customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import Preference

_ONE_DAY = timedelta(days=1)
_A_WEEK_AND_A_DAY = 8


def names_times(preference: Preference) -> bool:
    """Whether a preference is about some days of the week or some hours only."""
    hours = preference.from_time is not None or preference.to_time is not None
    return hours or len(preference.weekdays) < 7


def is_named(preference: Preference, local: datetime) -> bool:
    """Whether a local time is one that a preference names: from inside, to outside.

    >>> late_hours = Preference("inconvenient", datetime(2026, 1, 1), weekdays=frozenset({0}),
    ...                   from_time=time(15), to_time=time(17))
    >>> [is_named(late_hours, datetime(2026, 1, 5, hour)) for hour in (14, 15, 16, 17)]
    [False, True, True, False]
    """
    opens, closes = preference.from_time or time.min, preference.to_time
    now, day = local.time(), local.weekday()
    if closes is None:
        return day in preference.weekdays and now >= opens
    if closes > opens:
        return day in preference.weekdays and opens <= now < closes
    yesterday = (day - 1) % 7
    return (day in preference.weekdays and now >= opens) or (
        yesterday in preference.weekdays and now < closes
    )


def is_at(preference: Preference, proposed: ProposedContact, at: datetime) -> bool:
    """Whether a moment is one that a preference names, in any of the zones of the customer."""
    return any(is_named(preference, at.astimezone(zone)) for zone in proposed.zones)


def is_now(preference: Preference, proposed: ProposedContact) -> bool:
    """Whether the moment asked about is one that a preference names, in any of the zones."""
    return is_at(preference, proposed, proposed.at)


def next_named(preference: Preference, proposed: ProposedContact) -> datetime | None:
    """The next moment at which a time that a preference names begins; None once it is over."""
    begins = [
        moment
        for zone in proposed.zones
        for moment in _beginnings(preference, proposed.at.astimezone(zone).date(), zone)
        if moment >= proposed.at
        if preference.ended_at is None or moment < preference.ended_at
    ]
    return min(begins, default=None)


def _beginnings(preference: Preference, first: date, zone: tzinfo) -> Iterator[datetime]:
    """The moments at which it begins on the days of a week from a day on, up to its last day."""
    for ahead in range(_A_WEEK_AND_A_DAY):
        day = first + ahead * _ONE_DAY
        if preference.until_on is not None and day > preference.until_on:
            return
        if day.weekday() in preference.weekdays:
            begins = datetime.combine(day, preference.from_time or time.min, zone)
            # A time that the clocks skip is that much later by the clock.
            yield begins.astimezone(UTC).astimezone(zone)
