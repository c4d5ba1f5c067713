"""csv: stable names, plain amounts, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.money import Money
from overdue_cli.render.csv_format import cell_text, defused, write
from overdue_cli.render.document import Column, Document, Section


def one(value: Any) -> Document:
    columns = [Column("value", "Value"), Column("id", "Id", machine=True)]
    return Document(
        title="T",
        as_of=date(2025, 1, 5),
        settings={"basis": "loan"},
        sections=[Section("s", columns, [{"value": value, "id": "L1"}])],
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (10**25, "10000000000000000000000000"),
        (-5, "-5"),
        (Money(123450, "CNY"), "1234.50"),
        (Money(-123450, "CNY"), "-1234.50"),
        (Money(7, "JPY"), "7"),
        (Money(12345, "KWD"), "12.345"),
        ((Money(123450, "CNY"), Money(2000, "USD")), "CNY 1234.50; USD 20.00"),
        ((), ""),
        (date(2025, 1, 5), "2025-01-05"),
        (datetime(2025, 1, 5, 9, 30), "2025-01-05T09:30:00"),
        ([], "[]"),
        (["a", [1, Money(5, "USD")]], '["a",[1,"0.05"]]'),
        ({"王": date(2025, 1, 5)}, '{"王":"2025-01-05"}'),
        (0.5, "0.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 30000), "0.000033"),
        (Fraction(1), "1"),
        (Fraction(0), "0"),
    ],
)
def test_values(value: Any, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+cmd|' /C calc'!A0",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "+",
        "-",
    ],
)
def test_a_formula_is_defused(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    ["+86 138-0000-0000", "+1 (555) 010-9999", "-12.50", "+12", "1-2", "a=b", "", "'=1", "王小明"],
)
def test_phones_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


def test_the_header_has_all_names_and_nothing_surrounds_the_rows(piped: Any) -> None:
    assert piped(one("x"), "csv") == "value,id\nx,L1\n"


@pytest.mark.parametrize(
    "text", ['a,"b"', "two\nlines", "carriage\rreturn", "\r\n", " edge ", "|"]
)
def test_what_is_written_is_what_is_read(text: str, piped: Any) -> None:
    read = list(csv.reader(io.StringIO(piped(one("x" + text), "csv"), newline="")))
    assert read == [["value", "id"], ["x" + text, "L1"]]


def test_a_missing_cell_is_empty(piped: Any) -> None:
    document = Document(sections=[Section("s", [Column("a", "A"), Column("b", "B")], [{"b": 1}])])
    assert piped(document, "csv") == "a,b\n,1\n"


def test_facts_alone_are_one_row(piped: Any) -> None:
    document = Document(facts=[("id", "Loan", "L1"), ("due", "Due", Money(100, "USD"))])
    assert piped(document, "csv") == "id,due\nL1,1.00\n"
    assert piped(document, "jsonl") == '{"id": "L1", "due": "1.00"}\n'


def test_nothing_to_tabulate_is_wrong_use(piped: Any) -> None:
    with pytest.raises(WrongUse, match="no rows"):
        piped(Document(title="T", data={"a": 1}), "csv")


def test_no_row_is_a_header_only(piped: Any) -> None:
    assert piped(Document(sections=[Section("s", [Column("a", "A")], [])]), "csv") == "a\n"


def test_sums_stand_in_a_column_for_each_currency() -> None:
    """One row a customer, plain numbers; a currency that a row does not have is an empty cell."""
    columns = [Column("id", "id"), Column("owed", "owed", "right", sums=True)]
    rows = [
        {"id": "C-1", "owed": (Money(123450, "CNY"), Money(2000, "USD"))},
        {"id": "C-2", "owed": (Money(7, "USD"),)},
        {"id": "C-3", "owed": ()},
    ]
    out = io.StringIO()
    write(Document(sections=[Section("rows", columns, rows)], main="rows"), out)
    assert out.getvalue().splitlines() == [
        "id,owed_CNY,owed_USD",
        "C-1,1234.50,20.00",
        "C-2,,0.07",
        "C-3,,",
    ]
