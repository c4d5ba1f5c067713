"""Lists of a credit card give purchases without a sign: their rows tell it, or the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import Run
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import Reading, StatementChoices


def read(path: Path, text: str, sign: str = "") -> Reading:
    (path / "list.csv").write_text(text, encoding="utf-8")
    return read_statement(path / "list.csv", StatementChoices(currency="CNY", sign=sign))


def amounts(reading: Reading) -> list[int]:
    return [line.amount for line in reading.lines]


CARD = """交易日期,交易摘要,交易金额
2026-06-05,（消费）商户A,15.90
2026-06-04,（退款）商户B,-97.20
2026-06-03,（还款）张三,-1130.68
"""


def test_a_payment_with_a_minus_beside_purchases_tells_a_card(tmp_path: Path) -> None:
    reading = read(tmp_path, CARD)
    assert amounts(reading) == [-1590, 9720, 113068]
    assert "row 4 is a payment to the card" in reading.notes[0]


def test_the_user_has_the_last_word(tmp_path: Path) -> None:
    reading = read(tmp_path, CARD, "bank")
    assert amounts(reading) == [1590, -9720, -113068]
    assert not any("credit card" in note for note in reading.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Card #,Posting Date,Transaction Amount,Description\n'51',20260512,3.27,COSTCO\n",
        "信用卡账单,,\n日期,金额,摘要\n2026-06-05,15.90,超市\n",
        "日期,金额,摘要\n2026-06-05,15.90,消费 超市\n2026-06-06,8.00,消费 书店\n",
    ],
)
def test_a_card_whose_rows_do_not_tell_is_a_question(text: str, tmp_path: Path) -> None:
    with pytest.raises(Undecided, match="a purchase with a credit card") as caught:
        read(tmp_path, text)
    assert (caught.value.option, caught.value.choices) == ("--sign", ("bank", "card"))
    assert all(amount < 0 for amount in amounts(read(tmp_path, text, "card")))
    assert all(amount > 0 for amount in amounts(read(tmp_path, text, "bank")))


@pytest.mark.parametrize(
    "text",
    [
        "日期,金额,摘要\n2026-06-05,500.00,还款 L-1\n2026-06-06,-8.00,手续费\n",
        "日期,金额,摘要\n2026-06-05,500.00,消费贷 L-1\n2026-06-06,700.00,消费贷款 L-2\n",
        "日期,金额,摘要\n2026-06-05,-500.00,消费 超市\n2026-06-06,700.00,工资\n",
        "Date,Amount,Memo\n2026-06-05,500.00,hire purchase 12\n2026-06-06,1.00,x\n",
        "Card Number,Date,Amount,Memo\n5,2026-06-05,-5.00,SHOP\n5,2026-06-06,-6.00,SHOP\n",
        "Credit card,,\nDate,Amount,Memo\n2026-06-05,5.00,PAYMENT RECEIVED\n",
    ],
)
def test_a_list_that_speaks_of_no_card_or_signs_its_purchases_is_read_as_it_stands(
    text: str, tmp_path: Path
) -> None:
    plus = [",5" in row or ",7" in row or ",1." in row for row in text.splitlines()[1:]]
    reading = read(tmp_path, text)
    found = amounts(reading)
    assert [amount > 0 for amount in found] == plus[-len(found) :]


def test_a_list_that_names_the_direction_needs_no_sign(tmp_path: Path) -> None:
    text = "信用卡\n日期,收/支,金额,摘要\n2026-06-05,支出,15.90,消费\n"
    assert amounts(read(tmp_path, text)) == [-1590]


GARBLED = """信用卡,,
账号：6222,,
交易日期,交易金额,交易摘要
2026-06-05,15.90,消费 超市
2026-06-04,9x.20,消费 书店
2026-06-03,-1130.68,还款 张三
"""


def test_rejected_lines_of_a_list_are_kept_with_what_stands_above_them(
    book: Run, tmp_path: Path
) -> None:
    (tmp_path / "card.csv").write_text(GARBLED, encoding="utf-8")
    done = book("import", "card.csv", "--accept-good", "--currency", "CNY", code=3)
    assert "the rejected rows are in card.csv.rejects.csv" in done.stderr
    kept = tmp_path / "card.csv.rejects.csv"
    assert kept.read_text(encoding="utf-8").splitlines()[:5] == [
        "credit card",
        "信用卡",
        "账号：6222",
        "交易日期,交易金额,交易摘要,row,reason,hint",
        "2026-06-04,9x.20,消费 书店,5,交易金额: a number has no letters,"
        "Keep the number alone in the cell.",
    ]
    kept.write_text(kept.read_text(encoding="utf-8").replace("9x.20", "98.20"), encoding="utf-8")
    asked = book("import", kept.name, "--currency", "CNY", code=2)
    assert "--sign bank (money in) or --sign card" in asked.stderr
    book("import", kept.name, "--currency", "CNY", "--sign", "card")
    again = book("import", kept.name, "card.csv", "--currency", "CNY", "--sign", "card", code=3)
    assert "nothing was written" in again.stderr


def test_mended_lines_of_a_list_join_the_others_of_their_account(
    book: Run, tmp_path: Path, lines: Run
) -> None:
    text = "账号：6222,,\n日期,金额,摘要\n2026-06-05,5.00,a\n2026-06-06,7.0x,b\n"
    (tmp_path / "bank.csv").write_text(text, encoding="utf-8")
    book("import", "bank.csv", "--accept-good", "--currency", "CNY", code=3)
    kept = tmp_path / "bank.csv.rejects.csv"
    kept.write_text(kept.read_text(encoding="utf-8").replace("7.0x", "7.00"), encoding="utf-8")
    book("import", kept.name, "--currency", "CNY")
    found = [(one["account"], one["amount"]) for one in lines()]
    assert sorted(found) == [("6222", "5.00"), ("6222", "7.00")]
