"""Asks what a file leaves open, on a terminal; elsewhere the import stops and names the option."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import typer

from overdue_cli.actions.imports.answers import (
    CHOICES,
    MONEY_OUT,
    NO_ACCOUNT,
    NO_ANSWERS,
    Answers,
    Undecided,
    currency_answered,
    named_option,
)
from overdue_cli.cli.edge import say
from overdue_cli.cli.session import on_terminal

Result = TypeVar("Result")
#: Options that take more than the choices that are offered, and what is asked for.
_FREE = {
    "--currency": "Currency code",
    "--as-of": "Day, as YYYY-MM-DD",
    "--account": "Account",
    "--terms": "Days until an invoice falls due",
    "--loan": "Loan id",
    MONEY_OUT: "Words of money out",
}


def may_ask(files: Sequence[object], fmt: str | None) -> bool:
    """Whether somebody sits there who can answer, and no program waits for the output.

    A file that is read from the standard input takes the place of the answers, and a pipe can be
    read only once.
    """
    for_program = fmt not in (None, "table") and not sys.stdout.isatty()
    return on_terminal() and not for_program and not any(map(comes_once, files))


def comes_once(file: object) -> bool:
    """Whether a file is the standard input or a pipe, which can be read only once."""
    return str(file) == "-" or Path(str(file)).is_fifo()


def decided(work: Callable[[Mapping[str, Answers]], Result], *, asking: bool) -> Result:
    """What the import returns once every doubt is answered; Undecided for one that is not."""
    answers: dict[str, Answers] = {}
    currency = ""
    while True:
        try:
            return work(answers)
        except Undecided as doubt:
            before = answers.get(doubt.path, NO_ANSWERS)
            if not (asking and _can_be_answered(doubt)) or before.settles(doubt):
                raise
            known = currency if doubt.option == "--currency" else ""
            again = bool(known) and (not doubt.choices or known in doubt.choices)
            answer = known if again else _answer(doubt)
            if not answer:
                say("No answer: nothing was written.")
                raise
            if doubt.option == "--currency":
                currency = answer
            answers[doubt.path] = before.also(doubt, answer)
            say(_taken(doubt, answer))


def _can_be_answered(doubt: Undecided) -> bool:
    if not doubt.path:
        return False
    return bool(doubt.maps) or (
        doubt.option in CHOICES and bool(doubt.choices or doubt.option in _FREE)
    )


def _answer(doubt: Undecided) -> str:
    """The choice that was made; '' where nothing was, by an empty line or Ctrl-D.

    Ctrl-C ends the command, as everywhere (exit 130).
    """
    say(_question(doubt))
    numbered = not any(len(choice) < 3 and choice.isdigit() for choice in doubt.choices)
    for number, choice in enumerate(doubt.choices, 1):
        say(f"  {number}  {choice}" if numbered else f"  {choice}")
    words = _FREE.get(doubt.option) or "Which" + (" number" if numbered else "")
    while True:
        try:
            text = typer.prompt(f"{words} (empty: stop)", default="", show_default=False, err=True)
        except typer.Abort as stop:
            say("")
            if isinstance(stop.__context__, KeyboardInterrupt):
                say(f"Interrupted: nothing was written. {doubt.hint}")
                raise KeyboardInterrupt from None
            return ""
        answer = _chosen(doubt, str(text).strip(), numbered=numbered)
        if answer is not None:
            return answer
        say(f"  '{str(text).strip()}' is none of them.")


def _question(doubt: Undecided) -> str:
    problem = doubt.problem
    row = f", row {problem.row}" if problem.row else ""
    column = f", column '{problem.column}'" if problem.column else ""
    value = f", value '{problem.value}'" if problem.value else ""
    sheet = f", sheet '{doubt.sheet}'" if doubt.sheet else ""
    return f"{doubt.path}{sheet}{row}{column}{value}:\n  {problem.rule}."


def _chosen(doubt: Undecided, text: str, *, numbered: bool) -> str | None:
    """The choice that a number or a word names; None for none of them."""
    if not text:
        return ""
    if doubt.option == "--currency" and not text.isdecimal():
        return currency_answered(doubt, text)
    if doubt.option == "--as-of" and _is_day(text):
        return text
    if doubt.option == "--terms" and text.isdecimal() and len(text) < 4:
        return text
    if doubt.option == "--loan":
        return text
    if doubt.option == "--account" and not (text.isdecimal() and len(text) < 3):
        return NO_ACCOUNT if text.lower() == NO_ACCOUNT else text
    if doubt.option == MONEY_OUT and not text.isdecimal():
        known = {one for choice in doubt.choices for one in (choice, *choice.split(","))}
        return text if known.issuperset(text.split(",")) else None
    if numbered and text.isdecimal():
        return doubt.choices[int(text) - 1] if 0 < int(text) <= len(doubt.choices) else None
    if text in doubt.choices:
        return text
    alike = [choice for choice in doubt.choices if choice.lower() == text.lower()]
    return alike[0] if len(alike) == 1 else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _taken(doubt: Undecided, answer: str) -> str:
    """What the answer means, and the option or the lines of a map that say the same."""
    if answer == NO_ACCOUNT and doubt.option == "--account":
        return f"{doubt.path}: read as of an account without a name"
    if not doubt.maps:
        value = named_option(doubt, answer)
        every = f", or {doubt.option} {answer} for every column" if value != answer else ""
        return f"{doubt.path}: read as with {doubt.option} {shlex.quote(value)}{every}"
    lines = doubt.maps[answer].items()
    columns = ", ".join(f"'{h}' is {f}" if f else f"'{h}' is not used" for h, f in lines)
    return f"{doubt.path}: read as with a map: {columns}"
