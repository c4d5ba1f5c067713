"""Consents by the customer's own word, as a rule asks for them: any, or in writing.

A consent opens what it names and no more: one that names days or hours holds in these only, one
that rests on something else (a notice, a check, the lawyer) is none of the customer's word.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from overdue_cli.domain.contact.consents.named_times import is_now, names_times
from overdue_cli.domain.contact.rules import Unless
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import Preference


def own_consents(proposed: ProposedContact, unless: Unless = "any") -> Iterator[Preference]:
    """Standing consents of the person's own word to this contact, whatever time they name."""
    for preference in proposed.standing("consent"):
        if preference.basis or not proposed.is_meant(preference):
            continue
        if preference.written or unless != "written":
            yield preference


def consents_now(proposed: ProposedContact, unless: Unless = "any") -> Iterator[Preference]:
    """Consents of the person's own word to this contact at its time."""
    return (one for one in own_consents(proposed, unless) if is_now(one, proposed))


def agreed(proposed: ProposedContact, unless: Unless = "any") -> bool:
    """Whether the person agreed to this very medium, and to this number or place where named."""
    return any(preference.channel for preference in consents_now(proposed, unless))


def agreed_since(proposed: ProposedContact, since: datetime) -> bool:
    """Whether the person agreed to this contact later than a moment."""
    return any(preference.at > since for preference in consents_now(proposed))


def agreed_to_more(proposed: ProposedContact, unless: Unless = "any") -> bool:
    """Whether the person agreed to be contacted by this medium as often as it takes.

    A consent to hours, to days or to a place says nothing about how often.
    """
    return any(
        preference.channel and not preference.place and not names_times(preference)
        for preference in own_consents(proposed, unless)
    )
