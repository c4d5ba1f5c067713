"""本金, 利息, 费用 of a daily list belong to the total that they sum to; else it is a question."""

from __future__ import annotations

import pytest

from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.table import Table

BEFORE = ["借据号", "客户号", "逾期天数"]


def table_of(header: list[str], *rows: list[str]) -> Table:
    lines = [(number, [*row]) for number, row in enumerate(rows, 2)]
    return Table("f.csv", "", tuple(header), 1, lambda: iter(lines))


def fields(header: list[str], *rows: list[str], kind: str = "snapshot") -> dict[str, str]:
    """By header, the field of each column of a list beside its ids and days."""
    table = table_of([*BEFORE, *header], *(["L1", "C1", "30", *row] for row in rows))
    columns = recognise(table, kind)
    said = {column.header: field for field, column in columns.columns.items()}
    return {name: said.get(name, "") for name in header}


@pytest.mark.parametrize(
    ("header", "row", "meant"),
    [
        (
            ["本金", "利息", "违约金", "逾期金额"],
            ["15,000.00", "2,200.00", "1,000.00", "18,200.00"],
            ["overdue_principal", "overdue_interest", "outstanding_late_fee", "overdue_amount"],
        ),
        (
            ["本金", "利息", "费用", "逾期金额", "欠款总额"],
            ["15000", "2390.11", "1000", "900", "18390.11"],
            ["outstanding_principal", "outstanding_interest", "outstanding_fee", "overdue_amount",
             "outstanding"],
        ),
        (
            ["本金", "逾期利息", "滞纳金", "逾期金额"],
            ["15000", "2200.35", "1000", "18200.35"],
            ["overdue_principal", "overdue_interest", "outstanding_late_fee", "overdue_amount"],
        ),
        (
            ["本金", "利息", "逾期金额", "欠款总额"],
            ["900", "50", "950", "950"],
            ["overdue_principal", "overdue_interest", "overdue_amount", "outstanding"],
        ),
        (
            ["principal", "interest", "fees", "overdue amount"],
            ["900,00", "50,00", "5,00", "955,00"],
            ["overdue_principal", "overdue_interest", "overdue_fee", "overdue_amount"],
        ),
        (
            ["贷款金额", "本金", "利息", "逾期金额"],
            ["20000", "900", "50", "950"],
            ["principal", "overdue_principal", "overdue_interest", "overdue_amount"],
        ),
        (
            ["本金", "逾期本金", "逾期金额"],
            ["20000", "900", "950"],
            ["principal", "overdue_principal", "overdue_amount"],
        ),
        (
            ["principal", "overdue amount"],
            ["20000", "900"],
            ["principal", "overdue_amount"],
        ),
    ],
)  # fmt: skip
def test_parts_belong_to_the_total_they_sum_to(
    header: list[str], row: list[str], meant: list[str]
) -> None:
    assert fields(header, row) == dict(zip(header, meant, strict=True))


@pytest.mark.parametrize(
    ("header", "rows", "choices"),
    [
        (["本金", "利息", "逾期金额"], [["15000", "2200", "900"]],
         ("overdue", "outstanding", "lent")),
        (["本金", "逾期金额"], [["15000", "900"]], ("overdue", "outstanding", "lent")),
        (["贷款金额", "利息", "逾期金额"], [["9000", "10", "900"]],
         ("overdue", "outstanding", "not used")),
        (["本金", "利息", "逾期金额"], [["900", "50", "950"], ["900", "50", "960"]],
         ("overdue", "outstanding", "lent")),
        (["本金", "利息", "逾期金额"], [["900", "", "950"]], ("overdue", "outstanding", "lent")),
        (["本金", "剩余本金", "逾期金额"], [["900", "", "950"]],
         ("overdue", "outstanding", "lent")),
    ],
)  # fmt: skip
def test_parts_that_sum_to_nothing_are_a_question(
    header: list[str], rows: list[list[str]], choices: tuple[str, ...]
) -> None:
    with pytest.raises(Undecided, match="do not tell") as caught:
        fields(header, *rows)
    assert (caught.value.option, caught.value.choices) == ("--map", choices)


def test_interest_that_is_still_to_come_is_never_taken_for_interest_owed() -> None:
    with pytest.raises(Undecided, match=r"剩余利息.*outstanding_interest, or something") as caught:
        fields(["逾期金额", "剩余利息"], ["900", "1200"])
    assert caught.value.maps["not used"] == {"剩余利息": ""}


def test_a_row_without_the_other_parts_does_not_deny_the_sum_of_the_others() -> None:
    """But a row that says more than its total, or no row that sums to it, does."""
    header = ["本金", "逾期利息", "滞纳金", "逾期金额", "欠款余额"]
    whole = ["15000", "2200.35", "1000", "3600", "18200.35"]
    assert fields(header, whole, ["8000", "", "", "1200", "9000"])["本金"] == (
        "outstanding_principal"
    )
    for row in (["8000", "", "", "1200", "7000"], ["8000", "0", "", "1200", "9000"]):
        with pytest.raises(Undecided, match="do not tell"):
            fields(header, whole, row)
    with pytest.raises(Undecided, match="do not tell"):
        fields(header, ["8000", "", "", "1200", "9000"])


def test_the_total_of_the_parts_goes_before_another_one() -> None:
    header = ["本金", "逾期利息", "逾期金额", "最新欠款", "欠款余额"]
    rows = ["15000", "2200.35", "3600", "18390.11", "17200.35"], ["800", "", "12", "910", "900"]
    assert fields(header, *rows)["欠款余额"] == "outstanding"
    with pytest.raises(Undecided, match="both mean outstanding"):
        fields(["剩余本金", *header[1:]], ["15000", "1", "3600", "18390.11", "17200.35"])


def test_interest_that_makes_all_that_is_outstanding_is_part_of_it() -> None:
    header = ["逾期租金", "租金余额", "剩余本金", "剩余利息"]
    read = fields(header, ["45000", "450000", "415000", "35000"], ["0", "9", "9", "0"])
    assert read["剩余利息"] == "outstanding_interest"
    with pytest.raises(Undecided, match="剩余利息"):
        fields(header, ["45000", "450000", "415000", "35000"], ["0", "9", "9", "1"])


def test_principal_of_a_loan_book_is_what_was_lent_unless_the_rows_tell_otherwise() -> None:
    header = ["本金", "放款日期", "逾期金额"]
    assert fields(header, ["20000", "2026-01-05", "900"], kind="loans")["本金"] == "principal"


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        (["逾期本金", "欠息"], True),
        (["逾期本金", "欠息", "贷款余额"], True),
        (["逾期本金", "未还利息"], True),
        (["逾期本金", "Accrued interest"], True),
        (["逾期本金", "未还利息", "剩余本金"], False),
        (["逾期本金", "欠息", "逾期金额"], False),
        (["逾期本金", "欠息", "逾期利息"], False),
        (["逾期本金", "outstanding_interest"], False),
    ],
)
def test_interest_owed_beside_overdue_principal_is_asked_about_unless_a_total_tells(
    header: list[str], asked: bool
) -> None:
    row = ["1000", "50", "1050"][: len(header)]
    if not asked:
        assert fields(header, row)[header[1]] == "outstanding_interest"
        return
    with pytest.raises(Undecided, match=f"'{header[1]}' could be overdue") as caught:
        fields(header, row)
    assert caught.value.maps["overdue"] == {header[1]: "overdue_interest"}
    assert fields(header, ["1000", "0", "9"][: len(header)])[header[1]] == "outstanding_interest"
