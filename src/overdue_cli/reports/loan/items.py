"""Every open item behind the aged-debt report, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.loan.buckets import Bucket, bucket_name, buckets
from overdue_cli.domain.loan.loan import Item
from overdue_cli.domain.loan.position import position
from overdue_cli.policies.pack import unknown
from overdue_cli.store.contact.customers import customer_names
from overdue_cli.store.loan import ageing as stored
from overdue_cli.store.loan.facts import loans


class AgedItem(NamedTuple):
    """One unpaid instalment or invoice; ``amount`` is what the aged-debt report counts of it."""

    customer_id: str
    name: str
    loan_id: str
    seq: int
    due_on: date
    days: int
    """Days past due; negative: days until it falls due."""
    bucket: str
    currency: str
    amount: int
    principal: int
    interest: int
    fee: int
    penalty: int
    group: str = ""


def grouped_items(book: Book, group: str) -> list[AgedItem]:
    """Open items of every loan by group and customer, the oldest first; groups as in the ageing.

    Errors: WrongUse for a group that there is none of.
    """
    if group not in stored.GROUPS:
        raise unknown("group", group, list(stored.GROUPS))
    derived = book.with_customer_stages() if group == "stage" else book.derived
    groups = stored.group_of_loans(book.conn, derived, book.day, group)
    items = [item._replace(group=groups.get(item.loan_id, "")) for item in open_items(book)]
    return sorted(items, key=lambda one: (one.group, one.customer_id, one.due_on, one.loan_id))


def open_items(book: Book) -> Iterator[AgedItem]:
    """Open items at the close of the day by loan, computed from the facts.

    Of an instalment that is not due only the principal is a receivable, as in the report.
    """
    names = customer_names(book.conn)
    ranges = buckets(book.policy.buckets)
    for row, loan in loans(book.conn, book.policy.rules, known=book.known):
        standing = position(loan, book.day)
        for item in standing.items:
            left = item.unpaid
            if not item.receivable:
                continue
            yield AgedItem(
                row["customer_id"],
                names[row["customer_id"]],
                loan.loan_id,
                item.seq,
                item.due_on,
                (book.day - item.due_on).days,
                _bucket(item, ranges),
                loan.currency,
                item.receivable,
                *(left.principal, left.interest, left.fee, left.penalty),
            )


def _bucket(item: Item, ranges: tuple[Bucket, ...]) -> str:
    return bucket_name(max(1, item.days_past_due), ranges) if item.overdue else "not_due"
