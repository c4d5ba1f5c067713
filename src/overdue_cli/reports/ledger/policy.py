"""The policy in force, the packs there are, their faults, cases and differences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.domain.contact.rules import ContactRule
from overdue_cli.policies.contact.pack_cases import CaseResult, run_cases
from overdue_cli.policies.differences import PolicyDifference, differences
from overdue_cli.policies.key_checks import PolicyFault
from overdue_cli.policies.layers import head_of, layers_of
from overdue_cli.policies.layers import shipped_names as pack_names
from overdue_cli.policies.lint import lint as lint_of
from overdue_cli.policies.lint import warnings as warnings_of
from overdue_cli.policies.pack import Policy, load, of_content
from overdue_cli.policies.sources import RuleSource
from overdue_cli.store.ledger.ledger import open_ledger
from overdue_cli.store.ledger.policies import content_on, versions

__all__ = [
    "CaseResult",
    "ContactRule",
    "PackLine",
    "Policies",
    "PolicyDifference",
    "PolicyFault",
    "PolicyShown",
    "RuleSource",
    "differences",
    "faults",
    "pack_names",
    "packs",
    "policy_in_force",
    "results",
]


class PolicyShown(NamedTuple):
    """A policy, and the names of the packs that ship."""

    policy: Policy
    shipped: list[str]


class PackLine(NamedTuple):
    """One pack that ships: what it says about itself, and how much is in it."""

    name: str
    title: str
    version: str
    jurisdiction: str
    rules: int
    verified: int
    cases: int
    verified_on: date | None
    source: str
    binds: str


class Policies(NamedTuple):
    """The packs there are, and the versions that a ledger put in force."""

    packs: list[PackLine]
    versions: list[Row]
    first: str
    """The policy of the ledger before its first version; '' without a ledger."""


def policy_in_force(path: Path, name: str = "", day: date | None = None) -> PolicyShown:
    """The policy of that name, else the one of the ledger at ``path``, else the standard one."""
    if name or not path.exists():
        return PolicyShown(load(name), pack_names())
    with open_ledger(path) as ledger:
        content = content_on(ledger.conn, day or date.max)
        policy = of_content(content) if content else load(ledger.settings.get("policy", ""))
    return PolicyShown(policy, pack_names())


def packs(path: Path) -> Policies:
    """Every pack that ships, and what the ledger at ``path`` put in force, if there is one."""
    lines = [_line(name) for name in pack_names()]
    if not path.exists():
        return Policies(lines, [], "")
    with open_ledger(path) as ledger:
        return Policies(lines, versions(ledger.conn), ledger.settings.get("policy", "standard"))


def _line(name: str) -> PackLine:
    rules = load(name).contact_rules().rules
    verified = sum(rule.verified for rule in rules)
    return PackLine(name, rules=len(rules), verified=verified, **head_of(name)._asdict())


def faults(names: list[str], day: date) -> list[tuple[str, PolicyFault]]:
    """Every fault of every policy named."""
    return [(name, fault) for name in names for fault in lint_of(name, day)]


def warnings(names: list[str], day: date) -> list[tuple[str, PolicyFault]]:
    """What wants looking at in every policy named that has no fault to mend first."""
    sound = [name for name in names if not lint_of(name, day)]
    return [(name, fault) for name in sound for fault in warnings_of(name, day)]


def sources(path: Path, name: str = "") -> tuple[str, Sequence[RuleSource]]:
    """A policy's name, and where each of its rules comes from: the one named, or in force."""
    policy = policy_in_force(path, name).policy
    return policy.name, policy.sources


def results(names: list[str]) -> list[CaseResult]:
    """The cases of every policy named, run; those of a base stay with the base."""
    return [result for name in names for result in run_cases(load(name), layers_of(name)[-1])]
