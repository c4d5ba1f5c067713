"""What may stand in a table [product.NAME], and what is said of everything else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.allocation import ORDERS, TIMINGS
from overdue_cli.domain.loan.loan import COMPONENTS, CREDITS, DayCount, DownPaymentRounding, Early
from overdue_cli.domain.money import Rounding
from overdue_cli.policies.key_checks import TEXT, YES_NO, Check, choice, is_whole

_CHOICES: dict[str, Sequence[str]] = {
    "rounding": get_args(Rounding),
    "down_payment_rounding": get_args(DownPaymentRounding),
    "tolerance_of": ("larger", "smaller"),
    "extra_due": ("first", "latest"),
    "chargeback_line": ("own", "instalment"),
    "chargeback_credit": ("pays", "covers", "waits"),
    "surplus": ("loan", "account"),
    "charge_off_accrual": ("goes_on", "stops"),
    "penalty_day_count": get_args(DayCount),
    "penalty_cap_on": ("contract", "daily"),
    "late_fee_of": ("principal", "principal_interest", "all"),
    "late_fee_kind": ("fee", "penalty"),
    "late_fee_due": ("charged", "instalment"),
}
_COMPONENT_LISTS = ("chargeback_order", "penalty_on")
_PERCENTS = (
    "tolerance_percent",
    "discount_percent",
    "penalty_rate",
    "penalty_uplift",
    "penalty_spread",
    "late_fee_percent",
)
_DAYS = (
    "discount_days",
    "grace_days",
    "penalty_grace_days",
    "late_fee_after_days",
    "late_fee_every_days",
)


def check_product(name: str, product: Mapping[str, Any]) -> None:
    """Nothing, or WrongUse that names the product, the key and what may stand there."""
    for key, value in product.items():
        if key not in KEYS:
            raise WrongUse(f"product '{name}': there is no key '{key}'", hint=_near(key))
        fits, expected = _RULES[key]
        if not fits(value):
            raise WrongUse(f"product '{name}': {key} is {value!r}", hint=expected)


def _near(key: str) -> str:
    near = get_close_matches(key, KEYS, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(sorted(KEYS))}."


def _is_component_list(value: Any) -> bool:
    return isinstance(value, list) and all(one in COMPONENTS for one in value)


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
    return is_whole(value) or (isinstance(value, str) and _is_number(value))


def _is_percent(value: Any) -> bool:
    return isinstance(value, str) and (not value or _is_number(value.strip().removesuffix("%")))


def _is_cap(value: Any) -> bool:
    """Percent a year, or so many times a reference rate, as in ``4 x LPR1Y``."""
    factor, mark, name = str(value).partition(" x ")
    return _is_number(factor) and bool(name.strip()) if mark else _is_percent(value)


_NUMBER = re.compile(r"\d{1,15}(\.\d{1,15})?")
_RULES: dict[str, Check] = {
    **{key: choice(choices) for key, choices in _CHOICES.items()},
    **dict.fromkeys(
        _COMPONENT_LISTS, (_is_component_list, f"Use components: {', '.join(COMPONENTS)}.")
    ),
    **dict.fromkeys(_PERCENTS, (_is_percent, 'Give percent as text, such as "18" or "0.5".')),
    **dict.fromkeys(_DAYS, (is_whole, "Give whole days, 0 or more.")),
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
    "late_fee_most": (lambda value: is_whole(value, 1), "Give a number from 1 on."),
    "count_due_day": YES_NO,
    "unnamed": TEXT,
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
