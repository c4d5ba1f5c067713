"""A customer who has a lawyer or another representative: they are spoken to."""

from __future__ import annotations

from datetime import UTC, date, datetime

from overdue_cli.domain.contact.consents.agreement import consents_now
from overdue_cli.domain.contact.consents.named_times import is_now
from overdue_cli.domain.contact.holds import until_released
from overdue_cli.domain.contact.persons import is_on_file
from overdue_cli.domain.contact.reached import spoke
from overdue_cli.domain.contact.rules import Lawyer, Objection
from overdue_cli.domain.contact.time_zones import ProposedContact, is_in_use
from overdue_cli.domain.ladder.case import WRITTEN_CHANNELS, Contact, Hold, Preference


def represented(spec: Lawyer, proposed: ProposedContact) -> Objection | None:
    """The objection to anybody but the representative of a customer who has one.

    Direct contact is open by a later consent of the customer or of the lawyer, while the lawyer
    leaves us without an answer, and to answer a message of the customer's own.
    """
    if proposed.question.person in spec.representatives:
        return None
    since = [
        proposed.start_of(hold.from_on)
        for hold in proposed.case.holds
        if _is_about(hold, proposed)
    ]
    known = sorted(who for who in spec.representatives if is_on_file(proposed, who))
    if not since and not known:
        return None
    last = max([*since, *_on_file_since(spec, proposed)], default=None)
    if _is_direct(spec, proposed, last) or (spec.replies and _is_reply(proposed, last)):
        return None
    who = (known[0] if known else "lawyer").replace("_", " ")
    return Objection(
        f"has a {who}: contact the {who} only", _hold_end(proposed, known=bool(known))
    )


def _is_about(hold: Hold, proposed: ProposedContact) -> bool:
    """Whether a lawyer acts for the customer now, in the matter of the debt asked about.

    Where none is named, in that of every overdue loan: what can still be talked about is left.
    """
    if hold.kind != "lawyer" or not hold.holds_on(proposed.day):
        return False
    if proposed.question.loan_id is not None:
        return hold.loan_id in (None, proposed.question.loan_id)
    return hold.loan_id is None or _late(proposed) <= _with_lawyer(proposed)


def _late(proposed: ProposedContact) -> set[str]:
    return {loan.loan_id for loan in proposed.case.loans if loan.overdue > 0}


def _with_lawyer(proposed: ProposedContact) -> set[str]:
    """Loans in whose matter a lawyer acts for the customer now."""
    return {
        hold.loan_id
        for hold in proposed.case.holds
        if hold.kind == "lawyer" and hold.loan_id and hold.holds_on(proposed.day)
    }


def _on_file_since(spec: Lawyer, proposed: ProposedContact) -> list[datetime]:
    """When each number of a representative came on file; none where that is not known."""
    return [
        proposed.start_of(point.from_on)
        for point in proposed.case.points
        if point.person in spec.representatives and is_in_use(point, proposed.day)
        if point.from_on > date.min
    ]


def _is_direct(spec: Lawyer, proposed: ProposedContact, since: datetime | None) -> bool:
    """Whether the customer or the lawyer agreed to direct contact, or the lawyer is silent."""
    consents = [*consents_now(proposed), *_of_lawyer("lawyer", proposed)]
    silent = [
        one
        for one in _of_lawyer("lawyer_silent", proposed)
        if not any(_answered(spec, contact, one.at) for contact in proposed.before())
    ]
    return any(since is None or one.at >= since for one in (*consents, *silent))


def _of_lawyer(basis: str, proposed: ProposedContact) -> list[Preference]:
    return [
        preference
        for preference in proposed.standing("consent")
        if preference.basis == basis and proposed.is_meant(preference)
        if is_now(preference, proposed)
    ]


def _answered(spec: Lawyer, contact: Contact, since: datetime) -> bool:
    """Whether a representative was heard of after a moment."""
    heard = contact.inbound or spoke(contact)
    return heard and contact.person in spec.representatives and contact.at > since


def _is_reply(proposed: ProposedContact, since: datetime | None) -> bool:
    """Whether this answers a message of the customer's own that came since."""
    if proposed.question.channel not in WRITTEN_CHANNELS:
        return False
    return proposed.answers(since or datetime.min.replace(tzinfo=UTC))


def _hold_end(proposed: ProposedContact, *, known: bool) -> datetime | None:
    ends = [until_released(proposed, h) for h in proposed.case.holds if _is_about(h, proposed)]
    kept = [end for end in ends if end is not None]
    return max(kept) if kept and len(kept) == len(ends) and not known else None
