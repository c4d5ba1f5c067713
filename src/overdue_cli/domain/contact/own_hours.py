"""The customer's own hours at work, where they are known, in the place of those of a rule."""

from __future__ import annotations

from datetime import time

from overdue_cli.domain.contact.rules import Hours, WeekHours
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import Preference

#: A day's last minute: hours lie within one day.
_DAY_END = time(23, 59, 59, 999999)


def with_own_hours(spec: Hours, proposed: ProposedContact) -> Hours:
    """The hours with the customer's own in their place, where the rule wants them and has them.

    Who works over midnight has two stretches: up to midnight, and from midnight on.
    """
    if not spec.own_hours:
        return spec
    own = [
        span
        for preference in proposed.standing("work_hours")
        if proposed.is_meant(preference)
        for span in _spans(preference)
    ]
    return spec._replace(spans=tuple(own)) if own else spec


def _spans(preference: Preference) -> list[WeekHours]:
    opens = preference.from_time or time.min
    closes = preference.to_time or _DAY_END
    if opens < closes:
        return [WeekHours(preference.weekdays, opens, closes)]
    mornings = frozenset((day + 1) % 7 for day in preference.weekdays)
    before = WeekHours(preference.weekdays, opens, _DAY_END)
    return [before, WeekHours(mornings, time.min, closes)]
