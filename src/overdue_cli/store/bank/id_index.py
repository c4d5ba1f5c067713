"""A dictionary from a key to ids, small where most keys have one id."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class IdIndex(Generic[Key]):
    """Ids by key, in the order in which they were added."""

    def __init__(self) -> None:
        self._first: dict[Key, str] = {}
        self._more: dict[Key, list[str]] = {}

    def add(self, key: Key, one: str) -> None:
        """Adds an id to those of a key."""
        if key in self._first:
            self._more.setdefault(key, []).append(one)
        else:
            self._first[key] = one

    def of(self, key: Key) -> tuple[str, ...]:
        """The ids of a key."""
        first = self._first.get(key)
        if first is None:
            return ()
        return (first, *self._more[key]) if key in self._more else (first,)

    def count(self, key: Key) -> int:
        """How many ids a key has."""
        return (key in self._first) + len(self._more.get(key, ()))

    def only(self, key: Key) -> str | None:
        """The id of a key that has exactly one."""
        return None if key in self._more else self._first.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._first

    def __iter__(self) -> Iterator[Key]:
        return iter(self._first)
