"""Disputes, fraud claims and vulnerability end by what ends them; a day only brings them up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T10:00:00+08:00"
LOANS = """loan_id,customer_id,name,principal,currency,disbursed_on,method,instalments,\
first_due_on
L1,C1,Ana,300,CNY,2026-04-01,equal_principal,3,2026-05-01
L2,C1,Ana,600,CNY,2026-04-01,equal_principal,1,2026-05-21
L3,C2,Bo,90,CNY,2026-04-01,equal_principal,1,2026-05-20
"""


def at(day: str) -> str:
    return f"2026-{day}T10:00:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Path:
    run("init", "--currency", "CNY", "--time-zone", "Asia/Shanghai", now=at("05-01"))
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv", now=at("05-01"))
    return tmp_path / "overdue.db"


@pytest.fixture
def held(rows: Any) -> Callable[..., list[str]]:
    """Numbers of the holds that hold on a day."""

    def call(day: str, *more: str) -> list[str]:
        found = rows("hold", "list", *more, now=at(day))
        return [row["hold_id"] for row in found if row["state"] == "held"]

    return call


@pytest.mark.parametrize("kind", ["dispute", "fraud", "vulnerable"])
def test_no_day_ends_it(book: Path, run: Any, held: Any, kind: str) -> None:
    said = run("hold", "add", "C1", "--kind", kind, "--until", "2026-06-20", now=NOW).stdout
    assert "no day ends it, so 2026-06-20 is the day to look at it" in said
    assert held("06-21") == held("07-31") == ["1"]
    assert held("07-31", "--as-of", "2031-01-01") == ["1"]


def test_a_release_says_what_ended_it(book: Path, run: Any, rows: Any) -> None:
    run("hold", "add", "C1", "--kind", "dispute", now=NOW)
    silent = run("hold", "release", "1", now=NOW, code=2).stderr
    assert "hold 1 (dispute) ends by what happened, and that is not said" in silent
    assert "overdue hold release 1 --because WORD" in silent
    assert "inquiry_answered (it was looked into and answered)" in silent
    wrong = run("hold", "release", "1", "--because", "inquiry_anwsered", now=NOW, code=2).stderr
    assert "Did you mean inquiry_answered?" in wrong
    run("hold", "release", "1", "--because", "inquiry_answered", now=at("06-12"))
    (row,) = rows("hold", "list", "--all", now=at("06-12"))
    assert (row["released_on"], row["because"]) == ("2026-06-12", "inquiry_answered")
    run("undo", now=at("06-12"))
    (row,) = rows("hold", "list", "--all", now=at("06-12"))
    assert (row["state"], row["because"]) == ("held", "")


def test_what_ends_it_must_have_happened(book: Path, run: Any, held: Any) -> None:
    run("hold", "add", "C1", "--kind", "dispute", now=NOW)
    ahead = ("hold", "release", "1", "--because", "verification_sent", "--on", "2026-06-11")
    wrong = run(*ahead, now=NOW, code=2).stderr
    assert "--on is 2026-06-11, and what ends hold 1 must have happened" in wrong
    assert "overdue hold keep 1 --remind 2026-06-11" in wrong
    assert held("07-31") == ["1"]
    run(*ahead, now=at("06-11"))
    assert held("06-11") == []


def test_what_a_person_ends_takes_no_word(book: Path, run: Any) -> None:
    run("hold", "add", "C1", "--kind", "other", now=NOW)
    wrong = run("hold", "release", "1", "--because", "withdrawn", now=NOW, code=2).stderr
    assert "the policy names nothing that ends the kind other" in wrong
    assert 'overdue hold release 1 --note "…"' in wrong
    run("hold", "release", "1", now=NOW)


LETTER = ("log-message", "C1", "--channel", "letter", "--notice", "verification")


def test_a_letter_that_ends_it_does_so_in_its_own_entry(book: Path, run: Any, held: Any) -> None:
    run("log-call", "C1", "--outcome", "DISP", now=NOW)
    said = run(*LETTER, now=at("06-15")).stdout
    assert "no longer on hold as dispute (hold 1): verification of the debt was sent" in said
    asked = [held("06-20", "--as-of", f"2026-06-{day}") for day in ("14", "15")]
    assert asked == [["1"], []]
    run("undo", now=at("06-15"))
    assert held("06-15") == ["1"]


def test_a_draft_ends_nothing_until_it_is_sent(book: Path, run: Any, held: Any) -> None:
    run("log-call", "C1", "--outcome", "DISP", now=NOW)
    run(*LETTER, "--state", "draft", now=at("06-15"))
    assert held("06-16") == ["1"]
    said = run("log-delivery", "2", "--state", "sent", now=at("06-17")).stdout
    assert "no longer on hold as dispute (hold 1)" in said
    assert [held("06-20", "--as-of", f"2026-06-{day}") for day in ("16", "17")] == [["1"], []]
    run("undo", now=at("06-17"))
    assert held("06-17") == ["1"]


def test_a_letter_about_one_loan_ends_no_dispute_of_all(book: Path, run: Any, held: Any) -> None:
    run("hold", "add", "C1", "--kind", "dispute", now=NOW)
    run("hold", "add", "L1", "--kind", "dispute", now=NOW)
    run("hold", "add", "L2", "--kind", "dispute", now=NOW)
    said = run(*LETTER, "--loan", "L1", now=at("06-15")).stdout
    assert "no longer on hold as dispute (hold 2)" in said
    assert "'overdue hold release 1 --because verification_sent'" in said
    assert held("06-15") == ["1", "3"]
    incoming = run(*LETTER, "--direction", "in", "--outcome", "RPC", now=at("06-16")).stdout
    assert "no longer" not in incoming


def test_an_outcome_may_end_it(
    book: Path, run: Any, held: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text(
        '[outcome.DWD]\ntitle = "withdraws the dispute"\nflags = ["conversation"]\n'
        '[hold.dispute.ends_by]\nwithdrawn = { what = "withdrawn", outcomes = ["DWD"] }\n'
    )
    monkeypatch.setenv("OVERDUE_POLICY", str(tmp_path / "own.toml"))
    run("log-call", "C1", "--outcome", "DISP", now=NOW)
    said = run("log-call", "C1", "--outcome", "DWD", now=at("06-12")).stdout
    assert "no longer on hold as dispute (hold 1): withdrawn" in said
    assert held("06-12") == []


def test_it_goes_on_for_some_days_after_what_ended_it(
    book: Path, run: Any, held: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Treatment ends on 20 June; with 30 days more the last day is 20 July."""
    (tmp_path / "own.toml").write_text(
        '[hold.mental_health]\nstops = ["contact"]\ndays_after_end = 30\n'
        'ends_by = { treatment_ended = "the treatment ended" }\n'
    )
    monkeypatch.setenv("OVERDUE_POLICY", str(tmp_path / "own.toml"))
    run("hold", "add", "C1", "--kind", "mental_health", now=NOW)
    release = ("hold", "release", "1", "--because", "treatment_ended", "--on", "2026-06-20")
    said = run(*release, now=at("06-25")).stdout
    assert "(hold 1) after 2026-07-20: the treatment ended on 2026-06-20" in said
    assert [held(day) for day in ("07-20", "07-21")] == [["1"], []]


def test_a_day_brings_it_up_and_a_look_may_keep_it(
    book: Path, run: Any, rows: Any, data: Any
) -> None:
    run("log-call", "C1", "--outcome", "DISP", now=NOW)
    for day, due in (("07-09", []), ("07-10", ["1"])):
        assert [row["hold_id"] for row in rows("hold", "list", "--due", now=at(day))] == due
        assert data("board", now=at(day))["holds_due"] == len(due)
    before = data("queue", now=at("07-09"))["rows"][-1]
    assert (before["customer_id"], before["next_action"]) == ("C1", "verify the dispute")
    first = data("queue", now=at("07-10"))["rows"][0]
    assert (first["customer_id"], first["may_contact"]) == ("C1", "no")
    assert first["next_action"] == "look at the hold: dispute since 2026-06-10; verify the dispute"
    said = run("hold", "keep", "1", "--remind", "2026-08-03", now=at("07-10")).stdout
    assert said.startswith("Kept C1 (Ana) on hold as dispute (hold 1), to be looked at again on")
    assert data("board", now=at("07-11"))["holds_due"] == 0
    assert data("queue", now=at("07-11"))["rows"][-1]["next_action"] == "verify the dispute"
    assert data("board", now=at("08-03"))["holds_due"] == 1
    run("check", now=at("08-03"))
    run("undo", now=at("08-03"))
    assert data("board", now=at("08-03"))["holds_due"] == 1


def test_what_was_kept_stays_on_record(book: Path, run: Any) -> None:
    run("hold", "add", "C1", "--kind", "vulnerable", now=NOW)
    run("hold", "keep", "1", now=at("06-20"))
    assert "a review of its hold" in run("undo", "3", now=at("06-20"), code=6).stderr
    past = run("hold", "keep", "1", "--remind", "2026-06-19", now=at("06-20"), code=2).stderr
    assert "--remind 2026-06-19 is not ahead" in past


def test_holds_that_are_over_are_put_back_at_once(
    book: Path, run: Any, rows: Any, held: Any
) -> None:
    run("hold", "add", "C1", "--kind", "dispute", "--loan", "L1", now=NOW)
    run("hold", "add", "C2", "--kind", "hardship", "--until", "2026-06-12", now=NOW)
    again = run("hold", "reopen", "1", now=NOW, code=2).stderr
    assert "hold 1 (dispute) is in force for C1" in again
    run("hold", "release", "1", "--because", "withdrawn", now=at("06-11"))
    said = run("hold", "reopen", "1", "2", "--note", "not settled", now=at("06-20")).stdout
    assert "L1 of C1 (Ana) on hold as dispute from 2026-06-20 until it is released" in said
    assert "(hold 3, was 1)" in said
    assert held("06-20") == ["3", "4"]
    assert [row["note"] for row in rows("hold", "list", now=at("06-20"))] == ["not settled"] * 2
    run("undo", now=at("06-20"))
    assert held("06-20") == []
    assert "no hold 9" in run("hold", "reopen", "9", now=NOW, code=2).stderr


def test_a_customer_is_vulnerable_until_looked_at_again(book: Path, run: Any, data: Any) -> None:
    run("log-call", "C1", "--outcome", "VUL", now=NOW)

    def known(day: str) -> bool:
        row = next(r for r in data("queue", now=at(day))["rows"] if r["customer_id"] == "C1")
        return "vulnerable" in row["parts"]

    assert known("07-25")
    run("hold", "release", "1", "--because", "reviewed", now=at("07-26"))
    assert not known("07-27")


def test_a_letter_to_somebody_else_ends_nothing(book: Path, run: Any, held: Any) -> None:
    """Verification is sent to the consumer (12 CFR 1006.38(d)(2)); a neighbour's post is none."""
    run("hold", "add", "C1", "--kind", "dispute", now=NOW)
    said = run(*LETTER, "--person", "neighbour", now=at("06-12")).stdout
    assert "no longer on hold" not in said
    draft = run(*LETTER, "--person", "employer", "--state", "draft", now=at("06-12")).stdout
    number = draft.partition("(contact ")[2].partition(")")[0]
    assert (
        "no longer" not in run("log-delivery", number, "--state", "sent", now=at("06-13")).stdout
    )
    assert held("06-14") == ["1"]
    run(*LETTER, "--person", "lawyer", now=at("06-14"))
    assert held("06-14") == []
