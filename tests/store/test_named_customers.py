"""SQL narrows down names and phones, and leaves out nobody whom a full comparison finds."""

from __future__ import annotations

import sqlite3

import pytest

from overdue_cli.store.contact.named_customers import customers_named, folded_name, is_same_phone

NAMES = """Muster, Anna|ANNA MUSTER|anna　muster|Ａnna Muster|Anna-Lena Muster|阿依古丽·买买提
阿依古丽 买买提|阿依古丽•买买提|王伟|王 伟|王　伟|王伟民|㈱王伟|Jürgen Groß|JÜRGEN GROSS
Groß, Jürgen|Анна Бондаренко|АННА БОНДАРЕНКО|a,b,c|İrem|irem|Łukasz|ﬁona""".replace(
    "\n", "|"
).split("|")
PHONES = """+86 138 0013 8000|13800138000|0086-138-0013-8000|(138) 0013.8000|１３８００１３８０００
138 0013 8000 (home)|38000|+49 30 23125 867|030/23125867|23125867|+84 912 345 678|0912345678
tel. 0912 345 678|""".replace("\n", "|").split("|")
ASKED = [
    *NAMES,
    *PHONES,
    "anna",
    "买买提",
    "bondar",
    "БОНДАР",
    "groß",
    "gross",
    "伟",
    "muster anna",
]


@pytest.fixture
def conn() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE customer (customer_id, name, phone, id_no, address, voided_by)")
    made.execute("CREATE TABLE contact_point (customer_id, kind, value, voided_by, until_on)")
    for n, name in enumerate(NAMES):
        made.execute("INSERT INTO customer VALUES (?, ?, '', '', '', NULL)", (f"N{n:02}", name))
    for n, phone in enumerate(PHONES):
        values = (f"P{n:02}", f"Number {n} ;", phone)
        made.execute("INSERT INTO customer VALUES (?, ?, ?, '', '', NULL)", values)
        made.execute("INSERT INTO customer VALUES (?, '', '', '', '', NULL)", (f"Q{n:02}",))
        point = (f"Q{n:02}", phone)
        made.execute("INSERT INTO contact_point VALUES (?, 'phone', ?, NULL, NULL)", point)
    return made


def compared_with_all(text: str) -> list[str]:
    """The customers that a comparison with every name and phone finds."""
    letters = any(mark.isalpha() for mark in folded_name(text))
    digits = [n for n, phone in enumerate(PHONES) if phone and is_same_phone(phone, text)]
    if digits and not letters:
        return [f"P{n:02}" for n in digits] + [f"Q{n:02}" for n in digits]
    wanted = folded_name(text)
    folded = {f"N{n:02}": folded_name(name) for n, name in enumerate(NAMES)}
    whole = [number for number, name in folded.items() if name == wanted]
    part = [number for number, name in folded.items() if wanted and wanted in name]
    return whole or (part if letters else [])


@pytest.mark.parametrize("text", ASKED)
def test_nobody_is_left_out(conn: sqlite3.Connection, text: str) -> None:
    assert [one.customer_id for one in customers_named(conn, text)] == compared_with_all(text)


def test_a_name_is_found_however_it_is_written(conn: sqlite3.Connection) -> None:
    found = [one.name for one in customers_named(conn, "Muster, Anna")]
    assert found == ["Muster, Anna", "ANNA MUSTER", "anna　muster", "Ａnna Muster"]
