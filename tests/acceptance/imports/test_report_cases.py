"""What users of other programs reported: each file gives the figures that its case calls right."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from command import Run
from places import SHARED

REPORTS = SHARED / "cases" / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="no cases beside the repository")


def _file(name: str) -> str:
    """A file of a case by the number of the case and its own name: 12/statement.csv."""
    number, _, own = name.partition("/")
    return str(next(REPORTS.glob(f"{number}-*")) / own)


def _refused(run: Run, currency: str, *files: str, code: int = 2) -> str:
    """What is said of files that are not read."""
    run("init", "--currency", currency)
    done = run("import", *map(_file, files), code=code)
    return str(done.stderr + done.stdout)


def _read(run: Run, currency: str, *files: str, options: tuple[str, ...] = ()) -> None:
    run("init", "--currency", currency)
    run("import", *map(_file, files), *options)


def _lines(*fields: str) -> list[tuple[Any, ...]]:
    """The bank lines of the ledger, by day; amounts in minor units."""
    names = ", ".join(fields or ("booked_on", "amount"))
    order = "booked_on, statement_line_id"
    with sqlite3.connect("overdue.db") as conn:
        rows = conn.execute(f"select {names} from statement_line order by {order}").fetchall()
    conn.close()
    return rows


def _amounts() -> list[int]:
    return [amount for (amount,) in _lines("amount")]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_NOW", "2026-07-01T09:00:00+02:00")


@pytest.mark.parametrize("taught", [False, True], ids=["by its headers", "by a map"])
def test_12_balances_among_the_movements_are_none_of_them(taught: bool, run: Run) -> None:
    """1,000.00 + 250.00 + 1,250.50 - 13.44 = 2,487.06, the balance that the list ends with."""
    options = ("--map", _file("12/map.toml")) if taught else ()
    _read(run, "EUR", "12/statement.csv", options=options)
    assert _amounts() == [-1344, 25000, 125050]
    assert 100000 + sum(_amounts()) == 248706


def test_13_a_column_says_which_way_amounts_go(run: Run) -> None:
    _read(run, "EUR", "13/triodos.csv")
    assert _lines("amount", "payer", "account") == [
        (125000, "J Voorbeeld", "NL91ABNA0417164300"),
        (-4510, "Energie BV", "NL91ABNA0417164300"),
    ]


def test_13_money_that_we_paid_back_is_no_repayment(run: Run) -> None:
    _read(run, "EUR", "13/loans.csv", "13/refund.csv")
    assert _lines("amount", "account") == [(-20000, "")]
    assert '"paid": "0.00"' in run("show", "L-7", "--format", "json").stdout
    assert '"type": "repayment"' not in run("show", "L-7", "--format", "json").stdout


def test_13_h_is_money_in_and_s_money_out(run: Run, tmp_path: Path) -> None:
    rows = "2026-05-04;100,00;H;Anna\n2026-05-05;13,37;S;Strom\n"
    for header in ("Datum;Betrag;S/H;Verwendungszweck", "Datum;Betrag;;Verwendungszweck"):
        (tmp_path / "sh.csv").write_text(f"{header}\n{rows}", encoding="utf-8")
        run("init", "--currency", "EUR")
        run("import", "sh.csv")
        assert _amounts() == [10000, -1337]
        (tmp_path / "overdue.db").unlink()


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ("b740", [(150000, "USD"), (-90023, "USD"), (125000, "USD")]),
        ("h2162", [(123456, "EUR"), (234556, "USD"), (-234556, "USD")]),
        ("l2295", [(-7055, "USD"), (25000, "USD"), (-2000, "USD")]),
        ("m571", [(30000, "USD"), (-2524, "USD"), (-801, "USD"), (5242, "USD")]),
        ("m571b", [(30000, "USD"), (-801, "USD")]),
        ("m571c", [(30000, "USD"), (-801, "USD")]),
    ],
)
def test_15_signs_of_banks_and_of_cards(file: str, lines: list[Any], run: Run) -> None:
    """Of a card, purchases go out and payments come in."""
    _read(run, "USD", f"15/{file}.csv")
    assert sorted(_lines("amount", "currency")) == sorted(lines)


def test_16_a_batch_less_a_fee_is_nobodys_money(run: Run) -> None:
    _read(run, "CHF", "16/loans.csv", "16/batch-booked.xml")
    assert _amounts() == [40000]
    for loan in ("L-7", "L-8"):
        assert '"type": "repayment"' not in run("show", loan, "--format", "json").stdout


def test_16_a_batch_whose_payments_sum_to_it_is_split(run: Run) -> None:
    _read(run, "CHF", "16/loans.csv", "16/batch-txamt.xml")
    assert _lines("amount", "payer") == [(20000, "Anna Muster"), (10000, "Beat Muster")]


def test_18_days_are_those_written_whatever_the_zone(run: Run) -> None:
    _read(run, "USD", "18/dates.ofx")
    days = ["2026-03-01", "2026-03-08", "2026-03-13", "2026-04-06", "2026-05-19", "2026-05-20"]
    assert [day for day, _ in _lines()] == days


def test_18_a_balance_without_its_day_stops_nothing(run: Run) -> None:
    _read(run, "ZAR", "18/noasof.ofx")
    assert _lines() == [("2025-08-01", 10000)]


def test_18_the_hint_about_the_decimal_mark_helps(run: Run) -> None:
    assert "--decimal ," in _refused(run, "BRL", "18/comma.ofx", code=3)
    run("import", _file("18/comma.ofx"), "--decimal", ",")
    assert _lines() == [("2026-04-06", -3116), ("2026-04-07", 125000)]


@pytest.mark.parametrize(
    ("file", "days"),
    [
        ("a", ["2009-02-28", "2009-03-01", "2009-03-02"]),
        ("b", ["2018-06-04", "2018-06-30"]),
    ],
)
def test_19_days_with_an_apostrophe_before_the_year(file: str, days: list[str], run: Run) -> None:
    _read(run, "USD", f"19/{file}.qif")
    assert [day for day, _ in _lines()] == days


@pytest.mark.parametrize("file", ["c", "d"])
def test_19_days_in_two_orders_are_asked_about(file: str, run: Run) -> None:
    assert "--date-order" in _refused(run, "USD", f"19/{file}.qif")


def test_19_a_day_that_is_none_names_its_own_cell(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.qif").write_text("!Type:Bank\nDsoon\nT2.29\nPJ\n^\n", encoding="utf-8")
    run("init", "--currency", "EUR")
    said = run("import", "x.qif", code=3).stderr
    assert "column 'D' value 'soon'" in said


def test_26_dollars_never_count_as_euros(run: Run, tmp_path: Path) -> None:
    said = _refused(run, "EUR", "26/invoices.csv", "26/tx.csv", code=3)
    assert "this is USD, and invoice INV-77 is in EUR" in said
    run("import", _file("26/invoices.csv"))
    header = "transaction_id,loan_id,date,Amount (USD)\nU1,INV-77,2026-05-30,100.00\n"
    (tmp_path / "header.csv").write_text(header, encoding="utf-8")
    (tmp_path / "bare.csv").write_text(header.replace(" (USD)", ""), encoding="utf-8")
    assert "USD" in run("import", "header.csv", code=3).stderr
    assert "USD" in run("import", "bare.csv", "--currency", "USD", code=None).stderr
    shown = run("show", "INV-77", "--format", "json").stdout
    assert '"type": "repayment"' not in shown


@pytest.mark.parametrize("file", ["a", "b", "c"])
def test_28_two_styles_of_dates_in_one_column(file: str, run: Run) -> None:
    _read(run, "INR", f"28/{file}.csv")
    assert _lines() == [("2022-10-01", 50000), ("2022-10-02", -20000), ("2022-10-13", 75000)]


def test_28_173900_forints_or_173_with_three_decimals_is_asked(run: Run) -> None:
    assert "--decimal" in _refused(run, "HUF", "28/huf.csv")


@pytest.mark.parametrize("file", ["dc", "type"])
def test_29_a_word_says_which_way_an_amount_goes(file: str, run: Run) -> None:
    _read(run, "USD", f"29/{file}.csv")
    assert _amounts() == [-1451, 25000]


@pytest.mark.parametrize(
    ("header", "out", "into"),
    [
        ("CdtDbtInd", "DBIT", "CRDT"),
        ("Type", "expense", "income"),
        ("Transaction Type", "Withdrawal", "Deposit"),
        ("D/C", "D", "C"),
        ("Strona", "Wn", "Ma"),
    ],
)
def test_29_words_of_both_ways(header: str, out: str, into: str, run: Run, tmp_path: Path) -> None:
    rows = f"2025-12-19,14.51,{out},Sale\n2025-12-20,250.00,{into},J Sample L-9\n"
    text = f"Date,Amount,{header},Description\n{rows}"
    (tmp_path / "words.csv").write_text(text, encoding="utf-8")
    run("init", "--currency", "USD")
    run("import", "words.csv")
    assert _amounts() == [-1451, 25000]


def _shown(run: Run, loan: str, day: str) -> dict[str, Any]:
    return dict(json.loads(run("show", loan, "--as-of", day, "--format", "json").stdout))


def _stands(run: Run, loan: str, day: str) -> tuple[str, str, int]:
    """What is outstanding and overdue of a debt at the close of a day, and the days late."""
    shown = _shown(run, loan, day)
    return shown["outstanding"]["total"], shown["overdue"]["total"], shown["days_past_due"]


def test_02_money_on_account_meets_the_next_invoice(run: Run) -> None:
    """30 + 25 + 13 + 18 + 12 = 98 less 87 paid: 11.00 of the last invoice, due on 1 May."""
    _read(run, "EUR", "02/invoices.csv", "02/payments.csv")
    assert _stands(run, "100000004", "2016-05-12") == ("11.00", "11.00", 11)
    assert _stands(run, "100000001", "2016-02-09")[0] == "13.00"


def test_05_an_invoice_of_several_due_dates(run: Run, tmp_path: Path) -> None:
    """15,000 in advance, then 7,500 due on 9 February and on 11 March; 8,500 on 20 February."""
    terms = Path(_file("05/terms-rows.csv")).read_text(encoding="utf-8")
    advance = "SI-1,K1,Delta Sample,2026-01-10,2026-01-10,15000\n"
    (tmp_path / "terms.csv").write_text(terms + advance, encoding="utf-8")
    run("init", "--currency", "EUR")
    run("import", "terms.csv", _file("05/pay.csv"))
    assert _stands(run, "SI-1", "2026-02-19") == ("15000.00", "7500.00", 10)
    assert _stands(run, "SI-1", "2026-02-20") == ("6500.00", "0.00", 0)
    assert _stands(run, "SI-1", "2026-03-15") == ("6500.00", "6500.00", 4)


def test_08_what_is_recovered_above_a_write_off_is_credit(run: Run) -> None:
    """1,000 written off, 400 + 700 recovered: 100 is the customer's."""
    _read(run, "KES", "08/loans.csv", "08/tx.csv")
    assert _shown(run, "W-1", "2026-03-01")["credit"] == "100.00"


@pytest.mark.parametrize("words", ["pay W-1 700", "enter W-1 recovery 700"])
def test_08_by_hand_it_is_the_same(run: Run, words: str) -> None:
    _read(run, "KES", "08/loans.csv", "08/tx2.csv")
    run(*words.split(), "--on", "2026-02-10")
    shown = _shown(run, "W-1", "2026-03-01")
    assert (shown["credit"], shown["status"]) == ("100.00", "overpaid")


def test_21_rent_by_tenant_and_day_without_an_id(run: Run) -> None:
    """Four payments of 10,416 against five months of 2,083: 1 over."""
    _read(run, "USD", "21/charges.csv", "21/payments.csv")
    assert _stands(run, "C5", "2021-06-20") == ("0.00", "0.00", 0)


def test_25_a_discount_for_early_payment(run: Run, tmp_path: Path) -> None:
    """2 % of 1,000 until day 10: 980 on day 9 settles it, on day 19 it leaves 20."""
    rows = Path(_file("25/invoices.csv")).read_text(encoding="utf-8").splitlines()
    dated = [rows[0] + ",discount_percent,discount_until"]
    dated += [f"{row},2,2026-05-11" for row in rows[1:]]
    paid = Path(_file("25/pay.csv")).read_text(encoding="utf-8").splitlines()
    alone = [row for row in paid if "waiver" not in row]
    (tmp_path / "i.csv").write_text("\n".join(dated) + "\n", encoding="utf-8")
    (tmp_path / "p.csv").write_text("\n".join(alone) + "\n", encoding="utf-8")
    run("init", "--currency", "EUR")
    run("import", "i.csv", "p.csv")
    assert _stands(run, "D-1", "2026-06-01")[0] == "0.00"
    assert _stands(run, "D-2", "2026-06-01")[:2] == ("20.00", "20.00")


def test_18_a_format_with_a_fixed_decimal_mark_names_no_option(run: Run, tmp_path: Path) -> None:
    text = Path(_file("16/batch-txamt.xml")).read_text(encoding="utf-8")
    wrong = text.replace('<Ntry><Amt Ccy="CHF">300.00', '<Ntry><Amt Ccy="CHF">1.250,00')
    (tmp_path / "c.xml").write_text(wrong, encoding="utf-8")
    run("init", "--currency", "CHF")
    said = run("import", "c.xml", code=3).stderr
    assert "Amounts of CAMT are written as 1234.50" in said
    assert "--decimal" not in said
