"""The book at a day, which every question is asked of, and what an action needs to write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from overdue_cli.domain.moments import (
    Moment,
    moment_of,
    require_countable,
    typed_day,
    zone_of,
)
from overdue_cli.policies.pack import Policy, load, of_content
from overdue_cli.store.derived import NOTHING, STORED, STORED_POSITIONS, Derived
from overdue_cli.store.ladder import case_states
from overdue_cli.store.ladder.case_rows import states_of
from overdue_cli.store.ladder.queue import with_customer_stages
from overdue_cli.store.ledger.connection import snapshot, stored
from overdue_cli.store.ledger.journal import JournalEntry, journal_entry
from overdue_cli.store.ledger.ledger import Ledger, open_ledger, settings_of
from overdue_cli.store.ledger.policies import content_on
from overdue_cli.store.loan.derived_positions import (
    customers_positions,
    fresh_positions,
    outdated,
    refresh_touched,
    store_positions,
)
from overdue_cli.store.loan.facts import known_at
from overdue_cli.store.loan.rates import rate_tables

if TYPE_CHECKING:
    from overdue_cli.store.ledger.ledger import Session

#: Hears of how many customers something is computed.
Progress = Callable[[int], None]

#: What a question needs beside the facts: positions (for ``customer`` those of one customer do),
#: or positions and case states.
Needs = Literal["facts", "customer", "positions", "cases"]

#: How often a book is started over when what is derived went out of date while it was made.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Book:
    """The ledger at the close of a day: its policy, the moment, and what was known.

    ``book_at`` makes it; as long as it lasts, every question sees the file at one moment.
    """

    ledger: Ledger
    policy: Policy
    day: date
    now: datetime
    derived: Derived = NOTHING
    """Where the positions and case states of the day are read."""
    known_on: date | None = None
    """What was recorded later does not count; None: everything counts."""
    named: Policy | None = None
    """The policy named for this question alone, in place of the ledger's."""

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
        return policy_of(self.ledger, day, named=self.named, known_on=self.known_on)

    def of_customer(self, customer_id: str) -> Book:
        """The same book with the positions of this customer, where it has not those of all."""
        if self.derived != NOTHING:
            return self
        derived = customers_positions(
            self.conn, self.policy.rules, self.day, customer_id, self.known
        )
        return replace(self, derived=derived)

    def session(self) -> Session:
        """A SQLModel session that reads the file, for notebooks and scripts."""
        return self.ledger.session()

    def under(self, policy: Policy) -> Book:
        """The same book with the positions that another policy gives; nothing is stored."""
        loans = outdated(self.conn, self.day, policy.fingerprint())
        derived = STORED_POSITIONS
        if loans:
            derived = fresh_positions(self.conn, policy.rules, self.day, loans=loans)
        return replace(self, policy=policy, named=policy, derived=derived)

    def with_customer_stages(self) -> Derived:
        """The names of the derived tables with that of the stage of each customer."""
        ladder = self.policy.ladder
        steps = [step.name for step in ladder.steps]
        return with_customer_stages(self.conn, self.derived, steps, ladder.unit)


@contextmanager
def book_at(
    ledger: Ledger,
    day: date,
    now: datetime,
    *,
    needs: Needs = "cases",
    known_on: date | None = None,
    named: Policy | None = None,
    computing: Progress = lambda count: None,
) -> Iterator[Book]:
    """The book at the close of a day, all of it as the file stood at one moment.

    What is derived is brought to today first, and stored, where the file allows it; for another
    day, or where others write all the time, it is computed for this book alone. ``computing``
    hears of how many customers, before that begins.
    """
    is_today = day == now.date() and known_on is None
    tries = _TRIES if ledger.writable and is_today else 0
    while True:
        with snapshot(ledger.conn):
            ledger = replace(ledger, settings=settings_of(ledger.conn))
            policy = policy_of(ledger, day, named=named, known_on=known_on)
            book = Book(ledger, policy, day, now, NOTHING, known_on, named)
            if needs == "facts" or (needs == "customer" and not is_today):
                yield book
                return
            stale = _Outdated() if known_on else _outdated(book, needs)
            if not tries or not any(stale):
                yield replace(book, derived=_derived(book, needs, stale, computing))
                return
        tries = tries - 1 if bring_up_to_date(book, needs, computing) else 0


@contextmanager
def open_book(path: Path | str, as_of: date | str) -> Iterator[Book]:
    """The book of a ledger file at the close of a day, for scripts and notebooks.

    ``as_of`` is a day or its ISO text. Nothing is written: what is out of date is computed for
    this book alone. Errors: WrongUse for what is no day, and as for ``open_ledger``.
    """
    day = typed_day(as_of, "as_of") if isinstance(as_of, str) else as_of
    require_countable(day, "as_of")
    with opened(Path(path)) as ledger:
        close = datetime.combine(day, time.max, UTC)
        now = close.replace(tzinfo=zone_of(ledger.settings.get("time_zone", ""), close))
        with book_at(replace(ledger, writable=False), day, now) as book:
            yield book


class _Outdated(NamedTuple):
    """SQL that selects what is stored and does not hold for a book; '' for none."""

    loans: str = ""
    customers: str = ""


def _outdated(book: Book, needs: Needs) -> _Outdated:
    loans = outdated(book.conn, book.day, book.policy.fingerprint())
    if needs != "cases":
        return _Outdated(loans)
    rules = case_rules(book.policy, book.ledger.currency)
    return _Outdated(loans, case_states.outdated(book.conn, book.day, rules.derived_by))


def bring_up_to_date(book: Book, needs: Needs, computing: Progress = lambda count: None) -> bool:
    """True when what is stored was brought to the book's day; False when the file is busy."""
    conn, policy, day = book.conn, book.policy, book.day

    def positions() -> None:
        if loans := outdated(conn, day, policy.fingerprint()):
            store_positions(conn, policy.rules, day, loans, policy.fingerprint())

    def cases() -> None:
        rules = case_rules(policy, book.ledger.currency)
        if customers := case_states.outdated(conn, day, rules.derived_by):
            computing(case_states.count_of(conn, customers))
            scope = rules.scope(book.moment, STORED)
            case_states.store_case_states(conn, rules, scope, customers)

    return stored(conn, positions) and (needs != "cases" or stored(conn, cases))


def _derived(book: Book, needs: Needs, stale: _Outdated, computing: Progress) -> Derived:
    """The names of tables that hold for the book: stored ones, or computed in temporary ones."""
    conn, policy, known = book.conn, book.policy, book.known
    derived = STORED_POSITIONS
    if known is not None or stale.loans:
        derived = fresh_positions(conn, policy.rules, book.day, loans=stale.loans, known=known)
    if needs != "cases":
        return derived
    if known is None and not stale.customers:
        return derived._replace(case_state=STORED.case_state)
    if stale.customers:
        computing(case_states.count_of(conn, stale.customers))
    rules = case_rules(policy, book.ledger.currency)
    scope = rules.scope(book.moment, derived, known)
    states = case_states.fresh_case_states(conn, rules, scope, stale.customers)
    return derived._replace(case_state=states)


@dataclass(frozen=True, slots=True)
class Writing:
    """What an action writes with: an open ledger, the policy of today, who writes, and when."""

    ledger: Ledger
    policy: Policy
    actor: str
    now: datetime
    named: Policy | None = None
    """The policy named for this action alone, in place of the ledger's."""
    agree: Callable[[str], None] | None = None
    """Asks somebody whether what is unlikely is meant; None where nobody can be asked."""
    doubts: list[str] = field(default_factory=list)
    """What is unlikely of what was written, where nobody could be asked."""

    def doubt(self, what: str) -> None:
        """Asks about what is unlikely, or keeps it to be said after the result; '': nothing is.

        Before anything is written: who does not mean it ends the command.
        """
        if what and self.agree is not None:
            self.agree(what)
        elif what:
            self.doubts.append(what)

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
        return policy_of(self.ledger, day, named=self.named)

    def journal_entry(self, command: str) -> AbstractContextManager[JournalEntry]:
        """One transaction with one journal row, which a command of that name writes."""
        return journal_entry(self.ledger, actor=self.actor, command=command, at=self.now)

    def refresh_touched(self, *, taking_back: bool = False) -> None:
        """Recomputes the loans that were touched, inside the transaction of the journal entry."""
        refresh_touched(self.conn, self.policy.rules, self.today, taking_back=taking_back)


def case_rules(policy: Policy, currency: str) -> case_states.CaseRules:
    """How case states are computed by a policy; ``currency`` is the ledger's own."""
    return case_states.CaseRules(
        policy.case_terms,
        states_of(policy.ladder, policy.weights, currency),
        policy.case_fingerprint(currency),
        items=policy.ladder.unit == "item",
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
    day: date = date.max,
    *,
    named: Policy | None = None,
    known_on: date | None = None,
) -> Policy:
    """The policy that is named, else the one in force on ``day``, else the ledger's first.

    Without a day: the one that is in force last.
    """
    policy = named or _in_force(ledger, day, known_on)
    return policy.with_rates(rate_tables(ledger.conn)) if policy.needs_rates() else policy


def named_policy(name: str) -> Policy | None:
    """The policy of a pack or a file; None for no name."""
    return load(name) if name else None


def _in_force(ledger: Ledger, day: date, known_on: date | None) -> Policy:
    content = content_on(ledger.conn, day, known_at(ledger.conn, known_on))
    return of_content(content) if content else load(ledger.settings.get("policy", ""))
