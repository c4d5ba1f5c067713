"""What somebody sees of a customer while a contact is written down."""

from __future__ import annotations

from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.money import Money
from overdue_cli.store.contact import customers


class CustomerInSight(NamedTuple):
    """Who it is, what is overdue per currency, and the last contact as one line; '' for none."""

    customer_id: str
    name: str
    overdue: tuple[Money, ...]
    last_contact: str


def customer_in_sight(book: Book, customer_id: str) -> CustomerInSight:
    """One customer at this moment."""
    computed = book.of_customer(customer_id)
    sums: dict[str, int] = {}
    for row in customers.positions_of(book.conn, computed.derived, customer_id):
        sums[row["currency"]] = sums.get(row["currency"], 0) + row["overdue"]
    contacts = customers.contacts(book.conn, customer_id, book.moment.until)
    last = contacts[0] if contacts else None
    said = (
        f"{last['at'][:16].replace('T', ' ')} {last['channel']} {last['outcome']}" if last else ""
    )
    return CustomerInSight(
        customer_id,
        customers.customer(book.conn, customer_id, book.day)["name"],
        tuple(Money(amount, currency) for currency, amount in sorted(sums.items()) if amount),
        f"{said} {last['note']}".strip() if last else "",
    )
