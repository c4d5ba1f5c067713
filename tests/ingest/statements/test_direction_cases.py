"""Lists whose direction stands in signs, words, two columns or a balance, with figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import Reading, StatementChoices

Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def call(text: str, encoding: str = "utf-8", **choices: str) -> Reading:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding=encoding)
        return read_statement(path, StatementChoices(**{"currency": "EUR", **choices}))

    return call


def amounts(reading: Reading) -> list[int]:
    assert reading.problems == ()
    return [line.amount for line in reading.lines]


REFUND = "Date,Description,Amount,D/C\n2026-02-10,L-2041 Anna Muller refund,100.00,D\n"
VENIR = """Date,Description,Amount,Mouvement
2026-02-10,a,10.00,aller
2026-02-11,b,20.00,venir
2026-02-12,c,12.00,venir
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REFUND, [-10000]),
        ("Datum;Betrag;;Text\n2026-02-10;13,37;S;x\n2026-02-11;9,00;H;y\n", [-1337, 900]),
        ("Date,Text,Amount\n2026-02-10,x,10.00 Dr\n2026-02-11,y,4.00 Cr\n", [-1000, 400]),
        ("Date,Text,Amount\n2026-02-10,x,10.00-\n2026-02-11,y,(4.00)\n", [-1000, -400]),
        (
            "Datum;Tegenrekening;Naam tegenpartij;Omschrijving;Bedrag;Debet / Credit\n"
            "13-06-2026;NL02ABNA0123456789;Anna Muster;Terug betaald L-7;200,00;Debet\n",
            [-20000],
        ),
        (
            "Boekdatum;Rekeningnummer;Bedrag;Debet / Credit;Naam tegenrekening;Omschrijving\n"
            "13-10-2025;NL91ABNA0417164300;1.250,00;Credit;J Voorbeeld;Factuur 2025-17\n"
            "14-10-2025;NL91ABNA0417164300;45,10;Debet;Energie BV;Incasso\n",
            [125000, -4510],
        ),
        (
            "Date,Amount,D/C,Description\n2025-12-19,14.51,D,Sale\n2025-12-20,250.00,C,L-9\n",
            [-1451, 25000],
        ),
        (
            "Date,Payee,Description,Amount,Type,Category\n"
            "12/19/2025,Five Shop,Sale FIVE SHOP,14.51,Debit,Food & Dining\n"
            "12/20/2025,J Sample,Loan L-9,250.00,Credit,Income\n",
            [-1451, 25000],
        ),
        (
            "Date,Description,Memo,Amount Debit,Amount Credit,Balance\n"
            "05/14/2024,Withdrawal,Shop,-70.55,,900.00\n"
            "05/15/2024,Deposit,J Sample L-9,,250.00,1150.00\n"
            "05/16/2024,Check,,-20.00,,1130.00\n",
            [-7055, 25000, -2000],
        ),
        (
            "Date,Description,Amount\n2026-05-01,Deposit J Sample,€+1500\n"
            '2026-05-02,Rent,(€900.23)\n2026-05-04,Payment loan L-9,"€1,250.00"\n',
            [150000, -90023, 125000],
        ),
    ],
)
def test_what_the_list_says_is_read(read: Read, text: str, expected: list[int]) -> None:
    assert amounts(read(text)) == expected


TYPES = """Date,Transaction Type,Description,Amount
2026-02-10,Outgoing Credit Transfer,x,-800.00
2026-02-11,Credit Memo,b,-100.00
2026-02-11,Direct Debit Refund,c,20.00
"""


def test_kinds_of_cards_are_no_directions(read: Read) -> None:
    text = "Date,Text,Amount,Payment method\n2026-02-10,a,1.00,Debit\n2026-02-11,b,2.00,Credit\n"
    with pytest.raises(Undecided, match="which way money goes"):
        read(text)
    assert amounts(read(text, money_out="none")) == [100, 200]


def test_a_column_called_debit_beside_an_amount_may_hold_words(read: Read) -> None:
    text = "Date,Text,Amount,Debit\n2026-02-10,a,1.00,yes\n2026-02-11,b,2.00,no\n"
    assert amounts(read(text)) == amounts(read(text, money_out="Debit=yes")) == [-100, 200]


def beside(header: str, out: str, into: str) -> str:
    """A list of money out and money in, with a column beside them."""
    return (
        f"Date;Description;Amount;{header}\n13/06/2026;Jan Nowak INV-1002;1200.00;{out}\n"
        f"14/06/2026;Anna Keller INV-1001;123.45;{into}\n"
    )


@pytest.mark.parametrize(
    ("header", "out", "into"),
    [
        ("+/-", "-", ""), ("+ / -", "\u2212", ""), ("Sign", "-", ""), ("Vz", "-", ""),
        ("", "-", ""), ("Sign", "-1", "1"), ("Debit", "X", ""), ("Debit", "✓", ""),
        ("Money out", "X", ""), ("Withdrawal", "W", ""), ("Debit?", "yes", ""),
        ("Cr", "", "Cr"), ("Credit", "", "x"), ("Credit flag", "0", "1"),
        ("Paid out", "1", "0"), ("Out", "-1", "0"), ("Is debit", "1", ""),
    ],
)  # fmt: skip
def test_a_tick_or_a_bare_sign_below_its_header_is_understood(
    read: Read, header: str, out: str, into: str
) -> None:
    assert amounts(read(beside(header, out, into))) == [-120000, 12345]


@pytest.mark.parametrize(
    ("header", "out", "into", "said"),
    [
        ("D/C", "-", "", "D/C=-"), ("D/C", "D", "", "D"), ("D/C", "", "C", "d/c=empty"),
        ("Flag", "", "X", "empty"), ("Sign", "0", "1", "Sign=0"),
        ("Indicator", "1", "0", "1"), ("Indicator", "2", "1", "2"), ("Paid out", "-1", "1", "-1"),
        ("Sign", "", "+", "empty"), ("Debit", "C", "", "c"),
    ],
)  # fmt: skip
def test_a_mark_that_leaves_the_direction_open_is_asked_and_so_is_the_empty_cell(
    read: Read, header: str, out: str, into: str, said: str
) -> None:
    with pytest.raises(Undecided, match="which way money goes"):
        read(beside(header, out, into))
    assert amounts(read(beside(header, out, into), money_out=said)) == [-120000, 12345]


@pytest.mark.parametrize(
    ("header", "out", "into"),
    [
        ("Net", "-1200.00", "122.45"), ("Signed amount", "-1200.00", "123.45"),
        ("Local amount", "-9360.00", "963.00"), ("Amount", "-1200.00", "123.45"),
        ("Net", "(1200.00)", "123.45"),
        ("Debit Amount", "1200.00", ""), ("Money out", "1200.00", "0.00"),
        ("Paid out", "-1200.00", ""), ("Credit Amount", "", "123.45"),
    ],
)  # fmt: skip
def test_a_second_column_of_amounts_tells_the_sign(
    read: Read, header: str, out: str, into: str
) -> None:
    found = read(beside(header, out, into))
    assert amounts(found) == [-120000, 12345]
    assert f"'{header}' tells which amounts are money out" in " ".join(found.notes)


def test_fees_with_a_minus_beside_the_amounts_tell_no_sign(read: Read) -> None:
    text = beside("Q7", "-12.00", "-1.23")
    assert amounts(read(text)) == [120000, 12345]


@pytest.mark.parametrize("text", ['"-1.200,00 CR"', '"(1200,00) Cr"', '"-1200,00 H"'])
def test_a_minus_before_cr_rejects_the_row_but_on_a_card(read: Read, text: str) -> None:
    listed = f'Date,Text,Amount\n2026-02-10,x,{text}\n2026-02-11,y,"-4,50 Dr"\n'
    found = read(listed)
    assert [(one.row, one.rule) for one in found.problems] == [
        (2, "the minus says money out and the letters after it money in")
    ]
    assert [line.amount for line in found.lines] == [-450]
    assert amounts(read(listed, sign="card")) == [120000, -450]


@pytest.mark.parametrize("header", ["Refunded", "Amount Refunded"])
def test_amounts_that_were_paid_back_are_asked_about(read: Read, header: str) -> None:
    with pytest.raises(Undecided, match="paid back"):
        read(beside(header, "1200.00", "0.00"))
    assert amounts(read(beside(header, "0.00", "0.00"))) == [120000, 12345]
    assert amounts(read(beside(header, "9.00", "0"), money_out="none")) == [120000, 12345]


@pytest.mark.parametrize(
    ("header", "one", "another"),
    [
        ("Merchant", "Acme", "Bolt"), ("Employee", "Jan", "Anna"), ("State", "NY", "CA"),
        ("Priced in", "EUR", "USD"),
    ],
)  # fmt: skip
def test_names_and_currencies_are_no_directions(
    read: Read, header: str, one: str, another: str
) -> None:
    rows = [f"2026-02-{day},a,{day}.00,{one if day % 2 else another}\n" for day in range(10, 16)]
    text = "".join([f"Date,Text,Amount,{header}\n", *rows])
    assert len(amounts(read(text))) == 6
    with pytest.raises(Undecided, match="which way money goes"):
        read(text.replace(f",{header}\n", ",Way\n").replace("EUR", "aa").replace("USD", "bb"))


@pytest.mark.parametrize("header", ["Vendor", "Beneficiary"])
def test_names_of_who_is_paid_ask_for_the_sign_and_offer_no_name(read: Read, header: str) -> None:
    rows = [f"2026-02-{day},a,{day}.00,{'Jan' if day % 2 else 'Anna'}\n" for day in range(10, 16)]
    with pytest.raises(Undecided, match="names who is paid") as caught:
        read("".join([f"Date,Text,Amount,{header}\n", *rows]))
    assert caught.value.option == "--sign"


def test_the_question_names_every_word_of_two(read: Read) -> None:
    with pytest.raises(Undecided) as caught:
        read(VENIR)
    assert "whichever means money out: --money-out 'Mouvement=aller' or" in caught.value.hint
    assert "--money-out 'Mouvement=venir'" in caught.value.hint


def test_a_header_in_money_out_may_have_any_case(read: Read) -> None:
    assert amounts(read(VENIR, money_out="mouvement=ALLER")) == [-1000, 2000, 1200]


@pytest.mark.parametrize("header", ["Transaction Type", "Type", "", "Umsatzart"])
def test_a_word_never_overrules_a_sign(read: Read, header: str) -> None:
    assert amounts(read(TYPES.replace("Transaction Type", header))) == [-80000, -10000, 2000]


def test_a_falling_balance_and_a_minus_are_money_out_whatever_the_word(read: Read) -> None:
    text = "Date,Type,Text,Amount,Balance\n2026-02-09,Deposit,a,9.00,1000.00\n"
    text += "2026-02-10,Outgoing Credit Transfer,x,-800.00,200.00\n"
    assert amounts(read(text)) == [900, -80000]


def test_words_nobody_knows_are_asked_with_their_number_and_a_row(read: Read) -> None:
    with pytest.raises(Undecided, match="which way money goes") as caught:
        read(VENIR)
    doubt = caught.value
    assert doubt.option == "--money-out"
    assert doubt.choices == ("aller", "venir", "none")
    assert (doubt.problem.row, doubt.problem.column, doubt.problem.value) == (
        2,
        "Mouvement",
        "aller",
    )
    assert "'aller' (1×), 'venir' (2×)" in doubt.problem.rule
    assert "--money-out 'Mouvement=aller'" in doubt.hint


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("aller", [-1000, 2000, 1200]),
        ("Mouvement=ALLER", [-1000, 2000, 1200]),
        ("aller,venir", [-1000, -2000, -1200]),
        ("none", [1000, 2000, 1200]),
    ],
)
def test_the_user_says_which_words_are_money_out(
    read: Read, said: str, expected: list[int]
) -> None:
    assert amounts(read(VENIR, money_out=said)) == expected


@pytest.mark.parametrize("said", ["ailleurs", "Mouvement=retour", "Description=x"])
def test_a_word_that_is_not_there_is_named_with_those_that_are(read: Read, said: str) -> None:
    with pytest.raises(WrongUse, match=f"--money-out names '{said}'") as caught:
        read(VENIR, money_out=said)
    assert caught.value.hint


SIGNED_WORDS = "Date,Text,Amount,D/C\n2026-06-13,a,-10.00,D\n2026-06-14,b,20.00,C\n"
SIGNED_STRANGE = (
    SIGNED_WORDS.replace("D/C", "Way").replace("D\n", "aller\n").replace("C\n", "venir\n")
)
BALANCED = (
    "Date,Text,Amount,Balance\n2026-06-12,z,1.00,100.00\n2026-06-13,a,10.00,90.00\n"
    "2026-06-14,b,20.00,110.00\n"
)
TWO_BALANCED = (
    "Date,Text,Debit,Credit,Saldo\n2026-06-12,z,1.00,,100.00\n2026-06-13,a,10.00,,90.00\n"
    "2026-06-14,b,,20.00,110.00\n"
)


@pytest.mark.parametrize(
    ("text", "choices", "said"),
    [
        (SIGNED_STRANGE, {"money_out": "venir"}, "row 2, by the sign"),
        (SIGNED_WORDS, {"money_out": "C"}, "row 2, by"),
        (SIGNED_WORDS, {"sign": "card"}, "row 2, by 'D/C'"),
        (REFUND, {"money_out": "none"}, "row 2, by 'D/C'"),
        (BALANCED, {"money_out": "none"}, "row 3, by 'Balance'"),
        (TWO_BALANCED, {"money_out": "Credit"}, "by 'Saldo'"),
    ],
)
def test_an_option_never_turns_round_what_the_list_proves(
    read: Read, text: str, choices: dict[str, str], said: str
) -> None:
    with pytest.raises(WrongUse, match="contradicts what") as caught:
        read(text, **choices)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        (SIGNED_STRANGE, {"money_out": "aller"}),
        (SIGNED_WORDS, {"sign": "bank"}),
        (SIGNED_WORDS, {"money_out": "D"}),
        (SIGNED_STRANGE, {"money_out": "none"}),
    ],
)
def test_an_option_that_says_what_the_list_says_changes_nothing(
    read: Read, text: str, choices: dict[str, str]
) -> None:
    assert amounts(read(text, **choices)) == [-1000, 2000]


def test_two_columns_that_are_swapped_by_the_option_are_told(read: Read) -> None:
    found = read("Date,Text,Debit,Credit\n2026-06-13,a,10.00,\n", money_out="Credit")
    assert amounts(found) == [1000]
    assert "'Credit' is read as money out, as --money-out says" in found.notes


def test_kinds_of_movements_that_nobody_knows_are_asked(read: Read) -> None:
    text = "日期,摘要,金额,类型\n2026-06-01,a,5.00,还款\n2026-06-02,b,7.00,退款\n"
    text += "2026-06-03,c,9.00,放款\n"
    with pytest.raises(Undecided) as caught:
        read(text)
    assert caught.value.choices == ("还款", "退款", "放款", "none")
    assert amounts(read(text, money_out="类型=退款,放款")) == [500, -700, -900]
    assert amounts(read(text.replace("类型", "城市"))) == [500, 700, 900]


def test_a_known_header_with_an_unknown_word_is_asked(read: Read) -> None:
    text = "Date,Text,Amount,Debit/Credit\n2026-02-10,a,10.00,DBIT\n2026-02-11,b,10.00,Payment\n"
    with pytest.raises(Undecided) as caught:
        read(text)
    assert caught.value.choices == ("DBIT", "DBIT,Payment", "none")
    assert amounts(read(text, money_out="DBIT,Payment")) == [-1000, -1000]


def with_balance(text: str, balances: str) -> str:
    rows = text.splitlines()
    cells = ["Saldo", *balances.split()]
    return "\n".join(f"{row},{cell}" for row, cell in zip(rows, cells, strict=True)) + "\n"


def newest_first(text: str) -> str:
    head, *rows = text.splitlines()
    return "\n".join([head, *reversed(rows)]) + "\n"


def test_a_balance_tells_what_unknown_words_mean(read: Read) -> None:
    text = VENIR + "2026-02-13,d,5.00,aller\n"
    listed = with_balance(text, "90.00 110.00 122.00 117.00")
    reading = read(listed)
    assert amounts(reading) == [-1000, 2000, 1200, -500]
    assert any("'aller' is money out" in note for note in reading.notes)
    assert amounts(read(newest_first(listed))) == [-500, 1200, 2000, -1000]


def test_a_balance_from_which_rows_are_missing_proves_nothing(read: Read) -> None:
    with pytest.raises(Undecided, match="which way money goes"):
        read(with_balance(VENIR, "90.00 7110.00 3122.00"))


def test_a_word_of_the_oldest_row_alone_is_asked_though_all_others_rise(read: Read) -> None:
    text = "Date,Text,Amount,Desk,Way\n2026-02-10,a,10.00,web,away\n"
    text += "2026-02-11,b,20.00,web,here\n2026-02-12,c,5.00,app,here\n"
    with pytest.raises(Undecided) as caught:
        read(with_balance(text, "90.00 110.00 115.00"))
    assert caught.value.problem.column == "Way"


def test_without_words_the_balance_alone_tells_all_but_the_first(read: Read) -> None:
    text = "Date,Text,Amount\n2026-02-10,a,10.00\n2026-02-11,b,20.00\n2026-02-12,c,5.00\n"
    reading = read(with_balance(text, "90.00 110.00 105.00"))
    assert [line.amount for line in reading.lines] == [2000, -500]
    (problem,) = reading.problems
    assert problem.row == 2
    assert "money in or money out" in problem.rule


RISING = "Date,Text,Amount\n2026-06-12,z,1.00\n2026-06-13,a,10.00\n2026-06-14,b,20.00\n"


def test_the_oldest_row_is_rejected_where_the_balance_only_rises(read: Read) -> None:
    reading = read(with_balance(RISING, "100.00 110.00 130.00"))
    assert [line.amount for line in reading.lines] == [1000, 2000]
    assert [problem.row for problem in reading.problems] == [2]
    assert amounts(read(with_balance(RISING, "100.00 110.00 130.00"), sign="bank"))[0] == 100


@pytest.mark.parametrize("turn", [str, newest_first])
def test_a_balance_that_begins_with_the_oldest_amount_proves_it(
    read: Read, turn: Callable[[str], str]
) -> None:
    assert sum(amounts(read(turn(with_balance(RISING, "1.00 11.00 31.00"))))) == 3100
    (out, *_) = sorted(amounts(read(turn(with_balance(RISING, "-1.00 9.00 29.00")))))
    assert out == -100


@pytest.mark.parametrize(
    "balances", ["100.00 7000.00 20.00", "100 111 131.50", "0.10 0.11 0.13", "- 110.00 -"]
)
def test_a_balance_that_fits_nothing_is_asked_about(read: Read, balances: str) -> None:
    listed = with_balance(RISING, balances)
    with pytest.raises(Undecided, match="does not show which amounts are money in") as caught:
        read(listed)
    assert caught.value.option == "--sign"
    assert amounts(read(listed, sign="bank")) == [100, 1000, 2000]
    assert amounts(read(listed, money_out="none")) == [100, 1000, 2000]


def test_a_balance_below_its_only_amount_is_asked_about(read: Read) -> None:
    text = "Date,Text,Amount,Balance\n2026-06-13,a,1200.00,800.00\n"
    with pytest.raises(Undecided, match="does not show"):
        read(text)
    assert amounts(read(text.replace("800", "1800"))) == [120000]


def test_a_balance_that_contradicts_the_words_is_asked_with_the_first_row(read: Read) -> None:
    text = (
        "Date,Text,Amount,D/C\n2026-02-10,a,10.00,D\n2026-02-11,b,20.00,D\n2026-02-12,c,5.00,C\n"
    )
    with pytest.raises(Undecided, match="does not move as this column says") as caught:
        read(with_balance(text, "90.00 110.00 105.00"))
    assert caught.value.problem.row == 3


def test_a_balance_that_contradicts_all_signs_asks_for_the_card(read: Read) -> None:
    text = "Date,Text,Amount\n2026-02-10,a,10.00\n2026-02-11,b,-20.00\n2026-02-12,c,5.00\n"
    listed = with_balance(text, "90.00 110.00 105.00")
    with pytest.raises(Undecided, match="falls with a plus") as caught:
        read(listed)
    assert caught.value.option == "--sign"
    assert amounts(read(listed, sign="card")) == [-1000, 2000, -500]


def test_a_balance_that_contradicts_some_signs_names_the_first_row(read: Read) -> None:
    text = "Date,Text,Amount\n2026-02-10,a,10.00\n2026-02-11,b,-20.00\n2026-02-12,c,5.00\n"
    with pytest.raises(BadFile, match="does not move as this amount says") as caught:
        read(with_balance(text, "90.00 70.00 65.00"))
    assert caught.value.problem.row == 4
    assert amounts(read(with_balance(text, "90.00 70.00 65.00"), money_out="none"))


MIXED = """Date,Text,Amount,D/C
2026-02-10,x,10.00,D
2026-02-11,taken back,-4.00,D
2026-02-12,z,50.00,C
"""


def test_signs_and_words_that_differ_are_asked(read: Read) -> None:
    with pytest.raises(Undecided, match="the sign of the amount says one way") as caught:
        read(MIXED)
    assert caught.value.option == "--money-out"
    assert amounts(read(MIXED, money_out="D")) == [-1000, 400, 5000]
    assert amounts(read(MIXED, money_out="none")) == [1000, -400, 5000]


def test_a_plus_is_a_sign(read: Read) -> None:
    text = "Date,Text,Amount,Desk\n2026-02-10,x,+1.00,left\n2026-02-11,y,+2.00,right\n"
    assert amounts(read(text)) == [100, 200]
    with pytest.raises(Undecided, match="the sign of the amount says one way"):
        read(text.replace("left", "debit").replace("right", "credit"))


def test_what_the_user_says_of_signs_goes_before_words(read: Read) -> None:
    text = "Date,Text,Amount,D/C\n2026-02-10,shop,15.49,D\n2026-02-12,paid,-450.00,C\n"
    with pytest.raises(Undecided, match="the sign of the amount says one way"):
        read(text)
    assert amounts(read(text, sign="card")) == [-1549, 45000]
    assert amounts(read(text, money_out="D")) == [-1549, 45000]


def test_signs_and_words_that_differ_are_settled_by_the_balance(read: Read) -> None:
    assert amounts(read(with_balance(MIXED, "90.00 94.00 144.00"))) == [-1000, 400, 5000]
    assert amounts(read(with_balance(MIXED, "110.00 106.00 156.00"))) == [1000, -400, 5000]


TWO = "Date,Text,Debit,Credit\n2026-02-10,CAFE,15.49,\n2026-02-12,PAYMENT THANK YOU,,-450.00\n"


def test_a_minus_among_credits_is_a_question(read: Read) -> None:
    with pytest.raises(Undecided, match="a minus in this column") as caught:
        read(TWO)
    assert (caught.value.option, caught.value.problem.column) == ("--sign", "Credit")
    assert amounts(read(TWO, sign="card")) == [-1549, 45000]
    assert amounts(read(TWO, sign="bank")) == [-1549, -45000]


def test_two_columns_that_the_balance_contradicts_are_asked(read: Read) -> None:
    text = "Date,Text,Debit,Credit\n2026-02-10,a,9.00,\n2026-02-11,b,20.00,\n2026-02-12,c,,5.00\n"
    listed = with_balance(text, "9.00 29.00 24.00")
    with pytest.raises(Undecided, match="does not move as the columns") as caught:
        read(listed)
    assert caught.value.choices == ("Debit", "Credit")
    assert amounts(read(listed, money_out="Debit")) == [-900, -2000, 500]
    assert amounts(read(listed, money_out="Credit")) == [900, 2000, -500]


def test_a_row_with_its_day_in_another_column_counts_too(read: Read) -> None:
    text = "Booking date,Transaction date,Text,Amount,D/C\n2026-02-10,2026-02-09,a,1.00,C\n"
    text += ",2026-02-11,b,2.00,D\n"
    assert amounts(read(text)) == [100, -200]


def test_a_zero_has_no_direction(read: Read) -> None:
    text = "Date,Text,Amount,D/C\n2026-02-10,x,0.00,D\n2026-02-12,z,50.00,C\n"
    assert [(one.amount, one.kind) for one in read(text).lines] == [
        (0, "neutral"),
        (5000, "credit"),
    ]


@pytest.mark.parametrize("word", ["", "/", "不计收支", "-"])
def test_a_row_without_a_word_of_its_direction_is_neutral(read: Read, word: str) -> None:
    text = f"日期,收/支,金额,摘要\n2026-02-10,支出,5.00,x\n2026-02-11,{word},6.00,y\n"
    assert [one.kind for one in read(text).lines] == ["debit", "neutral"]


CARDS = [
    (
        "交易日期,摘要,交易金额\n2024-11-09,支付宝－特约商户,807.89\n2024-10-20,财付通还款,-1.21\n",
        [-80789, 121],
    ),
    (
        "Date,Text,Amount\n2026-02-10,CAFE,15.49\n"
        "2026-02-12,AUTOPAY PAYMENT - THANK YOU,-450.00\n",
        [-1549, 45000],
    ),
    (
        "交易日期,摘要,交易金额,卡末四位\n2024-11-09,超市,807.89,1234\n2024-11-10,书店,8.00,1234\n",
        [-80789, -800],
    ),
    ("Date,Text,Amount,Category\n2026-02-20,DOLLAR SHOP,8.01,Merchandise\n", [-801]),
    (
        "Date,Text,Amount,Category\n2026-02-20,A,8.01,Food\n2026-02-20,B,1.00,Travel\n"
        "2026-02-21,C,2.00,Home\n",
        [-801, -100, -200],
    ),
    (
        "Date,Text,Amount,Category\n2026-02-20,CAFE,8.01,Food\n2026-02-21,ONLINE,-90.00,Payment\n",
        [-801, 9000],
    ),
    ("Date,Text,Amount\n2026-02-20,DOLLAR SHOP,8.01\n2026-02-21,J Sample,4.00 Cr\n", [-801, 400]),
    ("Date,Text,Amount\n2026-02-20,DOLLAR SHOP,8.01\n2026-02-21,J Sample,+4.00\n", [-801, 400]),
]


@pytest.mark.parametrize(("text", "as_card"), CARDS)
def test_what_speaks_of_a_card_raises_the_question_of_the_sign(
    read: Read, text: str, as_card: list[int]
) -> None:
    with pytest.raises(Undecided) as caught:
        read(text)
    assert caught.value.option == "--sign"
    assert amounts(read(text, sign="card")) == as_card
    assert amounts(read(text, sign="bank"))[0] > 0


def test_a_list_of_a_card_with_categories_is_read_as_one(read: Read) -> None:
    text = (
        "Date,Post Date,Description,Amount,Category\n"
        "02/20/2026,02/20/2026,DOLLAR SHOP,8.01,Merchandise\n"
        "02/20/2026,02/22/2026,BEALL SHOP,-52.42,Payments and Credits\n"
        "02/19/2026,02/19/2026,PHARMACY,25.24,Merchandise\n"
        "02/18/2026,02/19/2026,PAYMENT - THANK YOU,-300.00,Payments and Credits\n"
    )
    reading = read(text)
    assert amounts(reading) == [-801, 5242, -2524, 30000]
    assert any("credit card" in note for note in reading.notes)


def test_columns_that_are_not_used_are_named(read: Read) -> None:
    text = "Date,Text,Amount,D/C,Teller,Branch\n2026-02-10,x,10.00,D,T1,Main\n"
    assert read(text).ignored == ("Teller", "Branch")
