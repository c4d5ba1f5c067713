"""Where one loan stands at the close of a day: the one computation behind every figure.

Facts in, position out; nothing is remembered between two calls. What is stored of a position
holds from ``valid_from`` until the day before ``valid_until``: only numbers of days move.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Literal, NamedTuple

from overdue_cli.domain.loan.allocation import DebtLine
from overdue_cli.domain.loan.grace import Days, days_late, grace_edge, is_late
from overdue_cli.domain.loan.lateness import ONE_DAY, merged_pauses, paused_days
from overdue_cli.domain.loan.loan import (
    UNDATED,
    Allocated,
    Amounts,
    Component,
    Entry,
    Item,
    Loan,
    Position,
    Rules,
)
from overdue_cli.domain.loan.penalty_interest import is_kept, unposted
from overdue_cli.domain.loan.replay import AT_ONCE, Replay, Taken, Walk, replay
from overdue_cli.domain.money import round_minor

Status = Literal["future", "active", "closed", "overpaid", "written_off"]

NOTHING = Amounts()
#: More than any debt, and still whole minor units.
_MUCH = 2**62

_due_on = attrgetter("due_on")


class Totals(NamedTuple):
    """Sums over the lines of one loan, minor units, and the two due dates that lead."""

    outstanding: Amounts
    overdue: Amounts
    oldest_due_on: date | None
    not_due: int
    not_due_items: int
    prepaid: int
    next_due_on: date | None
    next_due_amount: int


def position(
    loan: Loan, as_of: date, *, detail: bool = True, walk: Walk | None = None
) -> Position:
    """Amounts in minor units and days late of one loan at the close of ``as_of`` (semantics).

    An instalment is overdue when ``due_on < as_of`` (with ``count_due_day``: the due day is
    day 1). Without ``detail`` the items and allocations stay empty, which is quicker; so are
    many days of one loan, in order, with a ``walk`` over it.

    >>> from overdue_cli.domain.loan.loan import Instalment
    >>> loan = Loan("L1", "CNY", None, (Instalment(1, date(2023, 1, 31), 100_00),), ())
    >>> position(loan, date(2023, 2, 2)).days_past_due, position(loan, date(2023, 1, 31)).status
    (2, 'active')
    """
    if loan.exists_on is not None and as_of < loan.exists_on:
        return _future(loan.exists_on, as_of)
    state = walk.at(as_of) if walk else replay(loan, as_of)
    rules = loan.rules
    cut = _cut(as_of, rules)
    totals = _totals(state.lines, as_of, cut, rules)
    days = days_late(totals.oldest_due_on, cut, as_of, rules)
    late = totals.oldest_due_on is not None
    valid_from, valid_until = _validity(loan, state.lines, as_of, cut, days, late=late)
    outstanding, overdue = totals.outstanding, totals.overdue
    return Position(
        as_of=as_of,
        exists=True,
        status=_status(loan, state, outstanding),
        days_past_due=days.past_due,
        delinquent_days=days.delinquent,
        oldest_due_on=totals.oldest_due_on,
        delinquent_on=days.delinquent_on,
        outstanding=outstanding,
        overdue=overdue,
        not_due=_minus(outstanding, overdue) if late else outstanding,
        receivable_not_due=totals.not_due,
        receivable_not_due_items=totals.not_due_items,
        prepaid=totals.prepaid,
        credit=state.credit,
        penalty_accrued=_accrued_since(state, as_of) if rules.penalty else 0,
        next_due_on=totals.next_due_on,
        next_due_amount=totals.next_due_amount,
        valid_from=valid_from,
        valid_until=valid_until,
        items=tuple(_item(line, cut, rules) for line in state.lines) if detail else (),
        allocated=tuple(_allocated(taken) for taken in state.taken) if detail else (),
        written_off=Amounts(*state.written_off) if state.written_off else NOTHING,
        recovered=state.recovered,
        sold_off_book=state.sold_off_book,
        charged_off=state.charged_off,
        penalty_posted=sum(line.posted for line in state.lines) if rules.penalty else 0,
        penalty_cap=state.cap,
    )


def _future(exists_on: date, as_of: date) -> Position:
    """A loan before its first day: in no figure."""
    return Position(
        as_of=as_of,
        exists=False,
        status="future",
        days_past_due=0,
        delinquent_days=0,
        oldest_due_on=None,
        delinquent_on=None,
        outstanding=NOTHING,
        overdue=NOTHING,
        not_due=NOTHING,
        receivable_not_due=0,
        receivable_not_due_items=0,
        prepaid=0,
        credit=0,
        penalty_accrued=0,
        next_due_on=None,
        next_due_amount=0,
        valid_from=date.min,
        valid_until=exists_on,
        items=(),
        allocated=(),
    )


def _cut(as_of: date, rules: Rules) -> date:
    """What is due before this date has fallen due by the close of ``as_of``."""
    return _next_day(as_of) if rules.count_due_day else as_of


def _next_day(day: date) -> date:
    return day if day == date.max else day + ONE_DAY


def _minus(whole: Amounts, part: Amounts) -> Amounts:
    return Amounts(whole[0] - part[0], whole[1] - part[1], whole[2] - part[2], whole[3] - part[3])


def _status(loan: Loan, state: Replay, outstanding: Amounts) -> Status:
    if any(outstanding):
        return "active"
    if state.written_off and any(state.written_off):
        return "written_off"
    if not state.is_paid_out:
        return "active"
    if state.credit or (state.passed_on and loan.debt):
        return "overpaid"
    return "closed" if state.lines or not loan.debt else "active"


def _accrued_since(state: Replay, as_of: date) -> int:
    """Penalty accrued and not posted yet; nil while a grace period can still be kept."""
    terms, rounding = state.rules.penalty, state.rules.rounding
    assert terms is not None
    return sum(unposted(line, terms, rounding, as_of) for line in state.lines)


class PenaltyPreview(NamedTuple):
    """Penalty of one instalment if all is paid on a day, minor units."""

    seq: int
    due_on: date
    days: int
    overdue: int
    """What is overdue of the instalment, without penalty."""
    posted: int
    accrued: int


def penalty_preview(loan: Loan, on: date) -> list[PenaltyPreview]:
    """Penalty of each late instalment if it is paid on a day, minor units (terms of the loan)."""
    terms, rounding = loan.rules.penalty, loan.rules.rounding
    if terms is None:
        return []
    return [
        PenaltyPreview(
            line.seq,
            line.due_on,
            (on - line.due_on).days,
            line.open - (line.due[0] - line.paid[0]),
            line.due[0] - line.paid[0],
            round_minor(line.exact, rounding) - line.posted,
        )
        for line in replay(loan, on).lines
        if line.open and line.due_on < on and not is_kept(line, terms, on)
    ]


def _totals(lines: Sequence[DebtLine], as_of: date, cut: date, rules: Rules) -> Totals:
    """One pass over the lines: what is owed, what of it is overdue, what comes next."""
    owed, late = [0, 0, 0, 0], [0, 0, 0, 0]
    not_due = not_due_items = prepaid = next_amount = 0
    oldest: date | None = None
    next_on: date | None = None
    for line in lines:
        due_on, left = line.due_on, line.open
        if due_on >= cut:
            receivable, advance = _not_due(line, cut)
            not_due += receivable
            not_due_items += receivable > 0
            prepaid += advance
        elif left and is_late(line, rules):
            oldest = oldest or due_on
            _add_open(late, line)
        elif left:
            not_due += left
            not_due_items += 1
        if left:
            _add_open(owed, line)
            dated = due_on != UNDATED or as_of == UNDATED
            if dated and due_on >= as_of and (next_on is None or next_on == due_on):
                next_on = due_on
                next_amount += left
    return Totals(
        Amounts(*owed),
        Amounts(*late),
        oldest,
        not_due,
        not_due_items,
        prepaid,
        next_on,
        next_amount,
    )


def _add_open(sums: list[int], line: DebtLine) -> None:
    due, paid = line.due, line.paid
    sums[0] += due[0] - paid[0]
    sums[1] += due[1] - paid[1]
    sums[2] += due[2] - paid[2]
    sums[3] += due[3] - paid[3]


def _not_due(line: DebtLine, cut: date) -> tuple[int, int]:
    """Receivable and prepaid of a line not yet due: its principal and the charges due by now."""
    due, paid = line.due, line.paid
    if not line.charges:
        return due[3] - paid[3], paid[0] + paid[1] + paid[2]
    receivable, prepaid = due[3] - paid[3], 0
    fallen = [0, 0, 0, 0]
    for due_on, place, amount in line.charges:
        if due_on < cut:
            fallen[place] += amount
    for place in (0, 1, 2):
        receivable += max(0, fallen[place] - paid[place])
        prepaid += max(0, paid[place] - fallen[place])
    return receivable, prepaid


def _item(line: DebtLine, cut: date, rules: Rules) -> Item:
    left = line.open
    late = line.due_on < cut and is_late(line, rules)
    days = 0
    if late:
        days = (cut - line.due_on).days - paused_days(rules.pauses, line.due_on, cut)
    return Item(
        seq=line.seq,
        due_on=line.due_on,
        due=Amounts(*line.due),
        paid=Amounts(*line.paid),
        paid_on=None if left else line.settled_on,
        paid_in_advance=line.early,
        paid_late=line.late,
        days_past_due=days,
        overdue=late,
        receivable=left if line.due_on < cut else _not_due(line, cut)[0],
    )


def _allocated(taken: Taken) -> Allocated:
    return Allocated(taken.entry.entry_id, Amounts(*taken.parts), taken.credit)


def _validity(
    loan: Loan, lines: Sequence[DebtLine], as_of: date, cut: date, days: Days, *, late: bool
) -> tuple[date, date]:
    """First day of the stored position, and the first later one on which it can change."""
    start, end = _entry_edges(loan.entries, as_of)
    start = max(start, loan.exists_on or date.min)
    if any(early == "credit" for _, early in loan.rules.early):
        start, end = _waiting_edges(lines, as_of, start, end)
    start, end = _due_edges(lines, as_of, cut, start, end)
    for line in lines:
        for charge_on, _, _ in line.charges:
            if charge_on == AT_ONCE:
                continue
            if charge_on < cut:
                start = max(start, min(_next_day(charge_on), as_of))
            else:
                end = min(end, _turns(charge_on, as_of, cut))
    if late:
        edges = _pause_edges(loan.rules, as_of, cut), grace_edge(as_of, days)
        start = max(start, edges[0][0], edges[1][0])
        end = min(end, edges[0][1], edges[1][1])
    return start, end


def _due_edges(
    lines: Sequence[DebtLine], as_of: date, cut: date, start: date, end: date
) -> tuple[date, date]:
    """Due dates that bound a range: the last one before the day, the first one not before it."""
    place = bisect_left(lines, as_of, key=_due_on)
    if place:
        start = max(start, _next_day(lines[place - 1].due_on))
    if place < len(lines):
        due_on = lines[place].due_on
        end = min(end, _turns(due_on, as_of, cut))
        if due_on == as_of < cut:
            start = as_of
    return start, end


def _turns(due_on: date, as_of: date, cut: date) -> date:
    """The first day after ``as_of`` on which a date not before it begins to count as past."""
    return due_on if as_of < due_on and cut != as_of else _next_day(due_on)


def _waiting_edges(
    lines: Sequence[DebtLine], as_of: date, start: date, end: date
) -> tuple[date, date]:
    """Where money waits for what falls due, each due date itself is an edge."""
    dates = [line.due_on for line in lines]
    dates += [charge[0] for line in lines for charge in line.charges]
    start = max([start, *(day for day in dates if day <= as_of)])
    return start, min([end, *(day for day in dates if day > as_of)])


def _entry_edges(entries: Sequence[Entry], as_of: date) -> tuple[date, date]:
    """The last day on which an entry began or ceased to count, and the next such day."""
    last, following = date.min, date.max
    for entry in entries:
        starts = max(entry.value_on, entry.counts_from)
        for edge in (starts, entry.counts_until):
            if edge is None:
                continue
            if edge <= as_of:
                last = max(last, edge)
            else:
                following = min(following, edge)
    return last, following


def _pause_edges(rules: Rules, as_of: date, cut: date) -> tuple[date, date]:
    """While a pause lasts each day moves what is stored; outside, its edges bound it."""
    start, end = date.min, date.max
    shift = cut - as_of
    for pause_start, pause_end in merged_pauses(rules.pauses):
        if pause_start < cut:
            start = max(start, min(as_of, pause_end - shift))
        if cut < pause_end:
            end = min(end, _next_day(max(pause_start, cut) - shift))
    return start, end


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


def most_of(loan: Loan, entry: Entry) -> int:
    """The largest amount, in minor units, that a loan bears of what forgives, marks or sells debt.

    A debt is charged off once; what was written off before can be sold with the rest.

    >>> from overdue_cli.domain.loan.loan import Instalment
    >>> loan = Loan("L1", "CNY", None, (Instalment(1, date(2026, 1, 31), 90_00),), ())
    >>> most_of(loan, Entry(1, "sale", date(2026, 2, 2), 0))
    9000
    """
    on, number = entry.value_on, entry.entry_id
    most = forgivable(loan, entry.components, on, number)
    if entry.kind not in ("charge_off", "sale"):
        return most
    before = tuple(e for e in loan.entries if (e.value_on, e.entry_id) < (on, number))
    standing = position(replace(loan, entries=before), on, detail=False)
    if entry.kind == "charge_off":
        return 0 if standing.charged_off else most
    return most + standing.written_off.total
