"""Whatever bytes a file has, an import ends in order: done, asked, or rejected with reasons.

``OVERDUE_FUZZ`` is the number of inputs (``.ci/run`` takes 2,000, ``make fuzz`` 100,000), and
``OVERDUE_SEED`` repeats a run; both are printed. ``OVERDUE_KEEP`` is a folder for what fails.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

import fuzz_inputs
import mess
from command import overdue
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.result import FileResult, ImportResult
from overdue_cli.actions.imports.run import import_files
from overdue_cli.book import Writing
from overdue_cli.domain.errors import OverdueError
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.files import open_grids
from overdue_cli.policies.pack import load
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from sizes import size

pytestmark = pytest.mark.law
AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
INPUTS = size("OVERDUE_FUZZ", small=300, large=10_000)
PARTS = 4
"""Of the inputs, for as many processes."""
SEED = int(os.environ.get("OVERDUE_SEED", "20261125"))
THROUGH_THE_COMMAND = 40
NASTY = [
    "", " ", "\x00", "\ufeff", '"', "'", '""', ",", ";", "\t", "\n", "\r", "=1+1", '="', "(", "-",
    "NaN", "1e999", "9" * 40, "-0", "1.2.3", "1,2,3", "0x10", "٣٤", "²", "½", "Ⅷ", "2026-02-30",
    "0000-00-00", "99999", "31/31/31", "客户编号", "loan_id", "合计", "Total", "[", "{", "null",
    "\u202e", "\ud7ff", "𝟙", "%", "12%%", "√", "ß", "İ", "e\u0301", "\u3000", "P-", "C000",
]  # fmt: skip

POLICY = load("")
Change = Callable[[bytearray, random.Random], None]


def cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data) + 1) :]


def flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randrange(1, 8)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)


def take_out(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    del data[start : start + rng.randrange(1, 200)]


def put_in(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    data[start:start] = rng.choice([rng.randbytes(9), rng.choice(NASTY).encode("utf-8")])


def repeat(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    data[start:start] = data[start : start + rng.randrange(1, 400)]


def noise(data: bytearray, rng: random.Random) -> None:
    data[:] = rng.randbytes(rng.randrange(400))


CHANGES: list[Change] = [cut, flip, take_out, put_in, repeat]


def nasty_cells(sheet: mess.Sheet, rng: random.Random) -> None:
    """Some cells hold what no cell should; some rows are longer or shorter."""
    for _ in range(rng.randrange(1, 6)):
        row = rng.choice(sheet.rows)
        row[rng.randrange(len(row))] = rng.choice(NASTY)
        if rng.random() < 0.2:
            row.append(rng.choice(NASTY))


def shuffled(sheet: mess.Sheet, rng: random.Random) -> None:
    """Headers stand over other columns."""
    rng.shuffle(sheet.header)


def written(path: Path, rng: random.Random) -> Path:
    """A real file with something done to its cells or to its bytes."""
    if rng.random() < 0.5:
        make = rng.choice(fuzz_inputs.STATEMENTS + fuzz_inputs.OTHERS)
        path.write_text(make(rng), encoding="utf-8", newline="")
    else:
        write_sheet(path, rng)
    if rng.random() < 0.7:
        break_bytes(path, rng)
    return path


def break_bytes(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    rng.choice([*CHANGES * 4, noise])(data, rng)
    path.write_bytes(bytes(data))


def write_sheet(path: Path, rng: random.Random) -> None:
    """Loans or payments in one of the forms of tables."""
    make = rng.choice([mess.clean_loans, mess.clean_payments])
    sheet = make(rng, chinese=rng.random() < 0.5)
    sheet.form = rng.choice(
        ["csv"] * 30 + ["json", "jsonl"] * 5 + ["xlsx", "xls", "ods"] + ["html", "xml"] * 2
    )
    if rng.random() < 0.5:
        rng.choice([nasty_cells, shuffled])(sheet, rng)
    save(sheet, path)


def save(sheet: mess.Sheet, path: Path) -> None:
    """The sheet in its form; what a form cannot hold becomes text that it can."""
    rows = [sheet.header, *sheet.rows]
    if sheet.form in ("xlsx", "xls", "ods", "html", "xml"):
        bad = dict.fromkeys(range(32), " ")
        clean = [[c.translate(bad) if isinstance(c, str) else c for c in row] for row in rows]
        sheet.header, *sheet.rows = clean
    if sheet.form in ("json", "jsonl"):
        write = mess.writers.write_json if sheet.form == "json" else mess.writers.write_jsonl
        write(path, [sheet.header, *sheet.rows])
    else:
        mess.write(sheet, path)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(tmp_path / "fuzz.db", {"currency": "CNY"}, actor="me", at=AT) as made:
        yield made


TABLES = (
    "journal", "customer", "loan", "entry", "change", "imported_file", "snapshot", "listing",
    "statement_line", "line_match", "contact", "hold", "promise",
)  # fmt: skip


def facts(ledger: Ledger) -> list[int]:
    return [ledger.conn.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES]


def check_rows(path: Path, file: FileResult) -> None:
    """Every row is counted: as read, as left out, or as the header."""
    assert file.read == file.new + file.changed + file.unchanged + file.rejected
    if not file.read:
        return
    assert len({problem.row for problem in file.problems}) <= file.rejected
    if file.kind == "statement":
        return
    for grid in open_grids(path, "", file.sheet):
        if grid.sheet == file.sheet:
            rows = sum(1 for _ in grid.rows(0))
            header = 0 if grid.header else 1
            assert rows - file.read - len(file.left_out) in (header, header + 1)


class Case(NamedTuple):
    """What is imported in one go, and how."""

    paths: list[Path]
    options: ImportOptions
    twice: bool


def case(folder: Path, rng: random.Random) -> Case:
    """One file or two, with or without options; now and then a second time."""
    paths = [written(folder / "input", rng)]
    if rng.random() < 0.1:
        paths.append(written(folder / "other", rng))
    options = ImportOptions(accept_good=rng.random() < 0.5)
    if rng.random() < 0.3:
        options = replace(options, scope=rng.choice(["complete", "partial"]), as_of="2026-06-12")
    if rng.random() < 0.1:
        named = folder / "map.toml"
        named.write_text(fuzz_inputs.column_map(rng), encoding="utf-8")
        if rng.random() < 0.5:
            break_bytes(named, rng)
        options = replace(options, map=str(named))
    if rng.random() < 0.05:
        options = replace(options, archive=True)
    return Case(paths, options, twice=len(paths) == 1 and rng.random() < 0.2)


def ended(ledger: Ledger, one: Case) -> str:
    """How an import ended; what must hold of every end is checked."""
    before = facts(ledger)
    status = 0
    try:
        result = import_files(Writing(ledger, POLICY, "me", AT), one.paths, one.options)
    except OverdueError as error:
        status = error.exit_status
    if status:
        assert (status, facts(ledger)) == (2, before)
        return "asked"
    if not result.written:
        assert facts(ledger) == before
    for file in result.files:
        if not (len(file.problems) == 1 and not file.rejected):
            check_rows(Path(file.file), file)
    if one.twice:
        check_again(ledger, one, result)
    for path in one.paths:
        for kept in path.parent.glob(f"{path.name}*.rejects.csv"):
            kept.unlink()
    return "rejected" if result.rejected else "done"


def check_again(ledger: Ledger, one: Case, first: ImportResult) -> None:
    """The same file once more: nothing is written, and the same rows are rejected.

    Two files that contradict each other correct each other every time; they are left out.
    """
    before = facts(ledger)
    again = import_files(Writing(ledger, POLICY, "me", AT), one.paths, one.options)
    assert facts(ledger) == before
    for file, earlier in zip(again.files, first.files, strict=True):
        if first.written:
            assert (file.new, file.changed) == (0, 0)
        assert file.read == file.new + file.changed + file.unchanged + file.rejected
        assert file.rejected == earlier.rejected or file.unchanged == file.read


@pytest.mark.parametrize("part", range(PARTS))
def test_every_import_ends_in_order(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str], part: int
) -> None:
    numbers = range(part, INPUTS, PARTS)
    with capsys.disabled():
        print(f"\nfuzz: {len(numbers)} of {INPUTS} inputs, OVERDUE_SEED={SEED}")
    ends: Counter[str] = Counter()
    for number in numbers:
        rng = random.Random(f"{SEED} {number}")
        try:
            ends[ended(ledger, case(tmp_path, rng))] += 1
        except BaseException:
            for path in (tmp_path / name for name in ("input", "other", "map.toml")):
                kept = Path(os.environ.get("OVERDUE_KEEP", tmp_path))
                kept /= f"fuzz-{SEED}-{number}-{path.name}"
                if path.exists():
                    kept.write_bytes(path.read_bytes())
            print(f"input {number} of seed {SEED} is kept as {kept}")
            raise
    with capsys.disabled():
        print(f"fuzz: {dict(ends)}")
    if len(numbers) >= 60:  # of a handful, none may come to such an end
        assert ends["done"] > len(numbers) / 20
        assert ends["rejected"] > len(numbers) / 20


def test_the_command_ends_with_0_2_or_3_and_no_traceback(tmp_path: Path) -> None:
    database = str(tmp_path / "l.db")
    overdue("init", "--db", database, "--currency", "CNY")
    for number in range(THROUGH_THE_COMMAND):
        rng = random.Random(f"command {SEED} {number}")
        path = written(tmp_path / "input", rng)
        done = overdue("import", str(path), "--db", database, code=None)
        assert done.exit_code in (0, 2, 3), (SEED, number, done.stderr)
        assert "Traceback" not in done.stderr + done.stdout


def test_a_broken_file_names_its_fault(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"customer_id\n\x00\x01")
    with pytest.raises(BadFile, match="binary"):
        open_grids(path)
