"""What headers mean to each kind of file: by a name, by their parts, by a map, or to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Literal, NamedTuple

from overdue_cli.ingest.headers.column_map import Maps, fields_of
from overdue_cli.ingest.headers.column_meanings import NOT_USED
from overdue_cli.ingest.headers.columns_by_cells import TOLD_BY_CELLS
from overdue_cli.ingest.headers.glossary import (
    STATEMENT,
    details,
    glossary_fields,
    glossary_rows,
    is_named,
    meanings,
    normal,
)
from overdue_cli.ingest.headers.header_parts import parts_of, spoken, unknown_words
from overdue_cli.ingest.headers.rate_header import is_readable, rate_header
from overdue_cli.ingest.headers.unused_columns import what_it_holds
from overdue_cli.ingest.statements.exports.list_header import known_headers
from overdue_cli.ingest.statements.exports.list_header import meaning as bank_meaning
from overdue_cli.ingest.values.units import split, split_last
from overdue_cli.reports.imports.column_names import FILE_KINDS, taught

By = Literal["name", "parts", "rate", "map", "cells", "asked", "detail", "known", "unknown"]
_NEAR = 3
_NEAR_ENOUGH = 0.7


class ColumnMeaning(NamedTuple):
    """What a header is to some kinds of file: its field, and by what that is known.

    ``what`` has its parts, the detail that it tells, or what its words speak of.
    """

    header: str
    kinds: tuple[str, ...]
    field: str
    unit: str
    by: By
    what: str
    near: tuple[str, ...] = ()
    """Known names that are like one that is not."""
    sheet: str = ""
    number: int = 0
    """Its place in a file, from 1."""


class _Meaning(NamedTuple):
    """What one header is to one kind."""

    field: str
    unit: str
    by: By
    what: str = ""


def meanings_of(headers: Iterable[str], kinds: Sequence[str], maps: Maps) -> list[ColumnMeaning]:
    """What each header means to each of these kinds (() for all that know it)."""
    return [row for header in headers for row in meanings_to(header, kinds, maps)]


def meanings_to(header: str, kinds: Sequence[str], maps: Maps) -> Iterator[ColumnMeaning]:
    by_meaning: dict[_Meaning, list[str]] = {}
    for kind in kinds or FILE_KINDS:
        known = _of_maps(maps, kind, header) or _to_kind(header, kind)
        if known:
            by_meaning.setdefault(known, []).append(kind)
    read = {one: to for one, to in by_meaning.items() if one.by not in ("known", "detail")}
    for known, to in (read or by_meaning).items():
        yield ColumnMeaning(header, tuple(to), *known)
    if not by_meaning:
        yield unknown_header(header, kinds)


def _of_maps(maps: Maps, kind: str, header: str) -> _Meaning | None:
    """What the last map that says anything of a header says; None where none does."""
    name = normal(header)
    told = [(one[name], where) for of, one, where in taught(maps) if of == kind and name in one]
    if not told:
        return None
    field, where = told[-1]
    return _Meaning(field, "", "map", where if field else NOT_USED)


def _to_kind(header: str, kind: str) -> _Meaning | None:
    """What a header is to a kind, by the glossary; None where it knows nothing of it."""
    if kind == STATEMENT:
        return _to_bank(header)
    named = meanings(header, kind)
    if named.fields:
        if is_named(header, kind):
            return _Meaning(_choice(named.fields), named.unit, "name")
        return _Meaning(_choice(named.fields), named.unit, "parts", _parts(header, kind))
    rate = rate_header(header)
    if rate and rate.field in fields_of(kind) and is_readable(header):
        return _Meaning(rate.field, split(header).unit, "rate", rate.period)
    return not_read(header, kind)


def _to_bank(header: str) -> _Meaning | None:
    field = bank_meaning(header)[0]
    if not field:
        return not_read(header, STATEMENT)
    field = "text" if field == "note" else field
    if normal(header) in known_headers() or not (parts := _parts(header, STATEMENT)):
        return _Meaning(field, "", "name")
    return _Meaning(field, "", "parts", parts)


def _choice(fields: Sequence[str]) -> str:
    """A field, or those between which the cells or the user decide."""
    if first := TOLD_BY_CELLS.get(frozenset(fields)):
        return first
    return " or ".join(field or "something else" for field in fields)


def _parts(header: str, kind: str) -> str:
    names = (split(header).name, split(header).bare, split_last(header).name)
    return " + ".join(next(filter(None, (parts_of(name, kind) for name in names)), ()))


def not_read(header: str, kind: str) -> _Meaning | None:
    """What a header is that has no field: a known detail, or only known."""
    fields = sorted(glossary_fields(header, kind))
    if not fields:
        return None
    known = [details().get(field) for field in fields]
    if not all(known):
        return _Meaning("", "", "known", ", ".join(fields))
    detail = next(one for one in known if one)
    return _Meaning("", "", "detail", detail.what)


def unknown_header(header: str, kinds: Sequence[str]) -> ColumnMeaning:
    """A header that means nothing to any of the kinds, with what its words tell of it."""
    words = unknown_words(header)
    partly = words and len(words) < len(spoken(header).split())
    holds = what_it_holds(header)
    said = [
        *([f"asked about: {holds}"] if holds else []),
        *([f"no such word: {', '.join(words)}"] if partly else []),
    ]
    near = _near(header, tuple(kinds))
    return ColumnMeaning(header, tuple(kinds), "", "", "unknown", "; ".join(said), near)


def _near(header: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Names that these kinds know (() for all) and that are like a header."""
    known = _names(kinds)
    near = get_close_matches(normal(header), known, _NEAR, _NEAR_ENOUGH)
    return tuple(known[one] for one in near)


@cache
def _names(kinds: tuple[str, ...]) -> Mapping[str, str]:
    """Every name that some kinds know (() for all), by its normal form."""
    rows = [
        row
        for row in glossary_rows()
        if not kinds or row["kinds"] == "all" or {*kinds} & {*row["kinds"].split()}
    ]
    fields = [field for kind in kinds or FILE_KINDS for field in fields_of(kind)]
    names = [name for row in rows for name in row["words"].split("|")]
    return {normal(name): name for name in (*names, *fields)}
