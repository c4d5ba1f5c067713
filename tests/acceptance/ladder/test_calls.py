"""The collector's loop: queue, call, log, and the queue that follows."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-05-29T10:00:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path, book_files: Any) -> Path:
    run("init", "--currency", "CNY", now=NOW)
    run("import", *book_files(tmp_path / "files"), now=NOW)
    return tmp_path / "overdue.db"


def test_the_queue_lists_customers_with_sums_per_currency(book: Path, data: Any) -> None:
    rows = data("queue", now=NOW)["rows"]
    assert len(rows) == len({row["customer_id"] for row in rows})
    wang = next(row for row in rows if row["customer_id"] == "C1")
    assert [sum_["currency"] for sum_ in wang["overdue"]] == ["CNY", "USD"]
    assert wang["loans"] == 2
    assert wang["officer"] == "lin"


def test_why_says_days_amount_and_rule(book: Path, run: Any) -> None:
    said = run("queue", "--stage", "phone", "--why", now=NOW).stdout
    assert "days late since" in said
    assert "overdue on" in said
    assert "phone (standard 2026.2)" in said


def test_the_order_never_depends_on_chance(book: Path, run: Any) -> None:
    first = run("queue", "--format", "csv", now=NOW).stdout
    assert all(run("queue", "--format", "csv", now=NOW).stdout == first for _ in range(3))


def test_a_call_is_stored_shown_and_moves_the_queue(book: Path, run: Any, data: Any) -> None:
    before = data("queue", now=NOW)["rows"]
    first = before[0]["customer_id"]
    done = run(
        *("log-call", first, "--outcome", "cb", "--callback", "tomorrow", "--note", "at work"),
        *("--actor", "lin"),
        now=NOW,
    )
    assert "undo" in done.stdout
    shown = data("show", first, now=NOW)["contacts"][0]
    assert (shown["outcome"], shown["note"], shown["officer"]) == ("CB", "at work", "lin")
    assert shown["at"].endswith(("+08:00", "-04:00", "+01:00", "+05:00", "+07:00"))
    assert shown["at"][:10] in ("2026-05-28", "2026-05-29")
    table = run("show", first, now=NOW).stdout
    assert "at work" in table
    after = data("queue", now="2026-05-29T10:01:00+08:00")["rows"]
    assert after[0]["customer_id"] != first
    assert after[-1]["customer_id"] == first
    assert "call back" in after[-1]["next_action"]
    due = data("queue", now="2026-05-30T23:00:00+08:00")["rows"]
    assert due[0]["customer_id"] == first
    assert "callback_today" in due[0]["parts"]


def test_promises_are_kept_with_their_currency(book: Path, run: Any, data: Any) -> None:
    run("log-call", "L1", "--outcome", "PTP", "--promise", "500@2026-06-05", now=NOW)
    (promise,) = data("show", "C1", now=NOW)["promises"]
    assert (promise["amount"], promise["due_on"], promise["loan_id"]) == (
        "500.00",
        "2026-06-05",
        "L1",
    )
    several = run(
        "log-call", "C1", "--outcome", "PTP", "--promise", "500@2026-06-05", now=NOW, code=2
    )
    assert "several currencies" in several.stderr


WRONG = [
    (["log-call", "C9", "--outcome", "NA"], "no customer or loan 'C9'"),
    (["log-call", "C1", "--outcome", "PTX"], "Did you mean PTP (promise to pay in full)?"),
    (["log-call", "C1"], "--outcome is missing"),
    (["log-call", "C1", "--outcome", "NA", "--at", "someday"], "not a time"),
    (["log-call", "C1", "--outcome", "NA", "--at", "2030-01-01T10:00"], "still to come"),
    (["log-call", "C1", "--outcome", "CB", "--callback", "2026-05-01"], "not after the call"),
    (["log-call", "C1", "--outcome", "PTP", "--promise", "500"], "AMOUNT@DATE"),
    (["log-call", "L1", "--outcome", "PTP", "--promise", "5.005@2026-06-05"], "2 digits"),
    (["log-call", "L1", "--outcome", "PTP", "--promise", "-5@2026-06-05"], "above zero"),
    (["log-call", "C2", "--outcome", "NA", "--loan", "L1"], "not one of customer"),
    (["pay", "L9", "5"], "no customer or loan 'L9'"),
    (["pay", "L1", "1,50"], "the decimal mark is a point"),
    (["enter", "L1", "fee", "0,5"], "the decimal mark is a point"),
    (["pay", "L1", "0"], "above zero"),
    (["pay", "L1", "1.005"], "2 digits"),
    (["pay", "L1", "1", "--on", "2026-02-30"], "a day that does not exist"),
    (["pay", "L1", "1", "--on", "2026-12-30"], "still to come"),
    (["set", "C1", "phone"], "not field=value"),
    (["set", "C1", "phnoe=1"], "Did you mean phone?"),
    (["set", "C1", "time_zone=Mars/Base"], "unknown time zone"),
    (["set", "L1", "grace_days=-1"], "whole days"),
    (["set", "L1", "grace_days="], "nothing to change"),
    (["assign", "C1", "--officer", "lin"], "already"),
    (["queue", "--stage", "fone"], "Did you mean phone?"),
    (["queue", "--by", "invoice"], "customer or loan"),
    (["show", "nobody"], "no customer or loan"),
    (["report", "aging", "--buckets", "30,20"], "do not rise"),
    (["report", "aging", "--buckets", "a"], "whole days"),
    (["report", "aging", "--group", "colour"], "unknown group"),
    (["report", "aging", "--as-of", "31.12.2026"], "not a date"),
    (["undo", "99"], "no journal entry"),
    (["undo", "1"], "cannot be undone"),
    (["find", " "], "nothing to look for"),
    (["queue", "--format", "xml"], "xml"),
]


@pytest.mark.parametrize(("args", "said"), WRONG, ids=lambda value: str(value))
def test_wrong_use_says_what_to_do_and_writes_nothing(
    book: Path, run: Any, args: list[str], said: str
) -> None:
    run("queue", now=NOW)  # what is derived is up to date
    with sqlite3.connect(book) as conn:
        before = list(conn.iterdump())
    result = run(*args, now=NOW, code=2)
    assert said in result.stderr
    with sqlite3.connect(book) as conn:
        assert list(conn.iterdump()) == before


def test_each_write_prints_how_to_take_it_back_and_it_works(
    book: Path, run: Any, data: Any
) -> None:
    queue = run("queue", "--format", "json", now=NOW).stdout
    loan = run("show", "L1", "--format", "json", now=NOW).stdout
    customer = run("show", "C1", "--format", "json", now=NOW).stdout
    writes = [
        ("pay", "L1", "100", "--on", "2026-05-20"),
        ("log-call", "C1", "--outcome", "PTP", "--promise", "CNY 100@2026-06-01"),
        ("set", "C1", "phone=10086", "language=en"),
        ("set", "L1", "grace_days=30"),
        ("assign", "C1", "--officer", "chen"),
    ]
    for write in writes:
        said = run(*write, now=NOW).stdout
        number = said.rsplit("overdue undo ", 1)[1].strip(" ]\n")
        assert run("show", "C1", "--format", "json", now=NOW).stdout != customer or write[0] in (
            "log-call",
            "set",
        )
        run("undo", number, now=NOW)
        assert run("queue", "--format", "json", now=NOW).stdout == queue
        assert run("show", "L1", "--format", "json", now=NOW).stdout == loan
        assert run("show", "C1", "--format", "json", now=NOW).stdout == customer
        run("check", now=NOW)


def test_an_import_can_be_taken_back_and_made_again(
    book: Path, run: Any, data: Any, tmp_path: Path, book_files: Any
) -> None:
    report = run("report", "aging", "--format", "json", now=NOW).stdout
    run("undo", now=NOW)
    assert data("report", "aging", now=NOW)["currencies"] == []
    run("check", now=NOW)
    run("import", *book_files(tmp_path / "files"), now=NOW)
    assert run("report", "aging", "--format", "json", now=NOW).stdout == report
    run("check", now=NOW)
    run("log-call", "C1", "--outcome", "NA", now=NOW)
    refused = run("undo", "4", now=NOW, code=6)
    assert "contact" in refused.stderr


def test_the_board_counts_what_the_queue_lists(book: Path, run: Any, data: Any) -> None:
    board = run(now=NOW).stdout
    queue = data("queue", now=NOW)["rows"]
    for stage in {row["stage"] for row in queue}:
        count = sum(row["stage"] == stage for row in queue)
        line = next(line for line in board.splitlines() if line.startswith(stage))
        assert f" {count} " in line


def test_grace_moves_stage_and_bucket(book: Path, run: Any, data: Any) -> None:
    days = data("show", "L3", now=NOW)
    run("set", "L3", "grace_days=200", now=NOW)
    later = data("show", "L3", now=NOW)
    assert later["delinquent_days"] == 0
    assert later["days_past_due"] == days["days_past_due"]
    run("report", "aging", "--by", "loan", now=NOW)
    run("check", now=NOW)


def test_json_shape_of_a_loan(book: Path, data: Any) -> None:
    shown = data("show", "L1", now=NOW)
    names = (
        "loan_id customer_id currency as_of status days_past_due delinquent_days oldest_due_on "
        "delinquent_on bucket stage outstanding overdue not_due penalty_accrued credit "
        "next_due_on next_due_amount instalments transactions"
    )
    assert set(names.split()) <= set(shown)
    parts = {"principal", "interest", "fee", "penalty", "total"}
    assert set(shown["outstanding"]) == parts
    line = shown["instalments"][0]
    columns = (
        "seq due_on principal interest fee penalty total paid outstanding paid_on "
        "paid_in_advance paid_late days_past_due"
    )
    assert set(line) == set(columns.split())
    entry = shown["transactions"][0]
    assert set(entry) >= {"transaction_id", "date", "type", "amount", "allocated", "reversed"}
    assert json.dumps(entry["allocated"]) == json.dumps(
        {
            "penalty": "0.00",
            "fee": "0.00",
            "interest": "120.00",
            "principal": "946.19",
            "credit": "0.00",
        }
    )
