"""Rows that stand in groups: the customer of each, without names and sums."""

from __future__ import annotations

from pathlib import Path

import pytest

from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables

BY_CUSTOMER = """\
Aged receivables,,,
As at 30 June 2026,,,
invoice_id,issued_on,due_on,amount
Fen Bakery,,,
I-1,2026-05-14,2026-05-28,120.00
I-2,2026-05-21,2026-05-21,-50.00
Total Fen Bakery,,,70.00
Ossel Ltd,,,
I-3,2026-05-20,2026-06-19,300.00
Total Ossel Ltd,,,300.00
Total,,,370.00
"""
BY_AGE = """\
,invoice_id,customer_id,due_on,amount
91 or more days past due,,,,
,I-1,C1,2026-01-12,120.00
Total for 91 or more days past due,,,,120.00
CURRENT,,,,
,I-2,C2,2026-09-15,300.00
"""


def table(tmp_path: Path, text: str) -> Table:
    path = tmp_path / "report.csv"
    path.write_text(text, encoding="utf-8")
    (only,) = open_tables(path)
    return only


def test_the_name_over_a_group_is_that_of_its_customer(tmp_path: Path) -> None:
    report = table(tmp_path, BY_CUSTOMER)
    assert report.header[-1] == "name"
    assert [(line, cells[0], cells[-1]) for line, cells in report.rows()] == [
        (5, "I-1", "Fen Bakery"),
        (6, "I-2", "Fen Bakery"),
        (9, "I-3", "Ossel Ltd"),
    ]
    assert report.groups
    assert [line for line, _ in report.groups.between] == [4, 7, 8, 10, 11]


def test_a_group_by_age_names_nobody(tmp_path: Path) -> None:
    report = table(tmp_path, BY_AGE)
    assert report.header == ("", "invoice_id", "customer_id", "due_on", "amount")
    assert [cells[1] for _, cells in report.rows()] == ["I-1", "I-2"]
    assert report.groups
    assert not report.groups.named


def test_the_rows_after_an_inner_group_are_the_outer_ones(tmp_path: Path) -> None:
    text = (
        "invoice_id,issued_on,due_on,amount\nFen,,,\nFen Shop,,,\nI-1,2026-05-14,2026-05-28,1\n"
        "Total Fen Shop,,,1\nI-2,2026-05-14,2026-05-28,2\nTotal Fen,,,3\n"
    )
    rows = [(cells[0], cells[-1]) for _, cells in table(tmp_path, text).rows()]
    assert rows == [("I-1", "Fen Shop"), ("I-2", "Fen")]


@pytest.mark.parametrize(
    "text",
    [
        "invoice_id,customer_id,due_on,amount\nI-1,,,\nI-2,C1,2026-05-28,5\n",
        "invoice_id,customer_id,due_on,amount\nI-1,C1,2026-05-28,5\nI-2,,,\n",
        "invoice_id,due_on,amount\nFen,,\nI-1,2026-05-28,5\nTotal Fen,,5\n",
    ],
    ids=["a row that lacks its cells", "a later row alone", "too few columns"],
)
def test_a_row_with_one_cell_is_no_group_by_that_alone(tmp_path: Path, text: str) -> None:
    assert table(tmp_path, text).groups is None


def test_a_customer_column_is_enough(tmp_path: Path) -> None:
    text = BY_CUSTOMER.replace("amount", "customer_id").replace("Aged receivables,,,", "x,,,")
    assert table(tmp_path, text).header.count("name") == 0
