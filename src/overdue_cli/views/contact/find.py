"""Customers and loans that a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document
from overdue_cli.reports.contact.find import SearchHit
from overdue_cli.views.columns import one_table

COLUMNS = (
    Column("customer_id", "customer"),
    Column("name", "name"),
    Column("phone", "phone", rank=1),
    Column("email", "e-mail", rank=4),
    Column("loan_id", "loan"),
    Column("currency", "currency", rank=3),
    Column("status", "status", rank=2),
    Column("delinquent_days", "days", "right"),
    Column("overdue", "overdue", "right"),
    Column("outstanding", "outstanding", "right", rank=3),
)


def find_document(
    text: str, rows: Iterable[SearchHit], *, as_of: date, settings: Mapping[str, Any]
) -> Document:
    """What was found for a text."""
    return one_table(
        f"Find: {text}",
        COLUMNS,
        [_cells(row) for row in rows],
        as_of=as_of,
        settings=settings,
        empty=f"Nothing found for '{text}'.",
    )


def _cells(row: SearchHit) -> dict[str, Any]:
    return {
        **row._asdict(),
        "overdue": _money(row.overdue, row.currency),
        "outstanding": _money(row.outstanding, row.currency),
    }


def _money(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None or currency is None else Money(minor, currency)
