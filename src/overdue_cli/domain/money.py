"""Money: integer minor units with an ISO 4217 currency. The one door to Decimal and rounding.

An amount is an ``int`` of minor units (cents, fen; whole yen; fils) and its currency stands
beside it. Amounts of different currencies are never added.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

Rounding = Literal["half_up", "half_even"]

#: The largest amount, in units of its currency, typed and imported alike: the largest loans in
#: rial or dong are below it, and as ten-thousandths it is an integer of the file.
LARGEST = 10**14
TOO_LARGE = "an amount this large does not fit the ledger, which takes up to 100,000,000,000,000"
#: What all money of one currency may come to, in minor units. Every figure is a sum of some of it
#: and of what is computed from it: that stays within the integers of the file, 2**63 - 1.
LARGEST_SUM = 8 * 10**18

_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_ROUNDING = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}

# ISO 4217 active codes (amendment 177); two digits unless listed below.
CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN
    BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR
    FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
    KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER
    ZAR ZMW ZWG
    """.split()
)
_DIGITS = (
    dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0)
    | dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)
    | dict.fromkeys("CLF UYW".split(), 4)
)


class Money(NamedTuple):
    """An amount in minor units and its currency."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {decimal_text(self.minor, self.currency)}"


def digits(currency: str) -> int:
    """Digits after the decimal mark of a currency (ISO 4217 exponent).

    >>> digits("CNY"), digits("JPY"), digits("KWD")
    (2, 0, 3)
    """
    return _DIGITS.get(currency, 2)


def largest(currency: str) -> int:
    """Minor units of the largest amount of a currency.

    >>> decimal_text(largest("CNY"), "CNY"), decimal_text(largest("JPY"), "JPY")
    ('100000000000000.00', '100000000000000')
    """
    return LARGEST * int(10 ** digits(currency))


def decimal_text(minor: int, currency: str) -> str:
    """Minor units as a plain decimal string with the currency's own digits.

    >>> decimal_text(123450, "CNY"), decimal_text(-5, "USD"), decimal_text(7, "JPY")
    ('1234.50', '-0.05', '7')
    """
    places = digits(currency)
    if not places:
        return str(minor)
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"


def grouped_text(minor: int, currency: str) -> str:
    """Minor units for people to read, with thousands marks.

    >>> grouped_text(123456789, "CNY")
    '1,234,567.89'
    """
    places = digits(currency)
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 10**places)
    return f"{sign}{whole:,}" + (f".{part:0{places}d}" if places else "")


def parse_decimal(text: str, currency: str) -> int:
    """Minor units of a plain decimal string; ValueError names the rule that is broken.

    >>> parse_decimal("1234.5", "CNY")
    123450
    >>> parse_decimal("1.234", "USD")
    Traceback (most recent call last):
    ValueError: USD has 2 digits after the decimal mark, this has 3
    """
    if not _PLAIN.fullmatch(text.strip()):
        raise ValueError("an amount is a decimal number such as 1234.50")
    value = Decimal(text)
    if abs(value) > LARGEST:
        raise ValueError(TOO_LARGE)
    places = digits(currency)
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > places:
        raise ValueError(
            f"{currency} has {places} digits after the decimal mark, this has {-exponent}"
        )
    return int(value.scaleb(places))


def round_minor(value: Fraction | int | Decimal, rounding: Rounding = "half_up") -> int:
    """An exact number of minor units rounded to a whole one; half goes away from zero or to even.

    >>> round_minor(Fraction(5, 2)), round_minor(Fraction(5, 2), "half_even")
    (3, 2)
    """
    if isinstance(value, Decimal):
        return int(value.quantize(Decimal(1), rounding=_ROUNDING[rounding]))
    return round_ratio(value.numerator, value.denominator, rounding)


def round_ratio(numerator: int, denominator: int, rounding: Rounding = "half_up") -> int:
    """A ratio of integers, the lower one positive, rounded to a whole number of minor units.

    >>> round_ratio(5, 2), round_ratio(-5, 2), round_ratio(5, 2, "half_even")
    (3, -3, 2)
    """
    whole, twice = divmod(abs(numerator), denominator)
    twice *= 2
    if twice > denominator or (twice == denominator and (rounding == "half_up" or whole % 2)):
        whole += 1
    return -whole if numerator < 0 else whole


def round_to_multiple(minor: int, multiple: int, rounding: Rounding = "half_up") -> int:
    """Minor units rounded to a whole number of ``multiple`` minor units.

    >>> round_to_multiple(8850, 100), round_to_multiple(8850, 100, "half_even")
    (8900, 8800)
    """
    return round_ratio(minor, multiple, rounding) * multiple
