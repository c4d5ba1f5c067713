"""Each format of bank statements, in the ways banks write it: to the lines it gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bank_files import mt940
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import BankMovement, Reading, StatementChoices

Read = Callable[..., Reading]
EUR = StatementChoices(currency="EUR")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def call(text: str | bytes, choices: StatementChoices = EUR) -> Reading:
        path = tmp_path / "file"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_statement(path, choices)

    return call


def only(reading: Reading) -> BankMovement:
    assert reading.problems == ()
    (line,) = reading.lines
    return line


CAMT = """<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id>
<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>{entries}</Stmt>
</BkToCstmrStmt></Document>"""
ENTRY = """<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>
<Sts><Cd>{status}</Cd></Sts><BookgDt><Dt>2026-06-10</Dt></BookgDt><ValDt><Dt>2026-06-11</Dt></ValDt>{details}</Ntry>"""


def camt(
    details: str = "", amount: str = "10.00", side: str = "CRDT", status: str = "BOOK"
) -> str:
    return CAMT.format(
        entries=ENTRY.format(details=details, amount=amount, side=side, status=status)
    )


@pytest.mark.parametrize(
    ("movement", "amount", "kind"),
    [
        (":61:2606100610C12,5NTRFX", 1250, "credit"),
        (":61:260610D7NTRFX", -700, "debit"),
        (":61:2606100610RC7,00NTRFX", -700, "return"),
        (":61:2606100610RD7,00NTRFX", 700, "refund"),
        (":61:2606100610DR7,00NRTIX", -700, "return"),
        (":61:2606100610CR\n30,00N062NONREF", 3000, "credit"),
    ],
)
def test_the_sign_of_an_mt940_movement(read: Read, movement: str, amount: int, kind: str) -> None:
    line = only(read(mt940(movement)))
    assert (line.amount, line.kind) == (amount, kind)


@pytest.mark.parametrize(
    ("told", "payer", "account", "reference", "text"),
    [
        (
            "166?00GUTSCHRIFT?20EREF+E-1?21MREF+M-1?22SVWZ+Rate L-20?2341 Juni?31DE75?32Anna Mu"
            "\nster",
            "Anna Muster",
            "DE75",
            "E-1",
            "Rate L-2041 Juni",
        ),
        (
            "/EREF/E-2/IBAN/NL91ABNA0417164300/NAME/J. Jansen/REMI/USTD//lening 7/",
            "J. Jansen",
            "NL91ABNA0417164300",
            "E-2",
            "lening 7",
        ),
        (
            "911 TRANSAKCJA; Z RACH.: 561140; OD: JAN NOWAK  UL. X 1; TYT.: RATA 5; TNR: 9",
            "JAN NOWAK",
            "561140",
            "",
            "RATA 5",
        ),
        (
            "NL47INGB9999999999 hr paulissen\n\nlening",
            "hr paulissen",
            "NL47INGB9999999999",
            "",
            "lening",
        ),
        ("plain words", "", "", "", "plain words"),
    ],
)
def test_what_the_details_of_mt940_tell(
    read: Read, told: str, payer: str, account: str, reference: str, text: str
) -> None:
    line = only(read(mt940(f":61:2606100610C1,00NTRFNONREF\n:86:{told}")))
    assert (line.payer, line.payer_account, line.reference, line.text) == (
        payer,
        account,
        reference,
        text,
    )


def test_the_entry_date_of_mt940_lies_nearest_to_the_value_date(read: Read) -> None:
    line = only(read(mt940(":61:2512310102C1,00NTRFX")))
    assert (line.value_on, line.booked_on) == ("2025-12-31", "2026-01-02")


def test_the_thirtieth_of_february_is_its_last_day_and_said(read: Read) -> None:
    reading = read(mt940(":61:2602300301C1,00NTRFX"))
    assert only(reading).value_on == "2026-02-28"
    assert "160230" in reading.notes[0] or "260230" in reading.notes[0]


def test_a_statement_that_does_not_balance_is_read_with_a_warning(read: Read) -> None:
    text = mt940(":61:2606100610C1,00NTRFX").replace("-\n", ":62F:C260630EUR5,00\n-\n")
    reading = read(text)
    assert len(list(reading.lines)) == 1
    assert "off by EUR 4.00" in reading.notes[0]


def test_a_payment_of_a_camt_batch_is_a_line_of_its_own(read: Read) -> None:
    parts = "".join(
        f'<TxDtls><Refs><EndToEndId>E{n}</EndToEndId></Refs><Amt Ccy="EUR">{n}.00</Amt></TxDtls>'
        for n in (4, 6)
    )
    lines = read(camt(f"<NtryDtls>{parts}</NtryDtls>")).lines
    assert [(one.amount, one.reference) for one in lines] == [(400, "E4"), (600, "E6")]


def test_a_camt_batch_whose_parts_do_not_sum_stays_whole(read: Read) -> None:
    parts = '<TxDtls><Amt Ccy="EUR">4.00</Amt></TxDtls><TxDtls><Amt Ccy="EUR">5.00</Amt></TxDtls>'
    assert only(read(camt(f"<NtryDtls>{parts}</NtryDtls>"))).amount == 1000


def test_a_camt_return_has_its_reason_and_the_original_amount(read: Read) -> None:
    details = (
        "<NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs>"
        '<AmtDtls><InstdAmt><Amt Ccy="EUR">8.00</Amt></InstdAmt></AmtDtls>'
        "<RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf></TxDtls></NtryDtls>"
    )
    line = only(read(camt(details, side="DBIT")))
    assert (line.kind, line.reason, line.original, line.amount) == ("return", "MD06", 800, -1000)


def test_what_camt_only_announces_is_left_out_and_said(read: Read) -> None:
    reading = read(camt(status="PDNG"))
    assert list(reading.lines) == []
    assert "only announced" in reading.notes[0]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE d [<!ENTITY a "b">]>',
        '<!DOCTYPE d SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_xml_with_a_type_or_entities_of_its_own_is_refused(read: Read, doctype: str) -> None:
    text = f'<?xml version="1.0"?>\n{doctype}<Document/>'
    with pytest.raises(BadFile, match="declares a type or entities"):
        read(text)


@pytest.mark.parametrize("text", ["<Document><a></Document>", "<?xml version='1.0'?>\n<"])
def test_broken_xml_is_named_by_its_line(read: Read, text: str) -> None:
    with pytest.raises(BadFile, match="not well-formed") as caught:
        read(text)
    assert caught.value.problem.row >= 1


def test_xml_nested_without_end_is_refused(read: Read) -> None:
    with pytest.raises(BadFile, match="nested more than"):
        read("<Document>" + "<a>" * 5_000)


OFX = """OFXHEADER:100

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>991</BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260610120000[-5:EST]<TRNAMT>12.50<FITID>F1
<NAME>Jo &amp; Co<MEMO>loan 7</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"""


def test_ofx_without_closing_tags_is_read(read: Read) -> None:
    line = only(read(OFX))
    assert (line.account, line.currency, line.amount) == ("991", "USD", 1250)
    assert (line.value_on, line.payer, line.text) == ("2026-06-10", "Jo & Co", "Jo & Co loan 7")


def test_an_error_of_the_bank_instead_of_ofx_is_told(read: Read) -> None:
    text = "<OFX><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>no service</STATUS></OFX>"
    with pytest.raises(BadFile, match="no service"):
        read(text)


QIF = "!Account\nNGiro\nTBank\n^\n!Type:Bank\nD{date}\nT-1,234.50\nPRent\n^\n"


def test_qif_with_a_date_that_decides_its_order(read: Read) -> None:
    line = only(read(QIF.format(date="6/30'26")))
    assert (line.account, line.value_on, line.amount) == ("Giro", "2026-06-30", -123450)


def test_qif_with_a_date_of_two_readings_asks(read: Read) -> None:
    with pytest.raises(Undecided, match="could be"):
        read(QIF.format(date="6/7'26"))
    choices = StatementChoices(currency="EUR", date_order="dmy")
    assert only(read(QIF.format(date="6/7'26"), choices)).value_on == "2026-07-06"


def test_qif_without_a_currency_names_the_option(read: Read) -> None:
    (problem,) = read(QIF.format(date="2026-06-30"), StatementChoices()).problems
    assert "--currency" in problem.hint


@pytest.mark.parametrize(
    ("header", "row", "amount"),
    [
        ("date,amount,description", '2026-06-10,"1,234.50",x', 123450),
        ("Buchungstag;Verwendungszweck;Betrag", "10.06.2026;x;-1.234,50", -123450),
        ("date,text,credit,debit", "2026-06-10,x,,12.50", -1250),
        ("date,text,credit,debit", "2026-06-10,x,12.50,0.00", 1250),
        ("交易日期,借贷,交易金额,摘要", "20260610,贷 Cr,12.50,x", 1250),
        ("交易日期,借贷,交易金额,摘要", "20260610,借 Dr,12.50,x", -1250),
        ("交易时间,收/支,金额(元),商品", "2026-06-10 10:00:00,支出,¥12.50,x", -1250),
        ("Date,Transaction Type,Amount,Memo", "2026-06-10,DEBIT,12.50,x", -1250),
    ],
)
def test_lists_of_banks_by_their_columns(read: Read, header: str, row: str, amount: int) -> None:
    line = only(read(f"{header}\n{row}\n"))
    assert (line.amount, line.value_on) == (amount, "2026-06-10")


def test_what_moves_no_balance_is_kept_as_neutral(read: Read) -> None:
    text = (
        "交易时间,收/支,金额,交易状态,商品\n"
        "2026-06-10,不计收支,5.00,交易成功,x\n"
        "2026-06-10,收入,6.00,交易关闭,y\n"
    )
    assert [one.kind for one in read(text).lines] == ["neutral", "neutral"]


def test_amounts_of_two_readings_ask_for_the_mark(read: Read) -> None:
    with pytest.raises(Undecided, match=r"1\.234 .* or 1234"):
        read("date,amount,text\n2026-06-10,1.234,x\n")


def test_a_list_without_a_day_or_amount_says_so(read: Read) -> None:
    with pytest.raises(BadFile, match="no column names the day"):
        read("colour,amount\nred,1\n")
    with pytest.raises(BadFile, match="no column names the amount"):
        read("date,colour\n2026-06-10,red\n")


def sided(told: str, amount: str = "10.00", more: str = "", balances: str = "") -> str:
    """A booking that tells its direction with this text, in a statement with these balances."""
    text = camt(more, amount=amount).replace("<CdtDbtInd>CRDT</CdtDbtInd>", told)
    return text.replace("</Acct>", f"</Acct>{balances}")


def balances(opening: str, closing: str) -> str:
    return "".join(
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt>'
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-06-10</Dt></Dt></Bal>"
        for code, amount in (("OPBD", opening), ("CLBD", closing))
    )


@pytest.mark.parametrize("word", ["D", "DEBT", "DBT", "Soll", "Debit", "Credit", ""])
def test_a_camt_booking_of_no_known_direction_is_no_money_in(read: Read, word: str) -> None:
    for told in (f"<CdtDbtInd>{word}</CdtDbtInd>", ""):
        reading = read(sided(told))
        assert list(reading.lines) == []
        assert reading.problems[0].column == "CdtDbtInd"


@pytest.mark.parametrize(("word", "amount"), [("dbit", -1000), (" Crdt ", 1000), ("DBIT", -1000)])
def test_the_direction_of_camt_is_read_in_any_case(read: Read, word: str, amount: int) -> None:
    assert only(read(sided(f"<CdtDbtInd>{word}</CdtDbtInd>"))).amount == amount


def test_the_payments_of_a_camt_booking_say_the_direction_it_does_not(read: Read) -> None:
    part = '<NtryDtls><TxDtls><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>'
    assert only(read(sided("", more=f"{part}</NtryDtls>"))).amount == -1000


@pytest.mark.parametrize(("closing", "amount"), [("90.00", -1000), ("110.00", 1000)])
def test_the_balances_of_camt_prove_a_direction_that_is_not_told(
    read: Read, closing: str, amount: int
) -> None:
    reading = read(sided("", balances=balances("100.00", closing)))
    assert only(reading).amount == amount
    assert "balances show" in " ".join(reading.notes)


def test_balances_that_fit_no_direction_prove_none(read: Read) -> None:
    reading = read(sided("", balances=balances("100.00", "95.00")))
    assert list(reading.lines) == []
    assert len(reading.problems) == 1


@pytest.mark.parametrize("side", ["CRDT", "DBIT"])
def test_a_camt_amount_with_a_minus_is_rejected(read: Read, side: str) -> None:
    reading = read(camt(amount="-10.00", side=side))
    assert list(reading.lines) == []
    assert "has no sign" in reading.problems[0].rule


def test_a_camt_booking_is_rejected_when_its_payment_says_the_opposite(read: Read) -> None:
    part = '<NtryDtls><TxDtls><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>'
    reading = read(camt(f"{part}</NtryDtls>"))
    assert list(reading.lines) == []
    assert "the opposite" in reading.problems[0].rule


def test_a_camt_batch_with_a_payment_of_the_other_way_is_nobodys(read: Read) -> None:
    parts = "".join(
        f'<TxDtls><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd></TxDtls>'
        for amount, side in (("4.00", "CRDT"), ("6.00", "DBIT"))
    )
    line = only(read(camt(f"<NtryDtls>{parts}</NtryDtls>")))
    assert (line.amount, line.payments) == (1000, 2)


@pytest.mark.parametrize("status", ["RJCT", "rjct", "CANC"])
def test_what_camt_says_was_not_booked_is_left_out_and_said(read: Read, status: str) -> None:
    for text in (
        camt(status=status),
        camt().replace("<Sts><Cd>BOOK</Cd></Sts>", f"<Sts>{status}</Sts>"),
    ):
        reading = read(text)
        assert list(reading.lines) == []
        assert f"status {status}" in reading.notes[0]


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1.200,00", 120000), ("1,200.00", 120000), ("123.45", 12345), ("1.234.567,8", 123456780)],
)
def test_an_mt940_amount_with_marks_of_one_reading_is_read_whole(
    read: Read, written: str, amount: int
) -> None:
    assert only(read(mt940(f":61:2606100610C{written}NTRFX"))).amount == amount


@pytest.mark.parametrize(
    "movement",
    "C1.200NTRFX C1,200NTRFX C1,2,3NTRFX C1.2.3NTRFX C12'50NTRFX C12,50 C12,50XTRFREF "
    "C12,50EUR C12,50-NTRFX CD12,50NTRFX DC12,50NTRFX".split(),
)
def test_an_mt940_movement_that_is_not_as_the_standard_has_it_is_rejected_not_cut(
    read: Read, movement: str
) -> None:
    reading = read(mt940(f":61:2606100610{movement}"))
    assert list(reading.lines) == []
    assert len(reading.problems) == 1


def test_the_letter_of_its_currency_may_follow_the_mark_of_an_mt940_movement(read: Read) -> None:
    text = mt940(":61:2606100610CD12,50NTRFX").replace("EUR", "USD")
    assert only(read(text, StatementChoices(currency="USD"))).amount == 1250


def ofx(*movements: tuple[str, str], card: bool = False, more: str = "") -> str:
    """A statement with movements of these types and amounts."""
    told = "".join(
        f"<STMTTRN><TRNTYPE>{kind}<DTPOSTED>20260610<TRNAMT>{amount}<FITID>{n}{more}</STMTTRN>"
        for n, (kind, amount) in enumerate(movements)
    )
    name = "CCSTMTRS" if card else "STMTRS"
    return f"<OFX><{name}><CURDEF>EUR<BANKTRANLIST>{told}</BANKTRANLIST></{name}></OFX>"


def amounts(reading: Reading) -> list[int]:
    return [line.amount for line in reading.lines]


@pytest.mark.parametrize(
    "kind", "DEBIT PAYMENT CHECK ATM FEE SRVCHG POS CASH DIRECTDEBIT REPEATPMT debit D".split()
)
def test_the_type_of_an_ofx_movement_decides_where_no_amount_has_a_sign(
    read: Read, kind: str
) -> None:
    reading = read(ofx((kind, "12.00"), ("CREDIT", "5.00")))
    assert amounts(reading) == [-1200, 500]
    assert "no amount has a sign" in " ".join(reading.notes)


@pytest.mark.parametrize("kind", ["XFER", "OTHER", "INT", "", "DBT"])
def test_a_type_that_says_no_way_is_rejected_where_only_types_tell_it(
    read: Read, kind: str
) -> None:
    reading = read(ofx((kind, "12.00"), ("FEE", "5.00")))
    assert amounts(reading) == [-500]
    assert "neither a sign nor its type" in reading.problems[0].rule


@pytest.mark.parametrize(
    ("movements", "card", "read_as"),
    [
        ([("DEBIT", "12.00"), ("CREDIT", "-1.00")], True, []),
        ([("DEBIT", "12.00"), ("FEE", "-1.00")], False, [-100]),
        ([("CREDIT", "-12.00"), ("CREDIT", "1.00")], False, [100]),
        ([("PAYMENT", "12.00"), ("FEE", "-1.00")], False, [-100]),
    ],
)
def test_an_ofx_type_against_the_sign_is_rejected(
    read: Read, movements: list[tuple[str, str]], card: bool, read_as: list[int]
) -> None:
    reading = read(ofx(*movements, card=card))
    assert amounts(reading) == read_as
    assert "its sign says the opposite" in reading.problems[0].rule


def test_an_ofx_sign_decides_where_its_type_goes_by_the_sign(read: Read) -> None:
    assert amounts(read(ofx(("ATM", "12.00"), ("XFER", "3.00"), ("POS", "-1.00")))) == [
        1200,
        300,
        -100,
    ]
    assert amounts(read(ofx(("PAYMENT", "12.00"), ("DEBIT", "-1.00"), card=True))) == [1200, -100]


def test_ofx_money_on_hold_is_left_out_and_said(read: Read) -> None:
    reading = read(ofx(("HOLD", "12.00"), ("CREDIT", "5.00")))
    assert amounts(reading) == [500]
    assert "on hold (TRNTYPE HOLD), 1 in all" in " ".join(reading.notes)


@pytest.mark.parametrize("action", ["DELETE", "REPLACE"])
def test_an_ofx_correction_is_no_new_money(read: Read, action: str) -> None:
    more = f"<CORRECTFITID>F9<CORRECTACTION>{action}"
    reading = read(ofx(("CREDIT", "12.00"), more=more))
    assert amounts(reading) == []
    assert f"F9 (CORRECTACTION {action})" in reading.problems[0].rule


def test_a_qif_list_of_debts_is_no_list_of_movements(read: Read) -> None:
    text = QIF.format(date="13/06/2026") + "!Type:Oth L\nD13/06/2026\nT1200.00\nPJan\n^\n"
    reading = read(text)
    assert amounts(reading) == [-123450]
    assert reading.problems[0].value == "oth l"
