"""A law about one product judges its loans by whatever name the file has for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T18:30:00"
LOANS = """customer_id,loan_id,name,principal,disbursed_on,method,instalments,annual_rate,product
B1,M1,Lakshmi,30000,2026-01-10,annuity,12,24,{product}
"""


@pytest.fixture
def asked(run: Any, tmp_path: Path) -> Any:
    """What ``may`` and the queue say of a customer whose loan is called so."""

    def answer(pack: str, zone: str, product: str, *words: str) -> dict[str, Any]:
        now = f"{NOW}{zone}"
        run("init", "--currency", "INR", "--policy", pack, now=now)
        (tmp_path / "f.csv").write_text(LOANS.format(product=product), encoding="utf-8")
        run("import", "f.csv", now=now)
        text = run("may", "B1", *words, "--format", "json", code=None, now=now).stdout
        return {key: json.loads(text)[key] for key in ("decision", "rule")}

    return answer


@pytest.mark.parametrize("product", ["microfinance", "Microfinance", "MFI", "micro-finance loan"])
def test_half_past_six_is_too_late_for_microfinance(asked: Any, product: str) -> None:
    told = asked("in_rbi", "+05:30", product)
    assert told == {"decision": "block", "rule": "rbi_microfinance_hours"}


def test_and_not_for_another_loan(asked: Any) -> None:
    assert asked("in_rbi", "+05:30", "vehicle")["decision"] == "allow"


@pytest.mark.parametrize("product", ["credit_card", "信用卡", "Credit Card"])
def test_friends_of_who_owes_on_a_card_are_left_alone(asked: Any, product: str) -> None:
    told = asked("cn_bank", "+08:00", product, "--person", "朋友")
    assert told == {"decision": "block", "rule": "card_2011_third_parties"}
