"""What a consent opens: hours, days, dials, other persons, media; asked, queued, logged alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gate_tables import says, situations


@pytest.mark.parametrize(("pack", "row"), situations("consents"))
def test_a_consent_opens_what_it_names_and_no_more(
    tmp_path: Path, pack: str, row: dict[str, Any]
) -> None:
    assert says(tmp_path / "ledger", pack, row) == row["says"]
