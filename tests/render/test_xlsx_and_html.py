"""xlsx and html: numbers stay numbers, texts stay texts, and a new file is its owner's alone."""

from __future__ import annotations

import os
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.output import write

COLUMNS = (
    Column("name", "name"),
    Column("due_on", "due"),
    Column("currency", "currency"),
    Column("amount", "amount", "right"),
    Column("owed", "owed", "right", sums=True),
)
ROWS = (
    {
        "name": "=1+1 <b>",
        "due_on": date(2026, 6, 1),
        "currency": "CNY",
        "amount": Money(123450, "CNY"),
        "owed": (Money(100, "CNY"), Money(250, "USD")),
    },
    {
        "name": "株式会社",
        "due_on": "2026-06-02",
        "currency": "JPY",
        "amount": Money(777, "JPY"),
        "owed": (),
    },
)


def document() -> Document:
    section = Section("rows", COLUMNS, ROWS, totals=("amount",))
    return Document("Items", date(2026, 6, 30), {"by": "loan"}, sections=(section,))


def test_a_workbook_holds_numbers_days_and_texts(tmp_path: Path) -> None:
    write(document(), None, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rows = list(book["Rows"].values)
    assert book.sheetnames == ["Rows", "About"]
    assert rows[0] == ("name", "due", "currency", "amount", "owed CNY", "owed USD")
    assert rows[1] == ("=1+1 <b>", datetime(2026, 6, 1), "CNY", 1234.5, 1, 2.5)
    assert rows[2] == ("株式会社", datetime(2026, 6, 2), "JPY", 777, None, None)
    assert book["Rows"]["A2"].data_type == "s"
    assert book["Rows"]["D2"].number_format == "#,##0.00"
    assert book["Rows"].freeze_panes == "A2"


def test_a_workbook_ends_with_a_sum_per_currency(tmp_path: Path) -> None:
    write(document(), None, tmp_path / "a.xlsx")
    formulas = openpyxl.load_workbook(tmp_path / "a.xlsx")["Rows"]
    values = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["Rows"]
    assert (formulas["A5"].value, formulas["A6"].value) == ("total CNY", "total JPY")
    assert formulas["D5"].value == '=SUMIF($C$2:$C$3,"CNY",D2:D3)'
    assert (values["D5"].value, values["D6"].value) == (1234.5, 777)


def test_a_workbook_does_not_go_to_the_screen() -> None:
    with pytest.raises(WrongUse) as caught:
        write(document(), "xlsx", None)
    assert caught.value.hint == "add -o report.xlsx"


def test_a_page_escapes_texts_and_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    write(document(), None, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<td>=1+1 &lt;b&gt;</td><td>2026-06-01</td>" in page
    assert '<td class="n">1,234.50</td>' in page
    assert "CNY 1.00; USD 2.50" in page
    assert "<script" not in page
    assert "http" not in page


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("name", ["a.xlsx", "a.html", "a.csv"])
def test_a_new_file_is_readable_by_its_owner_alone(tmp_path: Path, name: str) -> None:
    write(document(), None, tmp_path / name)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_a_row_that_is_a_sum_is_a_formula_and_a_share_is_in_per_cent(tmp_path: Path) -> None:
    columns = (Column("what", "what"), Column("amount", "amount"), Column("share", "share"))
    rows = [
        {"what": "a", "amount": Money(100, "CNY"), "share": Fraction(1, 4)},
        {"what": "b", "amount": Money(300, "CNY"), "share": Fraction(3, 4)},
        {"what": "total", "amount": Money(400, "CNY"), "share": None},
    ]
    section = Section("rows", columns, rows, added={2: range(2)})
    write(Document("Ageing", sections=(section,)), None, tmp_path / "a.xlsx")
    formulas = openpyxl.load_workbook(tmp_path / "a.xlsx")["Rows"]
    values = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["Rows"]
    assert formulas["B4"].value == "=SUM(B2:B3)"
    assert values["B4"].value == 4
    assert (formulas["C2"].value, formulas["C2"].number_format) == (0.25, "0.0%")
    write(Document("Ageing", sections=(section,)), None, tmp_path / "a.html")
    assert '<td class="n">25.0 %</td>' in (tmp_path / "a.html").read_text(encoding="utf-8")
