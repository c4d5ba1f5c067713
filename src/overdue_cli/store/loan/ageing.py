"""The SQL of the aged-debt report: grouped sums over ``open_item`` and ``position``."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from overdue_cli.store.derived import Derived
from overdue_cli.store.ladder.queue import OFFICER_OF_CUSTOMER
from overdue_cli.store.loan.in_force import in_force

GROUPS = ("customer", "officer", "branch", "product", "region", "segment", "stage", "disputed")
ACCOUNT = "(account)"
"""The line of what stands on customers' accounts, in groups that an account has none of."""
_OF_DEBT = (
    "CASE WHEN l.{column} = '' AND l.kind IN ('account', 'credit_note') "
    f"THEN '{ACCOUNT}' ELSE l.{{column}} END"
)
_BY_LOAN = {
    "branch": _OF_DEBT.format(column="branch"),
    "product": _OF_DEBT.format(column="product"),
    "disputed": "CASE WHEN l.disputed THEN 'disputed' ELSE '' END",
}
_BY_CUSTOMER = {"region": "c.region", "segment": "c.segment"}


def bucket_number(column: str, as_of: date, edges: Sequence[int]) -> str:
    """An SQL expression for the bucket of an ISO date: 0 is the youngest."""
    cases = " ".join(
        f"WHEN {column} >= '{as_of - timedelta(days=edge)}' THEN {number}"
        for number, edge in enumerate(edges)
    )
    return f"CASE {cases} ELSE {len(edges)} END" if cases else "0"


class UndatedParts(NamedTuple):
    """What files of later days show as paid of invoices, on days that nobody knows."""

    currency: str
    invoices: int
    amount: int
    """Minor units."""


def undated_parts(
    conn: sqlite3.Connection, as_of: date, known: int | None
) -> tuple[UndatedParts, ...]:
    """What still stands as open at ``as_of`` and may have been paid by then, by currency."""
    rows = conn.execute(_UNDATED.format(entry=in_force("e", known)), {"day": as_of.isoformat()})
    return tuple(UndatedParts(*row) for row in rows)


_UNDATED = """
SELECT currency, count(*), sum(paid) FROM (
       SELECT l.currency, sum(CASE e.kind WHEN 'reversal' THEN -e.amount ELSE e.amount END) AS paid
         FROM (SELECT DISTINCT loan_id FROM stated_balance WHERE as_of > :day) s
         JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL AND l.kind = 'invoice'
          AND coalesce(l.disbursed_on, '') <= :day
         JOIN entry e ON e.loan_id = s.loan_id AND e.inferred = 1 AND e.value_on > :day AND {entry}
        GROUP BY s.loan_id HAVING paid > 0)
 GROUP BY currency ORDER BY currency
"""


def overdue_items(
    conn: sqlite3.Connection, derived: Derived, as_of: date, edges: Sequence[int], group: str
) -> list[sqlite3.Row]:
    """Overdue instalments per currency, group and bucket, each by its own age."""
    counted = (
        "count(*) AS items, count(DISTINCT o.loan_id) AS loans, "
        "count(DISTINCT o.customer_id) AS customers, sum(o.amount) AS amount, "
        "sum(o.principal + o.interest + o.fee + o.penalty) AS parts"
    )
    if not group:
        return _in_ranges(
            conn, counted, f"{derived.open_item} o WHERE true", "o.due_on", as_of, edges
        )
    expression, joins = _group(derived, group, "o", as_of)
    return conn.execute(
        f"SELECT o.currency, {expression} AS grp, {bucket_number('o.due_on', as_of, edges)} AS n, "
        f"{counted} FROM {derived.open_item} o {joins} GROUP BY 1, 2, 3"
    ).fetchall()


def loan_balances(
    conn: sqlite3.Connection, derived: Derived, as_of: date, edges: Sequence[int], group: str
) -> list[sqlite3.Row]:
    """Principal outstanding of delinquent loans per currency, group and bucket of the loan."""
    counted = (
        "count(*) AS items, count(*) AS loans, count(DISTINCT o.customer_id) AS customers, "
        "sum(o.outstanding_principal) AS amount, sum(o.outstanding_principal) AS parts"
    )
    late = f"o.status = 'active' AND o.delinquent_on < '{as_of}' AND o.outstanding_principal > 0"
    if not group:
        loans = f"{derived.position} o WHERE {late}"
        return _in_ranges(conn, counted, loans, "o.delinquent_on", as_of, edges)
    expression, joins = _group(derived, group, "o", as_of)
    return conn.execute(
        f"SELECT o.currency, {expression} AS grp, "
        f"{bucket_number('o.delinquent_on', as_of, edges)} AS n, {counted} "
        f"FROM {derived.position} o {joins} WHERE {late} GROUP BY 1, 2, 3"
    ).fetchall()


def _in_ranges(
    conn: sqlite3.Connection,
    counted: str,
    loans: str,
    column: str,
    as_of: date,
    edges: Sequence[int],
) -> list[sqlite3.Row]:
    """Counts per currency and bucket, each a range of an index: quicker than sorting all rows."""
    days = [(as_of - timedelta(days=edge)).isoformat() for edge in edges]
    ranges = list(zip([*days, ""], ["9999-99-99", *days], strict=True))
    query = (
        f"SELECT :currency AS currency, '' AS grp, :n AS n, {counted} FROM {loans} "
        f"AND o.currency = :currency AND {column} >= :low AND {column} < :high"
    )
    rows = []
    for currency in _currencies(conn, loans):
        for n, (low, high) in enumerate(ranges):
            values = {"currency": currency, "n": n, "low": low, "high": high}
            rows.append(conn.execute(query, values).fetchone())
    return [row for row in rows if row["items"]]


def _currencies(conn: sqlite3.Connection, loans: str) -> list[str]:
    """The currencies of some rows, found by stepping over an index from one to the next."""
    rows = conn.execute(
        f"WITH RECURSIVE step(code) AS (SELECT min(o.currency) FROM {loans} UNION ALL "
        f"SELECT (SELECT min(o.currency) FROM {loans} AND o.currency > code) FROM step "
        "WHERE code IS NOT NULL) SELECT code FROM step WHERE code IS NOT NULL"
    )
    return [row[0] for row in rows]


# What is open on a loan is open on an active one; what else a row can hold, few rows do.
_OTHER_SUMS = (
    "sum(o.prepaid) + sum(o.credit) AS credit, sum(o.penalty_posted) AS penalty, "
    "sum(o.recovered) AS recovered, sum(o.unscheduled) AS unscheduled, "
    "count(CASE WHEN o.unscheduled <> 0 THEN 1 END) AS bare"
)
_HAS_OTHER_SUMS = (
    "o.prepaid <> 0 OR o.credit <> 0 OR o.penalty_posted <> 0 OR o.recovered <> 0 "
    "OR o.unscheduled <> 0"
)
_NOTHING = dict.fromkeys(
    "amount items loans customers overdue receivable principal "
    "credit penalty recovered unscheduled bare".split(),
    0,
)


def standing(
    conn: sqlite3.Connection, derived: Derived, as_of: date, group: str, basis: str
) -> list[dict[str, Any]]:
    """What is not due, credit and the cross-check sums per currency and group."""
    amount, items = _not_due(basis, as_of)
    open_sums = (
        f"sum({amount}) AS amount, sum({items}) AS items, "
        f"count(CASE WHEN {amount} <> 0 THEN 1 END) AS loans, sum(o.overdue) AS overdue, "
        "sum(o.receivable_not_due) + sum(o.overdue) AS receivable, "
        "sum(o.outstanding_principal) AS principal"
    )
    if not group:
        return _standing(conn, derived, as_of, amount, open_sums)
    expression, joins = _group(derived, group, "o", as_of)
    rows = conn.execute(
        f"SELECT o.currency, {expression} AS grp, {open_sums}, {_OTHER_SUMS}, "
        f"count(DISTINCT CASE WHEN {amount} <> 0 THEN o.customer_id END) AS customers "
        f"FROM {derived.position} o {joins} WHERE o.status <> 'future' GROUP BY 1, 2"
    )
    return [dict(row) for row in rows]


def _standing(
    conn: sqlite3.Connection, derived: Derived, as_of: date, amount: str, open_sums: str
) -> list[dict[str, Any]]:
    """The sums per currency, each query in the order of an index that holds what it reads."""
    rows: dict[str, dict[str, Any]] = {}
    table = derived.position
    for query in (
        f"SELECT o.currency, {open_sums} FROM {table} o WHERE o.status = 'active' GROUP BY 1",
        f"SELECT o.currency, {_OTHER_SUMS} FROM {table} o WHERE {_HAS_OTHER_SUMS} GROUP BY 1",
    ):
        for row in conn.execute(query):
            rows.setdefault(row["currency"], {"grp": "", **_NOTHING}).update(dict(row))
    for currency, one in rows.items():
        one["customers"] = conn.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT o.customer_id FROM {derived.position} o "
            f"WHERE o.status = 'active' AND o.currency = ? AND {amount} <> 0)",
            (currency,),
        ).fetchone()[0]
    for currency in _settled(conn, derived, as_of, rows):
        rows[currency] = {"currency": currency, "grp": "", **_NOTHING}
    return list(rows.values())


def _settled(
    conn: sqlite3.Connection, derived: Derived, as_of: date, seen: Container[str]
) -> list[str]:
    """Other currencies of loans that exist on the day: everything is paid in them."""
    booked = conn.execute(
        "SELECT DISTINCT currency FROM main.day_total WHERE day <= ?", (as_of.isoformat(),)
    ).fetchall()
    query = f"SELECT 1 FROM {derived.position} WHERE currency = ? AND status <> 'future' LIMIT 1"
    others = [row[0] for row in booked if row[0] not in seen]
    return [currency for currency in others if conn.execute(query, (currency,)).fetchone()]


def _not_due(basis: str, as_of: date) -> tuple[str, str]:
    """SQL expressions for the amount that is not due, and the number of items in it."""
    if basis == "instalment":
        return "o.receivable_not_due", "o.receivable_not_due_items"
    late = f"coalesce(o.delinquent_on, '9999') < '{as_of}'"
    amount = f"CASE WHEN {late} THEN 0 ELSE o.outstanding_principal END"
    return amount, f"CASE WHEN {amount} <> 0 THEN 1 ELSE 0 END"


class GroupDays(NamedTuple):
    """The days of a group in one currency: its oldest overdue item and its last payment."""

    oldest_due_on: str | None
    last_paid_on: str | None


def group_days(
    conn: sqlite3.Connection, derived: Derived, as_of: date, group: str
) -> dict[tuple[str, str], GroupDays]:
    """By currency and group, the due date of the oldest overdue item and the last payment."""
    expression, joins = _group(derived, group, "o", as_of)
    rows = conn.execute(
        f"SELECT o.currency, {expression} AS grp, min(o.oldest_due_on), max(o.last_paid_on) "
        f"FROM {derived.position} o {joins} WHERE o.status <> 'future' GROUP BY 1, 2"
    )
    return {(row[0], row[1]): GroupDays(row[2], row[3]) for row in rows}


def group_of_loans(
    conn: sqlite3.Connection, derived: Derived, as_of: date, group: str
) -> dict[str, str]:
    """The group of every loan by its id, as the aged-debt report has it."""
    expression, joins = _group(derived, group, "o", as_of)
    return dict(
        conn.execute(f"SELECT o.loan_id, {expression} FROM main.loan o {joins}").fetchall()
    )


def _group(derived: Derived, group: str, alias: str, as_of: date) -> tuple[str, str]:
    """The SQL expression of a group and the joins it needs."""
    loan = f"JOIN loan l ON l.loan_id = {alias}.loan_id"
    customer = f"JOIN customer c ON c.customer_id = {alias}.customer_id"
    if not group:
        return "''", ""
    if group == "customer":
        return f"{alias}.customer_id", ""
    if group in _BY_LOAN:
        return _BY_LOAN[group], loan
    if group in _BY_CUSTOMER:
        return _BY_CUSTOMER[group], customer
    if group == "officer":
        officer = OFFICER_OF_CUSTOMER.format(customer=f"{alias}.customer_id", day=as_of)
        return f"coalesce({officer}, '')", ""
    staged = f"LEFT JOIN {derived.customer_stage} s ON s.customer_id = {alias}.customer_id"
    return "coalesce(s.stage, '')", staged


# Debt that is charged off stands beside the rest of the book.
_CHARGED_OFF = "SELECT loan_id FROM {position} WHERE charged_off_on IS NOT NULL"
#: What is summed of both parts of the book.
_OF_BOTH = ("credit", "penalty", "recovered", "unscheduled", "bare", "receivable")


def split_book(conn: sqlite3.Connection, derived: Derived) -> tuple[Derived, Derived | None]:
    """The book without the loans that are charged off, and those alone; None where there are none.

    Both are read as the whole is: each name stands for a selection of its rows.
    """
    marked = _CHARGED_OFF.format(position=derived.position)
    if not conn.execute(f"{marked} LIMIT 1").fetchone():
        return derived, None
    position, open_item = derived.position, derived.open_item
    return (
        derived._replace(
            position=f"(SELECT * FROM {position} WHERE charged_off_on IS NULL)",
            open_item=f"(SELECT * FROM {open_item} WHERE loan_id NOT IN ({marked}))",
        ),
        derived._replace(
            position=f"(SELECT * FROM {position} WHERE charged_off_on IS NOT NULL)",
            open_item=f"(SELECT * FROM {open_item} WHERE loan_id IN ({marked}))",
        ),
    )


def with_charged_off(
    sums: Sequence[dict[str, Any]], marked: Sequence[dict[str, Any]], basis: str
) -> list[dict[str, Any]]:
    """The sums per currency and group, with ``charged_off`` beside what is not due.

    By instalment it is all that is receivable of such loans, by loan their principal.
    """
    rows = {(row["currency"], row["grp"]): row | {"charged_off": 0} for row in sums}
    for row in marked:
        key = row["currency"], row["grp"]
        nothing = {
            name: value if name in ("currency", "grp") else 0 for name, value in row.items()
        }
        both = rows.setdefault(key, nothing | {"charged_off": 0})
        for name in _OF_BOTH:
            both[name] += row[name]
        both["charged_off"] += row["receivable" if basis == "instalment" else "principal"]
    return list(rows.values())
