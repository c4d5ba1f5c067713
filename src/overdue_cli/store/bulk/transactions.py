"""Movements of money of a file: what is wrong with them, what is new, and writing them.

A row is one entry, on the loan that it names or on the account of the customer that it names. A
row that reverses is tied to what it takes back, which may be several entries.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.store.bulk.stage import Remark, RowCheck, RowFault, count_rows, failing
from overdue_cli.store.bulk.triggers import many_entries
from overdue_cli.store.loan.account import MARK, open_accounts

#: Kinds of at most what is owed, and an SQL select of the loans of which a file has such rows.
FORGIVING = ("waiver", "write_off", "charge_off", "sale")
FORGIVEN_LOANS = "SELECT loan_id FROM temp.forgiven"

_TRAITS = """
SELECT coalesce(max(loan_id IS NULL), 0), coalesce(max(reverses IS NOT NULL), 0),
       coalesce(max(type IS NOT NULL), 0), coalesce(max(components IS NOT NULL), 0),
       coalesce(max(price IS NOT NULL OR buyer IS NOT NULL), 0)
  FROM temp.stage_transactions WHERE file = ?
"""
_HAS_IDS = "SELECT 1 FROM entry WHERE transaction_id IS NOT NULL AND voided_by IS NULL LIMIT 1"
_MARK = """
UPDATE temp.stage_transactions AS s
   SET state = CASE WHEN k.same THEN 'unchanged' ELSE 'changed' END
  FROM (SELECT s.row, (sum(e.amount) * min(m.factor) = s.amount
                       OR s.type = 'charge_off' AND s.amount = 0)
               AND min(e.kind) = coalesce(s.type, 'repayment') AND min(e.value_on) = s.date
               AND (s.loan_id IS NULL OR count(*) = 1 AND min(e.loan_id) = s.loan_id)
               AND (s.customer_id IS NULL OR min(l.customer_id) = s.customer_id)
               AND coalesce(s.currency, nullif(:named, ''), min(l.currency)) = min(l.currency)
               AND min(e.due_on) IS s.due_on
               AND min(t.transaction_id) IS s.reverses
               AND coalesce(s.components, e.components) = e.components
               AND coalesce(s.price / min(m.factor), e.price) IS e.price
               AND coalesce(s.buyer, e.buyer) = e.buyer
               AND coalesce(s.channel, e.channel) = e.channel
               AND coalesce(s.note, e.note) = e.note AS same
          FROM temp.stage_transactions s
          JOIN entry e ON e.transaction_id = s.transaction_id AND e.voided_by IS NULL
          JOIN loan l ON l.loan_id = e.loan_id JOIN temp.minor m ON m.currency = l.currency
          LEFT JOIN entry t ON t.entry_id = e.reverses
         WHERE s.file = :file AND s.state = 'new' GROUP BY s.row) k
 WHERE s.file = :file AND s.row = k.row
"""
_ANY_CHANGED = """
SELECT 1 FROM temp.stage_transactions WHERE file = :file AND state = 'changed' LIMIT 1
"""
_INSERT = """
INSERT INTO entry (entry_id, loan_id, kind, value_on, amount, due_on, transaction_id, components,
                   price, buyer, channel, note, journal_id)
SELECT :base + s.row * :parts, s.loan_id, coalesce(s.type, 'repayment'), s.date,
       s.amount / l.factor, s.due_on, s.transaction_id, coalesce(s.components, ''),
       s.price / l.factor, coalesce(s.buyer, ''), coalesce(s.channel, ''),
       coalesce(s.note, ''), :journal
  FROM temp.stage_transactions s CROSS JOIN temp.owed l ON l.loan_id = s.loan_id
 WHERE s.file = :file AND s.state IN ('new', 'changed') AND s.reverses IS NULL
 ORDER BY s.row
"""
# ``payer`` says in which currency who pays: the faults of the rows fill it.
_ON_ACCOUNT = f"""
UPDATE temp.stage_transactions AS s SET loan_id = '{MARK}' || s.customer_id || ':' || p.currency
  FROM temp.payer p
 WHERE p.customer_id = s.customer_id AND p.named = coalesce(s.currency, '') AND s.file = :file
   AND s.state IN ('new', 'changed') AND s.loan_id IS NULL AND s.reverses IS NULL
"""
_ACCOUNTS = f"""
SELECT DISTINCT p.customer_id, p.currency FROM temp.payer p
  JOIN temp.stage_transactions s
    ON s.file = :file AND s.loan_id = '{MARK}' || p.customer_id || ':' || p.currency
   AND s.state IN ('new', 'changed')
"""
_OWED_BY_NONE = f"""
INSERT OR IGNORE INTO temp.owed
SELECT '{MARK}' || a.customer_id || ':' || a.currency, a.customer_id, 'account', a.currency, 0,
       m.factor
  FROM ({_ACCOUNTS}) a JOIN temp.minor m USING (currency)
"""
_REFUNDS = """
SELECT s.row, s.loan_id, l.customer_id, l.currency
  FROM temp.stage_transactions s JOIN temp.owed l USING (loan_id)
 WHERE s.file = :file AND s.state IN ('new', 'changed') AND s.type = 'credit_refund'
   AND l.kind = 'account' ORDER BY s.row
"""
_BACKWARD = """
SELECT row, transaction_id, loan_id, customer_id, date, amount, currency,
       coalesce(type, 'repayment') AS kind, reverses, due_on, coalesce(channel, '') AS channel,
       coalesce(note, '') AS note
  FROM temp.stage_transactions
 WHERE file = :file AND state IN ('new', 'changed') AND reverses IS NOT NULL ORDER BY date, row
"""
_PART = """
INSERT INTO entry (entry_id, loan_id, kind, value_on, amount, due_on, reverses, transaction_id,
                   components, channel, note, journal_id)
VALUES (:entry_id, :loan_id, :kind, :date, :amount, :due_on, :reverses, :transaction_id, '',
        :channel, :note, :journal)
"""
_ODD_DAYS = """
SELECT s.row, s.date, CASE WHEN s.date > :today THEN '' ELSE l.disbursed_on END
  FROM temp.stage_transactions s
  LEFT JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL AND l.kind = 'loan'
 WHERE s.file = :file AND s.state IN ('new', 'changed')
   AND coalesce(s.type, 'repayment') = 'repayment'
   AND (s.date > :today OR s.date < l.disbursed_on)
 ORDER BY s.row LIMIT :most
"""
_MOST_ODD = 200
_FORGIVING = """
SELECT row, loan_id FROM temp.stage_transactions
 WHERE file = :file AND state IN ('new', 'changed')
   AND type IN ('waiver', 'write_off', 'charge_off', 'sale')
"""
_MOST_PARTS = """
SELECT coalesce(max(n), 1) FROM (
    SELECT count(*) AS n FROM entry WHERE voided_by IS NULL AND transaction_id IN (
        SELECT reverses FROM temp.stage_transactions WHERE file = :file) GROUP BY transaction_id)
"""
_SUM_OF_PARTS = """
UPDATE temp.stage_transactions SET amount = {parts}
 WHERE file = ? AND amount IS NULL AND coalesce({names}) IS NOT NULL
"""
_OTHER_SUM = """
SELECT row FROM temp.stage_transactions
 WHERE file = :file AND coalesce({names}) IS NOT NULL AND amount <> {parts}
"""
_NOTHING_PAID = "SELECT row FROM temp.stage_transactions WHERE file = :file AND amount IS NULL"
_OF_NO_MONEY = """
SELECT row FROM temp.stage_transactions
 WHERE file = ? AND amount = 0 AND type IS NOT 'charge_off' ORDER BY row
"""
_SKIP = "UPDATE temp.stage_transactions SET state = 'unchanged' WHERE file = ? AND row = ?"


class Traits(NamedTuple):
    """What occurs among the staged rows of a file; what does not need not be looked for.

    A file of a million plain payments is gone through once for this instead of ten times.
    """

    no_loan: int
    reverses: int
    type: int
    components: int
    sale: int
    """Whether any has a price or a buyer."""


def traits(conn: sqlite3.Connection, file: int) -> Traits:
    """What occurs among the rows of a file."""
    return Traits(*conn.execute(_TRAITS, (file,)).fetchone())


class RefundedAccount(NamedTuple):
    """The account that a row is about."""

    loan_id: str
    customer_id: str
    currency: str


class Part(NamedTuple):
    """The part of a row that takes back one entry, of which ``reverses`` is the number."""

    loan_id: str
    amount: int
    reverses: int


def mark(conn: sqlite3.Connection, file: int, named: str) -> bool:
    """Sets the state of each good row: new, changed or unchanged. Whether any is changed.

    ``named`` is the currency of rows that name none; '' where it is that of the loan.
    """
    if not conn.execute(_HAS_IDS).fetchone():
        return False
    conn.execute(_MARK, {"file": file, "named": named})
    return conn.execute(_ANY_CHANGED, {"file": file}).fetchone() is not None


def skip_rows_of_no_money(conn: sqlite3.Connection, file: int) -> list[int]:
    """The rows of a file that move nothing, from now on unchanged; a marker has no amount."""
    rows = [row for (row,) in conn.execute(_OF_NO_MONEY, (file,))]
    conn.executemany(_SKIP, [(file, row) for row in rows])
    return rows


def numbering(conn: sqlite3.Connection, file: int, traits: Traits) -> dict[str, int]:
    """How entry ids are given: ``base + row * parts + part`` keeps the order of the file."""
    base = conn.execute("SELECT coalesce(max(entry_id), 0) FROM entry").fetchone()[0]
    parts = conn.execute(_MOST_PARTS, {"file": file}).fetchone()[0] if traits.reverses else 1
    return {"base": base, "parts": parts}


def put_on_accounts(conn: sqlite3.Connection, file: int, traits: Traits) -> None:
    """Rows that name a customer and no loan are from now on about the customer's account."""
    if traits.no_loan:
        conn.execute(_ON_ACCOUNT, {"file": file})
        conn.execute(_OWED_BY_NONE, {"file": file})


def insert_plain(
    conn: sqlite3.Connection, file: int, journal_id: int, numbers: dict[str, int], traits: Traits
) -> None:
    """Inserts the rows that reverse nothing, and the accounts that they are the first to need."""
    if traits.no_loan:
        open_accounts(conn, _ACCOUNTS, {"file": file}, journal_id)
    with many_entries(conn, count_rows(conn, "temp.stage_transactions")):
        conn.execute(_INSERT, {"file": file, "journal": journal_id, **numbers})


def backward_rows(conn: sqlite3.Connection, file: int) -> list[sqlite3.Row]:
    """Rows that take something back, by date."""
    return conn.execute(_BACKWARD, {"file": file}).fetchall()


def refunds_of_accounts(conn: sqlite3.Connection, file: int) -> dict[int, RefundedAccount]:
    """The account that each row pays out of, by row."""
    found = conn.execute(_REFUNDS, {"file": file})
    return {row: RefundedAccount(*account) for row, *account in found}


def forgiving_rows(conn: sqlite3.Connection, file: int) -> list[sqlite3.Row]:
    """Rows of at most what is owed; their loans are put where ``FORGIVEN_LOANS`` finds them."""
    conn.execute("DROP TABLE IF EXISTS temp.forgiven")
    conn.execute("CREATE TEMP TABLE forgiven (loan_id TEXT PRIMARY KEY) WITHOUT ROWID")
    rows = conn.execute(_FORGIVING, {"file": file}).fetchall()
    conn.executemany(
        "INSERT OR IGNORE INTO temp.forgiven VALUES (?)", ((row["loan_id"],) for row in rows)
    )
    return rows


def odd_days(conn: sqlite3.Connection, file: int, today: date) -> Iterator[Remark]:
    """Payments of a day that is still to come, or before their loan was paid out."""
    values = {"file": file, "today": today.isoformat(), "most": _MOST_ODD}
    for row, day, paid_out in conn.execute(_ODD_DAYS, values):
        if paid_out:
            rule = f"this payment is from before its loan was paid out, on {paid_out}"
            yield Remark(row, "date", day, rule, "Check the day and the loan.")
        else:
            rule = "this payment is of a day that is still to come"
            yield Remark(row, "date", day, rule, "Record money when it has come in.")


def set_amount(conn: sqlite3.Connection, entry_id: int, amount: int) -> None:
    """Gives an entry of this import its amount, before it is added to the totals."""
    conn.execute("UPDATE entry SET amount = ? WHERE entry_id = ?", (amount, entry_id))


def take_out(conn: sqlite3.Connection, entry_ids: Iterable[int]) -> None:
    """Takes entries of this import out again with what reverses them, before it is committed."""
    ids = [(entry_id,) for entry_id in entry_ids]
    conn.executemany("DELETE FROM entry WHERE reverses = ?", ids)
    conn.executemany("DELETE FROM entry WHERE entry_id = ?", ids)


def minor_amount(conn: sqlite3.Connection, loan_id: str, amount: int) -> int:
    """Staged money in minor units of a loan's currency."""
    factor = conn.execute(
        "SELECT m.factor FROM loan l JOIN temp.minor m USING (currency) WHERE l.loan_id = ?",
        (loan_id,),
    ).fetchone()[0]
    return int(amount // factor)


def insert_parts(
    conn: sqlite3.Connection,
    row: sqlite3.Row,
    parts: Iterable[Part],
    journal_id: int,
    numbers: dict[str, int],
) -> None:
    """Inserts one row as several entries that share its transaction_id."""
    first = numbers["base"] + row["row"] * numbers["parts"]
    values: dict[str, Any] = {**dict(row), "journal": journal_id}
    conn.executemany(
        _PART,
        [
            values | part._asdict() | {"entry_id": first + number}
            for number, part in enumerate(parts)
        ],
    )


def settle_parts(conn: sqlite3.Connection, file: int, fields: Sequence[str]) -> Iterator[RowFault]:
    """Gives payments the sum of their parts; faults of those of another total, or of none."""
    parts = " + ".join(f"coalesce({name}, 0)" for name in fields)
    names = ", ".join((*fields, "NULL"))
    conn.execute(_SUM_OF_PARTS.format(parts=f"({parts})", names=names), (file,))
    checks = (
        RowCheck(
            _OTHER_SUM.format(parts=f"({parts})", names=names),
            "amount",
            "this is not the sum of what was paid of each part",
            "Correct the total or the parts, or leave the parts out.",
        ),
        RowCheck(_NOTHING_PAID, "amount", "nothing was paid", "Take the row out."),
    )
    yield from failing(conn, checks, {"file": file})
