"""Turns figures of other programs into cases and ladders: facts here, rules in packs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from overdue_cli.domain.ladder.assessment import Standing, standing, standings
from overdue_cli.domain.ladder.case import Case, CaseLoan, Contact, Hold, OpenItem, Payment, Stated
from overdue_cli.domain.ladder.ladder import Ladder
from overdue_cli.policies.pack import load
from places import CASES


def figures(number: int) -> dict[str, Any]:
    """The figures of one case."""
    (path,) = (CASES / "peers").glob(f"{number:02}_*.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def pack(name: str) -> Ladder:
    """The ladder of a pack that stands beside the cases."""
    return load(str(CASES / "packs" / f"{name}.toml")).ladder


def cents(amount: str) -> int:
    return int(Decimal(amount) * 100)


def on(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def invoice(
    name: str, due_on: date, amount: int, as_of: date, issued_on: date | None = None
) -> CaseLoan:
    """One invoice as it stands at the close of a day."""
    late = due_on < as_of and amount > 0
    return CaseLoan(
        loan_id=name,
        currency="EUR",
        status="active" if amount > 0 else "closed",
        overdue=amount if late else 0,
        outstanding=amount,
        oldest_due_on=due_on if late else None,
        delinquent_on=due_on if late else None,
        next_due_on=due_on if amount > 0 and not late else None,
        next_due_amount=0 if late else amount,
        issued_on=issued_on,
        items=(OpenItem(1, due_on, amount, issued_on),) if late else (),
    )


def notice(step: str, day: date, channel: str, state: str) -> Contact:
    """A notice of a step that came into one state on a day."""
    return Contact(
        contact_id=day.toordinal(),
        at=on(day),
        channel=channel,
        outcome="SENT",
        flags=frozenset({"attempt"}),
        step=step,
        states=(Stated(state, on(day, 11)),),  # type: ignore[arg-type]
    )


def stage(found: Standing) -> str:
    return found.step.name if found.step else "CLEAR"


def customer(loans: Iterable[CaseLoan], **given: Any) -> Case:
    return Case("C", loans=tuple(loans), **given)


class Notice(NamedTuple):
    """A notice that a run proposes."""

    item: str
    level: int
    channel: str
    balance: Decimal


class Item(NamedTuple):
    name: str
    ladder: Ladder
    due_on: date
    amount: int


LADDERS = {
    "2 time policy": "chased_twice",
    "3 time policy": "chased_three_times",
    "No follow": "never_chased",
}


def chased(figures: dict[str, Any]) -> list[Item]:
    """The items on the account that is chased, each with the ladder of its policy."""
    ladders = {policy: pack(name) for policy, name in LADDERS.items()}
    return [
        Item(
            one["item"],
            ladders[one["policy"]],
            date.fromisoformat(one["due_date"]),
            cents(one["amount"]),
        )
        for one in figures["items"]
        if one["account"] == "chased"
    ]


def runs(figures: dict[str, Any]) -> Iterator[tuple[str, list[Notice]]]:
    """What each run proposes; its notices are confirmed before the next one."""
    items = chased(figures)
    sent: dict[str, list[Contact]] = {item.name: [] for item in items}
    for run in figures["runs"]:
        day = date.fromisoformat(run)
        found = [
            (item, one)
            for item in items
            for one in proposed(item, sent[item.name], paid(figures, item.name, run), day)
        ]
        yield run, [one for _, one in found]
        for item, one in found:
            sent[item.name].append(notice(f"level_{one.level}", day, one.channel, "confirmed"))


def paid(figures: dict[str, Any], name: str, run: str) -> int:
    """Cents that came in for an item before a run."""
    return sum(
        cents(one["amount"])
        for one in figures["payments"]
        if one["item"] == name and one["before_run"] <= run
    )


def proposed(item: Item, sent: list[Contact], paid: int, day: date) -> Iterator[Notice]:
    """The notice of the step that an item stands on, if nobody has carried it out yet."""
    loan = invoice(item.name, item.due_on, item.amount - paid, day)
    money = [Payment(day - timedelta(days=1), paid, "EUR", item.name)] if paid else []
    facts = customer([loan], contacts=tuple(sent), payments=tuple(money))
    for one in standings(item.ladder, facts, day):
        if one.step is not None and one.acted_on is None:
            level = int(one.step.name.removeprefix("level_"))
            yield Notice(item.name, level, one.step.channels[0], Decimal(loan.overdue) / 100)


class Desk:
    """One customer whose notices are drafted by runs and then processed, as in case 32."""

    def __init__(self, ladder: Ladder, due_on: date) -> None:
        self.ladder, self.due_on, self.day = ladder, due_on, due_on
        self.states: dict[str, list[Stated]] = {}
        self.holds: tuple[Hold, ...] = ()
        self.amount = 100_00

    def run(self, number: int) -> dict[str, Any] | None:
        self.day = self.due_on + timedelta(days=number)
        step = self.standing().step
        if step is None:
            return None
        self.states.setdefault(step.name, [Stated("draft", on(self.day))])
        return self.shown()

    def shown(self) -> dict[str, Any] | None:
        """The last notice and its state, while anything is owed."""
        if self.standing().step is None:
            return None
        name, states = list(self.states.items())[-1]
        state = "draft" if states[-1].state == "draft" else "waiting"
        return {"level": int(name.removeprefix("level_")), "state": state}

    def standing(self) -> Standing:
        contacts = (
            Contact(n, states[0].at, "letter", "SENT", frozenset({"attempt"}), step=name)._replace(
                states=tuple(states)
            )
            for n, (name, states) in enumerate(self.states.items())
        )
        loan = invoice("I", self.due_on, self.amount, self.day)
        return standing(
            self.ladder, customer([loan], contacts=tuple(contacts), holds=self.holds), self.day
        )

    def process(self) -> None:
        for states in self.states.values():
            if states[-1].state == "draft":
                states.append(Stated("sent", on(self.day, 12)))

    def block(self) -> None:
        self.holds = (Hold(1, "other", self.day, None, frozenset({"ladder"})),)

    def unblock(self) -> None:
        self.holds = tuple(hold._replace(released_on=self.day) for hold in self.holds)

    def pay(self) -> None:
        self.amount = 0
