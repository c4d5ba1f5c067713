"""Aged debt by group: what each customer owes less credit; groups sum to the whole.

As of 30 June 2026. C-1 owes 600 of INV-1 (1,000 due 1 May, 400 paid on 10 June: 60 days) and 500
of INV-2 (due 15 July). C-2 owes 300 of INV-3 (due 20 June: 10 days). C-3 has nothing but a credit
note of 50.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

INVOICES = """invoice_id,customer_id,name,due_on,amount,issued_on,branch
INV-1,C-1,Alpha,2026-05-01,1000.00,2026-04-01,North
INV-2,C-1,Alpha,2026-07-15,500.00,2026-06-15,North
INV-3,C-2,Beta,2026-06-20,300.00,2026-05-20,South
CN-1,C-3,Gamma,2026-06-01,-50.00,2026-06-01,
"""
PAYMENTS = "transaction_id,loan_id,date,amount\nP-1,INV-1,2026-06-10,400.00\n"
NOW = "2026-06-30T09:00:00+00:00"


@pytest.fixture
def ask(run: Any, data: Any, tmp_path: Path) -> Any:
    (tmp_path / "invoices.csv").write_text(INVOICES)
    (tmp_path / "payments.csv").write_text(PAYMENTS)
    run("init", "--currency", "EUR", code=0, now=NOW)
    run("import", "invoices.csv", "payments.csv", code=0, now=NOW)
    return lambda *words: data(*words, now=NOW)


def test_each_customer_net_of_credit_with_the_oldest_item_and_the_last_payment(ask: Any) -> None:
    (euro,) = ask("report", "aging", "--group", "customer")["currencies"]
    assert [
        (
            *(one[name] for name in ("group", "name", "not_due", "overdue", "total")),
            *(one[name] for name in ("credit", "net", "oldest_due_on", "last_paid_on")),
        )
        for one in euro["groups"]
    ] == [
        (
            "C-1",
            "Alpha",
            "500.00",
            "600.00",
            "1100.00",
            "0.00",
            "1100.00",
            "2026-05-01",
            "2026-06-10",
        ),
        ("C-2", "Beta", "0.00", "300.00", "300.00", "0.00", "300.00", "2026-06-20", None),
        ("C-3", "Gamma", "0.00", "0.00", "0.00", "50.00", "-50.00", None, None),
    ]
    assert euro["ledger_total"] == "1350.00"


def test_a_line_for_accounts_where_a_group_is_of_debts(ask: Any) -> None:
    (euro,) = ask("report", "aging", "--group", "branch")["currencies"]
    assert {one["group"]: (one["total"], one["credit"]) for one in euro["groups"]} == {
        "(account)": ("0.00", "50.00"),
        "North": ("1100.00", "0.00"),
        "South": ("300.00", "0.00"),
    }


def test_people_see_a_line_per_customer_the_most_overdue_first(run: Any, ask: Any) -> None:
    out = run("report", "aging", "--group", "customer", now=NOW, code=0).stdout
    lines = [line.split() for line in out.splitlines() if line.startswith("EUR")]
    assert (
        lines[0]
        == (
            "EUR C-1 Alpha 500.00 0.00 600.00 0.00 0.00 600.00 1,100.00 0.00 1,100.00 "
            "2026-05-01 2026-06-10"
        ).split()
    )
    assert [line[1] for line in lines[:4]] == ["C-1", "C-2", "C-3", "total"]
    assert lines[3] == (
        "EUR total 500.00 300.00 600.00 0.00 0.00 900.00 1,400.00 50.00 1,350.00".split()
    )
    assert "EUR       the ledger's own sum  1,350.00" in out


def test_csv_has_a_line_per_bucket_or_with_a_section_one_per_group(run: Any, ask: Any) -> None:
    words = ("report", "aging", "--group", "customer", "--format", "csv")
    lines = run(*words, now=NOW, code=0).stdout.splitlines()
    assert lines[1] == "EUR,C-1,not_due,,,1,1,1,500.00,"
    assert lines[3] == "EUR,C-1,31-60,31,60,1,1,1,600.00,0.666667"
    groups = run(*words, "--section", "groups", now=NOW, code=0).stdout.splitlines()
    assert groups[1] == (
        "EUR,C-1,Alpha,500.00,0.00,600.00,0.00,0.00,600.00,1100.00,0.00,1100.00,"
        "2026-05-01,2026-06-10"
    )


def test_a_workbook_of_customers_ends_with_formulas(run: Any, ask: Any, tmp_path: Path) -> None:
    run("report", "aging", "--group", "customer", "-o", "debtors.xlsx", now=NOW, code=0)
    sheet = openpyxl.load_workbook(tmp_path / "debtors.xlsx")["Groups"]
    assert [cell.value for cell in sheet[5]][:5] == [
        "EUR",
        "total",
        None,
        "=SUM(D2:D4)",
        "=SUM(E2:E4)",
    ]


def test_items_by_group_and_their_sums(ask: Any) -> None:
    report = ask("report", "items", "--group", "branch")
    assert [(row["group"], row["loan_id"], row["amount"]) for row in report["rows"]] == [
        ("North", "INV-1", "600.00"),
        ("North", "INV-2", "500.00"),
        ("South", "INV-3", "300.00"),
    ]
    assert [(row["group"], row["items"], row["amount"]) for row in report["groups"]] == [
        ("North", 2, "1100.00"),
        ("South", 1, "300.00"),
    ]


def test_a_group_that_there_is_none_of_is_told_with_those_there_are(run: Any, ask: Any) -> None:
    for report in ("aging", "items"):
        told = run("report", report, "--group", "costumer", now=NOW, code=2).stderr
        assert "customer" in told
