"""A book lived in for weeks: case states brought up to date by what changed equal fresh ones.

``OVERDUE_SEED=7`` asks for another life of the book.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.demo.make import MORNING, make_demo
from overdue_cli.actions.ledger.check import check
from overdue_cli.actions.loan.pay import pay
from overdue_cli.book import Book, Writing, bring_up_to_date, case_rules, policy_of
from overdue_cli.domain.moments import moment_of
from overdue_cli.policies.pack import Policy
from overdue_cli.store.derived import STORED
from overdue_cli.store.ladder.case_facts import CaseScope
from overdue_cli.store.ladder.case_states import COLUMNS, fresh_states
from overdue_cli.store.ledger.ledger import Ledger, open_ledger

pytestmark = pytest.mark.law
SEED = int(os.environ.get("OVERDUE_SEED", "20261125"))
DAYS = 45
OUTCOMES = ("NA", "NA", "LM", "RPC", "PTP", "RTP", "CB", "DISP", "WN", "SKIP", "VUL")


def test_a_day_or_a_fact_changes_just_what_it_should(tmp_path: Path) -> None:
    make_demo(tmp_path / "book.db", customers=24, actor="me")
    dice = Random(SEED)
    with open_ledger(tmp_path / "book.db") as ledger:
        policy = policy_of(ledger)
        people = [row[0] for row in ledger.conn.execute("SELECT customer_id FROM customer")]
        loans = [row[0] for row in ledger.conn.execute("SELECT loan_id FROM position")]
        for day in range(DAYS):
            now = MORNING + timedelta(days=day)
            for customer in dice.sample(people, dice.choice((0, 1, 3))):
                _contact(ledger, policy, customer, dice, now)
            if dice.random() < 0.3:
                _pay(ledger, policy, dice.choice(loans), dice, now)
            bring_up_to_date(Book(ledger, policy, now.date(), now), "cases")
            assert _stored(ledger) == _fresh(ledger, policy, now), f"day {day}, seed {SEED}"
        assert check(Book(ledger, policy, now.date(), now, STORED)) == []


def _contact(ledger: Ledger, policy: Policy, customer: str, dice: Random, now: datetime) -> None:
    outcome = dice.choice(OUTCOMES)
    later = (now + timedelta(days=dice.randrange(1, 9))).date().isoformat()
    given = ContactTexts(
        customer,
        dice.choice(("call", "call", "visit")),
        outcome,
        promises=(f"CNY 50@{later}",) if outcome == "PTP" else (),
        callback=f"{later}T10:00" if outcome == "CB" else "",
    )
    log_contact(Writing(ledger, policy, "me", now), given)


def _pay(ledger: Ledger, policy: Policy, loan: str, dice: Random, now: datetime) -> None:
    amount = str(dice.choice((30, 500, 20_000)))
    pay(Writing(ledger, policy, "me", now), loan, amount, on=now.date())


def _stored(ledger: Ledger) -> list[tuple[object, ...]]:
    rows = ledger.conn.execute(f"SELECT {COLUMNS} FROM main.case_state ORDER BY 1, 2")
    return [tuple(row)[:-2] for row in rows]


def _fresh(ledger: Ledger, policy: Policy, now: datetime) -> list[tuple[object, ...]]:
    rules = case_rules(policy, ledger.currency)
    asked = CaseScope(moment_of(now.date(), now), STORED)
    return sorted((tuple(row)[:-2] for row in fresh_states(ledger.conn, rules, asked)), key=str)
