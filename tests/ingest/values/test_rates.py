"""Rates: whose they are, and what they come to in a year, by header and cell."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.column_map import NO_MAP, recognised
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.headers.rate_header import is_readable, period_of, rate_header, unit_of
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.rates import UNITS, RateColumn

LOAN = ("loan_id", "customer_id", "principal", "disbursed_on")
CELLS = ["L1", "C1", "1000", "2026-01-05"]
#: What a header calls the rate, the field it names, and the period where it names one.
HEADERS = [
    *((f"{name}{period}利率", "annual_rate", months) for name in ("", "执行", "合同", "贷款")
      for period, months in (("", 0), ("年", 1), ("月", 12))),
    *((f"{name}{period}利率", "penalty_rate", months) for name in ("逾期", "违约", "罚息", "滞纳")
      for period, months in (("", 0), ("年", 1), ("月", 12))),
    ("年化利率", "annual_rate", 1), ("月息", "annual_rate", 12), ("逾期月息", "penalty_rate", 12),
    ("罚息率", "penalty_rate", 0), ("Interest rate", "annual_rate", 0),
    ("Rate", "annual_rate", 0), ("APR", "annual_rate", 1), ("Monthly rate", "annual_rate", 12),
    ("Interest rate per month", "annual_rate", 12), ("Interest rate p.a.", "annual_rate", 1),
    ("Penalty rate", "penalty_rate", 0), ("Default rate p.a.", "penalty_rate", 1),
    ("Late interest rate (monthly)", "penalty_rate", 12),
]  # fmt: skip
NONE = ["罚息", "利息", "基准利率", "LPR利率", "税率", "手续费率", "佣金比例", "汇率", "利率类型",
        "exchange rate", "commission rate", "interest", "rate type"]  # fmt: skip


@pytest.mark.parametrize(("header", "field", "months"), HEADERS)
def test_a_header_of_a_rate_names_its_field_and_its_period(
    header: str, field: str, months: int
) -> None:
    period = {0: "", 1: "year", 12: "month"}[months]
    assert rate_header(header) == (field, period)
    for unit in ("%", "‰"):
        assert rate_header(f"{header}（{unit}）") == (field, period)


@pytest.mark.parametrize("header", NONE)
def test_other_rates_are_none_of_the_loan(header: str) -> None:
    assert rate_header(header) is None


@pytest.mark.parametrize(
    ("header", "unit", "cell", "said"),
    product(HEADERS, ("", "%", "‰"), ("", "%", "‰"), ("", *UNITS)),
)
def test_every_header_with_every_unit_comes_to_what_it_says_or_is_asked_about(
    header: tuple[str, str, int], unit: str, cell: str, said: str
) -> None:
    """6.5 of any unit, in header, cell or option, for any period."""
    name, _, months = header
    kinds = {"%": "percent", "‰": "permille", "": ""}
    rate = RateColumn("f.csv", name, option=said, unit=kinds[unit], period=period_of(name))
    own = kinds[cell] or said.removesuffix("-month") or kinds[unit]
    times = months or (12 if said.endswith("-month") else 0)
    open_ = (own == "permille" and not times and not said) or (months == 12 and not own)
    if open_:
        with pytest.raises(Undecided, match="month"):
            rate.read(f"6.5{cell}")
        return
    percent = {"percent": 1, "": 1, "permille": Decimal("0.1"), "fraction": 100}[own]
    assert Decimal(rate.read(f"6.5{cell}")) == Decimal("6.5") * percent * (times or 1)


@pytest.mark.parametrize(
    ("header", "cell", "yearly"),
    [
        ("利率(BP)", "575", "5.75"), ("Interest Rate (bps)", "450", "4.5"),
        ("罚息利率(BP)", "1800", "18"), ("Interest Rate (basis points)", "450", "4.5"),
        ("利率(%/季)", "3", "12"), ("Interest Rate (quarterly)", "3%", "12"),
        ("逾期利率(季)", "3%", "12"), ("利率(%/半年)", "3", "6"), ("利率（月）", "0.5%", "6"),
        ("Interest rate (per mille p.m.)", "5", "6"), ("利率(%/月)", "0.5", "6"),
        ("Interest Rate % pm", "0.5", "6"), ("年利率(万分之)", "570", "5.7"),
    ],
)  # fmt: skip
def test_what_a_bracket_says_of_unit_and_period_counts(
    header: str, cell: str, yearly: str
) -> None:
    said = rate_header(header)
    assert said is not None
    assert is_readable(header)
    rate = RateColumn("f.csv", header, unit=unit_of(header) or "", period=period_of(header))
    assert Decimal(rate.read(cell)) == Decimal(yearly)


@pytest.mark.parametrize(
    "header",
    ["Interest Rate (daily)", "利率(日万分之)", "利率(每日)", "Default Rate (daily)", "利率(‰/日)",
     "利率(%/天)", "Interest Rate (weekly)", "利率(万分之)", "利率(‱)", "APR (daily)"],
)  # fmt: skip
def test_a_rate_for_a_day_or_a_week_is_not_read(header: str) -> None:
    table = Table("f.csv", "", (*LOAN, header), 1, lambda: iter([(2, [*CELLS, "0.05"])]))
    assert recognise(table, "loans").ignored == (header,)
    with pytest.raises(Undecided, match=r"\(a rate\)"):
        recognised(table, "loans", NO_MAP)


@pytest.mark.parametrize("header", ["利率(厘)", "年利率(倍)", "罚息利率(倍)"])
def test_a_unit_that_no_rate_has_stops(header: str) -> None:
    table = Table("f.csv", "", (*LOAN, header), 1, lambda: iter([(2, [*CELLS, "4"])]))
    with pytest.raises(BadFile, match="cannot be read in the unit"):
        recognise(table, "loans")


@pytest.mark.parametrize(("header", "cell"), [("罚息利率", "0.05%"), ("利率(%)", "0.05")])
def test_a_rate_as_small_as_one_for_a_day_is_a_question(header: str, cell: str) -> None:
    rate = RateColumn("f.csv", header, unit=unit_of(header) or "", period=period_of(header))
    with pytest.raises(Undecided, match="usual for a day"):
        rate.read(cell)
    assert RateColumn("f.csv", header, option="percent").read(cell) == "0.05"


def test_a_month_of_a_fraction_is_among_the_choices() -> None:
    with pytest.raises(Undecided, match=r"7\.80 % a year \(a fraction\)") as caught:
        RateColumn("f.csv", "月利率", period="month").read("0.0065")
    assert caught.value.choices == ("percent", "permille", "fraction")


@pytest.mark.parametrize("cell", ["0", "0‰", "0.00‰"])
def test_nothing_is_nothing_for_any_period(cell: str) -> None:
    assert Decimal(RateColumn("f.csv", "利率").read(cell)) == 0


def test_a_share_has_no_period() -> None:
    assert RateColumn("f.csv", "上浮比例", share=True).read("500‰") == "50"
