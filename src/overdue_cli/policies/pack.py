"""Loads a policy pack: TOML data in, typed values out.

A pack ships with the program (``policies/NAME.toml``) or is a user's own file; each is laid over
its base (see ``layers``). What a ledger put in force is kept there with all its content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.holds import CaseTerms, HoldKind
from overdue_cli.domain.ladder.inherited import inheritance_of
from overdue_cli.domain.ladder.ladder import Ladder, Step, step_for
from overdue_cli.domain.ladder.priority import Weights
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms
from overdue_cli.domain.loan.loan import RateTable, Rules
from overdue_cli.policies.ladder import casework, hold_kinds
from overdue_cli.policies.ladder.casework import ContactOutcome, Reason
from overdue_cli.policies.ladder.outcome_titles import outcome_titled
from overdue_cli.policies.ladder.steps import ladder_of, weights_of
from overdue_cli.policies.layers import check_keys, is_shipped, laid_over, layers_of
from overdue_cli.policies.layers import unknown as unknown

if TYPE_CHECKING:
    from overdue_cli.domain.contact.notice_periods import NoticePeriod
    from overdue_cli.domain.contact.rules import ContactRules
    from overdue_cli.domain.duties.measures import Measure
    from overdue_cli.domain.duties.notices_due import FollowUp
    from overdue_cli.domain.duties.wording import Wording
    from overdue_cli.domain.lists.list_lag import ListLag
    from overdue_cli.domain.loan.classes import Flag
    from overdue_cli.policies.contact.notices import NoticeLine
    from overdue_cli.policies.contact.written_rules import WrittenRule
    from overdue_cli.policies.creditor import Creditor
    from overdue_cli.policies.loan.class_flags import FlagsBySubject
    from overdue_cli.policies.loan.classes import Scheme
    from overdue_cli.policies.loan.products import Product
    from overdue_cli.policies.sources import RuleSource


@dataclass(frozen=True)
class Policy:
    """One pack in force. Each part is read from its tables once, when it is first asked for."""

    tables: Mapping[str, Any]
    """The tables of its files as they stand, merged; read in this room alone."""
    rates: Mapping[str, RateTable] = field(default_factory=dict)
    """Dated reference rates of a ledger."""

    @cached_property
    def name(self) -> str:
        """Its short name."""
        return str(self.tables["name"])

    @cached_property
    def title(self) -> str:
        """What people read."""
        return str(self.tables["title"])

    @cached_property
    def version(self) -> str:
        """Its version, as the file says."""
        return str(self.tables["version"])

    @cached_property
    def source(self) -> str:
        """Where its rules come from."""
        return str(self.tables["source"])

    @cached_property
    def ladder(self) -> Ladder:
        """The steps, and how a customer is put on one of them."""
        return ladder_of(self.tables)

    @cached_property
    def weights(self) -> Weights:
        """The points of the priority."""
        return weights_of(self.tables)

    @cached_property
    def buckets(self) -> tuple[int, ...]:
        """The last day of every ageing bucket but the open one."""
        return tuple(self.tables["ageing"]["buckets"])

    @cached_property
    def payment_order(self) -> tuple[str, ...]:
        """What decides which debt a payment pays that names no loan."""
        from overdue_cli.policies.loan.payment_order import payment_order_of

        return payment_order_of(self.tables)

    @cached_property
    def list_lag(self) -> ListLag:
        """How long daily lists may leave out recorded money."""
        from overdue_cli.policies.loan.list_lag import list_lag_of

        return list_lag_of(self.tables)

    @cached_property
    def sources(self) -> Sequence[RuleSource]:
        """Where each rule comes from and how sure that is, its base's rules and classes too."""
        from overdue_cli.policies.sources import class_sources_of, sources_of

        return [*sources_of(self.tables), *class_sources_of(self.tables)]

    @cached_property
    def products(self) -> Mapping[str, Product]:
        """The terms that loans share, by the name of the product."""
        from overdue_cli.policies.loan.products import products_of

        return products_of(self.tables["product"])

    @cached_property
    def promise_terms(self) -> PromiseTerms:
        """When a promise counts as kept."""
        return casework.promise_terms_of(self.tables)

    @cached_property
    def hold_kinds(self) -> Mapping[str, HoldKind]:
        """What a hold of each kind stops and what ends it."""
        return hold_kinds.hold_kinds_of(self.tables)

    @cached_property
    def reasons(self) -> Mapping[str, Reason]:
        """Why customers are late, by code."""
        return casework.reasons_of(self.tables)

    @cached_property
    def outcomes(self) -> Mapping[str, ContactOutcome]:
        """What contacts lead to, by code."""
        return casework.outcomes_of(self.tables, self.hold_kinds)

    @cached_property
    def case_terms(self) -> CaseTerms:
        """What the facts around a customer mean: flags, promises, disputes, where cases start."""
        inheritance = inheritance_of(self.ladder, lambda: self.rules)
        return casework.case_terms_of(
            self.outcomes, self.promise_terms, self.hold_kinds, inheritance
        )

    @cached_property
    def notices(self) -> Mapping[str, NoticePeriod | None]:
        """Notices that are no step of their own, with the period that each starts, if any."""
        from overdue_cli.policies.contact.notices import notices_of

        return notices_of(self.tables)

    @cached_property
    def notice_lines(self) -> list[NoticeLine]:
        """What each notice must say, as the files write it."""
        from overdue_cli.policies.contact.notices import notice_lines

        return list(notice_lines(self.tables))

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """What contacts must say, and in which of them."""
        from overdue_cli.policies.contact.wording import wordings_of

        return wordings_of(self.tables)

    @cached_property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """Notices that must follow the first communication within some days."""
        from overdue_cli.policies.contact.wording import follow_ups_of

        return follow_ups_of(self.tables)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Measures other than a contact that need something before them, by name."""
        from overdue_cli.policies.contact.wording import measures_of

        return measures_of(self.tables)

    @cached_property
    def creditor(self) -> Creditor:
        """Whom the debts are owed to, as customers are told."""
        from overdue_cli.policies.creditor import creditor_of

        return creditor_of(self.tables)

    @cached_property
    def _contact_rules(self) -> ContactRules:
        from overdue_cli.policies.contact.rules import contact_rules_of

        return contact_rules_of(self.tables)

    @cached_property
    def written_rules(self) -> list[WrittenRule]:
        """The rules of contact as the files write them."""
        from overdue_cli.policies.contact.written_rules import written_rules_of

        return written_rules_of(self.tables)

    def contact_rules(self, role: str = "") -> ContactRules:
        """The rules of contact, for one who collects in a role; a creditor where it is ''."""
        return replace(self._contact_rules, role=role or "creditor")

    @cached_property
    def rules(self) -> Callable[[Mapping[str, Any]], Rules]:
        """Gives the rules of a loan: its product's, overridden by its own columns."""
        from overdue_cli.policies.loan.products import rules_by

        return rules_by(self.products, self.rates, self.payment_order)

    def classification(self, name: str) -> Scheme:
        """The classification of that name; WrongUse when there is none, or when it has gaps."""
        from overdue_cli.policies.loan.classes import scheme_of

        return scheme_of(name, self.tables)

    def classifications(self) -> list[Scheme]:
        """Every classification there is under the policy: the shipped ones, then its own."""
        from overdue_cli.policies.loan.classes import schemes_of

        return schemes_of(self.tables)

    @cached_property
    def class_flags(self) -> FlagsBySubject:
        """Flags of loans by the products, ``loan:ID`` or ``customer:ID`` that have them."""
        from overdue_cli.policies.loan.class_flags import class_flags_of

        return class_flags_of(self.tables)

    def flags_of(self, loan_id: str, customer_id: str, product: str) -> tuple[Flag, ...]:
        """The flags of a loan, which put it at best in a class, each with its days."""
        if not self.class_flags:
            return ()
        subjects = (f"loan:{loan_id}", f"customer:{customer_id}", product)
        return tuple(flag for one in subjects for flag in self.class_flags.get(one, ()))

    def step(self, days: int) -> Step | None:
        """The step that holds a customer with this many delinquent days."""
        return step_for(self.ladder.steps, days)

    def step_named(self, name: str) -> Step:
        """The step of that name; WrongUse names the nearest one."""
        for step in self.ladder.steps:
            if step.name == name:
                return step
        raise unknown("stage", name, [step.name for step in self.ladder.steps])

    def step_or_notice(self, name: str) -> str:
        """A step of the ladder, or a notice that the policy names; '' for none.

        Errors: WrongUse names the nearest one.
        """
        known = [step.name for step in self.ladder.steps] + list(self.notices)
        if not name or name in known:
            return name
        raise unknown("step or notice", name, known)

    def outcome_named(self, code: str) -> ContactOutcome:
        """The outcome of that code or title, in any case; WrongUse names the nearest one."""
        return self.outcomes.get(code.upper()) or outcome_titled(self.outcomes, code)

    def hold_kind(self, name: str) -> HoldKind:
        """The kind of hold of that name; WrongUse names the nearest one."""
        return hold_kinds.kind_named(self.hold_kinds, name)

    def holds_ended_by(self, step: str, person: str) -> frozenset[str]:
        """The kinds of hold that a message to a person ends by its step or notice."""
        if not step or not self.stands_for_debtor(person):
            return frozenset()
        kinds = self.hold_kinds.values()
        return frozenset(kind.kind for kind in kinds if kind.shown_by(step, ""))

    def stands_for_debtor(self, person: str) -> bool:
        """Whether what is sent to a person is sent to the debtor."""
        from overdue_cli.domain.contact.person_words import STAND_FOR_DEBTOR

        return person in STAND_FOR_DEBTOR | self._contact_rules.consumers.persons

    def next_of_hold(self, kind: str) -> str:
        """What a kind of hold asks to do: the next action of the outcome that sets it, or ''."""
        setting = (one for one in self.outcomes.values() if one.hold and one.hold.kind == kind)
        return next((one.next_action for one in setting), "")

    def reason_named(self, code: str) -> str:
        """The reason of that code as the policy writes it; WrongUse names the nearest one."""
        if not code or not self.reasons:
            return code
        for name in self.reasons:
            if name.lower() == code.lower():
                return name
        raise unknown("reason", code, list(self.reasons))

    def product_of(self, loan: Mapping[str, Any]) -> str:
        """The name of the product that decides for a loan."""
        return loan["product"] if loan["product"] in self.products else "default"

    def with_rates(self, rates: Mapping[str, RateTable]) -> Policy:
        """The same policy with the dated reference rates of a ledger."""
        return replace(self, rates=rates)

    def fingerprint(self) -> str:
        """A short name of everything that decides how loans are counted: products and rates."""
        used = self.rates if self.needs_rates() else {}
        return _short_name([product_rows(self.tables), used])

    def case_fingerprint(self, currency: str) -> str:
        """A short name of everything that decides where a customer of a ledger stands."""
        return _short_name([self.tables, currency])

    def needs_rates(self) -> bool:
        """Whether a product names a reference rate."""
        return any(
            row["penalty_reference"] or " x " in str(row["penalty_cap"])
            for row in product_rows(self.tables).values()
        )

    def settings(self) -> dict[str, str]:
        """What every report prints about the policy it used."""
        return {"policy": f"{self.name} {self.version}"}


def _short_name(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def product_rows(tables: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The keys of every product over those of the default one, before they are read."""
    default = tables["product"]["default"]
    return {name: {**default, **row} for name, row in tables["product"].items()}


def load(name: str) -> Policy:
    """The policy of a shipped name, or of a user's own TOML file laid over its base."""
    layers = layers_of(name, cases=False)
    own = [layer for layer in layers if not is_shipped(layer.name)]
    for layer in own:
        check_keys(layer)
    policy = Policy(laid_over(layers))
    return checked(name, policy) if own else policy


def content_of(policy: Policy) -> str:
    """Everything a policy says, as text that a ledger keeps; the same text for the same rules."""
    return json.dumps(policy.tables, ensure_ascii=False, separators=(",", ":"), default=_dated)


def of_content(text: str) -> Policy:
    """The policy that a ledger kept."""
    tables = json.loads(text, object_hook=_undated)
    return Policy(hold_kinds.ended_as_today(tables, lambda: load("standard").tables))


def _dated(value: Any) -> dict[str, str]:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(value)


def _undated(value: dict[str, Any]) -> Any:
    day = value.get("date")
    return date.fromisoformat(day) if isinstance(day, str) and len(value) == 1 else value


def with_days_off(policy: Policy, first_year: int, last_year: int) -> Policy:
    """The policy with the public holidays of some years written out, as a ledger keeps it."""
    from overdue_cli.policies.contact.rules import with_days_off as written_out

    return replace(policy, tables=written_out(policy.tables, first_year, last_year))


def changed_policy(policy: Policy, tables: Mapping[str, Any]) -> Policy:
    """The same policy with other tables, checked, its rates kept; its version says so."""
    if tables != policy.tables:
        tables = {**tables, "version": f"{policy.version} changed"}
    return checked(policy.name, Policy(tables, policy.rates))


def checked(name: str, policy: Policy) -> Policy:
    """The same policy, all of it read but its classifications.

    Errors: WrongUse names what cannot be meant, or a table or a list in the wrong place.
    """
    from overdue_cli.policies.creditor import creditor_faults
    from overdue_cli.policies.ladder.keys import faults
    from overdue_cli.policies.loan.product_keys import check_product

    for fault in (*faults(policy.tables), *creditor_faults(policy.tables)):
        raise WrongUse(f"{fault.where}: {fault.fault}", hint=fault.hint)
    try:
        for product, row in product_rows(policy.tables).items():
            check_product(product, row)
        for part in _PARTS:
            getattr(policy, part)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise WrongUse(
            f"the policy {name} is not shaped like a policy: {error}",
            hint="Compare it with docs/policies.md: tables [ageing], [product.NAME], [outcome], "
            "and a list of [[step]].",
        ) from None
    return policy


_PARTS = [name for name, part in vars(Policy).items() if isinstance(part, cached_property)]
