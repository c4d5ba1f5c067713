"""Brings a ledger file to the schema of this program, with Alembic. Never on a hot path."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import NullPool

from overdue_cli.store.ledger.connection import SCHEMA_VERSION, connect


def migrations_folder() -> Path:
    """Where the revisions are: inside the installed package, or beside ``src`` in a checkout."""
    packaged = Path(__file__).parents[2] / "migrations"
    return packaged if packaged.is_dir() else Path(__file__).parents[4] / "migrations"


def engine(path: Path, *, read_only: bool = False) -> Engine:
    """An SQLAlchemy engine on the ledger, with foreign keys on and real transactions."""
    made = create_engine(f"sqlite:///{path}", poolclass=NullPool)

    @event.listens_for(made, "connect")
    def _connected(dbapi_connection, _record):  # type: ignore[no-untyped-def]
        dbapi_connection.isolation_level = None
        dbapi_connection.execute("PRAGMA foreign_keys = ON")
        dbapi_connection.execute(f"PRAGMA query_only = {int(read_only)}")

    @event.listens_for(made, "begin")
    def _begin(conn: Connection) -> None:
        conn.exec_driver_sql("BEGIN")

    return made


def migrate(path: Path, finish: Callable[[sqlite3.Connection], None] = lambda conn: None) -> None:
    """Applies what is missing, in one transaction, and sets WAL and ``user_version``.

    ``finish`` is done inside it, with the tables as they are now: either all of it is in the file
    at the end, or nothing.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with closing(connect(path)) as before:
        before.execute("PRAGMA journal_mode = WAL")
    with engine(path).begin() as conn:
        config.attributes["connection"] = conn
        command.upgrade(config, "head")
        finish(_plain(conn))
        conn.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))


def _plain(conn: Connection) -> sqlite3.Connection:
    """The connection of the standard library that runs the same transaction."""
    plain = cast(sqlite3.Connection, conn.connection.driver_connection)
    plain.row_factory = sqlite3.Row
    return plain
