"""Choices that may differ from column to column: the order of dates, the decimal mark, rates.

``dmy`` is meant for every column, ``due_on=dmy`` for one, ``Sheet1!due_on=dmy`` for one of a
sheet; several are joined by commas, and the nearest counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class ColumnChoice(NamedTuple):
    """A value, and the column it is meant for; '' is every column."""

    column: str
    value: str


def choices_in(text: str, allowed: Sequence[str]) -> list[ColumnChoice]:
    """The choices in an option; ValueError where a part has no value that is allowed.

    >>> choices_in("dmy,Due, on=mdy", ("ymd", "mdy", "dmy"))
    [ColumnChoice(column='', value='dmy'), ColumnChoice(column='Due, on', value='mdy')]
    """
    values = "|".join(map(re.escape, allowed))
    part = re.compile(rf"(?:(?P<column>(?!(?:{values})(?:,|$)).+?)=)?(?P<value>{values})(?:,|$)")
    choices: list[ColumnChoice] = []
    at = 0
    while at < len(text):
        match = part.match(text, at)
        if match is None:
            raise ValueError(text[at:])
        choices.append(ColumnChoice((match["column"] or "").strip(), match["value"]))
        at = match.end()
    return choices


def chosen(text: str, allowed: Sequence[str], column: str, sheet: str = "") -> str:
    """The value that an option has for a column; '' where it says nothing of it.

    >>> chosen("mdy,Paper!due_on=dmy", ("ymd", "mdy", "dmy"), "due_on", "Paper")
    'dmy'
    >>> chosen(",", (".", ","), "amount")
    ','
    """
    if not text:
        return ""
    by_column = dict(choices_in(text, allowed))
    for name in (named(column, sheet), column, ""):
        if name in by_column:
            return by_column[name]
    return ""


def named(column: str, sheet: str = "") -> str:
    """What a column is called in an option.

    >>> named("due_on"), named("due_on", "Paper")
    ('due_on', 'Paper!due_on')
    """
    return f"{sheet}!{column}" if sheet else column
