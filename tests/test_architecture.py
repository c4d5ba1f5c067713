"""The house stands as architecture.md draws it, and every rule of it notices a planted fault."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from house import Module
from places import SOURCE

HOUSE = house.modules(SOURCE)
Rule = Callable[[list[Module]], set[str]]

RULES: tuple[Rule, ...] = (
    house.wrong_ways,
    house.strayed_libraries,
    house.circles,
    house.sql_outside_store,
    house.columns_outside_views,
    house.policy_data_outside_policies,
    house.classes_of_one_name,
    house.long_functions,
    house.full_folders,
)


def rule_name(rule: Rule) -> str:
    return rule.__name__


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_the_house_breaks_no_rule(rule: Rule) -> None:
    assert rule(HOUSE) == set(), rule.__doc__


def test_domain_knows_only_the_standard_library_and_dateutil() -> None:
    known = set(sys.stdlib_module_names) | {"dateutil", "overdue_cli"}
    own = {"holidays.py": {"holidays"}, "phone_zones.py": {"phonenumbers"}}
    for module in HOUSE:
        if module.room == "domain":
            roots = {name.partition(".")[0] for name in house.imported(module)}
            wrong = roots - known - own.get(Path(module.path).name, set())
            assert not wrong, f"{module.path}: {sorted(wrong)}"


def test_every_room_has_its_place() -> None:
    rooms = {module.room for module in HOUSE} - {"__init__", "__main__"}
    assert rooms <= set(house.MAY_IMPORT)


COLUMN = "from overdue_cli.render.document import Column as C\nSHOWN = [C('a', 'A')]\n"
TWICE = "class Loan: ...\n"
LONG = "class A:\n    def walk(self):\n" + "        pass\n" * 60

#: Files of a small house, the rule, and what it must find there.
FAULTS: list[tuple[Rule, dict[str, str], set[str]]] = [
    (
        house.wrong_ways,
        {"domain/a.py": "def f():\n    from overdue_cli.store import b\n", "store/b.py": ""},
        {"domain/a.py imports store"},
    ),
    (
        house.wrong_ways,
        {"views/a.py": "from overdue_cli.store.b import c\n", "book.py": "import overdue_cli.cli"},
        {"views/a.py imports store", "book.py imports cli"},
    ),
    (
        house.wrong_ways,
        {"unknown/a.py": "from overdue_cli.domain import b\n"},
        {"unknown/a.py imports domain"},
    ),
    (house.strayed_libraries, {"domain/a.py": "import rich.text\n"}, {"domain/a.py imports rich"}),
    (
        house.circles,
        {
            "store/a.py": "from overdue_cli.store.b import x\n",
            "store/b.py": "def f():\n    from overdue_cli.store import c\n",
            "store/c.py": "import overdue_cli.store.a\n",
            "store/d.py": "import overdue_cli.store.a\n",
        },
        {"store/a.py", "store/b.py", "store/c.py"},
    ),
    (house.sql_outside_store, {"actions/a.py": "f(' SELECT 1')"}, {"actions/a.py"}),
    (house.sql_outside_store, {"cli/a.py": "f(f'UPDATE {t} SET a = 1')"}, {"cli/a.py"}),
    (house.sql_outside_store, {"cli/a.py": "f('id IN (SELECT id FROM loan)')"}, {"cli/a.py"}),
    (house.sql_outside_store, {"cli/a.py": "f(f'{a} WHERE {b} = ?')"}, {"cli/a.py"}),
    (house.sql_outside_store, {"book.py": "db.execute('BEGIN IMMEDIATE')"}, {"book.py"}),
    (house.columns_outside_views, {"cli/a.py": COLUMN}, {"cli/a.py"}),
    (
        house.columns_outside_views,
        {"cli/a.py": "from overdue_cli.render import document\ndocument.Section('a', [], [])\n"},
        {"cli/a.py"},
    ),
    (
        house.policy_data_outside_policies,
        {"reports/a.py": "def f(policy):\n    return policy.tables['rule']\n"},
        {"reports/a.py"},
    ),
    (house.classes_of_one_name, {"domain/a.py": TWICE, "store/b.py": TWICE}, {"Loan"}),
    (house.long_functions, {"cli/a.py": LONG}, {"cli/a.py::walk"}),
    (house.full_folders, {f"domain/loan/m{n}.py": "" for n in range(21)}, {"domain/loan"}),
]

#: What each rule lets stand.
SOUND: list[tuple[Rule, dict[str, str]]] = [
    (house.wrong_ways, {"actions/a.py": "import overdue_cli.book\n", "book.py": ""}),
    (house.strayed_libraries, {"render/a.py": "import rich\n"}),
    (house.circles, {"store/a.py": "import overdue_cli.store.b\n", "store/b.py": ""}),
    (house.sql_outside_store, {"store/a.py": "f('SELECT 1')"}),
    (
        house.sql_outside_store,
        {"cli/a.py": '"""SELECT what FROM where."""\nA = "Set a loan from b"'},
    ),
    (house.columns_outside_views, {"views/a.py": COLUMN}),
    (house.columns_outside_views, {"store/a.py": "from sqlalchemy import Column\nColumn('a')\n"}),
    (house.policy_data_outside_policies, {"policies/a.py": "A = policy.tables\n"}),
    (house.policy_data_outside_policies, {"cli/a.py": "A = lists.data(1), document.data\n"}),
    (house.classes_of_one_name, {"domain/a.py": "class _A: ...", "store/a.py": "class _A: ..."}),
    (house.long_functions, {"cli/a.py": LONG.replace("        pass\n", "", 1)}),
    (
        house.full_folders,
        {"domain/__init__.py": "", **{f"domain/m{n}.py": "" for n in range(20)}},
    ),
]


def small_house(folder: Path, files: dict[str, str]) -> list[Module]:
    """The modules of a source that was just written."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return house.modules(folder)


@pytest.mark.parametrize(("rule", "files", "places"), FAULTS)
def test_a_planted_fault_is_found(
    tmp_path: Path, rule: Rule, files: dict[str, str], places: set[str]
) -> None:
    assert rule(small_house(tmp_path, files)) == places


@pytest.mark.parametrize(("rule", "files"), SOUND)
def test_a_sound_house_raises_no_alarm(tmp_path: Path, rule: Rule, files: dict[str, str]) -> None:
    assert rule(small_house(tmp_path, files)) == set()


def test_every_rule_is_proved() -> None:
    assert {rule for rule, _, _ in FAULTS} == {rule for rule, _ in SOUND} == set(RULES)
