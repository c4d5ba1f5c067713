"""Debt that is charged off: a column of its own in an ageing, the worst class, no risk left.

Ann: twelve times 100 from 15 February on, one paid; charged off on 20 May with 1,100. Bob: six
times 100. Cid pays all. On 30 June Bob has five instalments due (15 February to 15 June).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

LOANS = (
    "loan_id,customer_id,name,principal,disbursed_on,annual_rate,method,instalments,officer\n"
    "A,K1,Ann Sample,1200,2026-01-15,0,equal_principal,12,li\n"
    "B,K2,Bob Sample,600,2026-01-15,0,equal_principal,6,wang\n"
    "C,K3,Cid Sample,100,2026-01-15,0,equal_principal,1,wang\n"
)
MONEY = (
    "transaction_id,loan_id,date,amount,type\n"
    "P1,A,2026-02-15,100,repayment\n"
    "C1,A,2026-05-20,0,charge_off\n"
    "R1,A,2026-06-10,250,recovery\n"
    "P3,C,2026-02-10,100,repayment\n"
)


@pytest.fixture
def book(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERDUE_NOW", "2026-06-30T09:00")
    for name, text in {"loans": LOANS, "money": MONEY}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    run("init", "--currency", "CNY")
    run("import", *(str(tmp_path / f"{name}.csv") for name in ("loans", "money")))


@pytest.fixture
def aged(data: Any, book: None) -> Any:
    """The report of the one currency, which ties, else the exit status is 5."""

    def call(*args: str) -> Any:
        return data("report", "aging", *args)["currencies"][0]

    return call


def amounts(one: Any) -> list[str]:
    """Not due, the buckets, charged off, total."""
    return [
        one["not_due"],
        *(row["amount"] for row in one["rows"]),
        one["charged_off"],
        one["total"],
    ]


def test_it_stands_between_the_buckets_and_the_total(aged: Any) -> None:
    one = aged()
    assert amounts(one) == ["100.00", *(["100.00"] * 3), "200.00", "850.00", "1450.00"]
    assert (one["overdue"], one["ledger_total"], one["ties"]) == ("500.00", "1450.00", True)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # A: not due 800, overdue 1 March to May: 300; B: not due 200, overdue 400.
        ("2026-05-19", ["1000.00", "200.00", "200.00", "200.00", "100.00", "0.00", "1700.00"]),
        ("2026-05-20", ["200.00", "100.00", "100.00", "100.00", "100.00", "1100.00", "1700.00"]),
        ("2026-06-10", ["200.00", "100.00", "100.00", "100.00", "100.00", "850.00", "1450.00"]),
    ],
)
def test_on_the_day_before_it_is_in_the_buckets(aged: Any, day: str, expected: list[str]) -> None:
    assert amounts(aged("--as-of", day)) == expected


def test_by_loan_the_principal_at_risk_leaves_it_out(aged: Any) -> None:
    one = aged("--by", "loan")
    assert amounts(one) == ["0.00", "0.00", "0.00", "0.00", "600.00", "850.00", "1450.00"]


def test_groups_have_it_and_sum_to_the_total(aged: Any) -> None:
    one = aged("--group", "customer")
    groups = {g["group"]: (g["overdue"], g["charged_off"], g["total"]) for g in one["groups"]}
    assert groups == {"K1": ("0.00", "850.00", "850.00"), "K2": ("500.00", "0.00", "600.00")}


def test_people_see_the_column_only_where_there_is_any(run: Any, book: None) -> None:
    lines = run("report", "aging").stdout.splitlines()
    assert [line.split()[1:3] for line in lines if "charged_off" in line] == [
        ["charged_off", "850.00"]
    ]
    assert "charged off" in run("report", "aging", "--group", "customer").stdout
    assert "charged_off" not in run("report", "aging", "--as-of", "2026-05-19").stdout
    assert (
        "charged off"
        not in run("report", "aging", "--group", "customer", "--as-of", "2026-05-19").stdout
    )


def test_csv_has_a_line_of_it(rows: Any, book: None) -> None:
    found = [row for row in rows("report", "aging") if row["bucket"] == "charged_off"]
    assert [row["amount"] for row in found] == ["850.00"]


def test_a_reversal_brings_it_back_to_the_buckets(run: Any, aged: Any) -> None:
    run("enter", "A", "reversal", "all", "--reverses", "C1", "--on", "2026-06-20")
    assert aged("--as-of", "2026-06-19")["charged_off"] == "850.00"
    assert aged()["charged_off"] == "0.00"
    assert aged()["total"] == "1450.00"


def test_undo_brings_it_back_to_the_buckets(run: Any, aged: Any) -> None:
    run("enter", "B", "charge_off", "all")
    assert aged()["charged_off"] == "1450.00"
    run("undo")
    assert aged()["charged_off"] == "850.00"


@pytest.mark.parametrize(
    ("scheme", "worst"),
    [("cn_five", "损失"), ("cn_m", "M7"), ("in_rbi", "loss"), ("cn_card_2011", "损失")],
)
def test_its_class_is_the_worst(data: Any, book: None, scheme: str, worst: str) -> None:
    one = data("report", "aging", "--class", scheme)["currencies"][0]
    found = {row["class"]: row["principal"] for row in one["rows"]}
    assert list(found.values())[-1] == "850.00"
    assert worst in list(found)[-1]


def test_a_portfolio_at_risk_prints_it_beside(data: Any, book: None) -> None:
    one = data("report", "aging", "--class", "par")["currencies"][0]
    assert [row["at_risk"] for row in one["rows"]][1:] == ["600.00"] * 4 + ["0.00"]
    assert (one["charged_off"], one["total"]) == ("850.00", "1450.00")


def test_it_is_collected_as_before(data: Any, book: None) -> None:
    found = {row["customer_id"]: row["overdue"] for row in data("queue")["rows"]}
    assert found["K1"][0]["amount"] == "150.00"


def test_xlsx_adds_it_to_the_total(run: Any, book: None, tmp_path: Path) -> None:
    run("report", "aging", "-o", str(tmp_path / "a.xlsx"))
    from openpyxl import load_workbook

    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    names = [str(row[1]) for row in cells]
    total = cells[names.index("total")]
    place = names.index("charged_off") + 1
    formula = next(str(cell) for cell in total if str(cell).startswith("="))
    assert formula.endswith(f"{place})")
