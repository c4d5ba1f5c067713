"""Which way the money of each movement of a list goes: in or out.

What may carry the direction is gathered first, in one pass: the signs of the amounts, the words of
every column that may hold a direction, two columns of amounts, the running balance. Then it is
decided from all of it. Signs go before words, the balance proves or contradicts both, and what
nobody understands is asked: nothing is taken for money in because it has no sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.statements.balance import Running
from overdue_cli.ingest.statements.card import SIGNS
from overdue_cli.ingest.statements.sides import Way, is_word, may_be_out, says_none, ways_of

#: So many different words are no directions any more.
_MOST_WORDS = 24
#: So many of them are shown.
_SHOWN = 4
#: The share of its rows in which a balance may disagree with a reading that it proves.
_SLIPS = 0.05
NONE = "none"
#: The word of an amount with ``Cr`` after it.
CR = "cr"
#: What may be a word or a code of a direction: no amount, day, account or long text.
_WORDY = re.compile(r"(?=.{1,30}$)(?!.*\d{4})(?!.*\d[.,/-]\d).+")


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


class Column(NamedTuple):
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
        found = dict.fromkeys(cell.word for cell in self.tally)
        plus_minus = {word for word in found if word in ("+", "-")} == {"+", "-"}
        return [word for word in found if plus_minus or not says_none(word)]

    @property
    def ways(self) -> dict[str, Way]:
        """The words that are understood."""
        return ways_of(self.words, self.header, named=self.named)

    @property
    def crowded(self) -> bool:
        """Whether it has more different words than a direction has."""
        return len({cell.word for cell in self.tally}) > _MOST_WORDS

    @property
    def understood(self) -> bool:
        """Whether every word of it is, and no row without a word may hide the other way."""
        ways = self.ways
        if not ways or len(ways) < len(self.words) or self.crowded:
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


class Evidence(NamedTuple):
    """All that a list says of the direction of its movements."""

    file: str
    amount: str
    """The header of the amounts; of money in where there are two columns."""
    signs: Tally
    """By sign alone; in a list of two columns the word is ``credit`` or ``debit``."""
    columns: Sequence[Column]
    running: Running | None
    debit: str = ""
    """The header of money out in a list of two columns."""
    partly: Running | None = None
    """A balance that proves nothing as a whole, because rows are missing."""

    @property
    def signed(self) -> bool:
        """Whether any amount has a minus."""
        return any(cell.minus for cell in self.signs)


class Direction(NamedTuple):
    """How the direction of each movement of a list is read."""

    sign: str = "bank"
    """bank or card: what an amount is that nothing else says a direction of."""
    place: int = -1
    """The column of the words; -1 for none."""
    ways: Mapping[str, Way] = {}
    others: Way | None = None
    """What a word means that is not among ``ways``."""
    turned: bool = False
    """A minus turns round what the word says."""
    turned_columns: Sequence[str] = ()
    """Of two columns, those in which a minus does: ``credit``, ``debit``."""
    swapped: bool = False
    """Of two columns, the one called credit has the money that goes out."""
    running: Running | None = None
    """The balance alone says it."""
    note: str = ""


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


class Fit(NamedTuple):
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


def fit(tally: Tally, read: Reading) -> Fit:
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
    return Fit(good, bad, first)


def tally_up(
    rows: Iterable[tuple[int, Sequence[str], Cell]],
    columns: Sequence[tuple[int, str, str]],
    running: Running | None,
) -> tuple[Tally, list[Column]]:
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
                if len(words) > _MOST_WORDS and not is_word(word):
                    continue
                words.add(word)
            _add(tally, (word, sign.minus), row, way)
    return _counted(signs), [
        Column(*column, _counted(tally)) for column, tally in zip(columns, tallies, strict=True)
    ]


Key = TypeVar("Key", bound=tuple[str, bool])


def _add(tally: dict[Key, _Counting], key: Key, row: int, way: Way | None) -> None:
    counting = tally.get(key)
    if counting is None:
        counting = tally[key] = _Counting(row)
    counting.add(row, way)


def _counted(tally: Mapping[Key, _Counting]) -> Tally:
    return {Cell(*key): counting.count for key, counting in tally.items()}


def decide(
    evidence: Evidence, money_out: str, sign: str, card: Callable[[], Direction]
) -> Direction:
    """How a list is read; Undecided where its direction is not to be told without the user."""
    if money_out:
        return _told(evidence, money_out)
    if evidence.debit:
        return _of_two_columns(evidence, sign)
    if not sign and _only_credits_marked(evidence):
        raise _bare_amounts(evidence)
    decided = _of_signed(evidence) if evidence.signed else _of_unsigned(evidence, asked=not sign)
    if decided is not None:
        return decided
    if sign:
        return Direction(sign)
    return _proven_by(evidence, card())


def _only_credits_marked(evidence: Evidence) -> bool:
    """Whether some amounts have ``Cr`` after them and the others nothing."""
    plus = {cell.word for cell in evidence.signs if not cell.minus}
    return plus == {"", CR} and not evidence.signed


def _of_unsigned(evidence: Evidence, *, asked: bool) -> Direction | None:
    """A list in which no amount has a minus; None where nothing beside the amounts speaks."""
    column = _best(evidence)
    if column is not None:
        ways = column.ways
        against = fit(column.tally, by_words(ways))
        if evidence.running and against.refuted:
            raise _against_balance(evidence, column, against)
        return Direction(place=column.place, ways=ways)
    if evidence.running and evidence.running.falls:
        return _by_balance(evidence, evidence.running)
    if evidence.partly and evidence.partly.falls:
        return Direction(running=evidence.partly, note=_shown_by(evidence.partly))
    doubtful = next(filter(_in_doubt, evidence.columns), None)
    if doubtful is not None and asked and not _all_seen_in(evidence, doubtful):
        raise _which_is_out(evidence, doubtful)
    return None


def _best(evidence: Evidence) -> Column | None:
    """The column whose words are understood; Undecided where two of them could differ."""
    fitting = [column for column in evidence.columns if column.understood]
    fitting = [column for column in fitting if not column.text or column.two_ways]
    both = [column for column in fitting if column.two_ways]
    ranked = sorted(both or fitting, key=lambda one: (not one.named, one.text))
    if len(ranked) > 1 and not _alike(ranked[0], ranked[1]):
        raise _which_is_out(evidence, ranked[0], ranked[1])
    return ranked[0] if ranked else None


def _alike(one: Column, another: Column) -> bool:
    """Whether two columns say in and out of as many rows, and of the same first ones."""

    def told(column: Column) -> set[tuple[Way, int, int]]:
        ways = column.ways
        rows = Counter[Way]()
        first: dict[Way, int] = {}
        for cell, count in column.tally.items():
            if cell.word in ways:
                way = ways[cell.word]
                rows[way] += count.rows
                first[way] = min(first.get(way, count.first), count.first)
        return {(way, rows[way], first[way]) for way in rows}

    return told(one) == told(another)


def _in_doubt(column: Column) -> bool:
    """Whether a column may say a direction that is not understood."""
    words, ways = column.words, column.ways
    if column.named:
        return bool(words)
    if ways and not (column.text or column.crowded):
        return True
    if "out" in ways.values() or (not column.text and len(words) == 1 and may_be_out(words[0])):
        return True
    rows = sum(map(column.rows_of, words))
    wordy = all(_WORDY.fullmatch(word) and len(word.split()) <= 3 for word in words)
    may_be = column.field in ("", "text") and len(words) == 2 and wordy
    return may_be and rows > (2 if column.text else 1)


def _all_seen_in(evidence: Evidence, column: Column) -> bool:
    """Whether the balance rose with every word of a column, and fell with none."""
    rose = {cell.word for cell, count in column.tally.items() if count.rose}
    fell = any(count.fell for count in column.tally.values())
    return evidence.running is not None and not fell and rose >= set(column.words)


def _by_balance(evidence: Evidence, running: Running) -> Direction:
    """The words as the balance tells them, or what it did at each row."""
    for column in evidence.columns:
        told = {
            word: {
                way
                for cell, count in column.tally.items()
                if cell.word == word
                for way, rows in (("in", count.rose), ("out", count.fell))
                if rows
            }
            for word in column.words
        }
        if column.crowded or not all(len(ways) == 1 for ways in told.values()):
            continue
        ways: dict[str, Way] = {
            word: "in" if "in" in found else "out" for word, found in told.items()
        }
        often = min(map(column.rows_of, ways), default=0) > 1 and len(ways) == 2
        sure = often or (not column.text and (column.named or column.ways))
        if set(ways.values()) == {"in", "out"} and sure:
            out = " and ".join(f"'{word}'" for word, way in ways.items() if way == "out")
            where = f"'{column.header}'" if column.header else f"column {column.place + 1}"
            note = f"in {where}, {out} is money out: the balance in '{running.header}' shows it"
            return Direction(place=column.place, ways=ways, note=note)
    return Direction(running=running, note=_shown_by(running))


def _shown_by(running: Running) -> str:
    return f"the balance in '{running.header}' shows which amounts are money in and which out"


def _of_signed(evidence: Evidence) -> Direction | None:
    """A list in which amounts have a minus; None where signs alone speak and none contradicts."""
    column = _best_beside_signs(evidence)
    if column is None:
        _require_words_by_sign(evidence)
        return None
    ways = column.ways
    readings: list[tuple[Reading, Direction]] = [
        (by_sign, Direction()),
        (by_words(ways), Direction(place=column.place, ways=ways)),
        (by_words(ways, turned=True), Direction(place=column.place, ways=ways, turned=True)),
    ]
    against = _against(column)
    if not against:
        # Signs and words agree; a balance that does not is of somebody else's view.
        found = fit(column.tally, by_sign)
        if evidence.running and found.refuted:
            raise _against_balance(evidence, column, found)
        return Direction()
    if evidence.running:
        for read, direction in readings:
            if fit(column.tally, read).proven:
                return direction
    raise _sign_or_word(evidence, column, against)


def _require_words_by_sign(evidence: Evidence) -> None:
    """Undecided for two words that nobody understands, of which a minus goes with both."""
    for column in evidence.columns:
        words = column.words
        if evidence.running or not column.named or len(words) != 2:
            continue
        signs = [{cell.minus for cell in column.tally if cell.word == word} for word in words]
        if any(len(both) == 2 for both in signs):
            row = min(column.first_of(word) for word in words)
            raise _sign_or_word(evidence, column, row)


def _best_beside_signs(evidence: Evidence) -> Column | None:
    """A column of words that speaks beside the signs: first one that contradicts them."""
    fitting = [one for one in evidence.columns if one.understood and not one.text]
    fitting = [one for one in fitting if one.named or one.two_ways]
    return next(filter(_against, fitting), next(iter(fitting), None))


def _against(column: Column) -> int:
    """The first row in which a word says another way than the sign; 0 for none."""
    ways = column.ways
    rows = [
        count.first
        for cell, count in column.tally.items()
        if cell.word in ways and ways[cell.word] != by_sign(cell)
    ]
    return min(rows, default=0)


def _proven_by(evidence: Evidence, direction: Direction) -> Direction:
    """A reading by signs alone, held against the balance."""
    if not evidence.running or direction.sign == "card":
        return direction
    found = fit(evidence.signs, by_sign)
    if found.refuted and not direction.note:
        if fit(evidence.signs, by_card).proven:
            raise _bank_or_card(evidence, found)
        raise BadFile(
            f"the balance in '{evidence.running.header}' does not move as this amount says",
            "Check the signs of the amounts; --money-out none reads them as they stand.",
            row=found.first_bad,
            column=evidence.amount,
        )
    return direction


_TWO: Mapping[str, Way] = {"credit": "in", "debit": "out"}
_TURNED = ((), ("credit",), ("debit",), ("credit", "debit"))


def by_columns(turned: Sequence[str]) -> Reading:
    """Two columns say it; in some of them a minus turns it round."""

    def read(cell: Cell) -> Way:
        way = _TWO[cell.word]
        return other(way) if cell.minus and cell.word in turned else way

    return read


def _of_two_columns(evidence: Evidence, sign: str) -> Direction:
    """A list with a column for money in and one for money out; what a minus in them means."""
    signs = {word: {cell.minus for cell in evidence.signs if cell.word == word} for word in _TWO}
    if evidence.running:
        for turned in _TURNED:
            if fit(evidence.signs, by_columns(turned)).proven:
                return Direction(turned_columns=turned)
        found = fit(evidence.signs, by_columns(()))
        if found.refuted and not sign:
            raise _columns_against_balance(evidence, found)
    mixed = tuple(word for word in _TWO if signs[word] == {True, False})
    if sign == "card":
        return Direction()
    if sign == "bank":
        taken_back = ("credit",) if True in signs["credit"] else ()
        return Direction(turned_columns=(*taken_back, *(one for one in mixed if one == "debit")))
    if "debit" in mixed or signs["credit"] == {True}:
        word = "debit" if "debit" in mixed else "credit"
        header = evidence.debit if word == "debit" else evidence.amount
        raise _minus_in_two_columns(evidence, header, evidence.signs[Cell(word, True)].first)
    return Direction(turned_columns=mixed)


def _told(evidence: Evidence, money_out: str) -> Direction:
    """What the user said with --money-out; WrongUse where it is not there."""
    if money_out == NONE:
        return Direction()
    if evidence.debit:
        if money_out not in (evidence.amount, evidence.debit):
            raise _not_there(evidence, money_out, [evidence.debit, evidence.amount])
        return Direction(swapped=money_out == evidence.amount)
    column, words = _column_meant(evidence, money_out)
    ways: dict[str, Way] = {word: "out" if word in words else "in" for word in column.words}
    aligned = {way == by_sign(cell) for cell in column.tally if (way := ways.get(cell.word))}
    direction = Direction(place=column.place, ways=ways, others="in")
    return direction._replace(turned=evidence.signed and len(aligned) == 2)


def _column_meant(evidence: Evidence, money_out: str) -> tuple[Column, set[str]]:
    """The column and the words of it that mark money out."""
    named = [one for one in evidence.columns if money_out.startswith(f"{one.header}=")]
    named = [one for one in named if one.header]
    for column in named or evidence.columns:
        known = {word.casefold(): word for word in column.words}
        said = money_out.removeprefix(f"{column.header}=") if named else money_out
        text = said.strip().casefold()
        parts = [text] if text in known else [part.strip() for part in text.split(",")]
        if all(part in known for part in parts):
            return column, {known[part] for part in parts}
    there = [word for column in named or evidence.columns for word in column.words]
    raise _not_there(evidence, money_out, there)


def _not_there(evidence: Evidence, money_out: str, there: Iterable[str]) -> WrongUse:
    words = list(dict.fromkeys(there))[:12]
    hint = f"There is: {', '.join(words)}." if words else "It has no words of a direction."
    return WrongUse(
        f"--money-out names '{money_out}', which {evidence.file} does not have", hint=hint
    )


def _which_is_out(evidence: Evidence, column: Column, also: Column | None = None) -> Undecided:
    """The question which words of a column mean money out."""
    words, ways = column.words[:_MOST_WORDS], column.ways
    strange = next((word for word in words if word not in ways), words[0])
    answers = _answers(column)
    if also is not None:
        return Undecided(
            evidence.file,
            Problem(
                column.first_of(strange),
                column.header,
                "",
                f"{column.name} and '{also.header}' say different ways for the same amounts",
                answers.hint,
            ),
            option="--money-out",
            choices=answers.choices,
        )
    counted = ", ".join(f"'{word}' ({column.rows_of(word)}×)" for word in words[:_SHOWN])
    counted += " …" if len(words) > _SHOWN else ""
    return Undecided(
        evidence.file,
        Problem(
            column.first_of(strange),
            column.header,
            strange,
            f"{column.name} may say which way money goes: {counted}; no amount has a sign",
            answers.hint,
        ),
        option="--money-out",
        choices=answers.choices,
    )


def _sign_or_word(evidence: Evidence, column: Column, row: int) -> Undecided:
    """The question whether a sign or the word beside it says the direction."""
    answers = _answers(column)
    return Undecided(
        evidence.file,
        Problem(
            row,
            column.header,
            next(cell.word for cell, count in column.tally.items() if count.first == row),
            f"the sign of the amount says one way and {column.name} the other",
            answers.hint,
        ),
        option="--money-out",
        choices=answers.choices,
    )


def _against_balance(evidence: Evidence, column: Column, against: Fit) -> Undecided:
    """The question what words mean that the balance contradicts."""
    assert evidence.running is not None
    answers = _answers(column)
    return Undecided(
        evidence.file,
        Problem(
            against.first_bad,
            column.header,
            "",
            f"the balance in '{evidence.running.header}' does not move as {column.name} says",
            answers.hint,
        ),
        option="--money-out",
        choices=answers.choices,
    )


class _Answers(NamedTuple):
    """What --money-out can say of a column: the words that are known first, or none."""

    choices: Sequence[str]
    hint: str


def _answers(column: Column) -> _Answers:
    ways = column.ways
    known = [word for word, way in ways.items() if way == "out"]
    open_ = [word for word in column.words if word not in ways]
    if known:
        several = [(*known, word) for word in open_] + [(*known, *open_)]
        answers = list(dict.fromkeys(",".join(words) for words in (tuple(known), *several)))
    else:
        answers = open_ or column.words
    example = f"{column.header}={answers[0]}" if column.header else answers[0]
    hint = (
        f"Say which words mean money out: --money-out '{example}' (several: joined by commas), or "
        "--money-out none where an amount without a sign is money in."
    )
    return _Answers((*answers, NONE), hint)


def _columns_against_balance(evidence: Evidence, found: Fit) -> Undecided:
    assert evidence.running is not None
    return Undecided(
        evidence.file,
        Problem(
            found.first_bad,
            "",
            "",
            f"the balance in '{evidence.running.header}' does not move as the columns "
            f"'{evidence.amount}' and '{evidence.debit}' say",
            "Say which column is money out: "
            f"--money-out '{evidence.debit}' or '{evidence.amount}'.",
        ),
        option="--money-out",
        choices=(evidence.debit, evidence.amount),
    )


def _minus_in_two_columns(evidence: Evidence, header: str, row: int) -> Undecided:
    return Undecided(
        evidence.file,
        Problem(
            row,
            header,
            "",
            "a minus in this column could take a movement back (bank), or say nothing, as in "
            "lists of a credit card (card)",
            "Say which: --sign bank or --sign card.",
        ),
        option="--sign",
        choices=SIGNS,
    )


def _bare_amounts(evidence: Evidence) -> Undecided:
    return Undecided(
        evidence.file,
        Problem(
            evidence.signs[Cell("", False)].first,
            evidence.amount,
            "",
            "some amounts have Cr after them; this one without could be money in or a purchase",
            "Say what an amount without Cr is: --sign bank (money in) or --sign card.",
        ),
        option="--sign",
        choices=SIGNS,
    )


def _bank_or_card(evidence: Evidence, found: Fit) -> Undecided:
    assert evidence.running is not None
    return Undecided(
        evidence.file,
        Problem(
            found.first_bad,
            evidence.amount,
            "",
            f"the balance in '{evidence.running.header}' falls with a plus and rises with a minus",
            "Say what an amount without a sign is: --sign bank (money in) or --sign card.",
        ),
        option="--sign",
        choices=SIGNS,
    )
