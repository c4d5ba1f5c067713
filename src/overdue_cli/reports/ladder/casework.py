"""Where one customer stands on the ladder, worked out from everything around it."""

from __future__ import annotations

from datetime import date, datetime

from overdue_cli.domain.ladder.assessment import Standing, standing, standings
from overdue_cli.domain.moments import moment_of
from overdue_cli.policies.ladder.casework import case_terms
from overdue_cli.policies.pack import Policy
from overdue_cli.store.ladder.case_facts import Asked, one_case
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.loan.facts import known_at


def customer_standing(
    ledger: Ledger,
    policy: Policy,
    customer_id: str,
    *,
    day: date,
    now: datetime,
    known_on: date | None = None,
    loan_id: str = "",
) -> Standing:
    """Where a customer stands at the close of ``day``; ``position`` must answer for that day.

    Where the ladder judges loans or items: the furthest of the loan's, or of all.
    """
    ladder = policy.ladder_rules
    known = known_at(ledger.conn, known_on)
    asked = Asked(moment_of(day, now), known, items=ladder.unit == "item")
    case = one_case(ledger.conn, case_terms(policy), asked, customer_id)
    if ladder.unit == "customer":
        return standing(ladder, case, day)
    steps = list(ladder.steps)
    found = [one for one in standings(ladder, case, day) if loan_id in ("", one.loan_id)]
    placed = [one for one in found if one.step]
    return max(
        placed,
        key=lambda one: steps.index(one.step) if one.step else -1,
        default=standing(ladder, case, day)._replace(step=None),
    )
