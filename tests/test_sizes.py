"""Functions of the domain stay short, and every public one says what comes out of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

DOMAIN = Path(__file__).parents[1] / "src" / "overdue_cli" / "domain"
FILES = sorted(DOMAIN.rglob("*.py"))
MOST_LINES = 60

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def public(path: Path) -> Iterator[Function | ast.ClassDef]:
    """Functions and classes anyone may use: not nested in a function, no underscore."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
        if isinstance(node, ast.ClassDef):
            methods = (one for one in node.body if isinstance(one, Function))
            yield from (one for one in methods if not one.name.startswith("_"))


def test_there_is_a_domain_to_look_at() -> None:
    assert len(FILES) > 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_function_is_longer_than_a_page(path: Path) -> None:
    sizes = {f"{f.name}:{f.lineno}": (f.end_lineno or 0) - f.lineno + 1 for f in functions(path)}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_public_function_and_class_has_a_docstring(path: Path) -> None:
    assert [node.name for node in public(path) if not ast.get_docstring(node)] == []
