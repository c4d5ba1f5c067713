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


def shown_at(master: int) -> str:
    """What a terminal shows by now; '' for nothing."""
    os.set_blocking(master, False)
    try:
        return os.read(master, 65536).decode()
    except BlockingIOError:
        return ""


@pytest.fixture
def answered(run: Any, tmp_path: Path) -> Any:
    """``answered("PTP\\n", "log-call", "C1")``: what is printed when somebody types that."""
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv", now=NOW)

    def call(keys: str, *args: str, code: int = 0, on_screen: bool = False) -> str:
        master, terminal = pty.openpty()
        os.write(master, keys.encode())
        done = subprocess.run(
            [sys.executable, "-m", "overdue_cli", *args],
            cwd=tmp_path,
            env={**os.environ, "OVERDUE_NOW": NOW, "OVERDUE_ACTOR": "me"},
            stdin=terminal,
            stdout=terminal if on_screen else subprocess.PIPE,
            stderr=terminal,
            check=False,
            timeout=120,
        )
        call.shown = shown_at(master)  # type: ignore[attr-defined]
        os.close(terminal)
        os.close(master)
        assert done.returncode == code
        return (done.stdout or b"").decode()

    return call


def test_an_outcome_and_then_the_promise_are_asked_for(answered: Any) -> None:
    said = answered("PTP\n50@2026-06-20\n", "log-call", "C1")
    assert "Logged call of C1 (Ana): PTP, promised CNY 50.00 by 2026-06-20" in said


def test_a_call_back_is_asked_for_and_may_stay_open(answered: Any) -> None:
    said = answered("tomorrow\n", "log-call", "C1", "--outcome", "CB")
    assert "call back 2026-06-11 09:00" in said
    assert "call back" not in answered("\n", "log-call", "C1", "--outcome", "CB")


def test_nothing_is_asked_when_everything_is_given(answered: Any) -> None:
    given = ("--outcome", "PTP", "--promise", "50@2026-06-20")
    assert "promised CNY 50.00" in answered("", "log-call", "C1", *given)


def test_the_outcome_of_a_visit_has_a_default(answered: Any) -> None:
    assert "Logged visit of C1 (Ana): MET" in answered("\n", "log-visit", "C1")


def test_a_customer_named_by_name_is_confirmed_before_writing(answered: Any) -> None:
    said = answered("y\n", "log-call", "ana", "--outcome", "NA")
    assert "Logged call of C1" in said
    assert answered("n\n", "log-call", "ana", "--outcome", "NA", code=2).strip() == ""


def test_the_customer_is_in_sight_and_what_fits_a_call_comes_first(answered: Any) -> None:
    answered("no answer\n", "log-call", "C1")
    assert "Logged call of C1 (Ana): RTP" in answered("refuses to pay\n", "log-call", "C1")
    shown = answered.shown
    assert "C1 Ana: CNY 200.00 overdue" in shown
    assert "Last contact: 2026-06-10 12:00 call NA" in shown
    assert "also: SENT, MET, NOTE" in shown
    assert shown.index("no answer") < shown.index("also:")


def test_a_typo_asks_again(answered: Any) -> None:
    said = answered("PTPX\nPTP\n50@nonsense\n50@friday\n", "log-call", "C1")
    assert "Logged call of C1 (Ana): PTP, promised CNY 50.00 by 2026-06-12" in said
    assert "unknown outcome 'PTPX'" in answered.shown


def test_who_is_checked_before_anything_is_asked(answered: Any) -> None:
    assert answered("", "log-call", "nobody", code=2) == ""
    assert "Outcome" not in answered.shown


@pytest.mark.parametrize(
    "command", [("log-call", "C1"), ("log-visit", "C1"), ("log-call", "ana", "--outcome", "NA")]
)
def test_an_interrupted_question_ends_with_130(answered: Any, command: tuple[str, ...]) -> None:
    answered("\x04", *command, code=130)
    assert "overdue: interrupted" in answered.shown


def test_what_is_unlikely_is_asked_about_before_it_is_written(answered: Any) -> None:
    pay = ("pay", "L1", "90000")
    assert answered("n\n", *pay, code=2).strip() == ""
    assert "The payment is CNY 90000.00, 300 times the CNY 300.00 that is owed." in answered.shown
    assert "nothing was written" in answered.shown
    assert "Paid CNY 90000.00 on L1 (Ana)" in answered("y\n", *pay)


BANK = """Date,Amount,Payer,Reference
2026-06-08,77.00,ANA MARIA,thanks
2026-06-09,33.00,SHOP,refund
"""


@pytest.fixture
def in_suspense(answered: Any, run: Any, tmp_path: Path) -> Any:
    """The same, with two lines of a bank that nobody is known to have paid."""
    (tmp_path / "bank.csv").write_text(BANK, encoding="utf-8")
    run("import", "bank.csv", "--as", "statement", "--currency", "CNY", now=NOW)
    return answered


def line_of(rows: Any, amount: str) -> str:
    """The number of the bank line of an amount."""
    return str(next(row["line"] for row in rows("match", now=NOW) if row["amount"] == amount))


def test_whose_a_bank_line_is_is_asked_for(in_suspense: Any, rows: Any) -> None:
    in_suspense("nobody\nana\ny\n", "match", line_of(rows, "77.00"), on_screen=True)
    shown = in_suspense.shown
    assert "Whose payment:" in shown
    assert "no customer or loan 'nobody'" in shown
    assert "Ana, C1? [y/N]" in shown
    assert "booked CNY 77.00 on L1 (Ana), value date 2026-06-08" in shown


@pytest.mark.parametrize(
    ("answer", "came_of_it"),
    [
        ("L1", "booked CNY 33.00 on L1 (Ana)"),
        ("c1", "booked CNY 33.00 on L1 (Ana)"),
        ("n", "CNY 33.00 put aside as no payment of a customer"),
        ("", "--not-ours"),
    ],
)
def test_a_bank_line_takes_a_loan_a_customer_or_none(
    in_suspense: Any, rows: Any, answer: str, came_of_it: str
) -> None:
    in_suspense(f"{answer}\n", "match", line_of(rows, "33.00"), on_screen=True)
    assert came_of_it in in_suspense.shown


def test_a_bank_line_is_not_asked_about_where_the_output_is_a_file(
    in_suspense: Any, rows: Any
) -> None:
    assert "thanks" in in_suspense("", "match", line_of(rows, "77.00"), "--format", "csv")
    assert "Whose payment" not in in_suspense.shown
