"""Bank statements through the real command: known again, booked, taken back, in suspense."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bank_files import credit, mt940
from command import Run

Data = Callable[..., Any]
Lines = Callable[..., list[dict[str, str]]]
IBAN = "DE89370400440532013000"
SURE = credit("0610", "200,00", "Rate Juni L-2050", "Jan Nowak", IBAN)
UNSURE = credit("0612", "55,00", "Danke", "Unbekannt")


def put(name: str, *movements: str, **more: str) -> str:
    Path(name).write_text(mt940(*movements, **more), encoding="utf-8")
    return name


def aging(data: Data, *args: str) -> dict[str, Any]:
    return {one["currency"]: one for one in data("report", "aging", *args)["currencies"]}


def test_a_certain_credit_is_booked_with_its_line(book: Run, data: Data) -> None:
    book("import", put("a.sta", SURE))
    entry = data("show", "L-2050")["transactions"][0]
    assert (entry["type"], entry["amount"], entry["date"]) == ("repayment", "200.00", "2026-06-10")
    assert entry["note"] == "bank line 1"


def test_a_statement_is_one_journal_entry_and_undo_takes_it_all_back(
    book: Run, data: Data, lines: Lines
) -> None:
    before = data("show", "L-2050")
    journal = data("import", put("a.sta", SURE, UNSURE))["journal"]
    assert len(lines()) == 2
    book("undo", str(journal))
    assert lines() == []
    assert data("show", "L-2050") == before
    book("check")


def test_the_same_file_twice_changes_nothing(book: Run, data: Data, lines: Lines) -> None:
    name = put("a.sta", SURE, UNSURE)
    first = data("import", name)
    again = data("import", name)
    assert first["files"][0]["new"] == 2
    assert (again["written"], again["files"][0]["unchanged"]) == (False, 2)
    assert len(lines()) == 2


def test_overlapping_statements_do_not_double(book: Run, data: Data, lines: Lines) -> None:
    book("import", put("a.sta", SURE, UNSURE))
    later = credit("0620", "77,00", "?", "Wer")
    file = data("import", put("b.sta", UNSURE, later, number="7/1"))["files"][0]
    assert (file["new"], file["unchanged"], file["read"]) == (1, 1, 2)
    assert [line["open"] for line in lines()] == ["0.00", "55.00", "77.00"]


def test_two_equal_credits_on_one_day_are_two(book: Run, lines: Lines) -> None:
    book("import", put("a.sta", UNSURE, UNSURE))
    book("import", put("b.sta", UNSURE, UNSURE, UNSURE, number="7/1"))
    assert len(lines()) == 3


@pytest.mark.parametrize("seed", range(3))
def test_statements_of_any_days_in_any_order_give_the_same_lines(
    book: Run, lines: Lines, seed: int
) -> None:
    rng = random.Random(seed)
    days = {
        day: [credit(f"06{day:02d}", f"{rng.randrange(1, 4)},00", "x", "Wer") for _ in range(3)]
        for day in range(1, 9)
    }
    windows = [(first, first + 3) for first in range(1, 6)]
    rng.shuffle(windows)
    for number, (first, last) in enumerate(windows):
        moved = [line for day in range(first, last + 1) for line in days[day]]
        book("import", put(f"{number}.sta", *moved, number=f"{number}/1"), code=None)
    assert len(lines()) == sum(map(len, days.values()))
    book("check")


def test_a_page_that_is_in_the_file_twice_counts_once(book: Run, lines: Lines) -> None:
    Path("a.sta").write_text(mt940(SURE, UNSURE) * 2, encoding="utf-8")
    book("import", "a.sta")
    assert len(lines()) == 2


def test_a_statement_whose_lines_stand_in_a_later_one_is_not_undone(book: Run, data: Data) -> None:
    first = data("import", put("a.sta", SURE, UNSURE))["journal"]
    second = data("import", put("b.sta", UNSURE, credit("0620", "9,00", "x"), number="7/1"))
    said = book("undo", str(first), code=6).stderr
    assert "a later statement that holds some of its bank lines too" in said
    book("undo", str(second["journal"]))
    book("undo", str(first))


def test_a_statement_is_not_undone_under_a_match(book: Run, data: Data, lines: Lines) -> None:
    journal = data("import", put("a.sta", UNSURE))["journal"]
    book("match", "1", "--loan", "L-2041")
    assert "a match of one of its bank lines" in book("undo", str(journal), code=6).stderr
    book("undo")
    assert lines()[0]["open"] == "55.00"
    book("undo", str(journal))
    book("check")


def test_what_is_not_booked_is_in_suspense_in_every_format(book: Run, data: Data) -> None:
    book("import", put("a.sta", SURE, UNSURE))
    assert aging(data)["EUR"]["suspense"] == "55.00"
    assert aging(data)["EUR"]["ties"] is True
    rows = csv.DictReader(io.StringIO(book("report", "aging", "--format", "csv").stdout))
    amounts = {row["bucket"]: row["amount"] for row in rows if row["currency"] == "EUR"}
    assert amounts["suspense"] == "55.00"
    for fmt in ("table", "md", "jsonl"):
        assert "suspense" in book("report", "aging", "--format", fmt).stdout


def test_the_report_by_class_shows_the_suspense_too(book: Run, data: Data) -> None:
    book("import", put("a.sta", UNSURE))
    (euro, _) = sorted(
        data("report", "aging", "--class", "cn_five")["currencies"],
        key=lambda one: one["currency"] != "EUR",
    )
    assert (euro["suspense"], euro["ties"]) == ("55.00", True)
    printed = book("report", "aging", "--class", "cn_five", "--format", "csv").stdout
    assert "suspense" in printed


def test_open_lines_are_completed(book: Run, tmp_path: Path) -> None:
    from overdue_cli.reports.ledger.names import names

    book("import", put("a.sta", SURE, UNSURE))
    assert names(tmp_path / "overdue.db", "line", "") == ["2"]
    assert names(tmp_path / "overdue.db", "line", "9") == []


def test_suspense_is_that_of_the_day_and_as_it_was_known(book: Run, data: Data) -> None:
    book("import", put("a.sta", UNSURE, credit("0620", "45,00", "y")))
    assert aging(data, "--as-of", "2026-06-15")["EUR"]["suspense"] == "55.00"
    assert aging(data, "--as-of", "2026-06-20")["EUR"]["suspense"] == "100.00"
    assert aging(data, "--known-on", "2026-06-30") == {}
    book("match", "1", "--not-ours")
    assert aging(data)["EUR"]["suspense"] == "45.00"


def test_a_figure_changed_behind_its_back_stops_the_tie(book: Run, tmp_path: Path) -> None:
    import sqlite3

    book("import", put("a.sta", UNSURE))
    with sqlite3.connect(tmp_path / "overdue.db") as conn:
        conn.execute("UPDATE day_total SET amount = amount + 1 WHERE kind = 'bank_line'")
    assert "bank lines less what was booked" in book("report", "aging", code=5).stderr
    assert "bank_line" in book("check", code=5).stdout


def test_a_line_is_given_to_several_loans(book: Run, data: Data, lines: Lines) -> None:
    book("import", put("a.sta", credit("0612", "180,00", "Danke", "Opa")))
    book("match", "1", "--loan", "L-2041", "--amount", "100", "--loan", "L-2042")
    paid = [data("show", loan)["transactions"][0]["amount"] for loan in ("L-2041", "L-2042")]
    assert paid == ["100.00", "80.00"]
    assert lines()[0]["open"] == "0.00"


def test_a_part_of_a_line_can_stay_in_suspense(book: Run, lines: Lines) -> None:
    book("import", put("a.sta", UNSURE))
    book("match", "1", "--loan", "L-2041", "--amount", "40")
    assert lines()[0]["open"] == "15.00"
    book("match", "1", "--not-ours", "--note", "a gift")
    assert lines()[0]["open"] == "0.00"


def test_a_line_given_to_a_customer_is_divided_by_what_is_due(book: Run, data: Data) -> None:
    book("import", put("a.sta", credit("0612", "150,00", "Danke", "Opa")))
    book("match", "1", "--customer", "C-17")
    paid = [
        sum(float(entry["amount"]) for entry in data("show", loan)["transactions"])
        for loan in ("L-2041", "L-2042")
    ]
    assert sum(paid) == 150
    assert paid[0] >= 100
    (entry,) = [
        one
        for one in data("show", "account:C-17:EUR")["transactions"]
        if one["type"] == "repayment"
    ]
    assert entry["amount"] == "150.00"
    book("undo")
    assert data("show", "L-2041")["transactions"] == []
    book("check")


def test_a_line_of_a_customer_with_one_debt_goes_to_that_debt(book: Run, data: Data) -> None:
    book("import", put("a.sta", credit("0612", "50,00", "Danke", "Opa")))
    assert "booked EUR 50.00 on L-2050" in book("match", "1", "--customer", "C-18").stdout
    assert data("show", "L-2050")["transactions"][0]["type"] == "repayment"


def test_a_line_that_is_recorded_on_account_is_not_booked_twice(
    book: Run, data: Data, lines: Lines
) -> None:
    book("pay", "C-17", "130", "--on", "2026-06-11")
    book("import", put("a.sta", credit("0612", "130,00", "Rate", "Anna Mueller")))
    assert lines()[0]["open"] == "0.00"
    kinds = [one["type"] for one in data("show", "account:C-17:EUR")["transactions"]]
    assert kinds.count("repayment") == 1
    book("check")


def test_a_confirmed_account_is_known_the_next_time(book: Run, data: Data, lines: Lines) -> None:
    account = "DE75512108001245126199"
    book("import", put("a.sta", credit("0602", "200,00", "Danke", "Firma Nord", account)))
    assert lines()[0]["open"] == "200.00"
    book("match", "1", "--loan", "L-2050")
    book("import", put("b.sta", credit("0630", "200,00", "Dank", "Firma Nord", account)))
    assert lines()[1]["open"] == "0.00"
    assert len(data("show", "L-2050")["transactions"]) == 2
    said = book("undo", "4", code=6).stderr
    assert "a later booking by an account that it taught" in said


def test_a_returned_direct_debit_reverses_its_payment(book: Run, data: Data) -> None:
    back = (
        ":61:2606200620D200,00NRTINONREF\n"
        f":86:109?00RETOURE?20SVWZ+RETURN AM04?31{IBAN}?32Jan Nowak"
    )
    paid = data("import", put("a.sta", SURE))
    unpaid = data("show", "L-2050", "--as-of", "2026-06-09")["outstanding"]["total"]
    file = data("import", put("b.sta", back, number="7/1"))["files"][0]
    assert file["statement"]["reversed"] == 1
    shown = data("show", "L-2050")
    assert [one["type"] for one in shown["transactions"]] == ["repayment", "reversal"]
    assert shown["transactions"][0]["reversed"] is True
    assert shown["outstanding"]["total"] == unpaid
    assert aging(data)["EUR"]["suspense"] == "0.00"
    book("undo", str(paid["journal"]), code=6)
    book("check")


def test_a_return_by_its_reference_takes_back_the_right_one_of_two(book: Run, data: Data) -> None:
    def debit(day: str, reference: str) -> str:
        return credit(day, "200,00", "Rate L-2050", "Jan Nowak", IBAN).replace(
            "SVWZ+", f"EREF+{reference}?21SVWZ+"
        )

    back = debit("0625", "E-1").replace("C200,00NTRF", "D200,00NRTI")
    book("import", put("a.sta", debit("0610", "E-1"), debit("0611", "E-2"), back))
    entries = data("show", "L-2050")["transactions"]
    assert [(one["date"], one["reversed"]) for one in entries if one["type"] == "repayment"] == [
        ("2026-06-10", True),
        ("2026-06-11", False),
    ]


def test_a_return_of_nothing_that_is_known_stays_listed(
    book: Run, data: Data, lines: Lines
) -> None:
    back = ":61:2606200620D33,00NRTINONREF\n:86:109?00RETOURE?20SVWZ+AM04?32Wer"
    book("import", put("a.sta", SURE, back))
    assert (lines()[1]["kind"], lines()[1]["open"], lines()[1]["reason"]) == (
        "return",
        "33.00",
        "AM04",
    )
    assert aging(data)["EUR"]["suspense"] == "-33.00"
    said = book("match", "2", "--reverses", "1", code=2).stderr
    assert "the payment is EUR 200.00, the line is EUR 33.00" in said
    book("match", "2", "--not-ours")
    assert aging(data)["EUR"]["suspense"] == "0.00"


def test_money_of_ours_that_comes_back_is_nobodys_payment(book: Run, lines: Lines) -> None:
    back = (
        f":61:2606100610CR200,00NTRFNONREF\n:86:159?00RETOURE?20SVWZ+L-2050?31{IBAN}?32Jan Nowak"
    )
    book("import", put("a.sta", back))
    assert (lines()[0]["kind"], lines()[0]["open"]) == ("refund", "200.00")


def test_debits_are_kept_and_seen_but_ask_for_nothing(book: Run, data: Data, lines: Lines) -> None:
    book("import", put("a.sta", ":61:2606180618D30,00NMSCNONREF\n:86:805?20Kontofuehrung"))
    assert (lines()[0]["kind"], lines()[0]["amount"]) == ("debit", "-30.00")
    assert data("match")["rows"] == []
    assert "not a customer's money" in book("match", "1", "--not-ours", code=2).stderr


def test_a_payment_recorded_before_is_tied_not_doubled(
    book: Run, data: Data, lines: Lines
) -> None:
    book("pay", "L-2050", "200", "--on", "2026-06-10")
    file = data("import", put("a.sta", SURE))["files"][0]
    assert (file["statement"]["linked"], file["statement"]["booked"]) == (1, 0)
    assert len(data("show", "L-2050")["transactions"]) == 1
    assert lines()[0]["open"] == "0.00"
    assert "a bank line matched to one of its entries" in book("undo", "3", code=6).stderr


def test_a_payment_recorded_some_days_off_is_asked_about(book: Run, data: Data) -> None:
    Path("t.csv").write_text(
        "transaction_id,loan_id,date,amount\nT-9,L-2050,2026-06-06,200.00\n", encoding="utf-8"
    )
    book("import", "t.csv")
    book("import", put("a.sta", SURE))
    likely = data("match")["rows"][0]["likely"][0]
    assert likely["evidence"].startswith("may be T-9 of 2026-06-06")
    book("match", "1", "--entry", "T-9")
    assert data("match")["rows"] == []
    assert len(data("show", "L-2050")["transactions"]) == 1


def test_lines_that_came_before_the_loans_are_booked_later(run: Run, data: Data) -> None:
    run("init", "--currency", "EUR")
    run("import", put("a.sta", SURE))
    Path("loans.csv").write_text(
        "loan_id,customer_id,name,principal,disbursed_on,method,instalments\n"
        "L-2050,C-18,Jan Nowak,2400,2026-01-15,equal_principal,12\n",
        encoding="utf-8",
    )
    run("import", "loans.csv")
    assert "1 booked" in run("match", "--certain").stdout
    assert data("match")["rows"] == []
    assert "Nothing is certain" in run("match", "--certain").stderr


def test_loans_and_their_statement_come_in_one_command(run: Run, data: Data) -> None:
    run("init", "--currency", "EUR")
    Path("loans.csv").write_text(
        "loan_id,customer_id,name,principal,disbursed_on,method,instalments\n"
        "L-2050,C-18,Jan Nowak,2400,2026-01-15,equal_principal,12\n",
        encoding="utf-8",
    )
    run("import", put("a.sta", SURE), "loans.csv")
    assert len(data("show", "L-2050")["transactions"]) == 1


def test_proposals_say_what_speaks_for_them(book: Run, data: Data) -> None:
    book("import", put("a.sta", credit("0612", "200,00", "Raten", "ANNA MUELLER")))
    best = data("match", "1")["rows"][0]["likely"][0]
    assert best["customer_id"] == "C-17"
    assert {part["loan_id"]: part["amount"] for part in best["parts"]} == {
        "L-2041": "100.00",
        "L-2042": "100.00",
    }
    assert "name" in best["evidence"]


def test_a_list_of_a_chinese_bank_is_read_and_booked(book: Run, data: Data) -> None:
    text = (
        "中国某银行交易明细\n卡号：6222020200001234567,币种：人民币\n"
        "记账日期,记账时间,金额,余额,摘要,对方户名,对方账号\n"
        '2026-06-15,10:00:00,300.00,"1,300.00",还款 L-2051,王小明,6217000000001112223\n'
        '2026-06-16,11:00:00,-20.00,"1,280.00",手续费,,\n'
        "合计,,280.00,,,,\n"
    )
    Path("bank.csv").write_bytes(text.encode("gb18030"))
    file = data("import", "bank.csv")["files"][0]
    assert (file["kind"], file["read"], file["statement"]["booked"]) == ("statement", 2, 1)
    assert [one["row"] for one in file["left_out"]] == [1, 2, 6]
    assert data("show", "L-2051")["transactions"][0]["amount"] == "300.00"


def test_a_bad_line_stops_everything_unless_good_ones_are_kept(
    book: Run, data: Data, lines: Lines
) -> None:
    name = put("a.sta", SURE, ":61:2606990610C1,00NTRFNONREF")
    said = data("import", name, code=3)
    assert said["written"] is False
    assert said["files"][0]["problems"][0]["rule"] == "the calendar has no such value date"
    assert data("import", name, "--accept-good", code=3)["written"] is True
    assert len(lines()) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("99", "--not-ours"), "there is no bank line 99"),
        (("1",), ""),
        (("1", "--loan", "L-2051"), "loan L-2051 is in CNY, the line in EUR"),
        (("1", "--loan", "L-1"), "no loan 'L-1'"),
        (("1", "--loan", "L-2041", "--amount", "56"), "do not fit"),
        (("1", "--loan", "L-2041", "--amount", "0"), "a payment must be above zero"),
        (("1", "--loan", "L-2041", "--amount", "x"), "an amount is a decimal number"),
        (("1", "--amount", "5"), "nothing"),
        (("1", "--loan", "L-2041", "--not-ours"), "--loan and --not-ours"),
        (("1", "--reverses", "T"), "is money in"),
        (("1", "--entry", "T"), "there is no one payment 'T'"),
        (("1", "--customer", "C-19"), "has no loan in EUR"),
        (("--not-ours",), "no LINE is named"),
        (("1", "--certain"), "--certain stands alone"),
    ],
)
def test_what_cannot_be_matched_is_refused_with_a_reason(
    book: Run, args: tuple[str, ...], said: str
) -> None:
    book("import", put("a.sta", UNSURE))
    result = book("match", *args, code=2 if said else 0)
    assert said in result.stderr


def test_a_line_that_is_done_is_refused(book: Run) -> None:
    book("import", put("a.sta", UNSURE))
    book("match", "1", "--not-ours")
    assert "is matched already" in book("match", "1", "--loan", "L-2041", code=6).stderr


def test_what_to_type_next_is_told_for_a_line(book: Run, tmp_path: Path) -> None:
    from overdue_cli.book import Book, policy_of
    from overdue_cli.reports.bank.suspense import bank_lines
    from overdue_cli.store.derived import STORED
    from overdue_cli.store.ledger.ledger import open_ledger
    from overdue_cli.views.bank.suspense import next_step

    back = ":61:2606200620D33,00NRTINONREF\n:86:109?00RETOURE?20SVWZ+AM04?32Wer"
    both = credit("0612", "200,00", "Raten", "ANNA MUELLER")
    book("import", put("a.sta", both, UNSURE, back))
    with open_ledger(tmp_path / "overdue.db") as ledger:
        now = datetime(2026, 7, 1, tzinfo=UTC)
        at = Book(ledger, policy_of(ledger), date(2026, 7, 1), now, STORED)
        proposed, unknown, returned = map(next_step, bank_lines(at, limit=3))
    split = "overdue match 1 --loan L-2041 --amount 100.00 --loan L-2042 --amount 100.00"
    assert split in proposed
    assert "overdue match 2 --loan LOAN" in unknown
    assert "overdue match 3 --reverses LINE" in returned
    book(*split.split()[1:])


def test_only_so_many_lines_are_listed_and_looked_at(book: Run, data: Data) -> None:
    book("import", put("a.sta", UNSURE, credit("0613", "1,00", "x"), credit("0614", "2,00", "y")))
    assert [row["line"] for row in data("match", "--limit", "2")["rows"]] == [1, 2]
    assert len(data("match", "--limit", "0")["rows"]) == 3


def test_each_file_of_one_command_tells_of_its_own_lines(book: Run, data: Data) -> None:
    files = data("import", put("a.sta", SURE, UNSURE), put("b.sta", UNSURE, UNSURE))["files"]
    told = [(one["new"], one["statement"]["booked"], one["statement"]["open"]) for one in files]
    assert told == [(2, 1, 1), (1, 0, 1)]
