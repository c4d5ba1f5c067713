"""Amounts and their currency: one of another than the loan's, or finer than it, is rejected."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.money import digits
from overdue_cli.store.bulk.stage import RowCheck, RowFault, failing

_SETTLE = """
UPDATE temp.stage_{kind} AS s SET currency = coalesce(s.currency, nullif(:named, ''),
       (SELECT l.currency FROM loan l WHERE l.loan_id = s.{key} AND l.voided_by IS NULL),
       nullif(:ledger, ''))
 WHERE s.file = :file AND s.currency IS NULL
"""
_FINER = """
SELECT s.row, s.currency, s.{field} FROM temp.stage_{kind} s JOIN temp.minor m USING (currency)
 WHERE s.file = :file AND s.{field} % m.factor <> 0 {also}
"""


def settle_currency(
    conn: sqlite3.Connection, kind: str, key: str, file: int, named: str, ledger: str
) -> Iterator[RowFault]:
    """Gives each row its currency; faults of those for which nothing says it.

    ``named`` is the currency of ``--currency`` or of a header, ``ledger`` the ledger's own.
    """
    values = {"file": file, "named": named, "ledger": ledger}
    conn.execute(_SETTLE.format(kind=kind, key=key), values)
    none = RowCheck(
        f"SELECT row FROM temp.stage_{kind} WHERE file = :file AND currency IS NULL",
        "currency",
        "an amount needs a currency, and the ledger has none of its own",
        "Fill the column currency, or name it with --currency.",
    )
    yield from failing(conn, [none], values)


def digit_faults(
    conn: sqlite3.Connection, kind: str, file: int, fields: Iterable[str], also: str = ""
) -> Iterator[RowFault]:
    """Amounts that are finer than their currency."""
    for field in fields:
        query = _FINER.format(kind=kind, field=field, also=also)
        for row, currency, amount in conn.execute(query, {"file": file}):
            yield too_many_digits(row, field, currency, amount)


def reading_of_row(named: str | None, reading: CurrencyReading) -> CurrencyReading:
    """What is said of the currency of a row: by itself, else by the header or the user."""
    return CurrencyReading(named, "", (named,)) if named else reading


def other_currency(
    row: int, field: str, reading: CurrencyReading, what: str, theirs: Sequence[str]
) -> RowFault:
    """The fault of an amount in another currency than what it is for.

    >>> reading = CurrencyReading("USD", "the header", ("USD",))
    >>> other_currency(2, "amount", reading, "loan L-1 is", ["EUR"]).rule
    'this is USD, as the header says, and loan L-1 is in EUR'
    """
    by = f", as {reading.by} says" if reading.by else ""
    return RowFault(
        row,
        field if reading.by else "currency",
        f"this is {reading.text}{by}, and {what} in {' and '.join(theirs)}",
        "Correct the currency or the id; money of one currency never counts as that of another.",
    )


def too_many_digits(row: int, field: str, currency: str, amount: int) -> RowFault:
    """The fault of an amount (in ten-thousandths) that is finer than its currency."""
    has = len(f"{abs(amount) % 10_000:04d}".rstrip("0"))
    return RowFault(
        row,
        field,
        f"{currency} has {digits(currency)} digits after the decimal mark, this has {has}",
        "Round it to the currency's own digits, or check the currency.",
    )
