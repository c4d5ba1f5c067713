"""Who was late before the ledger first heard of the debt starts at the step of those days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HEAD = "invoice_id,customer_id,issued_on,due_on,amount"


def moment(day: str, hour: int = 10) -> str:
    return f"{day}T{hour:02}:00:00+08:00"


@pytest.fixture
def book(run: Any) -> Any:
    """An empty ledger."""
    run("init", "--currency", "CNY", "--time-zone", "Asia/Shanghai", now=moment("2026-04-01"))
    return run


def add(run: Any, folder: Path, header: str, row: str, *, on: str) -> None:
    path = folder / f"{row.split(',', 1)[0]}.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    run("import", str(path), now=moment(on))


@pytest.fixture
def stage(data: Callable[..., Any]) -> Callable[..., tuple[str, str]]:
    """Stage and what is missing for the next one, at the close of a day."""

    def on(day: str, *more: str) -> tuple[str, str]:
        rows = data("queue", "--as-of", day, *more, now=moment("2026-12-01"))["rows"]
        return (rows[0]["stage"], rows[0]["missing"]) if rows else ("", "")

    return on


def test_sixty_days_late_when_first_heard_of_is_a_visit_with_nothing_missing(
    book: Any, stage: Any, tmp_path: Path
) -> None:
    # due on 1 May, first heard of on 30 June: 60 days, which point to the visit
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-06-30")
    assert stage("2026-06-30") == ("visit", "")


def test_a_hundred_and_twenty_days_stop_short_of_the_step_with_a_legal_prerequisite(
    book: Any, stage: Any, tmp_path: Path
) -> None:
    # due on 2 March, first heard of on 30 June: 120 days
    add(book, tmp_path, HEAD, "I1,C1,2026-01-10,2026-03-02,1000", on="2026-06-30")
    assert stage("2026-06-30") == ("visit", "legal: notice 'demand' not delivered")


def test_twenty_days_late_needs_the_calls_for_the_visit_as_everybody_does(
    book: Any, stage: Any, tmp_path: Path
) -> None:
    # due on 1 May, first heard of on 21 May: 20 days are a message; day 31 is 1 June
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-05-21")
    assert stage("2026-05-21") == ("message", "")
    assert stage("2026-06-01") == ("message", "visit: 3 attempts on 2 days missing")


def test_a_policy_of_evidence_starts_such_a_case_at_the_first_step(
    run: Any, stage: Any, tmp_path: Path
) -> None:
    pack = tmp_path / "house.toml"
    head = 'name = "house"\ntitle = "House rules"\nversion = "1"\n'
    pack.write_text(f'{head}[ladder]\ninherited = "evidence"\n', encoding="utf-8")
    run("init", "--currency", "CNY", "--policy", str(pack), now=moment("2026-04-01"))
    add(run, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-06-30")
    assert stage("2026-06-30") == ("message", "visit: 3 attempts on 2 days missing")


def test_a_debt_that_joins_later_changes_nothing(book: Any, stage: Any, tmp_path: Path) -> None:
    # known since April and late since 11 May: on 30 June 50 days, no call was made
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-11,1000", on="2026-04-02")
    assert stage("2026-06-30") == ("message", "visit: 3 attempts on 2 days missing")
    add(book, tmp_path, HEAD, "I2,C1,2026-04-01,2026-05-01,1000", on="2026-06-30")
    assert stage("2026-06-30") == ("message", "visit: 3 attempts on 2 days missing")


def test_a_cure_ends_it(book: Any, stage: Any, tmp_path: Path) -> None:
    # 60 days late when first heard of; paid on 5 July; the next invoice falls due on 1 August
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-06-30")
    add(book, tmp_path, HEAD, "I2,C1,2026-06-15,2026-08-01,1000", on="2026-06-30")
    money = "transaction_id,loan_id,date,amount"
    add(book, tmp_path, money, "T1,I1,2026-07-05,1000", on="2026-07-05")
    assert stage("2026-07-04") == ("visit", "")
    assert stage("2026-09-01") == ("message", "visit: 3 attempts on 2 days missing")  # 31 days


def test_who_never_was_without_arrears_keeps_the_start(
    book: Any, stage: Any, tmp_path: Path
) -> None:
    # the oldest is paid on 5 July, another is 55 days late by then: no day without arrears
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-06-30")
    add(book, tmp_path, HEAD, "I2,C1,2026-04-01,2026-05-11,1000", on="2026-06-30")
    money = "transaction_id,loan_id,date,amount"
    add(book, tmp_path, money, "T1,I1,2026-07-05,1000", on="2026-07-05")
    assert stage("2026-07-06") == ("visit", "")


def test_a_payment_that_bounced_was_a_cure_while_it_stood(
    book: Any, stage: Any, tmp_path: Path
) -> None:
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-06-30")
    money = "transaction_id,loan_id,date,amount,type,reverses"
    add(book, tmp_path, money, "T1,I1,2026-07-05,1000,repayment,", on="2026-07-05")
    add(book, tmp_path, money, "T2,I1,2026-07-08,1000,reversal,T1", on="2026-07-08")
    assert stage("2026-07-08") == ("message", "visit: 3 attempts on 2 days missing")


def test_an_import_that_was_taken_back_was_never_heard_of(
    book: Any, stage: Any, tmp_path: Path
) -> None:
    # heard of on 11 May (10 days), taken back, and imported again on 30 June (60 days)
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-05-11")
    assert stage("2026-06-30")[0] == "message"
    book("undo", now=moment("2026-05-11", 12))
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-06-30")
    assert stage("2026-06-30") == ("visit", "")


def test_importing_the_debt_again_with_other_content_is_no_first_hearing(
    book: Any, stage: Any, tmp_path: Path
) -> None:
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-05-11")
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1200", on="2026-06-30")
    assert stage("2026-06-30") == ("message", "visit: 3 attempts on 2 days missing")


def test_check_finds_stored_stages_equal_to_fresh_ones(book: Any, tmp_path: Path) -> None:
    add(book, tmp_path, HEAD, "I1,C1,2026-04-01,2026-05-01,1000", on="2026-06-30")
    money = "transaction_id,loan_id,date,amount"
    add(book, tmp_path, money, "T1,I1,2026-07-05,300", on="2026-07-05")
    for day in ("2026-06-30", "2026-07-06", "2026-09-01"):
        book("board", now=moment(day))
        book("check", now=moment(day))
