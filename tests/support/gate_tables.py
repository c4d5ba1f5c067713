"""Tables of situations across packs: who collects and where the customer is, by pack."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gate_cases import said_of

TABLES = Path(__file__).parents[1] / "cases" / "gate"
ZONES = {
    "us_regf": "America/New_York",
    "ie_cca": "Europe/Dublin",
    "uk_conc": "Europe/London",
    "de": "Europe/Berlin",
    "au_rg96": "Australia/Sydney",
}
#: A number that was dialled six times on one day without an answer.
_SIX_DIALS = {
    "phone": "+8613800138000",
    "history": [
        {"at": datetime(2026, 6, 30, hour, 10), "outcome": "NA", "point": "+8613800138000"}
        for hour in range(8, 14)
    ],
}


def situations(table: str) -> list[Any]:
    """The rows of a table of ``tests/cases/gate``, each with its pack, as test parameters."""
    tables = tomllib.loads((TABLES / f"{table}.toml").read_text(encoding="utf-8"))
    return [
        pytest.param(pack, _spelt_out(pack, row), id=f"{pack}: {row['name']}")
        for pack, rows in tables.items()
        for row in rows
    ]


def _spelt_out(pack: str, row: dict[str, Any]) -> dict[str, Any]:
    base: dict[str, Any] = {"zones": [ZONES.get(pack, "Asia/Shanghai")]}
    if pack == "us_regf":
        base["role"] = "agency"
    dialled = _SIX_DIALS if row.get("history") == "six dials" else {}
    return {**base, **row, **dialled}


def says(folder: Path, pack: str, row: dict[str, Any]) -> str:
    """The verdict on a situation and the rule that decided, which all three places agree on."""
    return " ".join(said_of(folder, pack, row)).strip()
