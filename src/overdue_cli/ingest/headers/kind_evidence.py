"""What a header says against a kind of file: columns that tables of that kind do not have.

``kind_evidence.csv`` has a line for each such thing: what it is, the kinds it speaks against, the
fields by which the glossary names it, and words for it by language. A word counts wherever it
stands in a header; ``=`` before it wants the whole header, ``*`` stands for the rest of a word,
``~`` begins a regular expression, and ``!`` a header that is no such thing whatever its field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from overdue_cli.ingest.headers.glossary import STATEMENT, detail_in, glossary_fields, meanings
from overdue_cli.ingest.headers.header_parts import spoken
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.statements.exports.list_header import meaning as bank_meaning
from overdue_cli.ingest.word_lists import list_rows

#: Fields of a bank's list that say nothing for its being one.
OF_ANY_KIND = frozenset(("fee", "net", "refund", "original_amount", "given_name", "family_name"))
_OF_LOANS = ("loans", "snapshot")
_LANGUAGES = ("zh", "en", "de", "fr", "es", "it", "nl", "nordic", "pl")


class KindEvidence(NamedTuple):
    """One thing that some kinds of table have, and others do not."""

    what: str
    against: frozenset[str]
    unless: tuple[str, ...]
    """The fields beside which it is nothing strange; one with a minus must not be there."""
    fields: frozenset[tuple[str, str]]
    """By kind and name, the fields of which a header is a name."""
    words: re.Pattern[str]
    never: frozenset[str]
    """Headers that are no such thing, although a field has that name."""


class Strange(NamedTuple):
    """A column that does not belong in a table of some kind, and what it is."""

    header: str
    what: str


@cache
def evidence() -> tuple[KindEvidence, ...]:
    """Everything that can speak against a kind."""
    return tuple(
        KindEvidence(
            row["what"],
            frozenset(row["against"].split()),
            tuple(row["unless"].split()),
            frozenset(_fields(row["fields"])),
            re.compile(pattern_of(row)),
            frozenset(word[1:] for word in _all_words(row) if word.startswith("!")),
        )
        for row in list_rows(__package__, "kind_evidence.csv")
    )


def _fields(cell: str) -> Iterator[tuple[str, str]]:
    """The kind and the field of each name in a cell, such as ``invoices.due_on``."""
    for name in cell.split():
        kind, _, field = name.partition(".")
        yield kind, field


def pattern_of(row: Mapping[str, str]) -> str:
    """The expression that finds any of the words of a row, in whichever language."""
    return "|".join(_pattern(word) for word in _all_words(row) if not word.startswith("!"))


def _all_words(row: Mapping[str, str]) -> Iterator[str]:
    """The words of a row in every language."""
    for code in _LANGUAGES:
        yield from _words(row[code])


def _words(cell: str) -> Iterator[str]:
    """The words of a cell; a regular expression is one, up to the end of the cell."""
    head, begins, expression = cell.partition("~")
    yield from filter(None, head.split("|"))
    if begins:
        yield f"~{expression}"


def _pattern(word: str) -> str:
    """The expression that finds a word: between the ends of words, but in Chinese anywhere.

    >>> _pattern("due date"), _pattern("*restbetrag"), _pattern("=本金"), _pattern("应还")
    ('\\\\bdue date\\\\b', '\\\\b\\\\w*restbetrag\\\\b', '^本金$', '应还')
    """
    if word.startswith("~"):
        return word[1:]
    if word.startswith("="):
        return f"^{word[1:]}$"
    if not word.isascii():
        return word
    return rf"\b{word}\b".replace("*", r"\w*")


@cache
def known_fields(header: str) -> frozenset[tuple[str, str]]:
    """What a header means: kind and field, of every kind that knows it."""
    fields = {(kind, field) for kind in KINDS for field in meanings(header, kind).fields if field}
    in_bank, _ = bank_meaning(header)
    return frozenset(fields | ({(STATEMENT, in_bank)} if in_bank else set()))


@cache
def _evidence_of(header: str) -> tuple[KindEvidence, ...]:
    """What a header is evidence of."""
    known, words = known_fields(header), spoken(header)
    return tuple(
        one
        for one in evidence()
        if (known & one.fields and words not in one.never)
        or (one.words.pattern and one.words.search(words))
    )


def _excused(unless: Sequence[str], beside: Collection[str]) -> bool:
    """Whether the fields are there beside which something is nothing strange.

    >>> _excused(["gross", "-amount"], {"gross"}), _excused([], {"gross"})
    (True, False)
    """
    return bool(unless) and all(
        (field.removeprefix("-") in beside) is not field.startswith("-") for field in unless
    )


def strange_columns(header: Sequence[str], kind: str) -> list[Strange]:
    """The columns that speak against a kind; none that the kind knows as something else."""
    beside = {field for text in header for of, field in known_fields(text) if of == kind}
    strange = []
    for text in filter(None, header):
        own = {one for one in known_fields(text) if one[0] == kind}
        for one in _evidence_of(text):
            if kind in one.against and own <= one.fields and not _excused(one.unless, beside):
                if own or not _is_detail(text, kind, header):
                    strange.append(Strange(text, one.what))
                break
    return strange


def _is_detail(text: str, kind: str, header: Sequence[str]) -> bool:
    """Whether a column is a detail of loans: of these lists keep far more than is needed."""
    if kind not in _OF_LOANS:
        return False
    fields = {field for other in header if other for field in glossary_fields(other, kind)}
    return bool(detail_in(text, kind, fields))
