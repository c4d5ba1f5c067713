"""Amounts as people type them: with commas before three digits, and the sign of the currency."""

from __future__ import annotations

import re

from overdue_cli.domain.currency_signs import SIGNS, meant_by
from overdue_cli.domain.half_width import half_width
from overdue_cli.domain.money import parse_decimal

_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
_SIGNS = sorted(SIGNS, key=len, reverse=True)


def parse_typed(text: str, currency: str) -> int:
    """Minor units of an amount as a person types it; a comma stands before three digits only.

    A sign before or after it is that of the currency. ``1,50`` may be one and a half to who types
    it: it is refused, never taken for 150.

    >>> parse_typed("1,234.50", "EUR"), parse_typed("￥1,000.00", "CNY"), parse_typed("5 €", "EUR")
    (123450, 100000, 500)
    >>> parse_typed("1,50", "EUR")
    Traceback (most recent call last):
    ValueError: the decimal mark is a point, and a comma stands before groups of three digits
    >>> parse_typed("$5", "CNY")
    Traceback (most recent call last):
    ValueError: the sign $ does not stand for CNY
    """
    plain = without_sign(text, currency)
    if "," in plain and not _GROUPED.fullmatch(plain):
        raise ValueError(
            "the decimal mark is a point, and a comma stands before groups of three digits"
        )
    return parse_decimal(plain.replace(",", ""), currency)


def without_sign(text: str, currency: str) -> str:
    """An amount without the sign of its currency; ValueError names a sign of another one."""
    plain = half_width(text.replace("￥", "¥").replace("￡", "£")).strip()
    for sign in _SIGNS:
        for bare in (_without_first(plain, sign), _without_last(plain, sign)):
            if bare == plain:
                continue
            if currency not in meant_by(sign):
                raise ValueError(f"the sign {sign} does not stand for {currency}")
            return bare
    return plain


def _without_first(text: str, sign: str) -> str:
    return text[len(sign) :].lstrip() if text.lower().startswith(sign) else text


def _without_last(text: str, sign: str) -> str:
    return text[: -len(sign)].rstrip() if text.lower().endswith(sign) else text
