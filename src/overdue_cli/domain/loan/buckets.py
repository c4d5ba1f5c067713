"""Ageing buckets: ranges of days late, by the edges of the policy or the command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from overdue_cli.domain.errors import WrongUse

#: What stands in place of a bucket for a loan that is not late.
CURRENT = "current"


class Bucket(NamedTuple):
    """A range of days late, edges inclusive; ``to_days`` is None for the last, open one."""

    name: str
    from_days: int
    to_days: int | None

    def holds(self, days: int) -> bool:
        """Whether so many days late lie in this range."""
        return self.from_days <= days and (self.to_days is None or days <= self.to_days)


#: Days of the latest edge: more than two centuries.
LAST_EDGE = 99_999


def buckets(edges: Sequence[int]) -> tuple[Bucket, ...]:
    """The buckets between edges, which are inclusive: a range of one day has one number.

    Errors: WrongUse for edges that are no positive days in rising order, or beyond ``LAST_EDGE``.

    >>> [bucket.name for bucket in buckets((1, 30, 60))]
    ['1', '2-30', '31-60', '61+']
    """
    if list(edges) != sorted(set(edges)) or any(edge < 1 for edge in edges):
        raise WrongUse(
            f"bucket edges {','.join(map(str, edges))} do not rise from 1",
            hint="Write them as --buckets 30,60,90.",
        )
    if edges and edges[-1] > LAST_EDGE:
        raise WrongUse(
            f"a bucket ends after {edges[-1]} days", hint=f"Let the last end at {LAST_EDGE} days."
        )
    starts = [1, *(edge + 1 for edge in edges)]
    ends = [*edges, None]
    return tuple(Bucket(_name(*days), *days) for days in zip(starts, ends, strict=True))


def _name(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return f"{low}-{high}" if low < high else f"{low}"


def bucket_name(days: int, ranges: Iterable[Bucket]) -> str:
    """The name of the bucket that holds so many days late; '' when not late.

    >>> [bucket_name(days, buckets((30, 60))) for days in (0, 1, 30, 31, 61)]
    ['', '1-30', '1-30', '31-60', '61+']
    """
    return next((bucket.name for bucket in ranges if bucket.holds(days)), "")
