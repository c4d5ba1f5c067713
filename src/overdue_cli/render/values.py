"""Values as programs read them: the one encoding shared by json, jsonl and csv.

Money is a decimal string with the currency's own digits, a sum per currency a list of
``{currency, amount}``, a date its ISO text, a part of a whole (``Fraction``) a number with six
digits: 0.125.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

from overdue_cli.domain.money import Money, decimal_text


def encoded(value: Any) -> Any:
    """A value made of str, int, float, bool, None, lists and dicts only.

    >>> encoded({"paid": Money(123450, "CNY"), "sums": (Money(7, "JPY"),)})
    {'paid': '1234.50', 'sums': [{'currency': 'JPY', 'amount': '7'}]}
    """
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Money):
        return decimal_text(*value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Fraction):
        return round(float(value), 6)
    return _encoded_parts(value)


def _encoded_parts(value: Any) -> Any:
    """A list or dict with every part encoded."""
    if is_sums(value):
        return [{"currency": m.currency, "amount": decimal_text(*m)} for m in value]
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {str(key): encoded(part) for key, part in value.items()}
    if isinstance(value, Iterable):
        return [encoded(part) for part in value]
    raise TypeError(f"no encoding for a value of type {type(value).__name__}")


def is_sums(value: Any) -> bool:
    """Whether a value is a sum per currency: one or more amounts, side by side."""
    return (
        isinstance(value, (tuple, list))
        and not isinstance(value, Money)
        and bool(value)
        and all(isinstance(part, Money) for part in value)
    )
