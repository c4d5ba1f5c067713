"""Cells are read as they are shown: zeros of an id, per cent, larger units, errors."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import writers
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.files import open_grids
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.statements import values
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.typed import ReadingChoices, TypedRows
from overdue_cli.ingest.workbook.number_format import shown
from writers import Failed, Formula, Shown

pytestmark = pytest.mark.process
Write = Callable[..., Path]
BOOKS = [
    pytest.param(writers.write_xlsx, id="xlsx"),
    pytest.param(writers.write_xlsb, id="xlsb"),
    pytest.param(writers.write_xls, id="xls"),
    pytest.param(writers.write_ods, id="ods"),
]
HEADER = ("loan_id", "customer_id", "name", "principal", "disbursed_on", "annual_rate")


def loan(**cells: Any) -> tuple[Any, ...]:
    plain = dict(zip(HEADER, ("L1", "C1", "Ann", 500, date(2026, 1, 31), 12), strict=True))
    return tuple({**plain, **cells}.values())


def typed(
    path: Path, choices: ReadingChoices | None = None
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The good rows of a file by field, and what is wrong with the others."""
    (table,) = open_tables(path)
    rows = TypedRows(table, recognise(table), choices or ReadingChoices())
    good, problems = [], []
    for chunk in rows:
        good += [dict(zip(rows.fields, row[1:], strict=True)) for row in chunk.good]
        problems += chunk.problems
    rows.settle()
    return good, problems


def read(path: Path, field: str) -> Any:
    """The value of one column of the only row."""
    good, problems = typed(path)
    assert problems == []
    return good[0][field]


@pytest.mark.parametrize("write", BOOKS)
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Shown(123, "00000"), "00123"),
        (Shown(7, '"HT-"000'), "HT-007"),
        (Shown(123, '"HT-"0'), "HT-123"),
        (Shown(123, "0"), "123"),
        (123, "123"),
    ],
)
def test_an_id_stored_as_a_number_is_read_as_it_is_shown(
    write: Write, cell: Any, text: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "f", [HEADER, loan(loan_id=cell)])
    assert read(path, "loan_id") == text


@pytest.mark.parametrize("write", BOOKS)
def test_a_rate_shown_in_per_cent_is_never_a_fraction(write: Write, tmp_path: Path) -> None:
    rows = [HEADER, loan(annual_rate=Shown(0.12, "0.00%"))]
    assert read(write(tmp_path / "f", rows), "annual_rate") == "12"
    rows[1] = loan(annual_rate=Shown(0.00435, "0%"))
    assert read(write(tmp_path / "f", rows), "annual_rate") == "0.435"


def test_a_bare_rate_below_1_beside_per_cent_is_still_a_question(tmp_path: Path) -> None:
    rows = [
        HEADER,
        loan(annual_rate=Shown(0.12, "0.00%")),
        loan(loan_id="L2", annual_rate=0.1),
    ]
    path = writers.write_xlsx(tmp_path / "f", rows)
    with pytest.raises(Undecided, match=r"all rates without % are below 1.*0.1 % or 10 %"):
        typed(path)
    good, _ = typed(path, ReadingChoices(rate="fraction"))
    assert [row["annual_rate"] for row in good] == ["12", "10"]


@pytest.mark.parametrize("write", [writers.write_xlsx, writers.write_xlsb, writers.write_xls])
@pytest.mark.parametrize(
    ("cell", "header", "amount"),
    [
        (Shown(123456, '0!.0,"万"'), "principal", 123456),
        (Shown(1234567, "#,##0.00,"), "principal", 1234567),
        (Shown(1234567, "#,##0.00,"), "principal (in thousands)", 1234567),
        (Shown(5, '0"万元"'), "principal", 50000),
        (Shown(5, '0.0"万元"'), "贷款金额(万元)", 50000),
        (Shown(500, '[$¥-804]#,##0.00"元"'), "principal", 500),
        (Shown(500, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '), "principal", 500),
        ("1.5万", "principal", 15000),
    ],
)
def test_an_amount_shown_in_a_larger_unit_is_the_amount(
    write: Write, cell: Any, header: str, amount: int, tmp_path: Path
) -> None:
    names = [header if name == "principal" else name for name in HEADER]
    good, problems = typed(write(tmp_path / "f", [names, loan(principal=cell)]))
    assert problems == []
    assert good[0]["principal"] == amount * 10_000


@pytest.mark.parametrize(
    ("cell", "header"),
    [
        (Shown(123456, '0!.0,"万"'), "贷款金额(千元)"),
        (Shown(123456, "#,##0,"), "贷款金额(万元)"),
        (Shown(123456, '0,"万"'), "principal"),
    ],
)
def test_units_that_contradict_each_other_are_a_fault_of_the_row(
    cell: Any, header: str, tmp_path: Path
) -> None:
    names = [header if name == "principal" else name for name in HEADER]
    good, problems = typed(writers.write_xlsx(tmp_path / "f", [names, loan(principal=cell)]))
    assert (good, [one.column for one in problems]) == ([], [header])


@pytest.mark.parametrize("write", BOOKS)
@pytest.mark.parametrize("field", HEADER)
def test_an_error_in_a_column_that_is_used_is_a_fault_of_its_row(
    write: Write, field: str, tmp_path: Path
) -> None:
    rows = [(*HEADER, "shoe size"), (*loan(**{field: Failed("#REF!")}), 43)]
    good, problems = typed(write(tmp_path / "f", rows))
    assert good == []
    assert [(one.row, one.column, one.value) for one in problems] == [(2, field, "#REF!")]
    assert "ends in an error" in problems[0].rule


@pytest.mark.parametrize("write", BOOKS)
def test_an_error_in_a_column_that_is_not_used_is_nothing(write: Write, tmp_path: Path) -> None:
    rows = [(*HEADER, "shoe size"), (*loan(), Failed())]
    assert len(typed(write(tmp_path / "f", rows))[0]) == 1


def test_the_error_of_a_formula_saved_as_text_is_a_fault_too(tmp_path: Path) -> None:
    path = writers.write_csv(tmp_path / "f.csv", [HEADER, loan(name="#N/A")])
    assert [one.value for one in typed(path)[1]] == ["#N/A"]


@pytest.mark.parametrize("write", [writers.write_xlsx, writers.write_ods])
def test_a_formula_that_nobody_worked_out_is_a_fault_of_its_row(
    write: Write, tmp_path: Path
) -> None:
    good, problems = typed(write(tmp_path / "f", [HEADER, loan(name=Formula('="Ann"'))]))
    assert good == []
    assert "has no value" in problems[0].rule


@pytest.mark.parametrize(
    ("cell", "fails"),
    [
        ("<f>1+1</f><v>0</v>", True),
        ("<f>1+1</f><v></v>", True),
        ("<f>1+1</f><v/>", True),
        ("<f>1+1</f>", True),
        ("<f>1+1</f><v>2</v>", False),
        ('<f t="shared" si="0"/><v>2</v>', False),
    ],
)
def test_what_a_program_leaves_for_later_is_no_value(
    cell: str, fails: bool, tmp_path: Path
) -> None:
    """``fullCalcOnLoad``: 0 is what a program writes that does not reckon."""
    path = writers.write_xlsx(tmp_path / "f", [HEADER, loan(principal=Formula())])
    change(path, "xl/worksheets/sheet1.xml", r"<f>1\+1</f>\s*<v\s*(?:/>|></v>)", cell)
    good, problems = typed(path)
    assert (len(problems), len(good)) == ((1, 0) if fails else (0, 1))


def change(path: Path, part: str, pattern: str, text: str) -> None:
    """Replaces text in a part of a workbook; it must be there."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed, count = re.subn(pattern, text, parts[part].decode())
    assert count
    parts[part] = changed.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_formula_that_gives_no_text_is_an_empty_cell(tmp_path: Path) -> None:
    path = writers.write_xlsx(tmp_path / "f", [HEADER, loan(name=Formula())])
    pattern = r"(<c r=\"C2\"[^>]*)>\s*<f>1\+1</f>\s*<v\s*(?:/>|></v>)"
    change(path, "xl/worksheets/sheet1.xml", pattern, r'\1 t="str"><f>""</f><v></v>')
    assert read(path, "name") is None


@pytest.mark.parametrize("write", BOOKS)
@pytest.mark.parametrize("day", [date(2026, 1, 31), (date(2026, 1, 31) - date(1904, 1, 1)).days])
def test_days_of_a_workbook_that_counts_from_1904(write: Write, day: Any, tmp_path: Path) -> None:
    path = {
        writers.write_xlsx: partial(_xlsx_of_1904),
        writers.write_xlsb: partial(writers.write_xlsb, of_1904=True),
        writers.write_xls: partial(writers.write_xls, of_1904=True),
        writers.write_ods: partial(writers.write_ods, of_1904=True),
    }[write](tmp_path / "f", [HEADER, loan(disbursed_on=day)])
    assert read(path, "disbursed_on") == "2026-01-31"


def _xlsx_of_1904(path: Path, rows: writers.Rows) -> Path:
    return writers.write_sheets(path, {"Sheet1": rows}, of_1904=True)


@pytest.mark.parametrize(
    "code",
    [
        'yyyy"年"m"月"d"日"',
        '[$-804]yyyy"年"m"月"d"日";@',
        "dd/mm/yyyy hh:mm",
        "m/d/yy",
        "yyyymmdd",
    ],
)
@pytest.mark.parametrize("write", [writers.write_xlsx, writers.write_xlsb, writers.write_xls])
def test_days_in_any_format_are_days(write: Write, code: str, tmp_path: Path) -> None:
    days = (date(2026, 1, 31) - date(1899, 12, 30)).days
    path = write(tmp_path / "f", [HEADER, loan(disbursed_on=Shown(days, code))])
    assert read(path, "disbursed_on") == "2026-01-31"


@pytest.mark.parametrize("write", BOOKS)
def test_days_shown_with_their_word_are_a_count(write: Write, tmp_path: Path) -> None:
    header = ("loan_id", "customer_id", "days_past_due", "overdue_amount")
    path = write(tmp_path / "f", [header, ("A", "C", Shown(35, '0"天"'), 9)])
    good, problems = typed(path)
    assert (good[0]["days_past_due"], problems) == (35, [])


@pytest.mark.parametrize("write", [writers.write_xls, writers.write_xlsb, writers.write_sheets])
def test_rows_that_are_hidden_are_read_and_said(write: Write, tmp_path: Path) -> None:
    rows: Any = [HEADER, loan(), loan(loan_id="L2")]
    sheets = {"Sheet1": rows} if write is writers.write_sheets else rows
    (table,) = open_tables(write(tmp_path / "f", sheets, hidden_rows=[2]))
    assert len(list(table.rows())) == 2
    assert table.notes == ("1 row is hidden in the sheet and read all the same",)


def test_what_is_hidden_beyond_the_data_is_not_worth_a_word(tmp_path: Path) -> None:
    path = writers.write_sheets(
        tmp_path / "f", {"Sheet1": [HEADER, loan(), []]}, hidden_rows=[2, 7, 8]
    )
    hidden = '<cols><col min="3" max="4" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>'
    change(path, "xl/worksheets/sheet1.xml", "<sheetData>", f"{hidden}<sheetData>")
    (table,) = open_tables(path)
    assert table.notes == ("2 columns are hidden in the sheet and read all the same",)


def test_a_sheet_that_is_hidden_is_not_read_and_is_named(tmp_path: Path) -> None:
    sheets = {"old": [HEADER, loan()], "new": [HEADER, loan(), loan()]}
    path = writers.write_sheets(tmp_path / "f", sheets, hidden=["old"])
    (grid,) = open_grids(path)
    assert grid.sheet == "new"
    assert grid.notes == ("the sheet 'old' is hidden and not read; --sheet 'old' reads it",)
    assert [one.sheet for one in open_grids(path, sheet="old")] == ["old"]
    assert [one.sheet for one in open_grids(path, sheet="all")] == ["old", "new"]


def test_a_workbook_whose_only_sheet_is_hidden_says_so(tmp_path: Path) -> None:
    sheets: dict[str, Any] = {"old": [HEADER, loan()], "new": []}
    path = writers.write_sheets(tmp_path / "f", sheets, hidden=["old"])
    with pytest.raises(BadFile, match="is hidden: 'old'"):
        open_grids(path)


def test_parts_that_tell_how_cells_look_must_be_whole(tmp_path: Path) -> None:
    path = writers.write_xlsx(tmp_path / "f", [HEADER, loan()])
    change(path, "xl/styles.xml", "<cellXfs", "<!DOCTYPE x><cellXfs")
    with pytest.raises(BadFile, match="damaged"):
        open_grids(path)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r' r="[A-Z]+\d+"', ""),
        (r"<sheetData>", '<sheetData><!-- <c r="A9" s="1"> -->'),
        (r"(</?)(?=[a-z])", r"\1x:"),
        (r'"', "'"),
    ],
    ids=["cells are counted", "a comment", "a prefix", "single marks"],
)
def test_a_sheet_may_be_written_in_other_ways(pattern: str, text: str, tmp_path: Path) -> None:
    check_written(pattern, text, tmp_path, Failed(), "#N/A")
    check_written(pattern, text, tmp_path, "Ann", "Ann")


def check_written(pattern: str, text: str, tmp_path: Path, name: Any, said: str) -> None:
    row = loan(loan_id=Shown(19, "00000"), annual_rate=Shown(0.12, "0%"), name=name)
    path = writers.write_xlsx(tmp_path / "f", [HEADER, row, row])
    part = "xl/worksheets/sheet1.xml"
    change(path, part, pattern, text)
    if text.endswith("x:"):
        change(path, part, r"(<x:worksheet) xmlns=", r"\1 xmlns:x=")
    (grid,) = open_grids(path)
    shown_cells = [(cells[0], cells[2], cells[5]) for _, cells in grid.rows(1)]
    assert shown_cells == [("00019", said, "12%")] * 2


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("General", 5, None),
        ("", 5, None),
        (";;;", 5, None),
        ("00000", -5, None),
        ("00000", 1.5, None),
        ("00000", 1e16, None),
        ("000-0000-0000", 13812345678, "138-1234-5678"),
        ("# ?/?", 0.5, None),
        ("0.00E+00", 5, None),
        ("[h]:mm", 1.5, None),
        ("[Red]0.00%;[Blue]-0.00%", -0.05, "-5%"),
        ('[>=10000]0!.0,"万";0', 9999, None),
        ('[>=10000]0!.0,"万";0', 10000, "1万"),
        ('[<0]"n";[=0]"z";00', 7, "07"),
        ("0.00%", 0.0123456789012345, "1.23456789012345%"),
        ("#,##0.00,,", 1234567, "1.234567百万"),
        ('"No. "0', 5, None),
        ('0" kg"', 5, None),
        ("G/通用格式", 5, None),
        ('G/通用格式"万"', 5, "5万"),
        ("-#,##0.00", 1200, "-1200"),
        ("\\-#,##0.00", 1200, "-1200"),
        ('#,##0.00"-"', 1200.5, "-1200.5"),
        ('"-"[$€-407]#,##0.00', 1200, "-1200"),
        ("\\(#,##0.00\\)", 1200, "-1200"),
        ("-#,##0.00;#,##0.00", 1200, "-1200"),
        ("-#,##0.00;#,##0.00", -5, "5"),
        ('-0!.0,"万"', 123456, "-12.3456万"),
        ('#,##0.00" Dr";#,##0.00" Cr"', 5, "5 Dr"),
        ('#,##0.00" Dr";#,##0.00" Cr"', -5, "5 Cr"),
        ('#,##0.00"S"', 5, "5 S"),
        ("#,##0.00_);(#,##0.00)", -5, None),
        ('_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-', 5, None),
        ("#,##0.00;[Red]#,##0.00", -5, None),
        ("[>=0]#,##0.00;-#,##0.00", -5, None),
        ("-#,##0.00", -5, None),
        ("#,##0.-", 1200, None),
        ('0" d"', 5, None),
        ('0" h"', 5, None),
    ],
)
def test_what_a_number_format_shows(code: str, value: float, text: str | None) -> None:
    assert shown(code, value) == text


@pytest.mark.parametrize("write", BOOKS)
@pytest.mark.parametrize(
    ("out", "money_in"),
    [
        ('"-"#,##0.00', "#,##0.00"),
        ('#,##0.00"-"', "#,##0.00"),
        ("(#,##0.00)", "#,##0.00"),
        ('#,##0.00" Dr"', '#,##0.00" Cr"'),
        ('#,##0.00" D"', '#,##0.00" C"'),
        ('#,##0.00"S"', '#,##0.00"H"'),
    ],
)
def test_a_sign_that_only_the_format_shows_is_the_direction_of_a_bank_line(
    tmp_path: Path, write: Write, out: str, money_in: str
) -> None:
    rows = [
        ("Date", "Description", "Amount"),
        ("2026-06-13", "Rent", Shown(1200, out)),
        ("2026-06-14", "Ann", Shown(123.45, money_in)),
    ]
    path = write(tmp_path / "list", rows)
    reading = read_statement(path, values.StatementChoices(currency="EUR"))
    assert [line.amount for line in reading.lines] == [-120_000, 12_345]


def test_an_amount_shown_with_a_minus_is_negative_in_a_table_too(tmp_path: Path) -> None:
    path = writers.write_xlsx(tmp_path / "book", [HEADER, loan(principal=Shown(500, "-0.00"))])
    ((problem,), good) = (typed(path)[1], typed(path)[0])
    assert (problem.value, good) == ("-500", [])


@pytest.mark.parametrize("write", [*BOOKS, pytest.param(writers.write_xml, id="xml")])
@pytest.mark.parametrize(
    ("code", "fits", "not_in"),
    [
        ('"$"#,##0.00', {"USD"}, {"EUR", "CNY"}),
        ("[$€-407] #,##0.00", {"EUR"}, {"USD"}),
        ('#,##0.00 "USD"', {"USD"}, {"EUR"}),
        ('"¥"#,##0.00', {"CNY"}, {"USD"}),
        ("#,##0.00", {"USD", "EUR", "CNY"}, set()),
        ('0.00"元"', {"CNY", "EUR"}, set()),
    ],
)
def test_a_format_names_the_currency_that_it_shows(
    tmp_path: Path, write: Write, code: str, fits: set[str], not_in: set[str]
) -> None:
    path = write(tmp_path / "book", [HEADER, loan(principal=Shown(500, code))])
    (table,) = open_tables(path)
    said = recognise(table).currency
    assert all(map(said.allows, fits))
    assert not any(map(said.allows, not_in))
    assert read(path, "principal") == 5_000_000


def test_formats_of_cells_without_a_number_name_no_currency(tmp_path: Path) -> None:
    rows = [HEADER, loan(), ("L2", "C1", "Ann", Shown("600", '"$"0'), date(2026, 1, 31), 12)]
    (table,) = open_tables(writers.write_xlsx(tmp_path / "book", rows))
    assert recognise(table).currency.codes == ()


def test_formats_of_two_currencies_are_refused_unless_each_row_names_its_own(
    tmp_path: Path,
) -> None:
    two = [loan(principal=Shown(500, f'"{sign}"0'), loan_id=sign) for sign in "€£"]
    (table,) = open_tables(writers.write_xlsx(tmp_path / "book", [HEADER, *two]))
    with pytest.raises(BadFile, match="name the currencies £ and €"):
        recognise(table)
    own = [(*row, code) for row, code in zip(two, ("EUR", "GBP"), strict=True)]
    path = writers.write_xlsx(tmp_path / "own", [(*HEADER, "currency"), *own])
    assert [row["currency"] for row in typed(path)[0]] == ["EUR", "GBP"]
