"""The queue puts customers on a stage by what was done, as the real commands wrote it down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Rows = Callable[..., Any]


def moment(day: str, hour: int = 10) -> str:
    return f"{day}T{hour:02}:00:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Any:
    """A ledger with one invoice of 1,000.00 that fell due on 1 May 2026."""
    run("init", "--currency", "CNY", "--time-zone", "Asia/Shanghai", now=moment("2026-04-01"))
    add(
        run,
        tmp_path,
        "invoice_id,customer_id,issued_on,due_on,amount",
        "I1,C1,2026-04-01,2026-05-01,1000",
    )
    return run


def add(run: Any, folder: Path, header: str, row: str) -> None:
    path = folder / f"{row.split(',', 1)[0]}.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    run("import", str(path), now=moment("2026-04-02"))


def call(run: Any, day: str, outcome: str = "NA", *more: str) -> None:
    run("log-call", "C1", "--outcome", outcome, "--at", moment(day), *more, now=moment(day, 12))


@pytest.fixture
def stage(data: Rows) -> Callable[[str], tuple[str, str, str]]:
    """Stage, since when and what is missing for the next one, at the close of a day."""

    def on(day: str) -> tuple[str, str, str]:
        rows = data("queue", "--as-of", day, now=moment("2026-12-01"))["rows"]
        return (rows[0]["stage"], rows[0]["since"], rows[0]["missing"]) if rows else ("", "", "")

    return on


def test_a_customer_sixty_days_late_without_history_waits_for_three_calls(
    book: Any, stage: Any
) -> None:
    assert stage("2026-06-30") == ("message", "2026-05-17", "visit: 3 attempts on 2 days missing")


def test_the_third_call_without_effect_opens_the_visit_and_not_before(
    book: Any, stage: Any
) -> None:
    for day in ("2026-06-10", "2026-06-11", "2026-06-12"):
        call(book, day)
    assert stage("2026-06-11")[0] == "message"
    assert stage("2026-06-12")[:2] == ("visit", "2026-06-12")


def test_taking_a_call_back_takes_the_step_back(book: Any, stage: Any) -> None:
    for day in ("2026-06-10", "2026-06-11", "2026-06-12"):
        call(book, day)
    book("undo", now=moment("2026-06-12", 13))
    assert stage("2026-06-20")[0] == "message"


def test_a_refusal_brings_the_visit_forward(book: Any, stage: Any) -> None:
    call(book, "2026-05-05", "RTP")
    assert stage("2026-05-16")[0] == "phone"
    assert stage("2026-05-17")[:2] == ("visit", "2026-05-17")


def test_a_payment_that_bounces_counts_until_it_bounced_and_not_from_then_on(
    book: Any, stage: Any, tmp_path: Path
) -> None:
    for day in ("2026-05-03", "2026-05-04", "2026-05-05"):
        call(book, day)
    money = "transaction_id,loan_id,date,amount,type,reverses"
    add(book, tmp_path, money, "T1,I1,2026-05-20,300,repayment,")
    add(book, tmp_path, money, "T2,I1,2026-06-10,300,reversal,T1")
    assert stage("2026-06-09")[0] == "message"
    assert stage("2026-06-10") == ("visit", "2026-06-10", "")


def test_a_pending_promise_holds_the_visit_back_and_a_broken_one_opens_it(
    book: Any, stage: Any
) -> None:
    for day in ("2026-05-28", "2026-05-29"):
        call(book, day)
    call(book, "2026-05-30", "PTP", "--promise", "1000@2026-06-04")
    assert stage("2026-06-06")[::2] == ("message", "visit: a promise for 2026-06-04 is pending")
    assert stage("2026-06-07")[0] == "visit"


def message(run: Any, day: str, *more: str) -> None:
    run(
        "log-message", "C1", "--channel", "letter", "--at", moment(day), *more, now=moment(day, 12)
    )


def test_legal_waits_for_a_demand_that_was_delivered_and_fourteen_days(
    book: Any, stage: Any
) -> None:
    for day in ("2026-06-10", "2026-06-11", "2026-06-12"):
        call(book, day)
    message(book, "2026-07-20", "--notice", "demand", "--state", "draft")
    assert stage("2026-08-10")[::2] == ("visit", "legal: notice 'demand' not delivered")
    message(book, "2026-07-22", "--notice", "demand", "--state", "delivered")
    assert stage("2026-08-04")[2] == (
        "legal: notice 'demand' delivered on 2026-07-22 runs until 2026-08-05"
    )
    assert stage("2026-08-05")[:2] == ("legal", "2026-08-05")


def test_a_note_that_names_a_step_by_decision_puts_the_customer_there(
    book: Any, stage: Any
) -> None:
    day = "2026-06-15"
    book(
        "log-note", "C1", "placed with an agency", "--step", "agency", "--at", moment(day),
        now=moment(day, 12),
    )  # fmt: skip
    assert stage("2026-06-14")[0] == "message"
    assert stage("2026-06-20")[:2] == ("agency", "2026-06-15")


def test_a_hold_keeps_the_stage_and_its_end_brings_the_customer_back(
    book: Any, stage: Any
) -> None:
    book(
        "hold", "add", "C1", "--kind", "other", "--from", "2026-05-10", "--until", "2026-05-25",
        now=moment("2026-05-10"),
    )  # fmt: skip
    days = ("2026-05-09", "2026-05-25", "2026-05-26")
    assert [stage(day)[0] for day in days] == ["phone", "phone", "message"]
