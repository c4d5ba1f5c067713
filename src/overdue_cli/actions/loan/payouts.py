"""Plans from terms are made anew when money of their loans is paid out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from overdue_cli.domain.holidays import ClosedDays, business_days
from overdue_cli.domain.loan.loan import Instalment
from overdue_cli.domain.loan.payouts import terms_as_paid_out
from overdue_cli.domain.loan.schedule import schedule
from overdue_cli.policies.loan.products import Product
from overdue_cli.store.bulk import plans
from overdue_cli.store.bulk.triggers import inserting
from overdue_cli.store.loan.plan.payouts import (
    any_payouts,
    loans_paid_out,
    payouts_of,
    planned_rows,
    terms_of,
)


def plan_payouts(
    conn: sqlite3.Connection,
    products: Mapping[str, Product],
    journal_id: int,
    *,
    of_all: bool = False,
) -> None:
    """Writes new plans of the loans whose payouts the journal entry changed, or of all loans.

    A plan that stands as its terms and payouts make it stays.
    """
    if not any_payouts(conn):
        return
    changed = list(_changed_plans(conn, products, None if of_all else journal_id))
    if not changed:
        return
    plans.keep_scheduled(conn, changed)
    plans.void_replaced(conn, journal_id)
    with inserting(conn, journal_id):
        plans.write_scheduled(conn, journal_id)


def _changed_plans(
    conn: sqlite3.Connection, products: Mapping[str, Product], journal_id: int | None
) -> Iterator[tuple[str, tuple[Instalment, ...]]]:
    calendars: dict[str, ClosedDays] = {}
    for row in loans_paid_out(conn, journal_id):
        loan_id, code = row["loan_id"], row["calendar"] or ""
        if code not in calendars:
            calendars[code] = ClosedDays(business_days(code))
        product = products.get(row["product"] or "", products["default"])
        stated = terms_of(row, product.down_payment_rounding)
        terms = terms_as_paid_out(stated, payouts_of(conn, loan_id))
        try:
            plan = schedule(terms, calendars[code].is_closed)
        except ValueError:  # a payout after the last due date: the plan stays as it is
            continue
        if tuple(one._replace(down_payment=False) for one in plan) != planned_rows(conn, loan_id):
            yield loan_id, plan
