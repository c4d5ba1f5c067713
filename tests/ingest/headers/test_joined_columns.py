"""Several columns of one meaning: one value of each row, the sum of parts, or a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.column_map import NO_MAP, recognised
from overdue_cli.ingest.headers.joined_columns import how_joined
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.typed import ReadingChoices, TypedRows

LIST = "loan_id,customer_id,as_of,days_past_due,overdue_amount"
ROW = "L1,C1,2026-06-30,3,100"


def values(tmp_path: Path, header: str, *rows: str, field: str) -> list[object]:
    """The values of a field in the rows of a list with further columns."""
    path = tmp_path / "f.csv"
    path.write_text("\n".join([f"{LIST},{header}", *(f"{ROW},{r}" for r in rows)]) + "\n", "utf-8")
    (table,) = open_tables(path)
    typed = TypedRows(table, recognised(table, "snapshot", NO_MAP), ReadingChoices())
    chunks = list(typed)
    assert [problem for chunk in chunks for problem in chunk.problems] == []
    return [row[typed.fields.index(field) + 1] for chunk in chunks for row in chunk.good]


@pytest.mark.parametrize(
    ("header", "rows", "field", "read"),
    [
        ("手机号,联系电话", ("138,138", ",139"), "phone", ["138", "139"]),
        ("outstanding,total debt", ("150.00,150", "120,"), "outstanding", [1_500_000, 1_200_000]),
        ("姓名,户名", ("王小甲,", ",李小乙"), "name", ["王小甲", "李小乙"]),
        ("网点,支行", ("A,B", ",B"), "branch", ["A", "B"]),
        ("maturity,终止日期", ("2026-06-10,", ",2026/07/11"), "maturity_on",
         ["2026-06-10", "2026-07-11"]),
        ("起租确认日期,实际放款日期", ("2024-11-20,2024-11-25", "2025-01-20,"), "disbursed_on",
         ["2024-11-25", "2025-01-20"]),
        ("滞纳金,违约金", ("1.50,2", ",2", "0,0"), "outstanding_late_fee", [35_000, 20_000, 0]),
        ("滞纳金（万元）,违约金", ("0.5,100", ",1"), "outstanding_late_fee", [51_000_000, 10_000]),
    ],
)  # fmt: skip
def test_one_value_of_each_row_or_the_sum_of_parts(
    tmp_path: Path, header: str, rows: tuple[str, ...], field: str, read: list[object]
) -> None:
    assert values(tmp_path, header, *rows, field=field) == read


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("手机号,联系电话", ("138,139",)),
        ("outstanding,total debt", ("150,150", "150,151")),
        ("outstanding (万元),total debt", ("150,150",)),
        ("滞纳金,违约金", ("5,5", "6,6")),  # two names of one charge, or two charges alike
        ("滞纳金,late fee", ("5,7",)),
    ],
)
def test_columns_that_contradict_each_other_are_a_question(
    tmp_path: Path, header: str, rows: tuple[str, ...]
) -> None:
    with pytest.raises(Undecided, match="both mean"):
        values(tmp_path, header, *rows, field="loan_id")


def test_fees_of_different_names_are_parts_and_fees_in_general_are_none(tmp_path: Path) -> None:
    fee = KINDS["snapshot"].named("overdue_fee")

    def how(header: str) -> str | None:
        path = tmp_path / "f.csv"
        path.write_text(f"{header}\n5,7\n", "utf-8")
        return how_joined(open_tables(path)[0], fee, (0, 1))

    assert how("逾期管理费,逾期服务费") == how("Late service fees,Late court costs") == "sum"
    assert how("逾期费用,逾期服务费") is None
    assert how("管理费,逾期管理费") is None
