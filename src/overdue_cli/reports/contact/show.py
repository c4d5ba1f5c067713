"""Everything about one customer at the close of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from sqlite3 import Row

from overdue_cli.book import Book
from overdue_cli.reports.contact.contact_points import PointRow, point_rows
from overdue_cli.reports.contact.preferences import PreferenceRow, preference_rows
from overdue_cli.reports.ladder.casework import customer_standing
from overdue_cli.reports.ladder.holds import HoldRow, hold_rows
from overdue_cli.reports.ladder.promises import PromiseRow, promise_rows
from overdue_cli.store.contact import customers


@dataclass(frozen=True, slots=True)
class CustomerDetails:
    """A customer with loans, and everything recorded around the customer."""

    row: Row
    stage: str
    days: int
    positions: tuple[Row, ...]
    contacts: tuple[Row, ...]
    promises: tuple[PromiseRow, ...]
    holds: tuple[HoldRow, ...]
    preferences: tuple[PreferenceRow, ...]
    points: tuple[PointRow, ...]


def show_customer(book: Book, customer_id: str) -> CustomerDetails:
    """One customer at the close of the day: loans, stage, and everything recorded around it."""
    conn, day = book.conn, book.day
    positions = customers.positions_of(conn, book.derived, customer_id)
    late = [row["delinquent_on"] for row in positions if row["delinquent_on"]]
    stands = customer_standing(book, customer_id)
    return CustomerDetails(
        row=customers.customer(conn, customer_id, day),
        stage=stands.step.name if stands.step else "",
        days=(day - date.fromisoformat(min(late))).days if late else 0,
        positions=tuple(positions),
        contacts=tuple(customers.contacts(conn, customer_id, book.moment.until, book.known)),
        promises=tuple(promise_rows(book, customer_id=customer_id)),
        holds=tuple(hold_rows(book, customer_id=customer_id, past=True)),
        preferences=tuple(preference_rows(book, customer_id=customer_id)),
        points=tuple(point_rows(book, customer_id=customer_id)),
    )
