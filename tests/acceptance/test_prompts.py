"""On a terminal, what is missing is asked for; what was given is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.process
pty = pytest.importorskip("pty", reason="pseudo terminals are POSIX")

NOW = "2026-06-10T12:00:00+08:00"
LOANS = """loan_id,customer_id,name,principal,currency,disbursed_on,method,instalments,first_due_on
L1,C1,Ana,300,CNY,2026-04-01,equal_principal,3,2026-05-01
"""


@pytest.fixture
def answered(run: Any, tmp_path: Path) -> Any:
    """``answered("PTP\\n", "log-call", "C1")``: what is printed when somebody types that."""
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv", now=NOW)

    def call(keys: str, *args: str, code: int = 0) -> str:
        master, terminal = pty.openpty()
        os.write(master, keys.encode())
        done = subprocess.run(
            [sys.executable, "-m", "overdue_cli", *args],
            cwd=tmp_path,
            env={**os.environ, "OVERDUE_NOW": NOW, "OVERDUE_ACTOR": "me"},
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=terminal,
            check=False,
            timeout=120,
        )
        os.close(terminal)
        os.close(master)
        assert done.returncode == code
        return done.stdout.decode()

    return call


def test_an_outcome_and_then_the_promise_are_asked_for(answered: Any) -> None:
    said = answered("PTP\n50@2026-06-20\n", "log-call", "C1")
    assert "Logged call of C1: PTP, promised CNY 50.00 by 2026-06-20" in said


def test_a_call_back_is_asked_for_and_may_stay_open(answered: Any) -> None:
    said = answered("tomorrow\n", "log-call", "C1", "--outcome", "CB")
    assert "call back 2026-06-11 09:00" in said
    assert "call back" not in answered("\n", "log-call", "C1", "--outcome", "CB")


def test_nothing_is_asked_when_everything_is_given(answered: Any) -> None:
    given = ("--outcome", "PTP", "--promise", "50@2026-06-20")
    assert "promised CNY 50.00" in answered("", "log-call", "C1", *given)


def test_the_outcome_of_a_visit_has_a_default(answered: Any) -> None:
    assert "Logged visit of C1: MET" in answered("\n", "log-visit", "C1")


def test_a_customer_named_by_name_is_confirmed_before_writing(answered: Any) -> None:
    said = answered("y\n", "log-call", "ana", "--outcome", "NA")
    assert "Logged call of C1" in said
    assert answered("n\n", "log-call", "ana", "--outcome", "NA", code=2).strip() == ""
