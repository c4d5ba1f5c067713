"""Tables on a terminal: folded, never cut; coloured with meaning; narrower with less."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from typing import Any

import pytest

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.width import cell_width

COLUMNS = [
    Column("rank", "#", "right"),
    Column("name", "Name"),
    Column("stage", "Stage"),
    Column("days", "Days past due", "right"),
    Column("overdue", "Overdue", "right"),
    Column("promise", "Promise", rank=1),
    Column("last", "Last contact", rank=2),
    Column("phone", "Phone", rank=3),
    Column("officer", "Officer", rank=4),
]
NAMES = [
    "王小明",
    "株式会社みずほ商事",
    "Jo [jr] Lee [/b]",
    "=1+1",
    "👨‍👩‍👧 Family",
    "สวัสดี ครับ",
    "नमस्ते कुमार",
    "שלום כהן",
    "evil \x1b[31mred\nnext",
    "Alexandra Konstantinopoulos of Lower Saxony",
]
STAGES = ["early", "late", "legal", "paid"]
TONES = {"stage": {"early": "good", "late": "warn", "legal": "bad", "paid": "dim"}}
CSI = re.compile(r"\x1b\[[0-9;]*m")


def queue() -> Document:
    rows = [
        {
            "rank": number + 1,
            "name": name,
            "stage": STAGES[number % 4],
            "days": number * 137,
            "overdue": (Money(123450 * (number + 1), "CNY"), Money(2000, "USD"))[: 1 + number % 2],
            "promise": date(2025, 1, 20),
            "last": date(2025, 1, 3),
            "phone": "+86 138-0000-0000",
            "officer": "wang.fang",
        }
        for number, name in enumerate(NAMES)
    ]
    return Document(
        title="Queue",
        as_of=date(2025, 1, 5),
        settings={"basis": "instalment"},
        facts=[("total", "Total overdue", Money(12345678, "CNY"))],
        sections=[Section("queue", COLUMNS, rows, tones=TONES)],  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("columns", [30, 45, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(columns: int, screen: Any) -> None:
    lines = screen(queue(), columns).splitlines()
    assert max(map(cell_width, lines)) <= columns


@pytest.mark.parametrize("columns", [30, 45, 60, 80, 120, 200])
def test_nothing_is_cut(columns: int, screen: Any) -> None:
    text = screen(queue(), columns)
    flat = re.sub(r"[\s\u200e]", "", text)
    assert "…" not in text
    assert all(f"{123450 * n // 100:,}" in flat for n in range(1, 11))
    if columns >= 80:
        assert "Jo [jr] Lee [/b]" in text
        assert "=1+1" in text


def test_optional_columns_go_first_and_it_is_said(screen: Any) -> None:
    wide, middle, narrow = (screen(queue(), columns) for columns in (200, 88, 60))
    assert "hidden" not in wide
    assert "2 columns hidden; widen the terminal or use --format csv" in middle
    assert "Last contact" in middle
    assert "Phone" not in middle
    assert "4 columns hidden" in narrow
    assert "Promise" not in narrow


def test_one_hidden_column_is_one_column(screen: Any) -> None:
    columns = [Column("a", "A"), Column("b", "B", rank=1)]
    rows = [{"a": "x" * 18, "b": "y" * 18}]
    text = screen(Document(sections=[Section("s", columns, rows)]), 30)
    assert "1 column hidden;" in " ".join(text.split())


def test_too_narrow_for_a_table_lists_each_row(screen: Any) -> None:
    text = screen(queue(), 34)
    assert "Days past due:  137" in text
    assert "Overdue:        CNY 2,469.00\n                USD 20.00" in text


def test_the_currency_of_bare_amounts_is_never_left_out(screen: Any) -> None:
    columns = [Column("name", "N"), Column("currency", "Cur", rank=9), Column("due", "Due")]
    rows = [{"name": "x" * 30, "currency": "CNY", "due": Money(100, "CNY")}]
    assert "CNY" in screen(Document(sections=[Section("s", columns, rows)]), 30)


def test_only_optional_columns_leave_one(screen: Any) -> None:
    columns = [Column("a", "A", rank=1), Column("b", "B", rank=2)]
    rows = [{"a": "x" * 40, "b": "y" * 40}]
    text = screen(Document(sections=[Section("s", columns, rows)]), 20)
    assert text.count("x") == 40
    assert "y" not in text


def test_columns_line_up_beside_wide_and_joined_characters(screen: Any) -> None:
    lines = [line for line in screen(queue(), 200).splitlines() if "wang.fang" in line]
    assert len(lines) == len(NAMES)
    assert len({cell_width(line[: line.index("wang.fang")]) for line in lines}) == 1


def test_figures_stay_on_the_right_of_a_right_to_left_name(screen: Any) -> None:
    assert "שלום כהן\u200e " in screen(queue(), 200)


def test_a_name_cannot_drive_the_terminal(screen: Any) -> None:
    text = CSI.sub("", screen(queue(), 200, term="xterm-256color"))
    assert "\x1b" not in text
    assert "evil ␛[31mred↵next" in text


def test_tones_are_colours(screen: Any) -> None:
    text = screen(queue(), 200, term="xterm-256color")
    assert "\x1b[32mearly\x1b[0m" in text
    assert "\x1b[33mlate\x1b[0m" in text
    assert "\x1b[1;31mlegal\x1b[0m" in text
    assert "\x1b[2mpaid\x1b[0m" in text


def test_no_color_leaves_weight_only(screen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = screen(queue(), 200, term="xterm-256color")
    assert set(CSI.findall(text)) <= {"\x1b[0m", "\x1b[1m", "\x1b[2m"}


def test_a_dumb_terminal_gets_no_escape_at_all(screen: Any) -> None:
    assert "\x1b" not in screen(queue(), 80)


def test_values_without_a_tone_and_lists_are_plain(screen: Any) -> None:
    columns = [Column("a", "A"), Column("b", "B")]
    rows = [{"a": "other", "b": ["x"]}]
    tones: Any = {"a": {"y": "bad"}, "b": {"x": "bad"}}
    text = screen(Document(sections=[Section("s", columns, rows, tones=tones)]), 80, term="xterm")
    assert "\x1b[" not in text.splitlines()[-1]


def test_nothing_but_remarks_when_there_is_no_row(
    screen: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    section = Section("s", [Column("a", "A")], [])
    assert screen(Document(title="T", sections=[section], empty="Nobody."), 80) == ""
    assert capsys.readouterr().err == "Nobody.\n"


def test_more_rows_than_go_out_at_once(screen: Any) -> None:
    rows = [{"a": number} for number in range(1001)]
    lines = screen(Document(sections=[Section("s", [Column("a", "A")], rows)]), 80).split("\n")
    assert [line.strip() for line in lines[2:-1]] == [str(number) for number in range(1001)]


PROGRAM = """
import sys
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.output import write
columns = [Column("name", "Name"), Column("note", "Note", rank=1)]
rows = [{"name": "王小明 [/b]", "note": "n" * 30}]
document = Document(title="Queue", sections=[Section("s", columns, rows)])
write(document, None, None)
assert "rich.console" in sys.modules
unwanted = {"rich.markdown", "rich.syntax", "rich.traceback"}
assert not unwanted & set(sys.modules)
"""


@pytest.mark.process
@pytest.mark.skipif(os.name == "nt", reason="pseudo terminals are POSIX")
@pytest.mark.parametrize(("columns", "hidden"), [(30, True), (80, False)])
def test_a_real_terminal(columns: int, hidden: bool) -> None:
    import pty

    environment = os.environ | {"COLUMNS": str(columns), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [sys.executable, "-c", PROGRAM], environment)
    text = _everything(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, text
    assert "王小明 [/b]" in text
    assert "\x1b[1mQueue\x1b[0m" in text
    assert "──────" in text
    assert ("1 column hidden" in text) is hidden


def _everything(terminal: int) -> str:
    """All that a program writes to its terminal."""
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says EIO when the other side is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode()
