"""What a command has to say, before anybody decides how it looks.

A command builds one ``Document``; every format renders the same one. Cells hold values, not
text: ``Money``, ``tuple[Money, ...]`` (sums per currency), ``Fraction`` (a part of a whole: per
cent for people), ``date``, ``int``, ``str``, ``bool``, ``None``, or plain lists and dicts for
parts that only json shows in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

Tone = Literal["plain", "good", "warn", "bad", "dim"]


class Column(NamedTuple):
    """One field of a row. ``name`` is the stable name in csv and json, ``title`` what people see.

    Columns with a ``rank`` above 0 are optional: a terminal without room leaves out the highest
    rank first. Everywhere but on a terminal they are always there. ``machine`` columns never show
    in table and md. A whole number is a quantity in a column aligned right (12,345) and a name in
    a column aligned left (12345).

    A column of ``sums`` may hold amounts of several currencies in one row: csv and xlsx give it a
    column of plain numbers per currency.
    """

    name: str
    title: str
    align: Literal["left", "right"] = "left"
    rank: int = 0
    machine: bool = False
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table. ``rows`` may be any iterable of mappings by column name."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Any]]
    title: str = ""
    tones: Mapping[str, Mapping[Any, Tone]] = field(default_factory=dict)
    """Colour by column name and value; meaning never hangs on colour alone."""
    totals: Sequence[str] = ()
    """Columns of amounts that may be added up: a workbook ends with their sums per currency."""
    machine: bool = False
    """Whether only programs read it (csv, jsonl, json); people have the other sections."""
    added: Mapping[int, range] = field(default_factory=dict)
    """Rows that are the sums of other rows, by their places: a workbook has them as formulas."""


@dataclass(frozen=True, slots=True)
class Document:
    """One answer: a heading, fields about one thing, and sections of rows.

    json: ``{as_of, settings, …facts, rows: […]}`` with ``data`` replacing the default shape where
    an interface defines its own. csv and jsonl print one section: ``main`` (the first where it is
    empty) or the one asked for by ``--section``; without any section, the facts as one row.
    """

    title: str = ""
    as_of: date | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    facts: Sequence[tuple[str, str, Any]] = ()
    """(name, label, value) shown above the sections, and top-level fields in json.

    A fact without a label is for json only.
    """
    sections: Sequence[Section] = ()
    main: str = ""
    data: Mapping[str, Any] | None = None
    """The json object where it is not ``{as_of, settings, facts…, rows}``."""
    empty: str = ""
    """Said on stderr, on a terminal and piped alike, when there is no row at all."""
    more: str = ""
    """What a short answer leaves out and how to see it: a last line for people."""
