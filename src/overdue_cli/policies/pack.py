"""Loads a policy pack: TOML data in, domain values out.

A pack ships with the program (``policies/NAME.toml``) or is a user's own file; each is laid over
its base (see ``layers``). What a ledger put in force is kept there with all its content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.ladder import Ladder, Step, step_for
from overdue_cli.domain.loan.loan import RateTable, Rules
from overdue_cli.policies.ladder.steps import ladder_of
from overdue_cli.policies.layers import check_keys, is_shipped, laid_over, layers_of
from overdue_cli.policies.layers import unknown as unknown

if TYPE_CHECKING:
    from overdue_cli.domain.contact.rules import ContactRules

#: Columns of a loan that decide its rules.
_deciding = itemgetter(
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
    title_zh: str = ""


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
    ladder_rules: Ladder
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
        key = _deciding(loan)
        found = self.known_rules.get(key)
        if found is None:
            from overdue_cli.policies.loan.products import rules_of

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

    def contact_rules(self, role: str = "creditor") -> ContactRules:
        """The rules of contact, for one who collects in a role."""
        from overdue_cli.policies.contact.rules import contact_rules

        return contact_rules(self.data, role)

    def settings(self) -> dict[str, str]:
        """What every report prints about the policy it used."""
        return {"policy": f"{self.name} {self.version}"}


def _quoted(names: list[str]) -> str:
    return ", ".join("'" + name.replace("'", "''") + "'" for name in names)


def load(name: str) -> Policy:
    """The policy of a shipped name, or of a user's own TOML file laid over its base."""
    layers = layers_of(name)
    own = [layer for layer in layers if not is_shipped(layer.name)]
    if not own:
        return policy_from(laid_over(layers))
    for layer in own:
        check_keys(layer)
    return checked(_own(name, laid_over(layers)))


def content_of(policy: Policy) -> str:
    """Everything a policy says, as text that a ledger keeps; the same text for the same rules."""
    return json.dumps(policy.data, ensure_ascii=False, separators=(",", ":"), default=_dated)


def of_content(text: str) -> Policy:
    """The policy that a ledger kept."""
    return policy_from(json.loads(text, object_hook=_undated))


def _dated(value: Any) -> dict[str, str]:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(value)


def _undated(value: dict[str, Any]) -> Any:
    day = value.get("date")
    return date.fromisoformat(day) if isinstance(day, str) and len(value) == 1 else value


def _own(name: str, data: Mapping[str, Any]) -> Policy:
    """The policy of a user's file; WrongUse where a table or a list stands in the wrong place."""
    from overdue_cli.policies.ladder.keys import faults

    for fault in faults(data):
        raise WrongUse(f"{fault.where}: {fault.key} is {fault.value!r}", hint=fault.wanted)
    try:
        return policy_from(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise WrongUse(
            f"the policy {name} is not shaped like a policy: {error}",
            hint="Compare it with docs/policies.md: tables [ageing], [product.NAME], [outcome], "
            "and a list of [[step]].",
        ) from None


def changed_policy(policy: Policy, data: Mapping[str, Any]) -> Policy:
    """The same policy with other data, checked, its rates kept; its version says so."""
    told = {**data, "version": f"{policy.version} changed"} if data != policy.data else data
    return checked(_own(policy.name, told)).with_rates(policy.rates)


def checked(policy: Policy) -> Policy:
    """The same policy; WrongUse when a product says something the engine does not know."""
    from overdue_cli.policies.loan.payment_order import debt_order
    from overdue_cli.policies.loan.products import check_product

    for name, product in policy.products.items():
        check_product(name, product)
    debt_order(policy.data)
    policy.contact_rules()
    return policy


def policy_from(data: Mapping[str, Any]) -> Policy:
    """The policy that merged data say."""
    default = data["product"]["default"]
    ladder = ladder_of(data)
    return Policy(
        name=data["name"],
        title=data["title"],
        version=str(data["version"]),
        source=data["source"],
        ladder=ladder.steps,
        buckets=tuple(data["ageing"]["buckets"]),
        products={name: {**default, **row} for name, row in data["product"].items()},
        outcomes={code: _outcome(code, row) for code, row in data["outcome"].items()},
        data=data,
        ladder_rules=ladder,
    )


def _outcome(code: str, row: Mapping[str, Any]) -> Outcome:
    zh = row.get("title_zh", "")
    return Outcome(code, row["title"], frozenset(row["flags"]), row.get("next", ""), zh)
