"""A contact is written down with what the contact gate said of it; nothing is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOON = "2026-06-10T12:00:00+08:00"
NIGHT = "2026-06-10T23:00:00+08:00"
CUSTOMERS = """customer_id,name,phone,time_zone
C1,Ana,+86 138 0000 0001,Asia/Shanghai
"""
LOANS = """loan_id,customer_id,principal,currency,disbursed_on,method,instalments,first_due_on
L1,C1,300,CNY,2026-04-01,equal_principal,3,2026-05-01
"""


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Path:
    run("init", "--currency", "CNY", now=NOON)
    for name, text in (("customers", CUSTOMERS), ("loans", LOANS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    run("import", "customers.csv", "loans.csv", now=NOON)
    return tmp_path / "overdue.db"


@pytest.fixture
def last(data: Any) -> Any:
    def call() -> tuple[str, str, str]:
        one = data("show", "C1", now=NIGHT)["contacts"][0]
        return one["verdict"], one["verdict_rule"], one["override_reason"]

    return call


def test_a_permitted_call_says_nothing_more(book: Path, run: Any, last: Any) -> None:
    assert run("log-call", "C1", "--outcome", "NA", now=NOON).stderr == ""
    assert last() == ("allow", "", "")


def test_a_call_by_night_is_stored_with_its_verdict_and_said(
    book: Path, run: Any, last: Any, rows: Any
) -> None:
    done = run("log-call", "C1", "--outcome", "NA", now=NIGHT)
    assert done.stdout.startswith("Logged call of C1 (Ana): NA")
    assert "logged, though a contact rule advises against it: " in done.stderr
    assert "(hours, " in done.stderr
    assert "permitted from 2026-06-11T08:00+08:00" in done.stderr
    assert last() == ("warn", "hours", "")
    (breach,) = rows("report", "compliance", now=NIGHT)
    assert (breach["verdict"], breach["rule"]) == ("warn", "hours")


def test_an_override_with_a_reason_is_stored_and_the_warning_is_not_repeated(
    book: Path, run: Any, last: Any
) -> None:
    why = ("--override", "she asked for it by e-mail")
    assert run("log-call", "C1", "--outcome", "NA", *why, now=NIGHT).stderr == ""
    assert last() == ("warn", "hours", "she asked for it by e-mail")


def test_what_blocks_is_said_even_with_an_override(book: Path, run: Any, last: Any) -> None:
    run("preference", "add", "C1", "opt_out", "--channel", "sms", now=NOON)
    sms = ("log-message", "C1", "--channel", "sms", "--override", "urgent")
    said = run(*sms, now=NOON).stderr
    assert "a contact rule forbids it" in said
    assert last() == ("block", "opt_out", "urgent")


@pytest.mark.parametrize(
    "contact",
    [
        ("log-note", "C1", "something"),
        ("log-call", "C1", "--outcome", "RPC", "--direction", "in"),
        ("log-message", "C1", "--channel", "sms", "--state", "draft"),
    ],
    ids=lambda contact: contact[0],
)
def test_what_reached_nobody_or_came_from_them_is_not_judged(
    book: Path, run: Any, last: Any, contact: tuple[str, ...]
) -> None:
    assert run(*contact, now=NIGHT).stderr == ""
    assert last() == ("", "", "")


def test_the_outcome_of_a_contact_does_not_judge_the_contact_itself(
    book: Path, run: Any, last: Any
) -> None:
    run("log-call", "C1", "--outcome", "DISP", now=NOON)
    assert last() == ("allow", "", "")
    run("log-call", "C1", "--outcome", "NA", now="2026-06-10T13:00:00+08:00")
    assert last()[:2] == ("block", "hold")
