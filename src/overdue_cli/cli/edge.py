"""The one edge where errors become text on stderr and an exit status."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

import typer

from overdue_cli.domain.errors import OverdueError

_TOO_LARGE = "A figure is too large. Look for an amount that cannot be right, and take it back."


def guarded(work: Callable[[], Any]) -> Any:
    """What ``work`` returns; errors a user can cause end the program without a traceback."""
    try:
        result = work()
        sys.stdout.flush()
        return result
    except (typer.Abort, KeyboardInterrupt):
        say("")
        say("overdue: interrupted")
        raise typer.Exit(130) from None
    except OverdueError as error:
        raise _ended(error.message, error.hint, error.exit_status) from None
    except BrokenPipeError:
        _silence(sys.stdout)
        raise typer.Exit(0) from None
    except sqlite3.Error as error:
        raise _ended(f"the ledger failed: {error}", _sqlite_hint(error), 1) from None
    except OverflowError as error:
        if "SQLite" not in str(error):  # a figure of its own that the file cannot hold
            raise
        raise _ended("the ledger failed: integer overflow", _TOO_LARGE, 1) from None
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        raise _ended(
            f"{name}{error.strerror or error}", "Check the name and its folder.", 1
        ) from None


def say(text: str) -> None:
    """A line on stderr, where everything but data goes."""
    print(text, file=sys.stderr)  # noqa: T201


def _ended(message: str, hint: str, status: int) -> typer.Exit:
    say(f"overdue: {message}")
    if hint:
        say(f"  {hint}")
    return typer.Exit(status)


def _sqlite_hint(error: sqlite3.Error) -> str:
    text = str(error)
    if text == "integer overflow":
        return _TOO_LARGE
    if "locked" in text or "busy" in text:
        return "Another program is writing to it; try again when it is done."
    if "malformed" in text or "not a database" in text:
        return "The file is damaged; restore the last backup beside it."
    if "readonly" in text or "unable to open" in text:
        return "Check who owns the file and its folder, and their mode."
    if "full" in text:
        return "The disk is full; nothing of this command was written."
    return "Nothing of this command was written."


def _silence(stream: Any) -> None:
    """Points a closed stream at nothing, so that the last flush does not complain."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, stream.fileno())
