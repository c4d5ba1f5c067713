"""Reads a delimited text file: encoding, delimiter, rows with their line numbers."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.table import Grid, Line, Seen
from overdue_cli.ingest.text.encoding import damaged_utf_8, doubt, guess, marked_encoding

DELIMITERS = (",", ";", "\t", "|")
#: How many cells of a row are names of columns.
Score = Callable[[Sequence[str]], int]

_BLOCK = 1 << 20
_TELL_EVERY = 1_000
_SNIFFED = 60
_LOOSE = re.compile(r'(?<=[^",;|\t])"[ \t]+(?=[,;|]|\r?$)')
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"\s*$')


class Content(NamedTuple):
    """What the bytes of a file are: their hash, their encoding, whether ``="…"`` is in them."""

    sha256: str
    encoding: str
    formulas: bool = False


#: What is said of a file whose last row breaks off.
CUT = "the last row has fewer cells than the others and no line end: was the file cut?"
CUT_NUMBER = "the last row ends in a shorter number than the others and no line end: was it cut?"
_DECIMALS = re.compile(r'"?-?[\d.,\' ]*\d[.,](\d{1,4})"?')
_NUMBER = re.compile(r"\"?-?\d[\d.,' ]*")
#: So many of the first rows say how many cells a row has, and so many bytes hold the last one.
_COMPARED = 20
_TAIL = 65_536


class _Broken(Exception):
    """The first byte that is no text: the line it is in, where it is, what it is."""

    def __init__(self, line: int, offset: int, byte: int) -> None:
        super().__init__(line)
        self.line, self.offset, self.byte = line, offset, byte


def empty_file() -> BadFile:
    """The fault of a file in which nothing stands."""
    return BadFile("the file is empty", "Export it again; the first row names the columns.")


def text_grid(path: Path, encoding: str = "", score: Score = lambda cells: 0) -> Grid:
    """The cells of a text file; ``score`` finds the delimiter under which a row names columns."""
    content = text_content(path, encoding)
    with path.open(encoding=content.encoding, newline="") as lines:
        sample = list(islice(filter(str.strip, lines), _SNIFFED))
    delimiter = _delimiter(sample, score)
    seen = Seen(path.stat().st_size)
    cut = _cut(path, content.encoding, sample, delimiter)
    return Grid(
        name=path.name,
        sha256=content.sha256,
        rows=partial(_rows, path, content, delimiter, seen=seen, marks=_marks(sample)),
        encoding=content.encoding,
        delimiter=delimiter,
        seen=seen,
        notes=(cut,) if cut else (),
    )


def _cut(path: Path, encoding: str, sample: Sequence[str], delimiter: str) -> str:
    """What is said of a last row without line end that breaks off; '' where it does not.

    It has fewer cells than all rows at the beginning, or ends in a number of fewer decimals.
    """
    whole = [line for line in sample if line.endswith(("\n", "\r"))][-_COMPARED:]
    rows = [_cells(line.rstrip("\r\n"), delimiter) for line in whole]
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read().decode(encoding, errors="ignore")
    last = _cells(tail.splitlines()[-1] if tail else "", delimiter)
    if tail.endswith(("\n", "\r", '"')) or len({len(cells) for cells in rows}) != 1:
        return ""
    if len(last) < len(rows[0]):
        return CUT
    ends = [cells[-1] for cells in rows[1:]]
    return CUT_NUMBER if len(last) == len(rows[0]) and _is_shorter(last[-1], ends) else ""


def _is_shorter(number: str, others: Sequence[str]) -> bool:
    """Whether a number has fewer decimals than at least two others, which all have as many.

    >>> _is_shorter("12.", ["1.50", "20.00"]), _is_shorter("1250", ["1.50", "20.00"])
    (True, True)
    >>> _is_shorter("12.5", ["1.50", "2"]), _is_shorter("", ["1.50", "2.00"])
    (False, False)
    """
    matches = [_DECIMALS.fullmatch(other.strip()) for other in others]
    digits = {len(one[1]) if one else 0 for one in matches}
    if len(others) < 2 or len(digits) != 1 or digits == {0} or not _NUMBER.fullmatch(number):
        return False
    own = _DECIMALS.fullmatch(number.strip())
    return (len(own[1]) if own else 0) < digits.pop()


def text_content(path: Path, encoding: str) -> Content:
    """One pass over the bytes: hash, and proof that all of them can be read as text."""
    with path.open("rb") as file:
        head = file.read(8192)
    marked = marked_encoding(head, encoding)
    _refuse_binary(head, marked)
    try:
        return _decoded(path, marked or "utf-8")
    except _Broken as broken:
        return _other(path, marked, broken)


def _refuse_binary(head: bytes, encoding: str) -> None:
    wide = encoding.lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32"))
    if b"\0" in head and not wide:
        raise BadFile(
            "this is a binary file, not a text file (it has NUL bytes)",
            "Save the sheet as 'CSV UTF-8', or name the encoding with --encoding.",
        )


def _other(path: Path, marked: str, broken: _Broken) -> Content:
    """The content in the encoding that the bytes leave no doubt of; BadFile, Undecided if none."""
    sample = _sample(path, broken.offset)
    if marked or damaged_utf_8(sample):
        raise _not_text(path, marked or "utf-8", broken)
    encoding = guess(sample)
    if encoding:
        try:
            return _decoded(path, encoding)
        except _Broken:
            raise _not_text(path, "utf-8", broken) from None
    raise _undecided(path, sample, broken)


def _sample(path: Path, offset: int) -> bytes:
    """Whole lines around the first byte that is not ASCII."""
    with path.open("rb") as file:
        file.seek(max(0, offset - 65_536))
        block = file.read(_BLOCK)
    if offset > 65_536:
        block = block[block.find(b"\n") + 1 :]
    whole = block.rfind(b"\n") + 1
    return block[:whole] if len(block) == _BLOCK and whole else block


def _decoded(path: Path, encoding: str) -> Content:
    """Hash and encoding of a file; ``_Broken`` at the first byte that is no text in it."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise WrongUse(
            f"unknown encoding '{encoding}'", hint="Names are utf-8, gb18030, cp1252 and so on."
        ) from None
    digest = hashlib.sha256()
    line, done, formulas = 1, 0, False
    with path.open("rb") as file:
        block = file.read(_BLOCK)
        while block:
            following = file.read(_BLOCK)
            held = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, final=not following)
            except UnicodeDecodeError as error:
                line += _line_ends(error.object[: error.start].decode("latin-1"))
                bad = error.object[error.start]
                raise _Broken(line, done - held + error.start, bad) from None
            except UnicodeError as error:  # an encoding that asks for a mark at the beginning
                raise _no_mark(encoding, str(error)) from None
            line += _line_ends(text)
            done += len(block)
            formulas = formulas or '="' in text
            digest.update(block)
            block = following
    return Content(digest.hexdigest(), encoding, formulas)


def _no_mark(encoding: str, message: str) -> BadFile:
    return BadFile(
        f"this is no text in the encoding {encoding}: {message}",
        "Leave out --encoding, or name another.",
    )


def _line_ends(text: str) -> int:
    return text.count("\n") or text.count("\r")


def _not_text(path: Path, encoding: str, broken: _Broken) -> BadFile:
    name = encoding.removesuffix("-sig").upper()
    return BadFile(
        f"byte 0x{broken.byte:02X} at position {broken.offset} is not {name}",
        f"Save the file as 'CSV UTF-8'{_other_encoding(path, encoding)}.",
        row=broken.line,
        value=f"0x{broken.byte:02X}",
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


def _undecided(path: Path, sample: bytes, broken: _Broken) -> Undecided | BadFile:
    readings = doubt(sample).readings
    if not readings:
        return _not_text(path, "utf-8", broken)
    shown = "; ".join(f"{text!r} ({name})" for name, text in readings)
    choices = [name for name, _ in readings]
    return Undecided(
        path.name,
        Problem(
            broken.line,
            "",
            "",
            f"this is not UTF-8; it could be {shown}",
            f"Say which looks right: --encoding {' or '.join(choices)}.",
        ),
        option="--encoding",
        choices=choices,
    )


def _delimiter(lines: Sequence[str], score: Score) -> str:
    """The mark between cells: as Excel's ``sep=;`` names it, else as the rows show it."""
    if lines and _names_delimiter(lines[0]):
        return lines[0][4]
    if not lines:
        return DELIMITERS[0]
    return max(DELIMITERS, key=lambda mark: _fit(lines, mark, score))


def _names_delimiter(line: str) -> bool:
    return line.lower().startswith("sep=") and len(line.rstrip("\r\n")) == 5


def _fit(lines: Sequence[str], mark: str, score: Score) -> tuple[int, int, int]:
    """How well a delimiter fits: columns named, cells of the first row, rows of one width."""
    rows = [_cells(line, mark) for line in lines]
    named = max(score(row) for row in rows)
    width, count = Counter(map(len, rows)).most_common(1)[0]
    return named, len(rows[0]), count if width > 1 else 0


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # a cell too long to be one; told when the rows are read
        return [line]


def _is_loose(sample: Iterable[str]) -> bool:
    """Whether blanks stand between a closing quotation mark and the delimiter: ``"1.00"\\t,``."""
    return any(_LOOSE.search(line) for line in sample)


class _Marks(NamedTuple):
    """How a file dresses its cells."""

    loose: bool
    """Blanks stand between a closing quotation mark and the delimiter."""
    ticked: bool
    """A grave accent stands before every cell, by which a spreadsheet is to take it as text."""


def _marks(sample: Iterable[str]) -> _Marks:
    lines = list(sample)
    return _Marks(_is_loose(lines), any(line.startswith("`") for line in lines))


def _rows(
    path: Path, content: Content, delimiter: str, after: int, *, seen: Seen, marks: _Marks
) -> Iterator[Line]:
    """Every row below a line that is not blank, numbered by the line on which it begins."""
    rows = _read(path, content.encoding, delimiter, after, seen, loose=marks.loose)
    if marks.ticked:
        rows = _unticked(rows)
    return _plain(rows) if content.formulas else rows


def _unticked(rows: Iterator[Line]) -> Iterator[Line]:
    """The rows without the grave accents, where all cells of a row have one."""
    for line, cells in rows:
        if all(cell[:1] in ("`", "") for cell in cells):
            yield line, [cell.removeprefix("`") for cell in cells]
        else:
            yield line, cells


def _plain(rows: Iterator[Line]) -> Iterator[Line]:
    """The rows with the text of ``="00123"``, by which Excel is told to keep digits."""
    for line, cells in rows:
        yield line, [_formula_text(cell) if cell.startswith('="') else cell for cell in cells]


def _formula_text(cell: str) -> str:
    match = _FORMULA_TEXT.match(cell)
    return match[1].replace('""', '"') if match else cell


def _read(
    path: Path, encoding: str, delimiter: str, after: int, seen: Seen, *, loose: bool
) -> Iterator[Line]:
    with path.open("rb") as file, TextIOWrapper(file, encoding=encoding, newline="") as lines:
        source = (_LOOSE.sub('"', line) for line in lines) if loose else lines
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        before = 0
        try:
            for cells in reader:
                if (
                    cells
                    and before >= after
                    and (cells[0].strip() or any(map(str.strip, cells)))
                    and (before or not _is_sep(cells, delimiter))
                ):
                    yield before + 1, cells
                before = reader.line_num
                if not before % _TELL_EVERY:
                    seen.done = file.tell()
        except csv.Error as error:
            raise _broken_quotes(before + 1, str(error)) from None


def _is_sep(cells: Sequence[str], delimiter: str) -> bool:
    """Whether a row is Excel's ``sep=;``, cut in two at its own delimiter."""
    return delimiter.join(cells).lower() == f"sep={delimiter}"


def _broken_quotes(line: int, message: str) -> BadFile:
    if "field larger" in message:
        longest = csv.field_size_limit()
        return BadFile(
            f"a cell holds more than {longest:,} characters",
            "Shorten it; where it begins with a quotation mark, close that mark.",
            row=line,
        )
    if "unexpected end" in message:
        rule = "a quotation mark opens here and is never closed"
    else:
        rule = "text stands after a closing quotation mark"
    hint = 'Close the quotation mark, or write "" for one inside a quoted cell.'
    return BadFile(rule, hint, row=line)
