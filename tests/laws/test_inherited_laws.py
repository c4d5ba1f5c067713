"""Laws of cases that were late before the ledger first heard of their debts.

Random customers whose invoices turn up late or in time, are paid or not, and are called up or not.
Where a case starts is worked out here from invoices alone, day by day. ``OVERDUE_INHERITED=5000``
asks for more customers, ``OVERDUE_SEED=7`` for others.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.check import check
from overdue_cli.book import Book, Writing, book_at
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.ladder.queue import QueueFilter, queue
from overdue_cli.store.derived import STORED
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from sizes import size

pytestmark = pytest.mark.law
CUSTOMERS = size("OVERDUE_INHERITED", small=40, large=500)
SEED = int(os.environ.get("OVERDUE_SEED", "20261130"))
START = date(2026, 1, 5)
#: The ladder of the standard policy up to the step before the one with a legal prerequisite.
STEPS = ("", "reminder", "phone", "message", "visit")
MOST_CALLS = 5  # six on three days bring the visit forward


@dataclass(frozen=True)
class Bill:
    """An invoice; days are numbers from the start."""

    invoice_id: str
    customer: str
    due: int
    heard: int
    paid: int | None = None

    def is_late(self, day: int) -> bool:
        """Whether the ledger knows at the close of a day that it is due and unpaid."""
        return max(self.heard, self.due + 1) <= day and (self.paid is None or day < self.paid)


@dataclass
class Life:
    """What is recorded on which days, and whom somebody calls on them."""

    days: list[int]
    bills: list[Bill] = field(default_factory=list)
    calls: dict[int, list[str]] = field(default_factory=dict)

    def of(self, customer: str) -> list[Bill]:
        return [bill for bill in self.bills if bill.customer == customer]


def random_life(rng: Random, customers: int) -> Life:
    days = [0]
    while days[-1] < 150:
        days.append(days[-1] + rng.randrange(1, 22))
    life = Life(days)
    for number in range(customers):
        name, calls = f"C{number}", 0
        for place in range(rng.choice((1, 1, 2, 3, 4))):
            heard = rng.choice(days)
            paid = rng.choice([None, *(day for day in days if day > heard)])
            due = heard - rng.choice((-25, -3, 0, 1, 10, 15, 16, 30, 31, 60, 90, 91, 140))
            life.bills.append(Bill(f"I{number}-{place}", name, due, heard, paid))
        for day in days:
            known = any(bill.heard <= day for bill in life.of(name))
            if known and calls < MOST_CALLS and rng.random() < 0.25:
                life.calls.setdefault(day, []).append(name)
                calls += 1
    return life


def start_of(bills: Iterable[Bill], day: int) -> tuple[int, int] | None:
    """The day on which the case of a day opened, and how late it was then if it was so before.

    None where nothing is late at the close of the day.
    """
    start = None
    for then in range(day + 1):
        late = [bill for bill in bills if bill.is_late(then)]
        if not late:
            start = None
        elif start is None:
            inherited = (then - bill.due for bill in late if bill.heard == then)
            start = then, max(inherited, default=0)
    return start


def floor_of(days: int) -> str:
    """The step of so many days, short of the one with a legal prerequisite.

    >>> floor_of(15), floor_of(16), floor_of(140)
    ('phone', 'message', 'visit')
    """
    return ("", "phone", "message", "visit")[(days > 0) + (days > 15) + (days > 30)]


def floor_on(bills: Iterable[Bill], day: int) -> str:
    """The step below which the case of a day is not held back by what nobody logged.

    Days that have fallen since it opened take it back as they do everybody.
    """
    known = list(bills)
    start = start_of(known, day)
    if start is None:
        return ""
    today = max(day - bill.due for bill in known if bill.is_late(day))
    return floor_of(min(start[1], today))


def later(one: str, other: str) -> str:
    return max(one, other, key=STEPS.index)


class Office:
    """A ledger to which a life happens day by day."""

    def __init__(self, folder: Path, policy: Policy, life: Life) -> None:
        self.folder, self.policy, self.life = folder, policy, life
        folder.mkdir()
        at = datetime.combine(START, time(8), UTC)
        self.ledger: Ledger = create_ledger(
            folder / "book.db", {"currency": "CNY"}, actor="me", at=at
        )

    def writing(self, day: int) -> Writing:
        return Writing(self.ledger, self.policy, "me", moment(day))

    def record(self, day: int) -> None:
        """Whatever is heard, paid and called on a day."""
        bills = [bill for bill in self.life.bills if bill.heard == day]
        rows = [
            f"{b.invoice_id},{b.customer},{on(min(b.due - 30, day))},{on(b.due)},1000"
            for b in bills
        ]
        self._bring_in(day, "invoices", "invoice_id,customer_id,issued_on,due_on,amount", rows)
        paid = [bill.invoice_id for bill in self.life.bills if bill.paid == day]
        rows = [f"T-{name},{name},{on(day)},1000" for name in paid]
        self._bring_in(day, "payments", "transaction_id,loan_id,date,amount", rows)
        for customer in self.life.calls.get(day, ()):
            log_contact(self.writing(day), ContactTexts(customer, "call", "NA"))

    def _bring_in(self, day: int, name: str, header: str, rows: list[str]) -> None:
        if rows:
            path = self.folder / f"{name}-{day}.csv"
            path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
            result = import_files(self.writing(day), (path,), ImportOptions())
            assert [problem for file in result.files for problem in file.problems] == []

    def stages(self, day: int, policy: Policy | None = None) -> dict[str, str]:
        """The step of each customer at the close of a day, by the office's policy or another."""
        named = policy or self.policy
        with book_at(self.ledger, START + timedelta(day), moment(day), named=named) as book:
            return {row.customer_id: row.stage for row in queue(book, QueueFilter())}

    def check(self, day: int) -> None:
        book = Book(self.ledger, self.policy, START + timedelta(day), moment(day), STORED)
        assert check(book) == []


def moment(day: int) -> datetime:
    return datetime.combine(START + timedelta(day), time(9), UTC)


def on(day: int) -> str:
    return (START + timedelta(day)).isoformat()


def watched(days: list[int]) -> Iterator[tuple[int, bool]]:
    """Days to look at, and whether something is recorded on them."""
    for first, following in zip(days, [*days[1:], days[-1] + 40], strict=True):
        yield first, True
        for day in sorted({first + 1, (first + following) // 2, following - 1}):
            if first < day < following:
                yield day, False


@pytest.fixture
def policy() -> Policy:
    return load("standard")


@pytest.fixture
def by_evidence(policy: Policy) -> Policy:
    """The same rules under which nobody inherits anything."""
    ladder = {**policy.tables["ladder"], "inherited": "evidence"}
    return Policy({**policy.tables, "ladder": ladder}, policy.rates)


@pytest.fixture
def life(request: pytest.FixtureRequest) -> Life:
    return random_life(Random(f"{SEED}:{request.node.name}"), CUSTOMERS)


def test_a_case_stands_at_its_floor_or_where_the_evidence_puts_it(
    tmp_path: Path, policy: Policy, by_evidence: Policy, life: Life
) -> None:
    """Never before the floor; beyond it as everybody; after a cure as if there had been none."""
    office, seen = Office(tmp_path / "one", policy, life), Counter[str]()
    with office.ledger:
        for day, is_recorded in watched(life.days):
            if is_recorded:
                office.record(day)
            stages, without = office.stages(day), office.stages(day, by_evidence)
            for customer in {bill.customer for bill in life.bills if bill.heard <= day}:
                start = start_of(life.of(customer), day)
                floor = floor_on(life.of(customer), day)
                stage = stages.get(customer, "")
                known = f"{customer} on day {day}, seed {SEED}: {start}"
                assert stage == later(floor, without.get(customer, "")), known
                seen.update(
                    _kinds(life.of(customer), day, start, stage, without.get(customer, ""))
                )
        office.check(day)
    rare = {kind: seen[kind] for kind in KINDS if seen[kind] < CUSTOMERS // 8}
    assert not rare, f"hardly tried, seed {SEED}: {rare}"


KINDS = ("floor", "evidence goes on", "cured", "joined by an older one")


def _kinds(
    bills: list[Bill], day: int, start: tuple[int, int] | None, stage: str, evidence: str
) -> Iterator[str]:
    """What a case of a day is an example of."""
    if start is None:
        return
    floor = floor_on(bills, day)
    if floor and stage == floor != evidence:
        yield "floor"
    if floor and stage != floor:
        yield "evidence goes on"
    if any(
        bill.paid is not None and bill.paid <= start[0] and bill.heard - bill.due > 30
        for bill in bills
    ):
        yield "cured"
    if any(start[0] < bill.heard <= day and bill.heard - bill.due > 30 for bill in bills):
        yield "joined by an older one"


def test_debts_that_join_later_leave_the_floor_as_it_was(
    tmp_path: Path, policy: Policy, life: Life
) -> None:
    """Without a call nobody comes to the visit but by the days of the debts of the first day."""
    life.calls.clear()
    office = Office(tmp_path / "one", policy, life)
    with office.ledger:
        for day, is_recorded in watched(life.days):
            if is_recorded:
                office.record(day)
            visited = {name for name, stage in office.stages(day).items() if stage == "visit"}
            starts = {name: start_of(life.of(name), day) for name in visited}
            expected = {
                bill.customer
                for bill in life.bills
                if floor_on(life.of(bill.customer), day) == "visit"
            }
            assert visited == expected, f"day {day}, seed {SEED}: {starts}"


def test_days_on_which_nobody_looked_change_nothing(
    tmp_path: Path, policy: Policy, life: Life
) -> None:
    watching, away = Office(tmp_path / "one", policy, life), Office(tmp_path / "two", policy, life)
    last = life.days[-1] + 20
    with watching.ledger, away.ledger:
        for day, is_recorded in watched(life.days):
            if is_recorded:
                watching.record(day)
                away.record(day)
            watching.stages(day)
        assert watching.stages(last) == away.stages(last)
