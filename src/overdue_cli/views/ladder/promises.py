"""Promises: the list of all of them, those of one customer, and how many are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from overdue_cli.domain.counted import counted
from overdue_cli.domain.ladder.case import PromiseStanding
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ladder.promises import PromiseReport, PromiseRow
from overdue_cli.views.columns import Tones, as_rows, by_name, cells_of, chosen, one_table

TONES: Tones = {
    "verdict": {"kept": "good", "broken": "bad", "partly_kept": "warn", "cancelled": "dim"}
}
COLUMNS = (
    Column("promise_id", "promise"),
    Column("customer_id", "customer"),
    Column("name", "name", rank=2),
    Column("loan_id", "loan", rank=1),
    Column("made_on", "made on", rank=1),
    Column("due_on", "due on"),
    Column("last_day", "last day", rank=2),
    Column("amount", "amount", "right"),
    Column("paid", "paid", "right"),
    Column("currency", "currency", machine=True),
    Column("verdict", "verdict"),
    Column("decided_on", "since", rank=1),
    Column("officer", "officer", rank=2),
    Column("taken_by", "taken by", rank=3),
    Column("promise", "together", rank=4),
)
OF_CUSTOMER = (
    Column("promise_id", "number", rank=6),
    Column("promise", "promise"),
    *chosen(
        COLUMNS,
        "made_on due_on amount paid verdict decided_on loan_id",
        made_on=0,
        decided_on=2,
    ),
)
OF_CASE = chosen(OF_CUSTOMER, "promise made_on verdict paid decided_on", made_on=2, decided_on=1)
RATES = (
    Column("group", "group"),
    Column("currency", "currency"),
    Column("matured", "matured", "right"),
    Column("kept", "kept", "right"),
    Column("partly_kept", "partly", "right", rank=1),
    Column("broken", "broken", "right"),
    Column("kept_rate", "kept rate", "right"),
    Column("promised", "promised", "right"),
    Column("kept_amount", "of kept ones", "right"),
    Column("paid", "paid", "right", rank=1),
    Column("amount_rate", "amount rate", "right"),
)


def promises_document(
    rows: Iterable[PromiseRow], *, as_of: date, settings: Mapping[str, Any]
) -> Document:
    """The list of promises with their verdicts."""
    return one_table(
        "Promises",
        COLUMNS,
        [_cells(row) for row in rows],
        as_of=as_of,
        settings=settings,
        empty="No promise.",
        tones=TONES,
    )


def _cells(row: PromiseRow) -> dict[str, Any]:
    return row._asdict() | {"currency": row.amount.currency}


def promises_section(rows: Iterable[PromiseRow]) -> Section:
    """The promises of one customer or loan."""
    cells = [row._asdict() | {"promise": f"{row.amount}@{row.due_on}"} for row in rows]
    kept = [cells_of(OF_CUSTOMER, row) for row in cells]
    return Section("promises", OF_CUSTOMER, kept, "Promises")


def case_promises(standings: Iterable[PromiseStanding]) -> Section:
    """The promises of a case, each with what became of it."""
    return Section("promises", OF_CASE, [_case_cells(one) for one in standings], "Promises")


def _case_cells(standing: PromiseStanding) -> dict[str, Any]:
    promise = standing.promise
    return {
        "promise": f"{Money(promise.amount, promise.currency)}@{promise.due_on}",
        "made_on": promise.made_on,
        "verdict": standing.verdict.replace("_", " "),
        "paid": Money(standing.paid, promise.currency),
        "decided_on": standing.decided_on,
    }


def kept_document(report: PromiseReport, settings: Mapping[str, Any]) -> Document:
    """How many promises of a period were kept, and those that need somebody today."""
    settings = {**settings, "kept": _terms_text(report.terms)}
    facts = (
        ("from", "", report.from_on),
        ("to", "", report.to_on),
        ("group", "", report.group),
        ("cancelled", "Cancelled (not counted)", report.cancelled),
    )
    rates = as_rows(report.rates)
    lists = [
        Section(name, COLUMNS, [_cells(row) for row in rows], title, TONES)
        for name, title, rows in (
            ("due_today", "Due today", report.due_today),
            ("broken", "Broken in the period", report.broken),
            ("pending", "Pending", report.pending),
        )
    ]
    return Document(
        title=f"Promises that matured from {report.from_on} to {report.to_on}",
        as_of=report.as_of,
        settings=settings,
        facts=facts,
        sections=(Section("rates", _rate_columns(report.group), rates, "Kept rate"), *lists),
        main="rates",
        data={
            "as_of": report.as_of,
            "settings": settings,
            **by_name(facts),
            "rates": rates,
            **{section.name: section.rows for section in lists},
        },
    )


def _rate_columns(group: str) -> tuple[Column, ...]:
    """The columns of kept rates, the first with the name of what they are grouped by, if any."""
    return (RATES[0]._replace(title=group), *RATES[1:]) if group else RATES[1:]


def _terms_text(terms: PromiseTerms) -> str:
    """When a promise counts as kept, in words."""
    return (
        f"{terms.threshold_percent} % by the date + {counted(terms.grace_days, 'day')}, "
        f"partly from {terms.partly_percent} %"
    )
