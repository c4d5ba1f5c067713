"""What the columns of a header mean to each kind of file, in English or Chinese."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple, TypedDict

from overdue_cli.domain.currency_signs import UNSAID, Said
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.bare_parts import NamedColumn, fields_of_bare
from overdue_cli.ingest.headers.kinds import KINDS, Field, Kind
from overdue_cli.ingest.headers.notes import currency_above, unit_above
from overdue_cli.ingest.headers.rate_header import (
    PER_PERIOD,
    Period,
    is_readable,
    period_of,
    rate_header,
    unit_of,
)
from overdue_cli.ingest.listed import FIGURES
from overdue_cli.ingest.persons import tells_persons
from overdue_cli.ingest.table import ANY_PLACE, Line, Table
from overdue_cli.ingest.values.currency_named import CurrencyWord as CurrencyNamed
from overdue_cli.ingest.values.currency_named import currencies_named
from overdue_cli.ingest.values.units import counts, rate_unit, scale_of, split, split_last

#: The kind of a file of bank statements, whose columns are no rows of the ledger's own kinds.
STATEMENT = "statement"

#: What names the currency of a workbook whose header and titles do not.
SHOWN_BY_CELLS = "the format of its cells"
#: Columns that a rejects file has beside the original ones.
REJECT_COLUMNS = ("row", "reason", "hint")

#: The answer that a column is none of those that the kind has.
NOT_USED = "not used"

_DROPPED = re.compile(r"[\s_\-()\[\]【】{}:#.*'\"“”]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_LONGEST_HEADER = 60
_NAMED = 5


class ColumnRead(NamedTuple):
    """Where a field stands in the file, its header there, and the unit its money is in."""

    place: int
    header: str
    scale: int = 1
    rate: str = ""
    """percent or permille, where the header says which."""
    period: Period = ""
    """The period that a rate is given for, where the header says it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of one file mean."""

    kind: Kind
    columns: Mapping[str, ColumnRead]
    ignored: tuple[str, ...]
    currency: Said = UNSAID
    """What the header of an amount says of its currency, as in 'Amount (USD)'."""

    @property
    def persons(self) -> bool:
        """Whether the rows do not name their customers."""
        return self.kind.persons and "customer_id" not in self.columns

    def header_of(self, field: str) -> str:
        """The header of a field as it stands in the file; its own name where it is not there."""
        column = self.columns.get(field)
        return column.header if column else field


class HeaderMeaning(NamedTuple):
    """What one header may mean to one kind, and the unit it gives."""

    fields: tuple[str, ...]
    unit: str


def normal(text: str) -> str:
    """A header or a word reduced to what is compared.

    >>> normal(" Customer_ID "), normal("customerID"), normal("客户　编号")
    ('customerid', 'customerid', '客户编号')
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())


@cache
def aliases() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each kind, normal header → the fields it may mean.

    A header with a field and with a meaning of which the kind has no field may be either: the
    second is ''.
    """
    found: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in KINDS}
    for kind in KINDS.values():
        for field in kind.fields:
            found[kind.name][normal(field.name)].append(field.name)
    for row in _glossary():
        for name in _kinds_of(row):
            known = found[name]
            means = row["field"] if _has(name, row["field"]) else ""
            for alias in map(normal, f"{row['zh']}|{row['en']}".split("|")):
                itself = not means and _has(name, alias)
                if alias and means not in known[alias] and not itself:
                    known[alias].append(means)
    return {
        name: {alias: tuple(fields) for alias, fields in known.items() if alias and any(fields)}
        for name, known in found.items()
    }


def _glossary() -> Iterable[dict[str, str]]:
    text = files("overdue_cli.ingest.headers").joinpath("headers.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _kinds_of(row: Mapping[str, str]) -> list[str]:
    """Kinds in which a header may have the meaning of a glossary row."""
    return [name for name in KINDS if row["kinds"] == "all" or name in row["kinds"].split()]


def _has(kind: str, name: str) -> bool:
    return any(normal(name) == normal(field.name) for field in KINDS[kind].fields)


@cache
def glossary_fields(header: str, kind: str = "") -> frozenset[str]:
    """What a header means by the glossary (to a kind), be there a field for it or not."""
    names = {normal(header), normal(split(header).bare), normal(split_last(header).name)}
    return frozenset(
        row["field"]
        for row in _glossary()
        if (not kind or kind in _kinds_of(row))
        and not names.isdisjoint(map(normal, f"{row['zh']}|{row['en']}".split("|")))
    )


@cache
def meanings(header: str, kind: str) -> HeaderMeaning:
    """The fields of a kind that a header may stand for, and its unit.

    >>> meanings("贷款金额(万元)", "loans")
    HeaderMeaning(fields=('principal',), unit='万元')
    """
    known = aliases()[kind]
    found = split(header)
    for name in (header, found.name, found.bare):
        fields = known.get(normal(name))
        if fields:
            return HeaderMeaning(fields, found.unit)
    last = split_last(header)
    return HeaderMeaning(known.get(normal(last.name), ()), last.unit)


@cache
def meaning_of(header: str) -> Mapping[str, tuple[str, ...]]:
    """What a header means to each kind that knows it."""
    found = {kind: meanings(header, kind).fields for kind in KINDS}
    return {kind: fields for kind, fields in found.items() if fields}


def columns_named(cells: Sequence[str]) -> int:
    """How many different fields the cells of a row name, to the kind that knows most of them."""
    fields: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for cell in cells:
        if cell and len(cell) <= _LONGEST_HEADER:
            for kind, names in meaning_of(cell.strip()).items():
                fields[kind].update(names)
    return max(map(len, fields.values()))


def _fields_meant(header: Sequence[str], kind: Kind) -> set[str]:
    return {field for text in header for field in meanings(text, kind.name).fields}


def missing_columns(header: Sequence[str], kind: Kind) -> list[str]:
    """Required columns that the header does not have."""
    meant = _fields_meant(header, kind)
    missing = [field.name for field in kind.fields if field.required and field.name not in meant]
    if kind.persons and "customer_id" in missing and tells_persons(meant):
        missing.remove("customer_id")
    if kind.any_of and not meant.intersection(kind.any_of):
        missing.append(" or ".join(kind.any_of))
    return missing


def complete_kinds(header: Sequence[str]) -> list[str]:
    """Kinds of which a header has every column that is required."""
    return [name for name, kind in KINDS.items() if not missing_columns(header, kind)]


def begins_table(cells: Sequence[str]) -> bool:
    """Whether a row is nothing but the header of a whole table: names only, none missing."""
    said = [cell.strip() for cell in cells if cell.strip()]
    if len(said) < 2 or not all(0 < len(cell) <= _LONGEST_HEADER for cell in said):
        return False
    return all(meaning_of(cell) for cell in said) and bool(complete_kinds(said))


@cache
def id_names() -> frozenset[str]:
    """Every name of the column by which rows of some kind are known, as it may be written."""
    keys = {kind.key for kind in KINDS.values()}
    words = [
        f"{row['zh']}|{row['en']}|{row['field']}" for row in _glossary() if row["field"] in keys
    ]
    return frozenset("|".join(words).split("|")) - {""}


def another_table(line: int, cells: Sequence[str]) -> BadFile:
    """The fault of a sheet with two tables, of which only one would be read."""
    return BadFile(
        "another table has its header here",
        "Put each table on a sheet or into a file of its own, and import them together.",
        row=line,
        value=", ".join(cell.strip() for cell in cells if cell.strip())[:80],
    )


def _require_alone(above: Sequence[Line]) -> None:
    """Nothing, or BadFile where a whole table stands above the header that was found."""
    for place, (line, cells) in enumerate(above):
        rows = above[place + 1 :]
        if any(sum(bool(c.strip()) for c in row) > 1 for _, row in rows) and begins_table(cells):
            raise another_table(line, cells)


class Meant(NamedTuple):
    """What the columns of a table mean to a kind: places by field, places of no field, doubts."""

    places: dict[str, list[int]]
    ignored: list[int]
    doubts: list[Undecided]


def meant(table: Table, kind: Kind, answered: Mapping[str, str] = MappingProxyType({})) -> Meant:
    """The columns of a table by field, and those of which only the user can tell what they mean.

    ``answered`` has by normal header what was said already.
    """
    found = Meant(defaultdict(list), [], [])
    rejects = _reject_columns(table.header)
    bare: Mapping[int, str] = {}
    try:
        bare = fields_of_bare(table, kind.name, _by_name(table.header, kind, answered))
    except Undecided as doubt:
        found.doubts.append(doubt)
    open_ = frozenset(header for doubt in found.doubts for header in doubt.headers)
    for place, header in enumerate(table.header):
        fields = _fields_at(place, header, kind, bare, answered)
        if header in open_:
            continue
        if len(fields) > 1:
            found.doubts.append(_two_fields(table, kind, header, fields))
        elif fields and (fields[0] not in PER_PERIOD or is_readable(header)):
            found.places[fields[0]].append(place)
        elif header and place not in rejects:
            found.ignored.append(place)
    _leave_day_paid(table, found)
    _leave_figures(kind, found)
    _take_rates(table, kind, found, answered)
    several = {field: places for field, places in found.places.items() if len(places) > 1}
    found.doubts.extend(_several(table, kind, *one) for one in several.items())
    return found


def _fields_at(
    place: int, header: str, kind: Kind, bare: Mapping[int, str], answered: Mapping[str, str]
) -> tuple[str, ...]:
    if normal(header) in answered:
        return tuple(filter(None, [answered[normal(header)]]))
    if place in bare:
        return tuple(filter(None, [bare[place]]))
    return meanings(header, kind.name).fields


def _by_name(
    header: Sequence[str], kind: Kind, answered: Mapping[str, str]
) -> Iterable[NamedColumn]:
    """What the columns that nothing was said of are called and mean, as far as names tell."""
    for place, text in enumerate(header):
        if normal(text) not in answered:
            fields = meanings(text, kind.name).fields
            yield NamedColumn(place, text, normal(split(text).bare), fields[0] if fields else "")


def _leave_day_paid(table: Table, found: Meant) -> None:
    """A 还款日期 beside the day on which an instalment falls due is the day it was paid."""
    due = found.places.get("due_on", [])
    paid = [at for at in due if "date" in meanings(table.header[at], "transactions").fields]
    if len(due) > len(paid):
        found.places["due_on"] = [at for at in due if at not in paid]
        found.ignored.extend(paid)


def _leave_figures(kind: Kind, found: Meant) -> None:
    """What is owed on a day cannot be used of loans of which nothing says how late they are."""
    doubted = any("days_past_due" in one.values() for d in found.doubts for one in d.maps.values())
    if kind.name == "loans" and "days_past_due" not in found.places and not doubted:
        for field in found.places.keys() & set(FIGURES):
            found.ignored.extend(found.places.pop(field))


def _take_rates(table: Table, kind: Kind, found: Meant, answered: Mapping[str, str]) -> None:
    """Rates under names that no list has: one for a year goes before one for a month."""
    fields = {field.name for field in kind.fields} - found.places.keys()
    named = [(at, rate_header(table.header[at])) for at in found.ignored]
    rates = [(at, said) for at, said in named if said and said.field in fields]
    for at, said in sorted(rates, key=lambda one: one[1].period == "month"):
        after = said.period == "month" and bool(found.places[said.field])
        if (
            is_readable(table.header[at])
            and not after
            and normal(table.header[at]) not in answered
        ):
            found.places[said.field].append(at)
            found.ignored.remove(at)


def columns_as(table: Table, kind: Kind) -> Columns:
    """What the columns of a table mean to a kind.

    Undecided for a column in doubt; BadFile for a table without columns that the kind requires.
    """
    _require_alone(table.above)
    found = meant(table, kind)
    if found.doubts:
        raise found.doubts[0]
    require_columns(table, kind)
    above = unit_above(table.above)
    columns = {
        field: _in_unit(table, places[0], kind, kind.named(field), above)
        for field, places in found.places.items()
        if places
    }
    ignored = tuple(table.header[at] for at in found.ignored)
    return Columns(kind, columns, ignored, _header_currency(table, kind, columns))


def _in_unit(table: Table, place: int, kind: Kind, field: Field, above: str) -> ColumnRead:
    """A column with its unit, or the one that stands ``above`` all amounts.

    BadFile for a unit in which the field cannot be read.
    """
    header = table.header[place]
    named = meanings(header, kind.name)
    unit = named.unit if named.fields else split(header).unit or split_last(header).unit
    unit = unit or (above if field.type == "money" else "")
    if field.type == "money":
        scale = scale_of(unit)
        if scale is not None:
            return ColumnRead(place, header, scale)
    elif field.type in ("rate", "percent"):
        rate = _rate_unit(field, header, unit)
        if rate is not None:
            return ColumnRead(place, header, rate=rate, period=period_of(header))
    elif field.type != "count" or counts(field.name, unit):
        return ColumnRead(place, header)
    raise BadFile(
        f"{field.name} cannot be read in the unit '{unit or header}'",
        "Give it in the unit that the column has, or take the unit out of the header.",
        row=table.header_row,
        column=header,
    )


def _rate_unit(field: Field, header: str, unit: str) -> str | None:
    """The unit of a rate: '' where the header says none, None for one that no rate has."""
    if field.name not in PER_PERIOD:
        return rate_unit(unit)
    said = unit_of(header)
    if said is None:
        return "" if not unit or period_of(unit) else None
    return said or None


def _reject_columns(header: Sequence[str]) -> set[int]:
    """Where the three columns of a rejects file stand, if all of them are there."""
    places = {text.strip().lower(): index for index, text in enumerate(header)}
    if not all(name in places for name in REJECT_COLUMNS):
        return set()
    return {places[name] for name in REJECT_COLUMNS}


def _two_fields(table: Table, kind: Kind, header: str, fields: Sequence[str]) -> Undecided:
    choices = [field or NOT_USED for field in fields]
    names = " or ".join(filter(None, fields))
    other = "" if all(fields) else f", or something of which {kind.name} have no column"
    return Undecided(
        table.name,
        Problem(
            table.header_row,
            header,
            "",
            f"this column could be {names}{other}",
            f"Rename it to {names}, say what the file holds with --as, or which it is in a map "
            "(--guess writes one).",
        ),
        option="--map",
        choices=choices,
        kind=kind.name,
        maps={choice: {header: field} for choice, field in zip(choices, fields, strict=True)},
    )


def _several(table: Table, kind: Kind, field: str, places: Sequence[int]) -> Undecided:
    """The doubt of columns that mean the same."""
    names = [table.header[place] for place in places]
    return Undecided(
        table.name,
        Problem(
            table.header_row,
            names[1],
            "",
            f"the columns {' and '.join(map(repr, names))} both mean {field}",
            f"Rename or remove the one that is not {field}, say what the file holds "
            "with --as, or which it is in a map (--guess writes one).",
        ),
        option="--map",
        kind=kind.name,
        **_one_of(field, names),
    )


class _Choices(TypedDict):
    choices: Sequence[str]
    maps: Mapping[str, Mapping[str, str]]


def _one_of(field: str, headers: Sequence[str]) -> _Choices:
    """The columns of which one is meant; none to choose where a map cannot tell them apart."""
    if len({normal(header) for header in headers}) < len(headers):
        return {"choices": (), "maps": {}}
    return {
        "choices": headers,
        "maps": {
            one: {header: field if header == one else "" for header in headers} for one in headers
        },
    }


def called(kind: str) -> str:
    """What people call a file of a kind.

    >>> called("snapshot"), called("loans")
    ('a daily list', 'a file of loans')
    """
    return "a daily list" if kind == "snapshot" else f"a file of {kind}"


def require_columns(table: Table, kind: Kind) -> None:
    """Nothing, or BadFile for a table without columns that the kind requires."""
    missing = missing_columns(table.header, kind)
    if missing:
        raise BadFile(
            f"{called(kind.name)} needs the column {missing[0]}"
            if len(missing) == 1
            else f"{called(kind.name)} needs the columns {', '.join(missing)}",
            f"Add it{_nearest(table.header, missing[0])}, or say what the file holds with --as"
            f"{_unknown(table.header, kind)}.",
            row=table.header_row,
            column=missing[0],
        )


def _unknown(header: Sequence[str], kind: Kind) -> str:
    """', or …' for the columns of which nothing is known, one of which may be the missing one."""
    found = [text for text in header if text and not meanings(text, kind.name).fields]
    if not found:
        return ""
    some = ", ".join(f"'{text[:_LONGEST_HEADER]}'" for text in found[:_NAMED])
    more = " …" if len(found) > _NAMED else ""
    return f", or in a map what these columns are ({some}{more}); --guess writes one"


def _nearest(header: Sequence[str], field: str) -> str:
    near = get_close_matches(normal(field), [normal(text) for text in header], n=1, cutoff=0.7)
    close = [text for text in header if near and normal(text) == near[0]]
    return f" (is it '{close[0]}'?)" if close else ""


def currencies_in(header: str) -> tuple[CurrencyNamed, ...]:
    """The words for a currency in the brackets of a header.

    >>> [one.codes for one in currencies_in("Amount (USD)")]
    [('USD',)]
    """
    bracketed = _BRACKETED.findall(unicodedata.normalize("NFKC", header))
    return tuple(one for text in bracketed for one in currencies_named(text.strip("()[]【】 "))[0])


def _header_currency(table: Table, kind: Kind, columns: Mapping[str, ColumnRead]) -> Said:
    """What headers of amounts, the rows above and formats say of the currency; BadFile for two.

    Where each row can name its own, the formats of a workbook are not asked.
    """
    money = [found for field, found in columns.items() if kind.named(field).type == "money"]
    named = [one for column in money for one in currencies_in(column.header)]
    named += currencies_named(currency_above(table.above))[0]
    by = "the header" if named else SHOWN_BY_CELLS
    if "currency" not in columns:
        places = (ANY_PLACE, *(column.place for column in money))
        signs = {sign for place in places for sign in table.currencies.get(place, ())}
        named += [one for sign in sorted(signs) for one in currencies_named(sign)[0]]
    if not named:
        return UNSAID
    least = min(named, key=lambda one: len(one.codes))
    codes = tuple(code for code in least.codes if all(code in one.codes for one in named))
    if not codes:
        texts = sorted({one.text for one in named})
        raise BadFile(
            f"the header, or the formats of its cells, name the currencies {' and '.join(texts)}",
            "Keep one currency in a file, or give each row its own in a column 'currency'.",
            row=table.header_row,
        )
    return Said(least.text, by, codes)


def looks_like_header(cells: Sequence[str], mapping: Columns) -> bool:
    """Whether a row repeats the header, in the same words or in other known ones."""
    said = [cell for cell in cells if cell.strip()]
    known = aliases()[mapping.kind.name]
    here = {normal(column.header) for column in mapping.columns.values()}
    return bool(said) and all(normal(cell) in known or normal(cell) in here for cell in said[:4])
