"""Loans whose money was paid out in parts, or later than on their first day.

Where all of the principal was paid out on the first day, as of most loans, the plan says it all.
What is not paid out yet is found here from plans and payouts, for the control total too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

from overdue_cli.domain.loan.loan import (
    DayCount,
    DownPaymentRounding,
    Instalment,
    InterestPeriod,
    Loan,
    Method,
    Roll,
    Terms,
    Unit,
)
from overdue_cli.domain.moments import stored_day
from overdue_cli.domain.money import Rounding

#: What a plan is computed from.
TERMS = tuple(
    "principal disbursed_on currency annual_rate method instalments every unit first_due_on "
    "maturity_on day_count interest_period principal_grace interest_grace instalment_multiple "
    "rounding down_payment roll calendar".split()
)
#: All of it on the first day: the condition for a payout ``e`` of a loan ``l``; an invoice has no
#: payouts.
WHOLE = "(l.kind <> 'loan' OR e.value_on <= l.disbursed_on AND e.amount = l.principal)"

_IN_PARTS = f"""
SELECT l.loan_id, {", ".join(TERMS)},
       (SELECT p.source FROM plan p WHERE p.loan_id = l.loan_id AND {{plans}}) AS source
  FROM loan l WHERE l.loan_id IN (
       SELECT e.loan_id FROM entry e JOIN loan l ON l.loan_id = e.loan_id
        WHERE e.kind = 'disbursement' AND {{entries}} {{ids}} AND {WHOLE} IS NOT TRUE)
"""
_PAYOUTS = """
SELECT value_on, amount FROM entry
 WHERE loan_id = ? AND kind = 'disbursement' AND voided_by IS NULL ORDER BY value_on, entry_id
"""
_ANY = "SELECT 1 FROM entry WHERE kind = 'disbursement' LIMIT 1"
# Principal of plans that no payout covers by the close of a day.
_TO_COME = f"""
WITH part AS MATERIALIZED (
  SELECT DISTINCT e.loan_id FROM entry e JOIN loan l ON l.loan_id = e.loan_id
   WHERE e.kind = 'disbursement' AND {{entries}} AND {WHOLE} IS NOT TRUE),
paid_out AS (
  SELECT e.loan_id, sum(CASE WHEN e.value_on <= :day THEN e.amount ELSE 0 END) AS amount
    FROM part CROSS JOIN entry e ON e.loan_id = part.loan_id
   WHERE e.kind = 'disbursement' AND {{entries}} GROUP BY 1),
planned AS (
  SELECT p.loan_id, sum(i.principal) AS amount
    FROM part CROSS JOIN plan p ON p.loan_id = part.loan_id
         JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
   WHERE {{plans}} GROUP BY 1)
SELECT l.currency, sum(planned.amount - min(planned.amount, paid_out.amount))
  FROM planned JOIN paid_out USING (loan_id) JOIN loan l USING (loan_id)
 WHERE coalesce(l.disbursed_on, '') <= :day GROUP BY 1
"""
_PLANNED = """
SELECT i.seq, i.due_on, i.principal, i.interest, i.fee
  FROM plan p JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
 WHERE p.loan_id = ? AND p.voided_by IS NULL ORDER BY i.seq
"""
_OF_ENTRY = """
SELECT l.loan_id, l.product, {terms} FROM loan l
  JOIN plan p ON p.loan_id = l.loan_id AND p.voided_by IS NULL AND p.source = 'terms'
 WHERE l.kind = 'loan' AND l.loan_id IN (
       SELECT loan_id FROM entry WHERE kind = 'disbursement' AND {which}) ORDER BY l.loan_id
"""


def loans_in_parts(
    conn: sqlite3.Connection,
    entries: str,
    plans: str,
    ids_query: str,
    bound: Mapping[str, str],
) -> dict[str, sqlite3.Row]:
    """The terms of loans whose payouts are not simply all of it on the first day, by loan id.

    ``entries`` and ``plans`` are the conditions for facts that count, by aliases ``e`` and ``p``;
    ``source`` says what the plan follows from.
    """
    ids = f"AND e.loan_id IN ({ids_query})" if ids_query else ""
    rows = conn.execute(_IN_PARTS.format(entries=entries, plans=plans, ids=ids), bound)
    return {row["loan_id"]: row for row in rows}


def as_paid_out(loan: Loan, row: sqlite3.Row) -> Loan:
    """A loan that is owed as its payouts come; ``row`` is that of ``loans_in_parts``."""
    from overdue_cli.domain.holidays import ClosedDays, business_days  # few loans are such
    from overdue_cli.domain.loan.payouts import in_parts

    closed = ClosedDays(business_days(row["calendar"] or ""))
    return in_parts(
        loan, terms_of(dict(row)) if row["source"] == "terms" else None, closed.is_closed
    )


def principal_to_come(
    conn: sqlite3.Connection, day: date, entries: str, plans: str
) -> dict[str, int]:
    """Planned principal that is not paid out by the close of a day, minor units by currency.

    The conditions are those of ``loans_in_parts``.
    """
    query = _TO_COME.format(entries=entries, plans=plans)
    return dict(tuple(row) for row in conn.execute(query, {"day": day.isoformat()}))


def terms_of(row: Mapping[str, Any], down_payment: DownPaymentRounding = "currency") -> Terms:
    """The terms in a loan's row; what is empty has its default.

    How a down payment is rounded is for the product to say.
    """
    return Terms(
        principal=row["principal"],
        disbursed_on=date.fromisoformat(row["disbursed_on"]),
        currency=row["currency"],
        annual_rate=Fraction(row["annual_rate"] or "0") / 100,
        method=cast(Method, row["method"]),
        instalments=_instalments(row),
        every=row["every"] or 1,
        unit=cast(Unit, row["unit"] or "months"),
        first_due_on=stored_day(row["first_due_on"]),
        maturity_on=stored_day(row["maturity_on"]),
        day_count=cast(DayCount, row["day_count"] or "30/360"),
        interest_period=cast(InterestPeriod, row["interest_period"] or "period"),
        principal_grace=row["principal_grace"] or 0,
        interest_grace=row["interest_grace"] or 0,
        instalment_multiple=row["instalment_multiple"] or 0,
        rounding=cast(Rounding, row["rounding"] or "half_up"),
        down_payment=Fraction(row["down_payment"] or "0") / 100,
        down_payment_rounding=down_payment,
        roll=cast(Roll, row["roll"] or "none"),
    )


def _instalments(row: Mapping[str, Any]) -> int:
    """The number of instalments; 0 lets the maturity decide, one due date needs no number."""
    if row["instalments"]:
        return int(row["instalments"])
    single = row["method"] in ("bullet", "invoice") and row["first_due_on"]
    return 1 if single and not row["maturity_on"] else 0


def any_payouts(conn: sqlite3.Connection) -> bool:
    """Whether the ledger has any payout on record."""
    return conn.execute(_ANY).fetchone() is not None


def payouts_of(conn: sqlite3.Connection, loan_id: str) -> list[tuple[date, int]]:
    """The payouts of a loan in the order they count: day, minor units."""
    return [
        (date.fromisoformat(day), amount) for day, amount in conn.execute(_PAYOUTS, (loan_id,))
    ]


def planned_rows(conn: sqlite3.Connection, loan_id: str) -> tuple[Instalment, ...]:
    """The plan of a loan as it stands in the ledger."""
    return tuple(
        Instalment(seq, date.fromisoformat(due_on), principal, interest, fee)
        for seq, due_on, principal, interest, fee in conn.execute(_PLANNED, (loan_id,))
    )


def loans_paid_out(conn: sqlite3.Connection, journal_id: int | None) -> list[dict[str, Any]]:
    """Loans with plans from terms and a payout that a journal entry wrote or voided; None: any."""
    which = "true" if journal_id is None else ":journal IN (journal_id, voided_by)"
    query = _OF_ENTRY.format(terms=", ".join(TERMS), which=which)
    return [dict(row) for row in conn.execute(query, {"journal": journal_id})]
