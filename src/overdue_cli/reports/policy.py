"""The policy in force."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from overdue_cli.policies.layers import shipped_names
from overdue_cli.policies.pack import Policy, load
from overdue_cli.store.ledger import open_ledger


class PolicyShown(NamedTuple):
    """A policy, and the names of the packs that ship."""

    policy: Policy
    shipped: list[str]


def policy_in_force(path: Path, name: str = "") -> PolicyShown:
    """The policy of that name, else the one of the ledger at ``path``, else the standard one."""
    if not name and path.exists():
        with open_ledger(path) as ledger:
            name = ledger.settings.get("policy", "")
    return PolicyShown(load(name), shipped_names())
