"""Diaries of collectors, and payments said part by part, as other programs write them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+02:00"


@pytest.fixture
def taken(run: Any, data: Any, tmp_path: Path) -> Any:
    """``taken(text)``: what became of a file beside two loans."""
    run("init", "--currency", "EUR", "--time-zone", "Europe/Berlin", now=NOW)
    (tmp_path / "loans.csv").write_text(
        "loan_id,customer_id,principal,disbursed_on\nL-1,K1,1200,2026-01-20\nL-2,K2,900,2026-01-20\n",
        encoding="utf-8",
    )
    run("import", "loans.csv", now=NOW)

    def imported(text: str) -> Any:
        (tmp_path / "f.csv").write_text(text, encoding="utf-8")
        return data("import", "f.csv", now=NOW)["files"][0]

    return imported


def contacts() -> list[tuple[str, ...]]:
    """The contacts in the ledger."""
    with closing(sqlite3.connect("overdue.db")) as conn:
        query = "SELECT customer_id, at, channel, outcome, note FROM contact ORDER BY contact_id"
        return conn.execute(query).fetchall()


def test_a_day_and_a_time_in_two_columns_are_one_moment(taken: Any) -> None:
    text = (
        "loan_id,contact date,contact time,channel,outcome,note,spoken_to\n"
        "L-1,20260406,141329,call,PTP,said Friday,himself\n"
        "L-2,20260406,151002,call,cannot confirm,not at home,wife\n"
    )
    told = taken(text)
    assert (told["kind"], told["new"], told["rejected"]) == ("contacts", 2, 0)
    assert contacts() == [
        ("K1", "2026-04-06T14:13:29+02:00", "call", "PTP", "said Friday; himself"),
        ("K2", "2026-04-06T15:10:02+02:00", "call", "TPC", "not at home; wife; cannot confirm"),
    ]
    assert taken(text)["unchanged"] == 2


DIARY = "案件编号,客户姓名,逾期金额,催收时间,催收记录\n"


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        ("称周五还款", "NOTE"), ("无人接听", "NA"), ("无人接听，下午再打", "NA"),
        ("拒绝还款", "RTP"), ("争议，已解决", "NOTE"), ("无人接听的情况已说明", "NOTE"),
    ],
)  # fmt: skip
def test_a_diary_of_records_alone_is_notes(taken: Any, record: str, outcome: str) -> None:
    told = taken(f"{DIARY}L-1,Fen,900,2026-06-20 10:15,{record}\n")
    assert (told["kind"], told["new"], told["ignored"]) == (
        "contacts",
        1,
        ["客户姓名", "逾期金额"],
    )
    assert contacts() == [("K1", "2026-06-20T10:15:00+02:00", "note", outcome, record)]
    assert any("the rows are notes" in one["rule"] for one in told["warnings"])


def test_a_diary_may_have_several_records_of_a_case_again(taken: Any) -> None:
    text = f"{DIARY}L-1,Fen,900,2026-06-20 10:15,占线\nL-1,Fen,900,2026-06-21 10:15,称周五还款\n"
    assert (taken(text)["new"], taken(text)["unchanged"]) == (2, 2)


def test_a_record_of_nothing_is_rejected(taken: Any, run: Any) -> None:
    Path("g.csv").write_text(f"{DIARY}L-1,Fen,900,2026-06-20 10:15,\n", encoding="utf-8")
    run("init", "--currency", "EUR", now=NOW, code=None)
    assert "nothing says what was done" in run("import", "g.csv", code=3, now=NOW).stderr


def test_days_late_beside_a_record_are_no_diary(taken: Any, run: Any) -> None:
    text = "案件编号,客户姓名,逾期天数,催收时间,催收记录\nL-1,Fen,9,2026-06-20 10:15,占线\n"
    Path("g.csv").write_text(text, encoding="utf-8")
    run("init", "--currency", "EUR", now=NOW, code=None)
    run("import", "g.csv", code=2, now=NOW)


def test_a_column_of_numbers_is_no_channel(taken: Any) -> None:
    told = taken(
        "loan_id,at,channel,contact method,outcome\nL-1,2026-04-06 10:00,call,13800000001,NA\n"
    )
    assert (told["mapping"]["contact method"], told["new"]) == ("phone", 1)


def test_a_contact_of_a_loan_that_is_not_there_is_rejected(taken: Any, run: Any) -> None:
    Path("g.csv").write_text("loan_id,at,channel,outcome\nL-9,2026-04-06 10:00,call,NA\n")
    run("init", "--currency", "EUR", now=NOW, code=None)
    assert "there is no such loan" in run("import", "g.csv", code=3, now=NOW).stderr


def test_the_parts_of_a_payment_are_its_amount(taken: Any) -> None:
    told = taken(
        "transaction_id,loan_id,date,paid_principal,paid_interest,paid_fee\n"
        "T-1,L-1,2026-06-19,1000.00,80.00,5.00\n"
    )
    assert (told["kind"], told["new"]) == ("transactions", 1)


@pytest.mark.parametrize(
    ("parts", "said"),
    [("90.00,1000.00,80.00", "this is not the sum"), (",,", "nothing was paid")],
)
def test_parts_at_odds_with_their_total_are_rejected(
    taken: Any, run: Any, parts: str, said: str
) -> None:
    head = "transaction_id,loan_id,date,amount,paid_principal,paid_interest\n"
    text = f"{head}T-1,L-1,2026-06-19,{parts}\n"
    if parts.startswith(","):
        text = text.replace("amount,", "").replace(",,", ",")
    Path("g.csv").write_text(text, encoding="utf-8")
    assert said in run("import", "g.csv", code=3, now=NOW).stderr
