"""What is done with the staged rows of a loans file, which may be those of a list too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from overdue_cli.actions.imports.kinds.lists import reject_figures
from overdue_cli.actions.imports.kinds.staged_rows import (
    StagedRows,
    reject_contradictions,
    reject_rows,
    remark,
    repeats,
    settle_persons,
    write_customers_riding,
)
from overdue_cli.domain.holidays import ClosedDays, business_days
from overdue_cli.domain.loan.loan import Instalment
from overdue_cli.domain.loan.payouts import terms_as_paid_out
from overdue_cli.domain.loan.schedule import schedule
from overdue_cli.policies.loan.products import Product
from overdue_cli.store.bulk import daily_lists, loans, plans
from overdue_cli.store.bulk.similar import similar_loans
from overdue_cli.store.bulk.stage import Remark, RowFault
from overdue_cli.store.bulk.triggers import inserting
from overdue_cli.store.loan.plan.payouts import any_payouts, payouts_of, terms_of

#: How loans stand whose lateness is not used: by the plans that their terms make, or by none.
_UNPAID = "they stand as if nothing had been paid but what the ledger knows"
_UNPLANNED = "nothing of them is due, because nothing says how they are paid back either"


def apply_loans(rows: StagedRows) -> None:
    """Writes the good rows, the plans that their terms make, and how late they are said to be."""
    conn, file = rows.conn, rows.file
    settle_persons(rows)
    faults = loans.faults(conn, file, rows.currency, rows.ledger_currency)
    reject_rows(rows, (*repeats(rows), *faults))
    loans.to_minor(conn, file)
    reject_rows(rows, loans.plan_faults(conn, file))
    listed = _tells_lateness(rows)
    if listed:
        reject_figures(rows)
    loans.keep_own_news(conn, rows.telling)
    loans.mark(conn, file)
    reject_contradictions(rows)
    _schedule(rows)
    if listed:
        daily_lists.mark(conn, "loans", file)
    remark(rows, loans.unrolled(conn, file))
    remark(rows, loans.hardly_meant_rates(conn, file))
    products = rows.policy.products
    remark(rows, loans.unknown_products(conn, "loans", file, frozenset(products)))
    remark(rows, loans.without_product(conn, file, products["default"].unnamed))
    write_customers_riding(rows)
    plans.void_replaced(conn, rows.journal_id)
    loans.change(conn, file, rows.journal_id)
    with inserting(conn, rows.journal_id):
        loans.insert(conn, file, rows.journal_id)
        plans.write_scheduled(conn, rows.journal_id)
    if listed:
        daily_lists.write(conn, file, rows.journal_id)
    elif "days_past_due" not in rows.columns:  # of those it is told already
        remark(rows, loans.unplanned(conn, file))
    remark(rows, similar_loans(conn, "loans", "loan_id", file))


def _tells_lateness(rows: StagedRows) -> bool:
    """Whether the rows of a loans file are rows of a list too: it must say of which day."""
    if "days_past_due" not in rows.columns:
        return False
    if rows.as_of or "as_of" in rows.columns:
        return True
    stand = _UNPAID if loans.any_planned(rows.conn, rows.file) else _UNPLANNED
    rule = "how late the loans are was not used, because nothing says on which day they were"
    hint = "Undo this import, and name the day: --as-of, a column as_of, or a title that says it."
    remark(rows, [Remark(0, "days_past_due", "", f"{rule}: {stand}", hint)])
    return False


def _schedule(rows: StagedRows) -> None:
    """Rejects terms that make no plan; the plans of the others are kept to be written."""
    faults: list[RowFault] = []
    calendars: dict[str, ClosedDays] = {}
    terms = loans.to_schedule(rows.conn, rows.file)
    products = rows.policy.products
    plans.keep_scheduled(rows.conn, _schedules(rows.conn, terms, products, faults, calendars))
    hint = "Import the instalments of these loans when the days are known."
    notes = ((code, one.note()) for code, one in sorted(calendars.items()))
    remark(rows, (Remark(0, "calendar", code, note, hint) for code, note in notes if note))
    reject_rows(rows, faults)


def _schedules(
    conn: sqlite3.Connection,
    rows: Iterable[dict[str, Any]],
    products: Mapping[str, Product],
    faults: list[RowFault],
    calendars: dict[str, ClosedDays],
) -> Iterator[tuple[str, tuple[Instalment, ...]]]:
    paid_out = any_payouts(conn)
    for row in rows:
        code = row["calendar"] or ""
        payouts = payouts_of(conn, row["loan_id"]) if paid_out else ()
        try:
            if code not in calendars:
                calendars[code] = ClosedDays(business_days(code))
            product = products.get(row["product"] or "", products["default"])
            stated = terms_of(row, product.down_payment_rounding)
            terms = terms_as_paid_out(stated, payouts)
            yield row["loan_id"], schedule(terms, calendars[code].is_closed)
        except ValueError as error:
            faults.append(_no_schedule(row["row"], str(error)))


def _no_schedule(row: int, error: str) -> RowFault:
    field, _, rule = error.partition(": ")
    hint = "Correct the terms, or import the loan's instalments instead of a method."
    if field == "later_disbursements":
        rule = "money of this loan was paid out on the last due date of these terms, or later"
        return RowFault(row, "instalments", rule, hint)
    return RowFault(row, field, rule or error, hint)
