"""One working week at a law firm in New York, with the figures of each day worked out by hand.

The bills of the practice software, in dollars; it tells clients apart by their names:

    2041  Ann Fen    3,000 due 1 May
    2042  Ossel LLC  2,500 due 20 May, 1,000 of it paid on a day that nobody knows
    2043  Ossel LLC    800 due 15 June
    2044  Max Roe    6,000 due 1 February

Monday 1 June is day 31, 12 and 120 of the bills that are late: that makes the day of the file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from week import Week

MON, TUE, WED, THU, FRI = (f"2026-06-0{day}" for day in range(1, 6))
HEAD = "Bill Number,Client,Matter Number,Issue Date,Due Date,Total,Paid,Balance,Days Overdue,State"
BILLS = f"""{HEAD}
2041,Ann Fen,00012-Fen,04/01/2026,05/01/2026,"$3,000.00",$0.00,"$3,000.00",31,Open
2042,Ossel LLC,00013-Ossel,04/20/2026,05/20/2026,"$2,500.00","$1,000.00","$1,500.00",12,Open
2043,Ossel LLC,00014-Ossel,05/16/2026,06/15/2026,$800.00,$0.00,$800.00,0,Open
2044,Max Roe,00015-Roe,01/02/2026,02/01/2026,"$6,000.00",$0.00,"$6,000.00",120,Open
"""
NEW_BILL = f"""{HEAD}
2045,Ossel LLC,00014-Ossel,06/04/2026,07/04/2026,$500.00,$0.00,$500.00,0,Open
"""
RECEIPTS = "transaction_id,customer_id,date,amount\n"
AGEING = {
    MON: {"not_due": "800.00", "1-30": "1500.00", "31-60": "3000.00", "91+": "6000.00",
          "total": "11300.00"},
    # Ossel's check of 2,300 pays 2042 and, not due yet, 2043
    TUE: {"31-60": "3000.00", "91+": "6000.00", "total": "9000.00"},
    # a retainer of 300 waits for the next bill
    WED: {"31-60": "3000.00", "91+": "6000.00", "total": "9000.00", "credit": "300.00"},
    # and meets it: 500 less 300
    THU: {"not_due": "200.00", "31-60": "3000.00", "91+": "6000.00", "total": "9200.00"},
    # Ann Fen paid; 1,000 of Max Roe's bill is waived
    FRI: {"not_due": "200.00", "91+": "5000.00", "total": "5200.00"},
}  # fmt: skip
WEEK = Week("-04:00", AGEING)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_ACTOR", "kim")
    WEEK.at(MON, "init", "--currency", "USD", "--time-zone", "America/New_York")


@pytest.mark.usefixtures("desk")
def test_the_week() -> None:
    _monday()
    _tuesday()
    _wednesday()
    _thursday()
    _friday()


def _monday() -> None:
    """The bills: their day is made by due dates and days overdue."""
    assert WEEK.file(MON, "bills.csv", BILLS)["new"] == 4
    assert WEEK.queue(MON, "delinquent_days", "overdue") == {
        "Ann Fen": (31, "3000.00"),
        "Ossel LLC": (12, "1500.00"),
        "Max Roe": (120, "6000.00"),
    }
    paid = WEEK.data(MON, "show", "2042")["transactions"]
    assert [(one["date"], one["amount"]) for one in paid] == [(MON, "1000.00")]
    WEEK.at(MON, "log-call", "Ann Fen", "--outcome", "PTP", "--promise", "3000@friday")
    assert WEEK.data(MON, "promise", "list")["rows"][0]["due_on"] == FRI
    WEEK.at(MON, "log-call", "Max Roe", "--outcome", "no answer")
    WEEK.evening(MON)


def _tuesday() -> None:
    """A check that names the client alone; Max Roe disputes his bill."""
    WEEK.file(TUE, "receipts.csv", f"{RECEIPTS}R-1,Ossel LLC,{TUE},2300.00\n")
    assert WEEK.data(TUE, "show", "2043")["outstanding"]["total"] == "0.00"
    WEEK.at(TUE, "log-call", "Max Roe", "--outcome", "DISP", "--until", FRI)
    WEEK.evening(TUE)


def _wednesday() -> None:
    """A retainer comes before the bill that it is for."""
    WEEK.file(
        WED, "receipts.csv", f"{RECEIPTS}R-1,Ossel LLC,{TUE},2300.00\nR-2,Ossel LLC,{WED},300\n"
    )
    assert "Max Roe" not in WEEK.queue(WED)
    WEEK.evening(WED)


def _thursday() -> None:
    """The next bill: what is on the account meets it by itself; undone and imported again."""
    WEEK.file(THU, "new-bill.csv", NEW_BILL, "--date-order", "mdy")
    WEEK.at(THU, "undo")
    WEEK.file(THU, "new-bill.csv", NEW_BILL, "--date-order", "mdy")
    assert WEEK.data(THU, "show", "2045")["outstanding"]["total"] == "200.00"
    WEEK.evening(THU)


def _friday() -> None:
    """Ann Fen keeps her word; a thousand of the disputed bill is waived."""
    WEEK.at(FRI, "pay", "2041", "3000", "--on", "today")
    promise = WEEK.data(FRI, "promise", "list")["rows"][0]
    assert (promise["verdict"], promise["paid"]) == ("kept", "3000.00")
    WEEK.at(FRI, "enter", "2044", "waiver", "1000", "--note", "settled the dispute")
    groups = WEEK.data(FRI, "report", "aging", "--group", "customer")["currencies"][0]["groups"]
    assert {one["group"]: one["net"] for one in groups} == {
        "Max Roe": "5000.00",
        "Ossel LLC": "200.00",
    }
    WEEK.evening(FRI)
