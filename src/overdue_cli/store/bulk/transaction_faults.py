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
from overdue_cli.store.bulk.stage import Remark, RowFault, gather_loans
from overdue_cli.store.bulk.transactions import Traits
from overdue_cli.store.loan.account import is_debt

_UNKNOWN = """
SELECT s.row, s.loan_id, l.loan_id IS NULL, l.currency, s.amount, l.customer_id, s.customer_id,
       l.kind, s.currency
  FROM temp.stage_transactions s LEFT JOIN temp.owed l ON l.loan_id = s.loan_id
 WHERE s.file = :file AND s.loan_id IS NOT NULL
   AND (l.loan_id IS NULL OR s.amount % l.factor <> 0 OR s.customer_id <> l.customer_id
        OR s.currency <> l.currency OR :currencies <> '[]' AND s.currency IS NULL
           AND l.currency NOT IN (SELECT value FROM json_each(:currencies)))
"""
# Who pays without naming a loan, and in which currency, by what the rows say of it.
_PAYERS = f"""
CREATE TEMP TABLE payer AS
SELECT s.customer_id, coalesce(s.currency, '') AS named, c.customer_id IS NULL AS missing,
       (SELECT group_concat(DISTINCT l.currency) FROM loan l
         WHERE l.customer_id = s.customer_id AND l.voided_by IS NULL AND {is_debt("l")}) AS theirs,
       '' AS currency
  FROM (SELECT DISTINCT customer_id, currency FROM temp.stage_transactions
         WHERE file = :file AND loan_id IS NULL AND reverses IS NULL
           AND customer_id IS NOT NULL) s
  LEFT JOIN customer c ON c.customer_id = s.customer_id AND c.voided_by IS NULL
"""
_OF_NO_LOAN = """
SELECT s.row, s.customer_id, s.amount, coalesce(s.type, 'repayment'), p.missing, p.theirs,
       s.currency, p.currency
  FROM temp.stage_transactions s
  LEFT JOIN temp.payer p ON p.customer_id = s.customer_id AND p.named = coalesce(s.currency, '')
  LEFT JOIN temp.minor m ON m.currency = p.currency
 WHERE s.file = :file AND s.loan_id IS NULL AND s.reverses IS NULL
   AND (p.customer_id IS NULL OR p.missing OR m.factor IS NULL OR s.amount % m.factor <> 0
        OR coalesce(s.type, 'repayment') NOT IN ({kinds}))
 ORDER BY s.row
"""
_FIRST_IN_CURRENCY = """
SELECT min(s.row), p.currency, p.theirs, count(*)
  FROM temp.stage_transactions s
  JOIN temp.payer p ON p.customer_id = s.customer_id AND p.named = coalesce(s.currency, '')
 WHERE s.file = :file AND s.state IN ('new', 'changed') AND s.loan_id IS NULL
   AND s.reverses IS NULL AND p.theirs <> ''
   AND instr(',' || p.theirs || ',', ',' || p.currency || ',') = 0
 GROUP BY p.currency, p.theirs ORDER BY 1
"""
#: What a row may be that names a customer and no loan.
_OF_AN_ACCOUNT = frozenset({*CREDITS, "credit_refund"})
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
_AFTER_THE_LAST = """
SELECT s.row, max(i.due_on)
  FROM temp.stage_transactions s
  JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL AND l.kind = 'loan'
  JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL AND p.source = 'terms'
  JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
 WHERE s.file = :file AND s.type = 'disbursement' AND s.date > l.disbursed_on
 GROUP BY s.row HAVING s.date >= max(i.due_on)
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
    conn: sqlite3.Connection, file: int, traits: Traits, reading: CurrencyReading, ledger: str
) -> Iterator[RowFault]:
    """Rows whose loan, customer, currency or type does not allow them.

    ``reading`` is the currency of rows that name none, ``ledger`` the ledger's own.
    """
    values = {"file": file, "currencies": json.dumps(reading.codes)}
    gather_loans(conn, "transactions", file)
    for row in conn.execute(_UNKNOWN, values).fetchall():
        yield _loan_fault(conn, row, reading)
    if traits.no_loan:
        _settle_payers(conn, file, reading, ledger)
        kinds = ", ".join(f"'{kind}'" for kind in sorted(_OF_AN_ACCOUNT))
        for row in conn.execute(_OF_NO_LOAN.format(kinds=kinds), values).fetchall():
            yield _customer_fault(row, reading)
    if traits.components:
        yield from _component_faults(conn, values)
    if traits.type or traits.reverses:
        yield from _type_faults(conn, values)
    if traits.sale:
        yield from _sale_faults(conn, values)
    if traits.type:
        for line, last in conn.execute(_AFTER_THE_LAST, values).fetchall():
            rule = f"the last instalment of the loan is due on {last}, before this is paid out"
            hint = "Import the loan with the terms that hold for it now, or its instalments."
            yield RowFault(line, "date", rule, hint)


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


def _settle_payers(
    conn: sqlite3.Connection, file: int, reading: CurrencyReading, ledger: str
) -> None:
    """Fills ``payer``: the currency of each customer's money, '' where nothing says which."""
    conn.execute("DROP TABLE IF EXISTS temp.payer")
    conn.execute(_PAYERS, {"file": file})
    conn.execute("CREATE INDEX temp.ix_payer ON payer (customer_id, named)")
    settled = {
        (named, theirs): _currency_of(reading_of_row(named, reading), _codes(theirs), ledger)
        for named, theirs in conn.execute("SELECT DISTINCT named, theirs FROM temp.payer")
    }
    conn.executemany(
        "UPDATE temp.payer SET currency = ? WHERE named = ? AND theirs IS ?",
        [(currency, *key) for key, currency in settled.items()],
    )


def _codes(theirs: str | None) -> list[str]:
    return sorted(theirs.split(",")) if theirs else []


def _currency_of(own: CurrencyReading, theirs: list[str], ledger: str) -> str:
    """The currency of money that names no debt; '' where it may be several.

    By the row, the header or the user, else that of the customer's debts, else the ledger's.
    """
    if len(own.codes) == 1:
        return own.codes[0]
    fitting = [code for code in theirs or [ledger] if own.allows(code)]
    return fitting[0] if len(fitting) == 1 else ""


def first_in_currency(conn: sqlite3.Connection, file: int, traits: Traits) -> Iterator[Remark]:
    """Money in a currency in which its customer has no debt yet, once for each currency."""
    if not traits.no_loan:
        return
    for row, currency, theirs, count in conn.execute(_FIRST_IN_CURRENCY, {"file": file}):
        what = "this payment is" if count == 1 else f"{count} payments are"
        rule = (
            f"{what} in {currency}, and the customer's debts are in {' and '.join(_codes(theirs))}"
        )
        yield Remark(row, "customer_id", "", rule, f"It waits for a debt in {currency}.")


def _customer_fault(row: sqlite3.Row, reading: CurrencyReading) -> RowFault:
    line, customer_id, amount, kind, missing, theirs, named, currency = row
    if customer_id is None:
        return RowFault(
            line,
            "loan_id",
            "money goes to a loan or a customer",
            "Fill in loan_id, or customer_id for the customer's account.",
        )
    if missing:
        return RowFault(
            line,
            "customer_id",
            "there is no such customer",
            "Import the customer first, or in the same command.",
        )
    if kind not in _OF_AN_ACCOUNT:
        return RowFault(line, "loan_id", f"a {kind} belongs to one loan", "Fill in loan_id.")
    if not currency:
        return _unsaid(line, reading_of_row(named, reading), _codes(theirs))
    return too_many_digits(line, "amount", currency, amount)


def _unsaid(line: int, own: CurrencyReading, theirs: list[str]) -> RowFault:
    """The fault of money of which nothing says the one currency."""
    fitting = [currency for currency in theirs if own.allows(currency)]
    if fitting:
        rule = f"the customer has loans in {' and '.join(fitting)}"
        return RowFault(line, "loan_id", rule, "Fill in loan_id, or a column currency.")
    if theirs:
        return other_currency(line, "amount", own, "the customer's loans are", theirs)
    return RowFault(
        line,
        "currency",
        "an amount needs a currency, and the ledger has none of its own",
        "Fill the column currency, or name it with --currency.",
    )
