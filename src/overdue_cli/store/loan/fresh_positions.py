"""Rows of ``position`` and ``open_item``, freshly computed from the facts.

Plain loans take the quick way (``domain.plain``) on facts that the database has summed up; all
others the engine (``domain.position``). Which way a row came cannot be seen from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, cast

from overdue_cli.domain.loan.loan import NO_DEBTS, Loan, Position, Rules
from overdue_cli.domain.loan.plain_loan import PlainTerms, plain_terms, standing
from overdue_cli.store.garbage_collector import collector_off
from overdue_cli.store.loan.facts import (
    UNBOUND,
    Bound,
    RulesOf,
    account_customers,
    loan_rows,
    loans_among,
    rules_with_pauses,
)
from overdue_cli.store.loan.plain_loans import PlainFacts, plain_facts

_CHUNK = 2_000
_ENGINE_CHUNK = 500

#: A row of ``position``, and the rows of ``open_item`` that belong to it.
DerivedRows = tuple[tuple[Any, ...], list[tuple[Any, ...]]]

POSITION_COLUMNS = (
    "loan_id, customer_id, currency, status, oldest_due_on, delinquent_on, overdue, "
    "overdue_principal, outstanding_principal, outstanding, receivable_not_due, "
    "receivable_not_due_items, prepaid, credit, penalty_posted, recovered, next_due_on, "
    "next_due_amount, last_paid_on, unscheduled, valid_from, valid_until, "
    "charged_off_on"
)
OPEN_ITEM_COLUMNS = (
    "loan_id, seq, due_on, customer_id, currency, amount, principal, interest, fee, penalty"
)


def fresh_rows(
    conn: sqlite3.Connection,
    rules: RulesOf,
    day: date,
    ids_query: str = "",
    known: int | None = None,
    bound: Bound = UNBOUND,
) -> Iterator[DerivedRows]:
    """Freshly computed rows of ``position`` and ``open_item``."""
    terms_of = _terms_by_rules(
        rules_with_pauses(conn, rules, ids_query=ids_query, known=known, bound=bound), day
    )
    rows = loan_rows(conn, ids_query=ids_query, known=known, bound=bound)
    accounts = account_customers(conn, ids_query, known, bound)
    while chunk := rows.fetchmany(_CHUNK):
        terms = {
            row["loan_id"]: (row, made)
            for row in chunk
            if not (row["listed_on"] or row["discount_until"])
            and row["customer_id"] not in accounts
            and (made := terms_of(row))
        }
        others = [row["loan_id"] for row in chunk if row["loan_id"] not in terms]
        for facts in plain_facts(conn, list(terms), day, known):
            if facts.plan is None:
                others.append(facts.loan_id)
            else:
                yield _plain_rows(*terms[facts.loan_id], facts)
        for start in range(0, len(others), _ENGINE_CHUNK):
            ids = others[start : start + _ENGINE_CHUNK]
            yield from _engine_rows(conn, rules, day, ids, known)


def _terms_by_rules(rules: RulesOf, day: date) -> Callable[[sqlite3.Row], PlainTerms | None]:
    """The terms of a loan row where it may be plain, made once for each value of its rules."""
    made: dict[
        int, tuple[Rules, PlainTerms | None]
    ] = {}  # the rules are kept, so their ids stay theirs

    def terms_of(row: sqlite3.Row) -> PlainTerms | None:
        of_loan = rules(cast(Mapping[str, Any], row))
        known = made.get(id(of_loan))
        if known is None:
            known = made[id(of_loan)] = of_loan, plain_terms(of_loan, day)
        return known[1]

    return terms_of


def _engine_rows(
    conn: sqlite3.Connection, rules: RulesOf, day: date, loan_ids: list[str], known: int | None
) -> Iterator[DerivedRows]:
    from overdue_cli.domain.loan.position import position  # not for plain loans

    for row, loan in loans_among(conn, rules, loan_ids, known=known):
        standing = position(loan, day)
        yield (
            position_row(row, loan, standing),
            open_item_rows(row, standing) if standing.oldest_due_on else [],
        )


def _plain_rows(row: sqlite3.Row, terms: PlainTerms, facts: PlainFacts) -> DerivedRows:
    """The stored form of a plain loan's position and of its overdue instalments."""
    loan_id, customer_id, kind, currency, principal, since = row[:6]
    plan = facts.plan
    assert plan is not None
    *stored, valid_from, valid_until, late = standing(plan, facts.money, since or "", terms)
    exists = stored[0] != "future"
    scheduled = plan or kind in NO_DEBTS or not exists
    return (
        (
            *(loan_id, customer_id, currency, *stored[:11], 0, 0, *stored[11:]),
            *(facts.paid_on if exists else None, 0 if scheduled else principal),
            *(valid_from, valid_until, None),
        ),
        [
            (loan_id, seq, due_on, customer_id, currency, a + b + c, a, b, c, 0)
            for due_on, seq, a, b, c in late
        ],
    )


def position_row(row: sqlite3.Row, loan: Loan, standing: Position) -> tuple[Any, ...]:
    """The stored form of one position, in the order of ``POSITION_COLUMNS``."""
    scheduled = loan.plan or not loan.debt or row["listed_on"] or not standing.exists
    return (
        loan.loan_id,
        row["customer_id"],
        loan.currency,
        standing.status,
        _iso(standing.oldest_due_on),
        _iso(standing.delinquent_on),
        standing.overdue.total,
        standing.overdue.principal,
        standing.outstanding.principal,
        standing.outstanding.total,
        standing.receivable_not_due,
        standing.receivable_not_due_items,
        standing.prepaid,
        standing.credit,
        standing.penalty_posted,
        standing.recovered + standing.sold_off_book,
        _iso(standing.next_due_on),
        standing.next_due_amount,
        _last_paid_on(loan, standing.as_of) if standing.exists else None,
        0 if scheduled else row["principal"],
        standing.valid_from.isoformat(),
        standing.valid_until.isoformat(),
        _iso(standing.charged_off.on) if standing.charged_off else None,
    )


def open_item_rows(row: sqlite3.Row, standing: Position) -> list[tuple[Any, ...]]:
    """One row per overdue instalment, in the order of ``OPEN_ITEM_COLUMNS``."""
    rows = []
    for item in standing.items:
        if item.overdue:
            left = item.unpaid
            rows.append(
                (
                    row["loan_id"],
                    item.seq,
                    item.due_on.isoformat(),
                    row["customer_id"],
                    row["currency"],
                    left.total,
                    left.principal,
                    left.interest,
                    left.fee,
                    left.penalty,
                )
            )
    return rows


def _last_paid_on(loan: Loan, as_of: date) -> str | None:
    """Day of the last payment that still counts; a reversed one does not."""
    taken_back = {e.reverses for e in loan.entries if e.kind == "reversal" and e.value_on <= as_of}
    days = [
        e.value_on
        for e in loan.entries
        if e.kind in ("repayment", "recovery")
        and e.value_on <= as_of
        and e.entry_id not in taken_back
    ]
    return days[-1].isoformat() if days else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def write_rows(
    conn: sqlite3.Connection, tables: tuple[str, str], rows: Iterable[DerivedRows]
) -> None:
    """Writes computed rows in chunks, so that memory does not grow with the book."""
    into_position = _into(tables[0], POSITION_COLUMNS)
    into_item = _into(tables[1], OPEN_ITEM_COLUMNS)
    stream = iter(rows)
    with collector_off():
        while chunk := list(islice(stream, _CHUNK)):
            conn.executemany(into_position, [row for row, _ in chunk])
            conn.executemany(into_item, [item for _, items in chunk for item in items])


def _into(table: str, columns: str) -> str:
    placeholders = ", ".join("?" for _ in columns.split(", "))
    return f"INSERT INTO {table} ({columns}) VALUES ({placeholders})"
