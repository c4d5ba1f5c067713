"""The replay of a loan's entries: from plan and entries to lines of debt with what was paid.

One engine for one loan and for a hundred thousand: ``position.py`` reads its result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise

from overdue_cli.domain.allocation import INDEX, Line, order_of, walk
from overdue_cli.domain.loan import CREDITS, Entry, Instalment, Loan


class Taken:
    """How one entry was taken so far: parts by component, and what waits as credit."""

    __slots__ = ("credit", "entry", "order", "parts")

    def __init__(self, entry: Entry, order: tuple[int, ...]) -> None:
        self.entry = entry
        self.order = order
        self.parts = [0, 0, 0, 0]
        self.credit = 0


class Replay:
    """State of one replay; ``lines`` are in order of due date."""

    __slots__ = (
        "credit",
        "dues",
        "extra",
        "lines",
        "order",
        "planned",
        "recovered",
        "taken",
        "written_off",
    )

    def __init__(self, plan: Sequence[Instalment], order: tuple[int, ...]) -> None:
        self.planned = [
            Line(seq, due_on, [0, fee, interest, principal])
            for seq, due_on, principal, interest, fee in plan
        ]
        self.lines = self.planned.copy()
        self.dues = [line.due_on for line in self.planned]
        self.extra: Line | None = None
        self.order = order
        self.credit = 0
        self.taken: list[Taken] = []
        self.written_off: list[int] | None = None
        self.recovered = 0


def replay(loan: Loan, as_of: date) -> Replay:
    """Lines of debt of a loan after all entries with a value date up to ``as_of``."""
    plan = loan.plan
    if any(later.due_on < earlier.due_on for earlier, later in pairwise(plan)):
        plan = tuple(sorted(plan, key=lambda instalment: (instalment.due_on, instalment.seq)))
    state = Replay(plan, order_of(loan.rules.allocation))
    for entry in counted_entries(loan.entries, as_of):
        kind = entry.kind
        if kind in CREDITS:
            _credit(state, entry)
        elif kind in _EFFECTS:
            _EFFECTS[kind](state, entry)
        else:
            raise ValueError(f"kind: {kind!r} is no kind of entry")
    return state


def _recorded(entry: Entry) -> tuple[date, int]:
    return entry.value_on, entry.entry_id


def counted_entries(entries: Iterable[Entry], as_of: date) -> list[Entry]:
    """Entries that count at the close of a day, by (value date, order recorded).

    A reversal takes its amount from its target (semantics: Entries) and is then gone itself.
    """
    counted = [entry for entry in entries if entry.value_on <= as_of]
    counted.sort(key=_recorded)
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


def _credit(state: Replay, entry: Entry) -> None:
    """Money in: the loan takes it by its order, the rest waits as credit."""
    taken = Taken(entry, state.order)
    state.taken.append(taken)
    amount = entry.amount
    if entry.kind == "recovery":
        amount = _recover(state, amount, taken)
    left = walk(state.lines, amount, state.order, taken.parts, entry.value_on)
    if left and state.written_off:
        left = _recover(state, left, taken)
    taken.credit = left
    state.credit += left


def _recover(state: Replay, amount: int, taken: Taken) -> int:
    """What is left after debt already written off took its share."""
    claims = state.written_off
    if not claims:
        return amount
    for place in state.order:
        part = min(claims[place], amount)
        claims[place] -= part
        taken.parts[place] += part
        state.recovered += part
        amount -= part
    return amount


def _charge(state: Replay, entry: Entry) -> None:
    """A fee or penalty: to the instalment whose period holds its date, else to an extra one."""
    due_on = entry.due_on or entry.value_on
    place = bisect_left(state.dues, due_on)
    line = state.planned[place] if place < len(state.planned) else _extra_line(state, due_on)
    component = INDEX[entry.kind]
    line.due[component] += entry.amount
    line.open += entry.amount
    line.settled_on = None
    line.charges.append((due_on, component, entry.amount))
    _use_credit(state, entry.value_on)


def _extra_line(state: Replay, due_on: date) -> Line:
    if state.extra is None:
        state.extra = _new_line(state, due_on)
    return state.extra


def _new_line(state: Replay, due_on: date) -> Line:
    """A line of its own age beside the plan, in its place by due date."""
    line = Line(len(state.lines) + 1, due_on, [0, 0, 0, 0])
    state.lines.append(line)
    state.lines.sort(key=_due_on)
    return line


def _due_on(line: Line) -> date:
    return line.due_on


def _debt(state: Replay, entry: Entry) -> None:
    """New debt of its own age: an opening balance, or money put back by a chargeback."""
    line = _new_line(state, entry.due_on or entry.value_on)
    place = INDEX[entry.components[0]] if entry.components else INDEX["principal"]
    line.due[place] = line.open = entry.amount
    _use_credit(state, entry.value_on)


def _use_credit(state: Replay, day: date) -> None:
    """Money that waited pays what has just arisen, the oldest money first."""
    if not state.credit:
        return
    for taken in state.taken:
        if taken.credit:
            left = walk(state.lines, taken.credit, taken.order, taken.parts, day)
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
        _debt(state, entry._replace(amount=amount, components=(), due_on=None))


def _planned_already(state: Replay, entry: Entry) -> None:
    """A disbursement moves nothing here: the plan holds the principal it opened."""


def _named(state: Replay, entry: Entry) -> tuple[int, ...]:
    return tuple(INDEX[component] for component in entry.components) or state.order


def _waiver(state: Replay, entry: Entry) -> None:
    """Forgives the named components, the oldest first; what nothing takes waits as credit."""
    taken = Taken(entry, _named(state, entry))
    state.taken.append(taken)
    taken.credit = walk(state.lines, entry.amount, taken.order, taken.parts, entry.value_on)
    state.credit += taken.credit


def _write_off(state: Replay, entry: Entry) -> None:
    """Takes what is named off the book; the debt stays known and can be recovered."""
    _waiver(state, entry)
    claims = state.written_off or [0, 0, 0, 0]
    parts = state.taken[-1].parts
    state.written_off = [claim + part for claim, part in zip(claims, parts, strict=True)]


_EFFECTS: dict[str, Callable[[Replay, Entry], None]] = {
    "disbursement": _planned_already,
    "fee": _charge,
    "penalty": _charge,
    "opening": _debt,
    "chargeback": _debt,
    "credit_refund": _credit_refund,
    "waiver": _waiver,
    "write_off": _write_off,
}
