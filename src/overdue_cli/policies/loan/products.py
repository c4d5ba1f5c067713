"""Products: the terms that many loans share, from TOML to the rules the engine works by.

A loan names its product; what a column of the loan says overrides it. Rates are percent a year;
a reference rate (LPR1Y, ECB, …) is a dated table of the ledger, never a constant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, cast

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.allocation import DEBT_ORDER, TIMINGS
from overdue_cli.domain.loan.loan import (
    AllocationStep,
    Component,
    DayCount,
    DownPaymentRounding,
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
Loan = Mapping[str, Any]
AmountText = str | int

#: Columns of a loan that decide its rules, with its product.
_DECIDING = (
    *("product", "currency", "allocation", "grace_days", "rounding"),
    *("annual_rate", "penalty_rate", "penalty_uplift", "disbursed_on"),
)


@dataclass(frozen=True, slots=True)
class Product:
    """The terms of one product, a field for each key of ``[product.NAME]``.

    Amounts are major units and percents are percent, both as text: what they come to hangs on the
    currency of a loan.
    """

    name: str
    own_keys: frozenset[str]
    """Keys that its own table sets; the others are those of the default product."""
    allocation: str = "standard"
    order: Order | None = None
    early: tuple[tuple[str, Early], ...] = ()
    grace_days: int = 0
    tolerance: AmountText = "0"
    tolerance_percent: str = "0"
    tolerance_of: Literal["larger", "smaller"] = "larger"
    discount_percent: str = "0"
    discount_days: int = 0
    rounding: Rounding = "half_up"
    down_payment_rounding: DownPaymentRounding = "currency"
    count_due_day: bool = False
    extra_due: Literal["first", "latest"] = "first"
    chargeback_order: tuple[Component, ...] = ()
    chargeback_line: Literal["own", "instalment"] = "own"
    chargeback_credit: Literal["pays", "covers", "waits"] = "pays"
    surplus: Literal["loan", "account"] = "loan"
    charge_off_accrual: Literal["goes_on", "stops"] = "goes_on"
    penalty_rate: str = ""
    penalty_uplift: str = ""
    penalty_reference: str = ""
    penalty_spread: str = ""
    penalty_on: tuple[Component, ...] = ("principal",)
    penalty_day_count: DayCount = "actual/360"
    penalty_grace_days: int = 0
    penalty_cap: AmountText = ""
    penalty_cap_on: Literal["contract", "daily"] = "contract"
    late_fee: AmountText = "0"
    late_fee_percent: str = ""
    late_fee_of: Literal["principal", "principal_interest", "all"] = "principal_interest"
    late_fee_after_days: int = 0
    late_fee_every_days: int = 0
    late_fee_most: int = 1
    late_fee_kind: Literal["fee", "penalty"] = "fee"
    late_fee_due: Literal["charged", "instalment"] = "charged"
    unnamed: str = ""
    """Of the default product: what an import says where loans name no product; '' for nothing."""

    @property
    def has_late_fee(self) -> bool:
        """Whether it names a late fee, in whatever currency."""
        return str(self.late_fee).strip(" 0.") != "" or bool(self.late_fee_percent)


def products_of(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Product]:
    """The products of ``[product]`` by name, each laid over ``default``."""
    default = tables["default"]
    return {name: _product(name, row, {**default, **row}) for name, row in tables.items()}


def _product(name: str, own: Mapping[str, Any], row: Mapping[str, Any]) -> Product:
    values = {key: _READ[key](value) if key in _READ else value for key, value in row.items()}
    return Product(name, frozenset(own), **values)


def rules_by(
    products: Mapping[str, Product], rates: Rates, debts: tuple[str, ...] = DEBT_ORDER
) -> Callable[[Loan], Rules]:
    """Gives the rules of a loan from its row; loans of the same terms share one value.

    ``debts`` is the order of debts of the policy.
    """
    terms_of = itemgetter(*_DECIDING)

    @cache
    def rules_of_terms(terms: tuple[Any, ...]) -> Rules:
        loan = dict(zip(_DECIDING, terms, strict=True))
        product = products.get(loan["product"], products["default"])
        return replace(rules_of(product, loan, rates), debts=debts)

    return lambda loan: rules_of_terms(terms_of(loan))


def percent(text: str) -> Fraction:
    """Percent as people write it, as an exact fraction of one.

    >>> percent("12"), percent("0.5 %")
    (Fraction(3, 25), Fraction(1, 200))
    """
    return Fraction(text.strip().removesuffix("%").strip()) / 100


def rules_of(product: Product, loan: Loan, rates: Rates) -> Rules:
    """The rules of a loan: its product's, overridden by its own columns."""
    grace = loan["grace_days"]
    return Rules(
        allocation=loan["allocation"] or product.allocation,
        order=None if loan["allocation"] else product.order,
        early=product.early,
        grace_days=product.grace_days if grace is None else grace,
        tolerance=_money("tolerance", product.tolerance, loan["currency"]),
        tolerance_part=percent(product.tolerance_percent or "0"),
        tolerance_of=product.tolerance_of,
        count_due_day=product.count_due_day,
        rounding=cast(Rounding, loan["rounding"] or product.rounding),
        extra_due=product.extra_due,
        chargeback_order=product.chargeback_order,
        chargeback_line=product.chargeback_line,
        chargeback_credit=product.chargeback_credit,
        surplus=product.surplus,
        charge_off_accrual=product.charge_off_accrual,
        penalty=_penalty(product, loan, rates),
        discount_part=percent(product.discount_percent or "0"),
        discount_days=product.discount_days,
    )


def _money(key: str, amount: AmountText, currency: str) -> int:
    """An amount in minor units; WrongUse where the currency has no such amount."""
    text = str(amount).strip()
    try:
        return parse_decimal(text, currency)
    except ValueError as error:
        raise WrongUse(
            f"a product's {key} is '{text}': {error}",
            hint=f'Give an amount that {currency} has, as text, such as "10".',
        ) from None


def late_fee_of(product: Product, currency: str) -> LateFee | None:
    """The late fee of a product in a currency; None where it has none."""
    from overdue_cli.domain.loan.late_fees import (
        LateFee,  # with the engine, which most do not need
    )

    amount = _money("late_fee", product.late_fee, currency)
    part = percent(product.late_fee_percent or "0")
    if not amount and not part:
        return None
    return LateFee(
        kind=product.late_fee_kind,
        amount=amount,
        part=part,
        of=product.late_fee_of,
        wait_days=product.late_fee_after_days,
        every_days=product.late_fee_every_days,
        most=product.late_fee_most,
        due=product.late_fee_due,
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


#: Keys whose values are read; the others are kept as they stand.
_READ: dict[str, Callable[[Any], Any]] = {
    "order": _order,
    "early": _early,
    "chargeback_order": tuple,
    "penalty_on": tuple,
}


def _penalty(product: Product, loan: Loan, rates: Rates) -> PenaltyTerms | None:
    """Penalty interest of a loan: its own rate or uplift, else the product's; None for none."""
    table = _penalty_rates(product, loan, rates)
    if table is None:
        return None
    return PenaltyTerms(
        rates=table,
        on=product.penalty_on,
        day_count=product.penalty_day_count,
        grace_days=product.penalty_grace_days,
        cap=_cap(product, loan, rates),
    )


def _penalty_rates(product: Product, loan: Loan, rates: Rates) -> RateTable | None:
    contract = percent(loan["annual_rate"] or "0")
    own = bool(loan["penalty_rate"] or loan["penalty_uplift"])
    rate = loan["penalty_rate"] if own else product.penalty_rate
    uplift = loan["penalty_uplift"] if own else product.penalty_uplift
    if rate:
        return fixed(percent(rate))
    if uplift:
        return fixed(contract * (1 + percent(uplift)))
    if product.penalty_reference and not own:
        spread = percent(product.penalty_spread or "0")
        return plus(reference(product.penalty_reference, rates), spread)
    return None


def reference(name: str, rates: Rates) -> RateTable:
    """The dated table of a reference rate; WrongUse when the ledger has none of that name."""
    if name not in rates:
        raise WrongUse(
            f"the ledger has no reference rate '{name}'",
            hint="Import one with 'overdue rates import FILE'.",
        )
    return rates[name]


def _cap(product: Product, loan: Loan, rates: Rates) -> PenaltyCeiling | None:
    """The ceiling on late cost: percent a year, or so many times a reference rate."""
    text = str(product.penalty_cap).strip()
    if not text:
        return None
    factor, mark, name = text.partition(" x ")
    if not mark:
        return PenaltyCeiling(f"{text} %", fixed(percent(text)))
    table = reference(name.strip(), rates)
    if product.penalty_cap_on == "contract" and loan["disbursed_on"]:
        table = fixed(rate_on(table, date.fromisoformat(loan["disbursed_on"])))
    return PenaltyCeiling(text, times(table, Fraction(factor)))
