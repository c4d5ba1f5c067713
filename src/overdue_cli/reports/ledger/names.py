"""Names for completion: what the ledger and its policy know that begins with some text."""

from __future__ import annotations

from pathlib import Path

from overdue_cli.domain.errors import OverdueError
from overdue_cli.store.ledger.completion import beginning_with


def names(path: Path, kind: str, beginning: str, policy: str = "") -> list[str]:
    """Names of a kind: customer, loan, officer, or a word of the policy; [] without a ledger."""
    if kind not in ("stage", "outcome", "reason", "hold"):
        return beginning_with(path, kind, beginning)
    known = _policy_names(path, policy, kind)
    return [name for name in known if name.lower().startswith(beginning.lower())]


def _policy_names(path: Path, policy: str, kind: str) -> list[str]:
    """Names that the policy in force last has."""
    from overdue_cli.policies.pack import load, of_content

    try:
        stored = [] if policy else beginning_with(path, "content")
        first = [] if policy or stored else beginning_with(path, "policy")
        pack = of_content(stored[0]) if stored else load(policy or (first[0] if first else ""))
    except OverdueError:
        return []
    known = {"outcome": pack.outcomes, "reason": pack.reasons, "hold": pack.hold_kinds}
    return [step.name for step in pack.ladder.steps] if kind == "stage" else list(known[kind])
