"""Everything about one loan at the close of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from sqlite3 import Row

from overdue_cli.book import Book
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.buckets import CURRENT, bucket_name, buckets
from overdue_cli.domain.loan.discount import DISCOUNT, is_discount
from overdue_cli.domain.loan.loan import Allocated, Loan, Position
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.replay import counted_entries
from overdue_cli.reports.ladder.casework import customer_standing
from overdue_cli.reports.ladder.holds import HoldRow, hold_rows
from overdue_cli.reports.ladder.promises import PromiseRow, promise_rows
from overdue_cli.store.contact import customers
from overdue_cli.store.loan.facts import loan_of


@dataclass(frozen=True, slots=True)
class Transaction:
    """One entry as it stands on the day: how it was taken, and whether it still counts."""

    transaction_id: str
    day: date
    kind: str
    amount: int
    allocated: Allocated | None
    reversed: bool
    inferred: bool
    """It follows from the lists of another system; nobody recorded it."""
    channel: str
    note: str
    price: int | None = None
    buyer: str = ""


@dataclass(frozen=True, slots=True)
class LoanDetails:
    """A loan with its position, the bucket its days give, and the stage of its customer."""

    row: Row
    standing: Position
    bucket: str
    stage: str
    rules_of: str
    """The product of the policy whose rules it follows."""
    transactions: tuple[Transaction, ...]
    promises: tuple[PromiseRow, ...] = ()
    holds: tuple[HoldRow, ...] = ()


def show_loan(book: Book, loan_id: str) -> LoanDetails:
    """One loan at the close of the day, computed from its facts, with its customer's stage.

    Errors: WrongUse when the loan was not known on the day of what is known.
    """
    conn, day, policy, known = book.conn, book.day, book.policy, book.known
    stored = loan_of(conn, policy.rules, loan_id, known=known)
    if stored is None:
        raise WrongUse(
            f"the loan '{loan_id}' was not on the book on {book.known_on}",
            hint="Ask with a later --known-on.",
        )
    standing = position(stored[1], day)
    row = customers.loan(conn, loan_id)
    whose = row["customer_id"]
    holds = hold_rows(book, customer_id=whose)
    stands = customer_standing(book, whose, loan_id=loan_id)
    return LoanDetails(
        row=row,
        standing=standing,
        bucket=bucket_name(standing.delinquent_days, buckets(policy.buckets)) or CURRENT,
        stage=stands.step.name if stands.step else "",
        rules_of=book.policy.product_of(dict(row)),
        transactions=(
            *_transactions(customers.entries(conn, loan_id, day, known), stored[1], standing),
            *_discounts(stored[1], standing),
        ),
        promises=tuple(promise_rows(book, customer_id=whose, loan_id=loan_id)),
        holds=tuple(one for one in holds if one.loan_id in (None, loan_id)),
    )


def _discounts(loan: Loan, standing: Position) -> Iterator[Transaction]:
    """What the terms of an invoice took off for early payment, as lines of their own."""
    taken = {part.entry_id: part for part in standing.allocated}
    found = [e for e in loan.entries if is_discount(e) and e.value_on <= standing.as_of]
    lost = {entry.reverses for entry in found}
    for one in found:
        parts, is_lost = taken.get(one.entry_id), one.entry_id in lost
        yield Transaction(
            *(DISCOUNT, one.value_on, one.kind, one.amount, parts, is_lost, False, "", "")
        )


def _transactions(rows: list[Row], loan: Loan, standing: Position) -> list[Transaction]:
    """What was recorded, and what money of the customer did between its debts, by day."""
    lines = [*_recorded(rows, standing), *_moved(loan, standing)]
    return sorted(lines, key=attrgetter("day"))


def _moved(loan: Loan, standing: Position) -> Iterator[Transaction]:
    """What the loan took of the customer's money, or gave of what it was paid too much."""
    taken = {part.entry_id: part for part in standing.allocated}
    words = {"applied": "from", "passed_on": "to"}
    for one in counted_entries(loan.entries, standing.as_of):
        if one.kind in words:
            parts, note = taken.get(one.entry_id), f"{words[one.kind]} {one.other}"
            yield Transaction(
                *(one.other, one.value_on, one.kind, one.amount, parts, False, False, "", note)
            )


def _recorded(rows: list[Row], standing: Position) -> Iterator[Transaction]:
    taken = {part.entry_id: part for part in standing.allocated}
    back: dict[int, int] = {}
    for row in rows:
        if row["kind"] == "reversal" and row["reverses"]:
            back[row["reverses"]] = back.get(row["reverses"], 0) + row["amount"]
    for row in rows:
        to = f"to {row['applies_to']}" if row["applies_to"] else ""
        yield Transaction(
            row["transaction_id"] or f"#{row['entry_id']}",
            date.fromisoformat(row["value_on"]),
            row["kind"],
            row["amount"],
            taken.get(row["entry_id"]),
            back.get(row["entry_id"], 0) >= row["amount"],
            bool(row["inferred"]),
            row["channel"],
            "; ".join(filter(None, (to, row["note"]))),
            row["price"],
            row["buyer"],
        )
