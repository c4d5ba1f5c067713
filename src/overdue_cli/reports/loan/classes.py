"""Loans by regulatory class: principal outstanding by class, tied to the ledger.

What a classification counts stands in ``policies/loan/classes.toml``. Where the class of a day
depends on the days before it (a rule of cure, months in a class, a counter of materiality), it is
computed from the loan's own facts; everything else is read from what is stored of the day.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.loan.allocation import DebtLine
from overdue_cli.domain.loan.classes import (
    Stretch,
    aged_class,
    contagion,
    level_of,
    missed_months,
    with_cure,
)
from overdue_cli.domain.loan.lateness import ONE_DAY
from overdue_cli.domain.loan.lateness_history import history, is_material
from overdue_cli.domain.loan.loan import Loan
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.replay import replay
from overdue_cli.policies.loan.classes import (
    BY_FLAG,
    ClassRow,
    Said,
    Scheme,
    classification,
    classifications,
    flags_of,
)
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.loan.aging import CurrencyAging, aging
from overdue_cli.store.ledger.ledger import open_ledger
from overdue_cli.store.loan.class_facts import live_loans, loans_by_key, owing_loans

__all__ = [
    "ClassLine",
    "ClassRow",
    "Classes",
    "CurrencyClasses",
    "Said",
    "Scheme",
    "classes",
    "merged",
    "place_on",
    "scheme_of",
    "schemes_of",
]


class Account(NamedTuple):
    """One loan as it stands on the day: principal in minor units, and what decides its class."""

    loan_id: str
    customer_id: str
    currency: str
    principal: int
    units: int
    """Delinquent days, or instalments missed, as the classification counts."""
    is_company: bool
    flags: frozenset[str]


class Held(NamedTuple):
    """The class that the past gives: its place, and since when in the divided class."""

    place: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class of one currency. ``share`` is its part of all principal outstanding; ``at_risk``
    the principal in this class or a worse one, where the classification is a portfolio at risk.
    """

    row: ClassRow
    loans: int
    customers: int
    principal: int
    share: float
    at_risk: int | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class CurrencyClasses:
    """The classes of one currency, in minor units; ``differences`` says why it does not tie."""

    currency: str
    lines: tuple[ClassLine, ...]
    loans: int
    customers: int
    total: int
    non_performing: int
    book: CurrencyAging
    differences: tuple[str, ...]

    @property
    def non_performing_share(self) -> float:
        """Principal in non-performing classes over all principal outstanding."""
        return _part(self.non_performing, self.total)

    @property
    def ties(self) -> bool:
        """Whether the classes come to the ledger's own sum of principal."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Classes:
    """Loans by class, of every currency on the book."""

    as_of: date
    scheme: Scheme
    currencies: tuple[CurrencyClasses, ...]
    changed_outside: tuple[str, ...]
    miscounted: tuple[str, ...]
    """Products that count the due day in another way than the classification expects."""

    @property
    def ties(self) -> bool:
        """Whether every currency ties and no fact was changed outside the program."""
        return not self.changed_outside and all(c.ties for c in self.currencies)


def schemes_of(path: Path, override: str = "") -> list[Scheme]:
    """Every classification under a policy: of that name, else of the ledger at ``path``."""
    return classifications(_policy(path, override))


def scheme_of(name: str, path: Path, override: str = "") -> Scheme:
    """The classification of that name; WrongUse names the nearest one."""
    return classification(name, _policy(path, override))


def _policy(path: Path, override: str) -> Policy:
    if override or not path.exists():
        return load(override)
    with open_ledger(path) as ledger:
        return load(ledger.settings.get("policy", ""))


def classes(book: Book, name: str) -> Classes:
    """Loans by class at the close of the day, principal in minor units.

    Errors: WrongUse for a classification that is not there or has gaps.
    """
    policy, as_of = book.policy, book.day
    scheme = classification(name, policy)
    aged = aging(book, basis="loan")
    rows = owing_loans(book.conn)
    accounts = [_account(row, policy, scheme, as_of) for row in rows]
    remembered: Mapping[str, Held] = {}
    if scheme.remembers:
        remembered = _remembered(book.conn, policy, scheme, as_of, book.known)
    placed = _placed(scheme, accounts, remembered)
    return Classes(
        as_of,
        scheme,
        tuple(_of_currency(scheme, placed, one, as_of) for one in aged.currencies),
        aged.changed_outside,
        _miscounted(rows, policy, scheme),
    )


def _account(row: sqlite3.Row, policy: Policy, scheme: Scheme, as_of: date) -> Account:
    if scheme.rule.unit == "days":
        since = row["delinquent_on"]
        count = (as_of - date.fromisoformat(since)).days if since else 0
    else:
        oldest = row["oldest_due_on"]
        due_on = date.fromisoformat(oldest) if oldest else None
        count = missed_months(due_on, as_of, scheme.rule.unit, row["due_day"] or 0)
    return Account(
        row["loan_id"],
        row["customer_id"],
        row["currency"],
        row["principal"],
        count,
        row["debtor"] == "company",
        flags_of(policy, row["loan_id"], row["customer_id"], row["product"]),
    )


def _miscounted(rows: Iterable[sqlite3.Row], policy: Policy, scheme: Scheme) -> tuple[str, ...]:
    if scheme.count_due_day is None:
        return ()
    used = {policy.product_of({"product": row["product"]}) for row in rows}
    return tuple(
        sorted(
            name
            for name in used
            if policy.products[name]["count_due_day"] is not scheme.count_due_day
        )
    )


def _together(scheme: Scheme) -> bool:
    """Whether a customer's loans are judged as one."""
    return scheme.contagion.unit == "customer" and scheme.contagion.part is None


def _placed(
    scheme: Scheme, accounts: Sequence[Account], remembered: Mapping[str, Held]
) -> list[tuple[Account, Held]]:
    """Each loan with its class, after contagion."""
    own = [(account, _held(scheme, account, remembered)) for account in accounts]
    if scheme.contagion.unit == "none":
        return own
    if scheme.contagion.part is not None:
        return _spread_by_part(scheme, own)
    worst: dict[str, Held] = {}
    for account, held in own:
        best = worst.get(account.customer_id, held)
        worst[account.customer_id] = max(best, held, key=lambda one: one.place)
    return [(account, worst[account.customer_id]) for account, _ in own]


def _held(scheme: Scheme, account: Account, remembered: Mapping[str, Held]) -> Held:
    key = account.customer_id if _together(scheme) else account.loan_id
    if key in remembered:
        return remembered[key]
    count = 0 if scheme.unit == "material_days" else account.units
    return Held(level_of(scheme.rule, count, account.flags))


def _spread_by_part(
    scheme: Scheme, placed: Sequence[tuple[Account, Held]]
) -> list[tuple[Account, Held]]:
    """All of a debtor's principal in a currency is at best in a class when too much of it is."""
    rule = scheme.contagion
    assert rule.part is not None
    debt: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for account, held in placed:
        sums = debt[account.customer_id, account.currency]
        sums[0] += account.principal
        sums[1] += account.principal if held.place >= rule.place else 0
    spread = []
    for account, held in placed:
        whole, bad = debt[account.customer_id, account.currency]
        bound = account.is_company or rule.debtor == "any"
        if bound and bad > rule.part * whole and held.place < rule.place:
            held = Held(rule.place)
        spread.append((account, held))
    return spread


def _remembered(
    conn: sqlite3.Connection, policy: Policy, scheme: Scheme, as_of: date, known: int | None
) -> dict[str, Held]:
    """Classes that the past decides, by loan, or by customer where loans are judged as one."""
    keys = _with_a_past(conn, policy, scheme, as_of, known)
    chosen = loans_by_key(conn, policy.rules, keys, of_customers=_together(scheme), known=known)
    groups: dict[str, list[tuple[Loan, frozenset[str]]]] = defaultdict(list)
    for row, loan in chosen:
        groups[_key(scheme, row)].append((loan, _flags(policy, row)))
    return {key: _held_since(scheme, members, as_of) for key, members in groups.items()}


def _with_a_past(
    conn: sqlite3.Connection, policy: Policy, scheme: Scheme, as_of: date, known: int | None
) -> set[str]:
    """Keys of loans that may ever have been late enough for a class with a memory, or are flagged.

    An instalment is never later than on the day before it was settled: a loan whose instalments
    all came in sooner cannot have reached the class, and its history need not be replayed.
    """
    enough = _least_remembered(scheme)
    live = live_loans(conn, policy.rules, whole_customers=_together(scheme), known=known)
    return {
        _key(scheme, row)
        for row, loan in live
        if _flags(policy, row) or _may_have_been(loan, as_of, enough)
    }


def _least_remembered(scheme: Scheme) -> int:
    if scheme.unit == "material_days":
        return 1
    place = scheme.cured_from if scheme.rule.cure.kind == "paid" else scheme.aged_place
    return min(scheme.rows[place].from_count, BY_FLAG)


def _may_have_been(loan: Loan, as_of: date, days: int) -> bool:
    """Whether a loan may have been so many days late on some day; False only when it cannot.

    What a reversal took back, and a line that moves its own date, leave no trace to judge by.
    """
    if loan.exists_on is not None and as_of < loan.exists_on:
        return False
    if loan.rules.extra_due == "latest" or any(e.kind == "reversal" for e in loan.entries):
        return True
    needed = timedelta(days=days - (1 if loan.rules.count_due_day else 0))
    if all(as_of - day < needed for day in _dates(loan)):
        return False
    return any(_until(line, as_of) - line.due_on >= needed for line in replay(loan, as_of).lines)


def _until(line: DebtLine, as_of: date) -> date:
    """The last day at whose close something of a line was unpaid."""
    if line.open:
        return as_of
    return line.settled_on - ONE_DAY if line.settled_on else line.due_on


def _key(scheme: Scheme, row: sqlite3.Row) -> str:
    return str(row["customer_id"] if _together(scheme) else row["loan_id"])


def _flags(policy: Policy, row: sqlite3.Row) -> frozenset[str]:
    return flags_of(policy, row["loan_id"], row["customer_id"], row["product"])


def _held_since(
    scheme: Scheme, members: Sequence[tuple[Loan, frozenset[str]]], as_of: date
) -> Held:
    """The class on a day of loans that are judged as one, from all that came before."""
    dues = [i.due_on for loan, _ in members for i in loan.plan]
    stretches = merged(_stretches(scheme, members, as_of))
    place = place_on(scheme, stretches, as_of, dues)
    if scheme.aged_place < 0 or place != scheme.aged_place:
        return Held(place)
    return Held(place, _since(scheme, stretches, as_of, dues))


def _stretches(
    scheme: Scheme, members: Sequence[tuple[Loan, frozenset[str]]], as_of: date
) -> Iterator[list[Stretch]]:
    """How the class by count alone moved: of each loan, or of each currency's exposure."""
    if scheme.unit != "material_days":
        for loan, flags in members:
            yield _by_days(scheme, loan, flags, as_of)
        return
    flags = frozenset[str]().union(*(flags for _, flags in members))
    for currency in sorted({loan.currency for loan, _ in members}):
        same = [loan for loan, _ in members if loan.currency == currency]
        yield _by_material_days(scheme, same, flags, as_of)


def _by_days(scheme: Scheme, loan: Loan, flags: frozenset[str], as_of: date) -> list[Stretch]:
    rule = scheme.rule
    edges = [level.least - 1 for level in rule.levels if 1 < level.least < BY_FLAG]
    before = Stretch(date.min, level_of(rule, 0, flags))
    return [before] + [
        Stretch(change.day, level_of(rule, change.delinquent_days, flags))
        for change in history(loan, as_of, edges)
    ]


def _by_material_days(
    scheme: Scheme, same: Sequence[Loan], flags: frozenset[str], as_of: date
) -> list[Stretch]:
    rule = scheme.rule
    found = [Stretch(date.min, level_of(rule, 0, flags))]
    for start, end in _material(scheme, same, as_of):
        for level in rule.levels[1:]:
            day = start + timedelta(days=level.least - 1) if level.least < BY_FLAG else end
            if day < end:
                found.append(Stretch(day, level_of(rule, level.least, flags)))
        if end <= as_of:
            found.append(Stretch(end, level_of(rule, 0, flags)))
    return found


def _material(scheme: Scheme, same: Sequence[Loan], as_of: date) -> Iterator[tuple[date, date]]:
    """Half-open ranges of days on which arrears were material, the last one open."""
    threshold = scheme.threshold(same[0].currency)
    day = min((d for loan in same for d in _dates(loan)), default=date.max)
    since: date | None = None
    while day <= as_of:
        positions = [position(loan, day, detail=False) for loan in same]
        arrears = sum(p.overdue.total for p in positions)
        exposure = sum(p.outstanding.total for p in positions)
        material = is_material(arrears, exposure, threshold)
        if material and since is None:
            since = day
        elif not material and since is not None:
            yield since, day
            since = None
        day = min(p.valid_until for p in positions)
    if since is not None:
        yield since, date.max


def _dates(loan: Loan) -> Iterator[date]:
    """The days on which something of a loan falls due or moves."""
    for instalment in loan.plan:
        yield instalment.due_on
    for entry in loan.entries:
        yield entry.due_on or entry.value_on


def merged(courses: Iterable[Sequence[Stretch]]) -> list[Stretch]:
    """The worst of several courses of classes on each day: loans that are judged as one.

    >>> d = date
    >>> one = [Stretch(d(2024, 1, 1), 2), Stretch(d(2024, 3, 1), 0)]
    >>> other = [Stretch(d(2024, 2, 1), 1)]
    >>> [(s.day.month, s.level) for s in merged([one, other])]
    [(1, 2), (3, 1)]
    """
    all_of = list(courses)
    if len(all_of) == 1:
        return list(all_of[0])
    found: list[Stretch] = []
    for day in sorted({stretch.day for course in all_of for stretch in course}):
        level = contagion(_level_on(course, day) for course in all_of)
        if not found or found[-1].level != level:
            found.append(Stretch(day, level))
    return found


def _level_on(course: Sequence[Stretch], day: date) -> int:
    return next((stretch.level for stretch in reversed(course) if stretch.day <= day), 0)


def place_on(scheme: Scheme, stretches: Sequence[Stretch], day: date, dues: Sequence[date]) -> int:
    """Place of the class on a day: by the count, unless a worse class has not been cured."""
    held = with_cure(scheme.rule, stretches, day, dues)
    return held if held >= scheme.cured_from else _level_on(stretches, day)


def _since(
    scheme: Scheme, stretches: Sequence[Stretch], as_of: date, dues: Sequence[date]
) -> date | None:
    """The first day of the time in the divided class that still lasts."""
    edges = {stretch.day for stretch in stretches if stretch.day <= as_of}
    before = {day - ONE_DAY for day in edges if day > date.min}
    since: date | None = None
    for day in sorted(edges | before):
        if place_on(scheme, stretches, day, dues) < scheme.aged_place:
            since = None
        elif since is None:
            since = day
    return since


def _name(scheme: Scheme, held: Held, as_of: date) -> str:
    if held.place != scheme.aged_place or held.since is None:
        ages = scheme.ages if held.place == scheme.aged_place else scheme.rows[held.place :]
        return ages[0].name
    return aged_class(scheme.rule, held.since, as_of)


def _of_currency(
    scheme: Scheme, placed: Sequence[tuple[Account, Held]], book: CurrencyAging, as_of: date
) -> CurrencyClasses:
    mine = [
        (account, _name(scheme, held, as_of))
        for account, held in placed
        if account.currency == book.currency and account.principal > 0
    ]
    lines = _lines(scheme, mine)
    total = sum(account.principal for account, _ in mine)
    said = list(book.differences)
    if total != book.total:
        said.append(f"the classes come to {total}, the loans to {book.total}")
    return CurrencyClasses(
        currency=book.currency,
        lines=lines,
        loans=len(mine),
        customers=len({account.customer_id for account, _ in mine}),
        total=total,
        non_performing=sum(line.principal for line in lines if line.row.non_performing),
        book=book,
        differences=tuple(said),
    )


def _lines(scheme: Scheme, named: Sequence[tuple[Account, str]]) -> tuple[ClassLine, ...]:
    """Every class, empty ones too, best first."""
    members: dict[str, list[Account]] = defaultdict(list)
    for account, name in named:
        members[name].append(account)
    total = sum(account.principal for account, _ in named)
    at_risk = _at_risk(scheme, members) if scheme.portfolio_at_risk else {}
    return tuple(
        _line(row, members[row.name], total, at_risk.get(row.name)) for row in scheme.shown_rows
    )


def _line(
    row: ClassRow, accounts: Sequence[Account], total: int, at_risk: int | None
) -> ClassLine:
    principal = sum(account.principal for account in accounts)
    return ClassLine(
        row=row,
        loans=len(accounts),
        customers=len({account.customer_id for account in accounts}),
        principal=principal,
        share=_part(principal, total),
        at_risk=at_risk,
        ratio=None if at_risk is None else _part(at_risk, total),
    )


def _part(amount: int, total: int) -> float:
    return round(amount / total, 6) if total else 0.0


def _at_risk(scheme: Scheme, members: Mapping[str, Sequence[Account]]) -> dict[str, int]:
    """Principal in each class but the best or a worse one, and of loans that always count."""
    found = {}
    rows = scheme.shown_rows
    for place, row in enumerate(rows[1:], start=1):
        worse = sum(a.principal for r in rows[place:] for a in members.get(r.name, ()))
        flagged = sum(
            a.principal
            for r in rows[:place]
            for a in members.get(r.name, ())
            if not scheme.at_risk_flags.isdisjoint(a.flags)
        )
        found[row.name] = worse + flagged
    return found
