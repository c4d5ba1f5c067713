"""The one seam through which results leave the program, in any format, to stdout or a file."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from overdue_cli.domain.errors import MachineFailure, WrongUse
from overdue_cli.render.document import Document
from overdue_cli.render.sections import for_people, narrowed

FORMATS = ("table", "csv", "json", "jsonl", "md", "xlsx", "html")
ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "md",
    ".txt": "table",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
}

_FOR_PROGRAMS = ("csv", "json", "jsonl")
_BYTE_ORDER_MARK = "\ufeff"

Writer = Callable[[Document, TextIO], None]


def write(
    document: Document,
    fmt: str | None,
    path: Path | None,
    *,
    excel: bool = False,
    section: str | None = None,
    stdout: TextIO | None = None,
) -> None:
    """The document in one format, on stdout or in a file that appears whole or not at all.

    Only data goes there; where there is no row, ``document.empty`` is said on stderr. A closed
    pipe is the caller's to handle.
    """
    path = _file_path(path)
    chosen = chosen_format(fmt, path)
    _require_csv(chosen, excel=excel)
    _require_file(chosen, path)
    shown = narrowed(document, section)
    part, seen = _counted(shown if chosen in _FOR_PROGRAMS else for_people(shown))
    with _opened(path, stdout) as out:
        if excel:
            out.write(_BYTE_ORDER_MARK)
        _writer(chosen)(part, out)
    if document.empty and not (seen.rows or _has_rows(part, chosen)):
        sys.stderr.write(_message_line(document.empty))


def require_place(fmt: str | None, path: Path | None, *, excel: bool = False) -> None:
    """Nothing where a result can be written; else the error that writing it would end with.

    A command that changes the ledger asks before it does: nobody should have to undo for a slip
    in ``--format`` or ``-o``.
    """
    path = _file_path(path)
    chosen = chosen_format(fmt, path)
    _require_csv(chosen, excel=excel)
    _require_file(chosen, path)
    if path is None:
        return
    if path.is_dir():
        raise _failure(path, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    if not path.parent.is_dir():
        raise _failure(path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))


def _require_csv(chosen: str, *, excel: bool) -> None:
    if excel and chosen != "csv":
        raise WrongUse(f"--excel goes with csv, not with {chosen}", hint="use --format csv")


def _require_file(chosen: str, path: Path | None) -> None:
    if chosen == "xlsx" and path is None:
        raise WrongUse("a workbook goes to a file, not to the screen", hint="add -o report.xlsx")


def chosen_format(fmt: str | None, path: Path | None) -> str:
    """The format asked for, else the one of the file's ending, else ``table``."""
    if fmt is not None:
        if fmt not in FORMATS:
            raise WrongUse(f"unknown format {fmt!r}", hint=f"choose one of: {', '.join(FORMATS)}")
        return fmt
    path = _file_path(path)
    if path is None:
        return "table"
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        what = f"unknown ending {ending!r}" if ending else "no ending"
        hint = f"end the file name in {', '.join(ENDINGS)}, or give --format"
        raise WrongUse(f"cannot tell the format of {path}: {what}", hint=hint)
    return ENDINGS[ending]


def _file_path(path: Path | None) -> Path | None:
    """The file to write; None for stdout, whose customary name is ``-``."""
    return None if path is None or str(path) == "-" else path


def _writer(fmt: str) -> Writer:
    """The function that writes a format; only its own module is loaded."""
    if fmt == "csv":
        from overdue_cli.render import csv_format

        return csv_format.write
    if fmt == "json":
        from overdue_cli.render import json_format

        return json_format.write
    if fmt == "jsonl":
        from overdue_cli.render import jsonl_format

        return jsonl_format.write
    if fmt == "html":
        from overdue_cli.render import html_format

        return html_format.write
    if fmt == "xlsx":
        from overdue_cli.render import xlsx_format

        return xlsx_format.write
    if fmt == "md":
        from overdue_cli.render import md_format

        return md_format.write
    from overdue_cli.render import table_format

    return table_format.write


@dataclass
class _Seen:
    """How many rows have been written so far."""

    rows: int = 0


class _CountedRows:
    """Rows that are counted while they pass."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], seen: _Seen) -> None:
        self._rows, self._seen = rows, seen

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for row in self._rows:
            self._seen.rows += 1
            yield row


def _counted(document: Document) -> tuple[Document, _Seen]:
    """The document with rows that are counted, and the count."""
    seen = _Seen()
    sections = [replace(s, rows=_CountedRows(s.rows, seen)) for s in document.sections]
    return replace(document, sections=sections), seen


def _has_rows(document: Document, fmt: str) -> bool:
    """Whether there is a row that the format did not print from its section (json ``data``)."""
    if fmt != "json" or document.data is None:
        return not document.sections and bool(document.facts)
    return any(True for section in document.sections for _ in section.rows)


def _message_line(text: str) -> str:
    """A message as one line for stderr."""
    from overdue_cli.render.words import neutral

    return neutral(text) + "\n"


@contextmanager
def _opened(path: Path | None, stdout: TextIO | None) -> Iterator[TextIO]:
    """The place to write to; failures of the machine name it and say why."""
    try:
        if path is None:
            out = stdout if stdout is not None else sys.stdout
            if out is None:  # the caller closed it (>&-)
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            _speak_utf8(out)
            yield out
            out.flush()
        else:
            with _file(path) as out:
                yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _failure(path, error) from error


def _failure(path: Path | None, error: OSError) -> MachineFailure:
    """Where nothing could be written, and the reason the system gives."""
    place = "standard output" if path is None else str(path)
    hint = "make the folder first" if isinstance(error, FileNotFoundError) else ""
    return MachineFailure(f"cannot write {place}: {error.strerror or error}", hint=hint)


def _speak_utf8(out: TextIO) -> None:
    """UTF-8 and plain line ends in pipes; on a terminal its own encoding, without failing.

    What the encoding cannot show is written as its code point instead of stopping half way.
    """
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure is None:
        return
    if out.isatty():
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


@contextmanager
def _file(path: Path) -> Iterator[TextIO]:
    """A file that is replaced as a whole at the end; devices and pipes are written directly.

    A link is replaced like any file: what it points to stays as it is.
    """
    if _is_device(path):
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            yield out
        return
    kept = path.exists() and not path.is_symlink()
    if kept and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    beside = path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.tmp")
    try:
        beside.touch(mode=0o600, exist_ok=False)
        with beside.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            yield out
        beside.chmod(path.stat().st_mode & 0o7777 if kept else 0o600)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _is_device(path: Path) -> bool:
    """Whether something other than a file stands there, or a link of the system to an open one."""
    folder = os.path.realpath(path.parent)
    if folder == "/dev" or folder.startswith("/proc/"):
        return True
    return path.exists() and not path.is_file()
