"""2 % off an invoice of 1,000 if the rest comes within ten days of its issue on 1 May."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command import overdue

BEFORE, NOW = "2026-04-01T10:00:00", "2026-06-20T10:00:00"
COLUMNS = (
    "invoice_id,customer_id,issued_on,due_on,amount,discount_percent,discount_until\n"
    "D-1,K1,2026-05-01,2026-05-31,1000.00,2,2026-05-11\n"
    "D-2,K2,2026-05-01,2026-05-31,1000.00,2,2026-05-11\n"
)
TERMS = (
    "invoice_id,customer_id,issued_on,payment terms,amount\n"
    "D-1,K1,2026-05-01,2/10 n/30,1000.00\nD-2,K2,2026-05-01,2/10 n/30,1000.00\n"
)
PLAIN = (
    "invoice_id,customer_id,issued_on,due_on,amount\n"
    "D-1,K1,2026-05-01,2026-05-31,1000.00\nD-2,K2,2026-05-01,2026-05-31,1000.00\n"
)
PRODUCT = (
    'name = "early"\ntitle = "early"\nversion = "1"\n[product.default]\n'
    'discount_percent = "2"\ndiscount_days = 10\n'
)
PAID = "transaction_id,loan_id,date,amount\nP1,D-1,2026-05-10,980.00\nP2,D-2,2026-05-20,980.00\n"


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "EUR", now=BEFORE)


def _import(text: str) -> None:
    Path("f.csv").write_text(text, encoding="utf-8")
    overdue("import", "f.csv", now=NOW)


def _shown(invoice_id: str, day: str = "2026-06-20") -> dict[str, Any]:
    result = overdue("show", invoice_id, "--as-of", day, "--format", "json", now=NOW)
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def _open(invoice_id: str, day: str = "2026-06-20") -> str:
    return str(_shown(invoice_id, day)["outstanding"]["total"])


def _total(day: str = "2026-06-20") -> str:
    """The ledger's own total of an ageing that ties (else the exit status is 5)."""
    result = overdue("report", "aging", "--as-of", day, "--format", "json", now=NOW)
    return str(json.loads(result.stdout)["currencies"][0]["ledger_total"])


def _by_product() -> str:
    Path("early.toml").write_text(PRODUCT)
    overdue("policy", "use", "early.toml", now=BEFORE)
    return PLAIN


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("way", ["columns", "terms", "product"])
def test_paid_in_time_it_is_settled_and_a_day_late_owes_the_rest(way: str) -> None:
    _import({"columns": COLUMNS, "terms": TERMS}.get(way) or _by_product())
    _import(PAID)
    assert (_open("D-1"), _shown("D-1")["status"]) == ("0.00", "closed")
    assert (_open("D-2"), _shown("D-2")["days_past_due"]) == ("20.00", 20)
    assert (_total(), _total("2026-05-09"), _total("2026-05-10")) == (
        "20.00",
        "2000.00",
        "1000.00",
    )
    overdue("check", now=NOW)


@pytest.mark.usefixtures("books")
def test_the_discount_is_a_line_of_its_own() -> None:
    _import(COLUMNS + "D-3,K3,2026-05-01,2026-05-31,1000.00,2,2026-05-11\n")
    _import(PAID + "P3,D-3,2026-05-11,980\n")
    lines = [(t["date"], t["type"], t["amount"]) for t in _shown("D-3")["transactions"]]
    assert lines == [
        ("2026-05-11", "repayment", "980.00"),
        ("2026-05-11", "waiver", "20.00"),
    ]
    assert "discount" in overdue("explain", "D-3", now=NOW).stdout
    assert _open("D-3", "2026-05-10") == "1000.00"


@pytest.mark.usefixtures("books")
def test_in_two_parts_it_counts_when_the_rest_is_there_and_never_more_than_is_left() -> None:
    _import(COLUMNS)
    _import(
        "transaction_id,loan_id,date,amount\nA,D-1,2026-05-05,500\nB,D-1,2026-05-11,490\n"
        "C,D-2,2026-05-05,979.99\n"
    )
    assert (_open("D-1", "2026-05-10"), _open("D-1", "2026-05-11")) == ("500.00", "0.00")
    assert _shown("D-1")["transactions"][-1]["amount"] == "10.00"
    assert _shown("D-1")["credit"] == "0.00"
    assert _open("D-2") == "20.01"
    assert _total() == "20.01"


@pytest.mark.usefixtures("books")
def test_a_reversal_of_the_payment_revives_the_whole() -> None:
    _import(COLUMNS)
    _import(PAID)
    _import("transaction_id,loan_id,date,amount,type,reverses\nR,D-1,2026-05-14,980,reversal,P1\n")
    assert (_open("D-1", "2026-05-13"), _open("D-1", "2026-05-14")) == ("0.00", "1000.00")
    assert (_total("2026-05-13"), _total()) == ("1000.00", "1020.00")
    overdue("check", now=NOW)


@pytest.mark.usefixtures("books")
def test_the_same_file_again_changes_nothing_and_another_last_day_is_a_change() -> None:
    _import(COLUMNS)
    _import(PAID)
    Path("f.csv").write_text(COLUMNS.replace("2026-05-11", "2026-05-20"))
    assert " 2 " in overdue("import", "f.csv", now=NOW).stdout
    assert (_open("D-1"), _open("D-2"), _total()) == ("0.00", "0.00", "0.00")
    overdue("undo", now=NOW)
    assert (_open("D-1"), _open("D-2"), _total()) == ("0.00", "20.00", "20.00")
    overdue("check", now=NOW)


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("cells", "said"), [("2,", "up to which day"), ("100,2026-05-11", "less than 100 %")]
)
def test_a_discount_has_a_last_day_and_is_a_part(cells: str, said: str) -> None:
    Path("f.csv").write_text(COLUMNS.replace("2,2026-05-11", cells))
    assert said in overdue("import", "f.csv", now=NOW, code=3).stderr
