"""Lists without a sign beside a title or a column that speaks of money out: asked, not booked."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from command import Run

Lines = Callable[..., list[dict[str, str]]]
PLAIN = "Date;Description;Amount\n13/06/2026;Jan Nowak L-2050;1200.00\n"
TITLES = [
    "Outgoing payments",
    "Withdrawals",
    "Debit transactions",
    "Filter: Debits only",
    "Überweisungsaufträge",
    "Payments made",
    "付款明细",
    "Virements émis",
    "Pagos realizados",
    "Bonifici disposti",
]
PAID = [
    "Payee",
    "Bénéficiaire",
    "Beneficiario",
    "Beneficiary name",
    "Zahlungsempfänger",
    "Vendor",
    "To account",
    "收款人",
]


def put(text: str) -> str:
    Path("list.csv").write_text(text, encoding="utf-8")
    return "list.csv"


def booked(lines: Lines) -> list[str]:
    return [one["amount"] for one in lines()]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_of_money_out_is_asked_about(book: Run, lines: Lines, title: str) -> None:
    name = put(f"{title}\n{PLAIN}")
    told = book("import", name, code=2).stderr
    assert f"value '{title}'" in told
    assert "--sign bank (money in) or --sign card (money out)" in " ".join(told.split())
    assert booked(lines) == []
    book("import", name, "--sign", "card")
    assert booked(lines) == ["-1200.00"]


@pytest.mark.parametrize("row", ["Debits;;", "Total paid out;;1200.00"])
def test_a_section_or_a_total_of_money_out_is_asked_about(
    book: Run, lines: Lines, row: str
) -> None:
    book("import", put(f"{PLAIN}{row}\n"), code=2)
    assert booked(lines) == []


@pytest.mark.parametrize("header", PAID)
def test_a_column_of_who_is_paid_is_asked_about(book: Run, lines: Lines, header: str) -> None:
    name = put(f"Date;{header};Memo;Amount\n13/06/2026;Jan Nowak;L-2050;1200.00\n")
    assert f"column '{header}'" in book("import", name, code=2).stderr
    assert booked(lines) == []
    book("import", name, "--money-out", "none")
    assert booked(lines) == ["1200.00"]


def test_cheques_are_asked_about(book: Run, lines: Lines) -> None:
    name = put("Date;Cheque No;Description;Amount\n13/06/2026;101;Jan Nowak L-2050;1200.00\n")
    assert "column 'Cheque No'" in book("import", name, code=2).stderr


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        f"Incoming payments\n{PLAIN}",
        f"Total withdrawals: 0.00\n{PLAIN}",
        f"付款人: 张三\n{PLAIN}",
        f"{PLAIN}Withdrawals need the signature of two of the directors and are booked on the day "
        "after\n",
        "Date;Payer;Payee;Amount\n13/06/2026;Jan Nowak;Us;1200.00\n",
        "Date;Payee;Amount;Balance\n13/06/2026;Jan Nowak;1200.00;1200.00\n"
        "14/06/2026;Jan Nowak;1.00;1201.00\n",
        "Date;Payee;Amount\n13/06/2026;Jan Nowak;1200.00\n14/06/2026;Rent;-5.00\n",
    ],
)
def test_what_tells_its_direction_or_says_nothing_of_money_out_is_read(
    book: Run, lines: Lines, text: str
) -> None:
    book("import", put(text))
    assert booked(lines)[0] == "1200.00"


def test_the_name_of_a_sheet_is_a_title(book: Run, lines: Lines) -> None:
    work = Workbook()
    work.active.title = "Withdrawals"
    for row in csv.reader(PLAIN.splitlines(), delimiter=";"):
        work.active.append(row)
    work.create_sheet("Notes").append(["printed by", "A. Clerk"])
    work.save("list.xlsx")
    assert "value 'Withdrawals'" in book("import", "list.xlsx", code=2).stderr
    assert booked(lines) == []


def test_a_bank_list_in_json_is_read(book: Run, lines: Lines) -> None:
    Path("list.json").write_text(
        '[{"date":"2026-06-13","description":"Jan Nowak L-2050","amount":1200.00,'
        '"credit_debit_indicator":"DBIT"},{"date":"2026-06-14","description":"Anna L-2041",'
        '"amount":123.45,"credit_debit_indicator":"CRDT"}]',
        encoding="utf-8",
    )
    book("import", "list.json")
    assert booked(lines) == ["-1200.00", "123.45"]
