"""Completion that knows the ledger: ids, officers, stages, outcomes. Silent when it fails."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import typer

FORMATS = ("table", "csv", "json", "jsonl", "md")
_LIMIT = 200


def formats(incomplete: str) -> list[str]:
    """Output formats."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def customers_and_loans(ctx: typer.Context, incomplete: str) -> list[str]:
    """Customer ids, then loan ids."""
    return customers(ctx, incomplete) + loans(ctx, incomplete)


def customers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Customer ids that begin so."""
    return _begins(ctx, "customer", "customer_id", incomplete)


def loans(ctx: typer.Context, incomplete: str) -> list[str]:
    """Loan ids that begin so."""
    return _begins(ctx, "loan", "loan_id", incomplete)


def officers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Officers named by loans or assignments."""
    found = _rows(
        ctx,
        "SELECT officer FROM loan WHERE officer <> '' UNION SELECT officer FROM assignment",
        (),
    )
    return [name for name in found if name.startswith(incomplete)]


def stages(ctx: typer.Context, incomplete: str) -> list[str]:
    """Stages of the ledger's policy."""
    return [step for step in _policy_names(ctx, "stages") if step.startswith(incomplete)]


def outcomes(ctx: typer.Context, incomplete: str) -> list[str]:
    """Outcome codes of the ledger's policy."""
    wanted = incomplete.upper()
    return [code for code in _policy_names(ctx, "outcomes") if code.startswith(wanted)]


def _policy_names(ctx: typer.Context, what: str) -> list[str]:
    from overdue_cli.domain.errors import OverdueError
    from overdue_cli.policies.pack import load

    stored = _rows(ctx, "SELECT value FROM setting WHERE name = 'policy'", ())
    try:
        policy = load(os.environ.get("OVERDUE_POLICY") or (stored[0] if stored else ""))
    except OverdueError:
        return []
    return [s.name for s in policy.ladder] if what == "stages" else list(policy.outcomes)


def _begins(ctx: typer.Context, table: str, column: str, incomplete: str) -> list[str]:
    query = (
        f"SELECT {column} FROM {table} WHERE {column} >= ? AND {column} < ? "  # noqa: S608
        f"AND voided_by IS NULL ORDER BY {column} LIMIT {_LIMIT}"
    )
    return _rows(ctx, query, (incomplete, incomplete + "\U0010ffff"))


def _rows(ctx: typer.Context, query: str, values: tuple[str, ...]) -> list[str]:
    params = ctx.params.get("db") or ctx.find_root().params.get("db")
    path = Path(params or os.environ.get("OVERDUE_DB") or "overdue.db")
    if not path.is_file():
        return []
    try:
        conn = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True, timeout=0.5)
    except sqlite3.Error:
        return []
    try:
        return [str(row[0]) for row in conn.execute(query, values)]
    except sqlite3.Error:
        return []
    finally:
        conn.close()


Completer = Callable[[typer.Context, str], list[str]]
