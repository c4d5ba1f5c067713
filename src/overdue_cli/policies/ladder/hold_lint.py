"""Faults of what a policy says about holds: what loads, and yet cannot be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from overdue_cli.policies.key_checks import PolicyFault

Table = Mapping[str, Any]


def hold_faults(data: Table) -> Iterator[PolicyFault]:
    """Steps and outcomes that end a hold and that the policy does not have."""
    steps = {row.get("name") for row in data.get("step", ()) if isinstance(row, Mapping)}
    steps |= set(data.get("notice", {}))
    for name, word, end in _ends(data):
        where = f"[hold.{name}] ends_by {word}"
        yield from _unknown(where, "steps", end, steps, "step or notice")
        yield from _unknown(where, "outcomes", end, set(data.get("outcome", {})), "outcome")


def hold_warnings(data: Table) -> Iterator[PolicyFault]:
    """Days of a kind of hold that no day ends."""
    kinds = {name: row for name, row in data.get("hold", {}).items() if _by_event(row)}
    for name, row in kinds.items():
        if "days" in row:
            yield _days(f"[hold.{name}]", name)
    for code, outcome in data.get("outcome", {}).items():
        hold = outcome.get("hold") if isinstance(outcome, Mapping) else None
        if isinstance(hold, Mapping) and hold.get("kind") in kinds and "days" in hold:
            yield _days(f"outcome {code}: hold", hold["kind"])


def _by_event(row: Any) -> bool:
    return isinstance(row, Mapping) and bool(row.get("ends_by")) and row.get("lapses") is not True


def _days(where: str, kind: str) -> PolicyFault:
    return PolicyFault(
        where,
        f"days do not end a hold of the kind {kind}, which ends by what happened",
        "They are taken as the day to look at it: write remind_days. Where a law lets such a hold "
        "end by time, add lapses = true.",
    )


def _ends(data: Table) -> Iterator[tuple[str, str, Table]]:
    for name, row in data.get("hold", {}).items():
        ends = row.get("ends_by", {}) if isinstance(row, Mapping) else {}
        for word, end in ends.items() if isinstance(ends, Mapping) else ():
            if isinstance(end, Mapping):
                yield name, word, end


def _unknown(
    where: str, key: str, end: Table, known: Collection[Any], what: str
) -> Iterator[PolicyFault]:
    for one in end.get(key, ()):
        if one not in known:
            yield PolicyFault(where, f"{key} names '{one}', which is no {what}", "Mend the name.")
