"""When somebody who was contacted once may be contacted again: asked for, or answered wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from overdue_cli.domain.contact.persons import is_same_person
from overdue_cli.domain.contact.rules import Again
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.ladder.case import Contact


def begun_anew(
    again_if: tuple[Again, ...], proposed: ProposedContact, counted: Iterable[Contact]
) -> list[Contact]:
    """Of the contacts that a cap counts, those since it last began anew."""
    kept = list(counted)
    for begins in _beginnings(again_if, proposed):
        if begins <= proposed.at:
            kept = [contact for contact in kept if contact.at > begins]
    return kept


def next_beginning(again_if: tuple[Again, ...], proposed: ProposedContact) -> datetime | None:
    """The next moment still to come at which it begins anew; None where none is known."""
    ahead = [begins for begins in _beginnings(again_if, proposed) if begins > proposed.at]
    return min(ahead, default=None)


def _beginnings(again_if: tuple[Again, ...], proposed: ProposedContact) -> Iterator[datetime]:
    if "asked" in again_if:
        yield from _asked(proposed)
    if "wrong" in again_if:
        yield from _wrong(proposed)


def _asked(proposed: ProposedContact) -> Iterator[datetime]:
    """When the person asked for another contact: at once, or from the day asked for on."""
    for contact in proposed.before():
        if "consent" in contact.flags and is_same_person(proposed, contact):
            back = contact.callback_at
            day = proposed.start_of(proposed.day_of(back)) if back else contact.at
            yield max(day, contact.at)
    for preference in proposed.standing("consent"):
        if preference.basis or not proposed.is_meant(preference):
            continue
        if preference.person == proposed.question.person:
            yield preference.at


def _wrong(proposed: ProposedContact) -> Iterator[datetime]:
    """When the debtor was tried and not found: what others said before was wrong or incomplete."""
    for contact in proposed.before():
        failed = "wrong_number" in contact.flags or "unreachable" in contact.flags
        if contact.person == "self" and not contact.inbound and (failed or contact.found == "no"):
            yield contact.at
