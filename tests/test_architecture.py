"""Imports run one way: domain at the bottom, cli on top; functions' own imports count too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "overdue_cli"
MAY_IMPORT = {
    "domain": set(),
    "policies": {"domain"},
    "store": {"domain"},
    "ingest": {"domain"},
    "book.py": {"domain", "policies", "store"},
    "actions": {"domain", "policies", "store", "ingest", "book"},
    "reports": {"domain", "policies", "store", "ingest", "book"},
    "render": {"domain"},
    "cli": {"domain", "actions", "reports", "render", "book"},
}
THIRD_PARTY = {
    "rich": {"render"},
    "typer": {"cli"},
    "sqlalchemy": {"store"},
    "sqlmodel": {"store"},
    "alembic": {"store"},
    "sqlite3": {"store", "book.py", "cli", "reports", "actions", "ingest"},
}
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def house(name: str) -> str:
    parts = name.split(".")
    return parts[1] if parts[0] == "overdue_cli" and len(parts) > 1 else ""


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0]
    if room not in MAY_IMPORT:
        return
    rooms = {house(name) for name in imported(path)} - {"", "__version__"}
    wrong = rooms - MAY_IMPORT[room] - {room}
    assert not wrong, f"{path.name} in {room} imports {sorted(wrong)}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_heavy_libraries_stay_in_their_rooms(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0]
    for name in imported(path):
        allowed = THIRD_PARTY.get(name.split(".")[0])
        assert allowed is None or room in allowed, f"{path.name} in {room} imports {name}"


def test_domain_knows_only_the_standard_library_and_dateutil() -> None:
    import sys

    known = set(sys.stdlib_module_names) | {"dateutil", "overdue_cli"}
    for path in (SOURCE / "domain").rglob("*.py"):
        roots = {name.split(".")[0] for name in imported(path)}
        roots -= {"holidays.py": {"holidays"}, "phone_zones.py": {"phonenumbers"}}.get(
            path.name, set()
        )
        assert roots <= known, f"{path.name}: {sorted(roots - known)}"
