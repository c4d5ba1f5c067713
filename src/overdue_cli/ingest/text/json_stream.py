"""Gives the values of a JSON text one after the other, each with its number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TextIO

from overdue_cli.ingest.faults import BadFile

_BLOCK = 1 << 16
_LONGEST = 1 << 24
_NOT_BLANK = re.compile(r"[^ \t\r\n]")
_LARGEST_EXPONENT = 30


class _Twice(ValueError):
    """A name that stands twice in one object."""


def _number(text: str) -> str:
    """The digits of a number, without an exponent where that is short.

    Three decimals get a fourth, so that the mark before them is not taken for thousands.
    """
    if "e" not in text.lower():
        return f"{text}0" if text[-4:-3] == "." else text
    number = Decimal(text)
    exponent = number.as_tuple().exponent
    short = isinstance(exponent, int) and abs(exponent) <= _LARGEST_EXPONENT
    return f"{number:f}" if short else text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise _Twice
    return values


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number, parse_int=str, parse_constant=str
)


def decode(text: str, row: int) -> Any:
    """The value of a whole JSON text, numbers as text; BadFile with the row when it is none."""
    try:
        return _DECODER.decode(text)
    except (_Twice, ValueError, RecursionError) as error:
        raise _fault(error, row) from None


def _fault(error: Exception, row: int) -> BadFile:
    if isinstance(error, _Twice):
        rule = "a name stands twice in one object"
        return BadFile(rule, "Keep one of the two.", row=row)
    if isinstance(error, RecursionError):
        return BadFile("objects stand in objects too deep", "Write flat objects.", row=row)
    message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return BadFile(
        f"this is not JSON: {message[:1].lower()}{message[1:80]}",
        "Write a list of objects, or one object a line; or export the file again.",
        row=row,
    )


class JsonReader:
    """Goes through a JSON text with a window on it; rows are counted from 1 in each list."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._window = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next mark that is no blank; '' at the end."""
        while True:
            match = _NOT_BLANK.search(self._window, self._at)
            if match:
                self._at = match.start()
                return match[0]
            self._at = len(self._window)
            if not self._more():
                return ""

    def array(self) -> Iterator[tuple[int, Any]]:
        """The values of the list that begins here, each with its number."""
        self._take("[", 0)
        row = 0
        if self.peek() == "]":
            self._at += 1
            return
        while True:
            row += 1
            yield row, self._value(row)
            if self.peek() == "]":
                self._at += 1
                return
            self._take(",", row)

    def lists(self) -> Iterator[tuple[str, int, Any]]:
        """The objects in each list of the object that begins here: list, number, object."""
        self._take("{", 0)
        while self.peek() == '"':
            name = str(self._value(0))
            self._take(":", 0)
            if self.peek() == "[":
                for row, value in self.array():
                    if isinstance(value, dict):
                        yield name, row, value
            else:
                self._value(0)
            if self.peek() == ",":
                self._at += 1
        self._take("}", 0)

    def end(self, row: int) -> None:
        """Nothing, or BadFile when anything stands after the value."""
        if self.peek():
            raise BadFile("text stands after the end of the list", "Take it out.", row=row)

    def _more(self) -> bool:
        """Reads on; False at the end of the text."""
        if self._ended:
            return False
        block = self._text.read(_BLOCK)
        self._ended = not block
        self._window = self._window[self._at :] + block
        self._at = 0
        return bool(block)

    def _take(self, mark: str, row: int) -> None:
        if self.peek() != mark:
            next_mark = self.peek() or "the end of the file"
            rule = f"this is not JSON: '{mark}' should stand here, this is {next_mark}"
            raise BadFile(rule, "The file may be cut off; export it again.", row=row)
        self._at += 1

    def _value(self, row: int) -> Any:
        """The value that begins here; reads on until it is whole."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
            except (_Twice, RecursionError) as error:
                raise _fault(error, row) from None
            except ValueError as error:
                if len(self._window) - self._at > _LONGEST or not self._more():
                    raise _fault(error, row) from None
                continue
            # A number at the end of the window may go on in the next block.
            if end == len(self._window) and self._more():
                continue
            self._at = end
            return value
