"""What an import did: a document, and lines about each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from overdue_cli.actions.imports.findings import LeftOut
from overdue_cli.actions.imports.kinds.statements import StatementTally
from overdue_cli.actions.imports.result import FileResult, ImportResult
from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import decimal_text
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ladder.held_back import HeldBack
from overdue_cli.views.imports import list_difference
from overdue_cli.views.ladder.board import held_back_words
from overdue_cli.views.lists.against_recorded import against_data, against_section
from overdue_cli.views.lists.findings import findings_data, findings_section

ON_SCREEN = 20
LEFT_OUT_ON_SCREEN = 5
COUNTS = ("read", "new", "changed", "unchanged", "rejected")
FILES = (
    Column("file", "file"),
    Column("kind", "kind", rank=1),
    *(Column(name, name, "right") for name in COUNTS),
    Column("seconds", "seconds", "right", rank=2),
)
STEPS = tuple(Column(name, name) for name in ("header", "cell", "field", "how", "value", "stored"))


def import_document(result: ImportResult, held: Sequence[HeldBack] | None = ()) -> Document:
    """What became of the rows of each file, what lists changed, who is held back from a step.

    ``held`` is None where that was left to the board.
    """
    rows = [_row(file) for file in result.files]
    return Document(
        title="Import",
        sections=(
            Section("rows", FILES, rows),
            *list_difference.sections(result.lists),
            *([against_section(result.against)] if result.against else []),
            *([findings_section(result.findings)] if result.findings else []),
        ),
        main="rows",
        data={
            "journal": result.journal,
            "written": result.written,
            "files": [_data(file) for file in result.files],
            "lists": list_difference.data(result.lists),
            "inferred_against": against_data(result.against),
            "list_findings": findings_data(result.findings),
            "held_back": None if held is None else [one._asdict() for one in held],
        },
    )


def held_back_lines(held: Sequence[HeldBack] | None) -> Iterator[str]:
    """Who of the customers of an import stays below the step of their days, and for what."""
    if held is None:
        yield "Who is held back from a step, and for what, is worked out by 'overdue board'."
    elif held:
        yield f"Held back: {held_back_words(held)}; see 'overdue queue --why'."


def _row(file: FileResult) -> dict[str, Any]:
    counts = {name: getattr(file, name) for name in COUNTS}
    return {"file": file.file, "kind": file.kind, **counts, "seconds": f"{file.seconds:.2f}"}


def _data(file: FileResult) -> dict[str, Any]:
    """A file as json has it."""
    return {
        "kind": file.kind,
        "file": file.file,
        "sha256": file.sha256,
        **{name: getattr(file, name) for name in COUNTS},
        "seconds": round(file.seconds, 3),
        "problems": [problem._asdict() for problem in file.problems],
        "warnings": [warning._asdict() for warning in file.warnings],
        "decided": [cell._asdict() for cell in file.decided],
        "ignored": list(file.ignored),
        "details": file.details,
        "mapping": file.mapping,
        "rejects": str(file.rejects) if file.rejects else None,
        "archived": str(file.archived) if file.archived else None,
        "sheet": file.sheet or None,
        "header_row": file.header_row,
        "left_out": [row._asdict() for row in file.left_out],
        "encoding": file.encoding or "utf-8",
        **({"statement": _bank_data(file.statement)} if file.statement else {}),
    }


def _bank_data(tally: StatementTally) -> dict[str, Any]:
    """What became of the lines of a bank statement."""
    return {
        **tally.booked._asdict(),
        "totals": [
            {
                "currency": currency,
                "credit": decimal_text(credit, currency),
                "debit": decimal_text(debit, currency),
            }
            for currency, credit, debit in tally.totals
        ],
    }


def row_document(file: FileResult, row: int) -> Document:
    """How one row of a file is read, cell by cell."""
    staged = file.staged or {}
    rows = [
        {**step._asdict(), "stored": staged.get(step.field) if step.field else None}
        for step in file.steps
    ]
    wrong = [
        f"{p.column}: {p.rule}" if p.column else p.rule for p in file.problems if p.row == row
    ]
    state = "rejected" if wrong or not staged else str(staged.get("state", ""))
    facts = (
        ("file", "File", file.file),
        ("kind", "Kind", file.kind),
        ("row", "Row", str(row)),
        ("state", "It would be", f"{state} ({'; '.join(wrong)})" if wrong else state),
    )
    return Document(
        title="One row", facts=facts, sections=(Section("rows", STEPS, rows),), main="rows"
    )


def file_lines(file: FileResult, *, everything: bool, bank: bool) -> Iterator[str]:
    """What is to be said of a file: what came of it and what is wrong, then how it was read.

    ``everything``: all problems, not only the first; ``bank``: what became of bank lines, too.
    """
    if file.statement and bank:
        yield f"{file.file}: {_bank_words(file.statement)}"
    yield from _problem_lines(file, everything=everything)
    if file.rejects:
        yield f"{file.file}: the rejected rows are in {file.rejects}; mend and import that file."
    yield from _note_lines(file)
    if file.archived:
        yield f"{file.file}: the original is kept as {file.archived}"


def _problem_lines(file: FileResult, *, everything: bool) -> Iterator[str]:
    shown = file.problems if everything else file.problems[:ON_SCREEN]
    for problem in shown:
        yield f"{file.file}{_problem(problem)}"
    if len(shown) < len(file.problems):
        yield f"{file.file}: {len(file.problems) - len(shown)} more; --format json lists them all."


def _note_lines(file: FileResult) -> Iterator[str]:
    """How a file was read and what a person should know of it, the same note once."""
    if file.encoding:
        yield f"{file.file}: read as {file.encoding}; if it looks wrong, use --encoding."
    if file.other_sheets:
        yield f"{file.file}: sheets not used: {', '.join(file.other_sheets)}"
    if file.left_out:
        yield f"{file.file}: rows left out: {_left_out(file.left_out)}"
    if file.ignored:
        yield f"{file.file}: not used: {_not_used(file)}"
    for cell in file.decided:
        yield f"{file.file}{_problem(cell)}"
    for warning, more in _once_each(file.warnings):
        yield f"{file.file}{_problem(warning, 'warning: ')}{_and_more(more)}"


def _once_each(notes: Sequence[Problem]) -> list[tuple[Problem, int]]:
    """Each note with the first row that it is about, and how many more rows it is about."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for note in notes:
        groups.setdefault((note.column, note.rule, note.hint), []).append(note)
    return [(same[0], len(same) - 1) for same in groups.values()]


def _and_more(rows: int) -> str:
    return f" And {rows} more row{'s' if rows > 1 else ''}." if rows else ""


def _not_used(file: FileResult) -> str:
    """The columns that are not used, each with what it is where that is known."""
    known = file.details
    return ", ".join(f"{text} ({known[text]})" if text in known else text for text in file.ignored)


def _bank_words(tally: StatementTally) -> str:
    booked = tally.booked
    parts = [
        f"{booked.booked} booked",
        *([f"{booked.linked} recorded before"] if booked.linked else []),
        *([f"{booked.reversed} taken back"] if booked.reversed else []),
    ]
    left = booked.likely + booked.open
    suspense = f"; {left} in suspense, see 'overdue match'" if left else ""
    return "bank lines: " + ", ".join(parts) + suspense


def _left_out(rows: Sequence[LeftOut]) -> str:
    shown = [f"{one.row} ({one.text})" for one in rows[:LEFT_OUT_ON_SCREEN]]
    more = [f"{len(rows) - len(shown)} more"] if len(rows) > len(shown) else []
    return ", ".join(shown + more)


def _problem(problem: Problem, mark: str = "") -> str:
    place = f":{problem.row}: " if problem.row else ": "
    return place + mark + " ".join(_parts(problem))


def _parts(problem: Problem) -> Iterator[str]:
    column = f"column '{problem.column}'" if problem.column else ""
    value = f"value '{problem.value}'" if problem.value else ""
    if column or value:
        yield f"{column} {value}".strip() + ":"
    yield f"{problem.rule}."
    if problem.hint:
        yield problem.hint
