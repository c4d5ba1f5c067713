"""Findings of daily lists, as a list of their own and beside other answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from overdue_cli.domain.lists.list_lag import ListFinding
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.views.columns import one_table

COLUMNS = (
    Column("loan_id", "loan"),
    Column("customer_id", "customer"),
    Column("name", "name", rank=1),
    Column("recorded_on", "money of"),
    Column("amount", "amount", "right"),
    Column("listed_on", "not on the list of"),
)
TITLE = "Money that the lists do not show: 'overdue list accept|keep LOAN' decides"


def findings_document(
    findings: Iterable[ListFinding], *, as_of: date, settings: Mapping[str, Any]
) -> Document:
    """The findings that are open."""
    return one_table(
        "Recorded money that the lists do not show",
        COLUMNS,
        findings_data(findings),
        as_of=as_of,
        settings=settings,
        empty="The lists contradict no recorded money.",
    )


def findings_section(findings: Iterable[ListFinding]) -> Section:
    """The findings that are open, beside another answer, with what to type."""
    return Section("list_findings", COLUMNS, findings_data(findings), title=TITLE)


def findings_data(findings: Iterable[ListFinding]) -> list[dict[str, Any]]:
    """The findings as rows, and as json has them."""
    return [
        {
            "loan_id": one.loan_id,
            "customer_id": one.customer_id,
            "name": one.name,
            "recorded_on": one.recorded_on,
            "amount": Money(one.amount, one.currency),
            "listed_on": one.listed_on,
        }
        for one in findings
    ]
