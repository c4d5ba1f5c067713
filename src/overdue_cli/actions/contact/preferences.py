"""Writes down what customers allow and forbid about being contacted, and the end of it."""

from __future__ import annotations

from datetime import datetime, time
from typing import NamedTuple, get_args

from overdue_cli.actions import typed_input
from overdue_cli.actions.contact.contact_words import word_of
from overdue_cli.actions.contact.person import person_of
from overdue_cli.actions.result import Written, named, written
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import (
    BASES,
    CHANNEL_GROUPS,
    CHANNELS,
    PLACE_TEXTS,
    PLACES,
    PreferenceKind,
)
from overdue_cli.domain.moments import utc_text
from overdue_cli.policies.pack import unknown
from overdue_cli.store.contact import contacts
from overdue_cli.store.contact.customer_facts import end_of, fact
from overdue_cli.store.ledger.journal import JournalEntry

KINDS: tuple[str, ...] = get_args(PreferenceKind)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: What the channel of a consent on another ground is, where none is named.
_CHANNEL_OF = {"creditor_notice": "email", "prior_collector": "email", "reassigned_check": "sms"}
_NAMED = {"weekdays": WEEKDAYS[:5], "weekend": WEEKDAYS[5:], "daily": WEEKDAYS}


class PreferenceTexts(NamedTuple):
    """A preference in the words in which it is stored."""

    kind: str
    channel: str = ""
    point: str = ""
    person: str = "self"
    days: str = ""
    from_time: str = ""
    to_time: str = ""
    until_on: str = ""
    note: str = ""
    place: str = ""
    written: bool = False
    """Whether a consent was given in writing."""
    basis: str = ""
    """What a consent rests on, where it is not the person's own word."""
    opt_out_by: str = ""


def add_preference(
    writing: Writing, who: str, preference: PreferenceTexts, *, loan: str, at: str
) -> Written:
    """A preference from a moment on; one journal entry.

    Errors: WrongUse for an unknown customer, kind, channel, place, day of the week or time.
    """
    whom = typed_input.subject_of(writing, who, loan)
    moment = typed_input.past_moment(at, "--at", writing.now, whom.zone)
    checked = _checked(preference, moment)
    with writing.journal_entry("preference add") as journal:
        number = write_preference(journal, whom.customer_id, checked, moment, loan_id=whom.loan_id)
        whose = f"{whom.customer_id}{named(writing.conn, whom.customer_id)}"
        summary = f"Noted for {whose}: {kind_text(checked)} (preference {number})"
        return written(journal, summary, preference_id=number, customer_id=whom.customer_id)


def write_preference(
    journal: JournalEntry,
    customer_id: str,
    preference: PreferenceTexts,
    at: datetime,
    *,
    loan_id: str | None,
    contact_id: int | None = None,
) -> int:
    """The number of a new preference inside a transaction that is open."""
    cells = preference._asdict() | {
        "until_on": preference.until_on or None,
        "written": int(preference.written),
        "opt_out_by": preference.opt_out_by or None,
    }
    return contacts.insert_fact(
        journal,
        "preference",
        customer_id=customer_id,
        loan_id=loan_id,
        contact_id=contact_id,
        at=at.isoformat(timespec="seconds"),
        at_utc=utc_text(at),
        **cells,
    )


def end_preference(writing: Writing, number: int, *, at: str, note: str) -> Written:
    """A preference that no longer holds from a moment on: consent revoked, opt-out taken back.

    Errors: WrongUse for an unknown preference, or one that has ended already.
    """
    row = fact(writing.conn, "preference", number)
    if row is None:
        raise WrongUse(f"no preference {number}", hint="See them with 'overdue preference list'.")
    ended = end_of(writing.conn, "preference_end", "preference", number)
    if ended is not None:
        raise WrongUse(
            f"preference {number} ended already, on {ended['at'][:10]}",
            hint=f"Take that back with 'overdue undo {ended['journal_id']}'.",
        )
    whom = typed_input.subject_of(writing, f"customer:{row['customer_id']}")
    moment = typed_input.past_moment(at, "--at", writing.now, whom.zone)
    if utc_text(moment) < row["at_utc"]:
        raise WrongUse(
            f"--at is {moment.isoformat(timespec='minutes')}, before it was stated",
            hint=f"It was stated on {row['at'][:16].replace('T', ' ')}.",
        )
    with writing.journal_entry("preference end") as journal:
        contacts.insert_fact(
            journal,
            "preference_end",
            preference_id=number,
            at=moment.isoformat(timespec="seconds"),
            at_utc=utc_text(moment),
            note=note,
        )
        whose = f"{row['customer_id']}{named(writing.conn, row['customer_id'])}"
        summary = f"Ended for {whose}: {row['kind']} (preference {number})"
        return written(
            journal, summary, preference_id=number, customer_id=row["customer_id"], note=note
        )


def kind_text(preference: PreferenceTexts) -> str:
    """A preference in words: its kind, and what it is about.

    >>> kind_text(PreferenceTexts("inconvenient", "call", days="sat sun", from_time="15:00"))
    'inconvenient, call, sat sun, from 15:00'
    >>> kind_text(PreferenceTexts("inconvenient", place="work"))
    'inconvenient, at work'
    """
    parts = [preference.kind, "in writing" if preference.written else ""]
    parts += [BASES.get(preference.basis, ""), preference.channel, preference.point]
    parts += ["" if preference.person == "self" else preference.person]
    parts += [PLACE_TEXTS[preference.place] if preference.place else "", preference.days]
    parts += [f"from {preference.from_time}" if preference.from_time else ""]
    parts += [f"to {preference.to_time}" if preference.to_time else ""]
    parts += [f"until {preference.until_on}" if preference.until_on else ""]
    parts += [f"opt out by {preference.opt_out_by}" if preference.opt_out_by else ""]
    return ", ".join(part for part in parts if part)


def _checked(preference: PreferenceTexts, at: datetime) -> PreferenceTexts:
    if preference.kind not in KINDS:
        raise unknown("kind of preference", preference.kind, list(KINDS))
    if preference.person:
        preference = preference._replace(person=person_of(preference.person))
    known = [*CHANNELS, *CHANNEL_GROUPS]
    if preference.channel:
        channel = word_of("channel", preference.channel, known)
        preference = preference._replace(channel=channel)
    if preference.channel and preference.channel not in known:
        raise unknown("channel", preference.channel, known)
    place = typed_input.one_of(preference.place, "--place", PLACES) if preference.place else ""
    if not (preference.days or preference.from_time or preference.to_time):
        _require_no_time(preference.kind, place)
    grounded = _grounded(preference, at)
    until = (
        typed_input.day(preference.until_on, "--until", at.date()).isoformat()
        if preference.until_on
        else ""
    )
    if until and until < at.date().isoformat():
        raise WrongUse(f"--until {until} is before it was stated", hint="Name its last day.")
    begins, ends = (
        _time(preference.from_time, "--from-time"),
        _time(preference.to_time, "--to-time"),
    )
    if begins and ends and ends <= begins:
        raise WrongUse(
            f"--to-time {ends} is not after --from-time {begins}",
            hint="For hours over midnight, write two preferences.",
        )
    return grounded._replace(
        days=_days(preference.days), from_time=begins, to_time=ends, until_on=until, place=place
    )


def _require_no_time(kind: str, place: str) -> None:
    """Nothing, or WrongUse for a kind of preference that means nothing without days or hours."""
    if kind == "inconvenient" and not place:
        raise WrongUse(
            "an inconvenient time needs days or hours, an inconvenient place its name",
            hint="Such as --days 'sat sun', --from-time 15:00 --to-time 17:00, or --place work.",
        )
    if kind == "work_hours":
        raise WrongUse(
            "the customer's hours at work are not named",
            hint="Such as --days weekdays --from-time 06:00 --to-time 14:00.",
        )


def _grounded(preference: PreferenceTexts, at: datetime) -> PreferenceTexts:
    """The preference with what it rests on checked; WrongUse for what does not go together."""
    if preference.basis and preference.basis not in BASES:
        raise unknown("basis of a consent", preference.basis, list(BASES))
    if preference.kind != "consent" and (preference.basis or preference.written):
        raise WrongUse(
            f"--{'basis' if preference.basis else 'written'} is for a consent,"
            f" not for {preference.kind}",
            hint="Leave it out, or write 'overdue preference add WHO consent'.",
        )
    if (preference.basis == "creditor_notice") != bool(preference.opt_out_by):
        raise WrongUse(
            "--basis creditor_notice and --opt-out-by go together",
            hint="Give both: --basis creditor_notice --opt-out-by 2026-06-30,"
            " the day that the notice named.",
        )
    last = (
        typed_input.day(preference.opt_out_by, "--opt-out-by", at.date()).isoformat()
        if preference.opt_out_by
        else ""
    )
    if last and last < at.date().isoformat():
        raise WrongUse(
            f"--opt-out-by {last} is before the notice of {at.date()}",
            hint="--at is the day on which the creditor sent the notice.",
        )
    channel = preference.channel or _CHANNEL_OF.get(preference.basis, "")
    return preference._replace(channel=channel, opt_out_by=last)


def _time(text: str, option: str) -> str:
    if not text:
        return ""
    try:
        return time.fromisoformat(text).isoformat(timespec="minutes")
    except ValueError:
        raise WrongUse(f"{option} is '{text}', which is not a time", hint="Write 15:00.") from None


def _days(text: str) -> str:
    """Days of the week in their order, from names, first three letters or a group of them."""
    days: set[str] = set()
    for word in text.lower().replace(",", " ").split():
        group = _NAMED.get(word)
        if group is None and word[:3] in WEEKDAYS and len(word) >= 3:
            group = (word[:3],)
        if group is None:
            raise unknown("day of the week", word, [*WEEKDAYS, *_NAMED])
        days |= set(group)
    return " ".join(day for day in WEEKDAYS if day in days)
