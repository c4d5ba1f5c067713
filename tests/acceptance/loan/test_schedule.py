"""``overdue schedule``: any schedule without a ledger, its calendars, and its wrong uses."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LOAN = ("--principal", "6000", "--annual-rate", "6", "--disbursed-on", "2026-01-14")


@pytest.fixture
def due(rows):
    """The due dates that the terms give."""

    def call(*args: str) -> list[str]:
        return [row["due_on"] for row in rows("schedule", *LOAN, *args)]

    return call


@pytest.fixture
def my_days(tmp_path):
    """Writes a table of days of one's own and gives its path."""

    def write(text: str) -> str:
        path = tmp_path / "my-days.csv"
        path.write_text("date,working,name\n" + text, encoding="utf-8")
        return str(path)

    return write


def one(day: str) -> tuple[str, ...]:
    """The options of one instalment due on a day."""
    return ("--instalments", "1", "--first-due-on", day)


def test_an_annuity_is_printed_with_its_balance_and_its_settings(data):
    said = data("schedule", *LOAN, "--instalments", "3")
    assert [row["total"] for row in said["rows"]] == ["2020.03", "2020.03", "2020.04"]
    assert [row["balance"] for row in said["rows"]] == ["4009.97", "2009.99", "0.00"]
    assert said["settings"] == {
        "method": "annuity",
        "day_count": "30/360",
        "interest_period": "period",
        "rounding": "half_up",
        "roll": "none",
    }


@pytest.mark.parametrize(
    ("roll", "calendar", "day", "rolled"),
    [
        ("none", "", "2026-08-29", "2026-08-29"),
        ("following", "", "2026-08-29", "2026-08-31"),
        ("following", "", "2026-01-30", "2026-01-30"),
        ("modified_following", "", "2026-05-31", "2026-05-29"),
        ("preceding", "", "2026-08-30", "2026-08-28"),
        # State Council notice for 2026: working on Saturday 14 and 28 February, Sunday 20
        # September, Saturday 10 October; off from 15 to 23 February and from 1 to 7 October.
        ("following", "CN", "2026-02-14", "2026-02-14"),
        ("following", "CN", "2026-02-15", "2026-02-24"),
        ("preceding", "CN", "2026-02-20", "2026-02-14"),
        ("modified_following", "CN", "2026-02-28", "2026-02-28"),
        ("following", "CN", "2026-09-20", "2026-09-20"),
        ("following", "CN", "2026-10-01", "2026-10-08"),
        ("following", "CN", "2026-10-10", "2026-10-10"),
        # Easter 2026 is 5 April; TARGET is closed from Good Friday to Easter Monday.
        ("following", "ECB", "2026-04-03", "2026-04-07"),
        ("following", "US", "2026-04-03", "2026-04-03"),
        # Epiphany is a holiday in Bavaria and not in all of Germany.
        ("following", "DE", "2027-01-06", "2027-01-06"),
        ("following", "DE-BY", "2027-01-06", "2027-01-07"),
        ("following", "US", "2026-02-12", "2026-02-12"),
        ("following", "us-ny", "2026-02-12", "2026-02-13"),
        # Friday and Saturday are the weekend in Saudi Arabia, Sunday is worked.
        ("following", "SA", "2026-06-12", "2026-06-14"),
        ("following", "SA", "2026-06-14", "2026-06-14"),
    ],
)
def test_a_due_date_rolls_to_a_business_day_of_the_calendar(due, roll, calendar, day, rolled):
    named = ("--calendar", calendar) if calendar else ()
    assert due(*one(day), "--roll", roll, *named) == [rolled]


def test_own_days_win_over_the_calendar_both_ways(due, my_days):
    days = my_days("2026-03-16,no,audit\n2026/2/15,是,we work\n20260302,YES,\n")
    named = ("--roll", "following", "--calendar", "CN", "--holidays", days)
    assert due(*one("2026-02-15"), *named) == ["2026-02-15"]
    assert due(*one("2026-03-16"), *named) == ["2026-03-17"]
    assert due(*one("2026-02-16"), *named) == ["2026-02-24"]


def test_own_days_do_without_a_country(data, my_days):
    days = my_days("2026-03-16,no,audit\n")
    said = data("schedule", *LOAN, *one("2026-03-14"), "--roll", "following", "--holidays", days)
    assert said["rows"][0]["due_on"] == "2026-03-17"
    assert said["settings"]["calendar"] == "weekends + my-days.csv"


def test_days_after_the_last_published_make_up_days_are_said_to_be_guessed(run, my_days):
    cn = ("--roll", "following", "--calendar", "CN")
    assert run("schedule", *LOAN, *one("2026-11-30"), *cn).stderr == ""
    late = ("--method", "bullet", *one("2126-02-10"))
    said = run("schedule", *LOAN, *late, *cn, "--format", "csv")
    assert "make-up days) are known for 2001 to " in said.stderr
    assert "2126-02-10" in said.stderr
    assert said.stdout.startswith("seq,")
    known = my_days("2126-02-17,no,new year\n")
    assert run("schedule", *LOAN, *late, *cn, "--holidays", known).stderr == ""


def test_a_day_before_the_first_of_a_market_is_said_to_be_guessed(run):
    old = ("--principal", "100", "--disbursed-on", "1998-01-05", *one("1998-05-01"))
    said = run("schedule", *old, "--roll", "following", "--calendar", "ECB")
    assert "ECB: holidays are known for 1999 to " in said.stderr


def test_interest_by_day_runs_to_the_day_the_due_date_has_rolled_to(rows):
    daily = ("--interest-period", "daily", "--day-count", "actual/360")
    terms = (*LOAN, "--method", "bullet", *one("2026-02-14"), *daily)
    assert rows("schedule", *terms)[0]["interest"] == "31.00"
    assert rows("schedule", *terms, "--roll", "following")[0]["interest"] == "33.00"


def test_down_payment_and_later_disbursements_are_part_of_the_plan(rows):
    terms = ("--principal", "8000", "--disbursed-on", "2026-01-15", "--instalments", "4")
    found = rows("schedule", *terms, "--down-payment", "25 %", "--disbursement", "2000@2026-03-01")
    assert [(row["due_on"], row["principal"], row["balance"]) for row in found] == [
        ("2026-01-15", "2000.00", "6000.00"),
        ("2026-02-15", "1500.00", "4500.00"),
        ("2026-03-01", "500.00", "6000.00"),
        ("2026-03-15", "2000.00", "4000.00"),
        ("2026-04-15", "2000.00", "2000.00"),
        ("2026-05-15", "2000.00", "0.00"),
    ]


def test_disbursements_may_come_in_any_order_and_all_count_as_principal(data):
    later = ("--disbursement", "200@2026-03-01", "--disbursement", "100@2026-02-01")
    said = data("schedule", *LOAN, "--instalments", "4", *later)
    assert said["principal"] == "6300.00"
    assert sum(round(100 * float(row["principal"])) for row in said["rows"]) == 630000


def test_a_plan_with_the_loan_id_can_be_imported(run, rows, tmp_path):
    terms = (*LOAN, "--instalments", "3", "--down-payment", "20")
    roll = ("--roll", "following", "--calendar", "CN")
    run("schedule", *terms, *roll, "--loan-id", "L-9", "-o", "plan.csv")
    (tmp_path / "loan.csv").write_text(
        "loan_id,customer_id,principal,disbursed_on\nL-9,C,6000,2026-01-14\n"
    )
    run("init", "--currency", "CNY")
    run("import", "loan.csv", "plan.csv")
    names = ("due_on", "principal", "interest")
    shown = [[row[n] for n in names] for row in rows("show", "L-9", "--as-of", "2026-02-01")]
    assert shown == [[row[n] for n in names] for row in rows("schedule", *terms, *roll)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--principal 1,000", "--principal is '1,000': an amount is a plain number"),
        ("--principal 0", "--principal: must be more than zero"),
        ("--principal 1e999999999", "--principal is"),
        ("--principal 1.005", "CNY has 2 digits"),
        ("--currency JPY --principal 1.5", "JPY has 0 digits"),
        ("--currency ZZZ", "unknown currency 'ZZZ'"),
        ("--disbursed-on 14.01.2026", "--disbursed-on is '14.01.2026': a date is written"),
        ("--annual-rate x", "--annual-rate is 'x': percent is a plain number"),
        ("--annual-rate 1/3", "--annual-rate is '1/3'"),
        ("--annual-rate -1", "--annual-rate is '-1'"),
        ("--annual-rate 1e99999999", "--annual-rate is"),
        ("--method anuity", "unknown method 'anuity'"),
        ("--method invoice", "--annual-rate: an invoice bears no interest"),
        ("--instalments 0", "--instalments: must be at least 1, or give --maturity-on"),
        ("--instalments 1.5", "--instalments is '1.5': a whole number is needed"),
        ("--instalments 99999", "--instalments: at most 12000"),
        ("--every 0", "--every: must be at least 1"),
        ("--every 999999999", "beyond the calendar"),
        ("--unit year", "unknown unit 'year'"),
        ("--first-due-on 2026-01-13", "--first-due-on: must not be before --disbursed-on"),
        ("--maturity-on 2026-02-30", "--maturity-on is '2026-02-30'"),
        ("--maturity-on 2025-02-28", "--maturity-on: must not be before --disbursed-on"),
        ("--day-count act/365", "unknown day_count 'act/365'"),
        ("--interest-period weekly", "unknown interest_period 'weekly'"),
        ("--principal-grace 3", "--principal-grace: must leave at least one"),
        ("--principal-grace x", "--principal-grace is 'x'"),
        ("--interest-grace 3", "--interest-grace: must leave at least one"),
        ("--instalment-multiple -1", "--instalment-multiple is '-1'"),
        ("--rounding up", "unknown rounding 'up'"),
        ("--down-payment 100", "--down-payment: must be at least 0 % and less than 100 %"),
        ("--down-payment -5", "--down-payment is '-5'"),
        ("--down-payment a-quarter", "--down-payment is 'a-quarter'"),
        ("--disbursement 500", "--disbursement is '500': there is no @"),
        ("--disbursement x@2026-02-01", "--disbursement is 'x@2026-02-01': an amount is"),
        ("--disbursement 5@tomorrow", "--disbursement is '5@tomorrow': a date is"),
        ("--disbursement 0@2026-02-01", "--disbursement: amounts must be more than zero"),
        ("--disbursement 5@2026-01-13", "--disbursement: must not be before --disbursed-on"),
        ("--disbursement 5@2026-04-14", "--disbursement: must be before the last due date"),
        ("--roll next", "unknown roll 'next'"),
        ("--calendar CN", "--calendar without --roll changes nothing"),
        ("--holidays x.csv", "--holidays without --roll changes nothing"),
        ("--roll following --calendar ZZ", "--calendar: there is none of the name 'ZZ'"),
        ("--roll following --calendar china", "near to it are CN"),
        ("--roll following --calendar US-XY", "the country has AK, AL, "),
        ("--roll following --calendar ECB-1", "--calendar: there is none of the name 'ECB-1'"),
        ("--roll following --holidays x.csv", "there is no file x.csv"),
        ("--first-due-on 2026-01-18 --disbursed-on 2026-01-17 --roll preceding", "--roll: the"),
        ("--format xls", "unknown format 'xls'"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_printed(run, options, said):
    done = run("schedule", *LOAN, "--instalments", "3", *options.split(), code=2)
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-02-30,no,\n", "my-days.csv:2: column 'date' value '2026-02-30'"),
        ("2026-03-02,maybe,\n", "my-days.csv:2: column 'working' value 'maybe'"),
        ("2026-03-02,,\n", "my-days.csv:2: column 'working'"),
        ("2026-03-02\n", "my-days.csv:2: column 'working'"),
        ("2026-03-02,no,\n2026-03-02,yes,\n", "my-days.csv:3: column 'date'"),
        ("03/04/2026,no,\n", "could be"),
        ("", "no rows below the header"),
    ],
)
def test_a_wrong_table_of_days_is_told_row_by_row(run, my_days, text, said):
    table = ("--roll", "following", "--holidays", my_days(text))
    done = run("schedule", *LOAN, "--instalments", "3", *table, code=2)
    assert said in done.stderr
    assert done.stdout == ""


def test_a_table_without_its_columns_is_refused(run, tmp_path):
    (tmp_path / "days.csv").write_text("day,open\n2026-03-02,no\n")
    table = ("--roll", "following", "--holidays", "days.csv")
    done = run("schedule", *LOAN, "--instalments", "3", *table, code=2)
    assert "the column 'date' is missing" in done.stderr


@pytest.mark.process
def test_the_holiday_library_is_loaded_for_a_calendar_only():
    script = (
        "import sys; from overdue_cli.cli.main import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: print('loaded' if 'holidays' in sys.modules else 'not loaded')\n"
    )
    terms = ["schedule", *LOAN, "--instalments", "2", "--roll", "following"]
    said = {}
    for calendar in ("", "DE"):
        named = ["--calendar", calendar] if calendar else []
        done = subprocess.run(
            [sys.executable, "-c", script, *terms, *named],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            env=_environment(),
        )
        said[calendar] = done.stdout.splitlines()[-1]
    assert said == {"": "not loaded", "DE": "loaded"}


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONUTF8": "1"}


def test_a_product_says_how_a_down_payment_is_rounded(run, rows, tmp_path):
    loan = "--principal 1250 --instalments 3 --disbursed-on 2026-01-14 --down-payment 25".split()
    loan += "--instalment-multiple 1 --rounding half_even".split()
    to_cent = [row["principal"] for row in rows("schedule", *loan)]
    assert to_cent == ["312.50", "312.00", "312.00", "313.50"]
    rounded = rows("schedule", *loan, "--down-payment-rounding", "multiple")
    assert [row["principal"] for row in rounded] == ["312.00", "313.00", "312.00", "313.00"]
    policy = tmp_path / "lease.toml"
    policy.write_text(
        'name = "lease"\ntitle = "lease"\nversion = "1"\n'
        '[product.lease]\ndown_payment_rounding = "multiple"\n',
        encoding="utf-8",
    )
    head = "loan_id,customer_id,principal,disbursed_on,method,instalments,down_payment,"
    head += "instalment_multiple,rounding,product\n"
    terms = ",C1,1250,2026-01-14,annuity,3,25,1,half_even,"
    loans = tmp_path / "loans.csv"
    loans.write_text(f"{head}A{terms}lease\nB{terms}\n", encoding="utf-8")
    run("init", "--currency", "CNY")
    run("policy", "use", str(policy), "--from", "2026-01-01")
    run("import", str(loans))
    plans = {name: [row["principal"] for row in rows("show", name)] for name in "AB"}
    assert plans == {
        "A": ["312.00", "313.00", "312.00", "313.00"],
        "B": ["312.50", "312.00", "312.00", "313.50"],
    }
