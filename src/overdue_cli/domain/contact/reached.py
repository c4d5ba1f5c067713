"""What a contact reached: the words by which a rule says which contacts it counts.

An outcome says what happened on the call or the visit; a message that came or went is a message,
whatever it said. Rules choose among the words: a line that was engaged is no call under one law
and a dial that did not connect under another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, Contact

Reached = Literal[
    "no_answer",
    "engaged",
    "out_of_service",
    "voicemail",
    "limited_message",
    "wrong_number",
    "third_party",
    "debtor",
    "message",
    "none",
]
REACHED: tuple[Reached, ...] = get_args(Reached)

CONVERSATIONS = frozenset({"debtor"})
UNANSWERED = frozenset({"no_answer", "voicemail", "limited_message", "third_party"})
ATTEMPTS = CONVERSATIONS | UNANSWERED | {"message"}
#: What a rule may say for several words.
SHORT_FORMS: dict[str, frozenset[str]] = {
    "attempts": ATTEMPTS,
    "conversations": CONVERSATIONS,
    "unanswered": UNANSWERED,
}

#: Flags of an outcome from which follows what happened, the first that it has.
_BY_FLAG: tuple[tuple[str, Reached], ...] = (
    ("wrong_number", "wrong_number"),
    ("conversation", "debtor"),
    ("uncounted", "none"),
    ("third_party", "third_party"),
    ("lost", "none"),
    ("attempt", "no_answer"),
    ("unreachable", "out_of_service"),
    ("hold", "debtor"),
    ("vulnerable", "debtor"),
    ("refusal", "debtor"),
    ("promise", "debtor"),
    ("verified", "debtor"),
    ("consent", "debtor"),
)
#: What nobody is told by a message: it did not go, or went to somebody else.
_NOT_BY_MESSAGE = frozenset({"none", "out_of_service", "wrong_number"})


def reached_by_flags(flags: Iterable[str]) -> Reached:
    """What happened, by the flags of an outcome that does not say it.

    >>> reached_by_flags({"attempt", "conversation"}), reached_by_flags({"attempt"})
    ('debtor', 'no_answer')
    >>> reached_by_flags({"uncounted", "unreachable"}), reached_by_flags(())
    ('none', 'no_answer')
    """
    known = set(flags)
    return next((word for flag, word in _BY_FLAG if flag in known), "no_answer")


def reached(contact: Contact) -> str:
    """What a contact reached: the word of its outcome, as its channel and its person have it.

    Whoever answers in place of the debtor is a third party; a person who is named was spoken to.
    """
    if contact.channel == "note" or contact.reached == "none":
        return "none"
    word = contact.reached or reached_by_flags(contact.flags)
    if contact.channel in CHANNEL_GROUPS["message"]:
        return word if word in _NOT_BY_MESSAGE else "message"
    if word == "third_party" and contact.person != "self":
        return "debtor"
    return word


def spoke(contact: Contact) -> bool:
    """Whether somebody was spoken to: the debtor, or the person whom the contact names."""
    return reached(contact) in CONVERSATIONS


def spelt_out(words: Iterable[str]) -> frozenset[str]:
    """Words of what was reached, short forms spelt out.

    >>> sorted(spelt_out(["conversations", "voicemail"]))
    ['debtor', 'voicemail']
    """
    spelt: set[str] = set()
    for word in words:
        spelt |= SHORT_FORMS.get(word, frozenset({word}))
    return frozenset(spelt)
