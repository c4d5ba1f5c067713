"""Pages link to what exists, name every command and option, and speak of the product alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

import generate
import pages
import raised
from overdue_cli.cli.main import app

PAGES = pages.pages()
TASKS = [page for page in PAGES if page.name not in generate.PAGES]
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_ABSOLUTE = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|Users|opt|mnt)/")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return str(page.relative_to(pages.ROOT))


def anchors(page: Path) -> set[str]:
    """The anchors that a page has, as code hosts make them from its headings."""
    found = re.findall(r"^#+ (.+)$", _CODE.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(_CODE.sub("", text_of(page))):
        if re.match(r"\w+://", link):
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        assert target.exists(), f"{name_of(page)} links to {link}"
        assert target.is_relative_to(pages.ROOT), f"{name_of(page)} links outside: {link}"
        assert not anchor or anchor in anchors(target), f"{name_of(page)} links to {link}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_path_of_a_machine(page: Path) -> None:
    found = _ABSOLUTE.search(text_of(page))
    assert not found, f"{name_of(page)}: {found and found[0]}"


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in _LINK.findall(text_of(page))
        if not re.match(r"\w+://|#", link)
    }
    lonely = [name_of(page) for page in PAGES if page not in linked and page.name != "README.md"]
    assert not lonely


def commands() -> list[tuple[str, list[str]]]:
    """Every command with the names of its options."""
    root = typer.main.get_command(app)
    ctx = root.make_context("overdue", [], resilient_parsing=True)
    return [
        (path, [name for param in command.get_params(below) for name in param.opts])
        for path, command, below in generate.tree(root, ctx)
        if not hasattr(command, "list_commands")
    ]


@pytest.mark.parametrize(("path", "options"), [pytest.param(*c, id=c[0]) for c in commands()])
def test_every_command_and_option_is_told(path: str, options: list[str]) -> None:
    reference = text_of(pages.DOCS / "commands.md")
    _, _, section = reference.partition(f"\n## {path}\n")
    section = section.partition("\n## ")[0]
    assert section, f"docs/commands.md does not tell {path}"
    missing = [name for name in options if name.startswith("-") and name not in section]
    assert not missing, f"docs/commands.md does not tell {missing} of {path}"
    typed = path.replace("overdue ", r"overdue(?: --\w+ \S+)* ", 1)
    told = [page for page in TASKS if re.search(rf"{typed}\b", text_of(page))]
    assert told, f"no page tells what {path} is for"


@pytest.mark.process
def test_pages_from_the_program_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(pages.DOCS / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_message_says_what_to_do() -> None:
    silent = [said for said in raised.messages() if said.what in raised.KINDS and not said.hint]
    assert not silent
