"""Tables on a terminal: the only module that loads Rich.

Light look: a rule below the header, no boxes. Columns fold instead of being cut; where there is no
room, optional ones are left out and a dim line says how many; where figures would break, each row
is listed by itself. Data goes in as ``Text``, never as
markup. Colour comes from the tones of a section, and from nothing else; ``NO_COLOR`` and
``TERM=dumb`` are honoured by the console.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from typing import Any, NoReturn, TextIO

from rich.console import Console
from rich.text import Text

from overdue_cli.render.document import Document, Section
from overdue_cli.render.fit_to_width import Layout, layout
from overdue_cli.render.width import cell_width, filled, folded
from overdue_cli.render.words import Cells, fact_lines, heading, more_line, neutral, settings_line

_STYLES = {"plain": "", "good": "green", "warn": "yellow", "bad": "bold red", "dim": "dim"}
_LEFT_TO_RIGHT_MARK = "\u200e"
_GAP = "  "
_LINES_AT_ONCE = 200


class _Terminal(Console):
    """A console that leaves a closed pipe to the caller."""

    def on_broken_pipe(self) -> NoReturn:
        """The error that is being handled, unchanged."""
        raise


def write(document: Document, tables: Sequence[tuple[Section, Cells]], out: TextIO) -> None:
    """Heading, facts, sections and settings, with an empty line between them."""
    console = _terminal(out)
    for number, block in enumerate(_blocks(document, tables, console)):
        if number:
            console.print()
        while lines := list(islice(block, _LINES_AT_ONCE)):
            console.print(Text("\n").join(lines), soft_wrap=True)


def _terminal(out: TextIO) -> Console:
    """A console of the terminal's width on which every text is data."""
    return _Terminal(
        file=out,
        force_terminal=True,
        width=_width(out),
        height=25,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _width(out: TextIO) -> int:
    """Columns of the terminal: ``COLUMNS`` if set, else what it says, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(out.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _blocks(
    document: Document, tables: Sequence[tuple[Section, Cells]], console: Console
) -> Iterator[Iterator[Text]]:
    """The parts of the document from top to bottom, each as lines."""
    title, as_of = heading(document)
    if title or as_of:
        gap = _GAP if title and as_of else ""
        yield iter([Text.assemble((title, "bold"), gap, (as_of, "dim"))])
    if facts := fact_lines(document):
        yield _fact_block(facts, console.width)
    rule = "-" if console.options.ascii_only else "─"
    for section, table in tables:
        yield _section(section, table, console.width, rule)
    if more := more_line(document):
        yield iter(Text(line) for line in folded(more, console.width))
    if settings := settings_line(document):
        yield _dim(settings, console.width)


def _dim(text: str, width: int) -> Iterator[Text]:
    """A remark below the data."""
    return (Text(line, "dim") for line in folded(text, width))


def _fact_block(facts: Sequence[tuple[str, str]], width: int) -> Iterator[Text]:
    """Labels and values, the values one below the other, long ones folded below themselves."""
    indent = max(cell_width(label) for label, _ in facts) + 1 + len(_GAP)
    for label, text in facts:
        first, *more = folded(text, max(width - indent, 8))
        yield Text.assemble((filled(label + ":", indent), "dim"), _ltr(first))
        yield from (Text(" " * indent + _ltr(line)) for line in more)


def _section(section: Section, table: Cells, width: int, rule: str) -> Iterator[Text]:
    """Title, header, rows, and a remark about columns that are left out."""
    if section.title:
        yield Text(neutral(section.title), "bold")
    plan = layout(table, width)
    if not plan.widths:
        yield from _cards(table, width)
        return
    yield from _header(table, plan, rule)
    tones = [section.tones.get(table.columns[i].name, {}) for i in plan.shown]
    for line, row in zip(table.lines, table.rows, strict=True):
        styles = [
            _style(row.get(table.columns[i].name), meaning) if meaning else ""
            for i, meaning in zip(plan.shown, tones, strict=True)
        ]
        parts = [folded(line[i], w) for i, w in zip(plan.shown, plan.widths, strict=True)]
        yield from (_line(table, plan, texts, styles) for texts in zip_longest(*parts))
    if plan.hidden:
        noun = "column" if plan.hidden == 1 else "columns"
        note = f"{plan.hidden} {noun} hidden; widen the terminal or use --format csv"
        yield from _dim(note, width)


def _cards(table: Cells, width: int) -> Iterator[Text]:
    """Each row as a list of titles and texts, for terminals too narrow for a table."""
    titles = [neutral(column.title) for column in table.columns]
    for number, line in enumerate(table.lines):
        if number:
            yield Text()
        yield from _fact_block(list(zip(titles, line, strict=True)), width)


def _header(table: Cells, plan: Layout, rule: str) -> Iterator[Text]:
    """The titles, standing on a rule."""
    titles = [neutral(table.columns[i].title) for i in plan.shown]
    parts = [folded(t, width) for t, width in zip(titles, plan.widths, strict=True)]
    height = max(map(len, parts))
    standing = [[""] * (height - len(part)) + part for part in parts]
    styles = ["bold"] * len(parts)
    yield from (_line(table, plan, texts, styles) for texts in zip(*standing, strict=True))
    yield Text(rule * (sum(plan.widths) + len(_GAP) * (len(plan.widths) - 1)), "dim")


def _line(table: Cells, plan: Layout, texts: Sequence[str | None], styles: Sequence[str]) -> Text:
    """One line of a table; nothing stands after its last text."""
    line = Text()
    for number, (index, width) in enumerate(zip(plan.shown, plan.widths, strict=True)):
        text = texts[number] or ""
        fill = " " * (width - cell_width(text))
        if table.right[index]:
            line.append(fill)
        line.append(_ltr(text), styles[number])
        line.append(_GAP if table.right[index] else fill + _GAP)
    line.rstrip()
    return line


def _style(value: Any, meaning: Mapping[Any, str]) -> str:
    """The style of a cell by what its value means; lists and dicts have none of their own."""
    return "" if isinstance(value, (list, dict)) else _STYLES[meaning.get(value, "plain")]


def _ltr(text: str) -> str:
    """Text that leaves the cells after it in their place.

    Terminals that lay out Arabic and Hebrew would draw the figures to the right of a name on its
    left, unless an invisible mark ends the right-to-left run.
    """
    if text.isascii() or not any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
        return text
    return text + _LEFT_TO_RIGHT_MARK
