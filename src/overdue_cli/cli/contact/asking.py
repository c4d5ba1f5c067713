"""Asks for what is missing when a contact is logged; on a terminal only."""

from __future__ import annotations

import sys

import typer

from overdue_cli.book import Writing
from overdue_cli.cli.edge import say
from overdue_cli.domain.errors import WrongUse

PROMISED = ("PTP", "PTPP")


def on_terminal() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def outcome(here: Writing, default: str = "NA") -> str:
    """The outcome, asked for on a terminal; WrongUse elsewhere."""
    codes = here.policy.outcomes
    if not on_terminal():
        raise WrongUse("--outcome is missing", hint=f"Codes: {', '.join(codes)}.")
    for code, known in codes.items():
        say(f"  {code:<6} {known.title}")
    return str(typer.prompt("Outcome", default=default, err=True))


def promises(code: str, given: list[str] | None) -> list[str]:
    """What was promised: as given; asked for where the outcome is a promise and none was."""
    if given or code.upper() not in PROMISED or not on_terminal():
        return given or []
    text = typer.prompt("Promise, AMOUNT@DATE (empty: none)", default="", err=True)
    return [text] if text else []


def callback(code: str, given: str) -> str:
    """When to call back: as given; asked for where the outcome asks for it."""
    if given or code.upper() != "CB" or not on_terminal():
        return given
    return str(typer.prompt("Call back (time, day, tomorrow; empty: open)", default="", err=True))
