"""Words by which a list says whether the money of a row moved: booked, pending, returned …

A word that nobody knows says nothing: a row with one is listed, and not booked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from overdue_cli.ingest.statements.exports.direction_words import plain
from overdue_cli.ingest.word_lists import list_rows

Field = Literal["status", "taken_back"]
_REFUND = re.compile(
    r"refund(?:ed)?|(?:转入|已|已全额|全额|部分|已部分)?退款(?:成功)?|erstattet|rembourse|reembolsado"
    r"|rimborsato|terugbetaald|zwrot"
)
#: Rows and words that a note names.
_NAMED = 5
_LONGEST = 40


class _Lists(NamedTuple):
    words: Mapping[str, bool]
    """By word, whether money moved."""
    yes: frozenset[str]
    no: frozenset[str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=4096)
def has_moved(text: str, of: Field = "status") -> bool | None:
    """Whether money moved, by what a status says of it; None for one that nobody knows.

    One word of money that did not move outweighs any other. A column of movements that were taken
    back says yes or no.

    >>> has_moved("Completed"), has_moved("Umsatz vorgemerkt"), has_moved("Glimmer")
    (True, False, None)
    >>> has_moved("退款成功"), has_moved("已全额退款"), has_moved("Paid, then refunded")
    (True, False, False)
    >>> has_moved("paid_out"), has_moved("charged_back")
    (True, False)
    >>> has_moved("ja", "taken_back"), has_moved("N", "taken_back")
    (False, True)
    """
    whole, lists = plain(text.replace("_", " ")), _lists()
    if whole in lists.yes or whole in lists.no:
        return (whole in lists.yes) is (of == "status")
    moves = {lists.words[word] for word in lists.pattern.findall(whole)}
    if not moves:
        return None if of == "status" else False
    return all(moves)


def is_refund(text: str) -> bool:
    """Whether a status is but the word for a refund, of which it does not say that it failed.

    >>> is_refund("REFUND"), is_refund("已退款"), is_refund("refund failed")
    (True, True, False)
    """
    return bool(_REFUND.fullmatch(plain(text)))


def is_known(text: str) -> bool:
    """Whether a text is a word of a status and nothing else.

    >>> is_known("Umsatz gebucht"), is_known("paid for Anna Keller, invoice 12")
    (True, False)
    """
    return plain(text) in _lists().words


@dataclass(slots=True)
class Unmoved:
    """Rows whose money, by their list, did not move, or perhaps not."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    unknown: dict[str, list[int]] = field(default_factory=dict)

    def add(self, row: int, word: str, *, known: bool) -> None:
        """One more row, with the word of its status or '' where it has none."""
        kept = self.rows if known else self.unknown
        kept.setdefault(word[:_LONGEST], []).append(row)

    def notes(self) -> Iterator[str]:
        """What to say of them."""
        if self.rows:
            yield f"not booked, as the list says that no money moved: {_listed(self.rows)}"
        if self.unknown:
            yield (
                f"not booked, as nobody knows whether money moved: {_listed(self.unknown)}; "
                "where it did, write Completed as the status and import the file again"
            )


def _listed(kept: Mapping[str, list[int]]) -> str:
    """How many rows, and which, with their words.

    >>> _listed({"failed": [3, 9], "": [4]})
    "3 rows (3, 4, 9: 'failed')"
    """
    rows = sorted(row for own in kept.values() for row in own)
    words = _some([f"'{word}'" for word in kept if word])
    many = f"{len(rows)} rows" if len(rows) > 1 else "1 row"
    return f"{many} ({_some(map(str, rows))}{': ' if words else ''}{words})"


def _some(texts: Iterable[str]) -> str:
    every = list(texts)
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more


@cache
def _lists() -> _Lists:
    entries: dict[str, set[str]] = {"moved": set(), "not": set(), "yes": set(), "no": set()}
    for row in list_rows(__package__, "status_words.csv"):
        entries[row["means"]].update(map(plain, row["words"].split("|")))
    words = dict.fromkeys(entries["moved"], True) | dict.fromkeys(entries["not"], False)
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(map(_bounded, longest)))
    return _Lists(words, frozenset(entries["yes"]), frozenset(entries["no"]), pattern)


def _bounded(word: str) -> str:
    """A word as it is looked for: whole, but in Chinese, which parts no words."""
    return re.escape(word) if ord(word[0]) > 0x2E80 else rf"(?<!\w){re.escape(word)}(?!\w)"
