"""The moments that bound a day, for questions about contacts."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overdue_cli.domain.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Moment:
    """The day asked about and the moments that bound it, as UTC text that sorts."""

    day: date
    now: str
    day_start: str
    until: str


def utc_text(moment: datetime) -> str:
    """A moment as UTC text that sorts, to the second.

    >>> from datetime import timezone
    >>> utc_text(datetime(2026, 7, 1, 8, 0, tzinfo=timezone(timedelta(hours=8))))
    '2026-07-01T00:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(day: date, now: datetime) -> Moment:
    """The bounds of ``day`` in the zone of ``now``.

    A past or a future day is asked about at its close; today at this moment.
    """
    start = datetime.combine(day, time.min, now.tzinfo)
    close = start + timedelta(days=1) - timedelta(seconds=1)
    at = now if day == now.date() else close
    return Moment(day, utc_text(at), utc_text(start), utc_text(close))


_DAY_WORDS = {
    **{"yesterday": -1, "today": 0, "tomorrow": 1, "昨天": -1, "今天": 0, "明天": 1},
    **{"前天": -2, "后天": 2},
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS_ZH = "一二三四五六日"
_DAYS_AWAY = re.compile(r"([+-]\d{1,4})([dw天周])")
_CALENDAR_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_HINT = "Write it as YYYY-MM-DD, today, yesterday, tomorrow, +3d or a weekday."


def typed_day(text: str, what: str, today: date | None = None, *, ahead: bool = False) -> date:
    """The day that somebody typed; ``what`` is the option or parameter.

    ISO, or where ``today`` is known, a word for a day: a weekday is the last one before today, or
    where the day lies ``ahead``, the next one after it. Errors: WrongUse for what is no date, and
    for the first and the last year of the calendar, beyond which no day can be counted.
    """
    day = day_in_words(text, today, ahead=ahead) if today else None
    if day is None:
        day = _written_day(text, what)
    require_countable(day, what)
    return day


def day_in_words(text: str, today: date, *, ahead: bool) -> date | None:
    """The day that a word means, in English or Chinese; None for anything else.

    >>> tuesday = date(2026, 6, 30)
    >>> [str(day_in_words(word, tuesday, ahead=True)) for word in ("Friday", "周五", "+3d", "tue")]
    ['2026-07-03', '2026-07-03', '2026-07-03', '2026-07-07']
    >>> [str(day_in_words(word, tuesday, ahead=False)) for word in ("Friday", "tue", "昨天")]
    ['2026-06-26', '2026-06-23', '2026-06-29']
    """
    word = text.strip().lower()
    away = _DAY_WORDS.get(word)
    if away is None and (counted := _DAYS_AWAY.fullmatch(word)):
        away = int(counted[1]) * (7 if counted[2] in "w周" else 1)
    if away is None and (weekday := _weekday(word)) is not None:
        before = (today.weekday() - weekday - 1) % 7 + 1
        away = (weekday - today.weekday() - 1) % 7 + 1 if ahead else -before
    return None if away is None else today + timedelta(days=away)


def _weekday(word: str) -> int | None:
    """The number of a weekday by its name or first three letters, Monday 0; None for none.

    >>> _weekday("thu"), _weekday("星期天"), _weekday("mo")
    (3, 6, None)
    """
    if word.isascii():
        named = [name for name in _WEEKDAYS if len(word) >= 3 and name.startswith(word)]
        return _WEEKDAYS.index(named[0]) if named else None
    for before in ("周", "星期", "礼拜"):
        last = word.removeprefix(before).replace("天", "日")
        if word.startswith(before) and len(last) == 1 and last in _WEEKDAYS_ZH:
            return _WEEKDAYS_ZH.index(last)
    return None


def _written_day(text: str, what: str) -> date:
    """The day of ISO text; WrongUse says whether it is no date or none that exists."""
    written = _CALENDAR_DAY.fullmatch(text.strip())
    try:
        return date(*map(int, written.groups())) if written else date.fromisoformat(text.strip())
    except ValueError:
        pass
    if written and 1 <= int(written[2]) <= 12 and int(written[1]):
        last = monthrange(int(written[1]), int(written[2]))[1]
        raise WrongUse(
            f"{what} is '{text}', a day that does not exist",
            hint=f"The last day of that month is {written[1]}-{int(written[2]):02}-{last}.",
        )
    raise WrongUse(f"{what} is '{text}', which is not a date", hint=_DAY_HINT)


def require_countable(day: date, what: str) -> None:
    """Nothing, or WrongUse for a day in the first or the last year of the calendar."""
    if day.year in (date.min.year, date.max.year):
        raise WrongUse(
            f"{what} is {day}, at an end of the calendar",
            hint="Name a day from 0002-01-01 to 9998-12-31, or none where it may be left out.",
        )


def stored_day(text: str | None) -> date | None:
    """The day of ISO text as the ledger holds it; None for none."""
    return date.fromisoformat(text) if text else None


def zone_of(name: str, now: datetime) -> tzinfo | None:
    """The zone of an IANA name, or the zone of ``now`` where the name is '' or not known."""
    try:
        return ZoneInfo(name) if name else now.tzinfo
    except (ZoneInfoNotFoundError, ValueError):
        return now.tzinfo
