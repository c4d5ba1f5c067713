"""Flags that put loans at best in a class: ``[class_flags]`` of a policy.

A flag names its subjects: products, ``loan:ID``, ``customer:ID``; or tables of one ``loan``,
``customer`` or ``product`` with the days on which it holds (``from``, ``until``, ``grace_until``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.classes import Flag

_SUBJECTS = ("loan", "customer", "product")
_DAYS = ("from", "until", "grace_until")
_LIKE = '{ loan = "L-17", from = 2026-01-10, grace_until = 2026-04-10 }'

FlagsBySubject = Mapping[str, tuple[Flag, ...]]


def class_flags_of(tables: Mapping[str, Any]) -> FlagsBySubject:
    """The flags of each subject as ``loan:ID``, ``customer:ID`` or the name of a product.

    >>> found = class_flags_of({"class_flags": {"evading": ["loan:L1", "cards"]}})
    >>> {subject: [flag.name for flag in flags] for subject, flags in found.items()}
    {'loan:L1': ['evading'], 'cards': ['evading']}

    Errors: WrongUse for a subject or a day that is none.
    """
    flags: dict[str, tuple[Flag, ...]] = {}
    table = tables.get("class_flags", {})
    if not isinstance(table, Mapping):
        _wrong("", "it is no table", "Write [class_flags], with a list for each flag.")
    for name, subjects in table.items():
        if not isinstance(subjects, list):
            _wrong(name, f"{subjects!r} is no list", 'Give a list: ["loan:L-17"].')
        for one in subjects:
            subject, flag = (one, Flag(name)) if isinstance(one, str) else _dated(name, one)
            flags[subject] = (*flags.get(subject, ()), flag)
    return flags


def _dated(name: str, row: Any) -> tuple[str, Flag]:
    named = [key for key in _SUBJECTS if isinstance(row, Mapping) and row.get(key)]
    if len(named) != 1 or set(row) - {*named, *_DAYS}:
        _wrong(name, f"{row!r} is no subject", f"Write it like {_LIKE}.")
    days = [row.get(key) for key in _DAYS]
    if not all(day is None or isinstance(day, date) for day in days) or days[0] is None:
        _wrong(name, f"the days of {row[named[0]]!r} are {days}", f"Write them like {_LIKE}.")
    since, until, grace_until = days
    if any(day is not None and day < since for day in (until, grace_until)):
        _wrong(name, f"{row[named[0]]!r} ends before it begins", "Mend the dates.")
    subject = row[named[0]] if named == ["product"] else f"{named[0]}:{row[named[0]]}"
    return subject, Flag(name, since, until, grace_until)


def _wrong(name: str, text: str, hint: str) -> NoReturn:
    raise WrongUse(f"[class_flags] {name}: {text}".replace(" :", ":"), hint=hint)
