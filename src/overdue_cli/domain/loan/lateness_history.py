"""Lateness over time: changes of bucket with day and cause, and the materiality counter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from overdue_cli.domain.loan.buckets import Bucket, bucket_name, buckets
from overdue_cli.domain.loan.lateness import ONE_DAY
from overdue_cli.domain.loan.loan import Loan, Position
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.replay import Walk


class BucketChange(NamedTuple):
    """A loan entering another bucket; '' stands for not late. ``cause`` says what moved it."""

    day: date
    before: str
    after: str
    delinquent_days: int
    cause: str


def history(loan: Loan, as_of: date, edges: Sequence[int]) -> list[BucketChange]:
    """Every change of bucket of a loan up to a day, by its delinquent days (edges inclusive).

    >>> from overdue_cli.domain.loan.loan import Entry, Instalment
    >>> plan = (Instalment(1, date(2024, 1, 31), 100_00),)
    >>> loan = Loan("L", "CNY", None, plan, (Entry(1, "repayment", date(2024, 3, 5), 100_00),))
    >>> [(c.day.isoformat(), c.after, c.cause) for c in history(loan, date(2024, 4, 1), (30,))]
    [('2024-02-01', '1-30', 'due'), ('2024-03-02', '31+', 'time'), ('2024-03-05', '', 'repayment')]
    """
    changes: list[BucketChange] = []
    before = ""
    ranges = buckets(edges)
    for p in _turning_points(loan, as_of, ranges):
        after = bucket_name(p.delinquent_days, ranges)
        if after != before:
            cause = _cause(loan, p, late_before=bool(before))
            changes.append(BucketChange(p.as_of, before, after, p.delinquent_days, cause))
        before = after
    return changes


def _turning_points(loan: Loan, as_of: date, ranges: Sequence[Bucket]) -> Iterator[Position]:
    """Positions on the days on which the bucket can change, oldest first."""
    starts = [bucket.from_days for bucket in ranges]
    day, walk = _first_day(loan), Walk(loan)
    while day <= as_of:
        p = position(loan, day, detail=False, walk=walk)
        yield p
        day = p.valid_until
        if p.delinquent_on is not None:
            ahead = [start for start in starts if start > p.delinquent_days]
            if ahead:
                day = min(day, p.delinquent_on + timedelta(days=ahead[0]))


def _first_day(loan: Loan) -> date:
    days = [i.due_on for i in loan.plan] + [e.value_on for e in loan.entries]
    days += [e.due_on for e in loan.entries if e.due_on is not None]
    return max(min(days, default=date.max), loan.exists_on or date.min)


def _cause(loan: Loan, p: Position, *, late_before: bool) -> str:
    kinds = [entry.kind for entry in loan.entries if entry.value_on == p.as_of]
    if kinds:
        return kinds[-1]
    if not late_before or not p.delinquent_days:
        return "due"
    return "time"


class Materiality(NamedTuple):
    """Thresholds that arrears must exceed, both: an amount, and a part of the exposure."""

    amount: int
    part: Fraction


#: EBA definition of default, retail: EUR 100 and 1 % (Delegated Regulation (EU) 2018/171).
EBA_RETAIL = Materiality(100_00, Fraction(1, 100))


def is_material(arrears: int, exposure: int, threshold: Materiality) -> bool:
    """Whether arrears in minor units exceed both thresholds.

    >>> is_material(120_00, 15000_00, EBA_RETAIL), is_material(160_00, 15000_00, EBA_RETAIL)
    (False, True)
    """
    return arrears > threshold.amount and arrears > threshold.part * exposure


def material_days(loans: Sequence[Loan], as_of: date, threshold: Materiality) -> int:
    """Consecutive days up to ``as_of`` on which arrears of all the loans were material (EBA).

    Falling below either threshold for one day sets the counter back to nothing.
    """
    first: date | None = None
    day = as_of
    while True:
        positions = [position(loan, day, detail=False) for loan in loans]
        arrears = sum(p.overdue.total for p in positions)
        exposure = sum(p.outstanding.total for p in positions)
        if not is_material(arrears, exposure, threshold):
            break
        first = max((p.valid_from for p in positions), default=day)
        if first == date.min:
            break
        day = first - ONE_DAY
    return (as_of - first).days + 1 if first is not None else 0
