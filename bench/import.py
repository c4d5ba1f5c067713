"""Measures the import of a whole book against what the same engine needs for the bare rows.

``python bench/import.py --loans 100000`` writes loans, their instalments and payments as CSV, then
times in one run, each as a process of its own:

- the ``sqlite3`` shell, which puts the same files into tables with the keys, references and
  indexes that the ledger has for these columns;
- ``overdue import`` of the three files into an empty ledger;
- for a workbook of that many loans: the library that reads it, alone, and what the product needs
  for reading it as typed rows, and for the whole import.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import book
import page

FOLDER = book.OUT / "import"
LOANS = (
    "loan_id,customer_id,name,phone,principal,currency,disbursed_on,annual_rate,officer,branch"
).split(",")

_TABLES = """
PRAGMA foreign_keys = ON;
CREATE TABLE loans (loan_id TEXT PRIMARY KEY, customer_id TEXT, name TEXT, phone TEXT,
    principal TEXT, currency TEXT, disbursed_on TEXT, annual_rate TEXT, officer TEXT,
    branch TEXT);
CREATE INDEX loans_customer ON loans (customer_id);
CREATE TABLE instalments (loan_id TEXT REFERENCES loans, seq INTEGER, due_on TEXT,
    principal TEXT, interest TEXT, PRIMARY KEY (loan_id, seq));
CREATE TABLE transactions (transaction_id TEXT PRIMARY KEY, loan_id TEXT REFERENCES loans,
    date TEXT, amount TEXT);
CREATE INDEX transactions_loan ON transactions (loan_id, date);
.mode csv
.import --skip 1 loans.csv loans
.import --skip 1 instalments.csv instalments
.import --skip 1 transactions.csv transactions
"""
_CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(len(rows))
"""
_TYPED = """
import sys
from pathlib import Path
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.typed import ReadingChoices, TypedRows
(table,) = open_tables(Path(sys.argv[1]))
rows = TypedRows(table, recognise(table), ReadingChoices())
print(sum(len(chunk.good) for chunk in rows))
"""


class Spent(NamedTuple):
    """What a process needed: seconds of the clock and of the processor, and memory at its peak."""

    wall: float
    cpu: float
    peak: float


def spent(argv: Sequence[str], *, stdin: str = "", env: dict[str, str] | None = None) -> Spent:
    """Runs a command in the folder of the files; it must succeed."""
    started = time.perf_counter()
    with subprocess.Popen(
        argv,
        cwd=FOLDER,
        env={**os.environ, **(env or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdin is not None
        running.stdin.write(stdin)
        running.stdin.close()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if running.returncode:
        raise SystemExit(f"{argv[0]} ended with {running.returncode}")
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def write_files(count: int) -> None:
    """The CSV files of a book of so many loans."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    specs = book.specs(count)
    with (FOLDER / "loans.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(LOANS)
        for spec in specs:
            writer.writerow(loan_row(spec))
    with (FOLDER / "instalments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("loan_id,seq,due_on,principal,interest".split(","))
        for row in book.instalments(specs):
            loan_id, _, seq, due_on, principal, interest = row[:6]
            writer.writerow((loan_id, seq, due_on, money(principal), money(interest)))
    with (FOLDER / "transactions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("transaction_id,loan_id,date,amount".split(","))
        for number, (loan_id, value_on, amount) in enumerate(payments(specs)):
            writer.writerow((f"T{number:08}", loan_id, value_on, money(amount)))


def payments(specs: Sequence[book.LoanSpec]) -> list[tuple[str, str, int]]:
    """Loan, day and minor amount of each payment, by day as a bank would list them."""
    found = []
    for spec in specs:
        principal, interest = book.parts(spec)
        due = [
            book.due_date(spec.first_month, spec.due_day, month) for month in range(book.MONTHS)
        ]
        paid = [day for day in due if day <= book.DAY][: book.MONTHS - spec.unpaid]
        found += [(spec.loan_id, day.isoformat(), principal + interest) for day in paid]
    return sorted(found, key=lambda payment: payment[1])


def money(minor: object) -> str:
    """Minor units as an amount with two decimals, whatever the currency."""
    assert isinstance(minor, int)
    return f"{minor // 100}.{minor % 100:02}"


def loan_row(spec: book.LoanSpec) -> tuple[object, ...]:
    """One line of the loans file, all in yuan."""
    principal, _ = book.parts(spec)
    return (
        spec.loan_id,
        book.customer_id(spec.customer),
        book.NAMES[spec.customer % len(book.NAMES)],
        f"138{spec.customer:08}",
        money(principal * book.MONTHS),
        "CNY",
        "2025-06-15",
        "12",
        book.OFFICERS[spec.customer % len(book.OFFICERS)],
        book.BRANCHES[spec.customer % len(book.BRANCHES)],
    )


def prepared(count: int) -> dict[str, int]:
    """Rows of the files, which a process of its own writes: this one must stay small.

    A child's memory at its peak is never told below its parent's.
    """
    subprocess.run(
        [sys.executable, __file__, "--loans", str(count), "--write"], check=True, cwd=book.HERE
    )
    return {
        name: sum(1 for _ in (FOLDER / name).open("rb")) - 1
        for name in ("loans.csv", "instalments.csv", "transactions.csv")
    }


def write_workbook() -> Path:
    """The loans file as xlsx, amounts as numbers."""
    import openpyxl

    target = FOLDER / "loans.xlsx"
    sheet_book = openpyxl.Workbook(write_only=True)
    sheet = sheet_book.create_sheet("loans")
    with (FOLDER / "loans.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file)):
            place = LOANS.index("principal")
            sheet.append([*row[:place], float(row[place]), *row[place + 1 :]] if number else row)
    sheet_book.save(target)
    return target


def overdue(*words: str) -> list[str]:
    """The product's command line."""
    return [sys.executable, "-m", "overdue_cli", *words]


def imported(*files: str) -> Spent:
    """An import into an empty ledger."""
    for old in FOLDER.glob("ledger.db*"):
        old.unlink()
    env = {"OVERDUE_DB": "ledger.db", "OVERDUE_NOW": book.DAY.isoformat()}
    spent(overdue("init", "--currency", "CNY"), env=env)
    return spent(overdue("import", *files), env=env)


def median(runs: Sequence[Spent]) -> Spent:
    """The run in the middle by processor time."""
    return sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]


def line(what: str, run: Spent, base: Spent | None, target: str) -> str:
    """One line of the table; ratios by clock and by processor."""
    ratio = f"{run.wall / base.wall:.2f} | {run.cpu / base.cpu:.2f}" if base else "1.00 | 1.00"
    return f"| {what} | {run.wall:.1f} | {run.cpu:.1f} | {ratio} | {target} | {run.peak:.0f} |"


def measured(count: int, runs: int) -> str:
    """The tables of one run."""
    rows = prepared(count)
    shell = shutil.which("sqlite3")
    if shell is None:
        raise SystemExit("the sqlite3 shell is not there; it is the yardstick")
    bare, ours = [], []
    for _ in range(runs):
        for old in FOLDER.glob("bare.db*"):
            old.unlink()
        bare.append(spent([shell, "bare.db"], stdin=_TABLES))
        ours.append(imported("loans.csv", "instalments.csv", "transactions.csv"))
    workbook = str(FOLDER / "loans.xlsx")
    alone, typed, whole = [], [], []
    for _ in range(runs):
        alone.append(spent([sys.executable, "-c", _CALAMINE, workbook]))
        typed.append(spent([sys.executable, "-c", _TYPED, workbook]))
        whole.append(imported(workbook))
    head = (
        "| | s | cpu s | × s | × cpu s | target | peak MiB |\n|---|---:|---:|---:|---:|---|---:|"
    )
    told = ", ".join(f"{n:,} rows of {name}" for name, n in rows.items())
    return "\n".join(
        [
            f"{page.machine()}; {told}; {runs} runs",
            "",
            head,
            line("`sqlite3` shell, `.import` into keyed tables", median(bare), None, ""),
            line(
                "`overdue import` of the three files", median(ours), median(bare), "≤ 4, 300 MiB"
            ),
            line("the workbook of loans: calamine alone", median(alone), None, ""),
            line("the workbook as typed rows", median(typed), median(alone), "≤ 2"),
            line("`overdue import` of the workbook", median(whole), median(alone), ""),
        ]
    )


def main() -> None:
    """Measures and, with ``--put``, writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loans", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--put", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--write", action="store_true", help="only write the files")
    given = parser.parse_args()
    if given.write:
        write_files(given.loans)
        write_workbook()
        return
    text = measured(given.loans, given.runs)
    print(text)
    if given.put:
        page.put("import", text)


if __name__ == "__main__":
    main()
