"""The account number under which several loans are serviced: read, shown, changed, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import overdue

REST = "principal,disbursed_on,instalments,method,first_due_on"
TERMS = "1,equal_principal,2026-02-01"


def shown(loan: str) -> str:
    """The account number that a loan is shown with."""
    return str(json.loads(overdue("show", loan, "--format", "json").stdout)["account_no"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "USD")
    return tmp_path


HEADERS = [
    "loan_id,customer_id,account_no",
    "Loan ID,Customer ID,Account number",
    "借据号,客户号,服务账号",
]


@pytest.mark.parametrize("header", HEADERS)
def test_it_is_read_beside_the_number_of_the_loan(folder: Path, header: str) -> None:
    rows = (
        f"{header},{REST}\nL1,C1,77-1,100,2026-01-01,{TERMS}\nL2,C1,77-1,200,2026-01-02,{TERMS}\n"
    )
    (folder / "loans.csv").write_text(rows, encoding="utf-8")
    overdue("import", "loans.csv")
    assert (shown("L1"), shown("L2")) == ("77-1", "77-1")
    overdue("set", "L1", "account_no=77-2")
    assert shown("L1") == "77-2"
    overdue("undo")
    assert shown("L1") == "77-1"


@pytest.mark.parametrize("header", ["account_no", "Account Number", "account no"])
def test_alone_it_names_the_loan(folder: Path, header: str) -> None:
    rows = f"{header},customer_id,{REST}\nL1,C1,100,2026-01-01,{TERMS}\n"
    (folder / "loans.csv").write_text(rows, encoding="utf-8")
    overdue("import", "loans.csv")
    assert shown("L1") == ""


def test_a_new_file_changes_it_and_an_empty_cell_keeps_it(folder: Path) -> None:
    for number in ("77-1", "77-9", ""):
        row = f"loan_id,customer_id,account_no,{REST}\nL1,C1,{number},100,2026-01-01,{TERMS}\n"
        (folder / "loans.csv").write_text(row, encoding="utf-8")
        overdue("import", "loans.csv")
    assert shown("L1") == "77-9"
