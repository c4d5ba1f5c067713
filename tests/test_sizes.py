"""Every public function and class of the domain says what comes out of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from places import SOURCE

DOMAIN = SOURCE / "domain"
FILES = sorted(DOMAIN.rglob("*.py"))

Function = ast.FunctionDef | ast.AsyncFunctionDef


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
def test_every_public_function_and_class_has_a_docstring(path: Path) -> None:
    assert [node.name for node in public(path) if not ast.get_docstring(node)] == []
