"""Answers whether a contact may be made, for one who has not made it yet."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import NamedTuple

from overdue_cli.actions.contact.contact_words import purpose_word, word_of
from overdue_cli.actions.contact.gate_check import case_at, role_of, zone_of
from overdue_cli.actions.contact.person import person_of
from overdue_cli.actions.typed_input import moment, one_of, subject_of
from overdue_cli.book import Book
from overdue_cli.domain.contact.contact_hours import zones_text
from overdue_cli.domain.contact.gate import planned_contact, verdict
from overdue_cli.domain.contact.rules import PURPOSES, Check, ContactQuestion, Verdict
from overdue_cli.domain.duties.notices_due import NoticeDue, notices_due
from overdue_cli.domain.duties.wording import Wording, words_for
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, CHANNELS, PLACES
from overdue_cli.policies.layers import unknown


class PlannedContact(NamedTuple):
    """A contact that somebody means to make, as a person tells it."""

    who: str
    channel: str = "call"
    at: str = ""
    point: str = ""
    person: str = "self"
    loan: str = ""
    place: str = ""
    purpose: str = "collect"
    step: str = ""
    """The step or notice that a message would carry out."""


class GateAnswer(NamedTuple):
    """The verdict, and what is told with it."""

    customer_id: str
    question: ContactQuestion
    verdict: Verdict
    policy: str
    role: str
    say: tuple[Wording, ...] = ()
    """The wordings that the contact asks for."""
    send: tuple[NoticeDue, ...] = ()
    """Notices that are still to follow the first communication."""

    @property
    def zone(self) -> tzinfo | None:
        """The zone in which times are told: that of the moment asked about."""
        return self.question.at.tzinfo

    @property
    def verified(self) -> bool | None:
        """Whether the rule that decided was read in a source; None for one of our own, or none."""
        check = next((c for c in self.verdict.checks if c.rule.rule_id == self.verdict.rule), None)
        return None if check is None else verified(check)

    @property
    def next_text(self) -> str:
        """The first permitted moment, in the zone of the question; '' for none."""
        return self.local_text(self.verdict.next_at)

    @property
    def zones_text(self) -> str:
        """The time of day in every zone the customer may be in."""
        return zones_text(self.question.at, self.verdict.zones)

    def local_text(self, moment: datetime | None) -> str:
        """A moment in the zone of the question; '' for none."""
        return moment.astimezone(self.zone).isoformat(timespec="minutes") if moment else ""

    def sentence(self) -> str:
        """The verdict in one line."""
        verdict = self.verdict
        return (
            f"{self.question.channel} to {self.customer_id}: {verdict.text} "
            f"({verdict.rule}, {verdict.source}; {self.policy})"
        )


def verified(check: Check) -> bool | None:
    """Whether a rule was read in a source and is sure; None for a choice of our own."""
    return None if check.rule.evidence == "own" else check.rule.verified


def may_contact(book: Book, contact: PlannedContact) -> GateAnswer:
    """What the gate says of a contact; the policy in force on its day decides.

    Errors: WrongUse for an unknown customer, loan, channel, person, place, purpose or
    time.
    """
    contact = _in_words(contact)
    subject = subject_of(book, contact.who, contact.loan)
    at = moment(contact.at, "--at", book.now, subject.zone, ahead=True)
    policy = book.policy_on(at.date())
    step = policy.step_or_notice(contact.step)
    question = ContactQuestion(
        contact.channel,
        at,
        person_of(contact.person),
        contact.point,
        subject.loan_id,
        one_of(contact.place, "--place", PLACES) if contact.place else "",
        contact.purpose,
        ends=policy.holds_ended_by(
            step if _is_message(contact) else "", person_of(contact.person)
        ),
    )
    role, fallback = role_of(book.ledger), zone_of(book.ledger)
    case, rules = case_at(book.ledger, policy, subject.customer_id, at), policy.contact_rules(role)
    planned = planned_contact(rules, case, question, fallback)
    return GateAnswer(
        subject.customer_id,
        question,
        verdict(rules, case, question, fallback=fallback),
        f"{policy.name} {policy.version}",
        role,
        words_for(policy.wordings, planned),
        notices_due(policy.follow_ups, planned),
    )


def _is_message(contact: PlannedContact) -> bool:
    return contact.channel in CHANNEL_GROUPS["message"]


def _in_words(contact: PlannedContact) -> PlannedContact:
    """The contact with channel and purpose by the words of the program."""
    channels: list[str] = [channel for channel in CHANNELS if channel != "note"]
    channel = word_of("channel", contact.channel, channels)
    if channel not in channels:
        raise unknown("channel", channel, channels)
    purpose = purpose_word(contact.purpose)
    if purpose not in PURPOSES:
        raise unknown("purpose", purpose, list(PURPOSES))
    return contact._replace(channel=channel, purpose=purpose)
