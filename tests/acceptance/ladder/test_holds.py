"""Holds through the real command: what they stop, until when, and that nothing of them sticks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T10:00:00+08:00"
LOANS = """loan_id,customer_id,name,principal,currency,disbursed_on,method,instalments,\
first_due_on,annual_rate,penalty_rate
L1,C1,Ana,300,CNY,2026-04-01,equal_principal,3,2026-05-01,,
L2,C1,Ana,36000,CNY,2026-04-01,equal_principal,1,2026-05-21,,36
L3,C2,Bo,90,CNY,2026-04-01,equal_principal,1,2026-05-20,,
"""


def at(day: str) -> str:
    return f"2026-{day}T10:00:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Path:
    run("init", "--currency", "CNY", now=at("05-01"))
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv", now=at("05-01"))
    return tmp_path / "overdue.db"


@pytest.fixture
def days(data: Any) -> Callable[..., int]:
    def call(day: str, loan: str = "L1", *more: str) -> int:
        return int(data("show", loan, *more, now=at(day))["delinquent_days"])

    return call


@pytest.fixture
def held(rows: Any) -> Callable[..., list[str]]:
    """Kinds of the holds that hold on a day."""

    def call(day: str, *more: str) -> list[str]:
        found = rows("hold", "list", *more, now=at(day))
        return [row["kind"] for row in found if row["state"] == "held"]

    return call


def test_a_kind_says_what_stops_and_when_to_look_at_it(book: Path, run: Any, rows: Any) -> None:
    said = run("hold", "add", "C1", "--kind", "dispute", now=NOW).stdout
    assert said.startswith(
        "Held C1 (Ana) as dispute from 2026-06-10 until it is released, to be looked at on "
        "2026-07-10 (hold 1), stops contact, ladder ["
    )
    (row,) = rows("hold", "list", now=NOW)
    assert (row["stops"], row["days_left"], row["actor"]) == ("contact, ladder", "", "tester")
    assert (row["until_on"], row["remind_on"]) == ("", "2026-07-10")


def test_the_last_day_is_part_of_a_hold_and_the_next_day_it_is_over(
    book: Path, run: Any, held: Any
) -> None:
    run("hold", "add", "C1", "--kind", "hardship", "--until", "2026-06-12", now=NOW)
    assert [held(day) for day in ("06-10", "06-12", "06-13")] == [["hardship"], ["hardship"], []]
    assert held("06-20", "--all") == []
    assert [held("06-20", "--as-of", f"2026-06-{day}") for day in ("09", "12")] == [
        [],
        ["hardship"],
    ]


def test_a_release_ends_it_on_its_day_and_undo_brings_it_back(
    book: Path, run: Any, held: Any
) -> None:
    run("hold", "add", "C1", "--kind", "dispute", now=NOW)
    release = ("hold", "release", "1", "--because", "withdrawn", "--note", "settled")
    said = run(*release, now=at("06-15")).stdout
    assert said.startswith(
        "Released C1 (Ana) from dispute (hold 1) from 2026-06-15 on: the customer withdrew it ["
    )
    asked = [held("06-20", "--as-of", f"2026-06-{day}") for day in ("14", "15")]
    assert asked == [["dispute"], []]
    known = ["--as-of", "2026-06-16", "--known-on", "2026-06-14"]
    assert held("06-20", *known) == ["dispute"]
    assert "a release of its hold" in run("undo", "3", now=at("06-16"), code=6).stderr
    run("undo", now=at("06-16"))
    assert held("06-20") == ["dispute"]
    run("undo", "3", now=at("06-16"))
    assert held("06-20") == []


def test_paused_days_do_not_count_and_run_on_afterwards(book: Path, run: Any, days: Any) -> None:
    hold = ("hold", "add", "C1", "--kind", "moratorium")
    run(*hold, "--from", "2026-06-05", "--until", "2026-06-14", now=NOW)
    assert [days(day) for day in ("06-04", "06-05", "06-10", "06-15", "06-20")] == [
        34,
        35,
        35,
        35,
        40,
    ]
    assert days("06-20", "L3") == 31
    run("check", now=at("06-20"))


def test_a_hold_of_one_loan_pauses_that_loan(book: Path, run: Any, days: Any) -> None:
    run("hold", "add", "L2", "--kind", "other", "--stops", "dpd", now=NOW)
    assert (days("06-20", "L1"), days("06-20", "L2")) == (50, 20)


@pytest.mark.parametrize("route", ["add", "release", "undo"])
def test_what_is_stored_equals_a_rebuild_after_each_step_and_day(
    book: Path, run: Any, route: str
) -> None:
    run("queue", now=NOW)
    run("hold", "add", "C1", "--kind", "moratorium", "--until", "2026-06-20", now=NOW)
    run("check", now=NOW)
    if route == "release":
        run("hold", "release", "1", "--on", "2026-06-13", now=at("06-12"))
    if route == "undo":
        run("undo", now=at("06-12"))
    for day in ("06-12", "06-13", "06-14", "06-20", "06-21", "06-22"):
        run("queue", now=at(day))
        run("check", now=at(day))


def test_an_open_end_pauses_until_it_is_released(book: Path, run: Any, days: Any) -> None:
    run("hold", "add", "C1", "--kind", "moratorium", now=NOW)
    assert [days(day) for day in ("06-11", "07-11")] == [40, 40]
    run("hold", "release", "1", now=at("07-11"))
    assert days("07-12") == 41
    run("check", now=at("07-12"))


def test_penalty_does_not_accrue_while_it_is_stopped(book: Path, run: Any, data: Any) -> None:
    def accrued(day: str) -> str:
        return str(data("show", "L2", now=at(day))["penalty_accrued"])

    assert accrued("06-10") == "720.00"
    stop = ("hold", "add", "C1", "--kind", "other", "--stops", "penalty")
    run(*stop, "--from", "2026-06-01", "--until", "2026-06-05", now=NOW)
    assert accrued("06-10") == "540.00"
    assert data("show", "L2", now=NOW)["delinquent_days"] == 20
    run("undo", now=NOW)
    assert accrued("06-10") == "720.00"


def test_one_instalment_may_be_on_hold(book: Path, run: Any, rows: Any, days: Any) -> None:
    run("hold", "add", "L1", "--kind", "dispute", "--item", "1", now=NOW)
    (row,) = rows("hold", "list", "C1", now=NOW)
    assert (row["loan_id"], row["seq"]) == ("L1", "1")
    assert days("06-20") == 50
    run("check", now=NOW)


OUTCOMES = {
    "DISP": ("dispute", "2026-07-10"),
    "FRD": ("fraud", "2026-07-10"),
    "IDT": ("fraud", "2026-07-10"),
    "ATTY": ("lawyer", ""),
    "DEC": ("death", ""),
    "BKR": ("insolvency", ""),
    "INC": ("incapacity", ""),
    "BRSP": ("breathing_space", "2026-07-10"),
    "VUL": ("vulnerable", "2026-07-10"),
}


@pytest.mark.parametrize("code", OUTCOMES)
def test_an_outcome_writes_its_hold_in_the_same_entry(
    book: Path, run: Any, rows: Any, code: str
) -> None:
    kind, remind = OUTCOMES[code]
    said = run("log-call", "C1", "--outcome", code, "--note", "says so", now=NOW).stdout
    assert f"on hold as {kind} from 2026-06-10" in said
    (row,) = rows("hold", "list", now=NOW)
    assert (row["kind"], row["until_on"], row["note"]) == (kind, "", "says so")
    assert row["remind_on"] == remind
    run("undo", now=NOW)
    assert rows("hold", "list", "--all", now=NOW) == []
    assert rows("show", "C1", "--section", "contacts", now=NOW) == []


def test_a_day_may_be_given_with_the_outcome(book: Path, run: Any, rows: Any) -> None:
    run("log-call", "L1", "--outcome", "BRSP", "--until", "2026-06-12", now=NOW)
    (row,) = rows("hold", "list", now=NOW)
    assert (row["loan_id"], row["until_on"], row["remind_on"]) == ("L1", "2026-06-12", "")
    said = run("log-call", "L1", "--outcome", "DISP", "--until", "2026-06-12", now=NOW).stdout
    assert "no day ends it, so 2026-06-12 is the day to look at it" in said
    (row,) = (row for row in rows("hold", "list", now=NOW) if row["kind"] == "dispute")
    assert (row["loan_id"], row["until_on"], row["remind_on"]) == ("L1", "", "2026-06-12")
    wrong = run("log-call", "C1", "--outcome", "NA", "--until", "2026-06-12", now=NOW, code=2)
    assert "sets no hold" in wrong.stderr


def test_the_same_again_makes_no_second_hold_unless_it_lasts_longer(
    book: Path, run: Any, rows: Any
) -> None:
    run("log-call", "C1", "--outcome", "BRSP", "--until", "2026-07-09", now=NOW)
    brsp = ("log-call", "C1", "--outcome", "BRSP", "--until")
    again = run(*brsp, "2026-06-20", now=NOW).stdout
    assert "on hold already as breathing_space (hold 1)" in again
    run(*brsp, "2026-07-19", now=at("06-20"))
    ends = [row["until_on"] for row in rows("hold", "list", now=at("06-20"))]
    assert ends == ["2026-07-09", "2026-07-19"]
    run("log-call", "C1", "--outcome", "DISP", now=NOW)
    again = run("log-call", "C1", "--outcome", "DISP", now=at("06-20")).stdout
    assert "on hold already as dispute (hold 3)" in again


def test_a_pack_of_ones_own_decides_what_an_outcome_holds(
    book: Path, run: Any, rows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text(
        '[hold]\nstrike = { title = "strike", stops = ["ladder"], days = 5 }\n'
        '[outcome.NA]\nhold = "strike"\n'
    )
    monkeypatch.setenv("OVERDUE_POLICY", str(tmp_path / "own.toml"))
    run("log-call", "C1", "--outcome", "NA", now=NOW)
    (row,) = rows("hold", "list", now=NOW)
    assert (row["kind"], row["until_on"], row["stops"]) == ("strike", "2026-06-14", "ladder")


def test_show_tells_holds_of_the_customer_and_of_the_loan(book: Path, run: Any, data: Any) -> None:
    run("hold", "add", "C1", "--kind", "hardship", now=NOW)
    run("hold", "add", "L1", "--kind", "dispute", now=NOW)
    shown = data("show", "C1", now=NOW)["holds"]
    assert [(one["kind"], one["state"]) for one in shown] == [
        ("hardship", "held"),
        ("dispute", "held"),
    ]
    assert [one["kind"] for one in data("show", "L2", now=NOW)["holds"]] == ["hardship"]
    assert data("show", "C1", "--as-of", "2026-06-09", now=NOW)["holds"][0]["state"] == "ahead"
    assert data("show", "C1", "--known-on", "2026-06-09", now=NOW)["holds"] == []


def test_a_ledger_of_the_release_before_gets_the_pauses_too(book: Path) -> None:
    with sqlite3.connect(book) as conn:
        names = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
    assert {"hold_pauses_insert", "hold_release_pauses_insert"} <= names


WRONG = [
    (["hold", "add", "C1", "--kind", "dipsute"], "Did you mean dispute?"),
    (["hold", "add", "C9", "--kind", "dispute"], "no customer or loan 'C9'"),
    (["hold", "add", "C1", "--kind", "dispute", "--until", "2026-06-09"], "before the first day"),
    (["hold", "add", "C1", "--kind", "dispute", "--stops", "calls"], "'calls'"),
    (["hold", "add", "C1", "--kind", "dispute", "--item", "1"], "--item without a loan"),
    (["hold", "add", "L1", "--kind", "dispute", "--item", "9"], "no instalment 9"),
    (["hold", "add", "C1", "--kind", "dispute", "--loan", "L3"], "not one of customer"),
    (["hold", "add", "C1", "--kind", "dispute", "--from", "soon"], "not a date"),
    (["hold", "release", "9"], "no hold 9"),
    (["hold", "list", "C9"], "no customer or loan"),
]


@pytest.mark.parametrize(("args", "said"), WRONG, ids=lambda value: str(value))
def test_wrong_use_says_what_to_do(book: Path, run: Any, args: list[str], said: str) -> None:
    assert said in run(*args, now=NOW, code=2).stderr


def test_what_is_over_or_released_cannot_be_released(book: Path, run: Any) -> None:
    run("hold", "add", "C1", "--kind", "hardship", "--until", "2026-06-12", now=NOW)
    assert "ended on 2026-06-12" in run("hold", "release", "1", now=at("06-20"), code=2).stderr
    run("hold", "release", "1", now=NOW)
    assert "released already" in run("hold", "release", "1", now=NOW, code=2).stderr
