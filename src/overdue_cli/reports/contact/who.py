"""Whom a WHO means, as people type it: a customer or a loan."""

from __future__ import annotations

from overdue_cli.book import Book
from overdue_cli.store.contact import customers


def resolve(book: Book, who: str) -> tuple[str, str]:
    """``("customer", id)`` or ``("loan", id)`` for a WHO as people type it."""
    return customers.resolve(book.conn, who, book.day, reading=True)


def customer_of(book: Book, loan_id: str) -> str:
    """The customer of a loan."""
    return customers.customer_of(book.conn, "loan", loan_id)


def customer_named(book: Book, who: str) -> str | None:
    """The customer of a WHO; None for ''."""
    if not who:
        return None
    kind, which = customers.resolve(book.conn, who, book.day, reading=True)
    return customers.customer_of(book.conn, kind, which)
