"""Random histories of one customer: loans, money, talks, notices, promises and holds.

Facts are dated days after ``START``. ``History.case`` cuts them to a day and lets the engine say
how the loans stand, as the ledger does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from casework import FLAGS
from overdue_cli.domain.ladder.case import (
    Case,
    CaseLoan,
    Contact,
    Hold,
    OpenItem,
    Payment,
    Promise,
    Stated,
)
from overdue_cli.domain.ladder.ladder import (
    CATCH_UPS,
    CurrencyLimits,
    Gap,
    Ladder,
    Need,
    Noticed,
    Service,
    Sooner,
    Step,
    Tried,
)
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms, standings
from overdue_cli.domain.loan.loan import Entry, Instalment, Loan, Rules
from overdue_cli.domain.loan.position import position

START = date(2026, 1, 1)
SPAN = 160
TERMS = PromiseTerms()
NAMES = ("remind", "phone", "write", "visit", "legal")
OUTCOMES = ("NA", "LM", "RPC", "RTP", "CB", "SKIP", "SENT", "DISP")
CHANNELS = ("call", "sms", "letter", "visit", "note")
STATES = ("draft", "sent", "delivered", "confirmed", "failed", "ignored")

whole = st.integers


def day(number: int) -> date:
    return START + timedelta(days=number)


@dataclass(frozen=True)
class History:
    """Everything that ever happened, whatever the day."""

    loans: tuple[Loan, ...]
    contacts: tuple[Contact, ...]
    promises: tuple[Promise, ...]
    holds: tuple[Hold, ...]
    payments: tuple[Payment, ...]

    def until(self, known: date) -> History:
        """What had happened by the close of a day; holds are known ahead."""
        return History(
            loans=tuple(
                replace(one, entries=tuple(e for e in one.entries if e.value_on <= known))
                for one in self.loans
            ),
            contacts=tuple(_known(one, known) for one in self.contacts if one.at.date() <= known),
            promises=tuple(one for one in self.promises if one.made_on <= known),
            holds=self.holds,
            payments=tuple(
                one._replace(reversed_on=None)
                if one.reversed_on and one.reversed_on > known
                else one
                for one in self.payments
                if one.value_on <= known
            ),
        )

    def case(self, as_of: date) -> Case:
        """The customer at the close of a day, by what is in this history up to it."""
        known = self.until(as_of)
        return Case(
            "C",
            loans=tuple(_stands(loan, as_of) for loan in known.loans),
            contacts=tuple(sorted(known.contacts, key=lambda one: one.at)),
            promises=standings(known.promises, known.payments, TERMS, as_of),
            holds=self.holds,
            payments=known.payments,
        )

    def fact_days(self) -> set[date]:
        """Days on which something was recorded."""
        found = {entry.value_on for loan in self.loans for entry in loan.entries}
        found |= {stated.at.date() for one in self.contacts for stated in one.states}
        return (
            found
            | {one.at.date() for one in self.contacts}
            | {one.made_on for one in self.promises}
        )


def _known(contact: Contact, known: date) -> Contact:
    return contact._replace(states=tuple(s for s in contact.states if s.at.date() <= known))


def _stands(loan: Loan, as_of: date) -> CaseLoan:
    found = position(loan, as_of)
    items = tuple(
        OpenItem(one.seq, one.due_on, sum(one.unpaid)) for one in found.items if one.overdue
    )
    return CaseLoan(
        loan_id=loan.loan_id,
        currency=loan.currency,
        status=found.status,
        overdue=sum(found.overdue),
        outstanding=sum(found.outstanding),
        oldest_due_on=found.oldest_due_on,
        delinquent_on=found.delinquent_on,
        next_due_on=found.next_due_on,
        next_due_amount=found.next_due_amount,
        issued_on=loan.exists_on,
        items=items,
        valid_until=found.valid_until,
    )


@st.composite
def loans(draw: st.DrawFn, number: int) -> tuple[Loan, list[Payment]]:
    """A loan of up to four instalments, and what was paid on it; a payment may bounce."""
    first, gap = draw(whole(0, 40)), draw(whole(10, 40))
    plan = tuple(
        Instalment(seq, day(first + (seq - 1) * gap), 1000_00)
        for seq in range(1, draw(whole(1, 4)) + 1)
    )
    entries: list[Entry] = []
    payments: list[Payment] = []
    loan_id = f"L{number}"
    for _ in range(draw(whole(0, 3))):
        on, amount = draw(whole(0, SPAN)), draw(st.sampled_from((50_00, 300_00, 1000_00)))
        back = on + draw(whole(1, 40)) if draw(st.booleans()) else None
        entry = Entry(len(entries) + 1, "repayment", day(on), amount)
        entries.append(entry)
        if back is not None:
            reversal = Entry(
                len(entries) + 1, "reversal", day(back), amount, reverses=entry.entry_id
            )
            entries.append(reversal)
        bounced = None if back is None else day(back)
        payments.append(Payment(day(on), amount, "CNY", loan_id, bounced))
    rules = Rules(grace_days=draw(st.sampled_from((0, 0, 5))))
    made = Loan(loan_id, "CNY", day(first - 10), plan, tuple(entries), rules)
    return made, payments


@st.composite
def contacts(draw: st.DrawFn, number: int) -> Contact:
    """A call, message, visit or note; some carry out a step or a notice with its states."""
    on = draw(whole(-10, SPAN))
    channel = draw(st.sampled_from(CHANNELS))
    outcome = "NOTE" if channel == "note" else draw(st.sampled_from(OUTCOMES))
    moment = datetime(START.year, START.month, START.day, 8, tzinfo=UTC)
    moment += timedelta(days=on, minutes=number)
    step = draw(st.sampled_from(("", "", "", *NAMES)))
    states: tuple[Stated, ...] = ()
    if channel in ("sms", "letter"):
        steps = draw(st.lists(st.tuples(whole(0, 20), st.sampled_from(STATES)), max_size=3))
        states = tuple(
            Stated(state, moment + timedelta(days=later, minutes=place))  # type: ignore[arg-type]
            for place, (later, state) in enumerate(sorted(steps))
        )
    back = moment + timedelta(days=draw(whole(1, 10))) if outcome == "CB" else None
    return Contact(
        number, moment, channel, outcome, FLAGS[outcome], step=step, states=states,
        inbound=draw(whole(0, 5)) == 0, callback_at=back,
    )  # fmt: skip


@st.composite
def promises(draw: st.DrawFn, number: int) -> Promise:
    made = draw(whole(0, SPAN))
    due = made + draw(whole(0, 20))
    ended = made + draw(whole(0, 15)) if draw(whole(0, 5)) == 0 else None
    return Promise(
        number, day(made), day(due), draw(st.sampled_from((100_00, 500_00))), "CNY",
        cancelled_on=None if ended is None else day(ended),
    )  # fmt: skip


@st.composite
def holds(draw: st.DrawFn, number: int) -> Hold:
    start = draw(whole(0, SPAN))
    until = draw(st.none() | whole(0, 30))
    released = draw(st.none() | whole(0, 30))
    stops = draw(st.sampled_from(({"ladder"}, {"contact"}, {"ladder", "contact"})))
    return Hold(
        number, "dispute", day(start), None if until is None else day(start + until),
        frozenset(stops), draw(st.sampled_from((None, "L1", "L2"))),
        released_on=None if released is None else day(start + released),
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A random history of one or two loans."""
    drawn = [draw(loans(number)) for number in range(1, draw(whole(1, 2)) + 1)]
    return History(
        loans=tuple(loan for loan, _ in drawn),
        contacts=tuple(draw(contacts(number)) for number in range(1, draw(whole(0, 9)) + 1)),
        promises=tuple(draw(promises(number)) for number in range(1, draw(whole(0, 3)) + 1)),
        holds=tuple(draw(holds(number)) for number in range(1, draw(whole(0, 2)) + 1)),
        payments=tuple(one for _, paid in drawn for one in paid),
    )


def needs(earlier: tuple[str, ...]) -> st.SearchStrategy[Need]:
    kinds: list[st.SearchStrategy[Any]] = [
        st.builds(Tried, whole(1, 3), whole(1, 2), st.just(())),
        st.builds(Gap, whole(1, 15)),
    ]
    if earlier:
        levels = st.sampled_from(("sent", "delivered", "confirmed"))
        kinds.append(st.builds(Noticed, st.sampled_from(earlier), levels, whole(0, 14)))
        kinds.append(st.builds(Tried, whole(1, 3), st.just(1), st.just(earlier[-1:])))
    return st.one_of(kinds)


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """A random ladder of five steps, the first one before the due date."""
    steps = [Step("remind", "Remind", -10, 0, ("sms", "call"), service=Service(3))]
    start = 1
    for place, name in enumerate(NAMES[1:], 1):
        steps.append(draw(_steps(name, start, NAMES[:place])))
        start += draw(whole(1, 25))
    return Ladder(
        tuple(steps),
        catch_up=draw(st.sampled_from(CATCH_UPS)),
        held=draw(st.sampled_from(("stay", "none"))),
    )


@st.composite
def _steps(draw: st.DrawFn, name: str, start: int, earlier: tuple[str, ...]) -> Step:
    rules = st.sampled_from(("refusal", "unreachable", "broken_promise"))
    sooner = st.builds(Sooner, rules, whole(1, start), whole(1, 2), whole(1, 2))
    return Step(
        name,
        name.title(),
        start,
        None,
        draw(st.sampled_from((("call",), ("message", "call"), ("visit", "call"), ("letter",)))),
        anchor=draw(
            st.sampled_from(("due_on",) * 4 + ("end_of_month", "issued_on", "previous_notice"))
        ),
        amount=draw(st.sampled_from((CurrencyLimits(), CurrencyLimits(), CurrencyLimits("1500")))),
        items=draw(st.sampled_from((0, 0, 2))),
        counts_when=draw(st.sampled_from(("sent", "delivered"))),
        needs=tuple(draw(st.lists(needs(earlier), max_size=2))),
        sooner=tuple(draw(st.lists(sooner, max_size=1))),
        service=Service(draw(st.none() | whole(0, 5)), draw(st.none() | whole(1, 9))),
    )
