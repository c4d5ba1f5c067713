"""html: one page that stands by itself and prints well; every text is data, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TextIO

from overdue_cli.render.document import Document, Section
from overdue_cli.render.words import Cells, cells, fact_lines, heading, neutral, settings_line

_STYLE = """
body { font: 14px/1.4 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2em; color: #111; }
h1 { font-size: 1.4em; } h1 small { font-weight: normal; color: #555; }
h2 { font-size: 1.1em; margin-top: 1.6em; }
dl { display: grid; grid-template-columns: max-content auto; gap: .2em 1.5em; }
dt { color: #555; } dd { margin: 0; }
table { border-collapse: collapse; }
th, td { padding: .25em .8em; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid #444; } td { border-bottom: 1px solid #ddd; }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
footer { margin-top: 1.6em; color: #555; font-size: .85em; }
@media print { body { margin: 0; font-size: 10px; } thead { display: table-header-group; }
tr { break-inside: avoid; } @page { size: A4 landscape; margin: 12mm; } }
"""


def write(document: Document, out: TextIO) -> None:
    """The document as one page without scripts, pictures or anything from elsewhere."""
    title, as_of = (escape(text) for text in heading(document))
    out.write('<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n')
    out.write(f"<title>{title or 'overdue'}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n")
    out.write(f"<h1>{title} <small>{as_of}</small></h1>\n")
    out.writelines(_facts(document))
    for section in document.sections:
        out.writelines(_section(document, section))
    if settings := settings_line(document):
        out.write(f"<footer>{escape(settings)}</footer>\n")
    out.write("</body>\n</html>\n")


def _facts(document: Document) -> Iterator[str]:
    """Labels and values as a list of definitions."""
    if facts := fact_lines(document):
        pairs = (f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>\n" for label, text in facts)
        yield from ("<dl>\n", *pairs, "</dl>\n")


def _section(document: Document, section: Section) -> Iterator[str]:
    """A title and a table, its header repeated on every printed page."""
    table = cells(document, section)
    if not table.lines or not table.columns:
        return
    if section.title:
        yield f"<h2>{escape(neutral(section.title))}</h2>\n"
    titles = tuple(neutral(column.title) for column in table.columns)
    yield f"<table>\n<thead>\n{_row(table, titles, 'th')}</thead>\n<tbody>\n"
    yield from (_row(table, line, "td") for line in table.lines)
    yield "</tbody>\n</table>\n"


def _row(table: Cells, texts: tuple[str, ...], tag: str) -> str:
    """One line of a table; figures stand to the right."""
    parts = (
        f'<{tag} class="n">{escape(text)}</{tag}>' if right else f"<{tag}>{escape(text)}</{tag}>"
        for text, right in zip(texts, table.right, strict=True)
    )
    return f"<tr>{''.join(parts)}</tr>\n"
