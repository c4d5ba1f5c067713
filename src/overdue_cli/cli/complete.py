"""Completion that knows the ledger: ids, officers, stages, outcomes. Silent when it fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import typer

FORMATS = ("table", "csv", "json", "jsonl", "md")


def formats(incomplete: str) -> list[str]:
    """Output formats."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def channels(incomplete: str) -> list[str]:
    """Channels of contact."""
    from overdue_cli.domain.ladder.case import CHANNELS

    return [name for name in CHANNELS if name.startswith(incomplete) and name != "note"]


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
    """Customer ids, then loan ids."""
    return customers(ctx, incomplete) + loans(ctx, incomplete)


def customers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Customer ids that begin so."""
    return _names(ctx, "customer", incomplete)


def loans(ctx: typer.Context, incomplete: str) -> list[str]:
    """Loan ids that begin so."""
    return _names(ctx, "loan", incomplete)


def bank_lines(ctx: typer.Context, incomplete: str) -> list[str]:
    """Numbers of bank lines that nobody has matched."""
    return _names(ctx, "line", incomplete)


def officers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Officers named by loans or assignments."""
    return _names(ctx, "officer", incomplete)


def stages(ctx: typer.Context, incomplete: str) -> list[str]:
    """Stages of the ledger's policy."""
    return _names(ctx, "stage", incomplete)


def outcomes(ctx: typer.Context, incomplete: str) -> list[str]:
    """Outcome codes of the ledger's policy."""
    return _names(ctx, "outcome", incomplete)


def reasons(ctx: typer.Context, incomplete: str) -> list[str]:
    """Reasons of the ledger's policy."""
    return _names(ctx, "reason", incomplete)


def hold_kinds(ctx: typer.Context, incomplete: str) -> list[str]:
    """Kinds of holds of the ledger's policy."""
    return _names(ctx, "hold", incomplete)


def words(*known: str) -> Callable[[str], list[str]]:
    """A completion from a fixed list of words."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in known if word.startswith(incomplete)]

    return complete


directions = words("out", "in")
states = words("draft", "sent", "delivered", "confirmed", "failed", "ignored")
degrees = words("high", "medium", "low", "none")
places = words("home", "work", "public", "office")
stops = words("contact", "ladder", "penalty", "dpd")
verdicts = words("pending", "kept", "partly_kept", "broken", "cancelled")
messages = words("sms", "email", "letter", "chat")
wish_channels = words("call", "sms", "email", "letter", "chat", "visit", "message", "any")
preferences = words("consent", "opt_out", "inconvenient", "workplace_barred", "cease")
points = words("phone", "email", "address")
persons = words(
    *("self", "spouse", "guarantor", "lawyer", "employer", "contact", "parent", "guardian"),
    *("executor", "administrator", "trustee"),
)


def _names(ctx: typer.Context, kind: str, incomplete: str) -> list[str]:
    from overdue_cli.reports.ledger.names import names

    given = ctx.params.get("db") or ctx.find_root().params.get("db")
    path = Path(given or os.environ.get("OVERDUE_DB") or "overdue.db")
    return names(path, kind, incomplete, os.environ.get("OVERDUE_POLICY", ""))
