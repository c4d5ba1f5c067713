"""Whatever a list looks like, no money out is read as money in while something tells it.

``OVERDUE_FUZZ`` is the number of lists (``make fuzz`` takes 10,000), and ``OVERDUE_SEED`` repeats
a run; both are printed. ``OVERDUE_KEEP`` is a folder for the list that fails.
"""

from __future__ import annotations

import csv
import io
import os
import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from bank_files import STATEMENTS
from direction_lists import UNKNOWN, Listed, made
from overdue_cli.domain.errors import OverdueError
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.files import open_grids
from overdue_cli.ingest.statements.exports.list_header import header_of, known_headers, score
from overdue_cli.ingest.statements.read import read_statement
from overdue_cli.ingest.statements.values import StatementChoices
from sizes import size

pytestmark = pytest.mark.law
LISTS = size("OVERDUE_FUZZ", small=300, large=10_000)
SEED = int(os.environ.get("OVERDUE_SEED", "20261129"))
EUR = StatementChoices(currency="EUR")
#: Fields without which a list is none; they get other names that are known.
NEEDED = ("booked_on", "amount", "credit", "debit")
ALIASES = {
    name: [alias for alias, (field, _) in known_headers().items() if field == name]
    for name in NEEDED
}


class Turned(NamedTuple):
    """A row that is read as something else than it is."""

    row: int
    amount: int
    read: int


def read_in(path: Path, truth: dict[int, int]) -> tuple[str, list[Turned]]:
    """How the reading of a list ended, and what was read otherwise than it is."""
    try:
        reading = read_statement(path, EUR)
    except Undecided as doubt:
        return f"asked {doubt.option}", []
    except (BadFile, OverdueError):
        return "refused", []
    wrong = [
        Turned(line.row, truth[line.row], line.amount)
        for line in reading.lines
        if line.row in truth and truth[line.row] != line.amount and line.kind != "neutral"
    ]
    return "rows rejected" if reading.problems else "read", wrong


def check(path: Path, text: str, truth: dict[int, int], name: str) -> str:
    """How a list ends; a failure keeps it."""
    path.write_text(text, encoding="utf-8")
    end, wrong = read_in(path, truth)
    if wrong:
        kept = Path(os.environ.get("OVERDUE_KEEP", path.parent)) / f"direction-{name}.csv"
        kept.write_text(text, encoding="utf-8")
        pytest.fail(f"{kept}: {wrong}\n{text}")
    return end


def test_no_money_out_is_read_as_money_in_while_something_tells_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print(f"\ndirections: {LISTS} lists, OVERDUE_SEED={SEED}")
    ends: Counter[str] = Counter()
    for number in range(LISTS):
        rng = random.Random(f"{SEED} {number}")
        one = made(rng)
        if not one.carriers:
            continue
        truth = dict(enumerate(one.truth, 2))
        if one.carriers == {"balance"}:
            del truth[one.oldest]
        ends[check(tmp_path / "list.csv", one.text(), truth, f"{SEED}-{number}")] += 1
    with capsys.disabled():
        print(f"directions: {dict(ends)}")
    assert ends["read"] > 0.6 * sum(ends.values())


def real_lists() -> list[Path]:
    folders = [STATEMENTS / "cn_double_entry", STATEMENTS / "bankstatementparser"]
    return sorted(
        path for one in folders if one.is_dir() for path in one.iterdir() if path.suffix != ".xml"
    )


def as_listed(path: Path) -> tuple[Listed, dict[str, tuple[int, ...]]] | None:
    """A real list as cells, with its truth: how it is read as it stands."""
    try:
        sheets = [grid for grid in open_grids(path, "", "", score) if header_of(grid)]
        reading = read_statement(path, EUR._replace(sheet=sheets[-1].sheet if sheets else ""))
    except (BadFile, OverdueError):
        return None
    if not sheets:
        return None
    header = header_of(sheets[-1])
    assert header is not None
    amounts = {line.row: line.amount for line in reading.lines if line.kind != "neutral"}
    rows = [(row, cells) for row, cells in sheets[-1].rows(header.row) if row in amounts]
    width = max(len(header.names), *(len(cells) for _, cells in rows))
    cells = [[*cells, *[""] * (width - len(cells))] for _, cells in rows]
    names = [*header.names, *[""] * (width - len(header.names))]
    return Listed(names, cells, [amounts[row] for row, _ in rows]), dict(header.places)


def changed_headers(
    listed: Listed, places: dict[str, tuple[int, ...]], rng: random.Random
) -> Listed:
    """A list with other names over its columns, and some columns emptied; its carriers stay."""
    one = Listed([*listed.names], [[*row] for row in listed.rows], [*listed.truth])
    fields = {place: name for name, where in places.items() for place in where}
    for place in range(len(one.names)):
        field = fields.get(place, "")
        if field in NEEDED:
            if rng.random() < 0.4:
                one.names[place] = rng.choice(ALIASES[field])
        elif rng.random() < 0.4:
            one.names[place] = rng.choice(UNKNOWN)
        elif field not in ("side", "status", "text") and rng.random() < 0.2:
            one.names[place] = ""
            for row in one.rows:
                row[place] = ""
    return one


@pytest.mark.skipif(not real_lists(), reason="no real files beside the repository")
def test_real_lists_with_other_headers_in_another_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = [one for path in real_lists() if (one := as_listed(path))]
    assert len(known) > 10
    ends: Counter[str] = Counter()
    for number in range(LISTS):
        rng = random.Random(f"real {SEED} {number}")
        listed, places = rng.choice(known)
        changed = changed_headers(listed, places, rng)
        changed.reorder(rng)
        truth = dict(enumerate(changed.truth, 2))
        ends[check(tmp_path / "real.csv", changed.text(), truth, f"real-{SEED}-{number}")] += 1
    with capsys.disabled():
        print(f"\ndirections of real lists: {dict(ends)}")
    assert ends["read"] > 0.4 * sum(ends.values())


def test_the_lists_that_are_made_have_a_row_for_every_truth() -> None:
    one = made(random.Random(SEED))
    assert len(list(csv.reader(io.StringIO(one.text())))) == len(one.truth) + 1
