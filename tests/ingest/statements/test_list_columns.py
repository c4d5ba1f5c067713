"""What the columns of a bank's list are read as, and rows of it that are no movements."""

from __future__ import annotations

from pathlib import Path

import pytest

from overdue_cli.ingest.statements.exports.list_header import meaning
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


def party(reading: Reading) -> list[tuple[str, str]]:
    return [(line.payer, line.payer_account) for line in reading.lines]


def test_the_other_party_is_who_paid_what_came_in_and_who_got_what_went_out(
    tmp_path: Path,
) -> None:
    reading = read(
        tmp_path,
        "Date;Payer;Payer account;Payee;Payee account;Amount\n"
        "2026-06-13;Ann Fen;DE75;Inv GmbH;DE02;100.00\n"
        "2026-06-14;Inv GmbH;DE02;Strom AG;NL00;-5.00\n",
    )
    assert party(reading) == [("Ann Fen", "DE75"), ("Strom AG", "NL00")]
    assert {line.account for line in reading.lines} == {"DE02"}
    assert reading.fields_read["Payee"] == "payer"


def test_an_account_of_ours_is_never_the_other_partys(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "IBAN;DE02120300000000202051\nDate;Payer;Payer account;Payee;Amount\n"
        "2026-06-13;Ann Fen;DE75;Inv GmbH;100.00\n"
        "2026-06-14;Inv GmbH;DE02120300000000202051;Strom AG;-5.00\n",
    )
    assert party(reading) == [("Ann Fen", "DE75"), ("Strom AG", "")]


def test_of_two_names_the_one_that_never_changes_is_our_own(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Date;Name;Counterparty;Amount\n2026-06-13;Inv GmbH;Ann Fen;100.00\n"
        "2026-06-14;Inv GmbH;Bo Ossel;50.00\n2026-06-15;Inv GmbH;;5.00\n",
    )
    assert [name for name, _ in party(reading)] == ["Ann Fen", "Bo Ossel", ""]


def test_a_given_and_a_family_name_are_one_name(tmp_path: Path) -> None:
    text = "date,first name,last name,amount\n2026-06-13,Ann,Fen,100.00\n2026-06-14,,Dorn,1.00\n"
    assert [name for name, _ in party(read(tmp_path, text, sign="bank"))] == ["Ann Fen", "Dorn"]


@pytest.mark.parametrize("fee", ["-1.00", "1.00"])
def test_the_customer_paid_what_stands_before_the_fee(tmp_path: Path, fee: str) -> None:
    reading = read(
        tmp_path,
        f"Date,Name,Gross,Fee,Net\n2026-06-13,Ann,100.00,{fee},99.00\n"
        "2026-06-14,Bo,-5.00,0.00,-5.00\n",
    )
    assert [line.amount for line in reading.lines] == [10000, -500]
    assert reading.no_payments == ("Fee", "Net")
    assert reading.ignored == ("Fee", "Net")
    assert any("what the customer paid is in 'Gross'" in note for note in reading.notes)


def test_an_amount_less_its_fee_that_is_net_is_what_was_paid(tmp_path: Path) -> None:
    text = "Date,Description,Amount,Fees,Net\n2026-06-13,LN-1,100.00,1.50,98.50\n"
    reading = read(tmp_path, text, sign="bank")
    assert [line.amount for line in reading.lines] == [10000]
    assert reading.no_payments == ("Fees", "Net")


@pytest.mark.parametrize(
    "text",
    [
        "Date,Description,Amount,Fees\n2026-06-13,LN-1,100.00,1.50\n",
        "Date,Description,Amount,Fees,Net\n2026-06-13,LN-1,100.00,1.50,90.00\n",
    ],
)
def test_a_fee_beside_what_may_be_gross_or_net_is_left_to_be_asked_about(
    tmp_path: Path, text: str
) -> None:
    reading = read(tmp_path, text, sign="bank")
    assert reading.no_payments == ()
    assert "Fees" in reading.ignored


def test_a_refund_in_a_column_of_its_own_is_money_out(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "交易时间,交易状态,订单金额,退款金额,申请退款金额,商品名称\n"
        "2026-01-06 22:55:53,SUCCESS,3300.00,0.00,0.00,JJ-0001\n"
        "2026-01-06 23:05:53,REFUND,0.00,100.00,100.00,JJ-0002\n",
    )
    assert [(line.amount, line.kind) for line in reading.lines] == [
        (330000, "credit"),
        (-10000, "debit"),
    ]
    assert reading.fields_read["退款金额"] == "debit"
    assert reading.no_payments == ("申请退款金额",)


def test_what_was_refunded_of_a_payment_of_the_same_row_is_not_taken_off(tmp_path: Path) -> None:
    text = "date,description,amount,amount refunded\n2026-06-13,LN-1,100.00,20.00\n"
    reading = read(tmp_path, text, sign="bank")
    assert [line.amount for line in reading.lines] == [10000]
    assert "amount refunded" in reading.ignored


def test_a_grave_accent_before_every_cell_is_no_part_of_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "交易时间,商户订单号,金额,收支,备注\n`2026-01-06 22:55:53,`0042,`33.00,`收入,`还款\n"
        "总交易单数,总金额,手续费总额\n`1,`33.00,`0.20\n",
    )
    assert [(line.amount, line.reference) for line in reading.lines] == [(3300, "0042")]
    assert not reading.problems
    assert [row for row, _ in reading.left_out] == [3, 4]


def test_days_are_read_in_the_order_that_keeps_them_in_the_period_of_the_title(
    tmp_path: Path,
) -> None:
    reading = read(
        tmp_path,
        "Zeitraum: 01.06.2026 - 31.08.2026\nBuchungsdatum;Verwendungszweck;Betrag\n"
        "13.08.26;Abo;-13,99\n15.07.26;LN-1;612,40\n",
    )
    assert [line.booked_on for line in reading.lines] == ["2026-08-13", "2026-07-15"]


def test_a_column_of_amounts_names_no_account(tmp_path: Path) -> None:
    text = "Date,Description,Amount,Card,Cash\n2026-06-13,LN-1,5.00,5.00,0.00\n"
    assert [line.account for line in read(tmp_path, text, sign="bank").lines] == [""]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Montant operation en euro", "amount"),
        ("Libelle operation", "text"),
        ("Text/mottagare", "text"),
        ("Memo/Description", "text"),
        ("Amount in EUR", "amount"),
        ("Debit/Credit", "side"),
        ("Payer/Colour", ""),
        ("Na konto/Z konta", "payer_account"),
    ],
)
def test_a_header_is_known_without_accents_with_a_currency_and_of_two_names(
    header: str, field: str
) -> None:
    assert meaning(header)[0] == field


def test_a_party_that_is_an_account_number_is_no_name(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Date;Amount;Sender;Recipient;Name;Currency\n"
        "2026-06-13;-15.49;1234 56 78901;;CAFE;SEK\n"
        "2026-06-15;500.00;;1234 56 78901;ANN FEN;SEK\n",
    )
    assert party(reading) == [("CAFE", ""), ("ANN FEN", "")]
    assert {line.account for line in reading.lines} == {"1234 56 78901"}


def test_of_two_accounts_the_one_that_changes_is_the_other_partys(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Account number;Account;Date;Name;Amount\nPL11;PL22;2026-06-13;ENERGIA;-15.49\n"
        "PL11;PL33;2026-06-15;Ann Fen;500.00\n",
    )
    assert party(reading) == [("ENERGIA", "PL22"), ("Ann Fen", "PL33")]
    assert {line.account for line in reading.lines} == {"PL11"}


def test_a_row_without_a_day_whose_money_has_not_moved_is_left_out(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Started Date,Completed Date,Description,Amount,State\n"
        "2026-06-01,2026-06-02,Fen,5.00,COMPLETED\n2026-06-04,,Hotel,-50.00,PENDING\n",
    )
    assert [line.amount for line in reading.lines] == [500]
    assert not reading.problems
    assert any("1 row (3: 'PENDING')" in note for note in reading.notes)


def test_a_currency_below_the_day_of_value_is_no_day(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Valuta,Valutadag,Text,Belopp,Saldo\nSEK,2026-06-13,Fen,5.00,5.00\n"
        "SEK,2026-06-14,Bo,1.00,6.00\n",
    )
    assert [(line.booked_on, line.currency) for line in reading.lines] == [
        ("2026-06-13", "SEK"),
        ("2026-06-14", "SEK"),
    ]


def test_an_amount_in_another_currency_is_told_and_not_asked_about(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Date,Description,Amount (EUR),Original Amount,Original Currency\n"
        "2026-06-13,Hotel,-9.00,-10.00,USD\n2026-06-14,Fen,5.00,,\n",
    )
    assert [(line.amount, line.currency) for line in reading.lines] == [
        (-900, "EUR"),
        (500, "EUR"),
    ]
    assert reading.no_payments == ("Original Amount",)
    assert "Original Amount" in reading.ignored


@pytest.mark.parametrize(("cells", "said"), [("1 2", ["", ""]), ("tx_1 tx_2", ["tx_1", "tx_2"])])
def test_a_column_that_counts_the_rows_is_no_reference(
    tmp_path: Path, cells: str, said: list[str]
) -> None:
    one, two = cells.split()
    text = f"ID,Date,Name,Amount\n{one},2026-06-13,Ann,5.00\n{two},2026-06-14,Bo,-1.00\n"
    assert [line.reference for line in read(tmp_path, text).lines] == said


@pytest.mark.parametrize(
    ("header", "rows", "theirs"),
    [
        ("IBAN / Konto-Nr.", "NL00;Strom DE75;Fen", True),
        ("Account", "NL00;Strom DE75;Fen DE76;Bo", True),
        ("Account", "NL00;Strom DE75;Fen DE75;Bo", False),
        ("Own account", "NL00;Strom DE75;Fen DE76;Bo", False),
        ("Account", "DE02;Strom DE02;Fen DE02;Bo", False),
    ],
)
def test_an_account_that_is_another_one_in_every_row_is_the_other_partys(
    tmp_path: Path, header: str, rows: str, *, theirs: bool
) -> None:
    lines = [f"2026-06-1{day};-5.00;{row};x" for day, row in enumerate(rows.split())]
    reading = read(tmp_path, "\n".join([f"Date;Amount;{header};Name;Purpose", *lines, ""]))
    accounts = [row.split(";")[0] for row in rows.split()]
    assert [line.payer_account for line in reading.lines] == (
        accounts if theirs else [""] * len(accounts)
    )
    assert [line.account for line in reading.lines] == (
        [""] * len(accounts) if theirs else accounts
    )


@pytest.mark.parametrize(
    "header", ["交易订单号,商家订单号", "商家订单号,交易订单号", "交易单号,商户单号"]
)
def test_the_number_of_the_payment_comes_before_the_shops(header: str, tmp_path: Path) -> None:
    cells = ",".join("T1" if name.startswith("交易") else "S1" for name in header.split(","))
    text = f"交易时间,交易对方,收/支,金额,{header}\n2026-06-13 10:00:00,王小甲,收入,5.00,{cells}\n"
    assert [line.reference for line in read(tmp_path, text).lines] == ["T1"]
