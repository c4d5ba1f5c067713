"""Originals of imported files beside the ledger: where they are, which are named, which are lost.

``LEDGER.files/ab/abcdef….xlsx``: a folder by the first two digits of the content's hash, in it the
hash with the ending that the file had. The ledger names them relative to its own folder, so both
can be moved together.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import stat
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from overdue_cli.store.ledger.proof import Finding

BLOCK = 1 << 20
_SHAPE = re.compile(r"[^/\\]+\.files/([0-9a-f]{2})/\1[0-9a-f]{62}(\.[A-Za-z0-9]{1,12})?")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,12}")


def home(ledger: Path) -> Path:
    """The ledger file itself, also where it is opened through a link: its files are beside it."""
    return ledger.resolve() if ledger.is_symlink() else ledger


def new_place(ledger: Path, sha256: str, name: str) -> str:
    """Where an original of this content and name is kept, relative to the folder of the ledger.

    >>> new_place(Path("our.db"), "ab" + "0" * 62, "Loans.XLSX")[:15]
    'our.db.files/ab'
    """
    ending = _ENDING.fullmatch(Path(name).suffix)
    return f"{home(ledger).name}.files/{sha256[:2]}/{sha256}{ending[0] if ending else ''}"


def path_of(ledger: Path, archived: str) -> Path:
    """The path under which an original that the ledger names can be opened."""
    return home(ledger).parent / archived


def place_of(path: Path | None) -> str | None:
    """The path of an original as the ledger names it.

    >>> place_of(Path("/books/our.db.files/ab/ab12.csv"))
    'our.db.files/ab/ab12.csv'
    """
    return "/".join(path.parts[-3:]) if path else None


def named(conn: sqlite3.Connection, sha256: str) -> str:
    """The place that the ledger names for a content, by an import that counts if any; '' for none.

    What has not the shape of such a place was not written by this program, and is not followed.
    """
    rows = conn.execute(
        "SELECT archived FROM imported_file WHERE sha256 = ? AND archived IS NOT NULL "
        "ORDER BY voided_by IS NOT NULL, file_id DESC",
        (sha256,),
    )
    return next((row[0] for row in rows if _fits(row[0], sha256)), "")


def is_noted(conn: sqlite3.Connection, sha256: str) -> bool:
    """Whether an import that counts says that the original of this content is kept."""
    query = (
        "SELECT 1 FROM imported_file WHERE sha256 = ? AND archived IS NOT NULL "
        "AND voided_by IS NULL LIMIT 1"
    )
    return conn.execute(query, (sha256,)).fetchone() is not None


def is_named(conn: sqlite3.Connection, archived: str) -> bool:
    """Whether any import, taken back or not, names this place."""
    query = "SELECT 1 FROM imported_file WHERE archived = ? LIMIT 1"
    return conn.execute(query, (archived,)).fetchone() is not None


def _fits(archived: str, sha256: str) -> bool:
    return _SHAPE.fullmatch(archived) is not None and f"/{sha256}" in archived


def fault(path: Path, sha256: str) -> str:
    """What is wrong with a kept original; '' when it is there and is what it was.

    A link is wrong whatever it points at: what is kept is a file of the ledger's own.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return "not a file"
        digest = sha256_of(path)
    except FileNotFoundError:
        return "not there"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return "" if digest == sha256 else f"other content: {digest}"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's content as hexadecimal text."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(partial(file.read, BLOCK), b""):
            digest.update(block)
    return digest.hexdigest()


def imported_files(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every imported file with its journal entry and the counts of its rows, the last first."""
    return conn.execute(_FILES).fetchall()


_FILES = """
SELECT f.journal_id, j.at, j.actor, f.name, f.kind, f.sha256, f.rows_read, f.rows_new,
       f.rows_changed, f.rows_unchanged, f.rows_rejected, f.voided_by, f.archived
  FROM imported_file f JOIN journal j ON j.journal_id = f.journal_id
 ORDER BY f.journal_id DESC, f.file_id
"""
_ARCHIVED = """
SELECT archived, sha256, journal_id, name FROM imported_file WHERE archived IS NOT NULL
 ORDER BY archived, sha256, file_id
"""


def lost(conn: sqlite3.Connection, ledger: Path) -> Iterator[Finding]:
    """Originals that the ledger names and that are gone, changed or cannot be read.

    Those of imports that were taken back too: an undo removes no original.
    """
    rows = conn.execute(_ARCHIVED)
    for (archived, sha256), group in groupby(rows, key=lambda row: (row[0], row[1])):
        wrong = fault(path_of(ledger, archived), sha256)
        for row in group if wrong else ():
            where = f"import {row['journal_id']}, {row['name']}"
            yield Finding("archive", where, archived, wrong, sha256)
