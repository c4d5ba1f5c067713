"""Cells in, values out: dates, amounts, rates, ids and words."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import overdue_cli.ingest
from overdue_cli.domain.money import CURRENCIES, decimal_text, digits, grouped_text
from overdue_cli.ingest.faults import BadCell, Undecided
from overdue_cli.ingest.values import cells
from overdue_cli.ingest.values.dates import DateColumn
from overdue_cli.ingest.values.decimal_marks import DecimalMark, speaks_for
from overdue_cli.ingest.values.numbers import MoneyColumn
from overdue_cli.ingest.values.rates import RateColumn

MODULES = [
    *(n for _, n, _ in pkgutil.walk_packages(overdue_cli.ingest.__path__, "overdue_cli.ingest.")),
    "overdue_cli.store.bulk.currency",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def column(*texts: str, order: str = "") -> DateColumn:
    return DateColumn("f.csv", "due", lambda: list(enumerate(texts, 2)), order)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-06-30", "2012-06-30"),
        ("2012-6-3", "2012-06-03"),
        ("2012/6/30", "2012-06-30"),
        ("2012.06.30", "2012-06-30"),
        ("20120630", "2012-06-30"),
        ("2012年6月30日", "2012-06-30"),
        ("２０１２年６月３０日", "2012-06-30"),
        ("30.06.2012", "2012-06-30"),
        ("30.6.2012 00:00", "2012-06-30"),
        ("2012-06-30T23:59:59.5+08:00", "2012-06-30"),
        ("2012-06-30 11:59 PM", "2012-06-30"),
        ("6/30/2012", "2012-06-30"),
        ("9/14/2016 19:31", "2016-09-14"),
        ("6/30/12", "2012-06-30"),
        ("12/31/68", "2068-12-31"),
        ("12/31/69", "1969-12-31"),
    ],
)
def test_dates_read_without_asking(text: str, day: str) -> None:
    assert column(text).read(text) == day


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1/2/2012", "mdy", "2012-01-02"),
        ("1/2/2012", "dmy", "2012-02-01"),
        ("1/2/03", "ymd", "2001-02-03"),
        ("1.2.2012", "", "2012-02-01"),
        ("1.2.2012", "mdy", "2012-01-02"),
        ("2012/1/2", "dmy", "2012-01-02"),
    ],
)
def test_dates_read_in_the_order_given(text: str, order: str, day: str) -> None:
    assert column(text, order=order).read(text) == day


@pytest.mark.parametrize(
    ("text", "order"), [("1/31/2012", "dmy"), ("31/1/2012", "mdy"), ("1/2/2012", "ymd")]
)
def test_dates_that_are_not_in_the_order_given(text: str, order: str) -> None:
    with pytest.raises(BadCell):
        column(text, order=order).read(text)


@pytest.mark.parametrize(
    "text", ["", "soon", "2012-13-01", "2012-02-30", "30/06/012", "1/1", "2012-06-30x",
             "0001-01-01", "3000-01-01", "20120230", "2012年2月30日", "12-06-2012-1", "41090"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(BadCell):
        column(text).read(text)


def test_a_column_decides_its_order_once() -> None:
    dates_read = column("1/2/2012", "", "x", "2012-01-01", "1/31/2012")
    assert [dates_read.read(t) for t in ("1/2/2012", "2012-01-01")] == ["2012-01-02", "2012-01-01"]


def test_a_day_that_is_the_same_either_way_needs_no_choice() -> None:
    assert column("5/5/2012").read("5/5/2012") == "2012-05-05"


def test_both_readings_are_shown() -> None:
    with pytest.raises(Undecided) as caught:
        column("5/5/2012", "1/2/2012").read("5/5/2012")
    assert caught.value.problem.row == 3
    assert caught.value.choices == ("mdy", "dmy")
    assert "2012-01-02 (mdy) or 2012-02-01 (dmy)" in str(caught.value)


def test_a_mixed_column_shows_the_row_that_does_not_fit() -> None:
    with pytest.raises(Undecided) as caught:
        column("1/31/2012", "31/1/2012", "2/28/2012").read("1/31/2012")
    assert (caught.value.problem.row, caught.value.problem.value) == (3, "31/1/2012")


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    written = {
        "": (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}/{day.month}/{day.day}",
             f"{day.day}.{day.month}.{day.year}", f"{day.year}年{day.month}月{day.day}日"),
        "mdy": (f"{day.month}/{day.day}/{day.year}",),
        "dmy": (f"{day.day}-{day.month}-{day.year}",),
    }  # fmt: skip
    for order, texts in written.items():
        for text in texts:
            assert column(text, order=order).read(text) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1234.50", "", 12345000),
        ("1,234.50", "", 12345000),
        ("1,234,567", "", 12345670000),
        ("12,34,567.8", "", 12345678000),
        ("1 234.50", "", 12345000),
        ("1\u00a0234.50", "", 12345000),
        ("1'234.50", "", 12345000),
        ("１２３４", "", 12340000),
        ("+5", "", 50000),
        ("-5", "", -50000),
        ("\u22125", "", -50000),
        ("(1,234.50)", "", -12345000),
        (".5", "", 5000),
        ("10.00000", "", 100000),
        ("1.234,50", ",", 12345000),
        ("1234,5", ",", 12345000),
        ("1.234", ",", 12340000),
    ],
)
def test_amounts(text: str, mark: str, value: int) -> None:
    assert MoneyColumn(DecimalMark("f.csv", "amount", option=mark)).read(text) == value


@pytest.mark.parametrize(
    ("text", "mark"),
    [("1,23", "."), ("1,2345", "."), ("12.50", ","), ("1.2.3", ""), ("1e5", ""), ("NaN", ""),
     ("1_000", ""), ("5 X", ""), ("5 USD 3", ""), ("--5", ""), ("1,234 567", ""), (".", ""),
     ("-", ""), ("1.00001", ""), ("9" * 16, "")],
)  # fmt: skip
def test_what_is_no_amount(text: str, mark: str) -> None:
    with pytest.raises(BadCell):
        MoneyColumn(DecimalMark("f.csv", "amount", option=mark)).read(text)


def marked(*texts: str) -> list[int]:
    """The amounts of a column, each read as its mark is decided."""
    mark = DecimalMark("f.csv", "amount", lambda: list(enumerate(texts, 2)))
    column = MoneyColumn(mark)
    return [column.read(text) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ("1.234,50", "5"), ("5", "1.234", "0,5"), ("1.234.567", "8,25"), ("1,234.50", "1,234"),
        ("1,234", "5,000"), ("1,23,456", "1,234"), ("0.125", "1.234"), ("1 234,5", "1.234"),
    ],
)  # fmt: skip
def test_the_decimal_mark_is_decided_by_the_whole_column(texts: tuple[str, ...]) -> None:
    commas = any(speaks_for(text) == "," for text in texts)
    thousands, decimal = (".", ",") if commas else (",", ".")
    plain = [text.replace(thousands, "").replace(" ", "").replace(decimal, ".") for text in texts]
    assert marked(*texts) == [int(Decimal(text) * 10_000) for text in plain]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("1.234", "5.678"), r"1\.234 \(decimal '\.'\) or 1234 \(decimal ','\)"),
        (("1.234", "5,678"), "1234"),
        (("12,5", "0.25", "1.234"), "1234"),
    ],
)
def test_a_mark_that_only_the_user_knows_stops(texts: tuple[str, ...], said: str) -> None:
    with pytest.raises(Undecided, match=said) as caught:
        marked(*texts)
    assert caught.value.option == "--decimal"


@given(st.integers(-(10**13), 10**13), st.sampled_from(sorted(CURRENCIES)))
def test_every_amount_comes_back_exactly(minor: int, currency: str) -> None:
    value = minor * 10 ** (4 - digits(currency))
    point = DecimalMark("f.csv", "amount", option=".")
    assert MoneyColumn(point).read(decimal_text(minor, currency)) == value
    assert MoneyColumn(point).read(grouped_text(minor, currency)) == value


@pytest.mark.parametrize(
    ("text", "unit", "rate"),
    [("12", "", "12"), ("12%", "", "12"), ("12.50 ％", "", "12.5"), ("0", "", "0"),
     ("0.12", "fraction", "12"), ("1", "fraction", "100"), ("0.0005", "fraction", "0.05"),
     ("12%", "fraction", "12"), ("0.5", "percent", "0.5")],
)  # fmt: skip
def test_rates(text: str, unit: str, rate: str) -> None:
    assert RateColumn("f.csv", "rate", option=unit).read(text) == rate


@pytest.mark.parametrize("texts", [["0.5", "12"], ["0"], ["0.5%"], []])
def test_a_rate_column_that_needs_no_choice(texts: list[str]) -> None:
    rates = RateColumn("f.csv", "rate")
    for text in texts:
        rates.read(text)
    rates.settle()


def test_a_rate_column_wholly_below_one_is_undecided() -> None:
    rates = RateColumn("f.csv", "rate")
    for text in ("0", "0.125", "0.06"):
        rates.read(text)
    with pytest.raises(Undecided, match=r"0\.125 % or 12\.5 %"):
        rates.settle()


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [("method", "Equal Principal", "equal_principal"), ("method", "先息后本", "interest_only"),
     ("day_count", "ACT/365", "actual/365"), ("kind", "企业", "company"), ("unit", "周", "weeks"),
     ("type", "Write-off", "write_off"), ("type", "罚息", "penalty"),
     ("allocation", "cn_561", "cn_561")],
)  # fmt: skip
def test_words(field: str, text: str, value: str) -> None:
    assert cells.read_word(field, text) == value


@pytest.mark.parametrize(("text", "tag"), [("zh_CN", "zh-CN"), ("英语", "en"), ("pt-BR", "pt-BR")])
def test_languages(text: str, tag: str) -> None:
    assert cells.read_language(text) == tag


def test_remembered_texts_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "_REMEMBERED", 3)
    known = cells.Known(str.upper)
    assert [known[text] for text in "abcda"] == list("ABCDA")
    assert len(known) <= 3
