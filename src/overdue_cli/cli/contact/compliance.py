"""``overdue report compliance``: contacts that were made against the gate."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.book import Book
from overdue_cli.cli.command import reads
from overdue_cli.cli.options import Officer, option
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.moments import typed_day
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.compliance import compliance as compliance_of
from overdue_cli.views.contact.compliance import compliance_document


@reads(section="csv: rows or officers.")
def compliance(
    book: Book,
    from_on: Annotated[
        str | None, option("--from", "YYYY-MM-DD", "First day (else the first of the month).")
    ] = None,
    officer: Officer = None,
) -> Document:
    """Contacts that were made although a rule advised against them or forbade them.

    Each with the rule and the policy that objected at the time, and the reason given. The period
    ends with --as-of (else today). Contacts imported from a file were not judged.

    Examples:

    \b
      overdue report compliance
      overdue report compliance --from 2026-06-01 --as-of 2026-06-30 -o breaches.csv
    """
    start = typed_day(from_on, "--from", book.today) if from_on else book.day.replace(day=1)
    if start > book.day:
        raise WrongUse(
            f"--from is {start}, after the last day {book.day}",
            hint="Name the last day with --as-of.",
        )
    breaches = compliance_of(book, from_on=start, to_on=book.day, officer=officer or "")
    return compliance_document(breaches, book.policy.settings())
