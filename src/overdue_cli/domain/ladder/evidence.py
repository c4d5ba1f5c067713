"""What contacts, promises and payments show since a debt fell due: tries, refusals, notices.

Evidence counts from the day on which the oldest overdue item fell due, so that an old episode does
not count; what carries out a step before the due date counts from that step's first day. Days are
those of the contact's own zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from overdue_cli.domain.counted import counted
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, Case, Contact, Payment, PromiseStanding
from overdue_cli.domain.ladder.ladder import Ladder, NoticeLevel, Step, Tried

Dated = tuple[date, Contact]

_RANK = {"draft": 0, "sent": 1, "delivered": 2, "confirmed": 3}
_NOT_TRIED = frozenset({"draft", "failed", "ignored"})


class Evidence(NamedTuple):
    """What is known by the close of ``day`` of one episode of one customer, loan or item."""

    day: date
    from_on: date
    """The day on which the oldest overdue item fell due."""
    overdue: int
    """Minor units overdue in the currency of the worst loan."""
    effect_percent: int
    contacts: tuple[Dated, ...]
    """In the order of their time, lead time before the due date included."""
    attempts: tuple[Dated, ...]
    payments: tuple[Payment, ...]
    """In that currency, since the episode began."""
    promises: tuple[PromiseStanding, ...]

    def paid_since(self, start: date) -> int:
        """Minor units that came in from a day on and were not taken back."""
        return sum(
            one.amount for one in self.payments if one.value_on >= start and _stands(one, self.day)
        )

    def had_effect(self, start: date) -> bool:
        """Whether enough of what was overdue came in since ``start``."""
        paid = self.paid_since(start)
        return paid > 0 and paid * 100 >= self.effect_percent * (self.overdue + paid)

    def pending(self) -> PromiseStanding | None:
        """The promise that is waited for, the latest due; None where none is."""
        waiting = [one for one in self.promises if is_pending(one, self.day)]
        return max(waiting, key=lambda one: one.promise.due_on, default=None)


class HoldsSince(NamedTuple):
    """Since when something holds, and in words what it rests on."""

    on: date | None
    """None: it does not hold."""
    text: str = ""


class Tries(NamedTuple):
    """How far the tries that a step asks for have come."""

    on: date | None
    """The day on which they were enough; None while they are not."""
    times: int
    days: int
    waits_for: PromiseStanding | None = None
    """A pending promise: nobody can say yet that the tries were in vain."""


def gather(
    case: Case,
    ladder: Ladder,
    day: date,
    *,
    from_on: date,
    lead_on: date,
    currency: str,
    overdue: int,
    loan_id: str | None,
) -> Evidence:
    """The evidence by the close of ``day`` about one loan, or (None) about the whole customer."""
    contacts = tuple(
        (on, contact)
        for contact in sorted(case.contacts, key=_turn)
        if lead_on <= (on := contact.at.date()) <= day and _is_on_loan(contact.loan_id, loan_id)
    )
    return Evidence(
        day=day,
        from_on=from_on,
        overdue=overdue,
        effect_percent=ladder.effect_percent,
        contacts=contacts,
        attempts=tuple(one for one in contacts if is_attempt(one[1], day)),
        payments=tuple(
            one
            for one in case.payments
            if one.currency == currency
            and lead_on <= one.value_on <= day
            and (loan_id is None or one.loan_id in (loan_id, ""))
        ),
        promises=tuple(
            one
            for one in case.promises
            if one.promise.made_on <= day and _is_on_loan(one.promise.loan_id, loan_id)
        ),
    )


def _turn(contact: Contact) -> tuple[float, int]:
    return contact.at.timestamp(), contact.contact_id


def _is_on_loan(named: str | None, loan_id: str | None) -> bool:
    return named is None or loan_id is None or named == loan_id


def _stands(payment: Payment, day: date) -> bool:
    return payment.value_on <= day and not (payment.reversed_on and payment.reversed_on <= day)


def is_pending(standing: PromiseStanding, day: date) -> bool:
    """Whether a promise was waited for at the close of a day, its verdict known later or not."""
    promise, decided_on = standing.promise, standing.decided_on
    if promise.made_on > day or (promise.cancelled_on and promise.cancelled_on <= day):
        return False
    return standing.verdict == "pending" or (decided_on is not None and decided_on > day)


def is_attempt(contact: Contact, day: date) -> bool:
    """Whether we tried to reach the customer: a message that came back or is a draft is none."""
    if contact.inbound or "attempt" not in contact.flags:
        return False
    return not contact.states or _state_by(contact, day) not in _NOT_TRIED | {""}


def _state_by(contact: Contact, day: date) -> str:
    """The last state of a message that was known by the close of a day; '' for none yet."""
    known = [one for one in contact.states if one.at.date() <= day]
    return max(known, key=lambda one: one.at).state if known else ""


def notice_on(contact: Contact, day: date, level: NoticeLevel) -> date | None:
    """The day on which a notice came as far as ``level``; None where it did not or was dropped.

    Without states of its own a notice counts as sent, and as delivered when it was handed over
    in a conversation.
    """
    if not contact.states:
        spoken = "conversation" in contact.flags
        reached = _RANK["delivered" if spoken else "sent"]
        counts = spoken or is_attempt(contact, day)
        return contact.at.date() if counts and reached >= _RANK[level] else None
    if _RANK.get(_state_by(contact, day), -1) < _RANK[level]:
        return None
    return min(
        one.at.date()
        for one in contact.states
        if one.at.date() <= day and _RANK.get(one.state, -1) >= _RANK[level]
    )


def notices(evidence: Evidence, name: str, level: NoticeLevel) -> list[date]:
    """The days on which notices of this name came as far as ``level``, the first one first."""
    days = (
        notice_on(contact, evidence.day, level)
        for _, contact in evidence.contacts
        if contact.step == name
    )
    return sorted(day for day in days if day is not None)


@lru_cache(maxsize=256)
def channels_of(names: tuple[str, ...]) -> frozenset[str]:
    """Single channels behind names of channels and of groups of them.

    >>> sorted(channels_of(("message", "call")))
    ['call', 'chat', 'email', 'letter', 'sms']
    """
    channels: set[str] = set()
    for name in names:
        channels.update(CHANNEL_GROUPS.get(name, (name,)))
    return frozenset(channels)


def carries_out(contact: Contact, step: Step) -> bool:
    """Whether a contact belongs to a step: it names it, or names none and uses its channels."""
    if contact.step:
        return contact.step == step.name
    return contact.channel in channels_of(step.channels)


def actions(evidence: Evidence, step: Step) -> list[date]:
    """The days on which a step was carried out, in their order."""
    days: list[date] = []
    for on, contact in evidence.contacts:
        if contact.step == step.name and contact.channel not in ("call", "visit"):
            sent_on = notice_on(contact, evidence.day, step.counts_when)
            days += [sent_on] if sent_on else []
        elif is_attempt(contact, evidence.day) and carries_out(contact, step):
            days.append(on)
    return sorted(days)


def tries(evidence: Evidence, need: Tried, steps: Sequence[Step]) -> Tries:
    """How far the tries by these steps (or the need's own channels) have come, without effect.

    Tries before money that had an effect are left out: the count starts anew after it.
    """
    named = [step for step in steps if not need.steps or step.name in need.steps]
    days = [
        on
        for on, contact in evidence.attempts
        if on >= evidence.from_on and _counts(contact, need, named)
    ]
    while days and evidence.had_effect(days[0]):
        days.pop(0)
    enough = _enough_on(days, need.times, need.days)
    waits_for = evidence.pending()
    if enough is None or waits_for is not None:
        return Tries(None, len(days), len(set(days)), waits_for)
    return Tries(max(enough, _settled_on(evidence, days[0])), len(days), len(set(days)))


def _counts(contact: Contact, need: Tried, steps: Sequence[Step]) -> bool:
    if need.channels:
        return contact.channel in channels_of(need.channels)
    return any(carries_out(contact, step) for step in steps)


def _enough_on(days: Sequence[date], times: int, on_days: int) -> date | None:
    """The day on which so many tries on so many days were made; None while they were not."""
    seen: set[date] = set()
    for count, day in enumerate(days, 1):
        seen.add(day)
        if count >= times and len(seen) >= on_days:
            return day
    return None


def _settled_on(evidence: Evidence, start: date) -> date:
    """The last day on which a promise or a payment since ``start`` stopped speaking against it."""
    ends = [start]
    ends += [
        one.decided_on
        for one in evidence.promises
        if one.decided_on and start <= one.decided_on <= evidence.day
    ]
    ends += [
        one.reversed_on
        for one in evidence.payments
        if one.reversed_on and one.value_on >= start and one.reversed_on <= evidence.day
    ]
    return max(ends)


def refused(evidence: Evidence) -> HoldsSince:
    """Since when the customer refuses: said so, and neither promised nor paid enough since."""
    for on, contact in reversed(evidence.contacts):
        if "refusal" in contact.flags:
            given_up = any(
                one.promise.made_on >= on and one.verdict in ("pending", "kept")
                for one in evidence.promises
            )
            if given_up or evidence.had_effect(on):
                return HoldsSince(None)
            return HoldsSince(on, f"refused on {on}")
    return HoldsSince(None)


def unreachable(evidence: Evidence, times: int, days: int) -> HoldsSince:
    """Since when nobody was reached: so many attempts on so many days since the last talk.

    An outcome with the flag ``lost`` (no working contact at all) is enough by itself; one with
    ``unreachable`` (a dead or wrong number) counts as an attempt that reached nobody.
    """
    tried: list[date] = []
    lost: date | None = None
    for on, contact in evidence.contacts:
        if "conversation" in contact.flags:
            tried, lost = [], None
        elif "lost" in contact.flags:
            lost = lost or on
        elif on >= evidence.from_on and _reached_nobody(contact, evidence.day):
            tried.append(on)
    enough = _enough_on(tried, times, days)
    if lost is not None and (enough is None or lost <= enough):
        return HoldsSince(lost, f"no working contact since {lost}")
    on_days = counted(len(set(tried)), "day")
    count = f"{counted(len(tried), 'attempt')} on {on_days} reached nobody"
    return HoldsSince(enough, count) if enough else HoldsSince(None)


def _reached_nobody(contact: Contact, day: date) -> bool:
    return "unreachable" in contact.flags or is_attempt(contact, day)


def broken_promises(evidence: Evidence, times: int) -> HoldsSince:
    """Since when so many promises of this episode are broken."""
    ends = sorted(
        one.decided_on
        for one in evidence.promises
        if one.verdict == "broken"
        and one.decided_on is not None
        and one.decided_on <= evidence.day
        and one.promise.due_on >= evidence.from_on
    )
    if len(ends) < times:
        return HoldsSince(None)
    count = f"{len(ends)} promises broken" if len(ends) > 1 else "a promise broken"
    return HoldsSince(ends[times - 1], f"{count}, the last on {ends[-1]}")


class Summary(NamedTuple):
    """What was tried in this episode and what came of it, for people and for the priority."""

    from_on: date
    """The day from which it counts."""
    attempts: int
    attempt_days: int
    conversations: int
    last_attempt_on: date | None
    broken: int
    """Promises broken."""
    refused: str
    """Since when the customer refuses, in words; '' for no."""
    unreachable: str
    """Why the customer counts as out of reach; '' for no."""
    paid: int
    """Minor units in the worst loan's currency that came in."""


def summary(evidence: Evidence, ladder: Ladder) -> Summary:
    """The evidence of an episode in numbers."""
    days = [on for on, _ in evidence.attempts]
    rules = (rule for step in ladder.steps for rule in step.sooner if rule.on == "unreachable")
    rule = next(rules, None)
    lost = unreachable(evidence, rule.times, rule.days) if rule else HoldsSince(None)
    broken = (one for one in evidence.promises if one.verdict == "broken")
    return Summary(
        from_on=evidence.from_on,
        attempts=len(days),
        attempt_days=len(set(days)),
        conversations=sum("conversation" in contact.flags for _, contact in evidence.contacts),
        last_attempt_on=days[-1] if days else None,
        broken=sum(one.promise.due_on >= evidence.from_on for one in broken),
        refused=refused(evidence).text,
        unreachable=lost.text,
        paid=evidence.paid_since(evidence.from_on),
    )
