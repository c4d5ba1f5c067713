"""Changes one operator or boundary of the domain at a time and counts the changes no test sees.

``make mutants`` or ``python bench/mutants.py position penalty --most 400 --seed 1``. Each mutant
runs in a forked process on a copy of the tree: the changed module is put in at import, nothing
is written. Needs fork (Linux, macOS). A survivor is killed by a test or explained in
``survivors.toml``; those that are neither are printed. The last result is in ``docs/mutants.md``.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import importlib.machinery
import importlib.util
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
DOMAIN = Path("src/overdue_cli/domain")
#: Mutants that no test can see, with the reason; they are told by the text of their line.
EXPLAINED = ROOT / "bench" / "survivors.toml"
LOANS = "300"
"""Random loans that the laws in tests/laws are checked on for each mutant; the same ones each
time, which is why the laws under hypothesis are left out."""

#: Test files below tests/domain, quick and telling ones first; the laws come after them.
EXAMPLES = (
    "position",
    "allocation",
    "worked_examples",
    "boundaries",
    "penalty",
    "classes_and_history",
    "doctests",
)
#: What is tried first, or alone, on the mutants of a module; others get all the examples.
FIRST: dict[str, tuple[str, ...]] = {
    "schedule": ("schedule_boundaries", "schedule", "doctests"),
    "day_count": ("schedule_boundaries", "schedule", "worked_examples", "doctests"),
    "plain_loan": ("plain", "doctests"),
    "replay": ("allocation", *EXAMPLES),
    "allocation": ("allocation", *EXAMPLES),
    "penalty_interest": ("penalty", "worked_examples", "classes_and_history", *EXAMPLES),
    "classes": ("count_boundaries", "classes_and_history", "worked_examples", "doctests"),
    "lateness_history": ("count_boundaries", "classes_and_history", "worked_examples", "doctests"),
    "ladder": ("count_boundaries", "doctests"),
    "errors": ("count_boundaries",),
    "moments": ("money",),
    "loan": ("money", "position", "allocation", "worked_examples"),
    "rates": ("money", "penalty", "worked_examples", *EXAMPLES),
    "money": ("money", "doctests", "schedule_boundaries", "schedule", "worked_examples"),
}
#: Modules whose mutants that pass the examples are tried against the laws too.
UNDER_LAW = frozenset(
    {"position", "replay", "allocation", "penalty_interest", "rates", "lateness"}
)

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One change of one module: where it is, the text of the line, and what it was and is."""

    module: str
    line: int
    text: str
    column: int
    """Place in that text, counted from 0; a change can be made at several."""
    change: str
    code: CodeType


class Outcome(NamedTuple):
    """What the tests said of a mutant."""

    mutant: Mutant
    said: str
    """killed, timeout, survived, or explained: it survived, and a reason is given for it."""


def file_of(tree: Path, module: str) -> Path:
    """The file of a module of the domain, whatever its shelf."""
    return next((tree / DOMAIN).rglob(f"{module}.py"))


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module in the order of its text."""
    source = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    for parent, field, place in _places(tree):
        node = _get(parent, field, place)
        for changed in _changes(node):
            _set(parent, field, place, changed)
            said = f"{_brief(node)}  →  {_brief(changed)}"
            line = lines[node.lineno - 1]
            column = node.col_offset - (len(line) - len(line.lstrip()))
            code = compile(tree, str(path), "exec")
            yield Mutant(path.stem, node.lineno, line.strip(), column, said, code)
            _set(parent, field, place, node)


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Where each node hangs, but for annotations, decorators, docstrings and asserts."""
    for field, value in ast.iter_fields(tree):
        if field in ("annotation", "returns", "decorator_list") or _is_aside(value):
            continue
        for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not _is_aside(node):
                if isinstance(node, ast.expr | ast.stmt):
                    yield tree, field, place
                yield from _places(node)


def _is_aside(node: object) -> bool:
    """What says nothing of the trade: checks for the type checker, ``strict`` of a zip."""
    return isinstance(node, ast.Assert) or (isinstance(node, ast.keyword) and node.arg == "strict")


def _get(parent: ast.AST, field: str, place: int | None) -> Any:
    value = getattr(parent, field)
    return value if place is None else value[place]


def _set(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What can stand in the place of a node instead."""
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            swapped = copy.copy(node)
            swapped.ops = list(node.ops)
            swapped.ops[number] = SWAPS[type(operator)]()  # type: ignore[call-overload]
            yield swapped
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp):
        if type(node.op) in SWAPS:
            yield _with(node, op=SWAPS[type(node.op)]())
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield _with(node, func=_with(node.func, id=CALLS[node.func.id]))


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield _with(node, value=not node.value)
    elif isinstance(node.value, int):
        yield _with(node, value=node.value + 1)
        yield _with(node, value=node.value - 1)


def _with(node: ast.AST, **fields: object) -> Any:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _brief(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


class Finder(MetaPathFinder):
    """Puts one changed module in the place of the one on disk."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        loader = Loader(name, str(self.path))
        loader.code = self.code
        return importlib.util.spec_from_file_location(name, self.path, loader=loader)


class Loader(importlib.machinery.SourceFileLoader):
    """Gives the code it was handed instead of reading the file."""

    code: CodeType

    def get_code(self, fullname: str) -> CodeType:
        return self.code


def phases(tree: Path, module: str) -> list[list[str]]:
    """Test files by phase: those of the module, other examples, then the laws for what is left."""
    tests = tree / "tests" / "domain"
    names = dict.fromkeys(FIRST.get(module, (module, *EXAMPLES)))
    there = [str(file) for name in names for file in tests.rglob(f"test_{name}.py")]
    found = [there[:1], there[1:]]
    if module in UNDER_LAW:
        found.append([str(tree / "tests" / "laws" / "test_random_loans.py")])
    return found


def run_tests(tree: Path, module: str, code: CodeType | None, seconds: int) -> str:
    """What the tests say of a module with other code (None: its own)."""
    gc.collect()
    gc.freeze()  # or each run would go through everything that stands here
    child = os.fork()
    if not child:
        try:
            os._exit(_in_child(tree, module, code, seconds))
        except BaseException:  # noqa: BLE001 - whatever breaks in a mutant kills it
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "timeout"
    return "killed" if os.WEXITSTATUS(status) else "survived"


def _in_child(tree: Path, module: str, code: CodeType | None, seconds: int) -> int:
    import pytest

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.chdir(tree)
    sys.path.insert(0, str(tree / "src"))
    if code is not None:
        path = file_of(tree, module)
        name = ".".join(path.relative_to(tree / "src").with_suffix("").parts)
        sys.meta_path.insert(0, Finder(name, path, code))
    for files in filter(None, phases(tree, module)):
        failed = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--tb=no", *files])
        if failed:
            return 1
    return 0


def warm_up() -> None:
    """Loads what every run needs once, and makes the laws of hypothesis repeat themselves."""
    import alembic.command  # noqa: F401
    import dateutil.relativedelta  # noqa: F401
    import pytest  # noqa: F401
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")
    os.environ["OVERDUE_LOANS"] = LOANS
    assert not any(name.startswith("overdue_cli") for name in sys.modules)


def copy_tree(folder: Path) -> Path:
    """A copy of what the tests need, so that work in the checkout goes on beside it."""
    tree = folder / "tree"
    aside = shutil.ignore_patterns("__pycache__", "*.db")
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, tree / name, ignore=aside)
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


def explained() -> set[tuple[str, str, int, str]]:
    """Mutants that survive for a reason: module, text of the line, column, and change."""
    with EXPLAINED.open("rb") as file:
        rows = tomllib.load(file)["survivor"]
    assert all(row["because"] for row in rows)
    return {(row["module"], row["line"], row["column"], row["change"]) for row in rows}


def check_module(tree: Path, module: str, most: int, seed: int) -> list[Outcome]:
    """The outcome of a module's mutants, or of a sample of them; prints the survivors."""
    reasons = explained()
    found = list(mutants_of(file_of(tree, module)))
    chosen = found
    if len(found) > most:
        places = sorted(random.Random(f"{seed}:{module}").sample(range(len(found)), most))
        chosen = [found[place] for place in places]
    started = time.process_time(), os.times().children_user
    if run_tests(tree, module, None, 600) != "survived":
        raise SystemExit(f"{module}: its tests fail without any change")
    seconds = 15 + 4 * int(os.times().children_user - started[1])
    outcomes = []
    for mutant in chosen:
        outcomes.append(Outcome(mutant, run_tests(tree, module, mutant.code, seconds)))
        if outcomes[-1].said == "survived" and (module, *mutant[2:5]) in reasons:
            outcomes[-1] = Outcome(mutant, "explained")
        elif outcomes[-1].said == "survived":
            print(f"  survived  {module}.py:{mutant.line}  {mutant.change}", flush=True)
            print(f"            {mutant.column} in  {mutant.text}", flush=True)
    print(line_of(module, outcomes, len(found)), flush=True)
    return outcomes


def line_of(module: str, outcomes: Sequence[Outcome], found: int) -> str:
    """One row of the table: module, mutants, tried, killed, timeouts, survivors, share killed."""
    said = [outcome.said for outcome in outcomes]
    left, harmless = said.count("survived"), said.count("explained")
    killed = len(said) - left - harmless
    share = killed / len(said) if said else 1
    cells = (module, found, len(said), killed, said.count("timeout"), harmless, left)
    return "| " + " | ".join(map(str, cells)) + f" | {share:.1%} |"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="modules of domain/ (default: all)")
    parser.add_argument("--most", type=int, default=400, help="mutants tried of a module")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    every = sorted(path.stem for path in (ROOT / DOMAIN).rglob("*.py") if path.stem != "__init__")
    warm_up()
    print(f"seed {asked.seed}, at most {asked.most} mutants of a module, {LOANS} random loans")
    print(
        "| module | mutants | tried | killed | by timeout | explained | not explained | killed |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder))
        for module in asked.modules or every:
            check_module(tree, module, asked.most, asked.seed)


if __name__ == "__main__":
    main()
