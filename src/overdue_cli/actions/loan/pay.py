"""Records a payment, on a loan or on the account of a customer."""

from __future__ import annotations

from datetime import date

from overdue_cli.actions.result import Written, named_of_loan, written
from overdue_cli.actions.unlikely import doubt_day, doubt_payment
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.money import Money
from overdue_cli.domain.typed_amount import parse_typed
from overdue_cli.store.contact import customers
from overdue_cli.store.loan.account import is_account
from overdue_cli.store.loan.entries import NewEntry, insert_entry, money_kind


def pay(
    writing: Writing, who: str, amount: str, *, on: date, channel: str = "", note: str = ""
) -> Written:
    """A payment of ``amount`` (a decimal string) with value date ``on``.

    Of a customer it goes on account, of a loan to the loan; on a debt that is charged off by then
    it is a recovery. Errors: WrongUse where nobody is meant, or for an amount that is not above
    zero.
    """
    kind, which = customers.resolve(writing.conn, who)
    if kind == "customer" or is_account(which):
        return _on_account(writing, kind, which, amount, on, channel, note)
    currency = customers.loan(writing.conn, which)["currency"]
    try:
        minor = parse_typed(amount, currency)
    except ValueError as error:
        raise WrongUse(
            f"the amount is '{amount}': {error}", hint="Write a plain number, such as 1234.50."
        ) from None
    if minor <= 0:
        raise WrongUse(
            f"the amount is '{amount}', a payment must be above zero",
            hint="Take a payment back with 'overdue undo'.",
        )
    if on > writing.today:
        raise WrongUse(
            f"--on is {on}, which is still to come", hint="Record money when it has come in."
        )
    doubt_payment(writing, which, Money(minor, currency))
    doubt_day(writing, "--on", on)
    with writing.journal_entry("pay") as journal:
        kind = money_kind(writing.conn, which, on.isoformat())
        entry = NewEntry(which, kind, on, minor, channel=channel, note=note)
        insert_entry(journal, entry)
        writing.refresh_touched()
        whose = named_of_loan(writing.conn, which)
        summary = f"Paid {Money(minor, currency)} on {which}{whose}, value date {on}"
        return written(
            journal, summary, loan_id=which, amount=minor, currency=currency, on=str(on)
        )


def _on_account(
    writing: Writing, kind: str, which: str, amount: str, on: date, channel: str, note: str
) -> Written:
    from overdue_cli.actions.loan.on_account import OnAccount, pay_on_account

    if kind == "loan":
        amount = f"{customers.loan(writing.conn, which)['currency']} {amount}"
    whose = customers.customer_of(writing.conn, kind, which)
    money = OnAccount(whose, amount, on, channel=channel, note=note)
    return pay_on_account(writing, money, command="pay")
