"""The real command on a small book of loans, and the figures that the tests ask for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from command import Run

NOW = "2026-07-01T09:00:00+02:00"

LOANS = """loan_id,customer_id,name,phone,principal,disbursed_on,method,instalments,currency
L-2041,C-17,Anna Müller,+49 170 1234567,1200,2026-01-10,equal_principal,12,EUR
L-2042,C-17,Anna Müller,+49 170 1234567,600,2026-02-10,equal_principal,6,EUR
L-2050,C-18,Jan Nowak,,2400,2026-01-15,equal_principal,12,EUR
L-2051,C-19,王小明,,3600,2026-01-15,equal_principal,12,CNY
"""


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, on a day when every line of the statements has been booked."""
    monkeypatch.setenv("OVERDUE_NOW", NOW)
    return run


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Run:
    """A ledger with four loans; gives ``run``."""
    run("init", "--currency", "EUR")
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv")
    return run


@pytest.fixture
def lines(run: Run) -> Callable[..., list[dict[str, str]]]:
    """Every bank line as ``overdue match --all`` lists it."""

    def call(*args: str) -> list[dict[str, str]]:
        out = run("match", "--all", "--format", "csv", *args).stdout
        return list(csv.DictReader(io.StringIO(out)))

    return call
