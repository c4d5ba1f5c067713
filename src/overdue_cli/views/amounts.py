"""Minor units as money."""

from __future__ import annotations

from typing import Any

from overdue_cli.domain.money import Money


def amounts_of(figures: Any, currency: str, *names: str) -> dict[str, Money]:
    """Attributes that hold minor units, as money of one currency."""
    return {name: Money(getattr(figures, name), currency) for name in names}
