"""Matching by name: the words of a name as people write it, held against a customer's.

Two texts are the same name when their words are, in any order, without accents, titles and case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from overdue_cli.domain.bank.written_ids import differs_by_one

#: How a name as written stands to the name of a customer.
Likeness = Literal["same", "near", "part", ""]

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_TITLES = frozenset("mr mrs ms miss dr prof herr frau hr fr sr sra mme mlle and und for".split())
_DIGRAPHS = str.maketrans({"ß": "ss", "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d"})
_LONGEST_NAME = 4
#: Texts whose comparable form is kept; the same few come again close to each other.
_REMEMBERED = 10_000


@lru_cache(maxsize=_REMEMBERED)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in alphabetical order, without titles, accents and case.

    >>> name_words("Frau Dr. Anna Müller"), name_words("MUELLER, ANNA")
    (('anna', 'muller'), ('anna', 'muller'))
    """
    return tuple(sorted(word for word in _words(name) if word not in _TITLES))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_DIGRAPHS))
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return [_without_digraphs(word) for word in _WORD.findall(bare)]


def _without_digraphs(word: str) -> str:
    """Mueller as Muller, Goethe as Gothe: how names are written where umlauts are missing."""
    return word.replace("ue", "u").replace("oe", "o").replace("ae", "a")


def names_within(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of words of a text that may be a name, as ``name_words`` would have it.

    >>> sorted(names_within("for John Brown"))[:2]
    [('brown', 'john'), ('brown', 'john')]
    >>> ("张三",) in set(names_within("张三还款"))
    True
    """
    words = [word for word in _words(text) if not _HAN.fullmatch(word)]
    for start in range(len(words)):
        for length in range(2, _LONGEST_NAME + 1):
            piece = words[start : start + length]
            if len(piece) == length:
                yield tuple(sorted(word for word in piece if word not in _TITLES))
    for run in _HAN.findall(text):
        for start in range(len(run)):
            for length in range(2, _LONGEST_NAME + 1):
                if start + length <= len(run):
                    yield (run[start : start + length],)


def likeness(written: tuple[str, ...], name: tuple[str, ...]) -> Likeness:
    """How a written name stands to a customer's, both as ``name_words``.

    >>> likeness(("jon", "smith"), ("john", "smith")), likeness(("j", "smith"), ("john", "smith"))
    ('near', 'near')
    >>> likeness(("mary", "smith"), ("john", "smith")), likeness(("brown",), ("john", "smith"))
    ('part', '')
    """
    if not written or not name:
        return ""
    if written == name:
        return "same"
    left, right = list(written), list(name)
    for word in written:
        if word in right:
            left.remove(word)
            right.remove(word)
    if not left and not right:
        return "same"
    shared = len(written) - len(left)
    if _only_a_slip(left, right, shared):
        return "near"
    return "part" if any(len(word) > 2 for word in set(written) & set(name)) else ""


def _only_a_slip(left: list[str], right: list[str], shared: int) -> bool:
    """Whether what is left of two names is one word with a slip, an initial, or a middle name."""
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        if shared and (len(one) == 1 or len(other) == 1):
            return one[0] == other[0]
        shortest = min(len(one), len(other))
        known = shared or shortest >= 5
        return bool(known) and shortest >= 3 and differs_by_one(one, other)
    return shared >= 2 and (not left or not right)
