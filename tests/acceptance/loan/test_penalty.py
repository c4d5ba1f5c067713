"""Penalty interest, dated rates and caps from files to figures, and the tie-out with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"

POLICY = """
name = "house"
title = "House rules"
version = "1"

[product.uplift]
penalty_uplift = "50"
penalty_day_count = "actual/360"

[product.compound]
penalty_rate = "18"
penalty_on = ["principal", "interest"]

[product.reference]
penalty_reference = "LPR1Y"
penalty_spread = "10"
penalty_cap = "4 x LPR1Y"
penalty_day_count = "actual/365"
"""

LOANS = """loan_id,customer_id,currency,principal,disbursed_on,annual_rate,product,penalty_rate
U,C1,CNY,10000,2026-01-01,12,uplift,
K,C1,CNY,10000,2026-01-01,12,compound,
R,C1,CNY,100000,2026-01-01,0,reference,
O,C1,CNY,10000,2026-01-01,12,,36.5
N,C1,CNY,10000,2026-01-01,12,,
"""
PLANS = "loan_id,seq,due_on,principal,interest\n" + "".join(
    f"{loan},1,2026-04-01,{principal},{interest}\n"
    for loan, principal, interest in (
        ("U", 10000, 0),
        ("K", 10000, 100),
        ("R", 100000, 0),
        ("O", 10000, 0),
        ("N", 10000, 0),
    )
)
RATES = "name,from_on,percent,source\nLPR1Y,2025-05-20,3.00,bank\nLPR1Y,2026-05-01,2.80,bank\n"


@pytest.fixture
def book(run: Any, tmp_path: Path) -> None:
    for name, text in (
        ("house.toml", POLICY),
        ("loans.csv", LOANS),
        ("instalments.csv", PLANS),
        ("rates.csv", RATES),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    run("init", "--policy", "house.toml", now=NOW)
    run("rates", "import", "rates.csv", now=NOW)
    run("import", "loans.csv", "instalments.csv", now=NOW)


@pytest.mark.parametrize(
    ("loan", "day", "accrued"),
    [
        # 10,000 x 18 % x 30/360 (12 % + 50 %), rules of the People's Bank, 2003 no. 251
        ("U", "2026-05-01", "150.00"),
        # (10,000 + 100) x 18 % x 30/360: unpaid interest compounds at the penalty rate
        ("K", "2026-05-01", "151.50"),
        # 13 % asked, 4 x 3.00 % allowed as the contract stood: 100,000 x 12 % x 90/365
        ("R", "2026-06-30", "2958.90"),
        # the loan's own column wins over the product: 10,000 x 36.5 % x 30/360
        ("O", "2026-05-01", "304.17"),
        ("N", "2026-06-30", "0.00"),
        ("U", "2026-04-01", "0.00"),
    ],
)
def test_accrued_penalty(book: None, data: Any, loan: str, day: str, accrued: str) -> None:
    shown = data("show", loan, "--as-of", day, now=NOW)
    assert shown["penalty_accrued"] == accrued
    assert shown["outstanding"]["penalty"] == "0.00"


def test_a_payment_posts_and_pays_the_penalty_and_the_report_ties(
    book: None, run: Any, data: Any
) -> None:
    run("pay", "U", "1150", "--on", "2026-05-01", now=NOW)
    shown = data("show", "U", now=NOW)
    (entry,) = shown["transactions"]
    assert (entry["allocated"]["penalty"], entry["allocated"]["principal"]) == (
        "150.00",
        "1000.00",
    )
    assert shown["penalty_accrued"] == "270.00"  # 9,000 x 18 % x 60/360
    for basis in ("instalment", "loan"):
        (one,) = data("report", "aging", "--by", basis, now=NOW)["currencies"]
        assert one["ties"]
        assert one["penalty_posted"] == "150.00"
    for day in ("2026-04-30", "2026-05-01", "2026-05-02"):
        run("report", "aging", "--as-of", day, now=NOW)
    run("check", now=NOW)


def test_a_preview_of_next_week(book: None, data: Any) -> None:
    assert data("show", "U", "--as-of", "2026-07-30", now=NOW)["penalty_accrued"] == "600.00"


def test_rates_are_listed_replaced_and_taken_back(
    book: None, run: Any, rows: Any, tmp_path: Path
) -> None:
    listed = rows("rates", "list")
    assert [(row["from_on"], row["percent"]) for row in listed] == [
        ("2025-05-20", "3.00"),
        ("2026-05-01", "2.80"),
    ]
    assert "2 unchanged" in run("rates", "import", "rates.csv", now=NOW).stdout
    (tmp_path / "rates.csv").write_text(RATES.replace("2.80", "2.75"), encoding="utf-8")
    assert "1 changed" in run("rates", "import", "rates.csv", now=NOW).stdout
    assert rows("rates", "list", "LPR1Y")[-1]["percent"] == "2.75"
    run("undo", now=NOW)
    assert rows("rates", "list")[-1]["percent"] == "2.80"
    run("check", now=NOW)


@pytest.mark.parametrize(
    ("text", "said", "code"),
    [
        ("name,from_on\nA,2026-01-01\n", "column 'percent' is missing", 2),
        ("name,from_on,percent\nA,2026-02-30,3\n", "rates.csv:2: column 'from_on'", 3),
        ("name,from_on,percent\nA,2026-01-01,three\n", "column 'percent' value 'three'", 3),
        ("name,from_on,percent\n,2026-01-01,3\n", "column 'name' is empty", 3),
        ("name,from_on,percent\n", "no rows below the header", 3),
    ],
)
def test_wrong_rate_files(
    book: None, run: Any, tmp_path: Path, text: str, said: str, code: int
) -> None:
    (tmp_path / "rates.csv").write_text(text, encoding="utf-8")
    assert said in run("rates", "import", "rates.csv", now=NOW, code=code).stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('penalty_rte = "5"', "Did you mean penalty_rate"),
        ('allocation = "standrad"', "Use one of standard"),
        ('penalty_rate = "much"', "percent as text"),
        ("grace_days = -1", "whole days"),
        ('penalty_on = ["capital"]', "Use components"),
        ('early = "later"', "Use one of next"),
        ('rounding = "up"', "half_up"),
        ("count_due_day = 1", "true or false"),
    ],
)
def test_wrong_products_are_named(run: Any, tmp_path: Path, line: str, said: str) -> None:
    text = f'name = "x"\ntitle = "x"\n[product.p]\n{line}\n'
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    wrong = run("policy", "show", "x.toml", code=2)
    assert "product 'p'" in wrong.stderr
    assert said in wrong.stderr


def test_a_reference_that_the_ledger_lacks_is_named(run: Any, tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("init", "--policy", "house.toml", now=NOW)
    wrong = run("import", "loans.csv", now=NOW, code=2)
    assert "no reference rate 'LPR1Y'" in wrong.stderr


def test_another_policy_is_another_answer_and_nothing_is_left_of_the_old_one(
    book: None, run: Any, data: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stored positions follow the policy: an edited file, or one named for a single command."""
    run("pay", "U", "1150", "--on", "2026-05-01", now=NOW)
    before = run("report", "aging", "--by", "loan", "--format", "json", now=NOW).stdout
    file = tmp_path / "house.toml"
    file.write_text(POLICY.replace('"50"', '"30"') + "\n[product.default]\ngrace_days = 60\n")
    assert data("show", "U", now=NOW)["transactions"][0]["allocated"]["penalty"] == "130.00"
    after = data("report", "aging", "--by", "loan", now=NOW)
    assert after["currencies"][0]["penalty_posted"] == "130.00"
    run("check", now=NOW)
    file.write_text(POLICY)
    assert run("report", "aging", "--by", "loan", "--format", "json", now=NOW).stdout == before
    monkeypatch.setenv("OVERDUE_POLICY", "standard")
    plain = data("report", "aging", now=NOW)["currencies"][0]
    assert plain["ties"]
    assert plain["penalty_posted"] == "0.00"
