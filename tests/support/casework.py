"""Builds cases for tests of the ladder: a customer, what is late, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from overdue_cli.domain.ladder.assessment import Standing, standing
from overdue_cli.domain.ladder.case import (
    Case,
    CaseLoan,
    Contact,
    Hold,
    OpenItem,
    Payment,
    Promise,
    PromiseStanding,
    Stated,
)
from overdue_cli.domain.ladder.ladder import Ladder
from overdue_cli.policies.pack import load

DUE = date(2026, 1, 1)
#: The day on which everything of these cases fell due.

FLAGS: dict[str, frozenset[str]] = {
    code: outcome.flags for code, outcome in load("standard").outcomes.items()
}


def day(number: int) -> date:
    """So many days after the due date."""
    return DUE + timedelta(days=number)


def at(number: int, hour: int = 10) -> datetime:
    return datetime.combine(day(number), datetime.min.time(), UTC) + timedelta(hours=hour)


def loan(loan_id: str = "L1", *, due: date = DUE, **given: Any) -> CaseLoan:
    """A loan with 1,000.00 overdue since ``due``."""
    values: dict[str, Any] = {
        "loan_id": loan_id,
        "currency": "CNY",
        "status": "active",
        "overdue": 1000_00,
        "outstanding": 5000_00,
        "oldest_due_on": due,
        "delinquent_on": due,
        "next_due_on": None,
        "next_due_amount": 0,
    }
    return CaseLoan(**{**values, **given})


def coming(due: date = DUE, **given: Any) -> CaseLoan:
    """A loan of which nothing is overdue and 1,000.00 falls due on ``due``."""
    return loan(
        **{
            "overdue": 0,
            "oldest_due_on": None,
            "delinquent_on": None,
            "next_due_on": due,
            "next_due_amount": 1000_00,
            **given,
        }
    )


def contact(number: int, channel: str = "call", outcome: str = "NA", **given: Any) -> Contact:
    """A contact so many days after the due date."""
    hour = given.pop("hour", 10)
    values = {"contact_id": 1000 * (number + 500) + hour, "at": at(number, hour)}
    return Contact(
        **{
            **values,
            "channel": channel,
            "outcome": outcome,
            "flags": FLAGS[outcome],
            **given,
        }
    )


def notice(name: str, number: int, *states: tuple[str, int], channel: str = "letter") -> Contact:
    """A notice that came into these states so many days after the due date."""
    known: Any = tuple(Stated(state, at(on, 12)) for state, on in states)  # type: ignore[arg-type]
    return contact(number, channel, "SENT", step=name, states=known)


def paid(number: int, amount: int, **given: Any) -> Payment:
    return Payment(
        **{"value_on": day(number), "amount": amount, "currency": "CNY", "loan_id": "L1", **given}
    )


def promised(
    made: int, due: int, verdict: Any = "pending", decided: int | None = None
) -> PromiseStanding:
    promise = Promise(made, day(made), day(due), 500_00, "CNY")
    return PromiseStanding(promise, verdict, 0, None if decided is None else day(decided))


def held(start: int, until: int | None = None, **given: Any) -> Hold:
    return Hold(
        **{
            "hold_id": 1,
            "kind": "dispute",
            "from_on": day(start),
            "until_on": None if until is None else day(until),
            "stops": frozenset({"ladder", "contact"}),
            **given,
        }
    )


def item(seq: int, due: int, amount: int = 100_00, **given: Any) -> OpenItem:
    return OpenItem(seq, day(due), amount, **given)


def case(*facts: Any, **given: Any) -> Case:
    """A case of these facts, each put where it belongs; without a loan, one that is late."""
    kinds: dict[str, list[Any]] = {}
    places = {
        CaseLoan: "loans",
        Contact: "contacts",
        Payment: "payments",
        PromiseStanding: "promises",
        Hold: "holds",
    }
    for fact in facts:
        kinds.setdefault(places[type(fact)], []).append(fact)
    kinds.setdefault("loans", [loan()])
    return Case("C1", **{name: tuple(found) for name, found in kinds.items()}, **given)


def step_on(ladder: Ladder, number: int, *facts: Any) -> str:
    """The name of the step so many days after the due date; '' for none."""
    return stage(standing(ladder, case(*facts), day(number)))


def stage(found: Standing) -> str:
    """The name of the step; '' for none."""
    return found.step.name if found.step else ""


def missing(found: Standing) -> list[str]:
    return [one.text for one in found.missing]


def steps_on(ladder: Ladder, numbers: Iterable[int], *facts: Any) -> list[str]:
    return [step_on(ladder, number, *facts) for number in numbers]
