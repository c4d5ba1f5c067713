"""Loads a policy pack: TOML data in, domain values out.

A pack ships with the program (``policies/NAME.toml``) or is a user's own file, which is laid
over the standard one: tables merge key by key, lists replace.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from overdue_cli.domain.errors import MachineFailure, WrongUse
from overdue_cli.domain.ladder import Step, step_for
from overdue_cli.domain.loan import RateTable, Rules

HERE = Path(__file__).parent

#: Columns of a loan that decide its rules.
_DECIDING = (
    "product",
    "currency",
    "allocation",
    "grace_days",
    "rounding",
    "annual_rate",
    "penalty_rate",
    "penalty_uplift",
    "disbursed_on",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a contact led to, and what that means for the next one."""

    code: str
    title: str
    flags: frozenset[str]
    next_action: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One pack in force: the ladder, ageing buckets, products and outcome codes."""

    name: str
    title: str
    version: str
    source: str
    ladder: tuple[Step, ...]
    buckets: tuple[int, ...]
    products: Mapping[str, Mapping[str, Any]]
    outcomes: Mapping[str, Outcome]
    data: Mapping[str, Any]
    rates: Mapping[str, RateTable] = field(default_factory=dict)
    known_rules: dict[tuple[Any, ...], Rules] = field(default_factory=dict)

    def step(self, days: int) -> Step | None:
        """The step that holds a customer with this many delinquent days."""
        return step_for(self.ladder, days)

    def step_named(self, name: str) -> Step:
        """The step of that name; WrongUse names the nearest one."""
        for step in self.ladder:
            if step.name == name:
                return step
        raise unknown("stage", name, [step.name for step in self.ladder])

    def outcome_named(self, code: str) -> Outcome:
        """The outcome of that code, in any case; WrongUse names the nearest one."""
        found = self.outcomes.get(code.upper())
        if found is None:
            raise unknown("outcome", code, list(self.outcomes))
        return found

    def product_of(self, loan: Mapping[str, Any]) -> str:
        """The name of the product that decides for a loan."""
        return loan["product"] if loan["product"] in self.products else "default"

    def rules(self, loan: Mapping[str, Any]) -> Rules:
        """The rules of a loan: its product's, overridden by its own columns."""
        key = tuple(loan[name] for name in _DECIDING)
        found = self.known_rules.get(key)
        if found is None:
            from overdue_cli.policies.products import rules_of

            found = rules_of(self.products[self.product_of(loan)], loan, self.rates)
            self.known_rules[key] = found
        return found

    def with_rates(self, rates: Mapping[str, RateTable]) -> Policy:
        """The same policy with the dated reference rates of a ledger."""
        return replace(self, rates=rates, known_rules={})

    def fingerprint(self) -> str:
        """A short name of everything that decides how loans are counted: products and rates."""
        used = self.rates if self.needs_rates() else {}
        text = json.dumps([self.products, used], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def needs_rates(self) -> bool:
        """Whether a product names a reference rate."""
        return any(
            row["penalty_reference"] or " x " in str(row["penalty_cap"])
            for row in self.products.values()
        )

    def due_day_loans(self) -> str:
        """An SQL condition on a loan ``l`` whose due day itself is day 1; '' where none is."""
        counting = [name for name, row in self.products.items() if row["count_due_day"]]
        others = [name for name in self.products if name not in counting]
        if not counting:
            return ""
        if "default" in counting:
            return f"l.product NOT IN ({_quoted(others)})"
        return f"l.product IN ({_quoted(counting)})"

    def settings(self) -> dict[str, str]:
        """What every report prints about the policy it used."""
        return {"policy": f"{self.name} {self.version}"}


def _quoted(names: list[str]) -> str:
    return ", ".join("'" + name.replace("'", "''") + "'" for name in names)


def unknown(what: str, given: str, known: list[str]) -> WrongUse:
    """The error for a name that is not in a list, with the nearest ones."""
    near = get_close_matches(given.lower(), [name.lower() for name in known], n=1)
    close = [name for name in known if near and name.lower() == near[0]]
    hint = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."
    return WrongUse(f"unknown {what} '{given}'", hint=hint)


def shipped() -> list[str]:
    """Names of the packs that ship with the program."""
    return sorted(path.stem for path in HERE.glob("*.toml") if path.name != "classes.toml")


def load(name: str) -> Policy:
    """The policy of a shipped name, or of a user's own TOML file laid over the standard one."""
    base = _read(HERE / "standard.toml")
    if name in ("", "standard"):
        return _policy(base)
    if name in shipped():
        return _policy(_merged(base, _read(HERE / f"{name}.toml")))
    if name.endswith(".toml"):
        return checked(_own(name, _merged(base, _read(Path(name)))))
    raise unknown("policy", name, shipped())


def _own(name: str, data: Mapping[str, Any]) -> Policy:
    """The policy of a user's file; WrongUse where a table or a list stands in the wrong place."""
    try:
        return _policy(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise WrongUse(
            f"the policy {name} is not shaped like a policy: {error}",
            hint="Compare it with docs/policies.md: tables [ageing], [product.NAME], [outcome], "
            "and a list of [[step]].",
        ) from None


def checked(policy: Policy) -> Policy:
    """The same policy; WrongUse when a product says something the engine does not know."""
    from overdue_cli.policies.products import check_product

    for name, product in policy.products.items():
        check_product(name, product)
    return policy


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MachineFailure(
            f"cannot read the policy {path}: {error.strerror}",
            hint="Name another with OVERDUE_POLICY, or put the file back where it was.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse(
            f"the policy {path} is not valid TOML: {error}",
            hint="Text stands in quotation marks; compare it with docs/policies.md.",
        ) from None


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            result[key] = _merged(below, value)
        else:
            result[key] = value
    return result


def _policy(data: Mapping[str, Any]) -> Policy:
    default = data["product"]["default"]
    return Policy(
        name=data["name"],
        title=data["title"],
        version=str(data["version"]),
        source=data["source"],
        ladder=tuple(_step(row) for row in data["step"]),
        buckets=tuple(data["ageing"]["buckets"]),
        products={name: {**default, **row} for name, row in data["product"].items()},
        outcomes={
            code: Outcome(code, row["title"], frozenset(row["flags"]), row.get("next", ""))
            for code, row in data["outcome"].items()
        },
        data=data,
    )


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        name=row["name"],
        title=row.get("title", row["name"]),
        from_days=row.get("from"),
        to_days=row.get("to"),
        channels=tuple(row.get("channels", ())),
        action=row.get("action", ""),
        text=row.get("text", ""),
        decision=row.get("decision", False),
    )
