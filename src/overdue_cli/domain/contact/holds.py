"""Holds that stop contact, and what a hold says of the customer."""

from __future__ import annotations

from datetime import datetime, timedelta

from overdue_cli.domain.contact.rules import ALL, HoldStops, Lawyer, Objection, Vulnerable
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import Hold
from overdue_cli.domain.ladder.holds import is_vulnerable

_ONE_DAY = timedelta(days=1)


def held(spec: HoldStops, proposed: ProposedContact) -> Objection | None:
    """The objection while a hold stops contact; a hold on one loan stops contact about it.

    A contact about no loan is stopped when every overdue loan is held.
    """
    stopping = [hold for hold in proposed.case.holds if _stops(spec, proposed, hold)]
    whole = [hold for hold in stopping if hold.loan_id is None]
    by_loan = {hold.loan_id: hold for hold in stopping if hold.loan_id is not None}
    if proposed.question.loan_id is not None:
        hits = whole + [hold for hold in stopping if hold.loan_id == proposed.question.loan_id]
    else:
        late = {loan.loan_id for loan in proposed.case.loans if loan.overdue > 0}
        hits = whole + (list(by_loan.values()) if late and late <= by_loan.keys() else [])
    if not hits:
        return None
    ends = [until_released(proposed, hold) for hold in hits]
    known = [end for end in ends if end is not None]
    last = max(known) if len(known) == len(ends) else None
    hold = hits[0] if last is None else hits[ends.index(last)]
    return Objection(f"hold for {hold.kind} since {hold.from_on}, {_end_text(hold)}", last)


def left_out(proposed: ProposedContact) -> tuple[str, ...]:
    """Loans on hold that a contact about no loan in particular leaves out, with the hold."""
    if proposed.question.loan_id is not None:
        return ()
    return tuple(
        f"{hold.loan_id}: {hold.kind}, {_end_text(hold)}"
        for hold in proposed.case.holds
        if hold.loan_id and hold.seq is None and "contact" in hold.stops
        if hold.holds_on(proposed.day)
    )


def _end_text(hold: Hold) -> str:
    return f"until {hold.until_on}" if hold.until_on else "until it is released"


def _stops(spec: HoldStops, proposed: ProposedContact, hold: Hold) -> bool:
    if "contact" not in hold.stops or hold.seq is not None or not hold.holds_on(proposed.day):
        return False
    if spec.kinds and hold.kind not in spec.kinds:
        return False
    if hold.kind == "lawyer" and _lawyer_rule_decides(proposed):
        return False
    if hold.kind in proposed.question.ends:
        return False
    acting = dict(spec.persons).get(hold.kind, frozenset())
    return acting.isdisjoint(proposed.words(proposed.question.person))


def _lawyer_rule_decides(proposed: ProposedContact) -> bool:
    """Whether a rule for customers who have a lawyer, which binds everybody, speaks of this.

    It lets through what the hold cannot tell apart: an answer to the customer's own message, and
    what the customer or the lawyer agreed to.
    """
    question = proposed.question
    words = proposed.words(question.person)
    return any(
        isinstance(rule.spec, Lawyer)
        and rule.decision == "block"
        and rule.binds == ALL
        and rule.in_force(proposed.day)
        and rule.is_about(question.channel, words, question.purpose)
        for rule in proposed.rules.rules
    )


def until_released(proposed: ProposedContact, hold: Hold) -> datetime | None:
    """The first moment at which a hold that holds now no longer does."""
    days = [day for day in (hold.released_on,) if day is not None]
    if hold.until_on is not None:
        days.append(hold.until_on + _ONE_DAY)
    return proposed.start_of(min(days)) if days else None


def vulnerable(_spec: Vulnerable, proposed: ProposedContact) -> Objection | None:
    """The objection to a way of contact with a customer who is known to be vulnerable."""
    told = (proposed.day_of(c.at) for c in proposed.before() if "vulnerable" in c.flags)
    if not is_vulnerable(proposed.case.holds, told, proposed.day):
        return None
    return Objection(f"known to be vulnerable: no {proposed.question.channel}")
