"""``overdue report items``: every open item behind the aged debt."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.book import Book
from overdue_cli.cli.command import reads
from overdue_cli.render.document import Document
from overdue_cli.reports.loan.items import open_items
from overdue_cli.views.loan.items import items_document


@reads(known_on=True)
def items(
    book: Book,
    late: Annotated[bool, typer.Option("--late", help="Only items that are overdue.")] = False,
) -> Document:
    """Every open item behind the aged debt, one by one.

    The amounts of one currency sum to the total of 'overdue report aging': of an instalment that
    is not due only the principal counts. Negative days: days until it falls due.

    Examples:

    \b
      overdue report items --late
      overdue report items --as-of 2026-05-31 -o items.csv
    """
    shown = (item for item in open_items(book) if not late or item.bucket != "not_due")
    return items_document(shown, as_of=book.day, settings=book.policy.settings())
