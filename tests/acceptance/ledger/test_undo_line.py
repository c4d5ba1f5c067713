"""The line after a write can be typed as it stands, on the ledger it was written to."""

from __future__ import annotations

import ast
import shlex
from pathlib import Path

import overdue_cli.cli

LOANS = "loan_id,customer_id,principal,disbursed_on\nL1,C1,1200,2026-01-15\n"
PLAN = "loan_id,seq,due_on,principal\nL1,1,2026-02-15,1200\n"
RATES = "name,from_on,percent\nLPR1Y,2026-01-01,3.00\n"
WRITES = (
    ("import", "loans.csv", "plan.csv"),
    ("pay", "L1", "100"),
    ("set", "C1", "name=Ann"),
    ("assign", "C1", "--officer", "Bo"),
    ("log-call", "C1", "--outcome", "NA"),
    ("rates", "import", "rates.csv"),
)


def written_and_undone(run, *db):
    for write in WRITES:
        done = run(*db, *write)
        line = (done.stdout + done.stderr).partition("undo with: ")[2].partition("]")[0]
        words = shlex.split(line)
        assert words[: 1 + len(db)] == ["overdue", *db]
        if write[0] != "import":
            run(*words[1:])


def files(run, *db):
    Path("loans.csv").write_text(LOANS)
    Path("plan.csv").write_text(PLAN)
    Path("rates.csv").write_text(RATES)
    run(*db, "init", "--currency", "CNY")


def test_the_line_names_no_ledger_where_none_was_named(run):
    files(run)
    written_and_undone(run)


def test_the_line_names_the_ledger_that_was_named(run):
    files(run, "--db", "our book.db")
    written_and_undone(run, "--db", "our book.db")


def test_the_option_may_stand_after_the_command(run):
    files(run, "--db", "b.db")
    run("--db", "b.db", "import", "loans.csv")
    assert "overdue --db b.db undo" in run("pay", "L1", "5", "--db", "b.db").stdout


def test_every_command_prints_its_line_through_one_function():
    folder = Path(overdue_cli.cli.__file__).parent
    for path in folder.glob("*.py"):
        calls = [
            n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)
        ]
        names = [c.func.attr for c in calls if isinstance(c.func, ast.Attribute)]
        assert path.name == "session.py" or "line" not in names, f"{path.name}: use session.tell"
