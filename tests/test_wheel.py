"""What ships is the wheel: it is built, installed into a clean environment, and used elsewhere."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from places import CASES, ROOT

PACKAGE = ROOT / "src" / "overdue_cli"
LEDGERS = sorted((CASES / "ledgers").glob("v*.sql"))
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
Overdue = Callable[..., str]

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("overdue_cli-*.whl"))


@pytest.fixture(scope="module")
def overdue(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Overdue:
    """``overdue("queue")``: what the installed command prints, in a folder of its own."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder / "venv", with_pip=True)
    pip = [str(folder / "venv" / SCRIPTS / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--disable-pip-version-check", str(wheel)], check=True)
    command = str(folder / "venv" / SCRIPTS / "overdue")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env = {**kept, "PYTHONUTF8": "1", "OVERDUE_NOW": "2026-06-30T09:15:00+08:00"}
    work = folder / "work"
    work.mkdir()

    def call(*args: str) -> str:
        done = subprocess.run(
            [command, *args],
            cwd=work,
            env=env,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"{args}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    call("demo")
    return call


def test_everything_that_is_not_code_is_inside(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    data = [path for path in PACKAGE.rglob("*") if path.suffix in (".toml", ".csv", ".typed")]
    wanted = {f"overdue_cli/{path.relative_to(PACKAGE).as_posix()}" for path in data}
    revisions = (ROOT / "migrations" / "versions").glob("*.py")
    wanted |= {f"overdue_cli/migrations/versions/{path.name}" for path in revisions}
    wanted |= {"overdue_cli/migrations/env.py"}
    assert wanted <= inside, sorted(wanted - inside)


def test_nothing_is_inside_that_does_not_ship(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    roots = {name.split("/")[0].split("-")[0] for name in inside}
    assert roots == {"overdue_cli"}
    assert not [name for name in inside if "__pycache__" in name or name.endswith(".db")]


def test_the_licence_ships(wheel: Path) -> None:
    assert any(name.endswith("/LICENSE") for name in zipfile.ZipFile(wheel).namelist())


def test_it_answers_from_another_folder(overdue: Overdue) -> None:
    assert overdue("queue", "--stage", "phone").count("\n") > 5
    assert "ledger_total" in overdue("report", "aging")
    assert overdue("check") == ""


def test_policies_migrations_and_headers_ship(overdue: Overdue) -> None:
    assert "phone" in overdue("policy", "show")
    assert "is up to date" in overdue("upgrade")
    overdue("--db", "new.db", "init", "--currency", "CNY")
    overdue("--db", "new.db", "import", str(ROOT / "examples" / "loans-zh.csv"))
    assert "00201" in overdue("--db", "new.db", "find", "0088")


@pytest.mark.parametrize("dump", LEDGERS, ids=lambda path: path.stem)
def test_a_ledger_of_an_earlier_release_is_brought_up_to_date(
    overdue: Overdue, dump: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(dump.read_text(encoding="utf-8"))
    db = ("--db", str(tmp_path / "old.db"))
    assert f"version {dump.stem[1:]} -> " in overdue(*db, "upgrade")
    assert overdue(*db, "check") == ""


def test_the_version_is_that_of_the_package(overdue: Overdue, wheel: Path) -> None:
    assert overdue("--version").strip() == f"overdue {wheel.name.split('-')[1]}"
