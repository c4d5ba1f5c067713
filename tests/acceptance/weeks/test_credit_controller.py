"""One working week of a credit controller, with the figures of each day worked out by hand.

The accounts print an aged list every morning. Five customers of a supplier in Germany, in euros:

    A-101  Birch Ltd   1,000 due 1 May
    A-102  Birch Ltd     500 due 9 June
    A-103  Cedar GmbH    800 due 15 May, 300 of it open on Monday
    A-104  Dune SA     1,200 due 31 May
    A-105  Elm AG      2,000 due 27 June, 2 % less if it is paid by 6 June
    A-106  Fir BV      1,200 in two terms: 600 due 31 May, 600 due 30 June

Monday 1 June is day 31 of A-101, day 17 of A-103, and day 1 of A-104 and of A-106's first term.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from week import Week

MON, TUE, WED, THU, FRI = (f"2026-06-0{day}" for day in range(1, 6))
HEAD = "Invoice No,Customer ID,Customer,Invoice Date,Due Date,Amount,Balance Due"
MONDAY = f"""Aged receivables,,,,,,
"As of June 1, 2026",,,,,,

{HEAD}
A-101,K1,Birch Ltd,2026-04-01,2026-05-01,"1,000.00","1,000.00"
A-102,K1,Birch Ltd,2026-05-10,2026-06-09,500.00,500.00
A-103,K2,Cedar GmbH,2026-04-15,2026-05-15,800.00,300.00
A-104,K3,Dune SA,2026-05-01,2026-05-31,"1,200.00","1,200.00"
"""
TERMS = """invoice_id,customer_id,name,issued_on,due_on,amount,discount_percent,discount_until
A-105,K4,Elm AG,2026-05-28,2026-06-27,2000.00,2,2026-06-06
A-106,K5,Fir BV,2026-05-01,2026-05-31,600.00,,
A-106,K5,Fir BV,2026-05-01,2026-06-30,600.00,,
"""
BANK = "Date,Amount,Currency,Payer,Reference\n"
#: What is open at the end of each day: not due, by days late, and in all.
AGEING = {
    # 500 of A-102, 2,000 of A-105 and 600 of A-106; 300 + 1,200 + 600 up to 30 days; A-101
    MON: {"not_due": "3100.00", "1-30": "2100.00", "31-60": "1000.00", "total": "6200.00"},
    # Cedar paid its 300, Elm its 2,000 less 40
    TUE: {"not_due": "1100.00", "1-30": "1800.00", "31-60": "1000.00", "total": "3900.00"},
    # Birch paid 600 of A-101
    WED: {"not_due": "1100.00", "1-30": "1800.00", "31-60": "400.00", "total": "3300.00"},
    # a credit note of 200 for Dune; Fir paid 700: its first term, and 100 of the next
    THU: {"not_due": "1000.00", "1-30": "1000.00", "31-60": "400.00", "total": "2400.00"},
    # the accounts show 450 of A-102: 50 came in that nobody recorded
    FRI: {"not_due": "950.00", "1-30": "1000.00", "31-60": "400.00", "total": "2350.00"},
}


WEEK = Week("+02:00", AGEING)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_ACTOR", "mia")
    WEEK.at(MON, "init", "--currency", "EUR", "--time-zone", "Europe/Berlin")


@pytest.mark.usefixtures("desk")
def test_the_week() -> None:
    _monday()
    _tuesday()
    _wednesday()
    _thursday()
    _friday()


def _monday() -> None:
    """The list of the accounts, calls to who is late, one of them by name."""
    WEEK.file(MON, "aged.csv", MONDAY)
    WEEK.file(MON, "terms.csv", TERMS)
    assert WEEK.queue(MON, "overdue", "delinquent_days") == {
        "Birch Ltd": ("1000.00", 31),
        "Cedar GmbH": ("300.00", 17),
        "Dune SA": ("1200.00", 1),
        "Fir BV": ("600.00", 1),
    }
    asked = WEEK.at(MON, "log-call", "Birch Ltd", "--outcome", "no answer", code=2)
    assert "K1" in asked  # who writes for a name is asked, or told the id to type
    WEEK.at(MON, "log-call", "K1", "--outcome", "PTP", "--promise", "1000@tomorrow")
    WEEK.at(MON, "log-call", "K3", "--outcome", "no answer")
    WEEK.at(MON, "log-message", "K5", "--channel", "email", "--outcome", "SENT")
    WEEK.evening(MON)
    parts = WEEK.data(MON, "report", "aging", "--as-of", "2026-05-29")["undated_parts"]
    assert parts == [{"currency": "EUR", "invoices": 1, "amount": "500.00"}]  # of A-103


def _tuesday() -> None:
    """The bank's list: both payments name their invoice and are booked."""
    lines = f"{TUE},300.00,EUR,Cedar GmbH,A-103\n{TUE},1960.00,EUR,Elm AG,A-105\n"
    WEEK.file(TUE, "bank-2.csv", BANK + lines, "--as", "statement")
    assert WEEK.data(TUE, "match")["rows"] == []
    elm = WEEK.data(TUE, "show", "A-105")
    assert (elm["status"], elm["credit"]) == ("closed", "0.00")
    WEEK.evening(TUE)


def _wednesday() -> None:
    """A payment typed wrong, taken back and typed again."""
    WEEK.at(WED, "pay", "K1", "900", "--on", "today")
    WEEK.at(WED, "undo")
    said = WEEK.at(WED, "pay", "K1", "600", "--on", "today")
    assert "600.00 to A-101" in said  # on account, and from there to what is due
    birch = WEEK.data(WED, "show", "A-101")
    assert birch["outstanding"]["total"] == "400.00"
    WEEK.evening(WED)


def _thursday() -> None:
    """A credit note meets its customer's invoice, and Fir pays ahead."""
    WEEK.file(
        THU,
        "notes.csv",
        f"invoice_id,customer_id,issued_on,due_on,amount\nCN-7,K3,{THU},{THU},-200.00\n",
    )
    WEEK.file(THU, "bank-4.csv", f"{BANK}{THU},700.00,EUR,Fir BV,A-106\n", "--as", "statement")
    assert WEEK.data(THU, "show", "A-104")["outstanding"]["total"] == "1000.00"
    WEEK.evening(THU)


def _friday() -> None:
    """The accounts show 50 paid of A-102. Dune disputes what is left; Birch kept a part."""
    open_ = {"A-101": 400, "A-102": 450, "A-103": 0, "A-104": 1000}
    rows = [line.split(",2026") for line in MONDAY.splitlines()[4:]]
    amounts = {"A-101": 1000, "A-102": 500, "A-103": 800, "A-104": 1200}
    text = "".join(
        f"{who},2026{issued},2026{due[:6]},{amounts[who[:5]]}.00,{open_[who[:5]]}.00\n"
        for who, issued, due in rows
    )
    WEEK.at(FRI, "log-call", "K3", "--outcome", "DISP", "--loan", "A-104", "--until", "2026-06-12")
    WEEK.file(FRI, "aged.csv", f"{HEAD}\n{text}", "--as-of", FRI)
    shown = WEEK.data(FRI, "show", "A-102")
    assert [(one["date"], one["amount"]) for one in shown["transactions"]] == [(FRI, "50.00")]
    assert WEEK.data(FRI, "show", "A-104")["outstanding"]["total"] == "1000.00"
    promise = WEEK.data(FRI, "promise", "list")["rows"][0]
    assert (promise["customer_id"], promise["verdict"]) == ("K1", "partly_kept")
    assert set(WEEK.queue(FRI)) == {"Birch Ltd"}  # Dune's dispute rests the case
    WEEK.evening(FRI)
