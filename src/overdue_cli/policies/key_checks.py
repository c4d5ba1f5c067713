"""What may stand at the keys of a policy: checks, with the words that say what is wanted there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

#: Whether a value fits, and what is wanted where it does not.
Check = tuple[Callable[[Any], bool], str]


class PolicyFault(NamedTuple):
    """One fault of a policy: where it stands, what is wrong, what to do."""

    where: str
    fault: str
    hint: str = ""

    def line(self) -> str:
        """The fault in one line."""
        return f"{self.where}: {self.fault}"


def misfit(where: str, key: str, value: Any, expected: str) -> PolicyFault:
    """The fault of a value that cannot be meant so."""
    return PolicyFault(where, f"{key} is {value!r}", expected)


def is_whole(value: Any, least: int = 0) -> bool:
    """Whether a value is a whole number, not below ``least``; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def whole(least: int) -> Check:
    """A whole number, not below ``least``."""
    return (lambda value: is_whole(value, least)), f"Give a whole number, {least} or more."


def choice(choices: Sequence[str]) -> Check:
    """One of the words that are known."""
    return (lambda value: value in choices), f"Use one of {', '.join(choices)}."


def some_of(choices: Sequence[str]) -> Check:
    """A list of words that are known."""
    return (
        lambda value: isinstance(value, list) and all(one in choices for one in value),
        f"Give a list of {', '.join(choices)}.",
    )


TEXT: Check = (lambda value: isinstance(value, str), "Give text in quotes.")
NAME: Check = (
    lambda value: isinstance(value, str) and bool(value.strip()),
    "Give a name in quotes.",
)
YES_NO: Check = (lambda value: isinstance(value, bool), "Use true or false.")
DAY: Check = (lambda value: isinstance(value, date), "Write it as a date: 2026-01-31.")


def table_faults(where: str, table: Any, keys: Mapping[str, Check]) -> Iterator[PolicyFault]:
    """Faults of one table: keys that do not exist, values that do not fit."""
    if not isinstance(table, Mapping):
        yield misfit("policy", where, table, f"Write a table {where}.")
        return
    for key, value in table.items():
        if key not in keys:
            yield misfit(where, key, value, _nearest(str(key), list(keys)))
            continue
        fits, expected = keys[key]
        if not fits(value):
            yield misfit(where, key, value, expected)


def _nearest(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, n=1)
    if near:
        return f"There is no such key; did you mean {near[0]}?"
    return f"There is no such key; known: {', '.join(known)}."
