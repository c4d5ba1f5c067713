"""A map calls columns by their number, from 1: the way out for a table without a header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+02:00"
MAP = """
kind = "invoices"
[columns]
1 = "invoice_id"
2 = "customer_id"
3 = "due_on"
4 = "amount"
"""


@pytest.fixture
def taken(run: Any, data: Any) -> Any:
    """``taken(text)``: what became of a file with this text under the map by number."""
    run("init", "--currency", "EUR", now=NOW)
    Path("m.toml").write_text(MAP, encoding="utf-8")

    def imported(text: str) -> Any:
        Path("i.csv").write_text(text, encoding="utf-8")
        return data("import", "i.csv", "--map", "m.toml", now=NOW)["files"][0]

    return imported


def test_a_table_without_a_header_is_read_by_number(taken: Any, rows: Any) -> None:
    told = taken("I-1,K1,2026-05-31,100.00,x\nI-2,K2,2026-05-31,50.00,y\n")
    assert (told["read"], told["new"], told["ignored"]) == (2, 2, ["5"])
    assert told["mapping"] == {
        "1": "invoice_id", "2": "customer_id", "3": "due_on", "4": "amount",
    }  # fmt: skip
    items = {row["loan_id"]: row["amount"] for row in rows("report", "items", now=NOW)}
    assert items == {"I-1": "100.00", "I-2": "50.00"}


def test_a_number_names_the_column_of_a_header_too(taken: Any) -> None:
    told = taken("Beleg,Wer,Wann,Wieviel\nI-1,K1,2026-05-31,100.00\n")
    assert (told["read"], told["mapping"]["Wieviel"]) == (1, "amount")


def test_a_row_that_is_wrong_is_named_by_its_number(run: Any, taken: Any) -> None:
    Path("g.csv").write_text("I-1,K1,2026-05-31,100.00\nI-2,K2,x,50.00\n", encoding="utf-8")
    said = run("import", "g.csv", "--map", "m.toml", code=3, now=NOW).stderr
    assert "g.csv:2: column '3' value 'x'" in said
