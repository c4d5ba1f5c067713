"""Times of day as people and programs write them, as ISO text."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from overdue_cli.ingest.faults import BadCell

_HALF = r"a\.?\s?m\.?|p\.?\s?m\.?"
_ZONE = r"Z|UTC|GMT|[+-]\d{2}:?\d{2}"
_TIME = (
    r"(?P<before>上午|下午|凌晨|早上|中午|晚上)?\s*(?P<hour>\d{1,2})"
    r"(?:(?:[:.]|\s?[h时點点時]\s?)(?P<minute>\d{2})(?:(?:[:.]|分)(?P<second>\d{2})(?:[.,]\d+)?)?[分秒]?"
    rf"|\s?[h时點点時]|(?=\s?(?:{_HALF})))"
    rf"\s*(?P<half>{_HALF})?\s*(?:uhr)?\s*(?P<zone>{_ZONE})?"
)
_WORDS = r"(?:(?:à|at|um|a\s+las|alle(?:\s+ore)?|ore|às|om|kl\.?|klo|o\s+godz\.?|godz\.?)\s*)?"
_LONE = re.compile(_WORDS + _TIME, re.IGNORECASE)
#: A time after a day; blanks, a comma or a T stand between, or a hyphen and points in the time.
_AFTER = re.compile(
    rf"(?:(?:(?<=[\d\s])T|[\s,])+{_WORDS}|-(?=\d\d\.\d\d\.\d\d)|(?<=[日号])){_TIME}$",
    re.IGNORECASE,
)
#: Digits alone: after a day of eight digits, and as a cell of its own.
_COMPACT = re.compile(
    rf"(?P<day>\d{{8}}(?=\d{{6}})|(?:\d{{8}}|\d{{4}}-\d\d-\d\d)(?=[\sT]))[\sT]?"
    rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)(?:\.\d+)?(?P<zone>{_ZONE})?$"
)
_DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d\d)(?P<second>\d\d)|(\d\d)(\d\d)")
_AFTERNOON = ("下午", "晚上")


class DayAndClock(NamedTuple):
    """The text of a day, and the time beside it as ISO text with its offset; '' for none."""

    day: str
    clock: str


def split_clock(text: str) -> DayAndClock:
    """A day and the time in the same cell; BadCell for a time that no day has.

    >>> split_clock("10/07/2026 à 10h15")
    DayAndClock(day='10/07/2026', clock='10:15:00')
    >>> [split_clock(text).clock for text in ("2026-01-06-09.10.02", "20260313 101500", "14 May")]
    ['09:10:02', '10:15:00', '']
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _COMPACT.match(plain)
    if match:
        return DayAndClock(match["day"], _iso(match["hour"], match["minute"], match["second"])
                           + _offset(match["zone"]))  # fmt: skip
    match = _AFTER.search(plain)
    return DayAndClock(plain[: match.start()], _of(match)) if match else DayAndClock(plain, "")


def without_clock(text: str) -> str:
    """The day in a text that a time may follow, whatever time that is.

    >>> without_clock("9/14/16 19:31"), without_clock("20260106091002")
    ('9/14/16', '20260106')
    """
    match = _COMPACT.match(text)
    return match["day"] if match else _AFTER.sub("", text)


def read_clock(text: str) -> str:
    """A time of day as ISO text; BadCell for what is none.

    >>> read_clock("141329"), read_clock("10:15"), read_clock("9.05 pm"), read_clock("91329")
    ('14:13:29', '10:15:00', '21:05:00', '09:13:29')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _LONE.fullmatch(plain)
    if match:
        return _of(match)
    match = _DIGITS.fullmatch(plain)
    if not match:
        raise BadCell("a time is written as HH:MM or HH:MM:SS", "Write it as 14:05.")
    return _iso(match["hour"] or match[4], match["minute"] or match[5], match["second"])


def _of(match: re.Match[str]) -> str:
    """The ISO text of a time that was found."""
    hour = int(match["hour"])
    half = (match["half"] or "")[:1].casefold()
    if (half == "a" and hour > 12) or hour > 23:
        raise _no_such_time()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif match["before"] in _AFTERNOON and hour < 12:
        hour += 12
    return _iso(str(hour), match["minute"], match["second"]) + _offset(match["zone"])


def _iso(hour: str, minute: str | None, second: str | None) -> str:
    numbers = int(hour), int(minute or 0), int(second or 0)
    if numbers[0] > 23 or numbers[1] > 59 or numbers[2] > 59:
        raise _no_such_time()
    return "{:02}:{:02}:{:02}".format(*numbers)


def _no_such_time() -> BadCell:
    return BadCell("a day has no such time", "Write it as 2026-06-30 14:05.")


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
