"""Parts, rates and days of a user's file come to the right figures, or are asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"


@pytest.fixture
def given(run: Any, tmp_path: Path) -> Any:
    """``given(header, row, …)`` writes a file beside a ledger in CNY."""
    run("init", "--currency", "CNY", now=NOW)

    def write(*lines: str, name: str = "f.csv") -> str:
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return name

    return write


LIST = "借据号,客户号,逾期天数,贷款金额,本金,利息,违约金,逾期金额"


def test_interest_and_late_fees_of_a_list_are_no_principal(
    given: Any, run: Any, data: Any
) -> None:
    name = given(LIST, 'JJ-1,K1,85,15000,"15,000.00","2,200.00","1,000.00","18,200.00"')
    run("import", name, "--as-of", "2026-06-30", now=NOW)
    overdue = data("show", "JJ-1", now=NOW)["overdue"]
    assert (overdue["principal"], overdue["interest"], overdue["fee"], overdue["total"]) == (
        "15000.00", "2200.00", "1000.00", "18200.00"
    )  # fmt: skip


def test_parts_that_sum_to_no_total_stop_a_script(given: Any, run: Any, data: Any) -> None:
    name = given(LIST, "JJ-1,K1,85,15000,15000,2200,1000,17000")
    said = run("import", name, "--as-of", "2026-06-30", code=2, now=NOW).stderr
    assert (
        "'本金' and '利息' could be part of what is overdue, or of all that is outstanding" in said
    )
    assert data("queue", now=NOW)["rows"] == []


def rate_of(data: Any) -> str:
    """What the first instalment of a year at 120,000 asks for as interest: a month of the rate."""
    return str(data("show", "L1", now=NOW)["instalments"][0]["interest"])


BOOK = "借据号,客户号,贷款金额,放款日期,还款方式,期数,{}"


@pytest.mark.parametrize(
    ("header", "cell", "interest"),
    [
        ("执行月利率(‰)", "6", "720.00"),
        ("执行月利率", "0.6%", "720.00"),
        ("贷款年利率", "7.2", "720.00"),
        ("合同利率", "7.2%", "720.00"),
        ("年利率", "72‰", "720.00"),
    ],
)
def test_a_rate_counts_for_the_period_that_its_header_names(
    given: Any, run: Any, data: Any, header: str, cell: str, interest: str
) -> None:
    run(
        "import",
        given(BOOK.format(header), f"L1,K1,120000,2026-01-20,等额本金,12,{cell}"),
        now=NOW,
    )
    assert rate_of(data) == interest


@pytest.mark.parametrize(
    ("said", "interest"), [("permille-month", "780.00"), ("permille", "65.00")]
)
def test_per_mille_of_no_period_is_a_question(
    given: Any, run: Any, data: Any, said: str, interest: str
) -> None:
    name = given(BOOK.format("利率"), "L1,K1,120000,2026-01-20,等额本金,12,6.5‰")
    told = run("import", name, code=2, now=NOW).stderr
    assert "7.80 % a year (6.5 ‰ a month) or 0.65 % a year" in told
    assert "--rate permille-month or --rate permille" in told
    run("import", name, "--rate", said, now=NOW)
    assert rate_of(data) == interest


@pytest.mark.parametrize(
    ("header", "cell", "rate"),
    [("逾期月利率(‰)", "9", "10.8"), ("违约年利率", "10.8", "10.8"), ("罚息利率", "10.8", "10.8")],
)
def test_a_rate_on_late_money_is_kept(
    given: Any, run: Any, data: Any, header: str, cell: str, rate: str
) -> None:
    run("import", given(BOOK.format(f"年利率,{header}"), "L1,K1,120000,2026-01-20,等额本金,12,7.2,"
        + cell), now=NOW)  # fmt: skip
    rows = data("import", "f.csv", "--explain", "2", now=NOW)["rows"]
    step = next(one for one in rows if one["header"] == header)
    assert (step["field"], float(step["value"])) == ("penalty_rate", float(rate))


def test_a_daily_rate_stops_until_it_is_left_out(given: Any, run: Any, data: Any) -> None:
    name = given(BOOK.format("日利率"), "L1,K1,120000,2026-01-20,等额本金,12,0.05%")
    said = run("import", name, code=2, now=NOW).stderr
    assert "nothing is read from '日利率' (a rate)" in said
    assert "--leave-out '日利率'" in said
    run("import", name, "--leave-out", "日利率", now=NOW)
    assert rate_of(data) == "0.00"


def test_what_was_left_out_is_remembered_for_the_header(given: Any, run: Any) -> None:
    header = BOOK.format("减免金额")
    first = given(header, "L1,K1,120000,2026-01-20,等额本金,12,5")
    run("import", first, "--leave-out", "all", now=NOW)
    run("import", given(header, "L2,K2,90000,2026-01-20,等额本金,12,7", name="g.csv"), now=NOW)
    run("import", first, now=NOW)


@pytest.mark.parametrize("column", ["减免额", "备注"])
def test_a_column_that_is_not_there_cannot_be_left_out(given: Any, run: Any, column: str) -> None:
    name = given(BOOK.format("减免金额"), "L1,K1,120000,2026-01-20,等额本金,12,5")
    said = run("import", name, "--leave-out", column, "--leave-out", "减免金额", code=2, now=NOW)
    assert f"--leave-out names the column '{column}', which is not there" in said.stderr


def test_the_day_paid_is_no_due_date(given: Any, run: Any, data: Any) -> None:
    run("import", given("借据号,客户号,贷款金额,放款日期", "L1,K1,200,2026-01-20"), now=NOW)
    plan = given(
        "借据号,期号,到期日期,还款日期,本金,利息",
        "L1,1,2026-02-20,2026-02-25,100,2",
        "L1,2,2026-03-20,2026-03-19,100,1",
        name="plan.csv",
    )
    assert "'还款日期' (a day)" in run("import", plan, code=2, now=NOW).stderr
    run("import", plan, "--leave-out", "还款日期", now=NOW)
    due = [one["due_on"] for one in data("show", "L1", now=NOW)["instalments"]]
    assert due == ["2026-02-20", "2026-03-20"]


def test_interest_not_yet_due_is_asked_about(given: Any, run: Any) -> None:
    name = given("借据号,客户号,逾期天数,逾期金额,剩余利息", "L1,K1,30,900,1200")
    said = run("import", name, "--as-of", "2026-06-30", code=2, now=NOW).stderr
    assert (
        "column '剩余利息': this column could be outstanding_interest, or something of which"
        in said
    )


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("2026-06-10,L1 Anna,100.00,1.50,90.00", True),
        ("2026-06-10,L1 Anna,100.00,1.50,98.50", False),
        ("2026-06-10,L1 Anna,100.00,0.00,100.00", False),
    ],
)  # fmt: skip
def test_a_fee_of_a_bank_list_is_asked_about_unless_it_makes_the_net_amount(
    given: Any, run: Any, row: str, asked: bool
) -> None:
    name = given("Date,Description,Amount,Fee,Net", row)
    said = run("import", name, code=2 if asked else 0, now=NOW).stderr
    assert ("nothing is read from 'Fee' (money), 'Net' (money)" in said) == asked
    if asked:
        run("import", name, "--leave-out", "all", now=NOW)


@pytest.mark.parametrize(
    ("header", "cell", "asked"),
    [
        ("还款频率", "按季", True), ("还款频率", "按月", False),
        ("Payment Frequency", "Weekly", True), ("Payment Frequency", "Monthly", False),
        ("结息方式", "按季结息", True),
        ("每月还款日", "20", True), ("Payment Day", "25", True), ("还款日", "", False),
    ],
)  # fmt: skip
def test_a_frequency_or_a_day_that_makes_another_schedule_is_asked_about(
    given: Any, run: Any, header: str, cell: str, asked: bool
) -> None:
    name = given(
        BOOK.format(f"年利率,{header}"), f"L1,K1,120000,2026-01-15,等额本金,12,7.2,{cell}"
    )
    said = run("import", name, code=2 if asked else 0, now=NOW).stderr
    assert (f"'{header}' (a term of the schedule)" in said) == asked


def test_a_day_of_the_month_is_not_asked_about_where_the_first_due_date_is_read(
    given: Any, run: Any
) -> None:
    name = given(
        BOOK.format("首期还款日,还款日"), "L1,K1,120000,2026-01-15,等额本金,12,2026-02-20,20"
    )
    run("import", name, now=NOW)
