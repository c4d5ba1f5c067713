"""The files that were imported, as a document."""

from __future__ import annotations

from collections.abc import Iterable

from overdue_cli.render.document import Column, Document
from overdue_cli.reports.ledger.imports import FileImported
from overdue_cli.views.columns import as_rows, one_table

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


def imports_document(files: Iterable[FileImported]) -> Document:
    """Imported files, one a row."""
    return one_table("Imports", COLUMNS, as_rows(files))
