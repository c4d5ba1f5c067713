"""Preferences: the list of all of them, and those of one customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.contact.preferences import PreferenceRow
from overdue_cli.views.columns import as_rows, chosen, one_table

COLUMNS = (
    Column("preference_id", "preference"),
    Column("customer_id", "customer"),
    Column("kind", "kind"),
    Column("holds", "holds", rank=2),
    Column("channel", "channel"),
    Column("point", "number or address", rank=2),
    Column("loan_id", "loan", rank=3),
    Column("person", "person", rank=3),
    Column("place", "place", rank=1),
    Column("days", "days"),
    Column("from_time", "from"),
    Column("to_time", "to"),
    Column("at", "stated"),
    Column("until_on", "until", rank=1),
    Column("ended_at", "ended", rank=2),
    Column("note", "note", rank=1),
    Column("written", "in writing", rank=4),
    Column("basis", "rests on", rank=3),
    Column("opt_out_by", "opt out by", rank=4),
)
OF_CUSTOMER = chosen(
    COLUMNS,
    "preference_id kind channel point loan_id person place days from_time to_time at until_on "
    "note written basis opt_out_by",
    preference_id=2,
    point=1,
    loan_id=4,
    at=1,
    until_on=2,
    note=3,
)


def preferences_document(
    rows: Iterable[PreferenceRow], *, as_of: date, settings: Mapping[str, Any]
) -> Document:
    """The list of preferences."""
    return one_table(
        "Preferences",
        COLUMNS,
        as_rows(rows),
        as_of=as_of,
        settings=settings,
        empty="No preference is noted.",
    )


def preferences_section(rows: Iterable[PreferenceRow]) -> Section:
    """The preferences of one customer."""
    return Section("preferences", OF_CUSTOMER, as_rows(rows), "Preferences")
