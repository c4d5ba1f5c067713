"""Notices of a policy and the periods they start: from ``[notice.NAME]`` to domain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from overdue_cli.domain.contact.notice_periods import NoticePeriod


def notices_of(tables: Mapping[str, Any]) -> dict[str, NoticePeriod | None]:
    """Every notice by its name, with its period; None where it starts none.

    >>> period = {"receipt_days": 5, "period_days": 30}
    >>> found = notices_of({"notice": {"demand": {}, "validation": period}})
    >>> found["demand"], found["validation"].period_days
    (None, 30)
    """
    calendar = tables.get("contact", {}).get("calendar", "")
    return {name: _period(row, calendar) for name, row in tables.get("notice", {}).items()}


def _period(row: Mapping[str, Any], calendar: str) -> NoticePeriod | None:
    if "receipt_days" not in row or "period_days" not in row:
        return None
    return NoticePeriod(
        row["receipt_days"],
        row["period_days"],
        row.get("business_days", True),
        row.get("calendar", calendar),
    )


class NoticeLine(NamedTuple):
    """One thing that a notice must say, or what period it starts."""

    notice: str
    title: str
    item: int | None
    """The number of the thing in the notice's list."""
    says: str
    source: str


def notice_lines(tables: Mapping[str, Any]) -> Iterator[NoticeLine]:
    """What each notice must say, a line for each thing, then the period that it starts.

    >>> rows = {"notice": {"first": {"title": "first letter", "says": ["name", "ground"]}}}
    >>> [(line.item, line.says) for line in notice_lines(rows)]
    [(1, 'name'), (2, 'ground')]
    """
    periods = notices_of(tables)
    for name, row in tables.get("notice", {}).items():
        title, source = row.get("title", ""), row.get("source", "")
        for item, says in enumerate(row.get("says", ()), start=1):
            yield NoticeLine(name, title, item, says, source)
        if periods[name] or not row.get("says"):
            yield NoticeLine(name, title, None, _period_text(periods[name]), source)


def _period_text(period: NoticePeriod | None) -> str:
    if period is None:
        return ""
    days = "business days" if period.business_days else "days"
    return (
        f"taken to have arrived {period.receipt_days} {days} after it was sent; "
        f"its period ends {period.period_days} days later"
    )
