"""Which of the open steps a customer stands on: the three catch-up rules.

``next``: at most one step beyond the last one acted on. ``worst``: the furthest open step.
``worst_but_announce``: the same, but never to or past a step whose legal needs are not met.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.ladder.arrears import Arrears
from overdue_cli.domain.ladder.case import Contact
from overdue_cli.domain.ladder.evidence import Evidence, channels_of, is_attempt, notice_on
from overdue_cli.domain.ladder.ladder import Ladder, in_range
from overdue_cli.domain.ladder.steps_held_back import StepProgress


class Chosen(NamedTuple):
    """The step that a catch-up rule picks, and since when."""

    place: int | None
    since: date | None


def furthest(rows: Sequence[StepProgress], arrears: Arrears) -> int | None:
    """The furthest step whose trigger has fired; None on days that no step's range holds."""
    fired = [place for place, row in enumerate(rows) if row.fired(arrears.day)]
    if not fired:
        return None
    last = rows[fired[-1]].step
    ended = last.to_days is not None and last.anchor == "due_on" and arrears.days > last.to_days
    if ended and not any(in_range(row.step, arrears.days) for row in rows):
        return None
    return fired[-1]


def choose(
    ladder: Ladder,
    rows: Sequence[StepProgress],
    arrears: Arrears,
    evidence: Evidence,
    last: int | None,
    start: int | None = None,
) -> Chosen:
    """The step by the ladder's catch-up rule, from the place at which the case started."""
    if last is None:
        return Chosen(None, None)
    if ladder.catch_up == "next":
        return _next(rows, arrears.day, evidence, (start or 0) - 1)
    place = None
    for number, row in enumerate(rows):
        if not row.fired(arrears.day):
            continue
        if not row.missing:
            place = number
        elif ladder.catch_up == "worst_but_announce" and any(one.legal for one in row.missing):
            break
    return Chosen(place, rows[place].since if place is not None else None)


def _next(rows: Sequence[StepProgress], day: date, evidence: Evidence, reached: int) -> Chosen:
    """The step after the last one acted on, once it is open; else the last open one before it.

    ``reached`` is the place before the step that the case started from.
    """
    acted_on = date.min
    entered: dict[int, date] = {}
    for on, contact in evidence.contacts:
        place = _carried_out(rows, reached, contact, on, acted_on, evidence.day)
        if place is not None and place >= reached:
            entered.setdefault(place, max(acted_on, rows[place].since or on))
            reached, acted_on = place, on
    following = _after(rows, reached, day)
    if following is not None:
        row = rows[following]
        if row.fired(day) and not row.missing:
            return Chosen(following, max(acted_on, row.since or acted_on))
    for place in range(reached, -1, -1):
        if rows[place].fired(day) and not rows[place].missing:
            return Chosen(place, entered.get(place, rows[place].since))
    return Chosen(None, None)


def _carried_out(
    rows: Sequence[StepProgress],
    reached: int,
    contact: Contact,
    on: date,
    acted_on: date,
    day: date,
) -> int | None:
    """The place of the step that a contact carried out, seen from the last one acted on.

    One that names no step carries out the next open one if it uses that step's first channel,
    one step a day.
    """
    if contact.step:
        for place, row in enumerate(rows):
            if row.step.name == contact.step and notice_on(contact, day, row.step.counts_when):
                return place
        return None
    following = _after(rows, reached, on)
    if following is None or on <= acted_on or not is_attempt(contact, day):
        return None
    row = rows[following]
    own = channels_of(row.step.channels[:1])
    is_open = row.since is not None and not row.missing and row.since <= on
    return following if is_open and contact.channel in own else None


def _after(rows: Sequence[StepProgress], reached: int, day: date) -> int | None:
    """The next step that suits the customer: amounts fit, and it is not over with the due date."""
    for place in range(reached + 1, len(rows)):
        row = rows[place]
        if row.fits and not (row.step.is_ahead and not row.fired(day)):
            return place
    return None
