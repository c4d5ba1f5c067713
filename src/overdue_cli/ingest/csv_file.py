"""Reads a delimited text file: encoding, delimiter, header, rows with their line numbers."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from overdue_cli.domain.errors import MachineFailure, WrongUse
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.table import Line, Seen, Table

DELIMITERS = (",", ";", "\t", "|")
_BLOCK = 1 << 20
_TELL_EVERY = 1_000

#: First bytes of files that people rename to .csv or pass by mistake.
_SIGNATURES = (
    (b"PK\x03\x04", "a workbook (xlsx or ods) or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old workbook (xls)"),
    (b"SQLite format 3", "a database file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Content(NamedTuple):
    """What the bytes of a file are: their hash and their encoding."""

    sha256: str
    encoding: str


def read_csv(path: Path, encoding: str = "") -> Table:
    """The table in a text file; BadFile when its content is no table, with line and byte."""
    content = _content(path, encoding)
    with path.open(encoding=content.encoding, newline="") as lines:
        first, delimiter = _first_line(next(filter(str.strip, lines), ""))
    seen = Seen(path.stat().st_size)
    rows = _rows(path, content.encoding, delimiter, first, seen)
    found = next(rows, None)
    if found is None:
        raise BadFile("the file is empty", "Export it again; the first row names the columns.")
    header_row, header = found
    if next(rows, None) is None:
        raise BadFile(
            "there are no rows below the header",
            "Export it again with its data, or leave the file out.",
            row=header_row,
        )
    return Table(
        name=path.name,
        sha256=content.sha256,
        header=tuple(cell.strip() for cell in header),
        header_row=header_row,
        rows=partial(_rows, path, content.encoding, delimiter, header_row, seen),
        encoding=content.encoding,
        delimiter=delimiter,
        seen=seen,
    )


def _content(path: Path, encoding: str) -> Content:
    """One pass over the bytes: hash, and proof that all of them can be read as text."""
    if path.is_dir():
        raise WrongUse(f"{path} is a folder", hint="Name the files in it.")
    try:
        with path.open("rb") as file:
            head = file.read(8192)
            _refuse_binary(head, encoding)
            chosen = _encoding(head, encoding)
            blocks = iter(partial(file.read, _BLOCK), b"")
            return Content(_decoded(path, head, blocks, chosen), chosen)
    except FileNotFoundError:
        raise WrongUse(f"there is no file {path}", hint="Check the name and the folder.") from None
    except OSError as error:
        raise MachineFailure(
            f"cannot read {path}: {error.strerror}", hint="Check who owns the file and its mode."
        ) from None


def _encoding(head: bytes, given: str) -> str:
    """The encoding named by the user, else by the byte-order mark, else UTF-8."""
    marked = next((name for bom, name in _BOMS if head.startswith(bom)), "")
    if marked and given.lower().replace("_", "-") in ("", "utf-8", "utf8"):
        return marked
    return given or "utf-8"


def _refuse_binary(head: bytes, encoding: str) -> None:
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise BadFile(f"this is {what}, not a text file", "Save the sheet as 'CSV UTF-8'.")
    wide = _encoding(head, encoding).lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32"))
    if b"\0" in head and not wide:
        raise BadFile(
            "this is a binary file, not a text file (it has NUL bytes)",
            "Save the sheet as 'CSV UTF-8', or name the encoding with --encoding.",
        )


def _decoded(path: Path, head: bytes, blocks: Iterator[bytes], encoding: str) -> str:
    """The SHA-256 of the file as hexadecimal text; BadFile at the first byte that is no text."""
    digest = hashlib.sha256(head)
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise WrongUse(
            f"unknown encoding '{encoding}'", hint="Names are utf-8, gb18030, cp1252 and so on."
        ) from None
    line, done = 1, 0
    block = head
    while block:
        following = next(blocks, b"")
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, final=not following)
        except UnicodeDecodeError as error:
            bad = error.object[error.start]
            line += _line_ends(error.object[: error.start].decode("latin-1"))
            raise _not_text(path, encoding, line, done - held + error.start, bad) from None
        line += _line_ends(text)
        done += len(block)
        digest.update(following)
        block = following
    return digest.hexdigest()


def _line_ends(text: str) -> int:
    return text.count("\n") or text.count("\r")


def _not_text(path: Path, encoding: str, line: int, offset: int, bad: int) -> BadFile:
    name = encoding.removesuffix("-sig").upper()
    return BadFile(
        f"byte 0x{bad:02X} at position {offset} is not {name}",
        f"Save the file as 'CSV UTF-8'{_other_encoding(path, encoding)}.",
        row=line,
        value=f"0x{bad:02X}",
    )


def _other_encoding(path: Path, encoding: str) -> str:
    """', or import it with --encoding X' for one that can read every byte."""
    with path.open("rb") as file:
        content = file.read(_BLOCK)
    for name in ("gb18030", "cp1252"):
        if name == encoding.lower():
            continue
        try:
            codecs.getincrementaldecoder(name)().decode(content)
        except UnicodeDecodeError:
            continue
        return f", or if it looks right that way, import it with --encoding {name}"
    return ", or name its encoding with --encoding"


def _first_line(line: str) -> tuple[int, str]:
    """Lines to leave out before the header, and the delimiter; Excel's ``sep=;`` names it."""
    if line.lower().startswith("sep=") and len(line.rstrip("\r\n")) == 5:
        return 1, line[4]
    return 0, max(DELIMITERS, key=lambda mark: _cells_in(line, mark))


def _cells_in(line: str, delimiter: str) -> int:
    return len(next(csv.reader([line], delimiter=delimiter), []))


def _rows(path: Path, encoding: str, delimiter: str, after: int, seen: Seen) -> Iterator[Line]:
    """Every row below a line that is not blank, numbered by the line on which it begins."""
    with path.open("rb") as file, TextIOWrapper(file, encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        before = 0
        try:
            for cells in reader:
                if cells and before >= after and (cells[0].strip() or any(map(str.strip, cells))):
                    yield before + 1, cells
                before = reader.line_num
                if not before % _TELL_EVERY:
                    seen.done = file.tell()
        except csv.Error as error:
            raise _broken_quotes(before + 1, str(error)) from None


def _broken_quotes(line: int, said: str) -> BadFile:
    if "unexpected end" in said or "field larger" in said:
        rule = "a quotation mark opens here and is never closed"
    else:
        rule = "text stands after a closing quotation mark"
    hint = 'Close the quotation mark, or write "" for one inside a quoted cell.'
    return BadFile(rule, hint, row=line)
