"""Products: the terms that many loans share, from TOML to the rules the engine works by.

A loan names its product; what a column of the loan says overrides it. Rates are percent a year;
a reference rate (LPR1Y, ECB, …) is a dated table of the ledger, never a constant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast, get_args

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.allocation import ORDERS, TIMINGS
from overdue_cli.domain.loan.loan import (
    COMPONENTS,
    CREDITS,
    AllocationStep,
    DayCount,
    Early,
    Order,
    PenaltyCeiling,
    PenaltyTerms,
    RateTable,
    Rules,
)
from overdue_cli.domain.loan.rates import fixed, plus, rate_on, times
from overdue_cli.domain.money import Rounding, parse_decimal

if TYPE_CHECKING:
    from overdue_cli.domain.loan.late_fees import LateFee

Rates = Mapping[str, RateTable]

_CHOICES: dict[str, Sequence[str]] = {
    "rounding": get_args(Rounding),
    "tolerance_of": ("larger", "smaller"),
    "extra_due": ("first", "latest"),
    "chargeback_line": ("own", "instalment"),
    "chargeback_credit": ("pays", "covers", "waits"),
    "penalty_day_count": get_args(DayCount),
    "penalty_cap_on": ("contract", "daily"),
    "late_fee_of": ("principal", "principal_interest", "all"),
    "late_fee_kind": ("fee", "penalty"),
    "late_fee_due": ("charged", "instalment"),
}
_COMPONENT_LISTS = ("chargeback_order", "penalty_on")
_PERCENTS = (
    "tolerance_percent",
    "penalty_rate",
    "penalty_uplift",
    "penalty_spread",
    "late_fee_percent",
)
_DAYS = ("grace_days", "penalty_grace_days", "late_fee_after_days", "late_fee_every_days")


def check_product(name: str, product: Mapping[str, Any]) -> None:
    """Nothing, or WrongUse that names the product, the key and what may stand there."""
    for key, value in product.items():
        if key not in KEYS:
            raise WrongUse(f"product '{name}': there is no key '{key}'", hint=_near(key))
        fits, wanted = _RULES[key]
        if not fits(value):
            raise WrongUse(f"product '{name}': {key} is {value!r}", hint=wanted)


def _near(key: str) -> str:
    near = get_close_matches(key, KEYS, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(sorted(KEYS))}."


def _is_component_list(value: Any) -> bool:
    return isinstance(value, list) and all(one in COMPONENTS for one in value)


def _is_days(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_early(value: Any) -> bool:
    """One rule, or a table of rules by kind of entry, ``other`` for all that are not named."""
    if not isinstance(value, Mapping):
        return value in get_args(Early)
    known = CREDITS | {"waiver", "other"}
    return set(value) <= known and all(rule in get_args(Early) for rule in value.values())


def _is_order(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(s, Mapping) and _is_step(s) for s in value)


def _is_step(step: Mapping[str, Any]) -> bool:
    components, timings = step.get("components"), step.get("timings", list(TIMINGS))
    return (
        bool(components)
        and _is_component_list(components)
        and isinstance(timings, list)
        and all(timing in TIMINGS for timing in timings)
        and isinstance(step.get("charge_dates", False), bool)
        and set(step) <= {"components", "timings", "charge_dates"}
    )


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()))


def _is_amount(value: Any) -> bool:
    return _is_days(value) or (isinstance(value, str) and _is_number(value))


def _is_percent(value: Any) -> bool:
    return isinstance(value, str) and (not value or _is_number(value.strip().removesuffix("%")))


def _is_cap(value: Any) -> bool:
    """Percent a year, or so many times a reference rate, as in ``4 x LPR1Y``."""
    factor, mark, name = str(value).partition(" x ")
    return _is_number(factor) and bool(name.strip()) if mark else _is_percent(value)


Rule = tuple[Callable[[Any], bool], str]


def _choice(choices: Sequence[str]) -> Rule:
    return (lambda value: value in choices), f"Use one of {', '.join(choices)}."


_NUMBER = re.compile(r"\d{1,15}(\.\d{1,15})?")
_RULES: dict[str, Rule] = {
    **{key: _choice(choices) for key, choices in _CHOICES.items()},
    **dict.fromkeys(
        _COMPONENT_LISTS, (_is_component_list, f"Use components: {', '.join(COMPONENTS)}.")
    ),
    **dict.fromkeys(_PERCENTS, (_is_percent, 'Give percent as text, such as "18" or "0.5".')),
    **dict.fromkeys(_DAYS, (_is_days, "Give whole days, 0 or more.")),
    "allocation": (
        lambda value: value in list(ORDERS),
        f"Use one of {', '.join(ORDERS)}, or give an 'order' of your own.",
    ),
    "order": (
        _is_order,
        'Give a list of steps: { components = ["fee", …] } with, if you like, '
        f"timings ({', '.join(TIMINGS)}) and charge_dates (true or false).",
    ),
    "early": (
        _is_early,
        f"Use one of {', '.join(get_args(Early))}, or a table of them by kind of entry "
        f"({', '.join(sorted(CREDITS))}, waiver, other).",
    ),
    **dict.fromkeys(
        ("tolerance", "late_fee"), (_is_amount, 'Give an amount as text, such as "10" or "0.50".')
    ),
    "late_fee_most": (lambda value: _is_days(value) and value > 0, "Give a number from 1 on."),
    "count_due_day": (lambda value: isinstance(value, bool), "Use true or false."),
    "penalty_reference": (
        lambda value: isinstance(value, str),
        'Name a reference rate of the ledger, such as "LPR1Y".',
    ),
    "penalty_cap": (
        _is_cap,
        'Give percent a year as text ("24"), or so many times a rate ("4 x LPR1Y").',
    ),
}
KEYS = frozenset(_RULES)


def percent(text: str) -> Fraction:
    """Percent as people write it, as an exact fraction of one.

    >>> percent("12"), percent("0.5 %")
    (Fraction(3, 25), Fraction(1, 200))
    """
    return Fraction(text.strip().removesuffix("%").strip()) / 100


def rules_of(product: Mapping[str, Any], loan: Mapping[str, Any], rates: Rates) -> Rules:
    """The rules of a loan: its product's, overridden by its own columns."""
    grace = loan["grace_days"]
    return Rules(
        allocation=loan["allocation"] or product["allocation"],
        order=_order(product.get("order", ())) if not loan["allocation"] else None,
        early=_early(product["early"]),
        grace_days=product["grace_days"] if grace is None else grace,
        tolerance=_tolerance(product, loan["currency"]),
        tolerance_part=percent(product["tolerance_percent"] or "0"),
        tolerance_of=product["tolerance_of"],
        count_due_day=product["count_due_day"],
        rounding=cast(Rounding, loan["rounding"] or product["rounding"]),
        extra_due=product["extra_due"],
        chargeback_order=tuple(product["chargeback_order"]),
        chargeback_line=product["chargeback_line"],
        chargeback_credit=product["chargeback_credit"],
        penalty=_penalty(product, loan, rates),
    )


def _tolerance(product: Mapping[str, Any], currency: str) -> int:
    """The tolerated amount in minor units; WrongUse where the currency has no such amount."""
    return _money("tolerance", product, currency)


def _money(key: str, product: Mapping[str, Any], currency: str) -> int:
    text = str(product[key]).strip()
    try:
        return parse_decimal(text, currency)
    except ValueError as error:
        raise WrongUse(
            f"a product's {key} is '{text}': {error}",
            hint=f'Give an amount that {currency} has, as text, such as "10".',
        ) from None


def late_fee_of(product: Mapping[str, Any], currency: str) -> LateFee | None:
    """The late fee of a product in a currency; None where it has none."""
    from overdue_cli.domain.loan.late_fees import (
        LateFee,  # with the engine, which most do not need
    )

    amount, part = (
        _money("late_fee", product, currency),
        percent(product["late_fee_percent"] or "0"),
    )
    if not amount and not part:
        return None
    return LateFee(
        kind=product["late_fee_kind"],
        amount=amount,
        part=part,
        of=product["late_fee_of"],
        wait_days=product["late_fee_after_days"],
        every_days=product["late_fee_every_days"],
        most=product["late_fee_most"],
        due=product["late_fee_due"],
    )


def _order(steps: Sequence[Mapping[str, Any]]) -> Order | None:
    """An order of the product's own: a list of {timings, components}; None when there is none."""
    if not steps:
        return None
    made = tuple(
        AllocationStep(tuple(step.get("timings", TIMINGS)), tuple(step["components"]))
        for step in steps
    )
    return Order(made, any(step.get("charge_dates", False) for step in steps))


def _early(value: str | Mapping[str, str]) -> tuple[tuple[str, Early], ...]:
    by_kind = {"": value} if isinstance(value, str) else value
    kept = {("" if kind == "other" else kind): rule for kind, rule in by_kind.items()}
    return tuple(
        (kind, cast(Early, rule)) for kind, rule in kept.items() if rule != "next" or kind
    )


def _penalty(
    product: Mapping[str, Any], loan: Mapping[str, Any], rates: Rates
) -> PenaltyTerms | None:
    """Penalty interest of a loan: its own rate or uplift, else the product's; None for none."""
    table = _penalty_rates(product, loan, rates)
    if table is None:
        return None
    return PenaltyTerms(
        rates=table,
        on=tuple(product["penalty_on"]),
        day_count=product["penalty_day_count"],
        grace_days=product["penalty_grace_days"],
        cap=_cap(product, loan, rates),
    )


def _penalty_rates(
    product: Mapping[str, Any], loan: Mapping[str, Any], rates: Rates
) -> RateTable | None:
    contract = percent(loan["annual_rate"] or "0")
    if loan["penalty_rate"] or loan["penalty_uplift"]:
        product = {"penalty_rate": loan["penalty_rate"], "penalty_uplift": loan["penalty_uplift"]}
    if product.get("penalty_rate"):
        return fixed(percent(product["penalty_rate"]))
    if product.get("penalty_uplift"):
        return fixed(contract * (1 + percent(product["penalty_uplift"])))
    if product.get("penalty_reference"):
        spread = percent(product["penalty_spread"] or "0")
        return plus(reference(product["penalty_reference"], rates), spread)
    return None


def reference(name: str, rates: Rates) -> RateTable:
    """The dated table of a reference rate; WrongUse when the ledger has none of that name."""
    if name not in rates:
        raise WrongUse(
            f"the ledger has no reference rate '{name}'",
            hint="Import one with 'overdue rates import FILE'.",
        )
    return rates[name]


def _cap(
    product: Mapping[str, Any], loan: Mapping[str, Any], rates: Rates
) -> PenaltyCeiling | None:
    """The ceiling on late cost: percent a year, or so many times a reference rate."""
    text = str(product["penalty_cap"]).strip()
    if not text:
        return None
    factor, mark, name = text.partition(" x ")
    if not mark:
        return PenaltyCeiling(f"{text} %", fixed(percent(text)))
    table = reference(name.strip(), rates)
    if product["penalty_cap_on"] == "contract" and loan["disbursed_on"]:
        table = fixed(rate_on(table, date.fromisoformat(loan["disbursed_on"])))
    return PenaltyCeiling(text, times(table, Fraction(factor)))
