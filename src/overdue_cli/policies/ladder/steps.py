"""The ladder of a policy: from [ladder], [service], [[step]] and [priority] to domain values.

What may stand where is said once, in ``keys``; here nothing is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from overdue_cli.domain.ladder.ladder import (
    NO_AMOUNT,
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
from overdue_cli.domain.ladder.priority import Weights

Table = Mapping[str, Any]


def ladder_of(data: Table) -> Ladder:
    """The ladder of a policy's data; what it does not say has the values of ``Ladder``."""
    keys = data.get("ladder", {})
    usual = data.get("service", {})
    promise = data.get("promise", {})
    return Ladder(
        steps=tuple(step_of(row, usual) for row in data.get("step", ())),
        unit=keys.get("unit", "customer"),
        catch_up=keys.get("catch_up", "worst_but_announce"),
        effect_percent=keys.get("effect_percent", 10),
        held=keys.get("held", "stay"),
        inherited=keys.get("inherited", "days"),
        promise_grace_days=promise.get("grace_days", 2),
    )


def weights_of(data: Table) -> Weights:
    """The points of the priority; what [priority] does not say has the usual ones.

    >>> weights_of({"priority": {"per_day": 2}}).per_day, weights_of({}).per_day
    (2, 1)
    """
    return Weights()._replace(**data.get("priority", {}))


def step_of(row: Table, usual: Table) -> Step:
    """One step, its service level the usual one where it has none of its own."""
    return Step(
        name=row["name"],
        title=row.get("title", row["name"]),
        from_days=row.get("from"),
        to_days=row.get("to"),
        channels=tuple(row.get("channels", ())),
        action=row.get("action", ""),
        text=row.get("text", ""),
        decision=row.get("decision", False),
        anchor=row.get("anchor", "due_on"),
        amount=_amounts(row.get("amount")),
        amount_at_most=_amounts(row.get("amount_at_most")),
        items=row.get("items", 0),
        counts_when=row.get("counts_when", "sent"),
        needs=tuple(need_of(need) for need in row.get("needs", ())),
        sooner=tuple(sooner_of(rule) for rule in row.get("sooner", ())),
        service=Service(
            row.get("first_within", usual.get("first_within")),
            row.get("repeat_every", usual.get("repeat_every")),
        ),
        responsible=row.get("responsible"),
    )


def need_of(row: Table) -> Need:
    """What holds a step back: tries in vain, a notice, or a gap since the last one."""
    if "notice" in row:
        return Noticed(
            row["notice"],
            row.get("state", "delivered"),
            row.get("days", 0),
            row.get("legal", True),
        )
    if "gap" in row:
        return Gap(row["gap"], row.get("legal", False))
    return Tried(
        row["tried"],
        row.get("on_days", 1),
        tuple(row.get("steps", ())),
        tuple(row.get("channels", ())),
        row.get("legal", False),
    )


def sooner_of(row: Table) -> Sooner:
    """What brings a step forward, and to which day."""
    return Sooner(
        on=row["on"],
        from_days=row.get("from", 1),
        times=row.get("times", 1),
        days=row.get("on_days", 1),
        amount=_amounts(row.get("at_least")),
    )


def _amounts(value: str | int | Mapping[str, str | int] | None) -> CurrencyLimits:
    """A sum in major units for any currency, or one for each."""
    if value is None:
        return NO_AMOUNT
    if isinstance(value, Mapping):
        return CurrencyLimits("", tuple((name, str(text)) for name, text in value.items()))
    return CurrencyLimits(str(value))
