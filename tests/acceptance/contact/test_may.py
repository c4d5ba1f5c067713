"""``overdue may`` and ``overdue policy use``: the gate through the real command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HEAD = "loan_id,customer_id,name,principal,disbursed_on,method,instalments,first_due_on\n"
NOW = "2026-06-30T12:00:00-04:00"


@pytest.fixture
def agency(run, tmp_path: Path):
    """Ana in California with a number of New York, in the ledger of an agency."""
    run("init", "--currency", "USD", "--policy", "us_regf", "--role", "agency", now=NOW)
    (tmp_path / "customers.csv").write_text(
        "customer_id,name,phone,time_zone\nC1,Ana,+1 212 555 0143,America/Los_Angeles\n"
        "C2,Ben,(212) 555-0199,America/New_York\n",
        encoding="utf-8",
    )
    (tmp_path / "loans.csv").write_text(
        HEAD
        + "L1,C1,Ana,600,2026-04-20,equal_principal,3,2026-06-20\n"
        + "L2,C2,Ben,600,2026-04-20,equal_principal,3,2026-06-20\n",
        encoding="utf-8",
    )
    run("import", "customers.csv", "loans.csv", now=NOW)
    return run


def asked(run, *args, code=0, now=NOW):
    return json.loads(run("may", *args, "--format", "json", code=code, now=now).stdout)


@pytest.mark.parametrize(
    ("at", "code", "next_at"),
    [
        ("2026-07-01T10:59:00-04:00", 6, "2026-07-01T11:00-04:00"),
        ("2026-07-01T11:00:00-04:00", 0, "2026-07-01T11:00-04:00"),
        ("2026-07-01T21:00:00-04:00", 0, "2026-07-01T21:00-04:00"),
        ("2026-07-01T21:01:00-04:00", 6, "2026-07-02T11:00-04:00"),
    ],
)
def test_phone_area_eastern_and_address_pacific_is_open_from_11_to_21_eastern(
    agency, at, code, next_at
):
    said = asked(agency, "C1", "--at", at, code=code)
    assert (said["decision"], said["next_at"]) == ("block" if code else "allow", next_at)
    assert "America/New_York" in said["local"]


@pytest.mark.parametrize("fmt", ["table", "csv", "json", "jsonl", "md"])
def test_a_blocked_contact_exits_6_and_prints_rule_and_next_time_in_every_format(agency, fmt):
    done = agency("may", "C2", "--at", "2026-07-01T22:30", "--format", fmt, code=6, now=NOW)
    for text in ("regf_hours", "12 CFR 1006.6(b)(1)", "2026-07-02T08:00-04:00", "us_regf 2026.2"):
        assert text in done.stdout
    assert "Permitted from 2026-07-02T08:00-04:00." in done.stderr


def test_a_warning_is_said_on_stderr_and_exits_0(agency):
    agency("log-call", "C2", "--outcome", "RPC", now=NOW)
    done = agency("may", "C2", now="2026-07-02T12:00:00-04:00")
    assert "warning: call to C2: spoke on 2026-06-30" in done.stderr
    assert "2026-07-07T08:00-04:00" in done.stdout


def test_who_collects_decides_which_rules_bind(agency):
    agency("log-call", "C2", "--outcome", "RPC", now=NOW)
    later = "2026-07-02T12:00:00-04:00"
    assert asked(agency, "C2", now=later)["rule"] == "regf_after_talk"
    agency("set", "ledger", "role=creditor", now=NOW)
    assert asked(agency, "C2", now=later)["decision"] == "allow"
    agency("undo", now=NOW)
    assert asked(agency, "C2", now=later)["role"] == "agency"


def test_every_rule_is_told_with_why(agency):
    said = asked(agency, "C2", "--why")
    assert {row["rule"] for row in said["rows"]} >= {"regf_hours", "regf_7_in_7", "hold"}


def test_a_loan_may_be_named_instead_of_the_customer(agency):
    assert asked(agency, "L2")["loan_id"] == "L2"
    assert asked(agency, "C2", "--loan", "L2")["loan_id"] == "L2"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("C2", "--channel", "cal"), "unknown channel 'cal'"),
        (("C2", "--purpose", "confirmed"), "unknown purpose 'confirmed'"),
        (("C2", "--at", "noon"), "--at is 'noon'"),
        (("C2", "--loan", "L1"), "is not one of customer 'C2'"),
        (("C9",), "no customer or loan 'C9'"),
    ],
)
def test_what_cannot_be_asked_is_said(agency, args, said):
    assert said in agency("may", *args, code=2, now=NOW).stderr


def test_the_version_in_force_on_a_day_decides_for_that_day(agency):
    agency("policy", "use", "in_rbi", "--from", "2026-07-10", now=NOW)
    before = asked(agency, "C2", "--at", "2026-07-09T20:00")
    after = asked(agency, "C2", "--at", "2026-07-10T20:00", code=6)
    assert (before["policy"], before["decision"]) == ("us_regf 2026.2", "allow")
    assert (after["policy"], after["rule"]) == ("in_rbi 2026.2", "rbi_hours")
    agency("undo", now=NOW)
    assert asked(agency, "C2", "--at", "2026-07-10T20:00")["policy"] == "us_regf 2026.2"


def test_a_version_keeps_the_content_of_a_file_that_changes_or_goes(agency, tmp_path: Path):
    path = tmp_path / "ours.toml"
    path.write_text(
        'name = "ours"\ntitle = "Ours"\nversion = "1"\n[[rule]]\nid = "hours"\nblocks = true\n'
        'hours = [{ from = "10:00", to = "11:00" }]\n',
        encoding="utf-8",
    )
    agency("policy", "use", "ours.toml", now=NOW)
    path.unlink()
    assert asked(agency, "C2", "--at", "2026-07-01T12:00", code=6)["policy"] == "ours 1"
    first = agency("report", "aging", "--as-of", "2026-06-29", now=NOW).stdout
    assert "policy=us_regf 2026.2" in first
    assert "policy=ours 1" in agency("report", "aging", now=NOW).stdout


def test_a_policy_with_faults_is_not_put_in_force(agency, tmp_path: Path):
    (tmp_path / "bad.toml").write_text(
        'name = "bad"\ntitle = "Bad"\nversion = "1"\n[ladder]\ncatch_up = "best"\n',
        encoding="utf-8",
    )
    assert "catch_up is 'best'" in agency("policy", "use", "bad.toml", code=5, now=NOW).stderr
    assert "catch_up is 'best'" in agency("policy", "lint", "bad.toml", code=5, now=NOW).stdout


def test_the_same_policy_twice_is_said(agency):
    agency("policy", "use", "in_rbi", now=NOW)
    assert (
        "in force on 2026-06-30 already"
        in agency("policy", "use", "in_rbi", code=2, now=NOW).stderr
    )


def test_the_cases_of_all_packs_agree_and_a_wrong_one_exits_5(run, tmp_path: Path):
    assert "cases agree" in run("policy", "test").stderr
    (tmp_path / "mine.toml").write_text(
        'name = "mine"\ntitle = "Mine"\nversion = "1"\n[[case]]\nname = "at night"\n'
        'ask = { channel = "call", at = 2026-06-30T03:00:00 }\nexpect = { decision = "allow" }\n',
        encoding="utf-8",
    )
    done = run("policy", "test", "mine.toml", code=5)
    assert "decision warn" in done.stdout
    assert "1 of 1 case does not agree" in done.stderr


def test_what_differs_between_two_policies(rows):
    found = {(row["where"], row["key"]): row for row in rows("policy", "diff", "standard", "de")}
    assert found["rule calls_per_day", "most"]["after"] == "2"
    assert ("rule hours", "kind") not in found


def test_packs_and_versions_are_listed(agency, rows):
    assert "us_regf" in {row["name"] for row in rows("policy", "list")}
    assert rows("policy", "list", "--section", "versions") == []
    agency("policy", "use", "in_rbi", now=NOW)
    (line,) = rows("policy", "list", "--section", "versions")
    assert (line["from_on"], line["name"]) == ("2026-06-30", "in_rbi")


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (("--place", "wrok"), "Did you mean work?"),
        (("--place", "job"), "One of: home, work, public, office."),
        (("--person", "attorny"), "Did you mean attorney?"),
        (("--person", "nieghbor"), "Did you mean neighbor?"),
    ],
)
def test_a_mistyped_place_or_person_is_refused(agency, args, hint):
    assert hint in agency("may", "C1", *args, code=2, now=NOW).stderr


def test_a_dispute_a_lawyer_and_a_cease_leave_the_creditor_open(agency):
    # 12 CFR 1006.6(d)(1): the creditor is no third party, and is asked for the verification
    noon = "2026-07-01T12:00:00-04:00"
    agency("hold", "add", "C1", "--kind", "dispute", now=NOW)
    agency("log-call", "C2", "--outcome", "ATTY", "--at", "2026-06-29T12:00", now=NOW)
    agency("preference", "add", "C2", "cease", now=NOW)
    for who in ("C1", "C2"):
        said = asked(agency, who, "--person", "creditor", "--at", noon)
        assert said["decision"] == "allow"
        assert asked(agency, who, "--at", noon, code=6)["decision"] == "block"
        logged = agency("log-call", who, "--person", "creditor", "--outcome", "RPC", now=noon)
        assert logged.stderr == ""
