"""What a file says is still open of invoices, not when the rest was paid, beside payments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command import overdue

NOW = "2026-06-30T10:00:00"
HEADER = "invoice_id,customer_id,issued_on,due_on,amount,outstanding\n"
PAID = "transaction_id,loan_id,date,amount\n"


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "EUR", now=NOW)


def _open(left: str, *options: str) -> dict[str, Any]:
    Path("i.csv").write_text(f"{HEADER}I-1,C-1,2026-04-01,2026-05-01,1000.00,{left}\n")
    result = overdue("import", "i.csv", *options, "--format", "json", now=NOW)
    return json.loads(result.stdout)["files"][0]  # type: ignore[no-any-return]


def _pay(*rows: str) -> None:
    Path("p.csv").write_text(PAID + "".join(f"{row}\n" for row in rows))
    overdue("import", "p.csv", now=NOW)


def _money(day: str = "2026-06-30") -> list[tuple[str, str]]:
    """Days and amounts of what was paid, the ledger checked and an ageing that ties beside it."""
    overdue("check", now=NOW)
    overdue("report", "aging", "--as-of", day, now=NOW)
    result = overdue("show", "I-1", "--as-of", day, "--format", "json", now=NOW)
    return [(one["date"], one["amount"]) for one in json.loads(result.stdout)["transactions"]]


@pytest.mark.usefixtures("books")
def test_it_counts_on_the_day_of_the_file_and_never_on_that_of_the_invoice() -> None:
    _open("400", "--as-of", "2026-06-10")
    assert _money() == [("2026-06-10", "600.00")]
    assert _money("2026-06-09") == []
    board = overdue("board", "--format", "json", now=NOW).stdout
    assert "2026-06-10" in board
    assert "2026-04-01" not in board


@pytest.mark.usefixtures("books")
def test_recorded_money_explains_a_fall_first() -> None:
    _open("1000", "--as-of", "2026-05-31")
    _pay("P1,I-1,2026-06-05,250.00")
    _open("400", "--as-of", "2026-06-10")
    assert _money() == [("2026-06-05", "250.00"), ("2026-06-10", "350.00")]
    assert _open("400", "--as-of", "2026-06-11")["unchanged"] == 1


@pytest.mark.usefixtures("books")
def test_each_file_adds_what_fell_since_the_one_before() -> None:
    _open("900", "--as-of", "2026-05-31")
    _open("400", "--as-of", "2026-06-10")
    assert _money() == [("2026-05-31", "100.00"), ("2026-06-10", "500.00")]
    overdue("undo", now=NOW)
    assert _money() == [("2026-05-31", "100.00")]


@pytest.mark.usefixtures("books")
def test_a_rise_takes_undated_payments_back_and_beyond_them_it_is_told() -> None:
    _open("400", "--as-of", "2026-06-10")
    _open("700", "--as-of", "2026-06-20")
    assert _money() == [("2026-06-10", "600.00"), ("2026-06-20", "300.00")]
    _pay("P1,I-1,2026-06-12,100.00")
    told = _open("1000", "--as-of", "2026-06-25")
    assert _money() == [
        ("2026-06-10", "600.00"),
        ("2026-06-12", "100.00"),
        ("2026-06-20", "400.00"),  # taken back
        ("2026-06-25", "200.00"),  # taken back
    ]
    assert "1 invoice is open with more here" in str(told["warnings"])


@pytest.mark.usefixtures("books")
def test_an_undated_payment_gives_way_to_one_that_has_its_day() -> None:
    _open("400", "--as-of", "2026-06-10")
    _pay("P1,I-1,2026-06-05,250.00")
    assert _money() == [("2026-06-05", "250.00"), ("2026-06-10", "350.00")]
    _pay("P2,I-1,2026-06-07,350.00", "P3,I-1,2026-06-15,50.00")
    assert _money() == [
        ("2026-06-05", "250.00"),
        ("2026-06-07", "350.00"),
        ("2026-06-15", "50.00"),
    ]
    overdue("undo", now=NOW)
    assert _money() == [("2026-06-05", "250.00"), ("2026-06-10", "350.00")]


@pytest.mark.usefixtures("books")
def test_a_list_and_the_payments_of_one_import_count_once() -> None:
    Path("i.csv").write_text(f"{HEADER}I-1,C-1,2026-04-01,2026-05-01,1000.00,400\n")
    Path("p.csv").write_text(PAID + "P1,I-1,2026-06-05,600.00\n")
    overdue("import", "i.csv", "p.csv", "--as-of", "2026-06-10", now=NOW)
    assert _money() == [("2026-06-05", "600.00")]


@pytest.mark.usefixtures("books")
def test_a_discount_that_was_taken_explains_a_fall_too() -> None:
    Path("i.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount,discount_percent,discount_until\n"
        "I-1,C-1,2026-04-01,2026-05-01,1000.00,2,2026-04-11\n"
    )
    overdue("import", "i.csv", now=NOW)
    _pay("P1,I-1,2026-04-10,980.00")
    _open("0", "--as-of", "2026-06-10")
    assert _money() == [("2026-04-10", "980.00"), ("2026-04-10", "20.00")]


def _listed(text: str, *options: str, code: int = 0) -> str:
    Path("i.csv").write_text(text, encoding="utf-8")
    return overdue("import", "i.csv", *options, code=code, now=NOW).stderr


@pytest.mark.usefixtures("books")
def test_a_file_that_does_not_say_its_day_is_asked_about_and_nothing_is_written() -> None:
    row = "I-1,C-1,2026-04-01,2026-05-01,1000.00,{}\n"
    said = _listed(HEADER + row.format("400.00"), code=2)
    assert "i.csv:2: nothing says as of which day these balances are open" in said
    assert "Name the day: --as-of 2026-06-30, or a column as_of." in said
    assert overdue("show", "I-1", code=None, now=NOW).exit_code == 2
    _listed(HEADER + row.format("1000.00"))  # wholly open: no day is needed
    dated = HEADER.replace("outstanding", "outstanding,settled_on")
    _listed(dated + "I-2,C-1,2026-04-01,2026-05-01,50.00,0,2026-04-20\n")  # paid, with its day


@pytest.mark.usefixtures("books")
def test_its_day_stands_in_a_column() -> None:
    header = HEADER.replace("outstanding", "outstanding,Report Date")
    _listed(header + "I-1,C-1,2026-04-01,2026-05-01,1000.00,400.00,2026-06-08\n")
    assert _money() == [("2026-06-08", "600.00")]


@pytest.mark.usefixtures("books")
def test_its_day_stands_in_the_title() -> None:
    title = '"As of Jun 9, 2026",,,,,\n\n'
    _listed(f"{title}{HEADER}I-1,C-1,2026-04-01,2026-05-01,1000.00,400.00\n")
    assert _money() == [("2026-06-09", "600.00")]


@pytest.mark.usefixtures("books")
def test_its_day_follows_from_due_dates_and_days_overdue() -> None:
    header = HEADER.replace("outstanding", "outstanding,Days Overdue")
    _listed(header + "I-1,C-1,2026-04-01,2026-05-01,1000.00,400.00,40\n")  # 1 May and 40 days
    assert _money() == [("2026-06-10", "600.00")]


@pytest.mark.usefixtures("books")
def test_an_undated_payment_gives_way_to_one_that_is_entered_by_hand() -> None:
    _open("400", "--as-of", "2026-06-10")
    overdue("pay", "I-1", "250", "--on", "2026-06-04", now=NOW)
    assert _money() == [("2026-06-04", "250.00"), ("2026-06-10", "350.00")]
    overdue("undo", now=NOW)
    assert _money() == [("2026-06-10", "600.00")]


@pytest.mark.usefixtures("books")
def test_an_undated_payment_gives_way_to_a_bank_line() -> None:
    header = HEADER.replace("customer_id", "customer_id,name")
    row = "INV-2002,C-1,Ann Miller,2026-04-01,2026-05-01,1000.00,400.00\n"
    _listed(header + row, "--as-of", "2026-06-10")
    Path("bank.csv").write_text(
        "Date,Amount,Currency,Payer,Reference\n2026-06-05,600.00,EUR,Ann Miller,INV-2002\n"
    )
    overdue("import", "bank.csv", "--as", "statement", now=NOW)
    shown = json.loads(overdue("show", "INV-2002", "--format", "json", now=NOW).stdout)
    entries = [(one["date"], one["amount"]) for one in shown["transactions"]]
    assert (entries, shown["outstanding"]["total"]) == ([("2026-06-05", "600.00")], "400.00")


@pytest.mark.usefixtures("books")
def test_what_the_account_applied_explains_a_fall_too() -> None:
    """A credit note of 300 meets the invoice on 5 June; of the 600 only 300 are left to infer."""
    _open("1000", "--as-of", "2026-06-01")
    note = "I-9,C-1,2026-06-05,2026-06-05,-300.00,\n"
    _listed(HEADER + note)
    _open("400", "--as-of", "2026-06-10")
    overdue("check", now=NOW)
    shown = json.loads(overdue("show", "I-1", "--format", "json", now=NOW).stdout)
    assert shown["outstanding"]["total"] == "400.00"
    entries = [(one["type"], one["date"], one["amount"]) for one in shown["transactions"]]
    assert ("repayment", "2026-06-10", "300.00") in entries


@pytest.mark.usefixtures("books")
def test_the_undo_of_the_only_file_takes_its_undated_payment_back_beside_an_account() -> None:
    Path("plain.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount\nI-1,C-1,2026-04-01,2026-05-01,1000.00\n"
    )
    overdue("import", "plain.csv", now=NOW)
    overdue("pay", "C-1", "100", "--on", "2026-05-02", now=NOW)
    Path("i.csv").write_text(f"{HEADER}I-1,C-1,2026-04-01,2026-05-01,1000.00,400.00\n")
    overdue("import", "i.csv", "--as-of", "2026-06-15", now=NOW)
    assert _owed() == "400.00"
    overdue("undo", now=NOW)
    assert _owed() == "900.00"
    overdue("check", now=NOW)


def _owed() -> str:
    shown = overdue("show", "I-1", "--format", "json", now=NOW).stdout
    return str(json.loads(shown)["outstanding"]["total"])


@pytest.mark.usefixtures("books")
def test_where_a_file_still_shows_what_the_account_settled_the_application_stands() -> None:
    """The credit note of 300 is applied; the accounts still show 1,000 open, later 900."""
    _open("1000", "--as-of", "2026-06-01")
    _listed(HEADER + "I-9,C-1,2026-06-05,2026-06-05,-300.00,\n")
    for left in ("1000", "900"):
        told = _open(left, "--as-of", "2026-06-10")
        assert told["warnings"] == []
        shown = json.loads(overdue("show", "I-1", "--format", "json", now=NOW).stdout)
        assert shown["outstanding"]["total"] == "700.00"
        overdue("check", now=NOW)


@pytest.mark.usefixtures("books")
def test_an_ageing_of_an_earlier_day_says_what_later_files_show_as_paid() -> None:
    _open("400", "--as-of", "2026-06-10")
    later = overdue("report", "aging", "--as-of", "2026-06-10", now=NOW).stdout
    assert "undated" not in later
    before = overdue("report", "aging", "--as-of", "2026-06-09", now=NOW).stdout
    assert (
        "EUR 600.00 of 1 invoice paid by the day of a later file; it does not say when" in before
    )
    whole = overdue("report", "aging", "--as-of", "2026-06-09", "--format", "json", now=NOW).stdout
    parts = [{"currency": "EUR", "invoices": 1, "amount": "600.00"}]
    assert json.loads(whole)["undated_parts"] == parts


@pytest.mark.usefixtures("books")
def test_a_settlement_that_is_dated_later_takes_the_place_of_what_was_inferred() -> None:
    _open("400", "--as-of", "2026-06-10")
    dated = HEADER.replace("outstanding", "outstanding,settled_on")
    _listed(dated + "I-1,C-1,2026-04-01,2026-05-01,1000.00,0,2026-06-05\n")
    assert _money() == [("2026-06-05", "1000.00")]


@pytest.mark.usefixtures("books")
def test_the_order_of_files_and_payments_does_not_matter() -> None:
    """Balances of 900, 400 and 700, and payments of 250 on 5 June and 80 on 12 June."""
    steps = [
        lambda: _open("900", "--as-of", "2026-06-01"),
        lambda: _open("400", "--as-of", "2026-06-10"),
        lambda: _open("700", "--as-of", "2026-06-20"),
        lambda: _pay("P1,I-1,2026-06-05,250.00"),
        lambda: _pay("P2,I-1,2026-06-12,80.00"),
    ]
    outcomes = set()
    for order in ([0, 1, 2, 3, 4], [0, 4, 3, 2, 1], [2, 1, 0, 4, 3], [1, 3, 2, 0, 4]):
        Path("overdue.db").unlink()
        overdue("init", "--currency", "EUR", now=NOW)
        for number in order:
            steps[number]()
        outcomes.add(tuple(_money()))
    assert outcomes == {
        (
            ("2026-06-01", "100.00"),
            ("2026-06-05", "250.00"),
            ("2026-06-10", "250.00"),
            ("2026-06-12", "80.00"),
            ("2026-06-20", "250.00"),  # taken back, the latest first: 300 of 1,000 were paid,
            ("2026-06-20", "100.00"),  # and 330 are recorded
        )
    }


@pytest.mark.usefixtures("books")
def test_a_credit_note_that_the_file_shows_as_not_used_explains_no_fall() -> None:
    """1,000 less 600 is open beside a credit of 300: 300 owed in all, whatever is applied."""
    _listed(
        f"{HEADER}I-1,C-1,2026-04-01,2026-05-01,1000.00,600.00\n"
        "I-9,C-1,2026-05-02,2026-05-02,-300.00,-300.00\n",
        *("--as-of", "2026-06-10"),
    )
    overdue("check", now=NOW)
    shown = json.loads(overdue("show", "I-1", "--format", "json", now=NOW).stdout)
    assert shown["outstanding"]["total"] == "300.00"
    ageing = overdue("report", "aging", "--format", "json", now=NOW).stdout
    assert json.loads(ageing)["currencies"][0]["ledger_total"] == "300.00"


@pytest.mark.usefixtures("books")
def test_the_day_of_a_file_is_not_still_to_come() -> None:
    row = "I-1,C-1,2026-04-01,2026-05-01,1000.00,400.00\n"
    said = _listed(HEADER + row, "--as-of", "2026-07-01", code=3)
    assert "2026-07-01 is still to come" in said


@pytest.mark.usefixtures("books")
def test_a_day_before_the_issue_is_told() -> None:
    row = "I-1,C-1,2026-04-01,2026-05-01,1000.00,400.00\n"
    said = _listed(HEADER + row, "--as-of", "2025-06-10")
    assert "1 invoice was not issued yet on the day of which the file says" in said
    said = _listed(HEADER + row, "--as-of", "2026-06-10")
    assert "not issued yet" not in said
    said = _listed(f"{HEADER}I-2,C-1,2026-05-01,2026-04-01,70.00,\n")
    assert "1 invoice falls due before the day of issue" in said
    said = _listed(f"{HEADER}I-2,C-1,2026-05-01,2026-04-01,70.00,\n")
    assert "falls due before" not in said
