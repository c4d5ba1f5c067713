"""What holds for every test: the real command in this process, in a folder of its own.

No variable of the person who runs the tests changes an answer.
"""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from command import Run, overdue

for _name in ("OVERDUE_DB", "OVERDUE_ACTOR", "OVERDUE_POLICY", "OVERDUE_LANG", "OVERDUE_NOW"):
    os.environ.pop(_name, None)
for _name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
    os.environ.pop(_name, None)


def surroundings() -> list[object]:
    """What a command run in this process could leave otherwise than it was."""
    env = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    handlers = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)]
    return [env, Path.cwd(), gc.isenabled(), handlers]


@pytest.fixture(autouse=True)
def _nothing_leaks() -> Iterator[None]:
    """A test leaves variables, folder, signals and garbage collection as they were."""
    before = surroundings()
    yield
    assert surroundings() == before


@pytest.fixture(scope="session", autouse=True)
def _migrated_once() -> Iterator[None]:
    """The migrations fill one empty file; every other new ledger begins as a copy of it."""
    from overdue_cli.store.ledger import migrate

    really, filled = migrate.migrate, []

    def copied(path: Path, *finish: Any) -> None:
        if path.stat().st_size:
            really(path, *finish)
        elif filled:
            path.write_bytes(filled[0])
        else:
            really(path)
            filled.append(path.read_bytes())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "migrate", copied)
        yield


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command as a tester gives it in an empty folder: ``run("queue", code=0, now=NOW)``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    for name in ("OVERDUE_DB", "OVERDUE_NOW", "OVERDUE_POLICY"):
        monkeypatch.delenv(name, raising=False)
    return overdue


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
