"""Values that are possible and hardly meant: a digit too many, a day in the wrong century."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from overdue_cli.domain.money import Money

#: Money of so many times the debt is rather a slip of the keyboard.
MOST_TIMES = 3
#: A day so many years away is rather one of another century.
MOST_YEARS = 10
#: A number that is dialled has so many figures (E.164: at most fifteen).
FIGURES = range(5, 16)
#: Per cent a year above which hardly any lender lends.
MOST_PERCENT = 200

_EXTENSION = re.compile(r"\s*(?:ext|x|#|转|分机|;|,|/).*$", re.IGNORECASE)


def amount_beyond_debt(what: str, amount: Money, owed: int) -> str:
    """What is odd about money that is promised or paid against what is owed (minor units).

    '' where nothing is, or where nothing is owed.

    >>> amount_beyond_debt("the promise", Money(8_000_000, "CNY"), 20_000)
    'the promise is CNY 80000.00, 400 times the CNY 200.00 that is owed'
    >>> amount_beyond_debt("the promise", Money(60_000, "CNY"), 20_000)
    ''
    """
    if owed <= 0 or amount.minor <= MOST_TIMES * owed:
        return ""
    times = f"{amount.minor // owed:,}"
    return f"{what} is {amount}, {times} times the {Money(owed, amount.currency)} that is owed"


def phone_figures(number: str) -> str:
    """What is odd about a phone number by its count of figures; '' where nothing is.

    >>> phone_figures("123")
    "the phone number '123' has 3 figures"
    >>> phone_figures("+49 30 901820 ext. 12"), phone_figures("")
    ('', '')
    """
    figures = sum(mark.isdigit() for mark in _EXTENSION.sub("", number.strip()))
    if not number.strip() or figures in FIGURES:
        return ""
    return f"the phone number '{number.strip()}' has {figures or 'no'} figures"


def email_without_at(address: str) -> str:
    """What is odd about an e-mail address; '' where nothing is.

    >>> email_without_at("ana.example.org"), email_without_at("ana@example.org")
    ("the e-mail address 'ana.example.org' has no @", '')
    """
    if not address.strip() or "@" in address:
        return ""
    return f"the e-mail address '{address.strip()}' has no @"


def day_far_away(what: str, day: date, today: date) -> str:
    """What is odd about a day, by its distance from today; '' where nothing is.

    >>> day_far_away("--on", date(1996, 6, 1), date(2026, 6, 10))
    '--on is 1996-06-01, 30 years ago'
    >>> day_far_away("the promise", date(2062, 7, 1), date(2026, 6, 10))
    'the promise is 2062-07-01, 36 years from now'
    """
    early, late = sorted((day, today))
    years = late.year - early.year - ((late.month, late.day) < (early.month, early.day))
    if years < MOST_YEARS:
        return ""
    return f"{what} is {day}, {years} years {'ago' if day < today else 'from now'}"


def rate_beyond_usury(what: str, percent: Decimal | Fraction) -> str:
    """What is odd about a yearly rate in per cent; '' where nothing is.

    >>> rate_beyond_usury("the annual rate", Decimal(900)), rate_beyond_usury("", Decimal(36))
    ('the annual rate is 900 % a year', '')
    """
    return f"{what} is {float(percent):g} % a year" if percent > MOST_PERCENT else ""
