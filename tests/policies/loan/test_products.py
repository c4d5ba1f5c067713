"""Products: what may stand in them, and what an order of one's own becomes."""

from __future__ import annotations

import pytest

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.loan import AllocationStep, Order
from overdue_cli.policies.loan.product_keys import check_product
from overdue_cli.policies.loan.products import products_of, rules_of
from overdue_cli.policies.pack import load, product_rows

LOAN = {
    "currency": "EUR",
    "grace_days": None,
    "rounding": "",
    "allocation": "",
    "annual_rate": "12",
    "penalty_rate": None,
    "penalty_uplift": None,
    "disbursed_on": "2026-01-31",
}


def product(**settings):
    default = load("standard").tables["product"]["default"]
    return products_of({"default": {**default, **settings}})["default"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("order", "standard"),
        ("order", [{}]),
        ("order", [{"components": ["interst"]}]),
        ("order", [{"components": ["fee"], "timings": ["late"]}]),
        ("order", [{"components": ["fee"], "charge_date": True}]),
        ("early", 5),
        ("early", {"repaymnt": "next"}),
        ("early", {"repayment": "later"}),
        ("allocation", ["standard"]),
        ("tolerance", "abc"),
        ("tolerance", "-5"),
        ("tolerance_percent", 5),
        ("penalty_rate", "1e9"),
        ("penalty_cap", "4x LPR1Y"),
        ("chargeback_order", "fee"),
        ("chargeback_order", 5),
        ("grace_days", True),
        ("grace_days", -1),
        ("count_due_day", 1),
        ("penalty_reference", 9),
        ("rounding", ["half_up"]),
    ],
)
def test_a_wrong_setting_is_named_with_what_may_stand_there(key, value):
    with pytest.raises(WrongUse, match=f"product 'P': {key} is") as error:
        check_product("P", {key: value})
    assert error.value.hint


@pytest.mark.parametrize(
    ("key", "said"), [("roundin", "Did you mean rounding?"), ("zzz", "Known keys: allocation,")]
)
def test_an_unknown_key_is_an_error_that_names_the_nearest(key, said):
    with pytest.raises(WrongUse, match=f"product 'P': there is no key '{key}'") as error:
        check_product("P", {key: "half_up"})
    assert error.value.hint.startswith(said)


def test_the_shipped_products_are_right():
    for name, settings in product_rows(load("standard").tables).items():
        check_product(name, settings)


def test_an_order_of_its_own_is_walked_as_it_stands():
    steps = [
        {"timings": ["past_due", "due"], "components": ["fee", "principal"], "charge_dates": True},
        {"timings": ["in_advance"], "components": ["principal"]},
    ]
    check_product("P", {"order": steps})
    assert rules_of(product(order=steps), LOAN, {}).order == Order(
        (
            AllocationStep(("past_due", "due"), ("fee", "principal")),
            AllocationStep(("in_advance",), ("principal",)),
        ),
        charge_dates=True,
    )


def test_the_allocation_of_a_loan_wins_over_the_order_of_its_product():
    rules = rules_of(product(order=[{"components": ["fee"]}]), LOAN | {"allocation": "rbi"}, {})
    assert (rules.order, rules.allocation) == (None, "rbi")


def test_early_money_by_kind_of_entry_with_a_rule_for_all_others():
    early = {"goodwill": "last", "repayment": "next", "other": "reamortise"}
    rules = rules_of(product(early=early), LOAN, {})
    assert dict(rules.early) == {"goodwill": "last", "repayment": "next", "": "reamortise"}


def test_a_tolerance_finer_than_the_currency_is_refused():
    with pytest.raises(WrongUse, match=r"EUR has 2 digits"):
        rules_of(product(tolerance="0.005"), LOAN, {})
