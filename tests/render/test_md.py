"""md: a table that displays every text exactly, and still reads well as a source."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.md_format import escaped


@pytest.mark.parametrize(
    "text",
    [
        "Jo [jr] Lee [/b]",
        "=1+1",
        "snake_case",
        "5 * 3",
        "a < b",
        "R&D",
        "C:\\dir",
        "王小明",
        "[1]",
    ],
)
def test_what_displays_as_it_is_stays_as_it_is(text: str) -> None:
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("a|b", r"a\|b"),
        ("`x`", r"\`x\`"),
        ("*x*", r"\*x\*"),
        ("2*3*4", r"2\*3\*4"),
        ("_x_", r"\_x\_"),
        ("~~x~~", r"\~\~x\~\~"),
        ("<b>x</b>", r"\<b>x\</b>"),
        ("<!-- x", r"\<!-- x"),
        ("[a](b)", r"[a\](b)"),
        ("&lt; &#35;", r"\&lt; \&#35;"),
        (r"\|", r"\\\|"),
        (r"\*x", r"\\\*x"),
        ("end\\", "end\\\\"),
    ],
)
def test_what_would_change_the_display_is_escaped(text: str, source: str) -> None:
    assert escaped(text) == source


def test_a_document(piped: Any) -> None:
    columns = [
        Column("id", "Id", machine=True),
        Column("name", "Name"),
        Column("due", "Due"),
        Column("late", "Days late", "right", rank=9),
    ]
    rows: list[dict[str, Any]] = [
        {"id": "1", "name": "two\nlines\x1b[31m", "due": (Money(123450, "CNY"),), "late": 1200},
        {"id": "2", "name": None, "due": (Money(7, "JPY"), Money(2, "USD")), "late": 0},
    ]
    document = Document(
        title="Queue",
        as_of=date(2025, 1, 5),
        settings={"basis": "loan", "limit": None},
        facts=[("officer", "Officer", "li_na"), ("x", "", 1)],
        sections=[Section("q", columns, rows, title="Today")],
    )
    assert piped(document, "md").splitlines() == [
        "# Queue as of 2025-01-05",
        "",
        "- **Officer:** li_na",
        "",
        "## Today",
        "",
        "| Name | Due | Days late |",
        "| --- | ---: | ---: |",
        "| two↵lines␛[31m | CNY 1,234.50 | 1,200 |",
        "|  | JPY 7; USD 0.02 | 0 |",
        "",
        "settings: basis=loan",
    ]
