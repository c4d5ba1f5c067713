"""Widths on a screen, and folding that never breaks a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overdue_cli.render.width import cell_width, filled, folded


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Jo", 2),
        ("王小明", 6),
        ("株式会社", 8),
        ("ｶﾌﾞ", 3),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("Zoe\u0301", 3),
        ("สวัสดีครับ", 7),
        ("नमस्ते", 4),
        ("कुमार", 4),
        ("বাংলা", 5),
        ("שלום", 4),
        ("محمد", 4),
        ("👨‍👩‍👧", 2),
        ("👩‍👩‍👧‍👧!", 3),
        ("🤷‍♂️", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("🇨🇳", 2),
        ("1️⃣", 2),
        ("क्\u200dष", 2),
        ("\u200ea", 1),
        ("a \ufe0fb", 3),
        ("❤\ufe0f\ufe0f", 2),
        ("❤️\u200d🔥", 2),
    ],
)
def test_widths(text: str, width: int) -> None:
    assert cell_width(text) == width


def test_filling_counts_wide_characters() -> None:
    assert filled("王", 4) == "王  "
    assert filled("王", 4, right=True) == "  王"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Jo Lee", 6, ["Jo Lee"]),
        ("Jo Lee", 5, ["Jo", "Lee"]),
        ("株式会社", 5, ["株式", "会社"]),
        ("abcdef gh", 4, ["abcd", "ef", "gh"]),
        ("कुमार", 3, ["कुमा", "र"]),
        ("👨‍👩‍👧👨‍👩‍👧", 3, ["👨‍👩‍👧", "👨‍👩‍👧"]),
        ("🇨🇳🇯🇵", 3, ["🇨🇳", "🇯🇵"]),
        ("é́é́", 1, ["é́", "é́"]),
        ("a\nb", 9, ["a", "b"]),
        ("王", 1, ["王"]),
        ("", 5, [""]),
    ],
)
def test_folding(text: str, width: int, lines: list[str]) -> None:
    assert folded(text, width) == lines


WIDEST_CLUSTER = 4
ALPHABET = "ab 王株é\u0301สัना👨👩👧\u200d\ufe0f🇨🇳שם"


@given(st.text(alphabet=ALPHABET), st.integers(2, 12))
def test_folding_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    lines = folded(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_width(line) <= max(width, WIDEST_CLUSTER + 1) for line in lines)
