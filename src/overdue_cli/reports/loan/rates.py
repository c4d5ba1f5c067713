"""The dated reference rates of a ledger."""

from __future__ import annotations

from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.store.loan import rates as sql


class RateShown(NamedTuple):
    """A reference rate in percent a year from a day on."""

    name: str
    from_on: str
    percent: str
    source: str


def rates(book: Book, name: str = "") -> list[RateShown]:
    """The rates in force, by name and first day."""
    return [RateShown(*row) for row in sql.rows(book.conn, name)]
