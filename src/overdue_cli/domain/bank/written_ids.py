"""Ids and accounts as people write them, reduced to what can be compared.

Two texts mean the same id when their letters and digits are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_RUN = re.compile(r"[A-Z0-9]+|[^\W\d_A-Z]+")
_DAY = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d|[0-3]\d[01]\d(?:19|20)\d\d")
_LONGEST_JOIN = 4
#: Texts whose comparable form is kept; the same few come again close to each other.
_REMEMBERED = 10_000


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
