"""Reads everything around customers as ``Case`` values: the input of stage, gate and queue.

A few queries for each chunk of customers. What is dated after the day that is asked about is left
out, but for holds: the first day of a hold to come is an edge that a stage must know.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple, cast

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import (
    Case,
    CaseLoan,
    Contact,
    Hold,
    OpenItem,
    Payment,
    Point,
    Preference,
    Promise,
    PromiseStanding,
    Stated,
)
from overdue_cli.domain.ladder.holds import (
    CaseTerms,
    disputed_holds,
    stops_from,
    without_held_items,
)
from overdue_cli.domain.ladder.promise_verdict import standings
from overdue_cli.domain.moments import Moment, stored_day
from overdue_cli.store.derived import Derived
from overdue_cli.store.ladder.hold_facts import REMINDER
from overdue_cli.store.ladder.late_when_heard import Heard, when_heard
from overdue_cli.store.ladder.promise_facts import PROMISE, promise_of
from overdue_cli.store.loan.in_force import in_force
from overdue_cli.store.loan.payments import payments

_CHUNK = 400
#: Payments this long before the oldest overdue instalment can still be told from an attempt.
_LEAD = timedelta(days=31)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Rows = dict[str, list[tuple[Any, ...]]]
_NO_FLAGS: frozenset[str] = frozenset()


class CaseScope(NamedTuple):
    """What the cases are read for: the moment, what is known, and how much of it."""

    moment: Moment
    derived: Derived
    """Where the positions of the day are read."""
    known: int | None = None
    """The last journal row that counts; None for all."""
    items: bool = False
    """Whether overdue items are read for every loan; else only where one is on hold."""


def cases(
    conn: sqlite3.Connection,
    terms: CaseTerms,
    scope: CaseScope,
    ids: Iterable[str] | None = None,
) -> Iterator[Case]:
    """The case of each customer, in the order of ``ids``, or of all customers by their id."""
    stream = iter(_everybody(conn, scope) if ids is None else ids)
    while chunk := list(islice(stream, _CHUNK)):
        yield from _chunk(conn, terms, scope, chunk)


def one_case(
    conn: sqlite3.Connection, terms: CaseTerms, scope: CaseScope, customer_id: str
) -> Case:
    """The case of one customer; WrongUse where the customer was not known by then."""
    for case in cases(conn, terms, scope, [customer_id]):
        return case
    raise WrongUse(
        f"the customer '{customer_id}' was not on the book by then",
        hint="Ask with a later --known-on.",
    )


def _everybody(conn: sqlite3.Connection, scope: CaseScope) -> Iterator[str]:
    query = f"SELECT customer_id FROM customer WHERE {in_force(known=scope.known)} ORDER BY 1"
    for row in conn.execute(query):
        yield row[0]


class _Read(NamedTuple):
    """The rows of one chunk by customer, each as its query gives them."""

    masters: dict[str, tuple[Any, ...]]
    loans: Rows
    items: Rows
    contacts: Rows
    states: Mapping[int, tuple[Stated, ...]]
    promises: Mapping[str, list[Promise]]
    holds: Mapping[str, list[Hold]]
    preferences: Mapping[str, list[Preference]]
    points: Mapping[str, list[Point]]
    heard: Mapping[str, Heard]


def _chunk(
    conn: sqlite3.Connection, terms: CaseTerms, scope: CaseScope, ids: Sequence[str]
) -> Iterator[Case]:
    reader = _Reader(conn, scope, ids)
    holds = reader.holds(terms)
    states = reader.states()
    loans = reader.loans()
    read = _Read(
        masters=reader.masters(),
        loans=loans,
        items=reader.items(holds),
        contacts=reader.contacts(),
        states=states,
        promises=reader.promises(),
        holds=holds,
        preferences=reader.preferences(),
        points=reader.points(),
        heard=when_heard(conn, terms.inheritance, scope.moment.day, scope.known, loans),
    )
    for customer_id in ids:
        if customer_id in read.masters:
            yield _case(conn, terms, scope, read, customer_id)


def _case(
    conn: sqlite3.Connection, terms: CaseTerms, scope: CaseScope, read: _Read, customer_id: str
) -> Case:
    kind, phone, email, address, zone, born_on, id_no, known_from = read.masters[customer_id]
    holds = tuple(read.holds.get(customer_id, ()))
    loans = _loans(read, customer_id, holds, scope)
    promises = read.promises.get(customer_id, [])
    payments = _payments(conn, scope, loans, promises)
    contacts = sorted(
        (_contact(row, terms, read.states) for row in read.contacts.get(customer_id, ())),
        key=lambda contact: contact.at,
    )
    return Case(
        customer_id=customer_id,
        kind=kind or "person",
        loans=loans,
        contacts=tuple(contacts),
        promises=_standings(terms, promises, payments, scope.moment.day),
        holds=holds,
        preferences=tuple(read.preferences.get(customer_id, ())),
        points=_own(phone, email, address) + tuple(read.points.get(customer_id, ())),
        payments=tuple(payments),
        time_zones=(zone,) if zone else (),
        known_from=date.fromisoformat(known_from),
        born_on=born_on,
        id_no=id_no,
    )


def _standings(
    terms: CaseTerms, promises: list[Promise], payments: list[Payment], day: date
) -> tuple[PromiseStanding, ...]:
    return standings(promises, payments, terms.promise, day) if promises else ()


def _own(phone: str, email: str, address: str) -> tuple[Point, ...]:
    """The customer's own number and addresses, as the customer's row has them."""
    own = (("phone", phone), ("email", email), ("address", address))
    return tuple(Point(cast(Any, kind), value) for kind, value in own if value)


def _loans(
    read: _Read, customer_id: str, holds: tuple[Hold, ...], scope: CaseScope
) -> tuple[CaseLoan, ...]:
    items: dict[str, list[OpenItem]] = {}
    for loan_id, seq, due_on, amount, issued_on in read.items.get(customer_id, ()):
        item = OpenItem(seq, date.fromisoformat(due_on), amount, stored_day(issued_on))
        items.setdefault(loan_id, []).append(item)
    loans = (_loan(row, read.heard.get(row[1])) for row in read.loans.get(customer_id, ()))
    return tuple(
        without_held_items(loan, items[loan.loan_id], holds, scope.moment.day)
        if loan.loan_id in items
        else loan
        for loan in loans
    )


def _loan(row: tuple[Any, ...], heard: Heard | None) -> CaseLoan:
    return CaseLoan(
        loan_id=row[1],
        currency=row[2],
        status=row[3],
        overdue=row[4],
        outstanding=row[5],
        oldest_due_on=stored_day(row[6]),
        delinquent_on=stored_day(row[7]),
        next_due_on=stored_day(row[8]),
        next_due_amount=row[9],
        product=row[10],
        officer=row[11],
        time_zone=row[12],
        issued_on=stored_day(row[13]),
        disputed=bool(row[14]),
        valid_until=stored_day(row[15]),
        account_no=row[16],
        heard_on=heard.on if heard else None,
        late_runs=heard.late_runs if heard else (),
    )


def _contact(
    row: tuple[Any, ...], terms: CaseTerms, states: Mapping[int, tuple[Stated, ...]]
) -> Contact:
    stated = states.get(row[1], ())
    at, is_draft = _sent_at(datetime.fromisoformat(row[2]), stated)
    return Contact(
        contact_id=row[1],
        at=at,
        channel=row[3],
        outcome=row[4],
        flags=_NO_FLAGS if is_draft else terms.flags.get(row[4], _NO_FLAGS),
        loan_id=row[5],
        person=row[6] or "self",
        point=row[7],
        place=row[8],
        inbound=row[9] == "in",
        step=row[10],
        states=stated,
        reason=row[11],
        callback_at=datetime.fromisoformat(row[12]) if row[12] else None,
        reached="none" if is_draft else terms.reached.get(row[4], ""),
        purpose=row[13],
        found=row[14],
    )


def _sent_at(at: datetime, states: tuple[Stated, ...]) -> tuple[datetime, bool]:
    """When a message went out, and whether it is still a draft that reached nobody."""
    if not states or states[0].state != "draft":
        return at, False
    left = next((stated.at for stated in states if stated.state != "draft"), None)
    return (at, True) if left is None else (left, False)


def _payments(
    conn: sqlite3.Connection,
    scope: CaseScope,
    loans: Sequence[CaseLoan],
    promises: Sequence[Promise],
) -> list[Payment]:
    """Money in since the first promise, or since a month before the oldest overdue instalment."""
    starts = [promise.made_on for promise in promises]
    starts += [loan.oldest_due_on - _LEAD for loan in loans if loan.oldest_due_on]
    if not starts:
        return []
    ids = (loan.loan_id for loan in loans)
    return payments(conn, ids, min(starts), scope.moment.day, scope.known)


class _Reader:
    """Reads one kind of fact after another for one chunk of customers."""

    def __init__(self, conn: sqlite3.Connection, scope: CaseScope, ids: Sequence[str]) -> None:
        self.conn = conn.cursor()
        self.conn.row_factory = None
        self.scope = scope
        self.ids = list(ids)
        self.places = ", ".join("?" * len(self.ids))
        self.until = scope.moment.until

    def alive(self, alias: str) -> str:
        """The condition for facts of these customers that count."""
        return f"{alias}.customer_id IN ({self.places}) AND {in_force(alias, self.scope.known)}"

    def rows(self, query: str, *more: object) -> Rows:
        """Rows by their first cell, the customer's id."""
        rows: Rows = {}
        for row in self.conn.execute(query, [*self.ids, *more]):
            rows.setdefault(row[0], []).append(row)
        return rows

    def masters(self) -> dict[str, tuple[Any, ...]]:
        """Kind, phone, e-mail, address, zone, birth, id number and first day of each customer."""
        query = (
            "SELECT c.customer_id, c.kind, c.phone, c.email, c.address, c.time_zone, "
            "c.born_on, c.id_no, substr(j.at, 1, 10) "
            "FROM customer c JOIN journal j ON j.journal_id = c.journal_id "
            f"WHERE {self.alive('c')}"
        )
        return {row[0]: row[1:] for row in self.conn.execute(query, self.ids)}

    def loans(self) -> Rows:
        """Loans that exist on the day, as their positions say."""
        return self.rows(
            "SELECT p.customer_id, p.loan_id, p.currency, p.status, p.overdue, p.outstanding, "
            "p.oldest_due_on, p.delinquent_on, p.next_due_on, p.next_due_amount, l.product, "
            "l.officer, l.time_zone, l.disbursed_on, l.disputed, p.valid_until, l.account_no "
            f"FROM {self.scope.derived.position} p JOIN loan l ON l.loan_id = p.loan_id "
            f"WHERE p.customer_id IN ({self.places}) AND p.status <> 'future' ORDER BY p.loan_id"
        )

    def items(self, holds: Mapping[str, list[Hold]]) -> Rows:
        """Overdue items: of every loan, or of the loans that have one on hold."""
        loans = {
            hold.loan_id
            for of_customer in holds.values()
            for hold in of_customer
            if hold.seq is not None
        }
        if not (self.scope.items or loans):
            return {}
        only = "" if self.scope.items else f"AND o.loan_id IN ({', '.join('?' * len(loans))})"
        query = (
            "SELECT o.customer_id, o.loan_id, o.seq, o.due_on, o.amount, l.disbursed_on "
            f"FROM {self.scope.derived.open_item} o JOIN loan l ON l.loan_id = o.loan_id "
            f"WHERE o.customer_id IN ({self.places}) {only} ORDER BY o.loan_id, o.due_on, o.seq"
        )
        rows = self.rows(query, *(() if self.scope.items else loans))
        return {
            customer_id: [row[1:] for row in of_customer]
            for customer_id, of_customer in rows.items()
        }

    def contacts(self) -> Rows:
        """Contacts up to the moment, in the order of their time."""
        return self.rows(
            "SELECT k.customer_id, k.contact_id, k.at, k.channel, k.outcome, k.loan_id, "
            "k.person, k.phone, k.place, k.direction, k.step, k.reason, k.callback_at, "
            "k.purpose, k.found "
            f"FROM contact k WHERE {self.alive('k')} AND k.at_utc <= ? "
            "ORDER BY k.customer_id, k.at_utc, k.contact_id",
            self.until,
        )

    def states(self) -> dict[int, tuple[Stated, ...]]:
        """What became of messages up to the moment, by the number of the contact."""
        by_contact: dict[int, tuple[Stated, ...]] = {}
        query = (
            "SELECT s.contact_id, s.state, s.at FROM contact k "
            "JOIN contact_state s ON s.contact_id = k.contact_id "
            f"WHERE {self.alive('k')} AND {in_force('s', self.scope.known)} AND s.at_utc <= ? "
            "ORDER BY s.contact_id, s.at_utc, s.contact_state_id"
        )
        for contact_id, state, at in self.conn.execute(query, [*self.ids, self.until]):
            stated = Stated(state, datetime.fromisoformat(at))
            by_contact[contact_id] = (*by_contact.get(contact_id, ()), stated)
        return by_contact

    def promises(self) -> dict[str, list[Promise]]:
        """Promises made up to the day, cancelled ones with the day of their end."""
        query = (
            f"SELECT {PROMISE.format(ended=in_force('e', self.scope.known))} "
            f"FROM promise p WHERE {self.alive('p')} AND p.made_on <= ? "
            "ORDER BY p.customer_id, p.promise_id"
        )
        promises: dict[str, list[Promise]] = {}
        for row in self.conn.execute(query, [*self.ids, self.scope.moment.day.isoformat()]):
            promises.setdefault(row[0], []).append(promise_of(row))
        return promises

    def holds(self, terms: CaseTerms) -> dict[str, list[Hold]]:
        """Holds with their release, and one for each loan that its file says is disputed."""
        query = (
            "SELECT h.customer_id, h.hold_id, h.kind, h.from_on, h.until_on, h.stops, h.loan_id, "
            "h.seq, (SELECT min(r.released_on) FROM hold_release r WHERE "
            f"r.hold_id = h.hold_id AND {in_force('r', self.scope.known)}), h.note, "
            f"{REMINDER.format(in_force=in_force('w', self.scope.known))} "
            f"FROM hold h WHERE {self.alive('h')} ORDER BY h.customer_id, h.from_on, h.hold_id"
        )
        holds: dict[str, list[Hold]] = {}
        for row in self.conn.execute(query, self.ids):
            holds.setdefault(row[0], []).append(hold_of(row[1:]))
        for customer_id, hold in self._disputed(terms):
            holds.setdefault(customer_id, []).append(hold)
        return holds

    def _disputed(self, terms: CaseTerms) -> Iterator[tuple[str, Hold]]:
        """A hold for each time in which a loan was marked as disputed."""
        rows = self.conn.execute(_DISPUTED.format(alive=self.alive("l")), self.ids).fetchall()
        for customer_id, loan_id, marked, first_on in rows:
            changes = self.conn.execute(_DISPUTE_CHANGES, (loan_id,)).fetchall()
            known = self.scope.known
            seen = [
                (date.fromisoformat(at), new == "1")
                for at, _, new, by in changes
                if known is None or by <= known
            ]
            disputed = disputed_holds(
                loan_id,
                stored_day(first_on) or date.min,
                seen,
                terms.dispute_stops,
                marked=changes[0][1] == "1" if changes else bool(marked),
            )
            yield from ((customer_id, hold) for hold in disputed)

    def preferences(self) -> dict[str, list[Preference]]:
        """What each customer allowed or forbade up to the moment, with its end."""
        query = (
            "SELECT f.customer_id, f.kind, f.at, f.channel, f.point, f.loan_id, f.person, f.days, "
            "f.from_time, f.to_time, f.until_on, (SELECT e.at FROM preference_end e WHERE "
            f"e.preference_id = f.preference_id AND {in_force('e', self.scope.known)} "
            "ORDER BY e.at_utc LIMIT 1), f.place, f.written, f.basis, f.opt_out_by "
            f"FROM preference f WHERE {self.alive('f')} AND f.at_utc <= ? "
            "ORDER BY f.customer_id, f.at_utc, f.preference_id"
        )
        preferences: dict[str, list[Preference]] = {}
        for row in self.conn.execute(query, [*self.ids, self.until]):
            preferences.setdefault(row[0], []).append(preference_of(row[1:]))
        return preferences

    def points(self) -> dict[str, list[Point]]:
        """Further numbers and addresses."""
        query = (
            "SELECT t.customer_id, t.kind, t.value, t.person, t.name, t.place, t.time_zone, "
            f"t.from_on, t.until_on FROM contact_point t WHERE {self.alive('t')} "
            "ORDER BY t.customer_id, t.contact_point_id"
        )
        points: dict[str, list[Point]] = {}
        for row in self.conn.execute(query, self.ids):
            customer_id, kind, value, person, name, place, zones, from_on, until_on = row
            point = Point(
                kind,
                value,
                person,
                name,
                place,
                tuple(zones.replace(",", " ").split()),
                date.fromisoformat(from_on),
                stored_day(until_on),
            )
            points.setdefault(customer_id, []).append(point)
        return points


_DISPUTED = """
SELECT l.customer_id, l.loan_id, l.disputed, l.disbursed_on FROM loan l
 WHERE {alive} AND (l.disputed = 1 OR EXISTS (
       SELECT 1 FROM change c
        WHERE c.of_table = 'loan' AND c.field = 'disputed' AND c.of_id = l.loan_id))
 ORDER BY l.loan_id
"""
_DISPUTE_CHANGES = """
SELECT substr(j.at, 1, 10), c.old, c.new, c.journal_id
  FROM change c JOIN journal j ON j.journal_id = c.journal_id
 WHERE c.of_table = 'loan' AND c.field = 'disputed' AND c.of_id = ? ORDER BY c.change_id
"""


def hold_of(row: Sequence[Any]) -> Hold:
    """A hold: number, kind, from, until, stops, loan, item, released, note, day to look at it."""
    hold_id, kind, from_on, until_on, stops, loan_id, seq, released_on, note, remind_on = row
    return Hold(
        hold_id,
        kind,
        date.fromisoformat(from_on),
        stored_day(until_on),
        stops_from(stops),
        loan_id,
        seq,
        stored_day(released_on),
        note,
        stored_day(remind_on),
    )


def preference_of(row: Sequence[Any]) -> Preference:
    """A preference from its cells, in the order of the query above."""
    kind, at, channel, point, loan_id, person, days, *more = row
    from_time, to_time, until_on, ended_at, place, written, basis, opt_out_by = more
    return Preference(
        kind,
        datetime.fromisoformat(at),
        channel,
        point,
        loan_id,
        person,
        frozenset(WEEKDAYS.index(day) for day in days.split()) or frozenset(range(7)),
        time.fromisoformat(from_time) if from_time else None,
        time.fromisoformat(to_time) if to_time else None,
        stored_day(until_on),
        datetime.fromisoformat(ended_at) if ended_at else None,
        place,
        bool(written),
        basis,
        stored_day(opt_out_by),
    )
