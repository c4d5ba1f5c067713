"""``overdue show``: everything about one customer or one loan."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.book import Book
from overdue_cli.cli.command import reads
from overdue_cli.cli.options import Who, option
from overdue_cli.domain.errors import WrongUse
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.show import show_customer
from overdue_cli.reports.contact.who import customer_of, resolve
from overdue_cli.reports.loan.history import loan_history
from overdue_cli.reports.loan.show import show_loan
from overdue_cli.views.contact.customer import customer_document
from overdue_cli.views.loan.loan import loan_document, with_history


@reads(needs="customer", known_on=True)
def show(
    book: Book,
    who: Who,
    section: Annotated[
        str | None,
        option(
            "--section",
            "NAME",
            "csv and jsonl of a loan: instalments, transactions or history; "
            "of a customer: loans, contacts, promises, holds, preferences or points.",
        ),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="A loan: every change of bucket, and why.")
    ] = False,
) -> Document:
    """Everything about one customer or one loan.

    Examples:

    \b
      overdue show C-17
      overdue show loan:L-2041 --as-of 2026-05-31
      overdue show L-2041 --section transactions --format csv
      overdue show L-2041 --history
    """
    kind, which = resolve(book, who)
    if kind == "loan":
        return _loan(book, which, history=history or section == "history")
    if history:
        raise WrongUse(f"'{who}' is a customer; --history is of a loan", hint="Name a loan.")
    customer = show_customer(book.of_customer(which), which)
    return customer_document(customer, as_of=book.day, settings=book.policy.settings())


def _loan(book: Book, loan_id: str, *, history: bool) -> Document:
    loan = show_loan(book.of_customer(customer_of(book, loan_id)), loan_id)
    document = loan_document(loan, as_of=book.day, settings=book.policy.settings())
    return with_history(document, loan, loan_history(book, loan_id)) if history else document
