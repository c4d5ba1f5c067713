"""Money of a customer: which debt it was applied to, and on which day.

All loans of a customer in one currency are replayed together, day by day. Money that names no
debt, credit notes, and what invoices and closed loans hold too much is applied at the close of
each day: to what is due by then, in the order of the policy, then to invoices that are not due
yet. What comes out are entries that sum to nothing: ``applied`` on the debt, ``passed_on`` where
the money came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from overdue_cli.domain.loan.allocation import Debt, DebtLine, spread_over_debts
from overdue_cli.domain.loan.loan import FIRST_NUMBER, NO_DEBTS, Entry, Loan
from overdue_cli.domain.loan.penalty_interest import unposted
from overdue_cli.domain.loan.rates import rate_on
from overdue_cli.domain.loan.replay import Replay, at_close, counted_entries, opened, steps

DebtKind = Literal["loan", "invoice", "account", "credit_note"]

_ONE_DAY = timedelta(days=1)


class DisputedDays(NamedTuple):
    """Days of a dispute, from the first up to, not including, the second."""

    start: date
    end: date
    seq: int | None = None
    """The item that is disputed; None for the whole loan."""


@dataclass(frozen=True, slots=True)
class AccountLoan:
    """A debt of a customer, or the account or a credit note, with what decides who gets money."""

    loan: Loan
    kind: DebtKind
    recorded: int = 0
    """Number of the journal entry that recorded it."""
    secured: bool = False
    rate: Fraction = Fraction(0)
    """The contract rate a year."""
    disputed: tuple[DisputedDays, ...] = ()
    applies_to: str = ""
    """The invoice that a credit note is for."""
    discount: int = 0
    """What need not be paid, minor units, if the rest comes up to the day ``discount_until``."""
    discount_until: date = date.min


@dataclass(slots=True)
class _Member:
    """One loan on its way through the days."""

    facts: AccountLoan
    state: Replay
    waiting: list[Entry]
    """Entries that count and have not been taken yet, by day."""
    refunds: list[Entry] = field(default_factory=list)
    """What is paid out of its credit, on whatever day."""
    has_discount: bool = False
    """Whether all but the discount had come in by its last day."""


class _Move(NamedTuple):
    """Money that went from a source to a debt at the close of a day, minor units."""

    day: date
    source: str
    debt: str
    amount: int
    number: int


def applied(loans: Sequence[AccountLoan]) -> dict[str, tuple[Entry, ...]]:
    """By loan id the entries that money of the customer adds to it; amounts in minor units.

    ``loans`` are all of one customer in one currency. The entries of one move have one amount and
    sum to nothing over the customer; they hold for whatever day is asked about.

    >>> from overdue_cli.domain.loan.loan import Instalment
    >>> paid = Entry(1, "repayment", date(2016, 1, 12), 12_00)
    >>> account = AccountLoan(Loan("account:K1:EUR", "EUR", None, (), (paid,)), "account")
    >>> plan = (Instalment(1, date(2016, 1, 1), 30_00),)
    >>> invoice = AccountLoan(Loan("1", "EUR", date(2016, 1, 1), plan, ()), "invoice")
    >>> [(e.kind, e.value_on.isoformat(), e.amount) for e in applied([account, invoice])["1"]]
    [('applied', '2016-01-12', 1200)]
    """
    loans = sorted(loans, key=lambda one: one.loan.loan_id)
    turns = _reversal_days(loans)
    starts = [date.min, *turns]
    windows: dict[_Move, list[tuple[date, date | None]]] = {}
    for start, end in zip(starts, [*turns, None], strict=True):
        for move in _moves(loans, start, end):
            known = windows.setdefault(move, [])
            if known and known[-1][1] == start:
                known[-1] = (known[-1][0], end)
            else:
                known.append((start, end))
    return _entries(windows)


def _reversal_days(loans: Iterable[AccountLoan]) -> list[date]:
    """Days on which money ceases to count: from each on, other money may have been applied."""
    entries = (entry for one in loans for entry in one.loan.entries)
    return sorted({entry.value_on for entry in entries if entry.kind == "reversal"})


def _entries(
    windows: Mapping[_Move, list[tuple[date, date | None]]],
) -> dict[str, tuple[Entry, ...]]:
    entries: dict[str, list[Entry]] = {}
    number = FIRST_NUMBER
    for move in sorted(windows, key=lambda move: (move.day, move.number)):
        for start, end in windows[move]:
            for loan_id, kind, other in (
                (move.source, "passed_on", move.debt),
                (move.debt, "applied", move.source),
            ):
                entry = Entry(number, kind, move.day, move.amount, other=other)
                entry = entry._replace(counts_from=start, counts_until=end)
                entries.setdefault(loan_id, []).append(entry)
                number += 1
    return {loan_id: tuple(of_loan) for loan_id, of_loan in entries.items()}


def _moves(loans: Sequence[AccountLoan], start: date, end: date | None) -> Iterator[_Move]:
    """What was applied day by day, as it stands when asked about a day in [start, end)."""
    for day in _walk(loans, start, end):
        yield from day.moves


class _Day(NamedTuple):
    """What was applied at the close of a day, and what is left for debts then, minor units."""

    day: date
    moves: list[_Move]
    left: int


def _walk(loans: Sequence[AccountLoan], start: date, end: date | None) -> Iterator[_Day]:
    """The days on which anything may change, in order."""
    last = end - _ONE_DAY if end else date.max
    members = [_member(one, start, last) for one in loans]
    by_id = {member.facts.loan.loan_id: member for member in members}
    kept = _kept(loans, members, start, end)
    number = 0
    for day in _days(members, last):
        for member in members:
            _take_in(member, day)
        moves = []
        sources = _sources(members, day)
        for source in sources:
            for debt_id, amount in _given(source, sources, members, by_id, day, kept(day)):
                if amount:
                    moves.append(_moved(source, by_id[debt_id], amount, day, number))
                    number += 1
        yield _Day(day, moves, sum(_held(source, day) for source in sources))


def _kept(
    loans: Sequence[AccountLoan], members: Sequence[_Member], start: date, end: date | None
) -> Callable[[date], int]:
    """What refunds to come keep from debts on a day: what they would find without later debts.

    Debts that are recorded before a refund go first, and debts recorded after it never use its
    money. A reversal of a later day, or recorded later, puts back debt that a refund never met.
    """
    refunds = [
        refund
        for member in members
        if member.facts.kind != "credit_note"
        for refund in member.refunds
    ]
    worlds: list[tuple[list[Entry], list[date], list[int]]] = []
    for number, paid_on in sorted({(refund.recorded, refund.value_on) for refund in refunds}):
        known = [one for one in loans if one.kind in NO_DEBTS or one.recorded <= number]
        returns = _later_reversals(loans, number, paid_on)
        if len(known) < len(loans) or returns:
            earlier = [one for one in refunds if one.recorded <= number]
            if returns:
                earlier = [one for one in earlier if one.value_on <= paid_on]
            gone = [refund for refund in refunds if refund not in earlier] + returns
            days = list(_walk([_without(one, gone) for one in known], start, end))
            worlds.append((earlier, [one.day for one in days], [one.left for one in days]))

    def kept(day: date) -> int:
        most = 0
        for earlier, days, left in worlds:
            place = bisect_right(days, day)
            to_come = sum(refund.amount for refund in earlier if refund.value_on > day)
            most = max(most, min(to_come, left[place - 1] if place else 0))
        return most

    return kept


def _later_reversals(loans: Iterable[AccountLoan], number: int, day: date) -> list[Entry]:
    """Reversals on debts of a later day, or of a later journal entry."""
    return [
        entry
        for one in loans
        if one.kind not in NO_DEBTS
        for entry in one.loan.entries
        if entry.kind == "reversal" and (entry.recorded > number or entry.value_on > day)
    ]


def _without(one: AccountLoan, gone: Sequence[Entry]) -> AccountLoan:
    """A loan without some entries, and what reverses them."""
    if not gone:
        return one
    numbers = {entry.entry_id for entry in gone}
    entries = tuple(
        entry
        for entry in one.loan.entries
        if entry.entry_id not in numbers and entry.reverses not in numbers
    )
    return replace(one, loan=replace(one.loan, entries=entries))


def _member(one: AccountLoan, start: date, last: date) -> _Member:
    """A loan before its first day; entries as they count from ``start`` on, up to ``last``."""
    later = [e for e in one.loan.entries if e.kind == "reversal" and e.value_on > start]
    entries = [entry for entry in one.loan.entries if entry not in later] if later else None
    counted = counted_entries(one.loan.entries if entries is None else entries, last)
    refunds = counted_entries(one.loan.entries, date.max)
    return _Member(
        one, opened(one.loan), counted, [e for e in refunds if e.kind == "credit_refund"]
    )


def _days(members: Iterable[_Member], last: date) -> list[date]:
    """Every day on which money may come, or something to pay."""
    days: set[date] = set()
    for member in members:
        loan = member.facts.loan
        days.update(instalment.due_on for instalment in loan.plan)
        if loan.exists_on:
            days.add(loan.exists_on)
        for entry in member.waiting:
            days.add(entry.value_on)
            if entry.due_on:
                days.add(entry.due_on)
        for held in member.facts.disputed:
            days.update((held.start, held.end))
    return sorted(day for day in days if day <= last and day != date.max)


def _take_in(member: _Member, day: date) -> None:
    """Takes the entries up to a day into a loan's state."""
    entries = []
    while member.waiting and member.waiting[0].value_on <= day:
        entries.append(member.waiting.pop(0))
    for _ in steps(member.state, entries):
        pass
    _note_discount(member, day)


def _note_discount(member: _Member, day: date) -> None:
    facts = member.facts
    if facts.discount and day <= facts.discount_until:
        member.has_discount = sum(line.open for line in member.state.lines) <= facts.discount


def _spared(debt: _Member, day: date) -> int:
    """What an invoice does not ask for on a day: its discount, while it can be taken or is."""
    if debt.facts.discount and (debt.has_discount or day <= debt.facts.discount_until):
        return min(debt.facts.discount, sum(line.open for line in debt.state.lines))
    return 0


def _sources(members: Iterable[_Member], day: date) -> list[_Member]:
    """Those with money to give at the close of a day: first what no refund names, oldest first."""
    giving = [member for member in members if _gives(member, day)]
    return sorted(giving, key=lambda one: (_pays_out(one, day) > 0, *_oldest_money(one)))


def _pays_out(source: _Member, day: date) -> int:
    return sum(refund.amount for refund in source.refunds if refund.value_on > day)


def _held(source: _Member, day: date) -> int:
    """What a source has for debts; what settles a credit note is said of that note, and stays."""
    own = _pays_out(source, day) if source.facts.kind == "credit_note" else 0
    return max(0, source.state.credit - own)


def _gives(member: _Member, day: date) -> bool:
    loan, state = member.facts.loan, member.state
    if not state.credit or (loan.exists_on and day < loan.exists_on):
        return False
    if member.facts.kind != "loan" or loan.rules.surplus == "account":
        return True
    return bool(state.lines) and not any(line.open for line in state.lines)


def _oldest_money(member: _Member) -> tuple[date, str]:
    days = [taken.entry.value_on for taken in member.state.taken if taken.credit]
    return min(days), member.facts.loan.loan_id


def _given(
    source: _Member,
    sources: Sequence[_Member],
    members: Sequence[_Member],
    by_id: Mapping[str, _Member],
    day: date,
    kept: int,
) -> Iterator[tuple[str, int]]:
    """What a source gives to debts at the close of a day: (loan id, minor units), in order.

    ``kept`` of what all sources have stays with them.
    """
    for account in members:
        if account.facts.kind == "account" and account is not source:
            # What was paid out of the account was money of all sources.
            owed = sum(amount for _, amount in _owed(account, day))
            yield account.facts.loan.loan_id, min(_held(source, day), owed)
    for loan_id, most in _named(source, day):
        debt = by_id.get(loan_id)
        if debt is not None and debt is not source and _exists(debt, day):
            owed = sum(amount for _, amount in _owed(debt, day))
            by_hand = loan_id != source.facts.applies_to
            limit = most if by_hand else min(most, _free(source, sources, day, kept))
            yield loan_id, min(limit, source.state.credit, owed)
    ready = [debt for debt in members if debt is not source and _may_take(debt, day)]
    amount = _free(source, sources, day, kept)
    # Two rounds: what is due by the day, then invoices that are not due yet.
    for due in (True, False):
        for loan_id, part in _shares(ready, amount, day, due=due):
            amount -= part
            yield loan_id, part


def _free(source: _Member, sources: Sequence[_Member], day: date, kept: int) -> int:
    """What of a source's credit debts may have, where ``kept`` stays with all sources."""
    free = sum(_held(one, day) for one in sources) - kept
    return max(0, min(_held(source, day), free))


def _named(source: _Member, day: date) -> Iterator[tuple[str, int]]:
    """Debts that money was moved to by hand on the day, or that a credit note is for."""
    for entry in source.state.applications:
        if entry.value_on == day:
            yield entry.other, entry.amount
    if source.facts.applies_to:
        yield source.facts.applies_to, source.state.credit


def _exists(debt: _Member, day: date) -> bool:
    since = debt.facts.loan.exists_on
    return since is None or since <= day


def _may_take(debt: _Member, day: date) -> bool:
    """Whether a debt is on the book and not disputed as a whole."""
    whole = any(held.seq is None and held.start <= day < held.end for held in debt.facts.disputed)
    return _exists(debt, day) and not whole


def _shares(
    ready: Sequence[_Member], amount: int, day: date, *, due: bool
) -> Iterator[tuple[str, int]]:
    """What each debt gets of an amount, minor units; of what is due by the day, or of the rest."""
    if not amount:
        return
    debts: list[Debt] = []
    loan_of: dict[str, str] = {}
    order = ready[0].facts.loan.rules.debts if ready else ()
    for debt in ready:
        if not due and debt.facts.kind != "invoice":
            continue
        for line, owed in _owed(debt, day, passing_over=True):
            if (line.due_on <= day) == due:
                name = str(len(debts))
                loan_of[name] = debt.facts.loan.loan_id
                debts.append(_debt(name, debt, line, owed, day))
    shares: dict[str, int] = {}
    by = order if due else ("older",)
    for name, part in spread_over_debts(debts, amount, day, by).items():
        shares[loan_of[name]] = shares.get(loan_of[name], 0) + part
    yield from shares.items()


def _debt(name: str, debt: _Member, line: DebtLine, owed: int, day: date) -> Debt:
    """A line as a debt among others; what burdens late is the penalty rate, where it is higher."""
    facts = debt.facts
    penalty = facts.loan.rules.penalty
    late = line.due_on < day
    burden = max(facts.rate, rate_on(penalty.rates, day)) if penalty and late else facts.rate
    return Debt(name, line.due_on, owed, facts.secured, burden)


def _owed(
    debt: _Member, day: date, *, passing_over: bool = False
) -> Iterator[tuple[DebtLine, int]]:
    """Open lines with what they ask for at the close of a day, penalty up to it included.

    ``passing_over`` leaves out items in dispute and debt put back that credit may not pay.
    """
    rules = debt.facts.loan.rules
    state = at_close(debt.state, day) if rules.penalty else debt.state
    held = {
        one.seq
        for one in debt.facts.disputed
        if one.seq is not None and one.start <= day < one.end
    }
    spared = _spared(debt, day)
    for line in reversed(state.lines) if spared else state.lines:
        if not line.open or (passing_over and line.seq in held):
            continue
        late = unposted(line, rules.penalty, rules.rounding, day) if rules.penalty else 0
        waits = line.put_back if passing_over and rules.chargeback_credit == "waits" else 0
        off = min(spared, line.open)
        spared -= off
        owed = line.open + late - min(waits, line.open) - off
        if owed > 0:
            yield line, owed


def _moved(source: _Member, debt: _Member, amount: int, day: date, number: int) -> _Move:
    """A move of money, taken into both states."""
    ids = source.facts.loan.loan_id, debt.facts.loan.loan_id
    given = Entry(FIRST_NUMBER + 2 * number, "passed_on", day, amount, other=ids[1])
    taken = Entry(FIRST_NUMBER + 2 * number + 1, "applied", day, amount, other=ids[0])
    for member, entry in ((source, given), (debt, taken)):
        for _ in steps(member.state, (entry,)):
            pass
        _note_discount(member, day)
    return _Move(day, *ids, amount, number)
