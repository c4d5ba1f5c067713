"""How wide text is on a screen, and text folded or filled to a width.

Widths are those of glibc, tmux and most terminals. They differ from Rich, which counts the vowel
signs of Bengali, Devanagari, Tamil and Burmese as nothing, so that those names would push the
columns after them out of line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_WIDEST_CLUSTER = 4
"""Nobody writes more vowel signs on one letter; without a limit a line could grow for ever."""


def cell_width(text: str) -> int:
    """Columns a text takes on a terminal: wide characters two, marks none, joined emoji one pair.

    >>> cell_width("王小明"), cell_width("สวัสดี"), cell_width("👨‍👩‍👧"), cell_width("Zoe\u0301")
    (6, 4, 2, 3)
    """
    if text.isascii():
        return len(text)
    if _ZERO_WIDTH_JOINER in text or _EMOJI_STYLE in text:
        return _sequence_width(text)
    return sum(map(_character_width, text))


def _sequence_width(text: str) -> int:
    """The width of a text in which characters join into one picture or become wide, once each."""
    width, spare, last, joins = 0, 0, "", False
    for char in text:
        own = _character_width(char)
        if char == _ZERO_WIDTH_JOINER:
            joins = bool(last) and unicodedata.category(last) in ("So", "Sk")
        elif char == _EMOJI_STYLE:
            width, spare = width + spare, 0
        elif own and joins:
            spare, joins = 0, False
        elif own:
            width, spare, last = width + own, int(own == 1 and char != " "), char
    return width


@lru_cache(maxsize=4096)
def _character_width(char: str) -> int:
    """0, 1 or 2: marks and joiners, ordinary characters, East Asian wide ones."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf") and char != "\u00ad":
        return 0
    if "\u1160" <= char <= "\u11ff":  # vowels and finals that complete a Hangul syllable
        return 0
    if "\U0001f3fb" <= char <= "\U0001f3ff":  # skin tones colour the emoji before them
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def filled(text: str, width: int, *, right: bool = False) -> str:
    """Text with spaces after it, or before it, up to a width on the screen."""
    fill = " " * (width - cell_width(text))
    return fill + text if right else text + fill


def folded(text: str, width: int) -> list[str]:
    """Lines no wider than ``width``: broken at spaces, inside a word only where it is too long.

    >>> folded("Lower Saxony 株式会社", 6)
    ['Lower', 'Saxony', '株式会', '社']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if cell_width(paragraph) <= width:
            lines.append(paragraph)
        else:
            lines.extend(_folded_words(paragraph.split(), width))
    return lines


def _folded_words(words: list[str], width: int) -> Iterator[str]:
    """Lines filled with as many words as fit."""
    line = ""
    for word in words:
        if line and cell_width(f"{line} {word}") <= width:
            line = f"{line} {word}"
            continue
        if line:
            yield line
        *whole, line = _broken(word, width)
        yield from whole
    if line:
        yield line


def _broken(word: str, width: int) -> list[str]:
    """A word in pieces that fit; what is drawn as one character stays together."""
    pieces = [""]
    for cluster in _clusters(word):
        if pieces[-1] and cell_width(pieces[-1] + cluster) > width:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def _clusters(text: str) -> list[str]:
    """The characters of a text with the marks, joiners and partners that belong to them."""
    clusters: list[str] = []
    for char in text:
        if clusters and _belongs(char, clusters[-1]):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _belongs(char: str, cluster: str) -> bool:
    """Whether a character is drawn on, joined to or paired with the cluster before it."""
    if _character_width(char) == 0:
        return True
    if cluster[-1] == _ZERO_WIDTH_JOINER:
        return cell_width(cluster + char) == cell_width(cluster)
    if unicodedata.category(char) == "Mc":
        return cell_width(cluster) < _WIDEST_CLUSTER
    return len(cluster) == 1 and _is_flag_half(cluster) and _is_flag_half(char)


def _is_flag_half(char: str) -> bool:
    """Whether a character is a regional indicator; two of them make a flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
