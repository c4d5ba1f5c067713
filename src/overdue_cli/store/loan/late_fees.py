"""Late fees in the ledger: entries known by their transaction id, ``late-fee:LOAN:SEQ:N``."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

_MARK = "late-fee"
_CHARGED = """
SELECT entry_id, loan_id, transaction_id FROM entry
 WHERE transaction_id >= 'late-fee:' AND transaction_id < 'late-fee;' AND voided_by IS NULL
"""


def transaction_id(loan_id: str, key: tuple[int, int]) -> str:
    """The id of one late fee of a loan: of which instalment, the how many-th.

    >>> transaction_id("L-7", (3, 1))
    'late-fee:L-7:3:1'
    """
    return f"{_MARK}:{loan_id}:{key[0]}:{key[1]}"


def charged(conn: sqlite3.Connection) -> dict[str, dict[int, tuple[int, int]]]:
    """The late fees in force: by loan, entry → instalment and occurrence."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for entry_id, loan_id, name in conn.execute(_CHARGED):
        seq, _, occurrence = name.removeprefix(f"{_MARK}:{loan_id}:").partition(":")
        if seq.isdecimal() and occurrence.isdecimal():
            found.setdefault(loan_id, {})[entry_id] = (int(seq), int(occurrence))
    return found


def loans_wanted(
    conn: sqlite3.Connection, products: Collection[str], known: Collection[str]
) -> str:
    """An SQL select of loans of these products (a product not known is the default one) or with a
    late fee charged."""
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS fee_product (name TEXT PRIMARY KEY)")
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS known_product (name TEXT PRIMARY KEY)")
    for table, names in (("fee_product", products), ("known_product", known)):
        conn.execute(f"DELETE FROM temp.{table}")
        conn.executemany(f"INSERT INTO temp.{table} VALUES (?)", [(name,) for name in names])
    default = "OR product NOT IN (SELECT name FROM temp.known_product)"
    return (
        "SELECT loan_id FROM loan WHERE kind <> 'credit_note' AND (product IN (SELECT name FROM "
        f"temp.fee_product) {default if 'default' in products else ''}) UNION "
        f"SELECT loan_id FROM ({_CHARGED})"
    )
