"""What is said of an imported file: its result first, the same note once."""

from __future__ import annotations

from overdue_cli.actions.imports.result import FileResult, ImportResult
from overdue_cli.domain.errors import Problem
from overdue_cli.views.imports.result import file_lines, import_document


def _file(*, warnings: tuple[Problem, ...] = (), problems: tuple[Problem, ...] = ()) -> FileResult:
    return FileResult(
        *("loans", "l.csv", "", 50, 50, 0, 0, len(problems), 0.1, problems),
        ignored=("Colour",),
        warnings=warnings,
    )


def test_the_same_note_is_said_once_with_how_many_more_rows() -> None:
    same = tuple(Problem(row, "name", f"N{row}", "it is odd", "Look.") for row in range(2, 44))
    other = Problem(9, "phone", "12", "this is short", "Check it.")
    lines = list(file_lines(_file(warnings=(*same, other)), everything=True, bank=False))
    assert lines == [
        "l.csv: not used: Colour",
        "l.csv:2: warning: column 'name' value 'N2': it is odd. Look. And 41 more rows.",
        "l.csv:9: warning: column 'phone' value '12': this is short. Check it.",
    ]


def test_one_more_row_is_no_plural() -> None:
    same = (Problem(2, "", "", "odd", ""), Problem(3, "", "", "odd", ""))
    lines = list(file_lines(_file(warnings=same), everything=True, bank=False))
    assert lines[-1] == "l.csv:2: warning: odd. And 1 more row."


def test_what_is_wrong_is_said_before_the_notes() -> None:
    wrong = (Problem(4, "amount", "x", "this is not a number", "Write it as 1234.50."),)
    lines = list(file_lines(_file(problems=wrong), everything=True, bank=False))
    assert [line.split(":")[1] for line in lines] == ["4", " not used"]


def test_json_has_every_note() -> None:
    same = tuple(Problem(row, "", "", "odd", "") for row in range(2, 44))
    document = import_document(ImportResult(1, True, (_file(warnings=same),)))
    assert len(document.data["files"][0]["warnings"]) == 42
