"""What a header says of a rate: whose it is, and for which period it is given.

Names are taken apart: ``逾期月利率`` is the rate for a month that runs on overdue money, as
``执行利率`` is the contract's own rate, of no period. A rate of which nothing else is known
(``基准利率``, a base rate, a commission) is none of these.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

from overdue_cli.ingest.values.units import split, split_last

Period = Literal["", "year", "half", "quarter", "month", "week", "day"]
Rate = Literal["annual_rate", "penalty_rate"]
#: Fields of rates that are given for a period.
PER_PERIOD: tuple[Rate, ...] = ("annual_rate", "penalty_rate")
Unit = Literal["", "percent", "permille", "basis points", "per ten thousand"]

#: How many of its periods a year has, where a rate for one can be turned into one for the year.
A_YEAR: dict[Period, int] = {"": 1, "year": 1, "half": 2, "quarter": 4, "month": 12}

_PENALTY = "逾期|违约|罚息|滞纳|加罚|罚"
_OWN = "执行|合同|贷款|借款|借据|名义|约定|正常|融资|当前"
_CHINESE = re.compile(
    rf"(?:(?P<penalty>(?:{_PENALTY})+)|(?:{_OWN})*)"
    r"(?:[年月日天季]化?(?:利率|息率|利息率|息)|利率|息率|利息率)"
)
#: How a period is named, the shorter one first: an APR (daily) is for a day.
_PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    ("day", re.compile(r"[日天]|\bdaily\b|\bdays?\b|^d$")),
    ("week", re.compile(r"周|\bweek")),
    ("half", re.compile(r"半年|half.?year|semi.?annual")),
    ("quarter", re.compile(r"季|\bquarter")),
    ("month", re.compile(r"月|\bmonth|\bpm\b|^m$")),
    ("year", re.compile(r"年|\bannua?l?u?m?\b|\byear|\bpa\b|\bapr\b|^y$")),
)
_UNITS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("", re.compile(r"倍|厘|\btimes\b|\bmultiple")),
    ("per ten thousand", re.compile(r"‱|万分")),
    ("basis points", re.compile(r"\bbps?\b|\bbasis points?\b|基点")),
    ("permille", re.compile(r"‰|千分|\bper ?mille?\b|\bpermille\b")),
    ("percent", re.compile(r"%|百分|\bper ?cent\b|\bpct\b")),
)
_LATE = frozenset(("penalty", "default", "overdue", "late", "arrears", "delinquency"))
_NOUNS = frozenset(("rate", "apr"))
_BESIDE = frozenset(
    "a an per in of on the p int interest contract loan nominal lending bp bps basis points cent "
    "percent pct mille permille annual annum yearly year pa half quarterly quarter monthly month "
    "pm weekly week daily day".split()
)


class RateHeader(NamedTuple):
    """The field a header of a rate names, and its period; '' where it names none."""

    field: Rate
    period: Period


@cache
def rate_header(header: str) -> RateHeader | None:
    """What a header says of a rate; None where it is none of the loan's.

    >>> rate_header("执行月利率(‰)")
    RateHeader(field='annual_rate', period='month')
    >>> rate_header("Default rate p.a."), rate_header("罚息"), rate_header("LPR利率")
    (RateHeader(field='penalty_rate', period='year'), None, None)
    """
    whole, last = split(header), split_last(header)
    for chinese, english in ((whole.bare, whole.name), (last.name, last.name)):
        field = _chinese(chinese) or _english(english)
        if field:
            return RateHeader(field, period_of(header))
    return None


@cache
def period_of(header: str) -> Period:
    """The period that a header of a rate names, whatever else it says.

    >>> period_of("月利率(‰)"), period_of("贷款利率"), period_of("APR (daily)")
    ('month', '', 'day')
    """
    plain = _plain(header)
    return next((period for period, words in _PERIODS if words.search(plain)), "")


@cache
def unit_of(header: str) -> Unit | None:
    """In what a header says that its rate is; None where it says nothing, '' for what none is.

    >>> unit_of("利率(%/季)"), unit_of("Rate (bps)"), unit_of("罚息利率(倍)"), unit_of("利率")
    ('percent', 'basis points', '', None)
    """
    plain = _plain(header)
    return next((unit for unit, words in _UNITS if words.search(plain)), None)


def is_readable(header: str) -> bool:
    """Whether a rate can be turned into one for a year: not one for a day or a week.

    What is given in ten-thousandths without a period is by custom for a day.
    """
    period = period_of(header)
    by_day = unit_of(header) == "per ten thousand" and not period
    return period in A_YEAR and not by_day


def _plain(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).lower().replace("_", " ")
    return text.replace("p.a", "pa").replace("p.m", "pm")


def _chinese(name: str) -> Rate | None:
    match = _CHINESE.fullmatch(re.sub(r"\s", "", name))
    if match is None:
        return None
    return "penalty_rate" if match["penalty"] else "annual_rate"


def _english(name: str) -> Rate | None:
    words = re.findall(r"[a-z]+", _plain(name))
    if not _NOUNS.intersection(words) or not (_LATE | _NOUNS | _BESIDE).issuperset(words):
        return None
    return "penalty_rate" if _LATE.intersection(words) else "annual_rate"
