"""Reference rates as a document."""

from __future__ import annotations

from collections.abc import Iterable

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.rates import RateShown

COLUMNS = (
    Column("name", "rate"),
    Column("from_on", "from"),
    Column("percent", "percent a year", "right"),
    Column("source", "source"),
)


def rates_document(rates: Iterable[RateShown]) -> Document:
    """Reference rates, each from the day it holds."""
    return Document(
        title="Reference rates",
        sections=(Section("rows", COLUMNS, [rate._asdict() for rate in rates]),),
        main="rows",
        empty="No reference rates; 'overdue rates import FILE' reads some.",
    )
