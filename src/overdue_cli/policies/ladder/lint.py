"""Faults of a ladder that only its steps together show: gaps, overlaps, steps nobody reaches.

What may stand at each key is told in ``keys``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from overdue_cli.domain.counted import counted
from overdue_cli.policies.key_checks import PolicyFault

Row = Mapping[str, Any]

#: Channels of a step that writes.
_WRITTEN = frozenset({"letter", "email", "sms", "chat", "message", "any"})
#: What keeps a step from holding everybody whose days it has.
_CHOOSY = ("amount", "amount_at_most", "items", "needs")


def ladder_faults(data: Mapping[str, Any]) -> Iterator[PolicyFault]:
    """Faults of the steps together and of their texts: where, what, what to do."""
    steps = [row for row in data.get("step", ()) if isinstance(row, Mapping)]
    if not steps:
        yield PolicyFault("ladder", "has no steps", "Write a [[step]] for each stage.")
    yield from _ranges([row for row in steps if _is_by_days(row)])
    yield from _passing_over(steps)
    for row in steps:
        if not row.get("text"):
            where = f"step {row.get('name', '')}"
            yield PolicyFault(where, "has no text", "Say in one sentence what to do.")


def _passing_over(steps: Sequence[Row]) -> Iterator[PolicyFault]:
    """Steps that count from the notice before, and that the notice before the last one opens.

    The last notice of *any* earlier step starts them: without a need of its own such a step opens
    although the level just before it never wrote.
    """
    for number, row in enumerate(steps):
        levels = [one for one in steps[:number] if _must_write(one)]
        if row.get("anchor") != "previous_notice" or len(levels) < 2:
            continue
        level = levels[-1]["name"]
        if not any(_asks_for(need, level) for need in row.get("needs") or ()):
            text = f"passes over {level}: the notice of an earlier step opens it too"
            hint = f'Give it needs = [{{ notice = "{level}", state = "sent" }}].'
            yield PolicyFault(f"step {row['name']}", text, hint)


def _must_write(row: Row) -> bool:
    """Whether a step writes to everybody whose days it has."""
    channels = row.get("channels") or ()
    optional = row.get("decision") or any(key in row for key in _CHOOSY if key != "needs")
    return "name" in row and not optional and not _WRITTEN.isdisjoint(channels)


def _asks_for(need: Any, level: str) -> bool:
    """Whether a need asks for the notice of a level, or for attempts made on it."""
    if not isinstance(need, Mapping):
        return False
    return need.get("notice") == level or level in (need.get("steps") or ())


def _is_by_days(row: Row) -> bool:
    """Whether a step is reached by days from the due date, and they can be read."""
    days = [row[key] for key in ("from", "to") if key in row]
    numbers = all(isinstance(day, int) and not isinstance(day, bool) for day in days)
    by_due_date = not row.get("decision") and row.get("anchor", "due_on") == "due_on"
    return by_due_date and numbers and (len(days) < 2 or days[0] <= days[1])


def _ranges(steps: Sequence[Row]) -> Iterator[PolicyFault]:
    """Gaps and overlaps of ranges of days, and steps that another one hides."""
    ordered = sorted(steps, key=_first)
    for row, after in pairwise(ordered):
        yield from _pair(row, after)
    if ordered and "to" in ordered[-1]:
        last = ordered[-1]
        text = f"gap: no step holds {counted(last['to'] + 1, 'day')}"
        yield PolicyFault(f"step {last['name']}", text, "Leave 'to' out of the last step.")


def _pair(row: Row, after: Row) -> Iterator[PolicyFault]:
    where, last = f"step {row['name']}", row.get("to")
    if _first(row) == _first(after) and any(key in after for key in _CHOOSY):
        return
    if _first(row) == _first(after) or (last is not None and last >= after.get("to", last + 1)):
        hidden = row if _first(row) == _first(after) else after
        yield PolicyFault(
            f"step {hidden['name']}",
            "unreachable: another step holds its days",
            "Mend the days.",
        )
    elif last is not None and last >= _first(after):
        text = f"overlap: {after['name']} holds {counted(_first(after), 'day')} too"
        yield PolicyFault(where, text, f"End it at {_first(after) - 1}.")
    elif last is None and not any(key in row or key in after for key in (*_CHOOSY, "sooner")):
        text = f"has no last day, but {after['name']} begins on day {_first(after)}"
        yield PolicyFault(where, text, f"End it at {_first(after) - 1}.")
    elif last is not None and last + 1 < _first(after):
        text = f"gap: no step holds {last + 1} to {_first(after) - 1} days"
        yield PolicyFault(where, text, f"End it at {_first(after) - 1}.")


def _first(row: Row) -> int:
    return int(row.get("from", -(10**6)))
