"""Faults of a ladder: days that no step or two steps hold, steps nobody reaches, bad names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from overdue_cli.domain.case import CHANNEL_GROUPS, CHANNELS

Fault = tuple[str, str, str]
Row = Mapping[str, Any]

CATCH_UPS = ("next", "worst", "worst_but_announce")
UNITS = ("customer", "loan", "item")
#: What a step may do besides contacting somebody.
MEASURES = ("legal", "placement")


def ladder_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of the ladder, its steps, weights and service levels: where, what, what to do."""
    steps = [row for row in data.get("step", ()) if isinstance(row, Mapping)]
    if not steps:
        yield "ladder", "has no steps", "Write a [[step]] for each stage."
    yield from _settings(data)
    yield from _ranges([row for row in steps if _is_by_days(row)])
    names = [row.get("name", "") for row in steps]
    for place, row in enumerate(steps):
        yield from _step(row, place, names, data)


def _settings(data: Mapping[str, Any]) -> Iterator[Fault]:
    ladder = data.get("ladder", {})
    for key, known in (("catch_up", CATCH_UPS), ("unit", UNITS)):
        if ladder.get(key, known[0]) not in known:
            yield "ladder", f"{key} is '{ladder[key]}'", f"One of: {', '.join(known)}."
    for name, value in data.get("priority", {}).items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield "priority", f"{name} is {value!r}, no number", "A weight is a number."
    yield from _service("service", data.get("service", {}))


def _service(where: str, row: Row) -> Iterator[Fault]:
    for key, least in (("first_within", 0), ("repeat_every", 1)):
        value = row.get(key)
        if value is not None and (not isinstance(value, int) or value < least):
            yield where, f"{key} is {value!r}", f"Whole days, {least} or more."


def _is_by_days(row: Row) -> bool:
    """Whether a step is reached by days from the due date."""
    return not row.get("decision") and row.get("anchor", "due_on") == "due_on"


def _ranges(steps: Sequence[Row]) -> Iterator[Fault]:
    """Gaps and overlaps of ranges of days, and steps that another one hides."""
    numbers = [row for row in steps if _is_range(row)]
    for row in steps:
        if row not in numbers:
            days = f"goes from {row.get('from')!r} to {row.get('to')!r}"
            yield f"step {row.get('name')}", days, "Whole days; to is not below from."
    ordered = sorted(numbers, key=_first)
    for row, after in pairwise(ordered):
        yield from _pair(row, after)
    if ordered and "to" in ordered[-1]:
        last = ordered[-1]
        text = f"gap: no step holds {last['to'] + 1} days"
        yield f"step {last['name']}", text, "Leave 'to' out of the last step."


def _pair(row: Row, after: Row) -> Iterator[Fault]:
    where, last = f"step {row['name']}", row.get("to")
    if _first(row) == _first(after) or (last is not None and last >= after.get("to", last + 1)):
        hidden = row if _first(row) == _first(after) else after
        yield (
            f"step {hidden['name']}",
            "unreachable: another step holds its days",
            "Mend the days.",
        )
    elif last is not None and last >= _first(after):
        text = f"overlap: {after['name']} holds {_first(after)} days too"
        yield where, text, f"End it at {_first(after) - 1}."
    elif last is not None and last + 1 < _first(after):
        text = f"gap: no step holds {last + 1} to {_first(after) - 1} days"
        yield where, text, f"End it at {_first(after) - 1}."


def _is_range(row: Row) -> bool:
    low, high = row.get("from"), row.get("to")
    fits = all(
        one is None or (isinstance(one, int) and not isinstance(one, bool)) for one in (low, high)
    )
    return fits and (low is None or high is None or low <= high)


def _first(row: Row) -> int:
    return int(row.get("from", -(10**6)))


def _step(row: Row, place: int, names: Sequence[str], data: Mapping[str, Any]) -> Iterator[Fault]:
    where = f"step {row.get('name', '')}"
    if not row.get("name"):
        yield where, "has no name", 'Give it one: name = "phone".'
    if not row.get("text") and not row.get("decision"):
        yield where, "has no text", "Say in one sentence what to do."
    for channel in row.get("channels", ()):
        if channel not in (*CHANNELS, *CHANNEL_GROUPS, *MEASURES):
            known = ", ".join((*CHANNELS, *CHANNEL_GROUPS, *MEASURES))
            yield where, f"unknown channel '{channel}'", f"One of: {known}."
    yield from _service(where, row)
    notices = {*names, *data.get("notice", {})}
    for need in row.get("needs", ()):
        yield from _need(where, need, names[:place], names, notices)


def _need(
    where: str, need: Row, earlier: Sequence[str], names: Sequence[str], notices: set[str]
) -> Iterator[Fault]:
    for name in need.get("steps", ()):
        if name not in names:
            yield where, f"needs the step '{name}', which there is not", f"{', '.join(names)}."
    known = [name for name in need.get("steps", ()) if name in names]
    if known and not set(known) & set(earlier):
        yield where, "unreachable: it needs only itself or later steps", "Name an earlier step."
    notice = need.get("notice")
    if notice and notice not in notices:
        hint = "Name a step, or write a [notice.NAME]."
        yield where, f"needs the notice '{notice}', which there is not", hint
