"""Collects the messages that the program can end with, from its source: ``docs/errors.md``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parents[1] / "src" / "overdue_cli"


class Said(NamedTuple):
    """A message with its hint; ``what`` is the kind of error that carries it."""

    what: str
    message: str
    hint: str


class Kind(NamedTuple):
    """A kind of error: the title of its section, and how a command ends with it."""

    title: str
    told: str


KINDS = {
    "WrongUse": Kind(
        "Wrong use: exit 2", "The command, an option, an id or a name cannot be used."
    ),
    "RowsRejected": Kind("Rows rejected: exit 3", "Rows of a file break a rule."),
    "LedgerMismatch": Kind("Another version: exit 4", "The ledger and the program do not match."),
    "CheckFailed": Kind("A check failed: exit 5", "Figures do not agree."),
    "Refused": Kind("Refused: exit 6", "A rule forbids it."),
    "MachineFailure": Kind("The machine: exit 1", "The file system or the database file failed."),
}
KINDS_OF_FILE = {
    "BadFile": Kind(
        "A file cannot be read",
        "Nothing of the file can be used. The import ends with 3; `--accept-good` does not help.",
    ),
    "Undecided": Kind(
        "A file can be read in two ways",
        "Only you can tell. The import ends with 2 and names the option that decides.",
    ),
    "BadCell": Kind(
        "A cell breaks a rule",
        "The row is rejected: the import ends with 3, and writes nothing without `--accept-good`.",
    ),
    "RowFault": Kind(
        "A row does not fit the others or the ledger",
        "The row is rejected: the import ends with 3, and writes nothing without `--accept-good`.",
    ),
}
HEAD = """# Error messages

What the program can say when something is wrong, and what to do. This page is written by
`docs/generate.py` from the program itself, so it has every message. Words in `‹…›` stand for
your names and values. Every message is followed by one line that says what to do; where this page
says *see the message*, that line depends on the case.

How a command ends is told in [exit status](exit-status.md); what files must look like, in
[import](import.md).
"""

SQLITE = """## The database file failed: exit 1

What SQLite says stands after *the ledger failed:*.

| message | what to do |
|---|---|
| the ledger failed: database is locked | Another program is writing to it; try again when it is done. |
| the ledger failed: … malformed, or not a database | The file is damaged; restore the last backup beside it. |
| the ledger failed: attempt to write a readonly database, or unable to open | Check who owns the file and its folder, and their mode. |
| the ledger failed: integer overflow | A figure is too large. Look for an amount that cannot be right, and take it back. |
| the ledger failed: database or disk is full | The disk is full; nothing of this command was written. |
"""  # noqa: E501


def page() -> str:
    """The page of all messages, by the exit status they end with."""
    parts = [HEAD]
    found = sorted(set(messages()), key=lambda said: (said.message.lower(), said.hint))
    for name, kind in {**KINDS, **KINDS_OF_FILE}.items():
        parts += _section(kind, [said for said in found if said.what == name])
    return "\n".join([*parts, SQLITE])


def _section(kind: Kind, found: list[Said]) -> Iterator[str]:
    if not found:
        return
    yield f"## {kind.title}"
    yield ""
    yield kind.told
    yield ""
    yield "| message | what to do |"
    yield "|---|---|"
    for _, message, hint in found:
        yield f"| {_cell(message)} | {_cell(hint) or '–'} |"
    yield ""


def _cell(text: str) -> str:
    plain = text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
    return " ".join(plain.split())


def messages() -> Iterator[Said]:
    """Every message in the source, with its hint."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = _constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _said(node, constants)


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Texts that a module names or imports, and those of local variables given once."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            if isinstance(target, ast.Name):
                found.setdefault(target.id, []).append(node.value)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("overdue_cli."):
            for name, value in _imported(node):
                found.setdefault(name, []).append(value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def _imported(node: ast.ImportFrom) -> Iterator[tuple[str, ast.expr]]:
    """Texts that another module gives a name in capitals."""
    names = {alias.name for alias in node.names if alias.name.isupper()}
    path = SOURCE.parent / f"{str(node.module).replace('.', '/')}.py"
    if not names or not path.is_file():
        return
    for line in ast.parse(path.read_text(encoding="utf-8")).body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() as value):
                if name in names:
                    yield name, value


def _said(call: ast.Call, constants: dict[str, ast.expr]) -> Iterator[Said]:
    assert isinstance(call.func, ast.Name)
    name = call.func.id
    if name == "unknown" and call.args:
        message = f"unknown {_text(call.args[0], constants)} '‹name›'"
        yield Said("WrongUse", message, "Take the name it proposes, or one of those it lists.")
    if name not in KINDS and name not in KINDS_OF_FILE and name != "RowCheck":
        return
    said, hint = _arguments(name, call)
    text = _text(said, constants) if said is not None else ""
    if not text or _unknown(text):
        return
    told = _text(hint, constants) if hint is not None else ""
    if name == "RowCheck":  # of rows that a query finds; {1} is a cell of its answer
        name, text, told = "RowFault", text.replace("{1}", "‹…›"), told.replace("{1}", "‹…›")
    yield Said(name, text, "see the message" if _unknown(told) else told)


def _unknown(text: str) -> bool:
    """Whether nothing of a text is known before the program runs."""
    return text.startswith("‹") and text.endswith("›") and text.count("‹") == 1


def _arguments(name: str, call: ast.Call) -> tuple[ast.expr | None, ast.expr | None]:
    """The message and the hint of a call that makes an error."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if name in ("BadFile", "BadCell"):
        args = [*call.args, None, None]
        return args[0] or named.get("rule"), args[1] or named.get("hint")
    if name in ("RowFault", "RowCheck"):
        args = [*call.args, None, None, None, None]
        return args[2] or named.get("rule"), args[3] or named.get("hint")
    if name == "Undecided":
        return None, None
    return (call.args[0] if call.args else None), named.get("hint")


def _text(node: ast.expr, constants: dict[str, ast.expr], depth: int = 0) -> str:
    """The text of an expression, ``‹name›`` for what is only known when it runs."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, constants, depth) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, constants, depth + 1) if depth < 3 else "‹…›"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(node.left, constants, depth) + _text(node.right, constants, depth)
    if isinstance(node, ast.Name) and node.id in constants and depth < 3:
        value = constants[node.id]
        if isinstance(value, (ast.Constant, ast.JoinedStr)):
            return _text(value, constants, depth + 1)
    return f"‹{_name(node)}›"


def _name(node: ast.expr) -> str:
    """A word for an expression: the last name in it that says something."""
    if isinstance(node, ast.Name):
        return node.id.strip("_").replace("_", " ")
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").replace("_", " ")
    if isinstance(node, ast.Subscript):
        index = node.slice
        if isinstance(index, ast.Constant) and isinstance(index.value, str):
            return index.value.replace("_", " ")
        return _name(node.value)
    if isinstance(node, ast.Call):
        if node.args:
            return _name(node.args[-1])
        return _name(node.func.value) if isinstance(node.func, ast.Attribute) else "…"
    return "…"
