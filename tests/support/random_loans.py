"""Random loans from a seed: terms or an irregular plan, settings, and entries as life brings them.

Loan ``n`` of a seed is always the same loan, so that a failure is found again by its number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from orders import order_from
from overdue_cli.domain.loan.allocation import ORDERS, TIMINGS
from overdue_cli.domain.loan.loan import (
    CHARGES,
    COMPONENTS,
    CREDITS,
    AllocationStep,
    Component,
    Early,
    Entry,
    Instalment,
    Loan,
    Order,
    PenaltyCeiling,
    PenaltyTerms,
    Rules,
    Terms,
)
from overdue_cli.domain.loan.payouts import Payout, in_parts, terms_as_paid_out
from overdue_cli.domain.loan.schedule import due_dates, schedule

DAY = timedelta(days=1)
FIRST_DAY = date(2023, 1, 1)
METHODS = ("annuity", "equal_principal", "flat", "interest_only", "bullet", "invoice")
ROLLS = ("none", "none", "following", "modified_following", "preceding")
EVERY = {"days": (7, 10, 30), "weeks": (1, 2, 4), "months": (1, 1, 1, 3)}
#: An order in which each charge is due on its own date, and one walked component first.
BY_DATE = Order(
    (AllocationStep(("past_due", "due"), COMPONENTS), AllocationStep(("in_advance",), COMPONENTS)),
    True,
)
UPRIGHT = order_from([(t, c) for t in TIMINGS for c in COMPONENTS], component_first=True)
RARE = ("goodwill", "merchant_refund", "payout_refund", "proceeds", "waiver", "credit_refund")


@dataclass(frozen=True, slots=True)
class Case:
    """One random loan, what its plan was made from, and the span of days it lives in."""

    number: int
    loan: Loan
    terms: Terms | None
    """None for an irregular plan taken as it is."""
    first: date
    last: date


def case_of(seed: int, number: int) -> Case:
    """The random loan of that number."""
    rng = Random(f"{seed}:{number}")
    disbursed = FIRST_DAY + rng.randrange(730) * DAY
    terms = None if rng.random() < 0.25 else random_terms(rng, disbursed)
    plan = schedule(terms, _weekend) if terms else irregular_plan(rng, disbursed)
    payouts = random_payouts(Random(f"{seed}:{number}:payouts"), terms, plan, disbursed)
    if terms and payouts:
        stated = replace(terms, later_disbursements=())
        terms = terms_as_paid_out(stated, payouts)
        plan = schedule(terms, _weekend)
    last = plan[-1].due_on + rng.randint(10, 90) * DAY
    rules = random_rules(rng, disbursed, last)
    entries = random_entries(rng, plan, disbursed, last)
    exists_on = None if rng.random() < 0.1 else disbursed
    entries += tuple(
        Entry(len(entries) + place, "disbursement", day, amount)
        for place, (day, amount) in enumerate(payouts, 1)
    )
    loan = Loan(f"L{number}", "CNY", exists_on, plan, entries, rules)
    if payouts:
        loan = in_parts(loan, stated if terms else None, _weekend)
    return Case(number, loan, terms, disbursed, last)


def random_payouts(
    rng: Random, terms: Terms | None, plan: tuple[Instalment, ...], disbursed: date
) -> list[Payout]:
    """Money paid out in one to four parts, some on the first day, not always all of it."""
    # A roll can move the last due date some days.
    days = (plan[-1].due_on - disbursed).days - 5
    planned = sum(row.principal for row in plan)
    several = terms is not None and terms.later_disbursements
    if days < 1 or planned < 4 or not (several or rng.random() < 0.15):
        return []
    count = rng.randint(1, 4)
    dates = sorted(
        rng.choice((0, rng.randint(0, days), rng.randint(1, days))) for _ in range(count)
    )
    parts = [rng.randint(1, max(1, planned * 2 // count)) for _ in dates]
    if rng.random() < 0.5 and sum(parts[:-1]) < planned:
        parts[-1] = planned - sum(parts[:-1])
    payouts = [(disbursed + day * DAY, part) for day, part in zip(dates, parts, strict=True)]
    return [] if payouts[0][0] == disbursed and count == 1 else payouts


def _weekend(day: date) -> bool:
    return day.weekday() >= 5


def random_terms(rng: Random, disbursed: date) -> Terms:
    """Terms of any method, with every option now and then."""
    method = rng.choice(METHODS)
    unit = rng.choice(("days", "weeks", "months", "months", "months"))
    count = 1 if method == "invoice" else rng.randint(1, 9)
    free = method == "invoice" or rng.random() < 0.1
    several = method not in ("bullet", "invoice")
    terms = Terms(
        principal=rng.choice((rng.randint(1, 500), rng.randint(10_000, 10_000_000))),
        disbursed_on=disbursed,
        annual_rate=Fraction(0 if free else rng.randint(1, 3600), 10_000),
        method=method,
        instalments=count,
        every=rng.choice(EVERY[unit]),
        unit=unit,
        first_due_on=disbursed + rng.randint(1, 45) * DAY if rng.random() < 0.2 else None,
        day_count=rng.choice(("30/360", "actual/365", "actual/360", "actual/actual")),
        interest_period=rng.choice(("period", "daily")),
        principal_grace=rng.randrange(count) if several and rng.random() < 0.2 else 0,
        interest_grace=rng.randrange(count) if several and rng.random() < 0.2 else 0,
        instalment_multiple=rng.choice((0, 0, 0, 100, 1000)),
        rounding=rng.choice(("half_up", "half_even")),
        down_payment=Fraction(rng.choice((0, 0, 0, 0, 10, 25)), 100),
        later_disbursements=(),
        roll=rng.choice(ROLLS),
    )
    return _with_later(rng, terms) if rng.random() < 0.15 else terms


def _with_later(rng: Random, terms: Terms) -> Terms:
    # A preceding roll can bring the last due date three days forward.
    days = (due_dates(terms)[-1] - terms.disbursed_on).days - 4
    if days < 1:
        return terms
    later = terms.disbursed_on + rng.randint(1, days) * DAY
    return replace(terms, later_disbursements=((later, rng.randint(1, 1_000_000)),))


def irregular_plan(rng: Random, disbursed: date) -> tuple[Instalment, ...]:
    """A plan as another system exports it: any dates (some twice), any parts, fees too."""
    days = sorted(rng.randint(0, 300) for _ in range(rng.randint(1, 8)))
    return tuple(
        Instalment(
            seq,
            disbursed + day * DAY,
            rng.choice((0, rng.randint(1, 400), rng.randint(1, 400_000))),
            rng.choice((0, rng.randint(1, 9_000))),
            rng.choice((0, 0, rng.randint(1, 900))),
        )
        for seq, day in enumerate(days, 1)
    )


def random_rules(rng: Random, first: date, last: date) -> Rules:
    """Settings of any kind; the plain ones are the most frequent."""
    return Rules(
        allocation=rng.choice(("standard", *sorted(ORDERS))),
        order=rng.choice((None, None, None, BY_DATE, UPRIGHT)),
        early=_early(rng),
        grace_days=rng.choice((0, 0, 3, 10)),
        tolerance=rng.choice((0, 0, 0, 200)),
        tolerance_part=rng.choice((Fraction(0), Fraction(0), Fraction(1, 10))),
        tolerance_of=rng.choice(("larger", "smaller")),
        count_due_day=rng.random() < 0.2,
        rounding=rng.choice(("half_up", "half_even")),
        pauses=_pauses(rng, first, last),
        extra_due=rng.choice(("first", "latest")),
        chargeback_order=rng.choice(((), COMPONENTS)),
        chargeback_line=rng.choice(("own", "instalment")),
        chargeback_credit=rng.choice(("pays", "covers", "waits")),
        penalty=_penalty(rng, first, last) if rng.random() < 0.25 else None,
    )


def _early(rng: Random) -> tuple[tuple[str, Early], ...]:
    rule = rng.choice(("next", "next", "next", "last", "reamortise", "credit"))
    return (("", rule), ("goodwill", "last")) if rng.random() < 0.5 else ((("", rule),))


def _pauses(rng: Random, first: date, last: date) -> tuple[tuple[date, date], ...]:
    if rng.random() < 0.75:
        return ()
    starts = [_between(rng, first, last) for _ in range(rng.randint(1, 2))]
    return tuple((start, start + rng.randint(1, 30) * DAY) for start in starts)


def _penalty(rng: Random, first: date, last: date) -> PenaltyTerms:
    rates = (
        (date.min, Fraction(rng.randint(0, 60), 100)),
        (_between(rng, first, last), Fraction(rng.randint(1, 90), 100)),
    )
    cap = PenaltyCeiling("24 %", ((date.min, Fraction(24, 100)),))
    on: tuple[Component, ...] = rng.choice((("principal",), ("principal", "interest"), COMPONENTS))
    return PenaltyTerms(
        rates=rates,
        on=on,
        day_count=rng.choice(("actual/360", "actual/365", "30/360")),
        grace_days=rng.choice((0, 5)),
        pauses=_pauses(rng, first, last),
        cap=rng.choice((None, cap)),
    )


def _between(rng: Random, first: date, last: date) -> date:
    return first + rng.randint(0, max(0, (last - first).days)) * DAY


def random_entries(
    rng: Random, plan: tuple[Instalment, ...], first: date, last: date
) -> tuple[Entry, ...]:
    """Payments around the due dates, charges, rarer things, reversals; recorded in any order."""
    found = _payments(rng, plan, first)
    if rng.random() < 0.45:
        found += [_charge(rng, first, last) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.35:
        found.append(_rare(rng, first, last))
    if found and rng.random() < 0.35:
        found.append(rng.choice(found)._replace(kind="repayment", amount=rng.randint(1, 5_000)))
    found.sort(key=lambda entry: entry.value_on)
    if rng.random() < 0.45:
        _record_late(rng, found)
    numbered = [entry._replace(entry_id=number) for number, entry in enumerate(found, 1)]
    return tuple(_with_backs(rng, numbered, last))


def _payments(rng: Random, plan: tuple[Instalment, ...], first: date) -> list[Entry]:
    found = []
    for line in plan:
        total = line.principal + line.interest + line.fee
        if not total or rng.random() < 0.25:
            continue
        days = rng.choice((rng.randint(-25, -1), 0, rng.randint(1, 40), rng.randint(1, 5)))
        amount = rng.choice((total, total, rng.randint(1, total), rng.randint(total, 2 * total)))
        found.append(Entry(0, "repayment", max(first, line.due_on + days * DAY), amount))
    return found


def _charge(rng: Random, first: date, last: date) -> Entry:
    """A fee or penalty, mostly known before it falls due."""
    day = _between(rng, first, last)
    due_on = rng.choice((None, day + rng.randint(0, 20) * DAY, day - rng.randint(1, 20) * DAY))
    return Entry(0, rng.choice(("fee", "penalty")), day, rng.randint(1, 3_000), due_on)


def _rare(rng: Random, first: date, last: date) -> Entry:
    kind = rng.choice((*RARE, "write_off", "opening", "charge_off", "sale"))
    amount = rng.randint(1, rng.choice((500, 100_000)))
    named: tuple[Component, ...] = ()
    if kind in ("waiver", "write_off", "opening") and rng.random() < 0.6:
        named = (rng.choice(COMPONENTS),)
    day = _between(rng, first, last)
    due_on = day - rng.randint(0, 90) * DAY if kind == "opening" else None
    return Entry(0, kind, day, amount, due_on, components=named)


def _record_late(rng: Random, entries: list[Entry]) -> None:
    """Moves an entry behind others of a later day."""
    if len(entries) > 1:
        late = entries.pop(rng.randrange(len(entries) - 1))
        later = [n for n, entry in enumerate(entries) if entry.value_on > late.value_on]
        entries.insert(rng.choice(later) + 1 if later else len(entries), late)


def _with_backs(rng: Random, entries: list[Entry], last: date) -> list[Entry]:
    """Reversals, chargebacks and recoveries on top, recorded last."""
    if rng.random() < 0.4:
        entries += _reversal(rng, entries, last, CREDITS | CHARGES)
        if rng.random() < 0.1:
            entries += _reversal(rng, entries, last, {"reversal"})
    if rng.random() < 0.12:
        back = _reversal(rng, entries, last, CREDITS)
        entries += [entry._replace(kind="chargeback") for entry in back]
    if any(entry.kind == "write_off" for entry in entries):
        day = _between(rng, entries[0].value_on, last)
        entries.append(Entry(len(entries) + 1, "recovery", day, rng.randint(1, 50_000)))
    return entries


def _reversal(
    rng: Random, entries: list[Entry], last: date, kinds: set[str] | frozenset[str]
) -> list[Entry]:
    gone = {entry.reverses for entry in entries if entry.reverses is not None}
    targets = [e for e in entries if e.kind in kinds and e.entry_id not in gone]
    if not targets:
        return []
    target = rng.choice(targets)
    day = _between(rng, target.value_on, last)
    amount = target.amount if rng.random() < 0.7 else rng.randint(1, target.amount)
    number = len(entries) + 1
    return [Entry(number, "reversal", day, amount, None, target.entry_id)]


def traits(case: Case) -> set[str]:
    """What a loan has in it, read off its facts; the shares of these are printed."""
    entries, rules = case.loan.entries, case.loan.rules
    days = [entry.value_on for entry in entries]
    kinds = {entry.kind for entry in entries}
    found = {
        "a reversal": "reversal" in kinds,
        "a backdated entry": days != sorted(days),
        "an early payment": _pays_early(case.loan),
        "two entries on one day": len(set(days)) < len(days),
        "a charge": bool(kinds & CHARGES),
        "a chargeback": "chargeback" in kinds,
        "a write-off": "write_off" in kinds,
        "a charge-off": "charge_off" in kinds,
        "a sale": "sale" in kinds,
        "a waiver": "waiver" in kinds,
        "an opening balance": "opening" in kinds,
        "penalty terms": rules.penalty is not None,
        "a pause": bool(rules.pauses),
        "payouts in parts": bool(case.loan.asked),
        "several disbursements": bool(case.terms and case.terms.later_disbursements),
        "a down payment": bool(case.terms and case.terms.down_payment),
        f"plan: {case.terms.method if case.terms else 'irregular'}": True,
        f"early money: {rules.early[0][1]}": True,
    }
    return {name for name, has in found.items() if has}


def _pays_early(loan: Loan) -> bool:
    """Whether on some day more had come in than had fallen due by then."""
    came = 0
    for entry in sorted(loan.entries, key=lambda e: (e.value_on, e.entry_id)):
        if entry.kind in CREDITS:
            came += entry.amount
            due = [i for i in loan.plan if i.due_on <= entry.value_on]
            asked = sum(i.principal + i.interest + i.fee for i in due)
            asked += sum(e.amount for e in loan.entries if e.kind in CHARGES)
            if came > asked:
                return True
    return False
