"""Aged debt as a document, and why it does not tie, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from overdue_cli.domain.counted import counted
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.ageing import Ageing, AgeingRow, CurrencyAgeing
from overdue_cli.views.amounts import amounts_of

if TYPE_CHECKING:
    from overdue_cli.reports.loan.classes import Classes

COLUMNS = (
    Column("currency", "currency"),
    Column("group", "group"),
    Column("bucket", "days overdue"),
    Column("from", "from", "right", machine=True),
    Column("to", "to", "right", machine=True),
    Column("items", "items", "right", rank=3),
    Column("loans", "loans", "right", rank=2),
    Column("customers", "customers", "right", rank=1),
    Column("amount", "amount", "right"),
    Column("share", "share", "right", rank=4),
)


def ageing_document(
    report: Ageing, *, settings: Mapping[str, Any], known_on: date | None
) -> Document:
    """Aged debt by bucket; ``settings`` are those of the policy in force."""
    columns = [c for c in COLUMNS if c.name != "group" or report.group]
    rows = list(_lines(report))
    columns = [c._replace(title=report.group) if c.name == "group" else c for c in columns]
    lines = Section("rows", columns, rows, added=_added(rows), machine=bool(report.group))
    return Document(
        title=f"Aged debt by {report.basis}",
        as_of=report.as_of,
        settings={**settings, "basis": report.basis, "ties": report.ties},
        facts=[("undated", "undated parts", undated_in_words(report))] if report.undated else (),
        sections=(lines, *_groups(report)),
        main="rows",
        data=_data(report, settings, known_on),
        empty="Nothing is owed.",
    )


def undated_in_words(report: Ageing) -> str:
    """How many invoices a later file shows as paid in part or whole, and how much that is."""
    parts = []
    for one in report.undated:
        invoices = "1 invoice" if one.invoices == 1 else f"{one.invoices} invoices"
        parts.append(f"{Money(one.amount, one.currency)} of {invoices}")
    return f"{' and '.join(parts)} paid by the day of a later file; it does not say when"


def _groups(report: Ageing) -> tuple[Section, ...]:
    """What people read of a report by groups; loaded only when asked for."""
    if not report.group:
        return ()
    from overdue_cli.views.loan.ageing_groups import group_sections

    return group_sections(report)


def _added(rows: Sequence[Mapping[str, Any]]) -> dict[int, range]:
    """The lines that are sums, each with the lines of its currency above it."""
    places = [n for n, row in enumerate(rows) if row["bucket"] == "total"]
    return {n: range(_first(rows, rows[n]["currency"]), n) for n in places}


def _first(rows: Sequence[Mapping[str, Any]], currency: str) -> int:
    return next(n for n, row in enumerate(rows) if row["currency"] == currency)


def ageing_differences(report: Ageing | Classes) -> str:
    """Why an ageing, by bucket or by class, does not tie; '' when it does."""
    differences = [
        _in_money(difference, one.currency)
        for one in report.currencies
        for difference in one.differences
    ]
    outside = report.changed_outside
    if outside:
        names = ", ".join(outside[:5])
        differences.append(
            f"facts of {counted(len(outside), 'loan')} were changed outside overdue: {names}"
        )
    return "; ".join(differences)


def _in_money(difference: str, currency: str) -> str:
    """A difference, whose figures are minor units, with amounts of the currency."""
    return re.sub(r"-?\d+", lambda number: str(Money(int(number[0]), currency)), difference)


def _lines(report: Ageing) -> Iterator[dict[str, Any]]:
    """One line per currency, group and bucket, then the totals of each currency."""
    for one in report.currencies:
        size = len(report.buckets)
        for place, standing in enumerate(one.groups):
            yield _line(one, standing.group, "not_due", standing.not_due, standing)
            for row in one.rows[place * size : (place + 1) * size]:
                yield _bucket_line(one, row)
            if one.charged_off:
                yield _line(one, standing.group, "charged_off", standing.charged_off)
        for name in ("total", "credit", "ledger_total"):
            yield _line(one, "", name, getattr(one, name))
        if one.bank_lines:
            yield _line(one, "", "suspense", one.suspense)
        if one.unscheduled_loans:
            yield _line(one, "", "unscheduled", one.unscheduled) | {"loans": one.unscheduled_loans}


def _line(
    one: CurrencyAgeing, group: str, bucket: str, amount: int, counts: Any = None
) -> dict[str, Any]:
    return {
        "currency": one.currency,
        "group": group,
        "bucket": bucket,
        "from": None,
        "to": None,
        "items": counts.items if counts else None,
        "loans": counts.loans if counts else None,
        "customers": counts.customers if counts else None,
        "amount": Money(amount, one.currency),
        "share": None,
    }


def _bucket_line(one: CurrencyAgeing, row: AgeingRow) -> dict[str, Any]:
    line = _line(one, row.group, row.bucket.name, row.amount, row)
    return line | {"from": row.bucket.from_days, "to": row.bucket.to_days, "share": row.share}


def _data(report: Ageing, settings: Mapping[str, Any], known_on: date | None) -> dict[str, Any]:
    return {
        "as_of": report.as_of,
        "basis": report.basis,
        "settings": {
            **settings,
            "buckets": [b.name for b in report.buckets],
            "group": report.group or None,
            "known_on": known_on,
        },
        "ties": report.ties,
        "changed_outside": list(report.changed_outside),
        "undated_parts": [
            {**one._asdict(), "amount": Money(one.amount, one.currency)} for one in report.undated
        ],
        "currencies": [_currency_data(one) for one in report.currencies],
    }


def _currency_data(one: CurrencyAgeing) -> dict[str, Any]:
    rows = [_bucket_line(one, row) for row in one.rows]
    for row in rows:
        del row["currency"]
    return {
        "currency": one.currency,
        "rows": rows,
        "groups": [
            {
                "group": group.group,
                "not_due": Money(group.not_due, one.currency),
                "items": group.items,
                "loans": group.loans,
                "customers": group.customers,
                **amounts_of(
                    group, one.currency, "overdue", "charged_off", "total", "credit", "net"
                ),
                "name": group.name or None,
                "oldest_due_on": group.oldest_due_on,
                "last_paid_on": group.last_paid_on,
            }
            for group in one.groups
        ],
        "not_due": Money(one.not_due, one.currency),
        "not_due_items": sum(group.items for group in one.groups),
        **amounts_of(
            one, one.currency, "overdue", "charged_off", "total", "credit", "ledger_total"
        ),
        **amounts_of(one, one.currency, "other_receivables", "penalty_posted", "recovered"),
        "unscheduled_loans": one.unscheduled_loans,
        **amounts_of(one, one.currency, "unscheduled", "suspense"),
        "ties": one.ties,
        "differences": list(one.differences),
    }
