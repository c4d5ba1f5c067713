"""Words that say which way money goes: what a cell of its own column, as a whole, means.

A word is taken whole, never out of a sentence. Short codes mean something only in pairs: ``D`` is
a debit beside ``C``, ``Haber`` beside ``H`` and, in Czech, a credit beside ``MD``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from overdue_cli.ingest.word_lists import list_rows

Way = Literal["in", "out"]

_NO_WAY = re.compile(r"[/\\.\s*—–_-]*$|不计收支|其他|neutral$|none$|n/a$")
_TOKENS = re.compile(r"[\s/|()\[\],;:]+")
_TAIL = re.compile(r"(?<=\w)[\s_.#-]*\d+$")
_CODE = re.compile(r"[a-z]{1,2}|[+-]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
#: Cells that say that what their header names is so, and that it is not.
_TICKS = frozenset(
    "x ✓ ✔ √ ☑ • yes y true t 1 -1 ja j wahr oui o vrai si s sim tak ano 是".split()
)
_NO_TICKS = frozenset("- 0 no n false f nein falsch non faux não nao nie ne 否".split()) | {""}
_SIGNS = re.compile(
    r"[\s+±/|()-]*[+±-][\s+±/|()-]*|(?:plus|minus)\W+(?:plus|minus)|vz|vorzeichen|signs?|signe|signo"
    r"|segno|sinal|znak|teken|tecken|fortegn|正负号?|符号"
)
_SIGN: Mapping[str, Way] = {
    "-": "out", "-1": "out", "minus": "out", "+": "in", "+1": "in", "1": "in", "plus": "in",
}  # fmt: skip
#: What stands in the header of a tick beside the way itself.
_OF_TICKS = re.compile(r"\b(?:is|flag|mark|indicator|kz|y/n)\b|[?？]")
#: The longest word that may be a tick that nobody knows, or the beginning of its header.
_SHORT = 3


class _Lists(NamedTuple):
    codes: tuple[Mapping[str, Way], ...]
    alone: tuple[Mapping[str, Way], ...]
    """Pairs of codes of which one may stand alone under a header of a direction."""
    words: Mapping[str, Way]
    marks: Mapping[str, Way]
    beside: frozenset[str]
    """What may stand beside a mark: incoming *transfer*."""


def plain(text: str) -> str:
    """A word as it is compared: no case, accents or number after it.

    >>> plain(" Débit "), plain("贷-1"), plain("ＤＲ."), plain("Gutschrift 2")
    ('debit', '贷', 'dr', 'gutschrift')
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    bare = unicodedata.normalize("NFC", bare).replace("ł", "l").replace("ø", "o").strip()
    return _TAIL.sub("", " ".join(bare.split())).strip(" .:*'\"()[]") or bare


def says_none(text: str) -> bool:
    """Whether a cell of a direction says that there is none: it is empty, or has a stroke.

    >>> says_none(" / "), says_none("不计收支"), says_none("in")
    (True, True, False)
    """
    return bool(_NO_WAY.match(unicodedata.normalize("NFKC", text).strip().casefold()))


def ways_of(words: Iterable[str], header: str = "", *, named: bool = False) -> dict[str, Way]:
    """Which of the words of one column mean money in and which money out, as far as is known.

    ``named`` is whether its header is known to be of a direction: then a code may stand alone.

    >>> ways_of(["D", "C"]), ways_of(["MD", "D"]), ways_of(["D"])
    ({'D': 'out', 'C': 'in'}, {'MD': 'out', 'D': 'in'}, {})
    >>> ways_of(["D"], "D/C", named=True), ways_of(["A", "B"], "Af/Bij", named=True)
    ({'D': 'out'}, {'A': 'out', 'B': 'in'})
    >>> ways_of(["Outgoing transfer", "贷 Cr", "Credit Transfer"])
    {'Outgoing transfer': 'out', '贷 Cr': 'in'}
    """
    by_plain = {word: plain(word) for word in words}
    codes = {code for code in by_plain.values() if _CODE.fullmatch(code)}
    pair = _pair_of(codes, header, named=named)
    ways = {word: pair.get(text) or _way(text) for word, text in by_plain.items()}
    return {word: way for word, way in ways.items() if way}


def way_named(header: str) -> Way | None:
    """The one way that a header names, as a tick below it would mean.

    >>> way_named("Debit?"), way_named("Is credit"), way_named("Debit/Credit"), way_named("Cr")
    ('out', 'in', None, 'in')
    """
    text = " ".join(_OF_TICKS.sub(" ", plain(header)).split())
    if text in _COSTS:
        return None
    return _DOUBLED.get(text) or _way(text) or _way(text.removesuffix("s"))


def is_tick(text: str) -> bool:
    """Whether a cell is a tick, or so short that it may be one.

    >>> is_tick("✓"), is_tick("W"), is_tick("paid"), is_tick("")
    (True, True, False, False)
    """
    mark = _DASHES.sub("-", plain(text))
    return mark in _TICKS or (mark.isascii() and mark.isalpha() and len(mark) <= _SHORT)


def is_minus(text: str) -> bool:
    """Whether a cell is a minus and nothing else."""
    return _DASHES.sub("-", text.strip()) == "-"


def is_sign_header(header: str) -> bool:
    """Whether a header says that signs stand below it.

    >>> is_sign_header("+ / -"), is_sign_header("Vz"), is_sign_header("D/C")
    (True, True, False)
    """
    return bool(_SIGNS.fullmatch(_DASHES.sub("-", header.strip().casefold())))


def ticks_of(words: Iterable[str], header: str) -> dict[str, Way]:
    """What ticks or bare signs mean under a header, and their absence; nothing where it is open.

    >>> ticks_of(["X", ""], "Debit"), ticks_of(["0", "1"], "Credit flag")
    ({'X': 'out', '': 'in'}, {'0': 'out', '1': 'in'})
    >>> ticks_of(["-", ""], "Vz"), ticks_of(["X", ""], "Checked"), ticks_of(["-", ""], "D/C")
    ({'-': 'out', '': 'in'}, {}, {})
    """
    marks = {word: _DASHES.sub("-", plain(word)) for word in words}
    distinct = set(marks.values())
    if is_sign_header(header) or (not header and distinct == {"-", ""}):
        known = distinct <= {*_SIGN, ""} and "out" in map(_SIGN.get, distinct)
        return {word: _SIGN.get(one, "in") for word, one in marks.items()} if known else {}
    way = way_named(header)
    ticks = distinct - _NO_TICKS
    if way is None or len(ticks) != 1:
        return {}
    (tick,) = ticks
    begins = len(tick) <= _SHORT and plain(header).startswith(tick)
    if not (tick in _TICKS or begins):
        return {}
    return {word: way if one == tick else _OTHER[way] for word, one in marks.items()}


def is_word(text: str) -> bool:
    """Whether a cell is nothing but a known word, as it stands."""
    return text.casefold() in _written()


@cache
def _written() -> frozenset[str]:
    return frozenset({*_lists().words, *_lists().marks} | _as_listed())


def may_be_out(text: str) -> bool:
    """Whether a cell is a code that means money out where its partner stands beside it.

    >>> may_be_out("S"), may_be_out("Wn"), may_be_out("C")
    (True, True, False)
    """
    return any(pair.get(plain(text)) == "out" for pair in _lists().codes)


def _pair_of(codes: set[str], header: str, *, named: bool) -> Mapping[str, Way]:
    """The one pair of codes that a column is written in; none where several would do."""
    fitting = [pair for pair in _lists().codes if codes and codes <= set(pair)]
    both = [pair for pair in fitting if len({pair[code] for code in codes}) == 2]
    if not (both or named):
        return {}
    usable = both or [pair for pair in fitting if pair in _lists().alone or _heads(pair, header)]
    headed = [pair for pair in usable if _heads(pair, header)]
    return _if_agreed(headed or usable, codes)


def _heads(pair: Mapping[str, Way], header: str) -> bool:
    """Whether a header such as ``Af / Bij`` or ``D/C`` spells a pair of codes out."""
    tokens = [token for token in _TOKENS.split(plain(header)) if token]
    ways = {pair.get(token) or pair.get(token[:1]) for token in tokens}
    meant = all(_way(token) in (None, pair.get(token[:1])) for token in tokens)
    return ways == {"in", "out"} and meant


def _if_agreed(pairs: Sequence[Mapping[str, Way]], codes: set[str]) -> Mapping[str, Way]:
    meant = {tuple(sorted((code, pair[code]) for code in codes)) for pair in pairs}
    return dict(next(iter(meant))) if len(meant) == 1 else {}


def _way(word: str) -> Way | None:
    """What one word or phrase means: itself, or a mark beside words that say nothing."""
    lists = _lists()
    known = lists.words.get(word) or lists.marks.get(word)
    if known:
        return known
    tokens = [token for token in _TOKENS.split(word) if token]
    if len(tokens) < 2:
        return None
    marked = {lists.marks.get(token) for token in tokens if token not in lists.beside}
    doubled = {lists.words.get(token) or _DOUBLED.get(token) for token in tokens}
    for ways in (marked, doubled):
        if len(ways) == 1 and None not in ways:
            return ways.pop()
    return None


_OTHER: Mapping[Way, Way] = {"in": "out", "out": "in"}
#: Words of money out that are a property of a movement where they head a column.
_COSTS = frozenset(("fee", "fees", "bank fee"))
#: Codes that stand beside a word of the same meaning, as in ``贷 Cr``.
_DOUBLED: Mapping[str, Way] = {"cr": "in", "dr": "out", "c": "in", "d": "out"}


@cache
def _lists() -> _Lists:
    codes: list[Mapping[str, Way]] = []
    alone: list[Mapping[str, Way]] = []
    entries: dict[str, dict[str, set[Way]]] = {"word": {}, "mark": {}, "with": {}}
    for row in list_rows(__package__, "direction_words.csv"):
        ways: list[tuple[str, Way]] = [(plain(one), "in") for one in row["in"].split("|")]
        ways += [(plain(one), "out") for one in row["out"].split("|")]
        if row["kind"] in ("code", "pair"):
            codes.append(dict(ways))
            alone += [dict(ways)] if row["kind"] == "code" else []
            continue
        for one, way in ways:
            entries[row["kind"]].setdefault(one, set()).add(way)
    words, marks = _clear(entries["word"]), _clear(entries["mark"])
    return _Lists(tuple(codes), tuple(alone), words, marks, frozenset(entries["with"]) - {""})


def _as_listed() -> set[str]:
    """The words as they are written, accents and all."""
    rows = [
        row
        for row in list_rows(__package__, "direction_words.csv")
        if row["kind"] in ("word", "mark")
    ]
    return {word for row in rows for word in f"{row['in']}|{row['out']}".split("|")}


def _clear(entries: Mapping[str, set[Way]]) -> dict[str, Way]:
    """Words that mean the same in every language."""
    return {one: next(iter(ways)) for one, ways in entries.items() if len(ways) == 1 and one}
