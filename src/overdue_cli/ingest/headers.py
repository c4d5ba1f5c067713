"""Recognises what a file holds by its header, in English or Chinese, or says what is missing."""

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
from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.currency_named import Named as CurrencyNamed
from overdue_cli.ingest.currency_named import currencies_named
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.kinds import KINDS, Field, Kind
from overdue_cli.ingest.notes import currency_above, unit_above
from overdue_cli.ingest.persons import tells_persons
from overdue_cli.ingest.table import ANY_PLACE, Line, Table
from overdue_cli.ingest.units import counts, rate_unit, scale_of, split, split_last

#: The kind of a file of bank statements, whose columns are no rows of the ledger's own kinds.
STATEMENT = "statement"

#: What names the currency of a workbook whose header and titles do not.
SHOWN_BY_CELLS = "the format of its cells"
#: Columns that a rejects file has beside the original ones.
REJECT_COLUMNS = ("row", "reason", "hint")

_DROPPED = re.compile(r"[\s_\-()\[\]【】{}:#.*'\"“”]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_LONGEST_HEADER = 60
_NAMED = 5
_MONTHS = 12


class ColumnRead(NamedTuple):
    """Where a field stands in the file, its header there, and the unit its money is in."""

    place: int
    header: str
    scale: int = 1
    rate: str = ""
    """percent or permille, where the header says which."""
    times: int = 1
    """How many of its periods a year has: 12 for a rate that is given for a month."""


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


class Named(NamedTuple):
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
    """For each kind, normal header → the fields it may mean."""
    found: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in KINDS}
    for kind in KINDS.values():
        for field in kind.fields:
            found[kind.name][normal(field.name)].append(field.name)
    for row in _glossary():
        for name in _kinds_of(row):
            known = found[name]
            for alias in f"{row['zh']}|{row['en']}".split("|"):
                if row["field"] not in known[normal(alias)]:
                    known[normal(alias)].append(row["field"])
    return {
        name: {alias: tuple(fields) for alias, fields in known.items()}
        for name, known in found.items()
    }


def _glossary() -> Iterable[dict[str, str]]:
    text = files("overdue_cli.ingest").joinpath("headers.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _kinds_of(row: Mapping[str, str]) -> list[str]:
    """Kinds that have the field of a glossary row."""
    wanted = KINDS if row["kinds"] == "all" else set(row["kinds"].split())
    return [
        kind.name
        for kind in KINDS.values()
        if kind.name in wanted and any(field.name == row["field"] for field in kind.fields)
    ]


@cache
def meanings(header: str, kind: str) -> Named:
    """The fields of a kind that a header may stand for, and its unit.

    >>> meanings("贷款金额(万元)", "loans")
    Named(fields=('principal',), unit='万元')
    """
    known = aliases()[kind]
    found = split(header)
    for name in (header, found.name, found.bare):
        fields = known.get(normal(name))
        if fields:
            return Named(fields, found.unit)
    last = split_last(header)
    return Named(known.get(normal(last.name), ()), last.unit)


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


def recognise(table: Table, kind: str = "") -> Columns:
    """What the columns of a table mean, for the kind asked for or the one that fits best.

    Undecided when two kinds or two columns fit equally; BadFile when required columns are missing.
    """
    chosen = kind_named(kind) if kind else _best_kind(table)
    return _mapped(table, chosen)


def kind_named(name: str) -> Kind:
    """The kind of that name; WrongUse names the nearest one."""
    if name in KINDS:
        return KINDS[name]
    near = get_close_matches(name, (*KINDS, STATEMENT), n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join((*KINDS, STATEMENT))}."
    raise WrongUse(f"unknown kind of file '{name}'", hint=hint)


def _best_kind(table: Table) -> Kind:
    """The kind that understands most columns; one with all it requires goes before one without."""
    meant = {name: _fields_meant(table.header, kind) for name, kind in KINDS.items()}
    if "days_past_due" not in meant["snapshot"]:
        del meant["snapshot"]  # a list says how late; any loans file has its other columns
    scores = {name: len(fields) for name, fields in meant.items()}
    best = max(scores.values())
    if best == 0:
        raise _unknown_header(table)
    leading = [KINDS[name] for name, score in scores.items() if score == best]
    fitting = [kind for kind in leading if not _missing(table.header, kind)]
    if {kind.name for kind in fitting} == {"loans", "snapshot"}:
        return KINDS["snapshot"]  # how late they are, and no word on a schedule: a daily list
    if len(fitting) > 1 or (not fitting and len(leading) > 1):
        names = [kind.name for kind in fitting or leading]
        raise Undecided(
            table.name,
            Problem(
                table.header_row,
                "",
                "",
                f"the header fits {' and '.join(names)}",
                f"Say which it is: --as {' or --as '.join(names)}.",
            ),
            option="--as",
            choices=names,
        )
    return (fitting or leading)[0]


def _fields_meant(header: Sequence[str], kind: Kind) -> set[str]:
    return {field for text in header for field in meanings(text, kind.name).fields}


def _missing(header: Sequence[str], kind: Kind) -> list[str]:
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
    return [name for name, kind in KINDS.items() if not _missing(header, kind)]


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


def _unknown_header(table: Table) -> BadFile:
    return BadFile(
        "the header has no column that is known",
        f"The first row must name the columns, such as {_example()}; or say in a map what yours "
        "mean: --guess with --as writes one.",
        row=table.header_row,
        value=", ".join(filter(None, table.header))[:80],
    )


def _example() -> str:
    return ", ".join(field.name for field in KINDS["loans"].fields if field.required)


def _require_alone(above: Sequence[Line]) -> None:
    """Nothing, or BadFile where a whole table stands above the header that was found."""
    for place, (line, cells) in enumerate(above):
        rows = above[place + 1 :]
        if any(sum(bool(c.strip()) for c in row) > 1 for _, row in rows) and begins_table(cells):
            raise another_table(line, cells)


def _mapped(table: Table, kind: Kind) -> Columns:
    _require_alone(table.above)
    columns: dict[str, list[ColumnRead]] = defaultdict(list)
    ignored: list[str] = []
    rejects = _reject_columns(table.header)
    above = unit_above(table.above)
    for place, header in enumerate(table.header):
        named = meanings(header, kind.name)
        if len(named.fields) > 1:
            raise _two_fields(table, kind, header, named.fields)
        if named.fields:
            field = kind.named(named.fields[0])
            unit = named.unit or (above if field.type == "money" else "")
            columns[field.name].append(_in_unit(table, place, header, field, unit))
        elif header and place not in rejects:
            ignored.append(header)
    _take_monthly_rate(table, kind, columns, ignored)
    _require_single(table, kind, columns)
    _require_all(table, kind)
    return Columns(
        kind,
        {field: found[0] for field, found in columns.items()},
        tuple(ignored),
        _header_currency(table, kind, columns),
    )


def _take_monthly_rate(
    table: Table, kind: Kind, columns: dict[str, list[ColumnRead]], ignored: list[str]
) -> None:
    """A rate for a month, as in ``月利率(‰)``, stands for the yearly one where there is none."""
    if "annual_rate" in columns or all(field.name != "annual_rate" for field in kind.fields):
        return
    for header in ignored:
        if periods(header) > 1:
            place = table.header.index(header)
            unit = split(header).unit or split_last(header).unit
            read = _in_unit(table, place, header, kind.named("annual_rate"), unit)
            columns["annual_rate"] = [read._replace(times=periods(header))]
            ignored.remove(header)
            return


@cache
def periods(header: str) -> int:
    """How many of its periods a year has, by the name of a column of rates.

    >>> periods("月利率(‰)"), periods("年利率")
    (12, 1)
    """
    names = {normal(split(header).name), normal(split_last(header).name)}
    return 1 if names.isdisjoint(_monthly()) else _MONTHS


@cache
def _monthly() -> frozenset[str]:
    """Names of a rate that is given for a month."""
    rows = [row for row in _glossary() if row["field"] == "monthly_rate"]
    return frozenset(
        normal(name) for row in rows for name in f"{row['zh']}|{row['en']}".split("|")
    )


def _in_unit(table: Table, place: int, header: str, field: Field, unit: str) -> ColumnRead:
    """A column with its unit; BadFile for a unit in which the field cannot be read."""
    if field.type == "money":
        scale = scale_of(unit)
        if scale is not None:
            return ColumnRead(place, header, scale)
    elif field.type in ("rate", "percent"):
        rate = rate_unit(unit)
        if rate is not None:
            return ColumnRead(place, header, rate=rate)
    elif field.type != "count" or counts(field.name, unit):
        return ColumnRead(place, header)
    raise BadFile(
        f"{field.name} cannot be read in the unit '{unit}'",
        "Give it in the unit that the column has, or take the unit out of the header.",
        row=table.header_row,
        column=header,
    )


def _reject_columns(header: Sequence[str]) -> set[int]:
    """Where the three columns of a rejects file stand, if all of them are there."""
    places = {text.strip().lower(): index for index, text in enumerate(header)}
    if not all(name in places for name in REJECT_COLUMNS):
        return set()
    return {places[name] for name in REJECT_COLUMNS}


def column_doubts(
    table: Table, kind: Kind, answered: Mapping[str, str] = MappingProxyType({})
) -> list[Undecided]:
    """The columns of which only the user can tell what they mean.

    ``answered`` has by normal header what was said already.
    """
    columns: dict[str, list[ColumnRead]] = defaultdict(list)
    found: list[Undecided] = []
    for place, header in enumerate(table.header):
        if normal(header) in answered:
            fields = tuple(filter(None, (answered[normal(header)],)))
        else:
            fields = meanings(header, kind.name).fields
        if len(fields) > 1:
            found.append(_two_fields(table, kind, header, fields))
        elif fields:
            columns[fields[0]].append(ColumnRead(place, header))
    for field, several in columns.items():
        try:
            _require_single(table, kind, {field: several})
        except Undecided as doubt:
            found.append(doubt)
    return found


def _two_fields(table: Table, kind: Kind, header: str, fields: Sequence[str]) -> Undecided:
    names = " or ".join(fields)
    return Undecided(
        table.name,
        Problem(
            table.header_row,
            header,
            "",
            f"this column could be {names}",
            f"Rename it to {names}, say what the file holds with --as, or which it is in a map "
            "(--guess writes one).",
        ),
        option="--map",
        choices=fields,
        kind=kind.name,
        maps={field: {header: field} for field in fields},
    )


def _require_single(table: Table, kind: Kind, columns: Mapping[str, Sequence[ColumnRead]]) -> None:
    for field, found in columns.items():
        if len(found) > 1:
            headers = " and ".join(f"'{column.header}'" for column in found)
            raise Undecided(
                table.name,
                Problem(
                    table.header_row,
                    found[1].header,
                    "",
                    f"the columns {headers} both mean {field}",
                    f"Rename or remove the one that is not {field}, say what the file holds "
                    "with --as, or which it is in a map (--guess writes one).",
                ),
                option="--map",
                kind=kind.name,
                **_one_of(field, [column.header for column in found]),
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


def _require_all(table: Table, kind: Kind) -> None:
    missing = _missing(table.header, kind)
    if missing:
        raise BadFile(
            f"a file of {kind.name} needs the column {missing[0]}"
            if len(missing) == 1
            else f"a file of {kind.name} needs the columns {', '.join(missing)}",
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


def _header_currency(
    table: Table, kind: Kind, columns: Mapping[str, Sequence[ColumnRead]]
) -> Said:
    """What headers of amounts, the rows above and formats say of the currency; BadFile for two.

    Where each row can name its own, the formats of a workbook are not asked.
    """
    money = [found[0] for field, found in columns.items() if kind.named(field).type == "money"]
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
