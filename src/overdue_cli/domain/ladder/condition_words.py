"""What the steps of a ladder wait for, in words: one line for each condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from overdue_cli.domain.counted import counted
from overdue_cli.domain.ladder.ladder import (
    CurrencyLimits,
    Gap,
    Ladder,
    Need,
    Noticed,
    Sooner,
    Step,
)

_ANCHOR_WORDS = {
    "end_of_month": "the end of the month of the due date",
    "issued_on": "the day of issue",
    "previous_notice": "the notice before",
}
_SOONER_WORDS = {
    "refusal": "refuses",
    "amount": "owes {amount} or more",
}


class Condition(NamedTuple):
    """One thing that a step asks for, is brought forward by, or promises to do in time."""

    step: str
    kind: str
    """opens, needs, sooner or service."""
    text: str


def conditions(ladder: Ladder) -> Iterator[Condition]:
    """Every condition of the steps beside their range of days.

    >>> from overdue_cli.domain.ladder.ladder import Tried
    >>> visit = Step("visit", "Visit", 10, None, needs=(Tried(3, 2),))
    >>> [condition.text for condition in conditions(Ladder((visit,)))]
    ['3 attempts on 2 days by an earlier step, without effect']
    """
    for step in ladder.steps:
        for kind, texts in (
            ("opens", _opens(step)),
            ("needs", (_need(need) for need in step.needs)),
            ("sooner", (_sooner(rule) for rule in step.sooner)),
            ("service", _service(step)),
        ):
            yield from (Condition(step.name, kind, text) for text in texts)


def _opens(step: Step) -> Iterator[str]:
    if step.anchor != "due_on":
        yield f"days count from {_ANCHOR_WORDS[step.anchor]}"
    if step.amount != CurrencyLimits():
        yield f"{_amount(step.amount)} or more is owed"
    if step.amount_at_most != CurrencyLimits():
        yield f"{_amount(step.amount_at_most)} or less is owed"
    if step.items:
        yield f"{step.items} or more items are overdue"


def _amount(amounts: CurrencyLimits) -> str:
    named = [f"{currency} {text}" for currency, text in amounts.by_currency]
    return " or ".join(named) if named else amounts.any_currency


def _need(need: Need) -> str:
    if isinstance(need, Noticed):
        later = f", {counted(need.days, 'day')} ago or more" if need.days else ""
        return f"notice '{need.notice}' {need.state}{later}"
    if isinstance(need, Gap):
        return f"{counted(need.days, 'day')} since the last notice"
    by = " or ".join(need.channels or need.steps) or "an earlier step"
    attempts = counted(need.times, "attempt")
    return f"{attempts} on {counted(need.days, 'day')} by {by}, without effect"


def _sooner(rule: Sooner) -> str:
    if rule.on == "unreachable":
        why = f"{counted(rule.times, 'attempt')} on {counted(rule.days, 'day')} reached nobody"
    elif rule.on == "broken_promise":
        why = f"{rule.times} promises are broken" if rule.times > 1 else "a promise is broken"
    else:
        words = _SOONER_WORDS[rule.on].format(amount=_amount(rule.amount))
        why = f"the customer {words}"
    return f"from day {rule.from_days} when {why}"


def _service(step: Step) -> Iterator[str]:
    first, repeat = step.service
    if step.decision:
        return
    if first is not None:
        yield f"first action within {counted(first, 'day')}"
    if repeat is not None:
        yield "again every day" if repeat == 1 else f"again every {repeat} days"
