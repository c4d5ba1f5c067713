"""Loans by class as a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.classes import Classes, ClassLine, CurrencyClasses
from overdue_cli.views.amounts import amounts_of
from overdue_cli.views.policy.classes import class_cells

COLUMNS = (
    Column("currency", "currency"),
    Column("class", "class"),
    Column("english", "in English", rank=2),
    Column("from", "from", "right", machine=True),
    Column("to", "to", "right", machine=True),
    Column("unit", "unit", machine=True),
    Column("loans", "loans", "right"),
    Column("customers", "customers", "right", rank=1),
    Column("principal", "principal", "right"),
    Column("share", "share", "right", rank=3),
    Column("at_risk", "at risk", "right"),
    Column("ratio", "ratio", "right"),
)


def classes_document(
    report: Classes, *, settings: Mapping[str, Any], known_on: date | None
) -> Document:
    """Principal by class; ``settings`` are those of the policy in force."""
    settings = _settings(report, settings)
    scheme = report.scheme
    left_out = set() if scheme.portfolio_at_risk else {"at_risk", "ratio"}
    if all(row.english == row.name for row in scheme.shown_rows):
        left_out.add("english")
    columns = [c._replace(machine=c.machine or c.name in left_out) for c in COLUMNS]
    return Document(
        title=scheme.title,
        as_of=report.as_of,
        settings={**settings, "ties": report.ties},
        sections=(Section("rows", columns, list(_lines(report))),),
        main="rows",
        data=_data(report, settings, known_on),
        empty="Nothing is owed.",
    )


def counting_warning(report: Classes) -> str:
    """What to say when products count days in another way; '' when they do not."""
    if not report.miscounted:
        return ""
    scheme = report.scheme
    other = "the day after it" if scheme.count_due_day else "the due day itself"
    return (
        f"{scheme.name} expects days counted {scheme.counting_text}; "
        f"counted from {other}: product {', '.join(report.miscounted)}"
    )


def _settings(report: Classes, settings: Mapping[str, Any]) -> dict[str, Any]:
    scheme = report.scheme
    return {
        **settings,
        "class": f"{scheme.name} {scheme.version}",
        "source": scheme.source,
        "verified": str(scheme.verified_on or "no"),
        "confidence": scheme.provision.confidence,
        "cure": scheme.cure_text + scheme.cure_provision.mark,
        "contagion": scheme.contagion_text + scheme.contagion.provision.mark,
        "counting": scheme.counting_text,
        "products_counting_otherwise": ", ".join(report.miscounted) or "none",
        "changed_by_policy": ", ".join(scheme.changed) or "nothing",
    }


def _lines(report: Classes) -> Iterator[dict[str, Any]]:
    """One line per currency and class, then the totals of each currency."""
    for one in report.currencies:
        for line in one.lines:
            yield _class_line(one, line)
        if any(line.row.non_performing for line in one.lines):
            share = one.non_performing_share
            yield _sum_line(one, "non_performing", one.non_performing) | {"share": share}
        if one.charged_off:
            yield _sum_line(one, "charged_off", one.charged_off)
        totals = {"loans": one.loans, "customers": one.customers}
        yield _sum_line(one, "total", one.total) | totals
        yield _sum_line(one, "credit", one.book.credit)
        yield _sum_line(one, "ledger_total", one.book.ledger_total)
        if one.book.bank_lines:
            yield _sum_line(one, "suspense", one.book.suspense)
        if one.book.unscheduled_loans:
            bare = _sum_line(one, "unscheduled", one.book.unscheduled)
            yield bare | {"loans": one.book.unscheduled_loans}


def _sum_line(one: CurrencyClasses, name: str, amount: int) -> dict[str, Any]:
    line: dict[str, Any] = dict.fromkeys(column.name for column in COLUMNS)
    money = Money(amount, one.currency)
    return line | {"currency": one.currency, "class": name, "principal": money}


def _class_line(one: CurrencyClasses, line: ClassLine) -> dict[str, Any]:
    at_risk = None if line.at_risk is None else Money(line.at_risk, one.currency)
    return {
        "currency": one.currency,
        **{key: value for key, value in class_cells(line.row).items() if key != "range"},
        "loans": line.loans,
        "customers": line.customers,
        "principal": Money(line.principal, one.currency),
        "share": line.share,
        "at_risk": at_risk,
        "ratio": line.ratio,
    }


def _data(report: Classes, settings: Mapping[str, Any], known_on: date | None) -> dict[str, Any]:
    return {
        "as_of": report.as_of,
        "basis": "loan",
        "class": report.scheme.name,
        "settings": {**settings, "known_on": known_on},
        "ties": report.ties,
        "changed_outside": list(report.changed_outside),
        "currencies": [_currency_data(one) for one in report.currencies],
    }


def _currency_data(one: CurrencyClasses) -> dict[str, Any]:
    return {
        "currency": one.currency,
        "rows": [_class_line(one, line) for line in one.lines],
        "loans": one.loans,
        "customers": one.customers,
        "non_performing": Money(one.non_performing, one.currency),
        "non_performing_share": one.non_performing_share,
        "charged_off": Money(one.charged_off, one.currency),
        "total": Money(one.total, one.currency),
        **amounts_of(one.book, one.currency, "credit", "ledger_total", "other_receivables"),
        "unscheduled_loans": one.book.unscheduled_loans,
        **amounts_of(one.book, one.currency, "unscheduled", "suspense"),
        "ties": one.ties,
        "differences": list(one.differences),
    }
