"""Parts that many documents share: columns chosen from a list, one table, facts with a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from overdue_cli.render.document import Column, Document, Section, Tone

Fact = tuple[str, str, Any]
Tones = Mapping[str, Mapping[Any, Tone]]


def chosen(columns: Sequence[Column], names: str, **ranks: int) -> tuple[Column, ...]:
    """The columns of these names in this order, some of them with a rank of their own.

    >>> [c.rank for c in chosen((Column("a", "a"), Column("b", "b", rank=2)), "b a", a=1)]
    [2, 1]
    """
    by_name = {column.name: column for column in columns}
    return tuple(
        by_name[name]._replace(rank=ranks.get(name, by_name[name].rank)) for name in names.split()
    )


def cells_of(columns: Sequence[Column], row: Any) -> dict[str, Any]:
    """The values of a row that have a column."""
    return {column.name: row[column.name] for column in columns}


def as_rows(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Named tuples as rows of a section."""
    return [value._asdict() for value in values]


def with_value(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that say something."""
    return [fact for fact in facts if fact[2] not in (None, "")]


def by_name(facts: Iterable[Fact]) -> dict[str, Any]:
    """The values of facts by their names, as json has them."""
    return {name: value for name, _, value in facts}


def one_table(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    as_of: date | None = None,
    settings: Mapping[str, Any] | None = None,
    empty: str = "",
    tones: Tones | None = None,
) -> Document:
    """A document of one list; ``empty`` is said where it has no row."""
    return Document(
        title=title,
        as_of=as_of,
        settings=settings or {},
        sections=(Section("rows", columns, rows, tones=tones or {}),),
        main="rows",
        empty=empty,
    )
