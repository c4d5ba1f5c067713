"""What stands of a debt that is charged off: its day, its amount, and what came in since."""

from __future__ import annotations

from collections.abc import Iterator

from overdue_cli.domain.loan.loan import Position
from overdue_cli.domain.money import Money
from overdue_cli.views.columns import Fact


def charge_off_facts(standing: Position, currency: str) -> Iterator[Fact]:
    """The charge-off of a loan; every value None where it is not charged off.

    What was owed on that day is told where it is another amount by now: a payment bounced, or was
    recorded late.
    """

    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, currency)

    marked = standing.charged_off
    amount, owed = (marked.amount, marked.owed.total) if marked else (None, None)
    yield "charged_off_on", "Charged off on", marked.on if marked else None
    yield "charged_off", "Charged off", money(amount)
    yield "owed_then", "Owed on that day", money(owed if owed != amount else None)
    yield "recovered_since", "Recovered since", money(marked.recovered if marked else None)
