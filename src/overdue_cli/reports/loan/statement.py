"""A statement of account of one loan: every figure with the entries and dates it comes from.

What each entry did comes from ``statement_walk``; here it becomes lines with a running balance,
the sums over them, the count of days, and the rules that decided. All of it is held against
``position``: where the two differ, the statement does not tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import accumulate
from sqlite3 import Connection, Row
from typing import Any, Literal, NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.ladder import Step
from overdue_cli.domain.loan.allocation import ORDERS
from overdue_cli.domain.loan.buckets import CURRENT, bucket_name, buckets
from overdue_cli.domain.loan.discount import DISCOUNT
from overdue_cli.domain.loan.lateness import ONE_DAY, paused_days
from overdue_cli.domain.loan.loan import (
    Amounts,
    Entry,
    Item,
    Loan,
    Position,
)
from overdue_cli.domain.loan.position import position
from overdue_cli.policies.loan.products import Product, late_fee_of
from overdue_cli.policies.pack import Policy
from overdue_cli.reports.ladder.casework import customer_standing
from overdue_cli.reports.loan.statement_walk import (
    NOTHING,
    Effect,
    PenaltyOf,
    Period,
    Share,
    Story,
    penalties,
    plus,
    story_of,
)
from overdue_cli.store.contact import customers
from overdue_cli.store.loan.entries import entries_recorded_on, loan_recorded_on
from overdue_cli.store.loan.facts import loan_of

#: Lines of a statement that no entry stands for.
SCHEDULE, POSTED = "schedule", "penalty_interest"


class Reversal(NamedTuple):
    """What took an entry back, or part of it."""

    name: str
    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of the statement; ``balance`` is outstanding less credit after it."""

    entry_id: int | None
    name: str
    on: date | None
    kind: str
    amount: int
    effect: Effect
    before: int
    balance: int
    reversed_by: tuple[Reversal, ...]
    reverses: str
    reverses_on: date | None
    recorded_on: date | None
    backdated: bool
    note: str

    @property
    def parts(self) -> Amounts:
        """What it added to instalments, or settled of them, by component."""
        shares = self.effect.added or self.effect.settled
        return Amounts(*(sum(share.parts[place] for share in shares) for place in range(4)))


@dataclass(frozen=True, slots=True)
class Lateness:
    """How the days late of a loan are counted, each number of the subtraction."""

    seq: int | None
    due_on: date | None
    counted_to: date
    """The day counted to: ``as_of``, or the day after where the due day counts."""
    days_past_due: int
    grace_days: int
    paused_days: int
    delinquent_days: int
    bucket: str
    stage: str
    stage_range: str


class RuleInForce(NamedTuple):
    """One rule that decided a figure, and where it was set."""

    name: str
    value: Any
    origin: str


class Tolerance(NamedTuple):
    """What may stay unpaid: an amount as written, and a percentage where it is not ``0``."""

    amount: str
    percent: str
    of: str
    """Which of the two counts: the smaller or the larger."""


#: By number of an instalment, what lines added to it or settled of it.
Shares = Mapping[int, Sequence[tuple[AccountLine, Share]]]


@dataclass(frozen=True, slots=True)
class LoanStatement:
    """A statement of account: the loan, where it stands, and every line behind it."""

    row: Row
    loan: Loan
    standing: Position
    lateness: Lateness
    lines: tuple[AccountLine, ...]
    periods: tuple[Period, ...]
    penalties: tuple[PenaltyOf, ...]
    settings: tuple[RuleInForce, ...]
    differences: tuple[str, ...]
    added: Shares
    settled: Shares

    def added_to(self, seq: int) -> Sequence[tuple[AccountLine, Share]]:
        """What an instalment asks for, by the lines it comes from."""
        return self.added.get(seq, ())

    def settled_of(self, seq: int) -> Sequence[tuple[AccountLine, Share]]:
        """What settled an instalment, and what was taken back, in the order it counted."""
        return sorted(self.settled.get(seq, ()), key=_by_day)

    def forgiven(self, seq: int, kind: str) -> int:
        """What waivers, or write-offs, that stand settled of an instalment, in minor units."""
        return sum(
            share.parts.total
            for line, share in self.settled_of(seq)
            if line.kind == kind and not line.reversed_by
        )

    @property
    def balance(self) -> int:
        """Outstanding less credit after the last line, in minor units."""
        return self.lines[-1].balance if self.lines else 0

    @property
    def ties(self) -> bool:
        """Whether the lines come to the position, instalment by instalment."""
        return not self.differences


def days_late(item: Item) -> int:
    """Days from the due date to the day it was settled; of an open one its own days past due."""
    if item.paid_on is not None:
        return max(0, (item.paid_on - item.due_on).days)
    return item.days_past_due


def explain(book: Book, loan_id: str) -> LoanStatement:
    """The statement of a loan at the close of the day, computed from its facts.

    Errors: WrongUse when there is no such loan, or it was not known on the day of what is known.
    """
    conn, policy, day, known = book.conn, book.policy, book.day, book.known
    loan_id = customers.resolve_loan(conn, loan_id, day)
    stored = loan_of(conn, policy.rules, loan_id, known=known)
    if stored is None:
        raise WrongUse(
            f"the loan '{loan_id}' was not on the book on {book.known_on}",
            hint="Ask with a later --known-on.",
        )
    row, loan = stored
    standing = position(loan, day)
    story = story_of(loan, day)
    lines = tuple(_statement(story, _Recorded(conn, loan_id, day, known)))
    added, settled = _by_instalment(lines, "added"), _by_instalment(lines, "settled")
    whose = customers.loan(conn, loan_id)
    stands = customer_standing(book, whose["customer_id"], loan_id=loan_id)
    return LoanStatement(
        row=whose,
        loan=loan,
        standing=standing,
        lateness=_lateness(loan, standing, policy, stands.step),
        lines=lines,
        periods=tuple(story.final.periods),
        penalties=tuple(penalties(story.final, loan, day)),
        settings=tuple(_settings(loan, row, policy)),
        differences=tuple(_differences(lines, standing, added, settled)),
        added=added,
        settled=settled,
    )


# --- the statement --------------------------------------------------------------------------


class _Recorded:
    """What the ledger says of the entries of one loan beside their amounts."""

    def __init__(self, conn: Connection, loan_id: str, day: date, known: int | None) -> None:
        self.rows = {row["entry_id"]: row for row in customers.entries(conn, loan_id, day, known)}
        self.on = entries_recorded_on(conn, loan_id)
        self.since = loan_recorded_on(conn, loan_id)

    def name(self, entry_id: int | None) -> str:
        """The transaction id of an entry, or its number."""
        row = self.rows.get(entry_id)
        if row is None and entry_id is not None:
            return DISCOUNT
        return (row["transaction_id"] if row else None) or f"#{entry_id}"

    def note(self, entry: Entry) -> str:
        """What was noted with it; a discount follows from the terms, nobody noted anything."""
        row = self.rows.get(entry.entry_id)
        return str(row["note"]) if row else ""

    def is_backdated(self, entry: Entry) -> bool:
        """Whether it was recorded after its own day, on a loan that was on the book already."""
        recorded = self.on.get(entry.entry_id, entry.value_on)
        return recorded > entry.value_on and recorded > self.since


def _statement(story: Story, recorded: _Recorded) -> list[AccountLine]:
    """Every line in the order of replay with the balance running from nothing."""
    drafts = [_schedule_line(story.loan), *_entry_lines(story, recorded)]
    balances = [0, *accumulate(line.effect.change for line in drafts)]
    return [
        _with_balance(line, before, balance)
        for line, before, balance in zip(drafts, balances, balances[1:], strict=False)
        if line.kind != SCHEDULE or line.amount
    ]


def _with_balance(line: AccountLine, before: int, balance: int) -> AccountLine:
    return replace(line, before=before, balance=balance)


def _schedule_line(loan: Loan) -> AccountLine:
    """What the plan asks for before any payout on record, the first line of a statement."""
    asked = loan.asked[0] if loan.asked else [(one.interest, one.principal) for one in loan.plan]
    shares = tuple(
        Share(one.seq, one.due_on, Amounts(0, one.fee, interest, principal))
        for one, (interest, principal) in zip(loan.plan, asked, strict=True)
    )
    total = sum(share.parts.total for share in shares)
    return _line(loan.exists_on, SCHEDULE, total, Effect(added=shares))


def _line(on: date | None, kind: str, amount: int, effect: Effect) -> AccountLine:
    """A line that no entry stands for."""
    return AccountLine(
        *(None, "", on, kind, amount, effect, 0, 0, (), "", None, None),
        backdated=False,
        note="",
    )


def _entry_lines(story: Story, recorded: _Recorded) -> Iterator[AccountLine]:
    reversals: dict[int, list[Reversal]] = {}
    for entry in story.entries:
        if entry.kind == "reversal" and entry.reverses is not None:
            back = Reversal(recorded.name(entry.entry_id), entry.value_on, entry.amount)
            reversals.setdefault(entry.reverses, []).append(back)
    for entry in story.entries:
        posted = story.final.posted_before(entry.entry_id)
        if posted:
            total = sum(share.parts.total for share in posted)
            yield _line(entry.value_on, POSTED, total, Effect(added=posted))
        yield _entry_line(story, recorded, entry, tuple(reversals.get(entry.entry_id, ())))


def _entry_line(
    story: Story, recorded: _Recorded, entry: Entry, reversed_by: tuple[Reversal, ...]
) -> AccountLine:
    dates = {one.entry_id: one.value_on for one in story.entries}
    moved = {"applied": "from", "passed_on": "to"}.get(entry.kind, "")
    return AccountLine(
        entry_id=entry.entry_id,
        name=entry.other if moved else recorded.name(entry.entry_id),
        on=entry.value_on,
        kind=entry.kind,
        amount=entry.amount,
        effect=story.effects[entry.entry_id],
        before=0,
        balance=0,
        reversed_by=reversed_by,
        reverses=recorded.name(entry.reverses) if entry.reverses is not None else "",
        reverses_on=dates.get(entry.reverses) if entry.reverses is not None else None,
        recorded_on=recorded.on.get(entry.entry_id, entry.value_on),
        backdated=recorded.is_backdated(entry),
        note=f"{moved} {entry.other}" if moved else recorded.note(entry),
    )


# --- the sums -------------------------------------------------------------------------------

_GROUP_OF = {
    SCHEDULE: "scheduled",
    "fee": "charged",
    "penalty": "charged",
    POSTED: "penalty_posted",
    "opening": "opened",
    "chargeback": "put_back",
    "credit_refund": "paid_out",
    "repayment": "paid",
    "recovery": "paid",
    "proceeds": "paid",
    "goodwill": "credited",
    "merchant_refund": "credited",
    "payout_refund": "credited",
    "waiver": "waived",
    "write_off": "written_off",
    "sale": "sold",
    "applied": "applied",
    "passed_on": "passed_on",
    "charge_off": "scheduled",  # a marker: it moves nothing
    "disbursement": "scheduled",
}
#: Names of the sums, in the order they are said.
SUMS = (
    *dict.fromkeys(["scheduled", "opened", "charged", *_GROUP_OF.values()]),
    *("payments_taken_back", "charges_taken_back", "recovered"),
)


def sums(lines: Iterable[AccountLine]) -> dict[str, int]:
    """Minor units by kind of line; they add up to the balance (outstanding less credit)."""
    totals = dict.fromkeys(SUMS, 0)
    for line in lines:
        recovered = line.effect.recovered.total
        moved = line.effect.change - recovered
        back = "payments_taken_back" if moved > 0 else "charges_taken_back"
        totals[_GROUP_OF.get(line.kind, back)] += moved
        totals["recovered"] += recovered
    return totals


def _by_instalment(lines: Iterable[AccountLine], side: Literal["added", "settled"]) -> Shares:
    """What moved of each instalment, by its number: the line, and its share."""
    shares: dict[int, list[tuple[AccountLine, Share]]] = {}
    for line in lines:
        for share in getattr(line.effect, side):
            shares.setdefault(share.seq, []).append((line, share))
    return shares


def _by_day(line_share: tuple[AccountLine, Share]) -> date:
    return line_share[1].on


def _differences(
    lines: Sequence[AccountLine], standing: Position, added: Shares, settled: Shares
) -> Iterator[str]:
    """Each way in which the statement and the position disagree, in minor units."""
    balance = sum(line.effect.change for line in lines)
    owed = standing.outstanding.total - standing.credit
    if balance != owed:
        yield f"the lines come to {balance}, outstanding less credit is {owed}"
    for item in standing.items:
        yield from _item_differences(item, added, settled)


def _item_differences(item: Item, added: Shares, settled: Shares) -> Iterator[str]:
    sides = (("asks for", item.due, added), ("was paid", item.paid, settled))
    for what, figure, side in sides:
        parts = NOTHING
        for _, share in side.get(item.seq, ()):
            parts = plus(parts, share.parts)
        if parts != figure:
            yield f"instalment {item.seq} {what} {tuple(figure)}, its lines say {tuple(parts)}"


# --- lateness and settings ------------------------------------------------------------------


def _lateness(loan: Loan, standing: Position, policy: Policy, step: Step | None) -> Lateness:
    rules, oldest = loan.rules, standing.oldest_due_on
    counted_to = standing.as_of + ONE_DAY if rules.count_due_day else standing.as_of
    late = next((item.seq for item in standing.items if item.overdue), None)
    return Lateness(
        seq=late,
        due_on=oldest,
        counted_to=counted_to,
        days_past_due=standing.days_past_due,
        grace_days=rules.grace_days,
        paused_days=paused_days(rules.pauses, oldest, counted_to) if oldest else 0,
        delinquent_days=standing.delinquent_days,
        bucket=bucket_name(standing.delinquent_days, buckets(policy.buckets)) or CURRENT,
        stage=step.name if step else "",
        stage_range=step.range_text if step else "",
    )


def _settings(loan: Loan, row: Row, policy: Policy) -> Iterator[RuleInForce]:
    """The rules that decided, each with where it was set: the loan's own column or the product."""
    own: dict[str, Any] = {name: row[name] for name in row.keys()}  # noqa: SIM118 - no mapping
    product, rules = policy.products[policy.product_of(own)], loan.rules
    of = partial(_origin, own, product)
    yield RuleInForce("policy", f"{policy.name} {policy.version}", "in force")
    by = "loan" if own["product"] == product.name else "policy"
    yield RuleInForce("product", product.name, by)
    by = of("order" if rules.order else "allocation")
    yield RuleInForce("allocation", "own order" if rules.order else rules.allocation, by)
    yield RuleInForce("allocation_order", rules.order or ORDERS[rules.allocation], by)
    yield RuleInForce("early", rules.early, of("early"))
    yield RuleInForce("grace_days", rules.grace_days, of("grace_days"))
    part = product.tolerance_percent or "0"
    tolerance = Tolerance(str(product.tolerance), str(part), product.tolerance_of)
    yield RuleInForce("tolerance", tolerance, of("tolerance"))
    yield RuleInForce("count_due_day", rules.count_due_day, of("count_due_day"))
    yield RuleInForce("rounding", rules.rounding, of("rounding"))
    for name in ("extra_due", "chargeback_line", "chargeback_credit"):
        yield RuleInForce(name, getattr(rules, name), of(name))
    parts = rules.chargeback_order or ("principal",)
    yield RuleInForce("chargeback_order", parts, of("chargeback_order"))
    yield RuleInForce("penalty", rules.penalty, of(*_PENALTY_RATES))
    if any(entry.kind == "charge_off" for entry in loan.entries):
        yield RuleInForce("charge_off_accrual", rules.charge_off_accrual, of("charge_off_accrual"))
    fee = late_fee_of(product, loan.currency)
    yield RuleInForce("late_fee", fee, of("late_fee", "late_fee_percent"))


_PENALTY_RATES = ("penalty_rate", "penalty_uplift", "penalty_reference")
_COLUMNS = ("allocation", "grace_days", "rounding", "penalty_rate", "penalty_uplift")


def _origin(own: Mapping[str, Any], product: Product, *names: str) -> str:
    """Where a rule was set: ``loan``, or the product that has a value of its own for it."""
    if any(own[name] not in (None, "") for name in names if name in _COLUMNS):
        return "loan"
    return f"product {product.name}" if product.own_keys & set(names) else "product default"
