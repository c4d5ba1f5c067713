"""What is inferred from a list although payments are recorded: entries that raise the debt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

#: In place of a component: a payment that an earlier list showed no longer counts.
SHOWN_PAYMENT = "payment"


class InferredAgainst(NamedTuple):
    """Debt that a list says, beside the recorded money that it stands against; minor units."""

    loan_id: str
    currency: str
    as_of: date
    component: str
    """A component, or ``SHOWN_PAYMENT``."""
    amount: int
    paid_on: date
    paid: int


class Recorded(NamedTuple):
    """Recorded money, and how much of it the list of a day shows for the first time."""

    paid_on: date
    amount: int
    shown: int


def money_against(
    raised: Mapping[str, int], recorded: Sequence[Recorded], *, told_whole: bool
) -> Recorded | None:
    """The recorded money that what a list raises stands against; None where it does not.

    ``raised`` is by component; ``told_whole``: both lists say all the principal that is owed, so
    that it cannot have risen by itself. What a list raises by just the amount of a payment takes
    that payment back.

    >>> paid = Recorded(date(2026, 6, 12), 200, 0)
    >>> money_against({"principal": 200}, [paid], told_whole=False) == paid
    True
    >>> money_against({"principal": 150}, [paid], told_whole=False) is None
    True
    """
    if not recorded:
        return None
    shown = [one for one in recorded if one.shown]
    equal = [one for one in recorded if one.amount == sum(raised.values())]
    rises = SHOWN_PAYMENT in raised or (told_whole and "principal" in raised)
    last = [*(equal or shown), *(recorded[-1:] if rises else [])]
    return last[0] if last else None
