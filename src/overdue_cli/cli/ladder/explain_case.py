"""``overdue explain CUSTOMER``: from the loans to the next action, and why not another one."""

from __future__ import annotations

from overdue_cli.book import Book
from overdue_cli.cli.session import bring_cases
from overdue_cli.render.document import Document
from overdue_cli.reports.ladder.explain_case import explain_customer
from overdue_cli.views.ladder.case import case_document


def customer_document(at: Book, customer_id: str) -> Document:
    """The customer explained; positions and case states are brought to the day first."""
    bring_cases(at)
    return case_document(
        explain_customer(at, customer_id),
        as_of=at.day,
        known_on=at.known_on,
        settings=at.policy.settings(),
        ladder=at.policy.ladder_rules,
    )
