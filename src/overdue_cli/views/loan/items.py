"""Open items as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.items import AgedItem
from overdue_cli.views.amounts import amounts_of

COLUMNS = (
    Column("customer_id", "customer"),
    Column("name", "name", rank=2),
    Column("loan_id", "loan"),
    Column("seq", "#", "right", rank=3),
    Column("due_on", "due"),
    Column("days", "days", "right"),
    Column("bucket", "bucket", rank=1),
    Column("currency", "currency"),
    Column("amount", "amount", "right"),
    Column("principal", "principal", "right", rank=4),
    Column("interest", "interest", "right", rank=4),
    Column("fee", "fee", "right", rank=5),
    Column("penalty", "penalty", "right", rank=5),
)


def items_document(
    items: Iterable[AgedItem], *, as_of: date, settings: Mapping[str, Any]
) -> Document:
    """Open items, one a row; ``settings`` are those of the policy in force."""
    totals = ("amount", "principal", "interest", "fee", "penalty")
    return Document(
        title="Open items",
        as_of=as_of,
        settings=settings,
        sections=(Section("rows", COLUMNS, _rows(items), totals=totals),),
        main="rows",
        empty="Nothing is open.",
    )


def _rows(items: Iterable[AgedItem]) -> Iterator[dict[str, Any]]:
    for item in items:
        parts = ("amount", "principal", "interest", "fee", "penalty")
        yield item._asdict() | amounts_of(item, item.currency, *parts)
