"""Asks for what is missing when a contact is logged; on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import typer

from overdue_cli.actions import typed_input
from overdue_cli.actions.contact.log_contact import ContactTexts
from overdue_cli.actions.typed_input import Subject
from overdue_cli.book import Book, Writing
from overdue_cli.cli.edge import say
from overdue_cli.cli.session import on_terminal
from overdue_cli.domain.errors import WrongUse

PROMISED = ("PTP", "PTPP")
#: What seldom or never comes of a channel, and is offered last.
_SELDOM = {
    "call": "SENT MET NOTE".split(),
    "visit": "SENT BUSY DISC LM LCM NOTE".split(),
    "message": "SENT MET NOTE NA BUSY DISC LM LCM WPC TPC".split(),
}


def completed(writing: Writing, contact: ContactTexts, default: str = "NA") -> ContactTexts:
    """The contact with its outcome, and with a promise or a call-back that the outcome asks for.

    The customer is looked up before anything is asked. WrongUse for an unknown one, and where the
    outcome is missing and nobody can be asked.
    """
    whom = typed_input.subject_of(writing, contact.who, contact.loan)
    if contact.outcome:
        code = writing.policy.outcome_named(contact.outcome).code
    else:
        code = _outcome(writing, whom, contact.channel, default)
    return replace(
        contact,
        outcome=code,
        promises=_promises(writing, whom, code, contact.promises),
        callback=_callback(writing, whom, code, contact.callback),
    )


def _outcome(writing: Writing, whom: Subject, channel: str, default: str) -> str:
    outcomes = writing.policy.outcomes
    if not on_terminal():
        raise WrongUse("--outcome is missing", hint=f"Codes: {', '.join(outcomes)}.")
    _say_whom(writing, whom.customer_id)
    seldom = _SELDOM.get(channel, _SELDOM["message"])
    for code, known in outcomes.items():
        if code not in seldom:
            say(f"  {code:<6} {known.title}")
    say(f"  also: {', '.join(code for code in outcomes if code in seldom)}")

    named = writing.policy.outcome_named
    return named(_answer("Outcome, code or words", named, default)).code


def _say_whom(writing: Writing, customer_id: str) -> None:
    """The customer in one or two lines: name, what is overdue, the last contact."""
    from overdue_cli.reports.contact.in_sight import customer_in_sight  # only where it is asked

    book = Book(writing.ledger, writing.policy, writing.today, writing.now, named=writing.named)
    customer = customer_in_sight(book, customer_id)
    who = f"{customer.customer_id} {customer.name}".strip()
    owed = ", ".join(map(str, customer.overdue))
    say(f"{who}: {owed} overdue" if owed else f"{who}: nothing overdue")
    say(f"Last contact: {customer.last_contact or 'none'}")


def _answer(question: str, check: Callable[[str], Any], default: str = "") -> str:
    """What somebody typed, asked again until it can be read; the default is taken as it is."""
    while True:
        text = str(typer.prompt(question, default=default, err=True)).strip()
        if not text:
            return ""
        try:
            check(text)
        except WrongUse as error:
            say(f"{error.message}. {error.hint}")
        else:
            return text


def _promises(
    writing: Writing, whom: Subject, code: str, promises: Sequence[str]
) -> Sequence[str]:
    if promises or code not in PROMISED or not on_terminal():
        return promises

    def read(text: str) -> object:
        return typed_input.promise(writing.conn, text, whom, writing.today, "the promise")

    text = _answer("Promise, AMOUNT@DATE such as 500@friday (empty: none)", read)
    return [text] if text else []


def _callback(writing: Writing, whom: Subject, code: str, callback: str) -> str:
    if callback or code != "CB" or not on_terminal():
        return callback

    def read(text: str) -> object:
        return typed_input.callback(
            text, typed_input.moment("", "", writing.now, whom.zone), whom.zone
        )

    return _answer("Call back (time, day, tomorrow; empty: open)", read)
