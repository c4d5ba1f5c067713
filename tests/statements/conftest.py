"""The real command on a small book of loans, and the figures that the tests ask for."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from overdue_cli.cli.main import app

sys.path.insert(0, str(Path(__file__).parent))

NOW = "2026-07-01T09:00:00+02:00"
Run = Callable[..., Result]

LOANS = """loan_id,customer_id,name,phone,principal,disbursed_on,method,instalments,currency
L-2041,C-17,Anna Müller,+49 170 1234567,1200,2026-01-10,equal_principal,12,EUR
L-2042,C-17,Anna Müller,+49 170 1234567,600,2026-02-10,equal_principal,6,EUR
L-2050,C-18,Jan Nowak,,2400,2026-01-15,equal_principal,12,EUR
L-2051,C-19,王小明,,3600,2026-01-15,equal_principal,12,CNY
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("match", code=0)``: the finished command on a pinned day, its status checked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    for name in ("OVERDUE_DB", "OVERDUE_POLICY"):
        monkeypatch.delenv(name, raising=False)
    runner = CliRunner()

    def call(*args: str, code: int | None = 0) -> Result:
        result = runner.invoke(app, list(args), env={"OVERDUE_NOW": NOW})
        said = f"{args}: exit {result.exit_code}\n{result.stdout}\n{result.stderr}"
        assert result.exception is None or isinstance(result.exception, SystemExit), said
        assert code is None or result.exit_code == code, said
        return result

    return call


@pytest.fixture
def data(run: Run) -> Callable[..., Any]:
    """The json that a command prints."""

    def call(*args: str, code: int = 0) -> Any:
        return json.loads(run(*args, "--format", "json", code=code).stdout)

    return call


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
