"""A list names its currency: in cells, headers, formats and titles, before the ledger does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from command import Run
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import Reading, StatementChoices

ROWS = "2026-06-13,Rent,-1200.00,{0}\n2026-06-14,Ann,123.45,{1}\n"
Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def call(text: str, known: str = "EUR", *, given: bool = False) -> Reading:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return read_statement(path, StatementChoices(currency=known, currency_by_user=given))

    return call


def told(reading: Reading) -> list[tuple[str, int]]:
    return [(line.currency, line.amount) for line in reading.lines]


def in_one(code: str) -> list[tuple[str, int]]:
    return [(code, -120_000), (code, 12_345)]


@pytest.mark.parametrize(
    ("above", "header", "code"),
    [
        ("", "Date,Description,Amount (GBP),Note", "GBP"),
        ("", "Date,Description,Amount,Balance in GBP", "GBP"),
        ("", "Data,Opis,Kwota (zł),Note", "PLN"),
        ("", "Date,Description,Amount,Saldo (USD)", "USD"),
        ("Währung,GBP\n", "Datum,Verwendungszweck,Betrag,Note", "GBP"),
        ("Konto,DE02120300000000202051,GBP\n", "Datum,Verwendungszweck,Betrag,Note", "GBP"),
        ("All amounts in GBP\n", "Date,Description,Amount,Note", "GBP"),
        ("Account: 123 USD\n", "Date,Description,Amount,Note", "USD"),
        ("Exchange rate USD: 1.08\n", "Date,Description,Amount,Note", "EUR"),
        ("Balance: 1.000 €\n", "Date,Description,Amount,Note", "EUR"),
        ("Currency: CHF\nFees in USD\n", "Date,Description,Amount,Note", "CHF"),
        ("ALL TRANSACTIONS\n", "Date,Description,Amount,Note", "EUR"),
        ("", "日期,摘要,金额(元),Note", "CNY"),
        ("", "Date,Description,Amount,Note", "EUR"),
    ],
)
def test_headers_and_titles_name_the_currency(
    read: Read, above: str, header: str, code: str
) -> None:
    assert told(read(f"{above}{header}\n{ROWS.format('', '')}")) == in_one(code)


def test_a_word_in_a_title_against_the_ledger_is_asked_about(read: Read) -> None:
    text = f"US Dollar account statement\nDate,Description,Amount,Note\n{ROWS.format('', '')}"
    with pytest.raises(Undecided, match="says 'US Dollar', and the ledger is in EUR") as asked:
        read(text)
    assert (asked.value.option, asked.value.choices) == ("--currency", ("USD", "EUR"))
    assert told(read(text, "USD", given=True)) == in_one("USD")
    assert told(read(text, "EUR", given=True)) == in_one("EUR")


def test_two_columns_name_the_currency_of_both_ways(read: Read) -> None:
    header = "Date,Description,Credit (USD),Debit (USD)"
    rows = "2026-06-13,Ann,123.45,\n2026-06-14,Rent,,1200.00\n"
    assert told(read(f"{header}\n{rows}")) == [("USD", 12_345), ("USD", -120_000)]


@pytest.mark.parametrize(
    "name", ["Account currency", "Settled Currency", "Wallet", "Unit", "Currency Code", "W", ""]
)
@pytest.mark.parametrize(
    ("words", "codes"),
    [(("USD", "EUR"), ["USD", "EUR"]), (("£", "£"), ["GBP", "GBP"])],
)
def test_a_column_of_nothing_but_currencies_is_the_currency_of_each_row(
    read: Read, name: str, words: tuple[str, str], codes: list[str]
) -> None:
    reading = read(f"Date,Description,Amount,{name}\n{ROWS.format(*words)}", "GBP")
    assert [line.currency for line in reading.lines] == codes


def test_an_empty_column_of_currencies_leaves_it_to_another(read: Read) -> None:
    header = "Date,Description,Amount,Currency Code,Settled Currency"
    assert told(read(f"{header}\n{ROWS.format(',GBP', ',GBP')}")) == in_one("GBP")


def test_the_currency_of_an_original_amount_is_not_that_of_the_account(read: Read) -> None:
    reading = read(f"Date,Description,Amount,Original currency\n{ROWS.format('USD', 'USD')}")
    assert told(reading) == in_one("EUR")


def test_the_name_of_an_account_may_say_its_currency(read: Read) -> None:
    words = ROWS.format("US Dollar account", "Euro account")
    reading = read(f"Date,Description,Amount,Account\n{words}")
    assert [line.currency for line in reading.lines] == ["USD", "EUR"]


def test_a_sign_of_several_currencies_is_the_known_one_or_asked_about(read: Read) -> None:
    text = f"Date,Description,Amount ($),Note\n{ROWS.format('', '')}"
    assert told(read(text, "CAD")) == in_one("CAD")
    assert told(read(text.replace("($)", "(kr)"), "NOK")) == in_one("NOK")
    with pytest.raises(Undecided, match="may be USD or AUD") as asked:
        read(text)
    assert asked.value.option == "--currency"
    assert "USD" in asked.value.choices


def test_the_same_amount_in_two_currencies_is_asked_about(read: Read) -> None:
    text = "Date,Description,Amount (USD),Amount (EUR)\n2026-06-14,Ann,+120.00,+110.00\n"
    with pytest.raises(Undecided, match="in several currencies"):
        read(text)
    assert told(read(text, "USD", given=True)) == [("USD", 12_000)]
    assert told(read(text, "EUR", given=True)) == [("EUR", 11_000)]


@pytest.mark.parametrize(
    ("cells", "known", "lines"),
    [
        (("-$1200.00", "$123.45"), "USD", in_one("USD")),
        (("-£1200.00", "£123.45"), "EUR", in_one("GBP")),
        (("-Rs.1200.00", "Rs. 123.45"), "INR", in_one("INR")),
        (("-1200.00 USD", "€123.45"), "GBP", [("USD", -120_000), ("EUR", 12_345)]),
        (("EUR -1200.00", "123.45 EUR"), "EUR", in_one("EUR")),
        (("-1 200.00 PLN", "123.45 zł"), "EUR", in_one("PLN")),
        (("–1200.00", "123.45"), "EUR", in_one("EUR")),
        (("1200.00 Soll", "123.45 Haben"), "EUR", in_one("EUR")),
    ],
)
def test_a_sign_beside_an_amount_is_its_currency(
    read: Read, cells: tuple[str, str], known: str, lines: list[tuple[str, int]]
) -> None:
    rows = "2026-06-13,Rent,{}\n2026-06-14,Ann,{}\n".format(*cells)
    reading = read(f"Date,Description,Amount\n{rows}", known)
    assert (told(reading), reading.problems) == (lines, ())


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Amount", "-$5.00"), ("Amount (USD)", "-€5.00"), ("Amount (USD)", "-5.00 GBP")],
)
def test_a_sign_that_the_currency_does_not_have_rejects_the_row(
    read: Read, header: str, cell: str
) -> None:
    reading = read(f"Date,Description,{header}\n2026-06-13,Rent,{cell}\n")
    ((problem,), lines) = (reading.problems, told(reading))
    assert (problem.column, problem.value, lines) == (header, cell, [])


def book_of(path: Path, *codes: str) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Date", "Description", "Amount"])
    for row, (amount, code) in enumerate(zip((-1200, 123.45), codes, strict=True), 2):
        sheet.append([f"2026-06-1{row}", "Rent", amount])
        sheet.cell(row, 3).number_format = code
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("[$£-809]#,##0.00", "GBP"),
        ('#,##0.00" USD"', "USD"),
        ('"USD" #,##0.00', "USD"),
        ("[$GBP] #,##0.00", "GBP"),
        ("[$€-407] #,##0.00", "EUR"),
    ],
)
def test_the_format_of_a_workbook_names_the_currency(
    tmp_path: Path, code: str, currency: str
) -> None:
    reading = read_statement(
        book_of(tmp_path / "b.xlsx", code, code), StatementChoices(currency="CHF")
    )
    assert told(reading) == in_one(currency)


def test_formats_of_two_currencies_are_refused(tmp_path: Path) -> None:
    path = book_of(tmp_path / "b.xlsx", "[$£-809]0.00", "[$€-407]0.00")
    with pytest.raises(BadFile, match="name the currencies £ and €"):
        read_statement(path, StatementChoices(currency="EUR"))


def test_an_option_against_what_the_list_says_is_refused(book: Run, tmp_path: Path) -> None:
    text = f"Date,Description,Amount (USD),Note\n{ROWS.format('', '')}"
    (tmp_path / "usd.csv").write_text(text, encoding="utf-8")
    said = book("import", "usd.csv", "--currency", "EUR", code=2).stderr
    assert "says that it is in USD" in said


def test_the_currency_says_which_of_two_amounts_counts(
    book: Run, lines: Callable[..., list[dict[str, str]]], tmp_path: Path
) -> None:
    text = "Date,Description,Amount (USD),Amount (EUR)\n2026-06-14,Ann,+120.00,+110.00\n"
    (tmp_path / "two.csv").write_text(text, encoding="utf-8")
    assert "--currency" in book("import", "two.csv", code=2).stderr
    said = book("import", "two.csv", "--currency", "EUR").stderr
    assert "'Amount (USD)' is not read: the amounts in EUR are" in said
    assert [(one["currency"], one["amount"]) for one in lines()] == [("EUR", "110.00")]


def test_rejected_rows_keep_the_currency_that_formats_show(
    book: Run, lines: Callable[..., list[dict[str, str]]], tmp_path: Path
) -> None:
    path = book_of(tmp_path / "b.xlsx", '0.00" USD"', '0.00" USD"')
    again = openpyxl.load_workbook(path)
    again.worksheets[0]["A2"] = "2026-06-31"
    again.save(path)
    book("import", "b.xlsx", "--accept-good", code=3)
    rejected = next(tmp_path.glob("*rejects.csv"))
    text = rejected.read_text(encoding="utf-8-sig").replace("2026-06-31", "2026-06-30")
    rejected.write_text(text, encoding="utf-8")
    book("import", rejected.name)
    assert {line["currency"] for line in lines()} == {"USD"}
