"""Notices of a policy and the periods they start: from ``[notice.NAME]`` to domain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
