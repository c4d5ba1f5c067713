"""Text as it is typed with half-width letters, figures and marks."""

from __future__ import annotations

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def half_width(text: str) -> str:
    """A text with its full-width letters, figures, marks and blanks in half width.

    >>> half_width("ＤＫ００１"), half_width("138　1234")
    ('DK001', '138 1234')
    """
    return text if text.isascii() else text.translate(_HALF)
