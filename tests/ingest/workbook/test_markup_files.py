"""Web pages and workbooks in XML, saved under names that end in .xls, are read like any sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import writers
from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.files import open_grids
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.statements.read import own_format, read_statement
from overdue_cli.ingest.statements.values import StatementChoices
from overdue_cli.ingest.table import Grid
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.typed import ReadingChoices, TypedRows
from writers import Failed, Formula, Shown

HEADER = ("借据号", "客户号", "姓名", "贷款金额", "放款日期")


def page(path: Path, body: str) -> Grid:
    path.write_text(body, encoding="utf-8")
    (grid,) = open_grids(path)
    return grid


def rows(grid: Grid) -> list[tuple[int, list[str]]]:
    return list(grid.rows(0))


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("gb18030", "gb2312"),
        ("gb18030", "GBK"),
        ("gb18030", ""),
        ("utf-8", "gb2312"),
        ("utf-8", ""),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "unicode"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_page_has_the_encoding_of_its_bytes_and_then_the_one_it_names(
    encoding: str, charset: str, tmp_path: Path
) -> None:
    table = [
        HEADER,
        ("L1", "C1", "张三丰", 5, "2026-01-31"),
        ("L2", "C1", "欧阳娜娜", 5, "2026-01-31"),
    ]
    path = writers.write_html(tmp_path / "f.xls", table, encoding=encoding, charset=charset)
    (found,) = open_tables(path)
    assert found.header == HEADER
    assert [cells[2] for _, cells in found.rows()] == ["张三丰", "欧阳娜娜"]


def test_text_around_tables_is_rows_of_its_own_and_tables_stand_one_below_the_other(
    tmp_path: Path,
) -> None:
    grid = page(
        tmp_path / "f.xls",
        "<html><body><h3>贷款台账</h3>单位：万元<br><table><tr><td>a<td>b</tr></table>"
        "<table><tr><th>1<td>2<br/>3</td></table><script>var x = '<td>';</script></body>",
    )
    assert rows(grid) == [
        (1, ["贷款台账"]),
        (2, ["单位：万元"]),
        (3, ["a", "b"]),
        (4, ["1", "2\n3"]),
    ]


def test_a_table_within_a_table_is_read_in_its_place(tmp_path: Path) -> None:
    grid = page(
        tmp_path / "f",
        "<table><tr><td>Title<table><tr><td>x</td></tr></table></td></tr><tr><td>end</table>",
    )
    assert [cells for _, cells in rows(grid)] == [["Title"], ["x"], ["end"]]


def test_cells_that_cover_several_rows_and_columns_keep_the_others_in_place(
    tmp_path: Path,
) -> None:
    grid = page(
        tmp_path / "f",
        "<table><tr><td rowspan=2>A<td colspan=2>B<td>C</tr><tr><td>d<td>e<td>f</tr>"
        "<tr><td>g<td>h<td>i<td>j</tr></table>",
    )
    assert [cells for _, cells in rows(grid)] == [
        ["A", "B", "", "C"],
        ["", "d", "e", "f"],
        ["g", "h", "i", "j"],
    ]
    assert [tuple(one) for one in grid.merged] == [(1, 2, 0, 0), (1, 1, 1, 2)]


def test_one_table_of_a_page_can_be_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_text("<table><tr><td>a</table><table></table><table><tr><td>b</table>")
    assert [cells for _, cells in rows(open_grids(path, sheet="2")[0])] == [["b"]]
    with pytest.raises(WrongUse, match="no table '3'"):
        open_grids(path, sheet="3")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<html><frameset><frame src=sheet001.htm></frameset></html>", "no table"),
        ("<html><body><p>Session expired</p></body></html>", "no table"),
        ("<html><body><table></table>", "no table"),
        ("<table>" * 60, "nested more than"),
        ("<html><table><tr><td><!-- " + "x" * (5 << 20), "does not end"),
        ("<table><tr>" + "<td colspan=16384>" * 3, "more than 16384 cells"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(body: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=said):
        page(tmp_path / "f.xls", body)


def test_rows_that_a_page_hides_are_read_and_said(tmp_path: Path) -> None:
    grid = page(tmp_path / "f", "<table><tr style='display: none'><td>a</tr><tr><td>b</table>")
    assert len(rows(grid)) == 2
    assert grid.notes == ("1 row is hidden in the page and read all the same",)


def test_a_web_archive_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="web archive"):
        page(tmp_path / "f.xls", "MIME-Version: 1.0\nX-Document-Type: Workbook\n")


def book(path: Path, *data: tuple[Any, ...], **options: Any) -> tuple[list[Any], list[Any]]:
    """The good rows of a workbook in XML by field, and what is wrong with the others."""
    (table,) = open_tables(writers.write_xml(path, [HEADER, *data], **options))
    typed = TypedRows(table, recognise(table), ReadingChoices())
    chunks = list(typed)
    good = [
        dict(zip(typed.fields, row[1:], strict=True)) for chunk in chunks for row in chunk.good
    ]
    return good, [problem for chunk in chunks for problem in chunk.problems]


def test_a_workbook_in_xml_is_read_as_it_is_shown(tmp_path: Path) -> None:
    day = date(2026, 1, 31)
    good, problems = book(
        tmp_path / "f.xls",
        (Shown(19, "00000"), "C1", "张三", Shown(1234567, '0!.0,"万"'), day),
        (Shown(20, "00000"), "C1", None, 5, (day - date(1904, 1, 1)).days),
        merged=[(1, 2, 2, 2)],
        of_1904=True,
    )
    assert problems == []
    assert [one["loan_id"] for one in good] == ["00019", "00020"]
    assert [one["name"] for one in good] == ["张三", "张三"]
    assert [one["principal"] for one in good] == [12_345_670_000, 50_000]
    assert [one["disbursed_on"] for one in good] == ["2026-01-31", "2026-01-31"]


def test_errors_and_open_formulas_of_a_workbook_in_xml_are_faults(tmp_path: Path) -> None:
    day = date(2026, 1, 31)
    good, problems = book(
        tmp_path / "f", ("A", "C", Failed(), 5, day), ("B", "C", "x", Formula(), day)
    )
    assert good == []
    assert [(one.row, one.column) for one in problems] == [(2, "姓名"), (3, "贷款金额")]


def test_a_hidden_sheet_of_a_workbook_in_xml_is_named(tmp_path: Path) -> None:
    path = writers.write_xml(tmp_path / "f", [HEADER], hidden=True)
    with pytest.raises(BadFile, match="is hidden: 'Sheet1'"):
        open_grids(path)
    assert [cells for _, cells in rows(open_grids(path, sheet="Sheet1")[0])] == [list(HEADER)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]>', "declares a type or entities"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd">', "declares a type or entities"),
        ("<a>" * 200, "nested more than"),
        ("<a></b>", "not well-formed"),
    ],
)
def test_a_workbook_in_xml_that_is_unsafe_or_broken_is_refused(
    text: str, said: str, tmp_path: Path
) -> None:
    whole = writers.write_xml(tmp_path / "f", [HEADER]).read_text(encoding="utf-8")
    at = whole.index("<Workbook") if "DOCTYPE" in text else whole.index("<Styles>")
    (tmp_path / "f").write_text(whole[:at] + text + whole[at:], encoding="utf-8")
    with pytest.raises(BadFile, match=said):
        open_grids(tmp_path / "f")


@pytest.mark.parametrize("write", [writers.write_html, writers.write_xml])
def test_a_bank_list_may_come_as_a_page_or_in_xml(write: Any, tmp_path: Path) -> None:
    table = [
        ("账号：6222", None, None),
        ("交易日期", "交易金额", "摘要"),
        ("20260610", "12.50", "还款"),
    ]
    path = write(tmp_path / "明细.xls", table)
    assert own_format(path.read_bytes()[:4096]) == ""
    reading = read_statement(path, StatementChoices(currency="CNY"))
    assert [(one.amount, one.account) for one in reading.lines] == [(1250, "6222")]


LOAN = ("L1", "C1", "张三", 100, "2026-01-05")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ([("客户号", "姓名"), ("C1", "张三"), (), HEADER, LOAN], 1),
        ([HEADER, LOAN, (), ("客户号", "手机号"), ("C1", "138")], 4),
        ([HEADER, LOAN, (), (None, *HEADER), (None, *LOAN)], 4),
        ([("客户号", "姓名"), ("C1", "张三"), (), HEADER[:2] + HEADER[3:], LOAN], 1),
    ],
)
def test_two_tables_in_one_sheet_are_refused_by_the_row_of_the_other(
    table: Any, row: int, tmp_path: Path
) -> None:
    with pytest.raises(BadFile, match="another table") as caught:
        (found,) = open_tables(writers.write_xlsx(tmp_path / "f", table))
        list(TypedRows(found, recognise(found), ReadingChoices()))
    assert caught.value.problem.row == row


def test_rows_of_sums_between_the_rows_are_left_out(tmp_path: Path) -> None:
    table = [HEADER, LOAN, (None, None, "小计", 100), ("L2", *LOAN[1:]), ("合计", None, None, 200)]
    (found,) = open_tables(writers.write_xlsx(tmp_path / "f", table))
    chunks = list(TypedRows(found, recognise(found), ReadingChoices()))
    assert [line for chunk in chunks for line, _ in chunk.left_out] == [3, 5]
    assert sum(len(chunk.good) for chunk in chunks) == 2


def test_files_of_other_programs_are_refused_by_what_they_are(tmp_path: Path) -> None:
    whole = writers.write_xls(tmp_path / "f.xls", [HEADER, LOAN]).read_bytes()

    def refused(content: bytes) -> str:
        (tmp_path / "f.xls").write_bytes(content)
        with pytest.raises(BadFile) as caught:
            open_grids(tmp_path / "f.xls")
        return caught.value.problem.rule

    stream = "Workbook".encode("utf-16-le").ljust(32, b"\0")
    for name, said in (
        ("EncryptedPackage", "the workbook is protected by a password"),
        ("WordDocument", "this is a Word document, not a workbook"),
    ):
        other = name.encode("utf-16-le").ljust(32, b"\0")
        assert refused(whole.replace(stream, other)) == said
    begins = b"\xe1\x00\x02\x00\xb0\x04\xc1\x00\x02\x00"  # what follows the first record
    locked = whole.replace(begins, b"\x2f\x00\x06\x00\x00\x00\x01\x00\x01\x00")
    assert refused(locked) == "the workbook is protected by a password"
    (tmp_path / "a.csv").write_text("x")
    writers.zipfile.ZipFile(tmp_path / "f.xls", "w").write(tmp_path / "a.csv", "a.csv")
    assert refused((tmp_path / "f.xls").read_bytes()) == "this is a zip archive, not a workbook"


def test_tags_in_capitals_comments_and_bodies_lose_no_row_of_a_page(tmp_path: Path) -> None:
    body = (
        "<TABLE><THEAD><TR><TH>a<TH>b</THEAD><!-- <tr> --><TBODY><TR><TD COLSPAN=2>1</TR>"
        "<tr/><td>2<td>3<x:tr><x:td>4</x:td></x:tr></TBODY></TABLE>"
    )
    grid = page(tmp_path / "a.xls", body)
    assert [cells for _, cells in rows(grid)] == [["a", "b"], ["1", ""], ["2", "3"], ["4"]]


def test_a_page_whose_script_never_ends_is_refused_with_its_count(tmp_path: Path) -> None:
    body = "<table><tr><td>1</td></tr><script>x<tr><td>2</td></tr></table>"
    with pytest.raises(BadFile, match=r"the page holds 2 rows \(<tr>\), 1 was read"):
        page(tmp_path / "a.xls", body)


def test_a_cell_outside_of_every_sheet_of_an_xml_workbook_is_refused(tmp_path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path = tmp_path / "a.xls"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}"><Table><Row><Cell><Data>1</Data></Cell>'
        "</Row></Table></Workbook>",
        encoding="utf-8",
    )
    with pytest.raises(BadFile, match="a cell stands outside of every sheet"):
        open_grids(path)
