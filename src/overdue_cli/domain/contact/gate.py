"""The contact gate: may this contact be made, by which rule not, and from when on.

Prohibitions block; presumptions, guidance and product defaults warn. The gate never looks minute
by minute: every rule that is against a contact says when it no longer is, and the next permitted
time is where all of them agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Any

from overdue_cli.domain.contact import (
    announced,
    attempt_caps,
    consent,
    contact_hours,
    holds,
    last_resort,
    lawyer,
    persons,
)
from overdue_cli.domain.contact.points import places
from overdue_cli.domain.contact.points.chosen_point import proposed_contact
from overdue_cli.domain.contact.rules import (
    STRENGTHS,
    AllowedPersons,
    Announced,
    AttemptCap,
    Cease,
    Check,
    Consent,
    ContactQuestion,
    ContactRule,
    ContactRules,
    Cooldown,
    HoldStops,
    Hours,
    InconvenientTimes,
    LastResort,
    Lawyer,
    Objection,
    OptOut,
    Refusal,
    Verdict,
    Vulnerable,
    Workplace,
    WrongNumber,
)
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import Case

_ROUNDS = 200
#: No further ahead is a permitted time looked for.
HORIZON = timedelta(days=1100)

Objects = Callable[[Any, ContactRule, ProposedContact], Objection | None]


def _plain(objects: Callable[[Any, ProposedContact], Objection | None]) -> Objects:
    return lambda spec, _rule, proposed: objects(spec, proposed)


_OBJECTS: dict[type, Objects] = {
    Hours: _plain(contact_hours.outside_hours),
    InconvenientTimes: _plain(contact_hours.inconvenient),
    AttemptCap: attempt_caps.over_cap,
    Cooldown: attempt_caps.cooling_down,
    Consent: _plain(consent.without_consent),
    OptOut: _plain(consent.opted_out),
    AllowedPersons: _plain(persons.wrong_person),
    Refusal: _plain(persons.refused),
    Workplace: _plain(places.at_work),
    Lawyer: _plain(lawyer.represented),
    Cease: _plain(consent.ceased),
    HoldStops: _plain(holds.held),
    Vulnerable: _plain(holds.vulnerable),
    WrongNumber: _plain(places.wrong_number),
    Announced: _plain(announced.unannounced),
    LastResort: _plain(last_resort.not_last),
}


def verdict(
    rules: ContactRules, case: Case, question: ContactQuestion, *, fallback: tzinfo | None = None
) -> Verdict:
    """Whether a contact may be made, with what every rule says about it.

    ``case`` may hold later facts: contacts and preferences count up to the moment asked about.
    ``fallback`` is the zone of a customer of whom none is known.
    """
    proposed = planned_contact(rules, case, question, fallback)
    binding = binding_rules(proposed)
    checks = tuple(_check(rule, proposed) for rule in binding)
    against = [check for check in checks if check.decision != "allow"]
    if not against:
        return Verdict(
            *("allow", "", "nothing objects", "", "", question.at, checks),
            *_answered_with(proposed, checks),
        )
    first = max(against, key=_weight)
    return Verdict(
        first.decision,
        first.rule.rule_id,
        first.text,
        first.rule.source,
        first.rule.strength,
        next_permitted(proposed, binding),
        checks,
        *_answered_with(proposed, checks),
    )


def _answered_with(
    proposed: ProposedContact, checks: Iterable[Check]
) -> tuple[str, tuple[tzinfo, ...], tuple[str, ...], str]:
    """The number, the zones, the debts to leave out and the place: told with every verdict."""
    resting = [
        debt
        for check in checks
        if check.decision == "allow"
        for debt in attempt_caps.debts_at_rest(check.rule, proposed)
    ]
    left_out = (*holds.left_out(proposed), *resting)
    return proposed.question.point, proposed.zones, left_out, proposed.question.place


def _is_closed(proposed: ProposedContact) -> bool:
    """Whether the place of a contact is one that a rule bars, or that the person does not want."""
    return places.is_inconvenient_place(proposed) or any(
        _check(rule, proposed).decision != "allow"
        for rule in binding_rules(proposed)
        if isinstance(rule.spec, Workplace)
    )


def planned_contact(
    rules: ContactRules, case: Case, question: ContactQuestion, fallback: tzinfo | None = None
) -> ProposedContact:
    """A contact with the number or address that the gate chooses for it, its place and zones."""
    return proposed_contact(rules, case, question, fallback, _is_closed)


def binding_rules(proposed: ProposedContact) -> list[ContactRule]:
    """The rules that speak about this contact and bind who collects from whom."""
    question, whom = proposed.question, collected(proposed)
    words = proposed.words(question.person)
    return [
        rule
        for rule in proposed.rules.rules
        if rule.is_about(question.channel, words, question.purpose)
        and rule.binds.holds_for(*whom)
        and rule.in_force(proposed.day)
    ]


def collected(proposed: ProposedContact) -> tuple[str, str, frozenset[str]]:
    """Who collects (creditor, agency, buyer), from whom, and products of the debts meant.

    Where no debt is named, those that are not closed; all of them where every one is.
    """
    case, loan_id = proposed.case, proposed.question.loan_id
    debtor = "business" if case.kind == "company" else "consumer"
    meant = [loan for loan in case.loans if loan_id in (None, loan.loan_id)]
    if loan_id is None:
        meant = [loan for loan in meant if loan.status != "closed"] or meant
    return proposed.rules.role, debtor, frozenset(loan.product or "default" for loan in meant)


def next_permitted(proposed: ProposedContact, rules: Iterable[ContactRule]) -> datetime | None:
    """The first moment from the one asked about at which no rule objects that passes with time.

    A rule that warns and does not pass by itself (no consent) leaves the moment as it is; one
    that blocks and does not pass means that none comes: None.
    """
    kept = list(rules)
    end = proposed.at + HORIZON
    for _ in range(_ROUNDS):
        checks = [_check(rule, proposed) for rule in kept if rule.in_force(proposed.day)]
        against = [check for check in checks if check.decision != "allow"]
        if any(check.until is None and check.decision == "block" for check in against):
            return None
        later = [check.until for check in against if check.until is not None]
        if not later:
            return proposed.at
        at = max(later)
        if at > end or at <= proposed.at:
            return None
        proposed = proposed._replace(question=proposed.question._replace(at=at))
    return None


def _check(rule: ContactRule, proposed: ProposedContact) -> Check:
    objection = _OBJECTS[type(rule.spec)](rule.spec, rule, proposed)
    if objection is None:
        return Check(rule, "allow", "")
    return Check(rule, rule.decision, objection.text, _until(objection, rule, proposed))


def _until(objection: Objection, rule: ContactRule, proposed: ProposedContact) -> datetime | None:
    """When an objection is over: by itself, or with the last day of its rule."""
    if rule.effective_to is None:
        return objection.until
    ended = proposed.start_of(rule.effective_to + timedelta(days=1))
    return ended if objection.until is None else min(objection.until, ended)


def _weight(check: Check) -> tuple[bool, bool, float, int, bool]:
    """Blocks before warnings; among them what does not pass, what lasts longest, the strongest.

    Of two alike, what closes every way to the customer is told before what closes one.
    """
    until = check.until
    strength = -STRENGTHS.index(check.rule.strength)
    lasts = until.timestamp() if until else 0.0
    every = isinstance(check.rule.spec, Lawyer | Cease)
    return check.decision == "block", until is None, lasts, strength, every
