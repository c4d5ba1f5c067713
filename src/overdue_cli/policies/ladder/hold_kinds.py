"""What a policy says about holds: the kinds, what each stops, and what ends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import STOPS
from overdue_cli.domain.ladder.holds import HoldEnd, HoldKind
from overdue_cli.policies.layers import unknown

Table = Mapping[str, Any]

#: For how many days such holds lasted by the policies that came with older releases.
DAYS_BEFORE = 30
HOLD_KEYS = (*("title", "stops", "days", "remind_days", "ends_by", "days_after_end", "lapses"),)
OUTCOME_HOLD_KEYS = ("kind", "stops", "days", "remind_days")
END_KEYS = ("what", "steps", "outcomes")


def hold_kinds_of(data: Table) -> dict[str, HoldKind]:
    """Every kind of hold by its name; WrongUse names what does not fit."""
    return {name: _kind(name, row) for name, row in data.get("hold", {}).items()}


def ended_as_today(data: dict[str, Any], standard: Callable[[], Table]) -> dict[str, Any]:
    """The tables that a ledger keeps, holds in them ended as the ``standard`` pack ends them.

    An older release let a dispute, a claim of fraud and a vulnerable customer go after
    ``DAYS_BEFORE`` days where nobody said otherwise, and what it kept says so. Other days stay.
    """
    rows = data.get("hold", {})
    old = [name for name, row in rows.items() if _is_by_old_days(row)]
    today = standard().get("hold", {}) if old else {}
    anew = {
        name: {key: value for key, value in rows[name].items() if key != "days"}
        | {"remind_days": DAYS_BEFORE, "ends_by": today[name]["ends_by"]}
        for name in old
        if "ends_by" in today.get(name, {})
    }
    return {**data, "hold": {**rows, **anew}} if anew else data


def _is_by_old_days(row: Any) -> bool:
    return isinstance(row, Mapping) and row.get("days") == DAYS_BEFORE and "ends_by" not in row


def kind_named(kinds: Mapping[str, HoldKind], name: str) -> HoldKind:
    """The kind of hold of that name; WrongUse names the nearest one."""
    if name not in kinds:
        raise unknown("kind of hold", name, list(kinds))
    return kinds[name]


def hold_of_outcome(code: str, outcome: Table, kinds: Mapping[str, HoldKind]) -> HoldKind | None:
    """The hold that an outcome sets; None where it sets none."""
    hold = outcome.get("hold")
    if hold is None:
        return None
    row = {"kind": hold} if isinstance(hold, str) else hold
    where = f"outcome {code}: hold"
    only(row, OUTCOME_HOLD_KEYS, where)
    kind = kind_named(kinds, row.get("kind", ""))
    if "stops" in row:
        kind = kind._replace(stops=_stops(row["stops"], where))
    return _with_days(kind, row, where)


def _kind(name: str, row: Table) -> HoldKind:
    where = f"[hold.{name}]"
    only(row, HOLD_KEYS, where)
    kind = HoldKind(
        name,
        str(row.get("title", name)),
        _stops(row.get("stops", []), where),
        ends_by=_ends(row.get("ends_by", {}), where),
        days_after_end=_days(row, "days_after_end", where) or 0,
        lapses=_flag(row, "lapses", where),
    )
    if kind.days_after_end and not kind.ends_by:
        raise WrongUse(
            f"{where}: days_after_end without ends_by",
            hint='Say after what: ends_by = { treatment_ended = "the treatment ended" }.',
        )
    return _with_days(kind, row, where)


def _with_days(kind: HoldKind, row: Table, where: str) -> HoldKind:
    """The kind with the days of a row; where no day ends it, they are the day to look at it."""
    days, remind = _days(row, "days", where), _days(row, "remind_days", where)
    if days is not None and kind.by_event:
        return kind._replace(remind_days=days)
    if days is not None:
        kind = kind._replace(days=days)
    return kind if remind is None else kind._replace(remind_days=remind)


def _ends(ends: Any, where: str) -> tuple[HoldEnd, ...]:
    if not isinstance(ends, Mapping):
        raise WrongUse(
            f"{where}: ends_by is {ends!r}",
            hint='A table of words: ends_by = { answered = "it was looked into and answered" }.',
        )
    return tuple(_end(word, row, f"{where}: ends_by {word}") for word, row in ends.items())


def _end(word: str, row: Any, where: str) -> HoldEnd:
    if isinstance(row, str) and row:
        return HoldEnd(word, row)
    only(row, END_KEYS, where)
    return HoldEnd(
        word,
        str(row.get("what", word.replace("_", " "))),
        _names(row, "steps", where),
        _names(row, "outcomes", where),
    )


def _names(row: Table, key: str, where: str) -> frozenset[str]:
    names = row.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise WrongUse(f"{where}: {key} is {names!r}", hint=f'A list of names: {key} = ["…"].')
    return frozenset(names)


def _stops(stops: Any, where: str) -> frozenset[str]:
    if not isinstance(stops, list):
        raise WrongUse(f"{where}: stops is {stops!r}", hint=f"A list of {', '.join(STOPS)}.")
    return checked_stops(stops, where)


def checked_stops(stops: list[str], where: str = "--stops") -> frozenset[str]:
    """The stops of a list; WrongUse names the nearest one for another word."""
    for stop in stops:
        if stop not in STOPS:
            raise unknown(f"word in {where}: stops", str(stop), list(STOPS))
    return frozenset(stops)


def _days(row: Table, key: str, where: str) -> int | None:
    days = row.get(key)
    if days is None:
        return None
    if type(days) is not int or days < 1:
        raise WrongUse(f"{where}: {key} is {days!r}", hint="A whole number of days above zero.")
    return days


def _flag(row: Table, key: str, where: str) -> bool:
    value = row.get(key, False)
    if type(value) is not bool:
        raise WrongUse(f"{where}: {key} is {value!r}", hint=f"{key} = true or false.")
    return value


def only(row: Table, keys: tuple[str, ...], where: str) -> None:
    """Nothing, or WrongUse for what is no table and for a key that means nothing."""
    if not isinstance(row, Mapping):
        raise WrongUse(f"{where} is {row!r}", hint=f"A table with {', '.join(keys)}.")
    for key in row:
        if key not in keys:
            raise unknown(f"key of {where}", key, list(keys))
