"""What may stand in the tables of a ladder: [ladder], [service], [priority], [[step]].

Each fault is a value that says where it stands and what is wanted there; nothing is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, CHANNELS
from overdue_cli.domain.ladder.ladder import (
    ANCHORS,
    CATCH_UPS,
    HELD,
    NOTICE_LEVELS,
    SOONER_ON,
    UNITS,
)
from overdue_cli.domain.ladder.priority import WEIGHTS
from overdue_cli.domain.money import CURRENCIES, LARGEST

Table = Mapping[str, Any]
Rule = tuple[Callable[[Any], bool], str]

#: Channels of a step: those of a contact, groups of them, and those that are no contact.
STEP_CHANNELS = (*CHANNELS, *CHANNEL_GROUPS, "legal", "placement")


class Fault(NamedTuple):
    """Something in a policy that cannot be meant so."""

    where: str
    key: str
    value: Any
    wanted: str

    def __str__(self) -> str:
        return f"{self.where}: {self.key} is {self.value!r}. {self.wanted}"


def _whole(least: int) -> Rule:
    def fits(value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= least

    return fits, f"Give a whole number, {least} or more."


def _choice(choices: Sequence[str]) -> Rule:
    return (lambda value: value in choices), f"Use one of {', '.join(choices)}."


def _some_of(choices: Sequence[str]) -> Rule:
    def fits(value: Any) -> bool:
        return isinstance(value, list) and all(one in choices for one in value)

    return fits, f"Give a list of {', '.join(choices)}."


def _is_sum(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return False
    whole, _, part = str(value).strip().partition(".")
    plain = whole.isascii() and whole.isdigit() and (not part or part.isdigit())
    return plain and len(whole) < 20 and int(whole) <= LARGEST


def _is_amount(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value) and all(
            name in CURRENCIES and _is_sum(sum_) for name, sum_ in value.items()
        )
    return _is_sum(value)


_ANY_DAY: Rule = (
    lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Give whole days; negative ones are before the due date.",
)
_TEXT: Rule = (lambda value: isinstance(value, str), "Give text in quotes.")
_NAME: Rule = (
    lambda value: isinstance(value, str) and bool(value.strip()),
    "Give a name in quotes.",
)
_YES_NO: Rule = (lambda value: isinstance(value, bool), "Use true or false.")
_AMOUNT: Rule = (
    _is_amount,
    'Give an amount as text ("150"), or one for each currency ({ EUR = "150", USD = "170" }).',
)
_NAMES: Rule = (
    lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "Give a list of names of steps.",
)
_TABLES: Rule = (
    lambda value: isinstance(value, list) and all(isinstance(one, Mapping) for one in value),
    "Give a list of tables, as in [{ … }, { … }].",
)

LADDER_KEYS: dict[str, Rule] = {
    "unit": _choice(UNITS),
    "catch_up": _choice(CATCH_UPS),
    "effect_percent": (
        lambda value: _whole(1)[0](value) and value <= 100,
        "Give whole percent from 1 to 100.",
    ),
    "held": _choice(HELD),
}
SERVICE_KEYS: dict[str, Rule] = {"first_within": _whole(0), "repeat_every": _whole(1)}
STEP_KEYS: dict[str, Rule] = {
    "name": _NAME,
    "title": _TEXT,
    "title_zh": _TEXT,
    "from": _ANY_DAY,
    "to": _ANY_DAY,
    "channels": _some_of(STEP_CHANNELS),
    "action": _TEXT,
    "text": _TEXT,
    "decision": _YES_NO,
    "anchor": _choice(ANCHORS),
    "amount": _AMOUNT,
    "amount_at_most": _AMOUNT,
    "items": _whole(1),
    "counts_when": _choice(NOTICE_LEVELS),
    "needs": _TABLES,
    "sooner": _TABLES,
    **SERVICE_KEYS,
}
NEED_KEYS: dict[str, dict[str, Rule]] = {
    "tried": {
        "tried": _whole(1),
        "on_days": _whole(1),
        "steps": _NAMES,
        "channels": _some_of((*CHANNELS, *CHANNEL_GROUPS)),
        "legal": _YES_NO,
    },
    "notice": {
        "notice": _NAME,
        "state": _choice(NOTICE_LEVELS),
        "days": _whole(0),
        "legal": _YES_NO,
    },
    "gap": {"gap": _whole(1), "legal": _YES_NO},
}
SOONER_KEYS: dict[str, Rule] = {
    "on": _choice(SOONER_ON),
    "from": _ANY_DAY,
    "times": _whole(1),
    "on_days": _whole(1),
    "at_least": _AMOUNT,
}
_DAY: Rule = (lambda value: isinstance(value, date), "Write it as a date: 2026-01-31.")
NOTICE_KEYS: dict[str, Rule] = {
    **dict.fromkeys(("title", "title_zh", "text", "source", "evidence", "confidence"), _TEXT),
    "verified_on": _DAY,
    # The period that it starts: days until it is taken to have arrived, and days after that.
    "receipt_days": _whole(0),
    "period_days": _whole(0),
    "business_days": _YES_NO,
    "calendar": _TEXT,
}
PRIORITY_KEYS: dict[str, Rule] = {
    name: (
        lambda value: isinstance(value, int) and not isinstance(value, bool),
        "Give whole points; negative ones put a customer further down.",
    )
    for name in WEIGHTS
}


def faults(data: Table) -> Iterator[Fault]:
    """Everything that is wrong with the ladder of a policy, table by table."""
    yield from _table("[ladder]", data.get("ladder", {}), LADDER_KEYS)
    yield from _table("[service]", data.get("service", {}), SERVICE_KEYS)
    yield from _table("[priority]", data.get("priority", {}), PRIORITY_KEYS)
    yield from _notices(data.get("notice", {}))
    steps = data.get("step", [])
    if not isinstance(steps, list) or not all(isinstance(step, Mapping) for step in steps):
        yield Fault("policy", "step", steps, "Write each step under a line [[step]] of its own.")
        return
    seen: list[str] = []
    for place, step in enumerate(steps, 1):
        yield from _step(place, step, seen, data)
        seen.append(str(step.get("name", "")))


def _notices(notices: Any) -> Iterator[Fault]:
    if not isinstance(notices, Mapping):
        yield Fault("policy", "notice", notices, "Write each as a table [notice.NAME].")
        return
    for name, notice in notices.items():
        yield from _table(f"[notice.{name}]", notice, NOTICE_KEYS)


def _table(where: str, table: Any, keys: Mapping[str, Rule]) -> Iterator[Fault]:
    """Faults of one table: keys that do not exist, values that do not fit."""
    if not isinstance(table, Mapping):
        yield Fault("policy", where, table, f"Write a table {where}.")
        return
    for key, value in table.items():
        if key not in keys:
            yield Fault(where, key, value, _nearest(str(key), list(keys)))
            continue
        fits, wanted = keys[key]
        if not fits(value):
            yield Fault(where, key, value, wanted)


def _nearest(given: str, known: list[str]) -> str:
    near = get_close_matches(given, known, n=1)
    if near:
        return f"There is no such key; did you mean {near[0]}?"
    return f"There is no such key; known: {', '.join(known)}."


def _step(place: int, step: Table, earlier: list[str], data: Table) -> Iterator[Fault]:
    name = step.get("name")
    where = f"step '{name}'" if name else f"step {place}"
    yield from _table(where, step, STEP_KEYS)
    if not name:
        yield Fault(where, "name", name, "Give each step a name.")
    if name in earlier:
        yield Fault(where, "name", name, "Give each step a name of its own.")
    low, high = step.get("from"), step.get("to")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield Fault(where, "to", high, f"A step ends on its first day ({low}) or later.")
    yield from _range(where, step)
    for need in _tables(step.get("needs")):
        yield from _need(where, need, earlier, data)
    for rule in _tables(step.get("sooner")):
        yield from _sooner(where, rule, step)


def _tables(value: Any) -> list[Table]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _range(where: str, step: Table) -> Iterator[Fault]:
    """Keys that say nothing on this kind of step."""
    anchor = step.get("anchor", "due_on")
    if anchor != "due_on" and "to" in step:
        yield Fault(where, "to", step["to"], f"Leave it out: days from {anchor} have no last day.")
    if anchor != "due_on" and "from" not in step:
        yield Fault(where, "from", None, f"Say how many days after {anchor} the step begins.")
    if step.get("decision") is True:
        for key in ("from", "to", "needs", "sooner", "amount", "amount_at_most", "items"):
            if key in step:
                yield Fault(where, key, step[key], "Leave it out: a person decides on this step.")


def _need(where: str, need: Table, earlier: list[str], data: Table) -> Iterator[Fault]:
    kinds = [kind for kind in NEED_KEYS if kind in need]
    if len(kinds) != 1:
        yield Fault(where, "needs", dict(need), "Give each one of tried, notice, gap.")
        return
    yield from _table(f"{where}, needs", need, NEED_KEYS[kinds[0]])
    for name in need.get("steps", ()) if isinstance(need.get("steps"), list) else ():
        if name not in earlier:
            yield Fault(f"{where}, needs", "steps", name, _earlier(earlier))
    notice = need.get("notice")
    known = [*earlier, *_mapping(data.get("notice"))]
    if notice is not None and notice not in known:
        wanted = f"Name an earlier step, or a table [notice.{notice}]; known: {_listed(known)}."
        yield Fault(f"{where}, needs", "notice", notice, wanted)
    if need.get("on_days", 1) > need.get("tried", 1) if _numbers(need) else False:
        wanted = "So many attempts cannot be made on more days than that."
        yield Fault(f"{where}, needs", "on_days", need["on_days"], wanted)


def _numbers(need: Table) -> bool:
    return isinstance(need.get("on_days"), int) and isinstance(need.get("tried"), int)


def _mapping(value: Any) -> list[str]:
    return list(value) if isinstance(value, Mapping) else []


def _earlier(earlier: list[str]) -> str:
    return f"Name an earlier step; known: {_listed(earlier)}."


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _sooner(where: str, rule: Table, step: Table) -> Iterator[Fault]:
    yield from _table(f"{where}, sooner", rule, SOONER_KEYS)
    if "on" not in rule:
        yield Fault(f"{where}, sooner", "on", None, f"Say what: {', '.join(SOONER_ON)}.")
    if rule.get("on") == "amount" and "at_least" not in rule:
        yield Fault(f"{where}, sooner", "at_least", None, "Say from which amount on.")
    start, low = rule.get("from", 1), step.get("from")
    if isinstance(start, int) and isinstance(low, int) and start >= low:
        wanted = f"Give a day before the step's own first day ({low})."
        yield Fault(f"{where}, sooner", "from", start, wanted)
