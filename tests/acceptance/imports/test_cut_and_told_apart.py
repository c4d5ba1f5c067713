"""What is said of a file that breaks off inside a number, and of how customers are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import overdue

HEADER = "loan_id,customer_id,disbursed_on,principal\n"
ROWS = "L1,C1,2026-01-01,100.00\nL2,C2,2026-01-01,250.50\n"


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "CNY")


def _told(text: str) -> str:
    Path("file.csv").write_text(text, encoding="utf-8")
    return overdue("import", "file.csv", "--dry-run").stderr


@pytest.mark.parametrize("last", ["1200", "1200.5"])
def test_a_last_number_of_fewer_decimals_without_a_line_end_may_be_cut(last: str) -> None:
    row = f"L3,C3,2026-01-01,{last}"
    assert "was it cut?" in _told(HEADER + ROWS + row)
    assert "was it cut?" not in _told(HEADER + ROWS + row + "\n")


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROWS + "L3,C3,2026-01-01,1200.00",
        HEADER + "L1,C1,2026-01-01,100\n" + ROWS.replace("L1", "L4") + "L3,C3,2026-01-01,1200",
        HEADER + "L1,C1,2026-01-01,100.00\nL3,C3,2026-01-01,1200",
    ],
)
def test_a_whole_number_or_one_of_numbers_as_they_come_is_not(text: str) -> None:
    assert "cut?" not in _told(text)


@pytest.mark.parametrize(
    ("columns", "cells", "by"),
    [
        ("name,phone", "王小甲,13800000001", "name and phone."),
        ("name,id_no", "王小甲,110101199003070011", "identity card."),
        (
            "name,phone,id_no",
            "王小甲,13800000001,110101199003070011",
            "identity card, else by name and phone.",
        ),
        ("phone", "13800000001", "phone alone."),
    ],
)
def test_it_is_said_by_what_customers_are_told_apart(columns: str, cells: str, by: str) -> None:
    told = _told(f"loan_id,{columns},disbursed_on,principal\nL1,{cells},2026-01-01,100\n")
    assert f"they are told apart by {by}" in told
