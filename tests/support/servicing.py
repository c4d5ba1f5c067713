"""Turns a servicing case into facts and a product, and asks the engine what each check asks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from orders import order_from
from overdue_cli.domain.loan.buckets import bucket_name, buckets
from overdue_cli.domain.loan.late_fees import Key, LateFee, compare
from overdue_cli.domain.loan.loan import (
    CHARGES,
    COMPONENTS,
    AllocationStep,
    DayCount,
    Entry,
    Instalment,
    Item,
    Loan,
    Order,
    Position,
    Rules,
    Terms,
)
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.schedule import schedule
from overdue_cli.domain.money import parse_decimal, round_to_multiple

Json = dict[str, Any]

CREDIT_KINDS = {
    "repayment": "repayment",
    "goodwill_credit": "goodwill",
    "payout_refund": "payout_refund",
    "merchant_issued_refund": "merchant_refund",
    "credit_balance_refund": "credit_refund",
}
EARLY = {
    "NEXT_INSTALLMENT": "next",
    "LAST_INSTALLMENT": "last",
    "REAMORTIZATION": "reamortise",
    "DEFAULT": "",
}
EDGES = (3, 30, 60, 90, 120, 150, 180, 240)
NAMES = ("RANGE_1", "RANGE_3", *(f"RANGE_{n}" for n in (30, 60, 90, 120, 150, 180, 240)))
DUE_FIRST = {
    "due-pen-fee-int-pri/adv-pri-pen-fee-int": (
        ("penalty", "fee", "interest", "principal"),
        ("principal", "penalty", "fee", "interest"),
    ),
    "due-pen-int-pri-fee/adv-pen-int-pri-fee": (
        ("penalty", "interest", "principal", "fee"),
        ("penalty", "interest", "principal", "fee"),
    ),
}


class UnknownStep(Exception):
    """A case asks for something this adapter does not know."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def minor(text: str) -> int:
    return parse_decimal(text, "EUR")


@dataclass
class Facts:
    """What is known of one case so far."""

    case: Json
    disbursed: dict[int, tuple[date, int]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    pauses: list[tuple[date, date]] = field(default_factory=list)
    late_fees: dict[int, Key] = field(default_factory=dict)
    plans: dict[int, tuple[Instalment, ...]] = field(default_factory=dict)
    """Plans agreed later, by the step that made them: instalments imported anew."""


def order_of(allocation: Json) -> Order | None:
    strategy = allocation["strategy"]
    if strategy in DUE_FIRST:
        due, early = DUE_FIRST[strategy]
        steps = (AllocationStep(("past_due", "due"), due), AllocationStep(("in_advance",), early))
        return Order(steps, charge_dates=True)
    if strategy != "advanced":
        return None
    ranking = []
    for name in allocation["order"]:
        timing, component = name.rsplit("_", 1)
        ranking.append((timing.lower(), component.lower()))
    return order_from(ranking, component_first=allocation["direction"] == "VERTICAL")


def rules_of(facts: Facts, *, aged: bool = False) -> Rules:
    case = facts.case
    allocation = case["allocation"]
    early = allocation.get("future_instalments", {})
    return Rules(
        order=order_of(allocation),
        early=tuple((CREDIT_KINDS.get(kind, ""), EARLY[rule]) for kind, rule in early.items()),
        grace_days=case["terms"]["grace_on_arrears_ageing_days"],
        rounding="half_even",
        pauses=tuple(facts.pauses),
        extra_due="latest",
        chargeback_line="own" if aged else "instalment",
        chargeback_credit="pays" if allocation["strategy"] == "advanced" else "covers",
        chargeback_order=tuple(c.lower() for c in allocation.get("chargeback_order", ())),
    )


def terms_of(facts: Facts) -> Terms:
    terms = facts.case["terms"]
    first, *later = sorted(facts.disbursed.values(), key=lambda paid_out: paid_out[0])
    return Terms(
        principal=first[1],
        disbursed_on=first[0],
        annual_rate=Fraction(terms["annual_rate_percent"]) / 100,
        method=method_of(terms),
        instalments=terms["instalments"],
        every=terms["every"],
        unit=terms["unit"].lower(),
        day_count=day_count_of(terms),
        interest_period="daily" if terms["interest_period"] == "DAILY" else "period",
        principal_grace=terms["grace_principal_instalments"],
        interest_grace=terms["grace_interest_payment_instalments"],
        instalment_multiple=100 * (terms["instalment_multiple_of"] or 0),
        rounding="half_even",
        down_payment=Fraction(terms["down_payment_percent"] or 0) / 100,
        later_disbursements=tuple(later),
    )


def day_count_of(terms: Json) -> DayCount:
    """By days of the year and of the month, as the case says them; a year of 364 is none of ours.

    Where both are actual, a classic schedule divides by 365.
    """
    year, month = str(terms["days_in_year"]), str(terms["days_in_month"])
    by_days: dict[tuple[str, str], DayCount] = {
        ("360", "30"): "30/360",
        ("360", "ACTUAL"): "actual/360",
        ("365", "ACTUAL"): "actual/365",
        ("ACTUAL", "ACTUAL"): "actual/365"
        if terms["schedule"] == "CUMULATIVE"
        else "actual/actual",
    }
    if (year, month) in by_days:
        return by_days[year, month]
    if terms["interest_period"] == "DAILY" or year not in ("360", "365"):
        raise UnknownStep(f"days: {month} in a month, {year} in a year")
    return "actual/360" if year == "360" else "actual/365"  # whole periods count no days


def method_of(terms: Json) -> str:
    if terms["interest_method"] == "FLAT":
        return "flat"
    return {"EQUAL_INSTALLMENTS": "annuity"}.get(terms["amortisation"], "equal_principal")


def loan_of(facts: Facts, *, aged: bool = False) -> Loan:
    terms = terms_of(facts)
    return Loan(
        facts.case["id"],
        "EUR",
        terms.disbursed_on,
        facts.plans[max(facts.plans)] if facts.plans else schedule(terms),
        tuple(facts.entries),
        rules_of(facts, aged=aged),
    )


def apply(facts: Facts, number: int, as_of: date, do: Json) -> None:
    """Adds what one ``do`` says to the facts."""
    kind = do["type"]
    if kind == "classify":
        charge_late_fees(facts, number, as_of)
    elif kind == "disbursement":
        disburse(facts, number, do)
    elif kind in CREDIT_KINDS:
        entry = Entry(number, CREDIT_KINDS[kind], day(do["date"]), minor(do["amount"]))
        count_charges_from(facts, entry.value_on)
        add(facts, kind, entry)
    elif kind == "charge":
        amount = charge_amount(facts, do)
        due_on = day(do["due"])
        counts_from = charge_counts_from(facts, as_of, due_on)
        add(facts, kind, Entry(number, do["kind"], counts_from, amount, due_on=due_on))
    elif kind == "chargeback":
        amount, target = minor(do["amount"]), do["target"]
        add(facts, kind, Entry(number, kind, day(do["date"]), amount, reverses=target))
    elif kind == "charge_off":
        standing = position(loan_of(facts), day(do["date"]))
        entry = Entry(number, kind, day(do["date"]), standing.outstanding.total)
        add(facts, kind, entry)
    elif kind in NEW_PLANS:
        facts.plans[number] = NEW_PLANS[kind](facts, position(loan_of(facts), day(do["date"])), do)
    elif kind == "undo":
        undo(facts, do["target"])
    elif kind == "delinquency_pause":
        facts.pauses.append((day(do["start"]), day(do["end"])))
    elif kind == "delinquency_resume":
        resume(facts, day(do["start"]))
    else:
        raise UnknownStep(f"do: {kind}")


def add(facts: Facts, name: str, entry: Entry) -> None:
    facts.entries.append(entry)
    facts.names[entry.entry_id] = name


def disburse(facts: Facts, number: int, do: Json) -> None:
    on, amount = day(do["date"]), minor(do["amount"])
    facts.disbursed[number] = (on, amount)
    terms = facts.case["terms"]
    if terms["auto_down_payment"]:
        part = round(amount * Fraction(terms["down_payment_percent"]) / 100)
        # Between two lines of the timeline: a disbursement is paid before anything after it.
        add(facts, "down_payment", Entry(number, "repayment", on, part))


def charge_counts_from(facts: Facts, as_of: date, due_on: date) -> date:
    """Advanced orders find a charge from the day it is recorded, the others as if planned."""
    if facts.case["allocation"]["strategy"] == "advanced":
        return min(as_of, due_on)
    return min(on for on, _ in facts.disbursed.values())


def count_charges_from(facts: Facts, on: date) -> None:
    """A payment recorded with an earlier date finds the charges that were recorded before it."""
    facts.entries = [
        entry._replace(value_on=min(entry.value_on, on)) if entry.kind in CHARGES else entry
        for entry in facts.entries
    ]


def charge_amount(facts: Facts, do: Json) -> int:
    if "amount" in do:
        return minor(do["amount"])
    percent = Fraction(do["percent_of_principal_plus_interest"]) / 100
    plan = loan_of(facts).plan
    return round(percent * sum(i.principal + i.interest for i in plan))


def charge_late_fees(facts: Facts, number: int, as_of: date) -> None:
    charge = facts.case["terms"].get("overdue_charge")
    if charge is None:
        return
    terms = LateFee(
        kind=charge["kind"],
        part=Fraction(charge["percent"]) / 100,
        of="principal_interest" if "interest" in charge["basis"] else "principal",
        wait_days=charge["penalty_wait_period_days"],
        due="instalment",
    )
    found = compare(loan_of(facts), terms, facts.late_fees, as_of)
    for place, one in enumerate((one for one in found if one.missing), 1000 * number):
        fee = one.arisen
        facts.entries.append(Entry(place, terms.kind, as_of, fee.amount, due_on=fee.due_on))
        facts.late_fees[place] = one.key


def re_aged(facts: Facts, standing: Position, do: Json) -> tuple[Instalment, ...]:
    """What was paid of the old dates, and what is owed as a schedule of its own."""
    kept = [(i.due_on, i.paid.principal) for i in standing.items if i.due_on <= standing.as_of]
    terms = Terms(
        principal=standing.outstanding.principal,
        disbursed_on=standing.as_of,
        method="equal_principal",
        instalments=do["instalments"],
        every=do["every"],
        unit=do["unit"].lower(),
        first_due_on=day(do["first_due"]),
        rounding="half_even",
    )
    return numbered([*kept, *((i.due_on, i.principal) for i in schedule(terms))])


def re_amortised(facts: Facts, standing: Position, do: Json) -> tuple[Instalment, ...]:
    """What is overdue in equal parts on top of what is to come; the last takes the rest."""
    rows = [(i.due_on, i.paid.principal if i.overdue else i.due.principal) for i in standing.items]
    coming = [n for n, item in enumerate(standing.items) if item.due_on >= standing.as_of]
    left = standing.overdue.principal
    multiple = 100 * (facts.case["terms"]["instalment_multiple_of"] or 0) or 1
    share = round_to_multiple(left // len(coming), multiple, "half_even")
    for n in coming:
        part = left if n == coming[-1] else share
        rows[n] = (rows[n][0], rows[n][1] + part)
        left -= part
    return numbered(rows)


def numbered(rows: list[tuple[date, int]]) -> tuple[Instalment, ...]:
    return tuple(Instalment(n, due_on, amount) for n, (due_on, amount) in enumerate(rows, 1))


#: A plan that is agreed later is a new plan; it moves no money.
NEW_PLANS = {"re_age": re_aged, "re_amortize": re_amortised}


def undo(facts: Facts, target: int) -> None:
    facts.plans.pop(target, None)
    facts.disbursed.pop(target, None)
    facts.entries = [entry for entry in facts.entries if entry.entry_id != target]


def resume(facts: Facts, start: date) -> None:
    facts.pauses = [
        (begun, start if begun <= start < ended else ended) for begun, ended in facts.pauses
    ]


def answers(facts: Facts, as_of: date, check: Json) -> tuple[Any, Any]:
    """What the engine says, and what the case expects, in the same shape."""
    kind = check["kind"]
    if kind not in CHECKS:
        raise UnknownStep(f"check: {kind}")
    # The peer shows money put back in the instalment of its period, and ages it by its own date.
    loan = loan_of(facts, aged=kind in ("overdue", "delinquency", "instalment_delinquency"))
    return CHECKS[kind](facts, loan, position(loan, as_of), check)


def schedule_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    rows = [row for row in check["rows"] if row["kind"] == "instalment"]
    dated = "paid_on" in rows[0]
    paid_out = [minor(row["balance"]) for row in check["rows"] if row["kind"] == "disbursement"]
    mine = [row_of(item, dated) for item in p.items]
    theirs = [expected_row(row, dated) for row in rows]
    return (
        [*mine, sorted(amount for _, amount in facts.disbursed.values())],
        [*theirs, sorted(paid_out)],
    )


def row_of(item: Item, dated: bool) -> tuple[Any, ...]:
    due, left = item.due, item.unpaid.total
    moved = (item.paid.total, item.paid_in_advance, item.paid_late, left)
    row = (item.due_on, due.principal, due.interest, due.fee, due.penalty, *moved)
    return (*row, item.paid_on) if dated else row


def expected_row(row: Json, dated: bool) -> tuple[Any, ...]:
    names = ("principal", "interest", "fees", "penalties", "paid", "in_advance", "late")
    found = (day(row["due"]), *(minor(row[n]) for n in names), minor(row["outstanding"]))
    # An instalment that asks for nothing any more is settled by nothing, and on no day.
    settled = row["paid_on"] if dated and any(found[1:5]) else None
    return (*found, day(settled) if settled else None) if dated else found


def totals_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    names = ("principal", "interest", "fees", "penalties", "paid", "in_advance", "late")
    due = [sum(item.due[place] for item in p.items) for place in (3, 2, 1, 0)]
    paid = sum(item.paid.total for item in p.items)
    early = sum(item.paid_in_advance for item in p.items)
    late = sum(item.paid_late for item in p.items)
    mine = [*due, paid, early, late, p.outstanding.total, sum(due)]
    return mine, [minor(check[name]) for name in (*names, "outstanding", "total")]


def transactions_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    rows = [
        (on, number, 0, "disbursement", amount) for number, (on, amount) in facts.disbursed.items()
    ]
    for entry in facts.entries:
        name = facts.names.get(entry.entry_id, "charge")
        if name != "charge":
            rows.append((entry.value_on, entry.entry_id, 1, name, entry.amount))
    mine = [transaction_of(facts, loan, row) for row in sorted(rows)]
    return mine, [transaction(row) for row in check["rows"] if row["type"] not in NEW_PLANS]


SPLIT_UNKNOWN = ("disbursement", "chargeback", "credit_balance_refund")


def transaction(row: Json) -> tuple[Any, ...]:
    split = tuple(minor(row[n]) for n in ("principal", "interest", "fees", "penalties"))
    name = row["type"]
    known = None if name in SPLIT_UNKNOWN else split
    return day(row["date"]), name, minor(row["amount"]), known, minor(row["loan_balance"])


def transaction_of(facts: Facts, loan: Loan, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """One line of the list of movements; a charge-off says what was owed, and leaves nothing."""
    known, balance = right_after(facts, loan, row)
    if row[3] == "charge_off":
        known = charged_off_then(loan, row)
        return row[0], row[3], sum(known), known, balance - known[0]
    return row[0], *row[3:], known, balance


def charged_off_then(loan: Loan, row: tuple[Any, ...]) -> tuple[int, ...]:
    """What was owed by component, principal first, when the loan was charged off."""
    marked = position(loan, row[0]).charged_off
    assert marked is not None
    return marked.owed[::-1]


def right_after(facts: Facts, loan: Loan, row: tuple[Any, ...]) -> tuple[Any, int]:
    """Parts of one entry and the principal owed right after it, less what is not paid out yet."""
    here = row[:3]
    before = tuple(e for e in loan.entries if (e.value_on, e.entry_id, 1) <= here)
    later = sum(amount for n, (on, amount) in facts.disbursed.items() if (on, n, 0) > here)
    p = position(replace(loan, entries=before), row[0])
    parts = {a.entry_id: a.parts[::-1] for a in p.allocated}
    known = None if row[3] in (*SPLIT_UNKNOWN, "charge_off") else parts[row[1]]
    return known, p.outstanding.principal - later


def outstanding_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    return p.outstanding.total, minor(check["amount"])


def overpaid_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    return p.credit, minor(check["amount"])


def overdue_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    return p.overdue.total, minor(check["amount"])


def delinquency_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    since = p.oldest_due_on and p.oldest_due_on + timedelta(days=loan.rules.grace_days)
    mine = {
        "past_due_days": p.days_past_due,
        "delinquent_days": p.delinquent_days,
        "delinquent_amount": p.overdue.total,
        "delinquent_date": since,
        "bucket": bucket_of(facts, p.delinquent_days),
    }
    theirs = dict(check)
    if "derived_days_if_only_overlap_counts" in check:
        theirs["delinquent_days"] = check["derived_days_if_only_overlap_counts"]
    bucket = theirs.get("bucket_by_days") or theirs.get("bucket_recorded")
    if bucket is not None:
        theirs["bucket"] = bucket
    if "delinquent_amount" in check:
        theirs["delinquent_amount"] = minor(check["delinquent_amount"])
    if check.get("delinquent_date"):
        theirs["delinquent_date"] = day(check["delinquent_date"])
    asked = [name for name in mine if name in theirs]
    return {n: mine[n] for n in asked}, {n: theirs[n] for n in asked}


def bucket_of(facts: Facts, days: int) -> str:
    if days <= 0:
        return "NO_DELINQUENCY"
    named = facts.case.get("buckets")
    if named:
        return bucket_name(days, buckets(tuple(end for _, _, end in named)))
    names = [bucket.name for bucket in buckets(EDGES)]
    return NAMES[names.index(bucket_name(days, buckets(EDGES)))]


def item_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    found: dict[str, int] = {}
    for item in p.items if p.delinquent_days else ():
        if item.overdue and item.days_past_due > 0:
            name = bucket_of(facts, item.days_past_due)
            found[name] = found.get(name, 0) + item.unpaid.total
    theirs = {row["bucket"]: minor(row["amount"]) for row in check["rows"]}
    return found, theirs


def next_due_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    first = p.oldest_due_on if check["setting"] == "earliest-unpaid-date" else None
    return first or p.next_due_on, day(check["date"])


def portions_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    """What is overdue by component, of those that the check names."""
    theirs = {component_of(name): minor(amount) for name, amount in portions_of(check)}
    mine = dict(zip(COMPONENTS, p.overdue, strict=True)) | {"total": p.overdue.total}
    return {name: mine[name] for name in theirs}, theirs


def portions_of(check: Json) -> list[tuple[str, str]]:
    """Component and amount, from a list of rows or from fields."""
    rows = check.get("rows") or check.get("portions")
    if rows is None:
        rows = {name: value for name, value in check.items() if name != "kind"}
    if isinstance(rows, dict):
        return list(rows.items())
    return [(row.get("component") or row["portion"], row["amount"]) for row in rows]


def component_of(name: str) -> str:
    """``delinquent_fees``, ``fees`` and ``fee`` are one component; an unknown name fails."""
    words = {"fees": "fee", "penalties": "penalty", "amount": "total"}
    short = name.lower().removeprefix("delinquent_").removesuffix("_amount")
    short = words.get(short, short)
    if short not in (*COMPONENTS, "total"):
        raise UnknownStep(f"check: delinquent_portions of {name}")
    return short


def level_check(facts: Facts, loan: Loan, p: Position, check: Json) -> tuple[Any, Any]:
    """The payment of the first instalment that carries principal, before any charge."""
    first = next(i for i in loan.plan if i.principal and not i.down_payment)
    return first.principal + first.interest, minor(check["amount"])


CHECKS = {
    "schedule": schedule_check,
    "totals": totals_check,
    "transactions": transactions_check,
    "outstanding": outstanding_check,
    "overpaid": overpaid_check,
    "overdue": overdue_check,
    "delinquency": delinquency_check,
    "instalment_delinquency": item_check,
    "next_payment_due": next_due_check,
    "delinquent_portions": portions_check,
    "level_instalment": level_check,
}
