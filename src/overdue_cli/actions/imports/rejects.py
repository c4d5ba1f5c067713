"""What is wrong with rows, told with the text of the file; and the file of rejected rows."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from overdue_cli.actions.imports.source import Source
from overdue_cli.domain.currency_signs import UNSAID
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import REJECT_COLUMNS
from overdue_cli.ingest.headers.header_currency import SHOWN_BESIDE, SHOWN_BY_CELLS
from overdue_cli.ingest.table import Table, cells_of
from overdue_cli.store.bulk.stage import RowFault


def tell_findings(source: Source) -> None:
    """Turns what was found in the staged rows into problems and warnings of the file."""
    findings, columns = source.findings, source.columns
    if source.table is None or columns is None:
        return
    for row, name, *rest in findings.remarks:
        findings.warnings.append(Problem(row, columns.header_of(name), *rest))
    if findings.faults:
        findings.problems += _problems(source.table, columns, findings.faults)
        findings.problems.sort(key=lambda problem: problem.row)


def _problems(table: Table, columns: Columns, faults: Iterable[RowFault]) -> Iterator[Problem]:
    """The faults with the cells that they are about, in the order of the rows."""
    faults = sorted(faults, key=lambda fault: fault.row)
    texts = cells_of(table, {fault.row for fault in faults})
    line, cells = 0, [""]
    for row, name, rule, hint in faults:
        while line < row:
            line, cells = next(texts)
        column = columns.columns.get(name)
        text = cells[column.place].strip() if column and column.place < len(cells) else ""
        yield Problem(row, columns.header_of(name) if name else "", text, rule, hint)


def keep_rejects(source: Source) -> Path | None:
    """Where the rejected rows of a source are kept; None where it has none."""
    problems = source.findings.problems
    table = source.content_table
    if table is None or not problems:
        return None
    shown = source.columns.currency if source.columns else UNSAID
    # A text file has no formats that could tell it, nor have all rejected rows a sign.
    if shown.by in (SHOWN_BY_CELLS, SHOWN_BESIDE):
        table = replace(table, above=((0, [f"currency: {shown.text}"]), *table.above))
    return write_rejects(source.name, table, problems)


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
            wrong = of_row[line]
            kept = [cells[place] if place < len(cells) else "" for place in places]
            reasons = "; ".join(_reason(problem) for problem in wrong)
            hints = " ".join(dict.fromkeys(problem.hint for problem in wrong))
            writer.writerow([*kept, line, reasons, hints, *cells[len(table.header) :]])
    return target


def _original_places(table: Table) -> list[int]:
    """Columns of the file without those that an earlier rejects file added."""
    lowered = [text.lower() for text in table.header]
    again = all(name in lowered for name in REJECT_COLUMNS)
    return [place for place, text in enumerate(lowered) if not (again and text in REJECT_COLUMNS)]


def _reason(problem: Problem) -> str:
    return f"{problem.column}: {problem.rule}" if problem.column else problem.rule
