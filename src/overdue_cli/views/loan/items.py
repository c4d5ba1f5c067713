"""Open items as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from overdue_cli.domain.money import Money
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


GROUPS = (
    Column("currency", "currency"),
    Column("group", "group"),
    Column("items", "items", "right"),
    Column("amount", "amount", "right"),
)


def items_document(
    items: Iterable[AgedItem], *, as_of: date, settings: Mapping[str, Any], group: str = ""
) -> Document:
    """Open items, one a row, and their sums by group; ``settings`` are those of the policy."""
    totals = ("amount", "principal", "interest", "fee", "penalty")
    rows: Iterable[dict[str, Any]] = _rows(items)
    sections: tuple[Section, ...]
    if not group:
        sections = (Section("rows", COLUMNS, rows, totals=totals),)
    else:
        rows = list(rows)
        first = Column("group", group)
        columns = (first, *COLUMNS) if group != "customer" else COLUMNS
        sums = (GROUPS[0], first, *GROUPS[2:])
        sections = (
            Section("rows", columns, rows, totals=totals),
            Section("groups", sums, _sums(rows), f"By {group}", totals=("amount",)),
        )
    return Document(
        title="Open items" + (f" by {group}" if group else ""),
        as_of=as_of,
        settings=settings,
        sections=sections,
        main="rows",
        empty="Nothing is open.",
    )


def _rows(items: Iterable[AgedItem]) -> Iterator[dict[str, Any]]:
    for item in items:
        parts = ("amount", "principal", "interest", "fee", "penalty")
        yield item._asdict() | amounts_of(item, item.currency, *parts)


def _sums(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Items and amount of each currency and group."""
    sums: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        one = sums.setdefault((row["currency"], row["group"]), [0, 0])
        one[0] += 1
        one[1] += row["amount"].minor
    return [
        {"currency": code, "group": group, "items": items, "amount": Money(minor, code)}
        for (code, group), (items, minor) in sorted(sums.items())
    ]
