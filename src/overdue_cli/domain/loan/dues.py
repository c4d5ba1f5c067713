"""What a loan asks for on a day, item by item, as the replay of its entries leaves it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from overdue_cli.domain.loan.loan import Loan
from overdue_cli.domain.loan.replay import replay


class Dues(NamedTuple):
    """What a loan asks for at the close of a day, in minor units, oldest item first."""

    items: tuple[tuple[str, int], ...]
    """Unpaid items: (due day as ISO text, what is unpaid of it)."""
    regular: int
    """The full amount of the instalment that is next to be paid."""
    overdue: int
    """What is unpaid of items due before that day."""

    @property
    def outstanding(self) -> int:
        """Everything that is unpaid."""
        return sum(amount for _, amount in self.items)


def dues(loan: Loan, on: date) -> Dues:
    """What a loan asks for at the close of a day, in minor units; the whole plan before its first.

    A debt written off asks, as one item, for what was written off and not recovered.

    >>> from overdue_cli.domain.loan.loan import Instalment
    >>> first = Instalment(1, date(2026, 1, 31), 90_00, 5_00)
    >>> plan = (first, Instalment(2, date(2026, 2, 28), 90_00))
    >>> dues(Loan("L1", "CNY", None, plan, ()), date(2026, 2, 1))
    Dues(items=(('2026-01-31', 9500), ('2026-02-28', 9000)), regular=9500, overdue=9500)
    """
    state = replay(loan, max(on, loan.exists_on or on))
    unpaid = [line for line in state.lines if line.open]
    written_off = sum(state.written_off or ())
    if written_off and not unpaid:
        return Dues(((state.lines[0].due_on.isoformat(), written_off),), written_off, written_off)
    return Dues(
        tuple((line.due_on.isoformat(), line.open) for line in unpaid),
        sum(unpaid[0].due) if unpaid else 0,
        sum(line.open for line in unpaid if line.due_on < on),
    )
