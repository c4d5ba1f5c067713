"""Several columns of one meaning that are read together: of each row one value, or their sum.

Columns that say the same in every row where both say something are one. Charges of different
names (滞纳金, 违约金; management fee, service fee) are parts, and add up. Details of a customer or
a loan (a branch, an address) are taken from the first column that has them, and so is a day, the
actual one before the others. Any others are a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.headers.columns import ColumnRead, Columns
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.headers.header_parts import parts_of
from overdue_cli.ingest.headers.kinds import Field
from overdue_cli.ingest.headers.rate_header import period_of, unit_of
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.numbers import number_at
from overdue_cli.ingest.values.units import split, split_last
from overdue_cli.ingest.word_lists import list_rows

#: One value of each row; the sum of the columns; the first that says something.
How = Literal["one", "sum", "first"]
#: Charges of one state, which may stand in parts.
_OF_CHARGES = frozenset("fee overdue_fee outstanding_fee outstanding_late_fee paid_fee".split())
#: The parts that sum to what is outstanding, and how many of them a row must say to tell.
_PARTS = ("principal", "interest", "fee", "penalty", "compound", "late_fee")
_FEWEST_PARTS = 2
_NUMBERS = ("money", "rate", "percent", "count")
#: Details of which any of several is right.
_DETAILS = frozenset("email address region product officer branch purpose security".split())


def how_joined(table: Table, field: Field, places: Sequence[int]) -> How | None:
    """How the columns at some places are one field; None where only the user can tell."""
    headers = [table.header[place] for place in places]
    parts = field.name in _OF_CHARGES and _are_parts(field.name, headers)
    one_unit = field.type not in _NUMBERS or len({*map(_unit, headers)}) == 1
    alike = one_unit and _agree(table, field, places, parts=parts)
    if parts:
        return None if alike else "sum"
    if alike:
        return "one"
    return "first" if field.name in _DETAILS else None


def actual_first(table: Table, kind: str, field: Field, places: Sequence[int]) -> list[int]:
    """The places of a day with the one that is called the actual day before those that are not.

    Empty where none is, or several are.
    """
    if field.type != "date":
        return []
    actual = [at for at in places if "actual" in parts_of(table.header[at], kind)]
    return [*actual, *(at for at in places if at not in actual)] if len(actual) == 1 else []


def total_first(
    table: Table, read: Mapping[str, Sequence[int]], field: str, places: Sequence[int]
) -> list[int]:
    """The places of what is outstanding with the one that its parts sum to before the others.

    Only rows with two parts or more tell. Empty where no column is the sum, or several are.
    """
    parts = [places for places in (_part_of_debt(read, one) for one in _PARTS) if places]
    if field != "outstanding" or len(parts) < _FEWEST_PARTS:
        return []
    seen = dict.fromkeys(places, False)
    for _, cells in table.rows():
        amounts = [one for of in parts if (one := _amount(cells, of))]
        if len(amounts) >= _FEWEST_PARTS:
            for at in list(seen):
                if number_at(cells, at) == sum(amounts):
                    seen[at] = True
                else:
                    del seen[at]
    sums = [at for at, is_sum in seen.items() if is_sum]
    return [*sums, *(at for at in places if at not in sums)] if len(sums) == 1 else []


def _part_of_debt(read: Mapping[str, Sequence[int]], part: str) -> Sequence[int]:
    """The places of all that is outstanding of a part, or of what is overdue of it."""
    return read.get(f"outstanding_{part}") or read.get(f"overdue_{part}") or ()


def _amount(cells: Sequence[str], places: Sequence[int]) -> Decimal | None:
    return next((one for at in places if (one := number_at(cells, at)) is not None), None)


def told_joined(columns: Columns, header_row: int) -> Iterator[Problem]:
    """What is said of fields that are read from several columns."""
    for field, column in columns.columns.items():
        if not column.others or (columns.kind.named(field).type == "id" and column.adds_up):
            continue
        names = " and ".join(f"'{one.header}'" for one in (column, *column.others))
        if column.adds_up:
            rule, hint = f"{names} are parts of {field}, and add up", "Else leave one of them out."
        else:
            rule = f"{names} mean {field}: of each row, the first that says something is taken"
            hint = ""
        yield Problem(header_row, column.header, "", rule, hint)


def _unit(header: str) -> tuple[str | None, ...]:
    return (split(header).unit or split_last(header).unit, unit_of(header), period_of(header))


def _are_parts(field: str, headers: Sequence[str]) -> bool:
    """Whether headers name different charges, or a map says of each that it is of this field."""
    if all(normal(header) == normal(field) for header in headers):
        return True
    named = [_charge(header) for header in headers]
    return None not in named and len(set(named)) == len(named)


@cache
def _charge(header: str) -> int | None:
    """Which of the charges a header names; None for none, and for fees in general."""
    plain = normal(header)
    longest = max((word for word in _words() if word in plain), key=len, default=None)
    return None if longest is None else _words()[longest]


@cache
def _words() -> Mapping[str, int]:
    """By the name of a charge: the line of the list that it stands in."""
    return {
        normal(word): line
        for line, row in enumerate(list_rows(__package__, "charges.csv"))
        for words in row.values()
        for word in filter(None, words.split("|"))
    }


def _agree(table: Table, field: Field, places: Sequence[int], *, parts: bool) -> bool:
    """Whether the columns say the same in every row in which more than one says something.

    Different charges (``parts``) agree where they are equal in every row, and not all nothing.
    """
    numbers = field.type in _NUMBERS
    agree = False
    for _, cells in table.rows():
        texts = [cells[at].strip() if at < len(cells) else "" for at in places]
        filled = [at for at, text in zip(places, texts, strict=True) if text]
        if parts and len(filled) < len(places):
            return False
        if len({*filter(None, texts)}) > 1:
            values = {number_at(cells, at) for at in filled} if numbers else set()
            if len(values) != 1 or None in values:
                return False
        agree = agree or not parts or any(number_at(cells, at) for at in filled)
    return agree


def joined(columns: Sequence[ColumnRead], how: How) -> ColumnRead:
    """The first of several columns, with the others beside it."""
    first, *others = columns
    return first._replace(others=tuple(others), adds_up=how == "sum")
