"""``overdue report promises``: how many promises are kept."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.book import Book
from overdue_cli.cli.command import reads
from overdue_cli.cli.options import option
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.moments import typed_day
from overdue_cli.render.document import Document
from overdue_cli.reports.ladder.promises import GROUPS, promise_report
from overdue_cli.views.ladder.promises import kept_document


@reads(known_on=True, section="csv: rates, due_today, broken or pending.")
def report(
    book: Book,
    from_on: Annotated[
        str, option("--from", "DATE", "First day (else the first of the month).")
    ] = "",
    to_on: Annotated[str, option("--to", "DATE", "Last day (else the day asked about).")] = "",
    group: Annotated[str, option("--group", "FIELD", f"One of {', '.join(GROUPS)}.")] = "",
) -> Document:
    """How many promises are kept, and which ones need you today.

    Kept rate: promises paid to the threshold by their date plus grace, divided by the promises
    that matured in the period; by count and by amount, per currency.

    Examples:

    \b
      overdue report promises
      overdue report promises --from 2026-05-01 --to 2026-05-31 --group officer
      overdue report promises --section broken --format csv
    """
    start = typed_day(from_on, "--from", book.today) if from_on else book.day.replace(day=1)
    end = typed_day(to_on, "--to", book.today) if to_on else book.day
    if end < start:
        raise WrongUse(f"--to {end} is before --from {start}", hint="Swap them.")
    kept = promise_report(book, from_on=start, to_on=end, group=group)
    return kept_document(kept, book.policy.settings())
