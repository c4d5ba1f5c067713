"""Reads the facts of plain loans summed up, one row a loan, for the way beside the engine."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.loan.plain_loan import PLAIN_KINDS, EntrySums, PlanRow
from overdue_cli.store.loan.in_force import in_force
from overdue_cli.store.loan.plan.payouts import WHOLE

_decode: Callable[[str], tuple[list[PlanRow], int]] = json.JSONDecoder().raw_decode
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(PLAIN_KINDS))
_SUMMED = f"""
SELECT l.loan_id,
       coalesce(min(e.amount > 0 AND e.components = '' AND e.kind IN ({_KINDS})
                    AND (e.kind <> 'disbursement' OR {WHOLE} IS TRUE)), 1),
       sum(CASE WHEN e.value_on <= :day AND e.kind <> 'disbursement' THEN e.amount ELSE 0 END),
       coalesce(max(CASE WHEN e.value_on <= :day THEN e.value_on END), ''),
       coalesce(min(CASE WHEN e.value_on > :day THEN e.value_on END), ''),
       max(CASE WHEN e.value_on <= :day AND e.kind IN ('repayment', 'recovery')
                THEN e.value_on END),
       (SELECT CASE WHEN min(min(i.principal, i.interest, i.fee)) < 0 THEN NULL ELSE
               json_group_array(json_array(i.due_on, i.seq, i.principal, i.interest, i.fee)) END
          FROM plan p CROSS JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
         WHERE p.loan_id = l.loan_id AND {{plan_counts}})
  FROM loan l LEFT JOIN entry e ON e.loan_id = l.loan_id AND {{entry_counts}}
 WHERE l.loan_id IN (SELECT value FROM json_each(:ids))
 GROUP BY l.loan_id ORDER BY l.loan_id
"""


class PlainFacts(NamedTuple):
    """A loan's plan and what its entries come to; ``plan`` is None where it is not plain."""

    loan_id: str
    plan: list[PlanRow] | None
    money: EntrySums
    paid_on: str | None
    """Value date of the last payment."""


def plain_facts(
    conn: sqlite3.Connection, loan_ids: Sequence[str], day: date, known: int | None
) -> Iterator[PlainFacts]:
    """The summed facts of loans at the close of a day, those of other kinds marked as such."""
    query = _SUMMED.format(plan_counts=in_force("p", known), entry_counts=in_force("e", known))
    cursor = conn.cursor()
    cursor.row_factory = None
    values = {"day": day.isoformat(), "ids": json.dumps(loan_ids)}
    for loan_id, plain, total, last_on, next_on, paid_on, text in cursor.execute(query, values):
        plan: list[PlanRow] | None = None
        if plain and text is not None:
            plan = _decode(text)[0]
            plan.sort()  # by due date, then by number
        yield PlainFacts(loan_id, plan, EntrySums(total, last_on, next_on), paid_on)
