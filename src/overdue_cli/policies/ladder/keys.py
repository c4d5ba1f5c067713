"""What may stand in the tables of a ladder: [ladder], [service], [priority], [[step]].

Each fault is a value that says where it stands and what is wanted there; nothing is raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, CHANNELS
from overdue_cli.domain.ladder.ladder import (
    ANCHORS,
    CATCH_UPS,
    HELD,
    INHERITED,
    NOTICE_LEVELS,
    RESPONSIBLE,
    SOONER_ON,
    UNITS,
)
from overdue_cli.domain.ladder.priority import WEIGHTS
from overdue_cli.domain.money import CURRENCIES, LARGEST
from overdue_cli.policies.key_checks import (
    DAY,
    NAME,
    TEXT,
    YES_NO,
    Check,
    PolicyFault,
    choice,
    is_whole,
    misfit,
    some_of,
    table_faults,
    whole,
)

Table = Mapping[str, Any]

#: Channels of a step: those of a contact, groups of them, and those that are no contact.
STEP_CHANNELS = (*CHANNELS, *CHANNEL_GROUPS, "legal", "placement")


def _is_sum(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return False
    units, _, part = str(value).strip().partition(".")
    plain = units.isascii() and units.isdigit() and (not part or part.isdigit())
    return plain and len(units) < 20 and int(units) <= LARGEST


def _is_amount(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value) and all(
            name in CURRENCIES and _is_sum(sum_) for name, sum_ in value.items()
        )
    return _is_sum(value)


_ANY_DAY: Check = (
    lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Give whole days; negative ones are before the due date.",
)
_AMOUNT: Check = (
    _is_amount,
    'Give an amount as text ("150"), or one for each currency ({ EUR = "150", USD = "170" }).',
)
_NAMES: Check = (
    lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "Give a list of names of steps.",
)
_TABLES: Check = (
    lambda value: isinstance(value, list) and all(isinstance(one, Mapping) for one in value),
    "Give a list of tables, as in [{ … }, { … }].",
)

LADDER_KEYS: dict[str, Check] = {
    "unit": choice(UNITS),
    "catch_up": choice(CATCH_UPS),
    "effect_percent": (
        lambda value: is_whole(value, 1) and value <= 100,
        "Give whole percent from 1 to 100.",
    ),
    "held": choice(HELD),
    "inherited": choice(INHERITED),
}
SERVICE_KEYS: dict[str, Check] = {"first_within": whole(0), "repeat_every": whole(1)}
STEP_KEYS: dict[str, Check] = {
    "name": NAME,
    "title": TEXT,
    "title_zh": TEXT,
    "from": _ANY_DAY,
    "to": _ANY_DAY,
    "channels": some_of(STEP_CHANNELS),
    "action": TEXT,
    "text": TEXT,
    "decision": YES_NO,
    "anchor": choice(ANCHORS),
    "amount": _AMOUNT,
    "amount_at_most": _AMOUNT,
    "items": whole(1),
    "counts_when": choice(NOTICE_LEVELS),
    "needs": _TABLES,
    "sooner": _TABLES,
    "responsible": choice(RESPONSIBLE),
    **SERVICE_KEYS,
}
NEED_KEYS: dict[str, dict[str, Check]] = {
    "tried": {
        "tried": whole(1),
        "on_days": whole(1),
        "steps": _NAMES,
        "channels": some_of((*CHANNELS, *CHANNEL_GROUPS)),
        "legal": YES_NO,
    },
    "notice": {
        "notice": NAME,
        "state": choice(NOTICE_LEVELS),
        "days": whole(0),
        "legal": YES_NO,
    },
    "gap": {"gap": whole(1), "legal": YES_NO},
}
SOONER_KEYS: dict[str, Check] = {
    "on": choice(SOONER_ON),
    "from": _ANY_DAY,
    "times": whole(1),
    "on_days": whole(1),
    "at_least": _AMOUNT,
}
NOTICE_KEYS: dict[str, Check] = {
    **dict.fromkeys(("title", "title_zh", "text", "source", "evidence", "confidence"), TEXT),
    "verified_on": DAY,
    "text_date": DAY,
    "says": (
        lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
        "Give a list of what it must say, each in quotes.",
    ),
    # The period that it starts: days until it is taken to have arrived, and days after that.
    "receipt_days": whole(0),
    "period_days": whole(0),
    "business_days": YES_NO,
    "calendar": TEXT,
    # By when it follows the first communication with these persons.
    "within_days": whole(0),
    "within_source": TEXT,
    "persons": _NAMES,
    "binds": (
        lambda value: isinstance(value, Mapping),
        'Write it as { role = ["agency"], debtor = ["consumer"] }.',
    ),
}
PRIORITY_KEYS: dict[str, Check] = {
    name: (
        lambda value: isinstance(value, int) and not isinstance(value, bool),
        "Give whole points; negative ones put a customer further down.",
    )
    for name in WEIGHTS
}


def faults(data: Table) -> Iterator[PolicyFault]:
    """Everything that is wrong with the ladder of a policy, table by table."""
    yield from table_faults("[ladder]", data.get("ladder", {}), LADDER_KEYS)
    yield from table_faults("[service]", data.get("service", {}), SERVICE_KEYS)
    yield from table_faults("[priority]", data.get("priority", {}), PRIORITY_KEYS)
    yield from _notices(data.get("notice", {}))
    steps = data.get("step", [])
    if not isinstance(steps, list) or not all(isinstance(step, Mapping) for step in steps):
        yield misfit("policy", "step", steps, "Write each step under a line [[step]] of its own.")
        return
    seen: list[str] = []
    for place, step in enumerate(steps, 1):
        yield from _step(place, step, seen, data)
        seen.append(str(step.get("name", "")))


def _notices(notices: Any) -> Iterator[PolicyFault]:
    if not isinstance(notices, Mapping):
        yield misfit("policy", "notice", notices, "Write each as a table [notice.NAME].")
        return
    for name, notice in notices.items():
        yield from table_faults(f"[notice.{name}]", notice, NOTICE_KEYS)


def _step(place: int, step: Table, earlier: list[str], data: Table) -> Iterator[PolicyFault]:
    name = step.get("name")
    where = f"step '{name}'" if name else f"step {place}"
    yield from table_faults(where, step, STEP_KEYS)
    if not name:
        yield misfit(where, "name", name, "Give each step a name.")
    if name in earlier:
        yield misfit(where, "name", name, "Give each step a name of its own.")
    low, high = step.get("from"), step.get("to")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield misfit(where, "to", high, f"A step ends on its first day ({low}) or later.")
    yield from _range(where, step)
    for need in _tables(step.get("needs")):
        yield from _need(where, need, earlier, data)
    for rule in _tables(step.get("sooner")):
        yield from _sooner(where, rule, step)


def _tables(value: Any) -> list[Table]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _range(where: str, step: Table) -> Iterator[PolicyFault]:
    """Keys that say nothing on this kind of step."""
    anchor = step.get("anchor", "due_on")
    if anchor != "due_on" and "to" in step:
        yield misfit(
            where, "to", step["to"], f"Leave it out: days from {anchor} have no last day."
        )
    if anchor != "due_on" and "from" not in step:
        yield misfit(where, "from", None, f"Say how many days after {anchor} the step begins.")
    if step.get("decision") is True:
        for key in ("from", "to", "needs", "sooner", "amount", "amount_at_most", "items"):
            if key in step:
                yield misfit(where, key, step[key], "Leave it out: a person decides on this step.")


def _need(where: str, need: Table, earlier: list[str], data: Table) -> Iterator[PolicyFault]:
    kinds = [kind for kind in NEED_KEYS if kind in need]
    if len(kinds) != 1:
        yield misfit(where, "needs", dict(need), "Give each one of tried, notice, gap.")
        return
    yield from table_faults(f"{where}, needs", need, NEED_KEYS[kinds[0]])
    for name in need.get("steps", ()) if isinstance(need.get("steps"), list) else ():
        if name not in earlier:
            yield misfit(f"{where}, needs", "steps", name, _earlier(earlier))
    notice = need.get("notice")
    known = [*earlier, *_mapping(data.get("notice"))]
    if notice is not None and notice not in known:
        hint = f"Name an earlier step, or a table [notice.{notice}]; known: {_listed(known)}."
        yield misfit(f"{where}, needs", "notice", notice, hint)
    if need.get("on_days", 1) > need.get("tried", 1) if _numbers(need) else False:
        hint = "So many attempts cannot be made on more days than that."
        yield misfit(f"{where}, needs", "on_days", need["on_days"], hint)


def _numbers(need: Table) -> bool:
    return isinstance(need.get("on_days"), int) and isinstance(need.get("tried"), int)


def _mapping(value: Any) -> list[str]:
    return list(value) if isinstance(value, Mapping) else []


def _earlier(earlier: list[str]) -> str:
    return f"Name an earlier step; known: {_listed(earlier)}."


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _sooner(where: str, rule: Table, step: Table) -> Iterator[PolicyFault]:
    yield from table_faults(f"{where}, sooner", rule, SOONER_KEYS)
    if "on" not in rule:
        yield misfit(f"{where}, sooner", "on", None, f"Say what: {', '.join(SOONER_ON)}.")
    if rule.get("on") == "amount" and "at_least" not in rule:
        yield misfit(f"{where}, sooner", "at_least", None, "Say from which amount on.")
    start, low = rule.get("from", 1), step.get("from")
    if isinstance(start, int) and isinstance(low, int) and start >= low:
        hint = f"Give a day before the step's own first day ({low})."
        yield misfit(f"{where}, sooner", "from", start, hint)
