"""Rates whose period or base stands in the cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.headers.rate_header import Period
from overdue_cli.ingest.values.rates import RateColumn


@pytest.mark.parametrize(
    ("text", "yearly"),
    [
        ("年利率7.2%", "7.2"), ("年化7.2%", "7.2"), ("7.2%/年", "7.2"), ("每年7.2%", "7.2"),
        ("0.6%/月", "7.2"), ("月利率0.6%", "7.2"), ("月息6‰", "7.2"), ("1.5%/季", "6"),
        ("10.65%", "10.65"), (" 10.65 % p.a.", "10.65"), ("7,2 % p.a.", "7.2"),
        ("0.5% per month", "6"), ("0.5% p.m.", "6"), ("12% yearly", "12"),
    ],
)  # fmt: skip
def test_a_rate_with_its_period_in_the_cell(text: str, yearly: str) -> None:
    assert Decimal(RateColumn("f.csv", "利率").read(text)) == Decimal(yearly)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("0.05%/日", "for a day"), ("万分之五", "for a day"), ("日万分之5", "for a day"),
        ("日利率0.05%", "for a day"), ("0.05% per day", "for a day"), ("LPR+50BP", "floats"),
        ("Euribor + 2%", "floats"), ("基准利率上浮30%", "mark-up"), ("上浮50%", "mark-up"),
        ("7.2%左右", "no letters"), ("max 7.2%", "no letters"),
    ],
)  # fmt: skip
def test_a_rate_that_is_not_read_says_why(text: str, rule: str) -> None:
    with pytest.raises(BadCell, match=rule):
        RateColumn("f.csv", "利率").read(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [("上浮50%", "50"), ("上浮30", "30"), ("加收50%", "50"), ("基准利率上浮30%", "30"),
     ("在合同利率基础上上浮50%", "50"), ("50%", "50")],
)  # fmt: skip
def test_a_mark_up_on_a_rate(text: str, share: str) -> None:
    assert RateColumn("f.csv", "上浮比例", share=True).read(text) == share


@pytest.mark.parametrize(("period", "text"), [("month", "年利率7.2%"), ("year", "0.6%/月")])
def test_a_cell_and_a_header_of_two_periods_stop(period: Period, text: str) -> None:
    with pytest.raises(BadCell, match="and its column is for a"):
        RateColumn("f.csv", "利率", period=period).read(text)
