"""Reference rates as a document."""

from __future__ import annotations

from collections.abc import Iterable

from overdue_cli.render.document import Column, Document
from overdue_cli.reports.loan.rates import RateShown
from overdue_cli.views.columns import as_rows, one_table

COLUMNS = (
    Column("name", "rate"),
    Column("from_on", "from"),
    Column("percent", "percent a year", "right"),
    Column("source", "source"),
)


def rates_document(rates: Iterable[RateShown]) -> Document:
    """Reference rates, each from the day it holds."""
    empty = "No reference rates; 'overdue rates import FILE' reads some."
    return one_table("Reference rates", COLUMNS, as_rows(rates), empty=empty)
