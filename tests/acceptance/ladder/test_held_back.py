"""Board and queue say who stays below the step of the own days, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BOOK = """invoice_id,customer_id,issued_on,due_on,amount,officer
I1,C1,2026-01-10,2026-03-02,1000,lin
I2,C2,2026-01-10,2026-03-12,500,lin
I3,C3,2026-04-01,2026-06-20,700,chen
"""
#: Days late on 30 June: 120, 110 and 10.
NOON = "2026-06-30T12:00:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Any:
    run("init", "--currency", "CNY", "--time-zone", "Asia/Shanghai", now=NOON)
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    run("import", str(tmp_path / "book.csv"), now=NOON)
    return run


def test_the_board_counts_who_is_held_back_and_for_what(book: Any) -> None:
    said = book("board", now=NOON).stdout
    assert "Held back:        2 from legal (a notice)" in said
    assert "31…90" not in said


def test_the_queue_names_the_step_and_the_days_and_what_is_missing(
    book: Any, data: Callable[..., Any]
) -> None:
    rows = {row["customer_id"]: row for row in data("queue", now=NOON)["rows"]}
    first, third = rows["C1"], rows["C3"]
    assert (first["stage"], first["delinquent_days"]) == ("visit", 120)
    assert first["held_back"] == "legal: notice 'demand' not delivered"
    assert (third["stage"], third["held_back"], third["mark"]) == ("phone", "", "")
    assert "visit (standard 2026.2)" in first["reason"]


def test_a_row_has_one_mark_and_the_rest_under_why(book: Any) -> None:
    assert "held back: legal" in book("queue", now=NOON).stdout
    later = book("queue", now="2026-07-20T12:00:00+08:00").stdout
    assert "service level missed" in later  # due within 7 days of 30 June
    why = book("queue", "--why", now="2026-07-20T12:00:00+08:00").stdout
    assert "held back: legal: notice 'demand' not delivered" in why


def test_money_that_nothing_took_stands_beside_what_is_overdue(
    book: Any, data: Callable[..., Any], tmp_path: Path
) -> None:
    # an invoice of 100 in euros was paid with 130: 30 are left, and yuan stay overdue
    (tmp_path / "more.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount,currency\n"
        "I4,C3,2026-05-01,2026-06-03,100,EUR\n",
        encoding="utf-8",
    )
    (tmp_path / "paid.csv").write_text(
        "transaction_id,loan_id,date,amount\nT1,I4,2026-06-01,130\n", encoding="utf-8"
    )
    book("import", str(tmp_path / "more.csv"), str(tmp_path / "paid.csv"), now=NOON)
    row = next(row for row in data("queue", now=NOON)["rows"] if row["customer_id"] == "C3")
    assert row["credit"] == [{"currency": "EUR", "amount": "30.00"}]
    assert row["overdue"] == [{"currency": "CNY", "amount": "700.00"}]


def test_may_is_yes_warn_or_no(book: Any, data: Callable[..., Any]) -> None:
    words = {row["may_contact"] for row in data("queue", now=NOON)["rows"]}
    assert words <= {"yes", "warn", "no"}


def test_an_officer_of_nobody_is_an_error_with_the_nearest_name(book: Any) -> None:
    said = book("queue", "--officer", "lni", now=NOON, code=2).stderr
    assert "unknown officer 'lni'" in said
    assert "lin" in said


def test_at_one_in_the_morning_nobody_is_to_be_visited_or_called(
    book: Any, data: Callable[..., Any]
) -> None:
    rows = data("queue", now="2026-06-30T01:00:00+08:00")["rows"]
    assert [row["may_contact"] for row in rows] == ["warn", "warn", "warn"]
    assert {row["contact_from"] for row in rows} == {"2026-06-30T08:00+08:00"}
