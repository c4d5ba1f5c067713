"""Who may be contacted: the debtor, who stands for the debtor, and third parties."""

from __future__ import annotations

from overdue_cli.domain.contact.birth_dates import born_on
from overdue_cli.domain.contact.consents.agreement import consents_now
from overdue_cli.domain.contact.reached import spoke
from overdue_cli.domain.contact.rules import AllowedPersons, Objection, Refusal
from overdue_cli.domain.contact.time_zones import ProposedContact, is_in_use, same_point
from overdue_cli.domain.ladder.case import Contact

#: Holds under which nobody can speak for oneself.
ABSENT = frozenset({"death", "incapacity"})


def wrong_person(spec: AllowedPersons, proposed: ProposedContact) -> Objection | None:
    """The objection to a person who is neither the debtor nor stands for the debtor."""
    person = proposed.question.person
    if person in spec.on_file and not is_on_file(proposed, person):
        return Objection(f"no {person} is on file for this customer")
    if not spec.allowed.isdisjoint(proposed.words(person)):
        return None
    purpose = proposed.question.purpose
    if spec.others_if == "location" and purpose == "location":
        return None
    meant = not spec.others_for or purpose in spec.others_for
    if spec.others_if == "unreachable" and meant and is_unreachable(proposed, spec.attempts):
        return None
    if spec.unless_consent and any(consents_now(proposed, spec.unless_consent)):
        return None
    return Objection(f"{person}: {_only(spec)}{_of_age(proposed, person)}")


def _only(spec: AllowedPersons) -> str:
    """Who may be contacted, and what opens contact with others, in words."""
    last = {
        "never": "only the debtor, and who stands for the debtor, may be contacted",
        "unreachable": "others only while the debtor cannot be reached",
        "location": "others only to learn where the debtor is (purpose location)",
    }
    if spec.others_for:
        last["unreachable"] += f", and for one purpose: {', '.join(sorted(spec.others_for))}"
    consent = {"any": ", or with the customer's consent"}
    consent["written"] = f"{consent['any']} in writing"
    return last[spec.others_if] + consent.get(spec.unless_consent, "")


def _of_age(proposed: ProposedContact, person: str) -> str:
    """Why somebody who stands for minors does not for this customer; '' for anybody else."""
    if person not in proposed.rules.consumers.of_minors:
        return ""
    if born_on(proposed.case.born_on, proposed.case.id_no) is None:
        return f"; a {person} only of a minor, and no date of birth is on file"
    return f"; a {person} only of a minor, and the customer is of age"


def is_on_file(proposed: ProposedContact, person: str) -> bool:
    """Whether a number or address in use is on file as this person's."""
    return any(p.person == person and is_in_use(p, proposed.day) for p in proposed.case.points)


def is_same_person(proposed: ProposedContact, contact: Contact) -> bool:
    """Whether a contact was with the person asked about.

    Two persons of one kind are told apart where their numbers are on file under two names.
    """
    if contact.person != proposed.question.person:
        return False
    before = _name_of(proposed, contact.point)
    now = _name_of(proposed, proposed.question.point)
    return not before or not now or before == now


def _name_of(proposed: ProposedContact, value: str) -> str:
    """Whose name a number or address is on file under, of the persons of the kind asked about."""
    person = proposed.question.person
    if not value or person == "self":
        return ""
    of_person = (point for point in proposed.case.points if point.person == person)
    return next((point.name for point in of_person if same_point(point.value, value)), "")


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
        if spoke(contact) or "conversation" in contact.flags or contact.inbound:
            tries = []
        elif "attempt" in contact.flags or "unreachable" in contact.flags:
            tries.append(contact)
    if tries and "unreachable" in tries[-1].flags:
        return True
    return len(tries) >= attempts and len({proposed.day_of(one.at) for one in tries}) > 1


def refused(spec: Refusal, proposed: ProposedContact) -> Objection | None:
    """The objection to somebody around the debtor who asked to be left alone."""
    person = proposed.question.person
    if not spec.own.isdisjoint(proposed.words(person)):
        return None
    preferences = [
        preference.at
        for kind in ("opt_out", "cease")
        for preference in proposed.standing(kind)
        if preference.person == person
    ]
    refusals = [
        c.at for c in proposed.before() if is_same_person(proposed, c) and "refusal" in c.flags
    ]
    if not preferences and not refusals:
        return None
    return Objection(f"{person} refused contact on {proposed.day_of(max(preferences + refusals))}")
