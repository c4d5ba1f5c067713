"""The person of a contact, as people type it."""

from __future__ import annotations

from overdue_cli.domain.contact.person_words import PERSONS, person_word
from overdue_cli.policies.layers import unknown


def person_of(text: str) -> str:
    """The word for the person that a contact is with; WrongUse for one that is not known.

    >>> person_of("attorney"), person_of("")
    ('lawyer', 'self')
    """
    word = person_word(text)
    if word not in PERSONS:
        raise unknown("person", text, list(PERSONS))
    return word
