"""What a list says of the direction of its movements: signs, words, two columns, a balance.

It is gathered in one pass and counted, so that a long list needs no more memory than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from overdue_cli.ingest.statements.exports.direction_words import (
    Way,
    is_minus,
    is_sign_header,
    is_tick,
    is_word,
    says_none,
    ticks_of,
    way_named,
    ways_of,
)
from overdue_cli.ingest.statements.exports.running_balance import Running
from overdue_cli.ingest.statements.exports.titles_of_money_out import Outward

#: So many different words are no directions any more.
MOST_WORDS = 24
#: The share of its rows in which a balance may disagree with a reading that it proves.
_SLIPS = 0.05
#: Headers of how was paid, where Debit and Credit are kinds of cards.
_MEANS = re.compile(
    r"card|method|karte|zahl(?:ungs)?(?:art|weg|mittel)|moyen|mode de|medio|metodo|método|carte"
    r"|tarjeta|cartão|betaalwijze|支付方式|付款方式|卡",
    re.IGNORECASE,
)
#: Headers of kinds of movements, and of directions in words that are not listed.
_KIND = re.compile(
    r"\btypes?\b|\btyp\b|\btipo\b|\bart\b|\bkind\b|\bnature\b|\bmovement\b|\bmouvement\b|\bdirection\b"
    r"|\bflow\b|\bflag\b|\bindicator\b|\bsens\b|\bsoort\b|\brodzaj\b|umsatz(?:art|typ)|buchungsart"
    r"|richtung|vorgang|类型|方向|标志|标识|标记",
    re.IGNORECASE,
)
#: What an empty cell is called where a word is named.
EMPTY = "empty"
#: The word of an amount with ``Cr`` after it or a plus before it.
MARKED_IN = "marked"


class Cell(NamedTuple):
    """An amount as the direction sees it: the words beside it, and whether it has a minus."""

    word: str
    minus: bool


class Count(NamedTuple):
    """How often a ``Cell`` stands in a list, where first, and what the balance did there."""

    rows: int = 0
    first: int = 0
    rose: int = 0
    first_rise: int = 0
    fell: int = 0
    first_fall: int = 0


class _Counting:
    """Counts one ``Cell`` while a list is gone through."""

    __slots__ = ("first", "rows", "ways")

    def __init__(self, first: int) -> None:
        self.first, self.rows = first, 0
        self.ways: dict[Way, tuple[int, int]] = {}

    def add(self, row: int, way: Way | None) -> None:
        self.rows += 1
        if way is not None:
            rows, first = self.ways.get(way, (0, row))
            self.ways[way] = (rows + 1, first)

    @property
    def count(self) -> Count:
        nothing = (0, 0)
        rise, fall = self.ways.get("in", nothing), self.ways.get("out", nothing)
        return Count(self.rows, self.first, *rise, *fall)


Tally = dict[Cell, Count]


class WordColumn(NamedTuple):
    """A column that may say the direction, and how often each of its words occurs."""

    place: int
    header: str
    field: str
    """What its header is known for: ``side`` is a direction; '' for nothing."""
    tally: Tally

    @property
    def named(self) -> bool:
        """Whether its header is known for a direction."""
        return self.field == "side"

    @property
    def text(self) -> bool:
        """Whether its header is known for something else, such as what a movement was for."""
        return self.field not in ("", "side")

    @property
    def words(self) -> list[str]:
        """The words that may be directions, in the order in which they occur."""
        every = dict.fromkeys(cell.word for cell in self.tally)
        if self.ticks:
            return list(every)
        plus_minus = {word for word in every if word in ("+", "-")} == {"+", "-"}
        return [word for word in every if plus_minus or not says_none(word)]

    @property
    def ticks(self) -> dict[str, Way]:
        """What ticks or bare signs below its header mean, and an empty cell beside them."""
        if self.text or self.crowded:
            return {}
        return ticks_of(dict.fromkeys(cell.word for cell in self.tally), self.header)

    @property
    def half(self) -> bool:
        """Whether it has one mark that may say a way, whose partner may be the empty cell."""
        words = {cell.word for cell in self.tally}
        if self.text or self.ticks or self.crowded or len(words) > MOST_WORDS:
            return False
        marks = words - {""}
        if marks and self.speaks and all(one == "+" or is_minus(one) for one in marks):
            return marks != {"+", "-"} and words != {"+"}
        if marks and all(one in ("0", "1", "-1", "2") for one in marks):
            return self.speaks and words != {"0"}
        return len(marks) == 1 < len(words) and all(map(is_tick, marks))

    @property
    def choices(self) -> list[str]:
        """What --money-out may name of it: its words, and the empty cell beside one mark."""
        return list({cell.word: None for cell in self.tally}) if self.half else self.words

    @property
    def speaks(self) -> bool:
        """Whether its header is of a direction, of signs, of kinds, or names one way."""
        header = self.header
        return self.named or self.of_kinds or is_sign_header(header) or bool(way_named(header))

    @property
    def ways(self) -> dict[str, Way]:
        """The words that are understood."""
        return self.ticks or ways_of(self.words, self.header, named=self.named)

    @property
    def of_kinds(self) -> bool:
        """Whether its header says that it has kinds of movements, of which some may be out."""
        return bool(_KIND.search(self.header))

    @property
    def crowded(self) -> bool:
        """Whether it has more different words than a direction has."""
        return len({cell.word for cell in self.tally}) > MOST_WORDS

    @property
    def understood(self) -> bool:
        """Whether every word of it is, and no row without a word may hide the other way."""
        ways = self.ways
        if not ways or len(ways) < len(self.words) or self.crowded or self.half:
            return False
        if not self.named and _MEANS.search(self.header):
            return False
        blank = any(says_none(cell.word) for cell in self.tally)
        return self.named or self.two_ways or not blank

    @property
    def two_ways(self) -> bool:
        """Whether it has words of both ways."""
        return len(set(self.ways.values())) == 2

    def rows_of(self, word: str) -> int:
        """How often a word occurs."""
        return sum(count.rows for cell, count in self.tally.items() if cell.word == word)

    def first_of(self, word: str) -> int:
        """The row in which a word occurs first."""
        return min(count.first for cell, count in self.tally.items() if cell.word == word)

    @property
    def name(self) -> str:
        """What it is called in a message that names its header."""
        return "this column" if self.header else f"column {self.place + 1}, which has no name,"


class DirectionEvidence(NamedTuple):
    """All that a list says of the direction of its movements."""

    file: str
    amount: str
    """The header of the amounts; of money in where there are two columns."""
    signs: Tally
    """By sign alone; in a list of two columns the word is ``credit`` or ``debit``."""
    columns: Sequence[WordColumn]
    running: Running | None
    debit: str = ""
    """The header of money out in a list of two columns."""
    partly: Running | None = None
    """A balance that proves nothing as a whole, because rows are missing."""
    outward: Callable[[], Outward | None] = lambda: None
    """What says that amounts without a sign may be money out; looked for when it matters."""
    refunded: tuple[int, str] = (0, "")
    """The first row whose amount was paid back, and the header that says so."""
    unfit: tuple[int, str] = (0, "")
    """The first row of a balance that does not move by the amounts, and its header."""

    @property
    def signed(self) -> bool:
        """Whether any amount has a minus."""
        return any(cell.minus for cell in self.signs)


Reading = Callable[[Cell], Way | None]


def by_sign(cell: Cell) -> Way:
    """Money out has a minus."""
    return "out" if cell.minus else "in"


def by_card(cell: Cell) -> Way:
    """Money out has none."""
    return "in" if cell.minus else "out"


def by_words(ways: Mapping[str, Way], *, turned: bool = False) -> Reading:
    """The words say it; a minus says nothing more, or turns it round."""

    def read(cell: Cell) -> Way | None:
        way = ways.get(cell.word)
        return other(way) if way and turned and cell.minus else way

    return read


def other(way: Way) -> Way:
    """The other way.

    >>> other("in")
    'out'
    """
    return "out" if way == "in" else "in"


class BalanceFit(NamedTuple):
    """How a reading stands to the balance: rows that agree, that differ, the first that does."""

    good: int = 0
    bad: int = 0
    first_bad: int = 0

    @property
    def proven(self) -> bool:
        return self.good > 0 and self.bad <= _SLIPS * (self.good + self.bad)

    @property
    def refuted(self) -> bool:
        return self.bad > _SLIPS * (self.good + self.bad)


def fit(tally: Tally, read: Reading) -> BalanceFit:
    """How a reading of a list agrees with what its balance did."""
    good = bad = first = 0
    for cell, count in tally.items():
        way = read(cell)
        if way is None:
            continue
        right, wrong, at = (
            (count.rose, count.fell, count.first_fall)
            if way == "in"
            else (count.fell, count.rose, count.first_rise)
        )
        good, bad = good + right, bad + wrong
        first = min(filter(None, (first, at)), default=0) if wrong else first
    return BalanceFit(good, bad, first)


def tally_up(
    rows: Iterable[tuple[int, Sequence[str], Cell]],
    columns: Sequence[tuple[int, str, str]],
    running: Running | None,
) -> tuple[Tally, list[WordColumn]]:
    """How often each sign and each word of some columns occurs in a list, gone through once."""
    signs: dict[Cell, _Counting] = {}
    tallies: list[dict[tuple[str, bool], _Counting]] = [{} for _ in columns]
    seen: list[set[str]] = [set() for _ in columns]
    kept = list(zip((place for place, *_ in columns), tallies, seen, strict=True))
    for row, cells, sign in rows:
        way = running.way(row) if running else None
        _add(signs, sign, row, way)
        for place, tally, words in kept:
            word = cells[place].strip() if place < len(cells) else ""
            if word not in words:
                if len(words) > MOST_WORDS and not is_word(word):
                    continue
                words.add(word)
            _add(tally, (word, sign.minus), row, way)
    return _counted(signs), [
        WordColumn(*column, _counted(tally))
        for column, tally in zip(columns, tallies, strict=True)
    ]


Key = TypeVar("Key", bound=tuple[str, bool])


def _add(tally: dict[Key, _Counting], key: Key, row: int, way: Way | None) -> None:
    counting = tally.get(key)
    if counting is None:
        counting = tally[key] = _Counting(row)
    counting.add(row, way)


def _counted(tally: Mapping[Key, _Counting]) -> Tally:
    return {Cell(*key): counting.count for key, counting in tally.items()}
