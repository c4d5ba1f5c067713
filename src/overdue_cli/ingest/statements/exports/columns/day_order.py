"""The order of day, month and year in a list whose titles say its period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.values.dates import in_order, parts

_DAY = re.compile(r"(?<![\d.])(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2})(?![\d.])")


def order_in_period(titles: str, cells: Iterable[str]) -> str:
    """The one order in which all days lie between those of the titles; '' where none is alone.

    >>> order_in_period("01.06.2026 - 31.08.2026", ["13.08.26", "15.07.26"])
    'dmy'
    >>> order_in_period("01.06.2026 - 31.08.2026", ["06.07.26", "07.06.26"])
    'dmy'
    >>> order_in_period("created 31.08.2026", ["13.08.26"])
    ''
    """
    period = [day for text in _DAY.findall(titles) for day in _days(text).values()]
    if len(set(period)) < 2:
        return ""
    first, last = min(period), max(period)
    left: set[str] | None = None
    for text in cells:
        days = _days(text)
        if len(days) > 1:
            inside = {order for order, day in days.items() if first <= day <= last}
            left = inside if left is None else left & inside
            if not left:
                return ""
    return left.pop() if left is not None and len(left) == 1 else ""


def _days(text: str) -> dict[str, date]:
    """The day of a text in each order that it may be in."""
    try:
        day_parts = parts(text)
    except BadCell:
        return {}
    return dict(_in_orders(day_parts.numbers, day_parts.orders))


def _in_orders(numbers: tuple[int, int, int], orders: Iterable[str]) -> Iterator[tuple[str, date]]:
    for order in orders:
        try:
            yield order, in_order(numbers, order)
        except ValueError:
            continue
