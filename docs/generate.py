"""Writes the pages that come from the program itself: its commands and its error messages.

``python docs/generate.py`` writes them, ``--check`` ends with 1 where a page is out of date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

import columns
import raised

DOCS = Path(__file__).resolve().parent
COMMANDS_HEAD = """# Commands

Every command with all its arguments and options, written by `docs/generate.py` from the program
itself. The same text is on the screen with `overdue COMMAND --help`. What the commands are for is
told in the [task pages](getting-started.md).

Options that many commands share mean the same everywhere: `--db` names the [ledger](ledger.md),
`--as-of` the day that is asked about, `--format` and `-o` the [format](formats.md), `--actor` who
does it ([environment](environment.md)). How a command ends is told in
[exit status](exit-status.md).
"""


def commands() -> str:
    """The command reference, from the tree of commands."""
    from overdue_cli.cli.main import app

    root: Any = typer.main.get_command(app)
    ctx = root.make_context("overdue", [], resilient_parsing=True)
    parts = [COMMANDS_HEAD, *_listed(root, ctx), *_told("overdue", root, ctx)]
    return "\n".join(parts).rstrip() + "\n"


def tree(command: Any, ctx: Any) -> Iterator[tuple[str, Any, Any]]:
    """Every command below a group: its whole name, itself, its context."""
    for name in command.list_commands(ctx):
        child = command.get_command(ctx, name)
        below = child.make_context(name, [], parent=ctx, resilient_parsing=True)
        yield below.command_path, child, below
        if hasattr(child, "list_commands"):
            yield from tree(child, below)


def _listed(root: Any, ctx: Any) -> Iterator[str]:
    """One line per command, each a link to where it is told."""
    yield "| command | what it does |"
    yield "|---|---|"
    for path, command, below in tree(root, ctx):
        if hasattr(command, "list_commands"):
            continue
        link = path.replace(" ", "-")
        yield f"| [`{path}`](#{link}) | {_first_line(below)} |"
    yield ""


def _told(path: str, command: Any, ctx: Any) -> Iterator[str]:
    """A section per command: its usage, its help, a table of what it takes."""
    yield f"## {path}"
    yield ""
    yield from _body(command, ctx)
    for name, child, below in tree(command, ctx):
        if hasattr(child, "list_commands"):
            continue
        yield f"## {name}"
        yield ""
        yield from _body(child, below)


def _body(command: Any, ctx: Any) -> Iterator[str]:
    text, examples = _help(command)
    yield text
    yield ""
    if examples:
        yield "```sh"
        yield from examples
        yield "```"
        yield ""
    yield "```text"
    yield " ".join(("Usage:", ctx.command_path, *command.collect_usage_pieces(ctx)))
    yield "```"
    yield ""
    records = [param.get_help_record(ctx) for param in command.get_params(ctx)]
    rows = [record for record in records if record]
    if rows:
        yield "| takes | meaning |"
        yield "|---|---|"
        for name, meaning in rows:
            yield f"| `{_cell(name)}` | {_cell(meaning)} |"
        yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _first_line(ctx: Any) -> str:
    return str(ctx.command.get_short_help_str(limit=200))


def _help(command: Any) -> tuple[str, list[str]]:
    """The paragraphs of a help text, and its examples."""
    text, examples = [], []
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            examples += [line.removeprefix("  ") for line in paragraph.split("\n")[1:]]
        elif paragraph.strip() != "Examples:":
            text.append(paragraph.strip())
    return "\n\n".join(text), examples


PAGES = {"commands.md": commands, "columns.md": columns.page, "errors.md": raised.page}


def main() -> int:
    """1 where a page is out of date and only checked, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    stale = []
    for name, made in PAGES.items():
        page, text = DOCS / name, made()
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                page.write_text(text, encoding="utf-8")
    for name in stale:
        said = "is out of date; run: make pages" if check else "written"
        sys.stdout.write(f"docs/{name} {said}\n")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
