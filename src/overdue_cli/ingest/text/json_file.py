"""Reads JSON (a list of objects, or an object of such lists) and JSON lines, as cells of text.

Values are read one after the other, so that a long list needs no more memory than a short one.
Objects in objects become columns of their own, named ``outer.inner``; numbers keep their digits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.table import Grid, Line, Seen
from overdue_cli.ingest.text.csv_file import empty_file
from overdue_cli.ingest.text.encoding import marked_encoding
from overdue_cli.ingest.text.json_stream import JsonReader, decode

_TELL_EVERY = 1_000
_FIRST_LINE = 1 << 22
_HINT = "Write a list of objects, or one object a line."
Record = tuple[str, int, Any]


def looks_like_json(head: bytes) -> bool:
    """Whether a file begins as JSON does; a CSV file would begin with a name."""
    text = head.decode(marked_encoding(head) or "utf-8", "ignore").lstrip("\ufeff \t\r\n")
    inside = text[1:].lstrip()
    if text.startswith("{"):
        return inside[:1] in ('"', "}", "")
    return text.startswith("[") and inside[:1] in ("{", "[", "]", "")


def json_grids(path: Path, sha256: str, list_name: str = "") -> list[Grid]:
    """The list of a JSON file, or each list of an object of lists; or the rows of JSON lines."""
    lists = _lists(path)
    if not lists:
        raise empty_file()
    if list_name and list_name != "all":
        if list_name not in lists:
            known = ", ".join(f"'{name}'" for name in lists)
            raise WrongUse(f"{path.name} has no list '{list_name}'", hint=f"It has {known}.")
        return [_grid(path, sha256, list_name, lists[list_name], sheet=list_name)]
    several = len(lists) > 1
    return [
        _grid(path, sha256, name, header, sheet=name if several else "")
        for name, header in lists.items()
    ]


def _grid(path: Path, sha256: str, name: str, header: tuple[str, ...], *, sheet: str) -> Grid:
    seen = Seen(path.stat().st_size)
    return Grid(
        name=path.name,
        sha256=sha256,
        rows=partial(_rows, path, name, header, seen),
        sheet=sheet,
        seen=seen,
        header=header,
    )


def _lists(path: Path) -> dict[str, tuple[str, ...]]:
    """By the name of each list, the names of its columns in the order they first appear."""
    headers: dict[str, dict[str, None]] = {}
    for name, number, record in _records(path, Seen()):
        headers.setdefault(name, {}).update(dict.fromkeys(_flat(record, number)))
    return {name: tuple(header) for name, header in headers.items()}


def _rows(
    path: Path, list_name: str, header: tuple[str, ...], seen: Seen, after: int
) -> Iterator[Line]:
    """Each object by its number, or by its line in JSON lines."""
    for name, number, record in _records(path, seen):
        if name == list_name and number > after:
            cells = _flat(record, number)
            row = [cells.get(column, "") for column in header]
            if any(map(str.strip, row)):
                yield number, row


def _records(path: Path, seen: Seen) -> Iterator[Record]:
    """Every object of the lists of a file: the list's name, the object's number, the object."""
    with path.open("rb") as file:
        encoding = marked_encoding(file.read(64)) or "utf-8"
        file.seek(0)
        text = TextIOWrapper(file, encoding=encoding)
        try:
            for record in _of_text(text, path, encoding):
                if not record[1] % _TELL_EVERY:
                    seen.done = file.tell()
                yield record
        except UnicodeDecodeError as error:
            rule = f"byte 0x{error.object[error.start]:02X} is not {encoding.upper()}"
            raise BadFile(rule, "JSON is UTF-8; export it again.") from None


def _of_text(text: TextIOWrapper, path: Path, encoding: str) -> Iterator[Record]:
    reader = JsonReader(text)
    first = reader.peek()
    if first == "[":
        row = 0
        for row, value in reader.array():
            yield "", row, value
        reader.end(row)
    elif first == "{" and not _is_lines(path, encoding):
        yield from reader.lists()
        reader.end(0)
    else:
        yield from _lines(path, encoding)


def _is_lines(path: Path, encoding: str) -> bool:
    """Whether the first line is a whole object that holds no list of objects."""
    with path.open(encoding=encoding) as lines:
        first = next(filter(str.strip, iter(lambda: lines.readline(_FIRST_LINE), "")), "")
        more = bool(next(filter(str.strip, iter(lambda: lines.readline(64), "")), ""))
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return more or not (isinstance(value, dict) and any(map(_is_list_of_objects, value.values())))


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _lines(path: Path, encoding: str) -> Iterator[Record]:
    with path.open(encoding=encoding) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield "", number, decode(line, number)


def _flat(record: Any, row: int) -> dict[str, str]:
    """The cells of an object by column."""
    if not isinstance(record, dict):
        raise BadFile("this is no object", _HINT, row=row, value=str(record)[:40])
    return dict(_cells(record, ""))


def _cells(record: Mapping[str, Any], outer: str) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _cells(value, f"{outer}{name}.")
        else:
            yield f"{outer}{name}", _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
