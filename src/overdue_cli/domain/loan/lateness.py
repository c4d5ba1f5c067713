"""How late: days that are paused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

Pauses = Sequence[tuple[date, date]]

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
