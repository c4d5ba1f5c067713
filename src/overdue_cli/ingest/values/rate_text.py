"""Rates whose period or base stands in the cell: 7.2%/年, 月息6‰, 上浮50%, LPR+50BP."""

from __future__ import annotations

import re
from typing import NamedTuple

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.headers.rate_header import A_YEAR, Period, period_of

_PLAIN = re.compile(r"[-+]?[\d.,\s]+[%‰]?")
_UPLIFT = re.compile(
    r"(?:在?.{0,8}(?:基础上|利率)?)(?:上浮|加收)(?P<number>[\d.,]+\s*[%‰]?)(?:执行)?"
)
_FLOATING = re.compile(
    r"lpr|shibor|euribor|libor|sofr|sonia|wibor|stibor|nibor|prime|基准|\bbps?\b|基点",
    re.IGNORECASE,
)
_OF_A_PERIOD = re.compile(
    r"(?P<before>[^\d.,]*?)\s*(?P<number>\d[\d.,]*\s*[%‰])\s*(?P<after>[^\d.,%‰]*\.?[^\d.,%‰]*\.?)"
)
_PERIOD_WORDS = re.compile(
    r"(?:(?:贷款|合同|执行)?[年月日天季]化?(?:利率|息率|利息率|息|率)?|每[年月日天季]|/\s*[年月日天季]|"
    r"(?:/|per\s+|a\s+|each\s+)?\s*(?:year|annum|month|quarter|day|p\.?\s?a\.?|p\.?\s?m\.?|d)|"
    r"annual(?:ly)?|yearly|monthly|quarterly|daily)[:\s]*",
    re.IGNORECASE,
)
_IN_TEN_THOUSAND = re.compile(r"[日每天月年/息利率]*(?:万分之|‱)")


class RateText(NamedTuple):
    """A rate with its sign of per cent or per mille, and the period that its cell names."""

    number: str
    period: Period


def is_plain(text: str) -> bool:
    """Whether a cell is a number, with a sign of per cent or without."""
    return _PLAIN.fullmatch(text) is not None


def uplift_text(text: str) -> str:
    """The number of a mark-up on a rate; the text where it is none.

    >>> uplift_text("上浮50%"), uplift_text("上浮30"), uplift_text("50%")
    ('50%', '30', '50%')
    """
    match = _UPLIFT.fullmatch(text)
    return match["number"].strip() if match else text


def rate_text(text: str) -> RateText | None:
    """The rate and the period in a cell; None where it names none, BadCell for what is not read.

    >>> rate_text("年利率7.2%"), rate_text("0.6%/月"), rate_text("10.65% p.a.").period
    (RateText(number='7.2%', period='year'), RateText(number='0.6%', period='month'), 'year')
    """
    if _UPLIFT.fullmatch(text):
        raise BadCell(
            "this is a mark-up on another rate, and the rate itself is wanted",
            "Give it in a column of its own, penalty_uplift (上浮比例), or the rate in per cent.",
        )
    if _FLOATING.search(text):
        raise BadCell(
            "this is a rate that floats with another one, and no figure",
            "Give the yearly rate in per cent that holds now.",
        )
    if _IN_TEN_THOUSAND.match(text):
        raise _by_day()
    match = _OF_A_PERIOD.fullmatch(text)
    if match is None:
        return None
    words = [word for word in (match["before"], match["after"]) if word.strip(" .:")]
    if len(words) != 1 or not _PERIOD_WORDS.fullmatch(words[0]):
        return None
    period = period_of(words[0].strip(" /:"))
    if period and period not in A_YEAR:
        raise _by_day()
    return RateText(match["number"], period) if period else None


def _by_day() -> BadCell:
    return BadCell(
        "a rate for a day or a week is not read: years of 360 and 365 days differ",
        "Give the yearly rate in per cent.",
    )
