"""A payment bounces: what queue, explain, show and promises say before, on and after that day.

Bo promised to pay on 4 June and paid. The payment bounced on 10 June. Ned's loan, calls and
promise are Bo's, but he never paid. Rich owes far more and for longer, and promised nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

LOANS = """invoice_id,customer_id,issued_on,due_on,amount
BO,Bo,2026-04-20,2026-05-01,1000
NED,Ned,2026-04-20,2026-05-01,1000
RICH,Rich,2026-03-20,2026-04-01,500000
"""
MONEY = "transaction_id,loan_id,date,amount,type,reverses\n"


class Day(NamedTuple):
    """What is right to say of Bo at the close of a day."""

    day: str
    stage: str
    days: int
    promise: str
    first: str
    """Who is first in the queue."""


DAYS = [
    Day("2026-06-09", "", 0, "kept", "Rich"),
    Day("2026-06-10", "visit", 40, "broken", "Bo"),
    Day("2026-06-11", "visit", 41, "broken", "Bo"),
]
each_day = pytest.mark.parametrize("day", DAYS, ids=["the day before", "its day", "the day after"])


@pytest.fixture
def bounced(run, tmp_path) -> Any:
    """Everything written down on its own day."""
    (tmp_path / "invoices.csv").write_text(LOANS, encoding="utf-8")
    paid, back = MONEY + "T1,BO,2026-06-03,1000,,\n", MONEY + "T2,BO,2026-06-10,1000,reversal,T1\n"
    (tmp_path / "paid.csv").write_text(paid, encoding="utf-8")
    (tmp_path / "back.csv").write_text(back, encoding="utf-8")
    run("init", "--currency", "CNY", now=at("2026-05-02"))
    run("import", "invoices.csv", now=at("2026-05-02"))
    for day in ("2026-05-20", "2026-05-21", "2026-05-22"):
        for who in ("Bo", "Ned", "Rich"):
            run("log-call", who, "--outcome", "NA", now=at(day))
    for who in ("Bo", "Ned"):
        promise = ("--outcome", "PTP", "--promise", "1000@2026-06-04")
        run("log-call", who, *promise, now=at("2026-06-01"))
    run("import", "paid.csv", now=at("2026-06-03"))
    run("log-call", "Ned", "--outcome", "NA", now=at("2026-06-08"))
    run("import", "back.csv", now=at("2026-06-10"))
    return run


def at(day: str) -> str:
    return f"{day}T12:00:00+08:00"


@each_day
def test_the_queue_has_the_customer_on_top_from_the_day_it_bounced(bounced, data, day: Day):
    rows = data("queue", "--as-of", day.day, now=at("2026-06-12"))["rows"]
    assert rows[0]["customer_id"] == day.first
    mine = [row for row in rows if row["customer_id"] == "Bo"]
    assert [row["stage"] for row in mine] == [day.stage][: bool(day.stage)]
    assert ["broken" in row["reason"] for row in mine] == [True] * bool(day.stage)


@each_day
def test_explain_says_why(bounced, data, day: Day):
    told = data("explain", "Bo", "--as-of", day.day, now=at("2026-06-12"))
    assert (told["stage"], told["delinquent_days"]) == (day.stage, day.days)
    assert [row["verdict"] for row in told["promises"]] == [day.promise]
    broken = [row["name"] for row in told["points"] if "broken" in row["name"]]
    assert bool(broken) is (day.promise == "broken")


@each_day
def test_show_and_the_promises_say_the_same(bounced, data, rows, day: Day):
    shown = data("show", "Bo", "--as-of", day.day, now=at("2026-06-12"))
    assert ((shown["stage"] or ""), shown["delinquent_days"]) == (day.stage, day.days)
    assert [row["verdict"] for row in shown["promises"]] == [day.promise]
    listed = rows("promise", "list", "Bo", "--as-of", day.day, now=at("2026-06-12"))
    assert [row["verdict"] for row in listed] == [day.promise]


@each_day
def test_from_then_on_it_is_as_if_it_had_never_been_paid(bounced, data, day: Day):
    def said(who: str) -> list[Any]:
        of = [
            data("show", one, "--as-of", day.day, now=at("2026-06-12"))
            for one in (who, who.upper())
        ]
        return [of[0]["stage"], of[0]["delinquent_days"], of[1]["days_past_due"], of[1]["overdue"]]

    same = [bo == ned for bo, ned in zip(said("Bo"), said("Ned"), strict=True)]
    assert same == [day.promise == "broken"] * 4


def test_what_was_known_before_the_bounce_says_nothing_of_it(bounced, data):
    known = ("--as-of", "2026-06-11", "--known-on", "2026-06-09")
    told = data("explain", "Bo", *known, now=at("2026-06-12"))
    assert [row["verdict"] for row in told["promises"]] == ["kept"]
    assert "broken" not in str(told["points"]) + told["reason"]


def test_what_was_known_before_a_promise_has_no_word_of_it_in_the_next_action(bounced, data):
    known = ("--as-of", "2026-06-03", "--known-on", "2026-05-31")
    told = data("explain", "Ned", *known, now=at("2026-06-12"))
    assert (told["promises"], told["rest"], told["next_action"]) == ([], "", "")
    assert told["stage"] == "visit"
    assert told["reason"] == "33 days since 2026-05-01; visit"
