"""Who may be contacted, by which medium and where: consent, opt-out, third parties, holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from overdue_cli.domain.contact.rules import (
    AllowedPersons,
    Announced,
    Cease,
    Consent,
    HoldStops,
    Lawyer,
    Objection,
    OptOut,
    Refusal,
    Vulnerable,
    Workplace,
    WrongNumber,
)
from overdue_cli.domain.contact.time_zones import ProposedContact, is_in_use, is_wrong, same_point
from overdue_cli.domain.ladder.case import Contact, Hold

#: Holds under which nobody can speak for oneself.
ABSENT = frozenset({"death", "incapacity"})
_ONE_DAY = timedelta(days=1)


def without_consent(spec: Consent, proposed: ProposedContact) -> Objection | None:
    """The objection to a medium that the person neither agreed to nor used, or not of late."""
    question = proposed.question
    moments = [
        preference.at
        for preference in proposed.standing("consent")
        if preference.channel and proposed.is_meant(preference)
    ]
    moments += [
        contact.at
        for contact in proposed.before()
        if contact.inbound
        and contact.channel == question.channel
        and contact.person == question.person
        and (not contact.point or not question.point or same_point(contact.point, question.point))
    ]
    if not moments:
        return Objection(
            f"no consent to {question.channel}, and no message from the customer by it"
        )
    last = proposed.day_of(max(moments))
    if spec.days and proposed.day - last >= timedelta(days=spec.days):
        return Objection(f"the last consent to {question.channel}, or message by it, is of {last}")
    return None


def opted_out(_spec: OptOut, proposed: ProposedContact) -> Objection | None:
    """The objection to a medium or number that the person opted out of.

    One answer to a message by that medium is allowed, and one confirmation of the opt-out.
    """
    for preference in proposed.standing("opt_out"):
        if not proposed.is_meant(preference) or proposed.answers(preference.at):
            continue
        if proposed.question.purpose == "confirm" and not _was_written(proposed, preference.at):
            continue
        what = preference.point or preference.channel or "any contact"
        return Objection(
            f"opted out of {what} on {proposed.day_of(preference.at)}",
            _end(proposed, preference.until_on),
        )
    return None


def _was_written(proposed: ProposedContact, since: datetime) -> bool:
    return any(
        c.at >= since and c.channel == proposed.question.channel and not c.inbound
        for c in proposed.before()
    )


def wrong_person(spec: AllowedPersons, proposed: ProposedContact) -> Objection | None:
    """The objection to a person who is neither the debtor nor stands for the debtor."""
    person = proposed.question.person
    if person in spec.on_file and not _is_on_file(proposed, person):
        return Objection(f"no {person} is on file for this customer")
    if person in spec.allowed:
        return None
    if spec.others_if == "location" and proposed.question.purpose == "location":
        return None
    if spec.others_if == "unreachable" and is_unreachable(proposed, spec.attempts):
        return None
    last = {
        "never": "only the debtor, and who stands for the debtor, may be contacted",
        "unreachable": "others only while the debtor cannot be reached",
        "location": "others only to learn where the debtor is (purpose location)",
    }
    return Objection(f"{person}: {last[spec.others_if]}")


def _is_on_file(proposed: ProposedContact, person: str) -> bool:
    return any(p.person == person and is_in_use(p, proposed.day) for p in proposed.case.points)


def is_unreachable(proposed: ProposedContact, attempts: int) -> bool:
    """Whether the debtor cannot be reached: absent, without a number, or silent for long.

    Silent: so many tries on two days or more since the last conversation.
    """
    if any(hold.kind in ABSENT and hold.holds_on(proposed.day) for hold in proposed.case.holds):
        return True
    tries: list[Contact] = []
    for contact in proposed.before():
        if contact.person != "self":
            continue
        if "conversation" in contact.flags or contact.inbound:
            tries = []
        elif "attempt" in contact.flags or "unreachable" in contact.flags:
            tries.append(contact)
    if tries and "unreachable" in tries[-1].flags:
        return True
    return len(tries) >= attempts and len({proposed.day_of(one.at) for one in tries}) > 1


def refused(spec: Refusal, proposed: ProposedContact) -> Objection | None:
    """The objection to somebody around the debtor who asked to be left alone."""
    person = proposed.question.person
    if person in spec.own:
        return None
    preferences = [
        preference.at
        for kind in ("opt_out", "cease")
        for preference in proposed.standing(kind)
        if preference.person == person
    ]
    refusals = [c.at for c in proposed.before() if c.person == person and "refusal" in c.flags]
    if not preferences and not refusals:
        return None
    return Objection(f"{person} refused contact on {proposed.day_of(max(preferences + refusals))}")


def at_work(spec: Workplace, proposed: ProposedContact) -> Objection | None:
    """The objection to a contact at work, by what is known or by the law."""
    if proposed.question.place != "work":
        return None
    barred = [
        preference
        for preference in proposed.standing("workplace_barred")
        if proposed.is_meant(preference)
    ]
    if barred:
        return Objection(f"contact at work is not welcome since {proposed.day_of(barred[0].at)}")
    if spec.unless_consent and _agreed_at_work(proposed):
        return None
    if spec.bars == "always":
        return Objection(f"no {proposed.question.channel} at work without a consent to it")
    if spec.bars == "last_resort" and not is_unreachable(proposed, spec.attempts):
        return Objection("at work only as a last resort, while the debtor cannot be reached")
    return None


def _agreed_at_work(proposed: ProposedContact) -> bool:
    return any(
        preference.channel and preference.point and proposed.is_meant(preference)
        for preference in proposed.standing("consent")
    )


def represented(_spec: Lawyer, proposed: ProposedContact) -> Objection | None:
    """The objection to anybody but the lawyer of a customer who has one and did not consent."""
    if proposed.question.person == "lawyer":
        return None
    since = [
        proposed.start_of(hold.from_on)
        for hold in proposed.case.holds
        if hold.kind == "lawyer" and hold.holds_on(proposed.day)
    ]
    known = _is_on_file(proposed, "lawyer")
    if not since and not known:
        return None
    agreed = (
        preference.at
        for preference in proposed.standing("consent")
        if proposed.is_meant(preference)
    )
    if any(at >= max(since, default=at) for at in agreed):
        return None
    return Objection(
        "has a lawyer: contact the lawyer only", _hold_end(proposed, "lawyer", known=known)
    )


def _hold_end(proposed: ProposedContact, kind: str, *, known: bool) -> datetime | None:
    ends = [
        _until(proposed, h)
        for h in proposed.case.holds
        if h.kind == kind and h.holds_on(proposed.day)
    ]
    kept = [end for end in ends if end is not None]
    return max(kept) if kept and len(kept) == len(ends) and not known else None


def ceased(spec: Cease, proposed: ProposedContact) -> Objection | None:
    """The objection to any contact after a written request to stop, but for some purposes."""
    question = proposed.question
    if question.purpose in spec.purposes or question.person == "lawyer":
        return None
    for preference in proposed.standing("cease"):
        if proposed.is_meant(
            preference._replace(person="" if preference.person == "self" else preference.person)
        ):
            day = proposed.day_of(preference.at)
            return Objection(
                f"asked on {day} to stop all contact", _end(proposed, preference.until_on)
            )
    return None


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
    ends = [_until(proposed, hold) for hold in hits]
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
    return proposed.question.person not in dict(spec.persons).get(hold.kind, frozenset())


def _until(proposed: ProposedContact, hold: Hold) -> datetime | None:
    """The first moment at which a hold that holds now no longer does."""
    days = [day for day in (hold.released_on,) if day is not None]
    if hold.until_on is not None:
        days.append(hold.until_on + _ONE_DAY)
    return proposed.start_of(min(days)) if days else None


def _end(proposed: ProposedContact, until_on: object) -> datetime | None:
    from datetime import date

    return proposed.start_of(until_on + _ONE_DAY) if isinstance(until_on, date) else None


def vulnerable(_spec: Vulnerable, proposed: ProposedContact) -> Objection | None:
    """The objection to a way of contact with a customer who is known to be vulnerable."""
    hold = any(h.kind == "vulnerable" and h.holds_on(proposed.day) for h in proposed.case.holds)
    recorded = any("vulnerable" in contact.flags for contact in proposed.before())
    if not hold and not recorded:
        return None
    return Objection(f"known to be vulnerable: no {proposed.question.channel}")


def wrong_number(_spec: WrongNumber, proposed: ProposedContact) -> Objection | None:
    """The objection to a number that was found to be somebody else's."""
    if proposed.question.point and is_wrong(proposed.case, proposed.question.point, proposed.at):
        return Objection(f"{proposed.question.point} was a wrong number")
    return None


def unannounced(spec: Announced, proposed: ProposedContact) -> Objection | None:
    """The objection to coming without an announcement in time by another channel."""
    earliest = proposed.at - timedelta(days=spec.days)
    latest = proposed.at - timedelta(hours=spec.hours)
    announced = [
        contact.at
        for contact in proposed.before()
        if contact.channel not in (proposed.question.channel, "note")
        and not contact.inbound
        and contact.state_on(proposed.at) not in ("draft", "failed")
        and ("conversation" in contact.flags or contact.channel != "call")
        and contact.at >= earliest
    ]
    if any(at <= latest for at in announced):
        return None
    until = min(announced) + timedelta(hours=spec.hours) if announced else None
    return Objection(f"was not announced {spec.hours} hours ahead", until)
