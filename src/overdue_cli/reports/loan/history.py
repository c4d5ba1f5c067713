"""How late one loan was over time: each change of bucket, with its day and its cause."""

from __future__ import annotations

from datetime import date

from overdue_cli.domain.loan.lateness_history import BucketChange, history
from overdue_cli.policies.pack import Policy
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.loan.facts import known_at, loans

#: What a change is put down to, in words; every other cause is a kind of entry.
CAUSES = {"due": "an instalment stayed unpaid", "time": "time passed"}


def loan_history(
    ledger: Ledger, policy: Policy, loan_id: str, *, day: date, known_on: date | None = None
) -> list[BucketChange]:
    """Every change of bucket of a loan up to the close of ``day``, oldest first.

    The buckets are those of the ageing; '' stands for a loan that is not late.
    """
    known = known_at(ledger.conn, known_on)
    wanted = f"SELECT '{loan_id.replace(chr(39), chr(39) * 2)}'"
    for _, loan in loans(ledger.conn, policy.rules, wanted=wanted, known=known):
        return history(loan, day, policy.buckets)
    return []


def cause_in_words(cause: str) -> str:
    """What moved a loan to another bucket, as people say it."""
    return CAUSES.get(cause, cause.replace("_", " "))
