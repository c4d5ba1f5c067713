"""Discounts for early payment that were taken, summed from the entries of their invoices."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date

from overdue_cli.domain.loan.discount import is_discount
from overdue_cli.domain.loan.replay import counted_entries
from overdue_cli.store.loan.facts import RulesOf, loans

_OWN = "SELECT loan_id FROM loan WHERE discount_until IS NOT NULL"
_BY_PRODUCT = """
 UNION SELECT loan_id FROM loan WHERE kind = 'invoice'
   AND product {are}IN (SELECT value FROM json_each(:products))
"""


def discounts_taken(
    conn: sqlite3.Connection,
    rules: RulesOf,
    as_of: date,
    known: int | None,
    by_product: Mapping[str, bool],
) -> dict[str, int]:
    """What was taken and not lost again up to the close of ``as_of``, minor units by currency.

    ``by_product`` says which products have a discount of their own.
    """
    ids_query = _OWN
    by_default = by_product.get("default", False)
    if any(by_product.values()):
        ids_query += _BY_PRODUCT.format(are="NOT " if by_default else "")
    names = [name for name, has in by_product.items() if has is not by_default]
    bound = {"products": json.dumps(names)} if any(by_product.values()) else {}
    taken: dict[str, int] = {}
    for _, loan in loans(conn, rules, ids_query=ids_query, known=known, bound=bound):
        if loan.exists_on and loan.exists_on > as_of:
            continue
        of_loan = sum(e.amount for e in counted_entries(loan.entries, as_of) if is_discount(e))
        taken[loan.currency] = taken.get(loan.currency, 0) + of_loan
    return taken
