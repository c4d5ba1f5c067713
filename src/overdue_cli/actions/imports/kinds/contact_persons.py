"""With whom an imported contact was."""

from __future__ import annotations

from collections.abc import Iterable

from overdue_cli.domain.contact.person_words import PERSONS, person_word
from overdue_cli.domain.contact.time_zones import same_line
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.values.cells import words_of
from overdue_cli.store.bulk.contacts import StagedContact


def contact_person(row: StagedContact, reached: str, own: Iterable[str]) -> str:
    """The word for the person that a contact was with, from who was spoken to and how related.

    A number or address that is not the customer's own is that person's, whatever came of it.
    On the customer's own, or where the file names none, somebody else is the person only where
    that one spoke for himself: who answers the telephone of somebody else was not called.
    """
    person = _named(row)
    if person == "self":
        return person
    is_own = not row.names_phone or any(same_line(row.phone, one) for one in own)
    return person if reached == "debtor" or not is_own else "self"


def _named(row: StagedContact) -> str:
    """The first word that names somebody else than the customer, else 'self'."""
    people = words_of("spoken_to")
    for text in filter(None, (row.relation, row.spoken_to)):
        word = person_word(text)
        if word in PERSONS and word != "self":
            return word
        if people.get(normal(text)) == "other":
            return "other"
    return "self"
