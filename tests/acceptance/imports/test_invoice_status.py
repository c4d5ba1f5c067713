"""What a list of invoices says of balance and status counts: nobody owes a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+02:00"
DAY = ("--as-of", "2026-06-30")
HEADER = "Invoice No,Customer ID,Invoice Date,Due Date,Amount,Balance,Status"


@pytest.fixture
def invoices(run: Any, tmp_path: Path) -> Any:
    """``invoices("100.00,40.00,Sent", …)`` writes a list with one invoice for each text."""
    run("init", "--currency", "EUR", now=NOW)

    def write(*rows: str, header: str = HEADER) -> str:
        lines = [f"I-{n},K{n},2026-05-01,2026-05-{n:02},{row}" for n, row in enumerate(rows, 1)]
        (tmp_path / "i.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return "i.csv"

    return write


def open_items(rows: Any) -> dict[str, str]:
    return {row["loan_id"]: row["amount"] for row in rows("report", "items", now=NOW)}


def test_balance_void_draft_and_paid_count(invoices: Any, run: Any, rows: Any) -> None:
    said = run(
        "import",
        invoices(
            "100.00,100.00,Open", "200.00,50.00,Overdue", "300.00,0.00,Paid", "400.00,,Paid",
            "500.00,500.00,Void", "600.00,600.00,Draft", "700.00,700.00,storniert",
        ),
        *DAY,
        now=NOW,
    ).stderr  # fmt: skip
    assert open_items(rows) == {"I-1": "100.00", "I-2": "50.00"}
    assert "nobody owes an invoice that is void: 2 rows are left out" in said
    assert "nobody owes an invoice that is draft: 1 row is left out" in said


def test_a_draft_without_a_number_or_a_due_date_is_left_out(
    invoices: Any, run: Any, data: Any, tmp_path: Path
) -> None:
    name = invoices("100.00,100.00,Open")
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(",K9,,,70.00,70.00,Entwurf\n")
    done = data("import", name, now=NOW)["files"][0]
    assert (done["read"], done["new"], [one["row"] for one in done["left_out"]]) == (1, 1, [3])


def test_a_void_invoice_that_is_a_debt_in_the_ledger_is_rejected(
    invoices: Any, run: Any, rows: Any
) -> None:
    run("import", invoices("100.00,100.00,Open"), now=NOW)
    said = run("import", invoices("100.00,100.00,Void"), code=3, now=NOW).stderr
    assert "this invoice is void, and the ledger has it as a debt" in said
    assert open_items(rows) == {"I-1": "100.00"}
    run("enter", "I-1", "waiver", "all", "--note", "void", now=NOW)
    run("import", "i.csv", now=NOW)
    assert open_items(rows) == {}


def test_paid_with_a_balance_is_a_contradiction(invoices: Any, run: Any) -> None:
    said = run("import", invoices("100.00,40.00,Paid"), code=3, now=NOW).stderr
    assert "this invoice is paid, and something of it is outstanding" in said


def test_an_unknown_status_is_taken_for_open_and_told(invoices: Any, run: Any, rows: Any) -> None:
    said = run("import", invoices("100.00,100.00,Purple"), now=NOW).stderr
    assert "value 'Purple': no status of this name is known: 1 row is taken for open" in said
    assert open_items(rows) == {"I-1": "100.00"}


def test_paid_alone_settles_and_open_again_takes_it_back(
    invoices: Any, run: Any, rows: Any
) -> None:
    header = "Invoice No,Customer ID,Invoice Date,Due Date,Amount,Status"
    run("import", invoices("100.00,Paid", header=header), *DAY, now=NOW)
    assert open_items(rows) == {}
    run("import", invoices("100.00,Open", header=header), now=NOW)
    assert open_items(rows) == {"I-1": "100.00"}


@pytest.mark.parametrize(
    "status",
    [
        "Closed",
        "Credited",
        "Rejected",
        "Written off",
        "Uncollectible",
        "已冲销",
        "已关闭",
        "已退款",
    ],
)
def test_an_invoice_that_is_no_open_debt_is_none(
    invoices: Any, run: Any, rows: Any, status: str
) -> None:
    run("import", invoices(f"100.00,,{status}", "50.00,50.00,Open"), *DAY, now=NOW)
    assert open_items(rows) == {"I-2": "50.00"}


def test_partly_paid_without_a_balance_is_told(invoices: Any, run: Any, rows: Any) -> None:
    partly = invoices("100.00,,Partially Paid", "90.00,40.00,Partial")
    said = run("import", partly, *DAY, now=NOW).stderr
    assert "value 'Partially Paid': nothing says how much of it is paid: 1 row is taken" in said
    assert "'Partial':" not in said
    assert open_items(rows) == {"I-1": "100.00", "I-2": "40.00"}
