"""Runs one command as a whole process and says how long it took and how much memory it had."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

Channel = Literal["pipe", "tty"]

ROWS, COLUMNS = 40, 120
KEPT = 2_000


class Run(NamedTuple):
    """A finished process: wall and processor seconds, highest resident memory in MiB, status.

    ``said`` is the end of its output.
    """

    seconds: float
    worked: float
    memory: float
    status: int
    said: bytes


def overdue() -> tuple[str, ...]:
    """How to start ``overdue``: its installed script, else the module, by this same Python."""
    script = Path(sys.executable).with_name("overdue")
    return (str(script),) if script.exists() else (sys.executable, "-m", "overdue_cli")


def finished(argv: Sequence[str], env: Mapping[str, str], channel: Channel) -> Run:
    """The process of a command whose output goes to a pipe or to a terminal, when it is over.

    This process must stay small: a child's memory is never reported below its parent's.
    """
    if channel == "tty":
        reader, writer = pty.openpty()
        fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        return _finished(argv, env, reader, writer, writer)
    reader, writer = os.pipe()
    return _finished(argv, env, reader, writer, subprocess.DEVNULL)


def _finished(
    argv: Sequence[str], env: Mapping[str, str], reader: int, writer: int, stdin: int
) -> Run:
    start = time.perf_counter()
    child = subprocess.Popen(argv, env=dict(env), stdin=stdin, stdout=writer, stderr=writer)
    os.close(writer)
    said = b"".join(iter(lambda: _read(reader), b""))
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    os.close(reader)
    child.returncode = os.waitstatus_to_exitcode(status)
    worked = usage.ru_utime + usage.ru_stime
    return Run(seconds, worked, usage.ru_maxrss / 1024, child.returncode, said[-KEPT:])


def _read(reader: int) -> bytes:
    """The next piece of output; b"" at its end, which a terminal reports as an error."""
    try:
        return os.read(reader, 65536)
    except OSError:
        return b""
