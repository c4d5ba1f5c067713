"""Rows of another system's daily lists: what is wrong with them, what is new, and writing them.

The rows stand in ``stage_snapshot``, or in ``stage_loans`` where a loans file tells how late its
loans are. ``listed`` holds what the good rows of all files of an import say, in minor units.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from overdue_cli.store.bulk.changes import (
    Telling,
    differs,
    keep_news,
    note_changes,
    take_over,
)
from overdue_cli.store.bulk.stage import (
    Remark,
    RowFault,
    Unused,
    account_ids,
    failing,
    take_repeats,
)
from overdue_cli.store.bulk.triggers import inserting
from overdue_cli.store.lists.daily_lists import note_changed

#: What a list may say of the loan itself.
TERMS = tuple(
    "currency principal disbursed_on maturity_on annual_rate product officer branch purpose "
    "security".split()
)
_TEXT = frozenset(("product", "officer", "branch", "purpose", "security"))
AMOUNTS = tuple(
    f"{state}_{name}"
    for state in ("overdue", "not_due")
    for name in ("penalty", "fee", "interest", "principal")
)
_LISTED = f"""
CREATE TEMP TABLE IF NOT EXISTS listed (file INTEGER NOT NULL, row INTEGER NOT NULL,
    loan_id TEXT NOT NULL, as_of TEXT NOT NULL, days_past_due INTEGER NOT NULL,
    {", ".join(AMOUNTS)}, PRIMARY KEY (loan_id, as_of, file, row)) WITHOUT ROWID
"""
#: What a row says to be late by itself, whatever the days.
_LATE = " + ".join(
    f"coalesce(overdue_{name}, 0)"
    for name in ("amount", "penalty", "fee", "interest", "principal")
)
_ANY_DAYS = """
SELECT 1 FROM temp.stage_{kind}
 WHERE file = ? AND state = 'new' AND days_past_due IS NOT NULL LIMIT 1
"""
_LATE_WITHOUT_DAYS = f"""
SELECT row FROM temp.stage_{{kind}}
 WHERE file = ? AND state = 'new' AND days_past_due IS NULL AND {_LATE} > 0
"""
_NOTHING_LATE = f"""
UPDATE temp.stage_{{kind}} SET days_past_due = 0
 WHERE file = ? AND state = 'new' AND days_past_due IS NULL AND {_LATE} = 0
"""
_DAY = """
UPDATE temp.stage_{kind} SET as_of = :as_of WHERE file = :file AND as_of IS NULL
"""
_BAD_DAY = """
SELECT row, as_of FROM temp.stage_{kind}
 WHERE file = :file AND state = 'new' AND days_past_due IS NOT NULL
   AND (as_of IS NULL OR as_of > :today)
"""
_BEFORE = """
SELECT s.row, coalesce(s.disbursed_on, l.disbursed_on) FROM temp.stage_{kind} s
  LEFT JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL
 WHERE s.file = :file AND s.state = 'new' AND s.days_past_due IS NOT NULL
   AND coalesce(s.disbursed_on, l.disbursed_on) > s.as_of
"""
_OTHER_LOAN = """
SELECT s.row, l.kind, l.customer_id, s.customer_id, l.currency, s.currency
  FROM temp.stage_snapshot s JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL
 WHERE s.file = :file AND s.state = 'new'
   AND (l.kind <> 'loan' OR l.customer_id <> s.customer_id OR l.currency <> s.currency)
"""
_TWO_OWNERS = """
SELECT max(row), count(DISTINCT customer_id), count(DISTINCT currency)
  FROM temp.stage_snapshot WHERE file = :file AND state = 'new'
 GROUP BY loan_id HAVING count(DISTINCT customer_id) > 1 OR count(DISTINCT currency) > 1
"""
_REPEATED = """
SELECT loan_id, as_of FROM temp.stage_snapshot WHERE file = ? AND state = 'new'
 GROUP BY loan_id, as_of HAVING count(*) > 1
"""
_SAME = """
SELECT row, {columns} FROM temp.stage_snapshot
 WHERE file = ? AND loan_id = ? AND as_of = ? AND state = 'new' ORDER BY row
"""
_ROWS = """
SELECT s.row, s.loan_id, s.as_of, s.days_past_due, s.currency, m.factor, {figures}
  FROM temp.stage_{kind} s JOIN temp.minor m USING (currency)
 WHERE s.file = :file AND s.state = 'new' AND s.days_past_due IS NOT NULL ORDER BY s.row
"""
_TWICE = """
SELECT a.row, b.row FROM temp.listed a JOIN temp.listed b USING (loan_id, as_of)
 WHERE a.file = :file AND b.file <> a.file AND ({differs})
"""
_LEAVE_OUT = """
DELETE FROM temp.listed WHERE file = :file AND row IN (
       SELECT row FROM temp.stage_{kind} WHERE file = :file AND state = 'rejected')
"""
_STATE = """
UPDATE temp.stage_{kind} AS s
   SET state = CASE WHEN {differs} THEN 'changed' ELSE {same} END
  FROM temp.listed n JOIN snapshot o ON o.loan_id = n.loan_id AND o.as_of = n.as_of
 WHERE s.file = :file AND s.state <> 'rejected' AND n.file = :file AND n.row = s.row
   AND o.voided_by IS NULL
"""
_FIRST_NEWS = """
UPDATE temp.stage_loans AS s SET state = 'changed' FROM temp.listed n
 WHERE s.file = :file AND s.state = 'unchanged' AND n.file = :file AND n.row = s.row
   AND NOT EXISTS (SELECT 1 FROM snapshot o WHERE o.loan_id = n.loan_id
          AND o.as_of = n.as_of AND o.voided_by IS NULL)
"""
# What an older list says of people and terms is not news: a row counts when no later list of the
# same customer is known or in the file.
_NEWEST = """
CREATE TEMP TABLE stage_newest AS
SELECT s.*, row_number() OVER (PARTITION BY s.loan_id ORDER BY s.as_of DESC, s.row DESC) AS nth
  FROM temp.stage_snapshot s
 WHERE s.file = :file AND s.state <> 'rejected'
   AND s.as_of >= coalesce((SELECT max(o.as_of) FROM loan l
          JOIN snapshot o ON o.loan_id = l.loan_id AND o.voided_by IS NULL
         WHERE l.customer_id = s.customer_id), '')
"""
_NEW_LOANS = """
CREATE TEMP TABLE new_loan AS
SELECT s.* FROM (SELECT s.*, row_number() OVER (
               PARTITION BY s.loan_id ORDER BY s.as_of DESC, s.row DESC) AS nth
          FROM temp.stage_snapshot s WHERE s.file = :file AND s.state <> 'rejected') s
  LEFT JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL
 WHERE s.nth = 1 AND l.loan_id IS NULL
"""
_INSERT_LOANS = """
INSERT INTO loan (loan_id, customer_id, kind, {fields}, method, unit, day_count,
       interest_period, rounding, allocation, disputed, journal_id, voided_by)
SELECT s.loan_id, s.customer_id, 'loan', {values}, '', '', '', '', '', '', 0, :journal, NULL
  FROM temp.new_loan s JOIN temp.minor m ON m.currency = s.currency
 WHERE true ORDER BY s.row
    ON CONFLICT (loan_id) DO UPDATE SET customer_id = excluded.customer_id, kind = 'loan',
       {revived}, method = '', unit = '', day_count = '', interest_period = '', rounding = '',
       allocation = '', disputed = 0, journal_id = excluded.journal_id, voided_by = NULL
"""
_NEWS = """
CREATE TEMP TABLE loan_news AS
SELECT s.row, s.loan_id, s.principal / m.factor AS principal, {others}
  FROM temp.stage_newest s JOIN temp.minor m USING (currency) WHERE s.nth = 1
"""
_MARK_NEWS = """
UPDATE temp.stage_snapshot AS r SET state = 'changed'
  FROM temp.loan_news s JOIN loan c ON c.loan_id = s.loan_id AND c.voided_by IS NULL
 WHERE r.file = :file AND r.row = s.row AND r.state = 'unchanged' AND ({differs})
"""
_MARK_RIDING = """
UPDATE temp.stage_snapshot SET state = 'changed'
 WHERE file = :file AND state = 'unchanged' AND row IN (
       SELECT row FROM temp.stage_newest WHERE state = 'changed')
"""
_VOID = """
UPDATE snapshot SET voided_by = :journal WHERE snapshot_id IN (
       SELECT o.snapshot_id FROM temp.listed s
         JOIN snapshot o ON o.loan_id = s.loan_id AND o.as_of = s.as_of AND o.voided_by IS NULL
        WHERE s.file = :file AND ({differs}))
"""
_INSERT = """
INSERT INTO snapshot (loan_id, as_of, days_past_due, {amounts}, journal_id)
SELECT s.loan_id, s.as_of, s.days_past_due, {amounts}, :journal FROM temp.listed s
 WHERE s.file = :file AND NOT EXISTS (SELECT 1 FROM snapshot o
        WHERE o.loan_id = s.loan_id AND o.as_of = s.as_of AND o.voided_by IS NULL)
 GROUP BY s.loan_id, s.as_of
"""
_DAYS = "SELECT DISTINCT as_of FROM temp.listed ORDER BY 1"
_DROP = """
UPDATE snapshot SET voided_by = :journal WHERE as_of = :day AND voided_by IS NULL
   AND NOT EXISTS (SELECT 1 FROM temp.listed n
        WHERE n.loan_id = snapshot.loan_id AND n.as_of = snapshot.as_of)
"""
_LISTING = """
INSERT INTO listing (as_of, scope, journal_id)
SELECT :day, :scope, :journal WHERE NOT EXISTS (SELECT 1 FROM listing
 WHERE as_of = :day AND scope = :scope AND voided_by IS NULL)
"""
_OTHER_SCOPE = """
UPDATE listing SET voided_by = :journal
 WHERE as_of = :day AND scope <> :scope AND voided_by IS NULL
"""
_MISSING = """
SELECT s.loan_id FROM snapshot s
 WHERE s.voided_by IS NULL
   AND s.as_of = (SELECT max(as_of) FROM listing WHERE as_of < :day AND voided_by IS NULL)
   AND {open}
   AND NOT EXISTS (SELECT 1 FROM temp.listed n WHERE n.loan_id = s.loan_id AND n.as_of = :day)
   AND NOT EXISTS (SELECT 1 FROM snapshot o
        WHERE o.loan_id = s.loan_id AND o.as_of = :day AND o.voided_by IS NULL)
 ORDER BY s.loan_id
"""
OPEN = " + ".join(f"coalesce(s.{name}, 0)" for name in AMOUNTS) + " > 0"
_ALL_OVERDUE = """
UPDATE temp.stage_snapshot SET overdue_amount = outstanding
 WHERE file = ? AND days_past_due > 0 AND state = 'new'
"""
_ABSENT = """
SELECT DISTINCT s.loan_id, :day AS since FROM snapshot s
 WHERE s.voided_by IS NULL AND s.as_of < :day
   AND NOT EXISTS (SELECT 1 FROM temp.listed n WHERE n.loan_id = s.loan_id AND n.as_of = :day)
"""
_DIFFER = " OR ".join(f"s.{name} IS NOT o.{name}" for name in ("days_past_due", *AMOUNTS))


def take_all_overdue(conn: sqlite3.Connection, file: int) -> None:
    """Makes all that a late loan owes overdue, in a list that has nothing but that."""
    conn.execute(_ALL_OVERDUE, (file,))


def settle_blank_days(
    conn: sqlite3.Connection, kind: str, file: int
) -> tuple[list[RowFault], list[Remark]]:
    """Makes rows without days and without anything overdue not late, and says so once.

    Rows that have something overdue and no days are faults. A loans file that says of no loan
    how many days it is late says nothing of lateness.
    """
    if kind != "snapshot" and not conn.execute(_ANY_DAYS.format(kind=kind), (file,)).fetchone():
        return [], []
    rule, hint = "something is overdue, and the days are empty", "Fill in for how many days."
    late = conn.execute(_LATE_WITHOUT_DAYS.format(kind=kind), (file,)).fetchall()
    rows = conn.execute(_NOTHING_LATE.format(kind=kind), (file,)).rowcount
    count = "1 row says" if rows == 1 else f"{rows} rows say"
    said = f"{count} neither days late nor an amount: nothing is late there"
    remark = Remark(0, "days_past_due", "", said, "If that is wrong, fill them in.")
    faults = [RowFault(row[0], "days_past_due", rule, hint) for row in late]
    return faults, [remark] if rows else []


def settle_day(
    conn: sqlite3.Connection, kind: str, file: int, as_of: str, today: str
) -> Iterator[RowFault]:
    """Gives each row without a day of its own the one that the user named; faults of days."""
    values = {"file": file, "as_of": as_of or None, "today": today}
    conn.execute(_DAY.format(kind=kind), values)
    for row, day in conn.execute(_BAD_DAY.format(kind=kind), values).fetchall():
        if day is None:
            rule, hint = "a list says how things stood at the close of a day", "Fill in as_of."
        else:
            rule, hint = f"{day} is still to come", "A list tells of the day it was drawn up for."
        yield RowFault(row, "as_of", rule, hint)
    for row, day in conn.execute(_BEFORE.format(kind=kind), values).fetchall():
        yield RowFault(row, "as_of", f"the loan begins on {day}", "Check both dates.")


def identity_faults(conn: sqlite3.Connection, file: int) -> Iterator[RowFault]:
    """Rows whose loan is something else in the ledger, or belongs to two customers."""
    yield from failing(conn, [account_ids("snapshot", "loan_id")], {"file": file})
    for row, kind, owner, customer, has, currency in conn.execute(_OTHER_LOAN, {"file": file}):
        if kind != "loan":
            rule = f"this id is another thing in the ledger: {kind.replace('_', ' ')}"
            yield RowFault(row, "loan_id", rule, "Give the loan an id of its own.")
        elif owner != customer:
            rule = f"the loan belongs to customer {owner}"
            yield RowFault(row, "customer_id", rule, "Correct one of the two ids.")
        else:
            rule = f"the loan is in {has}, not in {currency}"
            yield RowFault(row, "currency", rule, "Correct the currency, or the loan's id.")
    for row, owners, _ in conn.execute(_TWO_OWNERS, {"file": file}).fetchall():
        field = "customer_id" if owners > 1 else "currency"
        rule = f"another row has this loan with another {field}"
        yield RowFault(row, field, rule, "Keep the one that is right.")


def repeated(
    conn: sqlite3.Connection, file: int, columns: Sequence[str], unused: Unused
) -> Iterator[RowFault]:
    """Rows that say different things of one loan and day; true repeats become unchanged."""
    cursor = conn.cursor()
    cursor.row_factory = None
    alike: list[list[int]] = []
    for loan_id, day in cursor.execute(_REPEATED, (file,)).fetchall():
        query = _SAME.format(columns=", ".join(columns))
        rows = cursor.execute(query, (file, loan_id, day)).fetchall()
        if all(row[1:] == rows[0][1:] for row in rows):
            alike.append([row[0] for row in rows])
            continue
        for row in rows:
            other = next(one[0] for one in rows if one[0] != row[0])
            rule = f"row {other} says something else of this loan on {day}"
            yield RowFault(row[0], "loan_id", rule, "Keep the one that is right.")
    yield from take_repeats(conn, "snapshot", "loan_id", file, alike, unused)


def rows(
    conn: sqlite3.Connection, kind: str, file: int, figures: Sequence[str]
) -> Iterator[tuple[int, str, str, int, str, list[int | None]]]:
    """Row, loan, day, days late, currency and figures in minor units, of the good rows."""
    columns = ", ".join(f"s.{name} / m.factor" for name in figures)
    query = _ROWS.format(kind=kind, figures=columns)
    for row, loan_id, as_of, days, currency, _, *amounts in conn.execute(query, {"file": file}):
        yield row, loan_id, as_of, days, currency, amounts


def keep(conn: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Puts what good rows say into ``listed``: file, row, loan, day, days late, amounts."""
    conn.execute(_LISTED)
    placeholders = ", ".join("?" for _ in range(5 + len(AMOUNTS)))
    conn.executemany(f"INSERT INTO temp.listed VALUES ({placeholders})", rows)


def contradictions(conn: sqlite3.Connection, file: int) -> list[RowFault]:
    """Rows of which another file of the same import says something else; they are not kept."""
    differ = _DIFFER.replace("s.", "a.").replace("o.", "b.")
    pairs = conn.execute(_TWICE.format(differs=differ), {"file": file}).fetchall()
    conn.executemany(
        "DELETE FROM temp.listed WHERE file = ? AND row = ?", [(file, row[0]) for row in pairs]
    )
    hint = "Keep the one that is right."
    return [
        RowFault(
            row, "loan_id", f"another file says something else of this loan: row {other}", hint
        )
        for row, other in pairs
    ]


def mark(conn: sqlite3.Connection, kind: str, file: int) -> None:
    """Sets the state of each good row: new, changed or unchanged; the others are not kept."""
    conn.execute(_LEAVE_OUT.format(kind=kind), {"file": file})
    differ = _DIFFER.replace("s.", "n.")
    same = "'unchanged'" if kind == "snapshot" else "s.state"
    conn.execute(_STATE.format(kind=kind, differs=differ, same=same), {"file": file})
    if kind == "loans":
        conn.execute(_FIRST_NEWS, {"file": file})


def gather_newest(conn: sqlite3.Connection, file: int, telling: Telling) -> None:
    """Gathers the rows whose words on people and terms are news, and the loans that are new."""
    for table in ("stage_newest", "new_loan", "loan_news"):
        conn.execute(f"DROP TABLE IF EXISTS temp.{table}")
    conn.execute(_NEWEST, {"file": file})
    conn.execute(_NEW_LOANS, {"file": file})
    others = ", ".join(f"s.{name}" for name in TERMS if name != "principal")
    conn.execute(_NEWS.format(others=others))
    keep_news(conn, "loan", "temp.loan_news", TERMS, telling)


def write_loans(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """Inserts loans that are new and changes those of which the list says something new."""
    values = {"file": file, "journal": journal_id}
    conn.execute(_MARK_RIDING, values)
    conn.execute(_MARK_NEWS.format(differs=differs(TERMS)), values)
    note_changes(conn, "loan", "temp.loan_news", TERMS, values, source="snapshot")
    take_over(conn, "loan", "temp.loan_news", TERMS, values)
    insert = _INSERT_LOANS.format(
        fields=", ".join(TERMS),
        values=", ".join(map(_value, TERMS)),
        revived=", ".join(f"{f} = excluded.{f}" for f in TERMS),
    )
    with inserting(conn, journal_id):
        conn.execute(insert, values)


def _value(field: str) -> str:
    if field == "principal":
        return "coalesce(s.principal, 0) / m.factor"
    return f"coalesce(s.{field}, '')" if field in _TEXT else f"s.{field}"


def write(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """Writes what the good rows of a file say; what they corrected is voided."""
    values = {"file": file, "journal": journal_id}
    conn.execute(_VOID.format(differs=_DIFFER), values)
    conn.execute(_INSERT.format(amounts=", ".join(AMOUNTS)), values)


def listed_of(conn: sqlite3.Connection, loan_id: str) -> list[sqlite3.Row]:
    """What the lists of this import say of a loan: day, days late, amounts."""
    query = (
        f"SELECT DISTINCT as_of, days_past_due, {', '.join(AMOUNTS)} "
        "FROM temp.listed WHERE loan_id = ? ORDER BY as_of"
    )
    return conn.execute(query, (loan_id,)).fetchall()


def days(conn: sqlite3.Connection) -> list[str]:
    """The days of the lists of this import."""
    conn.execute(_LISTED)
    return [row[0] for row in conn.execute(_DAYS)]


def missing(conn: sqlite3.Connection, day: str) -> list[str]:
    """Loans of the list before a day that owe something and are not on the list of the day."""
    query = _MISSING.format(open=OPEN)
    return [row[0] for row in conn.execute(query, {"day": day})]


def conclude(conn: sqlite3.Connection, day: str, scope: str, journal_id: int) -> bool:
    """Notes the list of a day and what changed by it; whether anything did.

    A complete list says all of its day: what an earlier one had beyond it no longer counts.
    """
    values = {"day": day, "scope": scope, "journal": journal_id}
    news = conn.execute(_LISTING, values).rowcount + conn.execute(_OTHER_SCOPE, values).rowcount
    if scope == "complete":
        news += conn.execute(_DROP, values).rowcount
        if news:
            note_changed(conn, _ABSENT, values)
    note_changed(
        conn,
        "SELECT loan_id, as_of AS since FROM snapshot "
        "WHERE (journal_id = :journal OR voided_by = :journal) AND as_of = :day",
        values,
    )
    return news > 0
