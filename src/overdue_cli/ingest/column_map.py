"""A user's own names of columns: a TOML file that says which header means which field.

``kind`` names what the file holds, the table ``columns`` gives each header its field; a header
with an empty field is not used. ``overdue import --guess`` writes one to begin with.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers import (
    REJECT_COLUMNS,
    Columns,
    aliases,
    columns_named,
    currencies_in,
    meanings,
    normal,
    periods,
    recognise,
)
from overdue_cli.ingest.kinds import KINDS
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.units import split

_HINT = 'Write kind = "loans" and, under [columns], lines such as "My header" = "loan_id".'


class ColumnMap(NamedTuple):
    """What a file holds, and what its headers mean (by their normal form)."""

    kind: str
    fields: Mapping[str, str]

    def score(self, cells: Sequence[str]) -> int:
        """How many cells of a row name columns, by this map or by themselves."""
        mapped = sum(1 for cell in cells if self.fields.get(normal(cell)))
        return max(mapped, columns_named(cells))

    def names_any(self, header: Sequence[str]) -> bool:
        """Whether it says what any column of a header is."""
        return any(normal(text) in self.fields for text in header)

    def over(self, other: ColumnMap) -> ColumnMap:
        """This map, and what another says of the headers that it leaves out."""
        return ColumnMap(self.kind, {**other.fields, **self.fields})


NO_MAP = ColumnMap("", {})


def read_map(path: Path) -> ColumnMap:
    """The map in a TOML file; WrongUse for one that cannot be used."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongUse(f"there is no file {path}", hint="Write one with --guess.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongUse(f"{path} is no map of columns: {error}", hint=_HINT) from None
    return _checked(path, said.get("kind", ""), said.get("columns"))


def _checked(path: Path, kind: object, columns: object) -> ColumnMap:
    if kind not in KINDS or not isinstance(columns, dict):
        raise WrongUse(f"{path} names no kind of file, or no columns", hint=_HINT)
    known = [field.name for field in KINDS[str(kind)].fields]
    for header, field in columns.items():
        if field != "" and field not in known:
            near = get_close_matches(str(field), known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known)}."
            raise WrongUse(f"{path}: '{header}' is mapped to '{field}'", hint=hint)
    return ColumnMap(str(kind), {normal(str(h)): str(f) for h, f in columns.items()})


def renamed(table: Table, mapped: ColumnMap) -> Table:
    """The table under the names that the map gives its columns; units and currencies stay."""
    return replace(table, header=tuple(_renamed(text, mapped) for text in table.header))


def _renamed(header: str, mapped: ColumnMap) -> str:
    """A header as the map names it, with its unit and its currency.

    >>> _renamed("Sum (USD)", ColumnMap("loans", {normal("Sum (USD)"): "principal"}))
    'principal(USD)'
    """
    field = mapped.fields.get(normal(header))
    if field is None:
        return header
    said = [*filter(None, [split(header).unit]), *(one.text for one in currencies_in(header))]
    return field + "".join(f"({unit})" for unit in said) if field else field


def restored(columns: Columns, table: Table) -> Columns:
    """The columns under the names that the file gives them."""
    said = {
        field: column._replace(header=table.header[column.place])
        for field, column in columns.columns.items()
    }
    if "annual_rate" in said:  # a map says what it is; that it is for a month, its own name
        rate = said["annual_rate"]
        said["annual_rate"] = rate._replace(times=periods(rate.header))
    used = {column.place for column in said.values()}
    ignored = tuple(
        text
        for place, text in enumerate(table.header)
        if text and place not in used and text.lower() not in REJECT_COLUMNS
    )
    return replace(columns, columns=said, ignored=ignored)


def fingerprint(header: Sequence[str]) -> str:
    """What a header is known by again: its names, whatever their dress and order."""
    names = sorted({normal(text) for text in header} - {"", *REJECT_COLUMNS})
    return sha256("\n".join(names).encode()).hexdigest()[:16]


def guessed(
    table: Table, kinds: Sequence[str], answered: Mapping[str, str], doubts: Sequence[Undecided]
) -> str:
    """A map as TOML text: what each header means or seems to mean, for the user to mend.

    What fits two ways (several ``kinds``, ``doubts`` of columns) stands in it as lines that are
    taken out, of which the user takes one in.
    """
    kind = kinds[0]
    known = aliases()[kind]
    lines = [
        f"# What the columns of {table.name} mean. Mend it; an empty field is not used.",
        f"# Then: overdue import {table.name} --map THIS_FILE",
        *_kind_lines(kinds),
        "",
        "[columns]",
    ]
    samples = next(table.rows(), (0, []))[1]
    left = {normal(text) for one in doubts for choice in one.maps.values() for text in choice}
    seen: set[str] = set()
    for place, header in enumerate(table.header):
        if header and normal(header) not in left and header not in seen:
            seen.add(header)
            field, sure = _guess(header, kind, known)
            if normal(header) in answered:
                field, sure = answered[normal(header)], True
            sample = samples[place].strip() if place < len(samples) else ""
            doubt = "" if sure else "  # a guess" if field else "  # not known"
            shown = f" (such as {sample[:30]!r})" if sample and doubt else ""
            lines.append(f"{_quoted(header)} = {_quoted(field)}{doubt}{shown}")
    for open_ in doubts:
        lines += _decide(open_)
    missing = [field.name for field in KINDS[kind].fields if field.required]
    lines += ["", f"# Must be there: {', '.join(missing)}.", f"# Known: {_fields(kind)}."]
    return "\n".join(lines) + "\n"


def _kind_lines(kinds: Sequence[str]) -> list[str]:
    """What the file holds; where several kinds fit, one line is to be taken in."""
    if len(kinds) == 1:
        return [f'kind = "{kinds[0]}"']
    decide = "# Decide what it holds: take one of these lines in."
    return [decide, *(f'# kind = "{name}"' for name in kinds)]


def _decide(doubt: Undecided) -> Iterator[str]:
    """The lines of a doubt about columns, taken out: one choice is to be taken in."""
    yield ""
    todo = "Take in the lines of one choice." if doubt.maps else doubt.problem.hint
    yield f"# Decide: {doubt.problem.rule}. {todo}"
    for choice, columns in doubt.maps.items():
        yield f"# {choice}:"
        for header, field in columns.items():
            yield f"# {_quoted(header)} = {_quoted(field)}"


def _guess(header: str, kind: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, bool]:
    fields = meanings(header, kind).fields
    if len(fields) == 1:
        return fields[0], True
    near = get_close_matches(normal(split(header).bare), known, n=1, cutoff=0.75)
    return (known[near[0]][0], False) if near else ("", False)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\\u007f", "")


def _fields(kind: str) -> str:
    return ", ".join(field.name for field in KINDS[kind].fields)


class Maps(NamedTuple):
    """The map that the user names, and those remembered by what the header is known by."""

    given: ColumnMap = NO_MAP
    known: Mapping[str, ColumnMap] = {}

    def score(self, cells: Sequence[str]) -> int:
        """How many cells of a row name columns, by any of the maps."""
        return max(one.score(cells) for one in (self.given, *self.known.values()))

    def of(self, table: Table) -> ColumnMap:
        """The map for a table; one without a kind where none is about it."""
        if self.given.names_any(table.header):
            return self.given
        return self.known.get(fingerprint(table.header), NO_MAP)


def recognised(table: Table, kind: str, mapped: ColumnMap) -> Columns:
    """What the columns of a table mean, by a map and by themselves."""
    if not mapped.kind:
        return recognise(table, kind)
    if kind and kind != mapped.kind:
        raise WrongUse(
            f"--as says {kind}, and the map of these columns says {mapped.kind}",
            hint="Leave one of the two out, or write kind in the map.",
        )
    return restored(recognise(renamed(table, mapped), mapped.kind), table)
