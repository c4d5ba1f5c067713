"""Lists whose direction is in a column, through the real command: asked before it is booked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bank_files import mt940
from command import Run

Data = Callable[..., Any]
Lines = Callable[..., list[dict[str, str]]]
REFUND = (
    "Date,Description,Amount,D/C,Teller\n"
    "2026-02-10,L-2041 Anna Muller refund of double payment,100.00,D,T1\n"
)
STRANGE = (
    "Date,Description,Amount,Mouvement\n"
    "2026-06-10,Anna Müller L-2041,100.00,venir\n"
    "2026-06-11,Anna Müller refund L-2041,50.00,aller\n"
    "2026-06-12,rent,900.00,aller\n"
)


def put(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_a_refund_that_we_paid_is_no_repayment(book: Run, data: Data, lines: Lines) -> None:
    before = data("show", "L-2041")["transactions"]
    told = data("import", put("bank.csv", REFUND))["files"][0]
    assert told["statement"]["totals"] == [
        {"currency": "EUR", "credit": "0.00", "debit": "100.00"}
    ]
    assert [(one["amount"], one["kind"]) for one in lines()] == [("-100.00", "debit")]
    assert data("show", "L-2041")["transactions"] == before


def test_columns_that_are_not_used_are_named_on_the_screen_and_in_json(
    book: Run, data: Data
) -> None:
    name = put("bank.csv", REFUND)
    assert data("import", name, "--dry-run")["files"][0]["ignored"] == ["Teller"]
    assert "bank.csv: not used: Teller" in book("import", name).stderr


def test_nothing_is_booked_before_the_direction_is_said(
    book: Run, data: Data, lines: Lines
) -> None:
    name = put("bank.csv", STRANGE)
    told = book("import", name, code=2).stderr
    assert "column 'Mouvement' value 'venir'" in told
    assert "--money-out 'Mouvement=venir'" in told
    assert lines() == []
    assert data("show", "L-2041")["transactions"] == []
    book("import", name, "--money-out", "Mouvement=aller")
    assert [one["amount"] for one in lines()] == ["100.00", "-50.00", "-900.00"]
    (entry,) = data("show", "L-2041")["transactions"]
    assert (entry["type"], entry["amount"]) == ("repayment", "100.00")


def test_the_same_list_with_the_same_words_changes_nothing(book: Run, data: Data) -> None:
    name = put("bank.csv", STRANGE)
    book("import", name, "--money-out", "aller")
    assert data("import", name, "--money-out", "aller")["files"][0]["unchanged"] == 3


@pytest.mark.parametrize("said", ["retour", "Mouvement=retour", "Sens=aller"])
def test_words_that_are_not_there_are_wrong_use(book: Run, said: str) -> None:
    told = book("import", put("bank.csv", STRANGE), "--money-out", said, code=2).stderr
    assert f"--money-out names '{said}', which bank.csv does not have" in told
    assert "venir, aller" in told


def test_the_option_is_refused_where_no_list_is_imported(book: Run) -> None:
    told = book("import", put("a.sta", mt940()), "--money-out", "D", code=2).stderr
    assert "--money-out says which words of a bank's list mean money out" in told
    told = book("import", "loans.csv", "--money-out", "D", code=2).stderr
    assert "holds loans" in told


def test_the_rejected_oldest_row_is_mended_with_a_sign(book: Run, lines: Lines) -> None:
    text = "Date,Text,Amount,Balance\n"
    text += "2026-06-10,a,10.00,90.00\n2026-06-11,b,20.00,110.00\n2026-06-12,c,5.00,105.00\n"
    book("import", put("bank.csv", text), "--accept-good", code=3)
    assert [one["amount"] for one in lines()] == ["20.00", "-5.00"]
    kept = Path("bank.csv.rejects.csv")
    assert "nothing says whether" in book("import", kept.name, code=3).stderr
    mended = kept.read_text(encoding="utf-8").replace(",10.00,", ",-10.00,")
    kept.write_text(mended, encoding="utf-8")
    book("import", kept.name)
    assert sorted(one["amount"] for one in lines()) == ["-10.00", "-5.00", "20.00"]
