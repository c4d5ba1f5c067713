"""Where output goes, in which format, and what happens when it cannot."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from overdue_cli.domain.errors import MachineFailure, WrongUse
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.output import chosen_format, write

NAME = Column("name", "Name")


def names(*values: str, empty: str = "") -> Document:
    rows = [{"name": value} for value in values]
    return Document(sections=[Section("people", [NAME], rows)], empty=empty)


@pytest.mark.parametrize(
    ("path", "fmt"),
    [
        ("a.csv", "csv"),
        ("a.JSON", "json"),
        ("a.jsonl", "jsonl"),
        ("a.b.md", "md"),
        ("a.txt", "table"),
        ("-", "table"),
    ],
)
def test_the_ending_of_a_file_chooses_the_format(path: str, fmt: str) -> None:
    assert chosen_format(None, Path(path)) == fmt


def test_an_explicit_format_wins_over_the_ending() -> None:
    assert chosen_format("csv", Path("a.json")) == "csv"


def test_without_format_and_file_it_is_a_table() -> None:
    assert chosen_format(None, None) == "table"


@pytest.mark.parametrize("path", ["a.pdf", "report", ".csv"])
def test_an_unknown_ending_is_wrong_use_and_lists_the_known_ones(path: str) -> None:
    with pytest.raises(WrongUse) as caught:
        chosen_format(None, Path(path))
    assert path in caught.value.message
    assert ".csv, .json, .jsonl, .md, .txt" in caught.value.hint


def test_an_unknown_format_is_wrong_use_and_lists_the_known_ones() -> None:
    with pytest.raises(WrongUse, match="'xml'") as caught:
        chosen_format("xml", None)
    assert "table, csv, json, jsonl, md" in caught.value.hint


def test_a_file_is_utf8_with_bare_line_feeds(tmp_path: Path) -> None:
    write(names("王小明"), None, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == "name\n王小明\n".encode()


def test_excel_gets_a_byte_order_mark(tmp_path: Path) -> None:
    write(names("王小明"), None, tmp_path / "a.csv", excel=True)
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + "name\n王小明\n".encode()


def test_excel_goes_with_csv_only() -> None:
    with pytest.raises(WrongUse, match="--excel"):
        write(names(), "json", None, excel=True)


def test_a_file_is_replaced_only_when_all_rows_are_there(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")

    def failing() -> Iterator[dict[str, Any]]:
        yield {"name": "one"}
        raise WrongUse("half way")

    with pytest.raises(WrongUse, match="half way"):
        write(Document(sections=[Section("people", [NAME], failing())]), None, target)
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.csv"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    target.chmod(0o640)
    write(names("new"), None, target)
    assert target.read_text() == "name\nnew\n"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("as it was\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write(names("x"), None, tmp_path / "link.csv")
    assert not (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "link.csv").read_text() == "name\nx\n"
    assert (tmp_path / "real.csv").read_text() == "as it was\n"


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_a_link_of_the_system_is_written_through(tmp_path: Path) -> None:
    told = tmp_path / "told.csv"
    with told.open("w") as out:
        write(names("x"), "csv", Path(f"/proc/self/fd/{out.fileno()}"))
    assert told.read_text() == "name\nx\n"
    assert Path("/dev/stdout").is_symlink()


def test_a_missing_folder_names_path_and_reason(tmp_path: Path) -> None:
    target = tmp_path / "none" / "a.csv"
    with pytest.raises(MachineFailure, match="No such file") as caught:
        write(names("x"), None, target)
    assert str(target) in caught.value.message
    assert "folder" in caught.value.hint


def test_a_folder_in_place_of_a_file_names_path_and_reason(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(MachineFailure, match=r"a\.csv"):
        write(names("x"), None, tmp_path / "a.csv")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_a_failure_of_the_machine() -> None:
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - closing fails too
    with pytest.raises(MachineFailure, match=r"standard output.*No space left"):
        write(names(*"abc"), "csv", None, stdout=full)
    with pytest.raises(OSError, match="No space left"):
        full.close()


def test_a_closed_stdout_is_a_failure_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(MachineFailure, match="standard output"):
        write(names("x"), "csv", None)


def test_a_closed_pipe_is_left_to_the_caller() -> None:
    class Closed(io.StringIO):
        def __init__(self, *, screen: bool) -> None:
            super().__init__()
            self.screen = screen

        def isatty(self) -> bool:
            return self.screen

        def write(self, text: str) -> int:
            raise BrokenPipeError

    for screen in (False, True):
        with pytest.raises(BrokenPipeError):
            write(names("x"), "table", None, stdout=Closed(screen=screen))


@pytest.mark.parametrize("fmt", ["table", "csv", "json", "jsonl", "md"])
@pytest.mark.parametrize("tty", [False, True])
def test_an_empty_document_says_so_on_stderr(
    fmt: str, tty: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    out = io.StringIO()
    out.isatty = lambda: tty  # type: ignore[method-assign]
    write(names(empty="Nobody is late."), fmt, None, stdout=out)
    assert capsys.readouterr().err == "Nobody is late.\n"
    assert "Nobody" not in out.getvalue()


def test_a_document_with_rows_says_nothing_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    write(names("x", empty="Nobody is late."), "csv", None)
    assert capsys.readouterr() == ("name\nx\n", "")


def test_json_data_of_its_own_is_not_empty_while_there_are_rows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = Document(
        sections=[Section("people", [NAME], [{"name": "x"}])], data={"a": 1}, empty="None."
    )
    write(document, "json", None)
    assert capsys.readouterr().err == ""


def test_a_section_can_be_asked_for() -> None:
    document = Document(
        sections=[Section("a", [NAME], [{"name": "x"}]), Section("b", [NAME], [{"name": "y"}])],
        main="a",
    )
    out = io.StringIO()
    write(document, "csv", None, section="b", stdout=out)
    assert out.getvalue() == "name\ny\n"


def test_an_unknown_section_is_wrong_use_and_lists_the_known_ones() -> None:
    with pytest.raises(WrongUse, match="'c'") as caught:
        write(names(), "csv", None, section="c", stdout=io.StringIO())
    assert "people" in caught.value.hint


@pytest.mark.parametrize("fmt", ["csv", "jsonl"])
def test_rows_are_written_as_they_come(fmt: str) -> None:
    out = io.StringIO()
    written: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(100):
            written.append(out.getvalue().count("\n"))
            yield {"name": str(number)}

    write(Document(sections=[Section("n", [NAME], rows())]), fmt, None, stdout=out)
    assert written[-1] >= 99


PROBE = """
import io, sys
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.output import write
rows = [{"name": "x"}]
document = Document(sections=[Section("s", [Column("name", "Name")], rows)])
write(document, sys.argv[1], None, stdout=io.StringIO())
print(*sorted({"rich", "csv", "json", "unicodedata", "typer"} & set(sys.modules)))
"""


@pytest.mark.process
@pytest.mark.parametrize(
    ("fmt", "loaded"),
    [
        ("csv", "csv"),
        ("json", "json"),
        ("jsonl", "json"),
        ("md", ""),
        ("table", "unicodedata"),
    ],
)
def test_a_format_loads_only_what_it_needs(fmt: str, loaded: str) -> None:
    probe = [sys.executable, "-c", PROBE, fmt]
    done = subprocess.run(probe, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == loaded


@pytest.mark.process
def test_piped_output_is_utf8_whatever_the_locale_says() -> None:
    program = PROBE.replace('"x"', '"王"').replace(", stdout=io.StringIO()", "")
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-c", program, "jsonl"], capture_output=True, check=True, env=environment
    )
    assert done.stdout.splitlines()[0].decode() == '{"name": "王"}'
