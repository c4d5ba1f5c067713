"""Which part of a document a format prints: the main section, or the one asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.render.document import Column, Document, Section


def main_section(document: Document) -> Section | None:
    """The section that csv and jsonl print; None when the document has no section."""
    if not document.sections:
        return None
    return section_named(document, document.main) if document.main else document.sections[0]


def section_named(document: Document, name: str) -> Section:
    """The section of that name; wrong use, with the names there are, when there is none."""
    for section in document.sections:
        if section.name == name:
            return section
    names = ", ".join(section.name for section in document.sections)
    hint = f"choose one of: {names}" if names else "leave out --section"
    raise WrongUse(f"there is no section {name!r} here", hint=hint)


def narrowed(document: Document, name: str | None) -> Document:
    """The document with one section only; unchanged when none is asked for."""
    if name is None:
        return document
    return replace(document, sections=(section_named(document, name),), main=name, data=None)


def for_people(document: Document) -> Document:
    """The document without the sections that only programs read, unless it has no other."""
    seen = [section for section in document.sections if not section.machine]
    return replace(document, sections=seen, main="") if seen else document


def records(document: Document) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """Field names and rows of cells of the main section; the facts as one row without one."""
    section = main_section(document)
    if section is not None:
        names = tuple(column.name for column in section.columns)
        return names, (tuple(row.get(name) for name in names) for row in section.rows)
    if document.facts:
        names = tuple(name for name, _, _ in document.facts)
        return names, iter([tuple(value for _, _, value in document.facts)])
    raise WrongUse("there are no rows here for this format", hint="use --format json")


def seen_columns(section: Section) -> list[Column]:
    """The columns people see: all but the machine ones."""
    return [column for column in section.columns if not column.machine]
