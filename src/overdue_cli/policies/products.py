"""Products: the terms that many loans share, from TOML to the rules the engine works by.

A loan names its product; what a column of the loan says overrides it. Rates are percent a year;
a reference rate (LPR1Y, ECB, …) is a dated table of the ledger, never a constant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, cast, get_args

from overdue_cli.domain.allocation import ORDERS, TIMINGS
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan import (
    COMPONENTS,
    Cap,
    DayCount,
    Early,
    Order,
    PenaltyTerms,
    RateTable,
    Rules,
    Step,
)
from overdue_cli.domain.money import Rounding, parse_decimal
from overdue_cli.domain.rates import fixed, plus, rate_on, times

Rates = Mapping[str, RateTable]

_CHOICES: dict[str, Sequence[str]] = {
    "rounding": get_args(Rounding),
    "tolerance_of": ("larger", "smaller"),
    "extra_due": ("first", "latest"),
    "chargeback_line": ("own", "instalment"),
    "chargeback_credit": ("pays", "covers", "waits"),
    "penalty_day_count": get_args(DayCount),
    "penalty_cap_on": ("contract", "daily"),
}
_COMPONENT_LISTS = ("chargeback_order", "penalty_on")
_PERCENTS = ("tolerance_percent", "penalty_rate", "penalty_uplift", "penalty_spread")
_DAYS = ("grace_days", "penalty_grace_days")
KEYS = frozenset(
    {
        "allocation",
        "early",
        "order",
        "tolerance",
        "count_due_day",
        "penalty_reference",
        "penalty_cap",
        *_CHOICES,
        *_COMPONENT_LISTS,
        *_PERCENTS,
        *_DAYS,
    }
)


def check_product(name: str, product: Mapping[str, Any]) -> None:
    """Nothing, or WrongUse that names the product, the key and what may stand there."""
    for key, value in product.items():
        wrong = _fault(key, value)
        if wrong:
            raise WrongUse(f"product '{name}': {key} is {value!r}", hint=wrong)


def _fault(key: str, value: Any) -> str:
    """What may stand at a key, when this value may not; '' when it may."""
    if key not in KEYS:
        return f"Known keys: {', '.join(sorted(KEYS))}."
    if key in _CHOICES and value not in _CHOICES[key]:
        return f"Use one of {', '.join(_CHOICES[key])}."
    if key == "allocation" and value not in ORDERS:
        return f"Use one of {', '.join(ORDERS)}, or give an 'order' of your own."
    if key in _COMPONENT_LISTS and not set(value) <= set(COMPONENTS):
        return f"Use components: {', '.join(COMPONENTS)}."
    if key in _DAYS and not (isinstance(value, int) and value >= 0):
        return "Give whole days, 0 or more."
    if key == "count_due_day" and not isinstance(value, bool):
        return "Use true or false."
    if key == "early" and not set(_early_names(value)) <= set(get_args(Early)):
        return f"Use one of {', '.join(get_args(Early))}, or a table of them by kind of entry."
    if key in _PERCENTS and not _is_percent(value):
        return 'Give percent as text, such as "18" or "0.5".'
    return ""


def _early_names(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, Mapping) else [value]


def _is_percent(value: Any) -> bool:
    try:
        return value == "" or percent(str(value)) >= 0
    except (ValueError, ZeroDivisionError):
        return False


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
        tolerance=parse_decimal(str(product["tolerance"]), loan["currency"]),
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


def _order(steps: Sequence[Mapping[str, Any]]) -> Order | None:
    """An order of the product's own: a list of {timings, components}; None when there is none."""
    if not steps:
        return None
    made = tuple(
        Step(tuple(step.get("timings", TIMINGS)), tuple(step["components"])) for step in steps
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


def _cap(product: Mapping[str, Any], loan: Mapping[str, Any], rates: Rates) -> Cap | None:
    """The ceiling on late cost: percent a year, or so many times a reference rate."""
    text = str(product["penalty_cap"]).strip()
    if not text:
        return None
    factor, mark, name = text.partition(" x ")
    if not mark:
        return Cap(f"{text} %", fixed(percent(text)))
    table = reference(name.strip(), rates)
    if product["penalty_cap_on"] == "contract" and loan["disbursed_on"]:
        table = fixed(rate_on(table, date.fromisoformat(loan["disbursed_on"])))
    return Cap(text, times(table, Fraction(factor)))
