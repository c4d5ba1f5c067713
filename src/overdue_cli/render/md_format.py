"""md: GitHub tables that show every text exactly as it is.

Escaped is only what would change the display, so that the source reads well too: pipes,
backticks, tags, entities, stars, underscores and tildes where they could emphasise, a closing
bracket where it would make a link, and a backslash that would itself be taken for an escape. Line
ends and other control characters become visible pictures.
"""

from __future__ import annotations

import re
from typing import TextIO

from overdue_cli.render.document import Document, Section
from overdue_cli.render.words import Cells, cells, fact_lines, heading, neutral, settings_line

_CHANGING = re.compile(
    r"""[|`]
    | \\(?=[!-/:-@\[-`{-~]|$)        # a backslash before punctuation is an escape
    | <(?=[A-Za-z/!?])                # a tag or an automatic link
    | &(?=\#?[A-Za-z0-9]+;)           # an entity
    | \*(?!\s) | (?<!\s)\*            # emphasis, inside words too
    | ~(?!\s) | (?<!\s)~              # strikethrough
    | _(?![^\W_]) | (?<![^\W_])_      # emphasis, at the borders of words only
    | \](?=\()                        # [text](link)
    """,
    re.VERBOSE,
)

_MAY_CHANGE = re.compile(r"[|`\\<&*~_\]]")


def write(document: Document, out: TextIO) -> None:
    """Heading, facts, one table per section and the settings."""
    blocks = [_heading(document), _facts(document)]
    blocks += [_section(document, section) for section in document.sections]
    blocks.append(escaped(settings_line(document)))
    out.write("\n\n".join(block for block in blocks if block) + "\n")


def escaped(text: str) -> str:
    r"""Text that markdown displays exactly as given.

    >>> print(escaped("*x* | <b> [a](b) snake_case Jo [jr] Lee [/b]"))
    \*x\* \| \<b> [a\](b) snake_case Jo [jr] Lee [/b]
    """
    return _CHANGING.sub(r"\\\g<0>", text) if _MAY_CHANGE.search(text) else text


def _heading(document: Document) -> str:
    """The title with its date as a heading of the first level."""
    title = " ".join(part for part in heading(document) if part)
    return f"# {escaped(title)}" if title else ""


def _facts(document: Document) -> str:
    """The facts as a list."""
    lines = fact_lines(document)
    return "\n".join(f"- **{escaped(label)}:** {escaped(text)}" for label, text in lines)


def _section(document: Document, section: Section) -> str:
    """A title and a table."""
    section_cells = cells(document, section)
    title = f"## {escaped(neutral(section.title))}" if section.title else ""
    table = "\n".join(_table(section_cells)) if section_cells.columns else ""
    return "\n\n".join(part for part in (title, table) if part)


def _table(table: Cells) -> list[str]:
    """Header, the line that aligns the columns, and the rows."""
    titles = [neutral(column.title) for column in table.columns]
    rulers = ["---:" if right else "---" for right in table.right]
    return [_line(titles), "| " + " | ".join(rulers) + " |", *map(_line, table.lines)]


def _line(texts: list[str] | tuple[str, ...]) -> str:
    """One row of a table."""
    return "| " + " | ".join(map(escaped, texts)) + " |"
