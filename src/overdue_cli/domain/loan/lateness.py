"""How late: paused days, buckets, and the names of buckets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

Pauses = Sequence[tuple[date, date]]
Bucket = tuple[str, int, int | None]

ONE_DAY = timedelta(days=1)


def merged_pauses(pauses: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same paused days as half-open ranges in order, none overlapping another.

    >>> d = date
    >>> merged_pauses([(d(2024, 1, 5), d(2024, 1, 9)), (d(2024, 1, 1), d(2024, 1, 6))])
    [(datetime.date(2024, 1, 1), datetime.date(2024, 1, 9))]
    """
    merged: list[tuple[date, date]] = []
    for start, end in sorted(p for p in pauses if p[0] < p[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def paused_days(pauses: Pauses, start: date, end: date) -> int:
    """Days of the half-open range [start, end) that lie in a pause; pauses may overlap.

    >>> paused_days([(date(2023, 10, 16), date(2023, 10, 25))], date(2023, 10, 16), date.max)
    9
    """
    total = 0
    for pause_start, pause_end in merged_pauses(pauses):
        days = (min(pause_end, end) - max(pause_start, start)).days
        total += max(0, days)
    return total


def buckets(edges: Sequence[int]) -> list[Bucket]:
    """Ageing buckets as (label, from, to) in days late, edges inclusive, the last one open.

    >>> buckets((30, 60))
    [('1-30', 1, 30), ('31-60', 31, 60), ('61+', 61, None)]
    """
    if any(later <= earlier for earlier, later in zip((0, *edges), edges, strict=False)):
        raise ValueError("edges: must be positive days in rising order")
    starts = [1, *(edge + 1 for edge in edges)]
    closed: list[Bucket] = [
        (f"{start}-{end}" if start < end else f"{end}", start, end)
        for start, end in zip(starts, edges, strict=False)
    ]
    return [*closed, (f"{starts[-1]}+", starts[-1], None)]


def bucket_label(days: int, edges: Sequence[int]) -> str:
    """The label of the bucket that holds so many days late; '' when not late.

    >>> [bucket_label(n, (30, 60, 90)) for n in (0, 1, 30, 31, 91)]
    ['', '1-30', '1-30', '31-60', '91+']
    """
    if days <= 0:
        return ""
    for label, start, end in buckets(edges):
        if days >= start and (end is None or days <= end):
            return label
    raise AssertionError("the last bucket is open")
