"""The class of each loan on a day.

Where it depends on the days before (a rule of cure, months in a class, a counter of materiality),
it is computed from the loan's own facts; everything else is read from what is stored of the day.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.loan.allocation import DebtLine
from overdue_cli.domain.loan.classes import (
    Flag,
    aged_class,
    level_of,
    missed_months,
)
from overdue_cli.domain.loan.lateness import ONE_DAY
from overdue_cli.domain.loan.loan import Loan
from overdue_cli.domain.loan.replay import replay
from overdue_cli.policies.loan.classes import (
    BY_FLAG,
    Scheme,
)
from overdue_cli.policies.pack import Policy
from overdue_cli.reports.loan.class_history import Held, Member, days_of_change, held_since
from overdue_cli.store.loan.class_facts import live_loans, loans_by_key


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
    charged_off: bool
    """It is in the worst class, whatever its days."""


def loan_classes(
    book: Book, scheme: Scheme, rows: Iterable[sqlite3.Row]
) -> list[tuple[Account, str]]:
    """Each loan of ``owing_loans`` with the name of its class at the close of the day."""
    accounts = [_account(row, book.policy, scheme, book.day) for row in rows]
    remembered: Mapping[str, Held] = {}
    if scheme.remembers or _has_days(scheme, book.policy):
        remembered = _remembered(book, scheme)
    placed = _placed(scheme, accounts, remembered)
    worst = scheme.shown_rows[-1].name
    return [
        (account, worst if account.charged_off else _class_name(scheme, held, book.day))
        for account, held in placed
    ]


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
        frozenset(flag.name for flag in _flags(policy, row) if flag.holds_on(as_of)),
        row["charged_off_on"] is not None,
    )


def _placed(
    scheme: Scheme, accounts: Sequence[Account], remembered: Mapping[str, Held]
) -> list[tuple[Account, Held]]:
    """Each loan with its class, after contagion."""
    own = [(account, _held(scheme, account, remembered)) for account in accounts]
    if scheme.contagion.unit == "none":
        return own
    if scheme.contagion.part is not None:
        return _spread_by_part(scheme, own)
    passed = dict(remembered)
    for account, held in own:
        least = min(held, Held(scheme.contagion.place), key=_place)
        worst = passed.get(account.customer_id, least)
        passed[account.customer_id] = max(worst, least, key=_place)
    return [(account, max(passed[account.customer_id], held, key=_place)) for account, held in own]


def _place(held: Held) -> int:
    return held.place


def _held(scheme: Scheme, account: Account, remembered: Mapping[str, Held]) -> Held:
    if account.charged_off:
        return Held(len(scheme.rows) - 1)
    key = account.customer_id if scheme.contagion.together else account.loan_id
    if key in remembered:
        by_flag = Held(_own_place(scheme, account))
        return max(remembered[key], by_flag, key=_place)
    count = 0 if scheme.counts_material else account.units
    return Held(level_of(scheme.rule, count, account.flags))


def _own_place(scheme: Scheme, account: Account) -> int:
    """What a loan's own flags say beyond the worst class that is passed on to others."""
    lasting = {trigger.flag for trigger in scheme.triggers if trigger.months}
    place = level_of(scheme.rule, 0, account.flags - lasting)
    return place if scheme.contagion.together and place > scheme.contagion.place else 0


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


def _remembered(book: Book, scheme: Scheme) -> dict[str, Held]:
    """Classes that the past decides, by loan, or by customer where loans are judged as one."""
    policy, together = book.policy, scheme.contagion.together
    keys = _with_a_past(book, scheme)
    chosen = loans_by_key(book.conn, policy.rules, keys, of_customers=together, known=book.known)
    groups: dict[str, list[Member]] = defaultdict(list)
    for row, loan in chosen:
        groups[_key(scheme, row)].append((loan, _flags(policy, row)))
    return {key: held_since(scheme, members, book.day) for key, members in groups.items()}


def _with_a_past(book: Book, scheme: Scheme) -> set[str]:
    """Keys of loans that may ever have been late enough for a class with a memory, or are flagged.

    An instalment is never later than on the day before it was settled: a loan whose instalments
    all came in sooner cannot have reached the class, and its history need not be replayed.
    """
    enough = _least_remembered(scheme)
    policy = book.policy
    live = live_loans(
        book.conn,
        book.derived,
        policy.rules,
        whole_customers=scheme.contagion.together,
        known=book.known,
    )
    return {
        _key(scheme, row)
        for row, loan in live
        if _flags(policy, row) or (scheme.remembers and _may_have_been(loan, book.day, enough))
    }


def _has_days(scheme: Scheme, policy: Policy) -> bool:
    """Whether any loan has a flag that means something here and has days of its own."""
    dated = (flag for of in policy.class_flags.values() for flag in of if flag.is_dated)
    return scheme.rule.unit == "days" and any(scheme.trigger_of(flag.name) for flag in dated)


def _least_remembered(scheme: Scheme) -> int:
    if scheme.counts_material:
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
    if all(as_of - day < needed for day in days_of_change(loan)):
        return False
    return any(_until(line, as_of) - line.due_on >= needed for line in replay(loan, as_of).lines)


def _until(line: DebtLine, as_of: date) -> date:
    """The last day at whose close something of a line was unpaid."""
    if line.open:
        return as_of
    return line.settled_on - ONE_DAY if line.settled_on else line.due_on


def _key(scheme: Scheme, row: sqlite3.Row) -> str:
    return str(row["customer_id"] if scheme.contagion.together else row["loan_id"])


def _flags(policy: Policy, row: sqlite3.Row) -> tuple[Flag, ...]:
    return policy.flags_of(row["loan_id"], row["customer_id"], row["product"])


def _class_name(scheme: Scheme, held: Held, as_of: date) -> str:
    if held.place != scheme.aged_place or held.since is None:
        ages = scheme.ages if held.place == scheme.aged_place else scheme.rows[held.place :]
        return ages[0].name
    return aged_class(scheme.rule, held.since, as_of)
