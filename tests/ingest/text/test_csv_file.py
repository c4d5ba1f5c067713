"""Text files in, rows out, each with the line an editor shows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.table import cells_of
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.text import csv_file


def lines(path: Path, content: bytes) -> list[tuple[int, list[str]]]:
    path.write_bytes(content)
    return list(open_tables(path)[0].rows())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_as_an_editor_shows_them(end: str, tmp_path: Path) -> None:
    text = 'a,b\n\n1,"x\ny"\n,,\n2,z\n\n'.replace("\n", end)
    found = lines(tmp_path / "f.csv", text.encode())
    assert found == [(3, ["1", f"x{end}y"]), (6, ["2", "z"])]


def test_a_table_can_be_gone_through_again(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("\na,b\n1,2\n3,4\n5,6\n")
    table = open_tables(path)[0]
    assert list(table.rows()) == list(table.rows())
    assert table.header == ("a", "b")
    assert table.header_row == 2
    assert list(cells_of(table, [4])) == [(4, ["3", "4"])]
    assert list(cells_of(table, [])) == []
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_blank_lines_before_the_header_do_not_hide_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("\n  \na;b\n1;2\n")
    table = open_tables(path)[0]
    assert (table.header, table.header_row, table.delimiter) == (("a", "b"), 3, ";")


def test_how_far_the_reading_has_come_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "_TELL_EVERY", 1)
    path = tmp_path / "f.csv"
    path.write_text("a,b\n" + "1,2\n" * 20_000)
    table = open_tables(path)[0]
    shares = [table.seen.share for _ in table.rows()]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.2
    assert shares[-1] == 1


def test_a_long_file_is_hashed_and_checked_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "_BLOCK", 1000)
    path = tmp_path / "f.csv"
    content = "a,b\n" + "".join(f"{n},客户{n}\n" for n in range(5000))
    path.write_text(content, encoding="utf-8")
    assert open_tables(path)[0].sha256 == hashlib.sha256(content.encode()).hexdigest()
    bad = content.encode() + b"x,\xff\n"
    path.write_bytes(bad)
    with pytest.raises(BadFile) as caught:
        open_tables(path)[0]
    assert caught.value.problem.row == 5002
    assert f"position {bad.index(0xFF)}" in caught.value.problem.rule


def test_a_byte_cut_off_at_the_end_is_found(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes("a,b\n1,客".encode()[:-1])
    with pytest.raises(BadFile, match="is not UTF-8"):
        open_tables(path)[0]


def test_a_byte_order_mark_wins_over_plain_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes("a,b\n1,2\n".encode("utf-8-sig"))
    assert open_tables(path, "utf-8")[0].header == ("a", "b")


def test_a_cell_longer_than_any_is_a_quotation_mark_left_open(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text('a,b\n1,2\n3,"x\n' + "y\n" * 100_000)
    with pytest.raises(BadFile) as caught:
        list(open_tables(path)[0].rows())
    assert caught.value.problem.row == 3


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a,b,c\n1,2,3\n4,5", True),
        ("a,b,c\n1,2,3\n4,5\n", False),
        ("a,b,c\n1,2,3\n4,5,6", False),
        ("a,b,c\n1,2\n4,5", False),
        ('a,b,c\n1,2,3\n4,"5"', False),
    ],
)
def test_a_last_row_that_breaks_off_is_told(text: str, cut: bool, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(text, encoding="utf-8")
    assert (csv_file.CUT in csv_file.text_grid(path).notes) == cut
