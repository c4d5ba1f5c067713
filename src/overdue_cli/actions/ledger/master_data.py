"""Changes master data: fields of a customer or a loan, and who looks after a customer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from overdue_cli.actions.imports.archive import require_archive
from overdue_cli.actions.ledger.init import require_role, require_zone
from overdue_cli.actions.result import Written, named, written
from overdue_cli.actions.unlikely import doubt_day, doubt_point
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.half_width import half_width
from overdue_cli.domain.loan.allocation import ORDERS
from overdue_cli.domain.money import CURRENCIES, parse_decimal
from overdue_cli.policies.pack import Policy, unknown
from overdue_cli.store.bulk.customers import FIELDS as CUSTOMER_COLUMNS
from overdue_cli.store.contact import customers
from overdue_cli.store.contact.contacts import insert_assignment
from overdue_cli.store.ledger.changes import put_setting, row_of, store_changes
from overdue_cli.store.ledger.ledger import Ledger

CUSTOMER_FIELDS = tuple(field for field in CUSTOMER_COLUMNS if field != "income_currency")
#: The word for the ledger itself where a customer or a loan is named.
LEDGER = "ledger"
LEDGER_FIELDS = ("role", "time_zone", "archive")
LOAN_FIELDS = tuple(
    "time_zone grace_days allocation product account_no officer branch purpose security "
    "disputed".split()
)


def set_fields(writing: Writing, who: str, assignments: Sequence[str]) -> Written:
    """Fields of a customer, a loan or the ledger set to new values, each change kept.

    Errors: WrongUse for an unknown id or field, or a value that breaks the field's rule.
    """
    if who == LEDGER:
        return _set_ledger(writing, assignments)
    kind, which = customers.resolve(writing.conn, who)
    known = CUSTOMER_FIELDS if kind == "customer" else LOAN_FIELDS
    changed = dict(_pair(text, known) for text in assignments)
    row = row_of(writing.conn, kind, which)
    values: dict[str, Any] = {}
    for field, text in changed.items():
        values |= _checked(field, text, writing.ledger, writing.policy)
    if values.get("born_on", "") > writing.today.isoformat():
        raise WrongUse(
            f"born_on is {values['born_on']}, which is still to come",
            hint="Write the day of birth, such as 1990-01-31.",
        )
    changes = {field: value for field, value in values.items() if row[field] != value}
    if not changes:
        raise WrongUse(
            f"nothing to change: {who} has these values already",
            hint=f"See them with 'overdue show {who}'.",
        )
    for field, value in changes.items():
        doubt_point(writing, field, str(value or ""))
    with writing.journal_entry("set") as journal:
        store_changes(journal, kind, which, row, changes)
        writing.refresh_touched()
        what = f"Set {kind} {which}{_whose(writing.conn, kind, which)}: " + ", ".join(
            f"{field} {row[field] if row[field] not in (None, '') else 'empty'} -> "
            f"{value if value not in (None, '') else 'empty'}"
            for field, value in changes.items()
        )
        journal.summary = f"set {', '.join(changes)} of {kind} {which}"
    return Written(what, journal.journal_id)


def _whose(conn: sqlite3.Connection, kind: str, which: str) -> str:
    """The name of the customer of an id, in brackets; '' where none is known."""
    name = customers.name_of(conn, customers.customer_of(conn, kind, which))
    return f" ({name})" if name else ""


def _set_ledger(writing: Writing, assignments: Sequence[str]) -> Written:
    """Settings of the ledger itself: who collects, the zone of customers, what is archived."""
    settings = dict(_pair(text, LEDGER_FIELDS) for text in assignments)
    if settings.get("role"):
        require_role(settings["role"])
    require_zone(settings.get("time_zone", ""))
    require_archive(settings.get("archive", ""))
    before = {name: writing.ledger.settings.get(name, "") for name in LEDGER_FIELDS}
    changes = {name: value for name, value in settings.items() if before[name] != value}
    if not changes:
        raise WrongUse(
            "nothing to change: the ledger has these values already",
            hint=f"Its fields: {', '.join(LEDGER_FIELDS)}.",
        )
    with writing.journal_entry("set") as journal:
        for name, value in changes.items():
            put_setting(journal, name, before[name], value)
        journal.summary = f"set {', '.join(changes)} of the ledger"
    what = ", ".join(
        f"{name} {before[name] or 'empty'} -> {value or 'empty'}"
        for name, value in changes.items()
    )
    return Written(f"Set ledger: {what}", journal.journal_id)


def _pair(text: str, known: Sequence[str]) -> tuple[str, str]:
    field, mark, value = text.partition("=")
    if not mark:
        raise WrongUse(f"'{text}' is not field=value", hint=f"Fields: {', '.join(known)}.")
    if field not in known:
        raise unknown("field", field, list(known))
    return field, value.strip()


def _checked(field: str, text: str, ledger: Ledger, policy: Policy) -> dict[str, Any]:
    """The columns that a field and its text come to; WrongUse names the rule."""
    if any(ord(mark) < 32 for mark in text):
        raise WrongUse(f"{field} holds a control character", hint="Write it on one line.")
    check = _CHECKS.get(field)
    return check(text, ledger, policy) if check else {field: text}


def _one_of(field: str, names: Sequence[str]) -> Callable[..., dict[str, Any]]:
    def check(text: str, _ledger: Ledger, _policy: Policy) -> dict[str, Any]:
        if text and text not in names:
            raise unknown(field, text, list(names))
        return {field: text}

    return check


def _zone(text: str, _ledger: Ledger, _policy: Policy) -> dict[str, Any]:
    require_zone(text)
    return {"time_zone": text}


def _phone(text: str, _ledger: Ledger, _policy: Policy) -> dict[str, Any]:
    return {"phone": half_width(text)}


def _born(text: str, _ledger: Ledger, _policy: Policy) -> dict[str, Any]:
    try:
        return {"born_on": date.fromisoformat(text).isoformat() if text else ""}
    except ValueError:
        raise WrongUse(
            f"born_on is '{text}', which is no date", hint="Write 1990-01-31."
        ) from None


def _grace(text: str, _ledger: Ledger, _policy: Policy) -> dict[str, Any]:
    if text and not (text.isascii() and text.isdigit()):
        raise WrongUse(f"grace_days is '{text}'", hint="Give whole days, 0 or more.")
    return {"grace_days": int(text) if text else None}


def _disputed(text: str, _ledger: Ledger, _policy: Policy) -> dict[str, Any]:
    if text.lower() not in ("yes", "no"):
        raise WrongUse(f"disputed is '{text}'", hint="Give yes or no.")
    return {"disputed": int(text.lower() == "yes")}


def _income(text: str, ledger: Ledger, _policy: Policy) -> dict[str, Any]:
    code, _, number = text.rpartition(" ")
    currency = code.upper() or ledger.currency
    if currency not in CURRENCIES:
        raise WrongUse(f"income is '{text}'", hint="Write it as 'CNY 8000'.")
    try:
        return {"income": parse_decimal(number, currency), "income_currency": currency}
    except ValueError as error:
        raise WrongUse(f"income is '{text}': {error}", hint="Write it as 'CNY 8000'.") from None


_CHECKS: dict[str, Callable[..., dict[str, Any]]] = {
    "kind": _one_of("kind", ("person", "company")),
    "phone": _phone,
    "born_on": _born,
    "time_zone": _zone,
    "grace_days": _grace,
    "disputed": _disputed,
    "income": _income,
    "allocation": _one_of("allocation", tuple(ORDERS)),
}


def assign(writing: Writing, who: str, officer: str, *, from_on: date) -> Written:
    """The customer looked after by ``officer`` from a day on; earlier days keep their officer."""
    kind, which = customers.resolve(writing.conn, who)
    customer_id = customers.customer_of(writing.conn, kind, which)
    before = customers.customer(writing.conn, customer_id, from_on)["officer"] or "nobody"
    if before == officer:
        raise WrongUse(f"{customer_id} is with {officer} already", hint="Nothing is left to do.")
    doubt_day(writing, "--from", from_on)
    whose = f"{customer_id}{named(writing.conn, customer_id)}"
    with writing.journal_entry("assign") as journal:
        insert_assignment(journal, customer_id, officer, from_on)
        what = f"Assigned {whose} to {officer} from {from_on} (was {before})"
        return written(journal, what, customer_id=customer_id)
