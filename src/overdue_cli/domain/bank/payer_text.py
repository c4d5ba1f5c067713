"""What people write when they pay, reduced to what can be compared: ids, names, accounts.

Nothing here knows the ledger. Two texts mean the same id when their letters and digits are the
same, the same name when their words are, in any order, without accents, titles and case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

#: How a name as written stands to the name of a customer.
Likeness = Literal["same", "near", "part", ""]

_RUN = re.compile(r"[A-Z0-9]+|[^\W\d_A-Z]+")
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_TITLES = frozenset("mr mrs ms miss dr prof herr frau hr fr sr sra mme mlle and und for".split())
_DIGRAPHS = str.maketrans({"ß": "ss", "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d"})
_DAY = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d|[0-3]\d[01]\d(?:19|20)\d\d")
_LONGEST_JOIN = 4
#: Texts whose comparable form is kept; the same few come again close to each other.
_REMEMBERED = 10_000
_LONGEST_NAME = 4


class WrittenId(NamedTuple):
    """A run of letters and digits that may be an id, as its letters and digits alone."""

    key: str
    joined: bool = False
    """Whether it was put together from neighbours, as ``L-2041`` is, and ``500.00``."""

    @property
    def strong(self) -> bool:
        """Whether it is too long to be met by chance: five signs with three digits, no date."""
        if len(self.key) < 5 or sum(map(str.isdigit, self.key)) < 3:
            return False
        return not (self.key.isdecimal() and (self.joined or _DAY.fullmatch(self.key)))


@lru_cache(maxsize=_REMEMBERED)
def id_key(text: str) -> str:
    """Letters and digits of an id, in capitals, without marks and blanks.

    >>> id_key("l-2041 "), id_key("ABC/00.17")
    ('L2041', 'ABC0017')
    """
    return "".join(filter(str.isalnum, _capitals(text)))


def _capitals(text: str) -> str:
    """A text in capitals, its wide and joined signs as the plain ones."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).upper()


def runs(text: str) -> list[str]:
    """Runs of Latin letters and digits, and of other letters, in capitals.

    >>> runs("loan L-2041, 还款L2042")
    ['LOAN', 'L', '2041', '还款', 'L2042']
    """
    return _RUN.findall(_capitals(text))


def written_ids(text: str) -> Iterator[WrittenId]:
    """Everything in a text that may be an id: runs, and up to four neighbours joined.

    >>> [one.key for one in written_ids("L-2041")]
    ['L2041', '2041']
    """
    words = runs(text)
    for start, first in enumerate(words):
        joined = ""
        for word in words[start : start + _LONGEST_JOIN]:
            joined += word
            if len(joined) > 2 and any(map(str.isdigit, joined)):
                yield WrittenId(joined, joined=joined != first)


def differs_by_one(left: str, right: str) -> bool:
    """Whether one slip separates two texts: a sign wrong, missing, too many, or two swapped.

    >>> differs_by_one("L2041", "L2014"), differs_by_one("L2041", "L2042")
    (True, True)
    >>> differs_by_one("L2041", "L241"), differs_by_one("L2041", "L1402")
    (True, False)
    """
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    at = 0
    shorter = min(len(left), len(right))
    while at < shorter and left[at] == right[at]:
        at += 1
    if len(left) == len(right):
        swapped = left[at : at + 2] == right[at : at + 2][::-1]
        return left[at + 1 :] == right[at + 1 :] or (swapped and left[at + 2 :] == right[at + 2 :])
    longer, short = (left, right) if len(left) > len(right) else (right, left)
    return longer[at + 1 :] == short[at:]


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


@lru_cache(maxsize=_REMEMBERED)
def account_key(text: str) -> str:
    """An account as its letters and digits; '' for one of which the bank hides a part.

    >>> account_key("DE02 1203 0000 0000 2020 51"), account_key("6226******5669")
    ('DE02120300000000202051', '')
    """
    plain = unicodedata.normalize("NFKC", text)
    if "*" in plain or re.search(r"[Xx]{4,}", plain):
        return ""
    key = id_key(plain)
    return key if len(key) >= 6 and sum(map(str.isdigit, key)) >= 4 and set(key) != {"0"} else ""
