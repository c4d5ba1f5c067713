"""The names of columns that imports know, and what headers mean, as documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.imports.column_names import KnownColumns
from overdue_cli.reports.imports.header_meanings import ColumnMeaning
from overdue_cli.views.columns import one_table

NAMES = (
    Column("kinds", "kinds"),
    Column("field", "field"),
    Column("use", "use"),
    Column("what", "what it is", rank=1),
    Column("language", "language"),
    Column("names", "names"),
)
PARTS = (Column("kinds", "kinds"), Column("field", "field"), Column("parts", "parts"))
WORDS = (Column("part", "part"), Column("language", "language"), Column("words", "words"))
MEANINGS = (
    Column("header", "header"),
    Column("kinds", "kinds"),
    Column("field", "field"),
    Column("unit", "unit", rank=2),
    Column("by", "known by"),
    Column("what", "what"),
    Column("near", "like it", rank=1),
)


def known_columns_document(known: KnownColumns) -> Document:
    """The names of each field by language, the parts that name one, and the words of the parts."""
    return Document(
        title="Columns",
        sections=(
            Section("names", NAMES, map(_row, known.names), title="Names"),
            Section("parts", PARTS, map(_row, known.parts), title="Parts that name a field"),
            Section("words", WORDS, map(_row, known.words), title="Words of the parts"),
        ),
        main="names",
        empty="No column is known by such a name.",
    )


def meanings_document(meanings: Sequence[ColumnMeaning], *, of_file: bool) -> Document:
    """What each header means, one kind or several alike in a row."""
    sheets = any(row.sheet for row in meanings)
    places = (Column("sheet", "sheet", machine=not sheets), Column("number", "column"))
    columns = (*places, *MEANINGS) if of_file else MEANINGS
    return one_table("Columns", columns, map(_row, meanings), empty="There is no header.")


def _row(value: Any) -> dict[str, Any]:
    """The fields of a row; several names stand side by side."""
    return {
        name: _listed(name, cell) if isinstance(cell, tuple) else cell
        for name, cell in value._asdict().items()
    }


def _listed(name: str, texts: Sequence[str]) -> str:
    return (" " if name == "kinds" else " | ").join(texts)
