"""What was said and written about a debt so far: the communications among the contacts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from overdue_cli.domain.contact.reached import reached
from overdue_cli.domain.contact.reached import spoke as anybody_spoke
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, Contact

#: States in which a message told nobody anything.
_NOT_SENT = ("draft", "failed")
_SPOKEN = ("call", "visit")


def communications(
    proposed: ProposedContact, persons: frozenset[str], loan_id: str | None
) -> Iterator[Contact]:
    """Contacts up to the moment asked about in which a person learnt of the debt, or told us.

    A message counts unless it is known to have failed by then. What names no loan, or is asked
    about none, is about every debt.
    """
    for contact in proposed.before():
        if persons.isdisjoint(proposed.words(contact.person)):
            continue
        about = None in (loan_id, contact.loan_id) or contact.loan_id == loan_id
        if about and (spoke(contact) or wrote(contact, proposed.at)):
            yield contact


def spoke(contact: Contact) -> bool:
    """Whether the person was spoken to, by telephone or face to face."""
    return contact.channel in _SPOKEN and anybody_spoke(contact)


def wrote(contact: Contact, at: datetime) -> bool:
    """Whether a letter or an electronic message went out or came in, and had not failed."""
    if contact.channel not in CHANNEL_GROUPS["message"] or reached(contact) != "message":
        return False
    return contact.state_on(at) not in _NOT_SENT
