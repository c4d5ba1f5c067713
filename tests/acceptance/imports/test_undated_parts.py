"""What a file says is still open of invoices, not when the rest was paid, beside payments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command import overdue

NOW = "2026-06-30T10:00:00"
HEADER = "invoice_id,customer_id,issued_on,due_on,amount,outstanding\n"
PAID = "transaction_id,loan_id,date,amount\n"


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "EUR", now=NOW)


def _open(left: str, *options: str) -> dict[str, Any]:
    Path("i.csv").write_text(f"{HEADER}I-1,C-1,2026-04-01,2026-05-01,1000.00,{left}\n")
    result = overdue("import", "i.csv", *options, "--format", "json", now=NOW)
    return json.loads(result.stdout)["files"][0]  # type: ignore[no-any-return]


def _pay(*rows: str) -> None:
    Path("p.csv").write_text(PAID + "".join(f"{row}\n" for row in rows))
    overdue("import", "p.csv", now=NOW)


def _money(day: str = "2026-06-30") -> list[tuple[str, str]]:
    """Days and amounts of what was paid, the ledger checked and an ageing that ties beside it."""
    overdue("check", now=NOW)
    overdue("report", "aging", "--as-of", day, now=NOW)
    result = overdue("show", "I-1", "--as-of", day, "--format", "json", now=NOW)
    return [(one["date"], one["amount"]) for one in json.loads(result.stdout)["transactions"]]


@pytest.mark.usefixtures("books")
def test_it_counts_on_the_day_of_the_file_and_never_on_that_of_the_invoice() -> None:
    _open("400", "--as-of", "2026-06-10")
    assert _money() == [("2026-06-10", "600.00")]
    assert _money("2026-06-09") == []
    board = overdue("board", "--format", "json", now=NOW).stdout
    assert "2026-06-10" in board
    assert "2026-04-01" not in board


@pytest.mark.usefixtures("books")
def test_recorded_money_explains_a_fall_first() -> None:
    _open("1000", "--as-of", "2026-05-31")
    _pay("P1,I-1,2026-06-05,250.00")
    _open("400", "--as-of", "2026-06-10")
    assert _money() == [("2026-06-05", "250.00"), ("2026-06-10", "350.00")]
    assert _open("400", "--as-of", "2026-06-11")["unchanged"] == 1


@pytest.mark.usefixtures("books")
def test_each_file_adds_what_fell_since_the_one_before() -> None:
    _open("900", "--as-of", "2026-05-31")
    _open("400", "--as-of", "2026-06-10")
    assert _money() == [("2026-05-31", "100.00"), ("2026-06-10", "500.00")]
    overdue("undo", now=NOW)
    assert _money() == [("2026-05-31", "100.00")]


@pytest.mark.usefixtures("books")
def test_a_rise_takes_undated_payments_back_and_beyond_them_it_is_told() -> None:
    _open("400", "--as-of", "2026-06-10")
    _open("700", "--as-of", "2026-06-20")
    assert _money() == [("2026-06-10", "600.00"), ("2026-06-20", "300.00")]
    _pay("P1,I-1,2026-06-12,100.00")
    told = _open("1000", "--as-of", "2026-06-25")
    assert _money() == [
        ("2026-06-10", "600.00"),
        ("2026-06-12", "100.00"),
        ("2026-06-20", "400.00"),  # taken back
        ("2026-06-25", "200.00"),  # taken back
    ]
    assert "1 invoice is open with more here" in str(told["warnings"])


@pytest.mark.usefixtures("books")
def test_an_undated_payment_gives_way_to_one_that_has_its_day() -> None:
    _open("400", "--as-of", "2026-06-10")
    _pay("P1,I-1,2026-06-05,250.00")
    assert _money() == [("2026-06-05", "250.00"), ("2026-06-10", "350.00")]
    _pay("P2,I-1,2026-06-07,350.00", "P3,I-1,2026-06-15,50.00")
    assert _money() == [
        ("2026-06-05", "250.00"),
        ("2026-06-07", "350.00"),
        ("2026-06-15", "50.00"),
    ]
    overdue("undo", now=NOW)
    assert _money() == [("2026-06-05", "250.00"), ("2026-06-10", "350.00")]


@pytest.mark.usefixtures("books")
def test_a_list_and_the_payments_of_one_import_count_once() -> None:
    Path("i.csv").write_text(f"{HEADER}I-1,C-1,2026-04-01,2026-05-01,1000.00,400\n")
    Path("p.csv").write_text(PAID + "P1,I-1,2026-06-05,600.00\n")
    overdue("import", "i.csv", "p.csv", "--as-of", "2026-06-10", now=NOW)
    assert _money() == [("2026-06-05", "600.00")]


@pytest.mark.usefixtures("books")
def test_a_discount_that_was_taken_explains_a_fall_too() -> None:
    Path("i.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount,discount_percent,discount_until\n"
        "I-1,C-1,2026-04-01,2026-05-01,1000.00,2,2026-04-11\n"
    )
    overdue("import", "i.csv", now=NOW)
    _pay("P1,I-1,2026-04-10,980.00")
    _open("0", "--as-of", "2026-06-10")
    assert _money() == [("2026-04-10", "980.00"), ("2026-04-10", "20.00")]
