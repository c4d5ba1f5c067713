"""What the daily lists of another system say happened in between: entries, *inferred*.

A list says of a loan how many days it is late and what is overdue and outstanding at the close of
a day. From one list to the next something was paid, fell due, was charged or was corrected. The
entries that lead from where the loan stood to what the list says are derived here, from the facts
and the lists alone, so that the order in which the lists came does not matter. On every listed
day the loan stands as the list says, less the recorded money that the list does not show yet.

The age of a debt that another system has added up is known only as far as its lists tell: the
first list makes one item of the oldest age; what newly falls due later is an item of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.domain.lists.counted_once import (
    MONEY_IN,
    NEAR,
    TakenBack,
    shown_before,
    shown_the_day_before,
)
from overdue_cli.domain.lists.in_transit import money_waiting, still_waiting, without
from overdue_cli.domain.loan.lateness import ONE_DAY
from overdue_cli.domain.loan.loan import (
    COMPONENTS,
    UNDATED,
    Amounts,
    Component,
    Entry,
    Loan,
    Position,
    Rules,
)
from overdue_cli.domain.loan.position import position

#: What is open by due date, in minor units in the order of ``COMPONENTS``.
Lots = dict[date, list[int]]

_CHARGED: tuple[Component, ...] = ("penalty", "fee")
_PRINCIPAL = COMPONENTS.index("principal")
#: How often a list and what is inferred for it are gone through again, until they agree.
_ROUNDS = 40


class Listed(NamedTuple):
    """What a list says of one loan at the close of a day, minor units.

    ``not_due`` has None for a component of which the list says nothing beyond what is overdue.
    """

    as_of: date
    days_past_due: int
    overdue: Amounts
    not_due: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)


def settled(as_of: date) -> Listed:
    """What a complete list says of a loan that is no longer on it: nothing is owed."""
    return Listed(as_of, 0, Amounts(), (0, 0, 0, 0))


def is_followed(loan: Loan, first_listed: date) -> bool:
    """Whether the lists decide where a loan stands, or its own plan and payments do.

    A loan with a plan and with entries from before the first list has been kept here: its facts
    win, and a list is only compared with them. Every other loan stands as its lists say.
    """
    kept_here = any(
        entry.value_on < first_listed
        for entry in loan.entries
        if not entry.inferred and entry.kind != "disbursement"
    )
    return not (loan.plan and kept_here)


def rules_of_listed(rules: Rules) -> Rules:
    """Rules of a loan that stands as its lists say: penalty and tolerance are the other system's.

    >>> rules_of_listed(Rules(tolerance=500, grace_days=3)) == Rules(grace_days=3)
    True
    """
    if rules.penalty is None and not rules.tolerance and not rules.tolerance_part:
        return rules
    return replace(rules, penalty=None, tolerance=0, tolerance_part=type(rules.tolerance_part)(0))


class InTransit(NamedTuple):
    """Recorded money that the list of a day does not show yet, minor units."""

    as_of: date
    entry_id: int
    amount: int


class Followed(NamedTuple):
    """What follows from some lists: entries, and the recorded money that each does not show."""

    entries: list[Entry]
    in_transit: list[InTransit]


def inferred(
    loan: Loan,
    lists: Sequence[Listed],
    *,
    first_listed: date,
    before: date | None = None,
    kept: Sequence[Entry] = (),
    since: date = date.min,
    waiting: Mapping[int, int] | None = None,
) -> Followed:
    """What brings the loan to what ``lists`` (oldest first) say, but for money in transit.

    ``loan`` holds what was recorded. ``before`` is the day of the list before these, ``kept``
    what was inferred of the days before ``since``, ``waiting`` the recorded money that the list
    of ``before`` did not show, by entry. Made entries are numbered above all others, in order.
    Nothing for a loan whose own facts win.

    >>> loan = Loan("L1", "CNY", None, (), ())
    >>> day = date(2024, 3, 31)
    >>> late = [Listed(day, 30, Amounts(principal=900))]
    >>> late += [Listed(day + ONE_DAY, 31, Amounts(principal=700))]
    >>> made = inferred(loan, late, first_listed=day).entries
    >>> [(e.kind, str(e.value_on), e.amount) for e in made]
    [('opening', '2024-03-31', 900), ('repayment', '2024-04-01', 200)]
    """
    if not is_followed(loan, first_listed):
        return Followed([], [])
    recorded = tuple(entry for entry in loan.entries if not entry.inferred)
    made = _Made(
        replace(loan, rules=rules_of_listed(loan.rules), entries=recorded),
        list(kept),
        _last_id((*loan.entries, *kept)),
        dict(waiting or {}),
    )
    new: list[Entry] = []
    in_transit: list[InTransit] = []
    for listed in lists:
        if before is not None and before + ONE_DAY != listed.as_of:
            new += _of_the_day_after(made, before, since)
        new += _of_day(made, listed, before, first=listed.as_of == first_listed)
        in_transit += (InTransit(listed.as_of, *one) for one in made.waiting.items())
        before = listed.as_of
    new += _of_the_day_after(made, before, since) if before is not None else []
    return Followed(new, in_transit)


def _last_id(entries: Iterable[Entry]) -> int:
    """The last number but those of money that the account moved, which comes at the close."""
    numbers = (e.entry_id for e in entries if e.kind not in ("applied", "passed_on"))
    return max(numbers, default=0)


@dataclass(slots=True)
class _Made:
    """The loan and what was inferred of it so far."""

    loan: Loan
    entries: list[Entry]
    last_id: int
    waiting: dict[int, int]
    added: list[Entry] = field(default_factory=list)

    def standing(self, day: date) -> Position:
        """Where the loan stands, with what was inferred."""
        entries = (*self.loan.entries, *self.entries)
        return position(replace(self.loan, entries=entries), day)

    def posted(self, day: date, waiting: Mapping[int, int] | None = None) -> Position:
        """Where the loan would stand without the money that the list does not show yet."""
        entries = (*self.loan.entries, *self.entries)
        out = self.waiting if waiting is None else waiting
        return position(replace(self.loan, entries=without(entries, out)), day)

    def add(self, kind: str, value_on: date, amount: int, **fields: Any) -> None:
        """One more entry, numbered after all others."""
        self.last_id += 1
        entry = Entry(self.last_id, kind, value_on, amount, inferred=True)._replace(**fields)
        self.entries.append(entry)
        self.added.append(entry)


def agrees(standing: Position, listed: Listed) -> bool:
    """Whether a loan stands as a list says, to the day and the minor unit."""
    return (
        standing.days_past_due == listed.days_past_due
        and standing.overdue == listed.overdue
        and all(
            listed_sum is None or listed_sum == has
            for listed_sum, has in zip(listed.not_due, standing.not_due, strict=True)
        )
    )


def _of_day(made: _Made, listed: Listed, before: date | None, *, first: bool) -> list[Entry]:
    """What is inferred for one list; ``before`` is the day of the list before it."""
    made.added = []
    _count_once(made, listed, before)
    _wait(made, listed, before, first=first)
    for again in range(_ROUNDS):
        posted = made.posted(listed.as_of)
        if agrees(posted, listed):
            break
        _reconcile(made, posted, listed, before, first=first, times=2 ** max(0, again - 2))
    return made.added


def _wait(made: _Made, listed: Listed, before: date | None, *, first: bool) -> None:
    """Keeps in ``waiting`` the recorded money that the list does not show.

    What was recorded for a day before the first list is taken to be in it.
    """
    day = listed.as_of
    start = day if first or before is None else before + ONE_DAY
    made.waiting = money_waiting(made.loan.entries, made.waiting, start, day)
    if made.waiting:
        made.waiting = still_waiting(made.waiting, _Outcomes(made, listed))


class _Outcomes(NamedTuple):
    """Where the loan would stand if only a part of the waiting money were shown by a list."""

    made: _Made
    listed: Listed

    def fall(self, waiting: Mapping[int, int]) -> int:
        """By how much less the list says than the loan would owe, minor units."""
        has, wants, credit = self._compared(waiting)
        return sum(map(sum, has.values())) - sum(map(sum, wants.values())) - credit

    def principal_over(self, waiting: Mapping[int, int]) -> int | None:
        """How much more principal the list says, minor units; None where less of anything."""
        has, wants, credit = self._compared(waiting)
        more = [
            sum(lot[place] for lot in wants.values()) - sum(lot[place] for lot in has.values())
            for place in range(4)
        ]
        return None if credit or min(more) < 0 else more[3]

    def _compared(self, waiting: Mapping[int, int]) -> tuple[Lots, Lots, int]:
        posted = self.made.posted(self.listed.as_of, waiting)
        has = _lots(posted)
        cut = _cut(self.listed.as_of, self.made.loan.rules)
        return has, _lots_of_list(has, self.listed, cut), posted.credit


def _of_the_day_after(made: _Made, listed_on: date, since: date) -> list[Entry]:
    """What is taken back on the day after a list, of which no list tells."""
    made.added = []
    day = listed_on + ONE_DAY
    if day >= since and any(entry.value_on == day for entry in made.loan.entries):
        entries = (*made.loan.entries, *made.entries)
        _no_longer(made, shown_the_day_before(entries, listed_on), day)
        if credit := made.standing(day).credit:
            entries = (*made.loan.entries, *made.entries)
            _no_longer(made, shown_before(entries, listed_on, day, credit, parts=True), day)
    return made.added


def _count_once(made: _Made, listed: Listed, before: date | None) -> None:
    """Takes back what stands for a payment that is recorded for another day than it is listed."""
    if before is None or not any(
        before - NEAR < entry.value_on <= listed.as_of and entry.kind in MONEY_IN
        for entry in made.loan.entries
    ):
        return
    standing = made.standing(listed.as_of)
    has = _lots(standing)
    wants = _lots_of_list(has, listed, _cut(listed.as_of, made.loan.rules))
    more = sum(map(sum, wants.values())) - sum(map(sum, has.values())) + standing.credit
    entries = (*made.loan.entries, *made.entries)
    if more > 0:
        shown = shown_before(entries, before, listed.as_of, more, parts=standing.credit > 0)
        _no_longer(made, shown, listed.as_of)


def _no_longer(made: _Made, taken_back: Iterable[TakenBack], day: date) -> None:
    for entry, amount in taken_back:
        made.add("reversal", day, amount, reverses=entry.entry_id)


def _reconcile(
    made: _Made,
    standing: Position,
    listed: Listed,
    before: date | None,
    *,
    first: bool,
    times: int,
) -> None:
    """Adds what lies between where the loan stands and what the list says.

    ``times`` as much debt where money of the day has taken what was added before; what is too
    much is taken back.
    """
    cut = _cut(listed.as_of, made.loan.rules)
    has = _lots(standing)
    wants = _lots_of_list(has, listed, cut)
    moves = _moves(has, wants)
    known = None if before is None else _cut(before, made.loan.rules)
    paid = _paid(moves, listed, known)
    _take_back(made, moves, paid, listed.as_of)
    if standing.credit and any(more > 0 for parts in moves for more in parts.values()):
        _use_up(made, standing.credit, listed.as_of, before=min(wants))
    arising = _arising(moves, paid, cut, first=first)
    if made.waiting:  # what waits is there first: it meets the debt in the order of allocation
        arising.sort(key=lambda one: (one.due_on, one.place))
    _add(made, [one._replace(opened=one.opened * times) for one in arising], listed.as_of)
    oldest = min((day for day in wants if day < cut and any(wants[day])), default=cut)
    _pay(made, paid, listed, before=oldest if first else date.min)


def _cut(day: date, rules: Rules) -> date:
    """What is due before this date is late at the close of ``day``."""
    return day + ONE_DAY if rules.count_due_day else day


def _lots(standing: Position) -> Lots:
    lots: Lots = {}
    for item in standing.items:
        unpaid = item.unpaid
        if any(unpaid):
            open_ = lots.setdefault(item.due_on, [0, 0, 0, 0])
            for place in range(4):
                open_[place] += unpaid[place]
    return dict(sorted(lots.items()))


def _lots_of_list(has: Lots, listed: Listed, cut: date) -> Lots:
    """What is open by due date when the loan stands as the list says, near to ``has``.

    What is older than the days late allow is gone; what is missing is newly due, or as old as
    the oldest where nothing is known of that age; what is too much is taken off the oldest.
    """
    wants: Lots = {day: list(amounts) for day, amounts in has.items()}
    oldest = date.fromordinal(cut.toordinal() - listed.days_past_due)
    for day in wants:
        if day < oldest:
            wants[day] = [0, 0, 0, 0]
    late = wants.setdefault(oldest, [0, 0, 0, 0]) if oldest < cut else None
    bare = late is None or not any(late)
    for place in range(4):
        _fit_overdue(wants, place, listed, oldest, cut, bare=bare)
        _fit_not_due(wants, place, listed, cut)
    _keep_oldest(wants, oldest, cut)
    return dict(sorted(wants.items()))


def _fit_overdue(
    wants: Lots, place: int, listed: Listed, oldest: date, cut: date, *, bare: bool
) -> None:
    days = sorted(day for day in wants if day < cut)
    missing = listed.overdue[place] - sum(wants[day][place] for day in days)
    if COMPONENTS[place] == "principal" and not bare and missing >= 0:
        missing += _paid_beside(wants, listed, oldest, cut, missing)
    if missing > 0:
        joins = bare or COMPONENTS[place] in _CHARGED
        day = oldest if joins else cut - ONE_DAY
        wants.setdefault(day, [0, 0, 0, 0])[place] += missing
    for day in days:
        part = min(wants[day][place], max(0, -missing))
        wants[day][place] -= part
        missing += part


def _paid_beside(wants: Lots, listed: Listed, oldest: date, cut: date, more: int) -> int:
    """What was paid of the oldest principal while other principal fell due, minor units.

    Where the list tells the principal that is not due, what that fell by has fallen due; as far
    as that is above what is overdue ``more``, the oldest was paid in part. It is taken off here.
    """
    told = listed.not_due[_PRINCIPAL]
    if told is None:
        return 0
    fell_due = sum(amounts[_PRINCIPAL] for day, amounts in wants.items() if day >= cut) - told
    part = fell_due - more
    if not 0 < part < wants[oldest][_PRINCIPAL]:
        return 0
    wants[oldest][_PRINCIPAL] -= part
    return part


def _fit_not_due(wants: Lots, place: int, listed: Listed, cut: date) -> None:
    """What is not due is taken from and given to what has no date first, then the latest."""
    not_due = listed.not_due[place]
    if not_due is None:
        return
    days = sorted((day for day in wants if day >= cut), reverse=True)
    missing = not_due - sum(wants[day][place] for day in days)
    if missing > 0:
        wants.setdefault(UNDATED, [0, 0, 0, 0])[place] += missing
    for day in days:
        part = min(wants[day][place], max(0, -missing))
        wants[day][place] -= part
        missing += part


def _keep_oldest(wants: Lots, oldest: date, cut: date) -> None:
    """Something must be as old as the days say: the oldest item that is left."""
    if oldest >= cut or any(wants[oldest]):
        return
    for day in sorted(day for day in wants if oldest < day < cut):
        if any(wants[day]):
            wants[oldest], wants[day] = wants[day], [0, 0, 0, 0]
            return


#: By component and due date: how much more (or less) is open, minor units.
Moves = list[dict[date, int]]


def _moves(has: Lots, wants: Lots) -> Moves:
    none = [0, 0, 0, 0]
    days = sorted(has.keys() | wants.keys())
    return [
        {
            day: more
            for day in days
            if (more := wants.get(day, none)[place] - has.get(day, none)[place])
        }
        for place in range(4)
    ]


def _paid(moves: Moves, listed: Listed, known: date | None) -> Moves:
    """The part of what is less that was paid, the oldest first; the rest got another due date.

    Where the list says what is not due, the whole of a component tells what was paid. Where it
    does not, what fell due since the last list is new, and what is older was there before.
    """
    paid: Moves = []
    for place, of_component in enumerate(moves):
        less = -sum(more for more in of_component.values() if more < 0)
        more = sum(
            amount
            for day, amount in of_component.items()
            if amount > 0 and (listed.not_due[place] is not None or known is None or day < known)
        )
        left = max(0, less - more)
        paid.append({})
        for day, amount in of_component.items():
            part = min(left, max(0, -amount))
            if part:
                paid[place][day] = part
                left -= part
    return paid


def _take_back(made: _Made, moves: Moves, paid: Moves, day: date) -> None:
    """What is less and was not paid: the inferred debt behind it is reversed, the latest first.

    Debt that was recorded is never taken back: it counts as paid.
    """
    for place, of_component in enumerate(moves):
        for due_on, more in of_component.items():
            left = -more - paid[place].get(due_on, 0)
            for entry, amount in _reversible(made.entries, COMPONENTS[place], due_on):
                if left <= 0:
                    break
                part = min(left, amount)
                made.add("reversal", day, part, reverses=entry.entry_id)
                left -= part
            if left > 0:
                paid[place][due_on] = paid[place].get(due_on, 0) + left


def _taken_over(entry: Entry) -> tuple[Component, ...]:
    return entry.components if entry.kind == "opening" else ()


def _reversible(
    entries: Sequence[Entry], component: Component, due_on: date
) -> Iterable[tuple[Entry, int]]:
    """Inferred debt of one component and due date with what of it stands, the latest first."""
    back: dict[int | None, int] = {}
    for entry in entries:
        if entry.kind == "reversal":
            back[entry.reverses] = back.get(entry.reverses, 0) + entry.amount
    of_component = [
        (entry, entry.amount - back.get(entry.entry_id, 0))
        for entry in entries
        if entry.due_on == due_on and component in (entry.kind, *_taken_over(entry))
    ]
    return [(entry, left) for entry, left in reversed(of_component) if left > 0]


def _use_up(made: _Made, credit: int, day: date, *, before: date) -> None:
    """Money that waits was paid on debt of which the list shows only the rest.

    That debt is older than what is due ``before`` or later, so the money meets it first.
    """
    due_on = min(before, day) - ONE_DAY
    made.add("opening", day, credit, due_on=due_on, components=("principal",))


class Arising(NamedTuple):
    """Debt of one component and due date: taken over, and charged since by the other system."""

    place: int
    due_on: date
    opened: int
    charged: int


def _arising(moves: Moves, paid: Moves, cut: date, *, first: bool) -> list[Arising]:
    """New debt; of penalty and fees, what is more than before on an item that is late is charged.

    What only got another due date is opened again.
    """
    arisings = []
    for place in (3, 2, 1, 0):
        moved = -sum(more for more in moves[place].values() if more < 0)
        moved -= sum(paid[place].values())
        for due_on, more in moves[place].items():
            if more > 0:
                again = min(moved, more)
                charges = COMPONENTS[place] in _CHARGED and due_on < cut and not first
                opened = again if charges else more
                arisings.append(Arising(place, due_on, opened, more - opened))
                moved -= again
    return arisings


def _add(made: _Made, arising: Iterable[Arising], day: date) -> None:
    """Balances taken over, and what the other system has charged since."""
    for place, due_on, opened, charged in arising:
        name = COMPONENTS[place]
        if opened:
            made.add("opening", day, opened, due_on=due_on, components=(name,))
        if charged:
            made.add(name, day, charged, due_on=due_on)


def _pay(made: _Made, paid: Moves, listed: Listed, *, before: date) -> None:
    """Repayments: one for the day where the loan's own order gives what the list says.

    What a first list shows to be settled (due ``before`` its oldest) was paid when it fell due.
    """
    for place in (3, 2, 1, 0):
        for due_on in [day for day in paid[place] if day < before]:
            amount = paid[place].pop(due_on)
            _pay_item(made, place, due_on, amount, due_on)
    total = sum(sum(of_component.values()) for of_component in paid)
    if not total:
        return
    day, last_id = listed.as_of, made.last_id
    made.add("repayment", day, total)
    if agrees(made.posted(day), listed):
        return
    made.entries.pop()
    made.added.pop()
    made.last_id = last_id
    for place, of_component in enumerate(paid):
        for due_on, amount in of_component.items():
            _pay_item(made, place, due_on, amount, day)


def _pay_item(made: _Made, place: int, due_on: date, amount: int, day: date) -> None:
    made.add("repayment", day, amount, due_on=due_on, components=(COMPONENTS[place],))
