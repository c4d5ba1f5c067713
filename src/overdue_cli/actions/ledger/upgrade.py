"""Brings an older ledger to the version of this program, and says what that changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from overdue_cli.actions.ledger.check import derive_anew
from overdue_cli.actions.ledger.holds_by_days import (
    HoldsByDays,
    ended_by_day,
    keep_running,
    limited_by_person,
)
from overdue_cli.actions.ledger.join_payments import join_payments
from overdue_cli.actions.ledger.older_policy import OlderPolicy, older_policy
from overdue_cli.actions.ledger.what_changed import WhatChanged, what_changed
from overdue_cli.actions.loan.payouts import plan_payouts
from overdue_cli.book import case_rules, policy_of
from overdue_cli.domain.errors import LedgerMismatch, WrongUse
from overdue_cli.domain.moments import moment_of
from overdue_cli.store.derived import STORED
from overdue_cli.store.ladder import case_states
from overdue_cli.store.ledger.connection import SCHEMA_VERSION, connect, version_of
from overdue_cli.store.ledger.journal import JournalEntry, journal_row_of
from overdue_cli.store.ledger.ledger import Ledger, backup_file, settings_of
from overdue_cli.store.ledger.stored_figures import StoredFigures, last_figures, stored_figures
from overdue_cli.store.ledger.undated_settlements import balances_of_settlements
from overdue_cli.store.loan.derived_positions import note_rules
from overdue_cli.store.loan.largest_sums import sums


class Upgraded(NamedTuple):
    """From which version to which, where the copy of the old file is, what changed in it."""

    before: int
    after: int
    backup: Path | None
    damaged: tuple[str, ...] = ()
    """Currencies whose daily sums are no whole numbers, as release 0.3 could leave them."""
    changed: WhatChanged | None = None
    """None where the old ledger had no figures to compare with."""
    holds: HoldsByDays = HoldsByDays()
    """Holds that days ended, or would have, and that only what happened ends."""
    policy: OlderPolicy | None = None
    """The policy in force, where it is as an older release had it."""


def upgrade(path: Path, *, actor: str, now: datetime) -> Upgraded:
    """The ledger at ``path`` in the version of this program, after a backup beside it.

    All of it is one transaction: a file whose upgrade was broken off is the old one.
    Errors: WrongUse when there is no ledger, LedgerMismatch when it is newer than the program.
    """
    if not path.is_file():
        raise WrongUse(f"there is no ledger at {path}", hint="Name it with --db.")
    version = _version(path)
    if version > SCHEMA_VERSION:
        raise LedgerMismatch(
            f"the ledger {path} is of version {version}, newer than this program "
            f"({SCHEMA_VERSION})",
            hint="Install the newer version of overdue that made it.",
        )
    if version == SCHEMA_VERSION:
        return Upgraded(version, version, None, _damaged(path), None, _still_over(path, now))
    if version == 0:
        raise WrongUse(f"{path} is not a ledger", hint="Make one with 'overdue init'.")
    copy = path.with_name(f"{path.name}.{now:%Y%m%d-%H%M%S}.v{version}.backup")
    backup_file(path, copy)
    from overdue_cli.store.ledger.migrate import migrate

    changed: list[WhatChanged] = []
    holds: list[HoldsByDays] = []
    policies: list[OlderPolicy | None] = []
    with closing(connect(path)) as old:
        before = last_figures(old)

    def finish(conn: sqlite3.Connection) -> None:
        with journal_row_of(conn, actor=actor, command="upgrade", at=now) as journal:
            journal.summary = f"Upgraded the ledger from version {version} to {SCHEMA_VERSION}"
            ledger = Ledger(path, conn, True, settings_of(conn))
            _facts_by_new_rules(ledger, journal)
            policy = policy_of(ledger, journal.today)
            kept = keep_running(journal, policy, journal.today)
            changed.extend(_derived_by_new_rules(ledger, before, now))
            policies.append(older_policy(conn, journal.today))
            ended = ended_by_day(conn, policy, journal.today)
            limited = limited_by_person(conn, policy, journal.today)
            holds.append(HoldsByDays(ended, kept, limited))

    migrate(path, finish)
    return Upgraded(
        version,
        SCHEMA_VERSION,
        copy,
        _damaged(path),
        next(iter(changed), None),
        holds[0],
        policies[0],
    )


def _still_over(path: Path, now: datetime) -> HoldsByDays:
    """Holds that days ended, or will, and that nobody put back, in a ledger that is up to date.

    What the upgrade said may be lost: a screen was closed, a machine stopped.
    """
    with closing(connect(path)) as conn:
        ledger, today = Ledger(path, conn, False, settings_of(conn)), now.date()
        policy = policy_of(ledger, today)
        return HoldsByDays(
            ended_by_day(conn, policy, today), limited=limited_by_person(conn, policy, today)
        )


def _facts_by_new_rules(ledger: Ledger, journal: JournalEntry) -> None:
    """Facts that older releases wrote in another way, brought to the way of this one."""
    policy = policy_of(ledger, journal.today)
    plan_payouts(ledger.conn, policy.products, journal.journal_id, of_all=True)
    joined, staying = join_payments(ledger.conn, policy, journal.journal_id)
    if joined:
        word = "payment" if joined == 1 else "payments"
        journal.summary += f"; {joined} {word} of customers joined on their accounts"
    balances = balances_of_settlements(ledger.conn, journal.journal_id)
    if balances:
        word = "invoice" if balances == 1 else "invoices"
        journal.summary += f"; what was open of {balances} {word} kept as of the day of the import"
    journal.details = {"joined": joined, "still_divided": staying, "balances": balances}


def _derived_by_new_rules(
    ledger: Ledger, before: StoredFigures | None, now: datetime
) -> Iterator[WhatChanged]:
    """Derives everything anew; what that changes on the day for which the old tables hold."""
    conn, day = ledger.conn, before.day if before else now.date()
    policy = policy_of(ledger, day)
    derive_anew(conn, policy.rules, day)
    note_rules(conn, policy.fingerprint())
    if before is None:
        return
    rules = case_rules(policy, ledger.currency)
    scope = rules.scope(moment_of(day, now), STORED)
    customers = case_states.outdated(conn, day, rules.derived_by)
    case_states.store_case_states(conn, rules, scope, customers)
    products, default = policy.products, policy.products["default"]
    yield what_changed(
        before,
        stored_figures(conn, day),
        lambda name: products.get(name, default).count_due_day,
    )


def _damaged(path: Path) -> tuple[str, ...]:
    with closing(connect(path)) as conn:
        return tuple(sorted({currency for (currency, _), one in sums(conn).items() if one.broken}))


def _version(path: Path) -> int:
    try:
        with closing(connect(path)) as conn:
            return version_of(conn)
    except sqlite3.DatabaseError as error:
        raise WrongUse(f"{path} is not a ledger: {error}", hint="Name it with --db.") from None
