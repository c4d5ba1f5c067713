"""Promises through the real command: written, judged, cancelled, taken back, reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-01T10:00:00+08:00"
LOANS = """loan_id,customer_id,name,principal,currency,disbursed_on,method,instalments,first_due_on
L1,C1,Ana,300,CNY,2026-04-01,equal_principal,3,2026-05-01
L2,C1,Ana,100,CNY,2026-04-01,equal_principal,1,2026-06-20
L3,C2,Bo,90,CNY,2026-04-01,equal_principal,1,2026-05-20
L4,C3,Cy,90,CNY,2026-04-01,equal_principal,1,2026-05-20
L5,C3,Cy,90,USD,2026-04-01,equal_principal,1,2026-05-20
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
def verdicts(data: Any) -> Callable[..., list[tuple[str, str]]]:
    """Amount paid and verdict of each promise of a customer on a day."""

    def call(day: str, who: str = "C1", *more: str) -> list[tuple[str, str]]:
        rows = data("promise", "list", who, *more, now=at(day))["rows"]
        return [(row["paid"], row["verdict"]) for row in rows]

    return call


def test_several_amounts_are_instalments_of_one_promise(book: Path, run: Any, data: Any) -> None:
    said = run("promise", "add", "C1", "60@2026-06-04", "40@2026-06-11", now=NOW).stdout
    parts = "CNY 60.00 by 2026-06-04, CNY 40.00 by 2026-06-11"
    assert said.startswith(f"Promised by C1 (Ana): {parts}")
    first, second = data("promise", "list", now=NOW)["rows"]
    assert first["promise"] == second["promise"]
    assert (first["last_day"], second["last_day"]) == ("2026-06-06", "2026-06-13")
    run("log-call", "C1", "--outcome", "PTP", "--promise", "5@2026-06-05", now=NOW)
    assert len({row["promise"] for row in data("promise", "list", now=NOW)["rows"]}) == 2


def test_a_bounced_payment_breaks_a_kept_promise_from_its_day_on_and_not_before(
    book: Path, run: Any, data: Any, verdicts: Any, tmp_path: Path
) -> None:
    run("promise", "add", "C1", "100@2026-06-04", now=NOW)
    head = "transaction_id,loan_id,date,amount,type,reverses\n"
    (tmp_path / "paid.csv").write_text(head + "T1,L1,2026-06-03,100,repayment,\n")
    run("import", "paid.csv", "--as", "transactions", now=at("06-03"))
    assert verdicts("06-05") == [("100.00", "kept")]
    (tmp_path / "back.csv").write_text(head + "T2,L1,2026-06-10,100,reversal,T1\n")
    run("import", "back.csv", "--as", "transactions", now=at("06-10"))
    walk = {day: verdicts("06-12", "C1", "--as-of", f"2026-{day}") for day in DAYS}
    assert walk == DAYS
    shown = data("show", "C1", now=at("06-12"))["promises"]
    assert [(one["verdict"], one["decided_on"]) for one in shown] == [("broken", "2026-06-10")]
    known = ["--as-of", "2026-06-10", "--known-on", "2026-06-09"]
    assert verdicts("06-12", "C1", *known) == [("100.00", "kept")]
    stage = data("show", "C1", "--as-of", "2026-06-10", now=at("06-12"))
    assert stage["delinquent_days"] == 40
    assert data("show", "C1", "--as-of", "2026-06-09", now=at("06-12"))["delinquent_days"] == 8


DAYS: dict[str, Any] = {
    "05-31": [],
    "06-01": [("0.00", "pending")],
    "06-02": [("0.00", "pending")],
    "06-03": [("100.00", "kept")],
    "06-09": [("100.00", "kept")],
    "06-10": [("0.00", "broken")],
    "06-12": [("0.00", "broken")],
}


def test_a_promise_on_a_loan_takes_payments_on_that_loan(
    book: Path, run: Any, verdicts: Any
) -> None:
    run("promise", "add", "L1", "50@2026-06-04", now=NOW)
    run("pay", "L2", "50", now=at("06-02"))
    assert verdicts("06-03") == [("0.00", "pending")]
    run("pay", "L1", "50", now=at("06-03"))
    assert verdicts("06-03") == [("50.00", "kept")]


def test_the_pack_decides_what_counts_as_kept(
    book: Path, run: Any, data: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("promise", "add", "C1", "100@2026-06-04", now=NOW)
    run("pay", "L1", "90", now=at("06-05"))
    (tmp_path / "own.toml").write_text("[promise]\nthreshold_percent = 90\ngrace_days = 1\n")
    listed = ["promise", "list", "C1"]
    assert data(*listed, now=at("06-08"))["rows"][0]["verdict"] == "partly_kept"
    monkeypatch.setenv("OVERDUE_POLICY", str(tmp_path / "own.toml"))
    assert data(*listed, now=at("06-08"))["rows"][0]["verdict"] == "kept"
    settings = data("report", "promises", now=at("06-08"))["settings"]
    assert settings["kept"] == "90 % by the date + 1 day, partly from 25 %"


def test_a_cancelled_promise_is_neither_kept_nor_broken_and_undo_brings_it_back(
    book: Path, run: Any, verdicts: Any
) -> None:
    run("promise", "add", "C1", "50@2026-06-04", "50@2026-06-11", now=NOW)
    said = run("promise", "cancel", "C1", "--reason", "new plan", now=at("06-02")).stdout
    assert "CNY 50.00 by 2026-06-04, CNY 50.00 by 2026-06-11" in said
    assert [v for _, v in verdicts("06-20")] == ["cancelled", "cancelled"]
    refused = run("undo", "3", now=at("06-02"), code=6).stderr
    assert "a cancellation of its promise" in refused
    run("undo", now=at("06-02"))
    assert [v for _, v in verdicts("06-20")] == ["broken", "broken"]


def test_one_promise_is_cancelled_by_its_number(book: Path, run: Any, verdicts: Any) -> None:
    run("promise", "add", "C1", "50@2026-06-04", "50@2026-06-11", now=NOW)
    run("promise", "cancel", "2", now=NOW)
    assert [v for _, v in verdicts("06-02")] == ["pending", "cancelled"]
    run("promise", "cancel", "promise:1", now=NOW)
    assert [v for _, v in verdicts("06-02")] == ["cancelled", "cancelled"]
    assert "promise 1 is cancelled" in run("promise", "cancel", "1", now=NOW, code=2).stderr


def test_promises_are_listed_by_verdict_and_loan(book: Path, run: Any, rows: Any) -> None:
    run("promise", "add", "L1", "10@2026-06-02", now=NOW)
    run("promise", "add", "L3", "10@2026-06-20", now=NOW)
    run("promise", "add", "L2", "10@2026-06-20", now=NOW)
    late = at("06-06")
    assert [row["loan_id"] for row in rows("promise", "list", now=late)] == ["L1", "L2", "L3"]
    broken = rows("promise", "list", "--verdict", "broken", now=late)
    assert [row["loan_id"] for row in broken] == ["L1"]
    assert [row["loan_id"] for row in rows("promise", "list", "L2", now=late)] == ["L2"]
    assert rows("show", "L2", "--section", "promises", now=late)[0]["verdict"] == "pending"


def test_the_kept_rate_has_the_matured_promises_below_the_line(
    book: Path, run: Any, data: Any
) -> None:
    run("promise", "add", "L1", "50@2026-06-03", now=NOW)  # kept
    run("promise", "add", "L3", "30@2026-06-04", now=NOW)  # broken, 10 came in
    run("promise", "add", "L4", "20@2026-06-05", now=NOW)  # cancelled: not counted
    run("promise", "add", "L2", "70@2026-06-20", now=NOW)  # not matured
    run("promise", "add", "L5", "USD 9@2026-06-06", now=NOW)  # kept, another currency
    run("pay", "L1", "50", now=at("06-02"))
    run("pay", "L3", "5", now=at("06-02"))
    run("pay", "L5", "9", now=at("06-02"))
    run("promise", "cancel", "3", now=at("06-02"))
    report = data("report", "promises", now=at("06-10"))
    by_code = {rate["currency"]: rate for rate in report["rates"]}
    cny = by_code["CNY"]
    assert (cny["matured"], cny["kept"], cny["broken"], cny["kept_rate"]) == (2, 1, 1, 0.5)
    assert (cny["promised"], cny["kept_amount"], cny["paid"]) == ("80.00", "50.00", "55.00")
    assert cny["amount_rate"] == 0.625
    assert by_code["USD"]["kept_rate"] == 1
    assert report["cancelled"] == 1
    assert [row["loan_id"] for row in report["broken"]] == ["L3"]
    assert [row["loan_id"] for row in report["pending"]] == ["L2"]
    today = data("report", "promises", "--as-of", "2026-06-04", now=at("06-10"))
    assert [row["loan_id"] for row in today["due_today"]] == ["L3"]
    early = data("report", "promises", "--to", "2026-06-05", now=at("06-10"))["rates"]
    assert [(rate["currency"], rate["matured"]) for rate in early] == [("CNY", 1)]


def test_a_promise_matures_when_its_last_day_is_over(book: Path, run: Any, data: Any) -> None:
    run("promise", "add", "L1", "50@2026-06-03", now=NOW)
    run("pay", "L1", "50", now=at("06-02"))
    matured = {
        day: len(data("report", "promises", now=at(day))["rates"]) for day in ("06-05", "06-06")
    }
    assert matured == {"06-05": 0, "06-06": 1}


def test_rates_by_who_took_the_promise(book: Path, run: Any, rows: Any) -> None:
    run("promise", "add", "L1", "50@2026-06-03", "--actor", "lin", now=NOW)
    call = ["log-call", "C2", "--outcome", "PTP", "--promise", "30@2026-06-03"]
    run(*call, "--actor", "chen", now=NOW)
    found = rows("report", "promises", "--group", "taken_by", now=at("06-10"))
    assert [(row["group"], row["matured"]) for row in found] == [("chen", "1"), ("lin", "1")]


WRONG = [
    (["promise", "add", "C9", "5@2026-06-04"], "no customer or loan 'C9'"),
    (["promise", "add", "C1", "5"], "the promise is '5'"),
    (["promise", "add", "C1", "5@2026-05-04"], "not in the past"),
    (["promise", "add", "C3", "5@2026-06-04"], "several currencies"),
    (["promise", "add", "C1", "5@2026-07-04", "--on", "2026-06-30"], "still to come"),
    (["promise", "add", "C1", "5@2026-07-04", "--loan", "L3"], "not one of customer"),
    (["promise", "cancel", "99"], "no promise 99"),
    (["promise", "cancel", "C1"], "nothing to cancel"),
    (["promise", "list", "--verdict", "kpet"], "--verdict is 'kpet'"),
    (["promise", "list", "C9"], "no customer or loan"),
    (["report", "promises", "--group", "colour"], "unknown group"),
    (["report", "promises", "--from", "2026-06-05", "--to", "2026-06-01"], "before --from"),
]


@pytest.mark.parametrize(("args", "said"), WRONG, ids=lambda value: str(value))
def test_wrong_use_says_what_to_do(book: Path, run: Any, args: list[str], said: str) -> None:
    result = run(*args, now=NOW, code=2)
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl", "md"])
@pytest.mark.parametrize("args", [["promise", "list"], ["report", "promises"]])
def test_every_format_prints_it(book: Path, run: Any, form: str, args: list[str]) -> None:
    run("promise", "add", "L1", "50@2026-06-03", now=NOW)
    out = run(*args, "--format", form, now=at("06-10")).stdout
    assert "50.00" in out
    if form == "json":
        assert json.loads(out)["as_of"] == "2026-06-10"
