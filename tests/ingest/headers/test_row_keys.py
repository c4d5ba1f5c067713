"""What names the debts of a file that has no number of a debt itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.column_map import NO_MAP, recognised
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import glossary_fields
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.headers.row_keys import RowKey, row_key
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.typed import ReadingChoices, TypedRows
from overdue_cli.ingest.word_lists import list_rows

LIST = "姓名,手机号,逾期天数,逾期金额,数据日期"
ROW = "王小甲,138,3,100,2026-06-30"


def table(tmp_path: Path, *lines: str) -> Table:
    path = tmp_path / "f.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return open_tables(path)[0]


def read(tmp_path: Path, header: str, *rows: str) -> Columns:
    """The columns of a list with these beside its own."""
    lines = [f"{header},{LIST}", *(f"{row},{ROW}" for row in rows)]
    return recognised(table(tmp_path, *lines), "snapshot", NO_MAP, ["all"])


def test_a_contract_number_names_a_loan_where_nothing_better_stands(tmp_path: Path) -> None:
    columns = read(tmp_path, "序号,合同编号", "1,HT1", "2,HT2")
    assert columns.header_of("loan_id") == "合同编号"
    assert [one.rule for one in columns.told] == [
        "'合同编号' stands for the loan's number: no column is called that"
    ]
    better = read(tmp_path, "借据号,合同编号", "A,HT1", "B,HT2")
    assert (better.header_of("loan_id"), better.told) == ("借据号", ())


@pytest.mark.parametrize("rows", [("HT1", "HT1"), ("HT1", ""), ("1", "2")])
def test_a_number_that_does_not_name_each_row_is_refused(
    tmp_path: Path, rows: tuple[str, str]
) -> None:
    with pytest.raises(BadFile, match="nothing names each loan: '合同编号' is empty, counted"):
        read(tmp_path, "合同编号", *rows)


def test_one_loan_may_stand_in_the_rows_of_several_days(tmp_path: Path) -> None:
    first, second = f"HT1,{ROW}", f"HT1,{ROW}".replace("06-30", "06-29")
    one = table(tmp_path, f"合同编号,{LIST}", first, second)
    assert recognised(one, "snapshot", NO_MAP).header_of("loan_id") == "合同编号"


def test_payments_of_one_contract_may_be_several(tmp_path: Path) -> None:
    rows = ("HT1,2026-06-01,5", "HT1,2026-06-02,5")
    one = table(tmp_path, "合同编号,还款日期,还款金额", *rows)
    assert recognised(one, "transactions", NO_MAP).header_of("loan_id") == "合同编号"


def test_a_column_that_is_left_out_names_nothing(tmp_path: Path) -> None:
    one = table(tmp_path, f"合同编号,{LIST}", f"HT1,{ROW}")
    with pytest.raises(BadFile, match="loan_id"):
        recognised(one, "snapshot", NO_MAP, ["合同编号"])


def test_a_column_of_no_meaning_that_could_name_the_loans_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(Undecided, match="no column is loan_id; 'Ablage' could be it") as caught:
        read(tmp_path, "ID,Ablage,Farbe", "1,x7,rot", "2,x8,rot")
    assert caught.value.maps == {"Ablage": {"Ablage": "loan_id"}}
    with pytest.raises(BadFile, match="nothing names each loan: 'ID' is empty, counted from 1"):
        read(tmp_path, "ID,Farbe", "1,rot", "2,rot")
    with pytest.raises(BadFile, match="needs the column loan_id"):
        read(tmp_path, "Farbe", "rot", "rot")


def test_the_next_best_is_taken_and_the_better_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from overdue_cli.ingest.headers import row_keys

    fields = {"合同编号": {"contract_no"}, "案件编号": {"case_no"}}
    monkeypatch.setattr(row_keys, "glossary_fields", lambda text, kind: fields.get(text, set()))
    one = table(tmp_path, "合同编号,案件编号", "HT1,AJ1", "HT1,AJ2")
    key = row_key(one, "loans", range(2))
    assert key == RowKey("loan_id", (1,), ("合同编号",))
    assert key.told(one.header).endswith("; '合同编号' is not in every row once")


def test_two_columns_may_name_a_loan_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from overdue_cli.ingest.headers import row_keys

    known = glossary_fields
    suffix = frozenset({"suffix"})
    monkeypatch.setattr(
        row_keys,
        "glossary_fields",
        lambda text, kind: suffix if text == "Sfx" else known(text, kind),
    )
    header = "customer_id,Sfx,as_of,days_past_due,overdue_amount"
    rows = ("0012,L1,2026-06-30,3,5", "0012,L2,2026-06-30,3,5")
    one = table(tmp_path, header, *rows)
    typed = TypedRows(one, recognised(one, "snapshot", NO_MAP), ReadingChoices())
    assert [row[1:3] for chunk in typed for row in chunk.good] == [
        ("0012-L1", "0012"),
        ("0012-L2", "0012"),
    ]


def test_the_list_of_keys_names_kinds_and_their_ids() -> None:
    for row in list_rows("overdue_cli.ingest.headers", "row_keys.csv"):
        for kind in row["kinds"].split():
            assert KINDS[kind].named(row["key"])
