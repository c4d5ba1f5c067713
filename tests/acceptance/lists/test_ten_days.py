"""Ten days of lists beside payments by hand and a bank file, a weekend, corrections and phones.

The lists come each evening but on Saturday the 27th and Sunday the 28th. Worked out by hand:

L1  200 paid on Friday, 200 on Saturday. The lists fall by 200 on Monday, 150 on Tuesday, 50 on
    Wednesday: 1000, 800 on Friday, 600 from Saturday on. On Thursday the 2nd the list falls by 100
    that nobody recorded: 500; on Friday the bank file has those 100 of Thursday: they count once.
L2  100 paid on Thursday the 25th, which no list shows: 400. The list of Tuesday is three business
    days later: a finding. On Wednesday the list is accepted: 500 from that day on.
L3  300 of 800 overdue. On Friday the list of Thursday comes again: 50 less. On Monday 250 more are
    due; on Tuesday the older 250 are paid, on Thursday the others: cured, 250 not due.
    The phone is corrected by hand on Thursday; the lists say the old one, then nothing, then a new
    one on Wednesday, and the old one again on Thursday the 2nd.
L4  400, gone from Monday's complete list: settled; Tuesday's bank file has the 400 of Monday.
L5  60 paid on Wednesday, the day of the first list: 540. The list of Monday is the third business
    day without it: a finding; the money is kept. Tuesday's list shows it. Wednesday's owes the 60
    again: inferred against the payment, 600.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

HEAD = "loan_id,customer_id,name,phone,days_past_due,overdue_principal,贷款余额,as_of\n"
OLD, HAND, NEW = "13800138000", "13900139000", "13700137000"


class Day(NamedTuple):
    """One day: what the list says, and what the ledger shows in the evening."""

    lists: dict[str, tuple[int, int, int]]
    """By loan: days late, overdue, balance; {} where there is no list."""
    phone: str
    """Of C3 on the list."""
    owed: tuple[int, int, int, int, int]
    late: tuple[int, int, int, int, int]
    phone_here: str
    findings: tuple[tuple[str, str], ...] = ()
    """Loan and amount that the import of the list has open."""
    against: tuple[tuple[str, str], ...] = ()


def same(late: int, amount: int) -> tuple[int, int, int]:
    return late, amount, amount


DAYS = {
    "2026-06-24": Day(
        {"L1": same(30, 1000), "L2": same(10, 500), "L3": (15, 300, 800), "L4": same(5, 400),
         "L5": same(40, 600)},
        OLD, (1000, 500, 800, 400, 540), (30, 10, 15, 5, 40), OLD,
    ),
    "2026-06-25": Day(
        {"L1": same(31, 1000), "L2": same(11, 500), "L3": (16, 300, 800), "L4": same(6, 400),
         "L5": same(41, 600)},
        OLD, (1000, 400, 800, 400, 540), (31, 11, 16, 6, 41), HAND,
    ),
    "2026-06-26": Day(
        {"L1": same(32, 1000), "L2": same(12, 500), "L3": (17, 250, 750), "L4": same(7, 400),
         "L5": same(42, 600)},
        OLD, (800, 400, 750, 400, 540), (32, 12, 17, 7, 42), HAND,
    ),
    "2026-06-27": Day({}, "", (600, 400, 750, 400, 540), (33, 13, 18, 8, 43), HAND),
    "2026-06-28": Day({}, "", (600, 400, 750, 400, 540), (34, 14, 19, 9, 44), HAND),
    "2026-06-29": Day(
        {"L1": same(35, 800), "L2": same(15, 500), "L3": (20, 500, 750), "L5": same(45, 600)},
        OLD, (600, 400, 750, 0, 540), (35, 15, 20, 0, 45), HAND, (("L5", "60.00"),),
    ),
    "2026-06-30": Day(
        {"L1": same(36, 650), "L2": same(16, 500), "L3": (2, 250, 500), "L5": same(46, 540)},
        "", (600, 400, 500, 0, 540), (36, 16, 2, 0, 46), HAND, (("L2", "100.00"),),
    ),
    "2026-07-01": Day(
        {"L1": same(37, 600), "L2": same(17, 500), "L3": (3, 250, 500), "L5": same(47, 600)},
        NEW, (600, 500, 500, 0, 600), (37, 17, 3, 0, 47), NEW, (("L2", "100.00"),),
        (("L5", "60.00"),),
    ),
    "2026-07-02": Day(
        {"L1": same(38, 500), "L2": same(18, 500), "L3": (0, 0, 250), "L5": same(48, 600)},
        OLD, (500, 500, 250, 0, 600), (38, 18, 0, 0, 48), OLD,
    ),
    "2026-07-03": Day(
        {"L1": same(39, 500), "L2": same(19, 500), "L3": (0, 0, 250), "L5": same(49, 600)},
        OLD, (500, 500, 250, 0, 600), (39, 19, 0, 0, 49), OLD,
    ),
}  # fmt: skip


class Office:
    """The commands of an office, each at an hour of the day."""

    def __init__(self, run: Any, data: Any, folder: Path) -> None:
        self.run, self.data, self.folder = run, data, folder

    def does(self, day: str, *command: str) -> Any:
        return self.run(*command, now=f"{day}T16:00+08:00")

    def brings(self, day: str, rows: dict[str, tuple[int, int, int]], phone: str, of: str) -> Any:
        lines = [
            f"{loan},{loan.replace('L', 'C')},Wang {loan},{phone if loan == 'L3' else ''},"
            f"{late},{overdue},{balance},{of}"
            for loan, (late, overdue, balance) in rows.items()
        ]
        path = self.folder / f"list-{of}-{day}.csv"
        path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        return self.data("import", path.name, "--list", "complete", now=f"{day}T20:00+08:00")

    def bank(self, day: str, row: str) -> None:
        text = f"transaction_id,loan_id,date,amount\n{row}\n"
        (self.folder / f"bank-{day}.csv").write_text(text, encoding="utf-8")
        self.does(day, "import", f"bank-{day}.csv")

    def works(self, day: str, rows: dict[str, tuple[int, int, int]]) -> None:
        """What people do that day beside the list of the evening."""
        if day == "2026-06-25":
            self.does(day, "pay", "L2", "100", "--on", day)
            self.does(day, "set", "C3", f"phone={HAND}")
        elif day in ("2026-06-26", "2026-06-27"):
            self.does(day, "pay", "L1", "200", "--on", day)
        elif day == "2026-06-30":
            self.bank(day, "T4,L4,2026-06-29,400")
        elif day == "2026-07-03":
            self.bank(day, "T1,L1,2026-07-02,100")
        if day == "2026-06-26":
            before = DAYS["2026-06-25"].lists
            corrected = before | {"L3": (16, 250, 750)}
            self.brings(day, corrected, OLD, "2026-06-25")

    def decides(self, day: str) -> None:
        """What people do after the list of the evening."""
        if day == "2026-06-24":
            self.does(day, "pay", "L5", "60", "--on", day)
        elif day == "2026-06-29":
            self.does(day, "list", "keep", "L5")
        elif day == "2026-07-01":
            self.does(day, "list", "accept", "L2")

    def shows(self, now: str, as_of: str) -> tuple[tuple[float, ...], tuple[int, ...]]:
        loans = [
            self.data("show", f"L{n}", "--as-of", as_of, now=f"{now}T21:00+08:00")
            for n in range(1, 6)
        ]
        owed = tuple(float(one["outstanding"]["total"]) for one in loans)
        return owed, tuple(one["days_past_due"] for one in loans)


@pytest.fixture
def office(run: Any, data: Any, tmp_path: Path) -> Office:
    run("init", "--currency", "CNY", now="2026-06-24T08:00+08:00")
    return Office(run, data, tmp_path)


def test_ten_days(office: Office) -> None:
    for day, said in DAYS.items():
        office.works(day, said.lists)
        if said.lists:
            told = office.brings(day, said.lists, said.phone, day)
            findings = tuple((one["loan_id"], one["amount"]) for one in told["list_findings"])
            against = tuple((one["loan_id"], one["amount"]) for one in told["inferred_against"])
            assert (day, findings, against) == (day, said.findings, said.against)
        office.decides(day)
        assert (day, *office.shows(day, day)) == (day, said.owed, said.late)
        at = f"{day}T21:00+08:00"
        shown = office.data("show", "customer:C3", now=at)["phone"]
        assert (day, shown) == (day, said.phone_here)
        ageing = office.data("report", "aging", now=at)["currencies"][0]
        assert (day, ageing["ties"]) == (day, True)
        assert (day, float(ageing["total"])) == (day, sum(said.owed))
    last = "2026-07-03"
    for day, said in DAYS.items():
        corrected = (*said.owed[:2], 750, *said.owed[3:]) if day == "2026-06-25" else said.owed
        assert (day, *office.shows(last, day)) == (day, corrected, said.late)
    assert office.data("board", now=f"{last}T21:00+08:00")["list_findings"] == []
    office.run("check", now=f"{last}T21:00+08:00")
