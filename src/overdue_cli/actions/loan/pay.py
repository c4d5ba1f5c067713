"""Records a payment on one loan."""

from __future__ import annotations

from datetime import date, datetime

from overdue_cli.actions.result import Written
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.money import Money, parse_typed
from overdue_cli.policies.pack import Policy
from overdue_cli.store.contact import customers
from overdue_cli.store.ledger.ledger import Ledger, journal_entry
from overdue_cli.store.loan.derived_positions import refresh_touched


def pay(
    ledger: Ledger,
    policy: Policy,
    loan_id: str,
    amount: str,
    *,
    on: date,
    actor: str,
    now: datetime,
    channel: str = "",
    note: str = "",
) -> Written:
    """A repayment of ``amount`` (a decimal string) with value date ``on``.

    Errors: WrongUse for an unknown loan or an amount that is not above zero.
    """
    found = customers.resolve_loan(ledger.conn, loan_id)
    currency = customers.loan(ledger.conn, found)["currency"]
    try:
        minor = parse_typed(amount, currency)
    except ValueError as error:
        raise WrongUse(
            f"the amount is '{amount}': {error}", hint="Write a plain number, such as 1234.50."
        ) from None
    if minor <= 0:
        raise WrongUse(
            f"the amount is '{amount}', a payment is above zero",
            hint="Take a payment back with 'overdue undo'.",
        )
    if on > now.date():
        raise WrongUse(
            f"--on is {on}, which is still to come", hint="Record money when it has come in."
        )
    with journal_entry(ledger, actor=actor, command="pay", at=now) as work:
        work.conn.execute(
            "INSERT INTO entry (loan_id, kind, value_on, amount, components, channel, note, "
            "journal_id) VALUES (?, 'repayment', ?, ?, '', ?, ?, ?)",
            (found, on.isoformat(), minor, channel, note, work.journal_id),
        )
        refresh_touched(work.conn, policy.rules, now.date())
        said = f"Paid {Money(minor, currency)} on {found}, value date {on}"
        work.summary = said
        work.details = {"loan_id": found, "amount": minor, "currency": currency, "on": str(on)}
    return Written(said, work.journal_id)
