"""The person of a contact, as people type it."""

from __future__ import annotations

from difflib import get_close_matches

from overdue_cli.domain.contact.person_words import OTHER_NAMES, PERSONS, person_word
from overdue_cli.policies.layers import unknown


def person_of(text: str) -> str:
    """The word for the person that a contact is with; WrongUse for one that is not known.

    >>> person_of("attorney"), person_of("")
    ('lawyer', 'self')
    """
    word = person_word(text)
    if word not in PERSONS:
        near = get_close_matches(text.casefold(), [*PERSONS, *OTHER_NAMES], n=1)
        raise unknown("person", text, near or list(PERSONS))
    return word
