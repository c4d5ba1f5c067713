"""One working week of a loan officer in Shanghai, with the figures of each day worked out by hand.

Four borrowers, instalments of 1,000 each, no interest:

    JK-260125  王伟  12 from 25 January; four fell due up to 25 May, three are paid
    JK-260401  李娜   6 from 1 April; 1 May is open, 1 June falls due on Monday
    JK-260110  张强   3 from 10 January; 10 March and 10 April are open
    JK-260505  陈静   9 from 5 May; the first falls due on Friday

Monday 1 June is day 7 of 25 May, day 31 of 1 May, day 83 of 10 March and day 52 of 10 April.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from week import Week

MON, TUE, WED, THU, FRI = (f"2026-06-0{day}" for day in range(1, 6))
LOANS = """借据号,客户编号,客户姓名,手机号,地址,贷款金额,放款日期,年利率,还款方式,期数,客户经理
JK-260125,K1,王伟,138 0000 0001,人民路1号,"12,000.00",2026/1/25,0%,等额本金,12,chen
JK-260401,K2,李娜,138 0000 0002,人民路2号,"6,000.00",2026/4/1,0%,等额本金,6,chen
JK-260110,K3,张强,138 0000 0003,人民路3号,"3,000.00",2026/1/10,0%,等额本金,3,chen
JK-260505,K4,陈静,138 0000 0004,人民路4号,"9,000.00",2026/5/5,0%,等额本金,9,chen
"""
PAID = """借据号,还款日期,还款金额
JK-260125,2026/2/25,1000
JK-260125,2026/3/25,1000
JK-260125,2026/4/25,1000
JK-260110,2026/2/10,1000
"""
BANK = "交易日期,收入,支出,对方户名,摘要\n"
AGEING = {
    # 8,000 of 王伟, 5,000 of 李娜 (1,000 of it due today) and 9,000 of 陈静 are not late
    MON: {"not_due": "22000.00", "1-30": "1000.00", "31-60": "2000.00", "61-90": "1000.00",
          "total": "26000.00"},
    # 王伟 paid 1,000; the 1,000 of 1 June is a day late
    TUE: {"not_due": "21000.00", "1-30": "1000.00", "31-60": "2000.00", "61-90": "1000.00",
          "total": "25000.00"},
    # 李娜 paid 500 of 1 May
    WED: {"not_due": "21000.00", "1-30": "1000.00", "31-60": "1500.00", "61-90": "1000.00",
          "total": "24500.00"},
    # 张强 paid 10 March, as he had promised
    THU: {"not_due": "21000.00", "1-30": "1000.00", "31-60": "1500.00", "total": "23500.00"},
    # 陈静 paid her first instalment on its day
    FRI: {"not_due": "20000.00", "1-30": "1000.00", "31-60": "1500.00", "total": "22500.00"},
}  # fmt: skip
WEEK = Week("+08:00", AGEING)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_ACTOR", "chen")
    WEEK.at(MON, "init", "--currency", "CNY", "--time-zone", "Asia/Shanghai")


@pytest.mark.usefixtures("desk")
def test_the_week() -> None:
    _monday()
    _tuesday()
    _wednesday()
    _thursday()
    _friday()


def _monday() -> None:
    """The book and what was paid; who was late before starts at the step of those days."""
    assert WEEK.file(MON, "loans.csv", LOANS)["new"] == 4
    assert WEEK.file(MON, "paid.csv", PAID)["new"] == 4
    assert WEEK.queue(MON, "stage", "delinquent_days", "overdue") == {
        "王伟": ("phone", 7, "1000.00"),
        "李娜": ("visit", 31, "1000.00"),
        "张强": ("visit", 83, "2000.00"),
        "陈静": ("reminder", 0, "0.00"),
    }
    asked = WEEK.at(MON, "log-call", "王伟", "--outcome", "无人接听", code=2)
    assert "K1" in asked
    WEEK.at(MON, "log-call", "K1", "--outcome", "无人接听")
    WEEK.at(MON, "log-visit", "K3", "--found", "yes", "--outcome", "PTP", "--promise", "1000@周四")
    assert WEEK.data(MON, "promise", "list")["rows"][0]["due_on"] == THU
    WEEK.evening(MON)


def _tuesday() -> None:
    """The bank's list: the transfer names the loan."""
    line = f"{TUE},1000.00,,王伟,还款 JK-260125\n"
    WEEK.file(TUE, "bank-2.csv", BANK + line, "--as", "statement")
    assert WEEK.data(TUE, "match")["rows"] == []
    assert set(WEEK.queue(TUE)) >= {"李娜"}
    assert "王伟" not in WEEK.queue(TUE)
    assert WEEK.data(TUE, "show", "JK-260125")["next_due_on"] == "2026-06-25"
    WEEK.evening(TUE)


def _wednesday() -> None:
    """Cash on a visit, typed on the wrong loan, taken back and typed again; a hardship."""
    WEEK.at(WED, "pay", "JK-260110", "500", "--on", "今天")
    WEEK.at(WED, "undo")
    WEEK.at(WED, "pay", "JK-260401", "500", "--on", "今天")
    shown = WEEK.data(WED, "show", "JK-260401")
    assert (shown["overdue"]["total"], shown["days_past_due"]) == ("1500.00", 33)
    WEEK.at(WED, "hold", "add", "K2", "--kind", "hardship", "--until", "2026-06-30")
    WEEK.evening(WED)


def _thursday() -> None:
    """The promise of Monday is kept; a new phone number is set by hand."""
    WEEK.at(THU, "pay", "JK-260110", "1000", "--on", "today")
    promise = WEEK.data(THU, "promise", "list")["rows"][0]
    assert (promise["customer_id"], promise["verdict"], promise["paid"]) == (
        "K3",
        "kept",
        "1000.00",
    )
    WEEK.at(THU, "set", "K3", "phone=+86 139 0000 0033")
    WEEK.evening(THU)


def _friday() -> None:
    """The book comes again as it was: what was set by hand stays, and nothing is counted twice."""
    again = WEEK.file(FRI, "loans.csv", LOANS + "\n")
    assert again["new"] == 0
    line = f"{FRI},1000.00,,陈静,JK-260505\n"
    WEEK.file(FRI, "bank-5.csv", BANK + line, "--as", "statement")
    assert WEEK.data(FRI, "find", "张强")["rows"][0]["phone"] == "+86 139 0000 0033"
    shown = WEEK.data(FRI, "show", "JK-260110")
    assert (shown["overdue"]["total"], shown["oldest_due_on"]) == ("1000.00", "2026-04-10")
    assert WEEK.data(FRI, "show", "JK-260505")["days_past_due"] == 0
    WEEK.evening(FRI)
