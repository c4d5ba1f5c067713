"""Sums per currency as columns of plain numbers, as spreadsheets need them: ``overdue_CNY``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Section

Row = Mapping[str, Any]


def split_sums(section: Section) -> Section:
    """The section with one column per currency in place of each column of sums.

    A column of sums in which there is no amount at all stays as it is, and empty. Sections without
    such a column pass as they come, row by row.
    """
    if not any(column.sums for column in section.columns):
        return section
    rows = list(section.rows)
    parts = {
        c.name: _currencies(row.get(c.name) for row in rows) for c in section.columns if c.sums
    }
    columns = [part for c in section.columns for part in _columns(c, parts.get(c.name, ()))]
    return replace(section, columns=columns, rows=[_split(row, parts) for row in rows])


def _currencies(cells: Iterable[Any]) -> list[str]:
    """The currencies of some sums, in the order of their codes."""
    return sorted({amount.currency for amount in chain.from_iterable(map(_amounts, cells))})


def _amounts(cell: Any) -> Sequence[Money]:
    """The amounts of a cell: none, one, or one per currency."""
    return (cell,) if isinstance(cell, Money) else cell or ()


def _columns(column: Column, currencies: Sequence[str]) -> list[Column]:
    """A column for each currency; the column itself where there is none."""
    return [
        column._replace(name=f"{column.name}_{code}", title=f"{column.title} {code}", sums=False)
        for code in currencies
    ] or [column]


def _split(row: Row, parts: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A row with each of its sums under the names of its currencies."""
    cells = dict(row)
    for name, currencies in parts.items():
        if currencies:
            amounts = {amount.currency: amount for amount in _amounts(cells.pop(name, None))}
            cells |= {f"{name}_{code}": amounts.get(code) for code in currencies}
    return cells
