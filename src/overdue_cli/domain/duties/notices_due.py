"""Notices that must follow the first communication within some days, and are not sent yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.contact.gate import collected
from overdue_cli.domain.contact.rules import ALL, Binds
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.duties.communications import communications, wrote


class FollowUp(NamedTuple):
    """A notice that is sent within some days after the first communication about a debt."""

    name: str
    title: str
    within_days: int
    persons: frozenset[str] = frozenset({"self"})
    """Whom that communication was with."""
    binds: Binds = ALL
    source: str = ""


class NoticeDue(NamedTuple):
    """A notice that is still to be sent, and the last day for it."""

    notice: FollowUp
    last_on: date


def notices_due(notices: Iterable[FollowUp], proposed: ProposedContact) -> tuple[NoticeDue, ...]:
    """The notices to be sent for the debts asked about, each with its earliest last day.

    The day of the first communication is day 0. A notice that came back is still to be sent.
    """
    due = []
    for notice in notices:
        if notice.binds.holds_for(*collected(proposed)):
            days = list(_last_days(notice, proposed))
            due += [NoticeDue(notice, min(days))] if days else []
    return tuple(due)


def _last_days(notice: FollowUp, proposed: ProposedContact) -> Iterator[date]:
    """The last day for each debt about which something was said and no such notice sent."""
    asked = proposed.question.loan_id
    open_debts = [loan.loan_id for loan in proposed.case.loans if loan.status != "closed"]
    for loan_id in [asked] if asked is not None else open_debts:
        said = list(communications(proposed, notice.persons, loan_id))
        sent = any(one.step == notice.name and wrote(one, proposed.at) for one in said)
        if said and not sent:
            yield proposed.day_of(said[0].at) + timedelta(days=notice.within_days)
