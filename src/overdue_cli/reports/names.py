"""Names for completion: what the ledger and its policy know that begins with some text."""

from __future__ import annotations

from pathlib import Path

from overdue_cli.domain.errors import OverdueError
from overdue_cli.store import names as ledger_names


def names(path: Path, kind: str, beginning: str, policy: str = "") -> list[str]:
    """Names of a kind: customer, loan, officer, stage or outcome; [] where there is no ledger."""
    if kind not in ("stage", "outcome"):
        return ledger_names.names(path, kind, beginning)
    stored = ledger_names.names(path, "policy")
    known = _policy_names(policy or (stored[0] if stored else ""), kind)
    return [name for name in known if name.lower().startswith(beginning.lower())]


def _policy_names(policy: str, kind: str) -> list[str]:
    from overdue_cli.policies.pack import load

    try:
        pack = load(policy)
    except OverdueError:
        return []
    return [step.name for step in pack.ladder] if kind == "stage" else list(pack.outcomes)
