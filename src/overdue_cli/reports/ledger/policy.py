"""The policy in force, the packs there are, their faults, cases and differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from sqlite3 import Row
from typing import Any, NamedTuple

from overdue_cli.domain.contact.rules import ContactRule
from overdue_cli.policies.contact.pack_cases import CaseResult, run_cases
from overdue_cli.policies.layers import NAMED, laid_over, layers_of
from overdue_cli.policies.layers import shipped_names as pack_names
from overdue_cli.policies.lint import Finding
from overdue_cli.policies.lint import lint as lint_of
from overdue_cli.policies.loan.payment_order import debt_order
from overdue_cli.policies.pack import Policy, load, of_content
from overdue_cli.store.ledger.ledger import open_ledger
from overdue_cli.store.ledger.policies import content_on, versions

__all__ = [
    "CaseResult",
    "ContactRule",
    "Finding",
    "PackLine",
    "Policies",
    "PolicyDifference",
    "PolicyShown",
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

    @property
    def debts(self) -> tuple[str, ...]:
        """What decides which debt a payment pays that names no loan."""
        return debt_order(self.policy.data)

    @property
    def contact_rules(self) -> Sequence[Mapping[str, Any]]:
        """The rules of contact as the policy has them."""
        return tuple(self.policy.data.get("rule", ()))

    @property
    def reasons(self) -> Mapping[str, Mapping[str, Any]]:
        """Reasons for being late, by code."""
        return dict(self.policy.data.get("reason", {}))


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


class PolicyDifference(NamedTuple):
    """One key that differs between two policies."""

    where: str
    key: str
    before: Any
    after: Any


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
    own = layers_of(name)[-1].data
    rules = load(name).contact_rules().rules
    return PackLine(
        name=name,
        title=own["title"],
        version=str(own["version"]),
        jurisdiction=own.get("jurisdiction", ""),
        rules=len(rules),
        verified=sum(rule.verified for rule in rules),
        cases=len(own.get("case", ())),
        verified_on=own.get("verified_on"),
        source=own.get("source", ""),
        binds=own.get("binds", ""),
    )


def faults(names: list[str], day: date) -> list[tuple[str, Finding]]:
    """Every fault of every policy named."""
    return [(name, finding) for name in names for finding in lint_of(name, day)]


def results(names: list[str]) -> list[CaseResult]:
    """The cases of every policy named, run; those of a base stay with the base."""
    return [result for name in names for result in run_cases(load(name), layers_of(name)[-1])]


def differences(before: str, after: str) -> list[PolicyDifference]:
    """What differs between two policies, each with all that lies below it, key by key."""
    one, other = (_flat(laid_over(layers_of(name))) for name in (before, after))
    return [
        PolicyDifference(where, key, one.get((where, key)), other.get((where, key)))
        for where, key in sorted({*one, *other})
        if one.get((where, key)) != other.get((where, key))
    ]


def _flat(data: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    return {(where, key): value for where, key, value in _leaves(data, "")}


def _leaves(data: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, Any]]:
    for key, value in data.items():
        below = f"{where} {key}".strip()
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, below)
        elif not where and key in NAMED:
            for row in value:
                yield from _leaves(row, f"{key} {row.get(NAMED[key], '')}")
        else:
            yield where or "pack", key, value
