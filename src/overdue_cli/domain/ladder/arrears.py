"""What a ladder judges: the worst loan of a customer, its days, and the sums beside it.

A loan under a hold that stops the ladder is left aside while another loan is late. Where all that
is late is held, the arrears are those of the day before the hold began.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.ladder.case import Case, CaseLoan, Hold
from overdue_cli.domain.ladder.ladder import CurrencyLimits
from overdue_cli.domain.loan.lateness import ONE_DAY, paused_days

_FAR = date(9000, 1, 1)


class Arrears(NamedTuple):
    """Where a customer, loan or item stands at the close of ``day``, in delinquent days."""

    day: date
    loan: CaseLoan
    """The worst loan."""
    anchor: date
    """The day from which days count: due date, grace and pauses of it added."""
    days: int
    """Negative while the due date is ahead."""
    is_late: bool
    in_grace: bool
    sums: tuple[tuple[str, int], ...]
    """Minor units overdue (while nothing is: due next) by currency."""
    items: int
    """Overdue items of all judged loans."""
    counted_from: date
    """The day from which days count now, whatever a hold does to the ladder."""
    frozen: Hold | None = None
    """The hold that keeps the customer where the day before it found them."""

    @property
    def due_on(self) -> date:
        """The due date from which the evidence counts."""
        return self.loan.oldest_due_on or self.loan.next_due_on or self.anchor

    @property
    def overdue(self) -> int:
        """Minor units of the worst loan's currency."""
        return dict(self.sums).get(self.loan.currency, 0)

    def at_least(self, amounts: CurrencyLimits) -> bool:
        """Whether the sum of some currency reaches what is asked; True where nothing is."""
        if amounts == CurrencyLimits():
            return True
        limits = ((sum_, amounts.minor(currency)) for currency, sum_ in self.sums)
        return any(least is not None and sum_ >= least for sum_, least in limits)

    def at_most(self, amounts: CurrencyLimits) -> bool:
        """Whether no currency's sum is above what is allowed; True where nothing is."""
        limits = ((sum_, amounts.minor(currency)) for currency, sum_ in self.sums)
        return all(most is None or sum_ <= most for sum_, most in limits)


def arrears_of(case: Case, day: date) -> Arrears | None:
    """What the ladder judges at the close of a day; None while nothing is late or due ahead."""
    live = [loan for loan in case.loans if loan.status == "active"]
    free = [loan for loan in live if not _ladder_hold(case.holds, day, loan)]
    held = [loan for loan in live if loan not in free]
    for loans in (free, held):
        late = [loan for loan in loans if loan.oldest_due_on is not None]
        if late:
            arrears = _late(late, day)
            return _frozen(arrears, case.holds) if loans is held else arrears
    for loans in (free, held):
        coming = [loan for loan in loans if loan.next_due_on and loan.next_due_amount > 0]
        if coming:
            arrears = _coming(coming, day)
            return _frozen(arrears, case.holds) if loans is held else arrears
    return None


def _ladder_hold(holds: Iterable[Hold], day: date, loan: CaseLoan) -> Hold | None:
    """The hold that stops the ladder for a loan on a day, the longest; None for none."""
    stopping = [hold for hold in holds if _covers(hold, loan, "ladder") and hold.holds_on(day)]
    return max(stopping, key=lambda hold: ends_on(hold) or date.max, default=None)


def _covers(hold: Hold, loan: CaseLoan, stop: str) -> bool:
    return stop in hold.stops and hold.seq is None and hold.loan_id in (None, loan.loan_id)


def ends_on(hold: Hold) -> date | None:
    """The first day on which a hold no longer holds; None while that is open.

    >>> ends_on(Hold(1, "dispute", date(2026, 6, 1), date(2026, 6, 5), frozenset({"ladder"})))
    datetime.date(2026, 6, 6)
    """
    ends = [hold.released_on] if hold.released_on else []
    if hold.until_on is not None and hold.until_on < _FAR:
        ends.append(hold.until_on + ONE_DAY)
    return min(ends, default=None)


def _late(late: Sequence[CaseLoan], day: date) -> Arrears:
    """The arrears of loans with something overdue, judged on the longest delinquent."""
    worst = min(late, key=_worst_first)
    oldest = worst.oldest_due_on or day
    in_grace = worst.delinquent_on is None
    return Arrears(
        day=day,
        loan=worst,
        anchor=worst.delinquent_on or oldest,
        days=0 if worst.delinquent_on is None else (day - worst.delinquent_on).days,
        is_late=not in_grace,
        in_grace=in_grace,
        sums=_sums((loan.currency, loan.overdue) for loan in late),
        items=sum(len(loan.items) or 1 for loan in late),
        counted_from=worst.delinquent_on or oldest,
    )


def _worst_first(loan: CaseLoan) -> tuple[date, date, int, str]:
    oldest = loan.oldest_due_on or _FAR
    return loan.delinquent_on or _FAR, oldest, -loan.overdue, loan.loan_id


def _coming(coming: Sequence[CaseLoan], day: date) -> Arrears:
    """The arrears of loans of which nothing is overdue, judged on the next due date."""
    first = min(coming, key=lambda loan: (loan.next_due_on or _FAR, loan.loan_id))
    due_on = first.next_due_on or day
    same = (loan for loan in coming if loan.next_due_on == due_on)
    return Arrears(
        day=day,
        loan=first,
        anchor=due_on,
        days=(day - due_on).days,
        is_late=False,
        in_grace=False,
        sums=_sums((loan.currency, loan.next_due_amount) for loan in same),
        items=0,
        counted_from=due_on,
    )


def _sums(parts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = {}
    for currency, amount in parts:
        sums[currency] = sums.get(currency, 0) + amount
    return tuple(sums.items())


def _frozen(arrears: Arrears, holds: Sequence[Hold]) -> Arrears:
    """The same arrears on the day before the holds began that have kept it since."""
    covering = [hold for hold in holds if _covers(hold, arrears.loan, "ladder")]
    last = _ladder_hold(holds, arrears.day, arrears.loan)
    start = _began(covering, arrears.day)
    if start <= date(2, 1, 1):
        return arrears._replace(day=date.min, frozen=last)
    cut = start - ONE_DAY
    pauses = [
        (hold.from_on, ends_on(hold) or date.max)
        for hold in holds
        if _covers(hold, arrears.loan, "dpd")
    ]
    passed = (arrears.day - cut).days - paused_days(pauses, cut, arrears.day)
    days = min(0, (cut - arrears.anchor).days) if arrears.in_grace else arrears.days - passed
    return arrears._replace(
        day=cut,
        days=days,
        anchor=arrears.anchor if arrears.in_grace else cut - timedelta(days=days),
        is_late=arrears.is_late and days > 0,
        frozen=last,
    )


def _began(holds: Sequence[Hold], day: date) -> date:
    """The first day of the unbroken run of days up to ``day`` that these holds cover."""
    start = day
    while True:
        earlier = [hold.from_on for hold in holds if hold.holds_on(start)]
        earliest = min(earlier, default=start)
        before = earliest - ONE_DAY if earliest > date.min else earliest
        if before < earliest and any(hold.holds_on(before) for hold in holds):
            start = before
            continue
        return earliest
