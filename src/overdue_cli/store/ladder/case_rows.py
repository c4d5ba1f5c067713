"""The stored form of where a customer stands: the row of ``case_state`` for each unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.ladder.assessment import Standing, standing, standings
from overdue_cli.domain.ladder.case import Case, Contact
from overdue_cli.domain.ladder.ladder import Ladder
from overdue_cli.domain.ladder.priority import Weights, priority
from overdue_cli.domain.moments import utc_text


class StoredCase(NamedTuple):
    """One row of ``case_state``, in the order of its columns."""

    customer_id: str
    unit: str
    loan_id: str | None
    stage: str
    since: str | None
    anchor: str | None
    late: int
    score: int
    weight: int
    last_contact_id: int | None
    last_at_utc: str | None
    callback_utc: str | None
    promise_on: str | None
    rest: str
    due_by: str | None
    held_back: str
    valid_from: str
    valid_until: str


#: The rows of one customer at the close of a day.
StatesOf = Callable[[Case, date], Sequence[StoredCase]]


def states_of(ladder: Ladder, weights: Weights, currency: str) -> StatesOf:
    """The function that gives a customer's rows by a ladder and the weights of the priority.

    ``currency`` is the ledger's own: what is overdue in it decides among equals.
    """

    def rows(case: Case, day: date) -> Sequence[StoredCase]:
        stands = standings(ladder, case, day)
        if not stands:
            nowhere = standing(ladder, case, day)._replace(step=None)
            return [_row(case, nowhere, "", weights, currency)]
        return [_row(case, one, unit_of(one, ladder), weights, currency) for one in stands]

    return rows


def unit_of(stands: Standing, ladder: Ladder) -> str:
    """What a row is about: '' for the customer, a loan, or ``LOAN/SEQ`` for an item."""
    if ladder.unit == "customer":
        return ""
    return stands.loan_id if stands.seq is None else f"{stands.loan_id}/{stands.seq}"


def _row(case: Case, stands: Standing, unit: str, weights: Weights, currency: str) -> StoredCase:
    anchor = stands.counted_from
    basis = priority(weights, case, stands, anchor)
    last = last_contact(case)
    edges = [stands.next_change_on, *(loan.valid_until for loan in case.loans)]
    if basis.promise_due_on:
        edges.append(basis.promise_due_on + timedelta(days=1))
    return StoredCase(
        customer_id=case.customer_id,
        unit=unit,
        loan_id=stands.loan_id or None,
        stage=stands.step.name if stands.step else "",
        since=_iso(stands.since),
        anchor=_iso(anchor),
        late=int(stands.days > 0),
        score=basis.static,
        weight=sum(loan.overdue for loan in case.loans if loan.currency == currency),
        last_contact_id=last.contact_id if last else None,
        last_at_utc=utc_text(last.at) if last else None,
        callback_utc=utc_text(last.callback_at) if last and last.callback_at else None,
        promise_on=_iso(basis.promise_due_on),
        rest=stands.waiting.kind if stands.waiting else "",
        due_by=_iso(stands.due_by),
        held_back=f"{stands.missing[0].step}: {stands.missing[0].kind}" if stands.missing else "",
        valid_from=stands.as_of.isoformat(),
        valid_until=min((edge for edge in edges if edge), default=date.max).isoformat(),
    )


def last_contact(case: Case) -> Contact | None:
    """The last contact that reached out to somebody; a note does not."""
    reached = [contact for contact in case.contacts if contact.channel != "note"]
    return reached[-1] if reached else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
