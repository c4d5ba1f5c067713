"""What each entry of a loan did: which instalments it added to, which it settled, and when.

The engine's own steps are walked one by one, and what moved at each is written down, so that a
loan of many entries is replayed once. The engine stays the authority: whoever reads a walk holds
its end against ``position``.

A payment that was taken back did what it had done until its reversal came, and the reversal takes
exactly that away again. All other entries do what they do on the day that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from overdue_cli.domain.loan.allocation import INDEX, DebtLine
from overdue_cli.domain.loan.day_count import counted_days
from overdue_cli.domain.loan.loan import CREDITS, Amounts, Entry, Loan, PenaltyTerms, RateTable
from overdue_cli.domain.loan.penalty_interest import is_kept, simple_interest, unpaused
from overdue_cli.domain.loan.rates import pieces
from overdue_cli.domain.loan.replay import (
    Replay,
    ReplayMoment,
    counted_entries,
    has_stopped,
    opened,
    passing,
    steps,
)
from overdue_cli.domain.money import round_minor

NOTHING = Amounts()


class Share(NamedTuple):
    """Minor units that moved on one instalment on a day: settled of it, or added to it."""

    seq: int
    on: date
    parts: Amounts


class Effect(NamedTuple):
    """What one entry did: what it added to instalments, what it settled, and where the rest went.

    Settled, ``recovered``, ``credit`` and ``paid_out`` of money sum to its amount; so do ``added``
    and ``from_credit`` of a charge, a chargeback or a refund. Of a reversal all are negative.
    """

    added: tuple[Share, ...] = ()
    settled: tuple[Share, ...] = ()
    recovered: Amounts = NOTHING
    """Money that went to debt already written off."""
    credit: int = 0
    """Money that waits."""
    paid_out: int = 0
    """Money that waited and was then paid out or used up by a chargeback."""
    from_credit: int = 0
    """What was paid out of, or covered by, a credit."""

    @property
    def change(self) -> int:
        """Minor units by which the balance (outstanding less credit) moved."""
        added, settled = (sum(s.parts.total for s in side) for side in self[:2])
        return added - settled - self.credit - self.paid_out + self.from_credit


class Period(NamedTuple):
    """Penalty interest of one instalment over days of one base and one rate, exact minor units."""

    seq: int
    start: date
    end: date
    days: int
    base: int
    rate: Fraction
    amount: Fraction
    cap: str


class PenaltyOf(NamedTuple):
    """Penalty interest of one instalment: accrued in all, posted, accrued since, left out."""

    seq: int
    accrued: Fraction
    posted: int
    waiting: int
    left_out: Fraction
    """Accrued but not asked for: paid within grace, or lost in rounding when settled."""
    within_grace: bool


#: Minor units by component, as ``Amounts`` without the name: there are many of them.
Parts = tuple[int, ...]


class LoanState(NamedTuple):
    """What a step can move: due and paid by line, parts and credit by money, claims left."""

    due: dict[int, Parts]
    paid: dict[int, Parts]
    taken: list[tuple[Parts, int]]
    claims: Parts


def _snapshot(state: Replay) -> LoanState:
    return LoanState(
        {line.seq: tuple(line.due) for line in state.lines},
        {line.seq: tuple(line.paid) for line in state.lines},
        [(tuple(taken.parts), taken.credit) for taken in state.taken],
        tuple(state.written_off) if state.written_off else NOTHING,
    )


class Outgoing(NamedTuple):
    """Credit of one entry that another one paid out or used up."""

    payer: int
    taker: int
    amount: int


@dataclass(slots=True)
class Trace:
    """What each step of a walk moved, by entry."""

    added: list[tuple[int, Share]] = field(default_factory=list)
    settled: list[tuple[int, Share]] = field(default_factory=list)
    posted: list[tuple[int, Share]] = field(default_factory=list)
    recovered: dict[int, Amounts] = field(default_factory=dict)
    outgoing: list[Outgoing] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    credit: dict[int, int] = field(default_factory=dict)
    lines: Sequence[DebtLine] = ()

    def effect(self, entry_id: int) -> Effect:
        """What one entry did."""
        return Effect(
            _of(self.added, entry_id),
            _of(self.settled, entry_id),
            self.recovered.get(entry_id, NOTHING),
            self.credit.get(entry_id, 0),
            sum(out.amount for out in self.outgoing if out.payer == entry_id),
            sum(out.amount for out in self.outgoing if out.taker == entry_id),
        )

    def posted_before(self, entry_id: int) -> tuple[Share, ...]:
        """Penalty interest that fell due so that one entry could pay it."""
        return _of(self.posted, entry_id)


def _of(shares: Iterable[tuple[int, Share]], entry_id: int) -> tuple[Share, ...]:
    return tuple(share for of, share in shares if of == entry_id)


def traced(
    loan: Loan, entries: Sequence[Entry], as_of: date, *, since: int | None = None
) -> Trace:
    """What each counted entry moved, and the penalty interest that accrued.

    With ``since`` only what moved from that place in the order of replay on.
    """
    trace, state = Trace(), opened(loan)
    place = 0
    before = None if since else _snapshot(state)
    for step in chain(steps(state, entries), passing(state, None, as_of)):
        place += step.moment == "taken"
        if step.moment == "accruing":
            trace.periods += _accruing(step) if since is None else ()
        elif place >= (since or 0):
            after = _snapshot(state)
            if before is not None and after != before:
                _note(trace, step, before, after)
            before = after
    trace.credit = {taken.entry.entry_id: taken.credit for taken in state.taken}
    trace.lines = state.lines
    return trace


def _note(trace: Trace, step: ReplayMoment, before: LoanState, after: LoanState) -> None:
    """Writes down what one step moved."""
    entry_id = step.entry.entry_id if step.entry else 0
    grown = _grown(before.due, after.due)
    side = trace.posted if step.moment == "posted" else trace.added
    side += [(entry_id, Share(seq, step.day, parts)) for seq, parts in grown]
    settles = step.entry is not None and step.entry.kind in CREDITS | {"sale", "applied"}
    if settles and before.claims != after.claims:
        trace.recovered[entry_id] = _minus(before.claims, after.claims)
    takers = _takers(step, before, after, trace.recovered.get(entry_id, NOTHING))
    trace.settled += _spread(takers, _grown(before.paid, after.paid), step.day)
    trace.outgoing += _outgoing(step, before, after)


def _grown(before: dict[int, Parts], after: dict[int, Parts]) -> list[tuple[int, Amounts]]:
    """By how much each line grew, oldest due date first."""
    return [
        (seq, _minus(now, was))
        for seq, now in after.items()
        if (was := before.get(seq, NOTHING)) != now
    ]


def _takers(
    step: ReplayMoment, before: LoanState, after: LoanState, recovered: Amounts
) -> list[tuple[int, Amounts]]:
    """Each entry whose money settled something in a step, and how much by component."""
    takers = []
    for taken, (parts, _), was in zip(
        step.state.taken, after.taken, _padded(before, after), strict=True
    ):
        if parts == was[0]:
            continue
        new = _minus(parts, was[0])
        if step.entry is not None and taken.entry.entry_id == step.entry.entry_id:
            new = _minus(new, recovered)
        if any(new):
            takers.append((taken.entry.entry_id, new))
    return takers


def _padded(before: LoanState, after: LoanState) -> list[tuple[Parts, int]]:
    """What each entry had taken before, nothing for one that is new."""
    return before.taken + [(NOTHING, 0)] * (len(after.taken) - len(before.taken))


def _spread(
    takers: Sequence[tuple[int, Amounts]], grown: Sequence[tuple[int, Amounts]], day: date
) -> Iterator[tuple[int, Share]]:
    """What each entry settled of each line: the oldest money and the oldest line first."""
    open_items = [(seq, list(parts)) for seq, parts in grown]
    for entry_id, parts in takers:
        left = list(parts)
        for seq, open_parts in open_items:
            took = [min(have, want) for have, want in zip(left, open_parts, strict=True)]
            if any(took):
                yield entry_id, Share(seq, day, Amounts(*took))
                for place, part in enumerate(took):
                    left[place] -= part
                    open_parts[place] -= part


def _outgoing(step: ReplayMoment, before: LoanState, after: LoanState) -> Iterator[Outgoing]:
    """Credit that left without settling anything: paid out, or used up by a chargeback."""
    for taken, now, was in zip(step.state.taken, after.taken, before.taken, strict=False):
        if now == was:
            continue
        gone = was[1] - now[1] - _minus(now[0], was[0]).total
        if gone and step.entry is not None:
            yield Outgoing(taken.entry.entry_id, step.entry.entry_id, gone)


def _minus(whole: Parts, part: Parts) -> Amounts:
    return Amounts(*(a - b for a, b in zip(whole, part, strict=True)))


def plus(one: Amounts, other: Amounts) -> Amounts:
    """Two amounts added component by component."""
    return Amounts(*(a + b for a, b in zip(one, other, strict=True)))


# --- penalty interest -----------------------------------------------------------------------


def _accruing(step: ReplayMoment) -> Iterator[Period]:
    """The periods of penalty interest that a step will add, line by line."""
    terms = step.state.rules.penalty
    assert terms is not None
    if has_stopped(step.state):
        return
    for line in step.state.lines:
        start = line.accrued or line.due_on
        if line.open and line.due_on < step.day and start < step.day:
            yield from _periods(line, terms, start, step.day)


def _periods(line: DebtLine, terms: PenaltyTerms, start: date, end: date) -> Iterator[Period]:
    """Days of one base and one rate; those of the ceiling where it bit."""
    base = sum(line.due[INDEX[name]] - line.paid[INDEX[name]] for name in terms.on)
    principal = line.due[3] - line.paid[3]
    for here, there in unpaused(terms.pauses, start, end):
        agreed = _at_rates(line.seq, base, terms.rates, (here, there), terms)
        if terms.cap is not None:
            held = _at_rates(line.seq, principal, terms.cap.rates, (here, there), terms)
            if sum(p.amount for p in agreed) > sum(p.amount for p in held):
                agreed = [period._replace(cap=terms.cap.name) for period in held]
        yield from (period for period in agreed if period.amount or period.cap)


def _at_rates(
    seq: int, base: int, table: RateTable, between: tuple[date, date], terms: PenaltyTerms
) -> list[Period]:
    count = terms.day_count
    return [
        Period(
            *(seq, here, there, counted_days(here, there, count), base, rate),
            amount=simple_interest(base, table, here, there, count),
            cap="",
        )
        for here, there, rate in pieces(table, *between)
    ]


def penalties(trace: Trace, loan: Loan, as_of: date) -> Iterator[PenaltyOf]:
    """Accrued, posted and waiting penalty of each instalment that ever accrued any."""
    terms, rounding = loan.rules.penalty, loan.rules.rounding
    if terms is None:
        return
    for line in trace.lines:
        total = sum((p.amount for p in trace.periods if p.seq == line.seq), Fraction(0))
        if total:
            kept = bool(line.open) and is_kept(line, terms, as_of)
            waiting = round_minor(line.exact, rounding) - line.posted
            counts = line.open and line.due_on < as_of and not kept
            yield PenaltyOf(
                *(line.seq, total, line.posted, waiting if counts else 0),
                left_out=total - line.exact,
                within_grace=kept,
            )


# --- reversals ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Story:
    """The entries of a loan up to a day, the walk over those that count, and every effect."""

    loan: Loan
    entries: tuple[Entry, ...]
    final: Trace
    effects: Mapping[int, Effect]


def story_of(loan: Loan, as_of: date) -> Story:
    """What every entry up to a day did, those taken back and their reversals included.

    Money of the customer that went elsewhere after a reversal is told as it stands on the day.
    """
    entries = sorted((e for e in loan.entries if _is_told(e, as_of)), key=_order)
    counted = counted_entries(entries, as_of)
    final = traced(loan, counted, as_of)
    effects = {entry.entry_id: final.effect(entry.entry_id) for entry in entries}
    by_id = {entry.entry_id: entry for entry in entries}
    for entry in entries:
        target = _root(entry, by_id)
        if entry.kind == "reversal" and target is not None:
            lost = _taken_back(loan, entries, entry, target)
            effects[target.entry_id] = _joined(effects[target.entry_id], lost)
            effects[entry.entry_id] = _dated(_turned(lost), entry.value_on)
    return Story(loan, tuple(entries), final, effects)


def _is_told(entry: Entry, as_of: date) -> bool:
    until = entry.counts_until
    told = entry.counts_from <= as_of and (until is None or as_of < until)
    return told and entry.value_on <= as_of


def _order(entry: Entry) -> tuple[date, int]:
    return entry.value_on, entry.entry_id


def _root(entry: Entry, by_id: Mapping[int, Entry]) -> Entry | None:
    """What a reversal takes back in the end, through reversals of reversals."""
    target = by_id.get(entry.reverses) if entry.reverses is not None else None
    if target is not None and target.kind == "reversal":
        return _root(target, by_id)
    return target


def _taken_back(loan: Loan, entries: Sequence[Entry], reversal: Entry, target: Entry) -> Effect:
    """What a target had done when its reversal came, less what it still did after it."""
    last = max(_order(reversal), _order(target))
    after = [entry for entry in entries if _order(entry) <= last]
    before = [entry for entry in after if entry is not reversal]
    had, has = (_effect_in(loan, known, target, last[0]) for known in (before, after))
    return _joined(had, _turned(has))


def _effect_in(loan: Loan, entries: Sequence[Entry], target: Entry, as_of: date) -> Effect:
    """What an entry did in a shorter story; nothing where it does not count."""
    counted = counted_entries(entries, as_of)
    places = [i for i, entry in enumerate(counted) if entry.entry_id == target.entry_id]
    if not places:
        return Effect()
    return traced(loan, counted, as_of, since=places[0]).effect(target.entry_id)


def _turned(effect: Effect) -> Effect:
    """The same with every sign turned."""
    added, settled = (
        tuple(share._replace(parts=_minus(NOTHING, share.parts)) for share in side)
        for side in effect[:2]
    )
    moved = (-effect.credit, -effect.paid_out, -effect.from_credit)
    return Effect(added, settled, _minus(NOTHING, effect.recovered), *moved)


def _joined(one: Effect, other: Effect) -> Effect:
    return Effect(
        _merged(one.added + other.added),
        _merged(one.settled + other.settled),
        plus(one.recovered, other.recovered),
        one.credit + other.credit,
        one.paid_out + other.paid_out,
        one.from_credit + other.from_credit,
    )


def _merged(shares: Iterable[Share]) -> tuple[Share, ...]:
    """One share for each instalment and day, without those that come to nothing."""
    sums: dict[tuple[int, date], Amounts] = {}
    for seq, on, parts in shares:
        sums[seq, on] = plus(sums.get((seq, on), NOTHING), parts)
    return tuple(Share(seq, on, parts) for (seq, on), parts in sums.items() if any(parts))


def _dated(effect: Effect, day: date) -> Effect:
    """The same effect, all of it on one day."""
    added, settled = (_merged(s._replace(on=day) for s in side) for side in effect[:2])
    return effect._replace(added=added, settled=settled)
