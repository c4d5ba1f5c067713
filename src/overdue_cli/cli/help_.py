"""``overdue help``: the text of ``--help``, the list of every command, or one command's help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any

import typer

from overdue_cli.cli.lazy import CommandSpec
from overdue_cli.cli.options import argument
from overdue_cli.domain.errors import WrongUse

#: The word for every command, where a command is named.
EVERY = "all"


def help_(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None,
        argument("[all|COMMAND]", "'all' for every command with a line each, or a command."),
    ] = None,
) -> None:
    """The text of --help; with 'all' the list of every command, with a COMMAND its help.

    Examples:

    \b
      overdue help all
      overdue help log-call
      overdue help policy use
    """
    root: Any = ctx.find_root()
    if command == [EVERY]:
        typer.echo(_every_command(root))
    else:
        typer.echo(_page(root, command or []))


def _page(root: Any, names: list[str]) -> str:
    """The help of the command that is named; WrongUse where there is none of that name."""
    here = root
    for name in names:
        known = here.command.list_commands(here) if hasattr(here.command, "specs") else []
        child = here.command.get_command(here, name) if name in known else None
        if child is None:
            near = get_close_matches(name, known, n=1)
            raise WrongUse(
                f"no command '{name}'",
                hint=f"Did you mean {near[0]}?" if near else "See 'overdue help all'.",
            )
        here = child.make_context(name, [], parent=here, resilient_parsing=True)
    return str(here.get_help())


def _every_command(root: Any) -> str:
    from overdue_cli.cli.main import HEADINGS

    formatter = root.make_formatter()
    for heading, specs in HEADINGS.items():
        with formatter.section(heading):
            formatter.write_dl(list(_lines(specs)))
    return str(formatter.getvalue()).strip("\n")


def _lines(specs: Mapping[str, CommandSpec], before: str = "") -> Iterator[tuple[str, str]]:
    """Name and line of each command, those of a group instead of the group."""
    for name, spec in specs.items():
        if spec.children is None:
            yield f"{before}{name}", spec.help
        else:
            yield from _lines(spec.children, f"{before}{name} ")
