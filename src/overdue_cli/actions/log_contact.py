"""Writes down a contact with a customer and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from overdue_cli.actions.result import Written
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.moments import utc_text
from overdue_cli.domain.money import Money, parse_decimal
from overdue_cli.policies.pack import Policy
from overdue_cli.store import cases, contacts
from overdue_cli.store.ledger import Ledger, writing


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """A contact as a person tells it; texts are checked here, not before."""

    who: str
    channel: str
    outcome: str
    loan: str = ""
    at: str = ""
    phone: str = ""
    person: str = "self"
    reason: str = ""
    promises: Sequence[str] = ()
    callback: str = ""
    officer: str = ""
    note: str = ""


def log_contact(
    ledger: Ledger, policy: Policy, given: ContactGiven, *, actor: str, now: datetime
) -> Written:
    """The contact stored with its outcome, promises and call-back; one journal entry.

    Errors: WrongUse for an unknown customer, outcome, time, amount or loan.
    """
    kind, found = cases.resolve(ledger.conn, given.who)
    customer_id = cases.customer_of(ledger.conn, kind, found)
    loan_id = _loan(ledger, given, customer_id, found if kind == "loan" else None)
    outcome = policy.outcome_named(given.outcome)
    customer = cases.customer(ledger.conn, customer_id, now.date())
    zone = customer["time_zone"] or ledger.settings.get("time_zone", "")
    at = _moment(given.at, "--at", now, zone)
    if at > now + timedelta(minutes=5):
        raise WrongUse(
            f"--at is {at.isoformat(timespec='minutes')}, which is still to come",
            hint="A contact is logged after it was made.",
        )
    callback = _callback(given.callback, at, zone)
    promises = [_promise(ledger, text, loan_id, customer_id, at.date()) for text in given.promises]
    with writing(ledger, actor=actor, command=f"log-{given.channel}", at=now) as work:
        contact_id = contacts.insert(
            work,
            customer_id=customer_id,
            loan_id=loan_id,
            at=at.isoformat(timespec="seconds"),
            at_utc=utc_text(at),
            time_zone=zone or str(at.tzname()),
            channel=given.channel,
            outcome=outcome.code,
            person=given.person,
            phone=given.phone or (customer["phone"] if given.channel == "call" else ""),
            reason=given.reason,
            callback_at=callback.isoformat(timespec="minutes") if callback else None,
            callback_utc=utc_text(callback) if callback else None,
            officer=given.officer or actor,
            note=given.note,
        )
        for due_on, money in promises:
            contacts.insert_promise(
                work, contact_id, customer_id, loan_id, at.date(), due_on, money
            )
        said = _said(given.channel, customer_id, outcome.code, callback, promises)
        work.summary = said
        work.details = {"contact_id": contact_id, "customer_id": customer_id, "note": given.note}
    return Written(said, work.journal_id)


def _loan(ledger: Ledger, given: ContactGiven, customer_id: str, found: str | None) -> str | None:
    if not given.loan:
        return found
    loan_id = cases.resolve_loan(ledger.conn, given.loan)
    if cases.customer_of(ledger.conn, "loan", loan_id) != customer_id:
        raise WrongUse(
            f"the loan '{loan_id}' is not one of customer '{customer_id}'",
            hint=f"See the loans with 'overdue show {customer_id}'.",
        )
    return loan_id


def _moment(text: str, option: str, now: datetime, zone: str) -> datetime:
    """The moment an option gives; without an offset, in the customer's zone, else in ours."""
    tz = ZoneInfo(zone) if zone else now.tzinfo
    if not text:
        return now.astimezone(tz)
    try:
        if len(text) <= 5:
            clock = datetime.strptime(text, "%H:%M").time()
            return datetime.combine(now.astimezone(tz).date(), clock, tz)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"{option} is '{text}', which is not a time",
            hint="Write it as 2026-06-30T14:05, 2026-06-30 or 14:05.",
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=tz)


def _callback(text: str, at: datetime, zone: str) -> datetime | None:
    """The call-back moment: a time, a day (then 09:00), or ``tomorrow``."""
    if not text:
        return None
    if text == "tomorrow":
        text = (at.date() + timedelta(days=1)).isoformat()
    if len(text) == 10:
        text += "T09:00"
    moment = _moment(text, "--callback", at, zone)
    if moment <= at:
        raise WrongUse(
            f"--callback is {moment.isoformat(timespec='minutes')}, not after the call",
            hint="A call-back lies ahead of the contact.",
        )
    return moment


def _promise(
    ledger: Ledger, text: str, loan_id: str | None, customer_id: str, made_on: date
) -> tuple[date, Money]:
    """The due date and amount of ``AMOUNT@DATE``, in the currency of the loan or customer."""
    amount, mark, day = text.partition("@")
    hint = "Write it as AMOUNT@DATE, such as 500.00@2026-07-05."
    if not mark:
        raise WrongUse(f"--promise is '{text}'", hint=hint)
    code, _, number = amount.strip().rpartition(" ")
    currency = code.upper() or contacts.promise_currency(ledger.conn, customer_id, loan_id)
    if not currency:
        raise WrongUse(
            f"the loans of '{customer_id}' are in several currencies",
            hint="Name the loan with --loan, or write the promise as 'CNY 500.00@2026-07-05'.",
        )
    try:
        minor = parse_decimal(number, currency)
        due_on = date.fromisoformat(day.strip())
    except ValueError as error:
        raise WrongUse(f"--promise is '{text}': {error}", hint=hint) from None
    if minor <= 0 or due_on < made_on:
        raise WrongUse(
            f"--promise is '{text}': it must be above zero and not in the past",
            hint="Write it as AMOUNT@DATE, such as 500.00@2026-07-05.",
        )
    return due_on, Money(minor, currency)


def _said(
    channel: str,
    customer_id: str,
    code: str,
    callback: datetime | None,
    promises: Sequence[tuple[date, Money]],
) -> str:
    said = f"Logged {channel} of {customer_id}: {code}"
    if callback:
        said += f", call back {callback.isoformat(sep=' ', timespec='minutes')[:16]}"
    for due_on, money in promises:
        said += f", promised {money} by {due_on}"
    return said
