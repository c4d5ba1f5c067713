"""Every situation of the packs, lived through in a ledger: asked, queued and logged alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gate_cases import said_of
from overdue_cli.policies.layers import layers_of, shipped_names


def _situations() -> Iterator[Any]:
    for pack in shipped_names():
        own = layers_of(pack)[-1].data
        default = own.get("case_default", {})
        for row in own.get("case", ()):
            if "ask" in row:
                yield pytest.param(pack, {**default, **row}, id=f"{pack}: {row['name']}")


@pytest.mark.parametrize(("pack", "row"), list(_situations()))
def test_one_verdict_in_three_places(tmp_path: Path, pack: str, row: dict[str, Any]) -> None:
    said = said_of(tmp_path / "ledger", pack, row)
    assert said.decision == row["expect"]["decision"], said
