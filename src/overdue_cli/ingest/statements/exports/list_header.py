"""Finds the header of a list that a bank or wallet exports, and the fields that it names.

The header is the first row that names a day and an amount; what stands above it are titles.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.table import Grid
from overdue_cli.ingest.values.currency_named import currencies_named
from overdue_cli.ingest.word_lists import list_rows

_SEARCHED = 60
_IN = re.compile(r"\s+(?:in|en|w)$|\(\)|\[\]", re.IGNORECASE)
_UNIT = re.compile(r"元$|[€$£¥]$")
_BRACKETED = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]\s*$")
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
    for row in list_rows(__package__, "headers.csv"):
        for rank, alias in enumerate(row["aliases"].split("|")):
            fields.setdefault(normal(alias), (row["field"], rank))
    return fields


def meaning(cell: str) -> tuple[str, int]:
    """The field that a header names and its rank; ('', 0) for none.

    >>> meaning("金额(元)")[0], meaning(" Betrag ")[0], meaning("Colour")[0]
    ('amount', 'amount', '')
    """
    name = normal(cell)
    known = known_headers()
    bare_name = normal(_BRACKETED.sub("", cell.strip()))
    return known.get(name) or known.get(_UNIT.sub("", name)) or known.get(bare_name) or ("", 0)


def score(cells: Sequence[str]) -> int:
    """How many cells of a row name a column of a statement."""
    return sum(1 for cell in cells if meaning(cell)[0])


def header_of(grid: Grid) -> ListHeader | None:
    """The header of a list of movements; None where there is none in the first rows."""
    above: list[tuple[int, str]] = []
    named = [(0, list(grid.header))] if grid.header else []
    for seen, (row, cells) in enumerate(chain(named, grid.rows(0))):
        if seen >= _SEARCHED:
            return None
        places = _places(cells)
        if "booked_on" in places and ({"amount"} & set(places) or two_sided(places)):
            return ListHeader(row, places, tuple(cell.strip() for cell in cells), tuple(above))
        above.append((row, " ".join(filter(None, map(str.strip, cells)))))
    return None


def lacking(fields: Collection[str], names: Sequence[str]) -> list[str]:
    """What a header of these fields lacks to be clearly a bank's or a broker's.

    Day and amount alone may be of anything; a text, a payer or a balance beside them is a bank's.

    >>> lacking({"value_on", "amount"}, ()), lacking({"booked_on", "credit", "debit"}, ())
    (['a description'], [])
    """
    missing = [] if {"booked_on", "value_on"} & set(fields) else ["a date"]
    two_sided = {"credit", "debit"} <= set(fields)
    if not two_sided and "amount" not in fields:
        missing.append("an amount")
    clear = {"balance", "payer", "payer_account", "text", "side"} & set(fields)
    if not (clear or two_sided or brokers_column(names)):
        missing.append("a description")
    return missing


def brokers_column(names: Sequence[str]) -> str:
    """The column that only a broker's list of trades has; '' in any other list."""
    return next((name for name in names if name in _BROKER), "")


def amounts_at(header: Sequence[str]) -> list[int]:
    """Where the amounts of a list stand: in one column, or in one for each way."""
    places = _places(header)
    return [at for field in ("amount", "credit", "debit") for at in places.get(field, ())[:1]]


def two_sided(places: Mapping[str, object]) -> bool:
    """Whether money in and money out have a column each."""
    return "credit" in places and "debit" in places


def _places(cells: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """By field, the places of its columns, best name first."""
    by_field: dict[str, list[tuple[int, int]]] = {}
    for place, cell in enumerate(cells):
        field, rank = meaning(cell)
        if field:
            by_field.setdefault(field, []).append((rank, place))
    if "booked_on" not in by_field and "value_on" in by_field:
        by_field["booked_on"] = by_field["value_on"]
    return {
        field: tuple(place for _, place in sorted(ranked)) for field, ranked in by_field.items()
    }


def is_balance(name: str) -> bool:
    """Whether a header names a balance, with a currency or without."""
    return "balance" in (meaning(name)[0], meaning(_IN.sub("", currencies_named(name)[1]))[0])
