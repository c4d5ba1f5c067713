"""table: what people read. Plain columns when piped, ``table_terminal`` on a terminal.

Piped there is no colour, no box, no limit of width, and nothing is cut: columns stand two spaces
apart and line up by the width the characters take on a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from overdue_cli.render.document import Document, Section
from overdue_cli.render.width import cell_width, filled
from overdue_cli.render.words import (
    Cells,
    cells,
    fact_lines,
    heading,
    more_line,
    neutral,
    settings_line,
)

_GAP = "  "


def write(document: Document, out: TextIO) -> None:
    """The document as text for people; nothing at all where it has neither facts nor rows."""
    joint = "\n" if out.isatty() else "; "
    sections = [(s, cells(document, s, joint=joint)) for s in document.sections]
    tables = [(section, part) for section, part in sections if part.lines and part.columns]
    if document.sections and not tables and not fact_lines(document):
        return
    if out.isatty():
        from overdue_cli.render import table_terminal

        table_terminal.write(document, tables, out)
    else:
        _write_plain(document, tables, out)


def _write_plain(document: Document, tables: list[tuple[Section, Cells]], out: TextIO) -> None:
    """Blocks of plain lines with an empty line between them."""
    blocks = [[_GAP.join(part for part in heading(document) if part)]]
    blocks.append(_fact_block(fact_lines(document)))
    for section, table in tables:
        title = [neutral(section.title)] if section.title else []
        blocks.append(title + _plain_lines(table))
    blocks.append([more_line(document)])
    blocks.append([settings_line(document)])
    texts = ["\n".join(block) for block in blocks if any(block)]
    out.write("\n\n".join(texts) + "\n" if texts else "")


def _fact_block(facts: Sequence[tuple[str, str]]) -> list[str]:
    """Labels and values, the values one below the other."""
    width = max((cell_width(label) for label, _ in facts), default=0) + 1
    return [filled(label + ":", width) + _GAP + text for label, text in facts]


def _plain_lines(table: Cells) -> list[str]:
    """The header and the rows of a table, aligned."""
    titles = tuple(neutral(column.title) for column in table.columns)
    padded = [
        _padded_column([titles[i], *(line[i] for line in table.lines)], right=right)
        for i, right in enumerate(table.right)
    ]
    return [_GAP.join(texts).rstrip() for texts in zip(*padded, strict=True)]


def _padded_column(texts: list[str], *, right: bool) -> list[str]:
    """The texts of a column, all of the same width on a screen."""
    widths = [cell_width(text) for text in texts]
    full = max(widths)
    if right:
        return [" " * (full - width) + text for text, width in zip(texts, widths, strict=True)]
    return [text + " " * (full - width) for text, width in zip(texts, widths, strict=True)]
