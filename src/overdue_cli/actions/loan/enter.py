"""Records one entry on one loan: payments, charges, waivers, credits, refunds, reversals."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from overdue_cli.actions.result import Written, named_of_loan, written
from overdue_cli.actions.unlikely import doubt_day, doubt_payment
from overdue_cli.book import Writing
from overdue_cli.domain.errors import OverdueError, Refused, WrongUse
from overdue_cli.domain.loan.loan import (
    CHARGES,
    COMPONENTS,
    CREDITS,
    ENTRY_KINDS,
    Component,
    Entry,
    Loan,
)
from overdue_cli.domain.loan.position import most_of, position
from overdue_cli.domain.loan.replay import counted_entries
from overdue_cli.domain.money import Money
from overdue_cli.domain.typed_amount import parse_typed
from overdue_cli.policies.pack import Policy, unknown
from overdue_cli.store.contact import customers
from overdue_cli.store.loan.account import is_account
from overdue_cli.store.loan.entries import (
    NewEntry,
    ReversibleEntry,
    insert_entry,
    targets,
)
from overdue_cli.store.loan.facts import loan_of

#: Kinds that can be entered by hand; a disbursement and an opening come with their loan.
BY_HAND = tuple(kind for kind in ENTRY_KINDS if kind not in ("disbursement", "opening"))
#: Kinds that take another entry back, and that forgive.
BACK = frozenset({"reversal", "chargeback"})
FORGIVING = frozenset({"waiver", "write_off"})
#: Kinds of at most what is owed.
OF_THE_DEBT = FORGIVING | {"charge_off", "sale"}
#: The amount that means all there is.
ALL = "all"
#: What needs no loan: money in, and money paid out again.
ON_ACCOUNT = CREDITS | {"credit_refund"}
_NOT_REVERSIBLE = frozenset({"reversal", "disbursement", "opening"})


@dataclass(frozen=True, slots=True)
class EntryTexts:
    """An entry as a person says it; ``amount`` is a decimal number or ``all``."""

    loan_id: str
    kind: str
    amount: str
    on: date
    due_on: date | None = None
    components: str = ""
    reverses: str = ""
    channel: str = ""
    note: str = ""
    price: str = ""
    """Of a sale, a decimal number."""
    buyer: str = ""


def enter(writing: Writing, texts: EntryTexts) -> Written:
    """One entry, checked against the loan as it stands on the value date, in one journal entry.

    Errors: WrongUse for an unknown loan, kind, component or target; Refused (exit 6) for a
    reversal of more than there is, a waiver above the debt, a refund above the credit.
    """
    _check_words(texts)
    loan_id = _place(writing, texts)
    if not loan_id:
        return _on_account(writing, texts)
    loan = _loan(writing.conn, writing.policy, loan_id)
    _check_days(texts, loan, writing.today)
    target = _target(writing.conn, texts, loan_id) if texts.kind in BACK else None
    entry = _entry(texts, loan, target)
    doubt_payment(writing, loan_id, Money(entry.amount, loan.currency), _words(entry.kind))
    doubt_day(writing, "--on", entry.value_on)
    doubt_day(writing, "--due", entry.due_on)
    with writing.journal_entry("enter") as journal:
        insert_entry(journal, entry)
        writing.refresh_touched()
        summary = _summary(entry, texts, loan.currency, named_of_loan(writing.conn, loan_id))
        return written(
            journal,
            summary,
            loan_id=loan_id,
            kind=entry.kind,
            amount=entry.amount,
            currency=loan.currency,
            on=str(entry.value_on),
        )


def _place(writing: Writing, texts: EntryTexts) -> str:
    """The loan that an entry is on; '' where it is on a customer's account and makes it anew."""
    kind, which = customers.resolve(writing.conn, texts.loan_id)
    whose = customers.customer_of(writing.conn, kind, which)
    account = kind == "loan" and is_account(which)
    if kind == "loan" and not (account and texts.kind in ON_ACCOUNT):
        return which
    if texts.kind in ON_ACCOUNT:
        return ""
    if texts.kind in BACK:
        mine = (one.loan_id for one in targets(writing.conn, texts.reverses))
        known = [one for one in mine if customers.customer_of(writing.conn, "loan", one) == whose]
        if known:
            return known[0]
        raise WrongUse(
            f"there is no transaction '{texts.reverses}' of customer {whose}",
            hint=f"See the loans with 'overdue show {whose}', and the ids with each loan.",
        )
    return customers.loan_meant(writing.conn, texts.loan_id)


def _on_account(writing: Writing, texts: EntryTexts) -> Written:
    """Money of a customer that names no debt, in or out."""
    from overdue_cli.actions.loan.on_account import OnAccount, pay_on_account, pay_out

    kind, which = customers.resolve(writing.conn, texts.loan_id)
    whose = customers.customer_of(writing.conn, kind, which)
    amount = texts.amount
    if kind == "loan":
        amount = f"{customers.loan(writing.conn, which)['currency']} {amount}"
    money = OnAccount(whose, amount, texts.on, texts.kind, texts.channel, texts.note)
    if texts.kind == "credit_refund":
        return pay_out(writing, money)
    return pay_on_account(writing, money, command="enter")


def _check_words(texts: EntryTexts) -> None:
    """Nothing, or WrongUse for a kind or an option that does not go with it."""
    if texts.kind not in BY_HAND:
        raise unknown("kind of entry", texts.kind, list(BY_HAND))
    needed = texts.kind in BACK
    if needed != bool(texts.reverses):
        rule = "names what it takes back" if needed else "takes nothing back"
        raise WrongUse(
            f"a {_words(texts.kind)} {rule}",
            hint="Give --reverses with an id that 'overdue show LOAN' prints."
            if needed
            else "Leave --reverses out; a reversal and a chargeback have it.",
        )
    if (texts.price or texts.buyer) and texts.kind != "sale":
        raise WrongUse(
            f"a {_words(texts.kind)} has no price and no buyer",
            hint="Leave --price and --to out; a sale has them.",
        )
    if texts.due_on and texts.kind not in CHARGES:
        raise WrongUse(
            f"a {_words(texts.kind)} has no due date", hint="Leave --due out; charges have it."
        )
    if texts.components and texts.kind not in FORGIVING:
        raise WrongUse(
            f"a {_words(texts.kind)} goes to components by the loan's order",
            hint="Leave --components out; a waiver and a write_off have it.",
        )


def _words(kind: str) -> str:
    """A kind as people write it: a write-off, a credit refund."""
    return kind.replace("_", "-" if kind.endswith("_off") else " ")


def _loan(conn: sqlite3.Connection, policy: Policy, loan_id: str) -> Loan:
    stored = loan_of(conn, policy.rules, loan_id)
    assert stored is not None
    return stored[1]


def _check_days(texts: EntryTexts, loan: Loan, today: date) -> None:
    if texts.on > today:
        raise WrongUse(
            f"--on is {texts.on}, which is still to come", hint="Enter it when it has happened."
        )
    if loan.exists_on and texts.on < loan.exists_on:
        raise WrongUse(
            f"--on is {texts.on}, before the loan began on {loan.exists_on}",
            hint="Give a day on which the loan existed.",
        )


def _target(conn: sqlite3.Connection, texts: EntryTexts, loan_id: str) -> ReversibleEntry:
    """The entry of this loan that is taken back; WrongUse or Refused when it cannot be."""
    known = targets(conn, texts.reverses)
    here = [one for one in known if one.loan_id == loan_id]
    if not here:
        where = f" on loan {loan_id}; it is on {known[0].loan_id}" if known else ""
        raise WrongUse(
            f"there is no transaction '{texts.reverses}'{where}",
            hint=f"See the ids with 'overdue show {known[0].loan_id if known else loan_id}'.",
        )
    target = here[0]
    if target.inferred:
        raise Refused(
            f"{texts.reverses} follows from the daily lists; nobody recorded it",
            hint="Record what happened ('overdue pay', 'overdue enter'), or import a corrected "
            "list: either takes its place.",
        )
    allowed = target.kind in CREDITS or (
        texts.kind == "reversal" and target.kind not in _NOT_REVERSIBLE
    )
    if not allowed:
        raise Refused(
            f"a {_words(target.kind)} cannot be taken back by a {texts.kind}",
            hint="Undo its journal entry, or name the payment or charge.",
        )
    if texts.on < target.value_on:
        raise WrongUse(
            f"--on is {texts.on}, before what it takes back ({target.value_on})",
            hint=f"Give {target.value_on} or a later day.",
        )
    return target


def _entry(texts: EntryTexts, loan: Loan, target: ReversibleEntry | None) -> NewEntry:
    """The entry to be written; Refused where the loan does not bear it."""
    components = _components(texts.components)
    draft = NewEntry(
        loan.loan_id,
        texts.kind,
        texts.on,
        0,
        texts.due_on,
        target.entry_id if target else None,
        components,
        channel=texts.channel,
        note=texts.note,
        price=_price(texts.price, loan.currency) if texts.price else None,
        buyer=texts.buyer,
    )
    most = _most(draft, loan, target)
    if texts.amount.strip().lower() == ALL:
        return draft._replace(amount=_all(draft, most))
    amount = _amount(texts.amount, loan.currency)
    if most is not None and amount > most and draft.kind != "recovery":
        raise _too_much(draft, most, loan.currency, target)
    return draft._replace(amount=amount)


def _components(text: str) -> tuple[str, ...]:
    """Components as people write them, with a blank or a comma between."""
    names = [name.lower() for name in re.split(r"[\s,;+]+", text) if name]
    for name in names:
        if name not in COMPONENTS:
            raise unknown("component", name, list(COMPONENTS))
    return tuple(dict.fromkeys(names))


def _amount(text: str, currency: str) -> int:
    try:
        minor = parse_typed(text, currency)
    except ValueError as error:
        raise WrongUse(
            f"the amount is '{text}': {error}",
            hint="Write a plain number, such as 1234.50, or 'all'.",
        ) from None
    if minor <= 0:
        raise WrongUse(
            f"the amount is '{text}', an entry must be above zero",
            hint="The kind says which way it goes; take money back with a reversal.",
        )
    return minor


def _price(text: str, currency: str) -> int:
    """Minor units of what a debt is sold for; some are given away."""
    try:
        minor = parse_typed(text, currency)
    except ValueError as error:
        raise WrongUse(
            f"--price is '{text}': {error}", hint="Write a plain number, such as 1234.50."
        ) from None
    if minor < 0:
        raise WrongUse(f"--price is '{text}', below zero", hint="Give 0 for a debt given away.")
    return minor


def _most(draft: NewEntry, loan: Loan, target: ReversibleEntry | None) -> int | None:
    """The largest amount that the loan bears on the value date; None for no limit."""
    if target is not None:
        return target.amount - target.taken_back
    if draft.kind in OF_THE_DEBT:
        return _of_the_debt(draft, loan)
    if draft.kind == "credit_refund":
        return position(loan, draft.value_on, detail=False).credit
    if draft.kind == "recovery":
        return _recoverable(draft, loan)
    return None


def _recoverable(draft: NewEntry, loan: Loan) -> int:
    """What of the debt written off or charged off is not recovered; above it money is credit.

    Refused where neither was done by the value date.
    """
    standing = position(loan, draft.value_on, detail=False)
    counted = counted_entries(loan.entries, draft.value_on)
    if not any(entry.kind in ("write_off", "charge_off") for entry in counted):
        raise Refused(
            f"recovery on {draft.value_on}: nothing of the loan is written off or charged off",
            hint="Enter the money as a repayment.",
        )
    still_owed = standing.outstanding.total if standing.charged_off else 0
    return standing.written_off.total + still_owed


def _of_the_debt(draft: NewEntry, loan: Loan) -> int:
    """What of the debt can be forgiven, marked or sold on the value date, penalty included."""
    number = max((entry.entry_id for entry in loan.entries), default=0) + 1
    components = cast(tuple[Component, ...], draft.components)
    return most_of(
        loan, Entry(number, draft.kind, draft.value_on, draft.amount, components=components)
    )


def _all(draft: NewEntry, most: int | None) -> int:
    if most is None:
        raise WrongUse(
            f"the amount of a {_words(draft.kind)} is not 'all'",
            hint="Give the amount; a reversal, a waiver, a write_off, a charge_off, a sale and a "
            "refund may be 'all'.",
        )
    if most <= 0:
        raise _nothing(draft)
    return most


def _too_much(
    draft: NewEntry, most: int, currency: str, target: ReversibleEntry | None
) -> OverdueError:
    if most <= 0:
        return _nothing(draft)
    message = f"{_words(draft.kind)} on {draft.value_on}: at most {Money(most, currency)}"
    if target is not None:
        return Refused(message, hint="No more can be taken back than there was.")
    return Refused(message, hint="Lower the amount, or write 'all'.")


_NOTHING: dict[str, tuple[str, str]] = {
    "reversal": ("this is taken back already", "A transaction is reversed once."),
    "chargeback": ("this is taken back already", "A payment is put back once."),
    "waiver": ("nothing of that is owed", "Name other components, or another day."),
    "write_off": ("nothing of that is owed", "Name other components, or another day."),
    "charge_off": (
        "the loan owes nothing, or is charged off already",
        "See it with 'overdue show LOAN'.",
    ),
    "sale": ("the loan owes nothing", "See it with 'overdue show LOAN'."),
    "credit_refund": ("the loan has no credit", "See it with 'overdue show LOAN'."),
    "recovery": ("everything is recovered", "Give the amount; it becomes credit."),
}


def _nothing(draft: NewEntry) -> OverdueError:
    reason, hint = _NOTHING[draft.kind]
    return Refused(f"{_words(draft.kind)} on {draft.value_on}: {reason}", hint=hint)


def _summary(entry: NewEntry, texts: EntryTexts, currency: str, whose: str) -> str:
    parts: Sequence[str] = (
        f"of {', '.join(entry.components)}" if entry.components else "",
        f"of {texts.reverses}" if entry.reverses else "",
        f"due {entry.due_on}" if entry.due_on else "",
        f"to {entry.buyer}" if entry.buyer else "",
        f"for {Money(entry.price, currency)}" if entry.price is not None else "",
    )
    what = " ".join((_words(entry.kind), *(part for part in parts if part)))
    money = Money(entry.amount, currency)
    return f"Entered {what}: {money} on {entry.loan_id}{whose}, value date {entry.value_on}"
