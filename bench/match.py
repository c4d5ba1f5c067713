"""Measures a month of bank lines against a large book of loans, and how well they are matched.

``python bench/match.py --customers 80000 --lines 50000`` draws a book and a month of credits with
the faults of ``tests/support/bank_credits.py``, imports the book once (kept in ``bench/out``),
and then measures, each as a process of its own and on a copy of the ledger:

- SQLite alone: the same lines read from a table, each joined by the words of its text with the
  ids of loans and customers, by its payer with the names, and by its amount with the instalments;
- ``overdue import`` of the lines as one CAMT file, as MT940 (euro) and as a Chinese list (yuan);
- ``overdue match``: the whole list, its first lines, one line, and one line matched by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import page
from book import MIGRATIONS, OUT
from processes import Run, finished, overdue

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent / "tests" / "support"
SEED = 1
ENVIRONMENT = {"OVERDUE_NOW": "2026-07-01T09:00:00+02:00", "OVERDUE_ACTOR": "bench"}

_YARDSTICK = """
CREATE INDEX temp_name ON customer (name);
CREATE TEMP TABLE asked AS
    SELECT DISTINCT i.principal + i.interest + i.fee AS amount, i.loan_id FROM instalment i;
CREATE INDEX temp.ix_asked ON asked (amount);
CREATE TEMP TABLE bank AS SELECT value ->> 0 AS number, value ->> 1 AS amount,
    value ->> 2 AS payer, value ->> 3 AS text FROM json_each(readfile('lines.json'));
SELECT count(*), sum(by_id > 0 OR by_name > 0), sum(by_amount) FROM (
    SELECT b.number,
        (SELECT count(*) FROM json_each('["' || replace(b.text, ' ', '","') || '"]') w
           WHERE EXISTS (SELECT 1 FROM loan l WHERE l.loan_id = w.value)
              OR EXISTS (SELECT 1 FROM customer c WHERE c.customer_id = w.value)) AS by_id,
        (SELECT count(*) FROM customer c WHERE c.name = b.payer) AS by_name,
        (SELECT count(*) FROM (SELECT 1 FROM temp.asked a WHERE a.amount = b.amount LIMIT 25))
            AS by_amount
      FROM bank b);
"""


class Place(NamedTuple):
    """A folder with the files of one case."""

    folder: Path

    @property
    def base(self) -> Path:
        return self.folder / "base.db"

    def copy(self) -> Path:
        """A fresh copy of the ledger without bank lines."""
        for old in self.folder.glob("work.db*"):
            old.unlink()
        return Path(shutil.copy(self.base, self.folder / "work.db"))


def place(customers: int, lines: int) -> Place:
    """Where a case lies; another schema or other credits have another name."""
    parts = [*sorted(MIGRATIONS.glob("*.py")), *sorted(TESTS.glob("bank_*.py"))]
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()[:10]
    return Place(OUT / f"match-{customers}-{lines}-{mark}")


def write_files(folder: Path, customers: int, lines: int) -> None:
    """The book and its credits in every format, with the truth."""
    sys.path.insert(0, str(TESTS))
    import bank_credits as drawn
    import bank_exports

    case = drawn.case(SEED, lines, customers)
    drawn.write_book(folder, case)
    credits = sorted(case.credits, key=lambda one: one.currency)
    euro = [one for one in credits if one.currency == "EUR"]
    yuan = [one for one in credits if one.currency == "CNY"]
    files = {
        "bank.xml": drawn.camt(credits).encode(),
        "bank.sta": bank_exports.mt940(euro).encode(),
        "bank.csv": bank_exports.bank_list(yuan),
        "truth.json": json.dumps([one.truth for one in credits]).encode(),
        "lines.json": json.dumps(
            [(n, one.amount, one.payer, one.text) for n, one in enumerate(credits, 1)]
        ).encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)


def prepared(customers: int, lines: int) -> Place:
    """The case, made now where it is not kept; a process of its own draws it."""
    here = place(customers, lines)
    if not here.base.exists():
        here.folder.mkdir(parents=True, exist_ok=True)
        words = ["--customers", str(customers), "--lines", str(lines), "--files"]
        subprocess.run([sys.executable, __file__, *words], check=True)
        draft = here.folder / "draft.db"
        for old in here.folder.glob("draft.db*"):
            old.unlink()
        ran(here, draft, "init", "--currency", "EUR")
        names = ("customers", "loans", "instalments", "transactions")
        ran(here, draft, "import", *(str(here.folder / f"{name}.csv") for name in names))
        draft.rename(here.base)
    return here


def ran(here: Place, ledger: Path, *words: str) -> Run:
    """The finished process of a command of the product; it must succeed."""
    env = {**os.environ, **ENVIRONMENT, "OVERDUE_DB": str(ledger)}
    run = finished([*overdue(), *words], env, "pipe")
    if run.status:
        raise SystemExit(f"overdue {words[0]} ended with {run.status}: {run.said.decode()}")
    return run


def yardstick(here: Place) -> Run:
    """What SQLite alone needs to hold each line against the ids, names and amounts as they are."""
    shell = shutil.which("sqlite3")
    if shell is None:
        raise SystemExit("the sqlite3 shell is not there; it is the yardstick")
    script = here.folder / "yardstick.sql"
    script.write_text(_YARDSTICK.replace("lines.json", str(here.folder / "lines.json")))
    run = finished([shell, str(here.copy()), f".read {script}"], os.environ, "pipe")
    if run.status or b"rror" in run.said:
        raise SystemExit(f"the yardstick failed: {run.said.decode()}")
    return run


class Matched(NamedTuple):
    """What became of the lines, held against the truth."""

    lines: int
    right: int
    wrong: int


def matched(here: Place, ledger: Path) -> Matched:
    """Lines in the order of the file with the loans on which they were booked."""
    truth = json.loads((here.folder / "truth.json").read_bytes())
    booked: dict[int, list[list[object]]] = defaultdict(list)
    with closing(sqlite3.connect(ledger)) as conn:
        for number, loan_id, amount in conn.execute(
            "SELECT m.statement_line_id, e.loan_id, e.amount FROM line_match m "
            "JOIN entry e ON e.entry_id = m.entry_id WHERE m.kind = 'booked'"
        ):
            booked[number].append([loan_id, amount])
    right = sum(sorted(parts) == sorted(truth[n - 1]) for n, parts in booked.items())
    return Matched(len(truth), right, len(booked) - right)


def measured(here: Place) -> str:
    """The table of one run."""
    rows = [
        row("SQLite alone: ids, names and amounts as they are", yardstick(here), lines_of(here))
    ]
    for name in ("bank.sta", "bank.csv", "bank.xml"):
        ledger = here.copy()
        run = ran(here, ledger, "import", str(here.folder / name))
        rows.append(row(f"`overdue import {name}`", run, counted(ledger)))
    found = matched(here, ledger)
    rows += list(by_hand(here, ledger))
    with closing(sqlite3.connect(here.base)) as conn:
        loans, people = conn.execute(
            "SELECT count(*), (SELECT count(DISTINCT name) FROM customer) FROM loan"
        ).fetchone()
    booked = found.right + found.wrong
    return "\n".join(
        [
            f"{page.machine()}; {loans:,} loans, {people:,} different names, "
            f"{found.lines:,} lines",
            "",
            "| | lines | s | cpu s | lines a cpu s | peak MiB |",
            "|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
            f"Of the {found.lines:,} lines {booked / found.lines:.1%} were booked, "
            f"{found.wrong} of them on a wrong loan.",
        ]
    )


def by_hand(here: Place, ledger: Path) -> Iterator[str]:
    """What a person types afterwards, on the ledger with all the lines."""
    with closing(sqlite3.connect(ledger)) as conn:
        number, loan_id = conn.execute(
            "SELECT s.statement_line_id, (SELECT loan_id FROM loan l "
            "WHERE l.currency = s.currency LIMIT 1) FROM statement_line s WHERE NOT EXISTS "
            "(SELECT 1 FROM line_match m WHERE m.statement_line_id = s.statement_line_id)"
        ).fetchone()
        waiting = conn.execute(
            "SELECT count(*) FROM statement_line WHERE statement_line_id NOT IN "
            "(SELECT statement_line_id FROM line_match)"
        ).fetchone()[0]
    yield row("`overdue match`, every line in suspense", ran(here, ledger, "match"), waiting)
    yield row("`overdue match --limit 25`", ran(here, ledger, "match", "--limit", "25"), 25)
    yield row("`overdue match LINE`", ran(here, ledger, "match", str(number)), 1)
    words = ("match", str(number), "--loan", loan_id)
    yield row("`overdue match LINE --loan LOAN`", ran(here, ledger, *words), 1)


def lines_of(here: Place) -> int:
    return len(json.loads((here.folder / "truth.json").read_bytes()))


def counted(ledger: Path) -> int:
    with closing(sqlite3.connect(ledger)) as conn:
        return int(conn.execute("SELECT count(*) FROM statement_line").fetchone()[0])


def row(what: str, run: Run, lines: int) -> str:
    """One line of the table."""
    pace = f"{lines / run.worked:,.0f}" if lines > 1_000 else ""
    times = f"{run.seconds:.1f} | {run.worked:.1f}"
    return f"| {what} | {lines:,} | {times} | {pace} | {run.memory:.0f} |"


def main(given: Sequence[str] | None = None) -> None:
    """Measures and, with ``--write``, puts the table on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=80_000)
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--files", action="store_true", help="only draw the files")
    asked = parser.parse_args(given)
    if asked.files:
        write_files(place(asked.customers, asked.lines).folder, asked.customers, asked.lines)
        return
    text = measured(prepared(asked.customers, asked.lines))
    print(text)
    if asked.write:
        page.put("match", text)


if __name__ == "__main__":
    main()
