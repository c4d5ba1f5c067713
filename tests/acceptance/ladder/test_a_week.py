"""One customer, one week: what a careful collector would say each day, and what the program says.

Dana owes on two loans: EAST, made in New York, and WEST, made in Los Angeles. The number on file
was somebody else's; on the right one she wants no text messages. On Monday she disputes WEST,
which is answered on Friday night, and promises to pay EAST on Thursday. She does not pay. On
Saturday morning a lawyer writes. The ledger is that of an agency in the United States.

The days were thought through by hand before the program was asked.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

RIGHT, WRONG, LAWYER = "+1-212-555-0143", "+1-310-555-0188", "+1-212-555-0160"
CUSTOMERS = f"""customer_id,name,phone,email,language
D1,Dana Reyes,{WRONG},dana@example.org,en
"""
LOANS = """loan_id,customer_id,principal,disbursed_on,method,instalments,first_due_on,time_zone
EAST,D1,1200,2026-05-24,equal_principal,4,2026-06-24,America/New_York
WEST,D1,900,2026-05-28,equal_principal,3,2026-06-28,America/Los_Angeles
"""
#: What happened, each written down when it did (Eastern time).
HAPPENED: list[tuple[str, str]] = [
    ("2026-06-29T12:00", f"point add D1 phone {RIGHT}"),
    ("2026-06-29T12:10", f"log-call D1 --outcome WN --phone {WRONG}"),
    ("2026-06-29T12:20", f"preference add D1 opt_out --channel sms --point {RIGHT}"),
    ("2026-07-06T09:30", "hold add D1 --kind dispute --loan WEST"),
    ("2026-07-06T12:30", f"log-call EAST --phone {RIGHT} --outcome PTP --promise 300@2026-07-09"),
    ("2026-07-11T00:10", "hold release 1 --because verification_sent"),
    ("2026-07-11T09:00", "hold add D1 --kind lawyer"),
    ("2026-07-11T09:05", f"point add D1 phone {LAWYER} --person lawyer"),
]
QUIET = "spoke on 2026-07-06, no contact again before 2026-07-13"
OPTED = f"opted out of {RIGHT} on 2026-06-29"
THROUGH = "has a lawyer: contact the lawyer only"
#: What was said on Monday was about EAST alone.
RESTS = f"EAST: {QUIET}"
DISPUTED = "WEST: dispute, until it is released"
HELD = "lawyer, until it is released"
MORNING = "2026-07-13T11:00-04:00"


class Day(NamedTuple):
    """What is right to say on one day, at noon Eastern, and why."""

    day: str
    why: str
    stage: str
    days: int
    call: str
    call_says: str
    call_from: str
    sms: str
    sms_says: str
    not_about: str
    rests: str
    promise: str
    to_do: str


WEEK = [
    Day(
        "2026-07-06",
        "Monday, before the call: EAST is 12 days late and may be spoken of, WEST may not",
        "phone", 12, "allow", "nothing objects", "2026-07-06T12:00-04:00",
        "block", OPTED, DISPUTED, "", "", "call",
    ),
    Day(
        "2026-07-07",
        "Tuesday: she spoke and promised; seven days without a call, the promise is waited for",
        "phone", 13, "warn", QUIET, MORNING,
        "block", OPTED, DISPUTED, "promised for 2026-07-09", "pending", "watch the promise",
    ),
    Day(
        "2026-07-08",
        "Wednesday: as Tuesday",
        "phone", 14, "warn", QUIET, MORNING,
        "block", OPTED, DISPUTED, "promised for 2026-07-09", "pending", "watch the promise",
    ),
    Day(
        "2026-07-09",
        "Thursday: the day of the promise, on top: look for the money, do not call yet",
        "phone", 15, "warn", QUIET, MORNING,
        "block", OPTED, DISPUTED, "promised for 2026-07-09", "pending",
        "see whether the money came: promised for 2026-07-09",
    ),
    Day(
        "2026-07-10",
        "Friday: 16 days, the stage moves on; a day of grace; the last day of the dispute",
        "message", 16, "warn", QUIET, MORNING,
        "block", OPTED, DISPUTED, "promised for 2026-07-09", "pending", "watch the promise",
    ),
    Day(
        "2026-07-11",
        "Saturday: WEST is back; the last day of grace; a lawyer wrote",
        "message", 17, "block", THROUGH, "",
        "block", THROUGH, RESTS, HELD, "pending", "write to the lawyer only",
    ),
    Day(
        "2026-07-12",
        "Sunday: the promise is broken, and still only the lawyer may be called",
        "message", 18, "block", THROUGH, "",
        "block", THROUGH, RESTS, HELD, "broken", "write to the lawyer only",
    ),
]  # fmt: skip
DAYS = pytest.mark.parametrize("day", WEEK, ids=[day.why.split(":")[0] for day in WEEK])


@pytest.fixture
def until(run, tmp_path):
    """The ledger as it stood at a moment: everything up to it happened, nothing later."""
    (tmp_path / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")

    def call(moment: str) -> Any:
        start = "2026-06-29T09:00:00-04:00"
        run("init", "--currency", "USD", "--policy", "us_regf", "--role", "agency", now=start)
        run("import", "customers.csv", "loans.csv", now=start)
        for at, typed in HAPPENED:
            if at <= moment:
                run(*typed.split(), now=f"{at}:00-04:00")
        return run

    return call


def noon(day: Day) -> str:
    return f"{day.day}T12:00"


def now(moment: str) -> dict[str, str]:
    return {"now": f"{moment}:00-04:00"}


@DAYS
def test_explain_says_what_a_careful_collector_would_say(until, data, day: Day):
    until(noon(day))
    told = data("explain", "D1", **now(noon(day)))
    promise = told["promises"][0]["verdict"] if told["promises"] else ""
    said = (told["stage"], told["delinquent_days"], told["not_about"], told["rest"], promise)
    assert said == (day.stage, day.days, day.not_about, day.rests, day.promise), day.why
    assert told["next_action"] == day.to_do, day.why
    channels = {row["channel"]: row for row in told["channels"]}
    assert [channels[name]["verdict"] for name in ("call", "sms")] == [day.call, day.sms], day.why
    assert [channels[name]["text"] for name in ("call", "sms")] == [day.call_says, day.sms_says]
    states = {row["value"]: row["state"] for row in told["numbers"]}
    assert states[WRONG] == "wrong number: not used"
    assert states[RIGHT] == "opt out sms"


@DAYS
def test_may_says_the_same_with_the_next_permitted_time(until, data, day: Day):
    until(noon(day))
    for channel, decision, text in (
        ("call", day.call, day.call_says),
        ("sms", day.sms, day.sms_says),
    ):
        code = 6 if decision == "block" else 0
        said = data("may", "D1", "--channel", channel, code=code, **now(noon(day)))
        assert (said["decision"], said["text"], said["point"]) == (decision, text, RIGHT), day.why
        rests = channel == "sms" and day.not_about == RESTS  # a rest from calls is none from texts
        assert said["not_about"] == ("" if rests else day.not_about)
    call = data("may", "D1", "--at", f"{noon(day)}-04:00", code=None, **now(noon(day)))
    assert (call["next_at"] or "") == day.call_from, day.why


@DAYS
def test_the_day_is_open_where_both_zones_are(until, data, day: Day):
    """08:00 to 21:00 in Los Angeles and in New York is 11:00 to 21:00 Eastern."""
    until(noon(day))
    early = data("may", "D1", "--at", f"{day.day}T10:59-04:00", code=6, **now(noon(day)))
    assert early["local"] == "07:59 America/Los_Angeles, 10:59 America/New_York"
    late = data("may", "D1", "--at", f"{day.day}T21:01-04:00", code=6, **now(noon(day)))
    shut = "has a lawyer" if day.call == "block" else "outside 08:00-21:00"
    assert shut in early["text"]
    assert shut in late["text"]
    open_at = data("may", "D1", "--at", f"{day.day}T11:00-04:00", code=None, **now(noon(day)))
    assert open_at["decision"] == day.call


@DAYS
def test_the_loan_in_dispute_is_not_spoken_of_until_friday_is_over(until, data, day: Day):
    until(noon(day))
    disputed = day.not_about == DISPUTED
    code = 6 if disputed or day.call == "block" else 0
    said = data("may", "WEST", code=code, **now(noon(day)))
    if disputed:
        assert said["text"] == "hold for dispute since 2026-07-06, until it is released"


@DAYS
def test_the_queue_offers_the_right_number_and_never_the_wrong_one(until, data, day: Day):
    until(noon(day))
    (row,) = data("queue", **now(noon(day)))["rows"]
    assert (row["phone"], row["stage"], row["next_action"]) == (RIGHT, day.stage, day.to_do)
    assert (row["may_contact"] == "no") is (day.call == "block")


@pytest.mark.parametrize("day", ["2026-07-11", "2026-07-12"])
def test_the_lawyer_may_be_called_at_the_lawyers_number(until, data, day: str):
    until(f"{day}T12:00")
    said = data("may", "D1", "--person", "lawyer", **now(f"{day}T12:00"))
    assert (said["decision"], said["point"]) == ("allow", LAWYER)


def test_the_promise_falls_on_thursday_and_breaks_after_two_days_of_grace(until, rows):
    until("2026-07-12T12:00")
    verdicts = [
        rows("promise", "list", "D1", "--as-of", f"2026-07-{day:02}", **now("2026-07-12T12:00"))
        for day in range(6, 13)
    ]
    assert [found[0]["verdict"] for found in verdicts] == ["pending"] * 6 + ["broken"]


def test_a_screen_of_explain_has_all_of_it(until):
    run = until("2026-07-11T12:00")
    text = run("explain", "D1", "--all", **now("2026-07-11T12:00")).stdout
    for part in (THROUGH, "wrong number: not used", "opt out sms", "dispute", "2026-07-06"):
        assert part in text
