"""What a number format of a spreadsheet shows that its number does not say.

Five things count: zeros and letters that make an id of a number (``00000``, ``"HT-"0``), per
cent (``0.00%``), amounts shown in a larger unit (``0!.0,"万"``), the sign of a currency, and a
minus, brackets or a Dr or Cr that the number does not have (``"-"0.00``, ``0.00" Dr"``).
Everything else that a format does, such as marks for thousands and colours, changes no meaning.

The language of formats is that of ECMA-376, part 1, section 18.8.31; ``!`` shows the next
character as it is, which only East Asian programs write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.values.currency_named import currencies_named
from overdue_cli.ingest.values.units import ALL, SCALES

_KEPT_DIGITS = 15
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?[\d.]+)$")
_DIGITS = frozenset("0#?")
_DATE_LETTERS = frozenset("ymdhsgeba")
_SECTIONS = re.compile(r'(?:"[^"]*"?|[\\!_*].|[^;"\\!_*])+|(?<=;)(?=;|$)|^(?=;)', re.DOTALL)
_MONEY_WORDS = CURRENCIES | {"RMB", "US$", "HK$", "NT$", "人民币", "元"}
_MINUS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
#: Words behind an amount for the side of an account; a small letter is a unit (days, hours).
_SIDE = re.compile(r"(?P<word>(?i:cr|dr|db|soll|haben))\.?|(?P<letter>[CDHS])")
#: The unit that a format without a word for it shows amounts in, by how many it leaves out.
_WORDS = {10**3: "千", 10**4: "万", 10**6: "百万", 10**8: "亿"}


class FormatSection(NamedTuple):
    """One of the up to four parts of a format."""

    condition: tuple[str, Decimal] | None
    before: str
    after: str
    digits: str
    """Placeholders of the whole part, with literals between them."""
    decimals: int
    scale: int
    """How many of the number one of what is shown is."""
    grouped: bool
    percent: int
    dull: bool
    """Dates, fractions, powers of ten: what is not looked at."""

    @property
    def minus(self) -> bool:
        """Whether a minus or brackets stand around the digits."""
        if self.digits.count("0") > 1:
            return False
        before, after = (currencies_named(text)[1] for text in (self.before, self.after))
        return before in _MINUS or after in _MINUS or (before, after) == ("(", ")")

    @property
    def side(self) -> str:
        """The Dr or Cr, or what other languages write, behind the digits; '' for none."""
        match = _SIDE.fullmatch(self.after.strip())
        amounts = self.decimals or self.grouped
        return match[0] if match and (match["word"] or amounts) else ""


def shown(code: str, value: float) -> str | None:
    """The text that a format makes of a number, where it says more than the number; else None.

    >>> shown("00000", 123), shown("0.0%", 0.12), shown('0!.0,"万"', 123456)
    ('00123', '12%', '12.3456万')
    >>> shown("#,##0.00", 1234.5), shown('0"天"', 35), shown('"HT-"000', 7)
    (None, None, 'HT-007')
    >>> shown("(#,##0.00)", 1200), shown('0.00" Dr"', 12.5), shown("0.00;-0.00", -3)
    ('-1200', '12.5 Dr', None)
    """
    sections = _sections(code)
    section = _section_for(sections, value)
    if section is None or section.dull:
        return None
    seen = _with_sign(sections, section, value)
    text = _otherwise(section, seen)
    if text is None and (section.side or seen != value):
        return f"{_exact(seen)} {section.side}".rstrip()
    return text


def _with_sign(sections: Sequence[FormatSection], section: FormatSection, value: float) -> float:
    """A number with the sign that it is shown with.

    A colour may stand for the minus of a number below zero; where those above zero have one, its
    absence is said.
    """
    if value > 0:
        return -value if section.minus else value
    turned = section is not sections[0] and not section.minus
    return -value if value < 0 and turned and (sections[0].minus or section.side) else value


def _otherwise(section: FormatSection, value: float) -> str | None:
    """The text of a number as an id, in per cent or in a larger unit; None for neither."""
    if section.percent:
        return f"{_exact(value, 100**section.percent)}%"
    unit = SCALES.get(section.after.lower(), 1)
    if section.scale > 1:
        return _in_unit(section, value, unit)
    if unit > 1:
        return f"{_exact(value)}{section.after}"
    return _as_id(section, value)


@cache
def currency_shown(code: str) -> str:
    """The code or the sign of the currency that a format puts beside a number; '' for none.

    >>> currency_shown('[$€-407] #,##0.00'), currency_shown('#,##0.00 "USD"')
    ('€', 'USD')
    >>> currency_shown('0.0,"万元"'), currency_shown("#,##0.00")
    ('', '')
    """
    for section in _sections(code):
        words = currencies_named(f"{section.before} {section.after}")[0]
        if words and not section.dull:
            return words[0].text
    return ""


@cache
def tells(code: str) -> bool:
    """Whether a format could show more of any number than the number says."""
    return any(shown(code, value) is not None for value in (1, 0, -1, 1000, 10**7, 10**9))


@cache
def _sections(code: str) -> tuple[FormatSection, ...]:
    return tuple(_section(text) for text in _SECTIONS.findall(code))


def _section_for(sections: Sequence[FormatSection], value: float) -> FormatSection | None:
    """The part of a format that a number is shown in: by its condition, or by its sign."""
    if not sections:
        return None
    if any(section.condition for section in sections[:2]):
        fitting = (one for one in sections if one.condition is None or _holds(one, value))
        return next(fitting, None)
    place = 1 if value < 0 else 2 if value == 0 else 0
    return sections[place] if place < len(sections[:3]) else sections[0]


def _holds(section: FormatSection, value: float) -> bool:
    assert section.condition is not None
    sign, limit = section.condition
    number = Decimal(repr(value))
    return {
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "<>": number != limit,
    }[sign]


class _Parts:
    """What has been read of a section so far."""

    def __init__(self) -> None:
        self.condition: tuple[str, Decimal] | None = None
        self.before, self.held, self.digits = "", "", ""
        self.decimals = self.commas = self.percent = 0
        self.past_point = self.grouped = self.dull = False

    def literal(self, text: str) -> None:
        """Text that is shown as it is: before the digits, or perhaps between or behind them."""
        if self.digits or self.past_point:
            self.held += text
        else:
            self.before += text

    def digit(self, mark: str) -> None:
        """A place for a digit."""
        if self.commas and not self.past_point:
            self.grouped, self.commas = True, 0
        if self.past_point:
            self.decimals += 1
            self.held = ""
        else:
            self.digits += f"{self.held}{mark}"
            self.held = ""


def _section(text: str) -> FormatSection:
    parts = _Parts()
    for piece in _PIECE.finditer(text):
        if piece["quoted"] is not None or piece["escaped"] is not None:
            parts.literal(piece["quoted"] if piece["escaped"] is None else piece["escaped"])
        elif piece["bracket"] is not None:
            _bracket(parts, piece["bracket"])
        elif piece["general"]:
            parts.digit("#")
        elif piece["plain"]:
            _plain(parts, piece["plain"])
    if parts.past_point and not parts.decimals and parts.held.strip() in _MINUS:
        parts.held = ""  # a dash instead of decimals
    whole, point = _point_in(parts.digits)
    return FormatSection(
        parts.condition,
        parts.before.strip(),
        parts.held.rstrip() if parts.held.startswith(" ") else parts.held.strip(),
        whole,
        parts.decimals,
        1000**parts.commas * 10**point,
        parts.grouped,
        parts.percent,
        parts.dull,
    )


def _bracket(parts: _Parts, text: str) -> None:
    """A condition, a currency, or what changes no meaning: a colour, a language."""
    match = _CONDITION.match(text)
    if match:
        parts.condition = (match[1], Decimal(match[2]))
    elif text.startswith("$"):
        parts.literal(text[1:].partition("-")[0])
    elif set(text.lower()) <= {"h"} or set(text.lower()) <= {"m"} or set(text.lower()) <= {"s"}:
        parts.dull = True


def _plain(parts: _Parts, mark: str) -> None:
    if mark in _DIGITS:
        parts.digit(mark)
    elif mark == "." and not parts.past_point:
        parts.past_point = True
    elif mark == ",":
        parts.commas += 1
    elif mark == "%":
        parts.percent += 1
    elif mark in "/@" or mark.lower() in _DATE_LETTERS:
        parts.dull = True
    else:
        parts.literal(mark)


def _point_in(digits: str) -> tuple[str, int]:
    """The places for digits, and how many of them stand behind a point that is only text."""
    whole, point, rest = digits.rpartition(".")
    if not point or not set(rest) <= _DIGITS:
        return digits, 0
    return whole, len(rest)


def _exact(value: float, times: int = 1, parts: int = 1) -> str:
    """A number times or divided by a whole one, with all of its digits and no more."""
    number = Decimal(f"{value:.{_KEPT_DIGITS}g}") * times / parts
    text = f"{number:f}"
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{plain}0" if plain[-4:-3] == "." else plain  # three decimals are no thousands


def _in_unit(section: FormatSection, value: float, unit: int) -> str:
    """An amount in the unit it is shown in; text that is no amount where that is contradictory."""
    word = section.after if unit > 1 else _WORDS.get(section.scale, "")
    number = _exact(value, parts=section.scale)
    if word and unit in (1, section.scale):
        return f"{number}{word}"
    return f"{number}{section.after} ({_exact(value)})"


def _as_id(section: FormatSection, value: float) -> str | None:
    """The number as it is shown, where zeros, letters or marks between digits make it an id."""
    if value < 0 or value != int(value) or value >= 10**_KEPT_DIGITS:
        return None
    if section.decimals or section.grouped:
        return None
    before = section.before if _names(section.before) else ""
    after = section.after if _names(section.after) and not section.after.startswith(" ") else ""
    padded = section.digits.count("0") > 1
    divided = bool(set(section.digits) - _DIGITS)
    if not (padded or divided or before or after):
        return None
    return f"{before}{_filled(section.digits, int(value))}{after}"


@cache
def _names(text: str) -> bool:
    """Whether a literal beside a number is part of a name, not a unit or a currency."""
    bare = text.strip(" :：.")
    if bare.upper() in _MONEY_WORDS or bare.lower() in ALL:
        return False
    return any((mark.isascii() and mark.isalnum()) or mark == "号" for mark in bare)


def _filled(places: str, value: int) -> str:
    """The digits of a number in their places, from the last one on.

    >>> _filled("000-0000", 1234567), _filled("00", 123)
    ('123-4567', '123')
    """
    left, filled = str(value), ""
    for mark in reversed(places):
        if mark not in _DIGITS:
            filled = f"{mark}{filled}"
        elif left:
            left, filled = left[:-1], f"{left[-1]}{filled}"
        elif mark == "0":
            filled = f"0{filled}"
    return (left + filled).lstrip("- ")
