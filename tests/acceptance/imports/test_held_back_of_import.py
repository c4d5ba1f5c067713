"""An import says how many of its customers stay below the step of their days, and for what."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NOW = "2026-06-30T10:00:00+08:00"
# 100 and 95 days late point to legal, which asks for a notice; 40 days point to visit.
INVOICES = (
    "invoice_id,customer_id,issued_on,due_on,amount\n"
    "I1,C1,2026-02-20,2026-03-22,500\nI2,C2,2026-02-25,2026-03-27,300\n"
    "I3,C3,2026-04-20,2026-05-21,200\n"
)
PAID = "transaction_id,loan_id,date,amount\nT1,{loan},2026-06-29,{amount}\n"


@pytest.fixture
def office(run: Run) -> Run:
    run("init", "--currency", "CNY", now=NOW)
    Path("invoices.csv").write_text(INVOICES, encoding="utf-8")
    return run


def test_a_first_import_says_who_is_held_back_and_for_what(office: Run) -> None:
    done = office("import", "invoices.csv", now=NOW)
    line = "Held back: 2 from legal (a notice); see 'overdue queue --why'."
    assert line in done.stderr.splitlines()
    board = office("board", "--format", "json", now=NOW)
    assert "2 from legal (a notice)" in board.stdout


@pytest.mark.parametrize(
    ("loan", "amount", "held"),
    [
        ("I1", "100", [{"step": "legal", "missing": "a notice", "customers": 1}]),
        ("I1", "500", []),
        ("I3", "100", []),
    ],
)
def test_a_later_one_speaks_of_its_own_customers_alone(
    office: Run, loan: str, amount: str, held: list[object]
) -> None:
    office("import", "invoices.csv", now=NOW)
    Path("paid.csv").write_text(PAID.format(loan=loan, amount=amount), encoding="utf-8")
    done = json.loads(office("import", "paid.csv", "--format", "json", now=NOW).stdout)
    assert done["held_back"] == held


def test_nothing_written_holds_nobody_back(office: Run) -> None:
    done = office("import", "invoices.csv", "--dry-run", "--format", "json", now=NOW)
    assert json.loads(done.stdout)["held_back"] == []


def test_where_they_are_too_many_the_board_is_named(
    office: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("overdue_cli.reports.ladder.held_back.MOST", 2)
    done = office("import", "invoices.csv", now=NOW)
    assert "is worked out by 'overdue board'." in done.stderr
