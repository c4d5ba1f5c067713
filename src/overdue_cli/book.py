"""The book at a day, which every question is asked of, and what an action needs to write."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from overdue_cli.domain.moments import Moment, moment_of
from overdue_cli.policies.ladder.casework import case_terms
from overdue_cli.policies.ladder.weights import weights_of
from overdue_cli.policies.pack import Policy, load, of_content
from overdue_cli.store.ladder import case_states
from overdue_cli.store.ladder.case_rows import states_of
from overdue_cli.store.ledger.journal import JournalEntry, journal_entry
from overdue_cli.store.ledger.ledger import Ledger, open_ledger
from overdue_cli.store.ledger.policies import content_on
from overdue_cli.store.loan.derived_positions import at_day, customer_at_day
from overdue_cli.store.loan.facts import known_at
from overdue_cli.store.loan.rates import rate_tables


@dataclass(frozen=True, slots=True)
class Book:
    """The ledger at the close of a day: its policy, the moment, and what was known."""

    ledger: Ledger
    policy: Policy
    day: date
    now: datetime
    known_on: date | None = None
    """What was recorded later does not count; None: everything counts."""
    override: str = ""
    """The policy named for this question alone."""

    @property
    def conn(self) -> sqlite3.Connection:
        """The connection to the ledger file."""
        return self.ledger.conn

    @property
    def today(self) -> date:
        """The day by the clock."""
        return self.now.date()

    @property
    def moment(self) -> Moment:
        """The moment asked about: now, or the close of another day."""
        return moment_of(self.day, self.now)

    @property
    def known(self) -> int | None:
        """The last journal row that counts; None for all."""
        return known_at(self.conn, self.known_on)

    def policy_on(self, day: date) -> Policy:
        """The policy in force on a day."""
        return policy_of(self.ledger, self.override, day, known_on=self.known_on)

    def bring_to_day(self) -> None:
        """Makes the derived tables answer for the day that is asked about."""
        at_day(
            self.ledger,
            self.policy.rules,
            self.day,
            today=self.today,
            known_on=self.known_on,
            derived_by=self.policy.fingerprint(),
        )

    def bring_customer(self, customer_id: str) -> None:
        """Makes positions answer for the day that is asked about, as to one customer."""
        if self.known_on is None and self.day == self.today:
            self.bring_to_day()
            return
        customer_at_day(
            self.ledger, self.policy.rules, self.day, customer_id, known_on=self.known_on
        )

    def bring_cases(self, told: case_states.Told = lambda count: None) -> None:
        """Makes positions and case states answer for the day that is asked about.

        ``told`` hears how many customers have to be computed, before that begins.
        """
        self.bring_to_day()
        case_states.at_day(
            self.ledger,
            case_rules(self.policy, self.ledger.currency),
            self.moment,
            today=self.today,
            known_on=self.known_on,
            told=told,
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """What an action writes with: an open ledger, the policy of today, who writes, and when."""

    ledger: Ledger
    policy: Policy
    actor: str
    now: datetime
    override: str = ""
    """The policy named for this action alone."""

    @property
    def conn(self) -> sqlite3.Connection:
        """The connection to the ledger file."""
        return self.ledger.conn

    @property
    def today(self) -> date:
        """The day by the clock of the person who writes."""
        return self.now.date()

    def policy_on(self, day: date) -> Policy:
        """The policy in force on a day."""
        if day == self.today:
            return self.policy
        return policy_of(self.ledger, self.override, day)

    def journal_entry(self, command: str) -> AbstractContextManager[JournalEntry]:
        """One transaction with one journal row, which a command of that name writes."""
        return journal_entry(self.ledger, actor=self.actor, command=command, at=self.now)


def case_rules(policy: Policy, currency: str) -> case_states.CaseRules:
    """How case states are computed by a policy; ``currency`` is the ledger's own."""
    text = json.dumps([policy.data, currency], sort_keys=True, default=str)
    return case_states.CaseRules(
        case_terms(policy),
        states_of(policy.ladder_rules, weights_of(policy.data), currency),
        hashlib.sha256(text.encode()).hexdigest()[:16],
        items=policy.ladder_rules.unit == "item",
    )


def fixed_day(ledger: Ledger) -> tuple[str, str]:
    """The day and zone a demo ledger lives in; ('', '') for a ledger that follows the clock."""
    day = ledger.settings.get("demo_day", "")
    return (day, ledger.settings.get("time_zone", "")) if day else ("", "")


@contextmanager
def opened(path: Path) -> Iterator[Ledger]:
    """The ledger at ``path``, closed afterwards."""
    with open_ledger(path) as ledger:
        yield ledger


def policy_of(
    ledger: Ledger,
    override: str = "",
    day: date | None = None,
    *,
    known_on: date | None = None,
) -> Policy:
    """The policy named by ``override``, else the one in force on ``day``, else the ledger's first.

    Without a day: the one that is in force last.
    """
    policy = load(override) if override else _in_force(ledger, day or date.max, known_on)
    return policy.with_rates(rate_tables(ledger.conn)) if policy.needs_rates() else policy


def _in_force(ledger: Ledger, day: date, known_on: date | None) -> Policy:
    content = content_on(ledger.conn, day, known_at(ledger.conn, known_on))
    return of_content(content) if content else load(ledger.settings.get("policy", ""))
