"""Ids of rows that have none: made of what a row says, and how often the file said it before.

The same file again gives the same ids, in whatever order its rows stand, and so does a longer
export that has the same rows. Two rows that say the same are two.
"""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

_LENGTH = 12


def content_id(content: Sequence[tuple[str, Any]], occurrence: int) -> str:
    """The id of a row by its fields that say something, and which of the rows alike it is.

    >>> content_id([("loan_id", "L1"), ("amount", 5_0000)], 1)
    'T-GQWPP5VUOIUX'
    >>> content_id([("loan_id", "L1"), ("amount", 5_0000), ("note", None)], 1)
    'T-GQWPP5VUOIUX'
    """
    said = [f"{field}={value}" for field, value in content if value is not None]
    identity = "|".join((*sorted(said), str(occurrence)))
    return f"T-{b32encode(sha256(identity.encode()).digest())[:_LENGTH].decode()}"


class ContentIds:
    """Adds an id to each row of a file, and counts the rows alike; ``fields`` are theirs."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._fields = tuple(fields)
        self._amount = self._fields.index("amount") if "amount" in fields else None
        self._seen: Counter[tuple[Any, ...]] = Counter()
        self.again: list[int] = []
        """The lines of rows that say what one before them says, those of no money left out."""

    def added(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """The row (its line, then its values) with the id at its end."""
        line, *values = row
        said = tuple(values)
        self._seen[said] += 1
        if self._seen[said] > 1 and (self._amount is None or said[self._amount] != 0):
            self.again.append(line)
        content = zip(self._fields, said, strict=True)
        return (*row, content_id([*content], self._seen[said]))
