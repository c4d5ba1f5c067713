"""Tells customers apart in files that give them no id: by identity card, else by name and phone.

The id made of it is a fingerprint: the same person gets the same one in every file, and nobody
can read the card or the phone from it. A name alone tells nobody: two people may share it.
"""

from __future__ import annotations

import unicodedata
from base64 import b32encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

#: Columns of which one set must be there.
EVIDENCE = (("id_no",), ("name", "phone"))
_LENGTH = 12


def tells_persons(fields: set[str]) -> bool:
    """Whether columns of these fields tell customers apart."""
    return any(fields.issuperset(needed) for needed in EVIDENCE)


def person_id(id_no: str | None, name: str | None, phone: str | None, loan_id: str) -> str:
    """The id of a customer without one; of a row that tells too little, one of the loan's own.

    >>> person_id("11010119900307123X", "张三", "13812345678", "L1")
    'P-ZB2JZNW6Y2FG'
    >>> one, other = ("张三", "138 1234 5678"), ("张 三", "13812345678")
    >>> person_id(None, *one, "L1") == person_id(None, *other, "L2")
    True
    >>> person_id(None, "张三", None, "L1") == person_id(None, "张三", None, "L2")
    False
    """
    if id_no:
        identity = f"card|{_bare(id_no)}"
    elif name and phone and any(map(str.isdecimal, phone)):
        identity = f"name|{_bare(name)}|{''.join(filter(str.isdecimal, phone))}"
    else:
        identity = f"loan|{loan_id}"
    return f"P-{b32encode(sha256(identity.encode()).digest())[:_LENGTH].decode()}"


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


class PersonIds:
    """Adds the id of its customer to each row of a file; ``fields`` are those of the rows."""

    def __init__(self, fields: Sequence[str], key: str) -> None:
        self._places = [
            fields.index(name) + 1 if name in fields else 0
            for name in ("id_no", "name", "phone", key)
        ]

    def added(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """The row (its line, then its values) with the id at its end."""
        id_no, name, phone, key = (row[at] if at else None for at in self._places)
        return (*row, person_id(id_no, name, phone, str(key)))
