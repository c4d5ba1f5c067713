"""What a command has to say, before anybody decides how it looks.

A command builds one ``Document``; every format renders the same one. Cells hold values, not
text: ``Money``, ``tuple[Money, ...]`` (sums per currency), ``date``, ``int``, ``str``, ``bool``,
``None``, or plain lists and dicts for parts that only json shows in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

Tone = Literal["plain", "good", "warn", "bad", "dim"]


class Column(NamedTuple):
    """One field of a row. ``name`` is the stable name in csv and json, ``title`` what people see.

    ``wide`` columns are shown only where the terminal has room (smallest ``rank`` first); they
    are always in csv, json and jsonl. ``machine`` columns never show in table and md.
    """

    name: str
    title: str
    align: Literal["left", "right"] = "left"
    rank: int = 0
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table. ``rows`` may be any iterable of mappings by column name."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Any]]
    title: str = ""
    tones: Mapping[str, Mapping[Any, Tone]] = field(default_factory=dict)
    """Colour by column name and value; meaning never hangs on colour alone."""


@dataclass(frozen=True, slots=True)
class Document:
    """One answer: a heading, fields about one thing, and sections of rows.

    json: ``{as_of, settings, …facts, rows: […]}`` with ``data`` replacing the default shape where
    an interface defines its own. csv, jsonl and ``--section`` print one section: ``main``.
    """

    title: str = ""
    as_of: date | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    facts: Sequence[tuple[str, str, Any]] = ()
    """(name, label, value) shown above the sections, and top-level fields in json."""
    sections: Sequence[Section] = ()
    main: str = ""
    data: Mapping[str, Any] | None = None
    """The json object where it is not ``{as_of, settings, facts…, rows}``."""
    empty: str = ""
    """Said on a terminal (stderr) when there is no row at all."""
