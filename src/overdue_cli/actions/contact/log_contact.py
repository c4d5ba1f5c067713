"""Writes down a contact with a customer, what came of it, and what that sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Row

from overdue_cli.actions import typed_input as read
from overdue_cli.actions.contact.contact_words import purpose_word
from overdue_cli.actions.contact.gate_check import StoredVerdict, stored_verdict
from overdue_cli.actions.contact.outcome_facts import (
    OutcomeFacts,
    outcome_facts,
    write_outcome_facts,
)
from overdue_cli.actions.contact.person import person_of
from overdue_cli.actions.ladder.hold_ends import end_by_contact
from overdue_cli.actions.result import Written, named, written
from overdue_cli.actions.unlikely import doubt_day, doubt_point, doubt_promises
from overdue_cli.book import Writing
from overdue_cli.domain.contact.rules import PURPOSES, ContactQuestion
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, CHANNELS, PLACES
from overdue_cli.domain.moments import utc_text
from overdue_cli.policies.pack import Policy, unknown
from overdue_cli.store.contact import contacts
from overdue_cli.store.ledger.journal import JournalEntry

STATES = ("draft", "sent", "delivered", "confirmed", "failed", "ignored")
DEGREES = ("high", "medium", "low", "none")
#: Which of the customer's own points a channel uses where none is named.
_POINTS = {"call": "phone", "sms": "phone", "email": "email", "letter": "address"}


@dataclass(frozen=True, slots=True)
class ContactTexts:
    """A contact as a person tells it; texts are checked here, not before."""

    who: str
    channel: str
    outcome: str = ""
    loan: str = ""
    at: str = ""
    phone: str = ""
    """The number or address that was used; '': the customer's own."""
    person: str = "self"
    reason: str = ""
    promises: Sequence[str] = ()
    callback: str = ""
    officer: str = ""
    note: str = ""
    direction: str = "out"
    place: str = ""
    step: str = ""
    """The step of the ladder, or the notice, that it carried out."""
    text: str = ""
    state: str = ""
    """What became of a message so far."""
    found: str = ""
    met: str = ""
    willingness: str = ""
    ability: str = ""
    agreed: str = ""
    until: str = ""
    """The last day of a hold that the outcome sets."""
    override: str = ""
    """Why it was made although the gate warned."""
    purpose: str = "collect"


@dataclass(frozen=True, slots=True)
class _Checked:
    """The same, read and checked: what is going to be written."""

    whom: read.Subject
    code: str
    at: datetime
    callback: datetime | None
    promises: Sequence[read.PromisedAmount]
    facts: OutcomeFacts
    cells: dict[str, str]
    verdict: StoredVerdict


def log_contact(writing: Writing, contact: ContactTexts) -> Written:
    """The contact stored with its outcome, promises, call-back, holds and preferences; one entry.

    What the contact gate of the day says of it is stored too, by the policy in force on that day.
    Errors: WrongUse for an unknown customer, person, purpose, outcome, reason,
    time, amount or loan. A contact against the rules is stored all the same.
    """
    contact = replace(
        contact,
        person=person_of(contact.person),
        purpose=read.one_of(purpose_word(contact.purpose), "--purpose", PURPOSES),
    )
    checked = _checked(writing, contact)
    _doubt(writing, contact, checked)
    with writing.journal_entry(f"log-{contact.channel}") as journal:
        contact_id = _write(journal, checked, contact, officer=contact.officer or writing.actor)
        sets = write_outcome_facts(
            journal,
            writing.policy,
            checked.whom,
            checked.facts,
            contact_id=contact_id,
            at=checked.at,
            note=contact.note,
            step=_step_done(contact, writing.policy),
        )
        if sets:
            writing.refresh_touched()
        whose = f"{checked.whom.customer_id}{named(writing.conn, checked.whom.customer_id)}"
        summary = _summary(contact, checked, contact_id, whose) + "".join(
            f", {one}" for one in sets
        )
        done = written(
            journal,
            summary,
            contact_id=contact_id,
            customer_id=checked.whom.customer_id,
            note=contact.note,
        )
        return done._replace(against=checked.verdict.objection)


def _went_out(contact: ContactTexts) -> bool:
    """Whether a contact is a message of ours that was sent."""
    ours = contact.direction != "in" and contact.channel in CHANNEL_GROUPS["message"]
    return ours and contact.state not in ("draft", "failed")


def _step_done(contact: ContactTexts, policy: Policy) -> str:
    """The step or notice that a message to the debtor carried out; '' for none."""
    sent = _went_out(contact) and policy.stands_for_debtor(contact.person)
    return contact.step if sent else ""


def _doubt(writing: Writing, contact: ContactTexts, checked: _Checked) -> None:
    doubt_promises(writing, checked.whom, checked.promises)
    doubt_day(writing, "--at", checked.at.date())
    doubt_day(writing, "--callback", checked.callback.date() if checked.callback else None)
    if contact.phone and _POINTS.get(contact.channel) in ("phone", "email"):
        doubt_point(writing, _POINTS[contact.channel], contact.phone)


def _verdict(
    writing: Writing, contact: ContactTexts, whom: read.Subject, at: datetime, place: str
) -> StoredVerdict:
    """Where a contact arrived, and what the contact gate says of it where we made it.

    A number that is not named is the one that the gate would use, else the customer's own; one
    that the customer used is the customer's own, or one that is on file at the place named.
    """
    if contact.channel == "note":
        return StoredVerdict({}, "", "", place)
    own, inbound = _own_point(contact.channel, whom), contact.direction == "in"
    question = ContactQuestion(
        contact.channel,
        at,
        person=contact.person,
        point=contact.phone or (own if inbound and not place else ""),
        loan_id=whom.loan_id,
        place=place,
        ends=writing.policy.holds_ended_by(
            contact.step if _went_out(contact) else "", contact.person
        ),
        purpose=contact.purpose,
    )
    policy = writing.policy_on(at.date())
    says = stored_verdict(
        writing.ledger, policy, whom.customer_id, question, override=contact.override
    )
    used = contact.phone or (says.point if contact.channel in _POINTS else "") or own
    place = says.place or ("home" if contact.channel == "visit" else "")
    if inbound or contact.state == "draft":
        return StoredVerdict({}, "", used, place)
    return says._replace(point=used, place=place)


def _checked(writing: Writing, contact: ContactTexts) -> _Checked:
    policy = writing.policy
    whom = read.subject_of(writing, contact.who, contact.loan)
    outcome = policy.outcome_named(contact.outcome)
    at = read.past_moment(contact.at, "--at", writing.now, whom.zone)
    if contact.channel not in CHANNELS:
        raise unknown("channel", contact.channel, list(CHANNELS))
    cells = _cells(policy, contact)
    says = _verdict(writing, contact, whom, at, cells["place"])
    return _Checked(
        whom=whom,
        code=outcome.code,
        at=at,
        callback=read.callback(contact.callback, at, whom.zone),
        promises=[read.promise(writing.conn, text, whom, at.date()) for text in contact.promises],
        facts=outcome_facts(
            policy,
            outcome.code,
            channel=contact.channel,
            point=says.point,
            person=contact.person,
            day=at.date(),
            until=contact.until,
            inbound=contact.direction == "in",
        ),
        cells=cells | says.cells | {"phone": says.point, "place": says.place},
        verdict=says,
    )


def _cells(policy: Policy, contact: ContactTexts) -> dict[str, str]:
    """The columns that hold words of a list, each checked."""

    def word(value: str, option: str, words: Sequence[str]) -> str:
        return read.one_of(value, option, words) if value else ""

    return {
        "reason": policy.reason_named(contact.reason),
        "direction": read.one_of(contact.direction, "--direction", ("in", "out")),
        "place": word(contact.place, "--place", PLACES),
        "person": contact.person,
        "purpose": contact.purpose,
        "step": policy.step_or_notice(contact.step),
        "found": word(contact.found, "--found", ("yes", "no")),
        "willingness": word(contact.willingness, "--willingness", DEGREES),
        "ability": word(contact.ability, "--ability", DEGREES),
        "state": word(contact.state, "--state", STATES),
    }


def _own_point(channel: str, whom: read.Subject) -> str:
    return str(getattr(whom, _POINTS[channel])) if channel in _POINTS else ""


def _write(
    journal: JournalEntry,
    checked: _Checked,
    contact: ContactTexts,
    *,
    officer: str,
) -> int:
    """The number of the contact, with its promises and the state of its message."""
    whom, at, cells = checked.whom, checked.at, dict(checked.cells)
    state = cells.pop("state")
    contact_id = contacts.insert(
        journal,
        customer_id=whom.customer_id,
        loan_id=whom.loan_id,
        at=at.isoformat(timespec="seconds"),
        at_utc=utc_text(at),
        time_zone=whom.zone or str(at.tzname()),
        channel=contact.channel,
        outcome=checked.code,
        callback_at=checked.callback.isoformat(timespec="minutes") if checked.callback else None,
        callback_utc=utc_text(checked.callback) if checked.callback else None,
        officer=officer,
        note=contact.note,
        text=contact.text,
        met=contact.met,
        agreed=contact.agreed,
        override_reason=contact.override,
        **cells,
    )
    for due_on, money in checked.promises:
        contacts.insert_promise(
            journal, contact_id, whom.customer_id, whom.loan_id, at.date(), due_on, money
        )
    if state:
        contacts.insert_state(journal, contact_id, state, at)
    return contact_id


def _summary(contact: ContactTexts, checked: _Checked, contact_id: int, whose: str) -> str:
    number = f" (contact {contact_id})" if contact.state else ""
    summary = f"Logged {contact.channel} of {whose}: {checked.code}{number}"
    if contact.state:
        summary += f", {contact.state}"
    if checked.callback:
        summary += f", call back {checked.callback.isoformat(sep=' ', timespec='minutes')[:16]}"
    for due_on, money in checked.promises:
        summary += f", promised {money} by {due_on}"
    return summary


def log_delivery(writing: Writing, contact_id: int, state: str, *, at: str, note: str) -> Written:
    """A later state of a message: sent, delivered, confirmed, failed, ignored; one entry.

    Errors: WrongUse for a contact that is no message, a time before it was written or to come.
    """
    row = contacts.contact(writing.conn, contact_id)
    if row is None or row["channel"] in ("call", "visit", "note"):
        raise WrongUse(
            f"contact {contact_id} is {'no message' if row else 'not known'}",
            hint="See the numbers with 'overdue show CUSTOMER --section contacts'.",
        )
    word = read.one_of(state, "--state", STATES)
    moment = read.past_moment(
        at, "--at", writing.now, row["time_zone"] if "/" in row["time_zone"] else ""
    )
    if utc_text(moment) < row["at_utc"]:
        raise WrongUse(
            f"--at is {moment.isoformat(timespec='minutes')}, before the message itself",
            hint=f"It was written on {row['at'][:16].replace('T', ' ')}.",
        )
    with writing.journal_entry("log-delivery") as journal:
        ended = _ended_by_draft(writing, journal, row, word, moment)
        contacts.insert_state(journal, contact_id, word, moment, note)
        if ended:
            writing.refresh_touched()
        whose = f"{row['customer_id']}{named(writing.conn, row['customer_id'])}"
        summary = f"Logged {row['channel']} {contact_id} of {whose} as {word}"
        summary += "".join(f", {one}" for one in ended)
        return written(
            journal, summary, contact_id=contact_id, customer_id=row["customer_id"], note=note
        )


def _ended_by_draft(
    writing: Writing, journal: JournalEntry, row: Row, state: str, at: datetime
) -> list[str]:
    """Holds that a message ends which was a draft until now, released from its day, in words."""
    if row["direction"] == "in" or state in ("draft", "failed"):
        return []
    if contacts.states_of(writing.conn, row["contact_id"]) != ["draft"]:
        return []
    if not writing.policy.stands_for_debtor(row["person"]):
        return []
    return end_by_contact(
        journal,
        writing.policy,
        row["customer_id"],
        row["loan_id"],
        step=row["step"],
        outcome="",
        on=at.date(),
    )
