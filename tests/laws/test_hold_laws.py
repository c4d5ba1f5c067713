"""No hold that ends by what happened ends without it, whatever people do: random lives.

A model beside the ledger knows one thing of each hold: whether what ends it has happened, and on
which day. Nothing else that is done to a hold, and no day that passes, may end it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ladder.hold_ends import keep_hold, release_hold, reopen_holds
from overdue_cli.actions.ladder.holds import HoldTexts, add_hold
from overdue_cli.book import Writing, book_at
from overdue_cli.domain.errors import WrongUse
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.ladder.holds import hold_rows
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger

ZONE = ZoneInfo("Asia/Shanghai")
BEGUN = date(2026, 1, 5)
LOANS = """loan_id,customer_id,principal,currency,disbursed_on,method,instalments,first_due_on
A,C,300,CNY,2025-10-01,equal_principal,1,2025-12-01
B,C,300,CNY,2025-10-01,equal_principal,1,2025-12-01
"""
#: What a message that carries out a notice of the policy ends.
ENDS = {
    "verification": {"dispute", "fraud"},
    "judgment_copy": {"dispute"},
    "dispute_answer": {"dispute", "fraud"},
    "demand": set(),
}
WORDS = {
    "dispute": ["verification_sent", "judgment_copy_sent", "inquiry_answered", "withdrawn"],
    "fraud": ["verification_sent", "inquiry_answered", "withdrawn"],
    "vulnerable": ["reviewed"],
}
OUTCOMES = ["DISP", "FRD", "IDT", "VUL", "NA", "RPC", "PTP", "HARD"]


class Life:
    """One ledger, and by the number of each hold of these kinds the day of what ended it."""

    def __init__(self, ledger: Ledger, policy: Policy, random: Random) -> None:
        self.ledger, self.policy, self.random = ledger, policy, random
        self.day = BEGUN
        self.ended: dict[int, date | None] = {}
        self.about: dict[int, tuple[str, str | None]] = {}

    def writing(self) -> Writing:
        now = datetime.combine(self.day, time(12), ZONE)
        return Writing(self.ledger, self.policy, "me", now, named=self.policy)

    def note_new(self) -> None:
        """Takes the holds that are new into the model."""
        rows = self.ledger.conn.execute("SELECT hold_id, kind, loan_id FROM hold")
        for number, kind, loan_id in rows.fetchall():
            if kind in WORDS and number not in self.ended:
                self.ended[number], self.about[number] = None, (kind, loan_id)

    def act(self) -> None:
        """One thing that somebody does, or some days that pass."""
        deeds = [self.pass_days, self.add, self.call, self.write, self.keep, self.release]
        self.random.choice([*deeds, self.release_silently, self.reopen])()
        self.note_new()

    def pass_days(self) -> None:
        self.day += timedelta(days=self.random.choice([1, 7, 29, 30, 31, 60]))

    def loan(self) -> str:
        return self.random.choice(["", "A", "B"])

    def add(self) -> None:
        until = self.day + timedelta(days=self.random.choice([0, 1, 29, 30]))
        texts = HoldTexts(
            "C",
            self.random.choice([*WORDS, "other", "hardship"]),
            loan=self.loan(),
            until=self.random.choice(["", until.isoformat()]),
            remind=self.random.choice(["", until.isoformat()]),
        )
        add_hold(self.writing(), texts)

    def call(self) -> None:
        code = self.random.choice(OUTCOMES)
        log_contact(self.writing(), ContactTexts("C", "call", code, loan=self.loan()))

    def write(self) -> None:
        step, loan = self.random.choice(list(ENDS)), self.loan()
        state = self.random.choice(["sent", "draft", "failed"])
        texts = ContactTexts("C", "letter", "SENT", loan=loan, step=step, state=state)
        log_contact(self.writing(), texts)
        for number, (kind, of_loan) in self.about.items():
            meant = not loan or of_loan == loan
            if state == "sent" and meant and kind in ENDS[step] and self.ended[number] is None:
                self.ended[number] = self.day

    def running(self) -> list[int]:
        return [number for number, ended in self.ended.items() if ended is None]

    def keep(self) -> None:
        if self.running():
            keep_hold(self.writing(), self.random.choice(self.running()), remind="", note="")

    def release(self) -> None:
        if self.running():
            number = self.random.choice(self.running())
            word = self.random.choice(WORDS[self.about[number][0]])
            release_hold(self.writing(), number, on=self.day, note="", because=word)
            self.ended[number] = self.day

    def release_silently(self) -> None:
        if self.running():
            with pytest.raises(WrongUse, match="ends by what happened"):
                release_hold(
                    self.writing(), self.random.choice(self.running()), on=self.day, note="paid"
                )

    def reopen(self) -> None:
        over = [number for number, ended in self.ended.items() if ended is not None]
        if not over:
            return
        number = self.random.choice(over)
        if any(self.about[one] == self.about[number] for one in self.running()):
            with pytest.raises(WrongUse, match="is in force"):
                reopen_holds(self.writing(), [number], from_on=self.day, note="")
        else:
            reopen_holds(self.writing(), [number], from_on=self.day, note="")

    def held(self, day: date) -> set[int]:
        """The holds of these kinds that the ledger says hold on a day."""
        now = datetime.combine(day, time(12), ZONE)
        with book_at(self.ledger, day, now, named=self.policy) as book:
            rows = hold_rows(book, past=True)
        return {row.hold_id for row in rows if row.state == "held" and row.kind in WORDS}


@pytest.mark.parametrize("seed", range(8))
def test_nothing_but_what_ends_it_ends_it(tmp_path: Path, seed: int) -> None:
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    settings = {"currency": "CNY", "time_zone": str(ZONE)}
    begun = datetime.combine(BEGUN, time(9), ZONE)
    with create_ledger(tmp_path / "book.db", settings, actor="me", at=begun) as ledger:
        life = Life(ledger, load("standard"), Random(seed))
        import_files(life.writing(), [tmp_path / "loans.csv"], ImportOptions())
        for _ in range(40):
            life.act()
            assert life.held(life.day) == set(life.running())
        assert life.ended
        for later in (400, 4000):
            assert life.held(life.day + timedelta(days=later)) == set(life.running())
