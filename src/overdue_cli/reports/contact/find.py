"""Customers and their loans by part of an id, a name, a phone or an e-mail."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.errors import WrongUse
from overdue_cli.store.contact import customers


class SearchHit(NamedTuple):
    """A customer, with one of its loans where there is one; money in minor units."""

    customer_id: str
    name: str
    phone: str
    email: str
    loan_id: str | None
    currency: str | None
    status: str | None
    delinquent_days: int | None
    overdue: int | None
    outstanding: int | None


def find(book: Book, text: str, *, limit: int) -> list[SearchHit]:
    """What holds the text, by customer and loan id, with its standing at the close of the day."""
    if not text.strip():
        raise WrongUse("nothing to look for", hint="Give part of an id, a name or a phone.")
    return [
        SearchHit(
            row["customer_id"],
            row["name"],
            row["phone"],
            row["email"],
            row["loan_id"],
            row["currency"],
            row["status"],
            _days(row["delinquent_on"], book.day) if row["loan_id"] else None,
            row["overdue"],
            row["outstanding"],
        )
        for row in customers.find(book.conn, book.derived, text.strip(), limit)
    ]


def _days(since: str | None, day: date) -> int:
    return (day - date.fromisoformat(since)).days if since else 0
