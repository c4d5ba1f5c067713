"""What one row of another system's daily list says of a loan, from the columns it has.

Lists add up differently. What is overdue may stand in parts, as one amount, or both; penalty and
fees stand beside it or in it. The parts that are there are taken as they are; an amount beside
them must fit. Whatever does not add up is a fault, never smoothed over.
"""

from __future__ import annotations

from typing import NamedTuple

from overdue_cli.domain.counted import counted
from overdue_cli.domain.loan.loan import Amounts
from overdue_cli.domain.money import decimal_text

Parts = tuple[int | None, int | None, int | None, int | None]


class Figures(NamedTuple):
    """The figures of one row in minor units; None where the list does not say."""

    overdue_amount: int | None = None
    outstanding: int | None = None
    overdue_penalty: int | None = None
    overdue_fee: int | None = None
    overdue_interest: int | None = None
    overdue_principal: int | None = None
    outstanding_penalty: int | None = None
    outstanding_compound: int | None = None
    outstanding_fee: int | None = None
    outstanding_late_fee: int | None = None
    outstanding_interest: int | None = None
    outstanding_principal: int | None = None


#: Columns of a list that hold money, in the order of ``Figures``.
FIGURES = Figures._fields


class ListedAmounts(NamedTuple):
    """What a row says by component: overdue, and not due where it tells."""

    overdue: Amounts
    not_due: Parts


class Unfit(ValueError):
    """Figures of a row that do not fit each other: the field, what must hold, how to mend it."""

    def __init__(self, field: str, rule: str, hint: str) -> None:
        super().__init__(rule)
        self.field = field
        self.rule = rule
        self.hint = hint


def amounts_listed(days: int, figures: Figures, currency: str) -> ListedAmounts:
    """Overdue and not due by component, minor units. Unfit where the figures do not add up.

    An amount without parts is principal. Penalty and fees outstanding are overdue when the loan
    is late.

    >>> amounts_listed(30, Figures(overdue_principal=900, outstanding_penalty=7), "CNY").overdue
    Amounts(penalty=7, fee=0, interest=0, principal=900)
    """
    overdue = _overdue(days, figures, currency)
    if days and not overdue.total:
        raise Unfit(
            "days_past_due",
            f"{counted(days, 'day')} past due with nothing overdue",
            "Correct the days or the amount.",
        )
    if overdue.total and not days:
        raise Unfit(
            "days_past_due",
            f"{decimal_text(overdue.total, currency)} overdue with no day past due",
            "Correct the days or the amount; what falls due on the day is not overdue yet.",
        )
    return ListedAmounts(overdue, _not_due(overdue, figures, currency))


def _sum(*parts: int | None) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


class Charge(NamedTuple):
    """A charge as columns say it: what is overdue of it, all of it, and one of another name.

    What is overdue of it stands in all of it; the other one, a late fee beside fees or compound
    beside penalty interest, comes on top.
    """

    overdue: int | None
    outstanding: int | None
    other: int | None

    @property
    def late(self) -> int | None:
        """What is overdue of a late loan."""
        return _sum(self.outstanding if self.overdue is None else self.overdue, self.other)

    @property
    def held(self) -> int | None:
        """All that is outstanding, where a column says; it may stand there with the other one."""
        if self.outstanding is None and self.other is None:
            return None
        if self.overdue and self.outstanding == self.late:
            return self.outstanding
        return _sum(self.overdue if self.outstanding is None else self.outstanding, self.other)


def _charges(figures: Figures) -> tuple[Charge, Charge]:
    """Penalty and fees."""
    f = figures
    return (
        Charge(f.overdue_penalty, f.outstanding_penalty, f.outstanding_compound),
        Charge(f.overdue_fee, f.outstanding_fee, f.outstanding_late_fee),
    )


def _overdue(days: int, figures: Figures, currency: str) -> Amounts:
    own: Parts = figures[2:6]
    charges = _charges(figures)
    late = [charge.late for charge in charges] if days else own[:2]
    parts = [*late, *own[2:]]
    amount = figures.overdue_amount
    rest = 0 if amount is None else amount - sum(part or 0 for part in parts)
    told_apart = any(charge.overdue is not None and charge.other for charge in charges)
    if rest and amount == _sum(*own) and not told_apart:
        rest = 0  # penalty and fees come on top of it
    if rest > 0:
        place = next((place for place in (3, 2, 1, 0) if parts[place] is None), None)
        if place is not None:
            parts[place] = rest
            rest = 0
    if rest:
        total = decimal_text(sum(part or 0 for part in parts), currency)
        raise Unfit(
            "overdue_amount",
            f"the parts of what is overdue sum to {total}",
            "Correct the amount or its parts.",
        )
    return Amounts(*(part or 0 for part in parts))


def _not_due(overdue: Amounts, figures: Figures, currency: str) -> Parts:
    """What is outstanding beyond what is overdue, for each component of which the list tells."""
    penalty, fee = (charge.held for charge in _charges(figures))
    held = (penalty, fee, figures.outstanding_interest, figures.outstanding_principal)
    parts = [None if has is None else has - late for has, late in zip(held, overdue, strict=True)]
    for place, part in enumerate(parts):
        if part is not None and part < 0:
            name = Amounts._fields[place]
            raise _less_than_overdue(f"outstanding_{name}", overdue[place], currency)
    if figures.outstanding is not None:
        known = overdue.total + sum(part or 0 for part in parts)
        rest = figures.outstanding - known
        if rest < 0:
            raise _less_than_overdue("outstanding", known, currency)
        place = 3 if parts[3] is None else 2
        if parts[place] is None:
            parts[place] = rest
        elif rest:
            raise Unfit(
                "outstanding",
                f"the parts of what is outstanding sum to {decimal_text(known, currency)}",
                "Correct the sum or its parts.",
            )
    return (parts[0], parts[1], parts[2], parts[3])


def _less_than_overdue(field: str, least: int, currency: str) -> Unfit:
    return Unfit(
        field,
        f"less is outstanding than the {decimal_text(least, currency)} that its parts sum to",
        "Correct the amounts; what is outstanding includes what is overdue.",
    )
