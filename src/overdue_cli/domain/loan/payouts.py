"""Payouts: what the plan of a loan asks for while its money is paid out in parts.

Principal is owed from the day it was paid out (semantics: Lateness). A plan that follows from
terms is made anew at each payout, for the instalments after it; the rows of an imported plan
stand, and their principal is owed up to what was paid out, the earliest rows first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate, pairwise
from typing import get_args

from overdue_cli.domain.loan.loan import Asked, DownPaymentRounding, Instalment, Loan, Terms
from overdue_cli.domain.loan.schedule import schedule

#: Day and amount in minor units.
Payout = tuple[date, int]
IsClosed = Callable[[date], bool]


def terms_as_paid_out(terms: Terms, payouts: Sequence[Payout]) -> Terms:
    """Terms with the principal as it was paid out; the stated one where nothing says how.

    >>> terms = Terms(2000, date(2023, 5, 1))
    >>> paid = terms_as_paid_out(terms, [(date(2023, 5, 1), 1000), (date(2023, 6, 15), 500)])
    >>> paid.principal, paid.later_disbursements
    (1000, ((datetime.date(2023, 6, 15), 500),))
    """
    if all(day <= terms.disbursed_on and amount == terms.principal for day, amount in payouts):
        return terms
    first = sum(amount for day, amount in payouts if day <= terms.disbursed_on)
    later = tuple((day, amount) for day, amount in payouts if day > terms.disbursed_on)
    return replace(terms, principal=first, later_disbursements=later)


def in_parts(loan: Loan, terms: Terms | None, is_closed: IsClosed) -> Loan:
    """A loan whose plan is owed as its payouts come; ``terms`` where its plan follows from them.

    >>> from overdue_cli.domain.loan.loan import Entry
    >>> rows = Instalment(1, date(2023, 6, 1), 1200), Instalment(2, date(2023, 7, 1), 800)
    >>> paid = Entry(1, "disbursement", date(2023, 5, 1), 1500)
    >>> in_parts(Loan("L", "CNY", None, rows, (paid,)), None, lambda day: False).asked
    (((0, 0), (0, 0)), ((0, 1200), (0, 300)))
    """
    plan = tuple(sorted(loan.plan, key=lambda row: (row.due_on, row.seq)))
    entries = sorted(
        (entry for entry in loan.entries if entry.kind == "disbursement"),
        key=lambda entry: (entry.value_on, entry.entry_id),
    )
    payouts = [(entry.value_on, entry.amount) for entry in entries]
    if terms and (planned := _planned_anew(plan, terms, payouts, is_closed)):
        return replace(loan, plan=planned[0], asked=planned[1])
    return replace(loan, plan=plan, asked=_covered(plan, payouts))


def _covered(plan: Sequence[Instalment], payouts: Iterable[Payout]) -> tuple[Asked, ...]:
    """The rows as they stand, principal up to what was paid out, the earliest first."""
    sums = list(accumulate((row.principal for row in plan), initial=0))
    stages = []
    for paid_out in accumulate((amount for _, amount in payouts), initial=0):
        reached = [min(total, paid_out) for total in sums]
        principals = (after - before for before, after in pairwise(reached))
        stages.append(
            tuple(
                (row.interest, principal) for row, principal in zip(plan, principals, strict=True)
            )
        )
    return tuple(stages)


def _planned_anew(
    plan: Sequence[Instalment], terms: Terms, payouts: Sequence[Payout], is_closed: IsClosed
) -> tuple[tuple[Instalment, ...], tuple[Asked, ...]] | None:
    """The plan, and what its rows asked for after none, one, two … payouts.

    None where the terms make no such plan, as when they were changed by another program.
    """
    for rounding in get_args(DownPaymentRounding):  # for the product to say; the plan shows it
        rounded = replace(terms, down_payment_rounding=rounding)
        try:
            *earlier, last = [
                schedule(terms_as_paid_out(rounded, payouts[:count]), is_closed)
                for count in range(1, len(payouts) + 1)
            ]
        except ValueError:
            return None
        if [_asked(row) for row in last] == [_asked(row) for row in plan]:
            break
    else:
        return None
    plan = tuple(
        row._replace(down_payment=made.down_payment) for row, made in zip(plan, last, strict=True)
    )
    nothing = ((0, 0),) * len(plan)
    whole = tuple((row.interest, row.principal) for row in plan)
    return plan, (nothing, *(_row_by_row(plan, made) for made in earlier), whole)


def _asked(row: Instalment) -> tuple[date, int, int]:
    return row.due_on, row.interest, row.principal


def _row_by_row(plan: Sequence[Instalment], made: Sequence[Instalment]) -> Asked:
    """What an earlier plan asked for, by the rows of the last one, which may have more."""
    rows = iter(made)
    row = next(rows, None)
    asked = []
    for last in plan:
        same = row and (row.due_on, row.down_payment) == (last.due_on, last.down_payment)
        asked.append((row.interest, row.principal) if row and same else (0, 0))
        if same:
            row = next(rows, None)
    return tuple(asked)
