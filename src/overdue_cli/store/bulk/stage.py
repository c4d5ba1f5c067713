"""The temporary tables that hold the rows of an import until they are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from overdue_cli.domain.money import CURRENCIES, digits
from overdue_cli.store.garbage_collector import collector_off
from overdue_cli.store.loan.account import MARK

#: Staged money is in ten-thousandths of the currency's unit.
PLACES = 4

_KEYS = {"instalments": "file, loan_id, seq, row"}
_TABLE = """
CREATE TEMP TABLE stage_{kind} (file INTEGER NOT NULL, row INTEGER NOT NULL, {columns},
    state TEXT NOT NULL DEFAULT 'new', PRIMARY KEY ({key})) WITHOUT ROWID
"""
_INSERT = "INSERT INTO temp.stage_{kind} (file, row, {columns}) VALUES ({file}, {placeholders})"
_TEMPORARY = """
CREATE TEMP TABLE minor (currency TEXT PRIMARY KEY, factor INTEGER NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE bad_row (kind TEXT NOT NULL, file INTEGER NOT NULL, row INTEGER NOT NULL,
    key TEXT);
CREATE INDEX temp.ix_bad_row ON bad_row (kind, key);
CREATE TEMP TABLE incoming (loan_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class RowFault(NamedTuple):
    """What is wrong with one staged row: the field, what must hold, how to mend it."""

    row: int
    field: str
    rule: str
    hint: str


class RowCheck(NamedTuple):
    """The query that finds rows which break a rule (the row first), and what to say of them.

    ``rule`` and ``hint`` may name another of its columns, as ``{1}``.
    """

    query: str
    field: str
    rule: str
    hint: str


def failing(
    conn: sqlite3.Connection, checks: Iterable[RowCheck], values: Mapping[str, Any]
) -> Iterator[RowFault]:
    """The faults of the rows that some checks find."""
    for query, field, rule, hint in checks:
        for row in conn.execute(query, values):
            yield RowFault(row[0], field, rule.format(*row), hint.format(*row))


def account_ids(kind: str, key: str) -> RowCheck:
    """The check that no row of a file makes a debt with an id that a customer's account has."""
    return RowCheck(
        f"SELECT row FROM temp.stage_{kind} WHERE file = :file AND state = 'new' "
        f"AND lower(substr({key}, 1, {len(MARK)})) = '{MARK}'",
        key,
        f"ids that begin with '{MARK}' are those of customers' accounts",
        "Give it an id of its own.",
    )


class Remark(NamedTuple):
    """What a person should know of staged rows that are taken all the same."""

    row: int
    field: str
    value: str
    rule: str
    hint: str


class Counts(NamedTuple):
    """What became of the rows of one file; they sum to the rows read."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0

    @property
    def read(self) -> int:
        """Rows below the header."""
        return sum(self)


NO_ROWS = Counts()


class Unused(NamedTuple):
    """The columns of a file that nothing is read from, and their cells in given rows."""

    headers: Sequence[str] = ()
    cells: Callable[[Iterable[int]], Mapping[int, Sequence[str]]] = lambda _: {}


ALL_USED = Unused()


@contextmanager
def staging(conn: sqlite3.Connection, kinds: dict[str, Sequence[str]]) -> Iterator[None]:
    """Temporary tables for rows of the given kinds (field names in order), gone at the end."""
    size = conn.execute("PRAGMA cache_size").fetchone()[0]
    conn.execute("PRAGMA temp.cache_size = -48000")
    conn.execute("PRAGMA main.cache_size = -64000")
    before = _temporary_tables(conn)
    _create(conn, kinds)
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        for name in _temporary_tables(conn) - before:
            conn.execute(f"DROP TABLE temp.{name}")
        conn.execute(f"PRAGMA main.cache_size = {size}")


def _temporary_tables(conn: sqlite3.Connection) -> set[str]:
    rows = conn.execute("SELECT name FROM temp.sqlite_master WHERE type = 'table'")
    return {str(row[0]) for row in rows}


def _create(conn: sqlite3.Connection, kinds: dict[str, Sequence[str]]) -> None:
    for kind, columns in kinds.items():
        key = _KEYS.get(kind, "file, row")
        conn.execute(_TABLE.format(kind=kind, columns=", ".join(columns), key=key))
    conn.executescript(_TEMPORARY)
    conn.executemany(
        "INSERT INTO temp.minor VALUES (?, ?)",
        [(code, 10 ** (PLACES - digits(code))) for code in sorted(CURRENCIES | {"XXX"})],
    )


def stage(
    conn: sqlite3.Connection,
    kind: str,
    file: int,
    columns: Sequence[str],
    chunks: Iterable[tuple[Sequence[tuple[Any, ...]], Sequence[tuple[int, str | None]]]],
) -> None:
    """Puts the good rows of one file (row, then fields) into its table and names the bad ones."""
    placeholders = ", ".join("?" for _ in range(len(columns) + 1))
    insert = _INSERT.format(
        kind=kind, columns=", ".join(columns), file=file, placeholders=placeholders
    )
    conn.execute("BEGIN")
    try:
        with collector_off():
            for good, bad in chunks:
                conn.executemany(insert, good)
                reject_rows(conn, kind, file, bad)
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")


def reject_rows(
    conn: sqlite3.Connection, kind: str, file: int, bad: Iterable[tuple[int, str | None]]
) -> None:
    """Names rows (row, key) that cannot be used, so that what rests on them can say so."""
    conn.executemany(
        "INSERT INTO temp.bad_row (kind, file, row, key) VALUES (?, ?, ?, ?)",
        ((kind, file, row, key) for row, key in bad),
    )


_REJECT = """
UPDATE temp.stage_{kind} SET state = 'rejected' WHERE file = ? AND row = ? {also}
"""
_NAME = """
INSERT INTO temp.bad_row (kind, file, row, key)
SELECT '{kind}', file, row, {key} FROM temp.stage_{kind} WHERE file = ? AND row = ?
"""


def reject(
    conn: sqlite3.Connection, kind: str, key: str, file: int, faults: Iterable[RowFault]
) -> list[RowFault]:
    """The same faults, after their rows were marked and named."""
    rejected = list(faults)
    rows = [(file, row) for row in sorted({fault.row for fault in rejected})]
    conn.executemany(_NAME.format(kind=kind, key=key), rows)
    conn.executemany(_REJECT.format(kind=kind, also=""), rows)
    return rejected


_REPEATED = """
SELECT {key} FROM temp.stage_{kind} WHERE file = ? AND state = 'new'
 GROUP BY {key} HAVING count(*) > 1
"""
_ROWS = """
SELECT row, {columns} FROM temp.stage_{kind} WHERE file = ? AND {key} = ? AND state = 'new'
 ORDER BY row
"""


_UNREADABLE = """
SELECT 1 FROM temp.bad_row WHERE kind = '{kind}' AND file = ? AND key IS NOT NULL LIMIT 1
"""
_BESIDE = """
SELECT s.row, min(b.row) FROM temp.stage_{kind} s
  JOIN temp.bad_row b ON b.kind = '{kind}' AND b.key = s.{key} AND b.file = s.file
 WHERE s.file = ? AND s.state = 'new' AND b.row <> s.row GROUP BY s.row
"""


def repeated(
    conn: sqlite3.Connection,
    kind: str,
    key: str,
    file: int,
    columns: Sequence[str],
    unused: Unused = ALL_USED,
) -> Iterator[RowFault]:
    """Faults of rows that share an id but not their content; true repeats become unchanged.

    The content of a row that cannot be read is other content.
    """
    cursor = conn.cursor()
    cursor.row_factory = None
    if cursor.execute(_UNREADABLE.format(kind=kind), (file,)).fetchone():
        for row, other in cursor.execute(_BESIDE.format(kind=kind, key=key), (file,)).fetchall():
            rule = f"row {other} has the same {key} and is rejected"
            yield RowFault(row, key, rule, "Mend that row, or keep the one that is right.")
    rows_of = _ROWS.format(kind=kind, key=key, columns=", ".join(columns))
    query = _REPEATED.format(kind=kind, key=key)
    keys = [row[0] for row in cursor.execute(query, (file,))]
    if keys:
        cursor.execute(f"CREATE INDEX temp.ix_{kind}_{file} ON stage_{kind} ({key})")
    alike: list[list[int]] = []
    for value in keys:
        rows = cursor.execute(rows_of, (file, value)).fetchall()
        if all(row[1:] == rows[0][1:] for row in rows):
            alike.append([row[0] for row in rows])
            continue
        for row in rows:
            other = next(one[0] for one in rows if one[0] != row[0])
            yield RowFault(
                row[0],
                key,
                f"row {other} has the same {key} with other content",
                "Keep the one that is right.",
            )
    yield from take_repeats(conn, kind, key, file, alike, unused)


def take_repeats(
    conn: sqlite3.Connection,
    kind: str,
    key: str,
    file: int,
    alike: Sequence[Sequence[int]],
    unused: Unused,
) -> Iterator[RowFault]:
    """Makes repeats unchanged among rows that are alike in what is used; faults of the others."""
    cells = unused.cells(row for rows in alike for row in rows) if unused.headers else {}
    for rows in alike:
        differing = _differing([cells.get(row, ()) for row in rows])
        if differing is not None:
            yield from _parts_of_one(rows, key, unused.headers[differing])
            continue
        conn.executemany(
            f"UPDATE temp.stage_{kind} SET state = 'unchanged' WHERE file = ? AND row = ?",
            [(file, row) for row in rows[1:]],
        )


def _differing(rows: Sequence[Sequence[str]]) -> int | None:
    """The first place at which rows of cells differ.

    >>> _differing([["A", "x"], ["A", "y"]]), _differing([["A"], ["A"]])
    (1, None)
    """
    columns = enumerate(zip(*rows, strict=True))
    return next((place for place, cells in columns if len(set(cells)) > 1), None)


def _parts_of_one(rows: Sequence[int], key: str, header: str) -> Iterator[RowFault]:
    for row in rows:
        other = next(one for one in rows if one != row)
        rule = f"row {other} has the same {key}, and differs only in '{header}', which is not used"
        hint = (
            "Two rows of one id that are parts of it: make them one row with the whole amount. "
            f"The same row twice: keep one, or --leave-out '{header}'."
        )
        yield RowFault(row, key, rule, hint)


_AT_ODDS = """
SELECT s.row, s.{key}, min(o.row) FROM temp.stage_{kind} s
  JOIN temp.stage_{kind} o ON o.{key} = s.{key} AND o.file <> s.file AND o.state <> 'rejected'
 WHERE s.file = :file AND s.state = 'changed' AND o.file IN (SELECT file FROM temp.written)
 GROUP BY s.row
"""


def rows_at_odds(conn: sqlite3.Connection, kind: str, key: str, file: int) -> Iterator[RowFault]:
    """Rows that say something else than another file of the same import, written before."""
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS written (kind TEXT, file INTEGER)")
    others = conn.execute("SELECT count(*) FROM temp.written WHERE kind = ?", (kind,)).fetchone()[
        0
    ]
    conn.execute("INSERT INTO temp.written VALUES (?, ?)", (kind, file))
    if not others:
        return
    conn.execute(f"CREATE INDEX IF NOT EXISTS temp.ix_{kind}_key ON stage_{kind} ({key})")
    for row in conn.execute(_AT_ODDS.format(kind=kind, key=key), {"file": file}).fetchall():
        yield RowFault(
            row[0],
            key,
            f"another file of this import has the same {key} with other content",
            f"Keep the one that is right; the other is row {row[2]}.",
        )


_COUNTS = """
SELECT coalesce(sum(state = 'new'), 0), coalesce(sum(state = 'changed'), 0),
       coalesce(sum(state = 'unchanged'), 0) FROM temp.stage_{kind} WHERE file = ?
"""


def counts(conn: sqlite3.Connection, kind: str, file: int) -> Counts:
    """How many rows of a file are new, changed, unchanged and rejected."""
    new, changed, unchanged = conn.execute(_COUNTS.format(kind=kind), (file,)).fetchone()
    unreadable = conn.execute(
        "SELECT count(DISTINCT row) FROM temp.bad_row WHERE kind = ? AND file = ?", (kind, file)
    ).fetchone()[0]
    return Counts(new, changed, unchanged, rejected=unreadable)


def staged_row(conn: sqlite3.Connection, kind: str, file: int, row: int) -> dict[str, Any] | None:
    """What is staged of one row, with its state; None where it was not read."""
    cursor = conn.execute(
        f"SELECT * FROM temp.stage_{kind} WHERE file = ? AND row = ?", (file, row)
    )
    cells = cursor.fetchone()
    if cells is None:
        return None
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cells, strict=True))


# What the rows of a file need to know of their loans, in one place: a file of payments or
# instalments names each loan many times.
_OWED = """
CREATE TEMP TABLE owed (loan_id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, kind TEXT NOT NULL,
    currency TEXT NOT NULL, principal INTEGER NOT NULL, factor INTEGER NOT NULL) WITHOUT ROWID
"""
_FILL_OWED = """
INSERT INTO temp.owed
SELECT l.loan_id, l.customer_id, l.kind, l.currency, l.principal, m.factor
  FROM loan l JOIN temp.minor m ON m.currency = l.currency
 WHERE l.voided_by IS NULL {some} ORDER BY l.loan_id
"""
_NAMED_LOANS = "AND l.loan_id IN (SELECT loan_id FROM temp.stage_{kind} WHERE file = {file})"


def gather_loans(conn: sqlite3.Connection, kind: str, file: int) -> None:
    """Fills ``owed`` with the loans that the staged rows of a file may be about."""
    conn.execute("DROP TABLE IF EXISTS temp.owed")
    conn.execute(_OWED)
    few = count_rows(conn, f"temp.stage_{kind}") * 10 < count_rows(conn, "loan")
    some = _NAMED_LOANS.format(kind=kind, file=file) if few else ""
    conn.execute(_FILL_OWED.format(some=some))


def count_rows(conn: sqlite3.Connection, table: str) -> int:
    """Rows of one of our tables."""
    return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def values_of_rows(
    conn: sqlite3.Connection, kind: str, file: int, field: str, value: str
) -> tuple[int, int, int]:
    """Rows of a file, those that leave a field empty, and those that say a value of it."""
    query = (
        f"SELECT count(*), coalesce(sum({field} IS NULL), 0), coalesce(sum({field} = ?), 0) "
        f"FROM temp.stage_{kind} WHERE file = ?"
    )
    rows, unsaid, same = conn.execute(query, (value, file)).fetchone()
    return rows, unsaid, same


def currencies_staged(conn: sqlite3.Connection, kind: str, file: int) -> set[str]:
    """The currencies that the rows of a file name."""
    query = f"SELECT DISTINCT currency FROM temp.stage_{kind} WHERE file = ? AND currency <> ''"
    return {row[0] for row in conn.execute(query, (file,))}


def currencies_of_loans(conn: sqlite3.Connection) -> set[str]:
    """The currencies of the loans in the ledger and in the files that are being imported."""
    currencies = {row[0] for row in conn.execute("SELECT DISTINCT currency FROM loan")}
    for kind in ("loans", "invoices"):
        query = f"SELECT DISTINCT currency FROM temp.stage_{kind} WHERE currency <> ''"
        currencies |= {row[0] for row in conn.execute(query)}
    return currencies
