"""Reads promises with what became of them, without the rest of a case."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from overdue_cli.domain.ladder.case import Promise, PromiseStanding
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms, standings
from overdue_cli.store.ladder.queue import OFFICER_OF_CUSTOMER
from overdue_cli.store.loan.in_force import in_force
from overdue_cli.store.loan.payments import payments

#: Columns of a promise ``p`` that ``promise_of`` reads, with its end.
PROMISE = (
    "p.customer_id, p.promise_id, p.made_on, p.due_on, p.amount, p.currency, p.loan_id, "
    "p.journal_id, (SELECT min(e.ended_on) FROM promise_end e "
    "WHERE e.promise_id = p.promise_id AND {ended})"
)


class CustomerPromises(NamedTuple):
    """The promises of one customer with their verdicts."""

    customer_id: str
    standings: tuple[PromiseStanding, ...]


def promise_of(row: tuple[Any, ...]) -> Promise:
    """A promise from the cells of ``PROMISE``."""
    _, number, made_on, due_on, amount, currency, loan_id, group, ended_on = row
    return Promise(
        number,
        date.fromisoformat(made_on),
        date.fromisoformat(due_on),
        amount,
        currency,
        loan_id,
        group,
        date.fromisoformat(ended_on) if ended_on else None,
    )


def promises_on(
    conn: sqlite3.Connection,
    terms: PromiseTerms,
    day: date,
    customer_id: str | None = None,
    known: int | None = None,
) -> Iterator[CustomerPromises]:
    """The promises of each customer who made one by the close of a day, by customer."""
    only = "" if customer_id is None else "AND p.customer_id = ?"
    query = (
        f"SELECT {PROMISE.format(ended=in_force('e', known))} FROM promise p "
        f"WHERE {in_force('p', known)} AND p.made_on <= ? {only} "
        "ORDER BY p.customer_id, p.promise_id"
    )
    cursor = conn.cursor()
    cursor.row_factory = None
    values = (day.isoformat(), *(() if customer_id is None else (customer_id,)))
    for whose, rows in groupby(cursor.execute(query, values), key=itemgetter(0)):
        made = [promise_of(row) for row in rows]
        since = min(one.made_on for one in made)
        money = payments(conn, _loans_of(conn, whose, known), since, day, known)
        yield CustomerPromises(whose, standings(made, money, terms, day))


def standings_on(
    conn: sqlite3.Connection, terms: PromiseTerms, day: date, customer_id: str
) -> tuple[PromiseStanding, ...]:
    """The promises of one customer with their verdicts by the close of a day."""
    of_customer = next(promises_on(conn, terms, day, customer_id), None)
    return of_customer.standings if of_customer else ()


def _loans_of(conn: sqlite3.Connection, customer_id: str, known: int | None) -> list[str]:
    query = (
        f"SELECT loan_id FROM loan WHERE customer_id = ? AND {in_force(known=known)} ORDER BY 1"
    )
    return [row[0] for row in conn.execute(query, (customer_id,))]


class Around(NamedTuple):
    """Who made a promise, who took it, and who looks after the customer."""

    name: str
    officer: str
    region: str
    segment: str
    taken_by: str


def around(
    conn: sqlite3.Connection, day: date, customer_id: str | None = None
) -> dict[int, Around]:
    """The customer, the officer of the day and who took it, of each promise by its number."""
    only = "" if customer_id is None else "WHERE p.customer_id = ?"
    officer = OFFICER_OF_CUSTOMER.format(customer="c.customer_id", day=day)
    query = (
        f"SELECT p.promise_id, c.name, coalesce({officer}, ''), c.region, c.segment, "
        "coalesce(nullif(k.officer, ''), j.actor) FROM promise p "
        "JOIN customer c ON c.customer_id = p.customer_id "
        "JOIN journal j ON j.journal_id = p.journal_id "
        f"LEFT JOIN contact k ON k.contact_id = p.contact_id {only}"
    )
    values = () if customer_id is None else (customer_id,)
    return {row[0]: Around(*row[1:]) for row in map(tuple, conn.execute(query, values))}
