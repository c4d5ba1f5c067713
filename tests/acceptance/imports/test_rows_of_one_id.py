"""Two rows of one id are a repeat only where every cell is the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"
LOAN = "loan_id,customer_id,principal,disbursed_on\nL1,C1,1000.00,2026-01-05\n"
INVOICES = "invoice_id,customer_id,due_on,amount,Item\nI1,C1,2026-05-01,100.00,{}\n"
RECEIPTS = "transaction_id,loan_id,date,amount,Instalment Ref\nR1,L1,2026-05-01,100.00,{}\n"
LIST = "loan_id,customer_id,as_of,dpd,overdue_amount,Part\nL1,C1,2026-06-01,3,9.00,{}\n"
LOANS = "loan_id,customer_id,principal,disbursed_on,Tranche\nL9,C1,100.00,2026-05-01,{}\n"
FILES = [INVOICES, RECEIPTS, LIST, LOANS]


@pytest.fixture
def imported(run: Any, tmp_path: Path) -> Any:
    """``imported(text, …)`` imports a file into a ledger in CNY with loan L1."""
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "loan.csv").write_text(LOAN, encoding="utf-8")
    run("import", "loan.csv", now=NOW)

    def file(text: str, *args: str, code: int = 0) -> Any:
        (tmp_path / "f.csv").write_text(text, encoding="utf-8")
        return run("import", "f.csv", *args, code=code, now=NOW)

    return file


def twice(text: str, first: str, second: str) -> str:
    header, row, _ = text.split("\n")
    return "\n".join([header, row.format(first), row.format(second), ""])


@pytest.mark.parametrize("text", FILES)
def test_rows_that_differ_in_what_is_not_used_are_rejected(imported: Any, text: str) -> None:
    said = imported(twice(text, "A", "B"), code=3).stderr
    assert "row 3 has the same" in said
    assert "row 2 has the same" in said
    assert "which is not used" in said


@pytest.mark.parametrize("text", FILES)
def test_rows_that_are_the_same_in_every_cell_are_one(imported: Any, text: str) -> None:
    (file,) = json.loads(imported(twice(text, "A", "A"), "--format", "json").stdout)["files"]
    assert (file["new"], file["unchanged"], file["rejected"]) == (1, 1, 0)


@pytest.mark.parametrize("text", FILES)
@pytest.mark.parametrize(
    ("header", "first", "second"), [("序号", "1", "2"), ("X", "#N/A", "#REF!")]
)
def test_a_number_of_the_row_and_an_error_tell_nothing(
    imported: Any, text: str, header: str, first: str, second: str
) -> None:
    column = text.split("\n")[0].rsplit(",", 1)[1]
    imported(twice(text.replace(f",{column}\n", f",{header}\n"), first, second))


@pytest.mark.parametrize("text", FILES)
def test_a_column_that_is_left_out_makes_no_difference(imported: Any, text: str) -> None:
    column = text.split("\n")[0].rsplit(",", 1)[1]
    imported(twice(text, "A", "B"), "--leave-out", column)


def test_two_rows_of_one_instalment_are_no_repeat_where_they_differ(imported: Any) -> None:
    plan = "loan_id,seq,due_on,principal,Part\nL1,1,2026-02-05,500.00,A\n"
    said = imported(plan + "L1,1,2026-02-05,500.00,B\nL1,2,2026-03-05,500.00,A\n", code=3).stderr
    assert "nothing was written" in said
    imported(plan + "L1,1,2026-02-05,500.00,A\nL1,2,2026-03-05,500.00,A\n")
