"""What differs between two policies, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from overdue_cli.policies.layers import NAMED, laid_over, layers_of


class PolicyDifference(NamedTuple):
    """One key that differs between two policies."""

    where: str
    key: str
    before: Any
    after: Any


def differences(before: str, after: str) -> list[PolicyDifference]:
    """What differs between two policies, each with all that lies below it, key by key."""
    one, other = (_flat(laid_over(layers_of(name))) for name in (before, after))
    return [
        PolicyDifference(where, key, one.get((where, key)), other.get((where, key)))
        for where, key in sorted({*one, *other})
        if one.get((where, key)) != other.get((where, key))
    ]


def _flat(tables: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    return {(where, key): value for where, key, value in _leaves(tables, "")}


def _leaves(table: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, Any]]:
    for key, value in table.items():
        below = f"{where} {key}".strip()
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, below)
        elif not where and key in NAMED:
            for row in value:
                yield from _leaves(row, f"{key} {row.get(NAMED[key], '')}")
        else:
            yield where or "pack", key, value
