"""Late fees: which arise on which day, and how what was charged compares with it.

A late fee is an entry with an occurrence number per instalment. Whether it arises is judged on
its own day, from what had come in before that day and as if no late fee had ever been charged: so
it does not matter when or how often one asks, and one late fee never brings another (in the
United States 12 CFR 1026.36(c)(2) forbids that).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from overdue_cli.domain.loan.lateness import paused_days
from overdue_cli.domain.loan.loan import Entry, Instalment, Item, Loan, Rules
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.money import round_minor


@dataclass(frozen=True, slots=True)
class LateFee:
    """Terms of a late fee: a fixed amount, a part of what is overdue, or the larger of both.

    Charged when an instalment was late for ``wait_days`` and, with ``every_days``, again after
    each further so many days, at most ``most`` times per instalment. Its due date is the day it
    arose, or that of its instalment.
    """

    kind: Literal["fee", "penalty"] = "fee"
    amount: int = 0
    part: Fraction = Fraction(0)
    of: Literal["principal", "principal_interest", "all"] = "principal"
    wait_days: int = 0
    every_days: int = 0
    most: int = 1
    due: Literal["instalment", "charged"] = "charged"


class Arisen(NamedTuple):
    """One late fee in minor units: of which instalment, the how many-th, on which day."""

    seq: int
    occurrence: int
    on: date
    due_on: date
    amount: int


#: A late fee by instalment and occurrence.
Key = tuple[int, int]


class Compared(NamedTuple):
    """A late fee as it should be against what was charged less what was taken back."""

    key: Key
    arisen: Arisen | None
    charged: int
    entry_id: int | None

    @property
    def missing(self) -> bool:
        """Whether it arose and was never charged."""
        return self.entry_id is None

    @property
    def too_much(self) -> int:
        """Minor units charged that are not justified, or no longer."""
        return max(0, self.charged - (self.arisen.amount if self.arisen else 0))


def compare(
    loan: Loan, terms: LateFee | None, charged: Mapping[int, Key], as_of: date
) -> list[Compared]:
    """Every late fee that arose or was charged up to a day, by the day it arose.

    ``charged`` names the entries of the loan that are late fees. One that was taken back counts
    as charged: it does not come again. Without terms none arises.
    """
    bare = replace(loan, entries=_without(loan.entries, terms, charged))
    should = {(one.seq, one.occurrence): one for one in arisen(bare, terms, as_of)}
    entries = {charged[e.entry_id]: e for e in loan.entries if e.entry_id in charged}
    back = _taken_back(loan.entries)
    compared = [Compared(key, one, 0, None) for key, one in should.items() if key not in entries]
    for key, entry in entries.items():
        if entry.value_on > as_of:
            continue
        left = entry.amount - back.get(entry.entry_id, 0)
        compared.append(Compared(key, should.get(key), left, entry.entry_id))
    return sorted(compared, key=lambda one: (one.arisen.on if one.arisen else date.min, one.key))


def _without(
    entries: tuple[Entry, ...], terms: LateFee | None, left_out: Collection[int]
) -> tuple[Entry, ...]:
    """The entries without late fees, what takes them back, and waivers of nothing else."""
    kind = terms.kind if terms else "fee"
    return tuple(
        entry
        for entry in entries
        if entry.entry_id not in left_out
        and entry.reverses not in left_out
        and not (entry.kind == "waiver" and entry.components == (kind,))
    )


def _taken_back(entries: tuple[Entry, ...]) -> dict[int, int]:
    back: dict[int, int] = {}
    for entry in entries:
        if entry.kind == "reversal" and entry.reverses is not None:
            back[entry.reverses] = back.get(entry.reverses, 0) + entry.amount
    return back


def arisen(loan: Loan, terms: LateFee | None, as_of: date) -> list[Arisen]:
    """The late fees of a loan that was charged none, up to the close of a day, oldest first.

    >>> plan = (Instalment(1, date(2026, 1, 31), 500_00), Instalment(2, date(2026, 2, 28), 500_00))
    >>> loan = Loan("L1", "USD", None, plan, (Entry(1, "repayment", date(2026, 2, 9), 500_00),))
    >>> fee = LateFee(amount=25_00, wait_days=5)
    >>> [(one.seq, one.on.isoformat(), one.amount) for one in arisen(loan, fee, date(2026, 3, 31))]
    [(1, '2026-02-06', 2500), (2, '2026-03-06', 2500)]
    """
    if terms is None:
        return []
    fees = [
        Arisen(line.seq, occurrence, day, _due_on(line, terms, day), amount)
        for line, occurrence, day in _candidates(loan, terms, as_of)
        if (amount := _amount(loan, terms, line.seq, day))
    ]
    return sorted(fees, key=lambda one: (one.on, one.seq, one.occurrence))


def _due_on(line: Instalment, terms: LateFee, day: date) -> date:
    return line.due_on if terms.due == "instalment" else day


def _candidates(loan: Loan, terms: LateFee, as_of: date) -> Iterator[tuple[Instalment, int, date]]:
    """Each instalment with the days on which a fee may arise; those plainly paid are left out."""
    paid = _plainly_paid(loan, as_of)
    times = terms.most if terms.every_days else 1
    for line in loan.plan:
        for occurrence in range(1, times + 1):
            day = _fee_day(line.due_on, terms, occurrence, loan.rules)
            if day > as_of or paid.get(line.seq, day) < day:
                break
            yield line, occurrence, day


def _plainly_paid(loan: Loan, as_of: date) -> dict[int, date]:
    """Days on which instalments were settled for good; none where something was taken back."""
    if any(entry.reverses is not None for entry in loan.entries):
        return {}
    return {i.seq: i.paid_on for i in position(loan, as_of).items if i.paid_on is not None}


def _fee_day(due_on: date, terms: LateFee, occurrence: int, rules: Rules) -> date:
    """The day after so many days late; days in a pause do not count."""
    days = terms.wait_days + 1 + (occurrence - 1) * terms.every_days
    pauses = (*rules.pauses, *rules.charge_pauses)
    try:
        day = due_on + timedelta(days)
        while (short := days - (day - due_on).days + paused_days(pauses, due_on, day)) > 0:
            day += timedelta(short)
    except OverflowError:
        return date.max
    return day


def _amount(loan: Loan, terms: LateFee, seq: int, day: date) -> int:
    """The fee of an instalment that was overdue when the day began; 0 when it was not."""
    before = tuple(entry for entry in loan.entries if entry.value_on < day)
    standing = position(replace(loan, entries=before), day)
    if standing.charged_off and loan.rules.charge_off_accrual == "stops":
        return 0
    item = next((item for item in standing.items if item.seq == seq), None)
    return _fee(item, terms, loan.rules) if item and item.overdue else 0


def _fee(item: Item, terms: LateFee, rules: Rules) -> int:
    unpaid = item.unpaid
    base = {
        "principal": unpaid.principal,
        "principal_interest": unpaid.principal + unpaid.interest,
        "all": unpaid.total,
    }[terms.of]
    return max(terms.amount, round_minor(base * terms.part, rules.rounding)) if base else 0
