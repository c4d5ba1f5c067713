"""What headers mean to each kind of file: by a name, by their parts, by a map, or to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile, problem_text
from overdue_cli.ingest.headers.column_map import ColumnMap, Maps, fields_of, fingerprint
from overdue_cli.ingest.headers.column_meanings import NOT_USED, meant
from overdue_cli.ingest.headers.columns_by_cells import TOLD_BY_CELLS
from overdue_cli.ingest.headers.glossary import (
    STATEMENT,
    columns_named,
    details,
    glossary_fields,
    glossary_rows,
    is_named,
    meanings,
    normal,
)
from overdue_cli.ingest.headers.header_parts import parts_of, spoken, unknown_words
from overdue_cli.ingest.headers.kind_choice import chosen, likely_kinds
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.headers.rate_header import is_readable, rate_header
from overdue_cli.ingest.headers.unused_columns import what_it_holds
from overdue_cli.ingest.statements.exports.list_header import known_headers, score
from overdue_cli.ingest.statements.exports.list_header import meaning as bank_meaning
from overdue_cli.ingest.statements.read import is_bank_format
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables
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
    return [row for header in headers for row in _meanings(header, kinds, maps)]


def _meanings(header: str, kinds: Sequence[str], maps: Maps) -> Iterator[ColumnMeaning]:
    by_meaning: dict[_Meaning, list[str]] = {}
    for kind in kinds or FILE_KINDS:
        known = _of_maps(maps, kind, header) or _to_kind(header, kind)
        if known:
            by_meaning.setdefault(known, []).append(kind)
    read = {one: to for one, to in by_meaning.items() if one.by not in ("known", "detail")}
    for known, to in (read or by_meaning).items():
        yield ColumnMeaning(header, tuple(to), *known)
    if not by_meaning:
        yield _unknown(header, kinds)


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
    return _not_read(header, kind)


def _to_bank(header: str) -> _Meaning | None:
    field = bank_meaning(header)[0]
    if not field:
        return _not_read(header, STATEMENT)
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


def _not_read(header: str, kind: str) -> _Meaning | None:
    """What a header is that has no field: a known detail, or only known."""
    fields = sorted(glossary_fields(header, kind))
    if not fields:
        return None
    known = [details().get(field) for field in fields]
    if not all(known):
        return _Meaning("", "", "known", ", ".join(fields))
    detail = next(one for one in known if one)
    return _Meaning("", "", "detail", detail.what)


def _unknown(header: str, kinds: Sequence[str]) -> ColumnMeaning:
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


def meanings_in(
    path: Path,
    kinds: Sequence[str],
    maps: Maps,
    *,
    encoding: str = "",
    sheet: str = "",
) -> list[ColumnMeaning]:
    """What an import takes each column of a file for, by its kind or as one of these kinds.

    WrongUse for a file that cannot be read, or is in a format of banks; Undecided for a doubt
    about its encoding.
    """
    if is_bank_format(path):
        raise WrongUse(
            f"{path.name} is in a format of banks, which has no headers",
            hint="Import it as it is.",
        )
    try:
        tables = open_tables(path, encoding, sheet, score=_columns_named)
    except BadFile as fault:
        text = problem_text(path.name, fault.problem)
        raise WrongUse(text, hint=fault.problem.hint) from None
    return [row for table in tables for row in _of_table(table, kinds, maps)]


def _columns_named(cells: Sequence[str]) -> int:
    return max(columns_named(cells), score(cells))


def _of_table(table: Table, kinds: Sequence[str], maps: Maps) -> Iterator[ColumnMeaning]:
    column_map = maps.of(table, kinds[0] if len(kinds) == 1 else "")
    own = [column_map.kind] if column_map.kind else _kinds_of(table)
    here = _about(table, column_map)
    for kind in kinds or own:
        rows = list(_of_columns(table, kind, here))
        yield from (row._replace(sheet=table.sheet) for row in rows)
    if not (kinds or own):
        for at, header in enumerate(table.header):
            if header:
                yield _unknown(header, ())._replace(sheet=table.sheet, number=at + 1)


def _about(table: Table, column_map: ColumnMap) -> Maps:
    """The maps that are about a table alone: what is its own, and the words of earlier ones."""
    if not column_map.kind:
        return Maps()
    kind, fields, words = column_map.kind, column_map.fields, column_map.by_words
    own = {name: field for name, field in fields.items() if name not in words}
    by_words = {name: fields[name] for name in words}
    return Maps(
        known={fingerprint(table.header): ColumnMap(kind, own)},
        words={kind: by_words},
    )


def _kinds_of(table: Table) -> list[str]:
    """The kinds that a table may be of, the likeliest first."""
    choice = chosen(table.header)
    if choice.kind:
        return [choice.kind]
    likely = likely_kinds(table.header)
    return [fit.kind for fit in choice.fits if fit.whole] or likely


def _of_columns(table: Table, kind: str, maps: Maps) -> Iterator[ColumnMeaning]:
    """What the columns of a table are to a kind: as their headers say, and their cells."""
    fields = _fields_read(table, kind, maps)
    for at, header in enumerate(table.header):
        if header:
            row = next(_meanings(header, [kind], maps))._replace(number=at + 1)
            yield _settled(row, kind, fields.get(at, "")) if kind in KINDS else row


def _fields_read(table: Table, kind: str, maps: Maps) -> dict[int, str]:
    """By place, the field that is read from a column, or those between which the user decides."""
    if kind not in KINDS:
        return {}
    answered = {text: field for _, fields, _ in taught(maps) for text, field in fields.items()}
    meaning = meant(table, KINDS[kind], answered)
    fields = {at: field for field, places in meaning.places.items() for at in places}
    asked = {header for doubt in meaning.doubts for header in doubt.headers}
    return fields | {at: "?" for at, text in enumerate(table.header) if text in asked}


def _settled(row: ColumnMeaning, kind: str, field: str) -> ColumnMeaning:
    """A column as it is read, where that is not what its header alone says."""
    if field == "?":
        return row._replace(by="asked")
    if field == row.field:
        return row
    if not field:
        known = _not_read(row.header, kind)
        what = known.what if known and known.by == "detail" else NOT_USED
        return row._replace(field="", by="cells", what=what)
    return row._replace(field=field, by="cells", what="", near=())
