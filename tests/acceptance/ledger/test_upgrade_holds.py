"""Holds that ran out by days in a ledger of release 0.3 are told by name; those running go on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.actions.ledger.holds_by_days import DatedHold, HoldsByDays
from overdue_cli.actions.ledger.older_policy import OlderPolicy
from overdue_cli.actions.ledger.upgrade import Upgraded
from overdue_cli.policies.pack import content_of, load
from overdue_cli.views.ledger.upgrade import upgrade_lines
from places import CASES

NOW = "2026-06-30T09:00:00+08:00"
#: (number, customer, loan, kind, first day, last day) beside two holds of the ledger: a dispute
#: of K-06 that a person limited to 23 days, and a hardship of K-13.
HOLDS = (
    (11, "K-01", None, "dispute", "2026-04-01", "2026-04-30"),
    (12, "K-02", "I-0202", "fraud", "2026-04-10", "2026-05-09"),
    (13, "K-03", None, "vulnerable", "2026-06-11", "2026-07-10"),
    (14, "K-03", None, "hardship", "2026-04-01", "2026-04-30"),
    (15, "K-05", None, "dispute", "2026-03-01", "2026-03-30"),
    (16, "K-05", None, "dispute", "2026-06-20", "2026-07-19"),
)


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_NOW", NOW)
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    path = tmp_path / "overdue.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((CASES / "ledgers" / "v4.sql").read_text(encoding="utf-8"))
        conn.executemany(
            "INSERT INTO hold (hold_id, customer_id, loan_id, kind, from_on, until_on, stops, "
            "note, journal_id) VALUES (?, ?, ?, ?, ?, ?, 'contact ladder', '', 13)",
            HOLDS,
        )
        conn.commit()
    return path


@pytest.fixture
def held(rows: Any) -> Callable[[str], dict[str, tuple[str, str]]]:
    """The last day and the day to look at it of each hold in force, by its number."""

    def call(now: str) -> dict[str, tuple[str, str]]:
        found = rows("hold", "list", now=now)
        return {row["hold_id"]: (row["until_on"], row["remind_on"]) for row in found}

    return call


def test_who_was_let_go_by_days_is_named_with_what_to_type(old: Path, run: Any) -> None:
    lines = [" ".join(line.split()) for line in run("upgrade", now=NOW).stdout.splitlines()]
    start = next(
        n for n, line in enumerate(lines) if line.startswith("2 holds ran out after some days")
    )
    assert lines[start + 1].startswith("overdue hold reopen 11 K-01")
    assert lines[start + 1].endswith(": dispute from 2026-04-01 until 2026-04-30")
    assert lines[start + 2].startswith("overdue hold reopen 12 I-0202 of K-02")
    assert lines[start + 3] == "All of them: overdue hold reopen 11 12"
    assert (
        lines[start + 4] == "2 holds would have ended after some days. No day ends them any more:"
    )
    assert [line.split()[1] for line in lines[start + 5 : start + 7]] == ["13", "16"]


def test_a_second_upgrade_names_those_who_are_not_put_back(old: Path, run: Any) -> None:
    """What the first one said may be lost: the screen closed, the machine stopped."""
    run("upgrade", now=NOW)
    run("hold", "reopen", "11", now=NOW)
    again = run("upgrade", now=NOW).stdout
    assert "1 hold ran out after some days" in again
    assert "overdue hold reopen 12 " in again
    assert "hold reopen 11" not in again
    assert "would have ended" not in again
    run("hold", "reopen", "12", now=NOW)
    assert "ran out" not in run("upgrade", now=NOW).stdout


def test_what_is_to_be_typed_names_the_ledger_that_was_named(old: Path, run: Any) -> None:
    old.rename(old.with_name("our book.db"))
    said = run("--db", "our book.db", "upgrade", now=NOW).stdout
    assert "  overdue --db 'our book.db' hold reopen 11  K-01" in said
    assert "All of them: overdue --db 'our book.db' hold reopen 11 12\n" in said
    again = run("--db", "our book.db", "upgrade", "--format", "csv", now=NOW).stdout
    assert "overdue --db 'our book.db' hold reopen 12" in again


def test_an_older_policy_is_to_be_replaced_first() -> None:
    """By a policy as release 0.3 stored it a dispute that is put back ends after 30 days again."""
    hold = DatedHold(1, "C1", "", None, None, "dispute", date(2026, 3, 2), date(2026, 3, 31), "")
    policy = OlderPolicy("uk_conc", "2026.1", "2026.2")
    done = Upgraded(4, 7, Path("b"), (), None, HoldsByDays((hold,)), policy)
    lines = list(upgrade_lines(Path("a"), done, ""))
    assert lines[1].endswith("overdue policy use uk_conc")
    assert lines[2].startswith("Type that first: ")
    without = upgrade_lines(Path("a"), done._replace(policy=None), "")
    assert not any(line.startswith("Type") for line in without)


def test_an_instalment_is_named(old: Path, run: Any) -> None:
    with closing(sqlite3.connect(old)) as conn:
        conn.execute("UPDATE hold SET seq = 1 WHERE hold_id = 12")
        conn.commit()
    said = run("upgrade", now=NOW).stdout
    assert "overdue hold reopen 12  I-0202 instalment 1 of K-02" in said


def test_what_a_person_limited_is_named_with_what_to_type(old: Path, run: Any, held: Any) -> None:
    lines = run("upgrade", now=NOW).stdout.splitlines()
    start = next(
        n for n, line in enumerate(lines) if line.startswith("1 hold still ends on a day")
    )
    typed = "hold add loan:I-0602 --kind dispute --stops contact,ladder --remind 2026-07-15"
    assert lines[start + 1].startswith(f"  overdue {typed}  I-0602 of K-06")
    run(*typed.split(), now=NOW)
    assert set(held("2026-09-01T09:00:00+08:00")) == {"13", "16", "17"}
    assert "still ends" not in run("upgrade", now=NOW).stdout


def test_json_has_a_row_for_each(old: Path, run: Any) -> None:
    rows = json.loads(run("upgrade", "--format", "json", now=NOW).stdout)["rows"]
    found = [
        (row["customer_id"], row["before"], row["after"]) for row in rows if row["field"] == "hold"
    ]
    assert found == [
        ("K-01", "dispute 2026-04-01 to 2026-04-30", "overdue hold reopen 11"),
        ("K-02", "fraud 2026-04-10 to 2026-05-09", "overdue hold reopen 12"),
        ("K-03", "vulnerable 2026-06-11 to 2026-07-10", "until it is released"),
        ("K-05", "dispute 2026-06-20 to 2026-07-19", "until it is released"),
        (
            "K-06",
            "dispute 2026-06-23 to 2026-07-15",
            "overdue hold add loan:I-0602 --kind dispute --stops contact,ladder "
            "--remind 2026-07-15",
        ),
    ]


def test_what_still_runs_goes_on_and_what_a_person_limited_stays(
    old: Path, run: Any, held: Any
) -> None:
    run("upgrade", now=NOW)
    assert held(NOW) == {
        "1": ("2026-07-15", ""),
        "2": ("2026-07-20", ""),
        "13": ("", "2026-07-10"),
        "16": ("", "2026-07-19"),
    }
    assert set(held("2026-09-01T09:00:00+08:00")) == {"13", "16"}
    run("hold", "reopen", "11", "12", now=NOW)
    assert set(held("2026-09-01T09:00:00+08:00")) == {"13", "16", "17", "18"}
    run("check", now=NOW)


def test_undo_of_the_upgrade_puts_the_days_back(old: Path, run: Any, held: Any) -> None:
    run("upgrade", now=NOW)
    run("undo", "24", now=NOW)
    assert held(NOW)["13"] == ("2026-07-10", "")
    run("check", now=NOW)


@pytest.mark.parametrize("version", ["v1", "v2", "v3"])
def test_ledgers_of_all_versions_come_through(
    version: str, tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In v2 a person limited the dispute of C-0012 to eleven days; in v1 and v3 nobody is held."""
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect(tmp_path / "overdue.db")) as conn:
        conn.executescript((CASES / "ledgers" / f"{version}.sql").read_text(encoding="utf-8"))
    said = run("upgrade", now=NOW).stdout
    assert "hold reopen" not in said
    assert "would have ended" not in said
    run("check", now=NOW)


def _put_in_force(path: Path, content: str, name: str, version: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(
            "INSERT INTO policy_version (name, version, from_on, content, sha256, journal_id) "
            "VALUES (?, ?, '2026-01-01', ?, '', 13)",
            (name, version, content),
        )
        conn.commit()


def test_a_policy_of_an_older_release_is_told_with_what_to_type(old: Path, run: Any) -> None:
    content = content_of(load("standard")).replace('"version":"2026.2"', '"version":"2026.1"')
    _put_in_force(old, content, "standard", "2026.1")
    lines = run("upgrade", now=NOW).stdout.splitlines()
    assert (
        "The policy in force, standard 2026.1, is as it was when it was put in force. "
        "To go by 2026.2: overdue policy use standard"
    ) in lines


def test_a_policy_of_ones_own_is_told_too_and_in_json(old: Path, run: Any) -> None:
    content = content_of(load("standard")).replace('"name":"standard"', '"name":"ours"', 1)
    _put_in_force(old, content, "ours", "3")
    done = run("upgrade", "--format", "json", now=NOW)
    assert "To lay it over today's: overdue policy use FILE" in done.stderr
    (row,) = [one for one in json.loads(done.stdout)["rows"] if one["field"] == "policy"]
    assert (row["before"], row["after"]) == ("ours 2026.2", "overdue policy use FILE")


def test_a_ledger_by_the_pack_itself_hears_nothing_of_it(old: Path, run: Any) -> None:
    assert "policy in force" not in run("upgrade", now=NOW).stdout


def test_a_dispute_under_a_policy_of_an_older_release_ends_by_no_day(
    old: Path, run: Any, rows: Any
) -> None:
    tables = json.loads(content_of(load("standard"))) | {"version": "2025.9"}
    tables["hold"]["dispute"] = {"title": "dispute", "stops": ["contact"], "days": 30}
    tables["hold"]["other"] = {"title": "other", "stops": ["contact"], "days": 14}
    _put_in_force(old, json.dumps(tables), "standard", "2025.9")
    run("upgrade", now=NOW)
    run("log-call", "K-07", "--outcome", "DISP", now=NOW)
    run("hold", "add", "K-08", "--kind", "other", now=NOW)
    found = {row["customer_id"]: row for row in rows("hold", "list", now=NOW)}
    assert (found["K-07"]["until_on"], found["K-07"]["remind_on"]) == ("", "2026-07-30")
    assert found["K-08"]["until_on"] == "2026-07-13"
