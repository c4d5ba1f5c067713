"""``overdue imports``: what was imported, when and by whom."""

from __future__ import annotations

import typer

from overdue_cli.cli.options import Db, Excel, Format, Output
from overdue_cli.cli.session import put, session
from overdue_cli.reports.ledger.imports import imports as imported
from overdue_cli.views.imports.imports import imports_document


def imports(
    ctx: typer.Context,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
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
    with session(ctx, db) as here:
        document = imports_document(imported(here))
    put(document, fmt, output, excel=excel)
