"""Daily lists of a core system: balances and lateness are those of the list, on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.domain.money import decimal_text
from random_lists import Row, lists, write_list

pytestmark = pytest.mark.law
FIRST = date(2026, 10, 20)
NOW = "2026-11-25T09:00+08:00"
DAY = timedelta(days=1)
LOANS = 14
SEED = 20261125


def told(shown: dict[str, Any]) -> tuple[int, str, str, str, str]:
    overdue, outstanding = shown["overdue"], shown["outstanding"]
    return (
        shown["days_past_due"],
        overdue["principal"],
        overdue["interest"],
        overdue["penalty"],
        outstanding["principal"],
    )


def listed(row: Row) -> tuple[int, str, str, str, str]:
    money = (row.principal, row.interest, row.penalty, row.balance)
    principal, interest, penalty, balance = (decimal_text(m, row.currency) for m in money)
    return (row.days, principal, interest, penalty, balance)


def check_day(data: Callable[..., Any], day: date, rows: list[Row], loans: set[str]) -> None:
    """Each loan of the list stands as it says; each loan that is not on it owes nothing."""
    for row in rows:
        shown = data("show", row.loan_id, "--as-of", str(day), now=NOW)
        assert told(shown) == listed(row), (day, row)
    for loan_id in loans - {row.loan_id for row in rows}:
        shown = data("show", loan_id, "--as-of", str(day), now=NOW)
        assert shown["days_past_due"] == 0, (day, loan_id)
        assert float(shown["outstanding"]["total"]) == 0, (day, loan_id)
    check_aging(data, day, rows)


def check_aging(data: Callable[..., Any], day: date, rows: list[Row]) -> None:
    for basis in ("instalment", "loan"):
        report = data("report", "aging", "--by", basis, "--as-of", str(day), now=NOW)
        assert all(one["ties"] for one in report["currencies"]), day
    for one in data("report", "aging", "--as-of", str(day), now=NOW)["currencies"]:
        expected = sum(row.overdue for row in rows if row.currency == one["currency"])
        assert one["overdue"] == decimal_text(expected, one["currency"]), day


def test_thirty_days_of_lists(run: Any, data: Any, tmp_path: Path) -> None:
    """Payments, cures, new loans, a correction, a missing day, one day late, one day twice."""
    days = lists(SEED, LOANS, FIRST, 30)
    known: set[str] = set()
    run("init", "--currency", "CNY", now=NOW)

    def bring(n: int, rows: list[Row]) -> Any:
        path = write_list(tmp_path, f"list-{n}", rows)
        return data("import", str(path), "--list", "complete", now=NOW)

    for n, rows in enumerate(days):
        if n in (11, 16):
            continue
        if n == 20:
            wrong = [row._replace(principal=row.principal + 1, days=row.days + 2) for row in rows]
            bring(n, [one._replace(balance=one.balance + 1) for one in wrong[1:]])
        bring(n, rows)
        if n == 12:
            bring(11, days[11])
            again = bring(11, days[11])
            assert not again["written"]
        known |= {row.loan_id for row in rows}
        if n in (0, 5, 12, 20):
            check_day(data, FIRST + n * DAY, rows, known)
    for n, rows in enumerate(days):
        if n != 16:
            so_far = {row.loan_id for each in days[: n + 1] for row in each}
            check_day(data, FIRST + n * DAY, rows, so_far)
    run("check", now=NOW)
    assert len(known) > LOANS / 2
    queue = data("queue", now=NOW)["rows"]
    late = {f"C{row.customer:03}" for row in days[-1]}
    assert {row["customer_id"] for row in queue if row["delinquent_days"]} == late


def test_a_book_of_customers_sixty_days_late_is_a_queue(
    run: Any, rows: Any, tmp_path: Path
) -> None:
    path = tmp_path / "today.csv"
    lines = [f"L{n},C{n},Name {n},13800{n:06},60,{n * 100}.00" for n in range(1, 41)]
    header = "loan_id,customer_id,name,phone,days_past_due,overdue_amount"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    run("init", "--currency", "CNY", now=NOW)
    run("import", str(path), "--as-of", "2026-11-25", now=NOW)
    found = rows("queue", now=NOW)
    assert len(found) == 40
    assert {row["delinquent_days"] for row in found} == {"60"}
    assert {row["stage"] for row in found} == {"visit"}  # the calls before were made by others
    run("log-call", "C7", "--outcome", "PTP", "--promise", "100@2026-11-27", now=NOW)


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("L1,C1,5,100,", [], "at the close of which day"),
        ("L1,C1,5,0,2026-11-20", [], "5 days past due with nothing overdue"),
        ("L1,C1,0,100,2026-11-20", [], "overdue with no day past due"),
        ("L1,C1,5,100,2026-12-20", [], "still to come"),
        ("L1,C1,5,100.0010,2026-11-20", [], "CNY has 2 digits"),
        ("L1,C1,5,100,2026-11-20\nL1,C1,6,100,2026-11-20", [], "says something else"),
        ("L1,C1,5,100,2026-11-20\nL1,C2,5,100,2026-11-21", [], "another customer_id"),
        ("L1,C1,-5,100,2026-11-20", [], "days"),
    ],
)
def test_a_list_that_cannot_be_right_is_refused(
    run: Any, tmp_path: Path, content: str, options: list[str], words: str
) -> None:
    day = ",as_of" if "-20" in content else ""
    text = f"loan_id,customer_id,days_past_due,overdue_amount{day}\n{content.rstrip(',')}\n"
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    run("init", "--currency", "CNY", now=NOW)
    done = run("import", "list.csv", *options, code=None, now=NOW)
    assert done.exit_code in (2, 3)
    assert words in done.stderr
    assert run("queue", "--format", "csv", now=NOW).stdout.count("\n") <= 1


def test_a_loan_missing_from_a_list_is_never_guessed_about(
    run: Any, data: Any, tmp_path: Path
) -> None:
    first = "loan_id,customer_id,days_past_due,overdue_amount,as_of\n"
    one = first + "L1,C1,5,100,2026-11-20\nL2,C2,9,50,2026-11-20\n"
    two = first + "L1,C1,6,100,2026-11-21\n"
    (tmp_path / "one.csv").write_text(one, encoding="utf-8")
    (tmp_path / "two.csv").write_text(two, encoding="utf-8")
    run("init", "--currency", "CNY", now=NOW)
    run("import", "one.csv", now=NOW)
    asked = run("import", "two.csv", code=2, now=NOW)
    assert "--list complete" in asked.stderr
    run("import", "two.csv", "--list", "partial", now=NOW)
    assert data("show", "L2", now=NOW)["days_past_due"] == 14
    told = data("import", "two.csv", "--list", "complete", now=NOW)["lists"][0]
    assert told["currencies"][0]["gone"] == {"loans": 1, "amount": "50.00"}
    assert data("show", "L2", now=NOW)["status"] == "closed"
    run("undo", now=NOW)
    assert data("show", "L2", now=NOW)["days_past_due"] == 14
    run("check", now=NOW)


LIST = "loan_id,customer_id,name,phone,days_past_due,overdue_principal,overdue_interest,as_of\n"


@pytest.fixture
def bring(run: Any, data: Any, tmp_path: Path) -> Callable[..., Any]:
    """Writes a file and imports it: ``bring("name", text, *options)``; the answer as json."""

    def call(name: str, text: str, *options: str) -> Any:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return data("import", name, *options, now=NOW)

    run("init", "--currency", "CNY", now=NOW)
    return call


def inferred(data: Any, loan: str) -> list[tuple[str, str, str]]:
    shown = data("show", loan, now=NOW)["transactions"]
    return [(one["date"], one["type"], one["amount"]) for one in shown if one["inferred"]]


def test_payments_take_the_place_of_what_was_inferred(bring: Any, data: Any, run: Any) -> None:
    bring("1.csv", LIST + "L1,C1,A,1,30,1000,50,2026-11-10\n")
    bring("2.csv", LIST + "L1,C1,A,1,31,600,0,2026-11-11\n")
    bring("4.csv", LIST + "L1,C1,A,1,33,500,0,2026-11-13\n")
    opened = [("2026-11-10", "opening", "1000.00"), ("2026-11-10", "opening", "50.00")]
    assert inferred(data, "L1") == [
        *opened,
        ("2026-11-11", "repayment", "450.00"),
        ("2026-11-13", "repayment", "100.00"),
    ]
    money = "transaction_id,loan_id,date,amount\n"
    bring("paid.csv", money + "T1,L1,2026-11-11,450\nT2,L1,2026-11-12,60\n")
    assert inferred(data, "L1") == [*opened, ("2026-11-13", "repayment", "40.00")]
    for day, principal in (("10", "1000.00"), ("11", "600.00"), ("13", "500.00")):
        shown = data("show", "L1", "--as-of", f"2026-11-{day}", now=NOW)
        assert shown["overdue"]["principal"] == principal
    assert data("show", "L1", "--as-of", "2026-11-12", now=NOW)["overdue"]["total"] == "540.00"
    run("check", now=NOW)
    run("undo", now=NOW)
    assert len(inferred(data, "L1")) == 4
    run("check", now=NOW)


def test_an_older_list_does_not_bring_old_words_back(bring: Any, data: Any) -> None:
    bring("13.csv", LIST + "L1,C1,New name,222,13,100,0,2026-11-13\n")
    bring(
        "12.csv",
        LIST + "L1,C1,Old name,111,12,100,0,2026-11-12\nL2,C1,Old name,111,1,9,0,2026-11-12\n",
    )
    shown = data("show", "customer:C1", now=NOW)
    assert (shown["name"], shown["phone"]) == ("New name", "222")


TERMS = (
    "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments,"
    "days_past_due,overdue_principal,overdue_interest\n"
)


def test_a_loans_file_may_tell_how_late_its_loans_are(bring: Any, data: Any, run: Any) -> None:
    """The plan stands; what it says of the past, the list puts right."""
    row = "L1,C1,1200,2026-05-15,0,equal_principal,12,41,150,0\n"
    told = bring("loans.csv", TERMS + row)
    assert "nothing says on which day" in told["files"][0]["warnings"][0]["rule"]
    assert data("show", "L1", now=NOW)["days_past_due"] == 163
    told = bring("loans.csv", TERMS + row, "--as-of", "2026-11-25")
    assert told["lists"][0]["currencies"][0]["listed"] == {"loans": 1, "amount": "150.00"}
    shown = data("show", "L1", now=NOW)
    assert (shown["days_past_due"], shown["overdue"]["total"]) == (41, "150.00")
    assert shown["next_due_on"] == "2026-12-15"
    assert inferred(data, "L1")[:4] == [
        ("2026-06-15", "repayment", "100.00"),
        ("2026-07-15", "repayment", "100.00"),
        ("2026-08-15", "repayment", "100.00"),
        ("2026-09-15", "repayment", "100.00"),
    ]
    assert data("show", "L1", "--as-of", "2026-09-30", now=NOW)["days_past_due"] == 0
    run("check", now=NOW)
    run("undo", now=NOW)
    assert data("show", "L1", now=NOW)["days_past_due"] == 163


def test_where_payments_from_before_the_lists_are_known_they_win(bring: Any, data: Any) -> None:
    terms = "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments\n"
    bring("loans.csv", terms + "L1,C1,1200,2026-05-15,0,equal_principal,12\n")
    bring("paid.csv", "transaction_id,loan_id,date,amount\nT1,L1,2026-06-15,350\n")
    told = bring("list.csv", LIST + "L1,C1,A,1,10,90,0,2026-11-20\n")
    assert told["lists"][0]["differing"] == [
        {
            "as_of": "2026-11-20",
            "loan_id": "L1",
            "listed_days": 10,
            "days": 66,
            "listed_overdue": "90.00",
            "overdue": "250.00",
        }
    ]
    assert inferred(data, "L1") == []


def test_a_list_of_a_product_with_penalty_and_tolerance_is_followed(
    bring: Any, data: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = '[product.hard]\npenalty_rate = "18"\ntolerance = "50.00"\ncount_due_day = true\n'
    (tmp_path / "pack.toml").write_text(pack, encoding="utf-8")
    monkeypatch.setenv("OVERDUE_POLICY", "pack.toml")
    head = LIST.strip() + ",product,outstanding\n"
    bring("1.csv", head + "L1,C1,A,1,30,1000,50,2026-11-10,hard,2000\n")
    bring("2.csv", head + "L1,C1,A,1,31,20,0,2026-11-11,hard,1020\n")
    for day, days, overdue in (("10", 30, "1050.00"), ("11", 31, "20.00")):
        shown = data("show", "L1", "--as-of", f"2026-11-{day}", now=NOW)
        assert (shown["days_past_due"], shown["overdue"]["total"]) == (days, overdue)
        assert shown["penalty_accrued"] == "0.00"
        assert shown["oldest_due_on"] == "2026-10-12"


def test_a_chinese_list_is_recognised_by_its_header(bring: Any) -> None:
    header = "借据号,客户号,客户姓名,手机号,逾期天数,逾期本金,逾期利息,罚息,贷款余额,数据日期\n"
    told = bring(
        "催收清单.csv", header + "0007,0042,王小明,13800138000,35,2000,80,12.5,9000,2026-11-24\n"
    )
    assert told["files"][0]["kind"] == "snapshot"
    assert told["files"][0]["ignored"] == []


def test_the_day_in_a_name_is_offered_and_not_taken(run: Any, tmp_path: Path) -> None:
    run("init", "--currency", "CNY", now=NOW)
    text = "loan_id,customer_id,days_past_due,overdue_amount\nL1,C1,5,100\n"
    (tmp_path / "overdue_20261124.csv").write_text(text, encoding="utf-8")
    asked = run("import", "overdue_20261124.csv", code=2, now=NOW)
    assert "--as-of 2026-11-24" in asked.stderr
    dry = run("import", "overdue_20261124.csv", "--as-of", "2026-11-24", "--dry-run", now=NOW)
    assert "new on the lists" in dry.stdout
    assert run("queue", "--format", "csv", now=NOW).stdout.count("\n") <= 1


def test_a_title_that_says_what_day_it_is_is_taken(bring: Any, data: Any) -> None:
    header = "借据号,客户号,客户姓名,逾期天数,逾期本金,贷款余额\n"
    row = "0007,0042,王小明,35,2000,9000\n"
    told = bring(
        "清单.csv", "某某公司逾期清单\n统计日期：2026年11月20日,,单位：元\n" + header + row
    )
    assert told["lists"][0]["as_of"] == "2026-11-20"
    decided = told["files"][0]["decided"][0]
    assert (decided["row"], "2026-11-20" in decided["rule"]) == (2, True)
    assert data("show", "0007", "--as-of", "2026-11-20", now=NOW)["days_past_due"] == 35


def test_a_title_is_overruled_by_the_option(bring: Any) -> None:
    text = "数据日期：2026-11-20\n" + "借据号,客户号,逾期天数,逾期金额\nL1,C1,35,2000\n"
    told = bring("a.csv", text, "--as-of", "2026-11-21")
    assert told["lists"][0]["as_of"] == "2026-11-21"


def test_a_day_of_printing_and_two_days_are_asked_about(run: Any, tmp_path: Path) -> None:
    run("init", "--currency", "CNY", now=NOW)
    text = "借据号,客户号,逾期天数,逾期金额\nL1,C1,35,2000\n"
    for title in ("打印日期：2026-11-20\n", "数据日期：2026-11-20 截至2026-11-21\n"):
        (tmp_path / "list.csv").write_text(title + text, encoding="utf-8")
        asked = run("import", "list.csv", code=2, now=NOW)
        assert "--as-of 2026-11-20" in asked.stderr


def test_a_list_and_the_payments_of_its_loans_come_in_one_command(
    run: Any, tmp_path: Path, data: Any
) -> None:
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "list.csv").write_text(
        LIST + "L1,C1,A,1,30,1000,50,2026-11-10\n", encoding="utf-8"
    )
    paid = "transaction_id,loan_id,date,amount\nT1,L1,2026-11-11,200\n"
    (tmp_path / "paid.csv").write_text(paid, encoding="utf-8")
    run("import", "paid.csv", "list.csv", now=NOW)
    assert data("show", "L1", now=NOW)["overdue"]["total"] == "850.00"
    run("check", now=NOW)


def test_a_complete_list_with_rejected_rows_is_not_complete(
    run: Any, bring: Any, tmp_path: Path, data: Any
) -> None:
    bring("1.csv", LIST + "L1,C1,A,1,30,1000,50,2026-11-10\nL2,C2,B,2,3,10,0,2026-11-10\n")
    text = LIST + "L1,C1,A,1,31,1000,50,2026-11-11\nL2,C2,B,2,4,x,0,2026-11-11\n"
    (tmp_path / "2.csv").write_text(text, encoding="utf-8")
    refused = run("import", "2.csv", "--list", "complete", "--accept-good", code=2, now=NOW)
    assert "not complete" in refused.stderr
    run("import", "2.csv", "--list", "partial", "--accept-good", code=3, now=NOW)
    assert data("show", "L2", now=NOW)["status"] == "active"
