"""What is wrong with rows, told with the text of the file; and the file of rejected rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from overdue_cli.actions.imports.job import Job
from overdue_cli.domain.currency_signs import UNSAID
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.headers.glossary import REJECT_COLUMNS
from overdue_cli.ingest.headers.header_currency import SHOWN_BY_CELLS
from overdue_cli.ingest.table import Table, cells_of


def explain(job: Job) -> None:
    """Turns what was found in the staged rows into problems with the text of the file."""
    if not job.faults or job.table is None or job.columns is None:
        return
    columns, texts = job.columns, cells_of(job.table, {fault.row for fault in job.faults})
    line, cells = 0, [""]
    for row, name, rule, hint in sorted(job.faults, key=lambda fault: fault.row):
        while line < row:
            line, cells = next(texts)
        column = columns.columns.get(name)
        text = cells[column.place].strip() if column and column.place < len(cells) else ""
        header = columns.header_of(name) if name else ""
        job.problems.append(Problem(row, header, text, rule, hint))
    job.problems.sort(key=lambda problem: problem.row)


def keep_rejects(job: Job) -> None:
    table = job.table or (job.reading.table if job.reading else None)
    if table is not None and job.problems and not job.unreadable:
        shown = job.columns.currency if job.columns else UNSAID
        if shown.by == SHOWN_BY_CELLS:  # a text file has no formats that could tell it
            table = replace(table, above=((0, [f"currency: {shown.text}"]), *table.above))
        job.rejects = write_rejects(job.name, table, job.problems)


def write_rejects(path: Path, table: Table, problems: Iterable[Problem]) -> Path:
    """``FILE.rejects.csv`` beside the file: rejected rows as they were, with row, reason, hint.

    What stands above the header stands there, too: it may name the unit, or whose account it is.
    Encoding and delimiter are those of the file, so that it can be mended and imported.
    """
    of_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        of_row[problem.row].append(problem)
    sheet = f".{table.sheet}" if table.sheet else ""
    target = path.with_name(f"{path.name}{sheet}.rejects.csv")
    places = _original_places(table)
    with target.open("w", encoding=table.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=table.delimiter, lineterminator="\n")
        for _, cells in table.above:
            writer.writerow(cells)
        writer.writerow([*(table.header[place] for place in places), *REJECT_COLUMNS])
        for line, cells in cells_of(table, of_row):
            found = of_row[line]
            kept = [cells[place] if place < len(cells) else "" for place in places]
            reasons = "; ".join(_reason(problem) for problem in found)
            hints = " ".join(dict.fromkeys(problem.hint for problem in found))
            writer.writerow([*kept, line, reasons, hints, *cells[len(table.header) :]])
    return target


def _original_places(table: Table) -> list[int]:
    """Columns of the file without those that an earlier rejects file added."""
    lowered = [text.lower() for text in table.header]
    again = all(name in lowered for name in REJECT_COLUMNS)
    return [place for place, text in enumerate(lowered) if not (again and text in REJECT_COLUMNS)]


def _reason(problem: Problem) -> str:
    return f"{problem.column}: {problem.rule}" if problem.column else problem.rule
