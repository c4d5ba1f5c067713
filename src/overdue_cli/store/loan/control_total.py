"""The control total of a report: what the ledger says is owed, from daily sums alone.

``day_total`` is kept by triggers on the facts, whoever writes them, and is never computed from
``position`` or ``open_item``; a report that reads those must come to the same sum. Principal
counts there from the first day of its loan; what is paid out later is taken off until then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date

from overdue_cli.store.loan.in_force import in_force
from overdue_cli.store.loan.largest_sums import whole
from overdue_cli.store.loan.plan.payouts import principal_to_come

ADDS = (
    "scheduled_principal",
    "scheduled_interest",
    "scheduled_fee",
    "opening",
    "fee",
    "penalty",
    "reversal",
    "chargeback",
    "credit_refund",
)
TAKES = (
    "repayment",
    "recovery",
    "proceeds",
    "goodwill",
    "merchant_refund",
    "payout_refund",
    "waiver",
    "write_off",
    "sale",
    "charge_reversal",
)


def _list(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


_SIGNED = (
    f"sum(CASE WHEN kind IN ({_list(ADDS)}) THEN amount "
    f"WHEN kind IN ({_list(TAKES)}) THEN -amount ELSE 0 END)"
)


def control_totals(
    conn: sqlite3.Connection,
    as_of: date,
    known: int | None = None,
    due_day: Mapping[str, bool] | None = None,
) -> dict[str, int]:
    """Receivables less credit per currency at the close of ``as_of``, in minor units.

    With ``known`` (a journal row) only what was recorded up to it counts. ``due_day`` says by
    product whether the due day itself is day 1 (a product not named is the default one): what
    falls due on ``as_of`` is a receivable of such loans already.
    """
    source = "main.day_total" if known is None else f"({_known_totals(known)})"
    rows = conn.execute(
        f"SELECT currency, {_SIGNED} FROM {source} WHERE day <= ? GROUP BY currency",
        (as_of.isoformat(),),
    )
    totals: dict[str, int] = {row[0]: row[1] for row in rows}
    for currency, amount in _due_today(conn, as_of, known, due_day or {}):
        totals[currency] = totals.get(currency, 0) + amount
    to_come = principal_to_come(conn, as_of, in_force("e", known), in_force("p", known))
    for currency, amount in to_come.items():
        totals[currency] = totals.get(currency, 0) - amount
    return whole(totals)


def _due_today(
    conn: sqlite3.Connection, as_of: date, known: int | None, due_day: Mapping[str, bool]
) -> Iterator[tuple[str, int]]:
    """Interest, fees and charges that fall due on the day, for loans that count the due day."""
    if not any(due_day.values()):
        return
    by_default = due_day.get("default", False)
    products = [name for name, counts in due_day.items() if counts is not by_default]
    loans = f"l.product {'NOT ' * by_default}IN (SELECT value FROM json_each(:products))"
    queries = (
        "SELECT l.currency, sum(i.interest + i.fee) FROM instalment i "
        "JOIN plan p ON p.plan_id = i.plan_id JOIN loan l ON l.loan_id = i.loan_id "
        f"WHERE i.due_on = :day AND {in_force('p', known)} AND ({loans}) GROUP BY l.currency",
        "SELECT l.currency, sum(e.amount) FROM entry e JOIN loan l ON l.loan_id = e.loan_id "
        "WHERE coalesce(e.due_on, e.value_on) = :day AND e.value_on <= :day "
        f"AND e.kind IN ('fee', 'penalty') AND {in_force('e', known)} AND ({loans}) "
        "GROUP BY l.currency",
    )
    for query in queries:
        yield from conn.execute(
            query, {"day": as_of.isoformat(), "products": json.dumps(products)}
        )


def _known_totals(known: int) -> str:
    return " UNION ALL ".join(
        f"SELECT currency, day, kind, amount FROM {view} WHERE {in_force(known=known)}"
        for view in ("entry_total", "instalment_total")
    )


def changed_outside(conn: sqlite3.Connection) -> list[str]:
    """Loans whose facts were changed by something other than this program."""
    return [row[0] for row in conn.execute("SELECT loan_id FROM main.touched ORDER BY loan_id")]


def payments_until(conn: sqlite3.Connection, as_of: date) -> str | None:
    """Day of the last payment on the book up to ``as_of``: how fresh the payments are."""
    row = conn.execute(
        "SELECT max(day) FROM main.day_total WHERE kind IN ('repayment', 'recovery') "
        "AND amount > 0 AND day <= ?",
        (as_of.isoformat(),),
    ).fetchone()
    return str(row[0]) if row[0] else None
