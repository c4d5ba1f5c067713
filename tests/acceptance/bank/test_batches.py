"""A booking of several payments is split where they come to it; else it is nobody's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bank_files import credit, mt940
from command import Run
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import BankMovement, Reading, StatementChoices
from places import SHARED

Data = Callable[..., Any]
Lines = Callable[..., list[dict[str, str]]]
CASE = SHARED / "cases" / "reports" / "16-camt-batch-less-a-fee"

LOANS = """loan_id,customer_id,name,principal,disbursed_on,method,instalments,currency
L-7,C-7,Anna Muster,2400,2026-01-10,equal_principal,12,CHF
L-8,C-8,Beat Muster,2412,2026-01-10,equal_principal,12,CHF
"""
ANNA, BEAT = ("L-7", "200.00", "Anna Muster"), ("L-8", "201.00", "Beat Muster")


def payment(
    one: tuple[str, str, str], place: str = "<Amt{}>{}</Amt>", more: str = "", of: str = "CHF"
) -> str:
    """A ``TxDtls``: a loan's id, an amount at its place, a payer."""
    loan, amount, payer = one
    told = place.format(f' Ccy="{of}"', amount)
    return (
        f"<TxDtls><Refs><EndToEndId>{loan}</EndToEndId></Refs>{told}{more}"
        f"<RltdPties><Dbtr><Nm>{payer}</Nm></Dbtr>"
        f"<DbtrAcct><Id><IBAN>CH56048350123456780{loan[-1]:0>2}</IBAN></Id></DbtrAcct></RltdPties>"
        f"<RmtInf><Ustrd>Rate {loan}</Ustrd></RmtInf></TxDtls>"
    )


def entry(amount: str, details: str = "", *, side: str = "CRDT", more: str = "") -> str:
    return (
        f'<Ntry><Amt Ccy="CHF">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{more}<Sts>BOOK</Sts>'
        "<BookgDt><Dt>2026-06-10</Dt></BookgDt><ValDt><Dt>2026-06-10</Dt></ValDt>"
        f"<NtryDtls>{details}</NtryDtls></Ntry>\n"
    )


def balance(code: str, amount: str) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='CHF'>{amount}</Amt>"
        "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-06-10</Dt></Dt></Bal>"
    )


def camt(*entries: str, opening: str = "", closing: str = "") -> str:
    balances = balance("OPBD", opening) + balance("CLBD", closing) if opening else ""
    return (
        "<Document><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><IBAN>CH9300762011623852957</IBAN>"
        f"</Id><Ccy>CHF</Ccy></Acct>{balances}\n{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    )


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Reading]:
    def call(text: str) -> Reading:
        path = tmp_path / "file"
        path.write_text(text, encoding="utf-8")
        return read_statement(path, StatementChoices(currency="EUR"))

    return call


Read = Callable[[str], Reading]


def only(reading: Reading) -> BankMovement:
    assert reading.problems == ()
    (line,) = reading.lines
    return line


def shares(reading: Reading) -> list[tuple[str, int, int]]:
    return [(line.payer, line.amount, line.payments) for line in reading.lines]


def test_payments_that_come_to_more_than_their_booking_are_one_line_of_nobody(read: Read) -> None:
    reading = read(camt(entry("400.00", payment(ANNA) + payment(BEAT))))
    line = only(reading)
    assert (line.amount, line.payments) == (40000, 2)
    assert line.payer == "Anna Muster; Beat Muster"
    assert line.text == "Anna Muster CHF 200.00 Rate L-7; Beat Muster CHF 201.00 Rate L-8"
    assert (line.payer_account, line.reference, line.mandate) == ("", "", "")
    assert any("is the sum of several payments" in note for note in reading.notes)


@pytest.mark.parametrize(
    "place",
    [
        "<Amt{}>{}</Amt>",
        "<AmtDtls><TxAmt><Amt{}>{}</Amt></TxAmt></AmtDtls>",
        "<AmtDtls><InstdAmt><Amt{}>{}</Amt></InstdAmt></AmtDtls>",
        "<AmtDtls><InstdAmt><Amt Ccy='EUR'>1.00</Amt></InstdAmt>"
        "<CntrValAmt><Amt{}>{}</Amt></CntrValAmt></AmtDtls>",
    ],
)
def test_payments_that_come_to_their_booking_are_a_line_each_wherever_the_amount_stands(
    read: Read, place: str
) -> None:
    reading = read(camt(entry("401.00", payment(ANNA, place) + payment(BEAT, place))))
    assert shares(reading) == [("Anna Muster", 20000, 1), ("Beat Muster", 20100, 1)]


def test_the_kind_of_amount_that_comes_to_the_booking_is_taken(read: Read) -> None:
    gross = "<Amt Ccy='CHF'>205.00</Amt>"
    both = f"<InstdAmt>{gross}</InstdAmt><TxAmt><Amt{{}}>{{}}</Amt></TxAmt>"
    first = f"{gross}<AmtDtls>{both}</AmtDtls>"
    reading = read(camt(entry("401.00", payment(ANNA, first) + payment(BEAT, first))))
    assert [amount for _, amount, _ in shares(reading)] == [20000, 20100]


def test_a_charge_among_the_payments_is_money_out(read: Read) -> None:
    charge = '<TxDtls><Amt Ccy="CHF">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>'
    reading = read(camt(entry("400.00", payment(ANNA) + payment(BEAT) + charge)))
    assert [(line.amount, line.kind) for line in reading.lines] == [
        (20000, "credit"),
        (20100, "credit"),
        (-100, "debit"),
    ]


@pytest.mark.parametrize(
    ("batch", "payments"),
    [
        ("<Btch><NbOfTxs>12</NbOfTxs><TtlAmt Ccy='CHF'>400.00</TtlAmt></Btch>", 12),
        ("<Btch><TtlAmt Ccy='CHF'>400.00</TtlAmt></Btch>", 2),
        ("<Btch><NbOfTxs>3</NbOfTxs></Btch>" + payment(("L-7", "400.00", "Anna Muster")), 3),
        ("<Btch><NbOfTxs>3</NbOfTxs></Btch>" + payment(ANNA) + payment(ANNA), 3),
    ],
)
def test_a_batch_that_does_not_list_its_payments_is_nobodys(
    read: Read, batch: str, payments: int
) -> None:
    line = only(read(camt(entry("400.00", batch))))
    assert (line.payments, line.payer, line.payer_account, line.text) == (payments, "", "", "")


def test_a_batch_of_one_is_its_payers(read: Read) -> None:
    line = only(read(camt(entry("200.00", f"<Btch><NbOfTxs>1</NbOfTxs></Btch>{payment(ANNA)}"))))
    assert (line.payer, line.payments) == ("Anna Muster", 1)


@pytest.mark.parametrize(
    ("told", "of", "payments"),
    [("202.50", "CHF", 1), ("200.00", "CHF", 1), ("90.00", "EUR", 1), ("90.00", "CHF", 2)],
)
def test_one_payment_less_a_fee_is_its_payers_and_one_that_is_too_small_nobodys(
    read: Read, told: str, of: str, payments: int
) -> None:
    line = only(read(camt(entry("200.00", payment(("L-7", told, "Anna Muster"), of=of)))))
    assert (line.amount, line.payments) == (20000, payments)
    assert line.payer == ("Anna Muster" if payments == 1 else "")


def test_a_booking_that_calls_itself_collective_is_nobodys(read: Read) -> None:
    text = "<AddtlNtryInf>Sammelgutschrift Anzahl 4</AddtlNtryInf>"
    assert (
        only(read(camt(entry("400.00", payment(("L-7", "400.00", "A")), more=text)))).payments == 4
    )
    code = "<BkTxCd><Prtry><Cd>NTRF+194+00931</Cd></Prtry></BkTxCd>"
    assert only(read(camt(entry("400.00", more=code)))).payments == 2


@pytest.mark.parametrize(
    ("told", "payments", "payer"),
    [
        ("194?00SAMMLER?20SVWZ+Rate L-2050?32Jan Nowak", 2, ""),
        ("166?00GUTSCHRIFT?20SVWZ+Sammelgutschrift Anz. 12", 12, ""),
        ("166?20EREF+A-1 SVWZ+x?32Anna Muster?21EREF+A-2 SVWZ+y?32Beat Muster", 2,
         "Anna Muster; Beat Muster"),
        ("/EREF/A-1/NAME/Anna/REMI/x/EREF/A-2/NAME/Beat/REMI/y", 2, "Anna; Beat"),
        ("166?20SVWZ+x?32Anna Muster\n:86:166?20SVWZ+y?32Beat Muster", 2,
         "Anna Muster; Beat Muster"),
        ("/TRTP/SEPA INCASSO ALGEMEEN BATCH/EREF/A-1/REMI/x", 2, ""),
        ("166?20EREF+A-1?21SVWZ+Rate Anzahl 3?32Anna Muster", 1, "Anna Muster"),
        ("/EREF/A-1/NAME/Anna/REMI/x/ULTD/NAME/Beat/", 1, "Anna"),
    ],
)  # fmt: skip
def test_a_collective_booking_of_mt940_is_nobodys(
    read: Read, told: str, payments: int, payer: str
) -> None:
    line = only(read(mt940(f":61:2606100610C400,00NTRFR-1\n:86:{told}")))
    assert (line.payments, line.payer) == (payments, payer)
    assert payments == 1 or (line.reference, line.payer_account) == ("", "")


@pytest.mark.parametrize("kind", ["ofx", "qif"])
def test_a_collective_booking_of_ofx_and_qif_is_nobodys(read: Read, kind: str) -> None:
    text = (
        "<OFX><STMTRS><CURDEF>CHF<STMTTRN><DTPOSTED>20260610<TRNAMT>400.00<NAME>Anna Muster"
        "<MEMO>batch booking, 3 payments</STMTTRN></STMTRS></OFX>"
        if kind == "ofx"
        else "!Type:Bank\nD30/06/2026\nT400.00\nPAnna Muster\nMbatch booking\n^\n"
    )
    line = only(read(text))
    assert (line.payer, line.payments > 1) == ("", True)


def reversal(side: str) -> str:
    return entry("80.00", payment(ANNA), side=side, more="<RvslInd>true</RvslInd>")


@pytest.mark.parametrize(
    ("side", "closing", "amount", "kind"),
    [
        ("DBIT", "1420.00", -8000, "return"),
        ("DBIT", "1580.00", 8000, "refund"),
        ("CRDT", "1580.00", 8000, "refund"),
        ("CRDT", "1420.00", -8000, "return"),
    ],
)
def test_the_balances_say_which_way_a_reversal_went(
    read: Read, side: str, closing: str, amount: int, kind: str
) -> None:
    reading = read(camt(entry("500.00"), reversal(side), opening="1000.00", closing=closing))
    assert [(line.amount, line.kind) for line in reading.lines] == [
        (50000, "credit"),
        (amount, kind),
    ]
    turned = (side == "DBIT") == (amount > 0)
    assert any("its reversals (RvslInd) name the direction" in n for n in reading.notes) is turned
    assert not any("does not balance" in note for note in reading.notes)


def test_a_reversal_that_no_reading_balances_is_read_by_iso_with_a_warning(read: Read) -> None:
    reading = read(camt(reversal("DBIT"), opening="1000.00", closing="1081.00"))
    assert only(reading).amount == -8000
    assert any("does not balance" in note for note in reading.notes)


@pytest.fixture
def swiss(run: Run, tmp_path: Path) -> Run:
    """The loans of the case: two customers, L-7 and L-8."""
    run("init", "--currency", "CHF")
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv")
    return run


def entries(data: Data, loan: str) -> list[str]:
    return [one["amount"] for one in data("show", loan)["transactions"]]


def test_a_batch_less_a_fee_books_nothing_and_shows_all_payers(
    swiss: Run, data: Data, lines: Lines
) -> None:
    Path("batch.xml").write_text(camt(entry("400.00", payment(ANNA) + payment(BEAT))), "utf-8")
    swiss("import", "batch.xml")
    swiss("match", "--certain")
    assert (entries(data, "L-7"), entries(data, "L-8")) == ([], [])
    (line,) = lines()
    assert (line["open"], line["payments"]) == ("400.00", "2")
    assert line["payer"] == "Anna Muster; Beat Muster"
    assert line["likely"] == "2 payments in one, to be divided: L-7, L-8"
    proposals = data("match", "1")["rows"][0]["likely"]
    assert [one["parts"][0]["loan_id"] for one in proposals] == ["L-7", "L-8"]


@pytest.mark.skipif(not CASE.is_dir(), reason="no cases beside the repository")
def test_the_files_of_the_report_give_the_right_value(
    swiss: Run, data: Data, lines: Lines
) -> None:
    swiss("import", str(CASE / "batch-booked.xml"))
    assert [(one["amount"], one["open"]) for one in lines()] == [("400.00", "400.00")]
    assert entries(data, "L-7") == []
    swiss("import", str(CASE / "batch-txamt.xml"))
    text = (CASE / "batch-txamt.xml").read_text(encoding="utf-8").replace("TxAmt>", "InstdAmt>")
    Path("instd.xml").write_text(text, encoding="utf-8")
    file = json.loads(swiss("import", "instd.xml", "--format", "json").stdout)["files"][0]
    assert (file["read"], file["unchanged"]) == (2, 2)
    assert [one["amount"] for one in lines()] == ["400.00", "200.00", "100.00"]


def test_a_batch_is_divided_by_hand_and_teaches_no_account(
    swiss: Run, data: Data, lines: Lines
) -> None:
    batch = camt(entry("400.00", payment(ANNA) + payment(ANNA) + payment(ANNA)))
    Path("batch.xml").write_text(batch, encoding="utf-8")
    swiss("import", "batch.xml")
    swiss("match", "1", "--loan", "L-7", "--amount", "200", "--loan", "L-8", "--amount", "199")
    assert (entries(data, "L-7"), entries(data, "L-8")) == (["200.00"], ["199.00"])
    assert lines()[0]["open"] == "1.00"
    swiss("match", "1", "--not-ours", "--note", "fee")
    swiss("check")


def test_a_collective_credit_is_not_booked_though_all_else_is_certain(
    book: Run, data: Data, lines: Lines
) -> None:
    iban = "DE89370400440532013000"
    sure = credit("0610", "200,00", "Rate Juni L-2050", "Jan Nowak", iban)
    Path("a.sta").write_text(mt940(sure.replace(":86:166", ":86:194")), encoding="utf-8")
    book("import", "a.sta")
    book("match", "--certain")
    assert data("show", "L-2050")["transactions"] == []
    assert (lines()[0]["open"], lines()[0]["payments"]) == ("200.00", "2")
    Path("b.sta").write_text(mt940(sure.replace("0610", "0611"), number="7/1"), encoding="utf-8")
    book("import", "b.sta")
    assert len(data("show", "L-2050")["transactions"]) == 1


def test_a_collective_return_takes_nothing_back_by_itself(
    book: Run, data: Data, lines: Lines
) -> None:
    iban = "DE89370400440532013000"
    sure = credit("0610", "200,00", "Rate Juni L-2050", "Jan Nowak", iban)
    back = sure.replace("0610", "0620").replace("C200", "D200").replace("86:166", "86:193")
    Path("a.sta").write_text(mt940(sure), encoding="utf-8")
    book("import", "a.sta")
    Path("b.sta").write_text(
        mt940(back.replace("Rate", "Retoure Rate"), number="7/1"), encoding="utf-8"
    )
    book("import", "b.sta")
    assert [one["type"] for one in data("show", "L-2050")["transactions"]] == ["repayment"]
    assert (lines()[1]["kind"], lines()[1]["open"]) == ("return", "200.00")


@pytest.mark.parametrize(
    ("text", "payments"),
    [
        ("Sammelbuchung 3 Posten", 3),
        ("SEPA BULK CREDIT 14 PAYMENTS", 14),
        ("REMISE 12 OPERATIONS", 12),
        ("REMISE DE CHEQUES (3)", 3),
        ("SEPA collect 2 items", 2),
        ("Anna Keller and others", 2),
        ("Anna Keller und 3 weitere", 2),
        ("代收 共5笔", 5),
        ("批量代收", 2),
        ("payment 3 of 12 payments for INV-1001", 1),
        ("remise sur facture 12", 1),
        ("for mother and brothers", 1),
    ],
)
def test_a_row_of_a_list_that_calls_itself_a_sum_is_nobodys(
    tmp_path: Path, text: str, payments: int
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Date,Amount,Payer,Description\n2026-06-13,12.00,Anna,{text}\n", "utf-8")
    (line,) = read_statement(path, StatementChoices(currency="EUR")).lines
    assert (line.payments, line.payer) == (payments, "Anna" if payments == 1 else "")


@pytest.mark.parametrize("header", ["Number of payments", "Items"])
@pytest.mark.parametrize(("cell", "payments"), [("1", 1), ("", 1), ("4", 4), ("pens", 1)])
def test_a_column_says_how_many_payments_a_row_is_the_sum_of(
    tmp_path: Path, header: str, cell: str, payments: int
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Date,Amount,Payer,{header}\n2026-06-13,12.00,Anna,{cell}\n", "utf-8")
    reading = read_statement(path, StatementChoices(currency="EUR"))
    (line,) = reading.lines
    assert line.payments == payments
    assert ("several payments" in " ".join(reading.notes)) is (payments > 1)
