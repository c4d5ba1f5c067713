"""The unit in a header, in brackets or at its end: it is honoured or stops the import."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from overdue_cli.ingest.values.currency_named import currencies_named

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
# The 期 of a date (日期) and of what is due (到期) is no unit.
_LAST = re.compile(r"(?<=.)(百万元|千万元|十万元|万元|千元|百元|亿元|元|%|‰|天|(?<![日到])期|月)$")
_AMOUNT = re.compile(r"(?P<number>.*[\d)])\s*(?P<unit>元|[百千万亿]+元?|[KkM])$", re.DOTALL)

#: How many of the currency's unit one unit of an amount is.
SCALES = {
    "元": 1,
    "人民币": 1,
    "人民币元": 1,
    "rmb": 1,
    "百元": 100,
    "hundred": 100,
    "hundreds": 100,
    "千元": 1_000,
    "千": 1_000,
    "thousand": 1_000,
    "thousands": 1_000,
    "k": 1_000,
    "'000": 1_000,
    "000s": 1_000,
    "000": 1_000,
    "万元": 10_000,
    "万": 10_000,
    "人民币万元": 10_000,
    "十万元": 100_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "百万元": 1_000_000,
    "百万": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "千万元": 10_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "亿元": 100_000_000,
    "亿": 100_000_000,
}
_RATES = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "% pa": "percent",
    "% p.a.": "percent",
    "‰": "permille",
}
_DAYS = frozenset(("天", "日", "days", "day", "d"))
_PERIODS = frozenset(("期", "次", "periods", "period", "instalments", "installments", "no", "no."))
_MONTHS = frozenset(("月", "个月", "months", "month", "m"))
_YEARS = frozenset(("年", "years", "year", "y"))
_OTHER = frozenset(("分", "角", "cent", "cents", "笔", "户"))

#: Every text that is a unit of something.
ALL = frozenset(SCALES) | frozenset(_RATES) | _DAYS | _PERIODS | _MONTHS | _YEARS | _OTHER
#: Counts that have a unit of their own.
_COUNTED_IN = {
    "grace_days": _DAYS,
    "days_past_due": _DAYS,
    "instalments": _PERIODS,
    "seq": _PERIODS,
    "principal_grace": _PERIODS,
    "interest_grace": _PERIODS,
}


class UnitHeader(NamedTuple):
    """A header without its unit, without anything in brackets, and the unit."""

    name: str
    bare: str
    unit: str


def split(header: str) -> UnitHeader:
    """The name and the unit in a header.

    >>> split("贷款金额（万元）")
    UnitHeader(name='贷款金额', bare='贷款金额', unit='万元')
    >>> split("Amount (USD)")
    UnitHeader(name='Amount (USD)', bare='Amount', unit='')
    """
    whole = unicodedata.normalize("NFKC", header).strip()
    bare = _BRACKETED.sub("", whole).strip()
    for bracket in _BRACKETED.findall(whole):
        unit = _unit_in(bracket[1:-1])
        if unit:
            return UnitHeader(whole.replace(bracket, "", 1).strip(), bare, unit)
    return UnitHeader(whole, bare, "")


def split_last(header: str) -> UnitHeader:
    """The name and the unit that a header ends in without brackets, as in ``金额万元``."""
    bare = split(header).bare
    match = _LAST.search(bare)
    name = bare[: match.start()] if match else bare
    return UnitHeader(name, name, match[0] if match else "")


def split_amount(text: str) -> tuple[str, str]:
    """The number and the unit of an amount that has its unit in the cell; '' for no unit.

    >>> split_amount("1.2万元"), split_amount("500")
    (('1.2', '万元'), ('500', ''))
    """
    match = _AMOUNT.match(text.strip())
    if not match or match["unit"].lower() not in SCALES:
        return text, ""
    return match["number"], match["unit"]


def _unit_in(text: str) -> str:
    """The unit in the text of a bracket, alone, as ``单位:万元`` or beside a currency.

    >>> _unit_in("in thousands"), _unit_in("USD '000"), _unit_in("万美元"), _unit_in("USD")
    ('thousands', "'000", '万', '')
    """
    plain = re.sub(r"^(单位|unit\b|in\b)\s*[:：]?\s*", "", text.strip(), flags=re.IGNORECASE)
    if plain.lower() in ALL:
        return plain.lower()
    rest = currencies_named(plain)[1].lower().removeprefix("in ")
    last = rest.rpartition(" ")[2]  # as in Rs. lakh
    return rest if rest in ALL else last if last in SCALES else ""


def scale_of(unit: str) -> int | None:
    """How many of the currency's unit an amount of this unit is; None where it is no such unit."""
    return SCALES.get(unit.lower()) if unit else 1


def rate_unit(unit: str) -> str | None:
    """percent or permille; '' where the header gives none, None where it is no unit of a rate."""
    return _RATES.get(unit.lower()) if unit else ""


def counts(field: str, unit: str) -> bool:
    """Whether a count can be in this unit."""
    own = _COUNTED_IN.get(field)
    return not unit or own is None or unit.lower() in own
