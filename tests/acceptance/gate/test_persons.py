"""Whom a contact is with, and what for: consumers, third parties, purposes; in three places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gate_tables import says, situations


@pytest.mark.parametrize(("pack", "row"), situations("persons"))
def test_whom_a_contact_is_with_decides(tmp_path: Path, pack: str, row: dict[str, Any]) -> None:
    assert says(tmp_path / "ledger", pack, row) == row["says"]


@pytest.mark.parametrize(("pack", "row"), situations("purposes"))
def test_what_a_contact_is_for_decides(tmp_path: Path, pack: str, row: dict[str, Any]) -> None:
    assert says(tmp_path / "ledger", pack, row) == row["says"]
