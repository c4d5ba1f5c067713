"""What the law wants said in a contact: which of a policy's wordings one asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from overdue_cli.domain.contact.gate import collected
from overdue_cli.domain.contact.rules import ALL, Binds
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.duties.communications import communications, wrote
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS

When = Literal["every", "first", "later"]
WHENS: tuple[When, ...] = get_args(When)


class Wording(NamedTuple):
    """Words that contacts of some kind must hold, and where that stands."""

    name: str
    title: str
    text: str
    channels: frozenset[str]
    when: When = "every"
    """first: in the first communication, and in the first written one where that was spoken."""
    persons: frozenset[str] = frozenset()
    """Only in contacts with these persons; empty: with all."""
    not_persons: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    """Only in contacts of these purposes; empty: of all."""
    binds: Binds = ALL
    source: str = ""


def words_for(wordings: Iterable[Wording], proposed: ProposedContact) -> tuple[Wording, ...]:
    """The wordings that a contact asks for, in the order of the policy."""
    return tuple(wording for wording in wordings if _is_for(wording, proposed))


def _is_for(wording: Wording, proposed: ProposedContact) -> bool:
    question, words = proposed.question, proposed.words(proposed.question.person)
    if question.channel not in wording.channels or not words.isdisjoint(wording.not_persons):
        return False
    if wording.persons and words.isdisjoint(wording.persons):
        return False
    if wording.purposes and question.purpose not in wording.purposes:
        return False
    if not wording.binds.holds_for(*collected(proposed)):
        return False
    return wording.when == "every" or _is_first(wording, proposed) == (wording.when == "first")


def _is_first(wording: Wording, proposed: ProposedContact) -> bool:
    """Whether nothing was said before about the debt; of a message, nothing in writing by us."""
    question = proposed.question
    persons = wording.persons or frozenset({question.person})
    before = list(communications(proposed, persons, question.loan_id))
    if question.channel in CHANNEL_GROUPS["message"]:
        return not any(wrote(one, proposed.at) and not one.inbound for one in before)
    return not before
