"""Which part of what is owed a payment settles: lines of debt, orders, and the walk over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from overdue_cli.domain.loan.loan import (
    COMPONENTS,
    AllocationStep,
    Component,
    Early,
    Order,
    Timing,
)

INDEX: dict[str, int] = {name: place for place, name in enumerate(COMPONENTS)}
TIMINGS: tuple[Timing, ...] = ("past_due", "due", "in_advance")

_DUE: tuple[Timing, ...] = ("past_due", "due")
_EARLY: tuple[Timing, ...] = ("in_advance",)


def _by_instalment(*components: Component) -> Order:
    return Order((AllocationStep(_DUE, components), AllocationStep(_EARLY, components)))


#: Orders of allocation, by the name products use.
ORDERS: dict[str, Order] = {
    "standard": _by_instalment("penalty", "fee", "interest", "principal"),
    # PRC Civil Code art. 561, BGB section 367: costs, interest, principal.
    "cn_561": _by_instalment("fee", "interest", "penalty", "principal"),
    "bgb_367": _by_instalment("fee", "interest", "penalty", "principal"),
    # BGB section 497(3), consumer loans: costs, the sum owed, interest.
    "bgb_497": _by_instalment("fee", "principal", "interest", "penalty"),
    "principal_first": _by_instalment("principal", "interest", "fee", "penalty"),
    # India: interest of all due instalments, then their principal, then charges.
    "rbi": Order(
        (
            AllocationStep(_DUE, ("interest",)),
            AllocationStep(_DUE, ("principal",)),
            AllocationStep(_DUE, ("fee", "penalty")),
            AllocationStep(_EARLY, ("interest", "principal", "fee", "penalty")),
        )
    ),
}


class DebtLine:
    """One due date of a loan while its entries are replayed: the only state that changes.

    ``due`` and ``paid`` hold minor units by component in the order of ``COMPONENTS``; ``paid``
    includes what was waived or written off; ``open`` is what is left of all four. ``charges``
    are the parts of ``due`` with a date of their own, as (date, place of component, amount).
    """

    __slots__ = (
        "accrued",
        "charges",
        "due",
        "due_on",
        "early",
        "exact",
        "late",
        "open",
        "paid",
        "posted",
        "put_back",
        "seq",
        "settled_on",
    )

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
        self.posted = 0
        self.put_back = 0
        self.accrued: date | None = None
        self.exact: Fraction | int = 0

    def copy(self) -> DebtLine:
        """The same line, free to change without this one."""
        other = DebtLine(self.seq, self.due_on, self.due.copy())
        other.paid = self.paid.copy()
        other.open = self.open
        other.early, other.late = self.early, self.late
        other.settled_on = self.settled_on
        other.charges = self.charges.copy()
        other.put_back = self.put_back
        other.posted, other.accrued, other.exact = self.posted, self.accrued, self.exact
        return other


NIL = Fraction(0)


class ReadyOrder(NamedTuple):
    """An order made ready for the walk; ``plain`` when one pass, oldest line first, does it."""

    steps: tuple[tuple[tuple[Timing, ...], tuple[int, ...]], ...]
    charge_dates: bool
    plain: tuple[int, ...] | None


@lru_cache(maxsize=256)
def _prepared(order: Order) -> ReadyOrder:
    steps = tuple(
        (step.timings, tuple(INDEX[component] for component in step.components))
        for step in order.steps
    )
    one_pass = [timing for timings, _ in steps for timing in timings] == list(TIMINGS)
    same = len({places for _, places in steps}) == 1 and set(steps[0][1]) == {0, 1, 2, 3}
    plain = steps[0][1] if one_pass and same and not order.charge_dates else None
    return ReadyOrder(steps, order.charge_dates, plain)


def plan_of(name: str, order: Order | None = None) -> ReadyOrder:
    """The order a loan's rules ask for, made ready: their own, else the named one."""
    if order is None:
        if name not in ORDERS:
            raise ValueError(f"allocation: no order is called {name!r}")
        order = ORDERS[name]
    return _prepared(order)


def places_of(plan: ReadyOrder) -> tuple[int, ...]:
    """Components in the order a rule first names them, as places in ``COMPONENTS``."""
    return plan.plain or tuple(
        dict.fromkeys(place for _, places in plan.steps for place in places)
    )


def settle(line: DebtLine, amount: int, order: Sequence[int], parts: list[int], day: date) -> int:
    """What is left of an amount after one line took its share; ``parts`` grows by component."""
    due, paid = line.due, line.paid
    share = min(amount, line.open)
    left = share
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
    return amount - _booked(line, share - left, day)


def _booked(line: DebtLine, taken: int, day: date) -> int:
    line.open -= taken
    if day < line.due_on:
        line.early += taken
    elif day > line.due_on:
        line.late += taken
    if not line.open:
        line.settled_on = day
    return taken


def walk(
    lines: Sequence[DebtLine], amount: int, order: Sequence[int], parts: list[int], day: date
) -> int:
    """What is left of an amount after the lines took it, oldest due date first."""
    for line in lines:
        if line.open:
            amount = settle(line, amount, order, parts, day)
            if not amount:
                return 0
    return amount


class Pass(NamedTuple):
    """One step of an order on its way over the lines, for money of one day."""

    timings: tuple[Timing, ...]
    places: tuple[int, ...]
    charge_dates: bool
    parts: list[int]
    day: date


def take(
    lines: Sequence[DebtLine],
    amount: int,
    plan: ReadyOrder,
    early: Early,
    parts: list[int],
    day: date,
) -> int:
    """What is left of an amount after the lines took it by an order and an early-money rule."""
    if plan.plain is not None and early == "next":
        return walk(lines, amount, plan.plain, parts, day)
    for timings, places in plan.steps:
        going = Pass(timings, places, plan.charge_dates, parts, day)
        if not amount:
            break
        if "in_advance" not in timings or early == "next":
            amount = _over(lines, amount, going)
        elif early == "last":
            amount = _over(lines[::-1], amount, going)
        elif early == "reamortise":
            amount = _evenly(lines, amount, going)
    return amount


def _over(lines: Sequence[DebtLine], amount: int, going: Pass) -> int:
    for line in lines:
        if line.open and amount:
            amount -= _settle_timed(line, amount, going)
    return amount


def _evenly(lines: Sequence[DebtLine], amount: int, going: Pass) -> int:
    """Equal parts over the open lines, the last takes the rest; again while money is left."""
    while amount:
        ready = [line for line in lines if line.open and _wants(line, going)]
        if not ready:
            break
        share = round(Fraction(amount, len(ready)))
        left = amount
        for line in ready:
            portion = left if line is ready[-1] else min(share, left)
            left -= portion
            amount -= _settle_timed(line, portion, going)
    return amount


def _wants(line: DebtLine, going: Pass) -> bool:
    return any(_open(line, place, going) for place in going.places)


def _settle_timed(line: DebtLine, amount: int, going: Pass) -> int:
    taken = 0
    for place in going.places:
        part = min(_open(line, place, going), amount - taken)
        line.paid[place] += part
        going.parts[place] += part
        taken += part
    return _booked(line, taken, going.day) if taken else 0


def _timing(due_on: date, day: date) -> Timing:
    if due_on < day:
        return "past_due"
    return "due" if due_on == day else "in_advance"


def _open(line: DebtLine, place: int, going: Pass) -> int:
    """Unpaid minor units of one component of a line, as far as its timing is asked for."""
    if going.charge_dates and line.charges:
        return _open_by_date(line, place, going)
    if _timing(line.due_on, going.day) not in going.timings:
        return 0
    return line.due[place] - line.paid[place]


def _open_by_date(line: DebtLine, place: int, going: Pass) -> int:
    """The same where charges have dates of their own; what was paid went to the oldest."""
    dated = [(on, amount) for on, at, amount in line.charges if at == place]
    own = line.due[place] - sum(amount for _, amount in dated)
    paid, unpaid = line.paid[place], 0
    for due_on, amount in sorted([*dated, (line.due_on, own)]):
        covered = min(paid, amount)
        paid -= covered
        if _timing(due_on, going.day) in going.timings:
            unpaid += amount - covered
    return unpaid


class Debt(NamedTuple):
    """One debt of a customer with several: what decides which is paid first (PRC art. 560)."""

    name: str
    due_on: date
    owed: int
    secured: bool = False
    rate: Fraction = NIL


#: By what debts are told apart, the first first: PRC Civil Code art. 560, BGB section 366.
DEBT_ORDER = ("due", "less_secured", "more_burdensome", "older")
_RANKS: dict[str, Callable[[Debt, date], Fraction | int]] = {
    "due": lambda debt, day: debt.due_on > day,
    "less_secured": lambda debt, day: debt.secured,
    "more_burdensome": lambda debt, day: -debt.rate,
    "older": lambda debt, day: debt.due_on.toordinal(),
}


def spread_over_debts(
    debts: Sequence[Debt], amount: int, day: date, order: Sequence[str] = DEBT_ORDER
) -> dict[str, int]:
    """Minor units by debt of money whose payer named none (PRC Civil Code art. 560, BGB 366).

    Due before not due, less secured first, the more burdensome, the older, or what of these
    ``order`` names; equal debts pro rata, the last of them takes the rest.

    >>> a = Debt("A", date(2024, 1, 31), 100000, secured=True)
    >>> b = Debt("B", date(2024, 2, 28), 80000)
    >>> spread_over_debts([a, b], 90000, date(2024, 3, 15))
    {'B': 80000, 'A': 10000}
    """
    ranked: dict[tuple[Fraction | int, ...], list[Debt]] = {}
    for debt in debts:
        rank = tuple(_RANKS[name](debt, day) for name in order)
        ranked.setdefault(rank, []).append(debt)
    shares: dict[str, int] = {}
    for rank in sorted(ranked):
        paid = _pro_rata(ranked[rank], amount)
        shares |= paid
        amount -= sum(paid.values())
    return shares


def _pro_rata(debts: Sequence[Debt], amount: int) -> dict[str, int]:
    total = sum(debt.owed for debt in debts)
    amount = min(amount, total)
    shares = {debt.name: amount * debt.owed // total if total else 0 for debt in debts}
    left = amount - sum(shares.values())
    for debt in debts:
        extra = min(left, debt.owed - shares[debt.name])
        shares[debt.name] += extra
        left -= extra
    return shares
