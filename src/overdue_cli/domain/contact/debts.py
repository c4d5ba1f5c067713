"""Which debts a contact counts for, where a rule counts by debt.

What names a debt counts for it. What names none counts for every debt, or once, for one debt
(12 CFR 1006.14(b)(4)): of those that were due on its day, were not on hold and rested from no
talk, the one with the fewest contacts in the period so far, of several the one due the longest.
Each contact is placed by the contacts before it alone, so it stays where it was placed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from overdue_cli.domain.contact.persons import is_same_person
from overdue_cli.domain.contact.reached import reached, spoke
from overdue_cli.domain.contact.rules import ContactRule, DebtBasis
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import CaseLoan, Contact
from overdue_cli.domain.product_words import product_word, product_words

#: The person heard or read of the debts: what names none of them was about each.
_TOLD = frozenset({"debtor", "voicemail", "message"})


class _Debt(NamedTuple):
    """One debt of the customer: a loan, or all loans under one account number."""

    name: str
    loans: tuple[CaseLoan, ...]


class Counting(NamedTuple):
    """How a cap counts by debt: on which basis, over which period, with which rest."""

    basis: DebtBasis
    rule: ContactRule
    period_start: Callable[[date], date]
    """The first day of the period that ends with a day."""
    rest_days: int = 0
    """So many days after a talk about a debt nobody calls about it; 0: none."""


def debt_named(basis: DebtBasis, proposed: ProposedContact, loan_id: str) -> str:
    """The debt that a loan is: the loan itself, or the account that it is held under."""
    if basis.debt == "account":
        for loan in proposed.case.loans:
            if loan.loan_id == loan_id and _by_account(basis, loan):
                return f"account {loan.account_no}"
    return loan_id


def _by_account(basis: DebtBasis, loan: CaseLoan) -> bool:
    products = basis.account_products
    return bool(loan.account_no) and (
        not products or product_word(loan.product) in product_words(products)
    )


def debts_asked(basis: DebtBasis, proposed: ProposedContact) -> list[str]:
    """The debt asked about, or every open one where none is named; [] where there is none."""
    if proposed.question.loan_id is not None:
        return [debt_named(basis, proposed, proposed.question.loan_id)]
    return [debt.name for debt in _open(basis, proposed)]


def debts_to_call_about(counting: Counting, proposed: ProposedContact) -> list[str]:
    """Debts that a contact which names none may be about now: due, not on hold, not resting."""
    debts = _of_rule(counting.basis, counting.rule, proposed)
    return [one.name for one in _free(counting, proposed, debts, proposed.at)]


def by_debt(
    counting: Counting, proposed: ProposedContact, counted: Iterable[Contact]
) -> dict[str, list[Contact]]:
    """The contacts that count for each debt, in the order of their time."""
    basis = counting.basis
    placed: dict[str, list[Contact]] = {
        name: []
        for name in debts_asked(basis, proposed) + [d.name for d in _open(basis, proposed)]
    }
    everywhere = list(placed)
    debts_of_rule = _of_rule(basis, counting.rule, proposed)
    for contact in counted:
        if contact.loan_id is not None:
            debts = [debt_named(basis, proposed, contact.loan_id)]
        elif basis.unnamed == "every" or reached(contact) in _TOLD:
            debts = everywhere
        else:
            debts = list(_placed(counting, proposed, debts_of_rule, placed, contact)) or everywhere
        for name in debts:
            placed.setdefault(name, []).append(contact)
    return placed


def _placed(
    counting: Counting,
    proposed: ProposedContact,
    debts: list[_Debt],
    placed: dict[str, list[Contact]],
    contact: Contact,
) -> Iterator[str]:
    """The debt that an unnamed attempt counts for; besides it those of which nothing is sure.

    A debt that was paid on since may have been due then: the attempt counts for it as well.
    """
    day = proposed.day_of(contact.at)
    yield from (one.name for one in debts if _may_have_been_due(proposed, one, day))
    free = _free(counting, proposed, debts, contact.at)
    if free:
        first = counting.period_start(day)

        def fewest(debt: _Debt) -> tuple[int, date, str]:
            held = sum(proposed.day_of(one.at) >= first for one in placed.get(debt.name, ()))
            return held, _due_since(debt), debt.name

        yield min(free, key=fewest).name


def _open(basis: DebtBasis, proposed: ProposedContact) -> list[_Debt]:
    debts: dict[str, list[CaseLoan]] = {}
    for loan in proposed.case.loans:
        if loan.status != "closed":
            debts.setdefault(debt_named(basis, proposed, loan.loan_id), []).append(loan)
    return [_Debt(name, tuple(loans)) for name, loans in debts.items()]


def _of_rule(basis: DebtBasis, rule: ContactRule, proposed: ProposedContact) -> list[_Debt]:
    """Open debts of the products that the rule binds."""
    binds = rule.binds._replace(roles=frozenset(), debtors=frozenset())
    return [
        debt
        for debt in _open(basis, proposed)
        if binds.holds_for("", "", frozenset(loan.product or "default" for loan in debt.loans))
    ]


def _free(
    counting: Counting, proposed: ProposedContact, debts: Iterable[_Debt], at: datetime
) -> list[_Debt]:
    """Debts that were due at a moment, about which no hold stopped contact, and no talk rests.

    Where all of them were talked about, those.
    """
    day = proposed.day_of(at)
    due = [
        debt
        for debt in debts
        if any(_was_due(loan, day) and not _was_held(proposed, loan, day) for loan in debt.loans)
    ]
    resting = _talked_about(counting, proposed, at)
    return [debt for debt in due if debt.name not in resting] or due


def _was_due(loan: CaseLoan, day: date) -> bool:
    return loan.overdue > 0 and (loan.oldest_due_on is None or loan.oldest_due_on <= day)


def _due_since(debt: _Debt) -> date:
    days = (loan.oldest_due_on or date.min for loan in debt.loans if loan.overdue > 0)
    return min(days, default=date.max)


def _was_held(proposed: ProposedContact, loan: CaseLoan, day: date) -> bool:
    return any(
        hold.loan_id == loan.loan_id
        and hold.seq is None
        and "contact" in hold.stops
        and hold.holds_on(day)
        for hold in proposed.case.holds
    )


def _may_have_been_due(proposed: ProposedContact, debt: _Debt, day: date) -> bool:
    """Whether money since a day may hide that a debt was due on it."""
    if any(_was_due(loan, day) for loan in debt.loans):
        return False
    ids = {loan.loan_id for loan in debt.loans} | {""}
    return any(paid.value_on >= day and paid.loan_id in ids for paid in proposed.case.payments)


def _talked_about(counting: Counting, proposed: ProposedContact, at: datetime) -> frozenset[str]:
    """Debts about which the person was spoken to within the days of rest before a moment."""
    since = proposed.day_of(at) - timedelta(days=counting.rest_days)
    return frozenset(
        debt_named(counting.basis, proposed, talk.loan_id)
        for talk in proposed.before()
        if talk.loan_id is not None
        and talk.at < at
        and proposed.day_of(talk.at) > since
        and talk.channel == "call"
        and spoke(talk)
        and is_same_person(proposed, talk)
    )
