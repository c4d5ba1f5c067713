"""What daily lists say against recorded money: named, decided by a person, open until then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-07-03T09:00+08:00"
HEAD = "loan_id,customer_id,name,days_past_due,overdue_principal,贷款余额,as_of\n"
#: 200 was paid on Friday the 26th; the lists of Monday to Wednesday do not show it.
FRIDAY, MONDAY, TUESDAY, WEDNESDAY = "2026-06-26", "2026-06-29", "2026-06-30", "2026-07-01"
FOUND = {
    "loan_id": "L1",
    "customer_id": "C1",
    "name": "Wang",
    "recorded_on": FRIDAY,
    "amount": "200.00",
    "listed_on": WEDNESDAY,
}
LATE = {FRIDAY: 30, MONDAY: 33, TUESDAY: 34, WEDNESDAY: 35, "2026-07-02": 36}


@pytest.fixture
def bring(run: Any, data: Any, tmp_path: Path) -> Any:
    """Imports the list of a day that has this principal, all of it overdue; what json says."""
    run("init", "--currency", "CNY", now=NOW)

    def call(day: str, principal: int) -> Any:
        row = f"L1,C1,Wang,{LATE[day]},{principal},{principal},{day}\n"
        (tmp_path / f"{day}.csv").write_text(HEAD + row, encoding="utf-8")
        return data("import", f"{day}.csv", "--list", "complete", now=NOW)

    return call


@pytest.fixture
def contradicted(run: Any, bring: Any) -> Any:
    """The list of Wednesday, which still does not show the money."""
    bring(FRIDAY, 1000)
    run("pay", "L1", "200", "--on", FRIDAY, now=NOW)
    assert bring(MONDAY, 1000)["list_findings"] == []
    assert bring(TUESDAY, 1000)["list_findings"] == []
    return bring(WEDNESDAY, 1000)


def owed(data: Any, *options: str) -> str:
    shown: str = data("show", "L1", *options, now=NOW)["outstanding"]["total"]
    return shown


def test_after_the_lag_the_money_counts_and_the_finding_is_open_everywhere(
    run: Any, data: Any, bring: Any, contradicted: Any
) -> None:
    assert contradicted["list_findings"] == [FOUND]
    assert owed(data) == "800.00"
    assert bring("2026-07-02", 1000)["list_findings"] == [FOUND | {"listed_on": "2026-07-02"}]
    assert bring("2026-07-02", 1000)["list_findings"] == [FOUND | {"listed_on": "2026-07-02"}]
    assert data("board", now=NOW)["list_findings"] == [FOUND | {"listed_on": "2026-07-02"}]
    assert data("board", "--as-of", WEDNESDAY, now=NOW)["list_findings"] == [FOUND]
    assert data("board", "--as-of", TUESDAY, now=NOW)["list_findings"] == []
    assert "'overdue list accept|keep LOAN' decides" in run("board", now=NOW).stdout


def test_accept_takes_the_money_back_on_the_day_of_the_list(
    run: Any, data: Any, contradicted: Any
) -> None:
    done = run("list", "accept", "L1", now=NOW).stdout
    assert done.startswith(f"Took CNY 200.00 of {FRIDAY} on L1 back on {WEDNESDAY}")
    assert owed(data) == "1000.00"
    assert owed(data, "--as-of", WEDNESDAY) == "1000.00"
    assert owed(data, "--as-of", TUESDAY) == "800.00"
    assert data("list", "open", now=NOW)["rows"] == []
    run("check", now=NOW)
    run("undo", now=NOW)
    assert owed(data) == "800.00"
    assert data("list", "open", now=NOW)["rows"] == [FOUND]
    run("check", now=NOW)


def test_keep_closes_the_finding_and_the_money_stands(
    run: Any, data: Any, bring: Any, contradicted: Any
) -> None:
    assert run("list", "keep", "L1", now=NOW).stdout.startswith(
        f"Kept CNY 200.00 of {FRIDAY} on L1 (C1 Wang)"
    )
    assert bring("2026-07-02", 1000)["list_findings"] == []
    assert data("board", now=NOW)["list_findings"] == []
    assert owed(data) == "800.00"
    run("check", now=NOW)


def test_a_payment_that_a_decision_rests_on_is_not_undone(run: Any, contradicted: Any) -> None:
    run("list", "keep", "L1", now=NOW)
    refused = run("undo", "3", now=NOW, code=6)
    assert "a decision that one of its payments stands" in refused.stderr


def test_a_list_that_shows_it_later_closes_the_finding(
    data: Any, bring: Any, contradicted: Any
) -> None:
    assert bring("2026-07-02", 800)["list_findings"] == []
    assert owed(data) == "800.00"


def test_what_is_not_contradicted_has_nothing_to_decide(run: Any, bring: Any) -> None:
    bring(FRIDAY, 1000)
    refused = run("list", "accept", "L1", now=NOW, code=2)
    assert "no list says anything against recorded money of L1" in refused.stderr
    assert "overdue list open" in refused.stderr
    assert "no loan 'L9'" in run("list", "keep", "L9", now=NOW, code=2).stderr


def test_the_lag_is_a_setting(run: Any, bring: Any, tmp_path: Path) -> None:
    bring(FRIDAY, 1000)
    (tmp_path / "ours.toml").write_text(
        'name = "ours"\ntitle = "Ours"\nversion = "1"\n[payment]\nlist_lag = 0\n', encoding="utf-8"
    )
    run("policy", "use", "ours.toml", now=NOW)
    run("pay", "L1", "200", "--on", FRIDAY, now=NOW)
    assert [one["loan_id"] for one in bring(MONDAY, 1000)["list_findings"]] == ["L1"]


@pytest.mark.parametrize("lag", ["-1", '"two"', "true"])
def test_a_lag_that_is_no_number_of_days_is_refused(run: Any, tmp_path: Path, lag: str) -> None:
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "ours.toml").write_text(
        f'name = "ours"\ntitle = "Ours"\nversion = "1"\n[payment]\nlist_lag = {lag}\n',
        encoding="utf-8",
    )
    refused = run("policy", "use", "ours.toml", now=NOW, code=2)
    assert "[payment]: list_lag is" in refused.stderr


def test_what_is_inferred_against_a_recorded_payment_is_named(
    run: Any, data: Any, bring: Any
) -> None:
    """200 paid on Friday; Monday's list shows it; Tuesday's owes the 200 again."""
    bring(FRIDAY, 1000)
    run("pay", "L1", "200", "--on", FRIDAY, now=NOW)
    assert bring(MONDAY, 800)["inferred_against"] == []
    assert bring(TUESDAY, 1000)["inferred_against"] == [
        {
            "loan_id": "L1",
            "as_of": TUESDAY,
            "what": "principal",
            "amount": "200.00",
            "paid_on": FRIDAY,
            "paid": "200.00",
        }
    ]
    assert owed(data) == "1000.00"


def test_a_charge_beside_a_payment_that_the_list_shows_is_named(
    run: Any, tmp_path: Path, data: Any
) -> None:
    """200 paid; the list owes 800 of principal and 12 of penalty more."""
    run("init", "--currency", "CNY", now=NOW)
    head = "loan_id,customer_id,days_past_due,overdue_principal,贷款余额,罚息,as_of\n"
    (tmp_path / "a.csv").write_text(f"{head}L1,C1,30,1000,1000,0,{FRIDAY}\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"{head}L1,C1,33,800,800,12,{MONDAY}\n", encoding="utf-8")
    run("import", "a.csv", "--list", "complete", now=NOW)
    run("pay", "L1", "200", "--on", "2026-06-27", now=NOW)
    named = data("import", "b.csv", "--list", "complete", now=NOW)["inferred_against"]
    assert [(one["what"], one["amount"], one["paid"]) for one in named] == [
        ("penalty", "12.00", "200.00")
    ]
    assert owed(data) == "812.00"
    run("check", now=NOW)


def test_a_payment_taken_for_the_one_that_a_list_showed_is_named(
    run: Any, data: Any, bring: Any, tmp_path: Path
) -> None:
    """Monday's list shows 200 as paid; the bank file has them for Tuesday: they count once."""
    bring(FRIDAY, 1000)
    bring(MONDAY, 800)
    text = f"transaction_id,loan_id,date,amount\nT1,L1,{TUESDAY},200\n"
    (tmp_path / "bank.csv").write_text(text, encoding="utf-8")
    named = data("import", "bank.csv", now=NOW)["inferred_against"]
    assert [(one["what"], one["amount"], one["paid_on"]) for one in named] == [
        ("taken for the recorded payment", "200.00", TUESDAY)
    ]
    assert owed(data) == "800.00"
