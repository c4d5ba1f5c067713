"""json: one object, ``{as_of, settings, …facts, rows: […]}``, or the document's own ``data``.

The main section is ``rows``, every other section a key of its own name. Rows are written as they
come, so a long list is never held in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from overdue_cli.render.document import Document, Section
from overdue_cli.render.sections import main_section
from overdue_cli.render.values import encoded

_flat = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_deep = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2).encode


def write(document: Document, out: TextIO) -> None:
    """The document as one json object, indented by two."""
    separator = "{\n"
    for name, value in _members(document):
        out.write(f"{separator}  {_flat(name)}: ")
        if isinstance(value, Section):
            _write_rows(value, out)
        else:
            out.write(_indented(encoded(value), 2))
        separator = ",\n"
    out.write("{}\n" if separator == "{\n" else "\n}\n")


def _members(document: Document) -> Iterator[tuple[str, Any]]:
    """Names and values of the object, in the order they are written."""
    if document.data is not None:
        yield from ((str(name), value) for name, value in document.data.items())
        return
    yield "as_of", document.as_of
    yield "settings", document.settings
    yield from ((name, value) for name, _, value in document.facts)
    main = main_section(document)
    for section in document.sections:
        yield ("rows" if section is main else section.name), section


def _write_rows(section: Section, out: TextIO) -> None:
    """A section as a list of objects, one after the other."""
    keys = [(column.name, _flat(column.name)) for column in section.columns]
    separator = "[\n"
    for row in section.rows:
        cells = [f"      {key}: {_cell(row.get(name))}" for name, key in keys]
        out.write(separator + "    {\n" + ",\n".join(cells) + "\n    }")
        separator = ",\n"
    out.write("[]" if separator == "[\n" else "\n  ]")


def _cell(value: Any) -> str:
    """One cell as json; only lists and dicts need the slower, indented way."""
    plain = encoded(value)
    return _indented(plain, 6) if isinstance(plain, (list, dict)) else _flat(plain)


def _indented(plain: Any, depth: int) -> str:
    """Json whose further lines begin ``depth`` spaces in (no text holds a raw line end)."""
    return _deep(plain).replace("\n", "\n" + " " * depth)
