"""The names of columns that imports know, by kind of file, field and language; a ledger's own too.

The names are those of the glossary (``ingest.headers``): whole headers, the parts that a header
may be made of, and what columns hold that no import needs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.headers.column_map import Maps, fields_of, remembered
from overdue_cli.ingest.headers.glossary import STATEMENT, details, glossary_rows
from overdue_cli.ingest.headers.header_parts import composition_rows, part_rows
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.store.bulk.files import maps_used
from overdue_cli.store.ledger.ledger import open_ledger

#: Every kind of file, as imports name them.
FILE_KINDS = (*KINDS, STATEMENT)
#: The language of names that a map of the user has.
YOURS = "yours"
#: In which files a name that a map has taught counts.
EVERY_FILE, ITS_HEADER = "in every file", "in files with its header"

Use = Literal["required", "read", "detail", "known"]


class ColumnNames(NamedTuple):
    """What a field is called in one language, in files of these kinds.

    ``use`` tells whether it must be there, is read, is a detail that is not needed (``what`` it
    is), or is known and not read.
    """

    kinds: tuple[str, ...]
    field: str
    use: Use
    language: str
    names: tuple[str, ...]
    what: str = ""


class FieldParts(NamedTuple):
    """Parts of a header that together name a field, in files of these kinds."""

    kinds: tuple[str, ...]
    field: str
    parts: tuple[str, ...]


class PartWords(NamedTuple):
    """The words of a part in one language; one with a hyphen before it ends another word."""

    part: str
    language: str
    words: tuple[str, ...]


class KnownColumns(NamedTuple):
    """The glossary, or what of it belongs to some kinds and a language."""

    names: list[ColumnNames]
    parts: list[FieldParts]
    words: list[PartWords]


def maps_of(path: Path) -> Maps:
    """What maps have taught the ledger at ``path``; nothing without a ledger."""
    if not path.exists():
        return Maps()
    with open_ledger(path) as ledger:
        return remembered(maps_used(ledger.conn))


def taught(maps: Maps) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """By kind, the headers that maps have taught with their fields, and in which files they count.

    What counts in one file goes before what counts in every one.
    """
    for kind, words in maps.words.items():
        yield kind, words, EVERY_FILE
    for one in maps.known.values():
        yield one.kind, one.fields, ITS_HEADER


def known_columns(kinds: Sequence[str], language: str, path: Path) -> KnownColumns:
    """The names of columns in files of these kinds (() for all), in a language ('' for all)."""
    wanted = kinds or FILE_KINDS
    names = [*_shipped(wanted, everything=not kinds), *_yours(wanted, path)]
    parts = list(_parts(wanted))
    used = {part for row in parts for one in row.parts for part in one.split()}
    words = [
        PartWords(row["part"], row["language"], tuple(row["words"].split("|")))
        for row in part_rows()
        if row["part"] in used
    ]
    languages = {YOURS} | {one.language for one in names} | {one.language for one in words}
    if language and language not in languages:
        raise WrongUse(
            f"no name is known in the language '{language}'",
            hint=f"Known: {', '.join(sorted(languages - {''}))}.",
        )
    return KnownColumns(
        sorted((row for row in names if language in ("", row.language)), key=_place),
        [] if language == YOURS else parts,
        [row for row in words if language in ("", row.language)],
    )


def _shipped(kinds: Collection[str], *, everything: bool) -> Iterator[ColumnNames]:
    """What the glossary has for some kinds; with ``everything`` what no kind reads as well."""
    named: set[tuple[str, str]] = set()
    for row in glossary_rows():
        field, words = row["field"], tuple(filter(None, row["words"].split("|")))
        of_row = FILE_KINDS[:-1] if row["kinds"] == "all" else tuple(row["kinds"].split())
        here = [kind for kind in of_row if kind in kinds]
        reading = [kind for kind in here if _reads(kind, field)]
        for use in ("required", "read"):
            users = tuple(kind for kind in reading if _use(kind, field) == use)
            named.update((kind, field) for kind in users)
            if users:
                yield ColumnNames(users, field, _use(users[0], field), row["language"], words)
        if not reading and (here or everything):
            detail = details().get(field)
            known: Use = "detail" if detail else "known"
            what = detail.what if detail else ""
            yield ColumnNames(tuple(here), field, known, row["language"], words, what)
    for kind in kinds:
        for field in fields_of(kind):
            if (kind, field) not in named:
                yield ColumnNames((kind,), field, _use(kind, field), "", ())


def _reads(kind: str, field: str) -> bool:
    """Whether anything is read from a field in files of a kind."""
    return field in fields_of(kind) or (kind == STATEMENT and field not in details())


def _use(kind: str, field: str) -> Use:
    """Whether files of a kind must have a field, which they have a column for."""
    if kind == STATEMENT:
        return "required" if field == "booked_on" else "read"
    return "required" if KINDS[kind].named(field).required else "read"


def _yours(kinds: Collection[str], path: Path) -> Iterator[ColumnNames]:
    """The names that maps have taught the ledger."""
    for kind, fields, where in taught(maps_of(path)):
        if kind in kinds:
            for field in dict.fromkeys(filter(None, fields.values())):
                headers = tuple(text for text, one in fields.items() if one == field)
                yield ColumnNames((kind,), field, _use(kind, field), YOURS, headers, where)


def _parts(kinds: Collection[str]) -> Iterator[FieldParts]:
    for row in composition_rows():
        here = tuple(kind for kind in FILE_KINDS if kind in row["kinds"].split())
        if here := tuple(kind for kind in here if kind in kinds):
            yield FieldParts(here, row["field"], tuple(row["parts"].split("|")))


def _place(row: ColumnNames) -> tuple[int, int, str]:
    """Where a field stands: in the order of kinds and of their columns, what is not read last."""
    for at, kind in enumerate(FILE_KINDS):
        if kind in row.kinds and row.use in ("required", "read"):
            fields = fields_of(kind)
            return (at, (*fields, row.field).index(row.field), row.field)
    return (len(FILE_KINDS), 0, row.field)
