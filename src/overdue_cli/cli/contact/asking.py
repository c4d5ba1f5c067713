"""Asks for what is missing when a contact is logged; on a terminal only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import typer

from overdue_cli.actions.contact.log_contact import ContactTexts
from overdue_cli.book import Writing
from overdue_cli.cli.edge import say
from overdue_cli.cli.session import on_terminal
from overdue_cli.domain.errors import WrongUse

PROMISED = ("PTP", "PTPP")


def completed(writing: Writing, contact: ContactTexts, default: str = "NA") -> ContactTexts:
    """The contact with its outcome, and with a promise or a call-back that the outcome asks for.

    WrongUse where the outcome is missing and nobody can be asked.
    """
    code = contact.outcome or _outcome(writing, default)
    return replace(
        contact,
        outcome=code,
        promises=_promises(code, contact.promises),
        callback=_callback(code, contact.callback),
    )


def _outcome(writing: Writing, default: str) -> str:
    codes = writing.policy.outcomes
    if not on_terminal():
        raise WrongUse("--outcome is missing", hint=f"Codes: {', '.join(codes)}.")
    for code, known in codes.items():
        say(f"  {code:<6} {known.title}")
    return str(typer.prompt("Outcome", default=default, err=True))


def _promises(code: str, promises: Sequence[str]) -> Sequence[str]:
    if promises or code.upper() not in PROMISED or not on_terminal():
        return promises
    text = typer.prompt("Promise, AMOUNT@DATE (empty: none)", default="", err=True)
    return [text] if text else []


def _callback(code: str, callback: str) -> str:
    if callback or code.upper() != "CB" or not on_terminal():
        return callback
    return str(typer.prompt("Call back (time, day, tomorrow; empty: open)", default="", err=True))
