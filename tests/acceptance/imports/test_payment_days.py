"""Payments of days that cannot be are said, and lists of what is no payment are asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"


@pytest.fixture
def given(run: Any, tmp_path: Path) -> Any:
    """``given(header, row, …)`` writes a file beside a ledger with one loan."""
    run("init", "--currency", "CNY", now=NOW)

    def write(*lines: str, name: str = "f.csv") -> str:
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return name

    header = "借据号,客户号,姓名,贷款金额,放款日期,年利率(%),还款方式,期数"
    loan = "JJ1,K1,张三,120000,2026-01-15,6,等额本息,12"
    run("import", write(header, loan, name="loans.csv"), now=NOW)
    return write


def test_a_payment_that_is_still_to_come_is_said(given: Any, run: Any) -> None:
    name = given(
        "Receipt No,Loan No,Payment Date,Payment Amount",
        "P1,JJ1,2026-12-15,500.00",
        "P2,JJ1,2026-06-30,400.00",
    )
    said = " ".join(run("import", name, now=NOW).stderr.split())
    assert "f.csv:2: warning: column 'Payment Date' value '2026-12-15'" in said
    assert "a day that is still to come" in said
    assert "f.csv:3" not in said


def test_a_payment_before_the_loan_was_paid_out_is_said(given: Any, run: Any) -> None:
    name = given("Receipt No,Loan No,Payment Date,Payment Amount", "P1,JJ1,2026-01-14,500.00")
    said = " ".join(run("import", name, now=NOW).stderr.split())
    assert "this payment is from before its loan was paid out, on 2026-01-15" in said


@pytest.mark.parametrize(
    ("header", "row", "strange"),
    [
        (
            "Reference,Customer No,Loan No,Payment Date,Payment Amount,Promise Status",
            "P1,K1,JJ1,2026-07-15,500.00,Open",
            "'Promise Status' (what was promised)",
        ),
        (
            "Bill No,Vendor,Customer No,Bill Date,Due Date,Amount",
            "B1,Staples,K1,2026-05-01,2026-05-31,100.00",
            "'Vendor' (who is paid)",
        ),
    ],
)
def test_promises_are_no_payments_and_bills_to_pay_no_invoices(
    given: Any, run: Any, header: str, row: str, strange: str
) -> None:
    said = " ".join(run("import", given(header, row), code=2, now=NOW).stderr.split())
    assert f"{strange} does not belong there" in said


def test_a_column_that_is_read_cannot_be_left_out(given: Any, run: Any) -> None:
    name = given("Date,Description,Amount,Balance", "2026-06-14,JJ1 rent,5.00,15.00")
    said = run("import", name, "--leave-out", "Balance", code=2, now=NOW).stderr
    assert "--leave-out names the column 'Balance', which is read" in said
    said = run("import", name, "--leave-out", "Colour", code=2, now=NOW).stderr
    assert "--leave-out names the column 'Colour', which is not there" in said


def test_a_daily_list_is_called_one(given: Any, run: Any) -> None:
    name = given("Loan No,Days Past Due", "JJ1,12")
    said = " ".join(run("import", name, code=3, now=NOW).stderr.split())
    assert "a daily list needs" in said
