"""Lists of numbers and addresses, of a customer or of everybody."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.moments import stored_day
from overdue_cli.store.contact import customers
from overdue_cli.store.contact.contact_points import points


class PointRow(NamedTuple):
    """One number or address; the customer's own have no number."""

    contact_point_id: int | None
    customer_id: str
    kind: str
    value: str
    person: str
    name: str
    place: str
    time_zone: str
    from_on: date | None
    until_on: date | None
    note: str


def point_rows(
    book: Book,
    *,
    customer_id: str | None = None,
    past: bool = False,
) -> list[PointRow]:
    """Numbers and addresses in use on a day, of a customer with those of the master data first."""
    rows = points(book.conn, customer_id, book.known)
    recorded = [
        PointRow(
            row["contact_point_id"],
            row["customer_id"],
            row["kind"],
            row["value"],
            row["person"],
            row["name"],
            row["place"],
            row["time_zone"],
            stored_day(row["from_on"]),
            stored_day(row["until_on"]),
            row["note"],
        )
        for row in rows
    ]
    used = [row for row in recorded if past or _is_used(row, book.day)]
    return [*(_own(book, customer_id) if customer_id else ()), *used]


def _is_used(row: PointRow, day: date) -> bool:
    started = row.from_on is None or row.from_on <= day
    return started and (row.until_on is None or day <= row.until_on)


def _own(book: Book, customer_id: str) -> list[PointRow]:
    customer = customers.customer(book.conn, customer_id, book.day)
    zone = customer["time_zone"]
    return [
        PointRow(None, customer_id, kind, customer[kind], "self", "", "", zone, None, None, "")
        for kind in ("phone", "email", "address")
        if customer[kind]
    ]
