"""Counts the start tags of a name in markup, without reading what the markup says.

It knows comments and their like, and nothing else, so that a reader can be held against it: what
the reader has lost is still counted here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from overdue_cli.ingest.text.encoding import declared_encoding, marked_encoding

_HEAD, _BLOCK = 1 << 14, 1 << 20
#: More characters than a mark, or the beginning of a tag, can have.
_LONGEST: Final = 256
#: What begins, after its bracket, a piece whose tags are none, and what ends the piece.
_UNREAD = ((r"!--(?!-?>)", r"--!?>"), (r"!\[CDATA\[", r"\]\]>"), (r"\?", r"\?>"))
#: The same of a web page, which has instructions that end with any tag's end, and scripts.
_PAGE = (
    *_UNREAD[:2],
    (r"\?", r">"),
    (r"script(?=[\s/>])", r"</script"),
    (r"style(?=[\s/>])", r"</style"),
)


class TagCount:
    """How many elements of a name begin in a text that comes in pieces.

    >>> count = TagCount("Ntry")
    >>> for piece in ("<a><ns:Nt", "ry>1<!-- <Ntry> --><Ntry/>", "<NtryDtls>"):
    ...     count.feed(piece)
    >>> count.total()
    2
    """

    def __init__(self, name: str, *, page: bool = False) -> None:
        unread = _PAGE if page else _UNREAD
        tag = rf"(?:[\w.-]+:)?{name}(?=[\s/>])"
        begins = "|".join(f"({begin})" for begin, _ in unread)
        self._begin = _pattern(f"<(?:{tag}|{begins})")
        self._ends = [_pattern(f"<{tag}|({end})") for _, end in unread]
        self._next = self._begin
        """The next tag, or what begins an unread piece, or ends the one in hand."""
        self._rest = ""
        self._count = self._doubtful = 0
        """Tags, and those in an unread piece that has begun, and may never end."""

    def feed(self, text: str) -> None:
        """Counts what is in the next piece."""
        text, at = self._rest + text, 0
        stop = len(text) - _LONGEST
        while (match := self._next.search(text, at)) and match.start() < stop:
            self._take(match.lastindex or 0)
            at = match.end()
        self._rest = text[max(at, stop, 0) :]

    def _take(self, mark: int) -> None:
        """A tag, where ``mark`` is 0, or the beginning or end of an unread piece."""
        inside = self._next is not self._begin
        if not mark:
            self._doubtful += inside
            self._count += not inside
        elif inside:
            self._next, self._doubtful = self._begin, 0
        else:
            self._next = self._ends[mark - 1]

    def total(self) -> int:
        """How many there were in all; what a comment swallows that never ends, counts too."""
        self.feed(" " * _LONGEST)
        return self._count + self._doubtful


def count_tags(path: Path, name: str, encoding: str = "") -> int:
    """How many elements of a name begin in an XML document, read a piece at a time."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    named = encoding or marked_encoding(head) or declared_encoding(head)
    count = TagCount(name)
    with path.open(encoding=named, errors="replace", newline="") as text:
        while block := text.read(_BLOCK):
            count.feed(block)
    return count.total()


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
