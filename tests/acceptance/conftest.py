"""Runs the real command in this process, on a ledger in a temporary folder."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from overdue_cli.cli.main import app

SHARED = Path(__file__).parents[3] / "shared"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("queue", "--stage", "phone", code=0)``: the finished command, its status checked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    for name in ("OVERDUE_DB", "OVERDUE_NOW", "OVERDUE_POLICY"):
        monkeypatch.delenv(name, raising=False)
    runner = CliRunner()

    def call(*args: str, code: int | None = 0, now: str | None = None) -> Result:
        env = {"OVERDUE_NOW": now} if now else {}
        result = runner.invoke(app, list(args), env=env)
        said = f"{args}: exit {result.exit_code}\n{result.stdout}\n{result.stderr}"
        assert result.exception is None or isinstance(result.exception, SystemExit), said
        assert code is None or result.exit_code == code, said
        return result

    return call


@pytest.fixture
def rows(run: Run) -> Callable[..., list[dict[str, str]]]:
    """The csv rows that a command prints."""

    def call(*args: str, **options: Any) -> list[dict[str, str]]:
        out = run(*args, "--format", "csv", **options).stdout
        return list(csv.DictReader(io.StringIO(out)))

    return call


@pytest.fixture
def data(run: Run) -> Callable[..., Any]:
    """The json that a command prints."""

    def call(*args: str, **options: Any) -> Any:
        return json.loads(run(*args, "--format", "json", **options).stdout)

    return call


@pytest.fixture
def shared_data() -> Path:
    """Real files beside the repository; tests that need them are skipped where they are absent."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("no real files beside the repository")
    return folder
