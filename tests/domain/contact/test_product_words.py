"""Rules of one product go by its kind, by whatever name a file calls it."""

from __future__ import annotations

import pytest

from overdue_cli.domain.contact.rules import Binds

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
