"""Late fees in the ledger: entries known by their transaction id, ``late-fee:LOAN:SEQ:N``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from overdue_cli.domain.loan.loan import Loan
from overdue_cli.store.loan.account import is_debt
from overdue_cli.store.loan.facts import RulesOf, loans

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
    by_loan: dict[str, dict[int, tuple[int, int]]] = {}
    for entry_id, loan_id, name in conn.execute(_CHARGED):
        seq, _, occurrence = name.removeprefix(f"{_MARK}:{loan_id}:").partition(":")
        if seq.isdecimal() and occurrence.isdecimal():
            by_loan.setdefault(loan_id, {})[entry_id] = (int(seq), int(occurrence))
    return by_loan


def loans_with_fees(
    conn: sqlite3.Connection, rules: RulesOf, products: Collection[str], known: Collection[str]
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """Each loan of these products (a product not known is the default one) or with a late fee
    charged."""
    default = "OR product NOT IN (SELECT value FROM json_each(:known))"
    ids_query = (
        f"SELECT loan_id FROM loan WHERE {is_debt()} AND (product IN "
        "(SELECT value FROM json_each(:products)) "
        f"{default if 'default' in products else ''}) UNION SELECT loan_id FROM ({_CHARGED})"
    )
    bound = {"products": json.dumps(list(products)), "known": json.dumps(list(known))}
    return loans(conn, rules, ids_query=ids_query, bound=bound)
