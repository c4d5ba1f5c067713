"""Ledgers and customers' accounts have the columns of a bank's list: asked about, never booked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from command import Run

Lines = Callable[..., list[dict[str, str]]]
CUSTOMER = (
    "Date,Description,Amount,Balance\n2026-05-01,Invoice L-2050,1200.00,1200.00\n"
    "2026-06-01,Payment Jan Nowak L-2050,-200.00,1000.00\n"
)
PLAIN = "Date,Description,Amount\n2026-06-13,Jan Nowak L-2050,1200.00\n"
ASKED = {
    "customer": f"Statement of account\nCustomer: Jan Nowak\n{CUSTOMER}",
    "customer without a title": CUSTOMER,
    "customer in two columns": "Date,Description,Debit,Credit\n"
    "2026-05-01,Invoice L-2050,1200.00,\n2026-06-01,Payment L-2050,,200.00\n",
    "customer with other entries": f"Statement of account\n{CUSTOMER}2026-06-02,Interest,3,1003\n",
    "ledger": "Date,Journal,Account,Description,Debit,Credit\n"
    "2026-06-13,J1,1200 Bank,Jan Nowak L-2050,,1200.00\n",
    "ledger by its account": "Date,Account,Description,Debit,Credit\n"
    "2026-06-13,Bank,Jan Nowak L-2050,,1200.00\n",
    "payables": "Date,Num,Name,Memo,Split,Amount\n"
    "2026-06-13,101,Jan Nowak,L-2050,Accounts Payable,1200.00\n",
    "by a column of accounts": "Date,Name,Memo,Account,Amount\n"
    "2026-06-13,Jan Nowak,L-2050,Accounts Receivable,1200.00\n",
    "titled ledger": f"General ledger\n{PLAIN}",
    "aged list": f"Aged receivables\n{PLAIN}",
    "titled in German": f"Kontoauszug Debitor 4711\n{PLAIN}",
    "titled in Chinese": f"客户对账单\n{PLAIN}",
}


def put(text: str) -> str:
    Path("list.csv").write_text(text, encoding="utf-8")
    return "list.csv"


@pytest.mark.parametrize("case", ASKED)
def test_it_is_asked_about(book: Run, lines: Lines, case: str) -> None:
    told = book("import", put(ASKED[case]), code=2).stderr
    assert "--as statement" in " ".join(told.split())
    assert lines() == []


@pytest.mark.parametrize("case", ASKED)
def test_it_is_read_when_the_user_says_that_it_is_a_banks(
    book: Run, lines: Lines, case: str
) -> None:
    book("import", put(ASKED[case]), "--as", "statement")
    assert lines()


def test_lines_of_an_invoice_are_refused(book: Run, lines: Lines) -> None:
    text = "Date,Description,Quantity,Price,Amount\n2026-06-13,L-2050,1,1200.00,1200.00\n"
    assert "'Quantity'" in " ".join(book("import", put(text), code=3).stderr.split())
    assert lines() == []


@pytest.mark.parametrize(
    "text",
    [
        f"Statement of account\n{PLAIN}",
        f"Kontoauszug\n{PLAIN.replace('Jan', 'Invoice 12 Jan')}",
        f"{PLAIN}2026-06-14,Invoice 12,5.00\n2026-06-15,Payment Anna,6.00\n",
        f"交易明细账单\n{PLAIN}",
        "Date,Account,Description,Amount\n2026-06-13,DE12,Jan Nowak L-2050,1200.00\n",
        "Date,Description,Amount,Quantity,Balance\n2026-06-13,Jan Nowak,1200.00,1,1200.00\n",
    ],
)
def test_a_banks_own_list_is_read(book: Run, lines: Lines, text: str) -> None:
    book("import", put(text))
    assert lines()[0]["amount"] == "1200.00"
