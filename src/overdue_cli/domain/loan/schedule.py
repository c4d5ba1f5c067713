"""Terms in, instalments out: the plan a loan is repaid by.

Interest of a period is rounded where it is stored, principals always sum to the loan, and the
last instalment takes what remains. Between two roundings everything is exact.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from overdue_cli.domain.loan.day_count import YEAR_DAYS, rolled, step, year_fraction
from overdue_cli.domain.loan.loan import Instalment, Terms
from overdue_cli.domain.money import TOO_LARGE, largest, round_minor, round_to_multiple

#: More than daily instalments for thirty years: a slip of the pen, not a loan.
MOST_INSTALMENTS = 12_000

_UNITS_A_YEAR = {"months": 12, "weeks": 52}


def _never_closed(day: date) -> bool:
    return False


def schedule(
    terms: Terms, is_closed: Callable[[date], bool] = _never_closed
) -> tuple[Instalment, ...]:
    """The plan of a loan in minor units, one instalment per due date (formula of the method).

    Methods: ``annuity`` (等额本息), ``equal_principal`` (等额本金), ``flat`` (等本等息),
    ``interest_only`` (先息后本), ``bullet`` (利随本清), ``invoice``. ``is_closed`` tells days on
    which nobody pays: due dates on them roll by ``terms.roll``. ValueError names the term that
    cannot be.

    >>> terms = Terms(1200000, date(2011, 9, 20), annual_rate=Fraction(24, 100), instalments=4)
    >>> [(i.due_on.isoformat(), i.principal, i.interest) for i in schedule(terms)][0::3]
    [('2011-10-20', 291149, 24000), ('2012-01-20', 308968, 6179)]
    """
    check_terms(terms)
    dates = _rolled_dates(terms, is_closed)
    down, tranches = _tranches(terms, dates)
    most = largest(terms.currency)
    if terms.method in ("bullet", "invoice"):
        return _numbered([*down, _single(terms, dates, tranches)], most)
    _check_grace(terms, len(dates))
    if terms.method == "flat" and terms.annual_rate:
        principals, interests = _flat(terms, dates, tranches)
    else:
        principals, interests = _declining(terms, dates, tranches)
    payable = _defer(interests, terms.interest_grace)
    rows = zip(dates, principals, payable, strict=True)
    return _numbered([*down, *(Instalment(0, *row) for row in rows)], most)


def _rolled_dates(terms: Terms, is_closed: Callable[[date], bool]) -> list[date]:
    """The dates that bound the periods, those on which something falls due on business days."""
    dates = due_dates(terms)
    inside = len(dates) - 1 if terms.method in ("bullet", "invoice") else 0
    try:
        due = [rolled(day, terms.roll, is_closed) for day in dates[inside:]]
    except OverflowError:
        raise ValueError("roll: there is no business day left in the calendar") from None
    if due[0] < terms.disbursed_on:
        raise ValueError("roll: the first due date would fall before disbursed_on")
    return [min(day, due[0]) for day in dates[:inside]] + due


def _numbered(plan: Sequence[Instalment], most: int) -> tuple[Instalment, ...]:
    """The plan in order of due date; on one day the down payments come first.

    ValueError where interest is above ``most``, the largest amount.
    """
    ordered = sorted(plan, key=lambda instalment: instalment.due_on)
    if max(instalment.interest for instalment in ordered) > most:
        raise ValueError(f"annual_rate: {TOO_LARGE}")
    return tuple(instalment._replace(seq=seq) for seq, instalment in enumerate(ordered, 1))


class Tranche(NamedTuple):
    """One disbursement less its down payment: what it adds, and from which instalment on."""

    paid_out_on: date
    amount: int
    first: int


def _tranches(terms: Terms, dates: Sequence[date]) -> tuple[list[Instalment], list[Tranche]]:
    down: list[Instalment] = []
    tranches: list[Tranche] = []
    paid_out = [(terms.disbursed_on, terms.principal), *terms.later_disbursements]
    for day, amount in paid_out if terms.principal else terms.later_disbursements:
        part = _down_payment(terms, amount)
        if part:
            down.append(Instalment(0, day, part, down_payment=True))
        first = 0 if day == terms.disbursed_on else bisect_right(dates, day)
        if first == len(dates):
            raise ValueError("later_disbursements: must be before the last due date")
        tranches.append(Tranche(day, amount - part, first))
    return down, tranches


def _down_payment(terms: Terms, amount: int) -> int:
    exact = amount * terms.down_payment
    rounds = terms.down_payment_rounding == "multiple"
    return _to_multiple(terms, exact) if rounds else round_minor(exact, terms.rounding)


def check_terms(terms: Terms) -> None:
    """Nothing when the terms can make a schedule; else ValueError naming the first bad one."""
    if terms.principal < 0 or not (terms.principal or terms.later_disbursements):
        raise ValueError("principal: must be more than zero")
    if terms.annual_rate < 0:
        raise ValueError("annual_rate: must not be negative")
    if terms.every < 1:
        raise ValueError("every: must be at least 1")
    if terms.instalments < 0 or (terms.instalments == 0 and terms.maturity_on is None):
        raise ValueError("instalments: must be at least 1, or give maturity_on")
    if terms.instalments > MOST_INSTALMENTS:
        raise ValueError(f"instalments: at most {MOST_INSTALMENTS}")
    if terms.instalment_multiple < 0:
        raise ValueError("instalment_multiple: must not be negative")
    if not 0 <= terms.down_payment < 1:
        raise ValueError("down_payment: must be at least 0 % and less than 100 %")
    _check_dates(terms)
    _check_later(terms)
    if terms.method == "invoice":
        _check_invoice(terms)


def _check_dates(terms: Terms) -> None:
    if terms.first_due_on is not None and terms.first_due_on < terms.disbursed_on:
        raise ValueError("first_due_on: must not be before disbursed_on")
    if terms.maturity_on is not None and terms.maturity_on < terms.disbursed_on:
        raise ValueError("maturity_on: must not be before disbursed_on")
    both = terms.first_due_on is not None and terms.maturity_on is not None
    if both and terms.maturity_on < terms.first_due_on:  # type: ignore[operator]
        raise ValueError("maturity_on: must not be before first_due_on")


def _check_later(terms: Terms) -> None:
    if not terms.later_disbursements:
        return
    if any(amount <= 0 for _, amount in terms.later_disbursements):
        raise ValueError("later_disbursements: amounts must be more than zero")
    if any(day < terms.disbursed_on for day, _ in terms.later_disbursements):
        raise ValueError("later_disbursements: must not be before disbursed_on")


def _check_invoice(terms: Terms) -> None:
    if terms.annual_rate:
        raise ValueError("annual_rate: an invoice bears no interest")
    if terms.instalments > 1:
        raise ValueError("instalments: an invoice has one due date")


def _check_grace(terms: Terms, count: int) -> None:
    if not 0 <= terms.principal_grace < count:
        raise ValueError("principal_grace: must leave at least one instalment with principal")
    if not 0 <= terms.interest_grace < count:
        raise ValueError("interest_grace: must leave at least one instalment with interest")


def due_dates(terms: Terms) -> list[date]:
    """The due dates of a plan; month ends are clamped from the first date, not chained.

    ``maturity_on`` fixes the last one, and the number of them when ``instalments`` is 0.

    >>> [d.isoformat() for d in due_dates(Terms(1, date(2023, 1, 31), instalments=2))]
    ['2023-02-28', '2023-03-31']
    """
    return _counted_dates(terms) if terms.instalments else _dates_until_maturity(terms)


def _nth_due(terms: Terms, number: int) -> date:
    try:
        if terms.first_due_on is not None:
            return step(terms.first_due_on, (number - 1) * terms.every, terms.unit)
        return step(terms.disbursed_on, number * terms.every, terms.unit)
    except (OverflowError, ValueError):
        raise ValueError("instalments: the last due date is beyond the calendar") from None


def _counted_dates(terms: Terms) -> list[date]:
    dates = [_nth_due(terms, number) for number in range(1, terms.instalments + 1)]
    if terms.maturity_on is None:
        return dates
    if len(dates) > 1 and terms.maturity_on <= dates[-2]:
        raise ValueError("maturity_on: must be after the last but one due date")
    if len(dates) == 1 and terms.first_due_on not in (None, terms.maturity_on):
        raise ValueError("maturity_on: one instalment has one due date, first_due_on or this")
    return [*dates[:-1], terms.maturity_on]


def _dates_until_maturity(terms: Terms) -> list[date]:
    maturity = terms.maturity_on
    assert maturity is not None
    dates: list[date] = []
    number = 1
    while (due_on := _nth_due(terms, number)) < maturity:
        dates.append(due_on)
        number += 1
        if number > MOST_INSTALMENTS:
            raise ValueError(f"instalments: at most {MOST_INSTALMENTS}")
    return [*dates, maturity]


def period_rates(terms: Terms, dates: Sequence[date]) -> list[Fraction]:
    """The exact interest rate of each period: annual / periods in a year, or by days.

    Per period, every period counts as a whole one, whatever its days.
    """
    if terms.interest_period == "period":
        return [_rate_per_period(terms)] * len(dates)
    starts = [terms.disbursed_on, *dates[:-1]]
    return [
        terms.annual_rate * year_fraction(start, end, terms.day_count)
        for start, end in zip(starts, dates, strict=True)
    ]


def _rate_per_period(terms: Terms) -> Fraction:
    units = _UNITS_A_YEAR.get(terms.unit) or YEAR_DAYS.get(terms.day_count, 365)
    return terms.annual_rate * Fraction(terms.every, units)


def _single(terms: Terms, dates: Sequence[date], tranches: Sequence[Tranche]) -> Instalment:
    exact = sum(_interest_of(terms, dates, tranche) for tranche in tranches)
    principal = sum(tranche.amount for tranche in tranches)
    return Instalment(1, dates[-1], principal, round_minor(Fraction(exact), terms.rounding))


def _interest_of(terms: Terms, dates: Sequence[date], tranche: Tranche) -> Fraction:
    """Exact interest of one disbursement up to the end, nothing repaid before."""
    rates = period_rates(terms, dates)
    later = sum(rates[tranche.first + 1 :], Fraction(0))
    share = _share(terms, dates, tranche)
    return tranche.amount * (rates[tranche.first] * share + later)


def _share(terms: Terms, dates: Sequence[date], tranche: Tranche) -> Fraction:
    """The part of its first period that a disbursement bears interest for, by days."""
    start = dates[tranche.first - 1] if tranche.first else terms.disbursed_on
    days = (dates[tranche.first] - start).days
    return (
        Fraction((dates[tranche.first] - tranche.paid_out_on).days, days) if days else Fraction(1)
    )


def _to_multiple(terms: Terms, exact: Fraction) -> int:
    minor = round_minor(exact, terms.rounding)
    if not terms.instalment_multiple:
        return minor
    return round_to_multiple(minor, terms.instalment_multiple, terms.rounding)


def _flat(
    terms: Terms, dates: Sequence[date], tranches: Sequence[Tranche]
) -> tuple[list[int], list[int]]:
    """Equal principal and equal interest on the whole loan; the last takes both rests."""
    count, grace = len(dates), terms.principal_grace
    principals, interests = [0] * count, [0] * count
    for tranche in tranches:
        first, periods = tranche.first, count - tranche.first
        exact = _interest_of(terms, dates, tranche)
        interest = round_minor(exact / periods, terms.rounding)
        carrying = max(1, periods - max(0, grace - first))
        principal = _to_multiple(terms, Fraction(tranche.amount, carrying))
        if terms.instalment_multiple:
            principal += _to_multiple(terms, exact / periods) - interest
        principal_parts = [0] * (periods - carrying) + [principal] * carrying
        _add_parts(principals, first, _spread(tranche.amount, principal_parts))
        total = round_minor(exact, terms.rounding)
        _add_parts(interests, first, _spread(total, [interest] * periods))
    return principals, interests


def _add_parts(sums: list[int], first: int, parts: Sequence[int]) -> None:
    for place, part in enumerate(parts, first):
        sums[place] += part


def _spread(total: int, planned: Sequence[int]) -> list[int]:
    """Parts as wanted while they last; the last part takes what remains."""
    parts: list[int] = []
    left = total
    for part in planned[:-1]:
        parts.append(max(0, min(part, left)))
        left -= parts[-1]
    return [*parts, left]


def _declining(
    terms: Terms, dates: Sequence[date], tranches: Sequence[Tranche]
) -> tuple[list[int], list[int]]:
    """Interest on the balance; principal as the method says, the last takes the rest.

    A further disbursement plans what is left anew over the instalments after it.
    """
    rates = period_rates(terms, dates)
    balance, last = 0, len(rates) - 1
    principal_of: Callable[[int, int], int] = _nothing_paid_out
    principals: list[int] = []
    interests: list[int] = []
    for number, rate in enumerate(rates):
        exact = balance * rate
        arrived = [tranche for tranche in tranches if tranche.first == number]
        for tranche in arrived:
            exact += tranche.amount * rate * _share(terms, dates, tranche)
            balance += tranche.amount
        if arrived:
            principal_of = _principal_rule(terms, balance, rates, number)
        interest = round_minor(exact, terms.rounding)
        planned = balance if number == last else principal_of(number, interest)
        principals.append(max(0, min(planned, balance)))
        interests.append(interest)
        balance -= principals[-1]
    return principals, interests


def _nothing_paid_out(number: int, interest: int) -> int:
    return 0


def _principal_rule(
    terms: Terms, balance: int, rates: Sequence[Fraction], start: int
) -> Callable[[int, int], int]:
    """Principal wanted of an instalment (counted from 0) whose interest is given."""
    grace = max(terms.principal_grace, start)
    if terms.method == "interest_only":
        return lambda number, interest: 0
    if not any(rates) and _divides_anew(terms):
        parts = _divided_anew(terms, balance, len(rates) - grace)
        return lambda number, interest: 0 if number < grace else parts[number - grace]
    if terms.method == "equal_principal" or not any(rates):
        exact = Fraction(balance, max(1, len(rates) - grace))
        rounds = terms.method != "equal_principal"  # there is an instalment to round
        part = _to_multiple(terms, exact) if rounds else round_minor(exact, terms.rounding)
        return lambda number, interest: 0 if number < grace else part
    level = _to_multiple(terms, level_payment(balance, rates[grace:]))
    return lambda number, interest: 0 if number < grace else level - interest


def _divides_anew(terms: Terms) -> bool:
    """Whether what a rounded down payment leaves is divided anew at each instalment."""
    rounds = terms.down_payment_rounding == "multiple" and terms.method != "equal_principal"
    return bool(rounds and terms.down_payment and terms.instalment_multiple)


def _divided_anew(terms: Terms, balance: int, count: int) -> list[int]:
    """Equal parts of what is left, each rounded to the multiple; the last is the rest."""
    parts: list[int] = []
    for left in range(count, 0, -1):
        parts.append(_to_multiple(terms, Fraction(balance, left)) if left > 1 else balance)
        balance -= parts[-1]
    return parts


def level_payment(principal: int, rates: Sequence[Fraction]) -> Fraction:
    """The exact level payment of an annuity in minor units (formula: P × Π(1+r) / Σ of tails).

    >>> round_minor(level_payment(1200000, [Fraction(2, 100)] * 4))
    315149
    """
    unit = lcm(*(rate.denominator for rate in rates))
    growth = [unit + rate.numerator * (unit // rate.denominator) for rate in rates]
    tail, below = 1, 0
    for factor in reversed(growth):
        below = (below + tail) * unit
        tail *= factor
    return Fraction(principal * tail, below)


def _defer(interests: Sequence[int], grace: int) -> list[int]:
    """Interest of the first instalments put off and added to the first later one."""
    if not grace:
        return list(interests)
    return [0] * grace + [sum(interests[: grace + 1]), *interests[grace + 1 :]]
