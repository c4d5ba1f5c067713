"""What a contact must say, and steps that are no contact, through the real command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HEAD = "loan_id,customer_id,name,principal,disbursed_on,method,instalments,first_due_on\n"
NOW = "2026-04-01T12:00:00-04:00"
FIRST = "This is an attempt to collect a debt."
LATER = "This communication is from a debt collector."


@pytest.fixture
def agency(run, tmp_path: Path):
    """Ana with two loans, in the ledger of an agency in New York."""
    run("init", "--currency", "USD", "--policy", "us_regf", "--role", "agency", now=NOW)
    (tmp_path / "customers.csv").write_text(
        "customer_id,name,phone,time_zone\nC1,Ana,+1 212 555 0143,America/New_York\n",
        encoding="utf-8",
    )
    (tmp_path / "loans.csv").write_text(
        HEAD
        + "L1,C1,Ana,600,2026-01-20,equal_principal,3,2026-03-20\n"
        + "L2,C1,Ana,600,2026-01-20,equal_principal,3,2026-03-20\n",
        encoding="utf-8",
    )
    run("import", "customers.csv", "loans.csv", now=NOW)
    return run


def asked(run, *args, code=0, now=NOW):
    return json.loads(run("may", *args, "--format", "json", code=code, now=now).stdout)


def test_a_first_call_says_what_a_first_communication_says(agency):
    said = asked(agency, "C1")["say"]
    assert FIRST in said
    assert "12 CFR 1006.18(e)(1)" in said
    assert "validation notice" in said
    assert LATER not in said


def test_after_a_conversation_calls_say_who_calls_and_the_first_letter_says_it_again(agency):
    agency("log-call", "C1", "--outcome", "RPC", now=NOW)
    later = "2026-04-08T12:00:00-04:00"
    assert LATER in asked(agency, "C1", now=later)["say"]
    assert FIRST in asked(agency, "C1", "--channel", "letter", now=later)["say"]


def test_a_message_that_came_back_told_nobody(agency):
    agency(
        *("log-message", "C1", "--channel", "letter", "--state", "failed"),
        now=NOW,
    )
    assert (
        FIRST in asked(agency, "C1", "--channel", "letter", now="2026-04-20T12:00:00-04:00")["say"]
    )


def test_a_creditor_of_its_own_debts_need_not_say_it(agency):
    agency("set", "ledger", "role=creditor", now=NOW)
    assert asked(agency, "C1")["say"] == ""


@pytest.mark.parametrize(
    ("at", "code", "next_at"),
    [
        ("2026-04-15T23:59", 6, "2026-04-16T00:00-04:00"),
        ("2026-04-16T00:00", 0, "2026-04-16T00:00-04:00"),
    ],
)
def test_a_report_waits_for_14_whole_days_after_the_letter(agency, at, code, next_at):
    agency("log-message", "C1", "--channel", "letter", now=NOW)
    said = asked(agency, "C1", "--measure", "credit_report", "--at", at, code=code)
    assert said["next_at"] == next_at
    assert said["source"] == "12 CFR 1006.30(a)(1)"


def test_a_letter_that_came_back_within_the_wait_opens_no_report(agency):
    agency("log-message", "C1", "--channel", "letter", now=NOW)
    agency("log-delivery", "1", "--state", "failed", now="2026-04-10T12:00:00-04:00")
    later = "2026-05-01T12:00:00-04:00"
    said = asked(agency, "C1", "--measure", "credit_report", now=later, code=6)
    assert (said["decision"], said["next_at"]) == ("block", "")
    assert "speak to the customer, or write and wait 14 days" in said["text"]


def test_a_conversation_about_one_loan_opens_the_report_of_that_loan(agency):
    agency("log-call", "L1", "--outcome", "RPC", now=NOW)
    assert asked(agency, "L1", "--measure", "credit_report")["decision"] == "allow"
    assert asked(agency, "L2", "--measure", "credit_report", code=6)["decision"] == "block"
    both = asked(agency, "C1", "--measure", "credit_report", code=6)
    assert "about L2" in both["text"]


def test_a_debt_marked_as_time_barred_is_not_sued_upon(agency):
    assert asked(agency, "L1", "--measure", "lawsuit")["decision"] == "allow"
    agency("hold", "add", "L1", "--kind", "time_barred", now=NOW)
    done = agency("may", "L1", "--measure", "lawsuit", code=6, now=NOW)
    assert "hold for time_barred of L1" in done.stderr
    assert "No later time is permitted by itself" in done.stderr
    assert asked(agency, "L2", "--measure", "lawsuit")["decision"] == "allow"
    assert asked(agency, "L1")["decision"] == "allow"


def test_an_unknown_measure_is_answered_with_those_that_are_known(agency):
    done = agency("may", "C1", "--measure", "credit_reprt", code=2, now=NOW)
    assert "Did you mean credit_report?" in done.stderr


def test_a_policy_without_measures_says_so(agency):
    agency("policy", "use", "standard", "--from", "2026-04-02", now=NOW)
    done = agency("may", "C1", "--measure", "lawsuit", code=2, now="2026-04-03T12:00:00-04:00")
    assert "says nothing of measures" in done.stderr


def test_an_option_of_a_contact_beside_a_measure_is_refused(agency):
    done = agency(*("may", "C1", "--measure", "lawsuit", "--channel", "sms"), code=2, now=NOW)
    assert "--channel does nothing" in done.stderr


def test_the_validation_notice_is_asked_for_until_it_is_logged(agency):
    assert asked(agency, "C1")["send"] == ""
    agency("log-call", "C1", "--outcome", "RPC", now=NOW)
    source = "(12 CFR 1006.34(a)(1)(i)(B))"
    assert asked(agency, "C1")["send"] == f"validation notice by 2026-04-06 {source}"
    late = "2026-04-07T12:00:00-04:00"
    assert "by 2026-04-06, overdue" in asked(agency, "C1", now=late)["send"]
    agency("log-message", "C1", "--channel", "letter", "--notice", "validation", now=late)
    assert asked(agency, "C1", now=late)["send"] == ""


def test_a_validation_notice_of_one_loan_leaves_that_of_the_other_to_be_sent(agency):
    agency("log-call", "C1", "--outcome", "RPC", now=NOW)
    letter = ("log-message", "L1", "--channel", "letter", "--notice", "validation")
    agency(*letter, now="2026-04-02T12:00:00-04:00")
    later = "2026-04-03T12:00:00-04:00"
    assert asked(agency, "L1", now=later)["send"] == ""
    assert "by 2026-04-06" in asked(agency, "L2", now=later)["send"]
    assert "by 2026-04-06" in asked(agency, "C1", now=later)["send"]
