"""2,466 real invoices, imported as they are: every figure against the file's own truth."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.law
BUCKETS = {"current": "not_due", "1-30": "1-30", "31-60": "31-60", "61-90": "61-90", "91+": "91+"}


@pytest.fixture
def book(run: Any, shared_data: Path) -> None:
    run("init")
    file = shared_data / "invoices_ibm" / "invoices.csv"
    run("import", str(file), "--as", "invoices", "--date-order", "mdy", "--currency", "USD")


def expected(file: Path) -> dict[str, dict[str, tuple[int, int]]]:
    days: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            days[row["as_of"]][row["bucket"]] = (int(row["invoices"]), int(row["cents"]))
    return days


def cents(text: str) -> int:
    return round(float(text) * 100)


@pytest.mark.parametrize("name", ["expected_ageing.csv", "expected_ageing_monthly.csv"])
def test_ageing_equals_the_truth_to_the_cent(
    book: None, rows: Any, shared_data: Path, name: str
) -> None:
    days = expected(shared_data / "invoices_ibm" / name)
    assert len(days) >= 3
    for day, buckets in days.items():
        lines = {row["bucket"]: row for row in rows("report", "aging", "--as-of", day)}
        for bucket, (count, amount) in buckets.items():
            if bucket == "total":
                assert cents(lines["total"]["amount"]) == amount
                continue
            line = lines.get(BUCKETS[bucket], {"items": "0", "amount": "0"})
            assert (int(line["items"]), cents(line["amount"])) == (count, amount), (day, bucket)


def test_every_open_item_equals_the_truth(book: None, rows: Any, shared_data: Path) -> None:
    truth: dict[str, dict[str, tuple[str, str, int, int]]] = defaultdict(dict)
    file = shared_data / "invoices_ibm" / "expected_open_items.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            truth[row["as_of"]][row["invoiceNumber"]] = (
                row["customerID"],
                row["DueDate"],
                int(row["cents"]),
                int(row["dpd"]),
            )
    for day, items in truth.items():
        found = {
            row["loan_id"]: (
                row["customer_id"],
                row["due_on"],
                cents(row["amount"]),
                int(row["days"]),
            )
            for row in rows("report", "items", "--as-of", day)
        }
        assert found == items


def test_the_same_file_again_changes_nothing(book: None, run: Any, shared_data: Path) -> None:
    file = shared_data / "invoices_ibm" / "invoices.csv"
    again = run(
        "import",
        str(file),
        *("--as", "invoices", "--date-order", "mdy", "--currency", "USD", "--format", "json"),
    )
    assert '"unchanged": 2466' in again.stdout
    assert '"new": 0' in again.stdout


def test_leading_zeros_live(book: None, run: Any) -> None:
    assert "0000611365" in run("show", "0000611365").stdout
