"""Loans of which nothing says how they are paid back: told once, with a count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import overdue

BARE = "loan_id,customer_id,principal,disbursed_on\n"
TERMS = "loan_id,customer_id,principal,disbursed_on,method,instalments\n"
SAID = "nothing of {} falls due, and what is paid waits as credit"


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "CNY")


def _warnings(*files: tuple[str, str]) -> list[str]:
    for name, text in files:
        Path(name).write_text(text, encoding="utf-8")
    result = overdue("import", *(name for name, _ in files), "--format", "json")
    return [one["rule"] for file in json.loads(result.stdout)["files"] for one in file["warnings"]]


def test_loans_without_terms_and_instalments_are_told_once() -> None:
    file = "loans.csv", BARE + "L1,C1,100,2026-01-01\nL2,C2,100,2026-01-01\n"
    assert _warnings(file) == [
        f"2 loans have neither terms nor instalments: {SAID.format('them')}"
    ]


def test_one_loan_is_told_as_one() -> None:
    file = "loans.csv", BARE + "L1,C1,100,2026-01-01\n"
    assert _warnings(file) == [f"1 loan has neither terms nor instalments: {SAID.format('it')}"]


def test_loans_with_terms_instalments_or_an_opening_balance_are_not_told() -> None:
    assert _warnings(("loans.csv", TERMS + "L1,C1,100,2026-01-01,bullet,2\n")) == []
    loans = "loans.csv", BARE + "L2,C1,200,2026-01-01\n"
    plan = "plan.csv", "loan_id,seq,due_on,principal\nL2,1,2026-03-01,200\n"
    assert _warnings(loans, plan) == []
    loans = "loans.csv", BARE + "L3,C1,300,2026-01-01\n"
    opening = "money.csv", "loan_id,date,amount,type\nL3,2026-02-01,40,opening\n"
    assert SAID.format("it") not in str(_warnings(loans, opening))
