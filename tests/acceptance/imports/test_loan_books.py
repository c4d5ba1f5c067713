"""Loan books as offices keep them: rates for a month, days past due, rows of signatures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"
HEADER = "借据号,客户号,贷款金额(万元),放款日期,{rate},还款方式,期数,逾期天数,逾期本金,逾期利息"
ROW = "JJ-1,00301,12,2025-12-20,{rate},等额本息,12,41,9876.54,612.30"
TITLE = "统计日期：2026年6月30日"
Write = Callable[..., str]


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Write:
    """A loan book with one loan, and a ledger to read it into."""
    run("init", "--currency", "CNY", now=NOW)

    def write(rate: str = "年利率", cell: str = "7.2", title: str = TITLE) -> str:
        lines = [title, HEADER.format(rate=rate), ROW.format(rate=cell)]
        (tmp_path / "book.csv").write_text("\n".join(lines) + "\n", encoding="gb18030")
        return "book.csv"

    return write


def instalment(data: Any) -> str:
    return str(data("show", "JJ-1", now=NOW)["instalments"][0]["total"])


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("年利率", "7.2"),
        ("月利率(‰)", "6"),
        ("月利率（%）", "0.6"),
        ("月利率‰", "6.00"),
        ("月利率", "0.6%"),
        ("月息", "6‰"),
        ("年利率", "72‰"),
    ],
)
def test_a_rate_for_a_month_is_twelve_times_as_much_a_year(
    book: Write, run: Any, data: Any, header: str, cell: str
) -> None:
    run("import", book(header, cell), now=NOW)
    assert instalment(data) == "10394.28"


def test_the_yearly_rate_is_taken_where_both_are_there(book: Write, run: Any, data: Any) -> None:
    run("import", book("月利率(‰),年利率", "6,7.2"), now=NOW)
    assert instalment(data) == "10394.28"


def test_two_rates_that_differ_are_a_question(book: Write, run: Any) -> None:
    said = run("import", book("月利率(‰),年利率", "99,7.2"), code=2, now=NOW).stderr
    assert "nothing is read from '月利率(‰)' (a rate)" in said


@pytest.mark.parametrize(("unit", "interest"), [("permille", "720.00"), ("percent", "7200.00")])
def test_a_rate_for_a_month_without_a_unit_is_a_question(
    book: Write, run: Any, data: Any, unit: str, interest: str
) -> None:
    said = run("import", book("月利率", "6"), code=2, now=NOW).stderr
    assert "72 % a year (6 % a month) or 7.2 % a year (6 ‰ a month)" in said
    run("import", "book.csv", "--rate", unit, now=NOW)
    assert data("show", "JJ-1", now=NOW)["instalments"][0]["interest"] == interest


def test_days_past_due_of_no_day_are_warned_of_in_a_script(
    book: Write, run: Any, data: Any
) -> None:
    said = run("import", book(title="2026年6月30日 单位：元"), now=NOW).stderr
    assert "'逾期天数': how late the loans are was not used" in said
    assert "they stand as if nothing had been paid" in said
    assert data("show", "JJ-1", now=NOW)["days_past_due"] == 161
    run("undo", now=NOW)
    run("import", "book.csv", "--as-of", "2026-06-30", now=NOW)
    shown = data("show", "JJ-1", now=NOW)
    assert (shown["days_past_due"], shown["overdue"]["total"]) == (41, "10488.84")


def test_a_list_that_tells_of_plans_is_a_book_where_nobody_can_say_its_day(
    run: Any, data: Any, tmp_path: Path
) -> None:
    """Without the sums of the plan, or a row's day of lending, it is a list without its day."""
    run("init", "--currency", "CNY", now=NOW)
    header = "合同编号,客户编号,融资金额,放款日期,租金余额,逾期租金,逾期天数"
    rows = ["XM-1,K1,720000,2024-11-25,450000,45000,62", "XM-2,K2,9000,2025-01-02,8000,0,0"]

    def written(more: str, cells: str, rows: list[str] = rows) -> str:
        lines = [header + more, *(row + cells for row in rows)]
        (tmp_path / "leases.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return "leases.csv"

    for name in (written("", ""), written(",租金总额", ",810000", ["XM-1,K1,7,,4,1,62"])):
        assert "--as-of" in run("import", name, code=2, now=NOW).stderr
    name = written(",租金总额", ",810000")
    done = data("import", name, "--dry-run", "--as-of", "2026-06-30", now=NOW)["files"][0]
    assert done["kind"] == "snapshot"
    said = run("import", name, now=NOW).stderr
    assert "'逾期天数': how late the loans are was not used" in said
    assert "nothing of them is due, because nothing says how they are paid back" in said
    assert data("show", "XM-1", now=NOW)["principal"] == "720000.00"


def test_days_past_due_may_be_left_out_by_a_map(
    book: Write, run: Any, data: Any, tmp_path: Path
) -> None:
    (tmp_path / "m.toml").write_text(
        'kind = "loans"\n[columns]\n"逾期天数" = ""\n"逾期本金" = ""\n"逾期利息" = ""\n',
        encoding="utf-8",
    )
    run("import", book(title="台账"), "--map", "m.toml", now=NOW)
    assert data("show", "JJ-1", now=NOW)["days_past_due"] == 161


@pytest.mark.parametrize(
    "below",
    ["行长签字：,,日期：", "制表：,张三,审核：,李四", "财务主管：王五", "负责人：,,,盖章："],
)
def test_a_row_of_signatures_is_no_loan(book: Write, run: Any, data: Any, below: str) -> None:
    name = book()
    with Path(name).open("a", encoding="gb18030") as file:
        file.write(f"合计,,12,,,,,,9876.54,612.30\n{below}\n")
    done = data("import", name, now=NOW)["files"][0]
    assert (done["read"], done["new"], [one["row"] for one in done["left_out"]]) == (
        1,
        1,
        [1, 4, 5],
    )


def test_a_missing_column_is_told_with_those_it_could_be(book: Write, run: Any) -> None:
    name = book()
    text = Path(name).read_text(encoding="gb18030").replace("放款日期", "开办日")
    Path(name).write_text(text, encoding="utf-8")
    said = run("import", name, code=3, now=NOW).stderr
    assert "needs the column disbursed_on" in said
    assert "'开办日'" in said
    assert "--guess writes one" in said
    assert "1 file could not be read" in said
    assert "--accept-good" not in said


def test_a_map_leaves_a_rate_for_a_month_what_it_is(
    book: Write, run: Any, data: Any, tmp_path: Path
) -> None:
    (tmp_path / "m.toml").write_text(
        'kind = "loans"\n[columns]\n"月利率(‰)" = "annual_rate"\n', encoding="utf-8"
    )
    run("import", book("月利率(‰)", "6"), "--map", "m.toml", now=NOW)
    assert instalment(data) == "10394.28"
