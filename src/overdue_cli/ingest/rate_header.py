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

from overdue_cli.ingest.units import split, split_last

Period = Literal["", "year", "month", "day"]
Rate = Literal["annual_rate", "penalty_rate"]
#: Fields of rates that are given for a period.
PER_PERIOD: tuple[Rate, ...] = ("annual_rate", "penalty_rate")

#: How many of its periods a year has, where a rate for one can be turned into one for the year.
A_YEAR: dict[Period, int] = {"": 1, "year": 1, "month": 12}

_PENALTY = "逾期|违约|罚息|滞纳|加罚|罚"
_OWN = "执行|合同|贷款|借款|借据|名义|约定|正常|融资|当前"
_CHINESE = re.compile(
    rf"(?:(?P<penalty>(?:{_PENALTY})+)|(?:{_OWN})*)"
    r"(?:(?P<period>[年月日天])化?(?:利率|息率|利息率|息)|利率|息率|利息率)"
)
_PERIODS: dict[str, Period] = {
    **dict.fromkeys(("年", "annual", "annum", "yearly", "year", "pa", "apr"), "year"),
    **dict.fromkeys(("月", "monthly", "month", "pm"), "month"),
    **dict.fromkeys(("日", "天", "daily", "day"), "day"),
}
_LATE = frozenset(("penalty", "default", "overdue", "late", "arrears", "delinquency"))
_NOUNS = frozenset(("rate", "apr"))
_BESIDE = frozenset("a an per in of on the p interest contract loan nominal lending".split())


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
        found = _chinese(chinese) or _english(english)
        if found:
            return found
    return None


@cache
def period_of(header: str) -> Period:
    """The period that a header of a rate names, whatever else it says.

    >>> period_of("月利率(‰)"), period_of("贷款利率"), period_of("annual_rate")
    ('month', '', 'year')
    """
    plain = unicodedata.normalize("NFKC", header).lower()
    words = [*re.findall(r"[年月日天]", plain), *re.findall(r"[a-z]+", plain.replace("p.a", "pa"))]
    return next((_PERIODS[word] for word in words if word in _PERIODS), "")


def _chinese(name: str) -> RateHeader | None:
    found = _CHINESE.fullmatch(re.sub(r"\s", "", name))
    if found is None:
        return None
    field: Rate = "penalty_rate" if found["penalty"] else "annual_rate"
    return RateHeader(field, _PERIODS[found["period"]] if found["period"] else "")


def _english(name: str) -> RateHeader | None:
    words = re.findall(r"[a-z]+", name.lower().replace("p.a", "pa").replace("p.m", "pm"))
    known = _LATE | _NOUNS | _BESIDE | _PERIODS.keys()
    if not _NOUNS.intersection(words) or not known.issuperset(words):
        return None
    late = bool(_LATE.intersection(words))
    return RateHeader("penalty_rate" if late else "annual_rate", period_of(name))
