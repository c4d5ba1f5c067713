"""Hours, days and holidays of contact, and the times that a customer called inconvenient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from overdue_cli.domain.contact.consents.agreed_hours import (
    asked_for_since,
    is_agreed_hour,
    next_agreed_hour,
    next_asked_for,
)
from overdue_cli.domain.contact.consents.named_times import is_named, is_now
from overdue_cli.domain.contact.own_hours import with_own_hours
from overdue_cli.domain.contact.rules import Hours, InconvenientTimes, Objection, WeekHours
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.holidays import is_public_holiday
from overdue_cli.domain.ladder.case import PLACE_TEXTS, Preference

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: How many days ahead an opening is looked for.
_AHEAD = 40
_ROUNDS = 100
_ONE_DAY = timedelta(days=1)

NextOpen = Callable[[datetime, tzinfo], datetime | None]


def outside_hours(spec: Hours, proposed: ProposedContact) -> Objection | None:
    """The objection to a contact outside the hours, or on a closed day, in any of the zones."""
    if spec.place and proposed.question.place != spec.place:
        return None
    spec = with_own_hours(spec, proposed)
    shut = [zone for zone in proposed.zones if not _is_inside(spec, proposed.at, zone)]
    if not shut or (spec.unless_consent and is_agreed_hour(spec, proposed)):
        return None
    until = first_open(proposed.at, proposed.zones, lambda at, zone: _next_open(spec, at, zone))
    if spec.unless_consent:
        until = _sooner(until, next_agreed_hour(spec, proposed))
    local = proposed.at.astimezone(shut[0])
    return Objection(f"{_clock(local)} in {shut[0]} is outside {hours_text(spec)}", until)


def _sooner(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)


def first_open(at: datetime, zones: Sequence[tzinfo], next_open: NextOpen) -> datetime | None:
    """The first moment from ``at`` on that is open in every zone; None when none comes."""
    for _ in range(_ROUNDS):
        later = [next_open(at, zone) for zone in zones]
        known = [moment for moment in later if moment is not None]
        if len(known) < len(later):
            return None
        latest = max(known)
        if latest == at:
            return at
        at = latest
    return None


def _is_inside(spec: Hours, at: datetime, zone: tzinfo) -> bool:
    local = at.astimezone(zone)
    return any(span.holds(local.time()) for span in _spans_on(spec, local.date()))


def _spans_on(spec: Hours, day: date) -> list[WeekHours]:
    spans = [span for span in spec.spans if day.weekday() in span.days]
    return [] if spans and spec.holidays and _is_closed(spec, day) else spans


def _is_closed(spec: Hours, day: date) -> bool:
    first, last = spec.closed_years
    if first <= day.year <= last:
        return day in spec.closed
    return is_public_holiday(spec.holidays, day)


def _next_open(spec: Hours, at: datetime, zone: tzinfo) -> datetime | None:
    local = at.astimezone(zone)
    for ahead in range(_AHEAD):
        day = local.date() + ahead * _ONE_DAY
        for span in sorted(_spans_on(spec, day), key=lambda span: span.opens):
            closes = datetime.combine(day, span.closes, zone)
            if at < closes or (span.end_inside and at == closes):
                return max(at, datetime.combine(day, span.opens, zone))
    return None


def inconvenient(_spec: InconvenientTimes, proposed: ProposedContact) -> Objection | None:
    """The objection to a time that the person called inconvenient, in any of the zones.

    One reply by the same medium is allowed while the time lasts in which a message came. Who asked
    for the time later on, by a consent that names it or for a call-back, wants it.
    """
    preferences = [
        preference
        for preference in proposed.standing("inconvenient")
        if proposed.is_meant(preference)
    ]
    hit = next(
        (preference for preference in preferences if is_now(preference, proposed)),
        None,
    )
    if hit is None or _is_reply(hit, proposed) or asked_for_since(proposed, hit.at):
        return None
    until = first_open(
        proposed.at, proposed.zones, lambda at, zone: _next_welcome(preferences, at, zone)
    )
    until = _sooner(until, next_asked_for(proposed, hit.at))
    return Objection(f"the customer does not want it {preference_text(hit)}", until)


def _is_reply(preference: Preference, proposed: ProposedContact) -> bool:
    """Whether the customer wrote in this same stretch of time, and nothing was answered yet."""
    if preference.place:
        return proposed.answers_here(preference.at)
    if proposed.question.channel not in ("sms", "email", "chat"):
        return False
    since = proposed.start_of(proposed.day)
    if preference.from_time is not None and preference.to_time is not None:
        since = datetime.combine(proposed.day, preference.from_time, proposed.zones[0])
    return proposed.answers(since)


def _next_welcome(
    preferences: Sequence[Preference], at: datetime, zone: tzinfo
) -> datetime | None:
    """The first moment from ``at`` on that none of the preferences names."""
    moment = at
    for _ in range(_ROUNDS):
        local = moment.astimezone(zone)
        hit = next(
            (
                preference
                for preference in preferences
                if _still(preference, local) and is_named(preference, local)
            ),
            None,
        )
        if hit is None:
            return moment
        moment = _end_of(hit, local)
    return None


def _still(preference: Preference, local: datetime) -> bool:
    ended = preference.ended_at is not None and preference.ended_at <= local
    return not ended and (preference.until_on is None or local.date() <= preference.until_on)


def _end_of(preference: Preference, local: datetime) -> datetime:
    """The moment at which the stretch of a wish that holds now is over."""
    closes, opens = preference.to_time, preference.from_time or time.min
    day = local.date()
    if closes is None:
        return datetime.combine(day + _ONE_DAY, time.min, local.tzinfo)
    after_midnight = closes <= opens and local.time() >= opens
    return datetime.combine(day + _ONE_DAY if after_midnight else day, closes, local.tzinfo)


def days_text(days: frozenset[int]) -> str:
    """Days of the week as people write them.

    >>> days_text(frozenset(range(6))), days_text(frozenset({0, 2})), days_text(frozenset({5, 6}))
    ('mon-sat', 'mon, wed', 'sat-sun')
    """
    run = sorted(days)
    if len(run) > 1 and run == list(range(run[0], run[-1] + 1)):
        return f"{DAY_NAMES[run[0]]}-{DAY_NAMES[run[-1]]}"
    return ", ".join(DAY_NAMES[day] for day in run)


def hours_text(spec: Hours) -> str:
    """The hours in words, such as ``08:00-21:00 mon-sat, no public holidays``.

    >>> every = frozenset(range(7))
    >>> hours_text(Hours((WeekHours(every, time(8), time(22), end_inside=False),)))
    '08:00 to before 22:00'
    """
    parts = []
    for span in spec.spans:
        days = "" if len(span.days) == 7 else f" {days_text(span.days)}"
        until = "-" if span.end_inside else " to before "
        parts.append(f"{span.opens:%H:%M}{until}{span.closes:%H:%M}{days}")
    return ", ".join(parts) + (", no public holidays" if spec.holidays else "")


def zones_text(at: datetime, zones: Sequence[tzinfo]) -> str:
    """The time of day in each zone, such as ``09:30 Asia/Shanghai``."""
    return ", ".join(f"{at.astimezone(zone):%H:%M} {zone}" for zone in zones)


def preference_text(preference: Preference) -> str:
    """When and where a preference holds, in words."""
    days = (
        "on any day" if len(preference.weekdays) == 7 else f"on {days_text(preference.weekdays)}"
    )
    place = f"{PLACE_TEXTS[preference.place]} " if preference.place else ""
    if preference.from_time is None and preference.to_time is None:
        return place.strip() if place and len(preference.weekdays) == 7 else place + days
    closes = f"{preference.to_time:%H:%M}" if preference.to_time else "24:00"
    return f"{place}{days} {preference.from_time or time.min:%H:%M}-{closes}"


def _clock(local: datetime) -> str:
    return f"{local:%H:%M} on {DAY_NAMES[local.weekday()]} {local:%Y-%m-%d}"
