"""How long a daily list may leave out money that is recorded, before a person has to look."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.holidays import business_days


class ListLag(NamedTuple):
    """Business days within which a list may not show recorded money yet; '' is of no country."""

    days: int = 2
    calendar: str = ""

    def is_over(self, recorded_on: date, listed_on: date) -> bool:
        """Whether a list that does not show the money is too late for it to be on its way.

        Business days after the day of the money, that of the list included, are counted. Money of
        a Friday may be missing on the lists until Tuesday:

        >>> friday, tuesday = date(2026, 6, 26), date(2026, 6, 30)
        >>> ListLag(2).is_over(friday, tuesday), ListLag(2).is_over(friday, date(2026, 7, 1))
        (False, True)
        """
        if (listed_on - recorded_on).days <= self.days:
            return False
        closed = business_days(self.calendar).is_closed
        day, left = recorded_on, self.days
        while day < listed_on:
            day += timedelta(days=1)
            left -= not closed(day)
            if left < 0:
                return True
        return False


class ListFinding(NamedTuple):
    """Recorded money that a list should show and does not, in minor units."""

    loan_id: str
    customer_id: str
    name: str
    currency: str
    entry_id: int
    recorded_on: date
    """The value date of the money; of money on account the day it was applied."""
    amount: int
    listed_on: date
    """The day of the last list of the loan."""
    held_by: str
    """Where the money was recorded: the loan itself, or what applied it to the loan."""
