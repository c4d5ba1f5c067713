"""Proves that a ledger agrees with itself, and rebuilds what is derived when asked."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import chain, islice
from pathlib import Path

from overdue_cli.actions.result import Written
from overdue_cli.book import Book, Writing, case_rules
from overdue_cli.domain.counted import counted
from overdue_cli.store.contact.customers import products_named
from overdue_cli.store.ladder.case_states import differences
from overdue_cli.store.ledger.archive import lost
from overdue_cli.store.ledger.proof import Finding, findings, is_of_facts, positions_stored
from overdue_cli.store.loan.account_sources import find_sources
from overdue_cli.store.loan.derived_positions import rebuild
from overdue_cli.store.loan.facts import RulesOf, has_balances, has_lists

__all__ = ["Finding", "check", "derive_anew", "notes", "rebuild_derived"]

MOST = 1_000
SOME = 5


def check(book: Book) -> list[Finding]:
    """At most ``MOST`` findings; an empty list for a ledger that agrees with itself."""
    conn, policy = book.conn, book.policy
    rules = case_rules(policy, book.ledger.currency)
    faults = list(islice(findings(conn, policy.rules, book.day), MOST))
    if any(is_of_facts(one) for one in faults):
        return faults
    scope = rules.scope(book.moment, book.derived)
    states = (Finding("case_state", *one) for one in differences(conn, rules, scope))
    return list(islice(chain(faults, states, lost(conn, book.ledger.path)), MOST))


def notes(book: Book) -> list[str]:
    """What is no disagreement but should be known: loans whose product the policy has not.

    Where a policy has no product but the default one, names of products are labels for groups.
    """
    if set(book.policy.products) == {"default"}:
        return []
    unknown = [row for row in products_named(book.conn) if row[0] not in book.policy.products]
    if not unknown:
        return []
    names, more = ", ".join(name for name, _ in unknown[:SOME]), len(unknown) - SOME
    count = sum(count for _, count in unknown)
    return [
        f"the policy does not have the product {names}{f' and {more} more' * (more > 0)}; "
        f"[product.default] holds for {count} loan{'s' * (count > 1)}"
    ]


def rebuild_derived(writing: Writing) -> Written:
    """Positions, open items and day totals computed anew from the facts as they stand.

    What follows from daily lists is derived anew before.
    """
    with writing.journal_entry("rebuild") as journal:
        derive_anew(journal.conn, writing.policy.rules, writing.today, path=writing.ledger.path)
        count = positions_stored(journal.conn)
        journal.summary = f"Rebuilt the derived tables of {counted(count, 'loan')} from the facts"
    return Written(journal.summary, journal.journal_id)


def derive_anew(
    conn: sqlite3.Connection, rules: RulesOf, day: date, *, path: Path | None = None
) -> None:
    """Everything that follows from the facts, inside the transaction of a journal entry.

    With the ``path`` of a file in which nothing else was written, a second core helps.
    """
    listed = has_lists(conn)
    if listed:
        from overdue_cli.store.lists.daily_lists import (  # few ledgers have lists
            follow_lists,
            note_all,
        )

        note_all(conn)
        follow_lists(conn, rules)
    stated = has_balances(conn)
    if stated:
        from overdue_cli.store.lists.stated_balances import (  # as few
            follow_balances,
            note_all_balances,
        )

        # What the account applied explains a fall before anything is inferred.
        find_sources(conn)
        note_all_balances(conn)
        follow_balances(conn, rules)
    rebuild(conn, rules, day, path=None if listed or stated else path)
