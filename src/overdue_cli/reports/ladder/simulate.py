"""What another policy would do to the book of a day: who moves, what money, which caps bite."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import AttemptCap, ContactQuestion, ContactRules
from overdue_cli.domain.ladder.assessment import standings
from overdue_cli.domain.ladder.case import Case
from overdue_cli.domain.ladder.ladder import Ladder, Step
from overdue_cli.domain.moments import zone_of
from overdue_cli.domain.money import Money
from overdue_cli.policies.change import changed
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.ladder.queue import channels_of
from overdue_cli.store.ladder.case_facts import CaseScope, cases

NOWHERE = "no step"


class Placed(NamedTuple):
    """Where a policy puts one customer, what is overdue there, and the caps that are reached."""

    stage: str
    overdue: tuple[tuple[str, int], ...]
    """Minor units by currency."""
    capped: tuple[str, ...]
    """Rules that the next contact by the step's own channels would go beyond."""


class Moved(NamedTuple):
    """Customers and money that go from one step to another."""

    before: str
    after: str
    customers: int
    overdue: tuple[Money, ...]


class StageCount(NamedTuple):
    """Customers and money of one step under both policies."""

    stage: str
    customers_before: int
    customers_after: int
    overdue_before: tuple[Money, ...]
    overdue_after: tuple[Money, ...]


class CapCount(NamedTuple):
    """Customers whose next contact would go beyond a cap, under both policies."""

    rule: str
    customers_before: int
    customers_after: int


class Simulation(NamedTuple):
    """What would change on a day from one policy (by name and version) to another."""

    before: str
    after: str
    moved: tuple[Moved, ...]
    stages: tuple[StageCount, ...]
    caps: tuple[CapCount, ...]
    customers: int
    moved_customers: int


def other_policy(policy: Policy, name: str, changes: Iterable[str]) -> Policy:
    """The policy of a name or file, else the one given, with each ``KEY=VALUE`` set.

    Errors: WrongUse for a policy, table, row or value that is not known.
    """
    return changed(load(name) if name else policy, changes)


def simulate(book: Book, after: Policy) -> Simulation:
    """Customers placed by the book's policy and another at the close of the day.

    Nothing is written: positions by the other policy live in temporary tables.
    """
    before = book.policy
    old, new = _placed(book.under(before)), _placed(book.under(after))
    steps = [step.name for step in (*before.ladder.steps, *after.ladder.steps)]
    order = [*dict.fromkeys(steps), NOWHERE]
    return Simulation(
        before=f"{before.name} {before.version}",
        after=f"{after.name} {after.version}",
        moved=_moves(old, new, order),
        stages=_stages(old, new, order),
        caps=_caps(old, new, _cap_rules(book, before) | _cap_rules(book, after)),
        customers=len(old.keys() | new.keys()),
        moved_customers=sum(old[who].stage != new[who].stage for who in old.keys() & new.keys()),
    )


def _placed(book: Book) -> dict[str, Placed]:
    """Where the book's policy puts every customer."""
    policy, day, now = book.policy, book.day, book.now
    ladder = policy.ladder
    rules = _rules(book, policy)
    scope = CaseScope(book.moment, book.derived, items=ladder.unit == "item")
    zone = book.ledger.settings.get("time_zone", "")
    placed: dict[str, Placed] = {}
    for case in cases(book.conn, policy.case_terms, scope):
        step = _step(ladder, case, day)
        placed[case.customer_id] = Placed(
            step.name if step else NOWHERE,
            _overdue(case),
            _capped(rules, case, step, now, zone) if step else (),
        )
    return placed


def _step(ladder: Ladder, case: Case, day: date) -> Step | None:
    """The furthest step of the customer, whatever unit the ladder judges."""
    reached = [one.step.name for one in standings(ladder, case, day) if one.step]
    return next((step for step in reversed(ladder.steps) if step.name in reached), None)


def _overdue(case: Case) -> tuple[tuple[str, int], ...]:
    sums: Counter[str] = Counter()
    for loan in case.loans:
        if loan.overdue:
            sums[loan.currency] += loan.overdue
    return tuple(sorted(sums.items()))


def _capped(
    rules: ContactRules, case: Case, step: Step, now: datetime, zone: str
) -> tuple[str, ...]:
    channel = channels_of(step, case)[0]
    answer = verdict(rules, case, ContactQuestion(channel, now), fallback=zone_of(zone, now))
    return tuple(
        check.rule.rule_id
        for check in answer.objections
        if isinstance(check.rule.spec, AttemptCap)
    )


def _moves(
    old: Mapping[str, Placed], new: Mapping[str, Placed], order: list[str]
) -> tuple[Moved, ...]:
    groups: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for who in old.keys() & new.keys():
        if old[who].stage != new[who].stage:
            groups[old[who].stage, new[who].stage].append(new[who])
    keys = sorted(groups, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    return tuple(Moved(*key, len(groups[key]), _sums(groups[key])) for key in keys)


def _stages(
    old: Mapping[str, Placed], new: Mapping[str, Placed], order: list[str]
) -> tuple[StageCount, ...]:
    rows = []
    for stage in order:
        left = [one for one in old.values() if one.stage == stage]
        right = [one for one in new.values() if one.stage == stage]
        if left or right:
            rows.append(StageCount(stage, len(left), len(right), _sums(left), _sums(right)))
    return tuple(rows)


def _cap_rules(book: Book, policy: Policy) -> set[str]:
    """Ids of the rules of a policy that say how often."""
    return {
        rule.rule_id for rule in _rules(book, policy).rules if isinstance(rule.spec, AttemptCap)
    }


def _rules(book: Book, policy: Policy) -> ContactRules:
    return policy.contact_rules(book.ledger.settings.get("role", ""))


def _caps(
    old: Mapping[str, Placed], new: Mapping[str, Placed], rules: set[str]
) -> tuple[CapCount, ...]:
    left = Counter(rule for one in old.values() for rule in one.capped)
    right = Counter(rule for one in new.values() for rule in one.capped)
    return tuple(CapCount(rule, left[rule], right[rule]) for rule in sorted(rules))


def _sums(placed: list[Placed]) -> tuple[Money, ...]:
    sums: Counter[str] = Counter()
    for one in placed:
        for currency, minor in one.overdue:
            sums[currency] += minor
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()) if minor)
