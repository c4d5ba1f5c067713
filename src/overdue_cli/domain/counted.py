"""A number with its noun, in the singular where it is one."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, as ``1 day`` or ``3 days``; ``plural`` where it takes no ``s``.

    >>> counted(1, "day"), counted(0, "loan"), counted(2, "entry", "entries")
    ('1 day', '0 loans', '2 entries')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"
