"""Findings of daily lists: recorded money that they do not show when they should."""

from __future__ import annotations

from overdue_cli.book import Book
from overdue_cli.domain.lists.list_lag import ListFinding
from overdue_cli.store.lists.findings import open_findings


def list_findings(book: Book) -> list[ListFinding]:
    """The findings that are open at the close of the day, the oldest money first."""
    return open_findings(book.conn, book.policy.rules, book.policy.list_lag, book.day)
