"""Contacts of a file have the consequences that the same contacts have when they are typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

LATER = "2026-06-30T09:00:00+08:00"
NAMES = {n: f"C{n}" for n in range(1, 13)}
LOANS = "loan_id,customer_id,name,phone,email,principal,disbursed_on,method,instalments,currency\n"
LOANS += "".join(
    f"L{n},C{n},Name {n},+86 138 0013 80{n:02},c{n}@example.org,{n}200.00,2026-02-0{n % 9 + 1},"
    "equal_principal,12,CNY\n"
    for n in NAMES
)


class Made(NamedTuple):
    """One contact of the week: when, whom, how, what came of it and what was said."""

    at: str
    who: str
    channel: str
    outcome: str
    loan: str = ""
    phone: str = ""
    promise: str = ""
    callback: str = ""
    note: str = ""
    direction: str = "out"


WEEK = [
    Made("2026-06-22T10:05", "C1", "call", "NA"),
    Made("2026-06-22T10:20", "C2", "call", "PTP", promise="240.00@2026-06-24"),
    Made("2026-06-22T11:00", "C3", "call", "DISP", loan="L3", note="says it is paid"),
    Made("2026-06-22T11:30", "C4", "call", "WN"),
    Made("2026-06-23T09:10", "C5", "sms", "SENT"),
    Made("2026-06-23T09:30", "C6", "call", "CB", callback="2026-06-30T10:00"),
    Made("2026-06-23T14:00", "C7", "call", "DEC", note="the widow answered"),
    Made("2026-06-23T15:00", "C8", "sms", "OPT", direction="in"),
    Made("2026-06-24T09:00", "C1", "call", "PTPP", promise="300.00@2026-07-03"),
    Made("2026-06-24T10:00", "C9", "letter", "CEASE", direction="in"),
    Made("2026-06-24T11:00", "C10", "call", "RTP"),
    Made("2026-06-24T16:00", "C11", "call", "DISC", phone="+86 139 0000 1111"),
    Made("2026-06-25T09:00", "C3", "call", "DISP", loan="L3"),
    Made("2026-06-25T09:40", "C10", "visit", "MET"),
    Made("2026-06-26T10:00", "C12", "call", "HARD"),
]
HEADER = (
    "customer_id,at,channel,outcome,loan_id,officer,note,phone,promise_amount,promise_on,"
    "callback_at,direction\n"
)


def typed(run: Any) -> None:
    """Every contact at its own moment, by the command of its channel."""
    for one in WEEK:
        at = f"{one.at}:00+08:00"
        command = {"call": "log-call", "visit": "log-visit"}.get(one.channel, "log-message")
        options = [
            command == "log-message" and ("--channel", one.channel),
            ("--outcome", one.outcome),
            one.loan and ("--loan", one.loan),
            one.phone and ("--phone", one.phone),
            one.promise and ("--promise", one.promise),
            one.callback and ("--callback", one.callback),
            one.note and ("--note", one.note),
            one.direction == "in" and ("--direction", "in"),
        ]
        told = [word for option in options if option for word in option]
        run(command, one.who, *told, "--actor", "lin", "--db", "typed.db", now=at)


def as_file(contacts: Sequence[Made]) -> str:
    """The same contacts as the rows of a file."""
    rows = []
    for one in contacts:
        amount, _, day = one.promise.partition("@")
        cells = (one.who, one.at, one.channel, one.outcome, one.loan, "lin", one.note)
        rows.append(",".join((*cells, one.phone, amount, day, one.callback, one.direction)))
    return HEADER + "\n".join(rows) + "\n"


@pytest.fixture
def books(run: Any, tmp_path: Path) -> None:
    """Two ledgers with the same loans: into one the week is typed, into the other imported."""
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    (tmp_path / "week.csv").write_text(as_file(WEEK), encoding="utf-8")
    for name in ("typed.db", "file.db"):
        run("init", "--time-zone", "Asia/Shanghai", "--db", name, now="2026-06-20T09:00+08:00")
        run("import", "loans.csv", "--db", name, now="2026-06-20T09:00+08:00")


def facts(name: str) -> dict[str, list[tuple[Any, ...]]]:
    """Holds, promises, wishes, states of messages and of cases, without the journal's numbers."""
    wanted = {
        "hold": "customer_id, loan_id, kind, from_on, until_on, stops, contact_id, note",
        "promise": "customer_id, loan_id, contact_id, made_on, due_on, amount, currency",
        "preference": "customer_id, kind, channel, point, person, at_utc, until_on, contact_id",
        "contact_state": "contact_id, state, at_utc",
        "contact": "customer_id, at_utc, channel, outcome, loan_id, phone, person, callback_utc, "
        "officer, note, direction",
    }
    with closing(sqlite3.connect(name)) as conn:
        return {
            table: conn.execute(
                f"SELECT {columns} FROM {table} WHERE voided_by IS NULL ORDER BY {table}_id"
            ).fetchall()
            for table, columns in wanted.items()
        }


def test_a_week_typed_and_a_week_imported_are_the_same(books: None, run: Any, data: Any) -> None:
    typed(run)
    run("import", "week.csv", "--db", "file.db", now=LATER)
    assert facts("file.db") == facts("typed.db")
    for day in ("2026-06-23", "2026-06-26", "2026-06-30", "2026-07-10"):
        told = [
            data("queue", "--db", name, "--as-of", day, now=f"{day}T20:00:00+08:00")["rows"]
            for name in ("typed.db", "file.db")
        ]
        assert told[0] == told[1], day
        assert told[0]
    for who in NAMES.values():
        shown = [
            run("explain", who, "--db", name, now=LATER).stdout for name in ("typed.db", "file.db")
        ]
        assert shown[0] == shown[1], who
    for name in ("typed.db", "file.db"):
        run("check", "--db", name, now=LATER)


def test_an_imported_week_is_taken_back_with_all_that_it_set(books: None, run: Any) -> None:
    before = facts("file.db")
    run("import", "week.csv", "--db", "file.db", now=LATER)
    # holds: the dispute of C3, told twice, and the death of C7
    assert [len(rows) for rows in facts("file.db").values()] == [2, 2, 2, 1, len(WEEK)]
    run("undo", "--db", "file.db", now=LATER)
    assert facts("file.db") == before
    run("check", "--db", "file.db", now=LATER)


def test_the_file_again_sets_nothing_again(books: None, run: Any, data: Any) -> None:
    run("import", "week.csv", "--db", "file.db", now=LATER)
    before = facts("file.db")
    Path("again.csv").write_text(as_file(WEEK[1:]) + as_file(WEEK[:1])[len(HEADER) :])
    again = data("import", "again.csv", "--db", "file.db", now=LATER)["files"][0]
    assert (again["new"], again["unchanged"]) == (0, len(WEEK))
    assert facts("file.db") == before


def test_what_was_typed_before_the_file_came_is_known(books: None, run: Any, data: Any) -> None:
    typed(run)
    before = facts("typed.db")
    again = data("import", "week.csv", "--db", "typed.db", now=LATER)["files"][0]
    assert (again["new"], again["unchanged"]) == (0, len(WEEK))
    assert facts("typed.db") == before


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("C1,2026-06-22,call,PTP,,,,,,,", "nothing is watched"),
        ("C1,2026-06-22,call,PTP,,,,,200,,", "nothing is watched"),
        ("C1,2026-06-22,call,NA,,,,,200,2026-07-01,", "nobody spoke by this outcome"),
        ("C1,2026-06-22,call,CB,,,,,,,2026-06-21", "nobody is called back"),
        ("C1,2026-06-22,call,WN,,,,,,,", "no column says which number was bad"),
        ("C1,2026-06-22,call,DISP,,,,,,,", "sets for C1: on hold as dispute"),
        ("C1,2026-06-22,call,CEASE,,,,,,,", "sets for C1: cease"),
    ],
)
def test_what_a_row_sets_or_cannot_set_is_said(books: None, run: Any, row: str, said: str) -> None:
    Path("one.csv").write_text(HEADER + row + "\n")
    told = run("import", "one.csv", "--db", "file.db", now=LATER)
    assert "one.csv:2: warning: " in told.stderr
    assert said in told.stderr


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("C1,2026-06-22,call,PTP,,,,,200,2026-06-21,", "promise_on", "or later"),
        ("C1,2026-06-22,call,PTP,,,,,200.0011,2026-06-25,", "promise_amount", "CNY has 2 digits"),
        ("C1,2026-06-22,call,PTP,,,,,-200,2026-06-25,", "promise_amount", "not negative"),
    ],
)
def test_a_promise_that_cannot_be_is_named(
    books: None, data: Any, row: str, column: str, rule: str
) -> None:
    Path("one.csv").write_text(HEADER + row + "\n")
    file = data("import", "one.csv", "--db", "file.db", code=3, now=LATER)["files"][0]
    (problem,) = file["problems"]
    assert problem["column"] == column
    assert rule in problem["rule"]


def test_a_promise_of_another_amount_is_another_contact(books: None, run: Any, data: Any) -> None:
    run("import", "week.csv", "--db", "file.db", now=LATER)
    other = WEEK[1]._replace(promise="250.00@2026-06-24")
    Path("other.csv").write_text(as_file([WEEK[1], other]))
    file = data("import", "other.csv", "--db", "file.db", now=LATER)["files"][0]
    assert (file["new"], file["unchanged"]) == (1, 1)
