"""Opens a file of bank statements, whatever its format: told by content, never by its name."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.domain.money import decimal_text
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.files import open_grids, sha256_of
from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.headers.kind_choice import chosen
from overdue_cli.ingest.statements.camt import read_camt
from overdue_cli.ingest.statements.exports.bank_list import read_list
from overdue_cli.ingest.statements.exports.list_header import brokers_column, header_of, score
from overdue_cli.ingest.statements.exports.other_books import other_books, require_no_books
from overdue_cli.ingest.statements.movement_count import (
    check_count,
    count_in,
)
from overdue_cli.ingest.statements.mt940 import looks_like_mt940, read_mt940
from overdue_cli.ingest.statements.ofx import looks_like_ofx, read_ofx
from overdue_cli.ingest.statements.qif import looks_like_qif, read_qif
from overdue_cli.ingest.statements.values import Reading, StatementChoices, StatementResult
from overdue_cli.ingest.table import Grid
from overdue_cli.ingest.text.encoding import declared_encoding, guess, marked_encoding
from overdue_cli.ingest.text.markup_kind import markup_of
from overdue_cli.ingest.text.tag_count import count_tags

_HEAD = 1 << 14


def own_format(head: bytes) -> str:
    """The format of bank statements that the first bytes of a file tell, '' for none.

    >>> own_format(b":20:START\\r\\n:25:DE02/1\\r\\n"), own_format(b"loan_id,date\\n")
    ('MT940', '')
    """
    if markup_of(head):
        return ""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    text = head.replace(b"\0", b"").decode("latin-1").replace("\r", "\n")
    if looks_like_ofx(text):
        return "OFX"
    if re.match(r"\s*<(\?xml|!--|!DOCTYPE|(\w+:)?Document\b|(\w+:)?BkToCstmr)", text):
        return "CAMT"
    if looks_like_qif(text):
        return "QIF"
    return "MT940" if looks_like_mt940(text) else ""


def first_bytes(path: Path) -> bytes:
    """What the format is told by; b'' for something that cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def read_statement(path: Path, choices: StatementChoices) -> Reading:
    """Everything that stands in a file of bank statements; BadFile when it is none."""
    name = own_format(first_bytes(path))
    if not name:
        return _from_sheet(path, choices)
    digest = sha256_of(path)
    if name == "CAMT":
        result = _from_xml(path, choices)
        check_count(count_tags(path, "Ntry", choices.encoding), result.movements)
        return _reading(name, digest, "utf-8", result)
    text, encoding = _decoded(path.read_bytes(), choices.encoding)
    readers: dict[str, Callable[[], StatementResult]] = {
        "MT940": lambda: read_mt940(text, choices),
        "OFX": lambda: read_ofx(text, choices),
        "QIF": lambda: read_qif(text, choices, path.name),
    }
    result = readers[name]()
    check_count(count_in(name, text), result.movements)
    return _reading(name, digest, encoding, result)


def _from_xml(path: Path, choices: StatementChoices) -> StatementResult:
    if choices.encoding:
        text, _ = _decoded(path.read_bytes(), choices.encoding)
        return read_camt(io.BytesIO(text.lstrip("\ufeff").encode()), choices, "utf-8")
    encoding = declared_encoding(first_bytes(path))
    with path.open("rb") as file:
        if encoding.startswith("utf") or not _is_wide(encoding):
            return read_camt(file, choices)
        recoded = codecs.EncodedFile(file, "utf-8", encoding)
        return read_camt(cast("BinaryIO", recoded), choices, "utf-8")


def _is_wide(encoding: str) -> bool:
    """Whether an encoding has signs of several bytes, which the reader of XML does not know."""
    return len(bytes(range(256)).decode(encoding, "replace")) < 256


def _decoded(content: bytes, chosen_encoding: str) -> tuple[str, str]:
    """The text of a statement and its encoding; Western where nothing says otherwise."""
    named = marked_encoding(content[:_HEAD], chosen_encoding)
    for encoding in (named, "utf-8-sig", guess(content[: 1 << 20]), "cp1252", "latin-1"):
        if not encoding:
            continue
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError as error:
            if chosen_encoding:
                raise BadFile(
                    f"byte 0x{content[error.start]:02X} at position {error.start} "
                    f"is not {chosen_encoding}",
                    "Name another encoding with --encoding, or leave it out.",
                ) from None
        except LookupError:
            raise BadFile(
                f"unknown encoding '{encoding}'", "Names are utf-8, gb18030, cp1252 and so on."
            ) from None
    raise AssertionError("latin-1 reads every byte")


def _statement_grid(path: Path, grids: Sequence[Grid], mapped: Mapping[str, str]) -> Grid:
    """The sheet that is a list of movements, the first where none is; Undecided for several."""
    fitting = [grid for grid in grids if header_of(grid, mapped) is not None]
    if len(fitting) > 1:
        names = " and ".join(f"'{grid.sheet}'" for grid in fitting)
        problem = Problem(
            0,
            "",
            "",
            f"the sheets {names} are lists of movements",
            f"Name one: --sheet '{fitting[0].sheet}'; for each more, import the file again.",
        )
        choices = tuple(grid.sheet for grid in fitting)
        raise Undecided(path.name, problem, option="--sheet", choices=choices)
    return (fitting or grids)[0]


def is_bank_format(path: Path) -> bool:
    """Whether a file is in a format that only banks use."""
    return bool(own_format(first_bytes(path)))


def is_bank_list(path: Path, encoding: str = "", sheet: str = "") -> bool:
    """Whether a file of rows is a bank's or a broker's list of movements, and of no other kind.

    Undecided where it has the columns of one, but its titles or its rows are those of a ledger.
    """
    try:
        grids = open_grids(path, encoding, sheet, score)
    except (BadFile, WrongUse):
        return False
    lists = [(grid, header) for grid in grids if (header := header_of(grid)) is not None]
    if any(brokers_column(header.names) for _, header in lists):
        return True
    banks = [one for one in lists if chosen(one[1].names).kind == STATEMENT]
    for grid, header in banks[:1]:
        rows = grid.rows(header.row)
        books = other_books(header.above, header.names, header.places, rows)
        require_no_books(grid.name, books)
    return bool(banks)


def _from_sheet(path: Path, choices: StatementChoices) -> Reading:
    grids = open_grids(
        path, choices.encoding, choices.sheet, partial(score, mapped=choices.columns)
    )
    grid = _statement_grid(path, grids, choices.columns)
    result, table = read_list(grid, choices)
    unused = [one.sheet for one in grids if one is not grid and next(one.rows(0), None)]
    if unused:
        result.notes.append(f"sheets not used: {', '.join(unused)}")
    return replace(_reading("list", grid.sha256, grid.encoding, result), table=table)


def _reading(name: str, sha256: str, encoding: str, result: StatementResult) -> Reading:
    return Reading(
        name,
        sha256,
        encoding,
        tuple(result.statements),
        tuple(sorted(result.problems, key=lambda problem: problem.row)),
        (*result.notes, *_whose(result), *_several(result), *_unbalanced(result)),
        tuple(result.left_out),
        result.ignored,
        result.says_direction,
        result.fields_read,
        result.no_payments,
    )


def _whose(result: StatementResult) -> Iterator[str]:
    if any(not line.account for one in result.statements for line in one.lines):
        yield "nothing says whose account this is; --account NUMBER tells accounts apart"


def _several(result: StatementResult) -> Iterator[str]:
    """What to say of money that came in as the sum of several payments."""
    rows = [
        str(line.row)
        for one in result.statements
        for line in one.lines
        if line.payments > 1 and line.kind != "debit"
    ]
    named = ", ".join(rows[:5]) + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")
    if len(rows) == 1:
        yield (
            f"line {named} is the sum of several payments that the file does not tell apart: it "
            "is nobody's and not booked; divide it with 'overdue match'"
        )
    elif rows:
        yield (
            f"lines {named} are sums of several payments that the file does not tell apart: they "
            "are nobody's and not booked; divide them with 'overdue match'"
        )


def _unbalanced(result: StatementResult) -> Iterator[str]:
    """What to say of statements whose movements do not lead from one balance to the other."""
    for one in result.statements:
        if one.difference and not result.problems:
            off = decimal_text(one.difference, one.currency)
            name = f"statement {one.number or one.row} of {one.account or 'the account'}"
            yield f"{name} does not balance: its closing balance is off by {one.currency} {off}"
