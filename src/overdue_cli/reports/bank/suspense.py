"""Bank lines that are in suspense, each with the loans it may pay and what speaks for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.bank.matching import Proposal
from overdue_cli.domain.money import Money
from overdue_cli.store.bank import statements
from overdue_cli.store.bank.evidence import proposals_for


class Likely(NamedTuple):
    """One way to book a line: which loan gets how much, and why."""

    rank: int
    customer_id: str
    parts: tuple[tuple[str, Money], ...]
    score: int
    evidence: str
    reverses: str = ""
    """The bank line or transaction that a return may take back."""


class BankLine(NamedTuple):
    """One bank line, with what is left of it and the likeliest ways to book that."""

    line: int
    value_on: str
    kind: str
    currency: str
    amount: Money
    open: Money
    payer: str
    payer_account: str
    text: str
    reference: str
    reason: str
    account: str
    payments: int
    """How many payments the bank put together in it; more than one is nobody's."""
    likely: tuple[Likely, ...]


def bank_lines(
    book: Book, *, everything: bool = False, limit: int | None = None
) -> list[BankLine]:
    """Lines up to the day that are in suspense (or all), by value date, with their evidence."""
    rows = statements.lines_as_of(
        book.conn, book.day, book.known, everything=everything, limit=limit or -1
    )
    return _bank_lines(book, rows)


def bank_line(book: Book, line_id: int) -> BankLine | None:
    """One line with its evidence; None where there is none."""
    row = statements.line_as_of(book.conn, line_id, book.day, book.known)
    return _bank_lines(book, [row])[0] if row is not None else None


def _bank_lines(book: Book, rows: Sequence[sqlite3.Row]) -> list[BankLine]:
    open_rows = [row for row in rows if _is_open(row)]
    evidence = proposals_for(book.conn, book.derived, book.policy.rules, open_rows)
    return [_line(row, evidence.get(row["statement_line_id"], ())) for row in rows]


def _is_open(row: sqlite3.Row) -> bool:
    return bool(row["open"]) and row["kind"] in statements.IN_SUSPENSE


def _line(row: sqlite3.Row, proposals: tuple[Proposal, ...]) -> BankLine:
    currency = row["currency"]
    return BankLine(
        row["statement_line_id"],
        row["value_on"],
        row["kind"],
        currency,
        Money(row["amount"], currency),
        Money(row["open"] if _is_open(row) else 0, currency),
        row["payer"],
        row["payer_account"],
        row["text"],
        row["reference"],
        row["reason"],
        row["account"],
        row["payments"],
        tuple(_likely(currency, proposals)),
    )


def _likely(currency: str, proposals: tuple[Proposal, ...]) -> Iterator[Likely]:
    for rank, one in enumerate(proposals, 1):
        parts = tuple((part.loan_id, Money(part.amount, currency)) for part in one.parts)
        yield Likely(rank, one.customer_id, parts, one.score, one.evidence)
