"""What currency a sign or a word beside an amount may mean: ``$`` is the dollar of many countries.

A sign that fits several currencies names none of them; it only says which it can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from overdue_cli.domain.money import CURRENCIES

#: Signs and the currencies they stand for, the one most often meant first.
SIGNS: Mapping[str, tuple[str, ...]] = {
    "$": tuple(
        "USD AUD CAD HKD SGD NZD TWD MXN ARS CLP COP UYU BBD BMD BND BSD BZD DOP FJD GYD JMD KYD "
        "LRD NAD SBD SRD TTD XCD CVE NIO TOP WST MOP ZWG".split()
    ),
    "¥": ("CNY", "JPY"),
    "€": ("EUR",),
    "£": tuple("GBP EGP FKP GIP LBP SHP SDG SSP SYP".split()),
    "₹": ("INR",),
    "₩": ("KRW", "KPW"),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₴": ("UAH",),
    "₫": ("VND",),
    "₱": tuple("PHP CUP".split()),
    "₦": ("NGN",),
    "₪": ("ILS",),
    "฿": ("THB",),
    "kr": tuple("SEK NOK DKK ISK".split()),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "ft": ("HUF",),
    "rs": tuple("INR PKR LKR NPR MUR SCR".split()),
    "us$": ("USD",),
    "hk$": ("HKD",),
    "nt$": ("TWD",),
    "a$": ("AUD",),
    "c$": ("CAD",),
    "s$": ("SGD",),
    "r$": ("BRL",),
}


class CurrencyReading(NamedTuple):
    """What is said of the currency of amounts: in which words, by whom, and what that may be."""

    text: str = ""
    by: str = ""
    codes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The one currency that is meant; '' where nothing is said, or several fit."""
        return self.codes[0] if len(self.codes) == 1 else ""

    def allows(self, currency: str) -> bool:
        """Whether an amount can be in a currency, as far as is said."""
        return not self.codes or currency in self.codes


UNSAID = CurrencyReading()


def meant_by(text: str) -> tuple[str, ...]:
    """The currencies that a code or a sign may stand for; none for another text.

    >>> meant_by("usd"), meant_by("¥"), meant_by("kg")
    (('USD',), ('CNY', 'JPY'), ())
    """
    code = text.upper()
    if code in CURRENCIES:
        return (code,)
    return SIGNS.get(text.lower().replace("￥", "¥"), ())
