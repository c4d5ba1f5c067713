"""Ctrl-C says what came of an import: nothing, or all of it and how to take it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from overdue_cli.actions.imports import run as runner
from overdue_cli.cli.imports import import_ as command

NOW = "2026-06-10T12:00:00+08:00"
ROWS = "customer_id,name\nC-1,Ana\n"


@pytest.fixture
def file(run: Any, tmp_path: Path) -> str:
    """A file of one customer beside a new ledger."""
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "customers.csv").write_text(ROWS, encoding="utf-8")
    return "customers.csv"


def stop(*_: Any, **__: Any) -> Any:
    """What Ctrl-C does in the middle of some work."""
    raise KeyboardInterrupt


def test_in_the_middle_nothing_was_written(
    run: Any, file: str, rows: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "conclude", stop)
    said = run("import", file, code=130, now=NOW).stderr
    assert said.endswith("Nothing was written.\n\noverdue: interrupted\n")
    assert rows("find", "Ana", now=NOW) == []


def test_after_the_last_row_all_of_it_was_written(
    run: Any, file: str, rows: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "import_document", stop)
    said = run("import", file, code=130, now=NOW).stderr
    assert "All of it had been written. [journal 2; undo with: overdue undo 2]" in said
    assert [row["customer_id"] for row in rows("find", "Ana", now=NOW)] == ["C-1"]
    run("undo", "2", now=NOW)


def test_before_it_begins_nothing_is_said_of_it(
    run: Any, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "opened_writing", stop)
    assert run("import", file, code=130, now=NOW).stderr.strip() == "overdue: interrupted"
