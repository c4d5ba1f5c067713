"""A user's own names of columns: a TOML file that says which header means which field.

``kind`` names what the file holds, the table ``columns`` gives each header its field; a header
with an empty field is not used. ``overdue import --guess`` writes one to begin with. It counts
again for files with the same header; the names in its table ``words`` count in every later file of
the kind, as those of the glossary do, and before them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.column_meanings import NOT_USED, Meant
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import (
    REJECT_COLUMNS,
    STATEMENT,
    columns_named,
    meaning_of,
    normal,
)
from overdue_cli.ingest.headers.header_currency import currencies_in
from overdue_cli.ingest.headers.kind_choice import chosen, recognise
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.headers.rate_header import PER_PERIOD, is_readable, period_of, unit_of
from overdue_cli.ingest.headers.required_columns import require_terms
from overdue_cli.ingest.headers.unused_columns import ALL, require_read
from overdue_cli.ingest.statements.exports.columns.cell_kinds import is_day
from overdue_cli.ingest.statements.exports.columns.no_header import is_amount
from overdue_cli.ingest.statements.exports.list_header import STATEMENT_FIELDS, meaning
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.units import split

#: How a map says what counts in other files too.
OF_EVERY_FILE = (
    "# This counts for files with the same header. What counts in every later file of this kind,",
    "# whatever its other columns are, stands in lines like those above under [words].",
)
_HINT = 'Write kind = "loans" and, under [columns], lines such as "My header" = "loan_id".'


class ColumnMap(NamedTuple):
    """What a file holds, and what its headers mean (by their normal form).

    ``words`` are names that it teaches for other files too; ``by_words`` are the headers of its
    fields that are known by such names, of this or of earlier maps.
    """

    kind: str
    fields: Mapping[str, str]
    words: Mapping[str, str] = {}
    by_words: frozenset[str] = frozenset()

    def score(self, cells: Sequence[str]) -> int:
        """How many cells of a row name columns, by this map or by themselves."""
        mapped = sum(1 for cell in cells if self.fields.get(normal(cell)))
        return max(mapped, columns_named(cells))

    def names_any(self, header: Sequence[str]) -> bool:
        """Whether it says what any column of a header is."""
        return any(normal(text) in self.fields for text in header)

    @property
    def by_number(self) -> bool:
        """Whether it calls any column by its number, from 1."""
        return any(map(str.isdecimal, self.fields))

    def over(self, other: ColumnMap) -> ColumnMap:
        """This map, and what another says of the headers that it leaves out."""
        return ColumnMap(
            self.kind,
            {**other.fields, **self.fields},
            {**other.words, **self.words},
            self.by_words | (other.by_words - self.fields.keys()),
        )


NO_MAP = ColumnMap("", {})


def read_map(path: Path) -> ColumnMap:
    """The map in a TOML file; WrongUse for one that cannot be used."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongUse(f"there is no file {path}", hint="Write one with --guess.") from None
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror}", hint=_HINT) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongUse(f"{path} is not a map of columns: {error}", hint=_HINT) from None
    return _checked(path, document)


def _checked(path: Path, document: Mapping[str, object]) -> ColumnMap:
    kind, columns, words = (document.get(name) for name in ("kind", "columns", "words"))
    tables = [{} if table is None else table for table in (columns, words)]
    named = kind in (*KINDS, STATEMENT) and (columns is not None or words is not None)
    if not named or not all(isinstance(table, dict) for table in tables):
        raise WrongUse(f"{path} names no kind of file, or no columns", hint=_HINT)
    own, taught = (_fields_in(path, str(kind), table) for table in tables)
    if number := next(filter(str.isdecimal, taught), ""):
        raise WrongUse(
            f"{path}: [words] has the number {number}, which is a column of one file",
            hint="Put it under [columns].",
        )
    by_words = frozenset(taught.keys() - own.keys())
    return ColumnMap(str(kind), {**taught, **own}, taught, by_words)


def _fields_in(path: Path, kind: str, table: object) -> dict[str, str]:
    """The fields of a table of a map by normal header; WrongUse for one that the kind has not."""
    known = fields_of(kind)
    assert isinstance(table, dict)
    named = {header: _own_name(kind, field) for header, field in table.items()}
    for header, field in named.items():
        if field != "" and field not in known:
            near = get_close_matches(str(field), known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known)}."
            raise WrongUse(f"{path}: '{header}' is mapped to '{field}'", hint=hint)
    return {normal(str(header)): str(field) for header, field in named.items()}


def _own_name(kind: str, field: object) -> object:
    """What a field is called here; in a map of a bank's list it may have any name that a column
    of such a list has: date, direction."""
    if kind == STATEMENT and field not in STATEMENT_FIELDS:
        return meaning(str(field))[0] or field
    return field


def fields_of(kind: str) -> list[str]:
    """What columns of a kind of file can be, in the order in which they are listed."""
    if kind == STATEMENT:
        return list(STATEMENT_FIELDS)
    return [field.name for field in KINDS[kind].fields]


def renamed(table: Table, mapped: ColumnMap) -> Table:
    """The table under the names that the map gives its columns; units and currencies stay."""
    return replace(table, header=tuple(_renamed(text, mapped) for text in table.header))


def numbered(table: Table, mapped: ColumnMap) -> Table:
    """The table with the numbers of its columns for names, if a map of a table calls them so and
    what stands for its header is a row of data itself."""
    ours = mapped.kind in KINDS and mapped.by_number
    if not ours or not any(is_day(text) or is_amount(text) for text in table.header if text):
        return table
    first = (table.header_row, list(table.header))
    names = tuple(str(number) for number in range(1, len(table.header) + 1))
    return replace(table, header=names, header_row=0, rows=lambda: chain([first], table.rows()))


def _by_header(mapped: ColumnMap, header: Sequence[str]) -> ColumnMap:
    """A map that calls columns by number, with their names in a header."""
    if not mapped.by_number:
        return mapped
    names = {str(number): normal(text) for number, text in enumerate(header, 1)}
    own = {normal(text) for text in header}
    fields = {
        key if key in own else names.get(key, key): field for key, field in mapped.fields.items()
    }
    return mapped._replace(fields=fields)


def _renamed(header: str, mapped: ColumnMap) -> str:
    """A header as the map names it, with its unit and its currency.

    >>> _renamed("Sum (USD)", ColumnMap("loans", {normal("Sum (USD)"): "principal"}))
    'principal(USD)'
    """
    field = mapped.fields.get(normal(header))
    if field is None:
        return header
    named = [*filter(None, [split(header).unit]), *(one.text for one in currencies_in(header))]
    return field + "".join(f"({unit})" for unit in named) if field else field


def restored(columns: Columns, table: Table) -> Columns:
    """The columns under the names that the file gives them."""
    fields = {
        field: column._replace(
            header=table.header[column.place],
            others=tuple(one._replace(header=table.header[one.place]) for one in column.others),
        )
        for field, column in columns.columns.items()
    }
    for name in fields.keys() & PER_PERIOD:
        # A map says what it is; in what and for which period it is, its own name.
        header = fields[name].header
        if not is_readable(header):
            raise BadFile(
                f"a rate for a {period_of(header) or 'day'} cannot be read as {name}",
                "Give the rate for a year or for a month.",
                row=table.header_row,
                column=header,
            )
        unit = unit_of(header) or fields[name].rate
        fields[name] = fields[name]._replace(period=period_of(header), rate=unit)
    account = [columns.account] if columns.account else []
    used = {one.place for column in (*fields.values(), *account) for one in column.all}
    ignored = tuple(
        text
        for place, text in enumerate(table.header)
        if text and place not in used and text.lower() not in REJECT_COLUMNS
    )
    return replace(columns, columns=fields, ignored=ignored)


def fingerprint(header: Sequence[str]) -> str:
    """What a header is known by again: its names, whatever their dress and order."""
    names = sorted({normal(text) for text in header} - {"", *REJECT_COLUMNS})
    return sha256("\n".join(names).encode()).hexdigest()[:16]


def guessed(
    table: Table, kinds: Sequence[str], answered: Mapping[str, str], meaning: Meant
) -> str:
    """A map as TOML text: what each header means to the import itself, for the user to mend.

    What fits two ways (several ``kinds``, doubts of columns) stands in it as lines that are
    taken out, of which the user takes one in.
    """
    kind = kinds[0]
    lines = [
        f"# What the columns of {table.name} mean. Mend it; an empty field is not used.",
        f"# Then: overdue import {table.name} --map THIS_FILE",
        *_kind_lines(kinds),
        "",
        "[columns]",
    ]
    samples = next(table.rows(), (0, []))[1]
    left = {normal(header) for doubt in meaning.doubts for header in doubt.headers}
    fields = {place: field for field, places in meaning.places.items() for place in places}
    seen: set[str] = set()
    for place, header in enumerate(table.header):
        if header and normal(header) not in left and header not in seen:
            seen.add(header)
            sample = samples[place].strip() if place < len(samples) else ""
            known = place in fields or normal(header) in answered
            note = "" if known else _not_known(header, kind, sample)
            lines.append(f"{_quoted(header)} = {_quoted(fields.get(place, ''))}{note}")
    for open_ in meaning.doubts:
        lines += _decide(open_)
    missing = [field.name for field in KINDS[kind].fields if field.required]
    lines += [
        "",
        f"# Must be there: {', '.join(missing)}.",
        f"# Known: {', '.join(fields_of(kind))}.",
        *OF_EVERY_FILE,
    ]
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


def _not_known(header: str, kind: str, sample: str) -> str:
    """The remark behind a column of which nothing is known: a near field, where it may be a slip.

    One character makes another word in Chinese; only names in letters are compared.
    """
    names = [normal(field.name) for field in KINDS[kind].fields]
    near = get_close_matches(normal(split(header).bare), names, n=1, cutoff=0.75)
    like = [field.name for field in KINDS[kind].fields if near and normal(field.name) == near[0]]
    known = any(meaning_of(header))
    question = f", {like[0]}?" if like and header.isascii() and not known else ""
    shown = f" (such as {sample[:30]!r})" if sample else ""
    return f"  # not known{question}{shown}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\\u007f", "")


class Maps(NamedTuple):
    """The map that the user names, and those remembered by what the header is known by.

    ``words`` has by kind the names that earlier maps taught for every file.
    """

    named: ColumnMap = NO_MAP
    known: Mapping[str, ColumnMap] = {}
    words: Mapping[str, Mapping[str, str]] = {}

    @property
    def kinds(self) -> set[str]:
        """The kinds of file that any of the maps is of."""
        return {one.kind for one in (self.named, *self.known.values())} | self.words.keys()

    def score(self, cells: Sequence[str]) -> int:
        """How many cells of a row name columns, by any of the maps."""
        taught = (ColumnMap(kind, fields) for kind, fields in self.words.items())
        return max(one.score(cells) for one in (self.named, *self.known.values(), *taught))

    def of(self, table: Table, kind: str = "") -> ColumnMap:
        """The map for a table, with the words of earlier ones; NO_MAP where none is about it.

        A remembered one does not count for a file that is said to hold another ``kind``.
        """
        own = _by_header(self.named, table.header)
        if not own.names_any(table.header):
            known = self.known.get(fingerprint(table.header), NO_MAP)
            own = known if kind in ("", known.kind) else NO_MAP
        if own.kind or kind:
            taught = self._taught(table, own.kind or kind)
            return own.over(taught) if own.kind else taught
        fitting = [one for name in self.words if (one := self._taught(table, name)).kind]
        fitting = [one for one in fitting if chosen(renamed(table, one).header).kind == one.kind]
        return fitting[0] if len(fitting) == 1 else NO_MAP

    def _taught(self, table: Table, kind: str) -> ColumnMap:
        """What earlier maps taught of the columns of a table; NO_MAP where they say nothing."""
        words = self.words.get(kind, {})
        here = {name: words[name] for name in map(normal, table.header) if name in words}
        return ColumnMap(kind, here, {}, frozenset(here)) if here else NO_MAP

    def contradictions(self) -> list[Problem]:
        """What the words of the named map say otherwise than those of earlier ones."""
        before = self.words.get(self.named.kind, {})
        return [
            Problem(
                0,
                header,
                "",
                f"an earlier map taught that this is {before[header] or NOT_USED}; from now on it "
                f"is {field or NOT_USED}",
                "Undo the import if that is wrong.",
            )
            for header, field in self.named.words.items()
            if before.get(header, field) != field
        ]


def remembered(used: Iterable[str], named: ColumnMap = NO_MAP) -> Maps:
    """The maps in what earlier imports were read by, a later one before an earlier one."""
    known: dict[str, ColumnMap] = {}
    words: dict[str, dict[str, str]] = {}
    for text in used:
        read_as = json.loads(text)
        kind, columns = read_as["map"]["kind"], read_as["map"]["columns"]
        taught = read_as["map"].get("words", {})
        if columns or not taught:
            known[read_as["header"]] = ColumnMap(kind, columns)
        if taught:
            words.setdefault(kind, {}).update(taught)
    return Maps(named, known, words)


def recognised(
    table: Table,
    kind: str,
    mapped: ColumnMap,
    leave_out: Sequence[str] = (),
    terms: str = "",
    loan: str = "",
) -> Columns:
    """What the columns of a table mean, by a map and by themselves.

    ``leave_out`` are columns that are not needed, ``terms`` the days until invoices fall due,
    ``loan`` the one of a plan that names none.
    Undecided where neither a column nor ``terms`` says these, and for columns that hold money, a
    rate or a day and that nothing is read from.
    """
    if kind and mapped.kind and kind != mapped.kind:
        raise WrongUse(
            f"--as says {kind}, and the map of these columns says {mapped.kind}",
            hint="Leave one of the two out, or write kind in the map.",
        )
    fields = {**mapped.fields, **{normal(text): "" for text in leave_out}}
    column_map = ColumnMap(mapped.kind, fields)
    columns = restored(recognise(renamed(table, column_map), kind or mapped.kind, loan), table)
    require_terms(table, columns, terms)
    if ALL not in leave_out:
        require_read(table, columns, fields)
    return columns


def left_out_too(mapped: ColumnMap, columns: Columns, leave_out: Sequence[str]) -> ColumnMap:
    """The map with the columns that the user leaves out, to be remembered with it."""
    out = [text for text in columns.ignored if ALL in leave_out or text in leave_out]
    if not out:
        return mapped
    return ColumnMap(columns.kind.name, dict.fromkeys(map(normal, out), "")).over(mapped)
