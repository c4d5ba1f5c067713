"""Rows in, typed rows and problems out."""

from __future__ import annotations

from pathlib import Path

import pytest

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest import typed
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.typed import BadRow, ReadingChoices, TypedRows


def rows_of(tmp_path: Path, text: str) -> TypedRows:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    table = open_tables(path)[0]
    return TypedRows(table, recognise(table), ReadingChoices())


def test_rows_have_the_fields_of_their_kind_in_its_order(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "principal,loan_id,seq,due_on\n1.5,007,1,2026-01-01\n")
    (chunk,) = rows
    assert rows.fields == ("loan_id", "seq", "due_on", "principal")
    assert chunk.good == [(2, "007", 1, "2026-01-01", 15000)]


def test_bad_rows_are_named_and_the_good_ones_stay(tmp_path: Path) -> None:
    text = "loan_id,seq,due_on,principal\nA,1,2026-01-01,1\nA,x,y,1\nB,1,2026-01-01,1\n"
    (chunk,) = rows_of(tmp_path, text)
    assert [row[0] for row in chunk.good] == [2, 4]
    assert chunk.bad == [BadRow(3, "A")]
    assert [problem.column for problem in chunk.problems] == ["seq", "due_on"]
    assert chunk.problems[0] == Problem(
        3, "seq", "x", "this is a whole number", "Write it with digits only, from 1 on."
    )


def test_short_and_long_rows(tmp_path: Path) -> None:
    text = "customer_id,name,phone\nA\nB,Bo,1,,\nC,Cy,1,2\n"
    (chunk,) = rows_of(tmp_path, text)
    assert chunk.good == [(2, "A", None, None), (3, "B", "Bo", "1")]
    assert [problem.row for problem in chunk.problems] == [4]


def test_chunks_do_not_change_what_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "customer_id,income\n" + "".join(f"C{n},{n if n % 7 else 'x'}\n" for n in range(50))
    whole = list(rows_of(tmp_path, text))
    monkeypatch.setattr(typed, "_CHUNK", 3)
    parts = list(rows_of(tmp_path, text))
    assert len(parts) > len(whole)
    for name in ("good", "bad", "problems"):
        joined = [item for chunk in parts for item in getattr(chunk, name)]
        assert joined == [item for chunk in whole for item in getattr(chunk, name)]
