"""``overdue imports``: what was imported, when and by whom."""

from __future__ import annotations

from overdue_cli.book import Book
from overdue_cli.cli.command import reads
from overdue_cli.render.document import Document
from overdue_cli.reports.ledger.imports import imports as imported_files
from overdue_cli.views.imports.imports import imports_document


@reads(as_of=False)
def imports(book: Book) -> Document:
    """The files that were imported, the last import first.

    Each with its journal number (for 'overdue undo'), what became of its rows, and the hash of its
    content. 'undone by' is the journal entry that took the import back. 'original' is where the
    file is kept, if it was imported with --archive; it stays when the import is undone.

    Examples:

    \b
      overdue imports
      overdue imports --format csv
      overdue imports --format json       with the path of each original
    """
    return imports_document(imported_files(book))
