"""The control total of a report: what the ledger says is owed, from daily sums alone.

``day_total`` is kept by triggers on the facts, whoever writes them, and is never computed from
``position`` or ``open_item``; a report that reads those must come to the same sum.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from overdue_cli.store.facts import in_force

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
    "charge_reversal",
)


def _list(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


_SIGNED = (
    f"sum(CASE WHEN kind IN ({_list(ADDS)}) THEN amount "
    f"WHEN kind IN ({_list(TAKES)}) THEN -amount ELSE 0 END)"
)


def control_totals(
    conn: sqlite3.Connection, as_of: date, known: int | None = None
) -> dict[str, int]:
    """Receivables less credit per currency at the close of ``as_of``, in minor units.

    With ``known`` (a journal row) only what was recorded up to it counts.
    """
    source = "main.day_total" if known is None else f"({_known_totals(known)})"
    rows = conn.execute(
        f"SELECT currency, {_SIGNED} FROM {source} WHERE day <= ? GROUP BY currency",
        (as_of.isoformat(),),
    )
    return {row[0]: row[1] for row in rows}


def _known_totals(known: int) -> str:
    return " UNION ALL ".join(
        f"SELECT currency, day, kind, amount FROM {view} WHERE {in_force(known=known)}"
        for view in ("entry_total", "instalment_total")
    )


def changed_outside(conn: sqlite3.Connection) -> list[str]:
    """Loans whose facts were changed by something other than this program."""
    return [row[0] for row in conn.execute("SELECT loan_id FROM main.touched ORDER BY loan_id")]


def payments_until(conn: sqlite3.Connection, as_of: date) -> str | None:
    """Day of the last repayment on the book up to ``as_of``: how fresh the payments are."""
    row = conn.execute(
        "SELECT max(day) FROM main.day_total WHERE kind = 'repayment' AND amount > 0 AND day <= ?",
        (as_of.isoformat(),),
    ).fetchone()
    return str(row[0]) if row[0] else None
