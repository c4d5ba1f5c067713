"""How the class of loans that are judged as one moved, from all that came before a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from overdue_cli.domain.loan.classes import (
    Flag,
    Stretch,
    contagion,
    level_of,
    probation_end,
    with_cure,
)
from overdue_cli.domain.loan.lateness import ONE_DAY
from overdue_cli.domain.loan.lateness_history import history, is_material
from overdue_cli.domain.loan.loan import Loan
from overdue_cli.domain.loan.position import position
from overdue_cli.policies.loan.classes import (
    BY_FLAG,
    Scheme,
)

#: A loan with its flags.
Member = tuple[Loan, tuple[Flag, ...]]


class Held(NamedTuple):
    """The class that the past gives: its place, and since when in the divided class."""

    place: int
    since: date | None = None


class Probation(NamedTuple):
    """From a day on and before another, at best this class: what a flag with months asks for."""

    since: date
    end: date
    place: int


class Course(NamedTuple):
    """How the class of loans that are judged as one moved: by count and flag, and what lasts."""

    stretches: Sequence[Stretch]
    probations: Sequence[Probation]
    dues: Sequence[date]

    def place_on(self, scheme: Scheme, day: date) -> int:
        """Place of the class on a day: by the count, unless a worse one has not been left."""
        held = with_cure(scheme.rule, self.stretches, day, self.dues)
        place = held if held >= scheme.cured_from else _level_on(self.stretches, day)
        lasting = (one.place for one in self.probations if one.since <= day < one.end)
        return max([place, *lasting])


def held_since(scheme: Scheme, members: Sequence[Member], as_of: date) -> Held:
    """The class on a day of loans that are judged as one, from all that came before."""
    course = _course(scheme, members, as_of)
    place = course.place_on(scheme, as_of)
    if scheme.aged_place < 0 or place != scheme.aged_place:
        return Held(place)
    if any(not flag.is_dated for _, flags in members for flag in flags):
        # Such a flag tells no day: the rest says since when.
        bare = [(loan, tuple(f for f in flags if f.is_dated)) for loan, flags in members]
        course = _course(scheme, bare, as_of)
    return Held(place, _since(scheme, course, as_of))


def _course(scheme: Scheme, members: Sequence[Member], as_of: date) -> Course:
    dues = [i.due_on for loan, _ in members for i in loan.plan]
    dated = [flag for _, flags in members for flag in flags if flag.is_dated]
    courses = [*_stretches(scheme, members, as_of), *_by_flags(scheme, dated)]
    stretches = merged(courses)
    return Course(stretches, _probations(scheme, dated, stretches), dues)


def _by_flags(scheme: Scheme, dated: Sequence[Flag]) -> Iterator[list[Stretch]]:
    """The class that each flag asks for from its first day to its last."""
    for flag in dated:
        trigger = scheme.trigger_of(flag.name)
        if trigger and not trigger.months and flag.since:
            level = _level(scheme, 0, frozenset({flag.name}))
            ends = [Stretch(flag.until, 0)] if flag.until else []
            yield [Stretch(date.min, 0), Stretch(flag.since, level), *ends]


def _probations(
    scheme: Scheme, dated: Sequence[Flag], stretches: Sequence[Stretch]
) -> list[Probation]:
    """What flags with months ask for; whoever falls back into the class begins them anew."""
    found = []
    for flag in dated:
        trigger = scheme.trigger_of(flag.name)
        if trigger and trigger.months and flag.since:
            place = _level(scheme, 0, frozenset({flag.name}))
            end = probation_end(flag, trigger.months, _entries(stretches, place))
            found.append(Probation(flag.since, end, place))
    return found


def _entries(stretches: Sequence[Stretch], place: int) -> Iterator[date]:
    """The days on which the class by count and flag became this one or a worse one."""
    for before, after in pairwise(stretches):
        if before.level < place <= after.level:
            yield after.day


def _stretches(scheme: Scheme, members: Sequence[Member], as_of: date) -> Iterator[list[Stretch]]:
    """How the class by count moved: of each loan, or of each currency's exposure."""
    if not scheme.counts_material:
        for loan, flags in members:
            yield _by_days(scheme, loan, _always(flags), as_of)
        return
    always = frozenset[str]().union(*(_always(flags) for _, flags in members))
    for currency in sorted({loan.currency for loan, _ in members}):
        same = [loan for loan, _ in members if loan.currency == currency]
        yield _by_material_days(scheme, same, always, as_of)


def _always(flags: Sequence[Flag]) -> frozenset[str]:
    """The names of those that hold on every day."""
    return frozenset(flag.name for flag in flags if not flag.is_dated)


def _by_days(scheme: Scheme, loan: Loan, flags: frozenset[str], as_of: date) -> list[Stretch]:
    edges = [level.least - 1 for level in scheme.rule.levels if 1 < level.least < BY_FLAG]
    before = Stretch(date.min, _level(scheme, 0, flags))
    return [before] + [
        Stretch(change.day, _level(scheme, change.delinquent_days, flags))
        for change in history(loan, as_of, edges)
    ]


def _level(scheme: Scheme, count: int, flags: frozenset[str]) -> int:
    """The class of a count and flags; of loans judged as one, what each gives to the others."""
    level = level_of(scheme.rule, count, flags)
    return min(level, scheme.contagion.place) if scheme.contagion.together else level


def _by_material_days(
    scheme: Scheme, same: Sequence[Loan], flags: frozenset[str], as_of: date
) -> list[Stretch]:
    stretches = [Stretch(date.min, _level(scheme, 0, flags))]
    for start, end in _material_days(scheme, same, as_of):
        for level in scheme.rule.levels[1:]:
            day = start + timedelta(days=level.least - 1) if level.least < BY_FLAG else end
            if day < end:
                stretches.append(Stretch(day, _level(scheme, level.least, flags)))
        if end <= as_of:
            stretches.append(Stretch(end, _level(scheme, 0, flags)))
    return stretches


def _material_days(
    scheme: Scheme, same: Sequence[Loan], as_of: date
) -> Iterator[tuple[date, date]]:
    """Half-open ranges of days on which arrears were material, the last one open."""
    threshold = scheme.threshold(same[0].currency)
    day = min((d for loan in same for d in days_of_change(loan)), default=date.max)
    since: date | None = None
    while day <= as_of:
        positions = [position(loan, day, detail=False) for loan in same]
        arrears = sum(p.overdue.total for p in positions)
        exposure = sum(p.outstanding.total for p in positions)
        material = is_material(arrears, exposure, threshold)
        if material and since is None:
            since = day
        elif not material and since is not None:
            yield since, day
            since = None
        day = min(p.valid_until for p in positions)
    if since is not None:
        yield since, date.max


def days_of_change(loan: Loan) -> Iterator[date]:
    """The days on which something of a loan falls due or moves."""
    for instalment in loan.plan:
        yield instalment.due_on
    for entry in loan.entries:
        yield entry.due_on or entry.value_on


def merged(courses: Iterable[Sequence[Stretch]]) -> list[Stretch]:
    """The worst of several courses of classes on each day: loans that are judged as one.

    >>> d = date
    >>> one = [Stretch(d(2024, 1, 1), 2), Stretch(d(2024, 3, 1), 0)]
    >>> other = [Stretch(d(2024, 2, 1), 1)]
    >>> [(s.day.month, s.level) for s in merged([one, other])]
    [(1, 2), (3, 1)]
    """
    all_of = list(courses)
    if len(all_of) == 1:
        return list(all_of[0])
    stretches: list[Stretch] = []
    for day in sorted({stretch.day for course in all_of for stretch in course}):
        level = contagion(_level_on(course, day) for course in all_of)
        if not stretches or stretches[-1].level != level:
            stretches.append(Stretch(day, level))
    return stretches


def _level_on(course: Sequence[Stretch], day: date) -> int:
    return next((stretch.level for stretch in reversed(course) if stretch.day <= day), 0)


def _since(scheme: Scheme, course: Course, as_of: date) -> date | None:
    """The first day of the time in the divided class that still lasts."""
    days = {stretch.day for stretch in course.stretches}
    days |= {day for one in course.probations for day in (one.since, one.end)}
    edges = {day for day in days if day <= as_of}
    before = {day - ONE_DAY for day in edges if day > date.min}
    since: date | None = None
    for day in sorted(edges | before):
        if course.place_on(scheme, day) < scheme.aged_place:
            since = None
        elif since is None:
            since = day
    return since
