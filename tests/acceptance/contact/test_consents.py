"""What a consent rests on: noted, listed, taken back; what does not go together is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T09:00:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path) -> None:
    """A ledger of one customer."""
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "customers.csv").write_text(
        "customer_id,name,time_zone\nC1,王小明,Asia/Shanghai\n", encoding="utf-8"
    )
    run("import", "customers.csv", now=NOW)


NOTED = [
    (("--written", "--channel", "call"), "consent, in writing, call"),
    (
        ("--basis", "creditor_notice", "--opt-out-by", "2026-07-20"),
        "consent, the creditor's notice with a day to opt out by, email, opt out by 2026-07-20",
    ),
    (("--basis", "prior_collector"), "consent, the collector before used it, email"),
    (
        ("--basis", "reassigned_check", "--point", "+8613800138000"),
        "consent, a check that the number still is the customer's, sms, +8613800138000",
    ),
    (("--basis", "lawyer"), "consent, the lawyer agreed to direct contact"),
    (("--basis", "lawyer_silent"), "consent, the lawyer did not answer in reasonable time"),
]


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(("options", "line"), NOTED, ids=lambda one: one[1])
def test_a_consent_is_noted_with_what_it_rests_on(
    run: Any, options: tuple[str, ...], line: str
) -> None:
    said = run("preference", "add", "C1", "consent", *options, now=NOW).stdout
    assert f"Noted for C1 (王小明): {line} (preference 1)" in said


REFUSED = [
    (("opt_out", "--written"), "--written is for a consent, not for opt_out"),
    (("cease", "--basis", "lawyer"), "--basis is for a consent, not for cease"),
    (("consent", "--basis", "lawer"), "unknown basis of a consent 'lawer'"),
    (
        ("consent", "--basis", "creditor_notice"),
        "--basis creditor_notice and --opt-out-by go together",
    ),
    (
        ("consent", "--opt-out-by", "2026-07-20"),
        "--basis creditor_notice and --opt-out-by go together",
    ),
    (
        ("consent", "--basis", "creditor_notice", "--opt-out-by", "2026-06-09"),
        "--opt-out-by 2026-06-09 is before the notice of 2026-06-10",
    ),
]


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(("options", "line"), REFUSED, ids=lambda one: one[1])
def test_what_does_not_go_together_is_refused(
    run: Any, options: tuple[str, ...], line: str
) -> None:
    assert line in run("preference", "add", "C1", *options, code=2, now=NOW).stderr
    assert json.loads(run("preference", "list", "--format", "json", now=NOW).stdout)["rows"] == []


@pytest.mark.usefixtures("book")
def test_the_list_says_it_and_undo_takes_it_back(run: Any) -> None:
    run(
        *("preference", "add", "C1", "consent", "--basis", "creditor_notice"),
        *("--opt-out-by", "2026-07-20"),
        now=NOW,
    )
    run("preference", "add", "C1", "consent", "--written", "--channel", "call", now=NOW)
    rows = json.loads(run("preference", "list", "C1", "--format", "json", now=NOW).stdout)["rows"]
    assert [(row["basis"], row["written"], row["opt_out_by"]) for row in rows] == [
        ("creditor_notice", False, "2026-07-20"),
        ("", True, None),
    ]
    run("undo", now=NOW)
    rows = json.loads(run("preference", "list", "C1", "--format", "json", now=NOW).stdout)["rows"]
    assert [row["basis"] for row in rows] == ["creditor_notice"]
