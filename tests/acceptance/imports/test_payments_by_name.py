"""Payments that say who pays by the customer's name alone: found where one customer bears it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command import overdue

LOANS = """loan_id,customer_id,name,principal,disbursed_on,annual_rate,method,instalments
L1,C1,Ann Bell,1000,2026-01-10,0,equal_principal,10
L2,C2,Bo Ek,1000,2026-01-10,0,equal_principal,10
L3,C3,Bo Ek,1000,2026-01-10,0,equal_principal,10
"""


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "EUR")
    Path("loans.csv").write_text(LOANS, encoding="utf-8")
    overdue("import", "loans.csv")


def _file(text: str) -> str:
    Path("payments.csv").write_text(text, encoding="utf-8")
    return "payments.csv"


def _imported(text: str, *options: str, code: int = 0) -> dict[str, Any]:
    result = overdue("import", _file(text), *options, "--format", "json", code=code)
    return json.loads(result.stdout)["files"][0]  # type: ignore[no-any-return]


def _outstanding(loan: str) -> str:
    shown = overdue("show", loan, "--as-of", "2026-06-30", "--format", "json").stdout
    return json.loads(shown)["outstanding"]["total"]  # type: ignore[no-any-return]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("header", "options"),
    [
        ("customer", ()),
        ("customer_id", ()),
        ("customer name", ("--as", "transactions")),
        ("客户姓名", ("--as", "transactions")),
    ],
)
@pytest.mark.parametrize("name", ["Ann Bell", " ann  BELL", "Bell, Ann"])
def test_the_one_customer_of_a_name_gets_the_money_on_account(
    header: str, options: tuple[str, ...], name: str
) -> None:
    text = f'date,{header},amount\n2026-03-01,"{name}",150\n'
    assert _imported(text, *options)["new"] == 1
    assert (_outstanding("L1"), _outstanding("L2")) == ("850.00", "1000.00")
    assert _imported(text, *options)["unchanged"] == 1
    assert _outstanding("L1") == "850.00"


@pytest.mark.usefixtures("imported")
def test_a_name_that_several_bear_is_a_fault_that_lists_them_and_an_id_mends_it() -> None:
    text = "date,borrower,amount\n2026-03-01,Bo Ek,20\n2026-03-01,Ann Bell,30\n"
    file = _imported(text, "--as", "transactions", code=3)
    assert [(one["row"], one["value"], one["rule"]) for one in file["problems"]] == [
        (2, "Bo Ek", "2 customers have this name: C2, C3")
    ]
    mended = _imported(text.replace("Bo Ek", "C3"), "--as", "transactions")
    assert mended["new"] == 2
    assert (_outstanding("L2"), _outstanding("L3")) == ("1000.00", "980.00")


@pytest.mark.usefixtures("imported")
def test_a_name_that_nobody_bears_and_a_part_of_one_are_faults() -> None:
    text = "date,customer,amount\n2026-03-01,Nobody,20\n2026-03-01,Bell,30\n"
    rules = [(one["row"], one["rule"]) for one in _imported(text, code=3)["problems"]]
    assert rules == [(2, "there is no such customer"), (3, "there is no such customer")]


@pytest.mark.usefixtures("imported")
def test_an_id_goes_before_the_name_of_another_but_not_in_a_column_of_names() -> None:
    Path("customers.csv").write_text("customer_id,name\nAnn Bell,Ed Roe\n", encoding="utf-8")
    overdue("import", "customers.csv")
    _imported("date,customer_id,amount\n2026-03-01,Ann Bell,150\n")
    assert _outstanding("L1") == "1000.00"
    by_name = "date,customer name,amount\n2026-03-01,Ann Bell,70\n"
    _imported(by_name, "--as", "transactions")
    assert _outstanding("L1") == "930.00"


@pytest.mark.usefixtures("imported")
def test_customers_of_the_same_import_are_found() -> None:
    Path("customers.csv").write_text("customer_id,name\nC9,Cy Day\n", encoding="utf-8")
    payments = _file("date,customer,amount\n2026-03-01,Cy Day,150\n")
    overdue("import", payments, "customers.csv")


@pytest.mark.usefixtures("imported")
def test_without_a_kind_it_is_said_how_names_are_read() -> None:
    result = overdue("import", _file("date,borrower,amount\n2026-03-01,Ann Bell,5\n"), code=3)
    assert "If 'borrower' is the customer who paid, say --as transactions." in result.stderr


@pytest.mark.usefixtures("imported")
def test_it_is_told_once_that_names_alone_say_who_paid() -> None:
    text = "date,customer,amount\n2026-03-01,Ann Bell,5\n2026-03-02,Ann Bell,5\n"
    told = overdue("import", _file(text)).stderr
    assert told.count("1 customer is known by the name alone. This one is C1.") == 1
