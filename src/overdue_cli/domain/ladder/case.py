"""What is known of one customer in collection, as dated facts: the input of stage, gate and queue.

Nothing here depends on the day that is asked about; whoever reads it cuts it to that day.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal, NamedTuple

Channel = Literal["call", "sms", "email", "letter", "chat", "visit", "note"]

#: Channels in the order in which people name them; a note reaches nobody.
CHANNELS: tuple[Channel, ...] = ("call", "sms", "email", "letter", "chat", "visit", "note")
#: What a step of a ladder or a rule may say for several of them.
CHANNEL_GROUPS: dict[str, tuple[Channel, ...]] = {
    "message": ("sms", "email", "letter", "chat"),
    "any": ("call", "sms", "email", "letter", "chat", "visit"),
}

#: Where a contact reaches somebody, in words.
PLACE_TEXTS = {
    "home": "at home",
    "work": "at work",
    "public": "in public",
    "office": "at our office",
}
PLACES = tuple(PLACE_TEXTS)
#: Channels by which somebody writes.
WRITTEN_CHANNELS = frozenset(CHANNEL_GROUPS["message"])

HoldStop = Literal["contact", "ladder", "penalty", "dpd"]
STOPS: tuple[HoldStop, ...] = ("contact", "ladder", "penalty", "dpd")

PreferenceKind = Literal[
    "consent", "opt_out", "inconvenient", "workplace_barred", "work_hours", "cease"
]
#: What a consent may rest on, beside the person's own word.
BASES: dict[str, str] = {
    "creditor_notice": "the creditor's notice with a day to opt out by",
    "prior_collector": "the collector before used it",
    "reassigned_check": "a check that the number still is the customer's",
    "lawyer": "the lawyer agreed to direct contact",
    "lawyer_silent": "the lawyer did not answer in reasonable time",
}
Verdict = Literal["pending", "kept", "partly_kept", "broken", "cancelled"]
NoticeState = Literal["draft", "sent", "delivered", "confirmed", "failed", "ignored"]


class Stated(NamedTuple):
    """A state that a message or notice came into, and when."""

    state: NoticeState
    at: datetime


class Contact(NamedTuple):
    """One contact, tried or made, with what its outcome means by the policy (``flags``)."""

    contact_id: int
    at: datetime
    """Aware of its zone."""
    channel: str
    outcome: str
    flags: frozenset[str]
    loan_id: str | None = None
    """None: about every debt of the customer."""
    person: str = "self"
    point: str = ""
    """The number or address that was used."""
    place: str = ""
    inbound: bool = False
    step: str = ""
    """The step of the ladder, or the notice, that it carried out."""
    states: tuple[Stated, ...] = ()
    reason: str = ""
    callback_at: datetime | None = None
    purpose: str = "collect"
    """What it was for: one of the ``PURPOSES`` of the rules of contact."""
    found: str = ""
    """Of a visit: whether the person was found there, yes or no; '' where nobody said."""
    reached: str = ""
    """What happened, in a word of the outcome; '': as its flags say."""

    def state_on(self, at: datetime) -> str:
        """The state of a message at a moment; '' for what has none."""
        known = [stated for stated in self.states if stated.at <= at]
        return max(known, key=lambda stated: stated.at).state if known else ""


class Point(NamedTuple):
    """A number or address at which the customer, or somebody around, can be reached."""

    kind: Literal["phone", "email", "address"]
    value: str
    person: str = "self"
    name: str = ""
    place: str = ""
    time_zones: tuple[str, ...] = ()
    """IANA zones it may be in; several where a number does not say which."""
    from_on: date = date.min
    until_on: date | None = None


class Preference(NamedTuple):
    """What a customer allows or forbids about being contacted, from a moment on."""

    kind: PreferenceKind
    at: datetime
    channel: str = ""
    """One channel, a group of them, or '' for all."""
    point: str = ""
    loan_id: str | None = None
    person: str = "self"
    weekdays: frozenset[int] = frozenset(range(7))
    """Monday is 0."""
    from_time: time | None = None
    to_time: time | None = None
    until_on: date | None = None
    """The last day it holds."""
    ended_at: datetime | None = None
    place: str = ""
    """Where: work, home, public, office; '' for any place."""
    written: bool = False
    """Whether a consent was given in writing."""
    basis: str = ""
    """What a consent rests on, where it is not the person's own word: one of ``BASES``."""
    opt_out_by: date | None = None
    """The day up to which a creditor's notice lets the customer opt out."""


class Hold(NamedTuple):
    """What stops while something is looked into: [from_on, until_on], cut short by a release."""

    hold_id: int
    kind: str
    from_on: date
    until_on: date | None
    """The last day it holds; None: until it is released."""
    stops: frozenset[str]
    loan_id: str | None = None
    seq: int | None = None
    released_on: date | None = None
    """The first day on which it no longer holds."""
    note: str = ""
    remind_on: date | None = None
    """The day on which somebody looks at it; it holds on."""

    def holds_on(self, day: date) -> bool:
        """Whether it stops anything on a day.

        >>> hold = Hold(1, "dispute", date(2026, 6, 1), date(2026, 6, 5), frozenset({"contact"}))
        >>> hold.holds_on(date(2026, 6, 5)), hold.holds_on(date(2026, 6, 6))
        (True, False)
        """
        if day < self.from_on or (self.released_on is not None and self.released_on <= day):
            return False
        return self.until_on is None or day <= self.until_on

    def is_due(self, day: date) -> bool:
        """Whether it holds on a day and is to be looked at since then or before."""
        return self.remind_on is not None and self.remind_on <= day and self.holds_on(day)


class Promise(NamedTuple):
    """One instalment of a promise: an amount in minor units by a day."""

    promise_id: int
    made_on: date
    due_on: date
    amount: int
    currency: str
    loan_id: str | None = None
    """None: whichever loan of the customer in that currency."""
    group: int = 0
    """Instalments with the same number are one promise."""
    cancelled_on: date | None = None


class PromiseStanding(NamedTuple):
    """A promise and what became of it by the close of a day."""

    promise: Promise
    verdict: Verdict
    paid: int
    """What came in for it, minor units, never more than its amount."""
    decided_on: date | None
    """The first day on which the verdict held; None while pending."""


class Payment(NamedTuple):
    """Money in from the customer, minor units; a reversal takes it back from its own date."""

    value_on: date
    amount: int
    currency: str
    loan_id: str
    """'' for money on the customer's account, which names no loan."""
    reversed_on: date | None = None


class OpenItem(NamedTuple):
    """One instalment with something unpaid, minor units."""

    seq: int
    due_on: date
    amount: int
    issued_on: date | None = None


class LateRun(NamedTuple):
    """Days [from_on, until_on) on which a loan that the ledger knew of was late, without a gap."""

    from_on: date
    until_on: date | None
    """None: it is late still."""
    days: int = 0
    """Delinquent days on ``from_on`` where it was late before the ledger first heard of it."""


class CaseLoan(NamedTuple):
    """One loan of the customer at the close of a day, as its position says."""

    loan_id: str
    currency: str
    status: str
    overdue: int
    outstanding: int
    oldest_due_on: date | None
    delinquent_on: date | None
    """The day from which delinquent days count: the day asked about minus this."""
    next_due_on: date | None
    next_due_amount: int
    product: str = ""
    officer: str = ""
    time_zone: str = ""
    issued_on: date | None = None
    disputed: bool = False
    items: tuple[OpenItem, ...] = ()
    """Overdue items, the oldest first; filled where a ladder counts by items."""
    valid_until: date | None = None
    """The first later day on which the loan can stand otherwise by itself; None: not known."""
    heard_on: date | None = None
    """The day on which the ledger first heard of it, or the day asked about before that."""
    account_no: str = ""
    """The account number under which several loans were serviced together."""
    late_runs: tuple[LateRun, ...] = ()
    """When it was late since then; filled where a case may start further on than its evidence."""


class Case(NamedTuple):
    """One customer: loans at the close of a day, and everything recorded around them."""

    customer_id: str
    kind: str = "person"
    loans: tuple[CaseLoan, ...] = ()
    contacts: tuple[Contact, ...] = ()
    """In the order of their time."""
    promises: tuple[PromiseStanding, ...] = ()
    holds: tuple[Hold, ...] = ()
    preferences: tuple[Preference, ...] = ()
    points: tuple[Point, ...] = ()
    payments: tuple[Payment, ...] = ()
    time_zones: tuple[str, ...] = ()
    """Zones that the customer's own data name; points and loans add theirs."""
    known_from: date | None = None
    """The day since which the customer is looked after here: no service level runs before it."""
    born_on: str = ""
    """Date of birth (ISO) as recorded; '' where it was not."""
    id_no: str = ""
