"""Classes of risk by lateness: five categories, M0–M7, IFRS 9 stages, SMA/NPA, FFIEC, MBA, OTS.

A classification is data: names with thresholds over a count, overrides by flag, and a rule of
cure. The data stand in the policy pack; these functions only read them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from overdue_cli.domain.loan.day_count import step
from overdue_cli.domain.loan.lateness import ONE_DAY

CountUnit = Literal["days", "missed_mba", "missed_ots"]


class Level(NamedTuple):
    """One class; a loan is in it from ``least`` units on (days late, months missed)."""

    name: str
    least: int


@dataclass(frozen=True, slots=True)
class Cure:
    """When a worse class is left again.

    ``follows`` the count at once; or only when the arrears are ``paid`` in full, and then after
    so many days, months and instalments on time.
    """

    kind: Literal["follows", "paid"] = "follows"
    days: int = 0
    months: int = 0
    periods: int = 0


@dataclass(frozen=True, slots=True)
class Classification:
    """Classes from best to worst, what is counted, what overrides, and how a loan is cured.

    ``at_least`` names the class a flag puts a loan in, at best. ``ages`` are the sub-classes of
    the worst class by months spent in it.
    """

    levels: tuple[Level, ...]
    unit: CountUnit = "days"
    at_least: tuple[tuple[str, str], ...] = ()
    cure: Cure = Cure()
    ages: tuple[Level, ...] = ()


def level_of(scheme: Classification, count: int, flags: Collection[str] = ()) -> int:
    """Place of the class for a count of units and flags; 0 is the best one.

    >>> cn = Classification((Level("正常", 0), Level("关注", 1), Level("次级", 91)),
    ...                     at_least=(("restructured", "关注"),))
    >>> level_of(cn, 90), level_of(cn, 91), level_of(cn, 0, {"restructured"})
    (1, 2, 1)
    """
    by_count = max((place for place, level in enumerate(scheme.levels) if count >= level.least))
    names = [level.name for level in scheme.levels]
    floors = [names.index(name) for flag, name in scheme.at_least if flag in flags]
    return max([by_count, *floors])


def class_name(scheme: Classification, count: int, flags: Collection[str] = ()) -> str:
    """Name of the class for a count of units and flags, without memory of the past.

    >>> class_name(Classification((Level("M0", 0), Level("M1", 1), Level("M2", 31))), 31)
    'M2'
    """
    return scheme.levels[level_of(scheme, count, flags)].name


def missed_months(
    oldest_due_on: date | None, as_of: date, unit: CountUnit, due_day: int = 0
) -> int:
    """Monthly instalments missed: MBA counts one from the day before the next due date, OTS on it.

    ``due_day`` is the day of the month that the plan falls due on in months long enough; an
    instalment due on the last day of a shorter one is followed by that day.

    >>> due = date(2024, 4, 1)
    >>> [missed_months(due, date(2024, 5, 31), unit) for unit in ("missed_mba", "missed_ots")]
    [2, 1]
    >>> [missed_months(date(2024, 2, 29), date(2024, 3, n), "missed_ots", 31) for n in (30, 31)]
    [0, 1]
    """
    if oldest_due_on is None:
        return 0
    reached = as_of + ONE_DAY if unit == "missed_mba" else as_of
    is_last = (oldest_due_on + ONE_DAY).day == 1
    day = max(due_day, oldest_due_on.day) if is_last else oldest_due_on.day
    # Stepped from a month of 31 days before it, so that each month is clamped for itself.
    first = oldest_due_on.replace(month=1, day=day)
    months = oldest_due_on.month - 1
    count = 0
    while step(first, months + count + 1, "months") <= reached:
        count += 1
    return count


class Flag(NamedTuple):
    """A mark of a loan, its customer or its product, and the days on which it holds.

    ``until`` is the first day on which it no longer does. ``grace_until`` is the day on which the
    grace period of a restructuring ends.
    """

    name: str
    since: date | None = None
    until: date | None = None
    grace_until: date | None = None

    @property
    def is_dated(self) -> bool:
        """Whether it has a beginning; one without holds on every day."""
        return self.since is not None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day.

        >>> flag = Flag("unlikely_to_pay", date(2024, 3, 1), date(2024, 5, 1))
        >>> [flag.holds_on(date(2024, month, 1)) for month in (2, 3, 4, 5)]
        [False, True, True, False]
        """
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


class Stretch(NamedTuple):
    """From a day on, the class the count alone would give."""

    day: date
    level: int


def with_cure(
    scheme: Classification,
    stretches: Sequence[Stretch],
    as_of: date,
    due_dates: Iterable[date] = (),
) -> int:
    """Place of the class on a day when a worse one is only left by the rule of cure.

    >>> npa = Classification((Level("standard", 0), Level("SMA", 1), Level("NPA", 91)),
    ...                      cure=Cure("paid"))
    >>> past = [Stretch(date(2024, 6, 1), 2), Stretch(date(2024, 7, 1), 1)]
    >>> with_cure(npa, past, date(2024, 7, 5))
    2
    >>> with_cure(npa, [*past, Stretch(date(2024, 8, 1), 0)], date(2024, 8, 1))
    0
    """
    dues = sorted(due_dates)
    held = 0
    known = [stretch for stretch in stretches if stretch.day <= as_of]
    if not known:
        return 0
    ends = [*(stretch.day - ONE_DAY for stretch in known[1:]), as_of]
    for stretch, end in zip(known, ends, strict=True):
        if scheme.cure.kind == "follows" or stretch.level >= held:
            held = stretch.level
        elif stretch.level == 0 and _is_cured(scheme.cure, stretch.day, end, dues):
            held = 0
    return held


def _is_cured(cure: Cure, clean_on: date, day: date, dues: Sequence[date]) -> bool:
    if (day - clean_on).days < cure.days:
        return False
    if step(clean_on, cure.months, "months") > day:
        return False
    return sum(clean_on <= due_on < day for due_on in dues) >= cure.periods


def probation_end(flag: Flag, months: int, relapses: Iterable[date]) -> date:
    """The first day after the probation that a dated flag begins.

    So many months from the latest of its beginning, the end of its grace period, and any relapse
    before the months are over.

    >>> measure = Flag("restructuring_loss", date(2024, 1, 10), grace_until=date(2024, 4, 10))
    >>> str(probation_end(measure, 12, []))
    '2025-04-10'
    >>> str(probation_end(measure, 12, [date(2025, 2, 1), date(2026, 3, 1)]))
    '2026-02-01'
    """
    assert flag.since is not None
    end = step(max(flag.since, flag.grace_until or flag.since), months, "months")
    for day in sorted(relapses):
        if flag.since < day < end:
            end = max(end, step(day, months, "months"))
    return min(end, flag.until) if flag.until else end


def aged_class(scheme: Classification, since: date, as_of: date) -> str:
    """Sub-class of the worst class by whole months spent in it (doubtful 1, 2, 3 of the RBI).

    >>> npa = Classification((Level("NPA", 91),), ages=(Level("substandard", 0), Level("D1", 12)))
    >>> aged_class(npa, date(2024, 1, 1), date(2025, 1, 1))
    'D1'
    """
    name = scheme.levels[-1].name
    for age in scheme.ages:
        if step(since, age.least, "months") <= as_of:
            name = age.name
    return name


def contagion(levels: Iterable[int]) -> int:
    """The class of every loan of a customer when one loan pulls the others with it: the worst."""
    return max(levels, default=0)


class AtRisk(NamedTuple):
    """Portfolio at risk: principal of late loans, gross principal, minor units."""

    at_risk: int
    gross: int

    @property
    def ratio(self) -> Fraction:
        """At risk over gross, exact; 0 for an empty portfolio."""
        return Fraction(self.at_risk, self.gross) if self.gross else Fraction(0)


def portfolio_at_risk(loans: Iterable[tuple[int, int]], over_days: int) -> AtRisk:
    """PAR: whole outstanding principal of loans more than so many days late, and the gross.

    >>> portfolio_at_risk([(100, 31), (200, 30), (100, 0)], 30).ratio
    Fraction(1, 4)
    """
    at_risk = gross = 0
    for principal, days in loans:
        gross += principal
        at_risk += principal if days > over_days else 0
    return AtRisk(at_risk, gross)
