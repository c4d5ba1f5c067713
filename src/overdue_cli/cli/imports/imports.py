"""``overdue imports``: what was imported, when and by whom."""

from __future__ import annotations

import typer

from overdue_cli.cli.options import Db, Excel, Format, Output
from overdue_cli.cli.session import put, session
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ledger.imports import FileImported
from overdue_cli.reports.ledger.imports import imports as imported

COUNTS = ("read", "new", "changed", "unchanged", "rejected")
#: What a narrow screen leaves out, the highest first.
RANKS = {"changed": 2, "unchanged": 2}
COLUMNS = (
    Column("journal", "journal", "right"),
    Column("at", "at"),
    Column("actor", "by", rank=3),
    Column("file", "file"),
    Column("kind", "kind", rank=1),
    *(Column(name, name, "right", rank=RANKS.get(name, 0)) for name in COUNTS),
    Column("undone_by", "undone by", "right"),
    Column("archived", "original", rank=4),
    Column("sha256", "sha256", rank=5),
)


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
        rows = [_row(file) for file in imported(here)]
    document = Document(title="Imports", sections=(Section("rows", COLUMNS, rows),), main="rows")
    put(document, fmt, output, excel=excel)


def _row(file: FileImported) -> dict[str, object]:
    return file._asdict()
