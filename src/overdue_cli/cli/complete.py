"""Completion that knows the ledger: ids, officers, stages, outcomes. Silent when it fails."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

FORMATS = ("table", "csv", "json", "jsonl", "md", "xlsx", "html")


def channels(incomplete: str) -> list[str]:
    """Channels of contact."""
    from overdue_cli.domain.ladder.case import CHANNELS

    return [name for name in CHANNELS if name.startswith(incomplete) and name != "note"]


def file_kinds(incomplete: str) -> list[str]:
    """Kinds of file that can be imported."""
    from overdue_cli.reports.imports.column_names import FILE_KINDS

    return [name for name in FILE_KINDS if name.startswith(incomplete)]


def policies(incomplete: str) -> list[str]:
    """Packs that ship."""
    from overdue_cli.reports.ledger.policy import pack_names

    return [name for name in pack_names() if name.startswith(incomplete)]


def entry_kinds(incomplete: str) -> list[str]:
    """Kinds of entries that can be entered by hand."""
    from overdue_cli.domain.loan.loan import ENTRY_KINDS

    known = [kind for kind in ENTRY_KINDS if kind not in ("disbursement", "opening")]
    return [kind for kind in known if kind.startswith(incomplete)]


def customers_and_loans(ctx: typer.Context, incomplete: str) -> list[str]:
    """Customer ids, then loan ids, then names of customers."""
    return customers(ctx, incomplete) + loans(ctx, incomplete) + _of_name(ctx, incomplete)


def _of_name(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of customers that begin so, as the shell has to have them typed; none for ''."""
    return [_typed(name) for name in _names(ctx, "name", incomplete)] if incomplete else []


class _Offered(str):
    """A text that fits what was typed, though its letters are other ones (case, quotes)."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        """True: what begins so was looked up already."""
        return True


def _typed(name: str) -> str:
    """A name as one word of the shell: bash alone does not quote what it is given.

    Inside a quotation that somebody began it stands as it is.
    """
    begun = os.environ.get("COMP_WORDS", "").rpartition("\n")[2]
    in_quotes = begun.startswith(("'", '"'))
    bare = in_quotes or os.environ.get("_OVERDUE_COMPLETE") != "complete_bash"
    return _Offered(name if bare else _escaped(name))


def _escaped(name: str) -> str:
    """A text with a backslash before what means something to a shell.

    >>> print(_escaped("Anton O'Hara"))
    Anton\\ O\\'Hara
    """
    return re.sub(r"([\s\\'\"`$&;|<>()*?!#~])", r"\\\1", name)


def _of_ledger(kind: str) -> Callable[[typer.Context, str], list[str]]:
    """A completion from the names of one kind that the ledger or its policy knows."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        return _names(ctx, kind, incomplete)

    return complete


customers = _of_ledger("customer")
loans = _of_ledger("loan")
#: Numbers of bank lines that nobody has matched.
bank_lines = _of_ledger("line")
#: Officers named by loans or assignments.
officers = _of_ledger("officer")
stages = _of_ledger("stage")
outcomes = _of_ledger("outcome")
reasons = _of_ledger("reason")
hold_kinds = _of_ledger("hold")


def words(*known: str) -> Callable[[str], list[str]]:
    """A completion from a fixed list of words."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in known if word.startswith(incomplete)]

    return complete


formats = words(*FORMATS)
directions = words("out", "in")
states = words("draft", "sent", "delivered", "confirmed", "failed", "ignored")
degrees = words("high", "medium", "low", "none")
places = words("home", "work", "public", "office")
stops = words("contact", "ladder", "penalty", "dpd")
verdicts = words("pending", "kept", "partly_kept", "broken", "cancelled")
messages = words("sms", "email", "letter", "chat")
preference_channels = words("call", "sms", "email", "letter", "chat", "visit", "message", "any")
preferences = words(
    "consent", "opt_out", "inconvenient", "workplace_barred", "work_hours", "cease"
)
consent_bases = words(
    "creditor_notice", "prior_collector", "reassigned_check", "lawyer", "lawyer_silent"
)
points = words("phone", "email", "address")
persons = words(
    *("self", "spouse", "co_signer", "guarantor", "successor", "guardian", "executor"),
    *("administrator", "parent", "lawyer", "financial_counsellor", "trustee", "employer"),
    *("colleague", "relative", "friend", "neighbour", "contact", "creditor", "creditor_lawyer"),
    *("collector_lawyer", "credit_bureau", "authority", "other"),
)
purposes = words("collect", "location", "notice", "legal", "confirm", "close", "remedy")


def _names(ctx: typer.Context, kind: str, incomplete: str) -> list[str]:
    from overdue_cli.reports.ledger.names import names

    db = ctx.params.get("db") or ctx.find_root().params.get("db")
    path = Path(db or os.environ.get("OVERDUE_DB") or "overdue.db")
    return names(path, kind, incomplete, os.environ.get("OVERDUE_POLICY", ""))
