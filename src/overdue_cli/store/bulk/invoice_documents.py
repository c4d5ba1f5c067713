"""What the rows of a list of invoices are, before they are checked: documents with a sign.

Accounting programs say the amount of a document in one column or in two (debit, credit), in a row
or in one for each item, and by a word whether it is an invoice, a credit note or a payment. Here
each becomes one row with a signed amount (a credit note and a payment below nought), a due date,
and a number.
"""

from __future__ import annotations

import sqlite3
from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from overdue_cli.store.bulk.stage import RowCheck, RowFault, failing

#: What stands before the number of a payment, which may be that of an invoice too.
PAYMENT = "payment:"
_LENGTH = 10

_IN_ROWS = """
SELECT invoice_id, json_group_array(row), sum(item_total) FROM temp.stage_invoices
 WHERE file = :file AND state = 'new' AND item_total IS NOT NULL
 GROUP BY invoice_id HAVING count(*) > 1 AND count(DISTINCT json_array({others})) = 1
"""
_SUM_ITEMS = """
UPDATE temp.stage_invoices SET item_total = :total WHERE file = :file AND row = :row
"""
_OTHER_ITEM = "UPDATE temp.stage_invoices SET state = 'unchanged' WHERE file = ? AND row = ?"
#: Columns in which the rows of one invoice differ that are its terms.
_OF_A_TERM = frozenset({"due_on", "amount", "outstanding"})
# What is outstanding stands beside each term; the same in all may be that of the whole invoice.
_IN_TERMS = """
SELECT invoice_id, json_group_array(row) FROM temp.stage_invoices
 WHERE file = :file AND state = 'new' GROUP BY invoice_id
HAVING count(DISTINCT due_on) > 1 AND count(DISTINCT due_on) = count(DISTINCT json_array(due_on,
       amount, outstanding)) AND count(due_on) = count(*) AND min(amount) > 0
   AND count(DISTINCT json_array({others})) = 1
   AND (coalesce(max(outstanding), 0) = 0 OR count(outstanding) = count(*)
        AND (min(outstanding) <> max(outstanding) OR sum(outstanding) = sum(amount)))
"""
_TERMS_OF_INVOICES = """
CREATE TEMP TABLE IF NOT EXISTS invoice_term (file INTEGER NOT NULL, row INTEGER NOT NULL,
    due_on TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (file, row, due_on)) WITHOUT ROWID
"""
_TAKE_TERM = """
INSERT OR IGNORE INTO temp.invoice_term
SELECT file, :first, due_on, amount FROM temp.stage_invoices WHERE file = :file AND row = :row
"""
_WHOLE = """
UPDATE temp.stage_invoices AS s SET (due_on, amount, outstanding) = (
       SELECT min(due_on), sum(amount), sum(outstanding) FROM (
              SELECT DISTINCT due_on, amount, outstanding FROM temp.stage_invoices
               WHERE file = :file AND row IN (SELECT value FROM json_each(:rows))))
 WHERE file = :file AND row = :first
"""
_AMOUNT = """
UPDATE temp.stage_invoices
   SET amount = coalesce(amount, CASE WHEN coalesce(debit, credit) IS NOT NULL
                              THEN coalesce(debit, 0) - coalesce(credit, 0) END,
                         item_total, outstanding)
 WHERE file = ? AND amount IS NULL
"""
# The open amount of a document that is cleared is what it was open with.
_CLEARED = """
UPDATE temp.stage_invoices SET outstanding = 0
 WHERE file = ? AND amount = outstanding AND (is_open = 0 OR settled_on IS NOT NULL)
"""
_LEFT = """
UPDATE temp.stage_invoices
   SET outstanding = (CASE WHEN amount < 0 THEN -1 ELSE 1 END) * (abs(amount) - abs(paid_total))
 WHERE file = ? AND outstanding IS NULL AND paid_total IS NOT NULL
"""
_OPEN_OR_PAID = """
UPDATE temp.stage_invoices SET status = coalesce(status, CASE
       WHEN is_open = 0 OR is_paid = 1 THEN 'paid' ELSE 'open' END)
 WHERE file = ? AND coalesce(is_open, is_paid) IS NOT NULL
"""
_TYPES = """
SELECT document_type, min(row), count(*) FROM temp.stage_invoices
 WHERE file = ? AND document_type IS NOT NULL GROUP BY 1 ORDER BY 2
"""
_SIGNED = """
SELECT count(debit) + count(credit) + sum(coalesce(amount, 0) < 0) FROM temp.stage_invoices
 WHERE file = ?
"""
_SET_TYPE = """
UPDATE temp.stage_invoices SET document_type = :meaning
 WHERE file = :file AND document_type = :word
"""
_CREDITS = """
UPDATE temp.stage_invoices SET amount = -abs(amount), outstanding = -abs(outstanding)
 WHERE file = ? AND document_type IN ('credit_note', 'payment')
"""
_TERMS = """
SELECT DISTINCT terms_days FROM temp.stage_invoices WHERE file = ? AND terms_days IS NOT NULL
"""
_DISCOUNT_BY_TERMS = """
UPDATE temp.stage_invoices
   SET discount_percent = coalesce(discount_percent, :percent),
       discount_until = coalesce(discount_until, date(issued_on, :days || ' days'))
 WHERE file = :file AND terms_days = :terms AND issued_on IS NOT NULL
"""
_DUE_BY_TERMS = """
UPDATE temp.stage_invoices SET due_on = date(issued_on, :days || ' days')
 WHERE file = :file AND due_on IS NULL AND (:terms IS NULL OR terms_days = :terms)
"""
_DUE_AT_ONCE = """
UPDATE temp.stage_invoices SET due_on = issued_on
 WHERE file = ? AND due_on IS NULL AND amount < 0
"""
_PAYMENTS = """
SELECT row, invoice_id, customer_id, coalesce(issued_on, due_on), amount, currency
  FROM temp.stage_invoices WHERE file = ? AND document_type = 'payment' ORDER BY row
"""
_NUMBER = "UPDATE temp.stage_invoices SET invoice_id = ? WHERE file = ? AND row = ?"
_CHECKS = (
    RowCheck(
        "SELECT row FROM temp.stage_invoices WHERE file = :file AND invoice_id IS NULL",
        "invoice_id",
        "this cell must not be empty",
        "Fill it in, or take the row out.",
    ),
    RowCheck(
        "SELECT row FROM temp.stage_invoices WHERE file = :file AND due_on IS NULL",
        "due_on",
        "nothing says when this falls due",
        "Fill in the due date, or the day of issue and the days until it is due.",
    ),
    RowCheck(
        "SELECT row FROM temp.stage_invoices WHERE file = :file AND amount IS NULL",
        "amount",
        "nothing says the amount of this invoice",
        "Fill it in, or take the row out.",
    ),
)


class TypeOfRows(NamedTuple):
    """A word for what rows are, the first of them, and how many there are."""

    word: str
    row: int
    rows: int


def sum_items(conn: sqlite3.Connection, file: int, fields: Sequence[str]) -> int:
    """How many invoices stood in several rows, one for each item, and are one row now.

    Rows that differ in another of the ``fields`` stay as they are: repeats that are at odds. The
    product may be that of each item; the invoice has that of the first.
    """
    others = ", ".join(name for name in fields if name not in ("item_total", "product"))
    found = conn.execute(_IN_ROWS.format(others=others), {"file": file}).fetchall()
    for _, rows, total in found:
        first, *others_of_it = sorted(map(int, rows.strip("[]").split(",")))
        conn.execute(_SUM_ITEMS, {"file": file, "row": first, "total": total})
        conn.executemany(_OTHER_ITEM, [(file, row) for row in others_of_it])
    return len(found)


def fold_terms(conn: sqlite3.Connection, file: int, fields: Sequence[str]) -> list[int]:
    """The first rows of invoices that stood in a row for each due date, and are one row now.

    Their due dates and amounts are in ``invoice_term``. Rows that differ in another of the
    ``fields`` stay as they are: repeats that are at odds.
    """
    conn.execute(_TERMS_OF_INVOICES)
    others = ", ".join(name for name in fields if name not in _OF_A_TERM)
    folded = []
    for _, text in conn.execute(_IN_TERMS.format(others=others), {"file": file}).fetchall():
        rows = sorted(map(int, text.strip("[]").split(",")))
        values = {"file": file, "first": rows[0], "rows": text}
        conn.executemany(_TAKE_TERM, [{**values, "row": row} for row in rows])
        conn.execute(_WHOLE, values)
        conn.executemany(_OTHER_ITEM, [(file, row) for row in rows[1:]])
        folded.append(rows[0])
    return folded


def settle_amounts(conn: sqlite3.Connection, file: int, *, stand_alone: bool) -> None:
    """Gives rows without an amount that of their debit or credit, else what is outstanding.

    ``stand_alone``: what is outstanding is the only amount.
    """
    statements = (_AMOUNT, *((_CLEARED,) if stand_alone else ()), _LEFT, _OPEN_OR_PAID)
    for statement in statements:
        conn.execute(statement, (file,))


def settle_types(
    conn: sqlite3.Connection, file: int, meaning: Callable[[str], str]
) -> tuple[list[TypeOfRows], bool]:
    """Signs credit notes and payments, and gives back words without a meaning.

    Whether these rows can be taken by the sign of their amounts: some amount of the file has one,
    or one word stands in all rows.
    """
    types = [TypeOfRows(*row) for row in conn.execute(_TYPES, (file,))]
    for one in types:
        values = {"file": file, "word": one.word, "meaning": meaning(one.word) or one.word}
        conn.execute(_SET_TYPE, values)
    signed = len(types) == 1 or bool(conn.execute(_SIGNED, (file,)).fetchone()[0])
    conn.execute(_CREDITS, (file,))
    return [one for one in types if not meaning(one.word)], signed


def rows_of_type(conn: sqlite3.Connection, file: int, word: str) -> list[int]:
    """The rows that have a word for what they are."""
    query = "SELECT row FROM temp.stage_invoices WHERE file = ? AND document_type = ?"
    return [row for (row,) in conn.execute(query, (file, word))]


def settle_discounts(
    conn: sqlite3.Connection, file: int, discount_of: Callable[[str], tuple[str, int] | None]
) -> None:
    """Gives rows the discount of their payment terms, its last day counted from that of issue."""
    for (terms,) in conn.execute(_TERMS, (file,)).fetchall():
        if discount := discount_of(terms):
            percent, days = discount
            values = {"file": file, "terms": terms, "percent": percent, "days": days}
            conn.execute(_DISCOUNT_BY_TERMS, values)


def settle_due_days(
    conn: sqlite3.Connection, file: int, days_of: Callable[[str], int | None], days: int | None
) -> None:
    """Gives rows without a due date the one that follows from payment terms and day of issue.

    ``days`` are those of rows that say no terms. What lowers the debt counts from its own day.
    """
    for (terms,) in conn.execute(_TERMS, (file,)).fetchall():
        if (own := days_of(terms)) is not None:
            conn.execute(_DUE_BY_TERMS, {"file": file, "terms": terms, "days": own})
    conn.execute(_DUE_AT_ONCE, (file,))
    if days is not None:
        conn.execute(_DUE_BY_TERMS, {"file": file, "terms": None, "days": days})


def number_payments(conn: sqlite3.Connection, file: int) -> None:
    """Gives payments an id that no invoice has: by their number, else by what they say."""
    alike: Counter[str] = Counter()
    for row, number, *content in conn.execute(_PAYMENTS, (file,)).fetchall():
        text = "|".join(map(str, content))
        alike[text] += 1
        digest = b32encode(sha256(f"{text}|{alike[text]}".encode()).digest())[:_LENGTH].decode()
        conn.execute(_NUMBER, (f"{PAYMENT}{number or digest}", file, row))


def faults(conn: sqlite3.Connection, file: int) -> Iterator[RowFault]:
    """Rows that still lack a number, a due date or an amount."""
    return failing(conn, _CHECKS, {"file": file})
