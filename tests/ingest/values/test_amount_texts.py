"""Amounts with what stands around them: signs of currency, Dr and Cr, a minus behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.headers.header_currency import SHOWN_BESIDE
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.typed import Chunk, ReadingChoices, TypedRows
from overdue_cli.ingest.values.decimal_marks import DecimalMark, speaks_for
from overdue_cli.ingest.values.numbers import MoneyColumn, number_at


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("$1,200.00", "USD", "1200"), ("£2,450.00", "GBP", "2450"), ("-£10.99", "GBP", "-10.99"),
        ("-$17.76", "USD", "-17.76"), ("$-17.76", "USD", "-17.76"), ("1.200,00 €", "EUR", "1200"),
        ("€ 1.200,00", "EUR", "1200"), ("1 200,00 zł", "PLN", "1200"),
        ("1\u202f200,00\u00a0€", "EUR", "1200"), ("12\u00a0500,00 kr", "SEK", "12500"),
        ("50,00-", "EUR", "-50"), ("50.00 -", "EUR", "-50"), ("50,00- EUR", "EUR", "-50"),
        ("EUR -50,00", "EUR", "-50"), ("€ - 50,00", "EUR", "-50"), ("(120.00)", "USD", "-120"),
        ("($120.00)", "USD", "-120"), ("$(120.00)", "USD", "-120"),
        ("(120.00 USD)", "USD", "-120"),
        ("CHF 1'200.50", "CHF", "1200.5"), ("1'200.-", "CHF", "1200"), ("CHF 50.--", "CHF", "50"),
        ("USD 1,200", "USD", "1200"), ("1200元", "CNY", "1200"), ("¥1,200.00", "CNY", "1200"),
        ("￥1200", "CNY", "1200"), ("人民币1,200.00元", "CNY", "1200"),
        ("+612,40", "EUR", "612.4"),
        ("Rs.1,200.50", "INR", "1200.5"), ("Rs. 1,00,000.00", "INR", "100000"),
        ("US$1,200.00", "USD", "1200"), ("$1,200.00 USD", "USD", "1200"),
        ("¥1.2万", "CNY", "12000"),
        ("25,000.00 Dr", "INR", "25000"), ("2,000.00 Cr", "INR", "-2000"),
        ("1,00,000.00 CR", "INR", "-100000"), ("Rs. 2,000.00 Cr.", "INR", "-2000"),
        ("1.200,00 S", "EUR", "1200"), ("50,00 H", "EUR", "-50"), ("\u2013 5,00 €", "EUR", "-5"),
    ],
)  # fmt: skip
def test_amounts_with_what_stands_around_them(text: str, code: str, value: str) -> None:
    mark = DecimalMark("f.csv", "amount", lambda: [(2, text), (3, "1.234.567,5" if
                       speaks_for(text) == "," else "0.5")])  # fmt: skip
    assert MoneyColumn(mark, codes=(code,), sided=True).read(text) == round(float(value) * 10_000)


@pytest.mark.parametrize(
    "text", ["$5", "5 USD", "A$5", "5 kr", "£5"],
)  # fmt: skip
def test_an_amount_in_another_currency_stops(text: str) -> None:
    with pytest.raises(BadCell, match="the amount is shown with"):
        MoneyColumn(codes=("EUR",)).read(text)


def test_a_sign_narrower_than_what_is_known_stops() -> None:
    with pytest.raises(BadCell, match=r"shown with 'A\$'"):
        MoneyColumn(codes=("USD", "AUD", "CAD")).read("A$5")


@pytest.mark.parametrize("text", ["5.00 Dr", "5.00 Cr"])
def test_a_payment_has_no_sides(text: str) -> None:
    with pytest.raises(BadCell, match="Dr or Cr"):
        MoneyColumn().read(text)


@pytest.mark.parametrize(
    "text",
    ["-5.00 Dr", "(5.00) Cr", "5 Cr", "1.5 Cr", "--5", "-5-", "0.00%", "5 days", "$", "12:30"],
)
def test_what_is_no_amount_either(text: str) -> None:
    with pytest.raises(BadCell):
        MoneyColumn(codes=("USD",), sided=True).read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1,200.00", "1200"),
        ("-£10.99", "-10.99"),
        ("50,00-", "-50"),
        ("5 Dr", None),
        ("5 h", None),
    ],
)
def test_a_number_in_a_cell(text: str, number: str | None) -> None:
    got = number_at([text], 0)
    assert (got is None) if number is None else (got == type(got)(number))


def invoices(tmp_path: Path, rows: str, header: str = "") -> TypedRows:
    path = tmp_path / "invoices.csv"
    path.write_text(f"invoice_id,customer_id,due_on,amount{header}\n{rows}", encoding="utf-8")
    table = open_tables(path)[0]
    return TypedRows(table, recognise(table), ReadingChoices())


def amounts(chunks: list[Chunk]) -> list[int]:
    return [row[4] for chunk in chunks for row in chunk.good]


def test_the_signs_beside_amounts_say_the_currency_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "invoices.csv"
    path.write_text(
        "invoice_id,customer_id,due_on,amount\nA,C,2026-01-05,$5.00\nB,C,2026-01-05,USD 6.00\n"
    )
    reading = recognise(open_tables(path)[0]).currency
    assert (reading.code, reading.by) == ("USD", SHOWN_BESIDE)


def test_two_currencies_beside_amounts_stop_the_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="name the currencies"):
        invoices(tmp_path, "A,C,2026-01-05,$5.00\nB,C,2026-01-05,€6.00\n")


def test_a_sign_far_below_others_is_a_problem_of_its_row(tmp_path: Path) -> None:
    rows = "".join(f"A{n},C,2026-01-05,$5.00\n" for n in range(200)) + "B,C,2026-01-05,€6.00\n"
    chunks = list(invoices(tmp_path, rows))
    assert amounts(chunks) == [50_000] * 200
    (problem,) = [one for chunk in chunks for one in chunk.problems]
    assert (problem.row, problem.value) == (202, "€6.00")


def test_a_row_that_names_its_currency_and_shows_another_is_a_problem(tmp_path: Path) -> None:
    rows = "A,C,2026-01-05,$5.00,USD\nB,C,2026-01-05,$6.00,EUR\nD,C,2026-01-05,€7.00,EUR\n"
    chunks = list(invoices(tmp_path, rows, ",currency"))
    assert amounts(chunks) == [50_000, 70_000]
    (problem,) = [one for chunk in chunks for one in chunk.problems]
    assert "shown with '$', and this is in EUR" in problem.rule


def test_dr_and_cr_beside_an_invoice(tmp_path: Path) -> None:
    rows = 'A,C,2026-01-05,"25,000.00 Dr"\nB,C,2026-01-05,"2,000.00 Cr"\n'
    assert amounts(list(invoices(tmp_path, rows))) == [250_000_000, -20_000_000]
