"""The laws of one loan: each takes a random loan and says what is broken, or nothing.

A law is worked out from the facts alone, never from what the engine remembers of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter
from random import Random

from overdue_cli.domain.loan.buckets import bucket_name, buckets
from overdue_cli.domain.loan.lateness_history import history
from overdue_cli.domain.loan.loan import CHARGES, CREDITS, Entry, Loan, Position
from overdue_cli.domain.loan.position import forgivable, position
from overdue_cli.domain.loan.replay import Walk
from random_loans import DAY, Case

Law = Callable[[Case, Random], Iterator[str]]

#: Figures of a position that are stored: they count no days.
STORED = attrgetter(
    "exists",
    "status",
    "oldest_due_on",
    "delinquent_on",
    "outstanding",
    "overdue",
    "not_due",
    "receivable_not_due",
    "receivable_not_due_items",
    "prepaid",
    "credit",
    "next_due_on",
    "next_due_amount",
    "written_off",
    "recovered",
    "sold_off_book",
    "charged_off",
    "penalty_posted",
    "allocated",
)
EDGES = (5, 30, 60)
#: Kinds that pay out or put back what a payment had brought.
GIVE_BACK = frozenset({"credit_refund", "chargeback"})


def some_day(case: Case, rng: Random) -> date:
    """A day of the loan's life; the day before it and some time after it too."""
    return case.first + rng.randint(-1, (case.last - case.first).days) * DAY


def stored(p: Position) -> tuple[object, ...]:
    """All of a position that does not count days."""
    items = [item._replace(days_past_due=0) for item in p.items]
    return (*STORED(p), items)


def with_entries(loan: Loan, *entries: Entry) -> Loan:
    return replace(loan, entries=(*loan.entries, *entries))


def net_amounts(loan: Loan, as_of: date) -> dict[int, int]:
    """What is left of each entry at the close of a day after reversals, by its number."""
    counted = [entry for entry in loan.entries if entry.value_on <= as_of]
    backs: dict[int | None, list[Entry]] = {}
    for entry in counted:
        if entry.kind == "reversal":
            backs.setdefault(entry.reverses, []).append(entry)

    def left(entry: Entry) -> int:
        return entry.amount - sum(left(back) for back in backs.get(entry.entry_id, ()))

    return {entry.entry_id: left(entry) for entry in counted if entry.kind != "reversal"}


def parts_sum(case: Case, rng: Random) -> Iterator[str]:
    """Parts of a payment and the credit left of it sum to it, less what was paid out again."""
    loan, day = case.loan, some_day(case, rng)
    p, net = position(loan, day), net_amounts(loan, day)
    given_back = sum(net.get(e.entry_id, 0) for e in loan.entries if e.kind in GIVE_BACK)
    short = 0
    for taken in p.allocated:
        missing = net[taken.entry_id] - taken.parts.total - taken.credit
        if min(taken.parts) < 0 or taken.credit < 0 or missing < 0:
            yield f"{day}: {taken} of {net[taken.entry_id]}"
        short += missing
    if not 0 <= short <= given_back:
        yield f"{day}: {short} of the payments is nowhere, {given_back} was given back"
    if sum(taken.credit for taken in p.allocated) != p.credit:
        yield f"{day}: credits do not sum to {p.credit}"


def paid_and_unpaid(case: Case, rng: Random) -> Iterator[str]:
    """Paid and unpaid sum to what is due, by component, of each instalment and of the loan."""
    day = some_day(case, rng)
    p = position(case.loan, day)
    unpaid = [0, 0, 0, 0]
    for item in p.items:
        for place in range(4):
            unpaid[place] += item.unpaid[place]
            if not 0 <= item.paid[place] <= item.due[place]:
                yield f"{day}: {item}"
        if (item.paid_on is None) != (item.unpaid.total > 0) and item.due.total:
            yield f"{day}: settled and open {item}"
        if item.paid_in_advance + item.paid_late > item.paid.total:
            yield f"{day}: paid early and late more than paid {item}"
    whole = [late + rest for late, rest in zip(p.overdue, p.not_due, strict=True)]
    if not list(p.outstanding) == unpaid == whole:
        yield f"{day}: outstanding {p.outstanding}, items {unpaid}, overdue and not due {whole}"


def ageing(case: Case, rng: Random) -> Iterator[str]:
    """Overdue + not due − prepaid − credit = what fell due − money in + penalty + recovered."""
    loan, day = case.loan, some_day(case, rng)
    p = position(loan, day)
    if not p.exists:
        return
    found = p.overdue.total + p.receivable_not_due - p.prepaid - p.credit
    expected = fallen_due(loan, day) - money_in(loan, day) + p.penalty_posted
    expected += p.recovered + p.sold_off_book
    if found != expected:
        yield f"{day}: the ageing says {found}, the facts {expected}"
    if p.overdue.total != sum(item.unpaid.total for item in p.items if item.overdue):
        yield f"{day}: overdue {p.overdue} is not the sum of the overdue items"
    if p.overdue.total + p.receivable_not_due != sum(item.receivable for item in p.items):
        yield f"{day}: the items' receivables are not what is overdue and receivable"


def fallen_due(loan: Loan, as_of: date) -> int:
    """Receivable by the close of a day: principal paid out, interest, fees, charges once due."""
    cut = as_of + DAY if loan.rules.count_due_day else as_of
    payouts = [entry for entry in loan.entries if entry.kind == "disbursement"]
    total = sum(i.principal for i in loan.plan)
    if payouts:
        total = min(total, sum(entry.amount for entry in payouts if entry.value_on <= as_of))
    total += sum((i.due_on < cut) * (i.interest + i.fee) for i in loan.plan)
    net = net_amounts(loan, as_of)
    charges = [e for e in loan.entries if e.kind in CHARGES and e.entry_id in net]
    return total + sum(net[e.entry_id] for e in charges if (e.due_on or e.value_on) < cut)


def money_in(loan: Loan, as_of: date) -> int:
    """Money in and forgiven, less what was put back, paid out or taken over."""
    net = net_amounts(loan, as_of)
    came = CREDITS | {"waiver", "write_off", "sale"}
    back = GIVE_BACK | {"opening"}
    return sum(
        net[e.entry_id] * ((e.kind in came) - (e.kind in back))
        for e in loan.entries
        if e.entry_id in net
    )


def recorded_anyhow(case: Case, rng: Random) -> Iterator[str]:
    """The order of recording is irrelevant between different value dates."""
    loan, day = case.loan, some_day(case, rng)
    numbers = shuffled_numbers(loan.entries, rng)
    renamed = tuple(
        e._replace(entry_id=numbers[e.entry_id], reverses=numbers.get(e.reverses or 0))
        for e in loan.entries
    )
    before = position(loan, day)
    after = position(replace(loan, entries=renamed[::-1]), day)
    same = [a._replace(entry_id=numbers[a.entry_id]) for a in before.allocated]
    if replace(before, allocated=tuple(same)) != after:
        yield f"{day}: another order of recording, {numbers}, gives another answer"


def shuffled_numbers(entries: tuple[Entry, ...], rng: Random) -> dict[int, int]:
    """New numbers in a random order that keeps each day's own and targets before reversals."""
    waiting = sorted(entries, key=lambda entry: entry.entry_id)
    numbers: dict[int, int] = {}
    while waiting:
        first = {entry.value_on: entry for entry in reversed(waiting)}
        open_ids = {entry.entry_id for entry in waiting}
        ready = [entry for entry in first.values() if entry.reverses not in open_ids]
        chosen = rng.choice(ready)
        numbers[chosen.entry_id] = len(numbers) + 1
        waiting.remove(chosen)
    return numbers


def reversal_restores(case: Case, rng: Random) -> Iterator[str]:
    """After a payment's reversal the loan stands as if there had been neither; before it, paid."""
    loan, paid_on = case.loan, some_day(case, rng)
    back_on = paid_on + rng.randint(0, 30) * DAY
    day = back_on + rng.choice((0, 0, 1, 20)) * DAY
    number, amount = len(loan.entries) + 1, rng.randint(1, 200_000)
    payment = Entry(number, rng.choice(sorted(CREDITS)), paid_on, amount)
    back = Entry(number + 1, "reversal", back_on, amount, None, number)
    without, after = position(loan, day), position(with_entries(loan, payment, back), day)
    if replace(after, valid_from=without.valid_from) != without:
        yield f"{day}: {payment} and {back} leave a trace"
    if back_on > paid_on:
        eve = back_on - DAY
        paid, still = with_entries(loan, payment), with_entries(loan, payment, back)
        if stored(position(paid, eve)) != stored(position(still, eve)):
            yield f"{eve}: {back} shows before its day"


def split_payment(case: Case, rng: Random) -> Iterator[str]:
    """A payment in two parts on one day is the payment, except where early money is spread."""
    # Equal parts over the open instalments round each time: only there a split may show.
    if any(early == "reamortise" for _, early in case.loan.rules.early):
        return
    loan, day, paid_on = case.loan, some_day(case, rng), some_day(case, rng)
    number, amount = len(loan.entries) + 1, rng.randint(2, 200_000)
    part = rng.randint(1, amount - 1)
    first = Entry(number, "repayment", paid_on, part)
    second = Entry(number + 1, "repayment", paid_on, amount - part)
    whole = position(with_entries(loan, first._replace(amount=amount)), day)
    split = position(with_entries(loan, first, second), day)
    if replace(whole, allocated=()) != replace(split, allocated=()):
        yield f"{day}: {amount} on {paid_on} is not {part} and {amount - part}"


def no_jumps(case: Case, rng: Random) -> Iterator[str]:
    """Days late grow by one a day and start or stop only with an entry, a due date or a pause."""
    loan, day = case.loan, some_day(case, rng)
    events = event_days(loan)
    before = position(loan, day, detail=False)
    for _ in range(15):
        day += DAY
        after = position(loan, day, detail=False)
        grown = after.days_past_due - before.days_past_due
        if day not in events:
            paused = any(start <= day - DAY < end for start, end in loan.rules.pauses)
            counts = before.delinquent_days > 0 and not paused
            slower = after.delinquent_days - before.delinquent_days
            started = before.delinquent_days == 0 and before.days_past_due > 0
            if grown != (before.days_past_due > 0) or (slower != counts and not started):
                yield f"{day}: {before.days_past_due} → {after.days_past_due} days out of nothing"
            if not 0 <= slower <= 1:
                yield f"{day}: delinquent days {before.delinquent_days} → {after.delinquent_days}"
        before = after


def event_days(loan: Loan) -> set[date]:
    """Days on which something happens: entries, due dates and the days after, edges of pauses."""
    days = {entry.value_on for entry in loan.entries}
    dues = {i.due_on for i in loan.plan}
    dues |= {e.due_on or e.value_on for e in loan.entries if e.kind in CHARGES | {"opening"}}
    edges = {edge for pause in loan.rules.pauses for edge in pause}
    edges |= {edge + DAY for edge in edges} if loan.rules.count_due_day else set()
    return days | dues | {day + DAY for day in dues | days} | edges | {loan.exists_on or date.min}


def later_is_hidden(case: Case, rng: Random) -> Iterator[str]:
    """Nothing dated after the day counts."""
    loan, day = case.loan, some_day(case, rng)
    known = tuple(entry for entry in loan.entries if entry.value_on <= day)
    whole, cut = position(loan, day), position(replace(loan, entries=known), day)
    if replace(cut, valid_until=whole.valid_until) != whole:
        yield f"{day}: entries of later days change the answer"


def validity_edges(case: Case, rng: Random) -> Iterator[str]:
    """The stored figures hold on the first and last day of their range and on days between."""
    loan, day = case.loan, some_day(case, rng)
    p = position(loan, day)
    if not p.valid_from <= day < p.valid_until:
        yield f"{day} is outside its own range [{p.valid_from}, {p.valid_until})"
    first, last = within(case, p)
    span = (last - first).days
    for other in {first, last, first + rng.randint(0, span) * DAY}:
        if stored(position(loan, other)) != stored(p):
            yield f"{other}: differs from {day}, in [{p.valid_from}, {p.valid_until})"


def validity_range(case: Case, rng: Random) -> Iterator[str]:
    """The stored figures hold on every day of their range."""
    loan, day = case.loan, some_day(case, rng)
    p = position(loan, day)
    first, last = within(case, p)
    for offset in range((last - first).days + 1):
        other = first + offset * DAY
        if stored(position(loan, other)) != stored(p):
            yield f"{other}: differs from {day}, in [{p.valid_from}, {p.valid_until})"


def within(case: Case, p: Position) -> tuple[date, date]:
    """First and last day of a position's range, at most some weeks beside the loan's life."""
    first = max(p.valid_from, case.first - 10 * DAY)
    return min(first, p.as_of), max(p.as_of, min(p.valid_until, case.last + 45 * DAY) - DAY)


def principals_sum(case: Case, rng: Random) -> Iterator[str]:
    """Principals of a schedule sum to all that was paid out; dates rise and parts are no debts."""
    if case.terms is None:
        return
    plan = case.loan.plan
    paid_out = case.terms.principal + sum(a for _, a in case.terms.later_disbursements)
    if sum(line.principal for line in plan) != paid_out:
        yield f"principals sum to {sum(line.principal for line in plan)}, not to {paid_out}"
    if any(line.principal < 0 or line.interest < 0 for line in plan):
        yield "an instalment is negative"
    if [line.due_on for line in plan] != sorted(line.due_on for line in plan):
        yield "due dates do not rise"


def owed_from_its_payout(case: Case, rng: Random) -> Iterator[str]:
    """Principal that is owed was paid out by then: all of it, up to what is planned."""
    loan, day = case.loan, some_day(case, rng)
    payouts = [entry for entry in loan.entries if entry.kind == "disbursement"]
    if not payouts:
        return
    kinds = ("opening", "chargeback", "credit_refund")
    own = [entry for entry in loan.entries if entry.kind not in kinds and not entry.reverses]
    loan = replace(loan, entries=tuple(own))
    for on in (day, *(entry.value_on for entry in payouts)):
        p = position(loan, max(on, case.first))
        paid_out = sum(entry.amount for entry in payouts if entry.value_on <= p.as_of)
        planned = sum(row.principal for row in loan.plan)
        asked = sum(item.due.principal for item in p.items)
        if asked != min(paid_out, planned):
            yield f"{p.as_of}: {asked} of principal is asked for, {paid_out} was paid out"
        if p.outstanding.principal > paid_out:
            yield f"{p.as_of}: {p.outstanding.principal} is owed, {paid_out} was paid out"


def instalments_due_before_a_payout_stay(case: Case, rng: Random) -> Iterator[str]:
    """A payout changes nothing of an instalment that is due by its day, where terms plan it."""
    loan = case.loan
    payouts = sorted(entry.value_on for entry in loan.entries if entry.kind == "disbursement")
    if case.terms is None or not loan.asked:
        return
    for day, before, after in zip(payouts, loan.asked[:-1], loan.asked[1:], strict=True):
        for row, old, new in zip(loan.plan, before, after, strict=True):
            if row.due_on <= day and not row.down_payment and old != new:
                yield f"the payout of {day} changes what was due on {row.due_on}"


def walked(case: Case, rng: Random) -> Iterator[str]:
    """A walk over days says of each what a replay of that day alone says."""
    loan, walk = case.loan, Walk(case.loan)
    days = sorted(some_day(case, rng) for _ in range(12))
    for day in (*days, days[5]):
        if position(loan, day, walk=walk) != position(loan, day):
            yield f"{day}: differs in a walk over {days}"


def each_change_of_bucket(case: Case, rng: Random) -> Iterator[str]:
    """The history of a loan is every day on which its bucket is not that of the day before."""
    loan, found, before = case.loan, [], ""
    for offset in range((case.last - case.first).days + 31):
        day = case.first + offset * DAY
        late = position(loan, day, detail=False).delinquent_days
        after = bucket_name(late, buckets(EDGES))
        if after != before:
            found.append((day, before, after, late))
        before = after
    told = [change[:4] for change in history(loan, case.last + 30 * DAY, EDGES)]
    if told != found:
        yield f"the history says {told}, day by day there is {found}"


def forgiven(case: Case, rng: Random) -> Iterator[str]:
    """What can be forgiven is what is owed, with penalty up to that day; then nothing is owed."""
    loan, day = case.loan, some_day(case, rng)
    p = position(loan, day)
    if not p.exists:
        return
    number = len(loan.entries) + 1
    most = forgivable(loan, (), day, number)
    if most != p.outstanding.total + p.penalty_accrued:
        yield f"{day}: {most} of {p.outstanding.total} and {p.penalty_accrued} can be forgiven"
    if most:
        after = position(with_entries(loan, Entry(number, "waiver", day, most)), day)
        if after.outstanding.total or after.penalty_accrued or after.credit != p.credit:
            yield f"{day}: after a waiver of {most}: {after.outstanding}, credit {after.credit}"


#: Each law and on which part of the loans it is checked (1: all; 4: every fourth).
LAWS: dict[Law, int] = {
    principals_sum: 1,
    owed_from_its_payout: 1,
    instalments_due_before_a_payout_stay: 1,
    parts_sum: 1,
    paid_and_unpaid: 1,
    ageing: 1,
    recorded_anyhow: 1,
    reversal_restores: 1,
    split_payment: 1,
    later_is_hidden: 1,
    validity_edges: 1,
    no_jumps: 2,
    validity_range: 4,
    walked: 4,
    each_change_of_bucket: 20,
    forgiven: 4,
}
