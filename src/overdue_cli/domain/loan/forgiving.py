"""How much of a debt can be forgiven: a waiver or a write-off takes no more than is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from overdue_cli.domain.loan.loan import Component, Entry, Loan
from overdue_cli.domain.loan.position import position

#: More than any debt, and still whole minor units.
_MUCH = 2**62


def forgivable(loan: Loan, components: tuple[Component, ...], on: date, number: int) -> int:
    """Minor units of the named components (none: of all) owed at the close of a day.

    Penalty interest up to that day counts; what is recorded after ``number`` on it does not.

    >>> from overdue_cli.domain.loan.loan import Instalment
    >>> loan = Loan("L1", "CNY", None, (Instalment(1, date(2026, 1, 31), 90_00, 5_00),), ())
    >>> forgivable(loan, ("interest",), date(2026, 2, 2), 1)
    500
    >>> forgivable(loan, (), date(2026, 2, 2), 1)
    9500
    """
    before = tuple(e for e in loan.entries if (e.value_on, e.entry_id) < (on, number))
    trial = Entry(number, "waiver", on, _MUCH, components=components)
    tried = position(replace(loan, entries=(*before, trial)), on)
    return next((one.parts.total for one in tried.allocated if one.entry_id == number), 0)
