"""Rules of one product go by its kind, by whatever name a file calls it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from overdue_cli.domain.contact.gate import verdict
from overdue_cli.domain.contact.rules import Binds, ContactQuestion
from overdue_cli.domain.ladder.case import Case, CaseLoan
from overdue_cli.policies.pack import load

CARD = Binds(products=frozenset({"credit_card"}))
NO_MICROFINANCE = Binds(not_products=frozenset({"microfinance"}))


@pytest.mark.parametrize("name", ["credit_card", "Credit Card", "信用卡", "贷记卡", "CREDIT-CARD"])
def test_a_rule_about_credit_cards_binds_them_by_every_name(name: str) -> None:
    assert CARD.holds_for("creditor", "consumer", frozenset({name}))


@pytest.mark.parametrize("name", ["消费贷", "card loan", "default", ""])
def test_and_nothing_else(name: str) -> None:
    assert not CARD.holds_for("creditor", "consumer", frozenset({name}))


@pytest.mark.parametrize("name", ["Microfinance", "micro-finance", "MFI", "microfinance loan"])
def test_a_product_of_another_law_is_left_out_by_every_name(name: str) -> None:
    assert not NO_MICROFINANCE.holds_for("creditor", "consumer", frozenset({name}))
    assert NO_MICROFINANCE.holds_for("creditor", "consumer", frozenset({name, "vehicle"}))


@pytest.mark.parametrize(("status", "decision"), [("closed", "allow"), ("active", "block")])
def test_a_loan_that_is_closed_binds_nobody_to_the_rules_of_its_product(
    status: str, decision: str
) -> None:
    def loan(name: str, state: str, product: str) -> CaseLoan:
        return CaseLoan(name, "INR", state, 1, 1, None, None, None, 0, product)

    case = Case(
        customer_id="B1",
        loans=(loan("M", status, "microfinance"), loan("V", "active", "vehicle")),
        time_zones=("Asia/Kolkata",),
    )
    zone = ZoneInfo("Asia/Kolkata")
    half_past_six = ContactQuestion("call", datetime(2026, 6, 30, 18, 30, tzinfo=zone))
    rules = load("in_rbi").contact_rules("creditor")
    assert verdict(rules, case, half_past_six, fallback=zone).decision == decision
