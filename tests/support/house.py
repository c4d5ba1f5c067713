"""What is wrong in a house of modules: one function per rule, each gives the places that break it.

A place is a path below the source, ``path::function`` or the name of a class. The rules are those
of ``tests/test_architecture.py``.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = "overdue_cli"
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "policies": {"domain"},
    "store": {"domain"},
    "ingest": {"domain"},
    "book": {"domain", "policies", "store"},
    "actions": {"domain", "policies", "store", "ingest", "book"},
    "reports": {"domain", "policies", "store", "ingest", "book"},
    "render": {"domain"},
    "views": {"domain", "actions", "reports", "render"},
    "cli": {"domain", "book", "actions", "reports", "views", "render"},
}
THIRD_PARTY = {
    "rich": {"render"},
    "typer": {"cli"},
    "sqlalchemy": {"store"},
    "sqlmodel": {"store"},
    "alembic": {"store"},
    "sqlite3": {"store", "cli", "reports", "actions", "ingest", "book"},
}
MOST_LINES = 60
MOST_MODULES = 20

#: A statement of SQL, or a clause of one that names something.
SQL = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT|ROLLBACK"
    r"|SAVEPOINT|RELEASE|ATTACH|DETACH|VACUUM|ANALYZE|REINDEX|EXPLAIN)\b"
    r"|(?s:.*)\b(?:SELECT|FROM|JOIN|WHERE|GROUP BY|ORDER BY)\s+[a-z(*{]"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """One file of the source: ``domain/loan/position.py``, its dotted name and its tree."""

    path: str
    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.path.partition("/")[0].removesuffix(".py")


def modules(source: Path) -> list[Module]:
    """Every module below the folder of the package, by path."""
    found = []
    for file in sorted(source.rglob("*.py")):
        parts = file.relative_to(source).with_suffix("").parts
        name = ".".join((PACKAGE, *parts)).removesuffix(".__init__")
        path = file.relative_to(source).as_posix()
        found.append(Module(path, name, ast.parse(file.read_text(encoding="utf-8"))))
    return found


def imported(module: Module) -> set[str]:
    """Names a module imports, at its top and inside its functions: modules and what is in them."""
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.path}: relative import"
            names.add(node.module or "")
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def wrong_ways(house: list[Module]) -> set[str]:
    """``path imports room``, where an import runs upwards or sideways."""
    found = set()
    for module in house:
        if module.room in ("__init__", "__main__"):
            continue
        names = (name.split(".") for name in imported(module))
        rooms = {parts[1] for parts in names if parts[0] == PACKAGE and len(parts) > 1}
        wrong = rooms - MAY_IMPORT.get(module.room, set()) - {module.room, "__version__"}
        found |= {f"{module.path} imports {room}" for room in wrong}
    return found


def strayed_libraries(house: list[Module]) -> set[str]:
    """``path imports library``, where only other rooms may."""
    found = set()
    for module in house:
        for library in {name.partition(".")[0] for name in imported(module)}:
            if module.room not in THIRD_PARTY.get(library, {module.room}):
                found.add(f"{module.path} imports {library}")
    return found


def circles(house: list[Module]) -> set[str]:
    """Modules that import themselves round a corner; imports inside functions count."""
    names = {module.name for module in house}
    imports = {module.name: imported(module) & names - {module.name} for module in house}
    return {module.path for module in house if module.name in _reached(module.name, imports)}


def _reached(name: str, imports: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        new = imports[ahead.pop()] - reached
        reached |= new
        ahead += new
    return reached


def sql_outside_store(house: list[Module]) -> set[str]:
    """Modules outside ``store`` with a text that is SQL, or begins or holds a clause of it."""
    elsewhere = (module for module in house if module.room != "store")
    return {module.path for module in elsewhere if any(map(SQL.match, _texts(module.tree)))}


def _texts(tree: ast.Module) -> Iterator[str]:
    """Every text a module uses, f-strings with ``{`` for a value; docstrings are none."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{" for part in node.values
            )
        elif isinstance(node, ast.Constant) and id(node) not in documentation:
            yield str(node.value)


def columns_outside_views(house: list[Module]) -> set[str]:
    """Modules outside ``views`` that make a column or a section of a document."""
    found = set()
    for module in house:
        names = _names_of_columns(module)
        calls = (node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call))
        if module.room != "views" and names and any(ast.unparse(one) in names for one in calls):
            found.add(module.path)
    return found


def _names_of_columns(module: Module) -> set[str]:
    """What a module calls the classes ``Column`` and ``Section`` of a document."""
    names = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            f"{PACKAGE}.render"
        ):
            for alias in node.names:
                name = alias.asname or alias.name
                is_class = alias.name in ("Column", "Section")
                names |= {name} if is_class else {f"{name}.Column", f"{name}.Section"}
    return names


def policy_data_outside_policies(house: list[Module]) -> set[str]:
    """Modules above ``policies`` that read its tables, or the ``data`` of what is no document."""
    found = set()
    for module in house:
        if module.room in ("policies", "render"):
            continue
        called = {id(node.func) for node in ast.walk(module.tree) if isinstance(node, ast.Call)}
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Attribute) or id(node) in called:
                continue
            of = ast.unparse(node.value)
            if (node.attr == "data" and of != "document") or (
                node.attr == "tables" and of.endswith("policy")
            ):
                found.add(module.path)
    return found


def classes_of_one_name(house: list[Module]) -> set[str]:
    """Names that two public classes bear."""
    names = Counter(
        node.name
        for module in house
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    return {name for name, count in names.items() if count > 1}


def long_functions(house: list[Module]) -> set[str]:
    """Functions and methods that are longer than a page: ``path::name``."""
    return {
        f"{module.path}::{node.name}"
        for module in house
        for node in ast.walk(module.tree)
        if isinstance(node, Function) and (node.end_lineno or 0) - node.lineno + 1 > MOST_LINES
    }


def full_folders(house: list[Module]) -> set[str]:
    """Folders with more modules than a reader takes in; ``__init__`` is none."""
    files = (module.path for module in house if not module.path.endswith("__init__.py"))
    folders = Counter(path.rpartition("/")[0] for path in files)
    return {folder for folder, count in folders.items() if count > MOST_MODULES}
