"""Minor units as money."""

from __future__ import annotations

from typing import Any

from overdue_cli.domain.loan.loan import Amounts
from overdue_cli.domain.money import Money

#: Components in the order they are printed.
PARTS = ("penalty", "fee", "interest", "principal")


def amounts_of(figures: Any, currency: str, *names: str) -> dict[str, Money]:
    """Attributes that hold minor units, as money of one currency."""
    return {name: Money(getattr(figures, name), currency) for name in names}


def by_component(amounts: Amounts, currency: str) -> dict[str, Money]:
    """Amounts by component and in all, as money."""
    return amounts_of(amounts, currency, *PARTS, "total")
