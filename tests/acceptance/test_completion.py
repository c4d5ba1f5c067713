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
        "COMP_CWORD": str(len(line.split("\n" if "\n" in line else " ")) - 1),
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
    return done.stdout.splitlines() if done.stdout.strip() else []


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


@pytest.fixture
def named(run: Any, tmp_path: Path) -> Path:
    """A ledger with customers whose names have blanks and letters of their own."""
    run("init", "--currency", "CNY", now=NOW)
    rows = "customer_id,name\nC-1,Anna Muster\nC-2,Anton O'Hara\nC-3,王伟\nC-4,王伟\n"
    (tmp_path / "customers.csv").write_text(rows, encoding="utf-8")
    run("import", "customers.csv", now=NOW)
    return tmp_path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_are_offered_once(named: Path, shell: str) -> None:
    assert "\n".join(complete(named, shell, "overdue show 王")).count("王伟") == 1


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("overdue show An", ["Anna\\ Muster", "Anton\\ O\\'Hara"]),
        ("overdue show anna", ["Anna\\ Muster"]),
        ("overdue\nshow\nAnton\\ O", ["Anton\\ O\\'Hara"]),
        ('overdue\nshow\n"Anna M', ["Anna Muster"]),
    ],
)
def test_bash_is_given_a_name_as_one_word(named: Path, line: str, offered: list[str]) -> None:
    assert complete(named, "bash", line) == offered


def test_other_shells_quote_a_name_themselves(named: Path) -> None:
    assert complete(named, "fish", "overdue show Anna") == ["Anna Muster"]


def test_names_are_not_mixed_with_ids_before_anything_is_typed(named: Path) -> None:
    assert complete(named, "bash", "overdue show ") == ["C-1", "C-2", "C-3", "C-4"]


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
