"""Keeps the originals of imported files beside the ledger, each content once.

An original is written under another name, flushed to the disk and renamed, all inside the
transaction of its import: a row of the ledger never names a file that is not there. Where the
import comes to nothing, what it wrote is removed again.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from overdue_cli.domain.errors import MachineFailure, WrongUse
from overdue_cli.store.ledger.archive import (
    BLOCK,
    fault,
    is_named,
    is_noted,
    named,
    new_place,
    path_of,
)
from overdue_cli.store.ledger.connection import locked
from overdue_cli.store.ledger.ledger import Ledger

ALWAYS = "always"
_DRAFT = ".{name}.{process}.new"


def is_wanted(ledger: Ledger, option: bool | None) -> bool:
    """Whether originals are kept: what the command says, else the ledger's setting."""
    return option if option is not None else ledger.settings.get("archive") == ALWAYS


def require_archive(value: str) -> None:
    """Nothing, or WrongUse for a setting that says not when originals are kept."""
    if value not in ("", ALWAYS):
        raise WrongUse(
            f"archive is '{value}'", hint=f"Use archive={ALWAYS}, or archive= to be asked for it."
        )


def originals_kept(ledger: Ledger, hashes: Iterable[str]) -> dict[str, Path | None]:
    """By content: where its original is kept; None for one that is still to be kept."""
    return {sha256: _kept_at(ledger, sha256) for sha256 in hashes if sha256}


def _kept_at(ledger: Ledger, sha256: str) -> Path | None:
    """Where the original is, if an import that counts names it and it is sound."""
    place = named(ledger.conn, sha256) if is_noted(ledger.conn, sha256) else ""
    path = path_of(ledger.path, place)
    return path if place and not fault(path, sha256) else None


@contextmanager
def keeping(ledger: Ledger) -> Iterator[list[str]]:
    """The places of originals that were written anew; removed again if the block fails.

    They are removed under the lock of a writer, and only if no row names them: another import may
    have found one of them and kept it.
    """
    made: list[str] = []
    try:
        yield made
    except BaseException:
        if made:
            _remove(ledger, made)
        raise


def _remove(ledger: Ledger, made: list[str]) -> None:
    """Removes what no row names; where that cannot be found out, it stays."""
    with suppress(OSError, sqlite3.Error), locked(ledger.conn):
        for place in made:
            if not is_named(ledger.conn, place):
                path_of(ledger.path, place).unlink(missing_ok=True)


def keep(ledger: Ledger, source: Path, name: Path, sha256: str, made: list[str]) -> Path:
    """Where the original is, once it is safe on the disk.

    To be called inside the transaction that names it. ``source`` is the file that was read,
    ``name`` what the user calls it. A content that is kept already is not written again; one that
    was damaged or lost is. Errors: MachineFailure when the file is no longer what was read, or
    the place cannot be used.
    """
    place = _place(ledger, sha256, name)
    target = path_of(ledger.path, place)
    try:
        _make_ready(target.parent)
        if not fault(target, sha256):
            return target
        there = os.path.lexists(target)
        if there and (target.is_symlink() or not target.is_file()):
            raise _in_the_way(target)
        if not there:
            made.append(place)  # before it is there: an interruption may come at any point
        _write(source, name, target, sha256)
    except OSError as error:
        raise _failure(name, target, error) from None
    return target


def _place(ledger: Ledger, sha256: str, name: Path) -> str:
    """Where the ledger says, else where this content is whatever its ending, else a new place."""
    place = new_place(ledger.path, sha256, name.name)
    beside = path_of(ledger.path, place).parent.glob(f"{sha256}*")
    kept = min((path.name for path in beside), default="")
    return named(ledger.conn, sha256) or (f"{place.rpartition('/')[0]}/{kept}" if kept else place)


def _make_ready(folder: Path) -> None:
    """The folder and the one above it, which only their owner may enter."""
    for one in (folder.parent, folder):
        if os.path.lexists(one):
            if one.is_symlink() or not one.is_dir():
                raise _in_the_way(one)
            continue
        one.mkdir(mode=0o700)
        _flush(one.parent)
    # Whoever writes here holds the lock of the ledger, so a draft is of a process that was killed.
    for left in folder.glob(_DRAFT.format(name="*", process="*")):
        left.unlink()


def _write(source: Path, name: Path, target: Path, sha256: str) -> None:
    draft = target.with_name(_DRAFT.format(name=target.name, process=os.getpid()))
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with source.open("rb") as original, open(os.open(draft, flags, 0o600), "wb") as copy:
            if _copied(original, copy) != sha256:
                raise _changed(name)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _flush(target.parent)


def _copied(original: BinaryIO, copy: BinaryIO) -> str:
    """The hash of what was copied, which is on the disk by then."""
    digest = hashlib.sha256()
    for block in iter(partial(original.read, BLOCK), b""):
        digest.update(block)
        copy.write(block)
    copy.flush()
    os.fsync(copy.fileno())
    return digest.hexdigest()


def _flush(folder: Path) -> None:
    """Makes the names in a folder outlive a loss of power, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _changed(name: Path) -> MachineFailure:
    return MachineFailure(
        f"{name} changed while it was imported, so it cannot be kept as it was read",
        hint="Nothing was imported. Try again when nobody writes to it.",
    )


def _in_the_way(path: Path) -> MachineFailure:
    return MachineFailure(
        f"the original cannot be kept: {path} is a link, or not what belongs there",
        hint="Nothing was imported. Move it away, or import with --no-archive.",
    )


def _failure(name: Path, target: Path, error: OSError) -> MachineFailure:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    what = "Make room on the disk" if full else "Check the folder, its owner and its mode"
    return MachineFailure(
        f"the original of {name} cannot be kept: {error.filename or target}: {error.strerror}",
        hint=f"Nothing was imported. {what}, or import with --no-archive.",
    )
