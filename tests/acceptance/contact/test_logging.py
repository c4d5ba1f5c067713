"""Messages, visits, notes, wishes and points: written down, shown, and taken back."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.domain.ladder.case import Case
from overdue_cli.domain.moments import moment_of
from overdue_cli.policies.pack import load
from overdue_cli.store.derived import STORED
from overdue_cli.store.ladder.case_facts import CaseScope, one_case
from overdue_cli.store.ledger.ledger import open_ledger

NOW = "2026-06-10T10:00:00+08:00"
CUSTOMERS = """customer_id,name,phone,email,address,time_zone
C1,Ana,+86 1,ana@example.org,1 Road,Asia/Shanghai
C2,Bo,,,,Europe/London
"""
LOANS = """loan_id,customer_id,principal,currency,disbursed_on,method,instalments,first_due_on
L1,C1,300,CNY,2026-04-01,equal_principal,3,2026-05-01
"""


def at(day: str, clock: str = "10:00") -> str:
    return f"2026-{day}T{clock}:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Path:
    run("init", "--currency", "CNY", now=at("05-01"))
    for name, text in (("customers", CUSTOMERS), ("loans", LOANS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    run("import", "customers.csv", "loans.csv", now=at("05-01"))
    return tmp_path / "overdue.db"


@pytest.fixture
def contacts(data: Any) -> Any:
    """The contacts of C1 as show tells them, the first first."""

    def call(day: str = "06-10", *more: str) -> list[dict[str, Any]]:
        found = data("show", "C1", *more, now=at(day, "20:00"))["contacts"]
        return list(reversed(found))

    return call


def case(path: Path, day: str) -> Case:
    with open_ledger(path) as ledger:
        noon = datetime.fromisoformat(at(day, "20:00"))
        asked = CaseScope(moment_of(date.fromisoformat(f"2026-{day}"), noon), STORED)
        return one_case(ledger.conn, load("standard").case_terms, asked, "C1")


@pytest.mark.parametrize(
    ("channel", "point"),
    [("sms", "+86 1"), ("email", "ana@example.org"), ("letter", "1 Road"), ("chat", "")],
)
def test_a_message_goes_to_the_customers_own_address_and_is_sent(
    book: Path, run: Any, contacts: Any, channel: str, point: str
) -> None:
    said = run("log-message", "C1", "--channel", channel, "--text", "please pay", now=NOW).stdout
    assert said.startswith(f"Logged {channel} of C1 (Ana): SENT (contact 1), sent")
    (one,) = contacts()
    assert (one["channel"], one["phone"], one["state"]) == (channel, point, "sent")
    assert one["text"] == "please pay"


def test_later_states_answer_for_their_own_day(book: Path, run: Any, contacts: Any) -> None:
    run("log-message", "C1", "--channel", "letter", "--notice", "legal", now=NOW)
    run("log-delivery", "1", "--at", "2026-06-12T09:00", now=at("06-15"))
    run("log-delivery", "1", "--state", "confirmed", now=at("06-20"))
    walk = {day: contacts("06-25", "--as-of", f"2026-{day}")[0]["state"] for day in STATES}
    assert walk == STATES
    assert contacts()[0]["step"] == "legal"
    assert "a later state of its message" in run("undo", "3", now=at("06-25"), code=6).stderr
    run("undo", now=at("06-25"))
    assert contacts("06-25")[0]["state"] == "delivered"


STATES = {"06-10": "sent", "06-11": "sent", "06-12": "delivered", "06-20": "confirmed"}


def test_a_draft_is_no_attempt_until_it_is_sent(book: Path, run: Any) -> None:
    run("log-message", "C1", "--channel", "letter", "--state", "draft", now=NOW)
    (draft,) = case(book, "06-11").contacts
    assert draft.flags == frozenset()
    run("log-delivery", "1", "--state", "sent", now=at("06-12"))
    (sent,) = case(book, "06-13").contacts
    assert sent.flags == {"attempt"}
    assert sent.at.date() == date(2026, 6, 12)


def test_a_message_from_the_customer_has_no_state(book: Path, run: Any, contacts: Any) -> None:
    mail = ("log-message", "C1", "--channel", "email", "--direction", "in")
    run(*mail, "--outcome", "DISP", "--text", "not my debt", now=NOW)
    (one,) = contacts()
    assert (one["direction"], one["state"], one["outcome"]) == ("in", None, "DISP")
    found = case(book, "06-10")
    assert found.contacts[0].inbound
    assert found.holds[0].kind == "dispute"


def test_a_visit_tells_who_was_met_and_how_willing(book: Path, run: Any, contacts: Any) -> None:
    visit = ("log-visit", "C1", "--found", "yes", "--met", "Ana and her son")
    degrees = ("--willingness", "high", "--ability", "low", "--agreed", "sells the van")
    run(*visit, *degrees, "--promise", "50@2026-06-20", now=NOW)
    (one,) = contacts()
    assert (one["channel"], one["outcome"], one["place"]) == ("visit", "MET", "home")
    names = ("found", "met", "willingness", "ability", "agreed")
    assert [one[name] for name in names] == [
        "yes",
        "Ana and her son",
        "high",
        "low",
        "sells the van",
    ]
    assert "willing: high, able: low, agreed: sells the van" in run("show", "C1", now=NOW).stdout


def test_nobody_found_is_no_answer(book: Path, run: Any, contacts: Any) -> None:
    run("log-visit", "C1", "--found", "no", "--place", "work", now=NOW)
    (one,) = contacts()
    assert (one["outcome"], one["place"]) == ("NA", "work")


def test_a_note_is_kept_and_may_set_a_hold(book: Path, run: Any, contacts: Any, rows: Any) -> None:
    run("log-note", "C1", "moved to Lisbon", now=NOW)
    run("log-note", "C1", "estate notified", "--outcome", "DEC", now=NOW)
    assert [(one["channel"], one["outcome"]) for one in contacts()] == [
        ("note", "NOTE"),
        ("note", "DEC"),
    ]
    assert [row["kind"] for row in rows("hold", "list", now=NOW)] == ["death"]


def test_opting_out_and_asking_to_stop_are_noted_with_the_contact(
    book: Path, run: Any, rows: Any
) -> None:
    run("log-message", "C1", "--channel", "sms", "--direction", "in", "--outcome", "OPT", now=NOW)
    said = run("log-message", "C1", "--channel", "letter", "--direction", "in", "--outcome",
               "CEASE", now=NOW).stdout  # fmt: skip
    assert "cease (preference 2)" in said
    found = rows("preference", "list", "C1", now=NOW)
    assert [(row["kind"], row["channel"]) for row in found] == [("opt_out", "sms"), ("cease", "")]
    run("undo", now=NOW)
    assert [row["kind"] for row in rows("preference", "list", now=NOW)] == ["opt_out"]


def test_reasons_are_those_of_the_policy(book: Path, run: Any, contacts: Any) -> None:
    run("log-call", "C1", "--outcome", "RPC", "--reason", "ILLNESS", now=NOW)
    assert contacts()[0]["reason"] == "illness"
    wrong = run("log-call", "C1", "--outcome", "RPC", "--reason", "ilness", now=NOW, code=2)
    assert "Did you mean illness?" in wrong.stderr


def test_wishes_hold_from_their_moment_until_their_end(book: Path, run: Any, rows: Any) -> None:
    add = ("preference", "add", "C1", "inconvenient", "--days", "weekdays")
    said = run(*add, "--from-time", "15:00", "--to-time", "17:00", now=NOW).stdout
    assert "inconvenient, mon tue wed thu fri, from 15:00, to 17:00 (preference 1)" in said
    (wish,) = case(book, "06-10").preferences
    assert wish.weekdays == frozenset(range(5))
    assert str(wish.from_time) == "15:00:00"
    assert rows("preference", "list", "--as-of", "2026-06-09", now=NOW) == []
    run("preference", "end", "1", "--note", "changed shifts", now=at("06-15"))
    assert rows("preference", "list", now=at("06-15", "11:00")) == []
    (ended,) = rows("preference", "list", "--all", now=at("06-15", "11:00"))
    assert (ended["holds"], ended["ended_at"][:10]) == ("false", "2026-06-15")
    before = rows("preference", "list", "--as-of", "2026-06-14", now=at("06-16"))
    assert len(before) == 1
    assert "an end of its preference" in run("undo", "3", now=at("06-16"), code=6).stderr


def test_a_wish_may_name_a_place(book: Path, run: Any, rows: Any, data: Any) -> None:
    add = ("preference", "add", "C1", "inconvenient", "--place", "WORK")
    said = run(*add, now=NOW).stdout
    assert "Noted for C1 (Ana): inconvenient, at work (preference 1)" in said
    run("preference", "add", "C1", "consent", "--channel", "call", "--place", "work", now=NOW)
    found = rows("preference", "list", "C1", now=NOW)
    assert [(row["kind"], row["place"], row["days"]) for row in found] == [
        ("inconvenient", "work", ""),
        ("consent", "work", ""),
    ]
    assert [one["place"] for one in data("show", "C1", now=NOW)["preferences"]] == ["work", "work"]
    assert [one.place for one in case(book, "06-10").preferences] == ["work", "work"]
    run("undo", now=NOW)
    assert [one.place for one in case(book, "06-10").preferences] == ["work"]


def test_points_are_added_shown_and_ended(book: Path, run: Any, rows: Any, data: Any) -> None:
    add = ("point", "add", "C1", "email", "law@example.org", "--person", "lawyer")
    run(*add, "--name", "Ruiz & Co", now=NOW)
    found = rows("point", "list", "C1", now=NOW)
    assert [row["value"] for row in found] == [
        "+86 1",
        "ana@example.org",
        "1 Road",
        "law@example.org",
    ]
    assert data("show", "C1", now=NOW)["points"][3]["person"] == "lawyer"
    assert case(book, "06-10").points[3].name == "Ruiz & Co"
    run("point", "end", "1", "--on", "2026-06-12", now=at("06-15"))
    values = [row["value"] for row in rows("point", "list", now=at("06-15"))]
    assert values == []
    assert len(rows("point", "list", "--as-of", "2026-06-12", now=at("06-15"))) == 1
    assert "the end of its number or address" in run("undo", "3", now=at("06-16"), code=6).stderr
    run("undo", now=at("06-16"))
    assert len(rows("point", "list", now=at("06-16"))) == 1


WRONG = [
    (["log-message", "C1"], "--channel is missing"),
    (["log-message", "C1", "--channel", "fax"], "--channel is 'fax'"),
    (["log-message", "C1", "--channel", "sms", "--state", "sended"], "Did you mean sent?"),
    (["log-message", "C1", "--channel", "letter", "--notice", "leagl"], "Did you mean legal?"),
    (["log-message", "C1", "--channel", "sms", "--at", "2026-06-10T10:02"], "still to come"),
    (["log-message", "C1", "--channel", "sms", "--direction", "up"], "--direction is 'up'"),
    (["log-delivery", "9"], "contact 9 is not known"),
    (["log-visit", "C1"], "--outcome is missing"),
    (["log-visit", "C1", "--found", "maybe"], "--outcome is missing"),
    (["log-visit", "C1", "--found", "yes", "--ability", "some"], "--ability is 'some'"),
    (["log-visit", "C1", "--found", "yes", "--place", "moon"], "--place is 'moon'"),
    (["log-note", "C1", " "], "the note is empty"),
    (["preference", "add", "C1", "optout"], "Did you mean opt_out?"),
    (["preference", "add", "C1", "inconvenient"], "needs days or hours"),
    (["preference", "add", "C1", "work_hours"], "hours at work are not named"),
    (["preference", "add", "C1", "inconvenient", "--place", "wrk"], "Did you mean work?"),
    (["preference", "add", "C1", "inconvenient", "--days", "someday"], "'someday'"),
    (["preference", "add", "C1", "opt_out", "--channel", "smss"], "Did you mean sms?"),
    (["preference", "add", "C1", "inconvenient", "--from-time", "3pm"], "not a time"),
    (
        ["preference", "add", "C1", "inconvenient", "--from-time", "17:00", "--to-time", "15:00"],
        "is not after",
    ),
    (["preference", "add", "C1", "consent", "--until", "2026-06-01"], "before it was stated"),
    (["preference", "end", "9"], "no preference 9"),
    (["point", "add", "C1", "fax", "1"], "the kind is 'fax'"),
    (["point", "add", "C1", "phone", " "], "is empty"),
    (["point", "add", "C1", "phone", "1", "--person", "lawyr"], "Did you mean lawyer?"),
    (["point", "add", "C1", "phone", "1", "--time-zone", "Mars/Base"], "unknown time zone"),
    (["point", "end", "9"], "no point 9"),
]


@pytest.mark.parametrize(("args", "said"), WRONG, ids=lambda value: str(value))
def test_wrong_use_says_what_to_do_and_writes_nothing(
    book: Path, run: Any, args: list[str], said: str
) -> None:
    with sqlite3.connect(book) as conn:
        before = list(conn.iterdump())
    result = run(*args, now=NOW, code=2)
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 2, result.stderr
    with sqlite3.connect(book) as conn:
        assert list(conn.iterdump()) == before


def test_a_call_has_no_delivery(book: Path, run: Any) -> None:
    run("log-call", "C1", "--outcome", "NA", now=NOW)
    assert "contact 1 is no message" in run("log-delivery", "1", now=NOW, code=2).stderr


def test_a_time_without_a_zone_is_the_customers(book: Path, run: Any, data: Any) -> None:
    run("log-message", "C2", "--channel", "chat", "--at", "2026-06-10T02:30", now=NOW)
    (one,) = data("show", "C2", now=NOW)["contacts"]
    assert one["at"] == "2026-06-10T02:30:00+01:00"


WRITES = [
    ("log-message", "C1", "--channel", "sms"),
    ("log-visit", "C1", "--found", "no"),
    ("log-note", "C1", "something"),
    ("promise", "add", "C1", "5@2026-06-20"),
    ("hold", "add", "C1", "--kind", "moratorium"),
    ("preference", "add", "C1", "opt_out", "--channel", "sms"),
    ("point", "add", "C1", "phone", "+1"),
]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write[0])
def test_every_write_can_be_taken_back(book: Path, run: Any, write: tuple[str, ...]) -> None:
    def seen() -> list[str]:
        return [run("show", who, "--format", "json", now=NOW).stdout for who in ("C1", "L1")] + [
            run("queue", "--format", "json", now=NOW).stdout
        ]

    before = seen()
    said = run(*write, now=NOW).stdout
    assert seen() != before
    run("undo", said.rsplit("overdue undo ", 1)[1].strip(" ]\n"), now=NOW)
    assert seen() == before
    run("check", now=NOW)
