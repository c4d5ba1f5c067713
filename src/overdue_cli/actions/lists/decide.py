"""Decides between a daily list and recorded money: the list is right, or the money stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from overdue_cli.actions.result import Written, written
from overdue_cli.book import Writing
from overdue_cli.domain.errors import Refused, WrongUse
from overdue_cli.domain.lists.list_lag import ListFinding
from overdue_cli.domain.money import Money
from overdue_cli.store.contact import customers
from overdue_cli.store.contact.contacts import insert_fact
from overdue_cli.store.lists.account_findings import applied_on
from overdue_cli.store.lists.findings import open_findings
from overdue_cli.store.loan.account import is_account
from overdue_cli.store.loan.entries import NewEntry, insert_entry


def accept_list(writing: Writing, loan_id: str, *, note: str = "") -> Written:
    """The money that the list does not show, reversed on the day of the list.

    Errors: WrongUse for an unknown loan, or one of which no finding is open; Refused (exit 6)
    where other debts would lose money on account by it, or other money would take its place.
    """
    findings = _open_of(writing, loan_id)
    before = _applied(writing, findings)
    with writing.journal_entry("list accept") as journal:
        for one in findings:
            insert_entry(
                journal,
                NewEntry(
                    one.held_by,
                    "reversal",
                    one.listed_on,
                    one.amount,
                    reverses=one.entry_id,
                    note=note or f"not on the list of {one.listed_on}",
                ),
            )
        writing.refresh_touched()
        _require_taken_back(writing, findings, before)
        first = findings[0]
        summary = (
            f"Took {_money_words(findings)} on {first.loan_id} back on {first.listed_on}, "
            f"as the list says ({_owner(first)})"
        )
        return written(journal, summary, **_details(findings))


def keep_money(writing: Writing, loan_id: str, *, note: str = "") -> Written:
    """The word that the money stands though the list does not show it: its finding is closed.

    Errors: WrongUse for an unknown loan, or one of which no finding is open.
    """
    findings = _open_of(writing, loan_id)
    with writing.journal_entry("list keep") as journal:
        for one in findings:
            insert_fact(
                journal,
                "list_decision",
                loan_id=one.loan_id,
                entry_id=one.entry_id,
                amount=one.amount,
                note=note,
            )
        first = findings[0]
        summary = f"Kept {_money_words(findings)} on {first.loan_id} ({_owner(first)})"
        return written(journal, summary, **_details(findings))


def _open_of(writing: Writing, loan_id: str) -> Sequence[ListFinding]:
    loan_id = customers.resolve_loan(writing.conn, loan_id)
    rules, lag = writing.policy.rules, writing.policy.list_lag
    findings = open_findings(writing.conn, rules, lag, writing.today, loan_id)
    if not findings:
        raise WrongUse(
            f"no list says anything against recorded money of {loan_id}",
            hint="See the findings with 'overdue list open'.",
        )
    return findings


def _applied(writing: Writing, findings: Sequence[ListFinding]) -> Counter[str]:
    """What the customer's debts got of money on account, minor units; {} where none is found."""
    first, rules = findings[0], writing.policy.rules
    if all(one.held_by == one.loan_id for one in findings):
        return Counter()
    return applied_on(writing.conn, rules, first.customer_id, first.listed_on)


def _require_taken_back(
    writing: Writing, findings: Sequence[ListFinding], before: Counter[str]
) -> None:
    """Refuses where not this loan alone lost what was taken back of an account."""
    of_account = [one for one in findings if one.held_by != one.loan_id]
    if not of_account:
        return
    lost = {findings[0].loan_id: sum(one.amount for one in of_account)}
    held = all(is_account(one.held_by) for one in of_account)
    before.subtract(_applied(writing, findings))
    if held and {loan_id: amount for loan_id, amount in before.items() if amount} == lost:
        return
    one = of_account[0]
    raise Refused(
        f"{_money_words(of_account)} on {one.loan_id} is money of {one.held_by}: to take it back "
        "there may change what other debts got, or other money may take its place",
        hint=f"Let it stand with 'overdue list keep {one.loan_id}', or take back all of the "
        f"payment: {_by_hand(of_account)}.",
    )


def _by_hand(findings: Sequence[ListFinding]) -> str:
    """What to type to reverse the payments themselves."""
    payments = dict.fromkeys((one.held_by, one.entry_id, one.listed_on) for one in findings)
    return " and ".join(
        f"'overdue enter {held_by} reversal all --reverses \"#{entry_id}\" --on {on}'"
        for held_by, entry_id, on in payments
    )


def _money_words(findings: Sequence[ListFinding]) -> str:
    return " and ".join(
        f"{Money(one.amount, one.currency)} of {one.recorded_on}" for one in findings
    )


def _owner(finding: ListFinding) -> str:
    return " ".join(part for part in (finding.customer_id, finding.name) if part)


def _details(findings: Sequence[ListFinding]) -> dict[str, object]:
    first = findings[0]
    return {
        "loan_id": first.loan_id,
        "customer_id": first.customer_id,
        "amount": sum(one.amount for one in findings),
        "currency": first.currency,
        "listed_on": str(first.listed_on),
    }
