"""The replay of a loan's entries: from plan and entries to lines of debt with what was paid.

One engine for one loan and for a hundred thousand: ``position.py`` reads its result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from overdue_cli.domain.loan.allocation import (
    INDEX,
    DebtLine,
    ReadyOrder,
    places_of,
    plan_of,
    take,
    walk,
)
from overdue_cli.domain.loan.loan import (
    CASH,
    CREDITS,
    Amounts,
    Asked,
    ChargedOff,
    Early,
    Entry,
    Instalment,
    Loan,
    Rules,
)
from overdue_cli.domain.loan.penalty_interest import Growth, accrue, is_kept, post, unposted

#: Debt that is receivable from the day it arises, whatever the date of its line.
AT_ONCE = date.min


class Taken:
    """How one entry was taken so far: parts by component, and what waits as credit."""

    __slots__ = ("credit", "early", "entry", "parts", "places", "to_put_back")

    def __init__(self, entry: Entry, early: Early, places: tuple[int, ...] | None) -> None:
        self.entry = entry
        self.early = early
        self.places = places
        self.parts = [0, 0, 0, 0]
        self.credit = 0
        self.to_put_back: list[int] | None = None

    def copy(self) -> Taken:
        """The same, free to change without this one."""
        other = Taken(self.entry, self.early, self.places)
        other.parts, other.credit = self.parts.copy(), self.credit
        other.to_put_back = self.to_put_back
        return other


class Replay:
    """State of one replay; ``lines`` are in order of due date."""

    __slots__ = (
        "aged",
        "applications",
        "asked",
        "cap",
        "charged_off",
        "credit",
        "dues",
        "early",
        "extra",
        "hosts",
        "lines",
        "paid_out",
        "passed_on",
        "plan",
        "planned",
        "recovered",
        "released_on",
        "rules",
        "sold_off_book",
        "taken",
        "written_off",
    )

    def __init__(self, instalments: Sequence[Instalment], rules: Rules) -> None:
        self.lines = [
            DebtLine(seq, due_on, [0, fee, interest, principal])
            for seq, due_on, principal, interest, fee, _ in instalments
        ]
        self.hosts = [
            line
            for line, instalment in zip(self.lines, instalments, strict=True)
            if not instalment[5]
        ]
        self.dues = [line.due_on for line in self.hosts]
        self.aged: dict[date, DebtLine] = {}
        self.extra: DebtLine | None = None
        self.rules = rules
        self.plan: ReadyOrder = plan_of(rules.allocation, rules.order)
        self.early: dict[str, Early] = dict(rules.early)
        self.released_on = date.min
        self.credit = 0
        self.taken: list[Taken] = []
        self.written_off: list[int] | None = None
        self.recovered = 0
        self.sold_off_book = 0
        self.charged_off: ChargedOff | None = None
        self.cap = ""
        self.applications: list[Entry] = []
        self.passed_on = 0
        self.planned: Sequence[DebtLine] = ()
        self.asked: Sequence[Asked] = ()
        self.paid_out = 0

    @property
    def is_paid_out(self) -> bool:
        """Whether no payout on record is still to come."""
        return self.paid_out + 1 >= len(self.asked)


class ReplayMoment(NamedTuple):
    """One moment of a replay: what has passed, at which entry and day, and the state then."""

    moment: Literal["released", "accruing", "posted", "taken"]
    """``accruing``: penalty interest is about to be brought up to the day."""
    entry: Entry | None
    """The entry that comes or has come; None for what passes by itself."""
    day: date
    state: Replay


def replay(loan: Loan, as_of: date) -> Replay:
    """Lines of debt of a loan after all entries with a value date up to ``as_of``."""
    state = opened(loan)
    for _ in steps(state, counted_entries(loan.entries, as_of)):
        pass
    for _ in passing(state, None, as_of):
        pass
    return state


def opened(loan: Loan) -> Replay:
    """The state of a loan before its first entry, lines in order of due date."""
    plan = loan.plan
    if any(later.due_on < earlier.due_on for earlier, later in pairwise(plan)):
        plan = tuple(sorted(plan, key=lambda instalment: (instalment.due_on, instalment.seq)))
    state = Replay(plan, loan.rules)
    if loan.asked:
        state.planned, state.asked = tuple(state.lines), loan.asked
        _ask(state, ((line.due[2], line.due[3]) for line in state.lines), loan.asked[0])
    return state


def steps(state: Replay, entries: Iterable[Entry]) -> Iterator[ReplayMoment]:
    """Takes entries into a state one after another, and stops at each moment on the way."""
    for entry in entries:
        yield from passing(state, entry, entry.value_on)
        if entry.kind in CREDITS:
            _credit(state, entry)
        elif entry.kind in _EFFECTS:
            _EFFECTS[entry.kind](state, entry)
        else:
            raise ValueError(f"kind: {entry.kind!r} is no kind of entry")
        yield ReplayMoment("taken", entry, entry.value_on, state)


def passing(state: Replay, entry: Entry | None, day: date) -> Iterator[ReplayMoment]:
    """What passes by itself up to a day, before an entry of that day or to close it.

    Money that waited pays what fell due, then penalty interest accrues.
    """
    if "credit" in state.early.values():
        for due_on in _waited_for(state, day):
            _use_credit(state, due_on)
            yield ReplayMoment("released", None, due_on, state)
        state.released_on = day
    if state.rules.penalty is not None:
        yield ReplayMoment("accruing", entry, day, state)
        _accrue(state, day, posting=entry is not None and entry.kind in _POSTING)
        yield ReplayMoment("posted", entry, day, state)


def _waited_for(state: Replay, day: date) -> list[date]:
    """Due dates reached since the last time, where there is money that waits for them."""
    if not state.credit:
        return []
    dates = {line.due_on for line in state.lines}
    dates.update(charge[0] for line in state.lines for charge in line.charges)
    return sorted(due_on for due_on in dates if state.released_on < due_on <= day)


class Walk:
    """States of one loan on one day after another, each entry taken once while days rise.

    An entry that changes what came before it, as a reversal does, starts the walk anew.
    """

    __slots__ = ("loan", "state", "taken")

    def __init__(self, loan: Loan) -> None:
        self.loan = loan
        self.state = opened(loan)
        self.taken: list[Entry] = []

    def at(self, day: date) -> Replay:
        """What ``replay`` says of the day; to be read before the next one is asked for."""
        entries = counted_entries(self.loan.entries, day)
        if entries[: len(self.taken)] != self.taken:
            self.state, self.taken = opened(self.loan), []
        for _ in steps(self.state, entries[len(self.taken) :]):
            pass
        self.taken = entries
        return at_close(self.state, day)


def at_close(state: Replay, day: date) -> Replay:
    """The state at the close of a day, while the replay goes on from the other as it stands."""
    closed = _to_close(state)
    for _ in passing(closed, None, day):
        pass
    return closed


def _to_close(state: Replay) -> Replay:
    """A state that a day can be closed on, while the walk goes on from the other as it stands.

    Only open lines and money that waits can change at the close of a day; they are copied.
    """
    if state.rules.penalty is None and "credit" not in state.early.values():
        return state
    closed = copy(state)
    closed.lines = [line.copy() if line.open else line for line in state.lines]
    closed.taken = [taken.copy() if taken.credit else taken for taken in state.taken]
    return closed


def _in_order(entries: list[Entry]) -> list[Entry]:
    """By (value date, order recorded); what lists show came up is there before the day's money.

    A first list tells what was left beside the money of its day: its balances come after that.
    """
    first = min((one.value_on for one in entries if _taken_over(one)), default=date.max)

    def order(entry: Entry) -> tuple[date, bool, int]:
        came_up = _taken_over(entry) and entry.value_on > first
        return entry.value_on, not came_up, entry.entry_id

    return sorted(entries, key=order)


def _taken_over(entry: Entry) -> bool:
    return entry.inferred and entry.kind == "opening"


def counted_entries(entries: Iterable[Entry], as_of: date) -> list[Entry]:
    """Entries that count at the close of a day, by (value date, order recorded).

    A reversal takes its amount from its target (semantics: Entries) and is then gone itself.
    """
    counted = [
        entry
        for entry in entries
        if entry.value_on <= as_of
        and entry.counts_from <= as_of
        and (entry.counts_until is None or as_of < entry.counts_until)
    ]
    counted = _in_order(counted)
    reversals = [entry for entry in counted if entry.kind == "reversal"]
    return _without_reversed(counted, reversals) if reversals else counted


def _without_reversed(counted: list[Entry], reversals: list[Entry]) -> list[Entry]:
    amounts = {entry.entry_id: entry.amount for entry in counted}
    for entry in sorted(reversals, key=lambda entry: entry.entry_id, reverse=True):
        if entry.reverses in amounts:
            amounts[entry.reverses] -= amounts[entry.entry_id]
    return [
        entry if entry.amount == amounts[entry.entry_id] else entry._replace(amount=amount)
        for entry in counted
        if entry.kind != "reversal" and (amount := amounts[entry.entry_id]) > 0
    ]


def _taken(state: Replay, entry: Entry, places: tuple[int, ...] | None = None) -> Taken:
    early = state.early.get(entry.kind) or state.early.get("", "next")
    taken = Taken(entry, early, places)
    state.taken.append(taken)
    return taken


def _settle(state: Replay, taken: Taken, amount: int, day: date) -> int:
    """What is left of money, or of what is forgiven, after the lines took it."""
    if taken.places is not None:
        lines = _lines_named(state, taken.entry)
        return walk(lines, amount, taken.places, taken.parts, day)
    return take(state.lines, amount, state.plan, taken.early, taken.parts, day)


def _lines_named(state: Replay, entry: Entry) -> list[DebtLine]:
    """All lines, or for money that names components and an item the lines of that due date."""
    if entry.components and entry.due_on and entry.kind in CREDITS:
        return [line for line in state.lines if line.due_on == entry.due_on]
    return state.lines


def _credit(state: Replay, entry: Entry) -> None:
    """Money in: what the entry names, or else by the loan's order; the rest waits as credit."""
    places = tuple(INDEX[name] for name in entry.components) or None
    taken = _taken(state, entry, places)
    amount = entry.amount
    if entry.kind == "recovery":
        amount = _recover(state, amount, taken)
    left = _settle(state, taken, amount, entry.value_on)
    if entry.kind in CASH:
        _count_recovered(state, amount - left)
    if left and state.written_off:
        left = _recover(state, left, taken)
    taken.credit = left
    state.credit += left


def _count_recovered(state: Replay, amount: int) -> None:
    """What a debt takes after it was charged off is recovered of it."""
    charged_off = state.charged_off
    if charged_off:
        recovered = charged_off.recovered + amount
        state.charged_off = charged_off._replace(recovered=recovered)


def _applied(state: Replay, entry: Entry) -> None:
    """Money of the customer: what is due by its day, inside that by the loan's order; then all."""
    taken = _taken(state, entry)
    due = [line for line in state.lines if line.due_on <= entry.value_on]
    left = take(due, entry.amount, state.plan, "next", taken.parts, entry.value_on)
    if left:
        left = walk(state.lines, left, places_of(state.plan), taken.parts, entry.value_on)
    _count_recovered(state, entry.amount - left)
    if left and state.written_off:
        left = _recover(state, left, taken)
    taken.credit = left
    state.credit += left


def _passed_on(state: Replay, entry: Entry) -> None:
    """Credit that another debt of the customer took, the oldest money first."""
    amount = entry.amount
    for taken in state.taken:
        part = min(taken.credit, amount)
        taken.credit -= part
        amount -= part
    state.credit -= entry.amount - amount
    state.passed_on += entry.amount - amount


def _recover(state: Replay, amount: int, taken: Taken) -> int:
    """What is left after debt already written off took its share."""
    claims = state.written_off
    if not claims:
        return amount
    for place in places_of(state.plan):
        part = min(claims[place], amount)
        claims[place] -= part
        taken.parts[place] += part
        state.recovered += part
        amount -= part
    return amount


def _charge(state: Replay, entry: Entry) -> None:
    """A fee or penalty: to the instalment whose period holds its date, else to an extra one.

    One that follows from a list belongs to the item of its due date.
    """
    due_on = entry.due_on or entry.value_on
    line = (_line_of_age if entry.inferred else _line_for)(state, due_on)
    _add(line, INDEX[entry.kind], entry.amount, due_on)
    _use_credit(state, entry.value_on)


def _add(line: DebtLine, place: int, amount: int, due_on: date) -> None:
    line.due[place] += amount
    line.open += amount
    line.settled_on = None
    line.charges.append((due_on, place, amount))


def _line_for(state: Replay, day: date) -> DebtLine:
    place = bisect_left(state.dues, day)
    return state.hosts[place] if place < len(state.hosts) else _extra_line(state, day)


def _extra_line(state: Replay, due_on: date) -> DebtLine:
    """A line after the plan: one for each later due date, or one that moves to the latest."""
    if state.rules.extra_due == "first":
        line = _new_line(state, due_on)
        state.hosts.append(line)
        state.dues.append(due_on)
        return line
    if state.extra is None:
        state.extra = _new_line(state, due_on)
    elif due_on > state.extra.due_on:
        state.extra.due_on = due_on
        state.lines.sort(key=_due_on)
    return state.extra


def _new_line(state: Replay, due_on: date) -> DebtLine:
    """A line of its own age beside the plan, in its place by due date."""
    line = DebtLine(len(state.lines) + 1, due_on, [0, 0, 0, 0])
    state.lines.append(line)
    state.lines.sort(key=_due_on)
    return line


def _due_on(line: DebtLine) -> date:
    return line.due_on


def _opening(state: Replay, entry: Entry) -> None:
    """A balance taken over from another system, as an item of a given age."""
    place = INDEX[entry.components[0]] if entry.components else INDEX["principal"]
    line = _line_of_age(state, entry.due_on or entry.value_on)
    _add(line, place, entry.amount, AT_ONCE)
    _use_credit(state, entry.value_on)


def _line_of_age(state: Replay, due_on: date) -> DebtLine:
    """The item of a due date: one taken over before, the plan's own, or a new one."""
    place = bisect_left(state.dues, due_on)
    if due_on not in state.aged and place < len(state.dues) and state.dues[place] == due_on:
        return state.hosts[place]
    return state.aged.get(due_on) or state.aged.setdefault(due_on, _new_line(state, due_on))


def _chargeback(state: Replay, entry: Entry) -> None:
    """The payment stands, and as much new debt arises on the day it was put back."""
    by_credit = state.rules.chargeback_credit
    if by_credit == "covers" and state.credit >= entry.amount:
        _credit_refund(state, entry)
        return
    _put_back(state, entry, _parts_put_back(state, entry))
    if by_credit != "waits":
        _use_credit(state, entry.value_on)


def _put_back(state: Replay, entry: Entry, parts: Sequence[int]) -> None:
    own = state.rules.chargeback_line == "own"
    line = (_new_line if own else _line_for)(state, entry.value_on)
    for place, amount in enumerate(parts):
        if amount:
            _add(line, place, amount, AT_ONCE)
            line.put_back += amount


def _parts_put_back(state: Replay, entry: Entry) -> list[int]:
    """By the order of the rules, each component at most what the payment paid of it."""
    parts = [0, 0, 0, 0]
    left = entry.amount
    target = next((t for t in state.taken if t.entry.entry_id == entry.reverses), None)
    if target is not None:
        paid = target.to_put_back if target.to_put_back is not None else target.parts.copy()
        for name in state.rules.chargeback_order:
            place = INDEX[name]
            parts[place] = min(left, paid[place])
            left -= parts[place]
        target.to_put_back = [a - b for a, b in zip(paid, parts, strict=True)]
    parts[3] += left
    return parts


def _use_credit(state: Replay, day: date) -> None:
    """Money that waited pays what has just arisen, the oldest money first."""
    if not state.credit:
        return
    for taken in state.taken:
        if taken.credit:
            left = _settle(state, taken, taken.credit, day)
            state.credit -= taken.credit - left
            taken.credit = left


def _credit_refund(state: Replay, entry: Entry) -> None:
    """A credit paid out, the oldest money first; more than there is becomes new debt."""
    amount = entry.amount
    for taken in state.taken:
        part = min(taken.credit, amount)
        taken.credit -= part
        state.credit -= part
        amount -= part
    if amount:
        _put_back(state, entry, (0, 0, 0, amount))


def _payout(state: Replay, entry: Entry) -> None:
    """Opens what the plan asks for from here on; money that waited pays it.

    Where all was paid out on the first day the plan holds the principal already.
    """
    if state.is_paid_out:
        return
    state.paid_out += 1
    _ask(state, state.asked[state.paid_out - 1], state.asked[state.paid_out])
    _use_credit(state, entry.value_on)


def _ask(state: Replay, before: Iterable[tuple[int, int]], after: Asked) -> None:
    """The lines of the plan ask for other interest and principal than before."""
    for line, old, new in zip(state.planned, before, after, strict=True):
        if old == new:
            continue
        for place, change in ((2, new[0] - old[0]), (3, new[1] - old[1])):
            line.due[place] += change
            line.open += change
            if line.paid[place] > line.due[place]:
                _give_back(state, line, place)
        if line.open:
            line.settled_on = None


def _give_back(state: Replay, line: DebtLine, place: int) -> None:
    """Money that a line no longer asks for waits as credit again, the youngest money first."""
    surplus = line.paid[place] - line.due[place]
    line.paid[place] -= surplus
    line.open += surplus
    line.early -= min(surplus, line.early)
    for taken in reversed(state.taken):
        part = min(taken.parts[place], surplus)
        taken.parts[place] -= part
        taken.credit += part
        state.credit += part
        surplus -= part


def _moved_by_hand(state: Replay, entry: Entry) -> None:
    """An application says which debt gets money; what it moves stands beside it, derived."""
    state.applications.append(entry)


def _waiver(state: Replay, entry: Entry) -> None:
    """Forgives the named components, the oldest first; what nothing takes waits as credit."""
    places = tuple(INDEX[name] for name in entry.components) or places_of(state.plan)
    taken = _taken(state, entry, places)
    taken.credit = _settle(state, taken, entry.amount, entry.value_on)
    state.credit += taken.credit


def _write_off(state: Replay, entry: Entry) -> None:
    """Takes what is named off the book; the debt stays known and can be recovered."""
    _waiver(state, entry)
    claims = state.written_off or [0, 0, 0, 0]
    parts = state.taken[-1].parts
    state.written_off = [claim + part for claim, part in zip(claims, parts, strict=True)]


def _charge_off(state: Replay, entry: Entry) -> None:
    """Marks what is owed; it stays owed. The first marker counts while it stands."""
    if state.charged_off:
        return
    owed = [sum(line.due[place] - line.paid[place] for line in state.lines) for place in range(4)]
    terms = state.rules.penalty
    if terms:
        rounding, on = state.rules.rounding, entry.value_on
        owed[0] += sum(unposted(line, terms, rounding, on) for line in state.lines)
    state.charged_off = ChargedOff(entry.value_on, entry.amount, Amounts(*owed), 0)


def _sale(state: Replay, entry: Entry) -> None:
    """Debt leaves for good: what is on the book first, then what was written off before."""
    places = places_of(state.plan)
    taken = _taken(state, entry, places)
    left = _settle(state, taken, entry.amount, entry.value_on)
    claims = state.written_off or []
    for place in places if claims else ():
        part = min(claims[place], left)
        claims[place] -= part
        taken.parts[place] += part
        state.sold_off_book += part
        left -= part
    taken.credit = left
    state.credit += left


def has_stopped(state: Replay) -> bool:
    """Whether penalty interest accrues no more, because the debt is charged off."""
    return state.charged_off is not None and state.rules.charge_off_accrual == "stops"


def _accrue(state: Replay, day: date, *, posting: bool) -> None:
    """Penalty of every late line up to a day; posted only when there is money to pay it."""
    terms = state.rules.penalty
    assert terms is not None
    stopped = has_stopped(state)
    known: dict[date, list[Growth]] = {}
    for line in state.lines:
        if line.due_on >= day:
            break
        if not line.open:
            line.exact = line.posted
            line.accrued = day
            continue
        if not stopped:
            state.cap = accrue(line, terms, day, known) or state.cap
        if posting and not is_kept(line, terms, day):
            post(line, state.rules.rounding)


_POSTING = CREDITS | {"waiver", "write_off", "sale", "applied"}

_EFFECTS: dict[str, Callable[[Replay, Entry], None]] = {
    "disbursement": _payout,
    "application": _moved_by_hand,
    "applied": _applied,
    "passed_on": _passed_on,
    "fee": _charge,
    "penalty": _charge,
    "opening": _opening,
    "chargeback": _chargeback,
    "credit_refund": _credit_refund,
    "waiver": _waiver,
    "write_off": _write_off,
    "charge_off": _charge_off,
    "sale": _sale,
}
