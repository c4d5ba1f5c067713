"""Channels and purposes of a contact, as people type them: by the words that files use, too."""

from __future__ import annotations

from collections.abc import Sequence

from overdue_cli.domain.contact.rules import PURPOSES


def word_of(field: str, text: str, words: Sequence[str]) -> str:
    """The word of a field that is meant by one of its names; the text itself where none is.

    >>> word_of("channel", "短信", ["call", "sms"]), word_of("channel", "Fax", ["call", "sms"])
    ('sms', 'Fax')
    """
    if text in words:
        return text
    # The list of names is read only for a word that is none of the program's own.
    from overdue_cli.ingest.headers.glossary import normal
    from overdue_cli.ingest.values.cells import words_of

    word = words_of(field).get(normal(text), text)
    return word if word in words else text


def purpose_word(text: str) -> str:
    """The purpose that is meant; the text itself where none is known.

    >>> purpose_word("skip tracing"), purpose_word("通知")
    ('location', 'notice')
    """
    return word_of("purpose", text, PURPOSES)
