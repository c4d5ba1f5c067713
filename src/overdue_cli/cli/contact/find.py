"""``overdue find``: customers and loans by what people remember of them."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.book import Book
from overdue_cli.cli.command import reads
from overdue_cli.cli.options import argument
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.find import find as find_rows
from overdue_cli.views.contact.find import find_document


@reads(needs="positions")
def find(
    book: Book,
    text: Annotated[
        str, argument("TEXT", "Part of an id, a name, a phone, an e-mail or an ID number.")
    ],
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="At most N rows.")
    ] = 100,
) -> Document:
    """Customers and loans by id, name, phone or e-mail.

    Examples:

    \b
      overdue find wang
      overdue find 1380013
    """
    rows = find_rows(book, text, limit=limit)
    return find_document(text, rows, as_of=book.day, settings=book.policy.settings())
