"""Money on a customer's account: paid in, paid out again, or moved to a debt by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from overdue_cli.actions.loan.account import OfCustomer, given, of_customer, overdrawn
from overdue_cli.actions.result import Written, named, written
from overdue_cli.actions.unlikely import doubt_day, doubt_on_account
from overdue_cli.book import Writing
from overdue_cli.domain.errors import Refused, WrongUse
from overdue_cli.domain.money import CURRENCIES, Money, decimal_text
from overdue_cli.domain.typed_amount import parse_typed
from overdue_cli.store.contact import customers
from overdue_cli.store.loan.account import account_id, account_of, debt_currencies
from overdue_cli.store.loan.entries import NewEntry, insert_entry

#: The amount that means all there is.
ALL = "all"


@dataclass(frozen=True, slots=True)
class OnAccount:
    """Money that comes onto a customer's account or leaves it, as a person says it."""

    customer_id: str
    amount: str
    """A decimal number, with its currency where the customer owes in several (EUR 500.00)."""
    on: date
    kind: str = "repayment"
    channel: str = ""
    note: str = ""


class _Applying(NamedTuple):
    """Money to be moved to a debt: from what, how much, on which day."""

    sources: Mapping[str, OfCustomer]
    debt: OfCustomer
    amount: int
    on: date


def pay_on_account(writing: Writing, money: OnAccount, *, command: str) -> Written:
    """Money of a customer that names no debt, with what it was applied to.

    Errors: WrongUse for an amount or a day that cannot be, or a currency that is not said.
    """
    currency, minor = _amount(writing, money)
    _check_day(money.on, writing.today)
    rules, today = writing.policy.rules, writing.today
    doubt_on_account(writing, money.customer_id, Money(minor, currency))
    doubt_day(writing, "--on", money.on)
    account = account_id(money.customer_id, currency)
    before = of_customer(writing.conn, rules, money.customer_id, currency).get(account)
    with writing.journal_entry(command) as journal:
        account_of(writing.conn, money.customer_id, currency, journal.journal_id)
        entry = NewEntry(account, money.kind, money.on, minor)
        insert_entry(journal, entry._replace(channel=money.channel, note=money.note))
        writing.refresh_touched()
        after = of_customer(writing.conn, rules, money.customer_id, currency)[account]
        parts = given(after.loan, today)
        for debt, part in given(before.loan, today).items() if before else ():
            parts[debt] = parts.get(debt, 0) - part
        what = _applied(parts, after.credit(today), currency)
        verb = "Paid" if command == "pay" else f"Entered {money.kind.replace('_', ' ')}:"
        whose = _named(writing, money.customer_id)
        summary = f"{verb} {Money(minor, currency)} on account of {whose}: {what}"
        return written(
            journal,
            f"{summary}; value date {money.on}",
            customer_id=money.customer_id,
            loan_id=account,
            amount=minor,
            currency=currency,
            on=str(money.on),
        )


def pay_out(writing: Writing, money: OnAccount) -> Written:
    """Money paid out of what a customer's account holds on its value date.

    Errors: WrongUse as for money paid in; Refused (exit 6) above what the account holds.
    """
    currency, minor = _amount(writing, money, all_means=0)
    _check_day(money.on, writing.today)
    rules, customer_id = writing.policy.rules, money.customer_id
    stands = of_customer(writing.conn, rules, customer_id, currency)
    held = sum(one.credit(money.on) for one in stands.values())
    minor = minor or held
    if not held or minor > held:
        raise _not_held("credit refund", held, currency, money)
    with writing.journal_entry("enter") as journal:
        account = account_of(writing.conn, customer_id, currency, journal.journal_id)
        entry = NewEntry(account, "credit_refund", money.on, minor)
        insert_entry(journal, entry._replace(channel=money.channel, note=money.note))
        after = of_customer(writing.conn, rules, customer_id, currency)
        if overdrawn(after, money.on):
            raise _not_held("credit refund", held, currency, money)
        writing.refresh_touched()
        whose = _named(writing, customer_id)
        return written(
            journal,
            f"Entered credit refund: {Money(minor, currency)} paid out of the account of {whose}, "
            f"value date {money.on}",
            customer_id=customer_id,
            loan_id=account,
            kind="credit_refund",
            amount=minor,
            currency=currency,
            on=str(money.on),
        )


def apply(
    writing: Writing, who: str, amount: str, *, to: str, on: date, note: str = ""
) -> Written:
    """Money of a customer moved to a debt by hand, on a day on which the account holds it.

    Of a customer all that the account holds may be moved, of a loan or credit note its own
    credit. Errors: WrongUse for a debt of somebody else, or none; Refused (exit 6) above what is
    held, or owed, on the day.
    """
    debt_id = customers.resolve_loan(writing.conn, to)
    row = customers.loan(writing.conn, debt_id)
    customer_id, currency = row["customer_id"], row["currency"]
    stands = of_customer(writing.conn, writing.policy.rules, customer_id, currency)
    _check_day(on, writing.today)
    sources = _sources(writing, who, debt_id, customer_id, stands)
    plan = _plan(amount, _Applying(sources, stands[debt_id], 0, on), currency)
    with writing.journal_entry("apply") as journal:
        for source, part in _parts(plan):
            entry = NewEntry(source, "application", on, part, note=note, applies_to=debt_id)
            insert_entry(journal, entry)
        after = of_customer(writing.conn, writing.policy.rules, customer_id, currency)
        if overdrawn(after, writing.today) > overdrawn(stands, writing.today):
            raise Refused(
                f"what {customer_id} holds on {on} was paid out later",
                hint="Apply it on a later day, or take the refund back with 'overdue undo'.",
            )
        writing.refresh_touched()
        money, whose = Money(plan.amount, currency), _named(writing, customer_id)
        return written(
            journal,
            f"Applied {money} of the account of {whose} to {debt_id}, value date {on}",
            customer_id=customer_id,
            loan_id=debt_id,
            amount=plan.amount,
            currency=currency,
            on=str(on),
        )


def _sources(
    writing: Writing,
    who: str,
    debt_id: str,
    customer_id: str,
    stands: Mapping[str, OfCustomer],
) -> dict[str, OfCustomer]:
    """What the money may come from, the account itself first."""
    kind, which = customers.resolve(writing.conn, who)
    owner = customers.customer_of(writing.conn, kind, which)
    if owner != customer_id:
        raise WrongUse(
            f"{debt_id} is a debt of customer {customer_id}, not of {owner}",
            hint="Money of one customer pays no debt of another.",
        )
    if not stands[debt_id].loan.debt or which == debt_id:
        raise WrongUse(f"{debt_id} is no other debt", hint="Name the debt that gets the money.")
    if kind == "loan":
        return {name: one for name, one in stands.items() if name == which}
    others = {name: one for name, one in stands.items() if name != debt_id}
    return dict(sorted(others.items(), key=lambda one: one[1].row["kind"] != "account"))


def _plan(amount: str, asked: _Applying, currency: str) -> _Applying:
    """The move with its amount, checked against what is held and what is owed on the day."""
    held = sum(one.free(asked.on) for one in asked.sources.values())
    debt = asked.debt.loan.loan_id
    by_hand = sum(one.by_hand(asked.on).get(debt, 0) for one in asked.sources.values())
    owed = asked.debt.owed(asked.on) - by_hand
    minor = min(held, owed) if amount.strip().lower() == ALL else _minor(amount, currency)
    if not held or minor > held:
        holds = f"only {Money(held, currency)}" if held else f"nothing in {currency}"
        raise Refused(
            f"the account holds {holds} on {asked.on}",
            hint="See what came and where it went with 'overdue show WHO'; lower the amount.",
        )
    if not owed or minor > owed:
        owes = f"only {Money(owed, currency)}" if owed else "nothing"
        hint = (
            "Lower the amount, or write 'all'." if owed else "Name another debt, or another day."
        )
        raise Refused(f"{debt} asks for {owes} on {asked.on}", hint=hint)
    return asked._replace(amount=minor)


def _parts(plan: _Applying) -> Iterator[tuple[str, int]]:
    left = plan.amount
    for source, one in plan.sources.items():
        part = min(left, one.free(plan.on))
        left -= part
        if part:
            yield source, part


def _amount(writing: Writing, money: OnAccount, all_means: int | None = None) -> tuple[str, int]:
    """The currency and the minor units of an amount on account; ``all`` where it means any."""
    # One word is the number: ALL is a currency, too.
    words = money.amount.split()
    first, last = words[0].upper() if words else "", words[-1].upper() if words else ""
    code = next((one for one in (first, last) if len(words) > 1 and one in CURRENCIES), "")
    number = " ".join(words[1:] if code == first else words[:-1]) if code else money.amount.strip()
    currency = code or _currency(writing, money)
    if all_means is not None and number.lower() == ALL:
        return currency, all_means
    return currency, _minor(number, currency)


def _currency(writing: Writing, money: OnAccount) -> str:
    """That of the customer's debts, else the ledger's."""
    theirs = debt_currencies(writing.conn, money.customer_id)
    if len(theirs) > 1:
        raise WrongUse(
            f"{money.customer_id} has debts in {' and '.join(theirs)}",
            hint=f"Write the amount with its currency, as '{theirs[0]} {money.amount}'.",
        )
    currency = theirs[0] if theirs else writing.ledger.currency
    if not currency:
        raise WrongUse(
            f"nothing says the currency of '{money.amount}'",
            hint=f"Write the amount with its currency, as 'EUR {money.amount}'.",
        )
    return currency


def _minor(text: str, currency: str) -> int:
    try:
        minor = parse_typed(text, currency)
    except ValueError as error:
        raise WrongUse(
            f"the amount is '{text}': {error}", hint="Write a plain number, such as 1234.50."
        ) from None
    if minor <= 0:
        raise WrongUse(
            f"the amount is '{text}', and it is above zero",
            hint="Take a payment back with 'overdue undo'.",
        )
    return minor


def _check_day(on: date, today: date) -> None:
    if on > today:
        raise WrongUse(
            f"--on is {on}, which is still to come", hint="Record money when it has come in."
        )


def _applied(parts: Mapping[str, int], credit: int, currency: str) -> str:
    """Where money went, in words: ``300.00 to L-1, 200.00 to L-2, 10.00 left as credit``."""
    words = [
        f"{decimal_text(part, currency)} to {debt}" for debt, part in parts.items() if part > 0
    ]
    if credit or not words:
        words.append(f"{decimal_text(credit, currency)} left as credit")
    return ", ".join(words)


def _named(writing: Writing, customer_id: str) -> str:
    return f"{customer_id}{named(writing.conn, customer_id)}"


def _not_held(what: str, held: int, currency: str, money: OnAccount) -> Refused:
    if not held:
        reason = f"the account of {money.customer_id} holds nothing"
        return Refused(
            f"{what} on {money.on}: {reason}",
            hint=f"See it with 'overdue show {money.customer_id}'.",
        )
    return Refused(
        f"{what} on {money.on}: at most {Money(held, currency)}",
        hint="Lower the amount, or write 'all'.",
    )
