"""Amounts, their texts, the defaults of values, and the moments of a day, at their boundaries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest

from overdue_cli.domain.loan.loan import Amounts, Entry, Instalment, Item, Rules, Terms
from overdue_cli.domain.loan.rates import pieces
from overdue_cli.domain.moments import moment_of, utc_text
from overdue_cli.domain.money import (
    LARGEST,
    Money,
    decimal_text,
    digits,
    grouped_text,
    largest,
    parse_decimal,
    round_minor,
    round_ratio,
)


def test_currencies_have_their_own_digits():
    assert [digits(code) for code in ("CLF", "KWD", "EUR", "JPY")] == [4, 3, 2, 0]


@pytest.mark.parametrize(
    ("minor", "plain", "grouped"),
    [
        (0, "0.00", "0.00"),
        (1, "0.01", "0.01"),
        (-1, "-0.01", "-0.01"),
        (123_456_78, "123456.78", "123,456.78"),
        (-123_456_78, "-123456.78", "-123,456.78"),
    ],
)
def test_an_amount_as_text(minor, plain, grouped):
    assert (decimal_text(minor, "EUR"), grouped_text(minor, "EUR")) == (plain, grouped)
    assert str(Money(minor, "EUR")) == f"EUR {plain}"
    assert parse_decimal(plain, "EUR") == minor


def test_an_amount_may_have_all_its_digits_and_no_more():
    assert parse_decimal("1.23", "EUR") == 123
    assert parse_decimal("1.230", "EUR") == 123
    assert parse_decimal("1.234", "KWD") == 1234
    for text, currency in (("1.234", "EUR"), ("1.2", "JPY"), ("NaN", "EUR"), ("x", "EUR")):
        with pytest.raises(ValueError):
            parse_decimal(text, currency)


@pytest.mark.parametrize("currency", ["JPY", "CNY", "KWD", "CLF"])
def test_the_largest_amount_is_the_same_in_every_currency(currency: str):
    assert parse_decimal(f"{LARGEST}", currency) == largest(currency)
    assert parse_decimal(f"-{LARGEST}", currency) == -largest(currency)
    assert largest(currency) * 10 ** (4 - digits(currency)) == LARGEST * 10**4 < 2**63
    for beyond in (LARGEST + 1, 2**63 - 1, 2**63, 10**30):
        with pytest.raises(ValueError, match=f"up to {LARGEST:,}$"):
            parse_decimal(f"{beyond}", currency)


def test_halves_are_rounded_away_from_nothing_or_to_even():
    assert [round_minor(Decimal(text)) for text in ("0.5", "1.5", "-0.5")] == [1, 2, -1]
    even = [round_minor(Decimal(text), "half_even") for text in ("0.5", "1.5", "2.5")]
    assert even == [0, 2, 2]
    assert [round_ratio(n, 4) for n in (0, 1, 2, 3, -1, -2)] == [0, 0, 1, 1, 0, -1]


def test_what_is_unpaid_of_an_item_is_by_component():
    day = date(2024, 1, 1)
    item = Item(
        1,
        day,
        due=Amounts(10, 20, 30, 40),
        paid=Amounts(1, 3, 5, 7),
        paid_on=None,
        paid_in_advance=0,
        paid_late=0,
        days_past_due=0,
        overdue=False,
    )
    assert item.unpaid == Amounts(9, 17, 25, 33)
    assert (item.unpaid.total, Amounts().total) == (84, 0)


def test_what_is_not_said_has_a_plain_default():
    day = date(2024, 1, 1)
    assert Entry(1, "fee", day, 5) == Entry(1, "fee", day, 5, None, None, (), False)
    assert Instalment(1, day, 5) == Instalment(1, day, 5, 0, 0, False)
    terms = Terms(1, day)
    assert (terms.annual_rate, terms.instalments, terms.every, terms.unit) == (0, 1, 1, "months")
    graces = (terms.principal_grace, terms.interest_grace)
    assert (graces, terms.instalment_multiple, terms.down_payment) == ((0, 0), 0, 0)
    rules = Rules()
    assert (rules.grace_days, rules.tolerance, rules.tolerance_part) == (0, 0, 0)
    assert (rules.count_due_day, rules.pauses, rules.penalty) == (False, (), None)


def test_a_day_is_bounded_by_its_own_midnights():
    zone = timezone(timedelta(hours=8))
    now = datetime(2026, 7, 2, 10, 30, tzinfo=zone)
    today = moment_of(now.date(), now)
    assert (today.now, today.day_start, today.until) == (
        "2026-07-02T02:30:00Z",
        "2026-07-01T16:00:00Z",
        "2026-07-02T15:59:59Z",
    )
    before = moment_of(date(2026, 7, 1), now)
    assert (before.now, before.until) == ("2026-07-01T15:59:59Z", "2026-07-01T15:59:59Z")
    assert utc_text(datetime(2026, 7, 1, tzinfo=UTC)) == "2026-07-01T00:00:00Z"


def test_a_rate_that_begins_on_the_first_or_last_day_makes_no_empty_piece():
    days = [date(2024, 1, day) for day in (1, 5, 9)]
    table = tuple((day, Fraction(n)) for n, day in enumerate(days))
    assert list(pieces(table, days[0], days[2])) == [
        (days[0], days[1], 0),
        (days[1], days[2], 1),
    ]
    assert list(pieces(table, days[1], days[1])) == []
