"""Days beyond which none can be counted, and people who were not there yet, are said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import overdue

NOW = "2026-06-30T10:00:00+08:00"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "overdue.db"
    monkeypatch.setenv("OVERDUE_DB", str(path))
    monkeypatch.setenv("OVERDUE_NOW", NOW)
    rows = tmp_path / "loans.csv"
    rows.write_text(
        "loan_id,customer_id,name,principal,disbursed_on,method,instalments,first_due_on\n"
        "L1,C1,Ana,600,2026-04-20,equal_principal,3,2026-05-20\n",
        encoding="utf-8",
    )
    overdue("init", "--currency", "CNY")
    overdue("import", str(rows))
    return path


@pytest.mark.parametrize(
    "line",
    [
        *(f"{question} --as-of {day}" for day in ("0001-01-01", "9999-12-31") for question in (
            "board", "queue", "show C1", "explain L1", "report aging", "policy simulate us_regf",
        )),
        "show L1 --known-on 9999-12-31",
        "may C1 --at 0001-01-01T10:00",
        "may C1 --at 9999-12-31",
        "log-call C1 --outcome NA --at 0001-01-01",
        "log-call C1 --outcome CB --callback 9999-12-31",
        "hold add C1 --kind dispute --until 9999-12-31",
    ],
)  # fmt: skip
def test_an_end_of_the_calendar_is_refused(book: Path, line: str) -> None:
    assert "at an end of the calendar" in overdue(*line.split(), code=2).stderr


@pytest.mark.parametrize("day", ["0002-01-01", "9998-12-31"])
def test_the_days_beside_them_are_answered(book: Path, day: str) -> None:
    for line in ("board", "queue", "show C1", "explain L1", "report aging"):
        assert overdue(*line.split(), "--as-of", day, code=None).exit_code in (0, 2)


def test_the_clock_of_a_script_has_the_same_ends(book: Path) -> None:
    assert "OVERDUE_NOW is 9999-12-31" in overdue("queue", code=2, now="9999-12-31").stderr


def test_a_bucket_beyond_all_days_is_refused(book: Path) -> None:
    line = ("report", "aging", "--buckets", "30,99999999999999999999")
    assert "a bucket ends after 99999999999999999999 days" in overdue(*line, code=2).stderr


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_customer_who_was_not_known_then_is_said_so(book: Path, command: str) -> None:
    done = overdue(command, "C1", "--known-on", "2026-01-15", code=2)
    assert "the customer 'C1' was not on the book by then" in done.stderr
