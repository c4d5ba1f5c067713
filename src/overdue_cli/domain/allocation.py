"""Which part of what is owed a payment settles: lines of debt, orders, and the walk over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from overdue_cli.domain.loan import COMPONENTS, Amounts, Component

#: Order of components inside an instalment, by the name products use (law or practice).
ORDERS: dict[str, tuple[Component, ...]] = {
    "standard": ("penalty", "fee", "interest", "principal"),
    "cn_561": ("fee", "interest", "penalty", "principal"),
    "bgb_367": ("fee", "interest", "penalty", "principal"),
    "bgb_497": ("fee", "principal", "interest", "penalty"),
    "principal_first": ("principal", "interest", "fee", "penalty"),
}

INDEX: dict[str, int] = {name: place for place, name in enumerate(COMPONENTS)}


class Line:
    """One due date of a loan while its entries are replayed: the only state that changes.

    ``due`` and ``paid`` hold minor units by component in the order of ``COMPONENTS``; ``paid``
    includes what was waived or written off; ``open`` is what is left of all four.
    """

    __slots__ = ("charges", "due", "due_on", "early", "late", "open", "paid", "seq", "settled_on")

    def __init__(self, seq: int, due_on: date, due: list[int]) -> None:
        self.seq = seq
        self.due_on = due_on
        self.due = due
        self.paid = [0, 0, 0, 0]
        self.open = due[0] + due[1] + due[2] + due[3]
        self.early = 0
        self.late = 0
        self.settled_on: date | None = None
        self.charges: list[tuple[date, int, int]] = []


def order_of(name: str) -> tuple[int, ...]:
    """Places in ``COMPONENTS`` in the order a named rule settles them.

    >>> order_of("cn_561")
    (1, 2, 0, 3)
    """
    try:
        return tuple(INDEX[component] for component in ORDERS[name])
    except KeyError:
        raise ValueError(f"allocation: no order is called {name!r}") from None


def settle(line: Line, amount: int, order: Sequence[int], parts: list[int], day: date) -> int:
    """What is left of an amount after one line took its share; ``parts`` grows by component."""
    due, paid = line.due, line.paid
    wanted = min(amount, line.open)
    left = wanted
    for place in order:
        part = due[place] - paid[place]
        if part:
            if part > left:
                part = left
            paid[place] += part
            parts[place] += part
            left -= part
            if not left:
                break
    taken = wanted - left
    line.open -= taken
    if day < line.due_on:
        line.early += taken
    elif day > line.due_on:
        line.late += taken
    if not line.open:
        line.settled_on = day
    return amount - taken


def walk(
    lines: Sequence[Line], amount: int, order: Sequence[int], parts: list[int], day: date
) -> int:
    """What is left of an amount after the lines took it, oldest due date first."""
    for line in lines:
        if line.open:
            amount = settle(line, amount, order, parts, day)
            if not amount:
                return 0
    return amount


def allocate(owed: Amounts, amount: int, order: str) -> tuple[Amounts, int]:
    """How one amount settles one debt, by component, and what is left (minor units).

    >>> allocate(Amounts(fee=30000, interest=45000, principal=500000), 100000, "cn_561")
    (Amounts(penalty=0, fee=30000, interest=45000, principal=25000), 0)
    """
    line, parts = Line(1, date.min, list(owed)), [0, 0, 0, 0]
    left = settle(line, amount, order_of(order), parts, date.min)
    return Amounts(*parts), left
