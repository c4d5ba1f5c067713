"""The SQL of the aged-debt report: grouped sums over ``open_item`` and ``position``."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta

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


def standing(conn: sqlite3.Connection, as_of: date, group: str, basis: str) -> list[sqlite3.Row]:
    """What is not due, credit and the cross-check sums per currency and group."""
    expression, joins = _group(group, "o", as_of)
    if basis == "loan":
        late = f"coalesce(o.delinquent_on, '9999') < '{as_of}'"
        amount = f"CASE WHEN {late} THEN 0 ELSE o.outstanding_principal END"
        items = f"CASE WHEN {amount} <> 0 THEN 1 ELSE 0 END"
    else:
        amount, items = "o.receivable_not_due", "o.receivable_not_due_items"
    return conn.execute(
        f"SELECT o.currency, {expression} AS grp, sum({amount}) AS amount, sum({items}) AS items, "
        f"count(CASE WHEN {amount} <> 0 THEN 1 END) AS loans, "
        f"count(DISTINCT CASE WHEN {amount} <> 0 THEN o.customer_id END) AS customers, "
        "sum(o.prepaid + o.credit) AS credit, sum(o.penalty_posted) AS penalty, "
        "sum(o.recovered) AS recovered, sum(o.overdue) AS overdue, "
        "sum(o.receivable_not_due + o.overdue) AS receivable, "
        "sum(o.outstanding_principal) AS principal, "
        "sum(o.unscheduled) AS unscheduled, "
        "count(CASE WHEN o.unscheduled <> 0 THEN 1 END) AS bare "
        f"FROM position o {joins} WHERE o.status <> 'future' GROUP BY 1, 2"
    ).fetchall()


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
