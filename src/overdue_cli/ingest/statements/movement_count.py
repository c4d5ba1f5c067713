"""Counts the movements that a file holds by their marks alone, and holds the reader to it.

The count knows nothing of how a format is read; what a reader loses on its way, it still counts.
"""

from __future__ import annotations

import re

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.text.tag_count import TagCount

_LINE = r"(?:^|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\{4:)[ \t\ufeff]*"
_MOVEMENT = re.compile(_LINE + ":61:")
_AMOUNT = re.compile(_LINE + r"(?:T[-+(]?[^\w\r\n]?[ \t]*[\d.,']*\d|![ \t]*(?P<list>[^\r\n]*))")


def count_in(name: str, text: str) -> int:
    """How many movements a text in the format of that name holds.

    >>> count_in("MT940", ":20:A\\n:61:1\\n:86:x\\r :61:2"), count_in("QIF", "D1\\rT-5.00\\r^")
    (2, 1)
    """
    if name == "OFX":
        count = TagCount("STMTTRN")
        count.feed(text)
        return count.total()
    return sum(1 for _ in _MOVEMENT.finditer(text)) if name == "MT940" else _amounts(text)


def _amounts(text: str) -> int:
    """Lines of amounts of a QIF file, but for those of payments that are only memorized."""
    count, memorized = 0, False
    for one in _AMOUNT.finditer(text):
        if one["list"] is None:
            count += not memorized
        else:
            memorized = "memorized" in one["list"].lower()
    return count


def check_count(held: int, read: int) -> None:
    """Nothing, or BadFile where a file holds more or fewer movements than were read."""
    if held != read:
        movements = "movement" if held == 1 else "movements"
        were = "was" if read == 1 else "were"
        raise BadFile(
            f"the file holds {held} {movements}, {read} {were} read",
            "Export it again, or as a list (CSV); one of them is out of its place or cut short.",
        )
