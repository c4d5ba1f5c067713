"""What people type all day stays quick: a hot command imports its own module and no heavy library.

Imports are counted, not seconds: they are the same on every machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from overdue_cli.actions.ledger.init import init_ledger

pytestmark = pytest.mark.process
NOW = "2026-06-30T09:00:00+00:00"
HEAVY = {"sqlalchemy", "sqlmodel", "alembic", "jinja2", "mako", "pydantic", "rich"}

#: Modules of ``cli`` that hold no command.
SHARED = {
    *("main", "lazy", "options", "complete", "edge", "session", "clock", "command"),
    *("contact", "ladder", "loan", "contact.asking", "contact.log_options"),
}

HOT: dict[str, set[str]] = {
    "--help": set(),
    "": {"ladder.board"},
    "board": {"ladder.board"},
    "queue": {"ladder.queue"},
    "queue --stage phone --limit 20": {"ladder.queue"},
    "show C1": {"contact.show"},
    "show L1": {"contact.show"},
    "log-call C1 --outcome NA": {"contact.log_call"},
    "report aging": {"loan.ageing"},
    "report aging --by loan": {"loan.ageing"},
}

#: The views that a hot command loads, beside what all views share.
VIEWS: dict[str, set[str]] = {
    "board": {"ladder.board"},
    "queue": {"ladder.queue"},
    "log-call C1 --outcome NA": set(),
    "report aging": {"loan.ageing"},
}

RUN = """
import atexit, json, os, sys
atexit.register(lambda: open(os.environ["SEEN"], "w").write(json.dumps(sorted(sys.modules))))
from overdue_cli.cli.main import run
run()
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """One customer with one loan that is ten days late."""
    path = tmp_path / "overdue.db"
    init_ledger(path, currency="CNY", actor="tester", at=datetime.fromisoformat(NOW))
    files = tmp_path / "loans.csv"
    files.write_text(
        "loan_id,customer_id,name,principal,disbursed_on,method,instalments,first_due_on\n"
        "L1,C1,Ana,600,2026-04-20,equal_principal,3,2026-06-20\n",
        encoding="utf-8",
    )
    seen(path, "import", str(files))
    return path


def seen(ledger: Path, *args: str, **variables: str) -> set[str]:
    """The modules that a command had imported at its end; it must have succeeded."""
    note = ledger.with_name("modules.json")
    done = subprocess.run(
        [sys.executable, "-c", RUN, *args],
        env={
            **os.environ,
            "SEEN": str(note),
            "OVERDUE_DB": str(ledger),
            "OVERDUE_NOW": NOW,
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(note.read_text(encoding="utf-8")))


def heavy(modules: set[str]) -> set[str]:
    """The heavy libraries among them."""
    return HEAVY & {name.partition(".")[0] for name in modules}


def commands(modules: set[str]) -> set[str]:
    """The modules of commands among them."""
    return below("overdue_cli.cli.", modules) - SHARED


def below(package: str, modules: set[str]) -> set[str]:
    """The modules of a package among them, by their names inside it."""
    return {name.removeprefix(package) for name in modules if name.startswith(package)}


@pytest.mark.parametrize("line", HOT)
def test_a_hot_command_loads_itself_and_nothing_heavy(ledger: Path, line: str) -> None:
    modules = seen(ledger, *line.split())
    assert heavy(modules) == set()
    assert commands(modules) == HOT[line]


@pytest.mark.parametrize("line", VIEWS)
def test_a_hot_command_loads_its_own_view_alone(ledger: Path, line: str) -> None:
    views = below("overdue_cli.views.", seen(ledger, *line.split()))
    assert {name for name in views if "." in name} == VIEWS[line]


def test_completion_of_an_id_loads_no_command_but_the_one_completed(ledger: Path) -> None:
    modules = seen(
        ledger,
        _OVERDUE_COMPLETE="complete_bash",
        COMP_WORDS="overdue show C",
        COMP_CWORD="2",
    )
    assert heavy(modules) == set()
    assert commands(modules) == {"contact.show"}


def test_an_option_that_needs_converting_still_is(ledger: Path) -> None:
    refused = subprocess.run(
        [sys.executable, "-c", RUN, "queue", "--limit", "-1"],
        env={**os.environ, "SEEN": os.devnull, "OVERDUE_DB": str(ledger)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2
    assert "--limit" in refused.stderr


COMPUTING = {
    "overdue_cli.store.loan.fresh_positions",
    "overdue_cli.domain.loan.plain_loan",
    "overdue_cli.domain.loan.position",
}


def test_a_fresh_ledger_answers_without_computing_anything(ledger: Path) -> None:
    """What computes is imported only where a position is out of date."""
    assert seen(ledger, "queue") & COMPUTING == set()


def test_a_plain_position_that_is_out_of_date_needs_no_engine(ledger: Path) -> None:
    found = seen(ledger, "queue", OVERDUE_NOW="2026-07-21") & COMPUTING
    assert found == {
        "overdue_cli.store.loan.fresh_positions",
        "overdue_cli.domain.loan.plain_loan",
    }
