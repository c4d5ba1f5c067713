"""``overdue list``: what daily lists say against recorded money, and which of them is right."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.lists.decide import accept_list, keep_money
from overdue_cli.actions.result import Written
from overdue_cli.book import Book, Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import reads, writes
from overdue_cli.cli.options import argument, option
from overdue_cli.render.document import Document
from overdue_cli.reports.lists.findings import list_findings
from overdue_cli.views.lists.findings import findings_document

Loan = Annotated[str, argument("LOAN", "The loan.", complete.loans)]
Note = Annotated[str, option("--note", "TEXT", "Why.")]


@reads()
def open_(book: Book) -> Document:
    """Money that is recorded here and that the daily lists do not show when they should.

    It counts until you decide: the list is right (accept), or the money stands (keep).

    Examples:

    \b
      overdue list open
      overdue list open --format csv
    """
    settings = {
        **book.policy.settings(),
        "list_lag": f"{book.policy.list_lag.days} business days",
    }
    return findings_document(list_findings(book), as_of=book.day, settings=settings)


@writes
def accept(writing: Writing, loan: Loan, note: Note = "") -> Written:
    """Take recorded money back because the list is right: it is reversed on the list's day.

    Examples:

    \b
      overdue list accept L-2041 --note "went to another account"
    """
    return accept_list(writing, loan, note=note)


@writes
def keep(writing: Writing, loan: Loan, note: Note = "") -> Written:
    """Let recorded money stand though the list does not show it: the finding is closed.

    Examples:

    \b
      overdue list keep L-2041 --note "on our bank account since Friday"
    """
    return keep_money(writing, loan, note=note)
