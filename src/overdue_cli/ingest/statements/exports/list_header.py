"""Finds the header of a list that a bank or wallet exports, and the fields that it names.

The header is the first row that names a day and an amount; what stands above it are titles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType

from overdue_cli.ingest.headers.glossary import STATEMENT, details, glossary_rows, normal
from overdue_cli.ingest.headers.header_parts import composed, spoken
from overdue_cli.ingest.table import Grid
from overdue_cli.ingest.values.currency_named import currencies_named

_SEARCHED = 60
#: What the columns of a list can be, as a map names it.
STATEMENT_FIELDS = (
    *("booked_on", "value_on", "amount", "credit", "debit", "refund", "fee", "side", "currency"),
    *("balance", "payer", "given_name", "family_name", "payer_account", "payee"),
    *("payee_account", "account", "reference", "text", "status", "taken_back", "payments"),
)
#: Fields of which one has all amounts: a provider's list has them before and after its fee.
_AMOUNTS = frozenset(("amount", "gross"))
#: Nothing that the user says of columns.
NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
#: The rank of a name that only its parts tell.
_LAST_RANK = 1_000
_IN = re.compile(r"\s+(?:in|en|em|w|i)$|\(\)|\[\]", re.IGNORECASE)
_UNIT = re.compile(r"/?元$|[€$£¥]$")
_BRACKETED = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]\s*$")
#: Headers of what a movement was for, which elsewhere are headers of any note.
_DESCRIPTIONS = frozenset(("text", "texte", "testo", "texto", "tekst"))
_BROKER = ("证券代码", "股东账号", "成交数量", "成交价格")


@dataclass(frozen=True, slots=True)
class ListHeader:
    """Where the columns of a list stand: one place for a field, several for text."""

    row: int
    places: Mapping[str, tuple[int, ...]]
    names: tuple[str, ...]
    above: tuple[tuple[int, str], ...]
    """Rows above, as one text each."""


@cache
def known_headers() -> Mapping[str, tuple[str, int]]:
    """For each normal header: the field it names, and its rank among the names of that field."""
    fields: dict[str, tuple[str, int]] = {}
    ranks: Counter[str] = Counter()
    for row in glossary_rows():
        if row["kinds"] == STATEMENT:
            for alias in row["words"].split("|"):
                fields.setdefault(normal(alias), (row["field"], ranks[row["field"]]))
                ranks[row["field"]] += 1
    return fields


@cache
def _without_accents() -> Mapping[str, tuple[str, int]]:
    """What headers name that are written without their accents."""
    fields: dict[str, tuple[str, int]] = {}
    for name, known in known_headers().items():
        fields.setdefault(_plain(name), known)
    return fields


def _plain(name: str) -> str:
    return normal(spoken(name)) or name


@cache
def meaning(cell: str) -> tuple[str, int]:
    """The field that a header names and its rank; ('', 0) for none.

    >>> meaning("金额(元)")[0], meaning(" Betrag ")[0], meaning("Colour")[0]
    ('amount', 'amount', '')
    >>> meaning("Montant operation en euros")[0], meaning("Text/mottagare")[0]
    ('amount', 'text')
    >>> meaning("Saaja/Maksaja")[0], meaning("Debit/Credit")[0]
    ('payer', 'side')
    """
    exact = _named(cell)
    if exact:
        return exact
    bare = _BRACKETED.sub("", cell.strip())
    by_parts = [field for field in composed(bare, STATEMENT) if field not in details()]
    if len(by_parts) == 1:
        return by_parts[0], _LAST_RANK
    return _of_both(cell), _LAST_RANK


def _named(cell: str) -> tuple[str, int] | None:
    """What a header names as a whole, but for its unit, its currency and its accents."""
    known = known_headers()
    name = normal(cell)
    bare = _BRACKETED.sub("", cell.strip())
    exact = known.get(name) or known.get(_UNIT.sub("", name)) or known.get(normal(bare))
    if exact or not name:
        return exact
    rest = _IN.sub("", currencies_named(bare)[1])
    return _without_accents().get(_plain(bare)) or _without_accents().get(_plain(rest))


def _of_both(cell: str) -> str:
    """What a header of two names means: the text of a movement, or what both of them mean."""
    names = cell.split("/")
    fields = {known[0] if (known := _named(name)) else "" for name in names}
    if len(names) == 1 or "" in fields:
        return ""
    if fields in ({"payer", "payee"}, {"payer_account", "payee_account"}):
        return min(fields, key=("payer", "payer_account", "payee", "payee_account").index)
    texts = {"text", "note"} & fields
    return next(iter(texts or (fields if len(fields) == 1 else [""])))


@cache
def names_both_ways(name: str) -> bool:
    """Whether a header names money in and money out, and so may be of amounts with a sign.

    >>> names_both_ways("Debit/Credit"), names_both_ways("Soll / Haben"), names_both_ways("In/On")
    (True, True, False)
    """
    return {meaning(part)[0] for part in name.split("/")} == {"credit", "debit"}


def score(cells: Sequence[str], mapped: Mapping[str, str] = NO_COLUMNS) -> int:
    """How many cells of a row name a column of a statement, by themselves or by the user."""
    return sum(1 for cell in cells if mapped.get(normal(cell)) or meaning(cell)[0])


def header_of(grid: Grid, mapped: Mapping[str, str] = NO_COLUMNS) -> ListHeader | None:
    """The header of a list of movements; None where there is none in the first rows.

    ``mapped`` is what the user says that columns are. Where that is by their numbers, and no row
    names a day and an amount, the list has no header: its first row is a movement.
    """
    return _header_row(grid, mapped) or _by_number(mapped)


def _header_row(grid: Grid, mapped: Mapping[str, str]) -> ListHeader | None:
    above: list[tuple[int, str]] = []
    named = [(0, list(grid.header))] if grid.header else []
    for seen, (row, cells) in enumerate(chain(named, grid.rows(0))):
        if seen >= _SEARCHED:
            return None
        places = _places(cells, mapped)
        if _is_whole(places) and not (mapped and _is_numbered_row(cells, places, mapped)):
            return ListHeader(row, places, tuple(cell.strip() for cell in cells), tuple(above))
        above.append((row, " ".join(filter(None, map(str.strip, cells)))))
    return None


def _is_numbered_row(
    cells: Sequence[str], places: Mapping[str, Sequence[int]], mapped: Mapping[str, str]
) -> bool:
    """Whether a row is one of rows, under a day that is known by its number alone."""
    day = places["booked_on"][0]
    return str(day + 1) in mapped and any(map(str.isdigit, cells[day]))


def _is_whole(places: Mapping[str, object]) -> bool:
    """Whether there is a day and an amount."""
    return "booked_on" in places and (bool(_AMOUNTS & set(places)) or two_sided(places))


def _by_number(mapped: Mapping[str, str]) -> ListHeader | None:
    """The header of a list that has none, by the numbers of its columns; None without them.

    Columns are called by their field there, and others by their number.
    """
    numbered = {int(key): field for key, field in mapped.items() if key.isdecimal()}
    names = [numbered.get(number, "") for number in range(1, max(numbered, default=0) + 1)]
    places = _ranked((field, 0, place) for place, field in enumerate(names) if field)
    return ListHeader(0, places, tuple(names), ()) if _is_whole(places) else None


def lacking(fields: Collection[str], names: Sequence[str]) -> list[str]:
    """What a header of these fields lacks to be clearly a bank's or a broker's.

    Day and amount alone may be of anything; a text, a payer or a balance beside them is a bank's.

    >>> lacking({"value_on", "amount"}, ()), lacking({"booked_on", "credit", "debit"}, ())
    (['a description'], [])
    >>> lacking({"booked_on", "amount", "note"}, ("Datum", "Betrag", "Text"))
    []
    """
    missing = [] if {"booked_on", "value_on"} & set(fields) else ["a date"]
    two_sided = {"credit", "debit"} <= set(fields)
    if not two_sided and _AMOUNTS.isdisjoint(fields) and any(map(names_both_ways, names)):
        fields = {*fields, "amount"} - {"side"}
    if not two_sided and _AMOUNTS.isdisjoint(fields):
        missing.append("an amount")
    parties = {"payer", "payer_account", "payee", "payee_account"}
    clear = {"balance", "text", "side", *parties} & set(fields)
    told = any(normal(name) in _DESCRIPTIONS for name in names)
    if not (clear or two_sided or told or brokers_column(names)):
        missing.append("a description")
    return missing


def brokers_column(names: Sequence[str]) -> str:
    """The column that only a broker's list of trades has; '' in any other list."""
    return next((name for name in names if name in _BROKER), "")


def amounts_at(header: Sequence[str], mapped: Mapping[str, str] = NO_COLUMNS) -> list[int]:
    """Where the amounts of a list stand: in one column, or in one for each way."""
    places = _places(header, mapped)
    fields = ("amount", "gross", "credit", "debit")
    return [at for field in fields for at in places.get(field, ())[:1]]


def two_sided(places: Mapping[str, object]) -> bool:
    """Whether money in and money out have a column each."""
    return "credit" in places and "debit" in places


def _places(cells: Sequence[str], mapped: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """By field, the places of its columns: those that the user names, then the best names.

    Where no other column has amounts, one for both ways has them: Debit/Credit.
    """
    places = _ranked(
        (field, rank, place)
        for place, cell in enumerate(cells)
        for field, rank in [_mapped(place, cell, mapped) or meaning(cell)]
        if field
    )
    sides = places.get("side", ())
    lone = len(sides) == 1 and _AMOUNTS.isdisjoint(places) and not two_sided(places)
    if lone and names_both_ways(cells[sides[0]]):
        places["amount"] = places.pop("side")
    return places


def _mapped(place: int, cell: str, mapped: Mapping[str, str]) -> tuple[str, int] | None:
    """What the user says that a column is, '' for one that is not used; None for nothing."""
    if not mapped:
        return None
    field = mapped.get(str(place + 1), mapped.get(normal(cell)))
    return None if field is None else (field, -1)


def _ranked(columns: Iterable[tuple[str, int, int]]) -> dict[str, tuple[int, ...]]:
    """By field, the places of its columns, best rank first; a day of value alone is the day."""
    by_field: dict[str, list[tuple[int, int]]] = {}
    for field, rank, place in columns:
        by_field.setdefault(field, []).append((rank, place))
    if "booked_on" not in by_field and "value_on" in by_field:
        by_field["booked_on"] = by_field["value_on"]
    return {
        field: tuple(place for _, place in sorted(ranked)) for field, ranked in by_field.items()
    }


def is_balance(name: str) -> bool:
    """Whether a header names a balance, with a currency or without."""
    return "balance" in (meaning(name)[0], meaning(_IN.sub("", currencies_named(name)[1]))[0])
