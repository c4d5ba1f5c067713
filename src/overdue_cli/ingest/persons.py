"""Tells customers apart in files that give them no id: by card, phone, account or name alone.

The id made of a card, a phone or an account is a fingerprint: the same person gets the same one in
every file, and nobody can read them from it. A file that has names only is read as it is meant:
one name is one customer, whose id is the name itself.
"""

from __future__ import annotations

import unicodedata
from base64 import b32encode
from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from typing import Any

#: Columns of which one set must be there, the surest first.
EVIDENCE = (("id_no",), ("name", "phone"), ("phone",), ("name", "account"), ("name",))
BY_NAME = EVIDENCE[-1]
_LENGTH = 12


def evidence_among(fields: Collection[str]) -> tuple[str, ...]:
    """The surest columns that tell customers apart; none where these fields cannot.

    >>> evidence_among({"loan_id", "name", "phone"}), evidence_among({"loan_id"})
    (('name', 'phone'), ())
    """
    return next((one for one in EVIDENCE if set(one) <= set(fields)), ())


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
        return _fingerprint(f"card|{_bare(id_no)}")
    if name and _digits(phone):
        return _fingerprint(f"name|{_bare(name)}|{_digits(phone)}")
    return _of_loan(loan_id)


def id_by_phone(phone: str | None, loan_id: str) -> str:
    """The id of a customer of whom only the phone is known, else one of the loan's own.

    >>> id_by_phone("138 1234 5678", "L1") == id_by_phone("13812345678", "L2")
    True
    """
    return _fingerprint(f"phone|{_digits(phone)}") if _digits(phone) else _of_loan(loan_id)


def id_by_account(name: str | None, account: str | None, loan_id: str) -> str:
    """The id of a customer known by name and bank account, else one of the loan's own.

    >>> id_by_account("王小甲", "6222 01", "L1") == id_by_account("王 小甲", "622201", "L2")
    True
    """
    if not (name and account):
        return _of_loan(loan_id)
    return _fingerprint(f"account|{_bare(name)}|{_bare(account)}")


def id_by_name(name: str | None, loan_id: str) -> str:
    """The id of a customer of whom only the name is known: that name, its blanks evened.

    >>> id_by_name("Fen  GmbH ", "L1"), id_by_name("王 小甲", "L2")
    ('Fen GmbH', '王小甲')
    """
    words = unicodedata.normalize("NFKC", name or "").split()
    if not words:
        return _of_loan(loan_id)
    return (" " if any(map(str.isascii, words)) else "").join(words)


def _of_loan(loan_id: str) -> str:
    return _fingerprint(f"loan|{loan_id}")


def _fingerprint(identity: str) -> str:
    return f"P-{b32encode(sha256(identity.encode()).digest())[:_LENGTH].decode()}"


def _digits(phone: str | None) -> str:
    return "".join(filter(str.isdecimal, phone or ""))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


class PersonIds:
    """Adds the id of its customer to each row of a file; ``fields`` are those of the rows.

    Of customers told apart by account, each row has that at its end; it is taken off.
    """

    def __init__(self, fields: Sequence[str], key: str, evidence: tuple[str, ...]) -> None:
        self._id_of, names = _ID_BY.get(evidence, (person_id, ("id_no", "name", "phone")))
        self._by_account = "account" in names
        fields = [*fields, "account"] if self._by_account else fields
        self._places = [fields.index(n) + 1 if n in fields else 0 for n in (*names, key)]

    def added(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """The row (its line, then its values) with the id at its end."""
        *evidence, key = (row[at] if at else None for at in self._places)
        kept = row[:-1] if self._by_account else row
        return (*kept, self._id_of(*evidence, str(key)))


_ID_BY: dict[tuple[str, ...], tuple[Callable[..., str], tuple[str, ...]]] = {
    ("phone",): (id_by_phone, ("phone",)),
    ("name", "account"): (id_by_account, ("name", "account")),
    BY_NAME: (id_by_name, ("name",)),
}
