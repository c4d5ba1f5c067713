"""What the columns of a bank's list are read as, and rows of it that are no movements."""

from __future__ import annotations

from pathlib import Path

import pytest

from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import Reading, StatementChoices


def read(folder: Path, text: str, **choices: str) -> Reading:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return read_statement(path, StatementChoices(**{"currency": "EUR", **choices}))


def test_every_column_that_is_read_is_told_with_its_field(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Date,Value date,Type,Memo,Notes,Amount,D/C,Colour\n"
        "2026-06-13,2026-06-14,SEPA,Rent,June,5.00,D,red\n2026-06-14,2026-06-14,SEPA,Fen,,6.00,C,\n",
    )
    assert reading.fields_read == {
        "Date": "booked_on",
        "Value date": "value_on",
        "Memo": "text",
        "Notes": "text",
        "Amount": "amount",
        "D/C": "side",
    }
    assert reading.ignored == ("Type", "Colour")


def test_a_column_without_a_known_name_that_tells_the_direction_is_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Date,Memo,Amount,Richting\n2026-06-13,Rent,5.00,Af\n2026-06-14,Fen,6.00,Bij\n",
    )
    assert reading.fields_read["Richting"] == "side"


@pytest.mark.parametrize(
    "row",
    [
        "06/30/2026,Beginning balance as of 06/30/2026,,100.00",
        "06/30/2026,Saldo iniziale,,100.00",
        "06/30/2026,期初余额,100.00,100.00",
        "06/30/2026,Opening balance,100.00,",
    ],
)
def test_a_row_with_a_balance_and_no_movement_is_left_out(tmp_path: Path, row: str) -> None:
    text = f"Date,Description,Amount,Balance\n{row}\n07/13/2026,Fen,5.00,105.00\n"
    reading = read(tmp_path, text)
    assert [line.amount for line in reading.lines] == [500]
    assert not reading.problems
    assert [at for at, _ in reading.left_out] == [2]


@pytest.mark.parametrize(
    "row",
    ["06/30/2026,Opening balance of loan L-1 paid,5.00,105.00", "06/30/2026,Balance of L-1,5.00,"],
)
def test_a_payment_that_speaks_of_a_balance_is_a_movement(tmp_path: Path, row: str) -> None:
    reading = read(tmp_path, f"Date,Description,Amount,Balance\n{row}\n")
    assert [line.amount for line in reading.lines] == [500]


def test_a_title_that_says_what_every_amount_says_is_no_question(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        '"Account Balance:","£1,502.10"\n\n"Date","Description","Paid out","Paid in"\n'
        '"2026-06-03","CAFE","£10.99",""\n"2026-06-25","ANN FEN LN-1","","£612.40"\n',
    )
    assert [(line.currency, line.amount) for line in reading.lines] == [
        ("GBP", -1099),
        ("GBP", 61240),
    ]
