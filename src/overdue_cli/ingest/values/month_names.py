"""Days with the name of their month, as people write them in the languages of ``months.csv``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from overdue_cli.ingest.word_lists import list_rows

_WORD = r"(?P<month>[^\W\d_]+)\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
#: What stands between the parts of a day: blanks, a mark, a particle (14 de mayo del 2026).
_GAP = r"[\s./,-]*(?:(?:de|del|of|d')\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|e|o|a|°)?\.?"
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:the\s+|le\s+|il\s+|el\s+|den\s+|am\s+)?{_DAY}{_GAP}{_WORD}{_GAP}{_YEAR}\.?",
        rf"{_WORD}[\s./-]*{_DAY}[\s,./-]+{_YEAR}",
        rf"(?P<year>\d{{4}})[\s./,-]*{_WORD}[\s./-]*{_DAY}",
    )
)
_WITHOUT_DAY = (
    re.compile(rf"{_WORD}[\s./'’,-]*(?:de\s+)?(?:\d{{4}}|\d{{2}})"),
    re.compile(rf"(?:\d{{4}}|\d{{2}})[\s./-]*{_WORD}"),
)
_MONTH_NUMBERED = re.compile(r"\d{4}[-/.年]\s?\d{1,2}(?:月份?)?|\d{1,2}[-/.]\d{4}|(?:19|20)\d{4}")
_CHINESE_NUMBER = re.compile(r"[〇零○一二三四五六七八九十廿卅]+(?=[年月日号])")
_CHINESE_DIGITS = {mark: digit for digit, mark in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
}


def folded(text: str) -> str:
    """A word in small letters without the marks above and below them.

    >>> folded("Août"), folded("Paź")
    ('aout', 'paz')
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in parts if not unicodedata.combining(mark))


@cache
def months_by_name() -> Mapping[str, int]:
    """Folded name of a month, long or short → its number."""
    rows = list_rows(__package__, "months.csv")
    return {folded(word): int(row["month"]) for row in rows for word in row["words"].split("|")}


@cache
def _weekday() -> re.Pattern[str]:
    """A name of a weekday before or after a day."""
    rows = list_rows(__package__, "weekdays.csv")
    words = {word for row in rows for word in row["words"].split("|")}
    words |= {folded(word) for word in words}
    one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"^(?:{one})\b[.,]*\s*(?=\w)|\s*\(?(?:{one})[.,]*\)?$", re.IGNORECASE)


def without_weekday(text: str) -> str:
    """A day without the name of its weekday.

    >>> without_weekday("Do., 14.05.2026"), without_weekday("2026-06-30 星期二")
    ('14.05.2026', '2026-06-30')
    """
    return _weekday().sub("", text, count=1)


def named_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text with the name of a month; None where it is no such text.

    >>> named_day("14-mag-2026"), named_day("1er août 2026"), named_day("Jan 5, 2026")
    ((2026, 5, 14), (2026, 8, 1), (2026, 1, 5))
    >>> named_day("14 Foo 2026")
    """
    for pattern in _NAMED:
        match = pattern.fullmatch(text)
        month = months_by_name().get(folded(match["month"])) if match else None
        if match and month:
            return int(match["year"]), month, int(match["day"])
    return None


def with_digits(text: str) -> str:
    """A Chinese day with its numbers in digits.

    >>> with_digits("二〇二六年六月三十日"), with_digits("2026年十一月廿一日")
    ('2026年6月30日', '2026年11月21日')
    """
    return _CHINESE_NUMBER.sub(lambda match: str(_chinese(match[0])), text)


def _chinese(text: str) -> int:
    plain = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in plain:
        return int("".join(str(_CHINESE_DIGITS[mark]) for mark in plain))
    tens, _, ones = plain.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return _CHINESE_DIGITS.get(tens, 1) * 10 + _CHINESE_DIGITS.get(ones, 0)


def is_month(text: str) -> bool:
    """Whether a text is a month of a year, or a day without its year: no day to be known by it.

    >>> is_month("Dec-2025"), is_month("2026年6月"), is_month("2026-06-30")
    (True, True, False)
    """
    if _MONTH_NUMBERED.fullmatch(text):
        return True
    matches = [pattern.fullmatch(text) for pattern in _WITHOUT_DAY]
    return any(match and folded(match["month"]) in months_by_name() for match in matches)
