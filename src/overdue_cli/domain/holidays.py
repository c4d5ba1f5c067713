"""Business days of a country or a market: the one place that knows a holiday library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

#: A calendar of no country: closed on Saturdays and Sundays, and on nothing else.
WEEKENDS = "weekends"

_SATURDAY = 5


def _weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """On which days nobody pays, and in which years the source of that is complete."""

    name: str
    closed: Callable[[date], bool]
    """As the source has it, before the days of the user's own."""
    own: Mapping[date, bool] = field(default_factory=dict)
    """Days the user decided: True is a working day."""
    first_year: int = date.min.year
    last_year: int = date.max.year
    make_up: bool = False
    """Whether the years are those of published working weekends (调休)."""

    def is_closed(self, day: date) -> bool:
        """Whether a date falls on no business day; the user's own days win.

        >>> saturday = date(2026, 2, 14)
        >>> worked = BusinessDays(WEEKENDS, _weekend, {saturday: True})
        >>> worked.is_closed(saturday), worked.is_closed(date(2026, 2, 15))
        (False, True)
        """
        decided = self.own.get(day)
        return self.closed(day) if decided is None else not decided

    def is_known(self, day: date) -> bool:
        """Whether the answer for a date rests on the source or on the user, not on a guess.

        A year with days of the user's own is the user's to know.
        """
        in_source = self.first_year <= day.year <= self.last_year
        return in_source or any(own.year == day.year for own in self.own)


@dataclass(slots=True)
class ClosedDays:
    """Answers whether a day is closed, each day once, and keeps what it could not know."""

    days: BusinessDays
    answers: dict[date, bool] = field(default_factory=dict)
    guessed: list[date] = field(default_factory=list)

    def is_closed(self, day: date) -> bool:
        """Whether nobody pays on a day."""
        answer = self.answers.get(day)
        if answer is None:
            answer = self.answers[day] = self.days.is_closed(day)
            if not self.days.is_known(day):
                self.guessed.append(day)
        return answer

    def note(self) -> str:
        """Which days rest on a guess, and why; '' when none does."""
        if not self.guessed:
            return ""
        what = "working weekends (make-up days)" if self.days.make_up else "holidays"
        first, count = min(self.guessed), len(self.guessed)
        which = f"{first} is" if count == 1 else f"{first} and {count - 1} later days are"
        return (
            f"calendar {self.days.name}: {what} are known for {self.days.first_year} to "
            f"{self.days.last_year}; {which} judged by weekends and computed holidays alone"
        )


def business_days(code: str = "", own: Mapping[date, bool] | None = None) -> BusinessDays:
    """The business days of ``CN``, ``US-NY``, ``ECB`` (TARGET) …, or without a code of weekends.

    The weekend is the country's own, and a Saturday or Sunday that was made a working day is
    one. ValueError names the code that no calendar has, with the nearest ones.
    """
    decided = dict(own or {})
    if not code:
        return BusinessDays(WEEKENDS, _weekend, decided)
    name, source = _from_library(code)
    years = _make_up_years(source)
    return BusinessDays(
        name,
        lambda day: not source.is_working_day(day),
        decided,
        min(years, default=source.start_year),
        max(years, default=source.end_year),
        bool(years),
    )


@lru_cache(maxsize=4096)
def is_public_holiday(code: str, day: date) -> bool:
    """Whether a day is a public holiday of a country (``IE``) or a part of it (``AU-NSW``).

    ValueError for a code that no calendar has.

    >>> is_public_holiday("IE", date(2026, 3, 17)), is_public_holiday("IE", date(2026, 3, 18))
    (True, False)
    """
    return day in _calendar(code)


def public_holidays(code: str, first_year: int, last_year: int) -> list[date]:
    """The public holidays of a country, or a part of it, in some years, in their order.

    >>> len(public_holidays("US", 2026, 2026)) >= 11
    True
    """
    days = (
        date(first_year, 1, 1) + timedelta(days=n)
        for n in range((last_year + 1 - first_year) * 366)
    )
    return [day for day in days if day.year <= last_year and is_public_holiday(code, day)]


@lru_cache(maxsize=16)
def _calendar(code: str) -> Any:
    return _from_library(code)[1]


def _from_library(code: str) -> tuple[str, Any]:
    """The calendar of a code, and the code in the library's own spelling."""
    from holidays import country_holidays, financial_holidays
    from holidays.registry import EntityLoader

    name, _, part = code.strip().partition("-")
    country = name.upper()
    countries, markets = EntityLoader.get_country_codes(), EntityLoader.get_financial_codes()
    if country in countries:
        whole = country_holidays(country)
        if not part:
            return country, whole
        state = _part_of(whole, code, part)
        return f"{country}-{state}", country_holidays(country, state)
    if country in markets and not part:
        return country, financial_holidays(country)
    raise ValueError(f"calendar: there is none of the name '{code}'{_near(name)}")


def _near(name: str) -> str:
    """Codes that may have been meant by a name or a mistyped code, as the end of a sentence."""
    from holidays.registry import COUNTRIES, FINANCIAL

    codes = {text.upper(): names[1] for names in COUNTRIES.values() for text in names}
    codes |= {text.upper(): text for names in FINANCIAL.values() for text in names[1:]}
    near = get_close_matches(name.upper(), codes, n=3, cutoff=0.75)
    meant = dict.fromkeys(codes[text] for text in near)
    return f"; near to it are {', '.join(meant)}" if meant else ""


def _part_of(country: Any, code: str, part: str) -> str:
    """A part of a country (a state, a province) in the library's spelling."""
    spelt = {text.upper(): text for text in (*country.subdivisions, *country.subdivisions_aliases)}
    if part.upper() not in spelt:
        parts = ", ".join(country.subdivisions) or "no parts"
        raise ValueError(f"calendar: there is none of the name '{code}'; the country has {parts}")
    return str(spelt[part.upper()])


def _make_up_years(source: Any) -> list[int]:
    """Years for which the source lists days off that are worked on a weekend instead."""
    special: Mapping[int, Any] = getattr(source, "special_public_holidays", {})
    return [year for year, days in special.items() if any(map(_is_exchange, _each(days)))]


def _each(days: Any) -> tuple[Any, ...]:
    """One special day or several of a year, as several."""
    return days if days and isinstance(days[0], tuple) else (days,)


def _is_exchange(day: tuple[Any, ...]) -> bool:
    """Whether a special day is (month, day off, month, day worked[, year]); others are named."""
    return len(day) > 3
