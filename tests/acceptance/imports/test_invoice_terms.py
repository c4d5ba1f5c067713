"""An invoice that stands in a row for each due date: one invoice with its terms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command import overdue

NOW = "2026-03-20T10:00:00"
HEADER = "invoice_id,customer_id,name,issued_on,due_on,amount\n"
TERMS = (
    HEADER + "SI-1,K1,Delta Sample,2026-01-10,2026-02-09,7500\n"
    "SI-1,K1,Delta Sample,2026-01-10,2026-03-11,7500\n"
)
THREE = TERMS + "SI-1,K1,Delta Sample,2026-01-10,2026-01-10,15000\n"
PAID = "transaction_id,loan_id,date,amount\n"


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "EUR", now=NOW)


def _import(text: str, *options: str, code: int = 0) -> dict[str, Any]:
    Path("f.csv").write_text(text, encoding="utf-8")
    return _json("import", "f.csv", *options, code=code)["files"][0]  # type: ignore[no-any-return]


def _json(*command: str, code: int = 0) -> dict[str, Any]:
    result = overdue(*command, "--format", "json", now=NOW, code=code)
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def _at(day: str) -> tuple[str, int, str]:
    row = _json("show", "SI-1", "--as-of", day)
    return row["outstanding"]["total"], row["days_past_due"], row["overdue"]["total"]


def _counts(file: dict[str, Any]) -> list[int]:
    return [file[name] for name in ("read", "new", "changed", "unchanged", "rejected")]


def _dues() -> list[tuple[str, str]]:
    return [(one["due_on"], one["principal"]) for one in _json("show", "SI-1")["instalments"]]


@pytest.mark.usefixtures("books")
def test_each_term_falls_due_by_itself() -> None:
    file = _import(TERMS)
    assert _counts(file) == [2, 1, 0, 1, 0]
    assert "1 invoice stands in a row for each due date: these are its terms" in str(file)
    _import(PAID + "P1,SI-1,2026-02-20,8500\n")
    assert _at("2026-02-19") == ("15000.00", 10, "7500.00")
    assert _at("2026-02-20") == ("6500.00", 0, "0.00")
    assert _at("2026-03-15") == ("6500.00", 4, "6500.00")
    _json("report", "aging", "--as-of", "2026-03-15")


@pytest.mark.usefixtures("books")
def test_what_was_paid_in_advance_waits_until_the_invoice_is_there() -> None:
    _import(THREE)
    _import(PAID + "ADV,SI-1,2026-01-05,15000\nP1,SI-1,2026-02-20,8500\n")
    assert _at("2026-01-10") == ("15000.00", 0, "0.00")
    assert _at("2026-02-19") == ("15000.00", 10, "7500.00")
    assert _at("2026-03-15") == ("6500.00", 4, "6500.00")


@pytest.mark.usefixtures("books")
def test_the_same_terms_again_are_no_change_and_other_terms_are_one() -> None:
    _import(THREE)
    header, *rows = THREE.splitlines(keepends=True)
    assert _counts(_import(header + "".join(reversed(rows)))) == [3, 0, 0, 3, 0]
    assert _dues() == [
        ("2026-01-10", "15000.00"),
        ("2026-02-09", "7500.00"),
        ("2026-03-11", "7500.00"),
    ]
    assert _counts(_import(THREE.replace("2026-03-11", "2026-04-11")))[2] == 1
    assert _dues()[2] == ("2026-04-11", "7500.00")
    overdue("undo", now=NOW)
    assert _dues()[2] == ("2026-03-11", "7500.00")
    one = HEADER + "SI-1,K1,Delta Sample,2026-01-10,2026-03-11,30000\n"
    assert _counts(_import(one)) == [1, 0, 1, 0, 0]
    assert _dues() == [("2026-03-11", "30000.00")]
    assert _counts(_import(THREE))[2] == 1
    assert len(_dues()) == 3
    overdue("check", now=NOW)


@pytest.mark.usefixtures("books")
def test_rows_of_one_id_that_differ_in_something_else_are_at_odds() -> None:
    file = _import(TERMS.replace("2026-01-10,2026-03-11", "2026-01-12,2026-03-11"), code=3)
    assert "other content" in str(file["problems"])
    same_day = TERMS.replace("2026-03-11,7500", "2026-02-09,7000")
    assert "other content" in str(_import(same_day, code=3)["problems"])


@pytest.mark.usefixtures("books")
def test_what_is_open_of_each_term_is_added_up() -> None:
    header = "invoice_id,customer_id,issued_on,due_on,amount,outstanding\n"
    _import(
        header + "SI-1,K1,2026-01-10,2026-02-09,7500,0\nSI-1,K1,2026-01-10,2026-03-11,7500,6500\n",
        *("--as-of", "2026-03-12"),
    )
    assert _at("2026-03-11") == ("15000.00", 30, "7500.00")  # the list does not say since when
    assert _at("2026-03-15") == ("6500.00", 4, "6500.00")
