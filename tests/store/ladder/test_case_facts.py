"""A whole case read from the ledger: everything around a customer, cut to a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.master_data import set_fields
from overdue_cli.book import Writing, book_at
from overdue_cli.domain.ladder.case import Case
from overdue_cli.domain.moments import moment_of
from overdue_cli.policies.pack import Policy, load
from overdue_cli.store.derived import STORED
from overdue_cli.store.ladder.case_facts import CaseScope, cases, one_case
from overdue_cli.store.ledger.journal import journal_entry
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from overdue_cli.store.loan.derived_positions import refresh_touched

TERMS = "first_due_on,instalments,method"
LOANS = """loan_id,customer_id,name,phone,email,time_zone,principal,disbursed_on,{terms}
L1,C1,Ana,+351 21 000 0000,ana@example.org,Europe/Lisbon,300,2026-04-01,2026-05-01,3,{ep}
L2,C1,Ana,,,,100,2026-04-01,2026-06-10,1,{ep}
L3,C2,Bo,,,,100,2026-04-01,2026-06-20,1,{ep}
"""
PAYMENTS = """transaction_id,loan_id,date,amount,type,reverses
T1,L1,2026-05-05,40,repayment,
T2,L1,2026-05-20,60,repayment,
T3,L1,2026-06-02,60,reversal,T2
T4,L1,2026-06-03,10,goodwill,
"""
INVOICES = """invoice_id,customer_id,due_on,amount,issued_on,disputed
I1,C3,2026-05-10,500.00,2026-04-10,yes
"""


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def policy() -> Policy:
    return load("standard")


@pytest.fixture
def ledger(tmp_path: Path, policy: Policy) -> Iterator[Ledger]:
    made = create_ledger(tmp_path / "o.db", {"currency": "EUR"}, actor="me", at=at(4, 1))
    files = {
        "loans": LOANS.format(ep="equal_principal", terms=TERMS),
        "transactions": PAYMENTS,
        "invoices": INVOICES,
    }
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    with made:
        paths = [tmp_path / f"{name}.csv" for name in files]
        done = import_files(Writing(made, policy, "me", at(6, 3)), paths, ImportOptions())
        assert done.written, [file.problems for file in done.files]
        yield made


BLANKS: dict[str, tuple[str, ...]] = {
    "entry": ("components", "channel", "note"),
    "contact": ("phone", "reason", "officer", "note"),
    "contact_state": ("note",),
    "contact_point": ("place", "note"),
    "preference": ("channel", "point", "person", "days", "from_time", "to_time", "note"),
    "preference_end": ("note",),
    "promise_end": ("reason",),
    "hold": ("note",),
    "hold_release": ("note",),
    "promise": (),
}


def add(ledger: Ledger, policy: Policy, table: str, when: datetime, **cells: Any) -> int:
    """One fact written by a journal entry of its own; gives its number."""
    with journal_entry(ledger, actor="me", command="test", at=when) as work:
        row = dict.fromkeys(BLANKS[table], "") | cells | {"journal_id": work.journal_id}
        marks = ", ".join("?" * len(row))
        done = work.conn.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
        refresh_touched(work.conn, policy.rules, when.date())
        work.summary = f"a {table}"
    return int(done.lastrowid or 0)


def case(
    ledger: Ledger,
    policy: Policy,
    day: date,
    customer: str = "C1",
    *,
    known_on: date | None = None,
    **more: Any,
) -> Case:
    made = book_at(ledger, day, at(7, 1), needs="positions", known_on=known_on, named=policy)
    with made as book:
        asked = CaseScope(book.moment, book.derived, book.known, **more)
        return one_case(book.conn, policy.case_terms, asked, customer)


def contact(ledger: Ledger, policy: Policy, when: datetime, **cells: Any) -> int:
    given: dict[str, Any] = {
        "customer_id": "C1",
        "at": when.isoformat(),
        "at_utc": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "time_zone": "UTC",
        "channel": "call",
        "outcome": "NA",
        "person": "self",
    }
    return add(ledger, policy, "contact", when, **given | cells)


def test_loans_are_as_their_positions_say_on_the_day(ledger: Ledger, policy: Policy) -> None:
    found = case(ledger, policy, date(2026, 6, 1))
    assert [loan.loan_id for loan in found.loans] == ["L1", "L2"]
    first, second = found.loans
    assert (first.overdue, first.oldest_due_on, first.delinquent_on) == (0, None, None)
    assert (second.next_due_on, second.next_due_amount) == (date(2026, 6, 10), 10000)
    bounced = case(ledger, policy, date(2026, 6, 2)).loans[0]
    assert (bounced.overdue, bounced.oldest_due_on) == (16000, date(2026, 5, 1))


def test_payments_carry_the_day_of_their_reversal(ledger: Ledger, policy: Policy) -> None:
    found = case(ledger, policy, date(2026, 6, 3))
    assert [(p.value_on.day, p.amount, p.reversed_on) for p in found.payments] == [
        (5, 4000, None),
        (20, 6000, date(2026, 6, 2)),
    ]


def test_a_reversal_of_a_part_leaves_the_rest(ledger: Ledger, policy: Policy) -> None:
    (number,) = ledger.conn.execute(
        "SELECT entry_id FROM entry WHERE transaction_id='T1'"
    ).fetchone()
    cells = {"loan_id": "L1", "kind": "reversal", "amount": 1500, "reverses": number}
    add(ledger, policy, "entry", at(6, 4), value_on="2026-06-04", **cells)
    found = case(ledger, policy, date(2026, 6, 4)).payments
    assert [(p.amount, p.reversed_on) for p in found][:2] == [
        (1500, date(2026, 6, 4)),
        (2500, None),
    ]


def test_nobody_late_without_a_promise_has_payments_read(ledger: Ledger, policy: Policy) -> None:
    assert case(ledger, policy, date(2026, 5, 21)).payments == ()


def test_own_points_come_before_those_added(ledger: Ledger, policy: Policy) -> None:
    add(
        ledger, policy, "contact_point", at(6, 1),
        customer_id="C1", kind="phone", value="+1 555", person="guarantor", name="Eva",
        time_zone="America/New_York America/Denver", from_on="2026-06-01", until_on="2026-06-30",
    )  # fmt: skip
    found = case(ledger, policy, date(2026, 6, 3))
    assert [(p.kind, p.value) for p in found.points][:2] == [
        ("phone", "+351 21 000 0000"),
        ("email", "ana@example.org"),
    ]
    added = found.points[2]
    assert (added.person, added.name) == ("guarantor", "Eva")
    assert added.time_zones == ("America/New_York", "America/Denver")
    assert (added.from_on, added.until_on) == (date(2026, 6, 1), date(2026, 6, 30))
    assert found.time_zones == ("Europe/Lisbon",)


def test_contacts_have_flags_and_states_and_stop_at_the_day(
    ledger: Ledger, policy: Policy
) -> None:
    contact(ledger, policy, at(6, 1), outcome="RPC", callback_at="2026-06-05T10:00+00:00")
    sent = contact(ledger, policy, at(6, 2), channel="letter", outcome="SENT", step="legal")
    contact(ledger, policy, at(6, 9))
    for state, when in (("sent", at(6, 2)), ("delivered", at(6, 4)), ("confirmed", at(6, 20))):
        utc = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        cells = {"contact_id": sent, "state": state, "at": when.isoformat(), "at_utc": utc}
        add(ledger, policy, "contact_state", when, **cells)
    call, letter = case(ledger, policy, date(2026, 6, 5)).contacts
    assert call.flags == {"attempt", "conversation", "verified"}
    assert call.callback_at == at(6, 5, 10)
    assert (letter.step, letter.channel) == ("legal", "letter")
    assert [one.state for one in letter.states] == ["sent", "delivered"]
    assert letter.state_on(at(6, 3)) == "sent"


def test_promises_come_with_verdicts(ledger: Ledger, policy: Policy) -> None:
    cells = {"customer_id": "C1", "made_on": "2026-05-18", "due_on": "2026-05-22"}
    number = add(ledger, policy, "promise", at(5, 18), amount=6000, currency="EUR", **cells)
    verdicts = {}
    for day in (date(2026, 5, 19), date(2026, 5, 20), date(2026, 6, 1), date(2026, 6, 2)):
        (standing,) = case(ledger, policy, day).promises
        verdicts[day.isoformat()[5:]] = standing.verdict
    assert verdicts == {"05-19": "pending", "05-20": "kept", "06-01": "kept", "06-02": "broken"}
    add(ledger, policy, "promise_end", at(5, 19), promise_id=number, ended_on="2026-05-19")
    assert case(ledger, policy, date(2026, 6, 2)).promises[0].verdict == "cancelled"


def test_holds_carry_their_release(ledger: Ledger, policy: Policy) -> None:
    cells = {
        "customer_id": "C1",
        "kind": "dispute",
        "from_on": "2026-06-01",
        "stops": "contact dpd",
    }
    number = add(ledger, policy, "hold", at(6, 1), until_on="2026-06-10", loan_id="L1", **cells)
    (hold,) = case(ledger, policy, date(2026, 6, 3)).holds
    assert (hold.hold_id, hold.stops, hold.loan_id) == (number, {"contact", "dpd"}, "L1")
    assert hold.holds_on(date(2026, 6, 10))
    assert not hold.holds_on(date(2026, 6, 11))
    add(ledger, policy, "hold_release", at(6, 5), hold_id=number, released_on="2026-06-05")
    (hold,) = case(ledger, policy, date(2026, 6, 3)).holds
    assert hold.holds_on(date(2026, 6, 4))
    assert not hold.holds_on(date(2026, 6, 5))


def test_preferences_carry_their_end(ledger: Ledger, policy: Policy) -> None:
    cells = {"customer_id": "C1", "kind": "inconvenient", "days": "sat sun", "from_time": "15:00"}
    times = {"at": at(6, 1).isoformat(), "at_utc": "2026-06-01T09:00:00Z"}
    number = add(ledger, policy, "preference", at(6, 1), **cells, **times)
    end = {"at": at(6, 9).isoformat(), "at_utc": "2026-06-09T09:00:00Z"}
    add(ledger, policy, "preference_end", at(6, 9), preference_id=number, **end)
    (found,) = case(ledger, policy, date(2026, 6, 3)).preferences
    assert (found.weekdays, found.from_time, found.to_time) == ({5, 6}, time(15), None)
    assert found.ended_at == at(6, 9)
    assert case(ledger, policy, date(2026, 5, 31)).preferences == ()


def test_known_on_hides_what_was_recorded_later(ledger: Ledger, policy: Policy) -> None:
    contact(
        ledger, policy, at(6, 10), at="2026-06-01T09:00:00+00:00", at_utc="2026-06-01T09:00:00Z"
    )
    cells = {"customer_id": "C1", "kind": "dispute", "from_on": "2026-06-01", "stops": "contact"}
    add(ledger, policy, "hold", at(6, 10), **cells)
    now = case(ledger, policy, date(2026, 6, 5))
    then = case(ledger, policy, date(2026, 6, 5), known_on=date(2026, 6, 9))
    assert (len(now.contacts), len(now.holds)) == (1, 1)
    assert (len(then.contacts), len(then.holds)) == (0, 0)


def test_what_was_taken_back_is_gone(ledger: Ledger, policy: Policy) -> None:
    number = contact(ledger, policy, at(6, 1))
    with journal_entry(ledger, actor="me", command="undo", at=at(6, 2)) as work:
        work.conn.execute(
            "UPDATE contact SET voided_by = ? WHERE contact_id = ?", (work.journal_id, number)
        )
    assert case(ledger, policy, date(2026, 6, 3)).contacts == ()
    assert len(case(ledger, policy, date(2026, 6, 3), known_on=date(2026, 6, 1)).contacts) == 1


def test_a_disputed_invoice_is_held_from_its_first_day(ledger: Ledger, policy: Policy) -> None:
    (hold,) = case(ledger, policy, date(2026, 6, 3), "C3").holds
    assert (hold.kind, hold.loan_id, hold.from_on) == ("dispute", "I1", date(2026, 4, 10))
    assert hold.stops == {"contact", "ladder"}


def test_a_mark_taken_off_ends_the_dispute_on_that_day(ledger: Ledger, policy: Policy) -> None:
    set_fields(Writing(ledger, policy, "me", at(6, 20)), "I1", ["disputed=no"])
    (hold,) = case(ledger, policy, date(2026, 6, 25), "C3").holds
    assert hold.holds_on(date(2026, 6, 19))
    assert not hold.holds_on(date(2026, 6, 20))
    set_fields(Writing(ledger, policy, "me", at(6, 22)), "L3", ["disputed=yes"])
    (hold,) = case(ledger, policy, date(2026, 6, 25), "C2").holds
    assert hold.from_on == date(2026, 6, 22)
    assert case(ledger, policy, date(2026, 6, 25), "C2", known_on=date(2026, 6, 21)).holds == ()


def test_an_item_on_hold_is_left_out_of_days_and_sums(ledger: Ledger, policy: Policy) -> None:
    cells = {"customer_id": "C1", "kind": "dispute", "from_on": "2026-06-05", "loan_id": "L1"}
    add(
        ledger,
        policy,
        "hold",
        at(6, 5),
        seq=1,
        until_on="2026-06-09",
        stops="contact ladder",
        **cells,
    )
    held = case(ledger, policy, date(2026, 6, 9)).loans[0]
    assert (held.oldest_due_on, held.delinquent_on, held.overdue) == (
        date(2026, 6, 1),
        date(2026, 6, 1),
        10000,
    )
    assert [item.seq for item in held.items] == [2]
    after = case(ledger, policy, date(2026, 6, 10)).loans[0]
    assert (after.oldest_due_on, after.overdue) == (date(2026, 5, 1), 15000)


def test_items_are_read_where_asked_for(ledger: Ledger, policy: Policy) -> None:
    loan = case(ledger, policy, date(2026, 6, 9), items=True).loans[0]
    assert [(item.seq, item.amount) for item in loan.items] == [(1, 5000), (2, 10000)]
    assert case(ledger, policy, date(2026, 6, 9)).loans[0].items == ()


def test_everybody_comes_in_order_in_few_queries(ledger: Ledger, policy: Policy) -> None:
    seen: list[str] = []
    ledger.conn.set_trace_callback(seen.append)
    asked = CaseScope(moment_of(date(2026, 6, 1), at(7, 1)), STORED)
    found = list(cases(ledger.conn, policy.case_terms, asked))
    ledger.conn.set_trace_callback(None)
    assert [one.customer_id for one in found] == ["C1", "C2", "C3"]
    assert len(seen) <= 15


def test_days_paused_by_a_hold_move_the_position(ledger: Ledger, policy: Policy) -> None:
    cells = {"customer_id": "C1", "kind": "moratorium", "from_on": "2026-06-05", "stops": "dpd"}
    number = add(ledger, policy, "hold", at(6, 5), until_on="2026-06-14", **cells)
    days = {
        day: (
            date(2026, 6, day) - case(ledger, policy, date(2026, 6, day)).loans[0].delinquent_on
        ).days
        for day in (4, 5, 6, 15, 16)
    }
    assert days == {4: 34, 5: 35, 6: 35, 15: 35, 16: 36}
    add(ledger, policy, "hold_release", at(6, 8), hold_id=number, released_on="2026-06-08")
    loan = case(ledger, policy, date(2026, 6, 16)).loans[0]
    assert (date(2026, 6, 16) - loan.delinquent_on).days == 43


def test_a_hold_writes_its_loans_into_touched(ledger: Ledger) -> None:
    def touched(**cells: Any) -> list[str]:
        with journal_entry(ledger, actor="me", command="test", at=at(6, 5)) as work:
            row = {"kind": "x", "from_on": "2026-06-05", "note": "", **cells}
            row["journal_id"] = str(work.journal_id)
            marks = ", ".join("?" * len(row))
            work.conn.execute(
                f"INSERT INTO hold ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
            )
            rows = work.conn.execute("SELECT loan_id FROM touched ORDER BY 1").fetchall()
            work.keep = False
        return [row[0] for row in rows]

    assert touched(customer_id="C1", stops="contact ladder") == []
    assert touched(customer_id="C1", stops="contact dpd") == ["L1", "L2"]
    assert touched(customer_id="C1", loan_id="L2", stops="penalty") == ["L2"]


def test_an_edit_outside_that_adds_a_pause_is_found(ledger: Ledger, policy: Policy) -> None:
    from overdue_cli.store.ledger.proof import findings

    assert list(findings(ledger.conn, policy.rules, date(2026, 6, 16))) == []
    with sqlite3.connect(ledger.path) as other:
        other.execute(
            "INSERT INTO hold (customer_id, kind, from_on, stops, note, journal_id) "
            "VALUES ('C1', 'x', '2026-06-05', 'dpd', '', 1)"
        )
    checks = {found.check for found in findings(ledger.conn, policy.rules, date(2026, 6, 16))}
    assert "facts" in checks
