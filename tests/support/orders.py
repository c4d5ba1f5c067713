"""Orders of allocation from a ranking, and one debt settled by an order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from overdue_cli.domain.loan.allocation import (
    AllocationStep,
    DebtLine,
    Order,
    Timing,
    plan_of,
    take,
)
from overdue_cli.domain.loan.loan import Amounts, Component


def order_from(
    ranking: Sequence[tuple[Timing, Component]], *, component_first: bool = False
) -> Order:
    """An order from a ranking of (timing, component), walked instalment or component first."""
    if component_first:
        return Order(
            tuple(AllocationStep((timing,), (component,)) for timing, component in ranking)
        )
    steps: list[AllocationStep] = []
    for timing, component in ranking:
        if steps and steps[-1].timings == (timing,):
            steps[-1] = AllocationStep((timing,), (*steps[-1].components, component))
        else:
            steps.append(AllocationStep((timing,), (component,)))
    return Order(tuple(steps))


def allocate(owed: Amounts, amount: int, order: str) -> tuple[Amounts, int]:
    """How one amount settles one debt, by component, and what is left (minor units)."""
    line, parts = DebtLine(1, date.min, list(owed)), [0, 0, 0, 0]
    left = take([line], amount, plan_of(order), "next", parts, date.max)
    return Amounts(*parts), left
