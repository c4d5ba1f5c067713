"""Any file in, the same table out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

import writers
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.files import on_disk, open_grids
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.text import json_stream
from overdue_cli.policies.pack import load
from overdue_cli.store.ledger.new_ledger import create_ledger

AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
HEADER = ("loan_id", "customer_id", "name", "phone", "principal", "disbursed_on")
ROWS = [
    HEADER,
    ("00019", "C1", "张三", 13812345678, 1234.5, date(2026, 1, 31)),
    ("L2", "C2", "Müller; Ann", 13900000000, 500, date(2026, 2, 28)),
]
TEXTS = [
    ["00019", "C1", "张三", "13812345678", "1234.5", "2026-01-31"],
    ["L2", "C2", "Müller; Ann", "13900000000", "500", "2026-02-28"],
]
Write = Callable[..., Path]


def only(path: Path, sheet: str = "", encoding: str = "") -> Table:
    (table,) = open_tables(path, encoding, sheet)
    return table


WRITERS = [
    pytest.param(writers.write_csv, id="csv"),
    pytest.param(writers.write_xlsx, id="xlsx"),
    pytest.param(writers.write_xlsb, id="xlsb"),
    pytest.param(writers.write_xls, id="xls"),
    pytest.param(writers.write_ods, id="ods"),
    pytest.param(writers.write_html, id="html"),
    pytest.param(writers.write_xml, id="xml"),
    pytest.param(writers.write_json, id="json"),
    pytest.param(writers.write_jsonl, id="jsonl"),
]


@pytest.mark.parametrize("write", WRITERS)
def test_every_format_gives_the_same_table_whatever_its_name_ends_in(
    write: Write, tmp_path: Path
) -> None:
    table = only(write(tmp_path / "loans.dat", ROWS))
    assert table.header == HEADER
    assert [cells for _, cells in table.rows()] == TEXTS
    assert list(table.rows()) == list(table.rows())
    assert recognise(table).kind.name == "loans"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_of_every_dialect(delimiter: str, encoding: str, end: str, tmp_path: Path) -> None:
    rows = [("贷款台账",), (), *[(*row[:2], "客户", *row[3:]) for row in ROWS[1:]]]
    rows.insert(2, HEADER)
    path = writers.write_csv(tmp_path / "f", rows, delimiter=delimiter, encoding=encoding, end=end)
    table = only(path)
    assert (table.header, table.header_row, table.delimiter) == (HEADER, 3, delimiter)
    assert [cells[2] for _, cells in table.rows()] == ["客户", "客户"]
    assert [row for row, _ in table.rows()] == [4, 5]
    assert [cells for _, cells in table.above] == [["贷款台账"]]


def test_western_text_is_told_from_chinese(tmp_path: Path) -> None:
    rows = [("customer_id", "name", "address"), ("1", "Jürgen Weiß", "Straße 5, Köln")]
    table = only(writers.write_csv(tmp_path / "f.csv", rows, encoding="cp1252"))
    assert table.encoding == "cp1252"
    assert next(table.rows())[1][1] == "Jürgen Weiß"


def test_text_of_an_encoding_in_doubt_is_a_question_with_its_readings(tmp_path: Path) -> None:
    rows = [("customer_id", "name"), ("1", "Анна")]
    path = writers.write_csv(tmp_path / "f.csv", rows, encoding="cp1251")
    with pytest.raises(Undecided, match="Анна' \\(cp1251\\)") as caught:
        open_tables(path)
    assert "cp1251" in caught.value.choices
    assert next(only(path, encoding="cp1251").rows())[1] == ["1", "Анна"]


def test_a_semicolon_file_with_decimal_commas_has_its_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("Report of today, all branches\nloan_id;amount;date\nA;1,5;2026-01-01\n" * 1)
    assert only(path).header == ("loan_id", "amount", "date")


@pytest.mark.parametrize("cell", ['="00019"', '"=""00019"""', "'00019", "00019\t", "\u200e00019"])
def test_an_id_dressed_for_a_spreadsheet_keeps_its_digits(cell: str, tmp_path: Path) -> None:
    from overdue_cli.ingest.typed import ReadingChoices, TypedRows

    path = tmp_path / "f.csv"
    path.write_text(f"customer_id,name\n{cell},Ann\n", encoding="utf-8")
    table = only(path)
    rows = TypedRows(table, recognise(table), ReadingChoices())
    assert [row[1] for chunk in rows for row in chunk.good] == ["00019"]


def test_the_header_of_two_rows_with_groups(tmp_path: Path) -> None:
    rows = [
        ("贷款台账", None, None, None, None, None),
        ("借据号", "客户信息", None, "逾期", None, "放款日期"),
        (None, "客户编号", "姓名", "本金", "利息", None),
        ("A", "C1", "张三", 5, 6, date(2026, 1, 1)),
    ]
    merged = [(0, 0, 0, 5), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 2, 5)]
    expected = ("借据号", "客户编号", "姓名", "逾期本金", "逾期利息", "放款日期")
    for write in (
        writers.write_xlsx,
        writers.write_xls,
        writers.write_html,
        writers.write_xml,
    ):
        table = only(write(tmp_path / "f", rows, merged=merged))
        assert table.header == expected
        assert [row for row, _ in table.rows()] == [4]
    assert only(writers.write_csv(tmp_path / "f", rows)).header == expected


def test_a_header_in_two_languages_or_with_a_row_of_units(tmp_path: Path) -> None:
    rows = [
        ("借据号", "客户编号", "贷款金额", "放款日期"),
        ("loan_id", "customer_id", "principal", "disbursed_on"),
        ("A", "C", 1, "2026-01-01"),
    ]
    table = only(writers.write_xlsx(tmp_path / "f", rows))
    assert (table.header, [row for row, _ in table.rows()]) == (rows[0], [3])
    rows[1] = (None, None, "万元", None)
    rows[1] = ("", "", "万元", "日")
    table = only(writers.write_xlsx(tmp_path / "f", rows))
    assert table.header == ("借据号", "客户编号", "贷款金额(万元)", "放款日期(日)")


def test_several_sheets_are_several_tables_and_one_can_be_named(tmp_path: Path) -> None:
    sheets = {"封面": [("说明",)], "借据": ROWS, "客户": [("客户编号", "姓名"), ("C1", "张三")]}
    path = writers.write_sheets(tmp_path / "f.xlsx", sheets)
    assert [table.sheet for table in open_tables(path)] == ["借据", "客户"]
    assert only(path, "客户").header == ("客户编号", "姓名")
    assert only(path, "3").header == ("客户编号", "姓名")
    with pytest.raises(WrongUse, match="no sheet 'x'"):
        open_tables(path, "", "x")


def test_lists_in_one_json_object_are_sheets(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    loan = {"loan_id": "A", "customer": {"id": "C1"}, "principal": 1.5}
    path.write_text(json.dumps({"as_of": "2026-01-01", "loans": [loan], "customers": [{"id": 1}]}))
    loans, customers = open_tables(path)
    assert (loans.sheet, customers.sheet) == ("loans", "customers")
    assert loans.header == ("loan_id", "customer.id", "principal")
    assert list(loans.rows()) == [(1, ["A", "C1", "1.5"])]
    assert only(path, "customers").header == ("id",)


def test_numbers_of_json_keep_every_digit(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_text('{"id_no": 110101199003071234, "a": 1.10, "b": 1.2e3, "c": null}\n')
    assert list(only(path).rows()) == [(1, ["110101199003071234", "1.10", "1200", ""])]


def test_a_later_object_may_name_more_columns(tmp_path: Path) -> None:
    path = writers.write_json(tmp_path / "f.json", [("customer_id",), ("A",)])
    path.write_text('[{"customer_id": "A"}, {"customer_id": "B", "name": "Bo"}]')
    table = only(path)
    assert table.header == ("customer_id", "name")
    assert list(table.rows()) == [(1, ["A", ""]), (2, ["B", "Bo"])]


def test_a_long_json_list_is_read_through_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "_BLOCK", 7)
    rows = [("customer_id", "income"), *((f"C{n}", n) for n in range(500))]
    table = only(writers.write_json(tmp_path / "f.json", rows))
    assert [cells for _, cells in table.rows()] == [[f"C{n}", str(n)] for n in range(500)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"customer_id": "A"}, {"customer_id"', "not JSON"),
        ('[{"customer_id": "A"}', "',' should stand here"),
        ('[{"customer_id": "A"}] x', "after the end"),
        ('[{"customer_id": "A", "customer_id": "B"}]', "twice in one object"),
        ('[["customer_id"], ["A"]]', "this is no object"),
        ('{"customer_id": "A"}\n{"customer_id": \n', "not JSON"),
        ("[" * 100_000, "this is not JSON|too deep"),
        ("[]", "empty"),
        ('{"rows": []}', "empty|no column|no rows"),
    ],
)
def test_broken_json_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(text)
    with pytest.raises(BadFile, match=said):
        recognise(only(path))


def test_a_damaged_workbook_is_named_and_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for write in (writers.write_xls, writers.write_xlsx):
        whole = write(tmp_path / "f", ROWS).read_bytes()
        for length in range(100, len(whole) - 1, len(whole) // 9):
            (tmp_path / "cut").write_bytes(whole[:length])
            try:
                open_tables(tmp_path / "cut")
            except BadFile as fault:
                said = fault.problem.rule
            else:
                said = "empty"
            assert "damaged" in said or "empty" in said
    assert capfd.readouterr() == ("", "")


def test_what_comes_on_the_standard_input_can_be_gone_through_again(tmp_path: Path) -> None:
    source = writers.write_csv(tmp_path / "f", ROWS)
    with source.open("rb") as stdin, on_disk(Path("-"), stdin) as path:
        table = only(path)
        assert len(list(table.rows())) == len(list(table.rows())) == 2
    assert not path.exists()
    with on_disk(source) as path:
        assert path == source


def test_a_number_that_a_spreadsheet_cut_short_is_marked(tmp_path: Path) -> None:
    rows = [("customer_id", "id_no"), ("C1", 110101199003071234)]
    for write in (writers.write_xlsx, writers.write_xls, writers.write_ods):
        (grid,) = open_grids(write(tmp_path / "f", rows))
        assert list(grid.rows(1)) == [(2, ["C1", "1.10101199003071E+17"])]


BOOK = [
    ("某某小额贷款公司贷款台账",),
    ("截至2025-12-31", None, None, None, None, "单位：元"),
    (
        "借据号",
        "客户姓名",
        "手机号",
        "放款日期",
        "到期日",
        "贷款金额(万元)",
        "年利率",
        "还款方式",
        "逾期天数",
        "逾期本金",
    ),
    (
        "0001",
        "张三",
        13812345678,
        date(2025, 1, 31),
        date(2026, 1, 31),
        1.2,
        12,
        "等额本息",
        35,
        900,
    ),
    ("0002", "李四", 13912345678, date(2025, 3, 1), date(2026, 3, 1), 0.6, 9.5, "先息后本", 0, 0),
    ("0003", "张三", 13812345678, date(2025, 5, 31), date(2025, 11, 30), 5, 18, "等额本金", 9, 8),
    (
        "0004",
        "张三",
        13712345678,
        date(2025, 6, 30),
        date(2025, 12, 31),
        2.5,
        18,
        "利随本清",
        1,
        2,
    ),
    ("合计", None, None, None, None, 9.3),
]


@pytest.mark.parametrize("form", ["csv", "xls", "xlsx"])
def test_a_chinese_loan_book_is_imported_without_options(form: str, tmp_path: Path) -> None:
    write = {
        "csv": partial(writers.write_csv, encoding="gbk"),
        "xls": partial(writers.write_xls, merged=[(0, 0, 0, 9)]),
        "xlsx": partial(writers.write_xlsx, merged=[(0, 0, 0, 9)]),
    }[form]
    path = write(tmp_path / f"台账.{form}", BOOK)
    with create_ledger(tmp_path / "l.db", {"currency": "CNY"}, actor="me", at=AT) as ledger:
        (file,) = import_files(Writing(ledger, load(""), "me", AT), [path], ImportOptions()).files
        assert (file.new, file.rejected, file.header_row) == (4, 0, 3)
        assert [one.row for one in file.left_out] == [1, 2, 8]
        found = ledger.conn.execute(
            "SELECT loan_id, name, phone, principal, disbursed_on, maturity_on, annual_rate, "
            "method FROM loan JOIN customer USING (customer_id) ORDER BY 1"
        )
        assert list(map(tuple, found)) == [
            (
                "0001",
                "张三",
                "13812345678",
                1_200_000,
                "2025-01-31",
                "2026-01-31",
                "12",
                "annuity",
            ),
            (
                "0002",
                "李四",
                "13912345678",
                600_000,
                "2025-03-01",
                "2026-03-01",
                "9.5",
                "interest_only",
            ),
            (
                "0003",
                "张三",
                "13812345678",
                5_000_000,
                "2025-05-31",
                "2025-11-30",
                "18",
                "equal_principal",
            ),
            ("0004", "张三", "13712345678", 2_500_000, "2025-06-30", "2025-12-31", "18", "bullet"),
        ]
        owners = dict(ledger.conn.execute("SELECT loan_id, customer_id FROM loan").fetchall())
        assert owners["0001"] == owners["0003"] != owners["0004"]
        assert "told apart by name and phone" in file.warnings[0].rule
        again = import_files(Writing(ledger, load(""), "me", AT), [path], ImportOptions())
        assert (again.written, again.files[0].unchanged) == (False, 4)


def test_customers_without_an_id_are_found_again_and_never_merged_by_name(
    tmp_path: Path,
) -> None:
    header = "借据号,客户姓名,手机号,身份证号,贷款金额,放款日期"
    files = {
        "customers.csv": "客户号,客户姓名,身份证号\nC1,张三,11010119900307123X\n",
        "a.csv": f"{header}\nA,张三,138,11010119900307123X,1,2026-01-01\n"
        "B,李四,139,,1,2026-01-01\n",
        "b.csv": f"{header}\nB,李四,136,,1,2026-01-01\nD,李四,,,1,2026-01-01\n",
        "names.csv": "借据号,客户姓名,贷款金额,放款日期\nE,张三,1,2026-01-01\n"
        "F,张三,1,2026-01-01\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with create_ledger(tmp_path / "l.db", {"currency": "CNY"}, actor="me", at=AT) as ledger:
        results = [
            import_files(
                Writing(ledger, load(""), "me", AT), [tmp_path / name], ImportOptions()
            ).files[0]
            for name in files
        ]
        owners = dict(ledger.conn.execute("SELECT loan_id, customer_id FROM loan").fetchall())
        phones = dict(ledger.conn.execute("SELECT customer_id, phone FROM customer").fetchall())
    assert owners["A"] == "C1"
    assert phones[owners["B"]] == "136"
    assert owners["D"] != owners["B"]
    assert owners["E"] == owners["F"] == "张三"
    assert [one.rule for one in results[-1].warnings[:2]] == [
        "nothing but the name tells the customers apart: one name is one customer, 1 customer in "
        "all; 1 name stands in several rows",
        "1 name is also that of a customer with an id",
    ]


def test_one_name_is_one_customer_in_lists_invoices_and_the_files_after_them(
    tmp_path: Path,
) -> None:
    files = {
        "list.csv": "借据号,客户姓名,逾期天数,逾期金额,数据日期\nL1,王 小甲,3,10,2026-06-29\n",
        "invoices.csv": "invoice no,customer name,due date,amount\nI1,Fen  GmbH,2026-06-01,5\n"
        "I2,Fen GmbH,2026-06-02,7\nI3,王小甲,2026-06-02,7\n",
        "phones.csv": "借据号,手机号,贷款金额,放款日期\nL7,138 1,1,2026-01-01\n"
        "L8,1381,1,2026-01-01\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files["cards.csv"] = (
        "借据号,客户姓名,银行卡号,贷款金额,放款日期\nK1,张三,622 1,1,2026-01-01\n"
        "K2,张三,6222,1,2026-01-01\nK3,张三,6221,2,2026-01-02\n"
    )
    (tmp_path / "cards.csv").write_text(files["cards.csv"], encoding="utf-8")
    with create_ledger(tmp_path / "l.db", {"currency": "CNY"}, actor="me", at=AT) as ledger:
        for name in files:
            import_files(Writing(ledger, load(""), "me", AT), [tmp_path / name], ImportOptions())
        owners = dict(ledger.conn.execute("SELECT loan_id, customer_id FROM loan").fetchall())
    assert owners["L1"] == owners["I3"] == "王小甲"
    assert owners["I1"] == owners["I2"] == "Fen GmbH"
    assert owners["L7"] == owners["L8"]
    assert owners["K1"] == owners["K3"] != owners["K2"]
