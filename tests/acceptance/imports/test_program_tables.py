"""Each table that a program wrote is read right unasked, asked about once, or refused by its name.

The facts stand in ``tests/cases/program_tables.toml``, by hand from the rows of each table. What
is marked there with ``today = "no"`` is not right yet: the test says so as soon as it is.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from command import Run
from program_tables import TABLES, Facts, Verdict, judge, program_tables

pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="no real tables beside the repository")
FACTS = program_tables()
_verdicts: dict[str, Verdict] = {}


def _verdict(name: str, folder: Path) -> Verdict:
    """What became of a table; each is imported once in a run."""
    if name not in _verdicts:
        _verdicts[name] = judge(name, FACTS[name], folder)
    return _verdicts[name]


def _marked(name: str, facts: Facts) -> object:
    late = facts.get("today") == "no"
    marks = [pytest.mark.xfail(strict=True, reason="not read right yet")] if late else []
    return pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", [_marked(name, facts) for name, facts in FACTS.items()])
def test_a_table_is_read_right_asked_about_or_refused_by_its_name(
    name: str, run: Run, tmp_path: Path
) -> None:
    faults = _verdict(name, tmp_path).faults
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_most_tables_are_read_right_unasked_and_none_wrong(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read means all facts of a table that was read; what is marked is counted apart."""
    counts: Counter[str] = Counter()
    wrong = []
    for name, facts in FACTS.items():
        folder = tmp_path / name
        folder.mkdir()
        verdict = _verdict(name, folder)
        if facts.get("today") == "no":
            counts["not yet"] += 1
        elif verdict.faults:
            wrong.append(name)
        else:
            counts[verdict.outcome] += 1
    with capsys.disabled():
        print(f"\n{len(FACTS)} tables: {dict(counts)}, wrong {len(wrong)}")
    assert wrong == []
    if not counts["not yet"]:
        assert counts["read"] + counts["dated"] >= 0.85 * len(FACTS)


def test_every_table_has_its_facts() -> None:
    tables = {path.name for path in TABLES.iterdir() if path.is_dir()}
    assert tables - FACTS.keys() == set()
