"""Lists with the headers of banks: whose account, who paid, which day, what it was for."""

# ruff: noqa: E501 - rows of banks are long

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from overdue_cli.ingest.headers.glossary import STATEMENT, glossary_rows
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import BankMovement, Reading, StatementChoices


class Told(NamedTuple):
    """What a line should say."""

    account: str
    booked_on: str
    value_on: str
    amount: int
    payer: str
    payer_account: str
    text: str


def read(folder: Path, text: str, encoding: str = "utf-8", **choices: str) -> Reading:
    path = folder / "list.csv"
    path.write_text(text, encoding=encoding)
    return read_statement(path, StatementChoices(**{"currency": "EUR", **choices}))


def told(line: BankMovement) -> Told:
    return Told(*(getattr(line, name) for name in Told._fields))


BOC = """查询账号[ Inquirer account number ],600000000001
总笔数[Total number ],2

交易类型[ Transaction Type ],付款人账号[ Debit Account No. ],付款人名称[ Payer's Name ],收款人名称[ Payee's Name ],交易日期[ Transaction Date ],交易货币[ Trade Currency ],交易金额[ Trade Amount ],交易后余额[ After-transaction balance ],起息日期[ Value Date ],交易附言[ Remark ]
来账,6222000000000001,王小甲,本公司,20260304,CNY,3300.00,103300.00,20260304,还款 JJ-0001
往账,600000000001,本公司,供应商,20260305,CNY,-1000.00,102300.00,20260305,货款
"""
JUDICIAL = """交易卡号,交易账号,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易币种,交易是否成功
6222000000000009,0200000000009,20260106091002,3300.00,8000.00,进,6222000000000001,王小甲,还款 JJ-0001,人民币,成功
6222000000000009,0200000000009,20260107101002,10.00,7990.00,出,,,手续费,人民币,成功
6222000000000009,0200000000009,20260108101002,20.00,7990.00,出,,,提现,人民币,失败
"""
POSTBANK = """Umsätze Girokonto;;;;;;;;;;
Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN;Betrag;Soll;Haben;Währung
13.08.2026;14.08.2026;SEPA-Lastschrift;Strom AG;Abo;NL00ABNA0123456789;;-13,99;;EUR
15.07.2026;15.07.2026;SEPA-Gutschrift;Ann Fen;LN-1 Rate;DE75512108001245126199;;;612,40;EUR
Kontostand;31.08.2026;;;1.000,00;EUR
"""
DKB = """"Girokonto";"DE12120300000000000000"
"Kontostand vom 31.08.2026:";"1.000,00 €"

"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)"
"13.08.26";"13.08.26";"Gebucht";"Inv GmbH";"Strom AG";"Abo";"Ausgang";"NL00ABNA0123456789";"-13,99"
"15.07.26";"16.07.26";"Gebucht";"Ann Fen";"Inv GmbH";"LN-1 Rate";"Eingang";"DE75512108001245126199";"2.500,00"
"""
BELFIUS = """Boekingsdatum vanaf;
Laatste saldo;1.234,56 EUR
;
Rekening;Boekingsdatum;Rekening tegenpartij;Naam tegenpartij bevat;Valutadatum;Bedrag;Devies;Mededelingen
BE11 1234 5678 9012;13/08/2026;BE22;Stroom NV;14/08/2026;-13,99;EUR;Abo
BE11 1234 5678 9012;15/07/2026;BE33;Ann Fen;16/07/2026;612,40;EUR;LN-1
"""
KEYTRADE = """Uittreksel;Datum;Valutadatum;Rekening;Omschrijving;Bedrag;Valuta
2026/1;13.08.2026;13.08.2026;BE11 1234 5678 9012;Stroom;-13,99;EUR
2026/2;15.07.2026;16.07.2026;BE22 1234 5678 9012;Ann Fen LN-1;612,40;USD
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BOC,
            [
                Told("600000000001", "2026-03-04", "2026-03-04", 330000, "王小甲",
                     "6222000000000001", "还款 JJ-0001 · 来账"),
                Told("600000000001", "2026-03-05", "2026-03-05", -100000, "供应商",
                     "", "货款 · 往账"),
            ],
        ),
        (
            POSTBANK,
            [
                Told("", "2026-08-13", "2026-08-14", -1399, "Strom AG", "NL00ABNA0123456789",
                     "Abo"),
                Told("", "2026-07-15", "2026-07-15", 61240, "Ann Fen", "DE75512108001245126199",
                     "LN-1 Rate"),
            ],
        ),
        (
            BELFIUS,
            [
                Told("BE11 1234 5678 9012", "2026-08-13", "2026-08-14", -1399, "Stroom NV",
                     "BE22", "Abo"),
                Told("BE11 1234 5678 9012", "2026-07-15", "2026-07-16", 61240, "Ann Fen",
                     "BE33", "LN-1"),
            ],
        ),
        (
            KEYTRADE,
            [
                Told("BE11 1234 5678 9012", "2026-08-13", "2026-08-13", -1399, "", "", "Stroom"),
                Told("BE22 1234 5678 9012", "2026-07-15", "2026-07-16", 61240, "", "",
                     "Ann Fen LN-1"),
            ],
        ),
    ],
    ids=["boc", "postbank", "belfius", "keytrade"],
)  # fmt: skip
def test_a_list_of_a_bank_gives_its_lines(text: str, expected: list[Told], tmp_path: Path) -> None:
    reading = read(tmp_path, text)
    assert reading.problems == ()
    assert [told(line) for line in reading.lines] == expected


def test_a_day_of_two_readings_is_read_as_its_language_writes_it(tmp_path: Path) -> None:
    reading = read(tmp_path, DKB)
    rule = "dates of this column are read in the order dmy, as the header is in German"
    assert f"row 5, column 'Buchungsdatum', '13.08.26': {rule}" in reading.notes
    lines = [told(line) for line in reading.lines]
    account = "DE12120300000000000000"
    assert lines == [
        Told(account, "2026-08-13", "2026-08-13", -1399, "Strom AG", "NL00ABNA0123456789", "Abo"),
        Told(account, "2026-07-15", "2026-07-16", 250000, "Ann Fen", "DE75512108001245126199",
             "LN-1 Rate"),
    ]  # fmt: skip


def test_what_has_failed_is_neutral_and_in_and_out_are_words(tmp_path: Path) -> None:
    lines = list(read(tmp_path, JUDICIAL).lines)
    assert [(one.amount, one.kind) for one in lines] == [
        (330000, "credit"),
        (-1000, "debit"),
        (-2000, "neutral"),
    ]
    assert [one.booked_on for one in lines] == ["2026-01-06", "2026-01-07", "2026-01-08"]
    assert (lines[0].payer, lines[0].payer_account) == ("王小甲", "6222000000000001")
    assert {one.currency for one in lines} == {"CNY"}


def test_valuta_is_a_currency_or_a_day_as_its_cells_say(tmp_path: Path) -> None:
    assert [one.currency for one in read(tmp_path, KEYTRADE).lines] == ["EUR", "USD"]
    days = "Datum;Omschrijving;Bedrag;Valuta\n2026-06-01;x;1,00;2026-06-03\n"
    assert [one.value_on for one in read(tmp_path, days).lines] == ["2026-06-03"]


@pytest.mark.parametrize(
    ("rows", "account", "payer_account"),
    [
        ("DE1,Ann\nDE2,Bo\n", "", "DE1"),
        ("DE1,Ann\n", "", "DE1"),
        ("DE1,Ann\nDE1,Bo\n", "DE1", ""),
        ("DE1,Ann\nDE2,Ann\nDE1,Bo\nDE2,Bo\n", "DE1", ""),
    ],
)
def test_an_iban_is_the_payers_where_it_goes_with_the_payer(
    rows: str, account: str, payer_account: str, tmp_path: Path
) -> None:
    body = "".join(f"2026-06-01,1.00,{row}\n" for row in rows.splitlines())
    line = next(iter(read(tmp_path, f"Date,Amount,IBAN,Payer\n{body}").lines))
    assert (line.account, line.payer_account) == (account, payer_account)


def test_an_iban_that_stands_above_the_list_is_ours(tmp_path: Path) -> None:
    text = "Girokonto DE12120300000000000000,,,\n\nDate,Amount,IBAN,Payer\n"
    text += "2026-06-01,1.00,DE12120300000000000000,Ann\n"
    assert [one.account for one in read(tmp_path, text).lines] == ["DE12120300000000000000"]


def test_a_day_of_booking_that_nobody_knows_is_taken_and_said(tmp_path: Path) -> None:
    text = "Valutadatum,Gebucht am,Bedrag\n2026-06-03,2026-06-01,1.00\n"
    reading = read(tmp_path, text)
    (line,) = reading.lines
    assert (line.booked_on, line.value_on) == ("2026-06-01", "2026-06-03")
    assert any("'Gebucht am' is read as the day of booking" in note for note in reading.notes)


def test_several_days_beside_a_day_of_value_are_said(tmp_path: Path) -> None:
    text = "Valutadatum,A,B,Bedrag\n2026-06-03,2026-06-01,2026-06-02,1.00\n"
    reading = read(tmp_path, text)
    assert any("may be in 'A' or 'B'" in note for note in reading.notes)


#: What a cell of each field holds, and what the line must say of it.
CELLS = {
    "booked_on": ("2026-06-05", "booked_on", "2026-06-05"),
    "value_on": ("2026-06-07", "value_on", "2026-06-07"),
    "amount": ("-7.25", "amount", -725),
    "credit": ("7.25", "amount", 725),
    "debit": ("7.25", "amount", -725),
    "side": ("debit", "amount", -725),
    "currency": ("CHF", "currency", "CHF"),
    "balance": ("100.00", "amount", 725),
    "payer": ("Ann Fen", "payer", "Ann Fen"),
    "payer_account": ("NL00X", "payer_account", "NL00X"),
    "account": ("6222", "account", "6222"),
    "reference": ("R-77", "reference", "R-77"),
    "status": ("failed", "kind", "neutral"),
    "taken_back": ("ja", "kind", "neutral"),
    "payments": ("3", "payments", 3),
    "text": ("rate L-1", "text", "rate L-1"),
    "note": ("rate L-1", "text", "rate L-1"),
    "payee": ("Ann Fen", "payer", "Ann Fen"),
    "payee_account": ("DE75", "payer_account", "DE75"),
    "given_name": ("Ann", "payer", "Ann"),
    "family_name": ("Fen", "payer", "Fen"),
    "gross": ("8.25", "amount", 825),
    "net": ("7.00", "amount", 725),
    "fee": ("0.25", "amount", 725),
    "refund": ("0.00", "amount", 725),
    "original_amount": ("9.99", "amount", 725),
}
BESIDE = {"credit": ("Debit", ""), "debit": ("Credit", "")}
_ROWS = [row for row in glossary_rows() if row["kinds"] == STATEMENT]
HEADERS = [(alias, row["field"]) for row in _ROWS for alias in row["words"].split("|")]


@pytest.mark.parametrize(("alias", "field"), HEADERS, ids=[f"{f}:{a}" for a, f in HEADERS])
def test_every_known_header_leads_to_its_field(alias: str, field: str, tmp_path: Path) -> None:
    cell, said, value = CELLS[field]
    columns = {"Date": "2026-06-01", "Amount": "7.25"}
    if field == "booked_on":
        del columns["Date"]
    if field in ("amount", "credit", "debit", "gross"):
        del columns["Amount"]
    columns |= dict([BESIDE[field]]) if field in BESIDE else {}
    columns[alias] = cell
    text = f"{','.join(columns)}\n{','.join(columns.values())}\n"
    (line,) = read(tmp_path, text, sign="bank").lines
    assert getattr(line, said) == value


def kind_of(tmp_path: Path, header: str, cell: str) -> str:
    """The kind of the line of a row with this cell."""
    (line,) = read(tmp_path, f"Date,Amount,{header}\n2026-06-01,7.25,{cell}\n", sign="bank").lines
    return line.kind


@pytest.mark.parametrize(
    "word",
    """Failed|REJECTED|returned|Bounced|expired|refunded|Partially refunded|disputed|lost
    |unsuccessful|reversed|scheduled|In progress|processing|on hold|declined|void|error|rejeté
    |en attente|annulé|rechazado|pendiente|devuelto|cancelado|agendado|vorgemerkt|storniert
    |Umsatz vorgemerkt|已全额退款|已退款(￥5.00)|等待付款|Not completed|unpaid|Completed (reversed)""".split(
        "|"
    ),
)
def test_a_status_of_money_that_did_not_move_books_nothing(tmp_path: Path, word: str) -> None:
    assert kind_of(tmp_path, "Status", word.strip()) == "neutral"


@pytest.mark.parametrize(
    "word",
    "Completed|BOOKED|settled|Paid|gebucht|Umsatz gebucht|成功|交易成功|退款成功|Comptabilisé"
    "|zaksięgowana|/||Yes|是".split("|"),
)
def test_a_status_of_money_that_moved_is_booked(tmp_path: Path, word: str) -> None:
    assert kind_of(tmp_path, "Status", word) == "credit"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *((word, "neutral") for word in ("J", "1", "ja", "S")),
        *((word, "credit") for word in ("", "N", "0", "nein")),
    ],
)
def test_a_column_of_what_was_taken_back_says_yes_or_no(
    tmp_path: Path, word: str, kind: str
) -> None:
    assert kind_of(tmp_path, "Storno", word) == kind


def test_a_status_that_nobody_knows_books_nothing_and_is_named_with_its_rows(
    tmp_path: Path,
) -> None:
    rows = "2026-06-01,7.25,Glimmer\n2026-06-02,8.00,paid\n2026-06-03,9.00,failed\n"
    reading = read(tmp_path, f"Date,Amount,Status\n{rows}", sign="bank")
    assert [one.kind for one in reading.lines] == ["neutral", "credit", "neutral"]
    said = " ".join(reading.notes)
    assert "nobody knows whether money moved: 1 row (2: 'Glimmer')" in said
    assert "the list says that no money moved: 1 row (4: 'failed')" in said


def test_a_column_that_may_be_a_status_is_one_only_by_its_cells(tmp_path: Path) -> None:
    assert kind_of(tmp_path, "Info", "Umsatz vorgemerkt") == "neutral"
    assert kind_of(tmp_path, "Info", "rate for June") == "credit"
    assert kind_of(tmp_path, "State", "Texas") == "credit"


MIDATA = """Date,Type,Merchant/Description,Debit/Credit,Balance
25/02/2026,DD,CITY WATER CO,-£50.00,+£950.00
24/02/2026,CR,FEN TRADING,+£1000.00,+£1000.00
"""
ORDERING = """Buchungsdatum;Betrag;Währung;Auftraggebername;Auftraggeberkonto;Empfängername;Empfängerkonto
09.03.2026;345,30;EUR;Fen GmbH;AT01;Inv GmbH;AT99
10.03.2026;-815,74;EUR;Inv GmbH;AT99;Strom AG;AT02
"""


def test_one_column_for_both_ways_has_the_amounts_where_no_other_does(tmp_path: Path) -> None:
    reading = read(tmp_path, MIDATA, currency="GBP")
    assert [line.amount for line in reading.lines] == [-5000, 100000]
    assert reading.fields_read["Debit/Credit"] == "amount"


def test_an_account_that_stands_on_both_sides_is_ours(tmp_path: Path) -> None:
    assert [told(line) for line in read(tmp_path, ORDERING).lines] == [
        Told("AT99", "2026-03-09", "2026-03-09", 34530, "Fen GmbH", "AT01", ""),
        Told("AT99", "2026-03-10", "2026-03-10", -81574, "Strom AG", "AT02", ""),
    ]
