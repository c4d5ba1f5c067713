"""Numbers and addresses: the list of all of them, and those of one customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.contact.contact_points import PointRow
from overdue_cli.views.columns import as_rows, chosen, one_table

COLUMNS = (
    Column("contact_point_id", "point"),
    Column("customer_id", "customer"),
    Column("kind", "kind"),
    Column("value", "number or address"),
    Column("person", "person"),
    Column("name", "name", rank=1),
    Column("place", "place", rank=2),
    Column("time_zone", "time zone", rank=3),
    Column("from_on", "from", rank=2),
    Column("until_on", "until", rank=2),
    Column("note", "note", rank=1),
)
OF_CUSTOMER = chosen(
    COLUMNS, "contact_point_id kind value person name place time_zone", contact_point_id=3
)
TITLE = "Numbers and addresses"


def points_document(rows: Sequence[PointRow], *, as_of: date) -> Document:
    """The list of numbers and addresses."""
    cells = as_rows(rows)
    return one_table(TITLE, COLUMNS, cells, as_of=as_of, empty="No number or address.")


def points_section(rows: Sequence[PointRow]) -> Section:
    """The numbers and addresses of one customer, where any was added to the customer's own."""
    added = any(row.contact_point_id for row in rows)
    return Section("points", OF_CUSTOMER, as_rows(rows) if added else [], TITLE)
