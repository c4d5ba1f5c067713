"""Which debt of a customer is paid first, when the payer named none: ``[payment]`` of a policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.allocation import DEBT_ORDER
from overdue_cli.policies.layers import unknown

#: What ``[payment]`` may say.
KEYS = ("debts", "list_lag")


def payment_order_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """What decides, the first first; debts that nothing tells apart are paid pro rata.

    Errors: WrongUse for a key or a criterion that there is not.
    """
    table = data.get("payment", {})
    for key in table:
        if key not in KEYS:
            raise unknown("key in [payment]:", key, list(KEYS))
    order = table.get("debts", list(DEBT_ORDER))
    if not isinstance(order, list):
        raise WrongUse(
            f"[payment]: debts is {order!r}", hint=f"Give a list of {', '.join(DEBT_ORDER)}."
        )
    for name in order:
        if name not in DEBT_ORDER:
            raise unknown("criterion in [payment] debts", str(name), list(DEBT_ORDER))
    return tuple(order)
