"""Names as data, pipes, colour and narrow terminals, through the real command."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"
JO, SUM = "Jo [jr] Lee [/b]", "=1+1"
STYLE = re.compile(r"\x1b\[[0-9;]*m")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3|4|9|10)[0-7]")
COMMAND = [sys.executable, "-m", "overdue_cli"]


@pytest.fixture
def book(run: Any, tmp_path: Path, book_files: Any) -> Path:
    run("init", now=NOW)
    run("import", *book_files(tmp_path / "files"), now=NOW)
    return tmp_path


@pytest.mark.parametrize("question", [("queue",), ("find", "c"), ("show", "C2"), ("show", "C3")])
@pytest.mark.parametrize("shape", ["table", "json", "jsonl", "md", "csv"])
def test_names_come_out_as_they_are(
    book: Path, run: Any, question: tuple[str, ...], shape: str
) -> None:
    out = run(*question, "--format", shape, now=NOW).stdout
    if question[0] == "show" and shape in ("csv", "jsonl"):
        return
    names = {"C2": [JO], "C3": [SUM]}.get(question[-1], [JO, SUM])
    for name in names:
        assert name in out
    if shape == "csv":
        cells = {row["name"] for row in csv.DictReader(io.StringIO(out))}
        assert JO in cells
        assert "'=1+1" in cells


def test_json_rows_carry_the_exact_names(book: Path, data: Any) -> None:
    names = {row["name"] for row in data("queue", now=NOW)["rows"]}
    assert {JO, SUM} <= names


def environment(book: Path, **extra: str) -> dict[str, str]:
    keep = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM")}
    return {**keep, "OVERDUE_NOW": NOW, "OVERDUE_DB": str(book / "overdue.db"), **extra}


def on_terminal(book: Path, columns: int, *args: str, **extra: str) -> str:
    """What the command prints on a real pseudo-terminal of that width."""
    import fcntl
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = environment(book, TERM="xterm-256color", **extra)
    with subprocess.Popen(
        [*COMMAND, *args], stdout=follower, stderr=follower, stdin=follower, env=env
    ) as process:
        os.close(follower)
        chunks = []
        while True:
            ready, _, _ = select.select([leader], [], [], 30)
            assert ready, "the command is silent"
            try:
                chunk = os.read(leader, 65536)
            except OSError:
                break
            if not chunk:
                break
            chunks.append(chunk)
    os.close(leader)
    assert process.returncode == 0
    return b"".join(chunks).decode()


@pytest.mark.process
def test_a_closed_pipe_is_success(book: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "report", "items", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(book),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait() == 0
        assert said == b""


@pytest.mark.process
def test_head_of_the_queue(book: Path) -> None:
    line = f"set -o pipefail; {sys.executable} -m overdue_cli queue | head -1"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, env=environment(book), check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Queue")


@pytest.mark.process
def test_piped_output_has_no_box_no_colour_and_is_not_cut(book: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "queue", "--why"],
        capture_output=True,
        env=environment(book, COLUMNS="40"),
        check=True,
        text=True,
    )
    assert "\x1b" not in done.stdout
    assert not set("│┃─━┏╭") & set(done.stdout)
    assert "(standard 2026.2)" in done.stdout
    assert max(map(len, done.stdout.splitlines())) > 120


@pytest.mark.process
def test_no_color(book: Path) -> None:
    """No colour; bold and dim are no colours."""
    out = on_terminal(book, 120, "queue", NO_COLOR="1")
    assert not COLOUR.search(out)
    assert STYLE.search(out)


@pytest.mark.process
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_tables_stay_inside_the_terminal(book: Path, columns: int) -> None:
    from overdue_cli.render.width import cell_width

    for args in (("queue",), ("show", "L1"), ("report", "aging"), ()):
        out = on_terminal(book, columns, *args, NO_COLOR="1")
        widths = [cell_width(STYLE.sub("", line)) for line in out.replace("\r", "").split("\n")]
        assert max(widths) <= columns, args


def test_every_format_to_a_file(book: Path, run: Any) -> None:
    for ending in ("csv", "json", "jsonl", "md"):
        run("queue", "-o", f"queue.{ending}", now=NOW)
        assert (book / f"queue.{ending}").read_text(encoding="utf-8")
    run("queue", "-o", "excel.csv", "--excel", now=NOW)
    assert (book / "excel.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads((book / "queue.json").read_text(encoding="utf-8"))["rows"]


def test_a_read_only_ledger_is_read_without_storing(book: Path, run: Any) -> None:
    fresh = run("report", "aging", "--format", "json", now="2026-08-01").stdout
    copy = book / "copy.db"
    run("check", "--rebuild", now=NOW)
    copy.write_bytes((book / "overdue.db").read_bytes())
    copy.chmod(0o400)
    later = run("--db", str(copy), "report", "aging", "--format", "json", now="2026-08-01")
    assert later.stdout == fresh


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--format", "xml"), 2),
        (("-o", "there.doc"), 2),
        (("-o", "nowhere/there.json"), 1),
        (("--format", "json", "-o", "."), 1),
    ],
)
def test_what_cannot_be_told_is_not_done(
    run: Any, rows: Any, tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "c.csv").write_text("customer_id,name\nC1,Ann\n", encoding="utf-8")
    run("import", "c.csv", *options, code=code, now=NOW)
    assert rows("imports", now=NOW) == []


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (b"customer_id,note\nC1," + b"A" * 200_000, (), "f.csv:2: a cell holds more than 131,072"),
        (b"customer_id,name\nC1,Ann\n", ("--encoding", "utf-16"), "no text in the encoding utf"),
    ],
)
def test_a_file_that_is_no_table_is_told_without_a_traceback(
    run: Any, tmp_path: Path, content: bytes, options: tuple[str, ...], said: str
) -> None:
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "f.csv").write_bytes(content)
    assert said in run("import", "f.csv", *options, code=3, now=NOW).stderr


def test_a_pipe_with_a_name_is_read_like_the_standard_input(
    run: Any, rows: Any, tmp_path: Path
) -> None:
    run("init", "--currency", "CNY", now=NOW)
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    text = "customer_id,name\nC1,Ann\n"
    writer = threading.Thread(target=pipe.write_text, args=(text, "utf-8"), daemon=True)
    writer.start()
    run("import", str(pipe), now=NOW)
    writer.join(5)
    assert [row["new"] for row in rows("imports", now=NOW)] == ["1"]


def test_a_file_that_is_wrong_throughout_is_told_once(run: Any, tmp_path: Path) -> None:
    run("init", "--currency", "CNY", now=NOW)
    lines = ["loan_id,customer_id,principal,disbursed_on", *["?,?,?,?"] * 51_000]
    (tmp_path / "f.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run("import", "f.csv", "--accept-good", code=3, now=NOW)
    assert (
        "f.csv:2: column 'principal' value '?': more than 100,000 cells are wrong" in done.stderr
    )
    assert len(done.stderr.splitlines()) < 10


@pytest.mark.process
def test_credit_shows_on_a_narrow_terminal(book: Path, run: Any) -> None:
    run("pay", "C2", "CNY 77777.25", now=NOW)
    wide = run("show", "C2", now=NOW).stdout
    left = next(line.split()[6] for line in wide.splitlines() if line.startswith("account:C2"))
    assert left != "0.00"
    assert left in on_terminal(book, 80, "show", "C2")
