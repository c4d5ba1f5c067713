"""The ledger file: how it is made, opened, written, and what happens when something goes wrong."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.actions.ledger.check import check
from overdue_cli.actions.ledger.upgrade import upgrade
from overdue_cli.book import book_at
from overdue_cli.domain.errors import LedgerMismatch, MachineFailure, WrongUse
from overdue_cli.store.ledger.connection import SCHEMA_VERSION
from overdue_cli.store.ledger.journal import journal_entry, journal_hash
from overdue_cli.store.ledger.ledger import Ledger, open_ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from places import CASES

AT = datetime(2026, 6, 30, 8, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return create_ledger(tmp_path / "book.db", {"currency": "CNY"}, actor="me", at=AT)


def test_a_new_ledger_is_private_and_journalled(ledger: Ledger) -> None:
    assert stat.S_IMODE(ledger.path.stat().st_mode) == 0o600
    pragma = {
        name: ledger.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "foreign_keys", "user_version")
    }
    assert pragma == {"journal_mode": "wal", "foreign_keys": 1, "user_version": SCHEMA_VERSION}
    assert [p.name for p in ledger.path.parent.iterdir() if p.name.startswith(".")] == []


def test_sidecar_files_are_private_too(ledger: Ledger) -> None:
    with journal_entry(ledger, actor="me", command="test", at=AT) as work:
        work.conn.execute("INSERT INTO setting VALUES ('a', 'b')")
    for path in ledger.path.parent.glob("book.db-*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def schema_of(conn: sqlite3.Connection) -> dict[str, Any]:
    """Tables with columns (type, nullable, key), references, and indexes, without their order."""
    master = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    found: dict[str, Any] = {}
    for kind, name, made in conn.execute(master).fetchall():
        if kind == "table" and not name.startswith("alembic"):
            columns = conn.execute(f"PRAGMA table_info({name})").fetchall()
            keys = conn.execute(f"PRAGMA foreign_key_list({name})").fetchall()
            found[name] = (
                {column[1]: (column[2], column[3], column[5]) for column in columns},
                {(key[3], key[2], key[4]) for key in keys},
                "WITHOUT ROWID" in made.upper(),
            )
        elif kind == "index":
            columns = conn.execute(f"PRAGMA index_xinfo({name})").fetchall()
            where = made.upper().partition(" WHERE ")[2]
            found[name] = ([column[2:4] for column in columns if column[5]], where)
    return found


def test_tables_and_migrations_agree(ledger: Ledger, tmp_path: Path) -> None:
    from sqlmodel import SQLModel

    import overdue_cli.store.ledger.tables  # noqa: F401
    from overdue_cli.store.ledger.migrate import engine

    SQLModel.metadata.create_all(engine(tmp_path / "of_tables.db"))
    with closing(sqlite3.connect(tmp_path / "of_tables.db")) as conn:
        assert schema_of(conn) == schema_of(ledger.conn)
        conn.execute("ALTER TABLE hold ADD COLUMN of_nobody TEXT")
        assert schema_of(conn) != schema_of(ledger.conn)


def test_no_money_column_is_anything_but_integer(ledger: Ledger) -> None:
    tables = [
        row[0] for row in ledger.conn.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    types = {
        column[2]
        for table in tables
        for column in ledger.conn.execute(f"PRAGMA table_info({table})")
    }
    assert types <= {"TEXT", "INTEGER", "VARCHAR(32)"}


def test_every_write_is_chained_to_the_one_before(ledger: Ledger) -> None:
    for number in range(3):
        with journal_entry(ledger, actor="me", command="test", at=AT) as work:
            work.summary = f"write {number}"
    rows = ledger.conn.execute("SELECT * FROM journal ORDER BY journal_id").fetchall()
    assert len(rows) == 4
    for before, row in zip(rows, rows[1:], strict=False):
        assert row["previous_hash"] == before["hash"]
        assert row["hash"] == journal_hash(row)


def test_a_failing_command_leaves_nothing(ledger: Ledger) -> None:
    before = list(ledger.conn.iterdump())
    with (
        pytest.raises(RuntimeError),
        journal_entry(ledger, actor="me", command="test", at=AT) as work,
    ):
        work.conn.execute("INSERT INTO setting VALUES ('a', 'b')")
        raise RuntimeError
    assert list(ledger.conn.iterdump()) == before


@pytest.mark.process
def test_a_killed_process_leaves_nothing_half_done(ledger: Ledger) -> None:
    before = list(ledger.conn.iterdump())
    script = textwrap.dedent(
        """
        import os, signal, sys
        from datetime import UTC, datetime
        from pathlib import Path
        from overdue_cli.store.ledger.journal import journal_entry
        from overdue_cli.store.ledger.ledger import open_ledger
        ledger = open_ledger(Path(sys.argv[1]))
        with journal_entry(ledger, actor="me", command="test", at=datetime.now(UTC)) as work:
            for number in range(50_000):
                work.conn.execute("INSERT INTO setting VALUES (?, '')", (f"s{number}",))
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    done = subprocess.run([sys.executable, "-c", script, str(ledger.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    with open_ledger(ledger.path) as again:
        assert list(again.conn.iterdump()) == before
        assert again.conn.execute("PRAGMA quick_check").fetchone()[0] == "ok"


def test_a_second_writer_waits_and_is_told(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("overdue_cli.store.ledger.connection.BUSY_SECONDS", 0.05)
    with open_ledger(ledger.path) as other:
        ledger.conn.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(sqlite3.OperationalError, match="locked"),
            journal_entry(other, actor="me", command="test", at=AT),
        ):
            pass
        ledger.conn.execute("ROLLBACK")


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="there is no ledger"):
        open_ledger(tmp_path / "none.db")
    with pytest.raises(WrongUse, match="is a folder"):
        open_ledger(tmp_path)
    (tmp_path / "empty.db").touch()
    with pytest.raises(MachineFailure, match="an empty file"):
        open_ledger(tmp_path / "empty.db")
    (tmp_path / "text.db").write_text("hello " * 400, encoding="utf-8")
    with pytest.raises(MachineFailure, match="not a ledger"):
        open_ledger(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "other.db") as conn:
        conn.execute("CREATE TABLE t (a)")
    with pytest.raises(MachineFailure, match="another program"):
        open_ledger(tmp_path / "other.db")


def test_a_newer_and_an_older_ledger_are_refused_with_status_4(ledger: Ledger) -> None:
    ledger.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(LedgerMismatch, match="newer than this program") as caught:
        open_ledger(ledger.path)
    assert caught.value.exit_status == 4


def test_nothing_is_overwritten(ledger: Ledger) -> None:
    with pytest.raises(WrongUse, match="exists already"):
        create_ledger(ledger.path, {}, actor="me", at=AT)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(MachineFailure, match="cannot create"):
        create_ledger(tmp_path / "book.db", {}, actor="me", at=AT)
    tmp_path.chmod(0o700)


def test_the_typed_api_reads_the_same_file(ledger: Ledger) -> None:
    from sqlmodel import select

    from overdue_cli.store.ledger.tables import JournalRecord

    with ledger.session() as session:
        assert [row.command for row in session.exec(select(JournalRecord))] == ["init"]


OLDER = sorted((CASES / "ledgers").glob("v*.sql"))
#: What is derived from the facts is derived anew, by the rules of this release.
DERIVED = (
    "position", "open_item", "case_state", "touched", "touched_case", "day_total", "in_transit",
    "account_source",
)  # fmt: skip
SETTINGS_OF_DERIVED = {"derived_by", "cases_by"}


@pytest.mark.parametrize("dump", OLDER, ids=lambda path: path.stem)
def test_a_ledger_of_an_earlier_release_is_brought_up_to_date_and_loses_nothing(
    tmp_path: Path, dump: Path
) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(dump.read_text(encoding="utf-8"))
        queries = _queries(old)
        before = {query: rows_of(old, query) for query in queries}
        last = old.execute("SELECT max(journal_id) FROM journal").fetchone()[0]
    with pytest.raises(LedgerMismatch):
        open_ledger(path)
    upgraded = upgrade(path, actor="me", now=AT)
    assert (upgraded.after, upgraded.backup is not None) == (SCHEMA_VERSION, True)
    with closing(sqlite3.connect(path)) as new:
        for query, rows in before.items():
            assert set(rows) <= set(rows_of(new, query, last)), query
    with open_ledger(path) as ledger, book_at(ledger, AT.date(), AT) as book:
        assert check(book) == []
        written = ledger.conn.execute("SELECT command FROM journal WHERE journal_id > ?", (last,))
        assert [row[0] for row in written] == ["upgrade"]


def rows_of(conn: sqlite3.Connection, query: str, last: int = 0) -> list[tuple[object, ...]]:
    """The rows of a query; what journal entries after the ``last`` voided counts as not voided."""
    values = SETTINGS_OF_DERIVED if "?" in query else ()
    cursor = conn.execute(query, tuple(values))
    names = [column[0] for column in cursor.description]
    where = names.index("voided_by") if last and "voided_by" in names else None
    if where is None:
        return cursor.fetchall()
    return [
        (*row[:where], None if (row[where] or 0) > last else row[where], *row[where + 1 :])
        for row in cursor
    ]


def _queries(conn: sqlite3.Connection) -> list[str]:
    """One query per table of facts, with the columns that it has."""
    names = conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
    ).fetchall()
    return [
        f"SELECT {', '.join(row[1] for row in conn.execute(f'PRAGMA table_info({name})'))} "
        f"FROM {name}{' WHERE name NOT IN (?, ?)' * (name == 'setting')}"
        for (name,) in names
        if name not in DERIVED
    ]


#: What is read so is never entered: a line has no number of a match, which is asked for first.
NEVER_ENTERED = "SCAN l USING INDEX ix_statement_line_identity"


def test_no_trigger_goes_through_a_table_of_facts(ledger: Ledger) -> None:
    """What one row costs does not grow with the ledger."""
    found = ledger.conn.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
    views = {row[0] for row in found}
    triggers = ledger.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, sql in triggers.fetchall():
        body = sql[sql.index(" BEGIN ") + 7 : sql.rindex("END")]
        for statement in filter(str.strip, body.split(";")):
            query = re.sub(r"\b(NEW|OLD)\.\w+", "?1", statement)
            for row in ledger.conn.execute(f"EXPLAIN QUERY PLAN {query}", (1,)):
                told = row["detail"]
                if told.startswith("SCAN") and told not in ("SCAN CONSTANT ROW", NEVER_ENTERED):
                    assert told.removeprefix("SCAN ") in views, (name, told)
