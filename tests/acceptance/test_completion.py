"""Completion knows the ledger, and installs for bash, zsh and fish."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from command import overdue

NOW = "2026-06-30T10:00:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path, book_files: Any) -> Path:
    run("init", now=NOW)
    run("import", *book_files(tmp_path / "files"), now=NOW)
    return tmp_path


def words_so_far(folder: Path, shell: str, line: str) -> dict[str, str]:
    """The variables by which a shell asks for the last word of a line."""
    return {
        "_OVERDUE_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "OVERDUE_DB": str(folder / "overdue.db"),
    }


def complete(folder: Path, shell: str, line: str) -> list[str]:
    """What a shell is offered."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in words_so_far(folder, shell, line).items():
            patch.setenv(name, value)
        done = overdue(code=None)
    assert done.stderr == ""
    return done.stdout.split("\n") if done.stdout.strip() else []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("overdue sh", "show"),
        ("overdue report ag", "aging"),
        ("overdue show C", "C1"),
        ("overdue show L", "L1"),
        ("overdue pay 00", "0007"),
        ("overdue log-call C1 --outcome PT", "PTPP"),
        ("overdue queue --stage ph", "phone"),
        ("overdue queue --officer l", "lin"),
        ("overdue queue --format js", "jsonl"),
        ("overdue set C1 time", "time_zone="),
    ],
)
def test_words_are_offered(book: Path, shell: str, line: str, offered: str) -> None:
    assert any(offered in word for word in complete(book, shell, line))


@pytest.mark.process
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_words_are_offered_by_the_program_itself(book: Path, shell: str) -> None:
    env = os.environ | words_so_far(book, shell, "overdue show C")
    done = subprocess.run(
        [sys.executable, "-m", "overdue_cli"], env=env, capture_output=True, text=True, check=False
    )
    assert (done.stderr, "C1" in done.stdout) == ("", True)


def test_a_missing_or_broken_ledger_is_silent(tmp_path: Path) -> None:
    assert complete(tmp_path, "bash", "overdue show C") == []
    (tmp_path / "overdue.db").write_text("not a ledger at all, but long enough to be read" * 50)
    assert complete(tmp_path, "bash", "overdue show C") == []


@pytest.mark.process
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(tmp_path: Path, shell: str) -> None:
    env = {**os.environ, "_OVERDUE_COMPLETE": f"source_{shell}"}
    done = subprocess.run(
        [sys.executable, "-m", "overdue_cli"], env=env, capture_output=True, text=True, check=True
    )
    assert "_OVERDUE_COMPLETE" in done.stdout
