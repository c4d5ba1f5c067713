"""How late one loan was over time: each change of bucket, with its day and its cause."""

from __future__ import annotations

from overdue_cli.book import Book
from overdue_cli.domain.loan.lateness_history import BucketChange, history
from overdue_cli.store.loan.facts import loan_of

#: What a change is put down to, in words; every other cause is a kind of entry.
CAUSES = {"due": "an instalment stayed unpaid", "time": "time passed"}


def loan_history(book: Book, loan_id: str) -> list[BucketChange]:
    """Every change of bucket of a loan up to the close of the day, oldest first.

    The buckets are those of the ageing; '' stands for a loan that is not late.
    """
    stored = loan_of(book.conn, book.policy.rules, loan_id, known=book.known)
    return history(stored[1], book.day, book.policy.buckets) if stored else []


def cause_in_words(cause: str) -> str:
    """What moved a loan to another bucket, as people say it."""
    return CAUSES.get(cause, cause.replace("_", " "))
