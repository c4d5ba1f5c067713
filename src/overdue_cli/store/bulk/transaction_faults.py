"""What is wrong with movements of money of a file: loan, customer, currency, type, components."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.loan.loan import CREDITS
from overdue_cli.store.bulk.currency import other_currency, reading_of_row, too_many_digits
from overdue_cli.store.bulk.instalments import unknown_loan
from overdue_cli.store.bulk.stage import RowFault, gather_loans
from overdue_cli.store.bulk.transactions import Traits

_UNKNOWN = """
SELECT s.row, s.loan_id, l.loan_id IS NULL, l.currency, s.amount, l.customer_id, s.customer_id,
       l.kind, s.currency
  FROM temp.stage_transactions s LEFT JOIN temp.owed l ON l.loan_id = s.loan_id
 WHERE s.file = :file AND s.loan_id IS NOT NULL
   AND (l.loan_id IS NULL OR s.amount % l.factor <> 0 OR s.customer_id <> l.customer_id
        OR s.currency <> l.currency OR :currencies <> '[]' AND s.currency IS NULL
           AND l.currency NOT IN (SELECT value FROM json_each(:currencies)))
"""
_CUSTOMER_LEVEL = """
SELECT s.row, s.customer_id, s.amount, coalesce(s.type, 'repayment'), c.customer_id IS NULL,
       (SELECT group_concat(DISTINCT l.currency) FROM loan l
         WHERE l.customer_id = s.customer_id AND l.voided_by IS NULL AND l.kind <> 'credit_note'),
       s.currency
  FROM temp.stage_transactions s
  LEFT JOIN customer c ON c.customer_id = s.customer_id AND c.voided_by IS NULL
 WHERE s.file = :file AND s.loan_id IS NULL AND s.reverses IS NULL
"""
_FACTOR = "SELECT factor FROM temp.minor WHERE currency = ?"
_TYPES = """
SELECT row, type, reverses FROM temp.stage_transactions
 WHERE file = :file AND (type = 'reversal' AND reverses IS NULL
        OR reverses IS NOT NULL AND coalesce(type, '') NOT IN ('reversal', 'chargeback'))
"""
_COMPONENTS = """
SELECT row, coalesce(type, 'repayment'), components FROM temp.stage_transactions
 WHERE file = :file AND components IS NOT NULL
   AND (coalesce(type, 'repayment') NOT IN ('waiver', 'write_off', 'opening')
        OR type = 'opening' AND components LIKE '% %')
"""


_OF_SALES_ONLY = """
SELECT row, coalesce(type, 'repayment') AS kind,
       CASE WHEN price IS NOT NULL THEN 'price' ELSE 'buyer' END AS field
  FROM temp.stage_transactions
 WHERE file = :file AND (price IS NOT NULL OR buyer IS NOT NULL) AND type IS NOT 'sale'
"""
_FINE_PRICES = """
SELECT s.row, l.currency, s.price FROM temp.stage_transactions s JOIN temp.owed l USING (loan_id)
 WHERE s.file = :file AND s.price % l.factor <> 0
"""


def faults(
    conn: sqlite3.Connection, file: int, traits: Traits, reading: CurrencyReading
) -> Iterator[RowFault]:
    """Rows whose loan, customer, currency or type does not allow them.

    ``reading`` is the currency of rows that name none.
    """
    values = {"file": file, "currencies": json.dumps(reading.codes)}
    gather_loans(conn, "transactions", file)
    for row in conn.execute(_UNKNOWN, values).fetchall():
        yield _loan_fault(conn, row, reading)
    if traits.no_loan:
        for row in conn.execute(_CUSTOMER_LEVEL, values).fetchall():
            yield from _customer_fault(conn, row, reading)
    if traits.components:
        yield from _component_faults(conn, values)
    if traits.type or traits.reverses:
        yield from _type_faults(conn, values)
    if traits.sale:
        yield from _sale_faults(conn, values)


def _type_faults(conn: sqlite3.Connection, values: dict[str, Any]) -> Iterator[RowFault]:
    for row, kind, reverses in conn.execute(_TYPES, values).fetchall():
        if reverses is None:
            yield RowFault(
                row,
                "reverses",
                f"a {kind} names what it takes back",
                "Put the transaction_id of the payment into 'reverses'.",
            )
        else:
            yield RowFault(
                row,
                "type",
                "only a reversal or a chargeback takes something back",
                "Set the type to reversal, or leave 'reverses' empty.",
            )


def _sale_faults(conn: sqlite3.Connection, values: dict[str, Any]) -> Iterator[RowFault]:
    for row, kind, field in conn.execute(_OF_SALES_ONLY, values).fetchall():
        rule = f"a {kind.replace('_', ' ')} has no {field}"
        yield RowFault(row, field, rule, "Leave the cell empty; a sale has price and buyer.")
    for row, currency, price in conn.execute(_FINE_PRICES, values).fetchall():
        yield too_many_digits(row, "price", currency, price)


def _component_faults(conn: sqlite3.Connection, values: dict[str, Any]) -> Iterator[RowFault]:
    for row, kind, _ in conn.execute(_COMPONENTS, values).fetchall():
        if kind == "opening":
            rule = "an opening balance is of one component"
            yield RowFault(row, "components", rule, "Give each component a row of its own.")
        else:
            rule = f"a {kind} goes to components by the loan's order"
            hint = "Leave the cell empty; a waiver, a write-off and an opening name components."
            yield RowFault(row, "components", rule, hint)


def _loan_fault(conn: sqlite3.Connection, row: sqlite3.Row, reading: CurrencyReading) -> RowFault:
    line, loan_id, missing, currency, amount, owner, customer_id, kind, named = row
    if missing:
        return RowFault(line, "loan_id", *unknown_loan(conn, loan_id))
    if customer_id is not None and customer_id != owner:
        rule = f"the loan belongs to customer {owner}"
        return RowFault(line, "customer_id", rule, "Correct one of the two ids.")
    own = reading_of_row(named, reading)
    if not own.allows(currency):
        what = f"{kind.replace('_', ' ')} {loan_id} is"
        return other_currency(line, "amount", own, what, [currency])
    return too_many_digits(line, "amount", currency, amount)


def _customer_fault(
    conn: sqlite3.Connection, row: sqlite3.Row, reading: CurrencyReading
) -> Iterator[RowFault]:
    line, customer_id, amount, kind, missing, currencies, named = row
    own, theirs = reading_of_row(named, reading), sorted((currencies or "").split(","))
    fitting = [currency for currency in theirs if own.allows(currency)]
    if customer_id is None:
        yield RowFault(
            line,
            "loan_id",
            "money goes to a loan or a customer",
            "Fill in loan_id, or customer_id to have it divided among the customer's loans.",
        )
    elif missing:
        yield RowFault(
            line,
            "customer_id",
            "there is no such customer",
            "Import the customer first, or in the same command.",
        )
    elif kind not in CREDITS:
        yield RowFault(line, "loan_id", f"a {kind} belongs to one loan", "Fill in loan_id.")
    elif not currencies:
        yield RowFault(line, "customer_id", "the customer has no loan", "Import the loans first.")
    elif not fitting:
        yield other_currency(line, "amount", own, "the customer's loans are", theirs)
    elif len(fitting) > 1:
        rule = f"the customer has loans in {' and '.join(fitting)}"
        yield RowFault(line, "loan_id", rule, "Fill in loan_id, or a column currency.")
    elif amount % conn.execute(_FACTOR, (fitting[0],)).fetchone()[0]:
        yield too_many_digits(line, "amount", fitting[0], amount)
