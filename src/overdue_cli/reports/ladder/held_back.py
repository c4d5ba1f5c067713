"""How many customers stay below the step that their days point to, and what is missing for it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from overdue_cli.book import Book, Writing, bring_up_to_date, case_rules
from overdue_cli.store.derived import STORED
from overdue_cli.store.ladder import case_states
from overdue_cli.store.ladder import queue as sql
from overdue_cli.store.loan.derived_positions import outdated

#: What each kind of need is called.
MISSING = {
    "tries": "attempts",
    "promise": "a promise is pending",
    "notice": "a notice",
    "gap": "the last notice is too new",
    "previous_step": "the step before",
}
#: Where more customers or loans than these are to be worked out, the board does it.
MOST = 3_000


class HeldBack(NamedTuple):
    """Customers whose days point to a step that something holds back."""

    step: str
    missing: str
    customers: int


def held_back(book: Book, customers: Collection[str] | None = None) -> tuple[HeldBack, ...]:
    """How many customers are held back from each step, in the order of the ladder.

    ``customers`` are those who count; None: all.
    """
    order = [step.name for step in book.policy.ladder.steps]
    rows = []
    for text, count in sql.held_back(book.conn, book.derived, customers):
        step, _, kind = text.rpartition(": ")
        rows.append(HeldBack(step, MISSING[kind], count))
    return tuple(sorted(rows, key=lambda row: (order.index(row.step), row.missing)))


def held_back_of_changed(writing: Writing) -> tuple[HeldBack, ...] | None:
    """Of the customers whose facts changed since they were last judged, which an action asks.

    None where they are too many to be worked out on the way.
    """
    conn, policy, today = writing.conn, writing.policy, writing.today
    rules = case_rules(policy, writing.ledger.currency)
    stale = (
        outdated(conn, today, policy.fingerprint()),
        case_states.outdated(conn, today, rules.derived_by),
    )
    if any(query and case_states.count_of(conn, query) > MOST for query in stale):
        return None
    changed = case_states.changed(conn)
    book = Book(writing.ledger, policy, today, writing.now, STORED)
    return held_back(book, changed) if bring_up_to_date(book, "cases") else None
