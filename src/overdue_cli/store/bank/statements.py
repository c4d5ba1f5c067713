"""Bank lines in the ledger: written once, matched to entries, the rest in suspense."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.store.bank.earlier_lines import EarlierLines, last_line
from overdue_cli.store.loan.in_force import in_force
from overdue_cli.store.loan.largest_sums import whole

_LINE_COLUMNS = (
    "row, account, currency, booked_on, value_on, amount, kind, payer, payer_account, reference, "
    "mandate, bank_reference, text, code, reason, original, payments, identity, occurrence"
)
_STATEMENT = """
INSERT INTO statement (account, currency, number, opened_on, opening, closed_on, closing,
       journal_id)
VALUES (:account, :currency, :number, :opened_on, :opening, :closed_on, :closing, :journal)
"""
_LINE = f"""
INSERT INTO statement_line ({_LINE_COLUMNS}, statement_id, journal_id)
VALUES ({", ".join(":" + name.strip() for name in _LINE_COLUMNS.split(","))}, :statement, :journal)
"""
_SAME = """
SELECT statement_line_id FROM statement_line
 WHERE identity = ? AND occurrence = ? AND voided_by IS NULL
"""
_MATCHED = """
coalesce((SELECT sum(m.amount) FROM line_match m
           WHERE m.statement_line_id = s.statement_line_id AND {matches}), 0)
"""
#: Kinds of lines that are part of the suspense until they are matched.
IN_SUSPENSE = ("credit", "refund", "return")
#: How many lines are in memory at a time.
_AT_A_TIME = 500
_KINDS = ", ".join(f"'{kind}'" for kind in IN_SUSPENSE)


class NewStatement(NamedTuple):
    """One statement to be written, with its lines as they are stored."""

    header: Mapping[str, Any]
    lines: Iterable[Mapping[str, Any]]
    """To be gone through more than once."""

    @property
    def currency(self) -> str:
        """The currency of the account."""
        return str(self.header["currency"])


class LineCounts(NamedTuple):
    """How many lines were new, and how many were there before."""

    new: int
    known: int


def write(
    conn: sqlite3.Connection, journal_id: int, statements: Iterable[NewStatement]
) -> LineCounts:
    """Writes the lines that are not there yet; for the others, that they were seen again.

    A line is there when one of this content is, or one of an earlier file that is the same
    movement told in another way.
    """
    new = known = 0
    earlier = EarlierLines(conn, last_line(conn))
    for one in statements:
        statement = conn.execute(_STATEMENT, {**one.header, "journal": journal_id}).lastrowid
        overlaps = _overlaps(conn, earlier, one)
        for line in one.lines:
            same = _number_of(conn, line)
            if same is None and overlaps:
                same = earlier.take(line)
            if same is None:
                conn.execute(_LINE, {**line, "statement": statement, "journal": journal_id})
                new += 1
            else:
                conn.execute(
                    "INSERT INTO statement_sighting (statement_line_id, journal_id) VALUES (?, ?)",
                    (same, journal_id),
                )
                known += 1
    return LineCounts(new, known)


def _number_of(conn: sqlite3.Connection, line: Mapping[str, Any]) -> int | None:
    """The line of this content; None where there is none."""
    same = conn.execute(_SAME, (line["identity"], line["occurrence"])).fetchone()
    return same[0] if same else None


def _overlaps(conn: sqlite3.Connection, earlier: EarlierLines, one: NewStatement) -> bool:
    """Whether there are lines of earlier files about the days of a statement.

    Those that stand in it as they are, are none that it tells in another way.
    """
    days = [line["value_on"] for line in one.lines]
    if not days or not earlier.read_days(one.currency, (min(days), max(days))):
        return False
    numbers = (_number_of(conn, line) for line in one.lines)
    earlier.leave(number for number in numbers if number is not None)
    return True


def _lines(matches: str = "m.voided_by IS NULL", lines: str = "s.voided_by IS NULL") -> str:
    return (
        f"SELECT s.*, abs(s.amount) - {_MATCHED.format(matches=matches)} AS open "
        f"FROM statement_line s WHERE {lines}"
    )


def lines_open(conn: sqlite3.Connection, *, after: int = 0) -> Iterator[sqlite3.Row]:
    """Lines in suspense with money left, by value date; those written after a line.

    Read a few at a time: what is written meanwhile for one line shows in those that follow.
    """
    numbers = [
        row[0]
        for row in conn.execute(
            f"SELECT s.statement_line_id FROM statement_line s WHERE s.voided_by IS NULL "
            f"AND s.kind IN ({_KINDS}) AND s.statement_line_id > ? "
            "ORDER BY s.value_on, s.statement_line_id",
            (after,),
        )
    ]
    for start in range(0, len(numbers), _AT_A_TIME):
        some = ", ".join(map(str, numbers[start : start + _AT_A_TIME]))
        yield from conn.execute(
            f"SELECT * FROM ({_lines()} AND s.statement_line_id IN ({some})) WHERE open <> 0 "
            "ORDER BY value_on, statement_line_id"
        ).fetchall()


def lines_as_of(
    conn: sqlite3.Connection,
    as_of: date,
    known: int | None,
    *,
    everything: bool,
    limit: int = -1,
) -> list[sqlite3.Row]:
    """Lines up to a day, as known then: those in suspense, or all of them; the first ``limit``."""
    base = _lines(in_force("m", known), in_force("s", known))
    only = "" if everything else f" AND open <> 0 AND kind IN ({_KINDS})"
    return conn.execute(
        f"SELECT * FROM ({base}) WHERE value_on <= ?{only} "
        "ORDER BY value_on, statement_line_id LIMIT ?",
        (as_of.isoformat(), limit),
    ).fetchall()


def line_as_of(
    conn: sqlite3.Connection, line_id: int, as_of: date, known: int | None
) -> sqlite3.Row | None:
    """One line as it was known on a day; None where there was none yet."""
    base = _lines(in_force("m", known), in_force("s", known))
    row: sqlite3.Row | None = conn.execute(
        f"SELECT * FROM ({base}) WHERE statement_line_id = ? AND value_on <= ?",
        (line_id, as_of.isoformat()),
    ).fetchone()
    return row


def line(conn: sqlite3.Connection, line_id: int) -> sqlite3.Row | None:
    """One line with what is still open of it; None where there is none."""
    row: sqlite3.Row | None = conn.execute(
        f"SELECT * FROM ({_lines()}) WHERE statement_line_id = ?", (line_id,)
    ).fetchone()
    return row


def is_several(line: sqlite3.Row) -> bool:
    """Whether the bank put several payments together in a line: it is nobody's, never certain."""
    return bool(line["payments"] > 1)


def suspense(conn: sqlite3.Connection, as_of: date, known: int | None = None) -> dict[str, int]:
    """Money in suspense per currency at the close of a day: lines less the entries behind them.

    Computed from the lines, the entries and what was put aside, not from the daily totals.
    """
    query = f"""
SELECT currency, sum(amount) FROM (
    SELECT s.currency, s.amount FROM statement_line s
     WHERE s.kind IN ({_KINDS}) AND s.value_on <= :day AND {in_force("s", known)}
    UNION ALL
    SELECT s.currency, CASE WHEN s.amount < 0 THEN 1 ELSE -1 END
           * CASE WHEN m.kind = 'booked' OR m.kind = 'reversed' THEN e.amount ELSE m.amount END
      FROM line_match m JOIN statement_line s ON s.statement_line_id = m.statement_line_id
      LEFT JOIN entry e ON e.entry_id = m.entry_id AND {in_force("e", known)}
     WHERE s.kind IN ({_KINDS}) AND s.value_on <= :day AND {in_force("m", known)})
 GROUP BY currency
"""
    return {row[0]: row[1] for row in conn.execute(query, {"day": as_of.isoformat()})}


def suspense_total(
    conn: sqlite3.Connection, as_of: date, known: int | None = None
) -> dict[str, int]:
    """The same from the daily totals that the database keeps itself."""
    source = (
        "main.day_total"
        if known is None
        else f"(SELECT currency, kind, day, amount FROM bank_total WHERE {in_force('', known)})"
    )
    rows = conn.execute(
        "SELECT currency, sum(CASE kind WHEN 'bank_line' THEN amount "
        f"WHEN 'bank_matched' THEN -amount ELSE 0 END) FROM {source} "
        "WHERE day <= ? AND kind IN ('bank_line', 'bank_matched') GROUP BY currency",
        (as_of.isoformat(),),
    )
    return whole({row[0]: row[1] for row in rows})


class Booking(NamedTuple):
    """Money of a line that goes to a loan, or back from it."""

    line_id: int
    loan_id: str
    kind: str
    on: str
    amount: int
    evidence: str
    reverses: int | None = None
    payer_account_id: int | None = None


def book(conn: sqlite3.Connection, journal_id: int, booking: Booking) -> int:
    """Writes an entry and ties it to its line; gives the entry's number."""
    entry = conn.execute(
        "INSERT INTO entry (loan_id, kind, value_on, amount, reverses, components, channel, note, "
        "journal_id) VALUES (?, ?, ?, ?, ?, '', 'bank', ?, ?)",
        (
            booking.loan_id,
            booking.kind,
            booking.on,
            booking.amount,
            booking.reverses,
            f"bank line {booking.line_id}",
            journal_id,
        ),
    ).lastrowid
    assert entry is not None
    tie(
        conn,
        journal_id,
        booking.line_id,
        "reversed" if booking.reverses else "booked",
        booking.amount,
        booking.evidence,
        entry=entry,
        payer_account=booking.payer_account_id,
    )
    return entry


def tie(
    conn: sqlite3.Connection,
    journal_id: int,
    line_id: int,
    kind: str,
    amount: int,
    evidence: str,
    *,
    entry: int | None = None,
    payer_account: int | None = None,
) -> None:
    """Writes what became of money of a line."""
    conn.execute(
        "INSERT INTO line_match (statement_line_id, kind, entry_id, amount, payer_account_id, "
        "evidence, journal_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (line_id, kind, entry, amount, payer_account, evidence, journal_id),
    )


def learn_account(
    conn: sqlite3.Connection, journal_id: int, account: str, customer_id: str, line_id: int
) -> None:
    """Remembers from which account a customer pays, once."""
    known = conn.execute(
        "SELECT 1 FROM payer_account WHERE account = ? AND customer_id = ? AND voided_by IS NULL",
        (account, customer_id),
    ).fetchone()
    if known is None:
        conn.execute(
            "INSERT INTO payer_account (account, customer_id, statement_line_id, journal_id) "
            "VALUES (?, ?, ?, ?)",
            (account, customer_id, line_id, journal_id),
        )


def entries_behind(conn: sqlite3.Connection, line_id: int) -> list[sqlite3.Row]:
    """Entries that book a credit line and are not taken back yet, with their loan."""
    return conn.execute(
        "SELECT e.entry_id, e.loan_id, e.amount, e.value_on FROM line_match m "
        "JOIN entry e ON e.entry_id = m.entry_id AND e.voided_by IS NULL "
        "WHERE m.statement_line_id = ? AND m.voided_by IS NULL AND m.kind IN ('booked', 'linked') "
        "AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.entry_id "
        "AND r.voided_by IS NULL) ORDER BY e.entry_id",
        (line_id,),
    ).fetchall()


def entries_called(conn: sqlite3.Connection, transaction_id: str) -> list[sqlite3.Row]:
    """Payments of a transaction id that are not taken back yet."""
    return conn.execute(
        "SELECT e.entry_id, e.loan_id, e.amount, e.value_on, e.kind, l.currency FROM entry e "
        "JOIN loan l ON l.loan_id = e.loan_id WHERE e.transaction_id = ? AND e.voided_by IS NULL "
        "AND e.kind IN ('repayment', 'recovery') AND NOT EXISTS "
        "(SELECT 1 FROM entry r WHERE r.reverses = e.entry_id AND r.voided_by IS NULL) "
        "ORDER BY e.entry_id",
        (transaction_id,),
    ).fetchall()


def credits_alike(conn: sqlite3.Connection, returned: sqlite3.Row) -> list[sqlite3.Row]:
    """Earlier credits of the account and currency whose amount a return takes back."""
    amount = returned["original"] or -returned["amount"]
    return conn.execute(
        "SELECT * FROM statement_line WHERE kind = 'credit' AND voided_by IS NULL "
        "AND account = ? AND currency = ? AND amount = ? AND value_on <= ? "
        "AND value_on >= date(?, '-400 days') ORDER BY value_on DESC, statement_line_id DESC",
        (
            returned["account"],
            returned["currency"],
            amount,
            returned["value_on"],
            returned["value_on"],
        ),
    ).fetchall()


def is_linked(conn: sqlite3.Connection, entry_id: int) -> bool:
    """Whether a bank line stands behind an entry."""
    row = conn.execute(
        "SELECT 1 FROM line_match WHERE entry_id = ? AND voided_by IS NULL LIMIT 1", (entry_id,)
    ).fetchone()
    return row is not None


def accounts_known(conn: sqlite3.Connection) -> list[str]:
    """The accounts of ours that bank lines name, at most nine."""
    query = (
        "SELECT DISTINCT account FROM statement_line WHERE account <> '' AND voided_by IS NULL "
        "ORDER BY account LIMIT 9"
    )
    return [row[0] for row in conn.execute(query)]
