"""Reads the facts of loans out of the ledger as the values the engine works on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from overdue_cli.domain.loan.loan import (
    NO_DEBTS,
    Component,
    Entry,
    Instalment,
    Loan,
    Rules,
)
from overdue_cli.store.loan.account_sources import sources
from overdue_cli.store.loan.in_force import in_force
from overdue_cli.store.loan.pauses import pausing
from overdue_cli.store.loan.plan.payouts import as_paid_out, loans_in_parts

RulesOf = Callable[[Mapping[str, Any]], Rules]
#: Named parameters of an SQL select of loan ids.
Bound = Mapping[str, str]

UNBOUND: Bound = {}
NOTHING_MOVED: Mapping[str, tuple[Entry, ...]] = {}

_LOANS = """
SELECT loan_id, customer_id, kind, currency, principal, disbursed_on, grace_days, rounding,
       allocation, product, disputed, annual_rate, penalty_rate, penalty_uplift, down_payment,
       discount_percent, discount_until, journal_id,
       (SELECT min(s.as_of) FROM snapshot s
         WHERE s.loan_id = loan.loan_id AND {listed}) AS listed_on
  FROM loan WHERE {in_force} {ids_query} ORDER BY loan_id
"""
_INSTALMENTS = """
SELECT i.loan_id, i.seq, i.due_on, i.principal, i.interest, i.fee
  FROM instalment i CROSS JOIN plan p ON p.plan_id = i.plan_id
 WHERE {in_force} {ids_query} ORDER BY i.loan_id, i.plan_id, i.seq
"""
_ENTRIES = """
SELECT loan_id, entry_id, kind, value_on, amount, due_on, reverses, components, inferred,
       applies_to, journal_id
  FROM entry WHERE {in_force} {ids_query} ORDER BY loan_id, value_on, entry_id
"""


def has_lists(conn: sqlite3.Connection) -> bool:
    """Whether any list of another system was ever imported."""
    return conn.execute("SELECT 1 FROM snapshot LIMIT 1").fetchone() is not None


def has_balances(conn: sqlite3.Connection) -> bool:
    """Whether any file ever said how much of an invoice is open."""
    return conn.execute("SELECT 1 FROM stated_balance LIMIT 1").fetchone() is not None


def known_at(conn: sqlite3.Connection, day: date | None) -> int | None:
    """The last journal row written up to the end of ``day``; None for no limit."""
    if day is None:
        return None
    row = conn.execute(
        "SELECT coalesce(max(journal_id), 0) FROM journal WHERE substr(at, 1, 10) <= ?",
        (day.isoformat(),),
    ).fetchone()
    return int(row[0])


def rules_with_pauses(
    conn: sqlite3.Connection,
    rules: RulesOf,
    *,
    ids_query: str = "",
    known: int | None = None,
    bound: Bound = UNBOUND,
) -> RulesOf:
    """The rules of each loan with what holds pause of it."""
    counts, released = in_force("h", known), in_force("r", known)
    return pausing(
        conn, rules, in_force=counts, released=released, ids_query=ids_query, bound=bound
    )


def loan_rows(
    conn: sqlite3.Connection,
    *,
    ids_query: str = "",
    known: int | None = None,
    bound: Bound = UNBOUND,
) -> sqlite3.Cursor:
    """The loan rows alone, by loan id; ``ids_query`` is an SQL select of them (default: all)."""
    listed = in_force("s", known)
    return conn.execute(_query(_LOANS, "", in_force("", known), ids_query, listed=listed), bound)


def loans(
    conn: sqlite3.Connection,
    rules: RulesOf,
    *,
    ids_query: str = "",
    known: int | None = None,
    bound: Bound = UNBOUND,
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """Each loan row with its plan and entries, by loan id, with what the account applied to it.

    ``ids_query`` is an SQL select of loan ids (default: all), ``bound`` its named parameters.
    """
    moved = _moved(conn, rules, ids_query, known, bound)
    yield from loans_by_themselves(
        conn, rules, ids_query=ids_query, known=known, bound=bound, moved=moved
    )


def _moved(
    conn: sqlite3.Connection, rules: RulesOf, ids_query: str, known: int | None, bound: Bound
) -> dict[str, tuple[Entry, ...]]:
    """By loan id what money of the customer adds to it; {} where no customer has such money."""
    customers = account_customers(conn, ids_query, known, bound)
    if not customers:
        return {}
    from overdue_cli.store.loan.account_money import (  # few customers have an account
        LOANS_OF_CUSTOMERS,
        moved,
    )

    of = {"of": json.dumps(sorted(customers))}
    found = loans_by_themselves(conn, rules, ids_query=LOANS_OF_CUSTOMERS, known=known, bound=of)
    return moved(conn, found, of, known)


def account_customers(
    conn: sqlite3.Connection, ids_query: str, known: int | None, bound: Bound
) -> set[str]:
    """Customers of these loans who have money that may reach more than one of their debts."""
    some = f"customer_id IN (SELECT customer_id FROM loan WHERE loan_id IN ({ids_query}))"
    if known is None:
        query = "SELECT customer_id FROM account_source"
        query += f" WHERE {some}" if ids_query else ""
    else:
        found = sources(known, f"l.{some}" if ids_query else "1")
        query = f"SELECT customer_id FROM ({found})"
    return {row[0] for row in conn.execute(query, bound)}


def loans_by_themselves(
    conn: sqlite3.Connection,
    rules: RulesOf,
    *,
    ids_query: str = "",
    known: int | None = None,
    bound: Bound = UNBOUND,
    moved: Mapping[str, tuple[Entry, ...]] = NOTHING_MOVED,
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """Each loan row with its own plan and entries, by loan id, in one pass over each table.

    ``moved`` are entries to add, by loan id.
    """
    rules = rules_with_pauses(conn, rules, ids_query=ids_query, known=known, bound=bound)
    in_parts = loans_in_parts(conn, in_force("e", known), in_force("p", known), ids_query, bound)
    plans = _grouped(conn, _INSTALMENTS, "i.", in_force("p", known), ids_query, bound)
    entries = _grouped(conn, _ENTRIES, "", in_force("", known), ids_query, bound)
    parse = date.fromisoformat
    for row in loan_rows(conn, ids_query=ids_query, known=known, bound=bound):
        loan_id = row["loan_id"]
        since = row["disbursed_on"]
        plan = tuple(
            Instalment(seq, parse(due_on), principal, interest, fee)
            for _, seq, due_on, principal, interest, fee in plans(loan_id)
        )
        loan = Loan(
            loan_id,
            row["currency"],
            parse(since) if since else None,
            _down_payments(row, plan),
            tuple(_entry(cells) for cells in entries(loan_id)) + moved.get(loan_id, ()),
            rules(row),
            row["kind"] not in NO_DEBTS,
        )
        if loan_id in in_parts:
            loan = as_paid_out(loan, in_parts[loan_id])
        if row["discount_until"] or loan.rules.discount_part:
            loan = _discounted(row, loan)
        yield row, _listed(loan, row["listed_on"]) if row["listed_on"] else loan


def loan_of(
    conn: sqlite3.Connection, rules: RulesOf, loan_id: str, *, known: int | None = None
) -> tuple[sqlite3.Row, Loan] | None:
    """One loan's row with its plan and entries; None where it is not on the book (as known)."""
    bound = {"loan_id": loan_id}
    return next(loans(conn, rules, ids_query="SELECT :loan_id", bound=bound, known=known), None)


def loans_among(
    conn: sqlite3.Connection, rules: RulesOf, loan_ids: Iterable[str], *, known: int | None = None
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """Each of these loans, by loan id."""
    ids_query, bound = "SELECT value FROM json_each(:ids)", {"ids": json.dumps(list(loan_ids))}
    return loans(conn, rules, ids_query=ids_query, bound=bound, known=known)


def loans_of_customer(
    conn: sqlite3.Connection, rules: RulesOf, customer_id: str
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """Each debt of a customer, by loan id."""
    found = debts_and_money(conn, rules, customer_id)
    return ((row, loan) for row, loan in found if loan.debt)


def debts_and_money(
    conn: sqlite3.Connection, rules: RulesOf, customer_id: str
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """Each debt of a customer, and the accounts and credit notes that hold money, by loan id."""
    ids_query = "SELECT loan_id FROM loan WHERE customer_id = :customer_id"
    return loans(conn, rules, ids_query=ids_query, bound={"customer_id": customer_id})


def _listed(loan: Loan, first: str) -> Loan:
    """A loan of the lists of another system, by the rules it is counted by."""
    from overdue_cli.domain.lists.list_difference import (  # few ledgers have lists
        is_followed,
        rules_of_listed,
    )

    if not is_followed(loan, date.fromisoformat(first)):
        return loan
    return replace(loan, rules=rules_of_listed(loan.rules))


def _discounted(row: sqlite3.Row, loan: Loan) -> Loan:
    """An invoice with the discount that was taken by paying it early, if its terms give one."""
    from overdue_cli.domain.loan.discount import discount_terms, discounted  # few loans have one

    terms = discount_terms(loan, row["discount_percent"], row["discount_until"])
    return discounted(loan, terms) if terms and row["kind"] == "invoice" else loan


def _down_payments(row: sqlite3.Row, plan: tuple[Instalment, ...]) -> tuple[Instalment, ...]:
    """The plan with its down payment marked, so that no charge belongs to it."""
    if row["down_payment"] in (None, "0"):
        return plan
    paid_out = row["disbursed_on"]
    return tuple(i._replace(down_payment=i.due_on.isoformat() == paid_out) for i in plan)


def _entry(cells: tuple[Any, ...]) -> Entry:
    _, entry_id, kind, value_on, amount, due_on, reverses, components, inferred, other, by = cells
    return Entry(
        entry_id,
        kind,
        date.fromisoformat(value_on),
        amount,
        date.fromisoformat(due_on) if due_on else None,
        reverses,
        cast(tuple[Component, ...], tuple(components.split())) if components else (),
        inferred=bool(inferred),
        other=other,
        recorded=by,
    )


def _query(query: str, alias: str, condition: str, ids_query: str, **more: str) -> str:
    restriction = f"AND {alias}loan_id IN ({ids_query})" if ids_query else ""
    return query.format(in_force=condition, ids_query=restriction, **more)


def _grouped(
    conn: sqlite3.Connection, query: str, alias: str, condition: str, ids_query: str, bound: Bound
) -> Callable[[str], Iterator[tuple[Any, ...]]]:
    """A function that gives the rows of each loan id, asked for in ascending order."""
    cursor = conn.cursor()
    cursor.row_factory = None
    rows = cursor.execute(_query(query, alias, condition, ids_query), bound)
    groups = groupby(rows, key=itemgetter(0))
    waiting: tuple[str, Iterator[tuple[Any, ...]]] | None = next(groups, None)

    def rows_of(loan_id: str) -> Iterator[tuple[Any, ...]]:
        nonlocal waiting
        while waiting is not None and waiting[0] < loan_id:
            waiting = next(groups, None)
        if waiting is not None and waiting[0] == loan_id:
            yield from waiting[1]
            waiting = next(groups, None)

    return rows_of
