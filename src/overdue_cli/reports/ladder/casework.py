"""Where one customer stands on the ladder, worked out from everything around it."""

from __future__ import annotations

from overdue_cli.book import Book
from overdue_cli.domain.ladder.assessment import Standing, standing, standings
from overdue_cli.store.ladder.case_facts import CaseScope, one_case


def customer_standing(book: Book, customer_id: str, *, loan_id: str = "") -> Standing:
    """Where a customer stands on the ladder at the close of the day.

    Where the ladder judges loans or items: the furthest of the loan's, or of all.
    """
    ladder, day = book.policy.ladder, book.day
    scope = CaseScope(book.moment, book.derived, book.known, items=ladder.unit == "item")
    case = one_case(book.conn, book.policy.case_terms, scope, customer_id)
    if ladder.unit == "customer":
        return standing(ladder, case, day)
    steps = list(ladder.steps)
    matching = [one for one in standings(ladder, case, day) if loan_id in ("", one.loan_id)]
    placed = [one for one in matching if one.step]
    return max(
        placed,
        key=lambda one: steps.index(one.step) if one.step else -1,
        default=standing(ladder, case, day)._replace(step=None),
    )
