"""Who is meant by a name, a phone or an ID number: the customers that a text fits."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from typing import NamedTuple

#: Fewer digits than these are no phone number.
_SHORTEST_PHONE = 7
#: A country code with the zeros before it has at most so many digits (0086, 00971).
_LONGEST_PREFIX = 5
_DOTS = re.compile(r"[·•・‧∙]")
_BLANK_IN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_NOT_DIGITS = re.compile(r"\D")
_PHONE = re.compile(r"[+0-9(][0-9 ()./-]*")


class NamedCustomer(NamedTuple):
    """A customer with what tells apart those of one name."""

    customer_id: str
    name: str
    phone: str
    id_no: str
    address: str

    def text(self) -> str:
        """The customer in one line, as a person is asked about it.

        >>> NamedCustomer("C-0117", "王伟", "+86 139 0000 3692", "", "").text()
        '王伟, C-0117, phone … 3692'
        """
        digits = _NOT_DIGITS.sub("", self.phone)
        parts = [
            self.name,
            self.customer_id,
            f"phone … {digits[-4:]}" if digits else "",
            f"ID number … {self.id_no[-4:]}" if self.id_no else "",
            "" if digits else self.address,
        ]
        return ", ".join(part for part in parts if part)


def customers_named(conn: sqlite3.Connection, text: str) -> list[NamedCustomer]:
    """The customers whose ID number, phone or whole name a text is, else part of whose name."""
    for fits in (_by_id_no, _by_phone, _by_name):
        hits = fits(conn, text)
        if hits:
            return hits
    return []


def folded_name(text: str) -> str:
    """A name as it is compared: width, case, blanks and dots do not matter, nor a comma's order.

    In a Chinese name no blank matters.

    >>> folded_name("Muster,  Anna") == folded_name("ANNA\u3000Muster")
    True
    >>> folded_name("陈 静")
    '陈静'
    >>> folded_name("阿依古丽·买买提") == folded_name("阿依古丽 买买提")
    True
    """
    plain = unicodedata.normalize("NFKC", _DOTS.sub(" ", text)).casefold()
    last, comma, first = plain.partition(",")
    words = f"{first} {last}" if comma and "," not in first else plain
    return _BLANK_IN_CHINESE.sub("", " ".join(words.split()))


def folded_id_no(text: str) -> str:
    """An ID number as it is compared: without blanks and dashes, in capitals.

    >>> folded_id_no("110101 1990-0307 001x")
    '11010119900307001X'
    """
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def is_same_phone(one: str, other: str) -> bool:
    """Whether two numbers are one, with the country code or without it.

    >>> is_same_phone("+86 138 0013 8000", "13800138000")
    True
    >>> is_same_phone("0912 345 678", "+84 912 345 678")
    True
    >>> is_same_phone("138 0013 8000", "38000")
    False
    """
    short, long = sorted((_digits(one), _digits(other)), key=len)
    bare = short.lstrip("0")
    return (
        len(bare) >= _SHORTEST_PHONE
        and long.endswith(bare)
        and len(long) - len(bare) <= _LONGEST_PREFIX
    )


def _digits(number: str) -> str:
    return _NOT_DIGITS.sub("", unicodedata.normalize("NFKC", number))


#: What SQL alone tells of a name: it has the longest word, or letters that have to be folded.
_LIKELY_NAME = "(instr(replace(lower(name), ' ', ''), :word) > 0 OR name GLOB '*[^ -~一-鿿]*')"
#: The same of a phone: it ends in those figures, or holds more than figures and marks.
_LIKELY_PHONE = "(rtrim({phone}, ' ()./+-') LIKE :end OR {phone} GLOB '*[^0-9 ()./+-]*')"
_CUSTOMER = "SELECT customer_id, name, phone, id_no, address FROM customer c"


def _hits(conn: sqlite3.Connection, condition: str, **values: str) -> list[NamedCustomer]:
    rows = conn.execute(
        f"{_CUSTOMER} WHERE voided_by IS NULL AND {condition} ORDER BY customer_id", values
    )
    return [NamedCustomer(*row) for row in rows]


def _by_id_no(conn: sqlite3.Connection, text: str) -> list[NamedCustomer]:
    wanted = folded_id_no(text)
    if not any(mark.isdigit() for mark in wanted):
        return []
    return _hits(
        conn,
        "id_no <> '' AND upper(replace(replace(id_no, ' ', ''), '-', '')) = :wanted",
        wanted=wanted,
    )


def _by_phone(conn: sqlite3.Connection, text: str) -> list[NamedCustomer]:
    number = unicodedata.normalize("NFKC", text).strip()
    digits = _digits(number)
    if not _PHONE.fullmatch(number) or len(digits) < _SHORTEST_PHONE:
        return []
    conn.create_function("same_phone", 2, is_same_phone, deterministic=True)
    return _hits(
        conn,
        f"(phone <> '' AND {_LIKELY_PHONE.format(phone='phone')} AND same_phone(phone, :number) "
        "OR customer_id IN (SELECT p.customer_id FROM contact_point p WHERE p.kind = 'phone' "
        f"AND p.voided_by IS NULL AND p.until_on IS NULL "
        f"AND {_LIKELY_PHONE.format(phone='p.value')} AND same_phone(p.value, :number)))",
        number=number,
        end="".join(f"%{digit}" for digit in digits[-4:]),
    )


def _by_name(conn: sqlite3.Connection, text: str) -> list[NamedCustomer]:
    """The customers of a name, in any order of its parts; else those with it as a part."""
    wanted = folded_name(text)
    if not wanted:
        return []
    conn.create_function("folded_name", 1, folded_name, deterministic=True)
    hits = _hits(
        conn,
        f"{_LIKELY_NAME} AND instr(folded_name(name), :wanted) > 0",
        wanted=wanted,
        word=max(wanted.split(), key=len),
    )
    whole = [one for one in hits if folded_name(one.name) == wanted]
    return whole or (hits if any(mark.isalpha() for mark in wanted) else [])
