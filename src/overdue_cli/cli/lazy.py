"""A Typer group that knows its commands by name and loads a command's module when it runs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from overdue_cli.cli.edge import guarded


class CommandSpec(NamedTuple):
    """Where a command lives (``module:function``) and its line in the list of commands.

    A group of commands has ``children`` instead.
    """

    target: str
    help: str
    children: Mapping[str, CommandSpec] | None = None


class LazyGroup(TyperGroup):
    """A group whose commands are imported one at a time, when they are needed."""

    specs: Mapping[str, CommandSpec] = {}

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The names, without importing anything."""
        return list(self.specs)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The command of that name, imported now; None when there is none."""
        spec = self.specs.get(cmd_name)
        if spec is None:
            self.commands = dict.fromkeys(self.specs, cast(Any, None))  # for "did you mean"
            return None
        return load(cmd_name, spec)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The list of commands with one line each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, spec.help) for name, spec in self.specs.items()])

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> list[Any]:  # type: ignore[override]
        """Names of commands that begin so, without importing them."""
        from typer._click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=spec.help)
            for name, spec in self.specs.items()
            if name.startswith(incomplete)
        ]

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Runs the command; what a user can cause comes out as text and an exit status."""
        return guarded(lambda: super(LazyGroup, self).invoke(cast(Any, ctx)))


def load(name: str, spec: CommandSpec) -> Any:
    """The command that a spec names, ready to run."""
    if spec.children is not None:
        return group(name, spec.help, spec.children)
    module, function = spec.target.split(":")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name=name)(getattr(import_module(module), function))
    return get_command(app)


def group(name: str, help_line: str, children: Mapping[str, CommandSpec]) -> Any:
    """A group of lazily loaded commands."""
    cls = type("Group", (LazyGroup,), {"specs": children})
    return cls(name=name, help=help_line, no_args_is_help=True, rich_markup_mode=None)
