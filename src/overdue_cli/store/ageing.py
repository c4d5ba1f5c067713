"""The SQL of the aged-debt report: grouped sums over ``open_item`` and ``position``."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from overdue_cli.store.queue import OFFICER_OF_CUSTOMER, make_stage_table

GROUPS = ("officer", "branch", "product", "region", "segment", "stage", "disputed")
_BY_LOAN = {
    "branch": "l.branch",
    "product": "l.product",
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


def overdue_items(
    conn: sqlite3.Connection, as_of: date, edges: Sequence[int], group: str
) -> list[sqlite3.Row]:
    """Overdue instalments per currency, group and bucket, each by its own age."""
    expression, joins = _group(group, "o", as_of)
    return conn.execute(
        f"SELECT o.currency, {expression} AS grp, {bucket_number('o.due_on', as_of, edges)} AS n, "
        "count(*) AS items, count(DISTINCT o.loan_id) AS loans, "
        "count(DISTINCT o.customer_id) AS customers, sum(o.amount) AS amount, "
        "sum(o.principal + o.interest + o.fee + o.penalty) AS parts "
        f"FROM open_item o {joins} GROUP BY 1, 2, 3"
    ).fetchall()


def loan_balances(
    conn: sqlite3.Connection, as_of: date, edges: Sequence[int], group: str
) -> list[sqlite3.Row]:
    """Principal outstanding of delinquent loans per currency, group and bucket of the loan."""
    expression, joins = _group(group, "o", as_of)
    return conn.execute(
        f"SELECT o.currency, {expression} AS grp, "
        f"{bucket_number('o.delinquent_on', as_of, edges)} AS n, "
        "count(*) AS items, count(*) AS loans, count(DISTINCT o.customer_id) AS customers, "
        "sum(o.outstanding_principal) AS amount, sum(o.outstanding_principal) AS parts "
        f"FROM position o {joins} WHERE o.delinquent_on < '{as_of}' "
        "AND o.outstanding_principal > 0 "
        "GROUP BY 1, 2, 3"
    ).fetchall()


def standing(
    conn: sqlite3.Connection, as_of: date, group: str, basis: str
) -> list[dict[str, Any]]:
    """What is not due, credit and the cross-check sums per currency and group.

    Customers are counted by a query of their own, in the order of an index: a distinct count
    inside the grouped sums costs more than all the sums.
    """
    expression, joins = _group(group, "o", as_of)
    amount, items = _not_due(basis, as_of)
    alive = "WHERE o.status <> 'future'" if group else ""
    sums = conn.execute(
        f"SELECT o.currency, {expression} AS grp, sum({amount}) AS amount, sum({items}) AS items, "
        f"count(CASE WHEN {amount} <> 0 THEN 1 END) AS loans, 0 AS customers, "
        "sum(o.prepaid) + sum(o.credit) AS credit, sum(o.penalty_posted) AS penalty, "
        "sum(o.recovered) AS recovered, sum(o.overdue) AS overdue, "
        "sum(o.receivable_not_due) + sum(o.overdue) AS receivable, "
        "sum(o.outstanding_principal) AS principal, sum(o.unscheduled) AS unscheduled, "
        "count(CASE WHEN o.unscheduled <> 0 THEN 1 END) AS bare "
        f"FROM position o {joins} {alive} GROUP BY 1, 2"
    )
    rows = {(row["currency"], row["grp"]): dict(row) for row in sums}
    counts = conn.execute(
        f"SELECT currency, grp, count(*) FROM (SELECT DISTINCT o.currency, {expression} AS grp, "
        f"o.customer_id FROM position o {joins} WHERE {amount} <> 0) GROUP BY 1, 2"
    )
    for currency, name, customers in counts:
        rows[currency, name]["customers"] = customers
    return list(rows.values())


def _not_due(basis: str, as_of: date) -> tuple[str, str]:
    """SQL expressions for the amount that is not due, and the number of items in it."""
    if basis == "instalment":
        return "o.receivable_not_due", "o.receivable_not_due_items"
    late = f"coalesce(o.delinquent_on, '9999') < '{as_of}'"
    amount = f"CASE WHEN {late} THEN 0 ELSE o.outstanding_principal END"
    return amount, f"CASE WHEN {amount} <> 0 THEN 1 ELSE 0 END"


def prepare(
    conn: sqlite3.Connection,
    as_of: date,
    group: str,
    ladder: Sequence[tuple[str, int | None, int | None]],
) -> None:
    """Makes the temporary table of stages when the report is grouped by stage."""
    if group == "stage":
        make_stage_table(conn, as_of, ladder)


def _group(group: str, alias: str, as_of: date) -> tuple[str, str]:
    """The SQL expression of a group and the joins it needs."""
    loan = f"JOIN loan l ON l.loan_id = {alias}.loan_id"
    customer = f"JOIN customer c ON c.customer_id = {alias}.customer_id"
    if not group:
        return "''", ""
    if group in _BY_LOAN:
        return _BY_LOAN[group], loan
    if group in _BY_CUSTOMER:
        return _BY_CUSTOMER[group], customer
    if group == "officer":
        officer = OFFICER_OF_CUSTOMER.format(customer=f"{alias}.customer_id", day=as_of)
        return f"coalesce({officer}, '')", ""
    staged = f"LEFT JOIN temp.customer_stage s ON s.customer_id = {alias}.customer_id"
    return "coalesce(s.stage, '')", staged
