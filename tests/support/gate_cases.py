"""What the program says of one situation: when asked, in the queue, and when it is written down.

A situation is a row in the form of the ``[[case]]`` tables of a policy pack. It is lived through
in a real ledger by the actions that the commands run, so that an outcome sets what it sets.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from overdue_cli.actions.contact.contact_points import add_point
from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.contact.may import PlannedContact, may_contact
from overdue_cli.actions.contact.preferences import (
    PreferenceTexts,
    add_preference,
    end_preference,
)
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ladder.hold_ends import release_hold
from overdue_cli.actions.ladder.holds import HoldTexts, add_hold
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing, book_at
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.ladder.queue import QueueFilter, queue
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger

#: How long before the contact that is asked about the ledger was begun.
_BEFORE = timedelta(days=400)
_DECISION = {"yes": "allow", "warn": "warn", "no": "block"}
#: The outcome of the contact that is asked about, once it is made.
_MADE = {"call": "NA", "visit": "NA"}


class Said(NamedTuple):
    """A verdict and the rule that decided; '' where nothing objects."""

    decision: str
    rule: str


class Answers(NamedTuple):
    """What was said of one contact in three places."""

    may: Said
    queue: str | None
    """The decision; None where the queue does not speak of such a contact."""
    log: Said | None
    """None where a contact is not written down with what was asked."""


def said_of(folder: Path, pack: str, row: Mapping[str, Any]) -> Said:
    """The verdict on a situation under a pack, which all three places agree on.

    ``folder`` is empty or absent; ``row`` is a case without ``expect``.
    """
    found = answers(folder, pack, row)
    assert found.log in (None, found.may), f"{row.get('name')}: {found}"
    assert found.queue in (None, found.may.decision), f"{row.get('name')}: {found}"
    return found.may


def answers(folder: Path, pack: str, row: Mapping[str, Any]) -> Answers:
    """What is said of a situation when asked, in the queue, and when it is written down."""
    folder.mkdir(parents=True, exist_ok=True)
    ask = row["ask"]
    zone = ZoneInfo(row.get("zones", ["UTC"])[0])
    at = _moment(ask["at"], zone)
    policy = _one_step_policy(folder, pack, ask["channel"])
    settings = {"currency": "CNY", "role": row.get("role", ""), "time_zone": str(zone)}
    given = {name: value for name, value in settings.items() if value}
    with create_ledger(folder / "book.db", given, actor="me", at=at - _BEFORE) as ledger:
        _live(_Life(ledger, policy, zone, at), folder, row)
        may = _asked(ledger, policy, at, ask)
        queued = _queued(ledger, policy, at, ask)
        return Answers(may, queued, _logged(ledger, policy, at, ask))


def _moment(value: Any, zone: ZoneInfo) -> datetime:
    at = value if isinstance(value, datetime) else datetime.combine(value, time.min)
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _one_step_policy(folder: Path, pack: str, channel: str) -> Policy:
    """The pack with a ladder of one step, which asks for the channel."""
    path = folder / "policy.toml"
    path.write_text(
        f'name = "asked"\nbase = "{pack}"\nreplace = ["step"]\n'
        '[[step]]\nname = "asked"\ntitle = "Asked"\nfrom = -400\n'
        f'channels = ["{channel}"]\naction = "ask"\n',
        encoding="utf-8",
    )
    return load(str(path))


class _Life(NamedTuple):
    """The ledger of a situation while it is lived through."""

    ledger: Ledger
    policy: Policy
    zone: ZoneInfo
    asked_at: datetime

    def writing(self, at: datetime | None = None) -> Writing:
        """What an action at a moment writes with."""
        now = (at or self.asked_at).astimezone(self.zone)
        return Writing(self.ledger, self.policy, "me", now, named=self.policy)


def _live(life: _Life, folder: Path, row: Mapping[str, Any]) -> None:
    begun = life.asked_at - _BEFORE
    _import(life.writing(begun), folder, row, life.asked_at.date())
    for point in row.get("points", ()):
        add_point(
            life.writing(begun),
            "C",
            point["kind"],
            point["value"],
            person=point.get("person", "self"),
            name=point.get("name", ""),
            place=point.get("place", ""),
            zones=" ".join(point.get("zones", ())),
        )
    elsewhere = " ".join(row.get("zones", ())[1:])
    if elsewhere:
        add_point(life.writing(begun), "C", "address", "another place", zones=elsewhere)
    acts = [*_holds(life, row), *_preferences(life, row), *_contacts(life, row)]
    for _at, act in sorted(acts, key=lambda one: one[0]):
        act()


def _import(writing: Writing, folder: Path, row: Mapping[str, Any], day: date) -> None:
    """The customer, with one loan that is late for each that the situation names."""
    customer = {
        "customer_id": "C",
        "name": "Asked",
        "kind": row.get("kind", "person"),
        "phone": row.get("phone", ""),
        "time_zone": row.get("zones", ["UTC"])[0],
        **({"born_on": row["born_on"].isoformat()} if "born_on" in row else {}),
        **row.get("customer", {}),
    }
    loan = {
        "customer_id": "C",
        "currency": "CNY",
        "principal": "300",
        "disbursed_on": (day - timedelta(days=60)).isoformat(),
        "method": "equal_principal",
        "instalments": "1",
        "first_due_on": (day - timedelta(days=20)).isoformat(),
        "product": row.get("product", ""),
    }
    accounts = row.get("accounts", {})
    loans = [
        {"loan_id": name, "account_no": accounts.get(name, ""), **loan}
        for name in row.get("loans", ["L"])
    ]
    paths = (folder / "customers.csv", folder / "loans.csv")
    for path, rows in zip(paths, ([customer], loans), strict=True):
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    result = import_files(writing, paths, ImportOptions())
    assert [problem for file in result.files for problem in file.problems] == []


Act = tuple[datetime, partial[Any]]


def _contacts(life: _Life, row: Mapping[str, Any]) -> Iterator[Act]:
    for one in row.get("history", ()):
        at = _moment(one["at"], life.zone)
        back = one.get("callback")
        texts = ContactTexts(
            "C",
            one.get("channel", "call"),
            one["outcome"],
            loan=one.get("loan", ""),
            at=at.isoformat(),
            phone=one.get("point", ""),
            person=one.get("person", "self"),
            callback=_moment(back, life.zone).isoformat() if back else "",
            direction="in" if one.get("inbound") else "out",
            **{name: one[name] for name in ("purpose", "step", "found", "place") if name in one},
        )
        yield at, partial(log_contact, life.writing(at), texts)


def _preferences(life: _Life, row: Mapping[str, Any]) -> Iterator[Act]:
    for one in row.get("preferences", ()):
        at = _moment(one["at"], life.zone)
        texts = PreferenceTexts(
            one["kind"],
            channel=one.get("channel", ""),
            point=one.get("point", ""),
            person=one.get("person", "self"),
            days=_days(one.get("days", "")),
            from_time=one.get("from", ""),
            to_time=one.get("to", ""),
            until_on=one["until"].isoformat() if "until" in one else "",
            opt_out_by=one["opt_out_by"].isoformat() if "opt_out_by" in one else "",
            **{name: one[name] for name in ("place", "basis", "written") if name in one},
        )
        ended = _moment(one["ended"], life.zone) if "ended" in one else None
        loan = one.get("loan", "")
        yield (
            at,
            lambda texts=texts, at=at, loan=loan, ended=ended: _prefer(
                life, texts, loan, at, ended
            ),
        )


def _prefer(
    life: _Life, texts: PreferenceTexts, loan: str, at: datetime, ended: datetime | None
) -> None:
    done = add_preference(life.writing(at), "C", texts, loan=loan, at=at.isoformat())
    if ended is not None:
        number = _number(life.ledger, "preference", done)
        end_preference(life.writing(ended), number, at=ended.isoformat(), note="")


def _days(text: str) -> str:
    """Days of the week with ranges spelt out, as the command takes them."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    words: list[str] = []
    for part in text.split():
        first, _, last = part.partition("-")
        low, high = names.index(first), names.index(last or first)
        words += names[low : high + 1]
    return " ".join(words)


def _holds(life: _Life, row: Mapping[str, Any]) -> Iterator[Act]:
    for one in row.get("holds", ()):
        at = datetime.combine(one["from"], time.min, life.zone)
        texts = HoldTexts(
            "C",
            one["kind"],
            loan=one.get("loan", ""),
            from_on=one["from"].isoformat(),
            until=one["until"].isoformat() if "until" in one else "",
            stops=" ".join(one.get("stops", ())),
        )
        yield at, partial(_hold, life, texts, at, one.get("released"), one.get("because", ""))


def _hold(
    life: _Life, texts: HoldTexts, at: datetime, released: date | None, because: str
) -> None:
    done = add_hold(life.writing(at), texts)
    if released is not None:
        more = {"because": because} if because else {}
        now = life.writing(datetime.combine(released, time(12), life.zone))
        release_hold(now, _number(life.ledger, "hold", done), on=released, note="", **more)


def _number(ledger: Ledger, table: str, done: Written) -> int:
    """The number of the row that an action wrote."""
    row = ledger.conn.execute(
        f"SELECT {table}_id FROM {table} WHERE journal_id = ?", (done.journal_id,)
    ).fetchone()
    return int(row[0])


def _asked(ledger: Ledger, policy: Policy, at: datetime, ask: Mapping[str, Any]) -> Said:
    planned = PlannedContact(
        "C",
        ask["channel"],
        at.isoformat(),
        ask.get("point", ""),
        ask.get("person", "self"),
        ask.get("loan", ""),
        ask.get("place", ""),
        ask.get("purpose", "collect"),
        ask.get("step", ""),
    )
    with book_at(ledger, at.date(), at, needs="cases", named=policy) as book:
        answer = may_contact(book, planned).verdict
    return Said(answer.decision, answer.rule)


def _queued(ledger: Ledger, policy: Policy, at: datetime, ask: Mapping[str, Any]) -> str | None:
    """The decision of the customer's row; the queue asks about the debtor and every debt."""
    if any(key in ask for key in ("person", "loan", "place", "point", "purpose", "step")):
        return None
    with book_at(ledger, at.date(), at, needs="cases", named=policy) as book:
        rows = queue(book, QueueFilter())
    return _DECISION[rows[0].may_contact] if rows else None


def _logged(ledger: Ledger, policy: Policy, at: datetime, ask: Mapping[str, Any]) -> Said | None:
    texts = ContactTexts(
        "C",
        ask["channel"],
        _MADE.get(ask["channel"], "SENT"),
        loan=ask.get("loan", ""),
        at=at.isoformat(),
        phone=ask.get("point", ""),
        person=ask.get("person", "self"),
        place=ask.get("place", ""),
        step=ask.get("step", ""),
        purpose=ask.get("purpose", "collect"),
    )
    done = log_contact(Writing(ledger, policy, "me", at, named=policy), texts)
    row = ledger.conn.execute(
        "SELECT verdict, verdict_rule FROM contact WHERE journal_id = ?", (done.journal_id,)
    ).fetchone()
    return Said(row["verdict"], row["verdict_rule"])
