"""Answers whether a measure other than a contact may be taken: a report to a credit bureau, …"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from overdue_cli.actions.contact.gate_check import case_at, role_of, zone_of
from overdue_cli.actions.typed_input import moment, subject_of
from overdue_cli.book import Book
from overdue_cli.domain.contact.gate import planned_contact
from overdue_cli.domain.contact.rules import ContactQuestion
from overdue_cli.domain.duties.measures import Measure, MeasureVerdict, measure_verdict
from overdue_cli.domain.errors import WrongUse
from overdue_cli.policies.layers import unknown
from overdue_cli.policies.pack import Policy


class MeasureAnswer(NamedTuple):
    """The verdict on a measure, and what is told with it."""

    customer_id: str
    loan_id: str | None
    at: datetime
    measure: Measure
    verdict: MeasureVerdict
    policy: str
    role: str

    @property
    def next_text(self) -> str:
        """The first moment at which it may be taken, in the zone of the question; '' for none."""
        next_at = self.verdict.next_at
        return next_at.astimezone(self.at.tzinfo).isoformat(timespec="minutes") if next_at else ""

    def sentence(self) -> str:
        """The verdict in one line."""
        return (
            f"{self.measure.title}, {self.customer_id}: {self.verdict.text} "
            f"({self.measure.name}, {self.measure.source}; {self.policy})"
        )


def may_take(book: Book, who: str, measure: str, *, at: str = "", loan: str = "") -> MeasureAnswer:
    """Whether a measure may be taken; the policy in force on its day decides.

    Errors: WrongUse for an unknown customer, loan or time, or a measure no policy speaks of.
    """
    subject = subject_of(book, who, loan)
    when = moment(at, "--at", book.now, subject.zone, ahead=True)
    policy = book.policy_on(when.date())
    chosen = measure_named(policy, measure)
    role = role_of(book.ledger)
    proposed = planned_contact(
        policy.contact_rules(role),
        case_at(book.ledger, policy, subject.customer_id, when),
        ContactQuestion("letter", when, loan_id=subject.loan_id),
        zone_of(book.ledger),
    )
    return MeasureAnswer(
        subject.customer_id,
        subject.loan_id,
        when,
        chosen,
        measure_verdict(chosen, proposed),
        f"{policy.name} {policy.version}",
        role,
    )


def measure_named(policy: Policy, name: str) -> Measure:
    """The measure of that name; WrongUse names those of the policy."""
    if not policy.measures:
        raise WrongUse(
            f"the policy {policy.name} says nothing of measures such as '{name}'",
            hint="Write a table [measure.NAME] in it, or ask about a contact with --channel.",
        )
    if name not in policy.measures:
        raise unknown("measure", name, list(policy.measures))
    return policy.measures[name]
