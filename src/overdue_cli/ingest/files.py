"""Opens any file that people have: the one way from a path to its cells.

What a file is, is told by its first bytes, never by the ending of its name.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from overdue_cli.domain.errors import MachineFailure, WrongUse
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.table import Grid
from overdue_cli.ingest.text.csv_file import Score, text_grid
from overdue_cli.ingest.text.json_file import json_grids, looks_like_json
from overdue_cli.ingest.text.markup_kind import WEB_PAGE, XML_WORKBOOK, markup_of

_BLOCK = 1 << 20
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
#: First bytes of files that hold no rows.
_SIGNATURES = (
    (b"SQLite format 3", "a database file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"MIME-Version:", "a web archive (MHTML)"),
)


def open_grids(
    path: Path, encoding: str = "", sheet: str = "", score: Score = lambda cells: 0
) -> list[Grid]:
    """The cells of a file: one grid, or one for each sheet of a workbook that holds anything.

    ``sheet`` names one of them, or ``all`` with those that are hidden; ``score`` counts the cells
    of a row that name columns, which finds the delimiter of a text file. BadFile when the content
    cannot be read, WrongUse when the file or the sheet is not there.
    """
    head = _head(path)
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise BadFile(
                f"this is {what}, not a text file", "Save the sheet as 'CSV UTF-8', or as xlsx."
            )
    if head.startswith((_ZIP, _OLD_OFFICE)):
        return _workbook(path, sheet)
    markup = markup_of(head, encoding)
    if markup == XML_WORKBOOK:
        from overdue_cli.ingest.workbook.xml_workbook import xml_grids

        return _some(xml_grids(path, sha256_of(path), sheet))
    if markup == WEB_PAGE:
        from overdue_cli.ingest.text.web_page import page_grids

        return page_grids(path, encoding, sheet)
    if looks_like_json(head):
        return json_grids(path, sha256_of(path), sheet)
    return [text_grid(path, encoding, score)]


def has_sheets(path: Path) -> bool:
    """Whether a file can have several sheets, tables or lists, of which one can be named."""
    head = _head(path)
    return head.startswith((_ZIP, _OLD_OFFICE)) or bool(markup_of(head)) or looks_like_json(head)


def takes_encoding(path: Path) -> bool:
    """Whether a file is text whose encoding the user can name: workbooks and JSON say it."""
    head = _head(path)
    if head.startswith((_ZIP, _OLD_OFFICE)) or looks_like_json(head):
        return False
    return markup_of(head) != XML_WORKBOOK


def _workbook(path: Path, sheet: str) -> list[Grid]:
    from overdue_cli.ingest.workbook.sheet_file import sheet_grids

    return _some(sheet_grids(path, sha256_of(path), sheet))


def _some(grids: list[Grid]) -> list[Grid]:
    """The sheets of a workbook; BadFile for none."""
    if not grids:
        raise BadFile("the workbook is empty", "Export it again, or name a sheet with --sheet.")
    return grids


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise WrongUse(f"{path} is a folder", hint="Name the files in it.")
    try:
        with path.open("rb") as file:
            return file.read(8192)
    except FileNotFoundError:
        raise WrongUse(f"there is no file {path}", hint="Check the name and the folder.") from None
    except OSError as error:
        raise MachineFailure(
            f"cannot read {path}: {error.strerror}", hint="Check who owns the file and its mode."
        ) from None


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, as hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(partial(file.read, _BLOCK), b""):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def on_disk(path: Path, stdin: BinaryIO | None = None) -> Iterator[Path]:
    """The path itself; for ``-``, or a pipe that has a name, a file that holds what came of it."""
    if not comes_once(path):
        yield path
        return
    with TemporaryDirectory(prefix="overdue-") as folder, ExitStack() as stack:
        kept = Path(folder) / "stdin"
        named = str(path) != "-"
        source = stack.enter_context(path.open("rb")) if named else stdin or sys.stdin.buffer
        with kept.open("wb") as file:
            shutil.copyfileobj(source, file)
        yield kept


def comes_once(path: Path) -> bool:
    """Whether what a path names can be read only once: the standard input, a pipe."""
    return str(path) == "-" or path.is_fifo()
