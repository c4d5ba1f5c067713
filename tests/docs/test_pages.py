"""Every command that a page shows runs, ends as it says, and prints what it shows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the pages are shown on a terminal of Unix", allow_module_level=True)

import pages

pytestmark = pytest.mark.process

SHOWING = [page for page in pages.pages() if any(pages.steps(page.read_text(encoding="utf-8")))]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages.make_demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: str(page.relative_to(pages.ROOT)))
def test_commands_do_what_the_page_shows(page: Path, demo: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    pages.prepare(tmp_path, demo, text)
    for step in pages.steps(text):
        ended = pages.run(step, tmp_path)
        said = f"{page.name}:{step.line}: $ {step.command}\n" + "\n".join(ended.lines)
        assert ended.status == step.status, f"exit {ended.status}, not {step.status}\n{said}"
        assert not step.shown or pages.same(step.shown, ended.lines), f"prints\n{said}"


def test_what_is_left_out_matches_anything() -> None:
    assert pages.same(["a … c", "…", "z"], ["a b c", "1", "2", "z"])
    assert pages.same(["1…15"], ["1…15"])
    assert not pages.same(["a", "…"], ["b"])
