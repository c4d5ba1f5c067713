"""Runs the commands that the pages show, as a reader would type them, and compares the output.

A ``console`` or ``sh`` block holds lines that begin with ``$ ``; what follows is what the command
prints on a terminal of a hundred columns. ``# exit 3`` at the end of a command says that it must
end with that status. In shown output ``…`` stands for anything in its line, and a line that is
``…`` alone for any number of lines. ``$ cat FILE`` makes the file that it shows. A ``python``
block is run too; the ``text`` block after it shows what it prints.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
NOW = "2026-06-30T09:15:00+08:00"
COLUMNS = 100

_FENCE = re.compile(r"^```(\w*)\s*$")
_STATUS = re.compile(r"\s+# exit (\d+)\s*$")
_RUN = re.compile(r"(\w+=\S+ )*(overdue|python)\b")
_CAT = re.compile(r"cat (\S+)$")
_SECONDS = re.compile(r"(\S+\.csv\s.*\s)\d+\.\d\d$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Step(NamedTuple):
    """One command of a page: its line there, what is typed, how it ends, what it shows."""

    line: int
    command: str
    status: int
    shown: tuple[str, ...]
    last: int
    """The last line of what is shown."""


class Ended(NamedTuple):
    """How a command ended: its status and its lines, data first, then messages."""

    status: int
    lines: tuple[str, ...]


def pages() -> list[Path]:
    """README and every page below ``docs``."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def blocks(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """Every fenced block: its language, the number of its first line, its lines."""
    language, first = "", 0
    lines: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        fence = _FENCE.match(line)
        if lines is None:
            if fence:
                language, first, lines = fence[1], number + 1, []
        elif line == "```":
            yield language, first, lines
            lines = None
        else:
            lines.append(line)


def steps(text: str) -> Iterator[Step]:
    """The commands of a page that are run, in the order in which a reader meets them."""
    program: tuple[int, str] | None = None
    for language, first, lines in blocks(text):
        if language in ("console", "sh"):
            yield from _block_steps(first, lines)
        if language == "text" and program:
            command = f"python -c {shlex.quote(program[1])}"
            yield Step(program[0], command, 0, tuple(lines), first + len(lines) - 1)
        program = (first, "\n".join(lines)) if language == "python" else None


def _block_steps(first: int, lines: Sequence[str]) -> Iterator[Step]:
    starts = [n for n, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        typed, below = lines[start][2:], start + 1
        while typed.endswith("\\") and below < end:
            typed = typed[:-1].rstrip() + " " + lines[below].strip()
            below += 1
        status = _STATUS.search(typed)
        command = _STATUS.sub("", typed)
        if _RUN.match(command) or _CAT.match(command):
            shown = tuple(lines[below:end])
            while shown and not shown[-1].strip():
                shown = shown[:-1]
            last = first + below + len(shown) - 1
            yield Step(first + start, command, int(status[1]) if status else 0, shown, last)


def run(step: Step, folder: Path) -> Ended:
    """What the command of a step does in a folder."""
    made = _CAT.match(step.command)
    if made and not (folder / made[1]).exists():
        (folder / made[1]).write_text("\n".join(step.shown) + "\n", encoding="utf-8")
    return typed(step.command, folder)


def typed(command: str, folder: Path) -> Ended:
    """What a command line does in a folder: data on a terminal, messages after it."""
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    with subprocess.Popen(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(terminal)
        data = _read_all(master)
        assert process.stderr is not None
        said = process.stderr.read()
    os.close(master)
    text = (data.replace(b"\r\n", b"\n") + said).decode("utf-8")
    lines = [line.rstrip() for line in _COLOUR.sub("", text).split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return Ended(process.returncode, tuple(lines))


def _read_all(terminal: int) -> bytes:
    """Everything written to a terminal until nobody holds it any more."""
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:
            return b"".join(parts)
        if not part:
            return b"".join(parts)
        parts.append(part)


def _environment(folder: Path) -> dict[str, str]:
    """Variables of a reader who has ``overdue`` on the path and works on the demo's day."""
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "PATH": f"{_shim(folder)}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(folder),
        "SHELL": "/bin/bash",
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "OVERDUE_NOW": NOW,
        "OVERDUE_ACTOR": "chen",
    }


def _shim(folder: Path) -> Path:
    """A folder with the commands ``overdue`` and ``python``, of the Python that runs this."""
    bin_folder = folder / ".bin"
    if not bin_folder.exists():
        bin_folder.mkdir()
        python = shlex.quote(sys.executable)
        for name, rest in (("overdue", "-m overdue_cli "), ("python", "")):
            command = bin_folder / name
            command.write_text(f'#!/bin/sh\nexec {python} {rest}"$@"\n', encoding="utf-8")
            command.chmod(0o755)
    return bin_folder


def prepare(folder: Path, demo: Path, text: str) -> None:
    """A reader's folder: the example files, and the demo ledger unless the page makes it."""
    if not any(step.command == "overdue demo" for step in steps(text)):
        shutil.copy(demo, folder / "overdue.db")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=_only_data)


def _only_data(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if not name.endswith(".csv")}


def make_demo(folder: Path) -> Path:
    """The demo ledger, made once for all pages."""
    ended = typed("overdue --db demo.db demo", folder)
    if ended.status:
        raise RuntimeError("\n".join(ended.lines))
    return folder / "demo.db"


def same(shown: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether what a page shows is what was printed, ``…`` standing for what was left out."""
    pattern = "".join(_line_pattern(line.rstrip()) for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines)) is not None


def _line_pattern(line: str) -> str:
    if line == "…":
        return r"(?:.*\n)*?"
    line = _SECONDS.sub(r"\1…", line)  # how long a file took
    return ".*".join(re.escape(part) for part in line.split("…")) + r"\n"
