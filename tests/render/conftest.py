"""Documents as text, in each format, without a terminal and with one."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from overdue_cli.render.document import Document
from overdue_cli.render.output import write

Render = Callable[..., str]


class Screen(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def piped() -> Render:
    """The text of a document in a format, as a pipe receives it."""

    def render(document: Document, fmt: str = "table", *, section: str | None = None) -> str:
        out = io.StringIO()
        write(document, fmt, None, section=section, stdout=out)
        return out.getvalue()

    return render


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Render:
    """The text of a document as a terminal of some width receives it; no colour unless asked."""

    def render(document: Document, columns: int, *, term: str = "dumb") -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", term)
        out = Screen()
        write(document, "table", None, stdout=out)
        return out.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("COLORTERM", raising=False)
    return render
