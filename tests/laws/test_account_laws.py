"""Laws of money of a customer, on whole ledgers of random customers.

``OVERDUE_ACCOUNTS=10000`` asks for more customers, ``OVERDUE_SEED=7`` for others.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.loan.on_account import OnAccount, pay_out
from overdue_cli.book import Writing, book_at
from overdue_cli.domain.errors import Refused
from overdue_cli.domain.money import parse_decimal
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.loan.ageing import Basis, ageing
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from overdue_cli.store.ledger.proof import findings
from overdue_cli.store.loan.fresh_positions import POSITION_COLUMNS, fresh_rows
from random_accounts import FILES, RESTS, START, Facts, random_facts
from sizes import size

pytestmark = pytest.mark.law
CUSTOMERS = size("OVERDUE_ACCOUNTS", small=40, large=10_000)
SEED = int(os.environ.get("OVERDUE_SEED", "20261130"))
TODAY = START + timedelta(400)
DAYS = tuple(START + timedelta(number) for number in (0, 60, 121, 200, 263, 340, 400))
COLUMNS = POSITION_COLUMNS.split(", ")
FIGURES = "currency status oldest_due_on overdue outstanding credit next_due_amount".split()

Figures = dict[str, tuple[Any, ...]]


@pytest.fixture
def policy() -> Policy:
    return load("standard")


@pytest.fixture
def facts(request: pytest.FixtureRequest) -> Facts:
    return random_facts(Random(f"{SEED}:{request.node.name}"), CUSTOMERS)


class Books:
    """Ledgers of one test, each filled by imports in a given order."""

    def __init__(self, folder: Path, policy: Policy, stack: ExitStack) -> None:
        self.folder, self.policy, self.stack, self.made = folder, policy, stack, 0

    def of(self, facts: Facts, *imports: tuple[str, ...]) -> Ledger:
        self.made += 1
        folder = self.folder / str(self.made)
        folder.mkdir()
        now = datetime.combine(TODAY, time(9), UTC)
        ledger = create_ledger(folder / "book.db", {"currency": "CNY"}, actor="me", at=now)
        self.stack.enter_context(ledger)
        for number, names in enumerate(imports or (FILES,)):
            self.bring_in(ledger, facts.write(folder / str(number), names))
        return ledger

    def bring_in(self, ledger: Ledger, files: tuple[Path, ...]) -> None:
        result = import_files(self.writing(ledger), files, ImportOptions())
        assert [problem for file in result.files for problem in file.problems] == []

    def writing(self, ledger: Ledger) -> Writing:
        return Writing(ledger, self.policy, "me", datetime.combine(TODAY, time(9), UTC))

    def figures(self, ledger: Ledger, day: date) -> Figures:
        """What stands on a day, by loan; accounts that hold and owe nothing are left out."""
        places = [COLUMNS.index(name) for name in FIGURES]
        found = {}
        for row, _ in fresh_rows(ledger.conn, self.policy.rules, day):
            figures = tuple(row[place] for place in places)
            idle = row[0].startswith("account:") and not (figures[4] or figures[5])
            if figures[1] != "future" and not idle:
                found[row[0]] = figures
        return found

    def hold(self, ledger: Ledger) -> None:
        """What is stored equals a fresh computation, and every ageing ties."""
        assert list(findings(ledger.conn, self.policy.rules, TODAY)) == []
        for day in (*DAYS[2:5], TODAY):
            now = datetime.combine(TODAY, time(9), UTC)
            with book_at(ledger, day, now, needs="positions", named=self.policy) as book:
                for basis in get_args(Basis):
                    assert ageing(book, basis=basis).ties, (day, basis)


@pytest.fixture
def books(tmp_path: Path, policy: Policy) -> Iterator[Books]:
    with ExitStack() as stack:
        yield Books(tmp_path, policy, stack)


def shuffled(rng: Random) -> list[tuple[str, ...]]:
    """The files one by one in a random order in which each finds what it rests on."""
    left, order = list(FILES[1:]), [FILES[0]]
    while left:
        ready = [n for n in left if all(rest in order for rest in RESTS.get(n, ()))]
        order.append(rng.choice(ready))
        left.remove(order[-1])
    return [(name,) for name in order]


def test_the_order_of_files_does_not_matter(books: Books, facts: Facts) -> None:
    """Held items among them: invoices in dispute are passed over in every order."""
    rng = Random(SEED)
    one, two = books.of(facts), books.of(facts, *shuffled(rng))
    three = books.of(facts, *shuffled(rng))
    for day in DAYS:
        expected = books.figures(one, day)
        assert books.figures(two, day) == expected
        assert books.figures(three, day) == expected
    for ledger in (one, two, three):
        books.hold(ledger)


def test_a_reversal_takes_back_all_that_its_money_did_from_its_day_on(
    books: Books, facts: Facts
) -> None:
    """Before its day the ledger is as without the reversal, after it as without the money."""
    backs = {row["reverses"]: row["date"] for row in facts.rows("back", "backs")}
    whole = books.of(facts)
    for day in DAYS:
        gone = {name for name, on in backs.items() if on <= str(day)}
        known = facts.where(
            lambda file, row, gone=gone: (
                file not in ("back", "backs") and row.get("transaction_id") not in gone
            )
        )
        assert books.figures(whole, day) == books.figures(books.of(known), day), day


def test_what_is_asked_about_a_day_rests_on_nothing_later(books: Books, facts: Facts) -> None:
    whole = books.of(facts)
    for day in DAYS[1:-1:2]:
        earlier = facts.where(lambda _, row, day=day: row.get("date", "") <= str(day))
        assert books.figures(whole, day) == books.figures(books.of(earlier), day), day


def test_money_of_one_currency_pays_no_debt_of_another(books: Books, facts: Facts) -> None:
    in_euro = {
        row["reverses"] for row in facts.rows("back", "backs") if "-EUR-" in row["reverses"]
    }
    others = facts.where(
        lambda _, row: (
            row.get("currency") != "EUR"
            and row.get("reverses") not in in_euro
            and not row.get("loan_id", "").endswith("-EUR")
        )
    )
    whole, part = books.of(facts), books.of(others)
    for day in DAYS:
        found = books.figures(whole, day)
        kept = {name: one for name, one in found.items() if one[0] == "CNY"}
        assert kept == books.figures(part, day)


def test_a_customer_is_owed_no_money_beside_a_debt_that_is_due(books: Books, facts: Facts) -> None:
    """Surplus, credit notes and the account pay what is due; only what is disputed is open."""
    ledger = books.of(facts)
    disputed = {
        row["invoice_id"] for row in facts.rows("bills1", "bills2") if row["disputed"] == "yes"
    }
    for day in DAYS:
        credit: dict[tuple[str, str], int] = defaultdict(int)
        due: dict[tuple[str, str], int] = defaultdict(int)
        for name, (currency, _, oldest, overdue, outstanding, over, _) in books.figures(
            ledger, day
        ).items():
            runs = name.startswith("B-") and outstanding
            whose = name.split(":" if ":" in name else "-")[1], currency
            credit[whose] += 0 if runs else over
            due[whose] += overdue if oldest and name not in disputed else 0
        both = {whose for whose in credit if credit[whose] and due[whose]}
        assert both == set(), day
        assert _net(ledger, books, day) == _counted(facts, day)


def _net(ledger: Ledger, books: Books, day: date) -> dict[str, int]:
    """What all customers owe less what they are owed, by currency."""
    net: dict[str, int] = defaultdict(int)
    for currency, _, _, _, outstanding, credit, _ in books.figures(ledger, day).values():
        net[currency] += outstanding - credit
    return {currency: amount for currency, amount in net.items() if amount}


def _counted(facts: Facts, day: date) -> dict[str, int]:
    """The same from the rows of the files alone."""
    net: dict[str, int] = defaultdict(int)
    kept = {row["loan_id"]: row["currency"] for row in facts.rows("loans")}
    since = {row["loan_id"]: row["disbursed_on"] for row in facts.rows("loans")}
    for row in facts.rows("plan"):
        if since[row["loan_id"]] <= str(day):
            net[kept[row["loan_id"]]] += 100 * (int(row["principal"]) + int(row["interest"]))
    for row in facts.rows("bills1", "bills2"):
        if row["issued_on"] <= str(day):
            net[row["currency"]] += parse_decimal(row["amount"], row["currency"])
    begun = since | {r["invoice_id"]: r["issued_on"] for r in facts.rows("bills1", "bills2")}
    money = {row["transaction_id"]: row for row in facts.rows("money1", "money2", "paid")}
    gone = {row["reverses"] for row in facts.rows("back", "backs") if row["date"] <= str(day)}
    for name, row in money.items():
        there = begun.get(row.get("loan_id", ""), "") <= str(day)
        if row["date"] <= str(day) and name not in gone and there:
            net[row["currency"]] -= parse_decimal(row["amount"], row["currency"])
    return {currency: amount for currency, amount in net.items() if amount}


def test_what_was_paid_out_is_used_by_no_debt_that_is_recorded_later(
    books: Books, facts: Facts
) -> None:
    """All credit of half of the customers is paid out; then invoices dated back arrive."""
    rng = Random(SEED + 1)
    early = facts.where(lambda file, _: file not in ("bills2", "paid", "back", "backs"))
    ledger = books.of(early)
    day = START + timedelta(263)
    paid_out = 0
    for row in facts.rows("customers")[::2]:
        try:
            pay_out(books.writing(ledger), OnAccount(row["customer_id"], "CNY all", day))
        except Refused:
            continue
        paid_out += 1
    assert paid_out > CUSTOMERS / 10
    books.bring_in(ledger, facts.write(books.folder / "late", ("bills2",)))
    for on in (day - timedelta(1), day, *rng.sample(DAYS, 2), TODAY):
        for name, figures in books.figures(ledger, on).items():
            assert not (name.startswith("account:") and figures[4]), (name, on)
    books.hold(ledger)
