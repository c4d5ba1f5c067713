"""Principal by regulatory class: ties to the ledger, remembers, and says what it used."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.reports.loan import class_of_loan

NOW = "2026-06-30T10:00:00+08:00"
NAMES = [
    *("cn_five", "cn_card_2011", "cn_m", "ifrs9", "in_rbi"),
    *("us_ffiec", "us_ffiec_open", "us_mba", "us_ots", "par"),
]
DAYS = ["2026-06-30", "2026-05-21", "2026-04-01", "2025-12-31"]


@pytest.fixture
def book(run: Any, tmp_path: Path, book_files: Any) -> Path:
    run("init", now=NOW)
    run("import", *book_files(tmp_path / "files"), now=NOW)
    return tmp_path / "overdue.db"


def minor(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.fixture
def ledger(run: Any, tmp_path: Path) -> Any:
    """``ledger(loans, payments, policy)``: a ledger with these loans of 100 EUR an instalment.

    A loan is (id, customer, first month, instalments) or the same with a product; it falls due on
    the 5th of each month. A payment is (loan, date, amount).
    """

    def make(loans: Any, payments: Any = (), policy: str = "", kinds: str = "") -> None:
        text = policy or "name = 'house'\ntitle = 'House'\nversion = '1'\n"
        (tmp_path / "house.toml").write_text(text, encoding="utf-8")
        lines = ["loan_id,customer_id,principal,disbursed_on,product"]
        plan = ["loan_id,seq,due_on,principal"]
        for loan_id, customer, first, count, *product in loans:
            year, month = map(int, first.split("-"))
            dues = [(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1) for n in range(count)]
            lines.append(f"{loan_id},{customer},{100 * count},2023-12-31,{''.join(product)}")
            plan += [f"{loan_id},{n},{y}-{m:02}-05,100" for n, (y, m) in enumerate(dues, start=1)]
        files = {"loans": lines, "instalments": plan}
        if kinds:
            files["customers"] = ["customer_id,kind", *kinds.split()]
        if payments:
            paid = [
                f"T{n},{loan},{day},{amount}" for n, (loan, day, amount) in enumerate(payments)
            ]
            files["transactions"] = ["transaction_id,loan_id,date,amount", *paid]
        for name, content in files.items():
            (tmp_path / f"{name}.csv").write_text("\n".join(content) + "\n", encoding="utf-8")
        run("init", "--policy", str(tmp_path / "house.toml"), "--currency", "EUR", now=NOW)
        run("import", *[str(tmp_path / f"{name}.csv") for name in files], now=NOW)

    return make


@pytest.fixture
def held(rows: Any) -> Any:
    """``held("in_rbi", "2024-07-06")``: the classes that hold loans, with how many."""

    def call(name: str, day: str) -> dict[str, int]:
        lines = rows("report", "aging", "--class", name, "--as-of", day, now=NOW)
        sums = ("total", "credit", "ledger_total", "non_performing")
        return {
            line["class"]: int(line["loans"])
            for line in lines
            if line["class"] not in sums and int(line["loans"] or 0)
        }

    return call


HEAD = "name = 'house'\ntitle = 'House'\nversion = '1'\n"
COUNTED = (
    "name = 'house'\ntitle = 'House'\nversion = '1'\n[product.default]\ncount_due_day = true\n"
)


# -- ties ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_classes_come_to_the_principal_of_the_ledger(
    book: Path, data: Any, name: str, day: str
) -> None:
    found = data("report", "aging", "--class", name, "--as-of", day, now=NOW)
    by_loan = data("report", "aging", "--by", "loan", "--as-of", day, now=NOW)
    assert found["ties"]
    for one, other in zip(found["currencies"], by_loan["currencies"], strict=True):
        principal = sum(minor(row["principal"]) for row in one["rows"])
        assert principal == minor(one["total"]) == minor(other["total"])
        assert one["ledger_total"] == other["ledger_total"]
        assert principal - minor(one["credit"]) == minor(one["ledger_total"])
        assert sum(row["loans"] for row in one["rows"]) == one["loans"]
        if principal:
            assert sum(row["share"] for row in one["rows"]) == pytest.approx(1, abs=1e-5)


def test_a_change_behind_the_back_is_found(book: Path, run: Any) -> None:
    import sqlite3

    run("report", "aging", now=NOW)
    with sqlite3.connect(book) as conn:
        conn.execute("UPDATE entry SET amount = amount + 1 WHERE transaction_id = 'T1'")
    for name in ("par", "cn_five"):
        found = run("report", "aging", "--class", name, now=NOW, code=5)
        assert "does not tie" in found.stderr
        assert found.stdout


def test_a_day_before_it_was_recorded(book: Path, data: Any) -> None:
    options = ("--as-of", "2026-06-30", "--known-on", "2026-06-29")
    for name in ("par", "in_rbi"):
        assert data("report", "aging", "--class", name, *options, now=NOW)["currencies"] == []


@pytest.mark.parametrize("name", ["cn_five", "in_rbi"])
def test_loans_left_out_of_the_replay_would_not_change_it(
    run: Any, data: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    run("demo", "--customers", "150")
    quick = data("report", "aging", "--class", name)
    monkeypatch.setattr(class_of_loan, "_may_have_been", lambda *_: True)
    assert data("report", "aging", "--class", name) == quick


# -- cure ------------------------------------------------------------------------------------


def test_npa_is_left_only_when_all_arrears_are_paid(ledger: Any, held: Any) -> None:
    payments = [("L", "2024-07-10", 300), ("L", "2024-07-20", 100)]
    ledger([("L", "C", "2024-04", 12)], payments, COUNTED)
    days = {
        "2024-04-04": "standard",
        "2024-04-05": "SMA-0",
        "2024-05-04": "SMA-0",
        "2024-05-05": "SMA-1",
        "2024-06-04": "SMA-2",
        "2024-07-03": "SMA-2",
        "2024-07-04": "substandard",
        "2024-07-10": "substandard",
        "2024-07-19": "substandard",
        "2024-07-20": "standard",
        "2024-08-05": "SMA-0",
    }
    assert {day: held("in_rbi", day) for day in days} == {d: {n: 1} for d, n in days.items()}


def test_a_special_mention_account_follows_the_count(ledger: Any, held: Any) -> None:
    ledger([("L", "C", "2024-04", 12)], [("L", "2024-06-10", 200)], COUNTED)
    assert held("in_rbi", "2024-06-09") == {"SMA-2": 1}
    assert held("in_rbi", "2024-06-10") == {"SMA-0": 1}


def test_npa_becomes_doubtful_with_the_months(ledger: Any, held: Any) -> None:
    ledger([("L", "C", "2024-04", 12)], [("L", "2025-01-10", 300)], COUNTED)
    days = {
        "2025-07-03": "substandard",
        "2025-07-04": "doubtful 1",
        "2026-07-03": "doubtful 1",
        "2026-07-04": "doubtful 2",
        "2028-07-03": "doubtful 2",
        "2028-07-04": "doubtful 3",
    }
    assert {day: held("in_rbi", day) for day in days} == {d: {n: 1} for d, n in days.items()}


def test_months_in_the_class_begin_anew_after_a_cure(ledger: Any, held: Any) -> None:
    payments = [("L", "2024-08-01", 400)]
    ledger([("L", "C", "2024-04", 24)], payments, COUNTED)
    assert held("in_rbi", "2024-08-01") == {"standard": 1}
    assert held("in_rbi", "2024-11-02") == {"SMA-2": 1}
    assert held("in_rbi", "2024-11-03") == {"substandard": 1}
    assert held("in_rbi", "2025-11-02") == {"substandard": 1}
    assert held("in_rbi", "2025-11-03") == {"doubtful 1": 1}


def test_the_five_categories_are_upgraded_after_six_months_on_time(ledger: Any, held: Any) -> None:
    monthly = [("L", f"2024-{month:02}-05", 100) for month in range(8, 13)]
    monthly += [("L", f"2025-{month:02}-05", 100) for month in range(1, 5)]
    ledger([("L", "C", "2024-04", 24)], [("L", "2024-07-20", 400), *monthly])
    days = {
        "2024-04-05": "正常",
        "2024-04-06": "关注",
        "2024-07-04": "关注",
        "2024-07-05": "次级",
        "2024-07-20": "次级",
        "2025-01-19": "次级",
        "2025-01-20": "正常",
        "2025-05-06": "关注",
    }
    assert {day: held("cn_five", day) for day in days} == {d: {n: 1} for d, n in days.items()}


def test_a_miss_in_the_time_of_proof_begins_it_anew(ledger: Any, held: Any) -> None:
    late = [("L", "2024-08-05", 100), ("L", "2024-09-15", 100)]
    monthly = [("L", f"2024-{month:02}-05", 100) for month in range(10, 13)]
    monthly += [("L", f"2025-{month:02}-05", 100) for month in range(1, 5)]
    ledger([("L", "C", "2024-04", 24)], [("L", "2024-07-20", 400), *late, *monthly])
    assert held("cn_five", "2025-01-20") == {"次级": 1}
    assert held("cn_five", "2025-03-14") == {"次级": 1}
    assert held("cn_five", "2025-03-15") == {"正常": 1}


def test_a_reversed_fee_leaves_the_class_it_gave_on_the_days_before(
    ledger: Any, held: Any, run: Any, tmp_path: Path
) -> None:
    ledger([("L", "C", "2024-04", 12)], [("L", "2024-04-04", 1200)], COUNTED)
    (tmp_path / "fees.csv").write_text(
        "transaction_id,loan_id,date,amount,type,reverses\n"
        "F,L,2024-04-05,10,fee,\nR,L,2024-08-01,10,reversal,F\n",
        encoding="utf-8",
    )
    (tmp_path / "more.csv").write_text(
        "loan_id,customer_id,principal,disbursed_on\nL2,C,100,2024-01-01\n", encoding="utf-8"
    )
    (tmp_path / "plan.csv").write_text(
        "loan_id,seq,due_on,principal\nL2,1,2030-01-05,100\n", encoding="utf-8"
    )
    names = [str(tmp_path / name) for name in ("fees.csv", "more.csv", "plan.csv")]
    run("import", *names, now=NOW)
    policy = tmp_path / "house.toml"
    policy.write_text(COUNTED + '[class.in_rbi]\ncontagion = "customer"\n', encoding="utf-8")
    assert held("in_rbi", "2024-07-31") == {"substandard": 1}
    assert held("in_rbi", "2024-08-01") == {"standard": 1}


def test_default_begins_after_ninety_material_days_and_ends_three_months_after(
    ledger: Any, held: Any
) -> None:
    ledger([("L", "C", "2024-04", 24)], [("L", "2024-11-20", 800)])
    # 100 is not above EUR 100; the second instalment is the first material day, 6 May.
    days = {
        "2024-08-03": "not in default",
        "2024-08-04": "default",
        "2024-11-20": "default",
        "2025-02-19": "default",
        "2025-02-20": "not in default",
    }
    assert {day: held("eba_dod", day) for day in days} == {d: {n: 1} for d, n in days.items()}


# -- contagion -------------------------------------------------------------------------------


def test_a_borrowers_loans_have_one_class_under_the_reserve_bank(
    ledger: Any, held: Any, tmp_path: Path
) -> None:
    loans = [("L1", "C", "2024-04", 12), ("L2", "C", "2024-09", 12), ("L3", "D", "2024-09", 12)]
    ledger(loans, [("L1", "2024-07-20", 1200)], COUNTED)
    # L1 is unpaid since 5 April, day 1: day 31 is 5 May, day 91 is 4 July.
    days = {
        "2024-05-04": {"standard": 1, "SMA-0": 2},
        "2024-05-05": {"standard": 1, "SMA-1": 2},
        "2024-07-03": {"standard": 1, "SMA-2": 2},
        "2024-07-04": {"standard": 1, "substandard": 2},
        "2024-07-19": {"standard": 1, "substandard": 2},
        "2024-07-20": {"standard": 2},
    }
    assert {day: held("in_rbi", day) for day in days} == days
    (tmp_path / "house.toml").write_text(
        COUNTED + '[class.in_rbi]\ncontagion = "none"\n[class.cn_m]\ncontagion = "customer"\n',
        encoding="utf-8",
    )
    assert held("in_rbi", "2024-07-10") == {"standard": 2, "substandard": 1}
    assert held("cn_m", "2024-07-10") == {"M0": 1, "M4": 2}


def test_a_borrower_is_upgraded_when_the_arrears_of_all_loans_are_paid(
    ledger: Any, held: Any
) -> None:
    payments = [("L1", "2024-07-10", 400), ("L2", "2024-07-20", 50), ("L2", "2024-07-25", 50)]
    ledger([("L1", "C", "2024-04", 12), ("L2", "C", "2024-07", 12)], payments, COUNTED)
    # L1 owes nothing from 10 July on; L2 owes its July instalment of 100 until 25 July.
    days = {
        "2024-07-10": {"substandard": 2},
        "2024-07-24": {"substandard": 2},
        "2024-07-25": {"standard": 2},
        "2024-08-05": {"SMA-0": 2},
    }
    assert {day: held("in_rbi", day) for day in days} == days


def test_a_loss_is_one_by_itself_and_makes_the_borrowers_other_loans_bad(
    ledger: Any, held: Any, run: Any, tmp_path: Path
) -> None:
    loans = [
        *(("L1", "C", "2026-01", 9), ("L2", "C", "2026-01", 9)),
        *(("L3", "D", "2024-04", 12), ("L4", "D", "2026-01", 9)),
    ]
    flags = "[class_flags]\nloss_identified = ['loan:L1']\n"
    ledger(loans, policy=COUNTED + flags)
    off = tmp_path / "off.csv"
    off.write_text(
        "transaction_id,loan_id,date,amount,type\nX,L3,2024-05-20,0,charge_off\n",
        encoding="utf-8",
    )
    run("import", str(off), now=NOW)
    assert held("in_rbi", "2024-05-19") == {"loss": 1, "substandard": 1, "SMA-1": 2}
    assert held("in_rbi", "2024-05-20") == {"loss": 2, "substandard": 2}
    # L3 is 90 days late from 4 July 2024 on: L4 is in the class of the borrower since then.
    assert held("in_rbi", "2025-07-03") == {"loss": 2, "substandard": 2}
    assert held("in_rbi", "2025-07-04") == {"loss": 2, "substandard": 1, "doubtful 1": 1}


def test_default_under_ifrs_is_there_on_the_ninetieth_day(ledger: Any, held: Any) -> None:
    ledger([("L", "C", "2024-04", 12)])
    # Due on 5 April: 30 days past due on 5 May, 90 on 4 July.
    days = {
        "2024-05-05": "stage 1",
        "2024-05-06": "stage 2",
        "2024-07-03": "stage 2",
        "2024-07-04": "stage 3",
    }
    assert {day: held("ifrs9", day) for day in days} == {d: {n: 1} for d, n in days.items()}


@pytest.mark.parametrize(
    ("kind", "late", "found"),
    [
        ("company", 2, {"正常": 1, "次级": 1}),
        ("company", 3, {"次级": 2}),
        ("person", 3, {"正常": 1, "次级": 1}),
    ],
)
def test_a_companys_debt_is_bad_when_more_than_a_tenth_of_it_is(
    ledger: Any, held: Any, kind: str, late: int, found: dict[str, int]
) -> None:
    loans = [("L1", "C", "2024-04", late), ("L2", "C", "2026-01", 18)]
    ledger(loans, kinds=f"C,{kind}")
    assert held("cn_five", "2024-09-30") == found


# -- flags and portfolio at risk -------------------------------------------------------------


def test_a_flag_of_a_product_or_a_loan_overrides_the_count(ledger: Any, held: Any) -> None:
    policy = (
        "name = 'house'\ntitle = 'House'\nversion = '1'\n[product.extended]\n[class_flags]\n"
        "restructured = ['extended']\nloss_identified = ['loan:L2']\n"
    )
    ledger([("L1", "C", "2026-01", 9, "extended"), ("L2", "D", "2026-01", 9)], policy=policy)
    assert held("cn_five", "2025-12-31") == {"正常": 1, "关注": 1}
    assert held("in_rbi", "2025-12-31") == {"standard": 1, "loss": 1}


ON_TIME = [(f"{2024 + (m - 1) // 12}-{(m - 1) % 12 + 1:02}-05") for m in range(4, 28)]


def paying(loan: str, missed: tuple[str, ...] = ()) -> list[tuple[str, str, int]]:
    """Each instalment of 100 from April 2024 to March 2026 on its day, but those missed."""
    return [(loan, day, 100) for day in ON_TIME if day not in missed]


@pytest.mark.parametrize(
    ("days", "left"),
    [
        ("from = 2024-06-10", "2025-06-10"),
        ("from = 2024-06-10, grace_until = 2024-09-10", "2025-09-10"),
        ("from = 2024-06-10, grace_until = 2024-09-10, until = 2025-02-01", "2025-02-01"),
    ],
)
def test_the_year_after_a_restructuring_begins_with_the_end_of_its_grace_period(
    ledger: Any, held: Any, days: str, left: str
) -> None:
    flags = f"[class_flags]\nrestructuring_loss = [{{ loan = 'L', {days} }}]\n"
    ledger(
        [("L", "C", "2024-04", 24), ("M", "D", "2024-04", 24)],
        paying("L") + paying("M"),
        HEAD + flags,
    )
    well, bad = {"not in default": 2}, {"not in default": 1, "default": 1}
    assert held("eba_dod", "2024-06-09") == well
    assert held("eba_dod", "2024-06-10") == bad
    assert held("eba_dod", str(date.fromisoformat(left) - timedelta(days=1))) == bad
    assert held("eba_dod", left) == well


def test_the_year_after_a_restructuring_begins_anew_with_a_later_default(
    ledger: Any, held: Any
) -> None:
    flags = "[class_flags]\nrestructuring_loss = [{ loan = 'L', from = 2024-04-10 }]\n"
    late = tuple(day for day in ON_TIME if day < "2024-12")
    ledger(
        [("L", "C", "2024-04", 24), ("M", "C", "2024-04", 24)],
        [("L", "2024-11-20", 800), *paying("L", late), *paying("M")],
        HEAD + flags,
    )
    # The arrears are above 100 from 5 May on: 4 August 2024 is the 91st day in a row. The three
    # months after 20 November end long before the year after 4 August. M is the same obligor's.
    assert held("eba_dod", "2024-04-09") == {"not in default": 2}
    assert held("eba_dod", "2024-04-10") == {"default": 2}
    assert held("eba_dod", "2025-04-10") == {"default": 2}
    assert held("eba_dod", "2025-08-03") == {"default": 2}
    assert held("eba_dod", "2025-08-04") == {"not in default": 2}


def test_unlikely_to_pay_ends_three_months_after_its_last_day(ledger: Any, held: Any) -> None:
    flags = (
        "[class_flags]\n"
        "unlikely_to_pay = [{ customer = 'C', from = 2024-06-01, until = 2024-09-01 }]\n"
    )
    ledger([("L", "C", "2024-04", 24)], paying("L"), HEAD + flags)
    days = {
        "2024-05-31": "not in default",
        "2024-06-01": "default",
        "2024-11-30": "default",
        "2024-12-01": "not in default",
    }
    assert {day: held("eba_dod", day) for day in days} == {d: {n: 1} for d, n in days.items()}


def test_a_miss_in_the_watch_of_a_restructured_loan_begins_it_anew(ledger: Any, held: Any) -> None:
    flags = (
        "[class_flags]\n"
        "restructured = [{ loan = 'L', from = 2024-04-10, grace_until = 2024-05-05 }]\n"
    )
    ledger(
        [("L", "C", "2024-04", 24)],
        [*paying("L", ("2024-09-05",)), ("L", "2024-09-15", 100)],
        HEAD + flags,
    )
    # Without the miss of 5 September 2024 the watch would end on 5 May 2025.
    days = {
        "2024-04-09": "正常",
        "2024-04-10": "关注",
        "2025-05-05": "关注",
        "2025-09-05": "关注",
        "2025-09-06": "正常",
    }
    assert {day: held("cn_five", day) for day in days} == {d: {n: 1} for d, n in days.items()}


def test_portfolio_at_risk_over_gross_principal(ledger: Any, data: Any) -> None:
    policy = f"{HEAD}[class_flags]\nrescheduled = ['loan:L4']\n"
    loans = [
        ("L1", "C", "2024-04", 5),  # 1 day late on 6 April
        ("L2", "D", "2024-03", 3),  # 32 days
        ("L3", "E", "2024-01", 2),  # 92 days
        ("L4", "F", "2025-01", 10),  # rescheduled, not late
    ]
    ledger(loans, policy=policy)
    found = data("report", "aging", "--class", "par", "--as-of", "2024-04-06", now=NOW)
    lines = {row["class"]: row for row in found["currencies"][0]["rows"]}
    assert [(n, lines[n]["at_risk"], lines[n]["ratio"]) for n in list(lines)[1:]] == [
        ("PAR1", "2000.00", 1.0),
        ("PAR30", "1500.00", 0.75),
        ("PAR60", "1200.00", 0.6),
        ("PAR90", "1200.00", 0.6),
        ("PAR180", "1000.00", 0.5),
    ]
    assert lines["current"]["principal"] == "1000.00"
    assert lines["current"]["ratio"] is None


# -- what it says ----------------------------------------------------------------------------


def test_settings_name_source_cure_and_contagion(book: Path, data: Any) -> None:
    settings = data("report", "aging", "--class", "cn_five", now=NOW)["settings"]
    assert settings["class"] == "cn_five 2023"
    assert "商业银行金融资产风险分类办法" in settings["source"]
    assert (settings["verified"], settings["confidence"]) == ("2026-11-01", "high")
    assert settings["cure"].startswith("from 次级: all arrears paid")
    assert settings["cure"].endswith("(not verified)")
    assert settings["contagion"].startswith("all of a company's loans")
    unread = data("report", "aging", "--class", "cn_m", now=NOW)["settings"]
    assert unread["verified"] == "no"


def test_a_ledger_that_counts_days_otherwise_is_warned_about(
    ledger: Any, book_files: Any, run: Any, data: Any, tmp_path: Path
) -> None:
    ledger([("L", "C", "2024-04", 12)], policy=COUNTED)
    wrong = run("report", "aging", "--class", "cn_five", "--as-of", "2024-04-05", now=NOW)
    assert "warning: cn_five expects days counted from the day after the due day" in wrong.stderr
    assert "counted from the due day itself: product default" in wrong.stderr
    right = run("report", "aging", "--class", "in_rbi", "--as-of", "2024-04-05", now=NOW)
    assert "warning" not in right.stderr
    (tmp_path / "house.toml").write_text(
        "name = 'house'\ntitle = 'House'\nversion = '1'\n", encoding="utf-8"
    )
    wrong = run("report", "aging", "--class", "in_rbi", "--as-of", "2024-04-05", now=NOW)
    assert "counted from the day after it: product default" in wrong.stderr
    settings = data("report", "aging", "--class", "in_rbi", now=NOW)["settings"]
    assert settings["products_counting_otherwise"] == "default"
    either = run("report", "aging", "--class", "par", now=NOW)
    assert "warning" not in either.stderr


@pytest.mark.parametrize("fmt", ["table", "csv", "json", "jsonl", "md"])
def test_every_format(book: Path, run: Any, fmt: str) -> None:
    for name in ("cn_five", "par"):
        out = run("report", "aging", "--class", name, "--format", fmt, now=NOW).stdout
        assert ("正常" if name == "cn_five" else "PAR30") in out
        assert ("special mention" in out) == (name == "cn_five")
        if fmt in ("table", "md"):
            assert ("ratio" in out) == (name == "par")
        assert "ledger_total" in out


def test_into_a_file(book: Path, run: Any, tmp_path: Path) -> None:
    run("report", "aging", "--class", "ifrs9", "-o", "classes.csv", "--excel", now=NOW)
    assert (tmp_path / "classes.csv").read_text(encoding="utf-8-sig").startswith("currency,class")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--class", "cn_six"), "unknown class 'cn_six'"),
        (("--class", "par", "--group", "officer"), "--group does not go with --class"),
        (("--class", "par", "--buckets", "30"), "--buckets does not go with --class"),
        (("--class", "eba_dod"), "no materiality amount for CNY"),
    ],
)
def test_wrong_use(book: Path, run: Any, options: tuple[str, ...], said: str) -> None:
    assert said in run("report", "aging", *options, now=NOW, code=2).stderr


def test_an_empty_ledger(run: Any) -> None:
    run("init", now=NOW)
    for name in ("par", "cn_five", "eba_dod"):
        assert "Nothing is owed." in run("report", "aging", "--class", name, now=NOW).stderr


def test_a_gap_in_a_policys_class_is_named(ledger: Any, run: Any, tmp_path: Path) -> None:
    policy = (
        "name = 'house'\ntitle = 'House'\nversion = '1'\n[class.house]\nunit = 'days'\n"
        "class = [{name = 'a', from = 0, to = 29}, {name = 'b', from = 31}]\n"
    )
    ledger([("L", "C", "2024-04", 12)])
    (tmp_path / "house.toml").write_text(policy, encoding="utf-8")
    found = run("report", "aging", "--class", "house", now=NOW, code=2)
    assert "class house: gap: no class holds 30 days" in found.stderr


def test_the_list_of_classifications(run: Any, rows: Any) -> None:
    lines = {row["name"]: row for row in rows("policy", "classes")}
    assert set(NAMES) < set(lines)
    assert lines["cn_m"]["verified_on"] == "no"
    assert lines["cn_five"]["title_zh"] == "商业银行金融资产风险分类办法"
    assert lines["us_mba"]["unit"] == "instalments_missed (MBA)"


def test_one_classification(run: Any, rows: Any, data: Any) -> None:
    lines = rows("policy", "classes", "cn_five")
    assert [(row["class"], row["from"], row["to"]) for row in lines][2] == ("次级", "91", "270")
    rules = rows("policy", "classes", "cn_five", "--section", "rules")
    assert {"cure", "contagion", "flag restructured"} <= {row["rule"] for row in rules}
    found = data("policy", "classes", "in_rbi")
    assert found["source"].startswith("Reserve Bank of India")
    assert "Materiality" in run("policy", "classes", "eba_dod").stdout
    assert "unknown class" in run("policy", "classes", "rbi", code=2).stderr


@pytest.mark.process
def test_classes_are_loaded_only_when_asked_for(book: Path) -> None:
    program = (
        "import sys; from overdue_cli.cli.main import app\n"
        "try: app(['report', 'aging'])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.endswith('.classes')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=book.parent, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stderr.strip().endswith("[]"), done.stderr


# -- months missed ---------------------------------------------------------------------------


def test_a_plan_due_at_month_ends_misses_by_its_own_day(
    run: Any, held: Any, tmp_path: Path
) -> None:
    path = tmp_path / "loans.csv"
    path.write_text(
        "loan_id,customer_id,principal,disbursed_on,method,instalments,annual_rate\n"
        "L1,C1,1200,2026-01-31,annuity,12,12\n",
        encoding="utf-8",
    )
    run("init", "--currency", "EUR", now=NOW)
    run("import", str(path), now=NOW)
    found = {day: held("us_ots", f"2026-03-{day}") for day in (28, 30, 31)}
    assert found == {28: {"current": 1}, 30: {"current": 1}, 31: {"30 days": 1}}
