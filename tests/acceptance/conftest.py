"""The files of a small book, and the real ones beside the repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from places import SHARED


@pytest.fixture
def shared_data() -> Path:
    """Real files beside the repository; tests that need them are skipped where they are absent."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("no real files beside the repository")
    return folder


CUSTOMERS = """customer_id,name,phone,time_zone,language
C1,王小明,+86 138 0013 8000,Asia/Shanghai,zh-CN
C2,Jo [jr] Lee [/b],+1 202 555 0143,America/New_York,en
C3,=1+1,+44 20 7946 0018,Europe/London,en
C4,Анна Ким,,Asia/Almaty,ru
C5,Đặng Thị Ánh,0912 345 678,Asia/Ho_Chi_Minh,vi
007,James,+44 20 7946 0007,,en
"""

LOANS = [
    # loan, customer, currency, principal, disbursed, rate, method, instalments, officer
    ("L1", "C1", "CNY", "12000", "2026-01-15", "12", "annuity", "12", "lin"),
    ("L2", "C1", "USD", "600", "2026-02-01", "0", "equal_principal", "6", "lin"),
    ("L3", "C2", "CNY", "5000", "2026-03-20", "18", "flat", "5", "chen"),
    ("L4", "C3", "CNY", "800", "2026-05-25", "0", "equal_principal", "2", "chen"),
    ("L5", "C4", "JPY", "90000", "2025-11-30", "6", "interest_only", "6", ""),
    ("L6", "C5", "CNY", "3000", "2026-06-20", "10", "bullet", "3", "lin"),
    ("0007", "007", "CNY", "100.01", "2026-04-01", "0", "equal_principal", "3", "chen"),
]

PAYMENTS = [
    ("T1", "L1", "2026-02-15", "1066.19"),
    ("T2", "L1", "2026-03-15", "1066.19"),
    ("T3", "L1", "2026-04-20", "500"),
    ("T4", "L2", "2026-03-01", "100"),
    ("T5", "L2", "2026-04-01", "50"),
    ("T6", "L3", "2026-04-20", "1075"),
    ("T7", "L3", "2026-05-20", "575"),
    ("T8", "L5", "2025-12-31", "450"),
    ("T9", "L5", "2026-01-30", "450"),
    ("T10", "L5", "2026-06-29", "1000"),
    ("T11", "0007", "2026-05-01", "33.34"),
    ("T12", "0007", "2026-06-25", "100"),
]


def _book_files(folder: Path, until: str = "9999") -> list[str]:
    """The import files of the book as they stood at the close of ``until`` (ISO date)."""
    folder.mkdir(exist_ok=True)
    names = (
        "loan_id,customer_id,currency,principal,disbursed_on,"
        "annual_rate,method,instalments,officer"
    )
    money = "transaction_id,loan_id,date,amount"
    loans = [row for row in LOANS if row[4] <= until]
    alive = {row[0] for row in loans}
    paid = [row for row in PAYMENTS if row[2] <= until and row[1] in alive]
    text = {
        "customers": CUSTOMERS,
        "loans": "\n".join([names, *map(",".join, loans)]) + "\n",
        "transactions": "\n".join([money, *map(",".join, paid)]) + "\n",
    }
    if not paid:
        del text["transactions"]
    for name, content in text.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return [str(folder / f"{name}.csv") for name in text]


@pytest.fixture
def book_files() -> Callable[..., list[str]]:
    """Writes the import files of a small book and gives their paths."""
    return _book_files
