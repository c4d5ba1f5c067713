"""What customers ask for: call-backs, an end of contact, answers, a lawyer; in three places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gate_tables import says, situations


@pytest.mark.parametrize(("pack", "row"), situations("requests"))
def test_what_a_customer_asks_for_is_kept(tmp_path: Path, pack: str, row: dict[str, Any]) -> None:
    assert says(tmp_path / "ledger", pack, row) == row["says"]
