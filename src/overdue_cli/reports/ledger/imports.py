"""The files that were imported into a ledger."""

from __future__ import annotations

from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.store.ledger.archive import imported_files, path_of


class FileImported(NamedTuple):
    """One imported file: its journal entry, its content's hash, what became of its rows."""

    journal: int
    at: str
    actor: str
    file: str
    kind: str
    sha256: str
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    undone_by: int | None
    """The journal entry that took the import back."""
    archived: str | None
    """Where its original is; it stays when the import is taken back."""


def imports(book: Book) -> list[FileImported]:
    """The imported files, the last import first."""
    return [_with_path(book, FileImported(*row)) for row in imported_files(book.conn)]


def _with_path(book: Book, file: FileImported) -> FileImported:
    """The file with a path under which its original can be opened from here."""
    if file.archived is None:
        return file
    return file._replace(archived=str(path_of(book.ledger.path, file.archived)))
