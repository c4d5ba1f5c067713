"""What a header means by its parts: 当前应收服务费 is a fee due, Rechnungsdatum an invoice's day.

``parts.csv`` has the words of each part by language: who (customer, payer), what (invoice, loan),
how it stands (due, paid, open, overdue), of what time (current, past) and what is told of it (a
number, a name, a day, an amount). ``compositions.csv`` says which parts together name a field of a
kind, in any order. A header is understood only as a whole: one word that is unknown, and it means
nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from overdue_cli.ingest.word_lists import list_rows

Parts = frozenset[str]

_NOT_IN_WORDS = re.compile(r"[\W_]+")
_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNMARKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Languages that write several words as one.
_COMPOUNDING = ("de", "nl", "nordic")
#: What such a language may put between two words.
_LINKS = ("", "s", "n", "es", "en", "e")
_SHORTEST = 3
_LONGEST_PHRASE = 4


def spoken(header: str) -> str:
    """A header as plain words, without accents and marks.

    >>> spoken("InvoiceNumber"), spoken("Termin_płatności"), spoken("合同 ID（号）")
    ('invoice number', 'termin platnosci', '合同 id 号')
    """
    text = _NEW_WORD.sub(" ", unicodedata.normalize("NFKC", header)).casefold()
    bare = "".join(
        mark
        for mark in unicodedata.normalize("NFKD", text.translate(_UNMARKED))
        if not unicodedata.combining(mark)
    )
    return _NOT_IN_WORDS.sub(" ", bare).strip()


@cache
def composed(header: str, kind: str) -> tuple[str, ...]:
    """The fields of a kind that a header names by its parts; several where it can be read so.

    The reading in the fewest parts goes first; what is of the present period is what it is.

    >>> composed("当前应收服务费", "instalments"), composed("Date d'échéance", "invoices")
    (('fee',), ('due_on',))
    >>> composed("Fälligkeitsdatum", "invoices"), composed("Hour of the invoice", "invoices")
    (('due_on',), ())
    """
    known = _compositions().get(kind, {})
    fields: list[str] = []
    fewest = 0
    for parts, count in _readings(header):
        if fields and count > fewest:
            break
        meant = [known[one] for one in _wider(parts, kind) if one in known]
        if meant:
            fields += meant[0]
            fewest = count
    return tuple(dict.fromkeys(fields))


@cache
def parts_of(header: str, kind: str) -> tuple[str, ...]:
    """The parts by which a header names a field of a kind, by their names; () where none does.

    >>> parts_of("Restbetrag", "invoices"), parts_of("Fläche", "invoices")
    (('amount', 'open'), ())
    """
    known = _compositions().get(kind, {})
    named = (one for parts, _ in _readings(header) for one in _wider(parts, kind) if one in known)
    return tuple(sorted(next(named, ())))


def unknown_words(header: str) -> tuple[str, ...]:
    """The words of a header that no language has as a part.

    >>> unknown_words("Open amount Hamburg")
    ('hamburg',)
    """
    return tuple(word for word in spoken(header).split() if not _readings(word))


def _wider(parts: Parts, kind: str) -> tuple[Parts, ...]:
    """The parts, and those that say the same: what is charged is due, but for what is invoiced."""
    if kind != "invoices":
        due = frozenset("due" if part == "charged" else part for part in parts)
        return parts, due, due - {"current"}
    return parts, parts - {"current"}


def composition_rows() -> list[dict[str, str]]:
    """The rows of ``compositions.csv``: a field, its kinds, the parts that name it."""
    return list_rows(__package__, "compositions.csv")


def part_rows() -> list[dict[str, str]]:
    """The rows of ``parts.csv``: a part, its words in a language."""
    return list_rows(__package__, "parts.csv")


@cache
def _compositions() -> Mapping[str, Mapping[Parts, tuple[str, ...]]]:
    """By kind, the parts that together name a field."""
    fields: dict[str, dict[Parts, tuple[str, ...]]] = defaultdict(dict)
    for row in composition_rows():
        for kind in row["kinds"].split():
            for text in row["parts"].split("|"):
                parts = frozenset(text.split())
                named = fields[kind].get(parts, ())
                fields[kind][parts] = tuple(dict.fromkeys((*named, row["field"])))
    return fields


@cache
def _words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By language, the parts that a word or a phrase may be; '' is a word that says nothing.

    A word with a hyphen before it stands only at the end of others: Buchungstag.
    """
    words: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in part_rows():
        known = words[row["language"]]
        for text in row["words"].split("|"):
            word = f"-{spoken(text)}" if text.startswith("-") else spoken(text)
            known[word] = tuple(dict.fromkeys((*known.get(word, ()), row["part"])))
    return words


@cache
def _readings(header: str) -> tuple[tuple[Parts, int], ...]:
    """Every way to read a header as parts of one language, and in how many words; fewest first."""
    text = spoken(header)
    chinese = bool(_CHINESE.search(text))
    readings: dict[Parts, int] = {}
    for language in _words():
        if chinese == (language == "zh"):
            for pieces in _of_words(tuple(text.split()), language):
                parts = frozenset(filter(None, pieces))
                readings[parts] = min(len(pieces), readings.get(parts, len(pieces)))
    found = [(parts, count) for parts, count in readings.items() if parts]
    return tuple(sorted(found, key=lambda one: (one[1], sorted(one[0]))))


def languages_of_words(header: str) -> frozenset[str]:
    """The languages in which every word of a header is known; one with a mark is not English.

    >>> sorted(languages_of_words("Référence facture")), languages_of_words("Débit euros")
    (['fr'], frozenset())
    """
    words = tuple(spoken(header).split())
    return frozenset(one for one in _languages(header) if any(map(any, _of_words(words, one))))


def languages_of_most_words(header: str) -> frozenset[str]:
    """The languages that know most of the words of a header, and half of them at least.

    >>> sorted(languages_of_most_words("Débit euros")), languages_of_most_words("Hue of paint")
    (['fr'], frozenset())
    """
    words = spoken(header).split()
    known = {
        one: sum(any(map(any, _of_words((word,), one))) for word in words)
        for one in _languages(header)
    }
    most = max(known.values())
    enough = most and most * 2 >= len(words)
    return frozenset(one for one in known if enough and known[one] == most)


def _languages(header: str) -> list[str]:
    """The languages that a header may be in by its letters."""
    marked = any(mark.isalpha() and not mark.isascii() for mark in header)
    return [one for one in _words() if not marked or one != "en"]


@cache
def _of_words(words: tuple[str, ...], language: str) -> tuple[tuple[str, ...], ...]:
    """The parts that words of a language may be, in every way."""
    if not words:
        return ((),)
    known = _words()[language]
    found: list[tuple[str, ...]] = []
    for count in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        first: list[tuple[str, ...]] = []
        first += [(part,) for part in known.get(" ".join(words[:count]), ())]
        if count == 1 and words[0].isdecimal() and len(words) > 1:
            first = [("",)]
        if count == 1 and not first:
            first = _of_compound(words[0], language)
        rest = _of_words(words[count:], language) if first else ()
        found += [head + tail for head in first for tail in rest]
    return tuple(dict.fromkeys(found))


def _of_compound(word: str, language: str) -> list[tuple[str, ...]]:
    """The parts of words written as one: any in Chinese, longer ones with links between else."""
    if language != "zh" and language not in _COMPOUNDING:
        return []
    known = _words()[language]
    shortest = 1 if language == "zh" else _SHORTEST
    found: list[tuple[str, ...]] = []
    for end in range(len(word) - 1, shortest - 1, -1):
        heads = known.get(word[:end], ())
        for link in _LINKS if heads and language != "zh" else ("",) * bool(heads):
            if word.startswith(link, end):
                tails = _tails(word[end + len(link) :], language)
                found += [(head, *tail) for head in heads for tail in tails]
    return found


def _tails(word: str, language: str) -> list[tuple[str, ...]]:
    """The parts of what follows in a compound; a short word there is a number (Fakturanr)."""
    known = _words()[language]
    parts = (*known.get(word, ()), *known.get(f"-{word}", ()))
    whole: list[tuple[str, ...]] = [
        (part,) for part in parts if language == "zh" or len(word) >= _SHORTEST or part == "number"
    ]
    return whole or _of_compound(word, language)
